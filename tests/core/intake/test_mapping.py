from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from oltp_qgis_plugin.core.intake.mapping import map_rows
from oltp_qgis_plugin.core.intake.profiles import parse_profile
from oltp_qgis_plugin.core.intake.tables import RawTable


def profile(fields=None, **changes):
    dated = {} if "year" in (fields or {}) else {"date": "Date"}
    document = {
        "name": "essai", "label": "Essai", "version": 1, "partner": {"code": "E", "label": "Essai", "kind": "autre"},
        "fields": {"category": "Nature"} | dated | (fields or {}),
    }  # fmt: skip
    return parse_profile(document | changes, "essai.json")


def table(**columns):
    frame = pd.DataFrame(columns, dtype=object)
    return RawTable(Path("essai.csv"), frame, np.arange(2, len(frame) + 2))


def test_an_interval_keeps_both_ends_and_a_wrong_one_is_refused():
    rows = map_rows(
        table(
            Nature=["Tags"] * 5,
            Date=["01/03/2024"] * 5,
            Heure=["22:00", "22:00", "22:00", "", "22:00"],
            Fin=["02/03/2024", "01/03/2024", "29/02/2024", "01/03/2024", "01/03/2024"],
            HeureFin=["06:30", "21:00", "23:00", "10:00", ""],
        ),
        profile({"time": "Heure", "end_date": "Fin", "end_time": "HeureFin"}),
        2154,
    )
    assert rows.refused[["row", "reason"]].to_numpy().tolist() == [[3, "fin_avant_debut"], [4, "fin_avant_debut"]]
    assert rows.incidents["ended_at"].dt.strftime("%d %H:%M").fillna("").tolist() == ["02 06:30", "", ""]


def test_several_columns_make_one_field_and_a_value_may_be_translated():
    rows = map_rows(
        table(Nature=["Tags"], Date=["01/03/2024"], Rue=["rue A"], Numero=["12"], Niveau=["Rouge"]),
        profile({"place_label": ["Numero", "Rue"], "gravity": {"columns": "Niveau", "values": {"rouge": "4"}}}),
        2154,
    )
    assert rows.incidents[["place_label", "gravity"]].to_numpy().tolist() == [["12 rue A", 4.0]]


def test_a_month_without_a_day_keeps_its_hour_and_says_how_precise_it_is():
    rows = map_rows(
        table(Nature=["Tags", "Tags"], An=["2018", "2018"], Mois=["3", ""], H=["340", "1505"]),
        profile({"year": "An", "month": "Mois", "time": "H"}),
        2154,
    )
    found = rows.incidents
    assert found["began_at"].dt.strftime("%Y-%m-%d %H:%M").tolist() == ["2018-03-01 03:40", "2018-01-01 15:05"]
    assert found["date_precision"].tolist() == ["mois", "annee"]


def test_a_column_that_names_a_person_is_not_read_even_when_the_profile_asks():
    rows = map_rows(
        table(Nature=["Tags"] * 3, Date=["01/03/2024"] * 3, Téléphone=["06 39 98 12 34"] * 3),
        profile({"place_label": "Téléphone"}),
        2154,
    )
    assert rows.incidents["place_label"].isna().all()
    assert any("« Téléphone » écartée" in note for note in rows.notes)


def test_rows_that_the_profile_ignores_are_counted_apart():
    rows = map_rows(
        table(Nature=["Tags", "Néant"], Date=["01/03/2024", ""]),
        profile(ignore=[{"column": "Nature", "equals": "NEANT"}]),
        2154,
    )
    assert len(rows.incidents) == 1 and rows.ignored == (3,) and rows.refused.empty


@pytest.mark.parametrize("value", ["", "31/02/2024", "bientôt"])
def test_a_row_without_a_date_is_refused_with_the_value_received(value):
    rows = map_rows(table(Nature=["Tags"], Date=[value]), profile(), 2154)
    assert rows.incidents.empty
    assert rows.refused[["row", "column", "value"]].to_numpy().tolist() == [[2, "Date", value]]


