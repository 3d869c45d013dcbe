"""What a file really is, by its first bytes rather than by its name."""

import zipfile
from enum import Enum

from oltp_qgis_plugin.core.intake.archives import BROKEN, Source
from oltp_qgis_plugin.errors import FileError


class Kind(Enum):
    """How a file is read."""

    TEXT = "un texte délimité"
    XLSX = "un classeur Excel (xlsx)"
    XLS = "un classeur Excel ancien (xls)"
    ODS = "un classeur OpenDocument (ods)"
    VECTOR = "une couche géographique"


SUFFIXES = {
    Kind.TEXT: (".csv", ".tsv", ".txt", ""),
    Kind.XLSX: (".xlsx", ".xlsm"),
    Kind.XLS: (".xls",),
    Kind.ODS: (".ods",),
    Kind.VECTOR: (".dbf", ".shp", ".geojson", ".json", ".gpkg", ".kml", ".fgb"),
}
_WORKBOOKS = (Kind.XLSX, Kind.XLS, Kind.ODS)
# Files that are sent in place of a table, by their first bytes.
_OTHERS = {
    b"%PDF": "un document PDF : demandez le tableau d'origine (xlsx ou csv)",
    b"\x89PNG": "une image : demandez le tableau d'origine (xlsx ou csv)",
    b"\xff\xd8\xff": "une image : demandez le tableau d'origine (xlsx ou csv)",
    b"GIF8": "une image : demandez le tableau d'origine (xlsx ou csv)",
    b"{\\rtf": "un document RTF : demandez le tableau d'origine (xlsx ou csv)",
    b"7z\xbc\xaf": "une archive 7z : décompressez-la et importez le fichier qu'elle contient",
    b"Rar!": "une archive RAR : décompressez-la et importez le fichier qu'elle contient",
    b"BZh": "une archive bzip2 : décompressez-la et importez le fichier qu'elle contient",
    b"\xfd7zXZ": "une archive xz : décompressez-la et importez le fichier qu'elle contient",
    b"\x1f\x8b": "une archive dans une archive : décompressez-la et importez le fichier qu'elle contient",
}
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_XLS_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))


def find_kind(source: Source) -> tuple[Kind, str]:
    """How to read the file, and a note when its name says otherwise. Raises FileError when it is no table."""
    head = source.head()
    kind = _by_content(source, head)
    if source.suffix in SUFFIXES[kind] or kind is Kind.TEXT and source.suffix not in _suffixes():
        return kind, ""
    return kind, f"Malgré son nom ({source.suffix or 'sans extension'}), le fichier est {kind.value} : lu comme tel."


def _suffixes() -> set[str]:
    return {suffix for suffixes in SUFFIXES.values() for suffix in suffixes}


def _by_content(source: Source, head: bytes) -> Kind:
    for magic, what in _OTHERS.items():
        if head.startswith(magic):
            raise FileError(f"« {source.name} » est {what}.")
    if head.startswith(b"PK\x03\x04"):
        return _packed(source)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _compound(source)
    if head.startswith((b"SQLite format 3", b"fgb\x03", b"\x00\x00\x27\x0a")):
        return Kind.VECTOR
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:2000].lower()
    if b"<kml" in start:
        return Kind.VECTOR
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<?xml", b"mime-version")):
        raise FileError(f"« {source.name} » est une page web ou un document XML, et non un tableau : ouvrez-le dans "
                        f"Excel ou LibreOffice et enregistrez-le en xlsx.")  # fmt: skip
    if source.suffix in (".geojson", ".json", ".dbf", ".kml", ".gpkg", ".shp", ".fgb") or start.startswith(b'{"type"'):
        return Kind.VECTOR
    if source.suffix == ".xls" and head[:1] == b"\x09" and head[1:2] in b"\x00\x02\x04\x08":
        return Kind.XLS  # BIFF 2 to 5, without its OLE envelope
    return Kind.TEXT


def _packed(source: Source) -> Kind:
    try:
        with source.opener() as stream, zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            if "xl/workbook.bin" in names:
                raise FileError(f"« {source.name} » est un classeur binaire (xlsb) : enregistrez-le en xlsx.")
            if "[Content_Types].xml" in names:
                if not any(name.startswith("xl/") for name in names):
                    raise FileError(f"« {source.name} » est un document Word ou PowerPoint, et non un classeur : "
                                    f"demandez le tableau (xlsx ou csv).")  # fmt: skip
                return Kind.XLSX
            mimetype = archive.read("mimetype")[:200] if "mimetype" in names else b"spreadsheet"
    except BROKEN as error:
        raise FileError(f"« {source.name} » est une archive ou un classeur coupé ou abîmé : redemandez-le "
                        f"au partenaire.") from error  # fmt: skip
    if b"spreadsheet" not in mimetype or "content.xml" not in names:
        raise FileError(f"« {source.name} » n'est pas un classeur : ouvrez-le et enregistrez-le en xlsx ou en ods.")
    return Kind.ODS


def _compound(source: Source) -> Kind:
    data = source.whole()
    if _ENCRYPTED in data:
        raise FileError(f"« {source.name} » est protégé par mot de passe : ouvrez-le dans Excel, ôtez le mot de passe "
                        f"(Fichier, Informations) et enregistrez-le.")  # fmt: skip
    if not any(name in data for name in _XLS_STREAMS):
        raise FileError(f"« {source.name} » est protégé par mot de passe, abîmé, ou n'est pas un classeur : ouvrez-le "
                        f"dans Excel, ôtez le mot de passe et enregistrez-le en xlsx.")  # fmt: skip
    return Kind.XLS
