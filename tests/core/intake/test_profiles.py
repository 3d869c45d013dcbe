import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from oltp_qgis_plugin.core.intake.mapping import map_rows
from oltp_qgis_plugin.core.intake.profiles import find_profile, load_profile, parse_profile, shipped_profiles
from oltp_qgis_plugin.core.intake.tables import RawTable
from oltp_qgis_plugin.core.resources import resource_path
from oltp_qgis_plugin.errors import ProfileError


def document(**changes):
    base = {
        "name": "essai",
        "label": "Essai",
        "version": 1,
        "partner": {"code": "E", "label": "Essai", "kind": "autre"},
        "fields": {"category": "Nature", "date": "Date"},
    }
    return base | changes


def test_shipped_profiles_are_valid_and_bear_their_file_name():
    assert {profile.name for profile in shipped_profiles()} >= {
        "baac", "bailleur", "citoyens", "education_nationale", "mediation", "police_municipale", "police_nationale",
        "sdis", "transport",
    }  # fmt: skip
    for path in resource_path("profiles").glob("*.json"):
        assert load_profile(path).name == path.stem


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"fields": {"category": "Nature", "date": "Date", "victime": "Nom"}}, "/fields/victime"),
        ({"fields": {"category": "Nature"}}, "/fields"),
        ({"fields": {"date": "Date"}}, "/fields"),
        ({"version": "1"}, "/version"),
        ({"partner": {"code": "", "label": "x", "kind": "y"}}, "/partner/code"),
        ({"coordinates": {"order": "nord"}}, "/coordinates/order"),
        ({"places": [{"kind": "arret", "by": "distance", "columns": ["a"]}]}, "/places/0/by"),
        ({"fields": {"category": {"columns": []}, "date": "Date"}}, "/fields/category/columns"),
        ({"surprise": 1}, "/surprise"),
        ({"schema": 3}, "/schema"),
        ({"fields": {"category": {"any_of": []}, "date": "Date"}}, "/fields/category/any_of"),
        ({"fields": {"category": {"any_of": ["Nature", 3]}, "date": "Date"}}, "/fields/category/any_of/1"),
        ({"fields": {"category": {"columns": ["N", {"anyof": []}]}, "date": "D"}}, "/fields/category/columns/1/anyof"),
        ({"fields": {"category": {"columns": "N", "optional": "oui"}, "date": "D"}}, "/fields/category/optional"),
        ({"fields": {"category": {"columns": "N", "slice": [0, "4"]}, "date": "D"}}, "/fields/category/slice"),
        ({"constants": {"category": "XYZ"}}, "/constants/category"),
        ({"constants": {"place_type": "lune"}}, "/constants/place_type"),
        ({"aliases": {"Bruit": "TRA99"}}, "/aliases/Bruit"),
        ({"signature": [{"any_of": ""}]}, "/signature/0/any_of"),
        ({"reading": {"header_row": -1}}, "/reading/header_row"),
        ({"reading": {"header_rows": 3}}, "/reading/header_rows"),
        ({"ignore": [{"column": "Nature", "equals": ["RAS", 1]}]}, "/ignore/0/equals"),
        ({"places": "Résidence"}, "/places"),
    ],
)
def test_a_wrong_profile_is_refused_with_the_pointer_of_what_is_wrong(changes, pointer):
    with pytest.raises(ProfileError, match=rf"à {pointer} :"):
        parse_profile(document(**changes), "essai.json")


def test_a_file_is_recognised_by_its_headers_whatever_case_and_accents():
    headers = ["ID_EVT", "date heure", "Ligne", "Arrêt", "Code arret", "Nature"]
    assert find_profile("", headers, "x.csv").name == "transport"


def test_a_file_that_no_profile_reads_is_said():
    with pytest.raises(ProfileError, match="Aucun profil ne reconnaît « x.csv »"):
        find_profile("", ["a", "b"], "x.csv")


def test_a_profile_that_does_not_fit_names_the_missing_column():
    with pytest.raises(ProfileError, match="n'a pas la colonne « nature »"):
        find_profile("transport", ["a"], "x.csv")


def test_an_unknown_profile_lists_those_that_are_shipped():
    with pytest.raises(ProfileError, match="police_municipale"):
        find_profile("pompiers_de_mars", ["a"], "x.csv")


def test_a_profile_of_ones_own_is_given_by_its_path(tmp_path):
    path = tmp_path / "mien.json"
    path.write_text(json.dumps(document()), encoding="utf-8")
    assert find_profile(str(path), ["Nature", "Date"], "x.csv").name == "essai"
    with pytest.raises(ProfileError, match="n'existe pas"):
        find_profile(str(tmp_path / "absent.json"), ["Nature"], "x.csv")


PARTNER_HEADERS = {
    "police_nationale": ["Index", "Libellé", "Date de début", "Heure de début", "Date de fin", "Heure de fin", "Lieu",
                         "Type de lieu"],
    "police_municipale": ["N° de rapport", "Objet de la demande", "Date de la demande", "Heure de la demande",
                          "Lieu de la demande", "Suite", "Nature des faits"],
    "bailleur": ["Nom de la résidence", "Bât.", "Entrée", "Nature des faits", "Date des faits", "Niveau de gravité"],
    "education_nationale": ["Code UAI", "Nom de l'établissement", "Domaine", "Nature du fait", "Gravité",
                            "Date du fait"],
    "transport": ["Ligne", "Arrêt", "Sens", "Véhicule", "Nature de l'évènement", "Date et heure"],
    "mediation": ["Tournée", "Date", "Lieu", "Nb de personnes", "Sujet", "Résolu/relayé"],
    "sdis": ["N° d'intervention", "Nature du sinistre", "Date et heure d'alerte", "Adresse", "Commune"],
    "citoyens": ["Type", "Sous type", "Adresse", "Date du signalement", "Coordonnées"],
    "baac": ["Num_Acc", "jour", "mois", "an", "hrmn", "lum", "dep", "com", "adr", "lat", "long"],
}  # fmt: skip


