"""The panel that reviews places: a `Review` in, a `ReviewChoice` out for each text decided."""

from dataclasses import replace
from pathlib import Path

from qgis.PyQt import uic
from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTabWidget,
    QWidget,
)

from oltp_qgis_plugin.core.incident import Precision
from oltp_qgis_plugin.core.places.review import Review, ReviewChoice, ReviewGroup, Suggestion
from oltp_qgis_plugin.forms.intake.tables import number
from oltp_qgis_plugin.forms.places.listings import (
    fill_decisions,
    fill_groups,
    fill_piles,
    fill_suggestions,
    hint,
    state,
    title,
    usual,
)
from oltp_qgis_plugin.forms.places.words import precision_words
from oltp_qgis_plugin.i18n import tr

REVIEW_TAB = 0


class ReviewPanel(QWidget):
    """Signals: `chosen` a ReviewChoice; `looked_at` the suggestions of the text shown and the position of the selected
    one, -1 for none; `pile_shown` its x and y; `undo_asked` a text and its partner; `index_asked`; `online_asked`;
    `stop_asked`.

    Arrows move among suggestions, Enter accepts, Space passes, Delete says « nulle part », Ctrl+Z undoes.
    """

    chosen = pyqtSignal(object)
    looked_at = pyqtSignal(tuple, int)
    pile_shown = pyqtSignal(float, float)
    undo_asked = pyqtSignal(str, str)
    index_asked = pyqtSignal()
    online_asked = pyqtSignal()
    stop_asked = pyqtSignal()

    state: QLabel
    index_name: QLabel
    choose_index: QPushButton
    busy: QProgressBar
    stop: QPushButton
    tabs: QTabWidget
    groups: QTableWidget
    title: QLabel
    suggestions: QTableWidget
    hint: QLabel
    precision: QComboBox
    partner: QComboBox
    accept: QPushButton
    skip: QPushButton
    nowhere: QPushButton
    undo_last: QPushButton
    online: QPushButton
    piles: QTableWidget
    decisions: QTableWidget
    undo: QPushButton

    def __init__(self, parent=None):
        super().__init__(parent)
        uic.loadUi(str(Path(__file__).with_suffix(".ui")), self)
        self.review = Review()
        self.taken: list[tuple[str, str]] = []
        self._clicked: Suggestion | None = None
        self._working = False
        for precision, words in precision_words().items():
            if precision is not Precision.NONE:
                self.precision.addItem(words, precision)
        self._connect()
        self.show_review(Review())

    def group(self) -> ReviewGroup | None:
        """The text that is shown, None when none is left."""
        row = self.groups.currentRow()
        return self.review.groups[row] if 0 <= row < len(self.review.groups) else None

    def offered(self) -> tuple[Suggestion, ...]:
        """The places offered for the text shown, the click first."""
        group = self.group()
        own = group.suggestions if group is not None else ()
        return ((self._clicked, *own) if self._clicked is not None else own)

    def choice(self) -> ReviewChoice | None:
        """What accepting now would decide, None when no place is selected."""
        group, row = self.group(), self.suggestions.currentRow()
        if group is None or not 0 <= row < len(self.offered()):
            return None
        precision = self.precision.currentData()
        return ReviewChoice(group.label, self.offered()[row], precision, self.partner.currentData() or "")

    def show_review(self, review: Review, label: str = "") -> None:
        """Show what waits, on the text `label` when it is there, else at the same rank as before."""
        rank, self.review = max(self.groups.currentRow(), 0), review
        fill_groups(self.groups, review.groups)
        fill_piles(self.piles, review.piles)
        fill_decisions(self.decisions, review.decisions)
        titles = (tr("À revoir"), tr("Empilements"), tr("Décisions"))
        for tab, lines in enumerate((review.groups, review.piles, review.decisions)):
            self.tabs.setTabText(tab, f"{titles[tab]} ({number(len(lines))})" if lines else titles[tab])
        self.index_name.setText(review.index)
        labels = [group.label for group in review.groups]
        self.groups.blockSignals(True)
        self.groups.setCurrentCell(labels.index(label) if label in labels else min(rank, len(labels) - 1), 0)
        self.groups.blockSignals(False)
        self._show_group()

    def show_click(self, x: float, y: float) -> None:
        """Offer the point clicked on the map, in the observatory's CRS, and select it; Enter accepts it."""
        if self.group() is None:
            return
        precision = self._clicked.precision if self._clicked else Precision.PLACE
        where = tr("Point cliqué : X {x} m, Y {y} m").format(x=number(round(x)), y=number(round(y)))
        self._clicked = Suggestion(where, x, y, precision, None, "clic")
        self._show_suggestions(0)
        self.suggestions.setFocus()

    def remember(self, choice: ReviewChoice) -> None:
        """A decision was taken: it is the one that undoing undoes first."""
        self.taken.append((choice.label, choice.partner))
        self._allow()

    def forget(self, label: str, partner: str) -> None:
        """A decision was undone."""
        self.taken = [pair for pair in self.taken if pair != (label, partner)]
        self._allow()

    def show_working(self, percent: float | None) -> None:
        """Show that something runs, how far it is, and take no decision meanwhile; None when it is over."""
        self._working = percent is not None
        for shown in (self.busy, self.stop):
            shown.setVisible(percent is not None)
        self.busy.setValue(int(percent or 0))
        self._allow()

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.ShortcutOverride and self._action_of(event) is not None:
            event.accept()  # before a shortcut of QGIS's window takes the key
            return True
        action = self._action_of(event) if event.type() == QEvent.Type.KeyPress else None
        if action is not None:
            action()
            return True
        return super().eventFilter(watched, event)

    def _action_of(self, event):
        """What a key does in the two tables, None for another key."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Z and control:
            return self._undo_last
        actions = {Qt.Key.Key_Return: self._accept, Qt.Key.Key_Enter: self._accept, Qt.Key.Key_Space: self._pass,
                   Qt.Key.Key_Delete: self._nowhere}  # fmt: skip
        return None if control else actions.get(event.key())

    def _connect(self) -> None:
        for table in (self.groups, self.suggestions):
            table.installEventFilter(self)
        self.groups.currentCellChanged.connect(lambda *_: self._show_group())
        self.suggestions.currentCellChanged.connect(lambda *_: self._selected())
        self.suggestions.cellDoubleClicked.connect(lambda *_: self._accept())
        for button, action in ((self.accept, self._accept), (self.skip, self._pass), (self.nowhere, self._nowhere),
                               (self.undo_last, self._undo_last), (self.undo, self._undo_selected)):  # fmt: skip
            button.clicked.connect(lambda _, do=action: do())
        self.choose_index.clicked.connect(lambda _: self.index_asked.emit())
        self.stop.clicked.connect(lambda _: self.stop_asked.emit())
        self.online.clicked.connect(lambda _: self.online_asked.emit())
        self.precision.activated.connect(lambda _: self._precision_chosen())
        self.piles.currentCellChanged.connect(lambda row, *_: self._show_pile(row))
        self.decisions.itemSelectionChanged.connect(self._allow)
        self.tabs.currentChanged.connect(lambda tab: self._selected() if tab == REVIEW_TAB else None)

    def _show_group(self) -> None:
        """The text selected: its incidents, its partners, its suggestions."""
        group = self.group()
        self._clicked = None
        self.partner.clear()
        self.partner.addItem(tr("tous les partenaires"), "")
        for code in group.partners if group is not None else ():
            self.partner.addItem(tr("{code} seulement").format(code=code), code)
        self.title.setText(title(group))
        self._show_suggestions(usual(self.offered()))
        self.state.setText(state(self.review))

    def _show_suggestions(self, selected: int) -> None:
        offered = self.offered()
        fill_suggestions(self.suggestions, offered)
        self.suggestions.blockSignals(True)
        if selected >= 0:
            self.suggestions.setCurrentCell(selected, 0)
        self.suggestions.blockSignals(False)
        self.hint.setText(hint(self.group(), bool(offered)))
        self._selected()

    def _selected(self) -> None:
        """A suggestion is selected: its precision is offered, the map is told."""
        row = self.suggestions.currentRow()
        if 0 <= row < len(self.offered()):
            self.precision.setCurrentIndex(self.precision.findData(self.offered()[row].precision))
        self._allow()
        self.looked_at.emit(self.offered(), row if row < len(self.offered()) else -1)

    def _precision_chosen(self) -> None:
        """The precision said of a click stays for the next click on this text."""
        if self._clicked is not None and self.suggestions.currentRow() == 0:
            self._clicked = replace(self._clicked, precision=self.precision.currentData())

    def _accept(self) -> None:
        choice = self.choice()
        if choice is not None and not self._working:
            self._decide(choice)

    def _nowhere(self) -> None:
        group = self.group()
        if group is not None and not self._working:
            self._decide(ReviewChoice(group.label, None, Precision.NONE, self.partner.currentData() or ""))

    def _decide(self, choice: ReviewChoice) -> None:
        self.chosen.emit(choice)

    def _pass(self) -> None:
        """Go to the next text, to the first after the last; this one waits."""
        n = len(self.review.groups)
        if n and not self._working:
            self.groups.setCurrentCell((self.groups.currentRow() + 1) % n, 0)

    def _undo_last(self) -> None:
        if self.taken and not self._working:
            self.undo_asked.emit(*self.taken[-1])

    def _undo_selected(self) -> None:
        row = self.decisions.currentRow()
        if 0 <= row < len(self.review.decisions) and not self._working:
            decision = self.review.decisions[row]
            self.undo_asked.emit(decision.label, decision.partner)

    def _allow(self) -> None:
        """Only what can be done now can be pressed."""
        free, group = not self._working, self.group()
        self.accept.setEnabled(free and self.choice() is not None)
        for button in (self.skip, self.nowhere):
            button.setEnabled(free and group is not None)
        self.online.setEnabled(free and bool(self.review.groups))
        self.choose_index.setEnabled(free)
        self.undo_last.setEnabled(free and bool(self.taken))
        self.undo.setEnabled(free and bool(self.decisions.selectedItems()))

    def _show_pile(self, row: int) -> None:
        if 0 <= row < len(self.review.piles):
            self.pile_shown.emit(self.review.piles[row].x, self.review.piles[row].y)
