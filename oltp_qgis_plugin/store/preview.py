"""What an import would do, found out without writing."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely.wkb

from oltp_qgis_plugin.core.intake.profiles import Profile
from oltp_qgis_plugin.core.intake.tables import RawTable
from oltp_qgis_plugin.core.progress import Progress, silent
from oltp_qgis_plugin.store.batches import BatchReport, try_prepared
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.preparing import prepare_table

OUTLINE_TOLERANCE_M = 10.0


@dataclass(frozen=True)
class Preview:
    """What would come in.

    report: that of the import, its batch 0. refused: row, column, reason, value. points: (n, 2) float, those located,
    in the observatory's CRS. outlines: (n, 2) float each, the outer rings of the territories, to draw under the points.
    """

    report: BatchReport
    refused: pd.DataFrame
    points: np.ndarray
    outlines: tuple[np.ndarray, ...]


def preview_import(table: RawTable, profile: Profile, observatory: Observatory, progress: Progress = silent) -> Preview:
    """Map, check and locate every row of a table as an import would; the observatory is only read."""
    prepared = prepare_table(table.path, table, profile, observatory, progress)
    xy = prepared.incidents[["x", "y"]].to_numpy(float)
    return Preview(
        report=try_prepared(prepared, observatory),
        refused=prepared.mapped.refused,
        points=xy[~np.isnan(xy).any(axis=1)],
        outlines=_outlines(observatory),
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
