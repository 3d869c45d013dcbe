"""What the review of places shows and what comes out of it."""

from dataclasses import dataclass

from oltp_qgis_plugin.core.incident import Precision

EVERY_PARTNER = ""


@dataclass(frozen=True)
class Suggestion:
    """A place that a text may be, in the observatory's CRS. origin: base, actuel or clic; score: 0–1 or None."""

    label: str
    x: float
    y: float
    precision: Precision
    score: float | None
    origin: str


@dataclass(frozen=True)
class ReviewGroup:
    """The incidents of one text that wait. partners: their codes. suggestions: the present point, then best first."""

    label: str
    n: int
    unlocated: int
    doubtful: int
    partners: tuple[str, ...]
    spellings: int = 1
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True)
class Pile:
    """A point that bears many incidents: their commonest text, how many texts, and the point."""

    label: str
    n: int
    texts: int
    partners: str
    precision: Precision
    x: float
    y: float


@dataclass(frozen=True)
class Decided:
    """A decision in force: its text, partner ("" for all), what was chosen, when (`2026-03-01T14:05`), by whom."""

    label: str
    partner: str
    precision: Precision
    chosen: str
    when: str
    who: str


@dataclass(frozen=True)
class Review:
    """All that the form shows. index: where suggestions come from, in a sentence. without_text: incidents left out."""

    groups: tuple[ReviewGroup, ...] = ()
    piles: tuple[Pile, ...] = ()
    decisions: tuple[Decided, ...] = ()
    without_text: int = 0
    index: str = ""

    @property
    def n_incidents(self) -> int:
        return sum(group.n for group in self.groups)


@dataclass(frozen=True)
class ReviewChoice:
    """What comes out of the form for one text: a suggestion, or None for « nulle part »; for a partner, or all ("")."""

    label: str
    suggestion: Suggestion | None
    precision: Precision
    partner: str = EVERY_PARTNER
