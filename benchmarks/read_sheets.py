"""Reading a workbook of 200,000 rows: the plugin's reader beside each engine present, time and peak memory.

Each run is a process of its own. Prints a table and writes build/bench/read_sheets.json.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from memory import peak_mib

ROOT = Path(__file__).resolve().parent.parent
ROWS, RUNS = 200_000, 5
HEADERS = ("Réf", "Date", "Nature", "Adresse", "Secteur", "x", "y", "Gravité")
NATURES = ("Tapage", "Rixe", "Dépôt sauvage")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"


def incident(i: int) -> tuple[str, float, str, str, str, float, float, float | None]:
    """One row: a reference with leading zeros, a date serial, texts, coordinates, a gravity missing one time in 5."""
    return (f"{i:06d}", 45000 + i / 144, NATURES[i % 3], f"{i % 300} rue de l'Été {i % 7000}", f"Quartier {i % 12}",
            770000 + i * 0.13, 6280000 + i * 0.17, i % 4 if i % 5 else None)  # fmt: skip


def write_xlsx(path: Path) -> None:
    """As Excel writes it: shared strings, dates as styled serials."""
    strings: dict[str, int] = {}

    def cell(column: str, row: int, value: object) -> str:
        if isinstance(value, str):
            return f'<c r="{column}{row}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'
        style = ' s="1"' if column == "B" else ""
        return "" if value is None else f'<c r="{column}{row}"{style}><v>{value}</v></c>'

    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{SHEET_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHEET_TYPE}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="Faits" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for row in range(1, ROWS + 2):
                values = HEADERS if row == 1 else incident(row)
                cells = "".join(cell(column, row, value) for column, value in zip("ABCDEFGH", values, strict=True))
                sheet.write(f'<row r="{row}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{items}</sst>')


def write_ods(path: Path) -> None:
    """As LibreOffice writes it: every cell with its value and its shown text."""

    def cell(value: object) -> str:
        if value is None:
            return "<table:table-cell/>"
        kind = "string" if isinstance(value, str) else f'float" office:value="{value}'
        return f'<table:table-cell office:value-type="{kind}"><text:p>{escape(str(value))}</text:p></table:table-cell>'

    names = "".join(f' xmlns:{name}="{OPEN_DOCUMENT}:{name}:1.0"' for name in ("office", "table", "text"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        with archive.open("content.xml", "w", force_zip64=True) as content:
            content.write(f"<office:document-content{names}><office:body><office:spreadsheet>"
                          '<table:table table:name="Faits">'.encode())  # fmt: skip
            for row in range(1, ROWS + 2):
                values = HEADERS if row == 1 else incident(row)
                content.write(f"<table:table-row>{''.join(map(cell, values))}</table:table-row>".encode())
            content.write(b"</table:table></office:spreadsheet></office:body></office:document-content>")


def by_plugin(path: Path) -> int:
    """Everything: checked, cells as text, header found, blank and total rows set apart."""
    from oltp_qgis_plugin.core.intake.tables import read_table

    return len(read_table(path).frame)


def by_plugin_alone(path: Path) -> int:
    """The same where no other module is installed."""
    from oltp_qgis_plugin.core.intake import ods, sheets, xlsx
    from oltp_qgis_plugin.core.intake.kinds import Kind

    sheets.engines = lambda kind: [xlsx.open_xlsx if kind is Kind.XLSX else ods.open_ods]
    return by_plugin(path)


def by_calamine(path: Path) -> int:
    """Typed cells, nothing more."""
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()) - 1


def by_pandas_calamine(path: Path) -> int:
    """A frame of text from the fastest engine: cells typed, then turned into text."""
    import pandas as pd
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return len(pd.DataFrame(rows[1:], columns=rows[0]).astype(str))


def by_openpyxl(path: Path) -> int:
    """Typed cells, read-only mode."""
    import openpyxl

    return sum(1 for _ in openpyxl.load_workbook(path, read_only=True).active.iter_rows(values_only=True)) - 1


def by_gdal(path: Path) -> int:
    """GDAL's features, one by one, every field read."""
    from osgeo import gdal

    gdal.UseExceptions()
    layer = (dataset := gdal.OpenEx(str(path))).GetLayer(0)
    rows = [[feature.GetField(i) for i in range(8)] for feature in layer]
    return len(rows) if dataset else 0


READERS = {
    ".xlsx": (by_plugin, by_calamine, by_pandas_calamine, by_plugin_alone, by_openpyxl, by_gdal),
    ".ods": (by_plugin, by_calamine, by_plugin_alone, by_gdal),
}
SLOW = (by_openpyxl, by_gdal, by_plugin_alone)


def run_alone(reader: str, path: str) -> None:
    """In a process of its own: prints seconds, peak MiB and rows."""
    # Importing modules is no part of reading: QGIS has them in memory already.
    import openpyxl
    import python_calamine

    import oltp_qgis_plugin.core.intake.tables

    assert openpyxl and python_calamine and oltp_qgis_plugin
    function = globals()[reader]
    began = time.perf_counter()
    rows = function(Path(path))
    took = time.perf_counter() - began
    print(json.dumps({"s": took, "mib": peak_mib(), "rows": rows}))


def measure(reader: str, path: Path) -> dict | None:
    """One run; None when the engine is absent or refuses the file."""
    done = subprocess.run([sys.executable, __file__, reader, str(path)], capture_output=True, text=True, check=False)
    return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else None


def main() -> None:
    """Alternate the readers, so that a busy machine weighs on all alike."""
    results: dict[str, dict[str, list[dict]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for suffix, readers in READERS.items():
            path = Path(folder) / f"faits{suffix}"
            (write_xlsx if suffix == ".xlsx" else write_ods)(path)
            results[suffix] = {reader.__name__: [] for reader in readers}
            for number in range(RUNS):
                for reader in readers:
                    if (number == 0 or reader not in SLOW) and (measured := measure(reader.__name__, path)):
                        results[suffix][reader.__name__].append(measured)
    print(f"| {ROWS} rows, 8 columns | s (median) | peak MiB | rows |\n| --- | --- | --- | --- |")
    medians: dict[tuple[str, str], float] = {}
    for suffix, readers_runs in results.items():
        for reader, runs in readers_runs.items():
            if not runs:
                print(f"| {suffix} {reader} | absent, or refuses the file | | |")
                continue
            medians[suffix, reader] = statistics.median(run["s"] for run in runs)
            peak = max(run["mib"] for run in runs)
            print(f"| {suffix} {reader} | {medians[suffix, reader]:.2f} | {peak:.0f} | {runs[0]['rows']} |")
    for fastest in ("by_calamine", "by_pandas_calamine"):
        if (".xlsx", fastest) in medians:
            ratio = medians[".xlsx", "by_plugin"] / medians[".xlsx", fastest]
            print(f"xlsx: by_plugin takes {ratio:.2f} times {fastest} (target: at most 1.5 times the fastest engine)")
    peak = max(run["mib"] for run in results[".ods"]["by_plugin"] + results[".ods"]["by_plugin_alone"])
    print(f"ods: peak {peak:.0f} MiB (target: under 1024)")
    result = ROOT / "build" / "bench" / "read_sheets.json"
    result.parent.mkdir(parents=True, exist_ok=True)
    result.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    run_alone(*sys.argv[1:]) if len(sys.argv) == 3 else main()
