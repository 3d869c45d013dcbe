"""What the review of places asks for: the queue with its suggestions, decisions taken and undone."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from oltp_qgis_plugin.adapters.background import start
from oltp_qgis_plugin.adapters.place_suggestions import PlaceSuggester
from oltp_qgis_plugin.adapters.provenance import provenance
from oltp_qgis_plugin.core.incident import Precision
from oltp_qgis_plugin.core.places.review import Decided, Pile, Review, ReviewChoice, ReviewGroup, Suggestion
from oltp_qgis_plugin.core.progress import Progress, go_on
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.place_decisions import PlaceChoice, decide_place, undo_decision
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.remembered_places import read_decisions
from oltp_qgis_plugin.store.review_queue import piles, places_to_review

MOST_SUGGESTED = 2000
"""Texts whose suggestions are looked up at once; the others get theirs when these are done."""


@dataclass(frozen=True)
class ReviewServices:
    """Functions of the review; each takes a Progress, is long, and goes through `run`."""

    read: Callable[[Progress], Review]
    decide: Callable[[ReviewChoice, Progress], Review]
    undo: Callable[[str, str, Progress], Review]
    run: Callable[..., Any] = start


def review_services(store: Path, index: Path | None, author: str = "") -> ReviewServices:
    """The services for one observatory and one index of addresses, None for the gazetteer alone."""
    reader = _Reader(index)

    def signed() -> Provenance:
        now = provenance()
        return replace(now, who=author or now.who)

    def read(progress: Progress) -> Review:
        with Observatory.open(store) as observatory:
            return reader.review(observatory, progress)

    def decide(choice: ReviewChoice, progress: Progress) -> Review:
        place = choice.suggestion
        point = (place.x, place.y, place.label) if place is not None else (None, None, "")
        with Observatory.open(store, write=True) as observatory:
            decide_place(observatory, PlaceChoice(choice.label, choice.precision, *point, choice.partner), signed())
            return reader.review(observatory, progress)

    def undo(label: str, partner: str, progress: Progress) -> Review:
        with Observatory.open(store, write=True) as observatory:
            undo_decision(observatory, label, partner, signed())
            return reader.review(observatory, progress)

    return ReviewServices(read, decide, undo)


class _Reader:
    """Reads the review of an observatory; the index is opened, and each text looked up, once."""

    def __init__(self, index: Path | None) -> None:
        self._index, self._suggester = index, None
        self._known: dict[str, tuple[Suggestion, ...]] = {}

    def review(self, observatory: Observatory, progress: Progress) -> Review:
        """All that the form shows."""
        waiting = places_to_review(observatory)
        go_on(progress, 10)
        if self._suggester is None:
            self._suggester = PlaceSuggester(observatory, self._index)
        labels = waiting.groups["label"].tolist()
        new = [label for label in labels if label not in self._known][:MOST_SUGGESTED]
        for number, label in enumerate(new):
            go_on(progress, 10 + 90 * number / len(new))
            self._known[label] = self._suggester.suggest(label)
        groups = tuple(self._group(row) for row in waiting.groups.itertuples(index=False))
        found = tuple(_pile(row) for row in piles(observatory).itertuples(index=False))
        none = tr("Aucun index d'adresses : choisissez-en un pour avoir des propositions.")
        return Review(groups, found, _decisions(observatory), waiting.without_text, self._suggester.summary or none)

    def _group(self, row) -> ReviewGroup:
        present = ()
        if row.x == row.x:
            present = (Suggestion(tr("Point actuel"), row.x, row.y, Precision(row.precision), row.score, "actuel"),)
        others = (each for each in self._known.get(row.label, ()) if not _same_point(each, present))
        offered = (*present, *others)
        partners = tuple(row.partners.split(", "))
        return ReviewGroup(row.label, row.n, row.unlocated, row.doubtful, partners, row.spellings, offered)


def _pile(row) -> Pile:
    label = row.label or tr("sans texte")
    return Pile(label, row.n, row.texts, row.partners, Precision(row.precision), row.x, row.y)


def _same_point(suggestion: Suggestion, present: tuple[Suggestion, ...]) -> bool:
    return any(abs(suggestion.x - own.x) < 1 and abs(suggestion.y - own.y) < 1 for own in present)


def _decisions(observatory: Observatory) -> tuple[Decided, ...]:
    return tuple(Decided(d.label, d.partner, Precision(d.precision), d.chosen or "", (d.decided_at or "")[:16],
                         d.decided_by or "") for d in read_decisions(observatory))  # fmt: skip
