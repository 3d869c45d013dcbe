"""Spoiled and hostile files: a table, or one French sentence; never another exception, never too much memory.

Each kind's outcomes are printed.
"""

import collections
import gzip
import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from oltp_qgis_plugin.core.intake import ods, sheets, xls, xlsx
from oltp_qgis_plugin.core.intake.kinds import Kind
from oltp_qgis_plugin.core.intake.tables import read_table
from oltp_qgis_plugin.errors import FileError
from tests.core.intake import mutations

ROOT = Path(__file__).resolve().parents[3]
N = 2000
TWO_GIB = 2048
READ = """
import json, sys
from pathlib import Path
from benchmarks.memory import peak_mib
from oltp_qgis_plugin.core.intake.tables import read_table
from oltp_qgis_plugin.errors import FileError
try:
    said = f"table {read_table(Path(sys.argv[1])).frame.shape}"
except FileError as error:
    said = str(error)
print(json.dumps([said, peak_mib()]))
"""


def outcome(folder, name, parts):
    for part, data in parts.items():
        (folder / part).write_bytes(data)
    try:
        table = read_table(folder / name)
        assert table.n_read >= len(table.frame)
        said = "table"
    except FileError as error:
        assert str(error).endswith((".", "?")), error
        said = "refused"
    for part in parts:
        (folder / part).unlink()
    return said


PLAIN_ENGINES = {Kind.XLSX: [xlsx.open_xlsx], Kind.ODS: [ods.open_ods], Kind.XLS: [xls.open_by_gdal]}


@pytest.mark.parametrize("engines", ["all", "what every QGIS has"])
def test_a_spoiled_file_gives_a_table_or_a_sentence(tmp_path, monkeypatch, engines):
    if engines != "all":
        monkeypatch.setattr(sheets, "engines", PLAIN_ENGINES.__getitem__)
    made = mutations.good_files(tmp_path)
    counts = collections.Counter()
    for way, name, parts in mutations.mutated(made, N, seed=2024):
        counts[way, outcome(tmp_path, name, parts)] += 1
    for (way, said), n in sorted(counts.items()):
        print(f"| {way} | {said} | {n} |")
    assert counts.total() == N
    assert {way for way, _ in counts} == set(mutations.WAYS)
    assert sum(n for (_, said), n in counts.items() if said == "refused") > N / 5


