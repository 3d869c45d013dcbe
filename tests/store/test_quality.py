import pandas as pd
import pytest

from oltp_qgis_plugin.store.batches import import_file
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.quality import QUALITY_COLUMNS, source_quality
from oltp_qgis_plugin.store.summary import summarise_sources

WHEN = Provenance("testeur", pd.Timestamp("2024-06-01 12:00"))
POLICE = "N° fiche;Objet;Date demande;Heure demande;Adresse;Suite donnée;X_L93;Y_L93\n"
ROWS = (
    "1;Tapage;01/02/2024;00:00;3 rue A;;770100;6280100",
    "2;Tapage;02/02/2024;00h00;3 rue A;;770100;6280100",
    "3;Objet volant;02/02/2024;23:00;3 rue A;Sur place;;",
    "4;Tapage;03/02/2024;inconnue;;;;",
    "5;Tapage;01/05/2024;01:00;3 rue A;;770100;6280100",
    "6;Tapage;31/05/2024;12:00;3 rue A;;770100;6280100",
)


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "obs.gpkg"
    create_observatory(path, 2154)
    return path


def take(store, *rows, when=WHEN):
    path = store.with_name("pm.csv")
    path.write_text(POLICE + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    with Observatory.open(store, write=True) as observatory:
        import_file(path, "", observatory, when)


def quality(store):
    with Observatory.open(store) as observatory:
        return source_quality(observatory)


def test_each_month_says_how_full_its_rows_are(store):
    take(store, *ROWS)
    rows = quality(store)
    assert tuple(rows.columns) == QUALITY_COLUMNS
    february = rows.set_index("month").loc["2024-02"]
    assert february["rows"] == 4
    assert february[["filled_source_ref", "filled_place_label", "filled_status"]].tolist() == [1.0, 0.75, 0.25]
    assert february[["filled_qualified", "filled_located", "finer_than_street"]].tolist() == [0.75, 0.5, 0.5]
    assert february["unknown_hours"] == 0.25


def test_months_without_a_row_are_silent(store):
    take(store, *ROWS)
    rows = quality(store)
    assert rows["month"].tolist() == ["2024-02", "2024-03", "2024-04", "2024-05"]
    assert rows["silent"].tolist() == [False, True, True, False]
    assert rows.loc[rows["silent"], "rows"].tolist() == [0, 0]
    assert rows.loc[rows["silent"], "filled_located"].isna().all()


def test_midnight_is_told_against_its_neighbours_and_an_unknown_hour_is_not_midnight(store):
    take(store, *ROWS)
    rows = quality(store).set_index("month")
    assert rows.loc["2024-02", "midnight"] == pytest.approx(2 / 3)
    assert rows.loc["2024-05", "midnight"] == 0
    assert rows["midnight_expected"].dropna().tolist() == pytest.approx([2 / 2 / 5] * 2)  # 23:00 and 01:00, of five


def test_the_delay_is_that_of_the_first_import(store):
    take(store, *ROWS)
    take(store, ROWS[5].replace("3 rue A", "4 rue B"), when=Provenance("t", pd.Timestamp("2024-12-01")))
    may = quality(store).set_index("month").loc["2024-05"]
    assert may["median_delay_days"] == pytest.approx((1.0 + 31 + 11 / 24) / 2)


def test_an_empty_observatory_has_no_source(store):
    assert quality(store).empty
    assert summarise_sources(store) == ()


def test_the_panel_says_each_source_in_a_line(store):
    take(store, *ROWS)
    (line,) = summarise_sources(store)
    assert (line.partner, line.rows) == ("Police municipale", 6)
    assert (line.first_month, line.last_month) == ("2024-02", "2024-05")
    assert line.silent_months == ("2024-03", "2024-04")
    assert line.unknown_hours == pytest.approx(1 / 6) and line.midnight == pytest.approx(2 / 5)
    assert line.finer_than_street == pytest.approx(4 / 6) and line.to_qualify == pytest.approx(1 / 6)
    assert line.midnight_expected == pytest.approx(1 / 5)
