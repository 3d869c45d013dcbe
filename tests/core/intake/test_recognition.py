import json

import openpyxl
import pytest

from oltp_qgis_plugin.core.intake.assistant import MASK, open_file
from oltp_qgis_plugin.core.intake.recognition import read_profiled, reading_document
from oltp_qgis_plugin.core.intake.tables import TableOptions
from oltp_qgis_plugin.errors import ProfileError


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "deux.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "Grande"
    book.active.append(["Quand", "Quoi", "Nom du plaignant"])
    for day in range(1, 8):
        book.active.append([f"0{day}/01/2024", "Tag", "Untel"])
    small = book.create_sheet("Petite")
    small.append(["Quand", "Quoi", "Lieu-dit"])
    small.append(["01/02/2024", "Tag", "Port"])
    book.save(path)
    return path


def own(folder, **changes):
    document = {"schema": 2, "name": "mien", "label": "Mien", "version": 1,
                "partner": {"code": "M", "label": "Mien", "kind": "autre"},
                "fields": {"category": "Quoi", "date": "Quand"}} | changes  # fmt: skip
    folder.mkdir(exist_ok=True)
    path = folder / "mien.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_a_profile_of_the_town_opens_the_sheet_that_it_names(workbook, tmp_path):
    folder = tmp_path / "profils"
    profile = own(folder, fields={"category": "Quoi", "date": "Quand", "place_label": "Lieu-dit"},
                  reading={"sheet": "Petite"})  # fmt: skip
    for asked in ("", "mien", str(profile)):
        table, found = read_profiled(workbook, asked, [folder])
        assert (len(table.frame), found.name) == (1, "mien")
    assert open_file(workbook, TableOptions(), [folder]).offers[0].recognised


def test_a_sheet_that_is_asked_goes_before_that_of_the_profile(workbook, tmp_path):
    profile = own(tmp_path / "profils", reading={"sheet": "Petite"})
    assert len(read_profiled(workbook, str(profile))[0].frame) == 1
    assert len(read_profiled(workbook, str(profile), sheet="Grande")[0].frame) == 7


def test_the_sheet_of_a_profile_must_have_its_columns(workbook, tmp_path):
    profile = own(tmp_path / "profils", fields={"category": "Quoi", "date": "Quand", "place_label": "Adresse"})
    with pytest.raises(ProfileError, match="n'a pas la colonne « Adresse »"):
        read_profiled(workbook, str(profile))


def test_a_file_is_opened_with_what_names_a_person_masked(workbook):
    opened = open_file(workbook, TableOptions(), [])
    assert opened.first_rows()[0] == ["01/01/2024", "Tag", MASK]
    assert [(offer.recognised, offer.proposed) for offer in opened.offers] == [(False, True)]
    assert opened.offers[0].profile.fields["date"].columns == ("Quand",)


def test_a_file_without_a_date_is_opened_all_the_same_for_the_user_to_point_at_it(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Couleur;Forme\nrouge;rond\n", encoding="utf-8")
    assert "date" not in open_file(path, TableOptions(), []).offers[0].profile.fields


def test_when_no_profile_is_sure_the_one_made_for_the_file_comes_first(tmp_path):
    path = tmp_path / "b.csv"
    path.write_text("Date des faits;Nature;Endroit\n01/02/2024;Tag;rue A\n", encoding="utf-8")
    offers = open_file(path, TableOptions(), []).offers
    assert offers[0].proposed and offers[0].profile.fields["place_label"].columns == ("Endroit",)
    assert not any(offer.recognised for offer in offers)


def test_a_forced_separator_and_header_row_are_kept_in_the_profile_and_used_the_next_time(tmp_path):
    path = tmp_path / "c.csv"
    path.write_text("Export,du,01/02/2024\nQuand;Quoi\n01/02/2024;Tag, mur\n02/02/2024;Tag, mur\n", encoding="utf-8")
    options = TableOptions(separator=";", header_row=2)
    opened = open_file(path, options, [])
    assert opened.headers == ["Quand", "Quoi"]
    own(tmp_path / "profils", reading=reading_document(options))
    table, profile = read_profiled(path, "", [tmp_path / "profils"])
    assert (profile.name, len(table.frame)) == ("mien", 2)


def test_only_what_is_forced_is_written_in_a_profile():
    forced = {"header_row": 0, "keep_rows": True}
    assert reading_document(TableOptions(header_row=0, keep_rows=True)) == forced
    assert reading_document(TableOptions()) == {}
