import json

import pytest

from oltp_qgis_plugin.core.intake.profiles import find_profile, parse_profile, shipped_profiles
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
        "baac", "bailleur", "citoyens", "education_nationale", "police_municipale", "transport",
    }  # fmt: skip


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
    with pytest.raises(ProfileError, match="n'a pas la colonne « id_evt »"):
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
