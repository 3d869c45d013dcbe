"""Where the incidents of a file are: what the file says, then the town's gazetteer, then its decisions."""

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.incident import Locator
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.places import locate_by_gazetteer
from oltp_qgis_plugin.store.remembered_places import locate_by_memory


def locate(incidents: pd.DataFrame, observatory: Observatory) -> tuple[pd.DataFrame, list[str]]:
    """The incidents with a point where one is known, and by what (`located_by`); what was done, in French."""
    incidents = incidents.copy(deep=False)
    by_file = np.array([None, Locator.FILE.value], dtype=object)
    incidents["located_by"] = by_file[incidents["x"].notna().to_numpy(int)]
    incidents, notes = locate_by_gazetteer(incidents, observatory)
    incidents, decided = locate_by_memory(incidents, observatory)
    missing = int(incidents["x"].isna().sum())
    left = [f"{missing} ligne(s) sans lieu trouvé : importées, non localisées."] if missing else []
    return incidents, [*notes, *decided, *left]
