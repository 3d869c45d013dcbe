"""Profiles made in the wizard: columns given roles, and the document that comes out."""

from dataclasses import replace

import pytest

from oltp_qgis_plugin.core.intake.draft import problems, profile_document, roles_of, with_roles
from oltp_qgis_plugin.core.intake.profiles import parse_profile, shipped_profiles

HEADERS = ["Réf.", "Date", "Heure", "Résidence", "Bâtiment", "Hall", "Nature", "Gravité", "Statut"]


def shipped(name):
    return next(profile for profile in shipped_profiles() if profile.name == name)


@pytest.mark.parametrize("profile", shipped_profiles(), ids=lambda profile: profile.name)
def test_a_profile_written_out_and_read_again_is_the_same(profile):
    assert parse_profile(profile_document(profile), "essai.json") == profile


def test_roles_that_are_left_as_they_are_change_nothing():
    profile = shipped("bailleur").fitted(HEADERS)
    of_the_file = {name: source for name, source in profile.fields.items() if set(source.columns) <= set(HEADERS)}
    assert with_roles(profile, roles_of(profile, HEADERS)) == replace(profile, fields=of_the_file)


def test_a_field_given_to_another_column_keeps_its_translated_values():
    profile = shipped("bailleur").fitted(HEADERS)
    roles = {**roles_of(profile, HEADERS), "Gravité": "", "Statut": "gravity"}
    made = with_roles(profile, roles)
    assert made.fields["gravity"].columns == ("Statut",)
    assert made.fields["gravity"].values["ROUGE"] == "4"
    assert "status" not in made.fields


def test_the_year_in_a_reference_outlives_a_change_elsewhere():
    headers = ["Num_Acc", "mois", "hrmn", "lat", "long", "adr"]
    profile = shipped("baac").fitted(headers)
    made = with_roles(profile, {**roles_of(profile, headers), "adr": ""})
    assert made.fields["year"] == profile.fields["year"]
    assert with_roles(profile, {**roles_of(profile, headers), "Num_Acc": ""}).fields.get("year") is None


def test_without_its_columns_a_place_of_the_gazetteer_is_no_longer_looked_for():
    profile = shipped("bailleur").fitted(HEADERS)
    made = with_roles(profile, {**roles_of(profile, HEADERS), "Résidence": "", "Hall": "place:arret:code"})
    assert [(place.kind, place.by, place.columns) for place in made.places] == [("arret", "code", ("Hall",))]


def test_what_keeps_a_profile_from_being_used_is_said():
    profile = shipped("bailleur").fitted(HEADERS)
    roles = roles_of(profile, HEADERS)
    assert problems(profile) == ()
    assert "la date" in problems(with_roles(profile, {**roles, "Date": ""}))[0]
    assert "X et Y" in problems(with_roles(profile, {**roles, "Statut": "x"}))[0]
    assert "Deux colonnes" in problems(with_roles(profile, {**roles, "Statut": "date"}))[0]


def test_a_file_without_a_column_of_labels_has_one_category_for_all_its_rows():
    profile = shipped("bailleur").fitted(HEADERS)
    made = with_roles(profile, {**roles_of(profile, HEADERS), "Nature": ""})
    assert made.constants == {"category": "AUT1", "place_type": "parc social"} and problems(made) == ()
