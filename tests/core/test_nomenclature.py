import csv

import numpy as np
import pandas as pd
import pytest

from oltp_qgis_plugin.core.nomenclature import (
    DIFFUSION_LEVELS,
    UNITS,
    categories,
    categories_by_code,
    crosswalk_4001,
    crosswalk_ssmsi,
    families,
    normalise_label,
    resolve_labels,
    shipped_aliases,
)
from oltp_qgis_plugin.core.resources import resource_path
from oltp_qgis_plugin.errors import ProfileError


def test_each_family_has_a_symbol_of_its_own_in_black_and_white():
    symbols = {family.code: family.symbol for family in families()}
    assert len(set(symbols.values())) == 11
    assert all(category.symbol == symbols[category.family] for category in categories())


def test_the_symbols_are_names_that_qgis_knows():
    marker = pytest.importorskip("qgis.core").QgsSimpleMarkerSymbolLayerBase
    assert [family.symbol for family in families() if not marker.decodeShape(family.symbol)[1]] == []


def test_the_nomenclature_has_eleven_families_and_the_categories_of_version_1():
    counts = pd.Series([category.family for category in categories()]).value_counts().to_dict()
    assert counts == {
        "PER": 7, "VOL": 11, "DEG": 7, "STU": 4, "TRA": 7, "VOI": 5, "CDV": 5, "CIR": 3, "ORD": 4, "PRE": 3, "AUT": 2,
    }  # fmt: skip
    assert len(categories_by_code()) == len(categories()) == 58


def test_every_category_is_complete_and_short_enough_for_a_legend():
    for category in categories():
        assert category.unit in UNITS
        assert category.diffusion in DIFFUSION_LEVELS
        assert category.label[0].isupper()
        assert len(category.label) <= 45
        assert category.label_en
        assert category.code.startswith(category.family)


def test_units_of_count_are_those_of_the_nomenclature():
    by_unit = {unit: {c.code for c in categories() if c.unit == unit} for unit in "VHM"}
    assert by_unit["V"] == {"PER1", "PER2", "PER3", "PER4", "PER6", "PER7", "VOL3", "VOLA"}
    assert by_unit["H"] == {"VOL7", "VOL8", "VOL9", "DEG3", "DEG5", "TRA5", "CDV3", "CIR1"}
    assert by_unit["M"] == {"STU1", "STU2"}


def test_categories_about_persons_are_never_public():
    levels = {category.code: category.diffusion for category in categories()}
    assert {code for code, level in levels.items() if level == "restreint"} == {"PER2", "PER3", "PRE2", "PRE3"}
    assert all(levels[code] != "public" for code in levels if code.startswith(("PER", "ORD")) or code == "STU1")


def test_the_107_indices_map_once_each_and_as_the_categories_say():
    assert sorted(crosswalk_4001()) == list(range(1, 108))
    listed = [(index, category.code) for category in categories() for index in category.indices_4001]
    assert len(listed) == 107
    assert dict(listed) == crosswalk_4001()


@pytest.mark.parametrize(
    ("index", "code"),
    [(7, "PER1"), (11, "PER4"), (13, "PER4"), (15, "VOL1"), (22, "VOL1"), (23, "VOL2"), (26, "VOL2"), (27, "VOL5"),
     (31, "VOL6"), (32, "VOL3"), (33, "VOL4"), (36, "VOL7"), (37, "VOL8"), (38, "VOL9"), (42, "VOLB"), (43, "VOL3"),
     (44, "VOLB"), (46, "PER3"), (50, "PER3"), (55, "STU1"), (57, "STU2"), (59, "STU3"), (62, "DEG5"), (66, "DEG1"),
     (67, "DEG2"), (68, "DEG3"), (72, "PER5"), (74, "ORD3"), (1, "AUT9"), (14, "AUT9"), (91, "AUT9"), (107, "AUT9")],
)  # fmt: skip
def test_an_index_of_etat_4001_leads_to_its_category(index, code):
    assert crosswalk_4001()[index] == code


def test_labels_of_etat_4001_are_the_published_ones_less_their_misprints(shared_data):
    published = pd.read_csv(shared_data / "nomenclatures" / "etat4001_107_index.csv", sep=";")["libelle_publie"]
    ours = pd.read_csv(resource_path("tables/crosswalk_4001.csv"), sep=";")["label"]
    changed = {int(i) + 1 for i in np.flatnonzero(published != ours)}
    assert changed == {5, 10, 20, 23, 34, 42, 52, 61, 66, 67, 72, 73, 74, 77, 88, 95, 101}


