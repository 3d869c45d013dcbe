from datetime import date

import pytest
from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDateEdit, QLabel, QWidget

from oltp_qgis_plugin.core.capture import DIRECT_ENTRY
from oltp_qgis_plugin.core.intake.profiles import Partner
from oltp_qgis_plugin.core.nomenclature import categories, families
from oltp_qgis_plugin.forms.capture.capture import CaptureChoices, CaptureDialog

TODAY = date(2026, 3, 12)
BAILLEUR = Partner("bailleur-sud", "Bailleur Sud", "bailleur")


@pytest.fixture
def form(qtbot) -> CaptureDialog:
    dialog = CaptureDialog(CaptureChoices(TODAY, (DIRECT_ENTRY, BAILLEUR)))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def type_in(widget: QWidget, text: str) -> None:
    widget.setFocus()
    QTest.keyClicks(widget, text)


def type_date(edit: QDateEdit, digits: str) -> None:
    edit.setFocus()
    edit.setSelectedSection(QDateEdit.Section.DaySection)
    QTest.keyClicks(edit, digits)


def choose(form: CaptureDialog, text: str) -> None:
    form.category.setFocus()
    form.category.lineEdit().selectAll()
    QTest.keyClicks(form.category.lineEdit(), text)
    popup = form.category.completer().popup()  # while it is open, it gets the keys
    QTest.keyClick(popup if popup.isVisible() else form.category.lineEdit(), Qt.Key.Key_Tab)


def fill(form: CaptureDialog) -> None:
    choose(form, "rodeo")
    form.set_place(770050.0, 6280050.0, {"qpv_2024": "QN03401M", "territorial_group": "GT1;GT2"})


def test_an_empty_form_cannot_be_saved_and_says_why(form):
    assert not form.save.isEnabled()
    assert form.problem.text() == "Choisissez une catégorie de la liste."


def test_the_keyboard_alone_fills_the_form_and_saves_it(form, qtbot):
    choose(form, "rodeo")
    assert form.problem.text().startswith("Placez le fait")
    type_date(form.day, "05022026")
    form.hour_known.setFocus()
    QTest.keyClick(form.hour_known, Qt.Key.Key_Space)
    assert form.problem.text().startswith("Indiquez l'heure")
    type_in(form.hour, "22h10")
    form.partner.setFocus()
    QTest.keyClick(form.partner, Qt.Key.Key_Down)
    type_in(form.place_label, "Place du Port")
    form.no_place.setFocus()
    QTest.keyClick(form.no_place, Qt.Key.Key_Space)
    assert (form.problem.text(), form.save.isEnabled()) == ("", True)
    with qtbot.waitSignal(form.accepted):
        QTest.keyClick(form.no_place, Qt.Key.Key_Return)
    draft = form.draft()
    assert (draft.category, draft.day, draft.hour) == ("TRA5", date(2026, 2, 5), "22h10")
    assert (draft.partner, draft.place_label, draft.place, draft.no_place) == (BAILLEUR, "Place du Port", None, True)
    assert draft.problems(TODAY) == ()


def test_the_tab_key_visits_every_field_in_reading_order(form):
    fill(form)
    form.hour_known.setChecked(True)
    form.end_known.setChecked(True)
    form.hour.setText("22:10")
    form.end_hour.setText("23:00")
    form.category.setFocus()
    visited = ["category"]
    while visited[-1] != "cancel" and len(visited) < 20:
        QTest.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
        if form.focusWidget().objectName() != visited[-1]:  # a date has three stops: day, month, year
            visited.append(form.focusWidget().objectName())
    assert visited == ["category", "day", "hour_known", "hour", "end_known", "end_day", "end_hour", "partner",
                       "place_type", "place_label", "pick", "no_place", "gravity", "status", "save",
                       "cancel"]  # fmt: skip


def test_every_field_has_a_mnemonic_of_its_own(form):
    labelled = {w.buddy().objectName(): w.text() for w in form.findChildren(QLabel) if w.buddy() is not None}
    assert set(labelled) == {"category", "day", "partner", "place_type", "place_label", "gravity", "status"}
    buttons = [form.hour_known, form.end_known, form.pick, form.no_place, form.save, form.cancel]
    texts = [*labelled.values(), *(button.text() for button in buttons)]
    letters = [text[text.index("&") + 1].upper() for text in texts]
    assert sorted(letters) == sorted(set(letters))


