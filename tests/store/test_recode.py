import json

import pandas as pd
import pytest

from oltp_qgis_plugin.core.label_similarity import LabelIndex
from oltp_qgis_plugin.errors import ProfileError
from oltp_qgis_plugin.store.batches import import_file
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.recode import labels_to_qualify, recode_label
from oltp_qgis_plugin.store.undo import undo_batch

WHEN = Provenance("testeur", pd.Timestamp("2026-01-02 03:04:05"))
POLICE = "N° fiche;Objet;Date demande;Heure demande;Adresse\n"
LANDLORD = "Réf.;Résidence;Bâtiment;Hall;Nature;Date;Gravité\n"


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "obs.gpkg"
    create_observatory(path, 2154)
    return path


def take(store, header, *rows):
    path = store.with_name(f"f{abs(hash(rows))}.csv")
    path.write_text(header + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    with Observatory.open(store, write=True) as observatory:
        return import_file(path, "", observatory, WHEN)


def police(ref, label):
    return f"{ref};{label};01/03/2024;22h10;3 rue A"


def landlord(ref, label):
    return f"{ref};Les Pins;B;1;{label};01/03/2024;vert"


def recode(store, label, category, partner=""):
    with Observatory.open(store, write=True) as observatory:
        return recode_label(observatory, label, category, partner, WHEN)


def categories(store):
    with Observatory.open(store) as observatory:
        return dict(observatory.frame("SELECT source_ref, category FROM incident ORDER BY fid").to_numpy().tolist())


def queue(store):
    with Observatory.open(store) as observatory:
        return labels_to_qualify(observatory)


def test_unknown_labels_wait_in_a_queue_most_frequent_first(store):
    take(store, POLICE, police(1, "Objet volant"), police(2, "OBJET VOLANT "), police(3, "Tapage"), police(4, "Zzz"))
    take(store, LANDLORD, landlord("a", "Objet volant"))
    rows = queue(store)[["label", "partner", "n"]].to_numpy().tolist()
    assert rows == [["Objet volant", "PM", 2], ["Zzz", "PM", 1], ["Objet volant", "BAILLEUR", 1]]
    assert queue(store)["category"].isna().tolist() == [False, True, False]


def test_a_decision_recodes_the_rows_there_are_and_those_to_come(store):
    take(store, POLICE, police(1, "Objet volant"), police(2, "objet-volant"), police(3, "Tapage"))
    decision = recode(store, "Objet volant", "deg7")
    assert (decision.category, decision.version, decision.changed, decision.found) == ("DEG7", 1, 2, 2)
    take(store, POLICE, police(4, "OBJET VOLANT"))
    assert categories(store) == {"1": "DEG7", "2": "DEG7", "3": "TRA1", "4": "DEG7"}
    assert queue(store).empty


def test_recoding_does_not_make_a_known_file_new(store):
    rows = police(1, "Objet volant"), police("", "Objet volant"), police("", "Objet volant")
    take(store, POLICE, *rows)
    recode(store, "Objet volant", "DEG7")
    report = take(store, POLICE, *rows)
    assert (report.imported, report.updated, report.known) == (0, 0, 3)


def test_the_journal_keeps_the_earlier_category_and_the_earlier_decision(store):
    take(store, POLICE, police(1, "Objet volant"))
    recode(store, "Objet volant", "DEG7")
    assert recode(store, "objet volant", "VOI1").version == 2
    with Observatory.open(store) as observatory:
        rows = observatory.frame("SELECT what, uid NOT NULL AS row, before FROM journal ORDER BY fid")
        aliases = observatory.frame("SELECT alias, category, version, decided_by FROM category_alias")
    told = [(what, row, json.loads(before).get("category")) for what, row, before in rows.to_numpy()]
    assert told == [("décision de recodage", 0, None), ("recodage", 1, "AUT1"), ("décision de recodage", 0, "DEG7"),
                    ("recodage", 1, "DEG7")]  # fmt: skip
    assert aliases.to_numpy().tolist() == [["objet volant", "VOI1", 2, "testeur"]]


def test_a_decision_for_one_partner_leaves_the_others_and_goes_before_theirs(store):
    take(store, POLICE, police(1, "Autre"))
    take(store, LANDLORD, landlord("a", "Autre"))
    recode(store, "Autre", "TRA3", "BAILLEUR")
    assert categories(store)["a"] == "TRA3" != categories(store)["1"]
    recode(store, "Autre", "VOI2")
    take(store, POLICE, police(2, "Autre"))
    take(store, LANDLORD, landlord("b", "Autre"))
    assert categories(store) == {"1": "VOI2", "a": "TRA3", "2": "VOI2", "b": "TRA3"}


def test_a_decision_goes_before_the_shipped_nomenclature(store):
    recode(store, "Tapage", "VOI1")
    take(store, POLICE, police(1, "Tapage"))
    assert categories(store) == {"1": "VOI1"}


def test_values_that_come_back_follow_the_decisions_taken_since(store):
    take(store, POLICE, police(1, "Objet volant"))
    batch = take(store, POLICE, police(1, "Tapage")).batch
    recode(store, "Objet volant", "DEG7")
    with Observatory.open(store, write=True) as observatory:
        undo_batch(observatory, batch, WHEN)
    assert categories(store) == {"1": "DEG7"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [((" ", "DEG7", ""), "vide"), (("Tags", "ZZZ", ""), "« ZZZ »"), (("Tags", "DEG4", "SDIS"), "« SDIS ».*aucun")],
)
def test_an_empty_label_an_unknown_category_or_partner_is_said(store, asked, said):
    with pytest.raises(ProfileError, match=said):
        recode(store, *asked)


@pytest.mark.parametrize(
    ("label", "category"),
    [("Tapages nocturnes répétés", "TRA1"), ("dépôts sauvages d'ordures", "CDV1"), ("Zzz", None), ("", None),
     ("de la", None)],
)  # fmt: skip
def test_a_label_is_suggested_the_category_of_the_one_it_looks_like(label, category):
    known = {"Tapage nocturne": "TRA1", "Dépôt sauvage": "CDV1", "Vol de véhicule": "VOL7", "À qualifier": "AUT1"}
    found = LabelIndex(known).suggest(label)
    assert (found.category if found else None) == category


def test_a_queue_of_suggestions_names_what_they_come_from(store):
    take(store, POLICE, police(1, "Tapage nocturne avec attroupement devant hall"))
    row = queue(store).iloc[0]
    assert row["category"] in ("TRA1", "TRA3") and row["alias"] and 0.3 <= row["score"] <= 1
