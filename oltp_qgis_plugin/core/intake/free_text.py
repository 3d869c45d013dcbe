"""Texts without the persons that they name: each personal value replaced by a mark that says what it was."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.intake.candidates import surely_impersonal, worth_reading
from oltp_qgis_plugin.core.intake.home_addresses import beside_names, without_home
from oltp_qgis_plugin.core.intake.name_words import fold, word_list, words_of
from oltp_qgis_plugin.core.intake.person_names import replace_names
from oltp_qgis_plugin.core.intake.personal_values import PersonalKind, replace_values
from oltp_qgis_plugin.core.text_columns import all_texts

UNREADABLE = "[…]"
_RECEIVED_WORD = re.compile(r"(?<!\[)(?<!\[n° de )\b[^\W\d_]{2,}(?:['’-][^\W\d_]+)*(?![^\[]*\])")
# A letter or a complaint is about someone: the capitalised word after it is a name unless it is a word of trade.
_ABOUT_SOMEONE = re.compile(
    r"(?P<before>\b(?i:plainte|courrier|lettre|dossier|signalement|t[ée]moignage|audition|convocation|fiche)s?[ -]"
    r"(?:(?:de|du|d')[ -]?)?)(?P<who>[A-ZÀ-Þ][a-zà-ÿ'’-]{2,}(?: [A-ZÀ-Þ][a-zà-ÿ'’-]+)*)"
)
_USUAL_SHARE = 0.3


@dataclass(frozen=True)
class Screened:
    """texts: the cells, cleaned, None kept. touched: (n,) bool. counts: number of cells per kind of personal value."""

    texts: pd.Series
    touched: np.ndarray
    counts: Mapping[PersonalKind, int]

    def sentence(self, column: str) -> str:
        """What was done to a column, in French; "" when nothing was."""
        if not self.touched.any():
            return ""
        kinds = ", ".join(f"{self.counts[kind]} {kind.mark}" for kind in PersonalKind if kind in self.counts)
        return f"Colonne « {column} » : {int(self.touched.sum())} valeur(s) personnelle(s) masquée(s) ({kinds})."


Cleaner = Callable[[str], tuple[str, set[PersonalKind]]]


def clean_text(text: str) -> tuple[str, set[PersonalKind]]:
    """A free text without its personal values, and the kinds that it held."""
    text = text if text.isascii() else unicodedata.normalize("NFC", text)
    present = words_of(text)
    cleaned, found = without_home(text, present)
    cleaned, values = replace_values(cleaned, present)
    cleaned, named = replace_names(cleaned, present)
    cleaned, beside = beside_names(cleaned) if named or PersonalKind.ADDRESS in found else (cleaned, set())
    return cleaned, found | values | beside | ({PersonalKind.NAME} if named else set())


def clean_label(text: str) -> tuple[str, set[PersonalKind]]:
    """A short label, a place, a state: like `clean_text`, but a name that nothing announces may be that of a stop."""
    text = text if text.isascii() else unicodedata.normalize("NFC", text)
    present = words_of(text)
    cleaned, values = replace_values(text, present)
    cleaned, named = replace_names(cleaned, present, first_names=False)
    return cleaned, values | ({PersonalKind.NAME} if named else set())


def screen_notes(cells: pd.Series) -> Screened:
    """Free texts, each personal value replaced: telephone, e-mail, plate, NIR, IBAN, birth, name, home address."""
    return _screen(cells, clean_text, by_first_name=True)


def screen_labels(cells: pd.Series) -> Screened:
    """Labels of places, states and natures; the addresses of places, stops and schools stay intact."""
    return _screen(cells, clean_label)


def screen_references(cells: pd.Series) -> Screened:
    """References of rows: one that is a personal value is emptied. Ten digits are a telephone only among others."""


    @cache
    def usual() -> bool:
        filled = [cell for cell in cells.tolist() if cell]
        like_telephones = [cell for cell in filled if len(cell) == 10 and cell[0] == "0" and cell.isdecimal()]
        return len(like_telephones) >= _USUAL_SHARE * len(filled)

    def clean(text: str) -> tuple[str, set[PersonalKind]]:
        if re.fullmatch(r"0\d{9}", text) and usual():
            return text, set()
        found = clean_label(text)[1]
        return ("" if found else text), found

    return _screen(cells, clean)


def clean_received(text: str) -> str:
    """What is kept of a refused date or position: its numbers and the words of dates, no word that could be a name."""
    cleaned, _ = clean_text(text)
    dated = word_list("dates")
    return _RECEIVED_WORD.sub(lambda match: match.group() if fold(match.group()) in dated else UNREADABLE, cleaned)


def clean_file_name(name: str) -> str:
    """A file's name without the person that it may name, as in « plainte_Dupont.xlsx »."""
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    spoken = stem.replace("_", " ")
    cleaned, found = clean_text(spoken)
    about = _ABOUT_SOMEONE.search(cleaned)
    if about and word_list("trade", "dates", "common", "honorifics").isdisjoint(words_of(about["who"])):
        cleaned, found = cleaned.replace(about["who"], PersonalKind.NAME.mark), {PersonalKind.NAME}
    return name if not found else cleaned.replace(" ", "_" if "_" in stem else " ") + dot + suffix


def clean_sentence(text: str) -> str:
    """A sentence for the user or the log, without what a header or a sheet's title may say of a person."""
    return clean_text(text)[0]


def _screen(cells: pd.Series, clean: Cleaner, by_first_name: bool = False) -> Screened:
    cells, counts = cells.astype(object, copy=False), Counter[PersonalKind]()
    listed = cells.tolist()
    if surely_impersonal(listed, by_first_name):
        return Screened(cells, np.zeros(len(cells), dtype=bool), counts)
    if not all_texts(listed):
        cells = cells.where(cells.notna(), None)
    cleaned: dict[str, str] = {}
    kinds: dict[str, set[PersonalKind]] = {}
    texts = [text for text in set(listed) if isinstance(text, str) and text]
    for i in worth_reading(texts, by_first_name):
        result, found = clean(texts[i])
        if found:
            cleaned[texts[i]], kinds[texts[i]] = result, found
    if not cleaned:
        return Screened(cells, np.zeros(len(cells), dtype=bool), counts)
    replaced = cells.map(cleaned)
    touched = replaced.notna()
    for text, n in cells[touched].value_counts().items():
        counts.update(dict.fromkeys(kinds[str(text)], int(n)))
    return Screened(cells.where(~touched, replaced), touched.to_numpy(), counts)
