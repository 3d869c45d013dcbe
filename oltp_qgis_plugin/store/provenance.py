"""Who changes the observatory, and when."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Provenance:
    """Who imports, and when (local time, naive)."""

    who: str
    when: pd.Timestamp
