import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from oltp_qgis_plugin.core.incident import Precision
from oltp_qgis_plugin.core.places.review import Decided, Pile, Review, ReviewChoice, ReviewGroup, Suggestion
from oltp_qgis_plugin.forms.places.review import ReviewPanel

NUMBER = Suggestion("12 Rue des Lilas 34000 Montpellier", 770_010.0, 6_280_010.0, Precision.NUMBER, 0.93, "base")
STREET = Suggestion("Rue des Lilas 34000 Montpellier", 770_050.0, 6_280_050.0, Precision.STREET, 0.71, "base")
LILAS = ReviewGroup("12 r des lilas", 7, 7, 0, ("BAIL", "PM"), 2, (NUMBER, STREET))
SQUARE = ReviewGroup("Square du fond", 3, 0, 3, ("PM",), 1, ())
REVIEW = Review(
    (LILAS, SQUARE), (Pile("Rue Longue", 1200, 4, "PM", Precision.STREET, 770_090.0, 6_280_090.0),),
    (Decided("La Halle", "", Precision.NONE, "", "2026-03-01T14:05", "A. Analyste"),), 5, "bondy.oltpadr",
)  # fmt: skip


@pytest.fixture
def panel(qtbot):
    made = ReviewPanel()
    qtbot.addWidget(made)
    made.resize(1100, 320)
    made.show_review(REVIEW)
    made.show_working(None)
    made.show()
    made.seen = {"chosen": [], "undone": [], "looked": []}
    made.chosen.connect(made.seen["chosen"].append)
    made.undo_asked.connect(lambda *pair: made.seen["undone"].append(pair))
    made.looked_at.connect(lambda offered, row: made.seen["looked"].append((offered, row)))
    made.suggestions.setFocus()
    return made


def press(panel, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(panel.suggestions, key, modifier)


def test_what_waits_is_told_in_words(panel):
    assert panel.state.text() == "2 texte(s) à revoir, 10 fait(s). 5 fait(s) sans point ni texte."
    assert panel.title.text() == "« 12 r des lilas » : 7 fait(s), 2 graphies"
    cells = [panel.suggestions.item(0, column).text() for column in range(5)]
    assert cells == ["1", NUMBER.label, "au numéro", "0,93", "index d'adresses"]
    assert [panel.groups.item(row, 3).text() for row in (0, 1)] == ["aucun", "douteux"]
    assert [panel.tabs.tabText(tab) for tab in range(3)] == ["À revoir (2)", "Empilements (1)", "Décisions (1)"]
    decision = [panel.decisions.item(0, column).text() for column in range(6)]
    assert decision == ["La Halle", "", "nulle part", "tous", "01/03/2026 14:05", "A. Analyste"]


def test_the_keyboard_alone_chooses_accepts_and_passes(panel):
    press(panel, Qt.Key.Key_Down)
    press(panel, Qt.Key.Key_Return)
    assert panel.seen["chosen"] == [ReviewChoice("12 r des lilas", STREET, Precision.STREET)]
    press(panel, Qt.Key.Key_Space)
    assert panel.group() == SQUARE
    press(panel, Qt.Key.Key_Return)
    assert len(panel.seen["chosen"]) == 1, "there is nothing to accept"
    press(panel, Qt.Key.Key_Delete)
    assert panel.seen["chosen"][1] == ReviewChoice("Square du fond", None, Precision.NONE)
    press(panel, Qt.Key.Key_Space)
    assert panel.group() == LILAS


def test_the_map_is_told_what_is_looked_at(panel):
    press(panel, Qt.Key.Key_Down)
    assert panel.seen["looked"][-1] == ((NUMBER, STREET), 1)
    press(panel, Qt.Key.Key_Space)
    assert panel.seen["looked"][-1] == ((), -1)


def test_a_click_becomes_the_first_suggestion_and_enter_accepts_it_with_the_precision_said(panel):
    press(panel, Qt.Key.Key_Space)
    panel.show_click(770_100.4, 6_280_200.6)
    click = panel.offered()[0]
    assert (click.label, click.origin) == ("Point cliqué : X 770\u202f100 m, Y 6\u202f280\u202f201 m", "clic")
    panel.precision.setCurrentIndex(panel.precision.findData(Precision.CROSSING))
    panel.precision.activated.emit(panel.precision.currentIndex())
    panel.show_click(770_110.0, 6_280_210.0)
    press(panel, Qt.Key.Key_Return)
    chosen = panel.seen["chosen"][0]
    assert (chosen.precision, chosen.suggestion.x) == (Precision.CROSSING, 770_110.0)


def test_an_unlikely_place_is_not_accepted_by_haste(panel):
    unlikely = Suggestion("Rue des Buis", 1.0, 2.0, Precision.STREET, 0.31, "base")
    panel.show_review(Review((ReviewGroup("petit bois", 1, 1, 0, ("PM",), 1, (unlikely,)),)))
    press(panel, Qt.Key.Key_Return)
    assert panel.seen["chosen"] == []
    press(panel, Qt.Key.Key_Down)
    press(panel, Qt.Key.Key_Return)
    assert panel.seen["chosen"] == [ReviewChoice("petit bois", unlikely, Precision.STREET)]


def test_a_decision_can_be_for_one_partner(panel):
    assert [panel.partner.itemText(i) for i in range(3)] == ["tous les partenaires", "BAIL seulement", "PM seulement"]
    panel.partner.setCurrentIndex(2)
    QTest.mouseClick(panel.accept, Qt.MouseButton.LeftButton)
    assert panel.seen["chosen"] == [ReviewChoice("12 r des lilas", NUMBER, Precision.NUMBER, "PM")]


def test_the_last_decision_taken_is_undone_first(panel):
    press(panel, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert panel.seen["undone"] == []
    panel.remember(ReviewChoice("a", None, Precision.NONE))
    panel.remember(ReviewChoice("b", None, Precision.NONE, "PM"))
    press(panel, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    panel.forget("b", "PM")
    QTest.mouseClick(panel.undo_last, Qt.MouseButton.LeftButton)
    assert panel.seen["undone"] == [("b", "PM"), ("a", "")]


def test_a_listed_decision_is_undone(panel):
    panel.tabs.setCurrentIndex(2)
    assert not panel.undo.isEnabled()
    panel.decisions.selectRow(0)
    QTest.mouseClick(panel.undo, Qt.MouseButton.LeftButton)
    assert panel.seen["undone"] == [("La Halle", "")]


def test_a_pile_that_is_selected_is_shown_on_the_map(panel):
    shown = []
    panel.pile_shown.connect(lambda *point: shown.append(point))
    panel.tabs.setCurrentIndex(1)
    panel.piles.selectRow(0)
    assert shown == [(770_090.0, 6_280_090.0)]


def test_nothing_is_decided_while_something_runs(panel):
    panel.show_working(30)
    press(panel, Qt.Key.Key_Return)
    press(panel, Qt.Key.Key_Delete)
    assert panel.seen["chosen"] == [] and not panel.accept.isEnabled()
    panel.show_working(None)
    assert panel.accept.isEnabled()


def test_when_nothing_waits_it_is_said_and_nothing_can_be_pressed(panel):
    panel.show_review(Review())
    assert panel.title.text().startswith("Rien n'attend")
    assert not any(button.isEnabled() for button in (panel.accept, panel.skip, panel.nowhere, panel.online))
    panel.show_click(1.0, 2.0)
    assert panel.offered() == ()