def test_a_category_is_found_by_any_part_of_its_name_without_accents(form):
    completer = form.category.completer()
    completer.setCompletionPrefix("rodeo")
    assert completer.currentCompletion() == "Rodéo motorisé"
    completer.setCompletionPrefix("tra5")
    assert completer.currentCompletion() == "Rodéo motorisé"
    completer.setCompletionPrefix("degrad")
    assert completer.completionCount() == 3


def test_headings_of_families_cannot_be_chosen(form):
    model = form.category.model()
    free = [model.item(row).text() for row in range(model.rowCount()) if not model.item(row).isEnabled()]
    assert free == [family.label for family in families()]
    assert model.rowCount() == len(families()) + len(categories())


def test_a_text_that_names_no_category_is_refused(form):
    fill(form)
    assert form.save.isEnabled()
    choose(form, "vol")
    assert (form.draft().category, form.save.isEnabled()) == ("", False)


def test_a_date_in_the_future_is_refused_with_its_value(form):
    fill(form)
    form.day.setDate(QDate(2026, 3, 13))
    assert not form.save.isEnabled()
    assert "13/03/2026" in form.problem.text()


def test_a_day_that_does_not_exist_becomes_the_last_of_its_month_and_is_shown_so(form):
    fill(form)
    type_date(form.day, "31022026")
    QTest.keyClick(form.day, Qt.Key.Key_Tab)
    assert form.draft().day == date(2026, 2, 28)
    assert form.day.text() == "28/02/2026"


def test_an_unknown_hour_is_never_midnight(form):
    fill(form)
    assert form.draft().hour is None
    form.hour_known.setChecked(True)
    assert form.draft().hour == ""
    assert not form.save.isEnabled()
    type_in(form.hour, "00:00")
    assert (form.draft().hour, form.save.isEnabled()) == ("00:00", True)
    form.hour_known.setChecked(False)
    assert form.draft().hour is None


def test_an_impossible_hour_is_shown_in_red_beside_the_buttons(form):
    fill(form)
    form.hour_known.setChecked(True)
    type_in(form.hour, "25:00")
    assert "25:00" in form.problem.text()
    assert "#b3261e" in form.problem.styleSheet()
    assert not form.save.isEnabled()


def test_an_end_before_the_start_is_refused(form):
    fill(form)
    form.hour_known.setChecked(True)
    type_in(form.hour, "22:10")
    form.end_known.setChecked(True)
    type_in(form.end_hour, "21:00")
    assert "avant le début" in form.problem.text()
    form.end_hour.clear()
    type_in(form.end_hour, "23:00")
    assert form.save.isEnabled()


def test_the_place_clicked_is_shown_with_its_territories(form, qtbot):
    with qtbot.waitSignal(form.place_requested):
        QTest.mouseClick(form.pick, Qt.MouseButton.LeftButton)
    fill(form)
    shown = form.place_found.text()
    assert "770\u202f050" in shown
    assert "QPV 2015 : aucun" in shown
    assert "QPV 2024 : QN03401M" in shown
    assert "Groupe : GT1;GT2" in shown
    assert form.draft().place == (770050.0, 6280050.0)


def test_a_place_given_up_for_none_can_be_placed_again(form):
    fill(form)
    form.no_place.setChecked(True)
    assert form.draft().place is None
    form.set_place(1.0, 2.0, {})
    assert (form.draft().place, form.draft().no_place) == ((1.0, 2.0), False)


def test_the_place_label_warns_against_names_of_persons(form):
    assert "personne" in form.place_label.placeholderText()


def test_return_does_not_save_an_invalid_draft(form):
    QTest.keyClick(form.place_label, Qt.Key.Key_Return)
    form.accept()
    assert form.isVisible()
    assert form.result() == 0


def test_no_label_is_narrower_than_its_text(form):
    for label in form.findChildren(QLabel):
        if not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()
