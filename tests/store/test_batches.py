import json

import pandas as pd
import pytest
from shapely.geometry import Polygon

from oltp_qgis_plugin.errors import Cancelled, FileError, ProfileError
from oltp_qgis_plugin.store.batches import import_file
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.places import load_places
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.territories import load_territories

WHEN = Provenance("testeur", pd.Timestamp("2026-01-02 03:04:05"))
HEADER = "N° fiche;Objet;Date demande;Heure demande;Adresse;Nom du requérant;Téléphone;Suite donnée;X_L93;Y_L93\r\n"
ROWS = [
    "1;Tapage nocturne;01/03/2024;22h10;3 rue A;DUPONT Jean;06 39 98 12 34;Sur place;770100,5;6280100,5",
    "2;Dépôt sauvage;02/03/2024;inconnue;4 rue B;;;;;",
    "3;Objet volant;31/12/2024;24:00;5 rue C;;;;6280200;770200",
    "4;Tags;31/02/2024;10:00;6 rue D;;;;770100;6280100",
    "5;Tags;01/03/2024;10:00;6 rue D;;;;61,02;14,65",
]


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "obs.gpkg"
    create_observatory(path, 2154)
    return path


@pytest.fixture
def police_file(tmp_path):
    def write(rows=ROWS, name="pm.csv"):
        path = tmp_path / name
        path.write_bytes((HEADER + "\r\n".join(rows) + "\r\n").encode("cp1252"))
        return path

    return write


def run(store, path, profile="", **kwargs):
    with Observatory.open(store, write=True) as observatory:
        return import_file(path, profile, observatory, WHEN, **kwargs)


def incidents(store, where=""):
    with Observatory.open(store) as observatory:
        return observatory.incidents(where)


def snapshot(store):
    """Every row of every table of the observatory, in order."""
    with Observatory.open(store) as observatory:
        names = observatory.frame("SELECT table_name FROM gpkg_contents ORDER BY 1")["table_name"]
        return {name: observatory.connection.execute(f"SELECT * FROM {name} ORDER BY fid").fetchall() for name in names}


def test_every_row_is_accounted_for(store, police_file):
    report = run(store, police_file())
    assert (report.read, report.imported, report.refused) == (5, 3, 2)
    assert (report.updated, report.known, report.ignored) == (0, 0, 0)
    assert report.profile == "police_municipale"
    assert report.refused_by_reason == {"date_impossible": 1, "coordonnees_hors_france": 1}


def test_rows_become_incidents_as_the_field_reads_them(store, police_file):
    run(store, police_file())
    rows = incidents(store).set_index("source_ref")
    assert rows["category"].to_dict() == {"1": "TRA1", "2": "CDV1", "3": "AUT1"}
    assert rows.loc["3", "source_label"] == "Objet volant"
    began = rows["began_at"].dt.strftime("%Y-%m-%d %H:%M").tolist()
    assert began == ["2024-03-01 22:10", "2024-03-02 00:00", "2025-01-01 00:00"]
    assert rows["hour_known"].tolist() == [True, False, True]
    assert rows.loc["1", ["x", "y"]].tolist() == [770100.5, 6280100.5]
    assert rows.loc["3", ["x", "y"]].tolist() == [770200.0, 6280200.0]
    assert rows["precision"].tolist() == ["numero", "aucune", "numero"]


def test_refused_rows_keep_their_number_column_and_reason(store, police_file):
    run(store, police_file())
    with Observatory.open(store) as observatory:
        rows = observatory.frame('SELECT "row", "column", reason, value FROM refused_row')
    assert rows.to_numpy().tolist() == [
        [5, "Date demande", "date_impossible", "31/02/2024"],
        [6, "X_L93 + Y_L93", "coordonnees_hors_france", "61,02 ; 14,65"],
    ]


def test_no_personal_value_reaches_the_file(store, police_file):
    report = run(store, police_file())
    content = store.read_bytes()
    assert b"DUPONT" not in content and b"39 98 12 34" not in content
    assert any("Nom du requérant" in note for note in report.notes)
    assert any("Téléphone" in note for note in report.notes)


def test_the_same_file_twice_adds_nothing(store, police_file):
    run(store, police_file())
    before = incidents(store)
    report = run(store, police_file())
    assert (report.imported, report.updated, report.known, report.refused) == (0, 0, 3, 2)
    pd.testing.assert_frame_equal(incidents(store), before)


def test_a_known_reference_with_news_updates_the_incident_and_keeps_the_earlier_values(store, police_file):
    run(store, police_file())
    fid = incidents(store, "source_ref = '2'")["fid"].item()
    changed = [row.replace("Dépôt sauvage", "Encombrants") for row in ROWS]
    report = run(store, police_file(changed))
    assert (report.imported, report.updated, report.known) == (0, 1, 2)
    row = incidents(store, "source_ref = '2'")
    assert row["category"].item() == "CDV2" and row["fid"].item() == fid
    with Observatory.open(store) as observatory:
        earlier = json.loads(observatory.scalar("SELECT before FROM journal WHERE what = 'mise à jour'"))
    assert earlier["category"] == "CDV1"


