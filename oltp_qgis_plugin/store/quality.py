"""How good each source is: what its rows say, and what they leave out, by partner and month."""

import pandas as pd

from oltp_qgis_plugin.core.incident import FINER_THAN_STREET, DatePrecision
from oltp_qgis_plugin.core.nomenclature import TO_QUALIFY
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.store.geopackage import Observatory, local_moments
from oltp_qgis_plugin.store.migrations import schema_version

# Fields that a partner may leave empty; `qualified` is a label that the nomenclature knows, `located` has a point.
FILLED = ("source_ref", "source_label", "place_type", "ended_at", "place_label", "gravity", "status")
SHARES = ("qualified", "located", *FILLED)
QUALITY_COLUMNS = (
    "partner", "partner_label", "month", "silent", "rows", "unknown_hours", "midnight", "midnight_expected",
    "median_delay_days", "finer_than_street", *(f"filled_{name}" for name in SHARES),
)  # fmt: skip
DAY_S = 86400


def source_quality(observatory: Observatory, progress: Progress = silent) -> pd.DataFrame:
    """One row per partner and month (`2024-03`) from its first to its last; columns: QUALITY_COLUMNS.

    silent: no row in that month (then the shares are NaN). Shares go from 0 to 1: unknown_hours, finer_than_street and
    filled_* of the rows; midnight of the rows of known hour, those at exactly 00:00. midnight_expected: the mean of the
    partner's shares at exactly 23:00 and 01:00, its neighbours in the night. median_delay_days: from the fact to its
    first import. Rows dated to the year alone stand under the year (`2024`); those dated to the month have no delay.
    """
    rows = _rows(observatory)
    go_on(progress, 50)
    if rows.empty:
        return pd.DataFrame(columns=list(QUALITY_COLUMNS))
    groups = rows.groupby(["partner", "month"], sort=True)
    found = groups[["unknown_hours", "finer_than_street", *(f"filled_{name}" for name in SHARES)]].mean()
    found["rows"] = groups.size()
    hours = groups[["known", "at_midnight"]].sum()
    found["midnight"] = (hours["at_midnight"] / hours["known"]).where(hours["known"] > 0)
    found["median_delay_days"] = groups["delay"].median()
    go_on(progress, 80)
    found = _with_silent_months(found)
    night = rows.groupby("partner")[["known", "near_midnight"]].sum()
    expected = (night["near_midnight"] / 2 / night["known"]).where(night["known"] > 0)
    found["midnight_expected"] = found["partner"].map(expected).where(~found["silent"])
    labels = dict(observatory.connection.execute("SELECT code, label FROM partner"))
    return found.assign(partner_label=found["partner"].map(labels))[list(QUALITY_COLUMNS)]


def _rows(observatory: Observatory) -> pd.DataFrame:
    """What is counted of each incident: its partner and month, booleans, its delay in days."""
    empty = ", ".join(f"{name} NOT NULL AS filled_{name}" for name in FILLED)
    rows = observatory.frame(
        f"SELECT uid, i.partner, began_at, hour_known, date_precision, precision, imported_at, "
        f"category != '{TO_QUALIFY}' AS filled_qualified, geom NOT NULL AS filled_located, {empty} "
        f"FROM incident i JOIN batch b ON b.fid = i.batch"
    )  # fmt: skip
    began, imported = local_moments(rows["began_at"]), local_moments(rows["imported_at"])
    first = local_moments(rows["uid"].map(_first_imports(observatory)))
    known, minute = rows["hour_known"].astype(bool), began.dt.hour * 60 + began.dt.minute
    delay = (first.fillna(imported) - began).dt.total_seconds() / DAY_S
    by_year = rows["date_precision"] == DatePrecision.YEAR.value
    return rows.assign(
        month=rows["began_at"].str[:7].mask(by_year, rows["began_at"].str[:4]),
        unknown_hours=~known,
        known=known,
        at_midnight=known & (minute == 0),
        near_midnight=known & minute.isin([60, 23 * 60]),
        finer_than_street=rows["precision"].isin(FINER_THAN_STREET),
        delay=delay.where(rows["date_precision"] == DatePrecision.DAY.value),
    )


def _first_imports(observatory: Observatory) -> dict[str, str]:
    """When the incidents that were updated since had first been imported."""
    if schema_version(observatory.connection) < 2:
        return {}
    return dict(observatory.connection.execute(
        "SELECT uid, min(imported_at) FROM journal JOIN batch ON batch.fid = journal.replaced_batch "
        "WHERE replaced_batch NOT NULL GROUP BY uid"
    ))  # fmt: skip


def _with_silent_months(found: pd.DataFrame) -> pd.DataFrame:
    """The months without a row between the first and the last of each partner, `silent`."""
    parts = []
    for partner, part in found.groupby(level="partner"):
        part = part.droplevel("partner")
        months = part.index[part.index.str.len() == 7]
        every = pd.period_range(months.min(), months.max(), freq="M").strftime("%Y-%m") if len(months) else []
        whole = part.reindex(sorted({*part.index, *every}))
        whole = whole.assign(partner=partner, silent=whole["rows"].isna(), rows=whole["rows"].fillna(0).astype(int))
        parts.append(whole.rename_axis("month").reset_index())
    return pd.concat(parts, ignore_index=True)
