"""When each incident ended: from the columns that say it, else from the other end of an interval in one cell."""

import pandas as pd

from oltp_qgis_plugin.core.intake.columns import ProfiledColumns
from oltp_qgis_plugin.core.intake.dates import DateReason, parse_moments
from oltp_qgis_plugin.core.intake.refusals import RowReason


def ends_of(reader: ProfiledColumns, moments: pd.DataFrame) -> pd.DataFrame:
    """ended_at, and the reason why it cannot be: unreadable, impossible, before the beginning.

    No end is no reason. Where either hour is unknown only the days are compared, and an end on the day of the
    beginning says nothing. An hour of end without its date is the first one after the beginning.
    """
    began, ended = moments["began_at"], moments["ended_at"]
    hour_known = moments["hour_known"].astype(bool)
    end_known, reason = hour_known, pd.Series("", index=began.index, dtype=object)
    date, time = reader.text("end_date"), reader.text("end_time")
    if time is not None:
        ended = _next_hour(moments, time)
    if date is not None:
        ends = parse_moments(date, time)
        dated = ends["reason"] != DateReason.MISSING.value
        ended, reason = ends["began_at"].where(dated, ended), ends["reason"].where(dated, "")
        end_known = ends["hour_known"].astype(bool).where(dated, hour_known)
    by_day = ~(end_known & hour_known)
    same_day = by_day & (ended.dt.normalize() == began.dt.normalize())
    before = (ended < began).mask(by_day, ended.dt.normalize() < began.dt.normalize())
    reason = reason.mask(before.astype(bool), RowReason.ENDS_BEFORE.value)
    return pd.DataFrame({"ended_at": ended.mask(same_day), "reason": reason})


def _next_hour(moments: pd.DataFrame, time: pd.Series) -> pd.Series:
    """The end told by an hour alone: that hour, the day of the beginning or, when it is earlier, the next."""
    began = moments["began_at"]
    day = began.dt.strftime("%Y-%m-%d").where(began.notna(), "")
    ends = parse_moments(day, time)
    told = ends["hour_known"].astype(bool) & moments["hour_known"].astype(bool)
    at = ends["began_at"].where(ends["began_at"] >= began, ends["began_at"] + pd.Timedelta(days=1))
    return at.where(told & (at > began), moments["ended_at"])
