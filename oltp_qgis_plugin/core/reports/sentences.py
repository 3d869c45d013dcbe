"""Figures as French sentences: thousands, shares, periods, units, what a reader must be told."""

import re

import pandas as pd

from oltp_qgis_plugin.core.incident import FINER_THAN_STREET
from oltp_qgis_plugin.core.nomenclature import UNITS, categories_by_code

NARROW, FIXED = "\u202f", "\u00a0"  # no-break spaces: narrow before ; ! ? % and in numbers, full before : and in « »
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
          "décembre")  # fmt: skip
DIFFUSION = f"Diffusion{FIXED}: partenaires — ne pas publier"
RESTRICTED = "restreint"


def typeset(text: str) -> str:
    """The text with the no-break spaces of French typography in place of its ordinary ones."""
    text = re.sub(r" ([;!?%])", NARROW + r"\1", text)
    text = re.sub(r" (:)(?= |$)", FIXED + r"\1", text)
    return text.replace("« ", "«" + FIXED).replace(" »", FIXED + "»")


def number(value: int) -> str:
    """A whole number, thousands parted by a narrow no-break space."""
    return f"{value:,}".replace(",", NARROW)


def probability(p: float) -> str:
    """A p-value with the comparison sign before it: « = 0,033 », « < 0,001 »."""
    return f"< {0.001:.3f}".replace(".", ",") if p < 0.001 else f"= {p:.3f}".replace(".", ",")


def shortened(name: str, longest: int) -> str:
    """The name, cut with « … » when it has more than `longest` characters."""
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"


def count(value: int, singular: str, plural: str = "") -> str:
    """The number and its noun, which takes a plural from 2 on."""
    return f"{number(value)}{FIXED}{singular if value < 2 else plural or singular + 's'}"


def share(part: int, whole: int) -> str:
    """A percentage without decimals; « — » of nothing, « < 1 % » and « > 99 % » rather than a false 0 or 100."""
    if not whole:
        return "—"
    percent = 100 * part / whole
    if 0 < percent < 1:
        return typeset("< 1 %").replace("< ", "<" + FIXED)
    if 99 < percent < 100:
        return typeset("> 99 %").replace("> ", ">" + FIXED)
    return f"{percent:.0f}{NARROW}%"


def day(moment: pd.Timestamp) -> str:
    """A date in words: 1er mars 2025."""
    return f"{'1er' if moment.day == 1 else moment.day}{FIXED}{MONTHS[moment.month - 1]} {moment.year}"


def period(began_at: pd.Series) -> str:
    """« du … au … », from the first to the last day of the incidents."""
    if not began_at.notna().any():
        return "période vide"
    return f"du {day(began_at.min())} au {day(began_at.max())}"


def counted_units(categories: pd.Series) -> str:
    """What n counts: « unité de compte : victimes », or « unités de compte mêlées : … » when there are several."""
    known = categories_by_code()
    present = {known[code].unit for code in categories.unique() if code in known}
    names = [name for unit, name in UNITS.items() if unit in present]
    if len(names) == 1:
        return f"unité de compte : {names[0]}"
    return f"unités de compte mêlées : {', '.join(names)}" if names else "unité de compte inconnue"


def located_finer_than_street(incidents: pd.DataFrame) -> int:
    """Number of incidents whose place is known better than by the street."""
    return int(incidents["precision"].isin(FINER_THAN_STREET).sum())


def restricted(incidents: pd.DataFrame) -> pd.Series:
    """Whether each incident's category may only be counted, not shown on a map of points."""
    known = categories_by_code()
    codes = [code for code in incidents["category"].unique() if code in known and known[code].diffusion == RESTRICTED]
    return incidents["category"].isin(codes)
