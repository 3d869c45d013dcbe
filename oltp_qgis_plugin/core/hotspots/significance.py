"""From z-scores to classes: p, false discovery rate over the map, class of each cell."""

import numpy as np
from scipy.special import erfc

NOT_SIGNIFICANT = "not_significant"
LEVELS = ((0.10, "90"), (0.05, "95"), (0.01, "99"))


def two_sided_p(z: np.ndarray) -> np.ndarray:
    """Two-sided p of standard normal scores; NaN stays NaN."""
    return erfc(np.abs(z) / np.sqrt(2.0))


def benjamini_hochberg(p: np.ndarray) -> np.ndarray:
    """q of each p over all those tested, q_(i) = min over j ≥ i of p_(j)·m/j (Benjamini & Hochberg 1995).

    NaN is not tested: it stays NaN and does not count in m. Caldas de Castro & Singer (2006) for its use on a map.
    """
    q = np.full(len(p), np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    m = len(order)
    scaled = p[order] * m / np.arange(1, m + 1)
    q[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return q


def hotspot_class(z: np.ndarray, q: np.ndarray) -> np.ndarray:
    """Class of each cell from the sign of z and q: hot_99, hot_95, hot_90, not_significant, cold_90 … as text.

    A level holds when q is strictly under it (hot_95: q < 0.05). NaN is not_significant.
    """
    classes = np.full(len(q), NOT_SIGNIFICANT, dtype="<U15")
    for level, suffix in LEVELS:
        classes[(q < level) & (z > 0)] = f"hot_{suffix}"
        classes[(q < level) & (z < 0)] = f"cold_{suffix}"
    return classes
