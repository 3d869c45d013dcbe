"""The summary of a hot-spot map: what was counted, how, what came out, and what to beware of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.hotspots.analysis import HotspotMap
from oltp_qgis_plugin.core.hotspots.remarks import Remark
from oltp_qgis_plugin.core.hotspots.selection import Selection
from oltp_qgis_plugin.core.incident import FINER_THAN_STREET
from oltp_qgis_plugin.core.reports.sentences import counted_units, day, number, share, typeset

CLASSES = ("hot_99", "hot_95", "hot_90", "not_significant", "cold_90", "cold_95", "cold_99")
SOURCES = (
    "Gi* : Ord et Getis, 1995, Geographical Analysis 27(4).",
    "Fausses découvertes : Benjamini et Hochberg, 1995, JRSS B 57(1) ; sur une carte, Caldas de Castro et Singer, "
    "2006, Geographical Analysis 38(2).",
    "Densité : noyau quartique corrigé au bord, ramené au nombre d'incidents.",
)
SKEWED = "Asymétrie des petits nombres : Wilson et Hilferty, 1931, PNAS 17(12)."
POOLED = "Tirages mis en commun : Storey et Tibshirani, 2003, PNAS 100(16)."


@dataclass(frozen=True)
class Context:
    """What a summary tells beside the map. described: partner, category, precision of the incidents chosen, if known.

    labels: French name of each class. crs: identifier of the CRS measured in. remarks: those of the choice.
    """

    layer: str
    selection: Selection
    remarks: Sequence[Remark]
    described: Mapping[str, np.ndarray]
    labels: Mapping[str, str]
    crs: str
    neighbours: str


def summary(result: HotspotMap, context: Context) -> dict:
    """The summary as plain values, for JSON; shares from 0 to 1, lengths in metres, dates as ISO text."""
    cells, method, selection = result.cells, result.method, context.selection
    lattice = cells.grid.lattice if cells.grid is not None else None
    first, last = selection.first, selection.last
    return {
        "layer": context.layer,
        "crs": context.crs,
        "period": {"from": first and first.date().isoformat(), "to": last and last.date().isoformat(),
                   "dated_to_the_month_or_year": selection.months_only},
        "incidents": {"counted": result.inside, "outside_study_area": result.outside, "without_position":
                      result.unplaced, "not_selected": int((~selection.kept).sum())},
        **_described(context.described),
        "cells": {"number": len(cells), "shape": "polygons" if lattice is None else
                  "hexagons" if lattice.hexagons else "squares", "size": round(cells.side, 3),
                  "mean_count": round(result.inside / len(cells), 4), "area_km2": float(cells.area.sum() / 1e6)},
        "bandwidth": round(result.bandwidth, 3),
        "statistic": {"name": "Gi*", "on": "rate" if "rate" in result.columns else
                      "weight" if "weight" in result.columns else "n", "neighbours": context.neighbours,
                      "islands": cells.islands, "permutations": method.permutations,
                      "seed": method.seed if method.permutations else None, "correction": "Benjamini-Hochberg",
                      "min_exposure": method.min_exposure if "rate" in result.columns else None},
        "classes": _classes(result),
        "remarks": [{"text": remark.text, "warning": remark.warning} for remark in
                    (*context.remarks, *result.remarks)],
        "references": [*SOURCES, POOLED if method.permutations else SKEWED],
    }  # fmt: skip


def _described(described: Mapping[str, np.ndarray]) -> dict:
    told: dict = {}
    if "partner" in described:
        counts = pd.Series(described["partner"]).value_counts()
        told["sources"] = {str(name): int(n) for name, n in counts.items()}
    if "category" in described:
        told["units"] = counted_units(pd.Series(described["category"], dtype=object))
    if "precision" in described:
        finer = pd.Series(described["precision"], dtype=object).isin(FINER_THAN_STREET)
        told["located_finer_than_street"] = float(finer.mean()) if len(finer) else None
    return told


def _classes(result: HotspotMap) -> dict:
    classes, n, area = result.columns["class"], result.columns["n"], result.cells.area
    return {
        name: {"cells": int((classes == name).sum()), "incidents": int(n[classes == name].sum()),
               "share_of_area": float(area[classes == name].sum() / area.sum()),
               "share_of_incidents": float(n[classes == name].sum() / max(1, result.inside))}
        for name in CLASSES
    }  # fmt: skip


STYLE = """body{font:15px/1.45 sans-serif;color:#1a1a1a;max-width:52em;margin:2em auto;padding:0 1em}
h1{font-size:1.5em}h2{font-size:1.1em;margin-top:1.6em}table{border-collapse:collapse}
td,th{padding:.25em .8em;border-bottom:1px solid #c4c4c4;text-align:left}td.n,th.n{text-align:right}
.w{border-left:4px solid #8C2D04;padding-left:.7em;margin:.4em 0}small{color:#555}"""


def summary_page(found: dict, labels: Mapping[str, str]) -> str:
    """The summary as an HTML page in French, of one file."""
    rows = [(label, text) for label, text in _facts(found) if text]
    facts = "".join(f"<tr><th>{_html(label)}</th><td>{_html(text)}</td></tr>" for label, text in rows)
    warnings = [remark["text"] for remark in found["remarks"] if remark["warning"]]
    others = [remark["text"] for remark in found["remarks"] if not remark["warning"]]
    beware = "".join(f'<p class="w">{_html(text)}</p>' for text in warnings) or "<p>Aucune.</p>"
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Points chauds</title>'
        f"<style>{STYLE}</style></head><body><h1>Points chauds : résumé</h1><table>{facts}</table>"
        f"<h2>Mailles par classe</h2>{_class_table(found, labels)}"
        f"<p>{_html('Une classe se lit « concentration peu compatible avec le hasard », jamais « danger ».')}</p>"
        f"<h2>À savoir avant d'en parler</h2>{beware}"
        f"<h2>Choix et paramètres</h2><ul>{''.join(f'<li>{_html(text)}</li>' for text in others)}</ul>"
        f"<h2>Méthodes</h2><ul>{''.join(f'<li><small>{_html(text)}</small></li>' for text in found['references'])}"
        f"</ul></body></html>\n"
    )


def _facts(found: dict) -> list[tuple[str, str]]:
    period, incidents = found["period"], found["incidents"]
    sources = ", ".join(f"{name} {number(n)}" for name, n in found.get("sources", {}).items())
    finer = found.get("located_finer_than_street")
    left_out = [(incidents["outside_study_area"], "hors de la zone d'étude"), (incidents["without_position"],
                "sans position"), (incidents["not_selected"], "hors de la période ou des catégories")]  # fmt: skip
    shapes = {"squares": "carrés", "hexagons": "hexagones", "polygons": "polygones"}
    return [
        ("Couche", found["layer"]),
        ("Période", _period(period)),
        ("n", f"{number(incidents['counted'])} incidents comptés"),
        ("Non comptés", " ; ".join(f"{number(n)} {why}" for n, why in left_out if n)),
        ("Unité", found.get("units", "")),
        ("Sources", sources),
        ("Localisés plus finement que la rue", "" if finer is None else share(round(finer * 10_000), 10_000)),
        ("Mailles", f"{number(found['cells']['number'])} {shapes[found['cells']['shape']]} de "
                    f"{found['cells']['size']:.0f} m, en {found['crs']}"),
    ]  # fmt: skip


def _period(period: dict) -> str:
    if not period["from"]:
        return "dates non lues"
    months = period["dated_to_the_month_or_year"]
    known = f" (dont {number(months)} datés au mois ou à l'année seulement)" if months else ""
    return f"du {day(pd.Timestamp(period['from']))} au {day(pd.Timestamp(period['to']))}{known}"


def _class_table(found: dict, labels: Mapping[str, str]) -> str:
    head = '<tr><th>Classe</th><th class="n">mailles</th><th class="n">incidents</th><th class="n">surface</th></tr>'
    rows = "".join(
        f"<tr><td>{_html(labels.get(name, name))}</td><td class='n'>{number(row['cells'])}</td>"
        f"<td class='n'>{number(row['incidents'])}</td>"
        f"<td class='n'>{_html(share(round(row['share_of_area'] * 10_000), 10_000))}</td></tr>"
        for name, row in found["classes"].items()
    )
    return f"<table>{head}{rows}</table>"


def _html(text: str) -> str:
    return escape(typeset(str(text)))
