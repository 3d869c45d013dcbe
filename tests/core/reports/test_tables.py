"""Summary tables, on seven incidents counted by hand."""

import pandas as pd
import pytest

from oltp_qgis_plugin.core.reports import tables
from oltp_qgis_plugin.core.reports.notes import hotspot_sentence, location_note, method_note, source_rows
from oltp_qgis_plugin.core.reports.sentences import counted_units, number, period, share, typeset

PARTNERS = {"PM": "Police municipale", "BAIL": "Bailleur"}
NAN = float("nan")


@pytest.fixture
def incidents() -> pd.DataFrame:
    rows = [
        # partner, category, began_at, hour_known, precision, x, territorial_group
        ("PM", "TRA1", "2024-01-03 23:10", True, "numero", 1.0, "GT1"),
        ("PM", "TRA1", "2024-01-31 01:00", True, "rue", 1.0, "GT1;GT2"),
        ("PM", "VOL7", "2024-03-01 00:00", False, "aucune", NAN, None),
        ("PM", "PER2", "2024-03-09 12:00", True, "lieu", 1.0, "GT2"),
        ("BAIL", "TRA1", "2024-03-09 12:30", True, "lieu", 1.0, "GT2"),
        ("BAIL", "DEG4", "2024-03-10 00:00", False, "lieu", 1.0, "GT2"),
        ("X9", "DEG4", "2024-03-10 04:00", True, "quartier", NAN, ""),
    ]
    names = ["partner", "category", "began_at", "hour_known", "precision", "x", "territorial_group"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(began_at=pd.to_datetime(frame["began_at"]), batch=[1, 1, 1, 1, 2, 2, 3])


def rows_of(table: pd.DataFrame) -> list:
    return table.to_numpy().tolist()


def test_categories_keep_the_order_of_the_nomenclature_and_say_their_unit(incidents):
    table = tables.sources_by_category(incidents, PARTNERS)
    assert list(table.columns) == ["Code", "Catégorie", "Unité de compte", "Police municipale", "Bailleur", "X9"]
    assert rows_of(table) == [
        ["VOL7", "Vol de véhicule", "véhicules", 1, 0, 0],
        ["DEG4", "Tags, graffitis", "faits", 0, 1, 1],
        ["TRA1", "Bruit, tapage", "faits", 2, 1, 0],
        ["—", "Catégories à diffusion restreinte, regroupées", "signalements", 1, 0, 0],
    ]


def test_sources_are_summed_only_when_asked(incidents):
    assert tables.SUM not in tables.sources_by_category(incidents, PARTNERS)
    asked = tables.sources_by_category(incidents, PARTNERS, total=True)
    assert asked[tables.SUM].tolist() == [1, 2, 3, 1]


def test_a_month_without_incident_is_a_row_of_zeros(incidents):
    assert rows_of(tables.months_by_source(incidents, PARTNERS)) == [
        ["janvier 2024", 2, 0, 0], ["février 2024", 0, 0, 0], ["mars 2024", 2, 2, 1],
    ]  # fmt: skip


def test_the_unknown_hour_is_a_slot_of_its_own_never_midnight(incidents):
    assert rows_of(tables.slots_by_source(incidents, PARTNERS, "4x6h")) == [
        ["Nuit (0 h – 6 h)", 1, 0, 1], ["Matin (6 h – 12 h)", 0, 0, 0], ["Après-midi (12 h – 18 h)", 1, 1, 0],
        ["Soirée (18 h – 24 h)", 1, 0, 0], ["Heure inconnue", 1, 1, 0],
    ]  # fmt: skip


def test_an_incident_on_the_edge_of_two_groups_counts_in_both(incidents):
    names = {"GT1": "Centre", "GT2": "Nord", "GT3": "Sud"}
    table = tables.territories_by_source(incidents, PARTNERS, "territorial_group", names)
    assert rows_of(table) == [
        ["GT1", "Centre", 2, 0, 0], ["GT2", "Nord", 2, 2, 0], ["GT3", "Sud", 0, 0, 0],
        ["", "hors territoire ou non localisé", 1, 0, 1],
    ]  # fmt: skip


def test_quality_gives_the_row_counts_and_shares_of_each_batch(incidents):
    batches = pd.DataFrame({
        "fid": [1, 2, 4], "partner": ["PM", "BAIL", "PM"], "file_name": ["a.csv", "b.csv", "c.csv"],
        "imported_at": pd.Timestamp("2025-01-01"), "rows_read": [6, 2, 1], "rows_imported": [4, 2, 0],
        "rows_updated": 0, "rows_known": [1, 0, 1], "rows_refused": [1, 0, 0], "rows_ignored": 0,
    })  # fmt: skip
    table = tables.quality_by_batch(batches, incidents, PARTNERS)
    assert table["Source"].tolist() == ["Police municipale", "Bailleur", "Police municipale"]
    assert table["Lues"].tolist() == [6, 2, 1]
    shares = table[["Localisés", "Plus fin que la rue", "Heure inconnue"]]
    assert rows_of(shares)[:2] == [[0.75, 0.5, 0.25], [1.0, 1.0, 0.5]]
    assert shares.iloc[2].isna().all()


def test_refusals_are_sentences_the_most_frequent_first():
    refused = pd.DataFrame({"reason": ["b", "date_manquante", "date_manquante"], "partner": ["PM", "PM", "BAIL"]})
    missing = "La date manque ou est dite inconnue : complétez-la."
    assert rows_of(tables.refused_by_reason(refused, PARTNERS)) == [[missing, 1, 1], ["b", 1, 0]]


def test_hours_are_counted_in_twenty_five_classes(incidents):
    counts = tables.hour_counts(incidents)
    assert (counts[1], counts[4], counts[12], counts[23], counts[24]) == (1, 1, 2, 1, 2)
    assert counts[0] == 0 and sum(counts) == 7


def test_figures_stand_by_source_the_largest_first(incidents):
    figures = tables.source_figures(incidents, PARTNERS)
    assert [(f.source, f.n, f.unknown_hour, f.finer_than_street) for f in figures] == [
        ("Police municipale", 4, 1, 2), ("Bailleur", 2, 1, 2), ("X9", 1, 0, 0),
    ]  # fmt: skip
    assert source_rows(figures)[1] == ["Police municipale", "4", "25\u202f%", "50\u202f%"]


def test_a_long_name_never_pushes_a_source_out_of_the_table():
    figures = [tables.SourceFigures(f"Office public de l'habitat numéro {i}", 10 - i, 0, 0) for i in range(8)]
    rows = source_rows(figures)
    assert [row[0] for row in rows[1:3]] == ["Office public de l'habita…", "Office public de l'habita…"]
    assert len(rows) == 8 and rows[-1] == ["et 2\u00a0autres sources", "", "", ""]


def test_what_is_counted_but_not_drawn_is_said_with_the_reason(incidents):
    note = location_note(incidents)
    assert "57\u202f% des signalements localisés plus finement que la rue" in note
    assert "Comptés mais non dessinés : 2 sans position et 1 de catégories à diffusion restreinte." in note


def test_mixed_units_are_never_summed_in_silence(incidents):
    assert counted_units(incidents["category"]) == "unités de compte mêlées : faits, victimes, véhicules"
    assert counted_units(pd.Series(["VOL7", "VOL8"])) == "unité de compte : véhicules"


def test_under_thirty_located_incidents_a_sentence_replaces_the_hot_spots():
    assert hotspot_sentence(30) == ""
    assert "29\u00a0signalements localisés, moins de 30" in hotspot_sentence(29)
    assert "Points chauds" not in method_note(None, "à 1 m près")


@pytest.mark.parametrize(("part", "whole", "text"), [
    (0, 0, "—"), (0, 9, "0\u202f%"),
    (1, 1000, "<\u00a01\u202f%"), (999, 1000, ">\u00a099\u202f%"), (9, 9, "100\u202f%"),
])  # fmt: skip
def test_a_share_is_never_rounded_to_nothing_or_all(part, whole, text):
    assert share(part, whole) == text


def test_french_typography():
    assert number(19965) == "19\u202f965"
    assert typeset("« a » : 5 % ; 12:30") == "«\u00a0a\u00a0»\u00a0: 5\u202f%\u202f; 12:30"
    assert period(pd.to_datetime(pd.Series(["2024-01-01", "2024-08-02"]))) == (
        "du 1er\u00a0janvier 2024 au 2\u00a0août 2024"
    )
