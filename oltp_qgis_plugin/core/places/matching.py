"""Addresses to points, offline: the index of the town's addresses and its gazetteer, together."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.incident import Precision
from oltp_qgis_plugin.core.places.build import build_index, no_sources
from oltp_qgis_plugin.core.places.gazetteer import with_places
from oltp_qgis_plugin.core.places.index import PLACE, AddressIndex
from oltp_qgis_plugin.core.places.ranking import TIE_SCORE, Candidate, Ranking
from oltp_qgis_plugin.core.places.spelling import MAX_TEXT
from oltp_qgis_plugin.core.places.understanding import Asked, Understanding
from oltp_qgis_plugin.core.progress import Progress, go_on, silent

DEFAULT_MIN_SCORE = 0.5
MATCH_COLUMNS = ("x", "y", "precision", "score", "label", "runner_up", "reason", "number", "suffix", "street",
                 "postcode", "city", "complement", "kind")  # fmt: skip
ASKED_EVERY = 256


class Geocoder:
    """Matches addresses on an index. Texts are read once: repeated streets cost nothing."""

    def __init__(self, index: AddressIndex) -> None:
        self.index = index
        self.understanding, self.ranking = Understanding(index), Ranking(index)

    @classmethod
    def open(cls, path: Path, places: pd.DataFrame | None = None) -> "Geocoder":
        """A geocoder on the index of a file and on more places (gazetteer.PLACE_COLUMNS, in its CRS).

        Raises IndexFileError.
        """
        return cls.on(AddressIndex.open(path), places)

    @classmethod
    def on(cls, index: AddressIndex, places: pd.DataFrame | None = None) -> "Geocoder":
        """A geocoder on an index and on more places (gazetteer.PLACE_COLUMNS, in its CRS)."""
        return cls(with_places(index, places) if places is not None and len(places) else index)

    @classmethod
    def of_places(cls, places: pd.DataFrame, epsg: int) -> "Geocoder":
        """A geocoder that knows named places alone (gazetteer.PLACE_COLUMNS, in EPSG:`epsg`)."""
        return cls.on(build_index(no_sources(epsg)), places)

    @property
    def epsg(self) -> int:
        """The CRS of what is found."""
        return self.index.epsg

    @property
    def communes(self) -> list[str]:
        """The communes of the index."""
        return list(self.index.communes)

    @property
    def summary(self) -> str:
        """What the index holds, as a French sentence."""
        return self.index.summary

    def match(
        self,
        texts: Sequence[str | None],
        cities: Sequence[str | None] | None = None,
        postcodes: Sequence[str | None] | None = None,
        min_score: float = DEFAULT_MIN_SCORE,
        progress: Progress = silent,
    ) -> pd.DataFrame:
        """MATCH_COLUMNS for each text, in its order, index 0 to n-1; each distinct text is matched once.

        cities, postcodes: what columns of their own say. Under `min_score` nothing is placed, but the best candidate
        stays in `label`, `score` and `reason`.
        """
        n = len(texts)
        given = (texts, cities if cities is not None else [""] * n, postcodes if postcodes is not None else [""] * n)
        keys = list(zip(*([_text(value) for value in values] for values in given), strict=True))
        rows: dict[tuple[str, str, str], tuple] = {}
        for done, key in enumerate(keys):
            if done % ASKED_EVERY == 0:
                go_on(progress, 100 * done / n)
            if key not in rows:
                text, city, post = key
                rows[key] = self._row(text, city, post, min_score)
        return pd.DataFrame([rows[key] for key in keys], columns=list(MATCH_COLUMNS))

    def match_parts(
        self,
        numbers: Sequence[str | None] | None,
        streets: Sequence[str | None],
        postcodes: Sequence[str | None] | None = None,
        cities: Sequence[str | None] | None = None,
        min_score: float = DEFAULT_MIN_SCORE,
        progress: Progress = silent,
    ) -> pd.DataFrame:
        """As `match`, for addresses whose number and street are in columns of their own; 99999 is no number."""
        if numbers is None:
            return self.match(streets, cities, postcodes, min_score, progress)
        known = ("" if _text(number).strip() in ("", "0", "99999") else _text(number).strip() for number in numbers)
        texts = [f"{number} {_text(street)}".strip() for number, street in zip(known, streets, strict=True)]
        return self.match(texts, cities, postcodes, min_score, progress)

    def candidates(self, text: str, city: str = "", postcode: str = "", limit: int = 10) -> list[Candidate]:
        """The possible places of a text, best first, whatever their score."""
        return self.ranking.candidates(self._read(text, city, postcode), limit)

    def _read(self, text: str, city: str, post: str) -> Asked:
        """What a text means; misspellings are looked for too when no street it names has its number."""
        asked = self.understanding.read(text, city, post)
        somewhere = asked.understood.communes is not None or not self.understanding.several
        if somewhere or not asked.number or self.ranking.numbered(asked):
            return asked
        return self.understanding.read(text, city, post, deep=True)

    def _row(self, text: str, city: str, post: str, min_score: float) -> tuple:
        asked = self._read(text, city, post)
        found = self.ranking.candidates(asked, 3)
        best = found[0] if found else None
        parts = self._parts(asked, best if best is not None and best.score >= min_score else None)
        nowhere = (np.nan, np.nan, Precision.NONE.value)
        if best is None:
            return (*nowhere, 0.0, "", "", _why_not(asked, text), *parts)
        runner_up = next((one.label for one in found[1:] if one.label != best.label), "")
        told = (round(best.score, 3), best.label, runner_up)
        if best.score < min_score:
            said = best.reason if best.score == TIE_SCORE else f"Trop peu sûr : {best.reason} À vérifier."
            return (*nowhere, *told, said, *parts)
        cut = f" Seuls les {MAX_TEXT} premiers signes ont été lus." if len(text) > MAX_TEXT else ""
        return (best.x, best.y, best.precision.value, *told, best.reason + cut, *parts)

    def _parts(self, asked: Asked, best: Candidate | None) -> tuple[str, str, str, str, str, str, str]:
        """number, suffix, street, postcode, city, complement, kind: what was understood of the text."""
        understood, reading = asked.understood, asked.understood.reading
        kind = reading.kind
        if best is not None and best.precision == Precision.COMMUNE:
            kind = "commune"
        elif best is not None and best.thing >= 0 and self.index.object_type[best.thing] >= PLACE:
            kind = "lieu"
        elif kind == "voie":
            kind = "adresse" if asked.number else "voie" if understood.choices else "inconnu"
        number = str(asked.number) if asked.number else ""
        return (number, asked.suffix.lower() if number else "", understood.street_words, reading.postcode,
                understood.city_words, reading.complement, kind)  # fmt: skip


def _text(value: object) -> str:
    return "" if value is None or value != value else str(value)


def _why_not(asked: Asked, text: str) -> str:
    if asked.understood.reading.kind == "vide":
        return "Aucune adresse : le texte est vide." if not text.strip() else "Aucun mot dans ce texte."
    return "Aucune voie ni aucun lieu de l'index n'y ressemble."