def test_points_that_moved_are_found_at_their_new_place(store, police_file):
    run(store, police_file())
    moved = [
        ROWS[0].replace("770100,5;6280100,5", "770900;6280900"),
        ROWS[1].replace(";;;;;", ";;;;770300;6280300"),
        ROWS[2].replace("6280200;770200", ";"),
    ]
    assert run(store, police_file(moved)).updated == 3
    with Observatory.open(store) as observatory:
        assert observatory.scalar("SELECT rtreecheck('rtree_incident_geom')") == "ok"
        boxes = observatory.frame("SELECT minx FROM rtree_incident_geom ORDER BY minx")["minx"].round(-1).tolist()
        assert boxes == [770_300, 770_900]
        assert observatory.scalar("SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = 'incident'") == 3


def test_a_reference_used_twice_for_different_things_is_refused(store, police_file):
    again = [*ROWS[:2], ROWS[0], ROWS[0].replace("Tapage nocturne", "Tags")]
    report = run(store, police_file(again))
    assert (report.read, report.imported, report.known, report.refused) == (4, 2, 1, 1)
    assert report.refused_by_reason == {"reference_en_double": 1}


def test_equal_rows_without_reference_are_as_many_incidents_and_still_known_the_second_time(store, tmp_path):
    path = tmp_path / "c.csv"
    row = "Propreté;Dépôt sauvage;1 rue A;01/03/2023 22:15;43.61,3.87\n"
    path.write_text("Type;Sous-type;Adresse;Date;Position\n" + row + row, encoding="utf-8")
    assert run(store, path).imported == 2
    report = run(store, path)
    assert (report.imported, report.known) == (0, 2)


def test_the_gazetteer_places_by_code_then_by_name(store, tmp_path):
    import numpy as np

    with Observatory.open(store, write=True) as observatory:
        xy = np.array([[770_000.0, 6_280_000.0], [771_000.0, 6_281_000.0]])
        load_places(observatory, "arret", xy, ["A1", "B2"], ["Gare", "Hôtel de Ville"])
    path = tmp_path / "t.csv"
    path.write_text(
        "id_evt,date_heure,ligne,arret,code_arret,nature\n"
        "1,2024-03-01T22:10:00,1,?,b2,Jet de projectile\n"
        "2,2024-03-01T22:10:00,1,HOTEL DE VILLE,,Tags\n"
        "3,2024-03-01T22:10:00,1,Nulle part,Z9,Tags\n",
        encoding="utf-8",
    )
    report = run(store, path)
    rows = incidents(store)
    assert rows["x"].tolist()[:2] == [771_000.0, 771_000.0] and rows["x"].isna().tolist() == [False, False, True]
    assert rows["precision"].tolist() == ["lieu", "lieu", "aucune"]
    assert report.located == 2


def test_territories_are_found_at_import_and_again_when_they_change(store, police_file):
    square = Polygon([(770_000, 6_280_000), (770_150, 6_280_000), (770_150, 6_280_150), (770_000, 6_280_150)])
    with Observatory.open(store, write=True) as observatory:
        load_territories(observatory, "qpv_2024", [square], pd.DataFrame({"code": ["QN1"], "name": ["Un"]}))
    run(store, police_file())
    assert incidents(store)["qpv_2024"].tolist() == ["QN1", None, None]
    bow_tie = Polygon([(770_000, 6_280_000), (770_400, 6_280_400), (770_400, 6_280_000), (770_000, 6_280_400)])
    with Observatory.open(store, write=True) as observatory:
        rows = pd.DataFrame({"code": ["QN2"], "name": ["Deux"]})
        assert load_territories(observatory, "qpv_2024", [bow_tie], rows)[:2] == (1, 1)
    assert incidents(store)["qpv_2024"].tolist() == ["QN2", None, "QN2"]


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [("vide.csv", b"", FileError), ("autre.csv", b"a;b\n1;2\n", ProfileError), ("photo.csv", b"\x89PNG", FileError)],
)
def test_a_wrong_file_changes_nothing(store, tmp_path, name, content, error):
    path = tmp_path / name
    path.write_bytes(content)
    before = snapshot(store)
    with pytest.raises(error):
        run(store, path)
    assert snapshot(store) == before


@pytest.mark.parametrize("calls", [0, 1, 2, 3])
def test_a_cancelled_import_changes_nothing_wherever_it_stops(store, police_file, calls):
    before = snapshot(store)
    answers = iter([False] * calls + [True] * 10)
    with pytest.raises(Cancelled):
        run(store, police_file(), progress=lambda percent: next(answers))
    assert snapshot(store) == before