@pytest.mark.parametrize(("name", "headers"), PARTNER_HEADERS.items())
def test_each_kind_of_partner_is_recognised_under_headers_that_vary(name, headers):
    assert find_profile("", headers, "x.csv").name == name


def table(**columns):
    frame = pd.DataFrame(columns, dtype=object)
    return RawTable(Path("essai.csv"), frame, np.arange(2, len(frame) + 2))


def shipped(name):
    return next(profile for profile in shipped_profiles() if profile.name == name)


def test_the_index_of_the_police_gives_the_category_and_both_ends_are_kept():
    rows = map_rows(
        table(**{
            "N° index": ["27", "66", "107"], "Libellé": ["Cambriolages de locaux d'habitations principales", "", ""],
            "Début": ["01/03/2024", "02/03/2024", "03/03/2024"], "Heure début": ["22:00", "08:00", "09:00"],
            "Fin": ["02/03/2024", "", "03/03/2024"], "Heure fin": ["06:30", "", "08:00"],
            "Type de lieu": ["Habitation collective", "Rue", "Lune"],
        }),
        shipped("police_nationale"), 2154,
    )  # fmt: skip
    assert rows.incidents["category"].tolist() == ["VOL5", "DEG1"]
    assert rows.incidents["ended_at"].dt.strftime("%d %H:%M").fillna("").tolist() == ["02 06:30", ""]
    assert rows.incidents["place_type"].tolist() == ["parc social", "voie publique"]
    assert rows.refused["reason"].tolist() == ["fin_avant_debut"]


def test_a_round_with_nothing_to_report_is_counted_and_is_no_incident():
    rows = map_rows(
        table(Tournée=["T1"] * 3, Date=["01/03/2024"] * 3, Lieu=["Place A", "Hall B", "Parc C"],
              Sujet=["RAS", "Rien à signaler", "Conflit de voisinage"]),
        shipped("mediation"), 2154,
    )  # fmt: skip
    assert rows.incidents["category"].tolist() == ["VOI1"] and rows.ignored == (2, 3)
    assert "2 ligne(s) sans fait, que le profil compte et n'importe pas." in rows.notes


def test_a_fire_brigade_file_gives_fires_and_leaves_rescues_out_of_scope():
    rows = map_rows(
        table(**{"N° inter": ["1", "2", "3"], "Nature du sinistre": ["Feu de VL", "Feu poubelle", "Secours à personne"],
                 "Date-heure": ["01/03/2024 22:10"] * 3, "Adresse": ["rue A"] * 3}),
        shipped("sdis"), 2154,
    )  # fmt: skip
    assert rows.incidents["category"].tolist() == ["DEG5", "DEG6", "AUT9"]


def test_the_towns_own_profile_goes_before_those_that_are_shipped(tmp_path):
    own = document(name="bailleur_du_lez", fields={"category": "Nature", "date": "Date"})
    (tmp_path / "lez.json").write_text(json.dumps(own), encoding="utf-8")
    headers = ["Réf.", "Date", "Résidence", "Nature"]
    assert find_profile("", headers, "x.csv").name == "bailleur"
    assert find_profile("", headers, "x.csv", [tmp_path]).name == "bailleur_du_lez"
    assert find_profile("bailleur_du_lez", headers, "x.csv", [tmp_path]).label == "Essai"


def test_a_wrong_file_among_the_towns_profiles_stops_nothing_and_is_said_when_none_fits(tmp_path):
    (tmp_path / "casse.json").write_text("{", encoding="utf-8")
    assert find_profile("", PARTNER_HEADERS["transport"], "x.csv", [tmp_path]).name == "transport"
    with pytest.raises(ProfileError, match=r"oltp:suggest_profile.*« casse.json » n'est pas un JSON lisible"):
        find_profile("", ["a"], "x.csv", [tmp_path])


def test_a_file_that_two_partners_could_have_sent_is_not_guessed(tmp_path):
    for code in ("A", "B"):
        own = document(name=f"p{code}", partner={"code": code, "label": code, "kind": "autre"})
        (tmp_path / f"{code}.json").write_text(json.dumps(own), encoding="utf-8")
    with pytest.raises(ProfileError, match="plusieurs profils : pA et pB"):
        find_profile("", ["Nature", "Date"], "x.csv", [tmp_path])


def test_a_column_has_the_name_that_the_file_gives_it_the_best_one_first():
    fields = {"category": "Nature", "date": {"any_of": ["Date des faits", "Date"]}}
    found = parse_profile(document(fields=fields), "x").fitted(["NATURE", "Date", "date des faits"])
    assert found.fields["date"].columns == ("Date des faits",)
    assert parse_profile(document(fields=fields), "x").fitted(["Nature", "Date"]).fields["date"].columns == ("Date",)


@pytest.mark.parametrize("profile", [p for p in shipped_profiles() if p.name != "baac"], ids=lambda p: p.name)
def test_every_partner_may_send_points_as_a_layer_as_two_columns_or_as_one(profile):
    required = list(profile.required_columns())
    for columns in (["geom_x", "geom_y"], ["Longitude", "Latitude"], ["Coordonnées"]):
        fitted = profile.fitted([*required, *columns])
        read = {name for target in ("x", "y", "position") for name in fitted.fields[target].columns}
        assert read >= set(columns)
        assert not profile.missing([*required, *columns]) and not profile.missing(required)
