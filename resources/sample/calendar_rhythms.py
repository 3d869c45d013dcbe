"""When things happen: hours, weekdays, months by profile; school days; drawing of dates and times over two years."""

import numpy as np

FIRST_DAY, LAST_DAY = np.datetime64("2023-01-01"), np.datetime64("2024-12-31")
DAYS = np.arange(FIRST_DAY, LAST_DAY + 1)
WEEKDAY = (DAYS.astype(int) + 3) % 7  # 0 is Monday; 1970-01-01 was a Thursday
MONTH = DAYS.astype("datetime64[M]").astype(int) % 12 + 1
SPRING_CLOCK_CHANGES = (np.datetime64("2023-03-26"), np.datetime64("2024-03-31"))
# Days without school: holidays of zone C and public holidays of 2023 and 2024 (French ministry of education).
NO_SCHOOL = (
    ("2023-01-01", "2023-01-02"), ("2023-02-18", "2023-03-05"), ("2023-04-10", "2023-04-10"),
    ("2023-04-22", "2023-05-08"), ("2023-05-18", "2023-05-21"), ("2023-05-29", "2023-05-29"),
    ("2023-07-08", "2023-09-03"), ("2023-10-21", "2023-11-05"), ("2023-11-11", "2023-11-11"),
    ("2023-12-23", "2024-01-07"), ("2024-02-10", "2024-02-25"), ("2024-04-01", "2024-04-01"),
    ("2024-04-06", "2024-04-21"), ("2024-05-01", "2024-05-01"), ("2024-05-08", "2024-05-12"),
    ("2024-05-20", "2024-05-20"), ("2024-07-06", "2024-09-01"), ("2024-10-19", "2024-11-03"),
    ("2024-11-11", "2024-11-11"), ("2024-12-21", "2024-12-31"),
)  # fmt: skip
# Weights of the 24 hours, Monday to Sunday, January to December.
HOURS = {
    "journee": [1, 0, 0, 0, 0, 1, 2, 5, 9, 11, 12, 11, 9, 9, 11, 11, 11, 11, 9, 7, 5, 4, 3, 2],
    "soiree": [6, 3, 2, 1, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 8, 10, 12, 13, 14, 15, 13, 10],
    "nuit": [13, 12, 9, 7, 4, 3, 2, 2, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5, 8, 11, 14, 15],
    "commerces": [0, 0, 0, 0, 0, 0, 0, 0, 2, 5, 10, 12, 10, 9, 12, 14, 16, 16, 12, 3, 0, 0, 0, 0],
    "ecole": [0, 0, 0, 0, 0, 0, 0, 3, 10, 11, 14, 12, 12, 12, 11, 11, 9, 4, 0, 0, 0, 0, 0, 0],
    "trafic": [1, 1, 0, 0, 0, 1, 4, 12, 14, 7, 5, 5, 7, 6, 5, 6, 11, 15, 13, 8, 5, 4, 3, 2],
    "dimanche_ete": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 3, 8, 12, 13, 13, 12, 9, 6, 4, 2, 1],
}
WEEK = {
    "commerces": [7, 9, 11, 9, 11, 14, 1], "ecole": [10, 11, 6, 11, 11, 0, 0], "trafic": [11, 11, 11, 11, 12, 7, 4],
    "soiree": [9, 9, 10, 10, 14, 15, 11], "nuit": [8, 8, 8, 10, 15, 17, 12], "dimanche_ete": [3, 3, 4, 3, 5, 10, 16],
}  # fmt: skip
YEAR = {
    "soiree": [8, 8, 9, 10, 11, 13, 13, 11, 11, 10, 8, 8], "nuit": [8, 8, 9, 10, 11, 13, 14, 12, 10, 9, 8, 8],
    "dimanche_ete": [1, 2, 4, 8, 12, 14, 14, 12, 10, 5, 2, 1],
}  # fmt: skip


def school_days() -> np.ndarray:
    """One boolean per day of the two years: school is open."""
    open_days = WEEKDAY < 5
    for first, last in NO_SCHOOL:
        open_days &= (np.datetime64(first) > DAYS) | (np.datetime64(last) < DAYS)
    return open_days


def draw_moments(profile: str, count: int, rng: np.random.Generator) -> np.ndarray:
    """`count` moments, to the minute, that follow a profile's hours, weekdays and months."""
    weights = np.array(WEEK.get(profile, [1] * 7), dtype=float)[WEEKDAY]
    weights = weights * np.array(YEAR.get(profile, [1] * 12), dtype=float)[MONTH - 1]
    if profile == "ecole":
        weights = weights * school_days()
    hours = rng.choice(24, count, p=np.array(HOURS[profile]) / sum(HOURS[profile]))
    days = rng.choice(DAYS, count, p=weights / weights.sum())
    if profile == "ecole":
        wednesday = (days.astype(int) + 3) % 7 == 2
        hours = np.where(wednesday & (hours > 11), hours - 4, hours)
    return moments(days, hours, rng)


def draw_hot_moments(spot: dict, count: int, rng: np.random.Generator) -> np.ndarray:
    """`count` moments in the weekdays, months and hours `[start, end)` of a hot spot; hours may cross midnight."""
    allowed = DAYS[np.isin(WEEKDAY, spot["jours"]) & np.isin(MONTH, spot["mois"])]
    start, end = spot["heures"]
    hours = (start + rng.integers(0, (end - start) % 24 or 24, count)) % 24
    return moments(rng.choice(allowed, count), hours, rng)


def moments(days: np.ndarray, hours: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Days and hours as minutes of local time; the hour that spring's clock change removes is the one after it."""
    skipped = np.isin(days, SPRING_CLOCK_CHANGES) & (hours == 2)
    hours = np.where(skipped, 3, hours)
    minutes = rng.integers(0, 60, len(days))
    return days.astype("datetime64[m]") + (hours * 60 + minutes).astype("timedelta64[m]")
