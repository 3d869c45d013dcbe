"""What is chosen when the user gives nothing, and what gives away a wrong input."""

import math

import numpy as np

from oltp_qgis_plugin.core.hotspots.remarks import decimal
from oltp_qgis_plugin.errors import CrsError

SIZES = (50, 100, 150, 200, 250, 300, 400, 500)
"""Metres: sizes that a town reads easily, from the block to the neighbourhood."""
INCIDENTS_PER_CELL = 5
CELLS_AT_LEAST = 100
SMALLEST_OF_A_TOWN = 100
FAR = 20
"""Times the distance of the 95th percentile to the middle, from which an incident is astray."""


def default_cell_size(n: int, area: float) -> float:
    """Cell size in metres for n incidents in an area in m²: the size of SIZES next above INCIDENTS_PER_CELL a cell.

    Between 100 and 500 m; down to 50 m where the area would otherwise have fewer than CELLS_AT_LEAST cells.
    """
    wanted = max(math.sqrt(INCIDENTS_PER_CELL * area / max(n, 1)), SMALLEST_OF_A_TOWN)
    wanted = min(wanted, math.sqrt(area / CELLS_AT_LEAST))
    return float(next((size for size in SIZES if size >= wanted * (1 - 1e-9)), SIZES[-1]))


def strays(xy: np.ndarray) -> tuple[int, float]:
    """How many incidents are astray, very far from all the others, and how far in km the nearest of them is.

    xy: (n, 2) float, no NaN. At most one in fifty can be astray, and none among fewer than 10.
    """
    if len(xy) < 10:
        return 0, 0.0
    distance = np.hypot(*(xy - np.median(xy, axis=0)).T)
    far = distance > FAR * max(float(np.quantile(distance, 0.95)), 1.0)
    if not far.any() or far.mean() > 0.02 + 1 / len(xy):
        return 0, 0.0
    return int(far.sum()), float(distance[far].min()) / 1000


def check_not_degrees(xy: np.ndarray, size: float) -> None:
    """Raise CrsError when coordinates said to be metres can only be degrees: all within 180 × 90, in a single cell."""
    if len(xy) < 2 or (np.abs(xy) > (180, 90)).any() or not (0 < float(np.ptp(xy, axis=0).max()) < size):
        return
    x, y = np.median(xy, axis=0)
    raise CrsError(
        f"Les coordonnées des incidents (x {decimal(x, 3)}, y {decimal(y, 3)}) ressemblent à des degrés, mais leur "
        f"couche est déclarée en mètres : donnez-lui le bon système (EPSG:4326 pour des longitudes et latitudes), "
        f"puis recommencez."
    )
