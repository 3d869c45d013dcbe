"""How hot spots come and go: the class of each cell from its significance at each step and its trend."""

import numpy as np

HOT, COLD, NONE = "hot", "cold", "none"
PATTERNS = ("new", "consecutive", "intensifying", "persistent", "diminishing", "sporadic", "oscillating", "historical")
CLASSES = (*(f"{HOT}_{name}" for name in PATTERNS), NONE, *(f"{COLD}_{name}" for name in PATTERNS))


def emerging_class(hot: np.ndarray, cold: np.ndarray, trend: np.ndarray) -> np.ndarray:
    """The class of each cell, one and only one: hot_new … hot_historical, cold_new … cold_historical, none.

    hot, cold: (n, t) bool, significant at each step, never both. trend: (n,) int, 1 when z rises significantly, −1
    when it falls, else 0. The side is that of the last step; with neither, that of a historical spot. « Almost always »
    is 90 % of the steps or more. First that holds:
    new: hot at the last step, never before. consecutive: hot in an unbroken run of two or more last steps, never
    before it, not almost always. intensifying, persistent, diminishing: hot at the last step and almost always, rising,
    without trend, falling. sporadic: hot at the last step, on and off before, never cold. oscillating: the same, once
    cold. historical: almost always hot, not at the last step. After the categories of Esri's emerging hot spots.
    """
    found = np.full(len(hot), NONE, dtype="<U17")
    for side, active in ((COLD, cold), (HOT, hot)):
        found[_often(active)] = f"{side}_historical"
    for side, active, other, rising in ((COLD, cold, hot, -trend), (HOT, hot, cold, trend)):
        last = active[:, -1]
        found[last] = _at_last(side, active[last], other[last], rising[last])
    return found


def _often(active: np.ndarray) -> np.ndarray:
    return 10 * np.count_nonzero(active, axis=1) >= 9 * active.shape[1]


def _at_last(side: str, active: np.ndarray, other: np.ndarray, rising: np.ndarray) -> np.ndarray:
    """The class of cells that are active at the last step."""
    steps, times = active.shape[1], np.count_nonzero(active, axis=1)
    quiet = ~active[:, ::-1]
    run = np.where(quiet.any(axis=1), quiet.argmax(axis=1), steps)
    often = _often(active)
    conditions = [
        times == 1,
        (run >= 2) & (times == run) & ~often,
        often & (rising > 0),
        often & (rising == 0),
        often & (rising < 0),
        ~other.any(axis=1),
    ]
    names = ["new", "consecutive", "intensifying", "persistent", "diminishing", "sporadic"]
    return np.select(conditions, [f"{side}_{name}" for name in names], f"{side}_oscillating")
