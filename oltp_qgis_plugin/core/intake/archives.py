"""The one file to read in what a partner sent: as it is, in a .gz, or inside a .zip. Nothing is written to disk."""

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, cast

from oltp_qgis_plugin.core.intake import limits
from oltp_qgis_plugin.errors import FileError

TABLE_SUFFIXES = (
    ".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".shp", ".gpkg", ".geojson", ".json", ".kml", ".fgb",
    ".dbf",
)  # fmt: skip
SHAPE_PARTS = (".dbf", ".shx", ".prj", ".cpg")
# What the standard library raises on a broken or foreign archive.
BROKEN = (OSError, EOFError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError,
          RuntimeError, ValueError, IndexError, KeyError)  # fmt: skip
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"


@dataclass(frozen=True)
class Source:
    """A file ready to be read.

    name: as shown to the user. opener: its bytes from the start, at each call.
    path: where it lies on disk; None when it is inside an archive.
    parts: the other files of a shapefile, by suffix. notes: French sentences on what was chosen.
    """

    name: str
    opener: Callable[[], IO[bytes]]
    path: Path | None = None
    parts: Mapping[str, Callable[[], IO[bytes]]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name.lower()).suffix

    def head(self, size: int = 4096) -> bytes:
        """The first bytes. Raises FileError when they cannot be unpacked."""
        with self.opener() as stream:
            return self.guarded(lambda: stream.read(size))

    def whole(self) -> bytes:
        """All the bytes. Raises FileError when they cannot be unpacked, or are too many."""
        with self.opener() as stream:
            data = self.guarded(lambda: stream.read(limits.MAX_TEXT + 1))
        if len(data) > limits.MAX_TEXT:
            raise limits.too_big(self.name, limits.MAX_TEXT)
        return data

    def guarded(self, read: Callable[[], bytes]) -> bytes:
        """What `read` returns, or a FileError in place of what a broken archive raises."""
        try:
            return read()
        except BROKEN as error:
            raise FileError(f"« {self.name} » est coupé ou abîmé : redemandez-le au partenaire.") from error


def open_source(path: Path, asked: str = "") -> tuple[Source, str]:
    """The file to read in `path`, and what of `asked` is left to find in it (a sheet, when it names no member)."""
    try:
        with path.open("rb") as stream:
            head = stream.read(4)
    except PermissionError as error:
        raise FileError(f"« {path.name} » est ouvert dans un autre programme, ou vous n'avez pas le droit de le lire : "
                        f"s'il est ouvert dans Excel, fermez-le dans Excel, puis recommencez.") from error  # fmt: skip
    except OSError as error:
        raise FileError(f"« {path.name} » ne peut pas être lu ({error.strerror}) : copiez-le sur ce poste.") from error
    if head.startswith(_GZIP):
        name = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
        packed = Source(name, lambda: cast(IO[bytes], gzip.GzipFile(path)), None)
        return _inside(packed, packed.whole, asked) if packed.head(4) == _ZIP else (packed, asked)
    plain = Source(path.name, lambda: path.open("rb"), path)
    return _inside(plain, lambda: path, asked) if head == _ZIP else (plain, asked)


def _inside(source: Source, content: Callable[[], Path | bytes], asked: str) -> tuple[Source, str]:
    """The table of a zip archive; the source itself when it is a workbook."""
    data = content()
    opened: Path | IO[bytes] = io.BytesIO(data) if isinstance(data, bytes) else data
    try:
        archive = zipfile.ZipFile(opened)
        members = {info.filename: info for info in archive.infolist() if not info.is_dir()}
    except BROKEN as error:
        raise FileError(f"« {source.name} » est une archive ou un classeur coupé ou abîmé : redemandez-le "
                        f"au partenaire.") from error  # fmt: skip
    if "[Content_Types].xml" in members or "content.xml" in members or "mimetype" in members:
        limits.check_declared(source.name, (info.file_size for info in members.values()), limits.MAX_MEMBER)
        archive.close()
        return source, asked
    chosen, others = _choose(source.name, members, asked)
    left = "" if _same(chosen, asked) else asked
    parts = [m for m in members if PurePosixPath(m).suffix.lower() in SHAPE_PARTS and _stem(m) == _stem(chosen)
             and m != chosen]  # fmt: skip
    for name in (chosen, *parts):
        if members[name].flag_bits & 1:
            raise FileError(f"« {source.name} » est protégé par mot de passe : décompressez-le, puis importez le "
                            f"fichier qu'il contient.")  # fmt: skip
    limits.check_declared(source.name, (members[name].file_size for name in (chosen, *parts)), limits.MAX_TEXT)
    note = f"Fichier lu dans l'archive : « {chosen} »." + (f" Laissés de côté : {_list(others)}." if others else "")
    return Source(
        PurePosixPath(chosen).name,
        _member(archive, chosen),
        None,
        {PurePosixPath(name).suffix.lower(): _member(archive, name) for name in parts},
        (note,),
    ), left


def _member(archive: zipfile.ZipFile, name: str) -> Callable[[], IO[bytes]]:
    def opener() -> IO[bytes]:
        try:
            return archive.open(name)
        except BROKEN as error:
            raise FileError(f"« {name} » ne peut pas être sorti de son archive : redemandez-la au "
                            f"partenaire.") from error  # fmt: skip

    return opener


def _choose(archive: str, members: Mapping[str, zipfile.ZipInfo], asked: str) -> tuple[str, list[str]]:
    """The member asked, else the heaviest table; and the other tables."""
    shapes = {_stem(name) for name in members if name.lower().endswith(".shp")}
    tables = [name for name in members if PurePosixPath(name).suffix.lower() in TABLE_SUFFIXES and not _system(name)
              and not (name.lower().endswith(".dbf") and _stem(name) in shapes)]  # fmt: skip
    if not tables:
        nested = any(n.lower().endswith((".zip", ".gz", ".7z", ".rar")) for n in members)
        what = "ne contient qu'une autre archive" if nested else "ne contient aucun tableau"
        raise FileError(f"« {archive} » {what} ({_list(list(members)) or 'rien'}) : décompressez-la et importez le "
                        f"fichier voulu.")  # fmt: skip
    found = [name for name in tables if _same(name, asked)]
    chosen = found[0] if found else max(tables, key=lambda name: members[name].file_size)
    return chosen, [name for name in tables if name != chosen]


def _same(member: str, asked: str) -> bool:
    return bool(asked) and asked.lower() in (member.lower(), PurePosixPath(member).name.lower())


def _stem(member: str) -> str:
    return str(PurePosixPath(member).with_suffix("")).lower()


def _system(member: str) -> bool:
    return member.startswith("__MACOSX/") or PurePosixPath(member).name.startswith((".", "~$"))


def _list(names: list[str]) -> str:
    return ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