def test_the_14_ssmsi_classes_lead_to_the_categories_that_claim_them():
    assert len(crosswalk_ssmsi()) == 14
    for name, codes in crosswalk_ssmsi().items():
        assert codes == tuple(category.code for category in categories() if name in category.ssmsi)
    assert crosswalk_ssmsi()["Coups et blessures volontaires"] == ("PER1", "PER2")
    assert crosswalk_ssmsi()["Vols sans violence contre des personnes"] == ("VOL3",)


def test_no_alias_is_ambiguous_and_each_leads_to_a_category():
    with resource_path("tables/aliases.csv").open(encoding="utf-8", newline="") as table:
        aliases = [(normalise_label(row["alias"]), row["category"]) for row in csv.DictReader(table, delimiter=";")]
    assert len(aliases) >= 250
    assert len({alias for alias, _ in aliases}) == len(aliases)
    assert {code for _, code in aliases} <= set(categories_by_code())
    official = {normalise_label(category.label): category.code for category in categories()}
    assert all(official.get(alias, code) == code for alias, code in aliases)
    assert all(code in categories_by_code() for code in shipped_aliases().values())


@pytest.mark.parametrize(
    ("label", "plain"),
    [
        ("Tapage  nocturne", "TAPAGE NOCTURNE"),
        ("  Dégradation d'abri-bus ", "DEGRADATION D ABRI BUS"),
        ("Cœur", "COEUR"),
        ("Évènement (n°2)", "EVENEMENT N 2"),
        ("", ""),
        ("—", ""),
    ],
)
def test_labels_are_compared_without_case_accents_or_punctuation(label, plain):
    assert normalise_label(label) == plain


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("TRA3", "TRA3"), ("tra3", "TRA3"), ("vola", "VOLA"), ("Occupation de hall, parties communes", "TRA3"),
        ("TAPAGE NOCTURNE", "TRA1"), ("Stationnement gênant", "CIR1"), ("Squat de hall", "TRA3"),
        ("Dégradation boîtes aux lettres", "DEG2"), ("Rodéo urbain", "TRA5"), ("ENCOMBRANTS", "CDV2"),
        ("Jet de projectile sur bus", "DEG7"), ("Intrusion dans l'établissement", "VOL6"), ("Feu de poubelle", "DEG6"),
        ("Squat", "VOI4"), ("Vols à la tire", "VOL3"), ("Cambriolages de résidences secondaires", "VOL5"),
        ("Autres destructions er dégradations de biens publics", "DEG1"), ("Fausse monnaie", "AUT9"),
        ("Divers", "AUT1"), ("quelque chose d'autre", "AUT1"), ("", "AUT1"), (None, "AUT1"), (np.nan, "AUT1"),
        ("27", "AUT1"), ("7", "AUT1"),
    ],
)  # fmt: skip
def test_a_partner_s_label_leads_to_its_category(label, code):
    assert resolve_labels(pd.Series([label], dtype=object), {}).tolist() == [code]


@pytest.mark.parametrize(
    ("label", "code"),
    [("27", "VOL5"), ("027", "VOL5"), ("27.0", "VOL5"), ("Index 27", "VOL5"), ("27 - Cambriolages", "VOL5"),
     ("108", "AUT1"), ("0", "AUT1"), ("999", "AUT1"), ("Tapage", "TRA1"), ("TRA3", "TRA3")],
)  # fmt: skip
def test_a_number_is_an_index_of_etat_4001_only_when_asked(label, code):
    assert resolve_labels(pd.Series([label]), {}, crosswalk="4001").tolist() == [code]


def test_the_town_s_own_alias_wins_over_the_shipped_one():
    labels = pd.Series(["Tapage", "Nuisances PARKING"], index=[7, 3], name="objet")
    resolved = resolve_labels(labels, {"tapage": "VOI1", "nuisances parking": "TRA2"})
    assert resolved.to_dict() == {7: "VOI1", 3: "TRA2"}
    assert resolved.name == "objet"


def test_an_alias_that_leads_nowhere_is_refused_with_its_name():
    with pytest.raises(ProfileError, match="« Tapage » mène à « BRUIT »"):
        resolve_labels(pd.Series(["x"]), {"Tapage": "BRUIT"})


def test_an_unknown_crosswalk_is_refused():
    with pytest.raises(ProfileError, match="ssmsi"):
        resolve_labels(pd.Series(["x"]), {}, crosswalk="ssmsi")


def test_no_label_gives_no_category():
    assert resolve_labels(pd.Series([], dtype=object), {}).tolist() == []
