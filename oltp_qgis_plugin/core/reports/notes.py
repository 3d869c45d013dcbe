"""What every printed page must say: period, effective, units, sources, location, method, diffusion."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from oltp_qgis_plugin.core.reports.sentences import (
    count,
    counted_units,
    located_finer_than_street,
    number,
    restricted,
    share,
    shortened,
    typeset,
)
from oltp_qgis_plugin.core.reports.tables import SourceFigures

ENOUGH_FOR_A_MAP = 30
SOURCES_SHOWN, NAME_LENGTH = 6, 26
TOUCHY = ("STU", "PER5")  # figures that follow what the services do as much as what happens


@dataclass(frozen=True)
class HotspotMethod:
    """Parameters of the hot-spot map: width of a cell in metres, incidents counted in its cells."""

    cell_size: int
    n: int


def size_sentence(incidents: pd.DataFrame, period: str) -> str:
    """Period, n and unit of count, in one line."""
    n = len(incidents)
    if not n:
        return typeset(f"Période {period} · aucun signalement")
    return typeset(f"Période {period} · n = {number(n)}, en signalements ({counted_units(incidents['category'])})")


def source_rows(figures: Sequence[SourceFigures]) -> list[list[str]]:
    """The table « par source »: header, a row per source on one line, those over SOURCES_SHOWN told without a sum."""
    rows = [["Source", "n", "Heure inconnue", "Plus fin que la rue"]]
    for f in figures[:SOURCES_SHOWN]:
        shares = [share(f.unknown_hour, f.n), share(f.finer_than_street, f.n)]
        rows.append([shortened(f.source, NAME_LENGTH), number(f.n), *shares])
    if len(figures) > SOURCES_SHOWN:
        rows.append([f"et {count(len(figures) - SOURCES_SHOWN, 'autre source', 'autres sources')}", "", "", ""])
    return rows


def page_notes(
    incidents: pd.DataFrame, figures: Sequence[SourceFigures], hotspots: HotspotMethod | None, tolerance: str
) -> list[str]:
    """The foot of a page, one sentence or two a line. tolerance: how incidents were given to territories."""
    notes = [sources_note(figures), location_note(incidents), method_note(hotspots, tolerance)]
    if incidents["category"].str.startswith(TOUCHY).any():
        notes.append("Stupéfiants, injures et outrages : ces chiffres suivent aussi l'activité des services.")
    return [typeset(note) for note in notes]


def sources_note(figures: Sequence[SourceFigures]) -> str:
    """The sources by name, and how to read them."""
    if not figures:
        return "Sources : aucune sur la période."
    names = ", ".join(figure.source for figure in figures)
    return (f"Sources : {names}. Elles se lisent côte à côte et ne s'additionnent pas ; un même fait peut y être "
            "deux fois.")  # fmt: skip


def location_note(incidents: pd.DataFrame) -> str:
    """Share located finer than the street, and how many incidents the map does not show, with the reason."""
    n, hidden = len(incidents), restricted(incidents)
    placed = incidents["x"].notna()
    note = (f"Localisation : {share(located_finer_than_street(incidents), n)} des signalements localisés plus finement "
            f"que la rue ; heure inconnue : {share(int((~incidents['hour_known']).sum()), n)}.")  # fmt: skip
    left_out = []
    if (~placed).any():
        left_out.append(f"{number(int((~placed).sum()))} sans position")
    if (placed & hidden).any():
        left_out.append(f"{number(int((placed & hidden).sum()))} de catégories à diffusion restreinte")
    return note + (f" Comptés mais non dessinés : {' et '.join(left_out)}." if left_out else "")


def method_note(hotspots: HotspotMethod | None, tolerance: str) -> str:
    """How the figures and the hot spots were computed, with their parameters."""
    note = f"Méthode : comptage par source ; heure de début du fait, l'heure inconnue à part ; {tolerance}."
    if hotspots is None:
        return note
    return (f"{note} Points chauds : Gi* (Ord et Getis 1995), mailles de {number(hotspots.cell_size)} m, "
            f"n = {number(hotspots.n)}, corrigé sur toute la carte (Benjamini et Hochberg 1995).")  # fmt: skip


def hotspot_sentence(n_placed: int) -> str:
    """Why a page has no hot-spot map; "" when it may have one."""
    if n_placed >= ENOUGH_FOR_A_MAP:
        return ""
    return typeset(
        f"Points chauds : {count(n_placed, 'signalement localisé', 'signalements localisés')}, moins de "
        f"{ENOUGH_FOR_A_MAP} ; trop peu pour une carte de concentration. Examiner les signalements un à un."
    )