def read_apart(path):
    """What is said of a file, and the peak memory in MiB of a process that reads it."""
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def deflated_bomb(piece: bytes, total: int) -> bytes:
    """Raw deflate of `piece` repeated up to `total` bytes, made without ever holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = piece * (1 << 20) if len(piece) == 1 else piece * ((1 << 20) // len(piece))
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    return block + again * (total // len(piece)) + packer.flush()


def with_bomb(members: dict[str, bytes], name: str, bomb: bytes, declared: int) -> bytes:
    """A zip of members, and of one whose deflated bytes and declared size are given."""
    stored = {other: (zlib.crc32(data), data, len(data), 0) for other, data in members.items() if other != name}
    stored[name] = (0, bomb, declared, 8)
    out, directory = io.BytesIO(), b""
    for member, (crc, data, size, method) in stored.items():
        common = struct.pack("<HHHHHIIIHH", 20, 0, method, 0, 33, crc, len(data), size, len(member), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common
        directory += struct.pack("<HHHII", 0, 0, 0, 0, out.tell()) + member.encode()
        out.write(b"PK\x03\x04" + common + member.encode() + data)
    start = out.tell()
    out.write(
        directory + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, len(stored), len(stored), len(directory), start, 0)
    )
    return out.getvalue()


def members_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


TEN_GB = 10 << 30
CELL = b'<row><c r="A1"><v>1</v></c></row>'
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("declared", [1000, 0xFFFFFFF0])
@pytest.mark.parametrize("kind", [".xlsx", ".ods", ".zip", "xlsx in a .zip"])
def test_ten_gigabytes_packed_small_are_refused_before_they_fill_memory(tmp_path, kind, declared):
    good = mutations.good_files(tmp_path)
    if kind == ".ods":
        data = with_bomb(members_of(good[".ods"]), "content.xml", deflated_bomb(b"<a/>", TEN_GB), declared)
    elif kind == ".zip":
        data = with_bomb({}, "faits.csv", deflated_bomb(b"a;b\n", TEN_GB), declared)
    else:
        data = with_bomb(members_of(good[".xlsx"]), SHEET, deflated_bomb(CELL, TEN_GB), declared)
    path = tmp_path / f"bombe{kind[-4:] if kind.startswith('xlsx') else kind}"
    path.write_bytes(mutations.zipped({"faits.xlsx": data}) if kind.startswith("xlsx") else data)
    said, peak = read_apart(path)
    assert "décompressé" in said or "abîmé" in said
    assert peak < 1024


def test_ten_gigabytes_in_a_gz_are_refused(tmp_path):
    path = tmp_path / "bombe.csv.gz"
    path.write_bytes(gzip.compress(b"", mtime=0)[:10] + deflated_bomb(b"a;b\n", TEN_GB) + bytes(8))
    said, peak = read_apart(path)
    assert "dépasse 400 Mio une fois décompressé" in said
    assert peak < 1024


def test_one_gigabyte_in_one_line_is_refused(tmp_path):
    path = tmp_path / "ligne.csv"
    with path.open("wb") as out:
        out.truncate(1 << 30)
        out.write(b"a;b;" * 1000)
    said, peak = read_apart(path)
    assert "une ligne de plus de 16 Mio" in said
    assert peak < 512


def test_a_cell_at_the_far_end_of_the_sheet_does_not_fill_memory(tmp_path):
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    good = mutations.xlsx(mutations.ROWS)
    path = tmp_path / "loin.xlsx"
    path.write_bytes(mutations.rewritten(good, {SHEET: lambda xml: xml.replace(b"</sheetData>", far)}))
    said, peak = read_apart(path)
    assert "très loin des autres" in said
    assert peak < 512


def test_a_far_cell_is_seen_wherever_the_reading_is_cut(tmp_path):
    """A reference may lie across two chunks of 1 MiB: the filling before it is moved byte by byte."""
    good = mutations.xlsx([["a", "b"], ["1", "2"]])
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    for shift in range(0, 60, 7):
        filling = b" " * ((1 << 20) - len(members_of(good)[SHEET].split(b"</sheetData>")[0]) - 5 - shift)
        path = tmp_path / "loin.xlsx"
        path.write_bytes(
            mutations.rewritten(good, {SHEET: lambda xml, f=filling: xml.replace(b"</sheetData>", f + far)})
        )
        with pytest.raises(FileError, match="très loin"):
            read_table(path)


def test_a_row_repeated_a_million_times_does_not_fill_memory(tmp_path):
    repeated = 'office:value-type="string" table:number-columns-repeated="16384"'
    cell = f"<table:table-cell {repeated}><text:p>x</text:p></table:table-cell>"
    path = tmp_path / "repete.ods"
    path.write_bytes(mutations.ods(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'))
    said, peak = read_apart(path)
    assert "millions de cellules" in said
    assert peak < 512


LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (i + 1, b"&l%d;" % i * 10) for i in range(9))
DOCTYPE = b'<!DOCTYPE x [<!ENTITY l0 "ha">' + LAUGHS + b"]>"


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".kml"])
def test_a_billion_laughs_are_not_laughed(tmp_path, suffix):
    def spoil(xml: bytes) -> bytes:
        start = xml.index(b"?>") + 2 if xml.startswith(b"<?xml") else 0
        return xml[:start] + DOCTYPE + xml[start:].replace(b"000001", b"&l9;")

    good = mutations.good_files(tmp_path)[suffix]
    member = {".xlsx": SHEET, ".ods": "content.xml"}.get(suffix)
    path = tmp_path / f"rires{suffix}"
    path.write_bytes(mutations.rewritten(good, {member: spoil}) if member else spoil(good))
    said, peak = read_apart(path)
    assert not said.startswith("table")
    assert peak < 512


def test_a_protected_workbook_is_said_to_be_protected(tmp_path):
    path = tmp_path / "secret.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1500) + "EncryptedPackage".encode("utf-16-le") + bytes(3000)
    )
    with pytest.raises(FileError, match="protégé par mot de passe.*ôtez le mot de passe"):
        read_table(path)
