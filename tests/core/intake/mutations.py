"""Small good files of every kind, and seeded ways to spoil them."""

import gzip
import io
import random
import zipfile

import openpyxl
import xlwt

KINDS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".dbf", ".shp", ".geojson", ".gpkg", ".kml", ".fgb",
         ".csv.gz", ".zip")  # fmt: skip
ROWS = [["Réf", "Date", "Nature", "x", "y"]] + [
    [f"{i:06d}", f"{i % 28 + 1:02d}/03/2024 22:{i % 60:02d}", ("Tapage", "Rixe; « été »")[i % 2],
     f"{3.8 + i / 1000:.4g}", "43.6"]
    for i in range(40)
]  # fmt: skip
ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
ODS_FOOT = "</office:spreadsheet></office:body></office:document-content>"


def good_files(folder) -> dict[str, bytes]:
    """The bytes of one good file of each kind."""
    text = "\r\n".join(";".join(f'"{c}"' if ";" in c else c for c in row) for row in ROWS) + "\r\n"
    made = {".csv": text.encode("cp1252"), ".tsv": text.replace(";", "\t").encode(), ".txt": text.encode("utf-16")}
    made[".csv.gz"] = gzip.compress(text.encode(), mtime=0)
    made[".xlsx"], made[".xls"] = xlsx(ROWS), xls(ROWS)
    made[".ods"] = ods(ods_rows(ROWS))
    made.update(_layers(folder))
    made[".kml"] = _kml()
    made[".zip"] = zipped({"lisez-moi.pdf": b"%PDF", "faits.csv": text.encode(), "faits.xlsx": made[".xlsx"]})
    return made


def xlsx(rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(rows) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Faits")
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            sheet.write(i, j, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods_rows(rows) -> str:
    def cell(text):
        escaped = text.replace("&", "&amp;").replace("<", "&lt;")
        return f'<table:table-cell office:value-type="string"><text:p>{escaped}</text:p></table:table-cell>'

    return "".join("<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>" for row in rows)


def ods(rows: str, head: str = ODS_HEAD, sheets: str = "") -> bytes:
    """A workbook of one sheet, `Faits`, and of the `sheets` written out."""
    content = f'{head}<table:table table:name="Faits">{rows}</table:table>{sheets}{ODS_FOOT}'
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode(),
                   "META-INF/manifest.xml": b'<?xml version="1.0"?><manifest/>'})  # fmt: skip


def zipped(members: dict[str, bytes], level: int = 6) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()


def rewritten(data: bytes, change: dict) -> bytes:
    """An archive with members replaced: name → function of its bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for name, function in change.items():
        members[name] = function(members[name])
    return zipped(members)


def _kml() -> bytes:
    def placemark(row):
        cells = zip(ROWS[0][:3], row[:3], strict=True)
        data = "".join(f'<SimpleData name="{name}">{cell}</SimpleData>' for name, cell in cells)
        return (f'<Placemark><ExtendedData><SchemaData schemaUrl="#faits">{data}</SchemaData></ExtendedData>'
                f"<Point><coordinates>{row[3]},{row[4]}</coordinates></Point></Placemark>")  # fmt: skip

    fields = "".join(f'<SimpleField name="{name}" type="string"/>' for name in ROWS[0][:3])
    return (
        '<?xml version="1.0" encoding="utf-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        f'<Schema name="faits" id="faits">{fields}</Schema><Folder><name>faits</name>'
        + "".join(map(placemark, ROWS[1:]))
        + "</Folder></Document></kml>"
    ).encode()


def _layers(folder) -> dict[str, bytes]:
    from osgeo import gdal, ogr

    made = {}
    drivers = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".fgb": "FlatGeobuf", ".shp": "ESRI Shapefile"}
    for suffix, driver in drivers.items():
        path = folder / f"couche{suffix}"
        dataset = gdal.GetDriverByName(driver).Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
        layer = dataset.CreateLayer("faits", geom_type=ogr.wkbPoint)
        for name in ROWS[0][:3]:
            layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
        for row in ROWS[1:]:
            feature = ogr.Feature(layer.GetLayerDefn())
            for i, cell in enumerate(row[:3]):
                feature.SetField(i, cell)
            feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT({row[3]} {row[4]})"))
            layer.CreateFeature(feature)
        layer = dataset = None
        made[suffix] = path.read_bytes()
        if suffix == ".shp":
            made[".dbf"], made[".shx"] = path.with_suffix(".dbf").read_bytes(), path.with_suffix(".shx").read_bytes()
    return made


def _flip(data, others, chance):
    spoiled = bytearray(data)
    for _ in range(chance.choice((1, 3, 30))):
        spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    return bytes(spoiled)


def _flip_inside(data, others, chance):
    """Bytes flipped inside a member, the archive's sums kept right, so that they reach the parsers."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            name = chance.choice(archive.namelist())
    except zipfile.BadZipFile:
        return _flip(data, others, chance)
    return rewritten(data, {name: lambda member: _flip(member or b" ", others, chance)})


def _cut(data, others, chance):
    return data[: chance.randrange(1, len(data))]


def _cut_start(data, others, chance):
    return data[chance.randrange(1, len(data)) :]


def _concatenate(data, others, chance):
    return data + chance.choice(others)


def _repeat(data, others, chance):
    start = chance.randrange(len(data))
    piece = data[start : start + chance.choice((10, 300, 4000))]
    return data[:start] + piece * chance.choice((2, 20)) + data[start:]


def _zeros(data, others, chance):
    start = chance.randrange(len(data))
    return data[:start] + bytes(chance.choice((1, 50, 5000))) + data[start:]


def _pack(data, others, chance):
    return gzip.compress(data, mtime=0) if chance.random() < 0.5 else zipped({f"x{chance.choice(KINDS)}": data})


def _same(data, others, chance):
    return data


WAYS = {
    "bytes flipped": _flip, "bytes flipped inside": _flip_inside, "cut": _cut, "start missing": _cut_start,
    "concatenated": _concatenate, "piece repeated": _repeat, "zeros inserted": _zeros, "packed": _pack,
    "wrong extension": _same,
}  # fmt: skip


def mutated(made: dict[str, bytes], n: int, seed: int):
    """(way, name, parts) of n spoiled files; parts: name → bytes, the neighbours of a shapefile included."""
    chance = random.Random(seed)
    others = list(made.values())
    ways = list(WAYS)
    for i in range(n):
        suffix = KINDS[i % len(KINDS)]
        way = ways[i // len(KINDS) % len(ways)]
        data = WAYS[way](made[suffix], others, chance)
        shown = chance.choice([kind for kind in KINDS if kind != suffix]) if way == "wrong extension" else suffix
        name = f"f{i}{shown}"
        parts = {name: data or b"\x00"}
        if shown == ".shp" and chance.random() < 0.8:
            parts |= {f"f{i}.dbf": made[".dbf"], f"f{i}.shx": made[".shx"]}
        yield way, name, parts
