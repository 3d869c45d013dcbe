"""Summary tables of the observatory: sources side by side, never added up unless it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from oltp_qgis_plugin.core.incident import FINER_THAN_STREET
from oltp_qgis_plugin.core.intake.refusals import REASON_SENTENCES
from oltp_qgis_plugin.core.nomenclature import UNITS, categories
from oltp_qgis_plugin.core.reports.sentences import MONTHS, located_finer_than_street, restricted
from oltp_qgis_plugin.core.time_slots import UNKNOWN_HOUR, presets, slot_codes

GATHERED = "—"
OUTSIDE = "hors territoire ou non localisé"
SUM = "Somme des sources"
QUALITY_HEADERS = {
    "fid": "Lot", "source": "Source", "file_name": "Fichier", "imported_at": "Importé le", "rows_read": "Lues",
    "rows_imported": "Importées", "rows_updated": "Mises à jour", "rows_known": "Déjà connues",
    "rows_refused": "Refusées", "rows_ignored": "Ignorées",
}  # fmt: skip


@dataclass(frozen=True)
class SourceFigures:
    """Key figures of one source: incidents, those of unknown hour, those located finer than the street."""

    source: str
    n: int
    unknown_hour: int
    finer_than_street: int


def source_figures(incidents: pd.DataFrame, partners: Mapping[str, str]) -> list[SourceFigures]:
    """Key figures per source, the largest first. partners: name by code; a code without a name stands for itself."""
    figures = [
        SourceFigures(partners.get(str(code), str(code)), len(rows), int((~rows["hour_known"]).sum()),
                      located_finer_than_street(rows))
        for code, rows in incidents.groupby("partner")
    ]  # fmt: skip
    return sorted(figures, key=lambda figure: (-figure.n, figure.source))


def hour_counts(incidents: pd.DataFrame) -> list[int]:
    """Incidents per hour of their beginning, 0 to 23, then those whose hour is unknown: 25 numbers."""
    known = incidents["hour_known"] & incidents["began_at"].notna()
    hours = incidents.loc[known, "began_at"].dt.hour.value_counts()
    return [int(hours.get(hour, 0)) for hour in range(24)] + [int((~known).sum())]


def sources_by_category(incidents: pd.DataFrame, partners: Mapping[str, str], total: bool = False) -> pd.DataFrame:
    """One row per category present, in the nomenclature's order, with its unit; one column per source.

    The categories of restricted diffusion are gathered in a last row. total: add a column that sums the sources;
    double counts between partners are then counted twice.
    """
    codes = incidents["category"].mask(restricted(incidents), GATHERED)
    known = [category for category in categories() if category.code in set(codes)]
    labels = [(c.label, UNITS[c.unit]) for c in known]
    wanted = [c.code for c in known]
    if (codes == GATHERED).any():
        wanted.append(GATHERED)
        labels.append(("Catégories à diffusion restreinte, regroupées", "signalements"))
    table = _finished(_counts(codes, incidents, partners).reindex(wanted, fill_value=0), "Code", total)
    table.insert(1, "Catégorie", [label for label, _ in labels])
    table.insert(2, "Unité de compte", [unit for _, unit in labels])
    return table


def months_by_source(incidents: pd.DataFrame, partners: Mapping[str, str], total: bool = False) -> pd.DataFrame:
    """One row per month between the first and the last, months without incident included; one column per source."""
    months = incidents["began_at"].dt.to_period("M")
    counts = _counts(months.astype(str), incidents, partners)
    if months.notna().any():
        every = pd.period_range(months.min(), months.max(), freq="M")
        counts = counts.reindex(every.astype(str), fill_value=0)
        counts.index = pd.Index([f"{MONTHS[month.month - 1]} {month.year}" for month in every])
    return _finished(counts, "Mois", total)


def slots_by_source(
    incidents: pd.DataFrame, partners: Mapping[str, str], preset: str, total: bool = False
) -> pd.DataFrame:
    """One row per slot of the preset, « Heure inconnue » last; one column per source."""
    slots = presets()[preset]
    codes = slot_codes(incidents["began_at"], incidents["hour_known"], preset)
    counts = _counts(codes, incidents, partners).reindex([slot.code for slot in slots], fill_value=0)
    labels = [slot.label if slot.code != UNKNOWN_HOUR else "Heure inconnue" for slot in slots]
    return _finished(counts.set_axis(labels, axis=0), "Créneau", total)


def territories_by_source(
    incidents: pd.DataFrame, partners: Mapping[str, str], column: str, names: Mapping[str, str], total: bool = False
) -> pd.DataFrame:
    """One row per territory, then those in none; one column per source.

    column: territorial_group, qpv_2015 or qpv_2024. names: name by code, in the order wanted. An incident on the
    edge of two territories ("GT1;GT2") counts in both, so columns may sum to more than the incidents.
    """
    codes = incidents[column].where(incidents[column].astype(bool), None).fillna(OUTSIDE).astype(str).str.split(";")
    spread = incidents.assign(territory=codes).explode("territory")
    counts = _counts(spread["territory"], spread, partners)
    others = [code for code in counts.index if code not in names and code != OUTSIDE]
    counts = counts.reindex([*names, *others, OUTSIDE], fill_value=0)
    table = _finished(counts, "Code", total)
    table.insert(1, "Territoire", [names.get(code, code) for code in counts.index])
    table.loc[table["Code"] == OUTSIDE, "Code"] = ""
    return table


def quality_by_batch(batches: pd.DataFrame, incidents: pd.DataFrame, partners: Mapping[str, str]) -> pd.DataFrame:
    """One row per batch: its row counts, the shares (0 to 1) located, finer than the street and of unknown hour.

    Shares are over the incidents that the batch now holds; empty when it holds none.
    """
    shares = pd.DataFrame({
        "Localisés": incidents["x"].notna(),
        "Plus fin que la rue": incidents["precision"].isin(FINER_THAN_STREET),
        "Heure inconnue": ~incidents["hour_known"],
    }).astype(float)
    held = shares.groupby(incidents["batch"]).mean()
    rows = batches.assign(source=batches["partner"].map(lambda code: partners.get(code, code)))
    rows = rows.join(held, on="fid")
    return rows.rename(columns=QUALITY_HEADERS)[[*QUALITY_HEADERS.values(), *held.columns]].reset_index(drop=True)


def refused_by_reason(refused: pd.DataFrame, partners: Mapping[str, str]) -> pd.DataFrame:
    """One row per reason of refusal, as a sentence, the most frequent first; one column per source.

    refused: reason, partner.
    """
    counts = _counts(refused["reason"].map(lambda reason: REASON_SENTENCES.get(reason, reason)), refused, partners)
    counts = counts.loc[counts.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    return _finished(counts, "Motif", total=False)


def _counts(rows: pd.Series, incidents: pd.DataFrame, partners: Mapping[str, str]) -> pd.DataFrame:
    """Rows by value of `rows`, columns by source code, in the order of `partners`, unknown codes after."""
    counts = pd.crosstab(rows.to_numpy(), incidents["partner"].to_numpy())
    known = [code for code in partners if code in counts.columns]
    wanted = [*known, *(code for code in counts.columns if code not in partners)]
    names = [partners.get(code, code) for code in wanted]
    return counts.reindex(columns=wanted, fill_value=0).set_axis(names, axis=1)


def _finished(counts: pd.DataFrame, index_header: str, total: bool) -> pd.DataFrame:
    if total:
        counts = counts.assign(**{SUM: counts.sum(axis=1)})
    return counts.rename_axis(index=index_header, columns=None).reset_index()