def test_the_same_content_has_the_same_identity_in_another_file():
    once = map_rows(table(Nature=["Tags"], Date=["01/03/2024"]), profile(), 2154).incidents
    twice = map_rows(table(Nature=["Tags", "Tags"], Date=["01/03/2024", "2024-03-01"]), profile(), 2154).incidents
    assert once["uid"].tolist() == twice["uid"].tolist()[:1]
    assert twice["uid"].nunique() == 2 and twice["content_hash"].nunique() == 1


def test_free_text_is_left_out_unless_the_profile_asks_and_is_then_screened():
    texts = ["RAS"] * 9 + ["M. Durand appelle du 06 39 98 12 34"]
    rows = table(Nature=["Tags"] * 10, Date=["01/03/2024"] * 10, Obs=texts)
    assert map_rows(rows, profile(), 2154).incidents["note"].isna().all()
    read = map_rows(rows, profile({"note": "Obs"}), 2154)
    assert read.incidents["note"].tolist() == ["RAS"] * 9 + ["M. [nom] appelle du [téléphone]"]
    assert "Colonne « Obs » : 1 valeur(s) personnelle(s) masquée(s) (1 [téléphone], 1 [nom])." in read.notes


def test_a_mapped_cell_that_names_a_person_is_cleaned_before_it_makes_an_identity():
    rows = table(
        Nature=["Tags"] * 6,
        Date=["01/03/2024"] * 6,
        Ref=["A-1", "06 39 98 12 34", "A-3", "A-4", "A-5", "A-6"],
        Lieu=["Place Jean Jaurès", "chez Mme Durand", "12 rue Foch", "", "", ""],
        Suite=["RAS", "vu avec M. Petit", "RAS", "", "", ""],
    )
    read = map_rows(rows, profile({"source_ref": "Ref", "place_label": "Lieu", "status": "Suite"}), 2154)
    kept = read.incidents[["source_ref", "place_label", "status"]].astype(object)
    assert kept.where(kept.notna(), None).to_numpy().tolist()[:3] == [
        ["A-1", "Place Jean Jaurès", "RAS"],
        [None, "chez Mme [nom]", "vu avec M. [nom]"],
        ["A-3", "12 rue Foch", "RAS"],
    ]
    assert sum("masquée" in note for note in read.notes) == 3


def test_what_is_kept_of_a_refused_cell_names_no_one():
    dates = ["DUPONT Kevin 06 39 98 12 34"] + ["01/03/2024"] * 9
    rows = map_rows(table(Nature=["Tags"] * 10, Date=dates), profile(), 2154)
    assert rows.refused["value"].tolist() == ["[nom] [téléphone]"]


def test_a_free_text_full_of_telephones_is_screened_rather_than_dropped():
    rows = table(Nature=["Tags"] * 2, Date=["01/03/2024"] * 2, Obs=["tel 06 39 98 12 34", "rappeler 06 39 98 12 35"])
    read = map_rows(rows, profile({"note": "Obs"}), 2154)
    assert read.incidents["note"].tolist() == ["tel [téléphone]", "rappeler [téléphone]"]


def test_the_error_of_a_formula_is_an_empty_cell_and_said():
    rows = map_rows(
        table(Nature=["Tags"] * 3, Date=["01/03/2024", "#N/A", "02/03/2024"], Rue=["rue A", "rue B", "#REF!"]),
        profile({"place_label": "Rue"}),
        2154,
    )
    assert rows.refused[["row", "reason"]].to_numpy().tolist() == [[3, "date_manquante"]]
    assert rows.incidents["place_label"].fillna("").tolist() == ["rue A", ""]
    said = "Colonne « Rue » : 1 erreur(s) de formule (#N/A, #REF!…) prise(s) pour des cellules vides."
    assert said in rows.notes
