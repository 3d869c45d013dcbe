"""Legal time in mainland France, by the European rule: Windows may ship no time-zone database.

Since 1996 summer time runs from the last Sunday of March to the last Sunday of October, both at 01:00 UTC
(directives 94/21/CE, 2000/84/CE); from 1981 to 1995 it ended on the last Sunday of September. Earlier years
are out of the rule: winter time is assumed.
"""

from datetime import date, timedelta

import numpy as np
import pandas as pd

FIRST_YEAR = 1981
MISSING_HOUR, DOUBLE_HOUR = "inexistante", "double"
_HOUR = np.timedelta64(1, "h")


def last_sunday(year: int, month: int) -> date:
    """The last Sunday of a month that has 30 or 31 days, as March, September and October do."""
    last = date(year, month, 30 if month == 9 else 31)
    return last - timedelta((last.weekday() + 1) % 7)


def _switches(moments: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Days when summer time begins and ends in the year of each moment; NaT before FIRST_YEAR."""
    codes, years = pd.factorize(moments.dt.year)
    begins = [last_sunday(int(y), 3) if y >= FIRST_YEAR else None for y in years]
    ends = [last_sunday(int(y), 10 if y >= 1996 else 9) if y >= FIRST_YEAR else None for y in years]
    # factorize gives -1 to NaT: the None added last
    return (
        np.array([*begins, None], dtype="datetime64[ns]")[codes],
        np.array([*ends, None], dtype="datetime64[ns]")[codes],
    )


def clock_change_flag(local_times: pd.Series) -> pd.Series:
    """'inexistante' from 02:00 to 03:00 on the night of March, 'double' on that of autumn, '' otherwise."""
    begins, ends = _switches(local_times)
    local = local_times.to_numpy(dtype="datetime64[ns]")
    missing = (local >= begins + 2 * _HOUR) & (local < begins + 3 * _HOUR)
    double = (local >= ends + 2 * _HOUR) & (local < ends + 3 * _HOUR)
    flags = np.where(missing, MISSING_HOUR, np.where(double, DOUBLE_HOUR, ""))
    return pd.Series(flags, index=local_times.index, dtype=object)


def paris_from_utc(utc: pd.Series) -> pd.Series:
    """Legal time in mainland France, naive, of naive UTC moments; NaT stays NaT."""
    begins, ends = _switches(utc)
    moments = utc.to_numpy(dtype="datetime64[ns]")
    summer = (moments >= begins + _HOUR) & (moments < ends + _HOUR)
    return pd.Series(moments + np.where(summer, 2, 1) * _HOUR, index=utc.index)
