"""The two ends of an interval written in one cell: « 14h-16h », « du 5 au 7 juin 2023 »."""

import re

import pandas as pd

_HOUR = r"(?:\d{1,2}\s*(?:h(?:eures?)?|:)\s*(?:\d{2})?(?:\s*mi?n)?|midi|minuit)"
_BETWEEN = r"\s*(?:-|>|->|/|\ba\b|\bet\b|jusqu'a)\s*"
_HOURS = (
    rf"^(?:de |d'|du |entre |vers )?(?P<first>{_HOUR}|\d{{1,2}}(?=\D)){_BETWEEN}(?P<last>{_HOUR})$",
    r"^(?:de |entre )?(?P<first>\d{1,2})\s*(?:-|\ba\b|\bet\b)\s*(?P<last>\d{1,2})$",
    r"^entre\s+(?P<first>.+?)\s+et\s+(?P<last>.+)$",
)
MONTH_WORDS = (
    r"(?:janv?(?:ier)?|f[eé]vr?(?:ier)?|mars?|avr(?:il)?|mai|juin|juil(?:l(?:et)?)?|ao[uû]t?|sept?(?:embre)?|oct(?:obre)?|"
    r"nov(?:embre)?|d[eé]c(?:embre)?)\.?"
)
_DAY = rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:er)?(?:[/.-]\d{{1,2}}[/.-]\d{{2,4}}|[ -]{MONTH_WORDS}[ -]\d{{2,4}}))"
_WRITTEN_DAY = r"\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4}"
_WHOLE_DAY = re.compile(_DAY, re.IGNORECASE)
_RANGE = re.compile(
    r"^(?:(?:dans )?(?:la |le )?(?:nuit|week-?end)\s+)?(?:du|de|entre)?\s*(?:le\s+)?(?:[a-z]{3,8}\.?\s+)?"
    r"(?P<first>\d.*?)"
    rf"\s*(?:(?<=\d)\s*[-/]\s*(?={_WRITTEN_DAY})|\bau\b|\bet\b|\bjusqu['’]au\b|->|→|\s[-–—]\s|\bà\b)\s*"
    rf"(?:le\s+)?(?:[a-z]{{3,8}}\.?\s+)?(?P<last>{_DAY}.*)$",
    re.IGNORECASE,
)
_TWO_DAYS = len("03/04/25-05/04/25")
_LONGEST = 100
_BETWEEN_DAYS = (" au ", " et ", " jusqu", "->", "→", " - ", " – ", " — ", " à ")
_NO_MONTH = re.compile(r"^(?P<day>\d{1,2})(?:er)?(?P<hour>\s+(?:[aà]\s+)?\d.*)?$")
_NO_YEAR = re.compile(
    rf"^(?P<day>\d{{1,2}}(?:er)?(?:[/.]\d{{1,2}}|[ -]{MONTH_WORDS}))(?![/.\d])(?P<hour>\s.*)?$", re.IGNORECASE
)
_PARTS = re.compile(r"^\d{1,2}(?:er)?(?P<month>[/. -][^/. -]+)(?P<year>[/. -]+\d{2,4})")


def hour_ends(plain: pd.Series) -> pd.DataFrame:
    """first, last: the two hours of each plain text that holds an interval of hours; '' elsewhere."""
    ends = pd.DataFrame("", index=plain.index, columns=["first", "last"], dtype=object)
    for pattern in _HOURS:
        found = plain[ends["last"] == ""].str.extract(pattern)
        found = found[found["last"].notna()].astype(object)
        ends.loc[found.index, ["first", "last"]] = found[["first", "last"]].replace(r"^(\d{1,2})$", r"\1h", regex=True)
    return ends


def day_ends(cells: pd.Series) -> pd.DataFrame:
    """first, last: the two dates, with their hours, of each cell that holds both; indexed by its place, from 0.

    What the first does not write, month or year, it has from the last: « du 5 au 7 juin 2023 ».
    """
    texts = [str(text) for text in cells.tolist()]
    joined = "\n".join(texts).lower()
    between = [word for word in _BETWEEN_DAYS if word in joined]  # a million usual dates are told apart at once
    likely = [i for i, text in enumerate(texts) if any(word in text.lower() for word in between)] if between else []
    if max(map(len, texts), default=0) >= _TWO_DAYS:
        likely += [i for i, text in enumerate(texts) if text.count("/") > 2 or text.count("-") > 3]
    short = {i: " ".join(texts[i].split()) for i in sorted(set(likely)) if len(texts[i]) <= _LONGEST}
    matches = {i: match for i, text in short.items() if (match := _RANGE.match(text))}
    firsts = [_completed(match["first"].strip(), match["last"]) for match in matches.values()]
    lasts = [match["last"].strip() for match in matches.values()]
    return pd.DataFrame({"first": firsts, "last": lasts}, index=pd.Index(list(matches), dtype="int64"), dtype=object)


def _completed(first: str, last: str) -> str:
    parts = _PARTS.match(last)
    if parts is None or _WHOLE_DAY.match(first):
        return first
    if short := _NO_MONTH.match(first):
        return short["day"] + parts["month"] + parts["year"] + (short["hour"] or "")
    if short := _NO_YEAR.match(first):
        return short["day"] + parts["year"] + (short["hour"] or "")
    return first
