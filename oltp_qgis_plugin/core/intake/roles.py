"""The role of each column of a table: what its header says, weighed with what its values say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from oltp_qgis_plugin.core.intake.dates import parse_moments
from oltp_qgis_plugin.core.intake.evidence import parsed, sample
from oltp_qgis_plugin.core.intake.header_words import denies, header_scores
from oltp_qgis_plugin.core.intake.screening import personal_columns
from oltp_qgis_plugin.core.intake.tables import RawTable
from oltp_qgis_plugin.core.nomenclature import normalise_label

ENOUGH = 0.45
MOST_COLUMNS = 400
FEW_LABELS = 60
_DATE_LIKE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}(?:er)? [a-zéû.]{3,9} \d{4}|^(?:19|20)\d{6}(?:\d{4}(?:\d\d)?)?$",
    re.IGNORECASE,
)
_HOUR_LIKE = re.compile(r"^\d{1,2}\s*[:hH]\s*\d{0,2}(?::\d\d)?$")
_DECIMAL_PAIR = re.compile(r"\d[.,]\d+\D+\d+[.,]\d|\d{6}\D+\d{6}")
_HOUSE_NUMBER = re.compile(r"\d{1,4}(?: ?(?:bis|ter|quater|[A-Ta-t]))?(?: ?(?:-|à|/) ?\d{1,4})?|-|")
_NUMBER_HEADERS = ("N", "NO", "NUM", "NUMERO", "N VOIE", "NO VOIE", "N RUE")
_WORDY = re.compile(r"[^\W\d_]{3}")
# Roles that values must confirm: share below which the header is not believed.
_CONFIRMED = {"date": 0.5, "end_date": 0.5, "time": 0.6, "end_time": 0.6, "minute": 0.9, "year": 0.8, "month": 0.8,
              "day": 0.8, "x": 0.8, "y": 0.8, "position": 0.5, "place_type": 0.3, "gravity": 0.8}  # fmt: skip
_LABELS = ("place_label", "residence", "building", "hall", "street_number", "complement", "city", "status")


@dataclass(frozen=True)
class Roles:
    """of: column → role. confidence: role → 0 to 1. personal: column → why it is dropped, in French."""

    of: Mapping[str, str]
    confidence: Mapping[str, float]
    personal: Mapping[str, str]

    def column(self, role: str) -> str | None:
        """The column of a role, None when no column has it."""
        return next((column for column, found in self.of.items() if found == role), None)


def find_roles(table: RawTable) -> Roles:
    """The most likely role of each column, one column a role; columns that name a person have none.

    Judged on the first 400 columns and on at most 400 values of each.
    """
    frame = table.frame
    personal = personal_columns(list(frame.columns), frame)
    read = [name for name in frame.columns[:MOST_COLUMNS] if name not in personal]
    scored = [(score, -place, role, name)
              for place, name in enumerate(read) for role, score in _scores(name, frame[name]).items()]  # fmt: skip
    of: dict[str, str] = {}
    confidence: dict[str, float] = {}
    for score, _, role, name in sorted(scored, reverse=True):
        if score >= ENOUGH and name not in of and role not in confidence:
            of[name], confidence[role] = role, round(score, 2)
    of = _without_city_said_twice(_consistent(_with_house_number(of, frame, read)), frame)
    if (date := next((name for name, role in of.items() if role == "date"), "")) and _tells_hours(frame[date]):
        of = {name: role for name, role in of.items() if role not in ("time", "minute")}
    return Roles(of, {role: confidence.get(role, ENOUGH) for role in of.values()}, personal)


def _tells_hours(dates: pd.Series) -> bool:
    """Whether most cells of a column of dates hold their hour too: another hour is that of something else."""
    moments = parse_moments(sample(dates))
    told = moments["hour_known"] & (moments["began_at"].dt.normalize() != moments["began_at"])
    return bool(told.mean() >= 0.5)


def _with_house_number(of: dict[str, str], frame: pd.DataFrame, read: list[str]) -> dict[str, str]:
    """With the column of numbers right before that of streets, whose header alone says only « N° »."""
    street = next((name for name, role in of.items() if role == "place_label"), None)
    place = list(frame.columns).index(street) if street else 0
    before = list(frame.columns)[max(place - 2, 0) : place][::-1]
    bare = [name for name in before if name in read and name not in of
            and normalise_label(name.rpartition(" – ")[2]) in _NUMBER_HEADERS]  # fmt: skip
    for name in bare if "street_number" not in of.values() else ():
        if sample(frame[name]).map(_HOUSE_NUMBER.fullmatch).notna().mean() > 0.8:
            return of | {name: "street_number"}
    return of


def _without_city_said_twice(of: dict[str, str], frame: pd.DataFrame) -> dict[str, str]:
    """Without the column of towns when most places name theirs already."""
    columns = {role: name for name, role in of.items()}
    place, city = columns.get("place_label"), columns.get("city")
    if place is None or city is None:
        return of
    rows = frame[[place, city]].iloc[:MOST_COLUMNS].apply(lambda cells: cells.map(normalise_label))
    said = [town in label for label, town in rows[rows[city] != ""].itertuples(index=False, name=None)]
    return of if sum(said) * 2 < len(said) or not said else {name: role for name, role in of.items() if role != "city"}


def _consistent(of: dict[str, str]) -> dict[str, str]:
    """Without the roles that make no sense together: half a point, a point twice, parts of a date that is there."""
    if "end_time" in of.values() and "time" not in of.values():  # « à » alone says when, not until when
        of = {name: "time" if role == "end_time" and normalise_label(name)[-2:].strip() == "A" else role
              for name, role in of.items()}  # fmt: skip
    found = set(of.values())
    out = set()
    if not {"x", "y"} <= found:
        out |= {"x", "y"}
    else:
        out |= {"position"}
    out |= {"year", "month", "day"} if "date" in found else set()
    out |= {"minute"} if "time" not in found else set()
    out |= {"end_date", "end_time"} if "date" not in found else set()
    out |= {"building", "hall"} if "residence" not in found else set()
    out |= {"complement", "city", "street_number"} if not {"place_label", "residence"} & found else set()
    return {name: role for name, role in of.items() if role not in out}


def _scores(name: str, cells: pd.Series) -> dict[str, float]:
    """How likely each role is for a column, 0 to 1."""
    values = sample(cells)
    if values.empty:
        return {}
    header = header_scores(name)
    scores = {}
    for role in {*header, *_shown_by_values(name, values)}:
        score = _score(role, header.get(role, 0.0), cells, values)
        if score > 0:
            scores[role] = min(score, 1.0)
    return scores


def _shown_by_values(name: str, values: pd.Series) -> list[str]:
    """Roles that values alone give away, whatever the header."""
    roles = []
    if not denies(name, "date") and values.map(_DATE_LIKE.search).notna().mean() >= 0.8:
        roles.append("date")
    if not denies(name, "time") and values.map(_HOUR_LIKE.match).notna().mean() >= 0.8:
        roles.append("time")
    if values.map(_WORDY.search).notna().mean() >= 0.8:
        roles += ["place_type", "category"]
    elif values.map(_DECIMAL_PAIR.search).notna().mean() >= 0.8 and parsed("position", values).share >= 0.9:
        roles.append("position")
    return roles


def _score(role: str, header: float, cells: pd.Series, values: pd.Series) -> float:
    if role == "source_ref":
        filled = cells[cells.str.strip() != ""]
        unique = filled.nunique() / len(filled)
        return header if unique >= 0.98 and len(filled) >= 0.9 * len(cells) and not _all_decimal(values) else 0.0
    if role == "category":
        return _category_score(header, values)
    if role in _CONFIRMED:
        share = parsed(role, values).share
        if share < _CONFIRMED[role]:
            return 0.0
        filled = (cells != "").mean() if role == "date" else 1.0
        return (0.5 * share + 0.5 * header) * (0.7 + 0.3 * filled)
    if role in _LABELS or role.startswith("place:"):
        wordy = values.map(lambda value: any(character.isalpha() for character in value)).mean()
        return header if role in ("building", "hall", "street_number", "complement") or wordy >= 0.5 else 0.0
    return header


def _all_decimal(values: pd.Series) -> bool:
    return bool(values.str.fullmatch(r"-?\d+[.,]\d+").all())


def _category_score(header: float, values: pd.Series) -> float:
    """Known labels weigh as much as the header; nearly all different, they are free text, not labels."""
    known = parsed("category", values).share
    # a label known by chance (« commerce », « rue ») is no proof: most must be known when the header says nothing
    score = 0.6 * header + 0.4 * known if header else (0.3 + 0.4 * known if known >= 0.5 else 0.0)
    n = values.nunique()
    if header >= 0.4 and 1 < n <= FEW_LABELS and n <= 0.3 * len(values):
        score += 0.15
    if n == 1 and len(values) > 1:
        score -= 0.01
    if len(values) >= 50 and n > 0.8 * len(values):
        score -= 0.3
    if values.map(_WORDY.search).notna().mean() < 0.5:
        score -= 0.4
    return score
