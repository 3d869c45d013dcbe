"""Coordinates as partners write them: decimal commas, degrees and minutes, WKT, GeoJSON, links, one cell or two."""

import contextlib
import re
from functools import lru_cache

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.intake.hours import UNKNOWN_WORDS
from oltp_qgis_plugin.core.intake.name_words import fold
from oltp_qgis_plugin.core.progress import Progress, go_on, silent

REMEMBERED = 50_000
AT_ONCE = 100_000
UNREADABLE = "\ufffd"
_ODD_SIGNS = {"º": "°", "˚": "°", "’": "'", "′": "'", "‘": "'", "´": "'", "″": '"', "”": '"', "“": '"', "−": "-",
              "–": "-", "—": "-"}
_SIGNS = str.maketrans(_ODD_SIGNS | {"\u00a0": " ", "\u202f": " ", "\t": " "})
_SIDE = r"(?:nord|north|sud|south|est|east|ouest|west|[NSEWO])"
# 43°36'39"N, 43° 36,65' N, N43d36m39s, 3 52 36 E
_DEGREES = re.compile(
    rf"(?P<before>{_SIDE})?[ .]*(?P<sign>[-+])?(?P<d>\d{{1,3}}(?:[.,]\d+)?) ?(?P<mark>°|deg\.?|d)? ?"
    r"(?:(?P<m>\d{1,2}(?:[.,]\d+)?) ?(?:'(?!')|min\.?|m)? ?)?"
    r"(?:(?P<s>\d{1,2}(?:[.,]\d+)?) ?(?:\"|''|sec\.?|s(?!u))? ?)?"
    rf"(?P<after>{_SIDE})?",
    re.IGNORECASE,
)
_CLOCK_LIKE = re.compile(rf"[-+]?\d{{1,3}}:\d{{1,2}}(?::\d{{1,2}}(?:[.,]\d+)?)? ?{_SIDE}?", re.IGNORECASE)
_LABEL = re.compile(r"^(?:x|y|lat\w*|lon\w*|lng)\s*[:=]?\s*(?=[-+\d])", re.IGNORECASE)
_METRES = re.compile(r"(?<=\d) ?m(?:[èe]tres?)?$", re.IGNORECASE)
_PLAIN = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_GROUPED = re.compile(
    r"(?P<sign>[-+]?)(?P<whole>\d{1,3}(?P<by>[ .'])\d{3}(?:(?P=by)\d{3})*)(?:[.,](?P<decimals>\d+))?|"
    r"(?P<sign2>[-+]?)(?P<whole2>\d{1,3}(?:,\d{3})+)\.(?P<decimals2>\d+)"
)
_NUMBER, _COMMA = r"[-+]?\d+(?:\.\d+)?", r"[-+]?\d+(?:,\d+)?"
_FAST = re.compile(rf"\D*?({_NUMBER})\s*[,;\s|/]\s*({_NUMBER})\D*$")
_FAST_COMMA = re.compile(rf"({_COMMA})\s*(?:[;|/]|,\s|\s)\s*({_COMMA})\s*$")
_PAIRS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\D*?({_COMMA})\s*(?:[;|/]|,\s|\s)\s*({_COMMA})\D*$",
        rf"\D*?({_NUMBER})\s*[,;\s]\s*({_NUMBER})\s*[,;\s]\s*{_NUMBER}\D*$",
        r"\D*?([-+]?\d+,\d+),([-+]?\d+,\d+)\D*$",
        r"\D*?(\d{1,3}(?: \d{3})+(?:[.,]\d+)?)\s*[;|/]\s*(\d{1,3}(?: \d{3})+(?:[.,]\d+)?)\D*$",
    )
)
_SIDED_PAIRS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\W*({_SIDE}[ .]*\d[^a-z]*?)[\s,;/|]*({_SIDE}[ .]*\d[^a-z]*?)\W*$",
        rf"\W*(\d[^a-z]*?{_SIDE})[\s,;/|]*([-+]?\d[^a-z]*?{_SIDE})\W*$",
        r"\s*([-+]?\d{1,3}°[^°]*?[\"'°])[\s,;/|]+([-+]?\d{1,3}°[^°]*)$",
    )
)
_NAMED = re.compile(
    r"\b(?P<name>lat|lon|lng|x|y)[a-z]*[^\w+-]{1,3}(?P<value>[-+]?\d+(?:[.,]\d+)?)(?![.,]?\d)", re.IGNORECASE
)
_X_FIRST = re.compile(r"\s*(?:SRID ?= ?\d+ ?;)?\s*POINT|.*\"coordinates\"", re.IGNORECASE)
_SRID = re.compile(r"\s*SRID ?= ?\d+ ?;", re.IGNORECASE)
_LINKS = tuple(
    re.compile(rf".*{before}(-?\d+\.\d+){between}(-?\d+\.\d+)")
    for before, between in (
        ("!3d", "!4d"),
        ("[?&]mlat=", "&mlon="),
        ("@", ","),
        (r"[?&](?:q|ll|query|destination|daddr)=(?:loc:)?", "(?:,|%2C)"),
        (r"#map=\d+/", "/"),
    )
)
_EMPTY_WKT = re.compile(r"(?:SRID ?= ?\d+ ?;)? ?[A-Z]+(?: Z)? EMPTY", re.IGNORECASE)


