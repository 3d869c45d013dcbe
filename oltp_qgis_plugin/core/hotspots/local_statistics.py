"""Gi* of cells on any neighbour structure, and fast on a lattice."""

import numpy as np
from scipy.sparse import csr_matrix, identity
from scipy.spatial import cKDTree

from oltp_qgis_plugin.core.hotspots.neighbourhoods import (
    ROUNDING,
    LatticeNeighbourhood,
    Neighbourhood,
    Reach,
    WeightsNeighbourhood,
)


def band_neighbours(xy: np.ndarray, band: float) -> csr_matrix:
    """Binary weights (n, n), self included, of the places at most `band` apart; no neighbour is lost to rounding."""
    tree = cKDTree(xy)
    rounding = ROUNDING * band + 8 * np.finfo(float).eps * float(np.abs(xy).max(initial=0))
    pairs = tree.query_pairs(band + rounding, output_type="ndarray")
    ones = np.ones(2 * len(pairs))
    both = (np.concatenate([pairs[:, 0], pairs[:, 1]]), np.concatenate([pairs[:, 1], pairs[:, 0]]))
    return csr_matrix((ones, both), shape=(len(xy), len(xy))) + identity(len(xy), format="csr")


def lattice_neighbours(column: np.ndarray, row: np.ndarray, hexagons: bool = False) -> csr_matrix:
    """Binary weights (n, n), self included: the 8 cells around a square (queen), the 6 around a hexagon.

    column, row: (n,) int, each cell once, in any order; cells absent from the list are nobody's neighbour.
    """
    return LatticeNeighbourhood(column, row, hexagons).weights()


def gi_star(x: np.ndarray, weights: csr_matrix) -> np.ndarray:
    """Gi* of each cell as a z-score (Ord & Getis 1995).

    x: (n,) counts or rates. weights: (n, n), 0 or 1, the cell itself included.
    NaN where it is not defined: no variance in x, or a neighbourhood that is the whole map.
    """
    return gi_star_of(x, WeightsNeighbourhood(weights))


def gi_star_lattice(
    x: np.ndarray, column: np.ndarray, row: np.ndarray, hexagons: bool = False, reach: Reach | None = None
) -> np.ndarray:
    """Gi* on squares or hexagons, as `gi_star` with `lattice_neighbours`; reach: None for the first ring."""
    return gi_star_of(x, LatticeNeighbourhood(column, row, hexagons, reach))


def gi_star_of(x: np.ndarray, neighbourhood: Neighbourhood, local: np.ndarray | None = None) -> np.ndarray:
    """Gi* as `gi_star`; local: the neighbourhood sums of x, when they are already known."""
    n, w = len(x), neighbourhood.count
    z = np.full(n, np.nan)
    if n < 2:
        return z
    mean, deviation = float(np.mean(x)), float(np.std(x))
    spread = n * w - w**2
    defined = (spread > ROUNDING * n * w) & (deviation > ROUNDING * abs(mean))
    sums = neighbourhood.sums(x) if local is None else local
    z[defined] = (sums - mean * w)[defined] / (deviation * np.sqrt(spread[defined] / (n - 1)))
    return z
