"""What an import would do, found out without writing."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely.wkb

from oltp_qgis_plugin.core.intake.mapping import map_rows
from oltp_qgis_plugin.core.intake.profiles import Profile
from oltp_qgis_plugin.core.intake.tables import RawTable
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.places import locate_by_gazetteer

OUTLINE_TOLERANCE_M = 10.0


@dataclass(frozen=True)
class Preview:
    """What would come in. read = imported + updated + known + refused + ignored.

    refused: row, column, reason, value. points: (n, 2) float, those located, in the observatory's CRS.
    outlines: (n, 2) float each, the outer rings of the territories, to draw under the points. notes: French sentences.
    """

    read: int
    imported: int
    updated: int
    known: int
    refused_rows: int
    ignored: int
    located: int
    refused: pd.DataFrame
    points: np.ndarray
    outlines: tuple[np.ndarray, ...]
    notes: tuple[str, ...]


def preview_import(table: RawTable, profile: Profile, observatory: Observatory, progress: Progress = silent) -> Preview:
    """Map, check and locate every row of a table as an import would; the observatory is only read."""
    go_on(progress, 5)
    mapped = map_rows(table, profile, observatory.epsg)
    go_on(progress, 60)
    incidents, notes = locate_by_gazetteer(mapped.incidents, observatory)
    go_on(progress, 75)
    stored = observatory.frame("SELECT uid, content_hash FROM incident WHERE partner = ?", (profile.partner.code,))
    earlier = incidents["uid"].map(dict(zip(stored["uid"], stored["content_hash"], strict=True)))
    new = earlier.isna()
    changed = ~new & (earlier != incidents["content_hash"])
    go_on(progress, 95)
    xy = incidents[["x", "y"]].to_numpy(float)
    return Preview(
        read=table.n_read,
        imported=int(new.sum()),
        updated=int(changed.sum()),
        known=int(len(incidents) - new.sum() - changed.sum()) + mapped.n_duplicates,
        refused_rows=len(mapped.refused),
        ignored=len(mapped.ignored),
        located=int(incidents.loc[new | changed, "x"].notna().sum()),
        refused=mapped.refused,
        points=xy[~np.isnan(xy).any(axis=1)],
        outlines=_outlines(observatory),
        notes=(*mapped.notes, *notes),
    )


def _outlines(observatory: Observatory) -> tuple[np.ndarray, ...]:
    """Outer rings of the territorial groups, of the QPV when there is none."""
    for table in ("territorial_group", "qpv"):
        wkbs, _ = observatory.polygons(table, "")
        shapes = [shapely.wkb.loads(wkb).simplify(OUTLINE_TOLERANCE_M) for wkb in wkbs]
        rings = [np.asarray(part.exterior.coords)[:, :2]
                 for shape in shapes for part in getattr(shape, "geoms", [shape]) if not part.is_empty]  # fmt: skip
        if rings:
            return tuple(rings)
    return ()
