"""Cells and sentences of the review of places."""

from collections.abc import Sequence

from qgis.PyQt.QtWidgets import QHeaderView, QTableWidget

from oltp_qgis_plugin.core.places.review import Decided, Pile, Review, ReviewGroup, Suggestion
from oltp_qgis_plugin.forms.intake.tables import fill_table, number
from oltp_qgis_plugin.forms.places.words import origin_words, precision_words, score_words
from oltp_qgis_plugin.i18n import tr

LIKELY = 0.5
ROW_PX = 8


def fill_groups(table: QTableWidget, groups: Sequence[ReviewGroup]) -> None:
    """The texts that wait."""
    headers = (tr("Texte du lieu"), tr("Faits"), tr("Partenaires"), tr("Point"))
    rows = [(group.label, group.n, ", ".join(group.partners), _standing(group)) for group in groups]
    _fill(table, headers, rows, 0)


def fill_suggestions(table: QTableWidget, suggestions: Sequence[Suggestion]) -> None:
    """The places offered, numbered as on the map."""
    headers, words = ("", tr("Lieu proposé"), tr("Précision"), tr("Score"), tr("Source")), precision_words()
    rows = [(rank, each.label, words[each.precision], score_words(each.score), origin_words(each.origin))
            for rank, each in enumerate(suggestions, start=1)]  # fmt: skip
    _fill(table, headers, rows, 1)


def usual(suggestions: Sequence[Suggestion]) -> int:
    """The place that Enter accepts at once: the first that is likely; -1 when none is, so that none is by haste."""
    return next((rank for rank, each in enumerate(suggestions) if (each.score or 0) >= LIKELY), -1)


def fill_piles(table: QTableWidget, piles: Sequence[Pile]) -> None:
    """The points that bear many incidents."""
    headers = (tr("Faits"), tr("Textes"), tr("Texte le plus fréquent"), tr("Précision"), tr("Partenaires"))
    words = precision_words()
    _fill(table, headers, [(pile.n, pile.texts, pile.label, words[pile.precision], pile.partners) for pile in piles], 2)


def fill_decisions(table: QTableWidget, decisions: Sequence[Decided]) -> None:
    """The decisions in force."""
    headers = (tr("Texte du lieu"), tr("Lieu retenu"), tr("Précision"), tr("Pour"), tr("Décidé le"), tr("Par"))
    words, everyone = precision_words(), tr("tous")
    rows = [(d.label, d.chosen, words[d.precision], d.partner or everyone, _moment(d.when), d.who) for d in decisions]
    _fill(table, headers, rows, 0)


def _fill(table: QTableWidget, headers: Sequence[str], rows: Sequence[Sequence[object]], widest: int) -> None:
    """Fill a table without telling that its selection moves; the column `widest` takes the room left."""
    table.blockSignals(True)
    fill_table(table, headers, rows)
    table.horizontalHeader().setSectionResizeMode(widest, QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + ROW_PX)
    table.setCurrentCell(-1, -1)
    table.blockSignals(False)


def state(review: Review) -> str:
    """How much waits."""
    said = tr("{n} texte(s) à revoir, {rows} fait(s).").format(n=number(len(review.groups)),
                                                               rows=number(review.n_incidents))  # fmt: skip
    more = tr(" {n} fait(s) sans point ni texte.").format(n=number(review.without_text))
    return said + (more if review.without_text else "")


def _standing(group: ReviewGroup) -> str:
    if not group.doubtful:
        return tr("aucun")
    return tr("douteux") if not group.unlocated else tr("en partie")


def title(group: ReviewGroup | None) -> str:
    """The text shown, with its incidents."""
    if group is None:
        return tr("Rien n'attend : tous les textes de lieu ont leur place, ou une décision.")
    said = tr("« {label} » : {n} fait(s)").format(label=group.label, n=number(group.n))
    return said + (tr(", {n} graphies").format(n=group.spellings) if group.spellings > 1 else "")


def hint(group: ReviewGroup | None, any_suggestion: bool) -> str:
    """What to do now."""
    if group is None:
        return ""
    if any_suggestion:
        return tr("Flèches : choisir ; Entrée : accepter ; Espace : passer. Ou cliquez l'endroit sur la carte.")
    return tr("Aucun lieu proposé : cliquez l'endroit sur la carte, puis Entrée ; Espace : passer.")


def _moment(when: str) -> str:
    """`2026-03-01T14:05:00` as 01/03/2026 14:05."""
    day, _, hour = when.partition("T")
    return "/".join(reversed(day.split("-"))) + f" {hour[:5]}"
