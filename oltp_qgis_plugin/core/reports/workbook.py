"""The workbook of the summary tables, an .xlsx that opens in any spreadsheet."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from oltp_qgis_plugin.core.reports import tables
from oltp_qgis_plugin.core.reports.sentences import (
    DIFFUSION,
    count,
    counted_units,
    located_finer_than_street,
    number,
    period,
    share,
    typeset,
)
from oltp_qgis_plugin.errors import OutputError, StoreError

NOT_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
NARROWEST, WIDEST = 9, 48
PERCENT_COLUMNS = ("Localisés", "Plus fin que la rue", "Heure inconnue")
SMALL = 5


@dataclass(frozen=True)
class Material:
    """What a workbook is made of: frames as the store gives them, names by code."""

    incidents: pd.DataFrame
    batches: pd.DataFrame
    refused: pd.DataFrame
    partners: Mapping[str, str]
    groups: Mapping[str, str]
    qpv: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Sheet:
    """One sheet: its title and its table."""

    title: str
    table: pd.DataFrame


def write_workbook(path: Path, material: Material) -> list[str]:
    """Write the workbook, whole or not at all; returns the titles of its sheets.

    Raises StoreError when there is no incident, OutputError when the file cannot be written.
    """
    from openpyxl import Workbook

    if material.incidents.empty:
        raise StoreError("L'observatoire ne contient aucun fait : importez un fichier avant de faire le bilan.")
    book = Workbook()
    _write_readme(book.active, material)
    for sheet in summary_sheets(material):
        _write_sheet(book.create_sheet(sheet.title), sheet.table)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        book.save(draft)
        draft.replace(path)
    except OSError as error:
        raise OutputError(f"Le classeur ne peut pas être écrit à « {path} » ({error.strerror}) : fermez-le s'il est "
                          f"ouvert dans un tableur, ou choisissez un autre dossier.") from error  # fmt: skip
    finally:
        draft.unlink(missing_ok=True)
    return list(book.sheetnames)


def summary_sheets(material: Material) -> list[Sheet]:
    """The tables in the order of the workbook."""
    incidents, partners = material.incidents, material.partners
    qpv = [
        Sheet(f"QPV {generation}", tables.territories_by_source(incidents, partners, f"qpv_{generation}", names))
        for generation, names in material.qpv.items()
    ]
    return [
        Sheet("Catégories", tables.sources_by_category(incidents, partners)),
        Sheet("Mois", tables.months_by_source(incidents, partners)),
        Sheet("Créneaux", tables.slots_by_source(incidents, partners, "6x4h")),
        Sheet("Groupes territoriaux",
              tables.territories_by_source(incidents, partners, "territorial_group", material.groups)),
        *qpv,
        Sheet("Qualité des lots", tables.quality_by_batch(material.batches, incidents, partners)),
        Sheet("Lignes refusées", tables.refused_by_reason(material.refused, partners)),
    ]  # fmt: skip


def readme_lines(material: Material) -> list[tuple[str, str]]:
    """What the first sheet says, as (heading, sentence)."""
    incidents = material.incidents
    n = len(incidents)
    finer = located_finer_than_street(incidents)
    unknown = int((~incidents["hour_known"]).sum())
    sources = [f"{f.source} : {count(f.n, 'signalement')}" for f in tables.source_figures(incidents, material.partners)]
    return [(heading, typeset(text)) for heading, text in (
        ("Diffusion", f"{DIFFUSION}. Les petits effectifs (moins de {SMALL}) ne sont pas masqués : ne transmettez ce "
                      "classeur qu'aux partenaires de l'observatoire."),
        ("Période", period(incidents["began_at"])),
        ("Effectif", f"n = {number(n)}, en signalements ({counted_units(incidents['category'])})."),
        ("Sources", " ; ".join(sources) + "."),
        ("Lecture", "Les sources sont côte à côte et ne s'additionnent pas : un même fait peut être signalé par "
                    "plusieurs partenaires, et chacun signale ce que son activité lui montre."),
        ("Restreint", "Les catégories à diffusion restreinte sont regroupées en une ligne."),
        ("Unités", "Une victime, un véhicule et un fait ne s'additionnent pas : l'unité de chaque catégorie est dans "
                   "la feuille « Catégories »."),
        ("Localisation", f"{share(finer, n)} des signalements sont localisés plus finement que la rue."),
        ("Heures", f"Heure de début ; {share(unknown, n)} d'heures inconnues, comptées à part, jamais mises à "
                   "minuit."),
        ("Territoires", "Un signalement en limite de deux territoires (à 1 m près) compte dans les deux."),
    )]  # fmt: skip


def _write_readme(page, material: Material) -> None:  # type: ignore[no-untyped-def]
    from openpyxl.styles import Alignment, Font

    page.title = "Lisez-moi"
    page.append(["Bilan de l'observatoire de la tranquillité publique"])
    page["A1"].font = Font(bold=True, size=14)
    for heading, text in readme_lines(material):
        page.append([heading, None])
        _fill(page.cell(page.max_row, 2), text)
        page.cell(page.max_row, 1).font = Font(bold=True)
        for column in (1, 2):
            page.cell(page.max_row, column).alignment = Alignment(wrap_text=True, vertical="top")
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 16, 100
    page.sheet_view.showGridLines = False


def _write_sheet(page, table: pd.DataFrame) -> None:  # type: ignore[no-untyped-def]
    """Headers in bold over frozen panes, then the rows, numbers formatted."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for column, header in enumerate(table.columns, start=1):
        cell = page.cell(1, column)
        _fill(cell, str(header))
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDDDDD")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        values = table[header].tolist()
        for row, value in enumerate(values, start=2):
            cell = page.cell(row, column)
            _fill(cell, value)
            if header in PERCENT_COLUMNS:
                cell.number_format = "0%"
            if isinstance(value, str) and len(value) > WIDEST:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        longest = max([_width(str(header)), *(len(str(value)) for value in values)])
        page.column_dimensions[get_column_letter(column)].width = min(max(longest + 2, NARROWEST), WIDEST)
    page.freeze_panes = page.cell(2, 2 + sum(table.columns.isin(["Catégorie", "Territoire"])))
    if len(table):
        page.auto_filter.ref = page.dimensions
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"


def _width(header: str) -> int:
    return max(len(word) for word in header.split() or [""]) + 2


def _fill(cell, value: object) -> None:  # type: ignore[no-untyped-def]
    """Put a value in a cell: text stays text whatever it begins with, NaN is empty, counts part their thousands."""
    if value is None or value is pd.NaT or value != value:
        return
    cell.value = value.to_pydatetime() if isinstance(value, pd.Timestamp) else value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(NOT_A_FORMULA)
    elif isinstance(value, pd.Timestamp):
        cell.number_format = "dd/mm/yyyy hh:mm"
    elif isinstance(value, int):
        cell.number_format = "#,##0"