def numbers_and_axes(cells: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of text cells, NaN where empty or unreadable, and the axis that each says itself: "x", "y" or "".

    A decimal comma or point, thousands in groups, degrees with minutes and seconds, a hemisphere, metres.
    """
    texts = cells.tolist()
    numbers = _plain_numbers(texts)
    numbers[np.isinf(numbers)] = np.nan
    axis = np.full(len(texts), "", dtype=object)
    for i in np.flatnonzero(np.isnan(numbers)):
        if texts[i]:
            numbers[i], axis[i] = _spoken_number(texts[i])
    return numbers, axis


def _plain_numbers(texts: list[str]) -> np.ndarray:
    """The numbers of texts with a decimal comma or point, NaN where there is none."""
    joined = "".join(texts)
    if joined.isascii() and "_" not in joined:  # else Python would read as numbers what pandas does not
        with contextlib.suppress(ValueError):
            return np.array([float(text.replace(",", ".")) if text else np.nan for text in texts])
    dotted = pd.Series([text.replace(",", ".") for text in texts], dtype=object)
    return pd.to_numeric(dotted, errors="coerce").to_numpy(dtype=float, copy=True)


def is_nothing(text: str) -> bool:
    """Whether a cell says that there are no coordinates: empty, a dash, « NC », « inconnue »."""
    return fold(text.strip()) in UNKNOWN_WORDS


def to_numbers(cells: pd.Series) -> np.ndarray:
    """Numbers of text cells as `numbers_and_axes` reads them; NaN where empty or unreadable."""
    return numbers_and_axes(cells)[0]


@lru_cache(maxsize=REMEMBERED)
def _spoken_number(text: str) -> tuple[float, str]:
    text = _METRES.sub("", _LABEL.sub("", text.translate(_SIGNS).strip(" ()[]").lstrip("'"))).strip()
    if _CLOCK_LIKE.fullmatch(text):
        text = text.replace(":", "°", 1).replace(":", "'", 1)
    if _PLAIN.fullmatch(text):
        return float(text.replace(",", ".")), ""
    if grouped := _GROUPED.fullmatch(text):
        sign, whole, decimals = (grouped[name] or grouped[f"{name}2"] or "" for name in ("sign", "whole", "decimals"))
        return float(f"{sign}{re.sub(r'[^0-9]', '', whole)}.{decimals or 0}"), ""
    return _degrees(text)


def _degrees(text: str) -> tuple[float, str]:
    """Degrees of a sexagesimal text, and the axis that its hemisphere tells."""
    match = _DEGREES.fullmatch(text)
    if (
        match is None
        or not (match["mark"] or match["before"] or match["after"])
        or (match["before"] and match["after"])
    ):
        return np.nan, ""
    d, m, s = (float((match[part] or "0").replace(",", ".")) for part in "dms")
    if m >= 60 or s >= 60:
        return np.nan, ""
    side = (match["before"] or match["after"] or "")[:1].upper()
    value = (d + m / 60 + s / 3600) * (-1 if match["sign"] == "-" or side in ("S", "O", "W") else 1)
    return value, {"N": "y", "S": "y", "E": "x", "O": "x", "W": "x"}.get(side, "")


def split_positions(cells: pd.Series, order: str, progress: Progress = silent) -> pd.DataFrame:
    """Two text columns x, y from cells that hold both; "" where empty, UNREADABLE where it is.

    order: "lat,lon" or "lon,lat", what a cell says when it does not say itself.
    """
    x_first = order == "lon,lat"
    pairs: list[tuple[str, str]] = []
    for start in range(0, len(cells), AT_ONCE):
        pairs += [_pair(text, x_first) for text in cells.iloc[start : start + AT_ONCE].tolist()]
        go_on(progress, 100 * len(pairs) / len(cells))
    return pd.DataFrame(pairs, columns=["x", "y"], index=cells.index, dtype=object)


def _pair(text: str, x_first: bool) -> tuple[str, str]:
    match = (_FAST.match(text) or _FAST_COMMA.match(text)) if text[:1] in "-0123456789" else None
    if match:
        first, second = match.groups()
        return (first, second) if x_first else (second, first)
    return _spoken_pair(text, x_first)


@lru_cache(maxsize=REMEMBERED)
def _spoken_pair(text: str, x_first: bool) -> tuple[str, str]:
    text = text.translate(_SIGNS).strip()
    if is_nothing(text) or _EMPTY_WKT.fullmatch(text):
        return "", ""
    if link := next((match for pattern in _LINKS if (match := pattern.match(text))), None):
        return link[2], link[1]
    named = {match["name"].lower()[:2]: match["value"] for match in _NAMED.finditer(text)}
    for across, along in (("lo", "la"), ("ln", "la"), ("x", "y")):
        if across in named and along in named:
            return named[across], named[along]
    x_first = x_first or _X_FIRST.match(text) is not None
    text = _SRID.sub("", text)
    sides = re.search(r"\d", text) and (re.search(rf"(?i)\d\W*{_SIDE}\b|\b{_SIDE}\W*\d", text) or "°" in text)
    for pattern in (*(_SIDED_PAIRS if sides else ()), _FAST, *_PAIRS):
        if match := pattern.match(text):
            first, second = (part.strip(" ,;/|") for part in match.groups())
            return (first, second) if x_first else (second, first)
    said_nothing = all(map(is_nothing, re.split(r"[,;|/]", text.strip("()[]"))))
    return ("", "") if said_nothing else (UNREADABLE, UNREADABLE)
