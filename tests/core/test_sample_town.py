"""The bundled sample town, re-read from its files with other means than those that wrote it."""

import csv
import datetime
import hashlib
import json
import re
import sqlite3

import numpy as np
import openpyxl
import pytest

from oltp_qgis_plugin.resources.sample.town import generate

ogr = pytest.importorskip("osgeo.ogr")
# What each hot spot holds: the numbers of plan.json added up by hand.
PLANTED = {"gare": 760, "halles": 640, "genets": 710, "europe": 510}


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ville")
    generate(folder)
    return folder


@pytest.fixture(scope="module")
def truth(town):
    return json.loads((town / "verite.json").read_text(encoding="utf-8"))


def lines_of(town, name, encoding, separator):
    """The cells of each line of a CSV file; index 1 is the header's line."""
    with (town / name).open(encoding=encoding, newline="") as lines:
        return [None, *csv.reader(lines, delimiter=separator)]


@pytest.fixture(scope="module")
def police(town):
    return lines_of(town, "police_municipale.csv", "cp1252", ";")


@pytest.fixture(scope="module")
def transport(town):
    return lines_of(town, "transport.csv", "utf-8", ",")


@pytest.fixture(scope="module")
def citizens(town):
    return lines_of(town, "citoyens.csv", "utf-8-sig", ";")


@pytest.fixture(scope="module")
def landlord(town):
    """The rows of the sheet, index 1 first, as a user counts them."""
    sheet = openpyxl.load_workbook(town / "bailleur.xlsx")["Signalements"]
    return [None, *sheet.iter_rows(values_only=True)]


@pytest.fixture(scope="module")
def schools(town):
    source = ogr.Open(str(town / "education_nationale.ods"))
    sheet = source.GetLayerByName("Faits")
    columns = range(sheet.GetLayerDefn().GetFieldCount())
    return [None, None, *([row.GetField(column) for column in columns] for row in sheet)]


def layer(path, name):
    """(attributes, geometry) of each feature of a GeoPackage layer."""
    source = ogr.Open(str(path))
    return [(feature.items(), feature.GetGeometryRef().Clone()) for feature in source.GetLayerByName(name)]


def planted_lines(truth, name, kind):
    return truth["fichiers"][name]["defauts"][kind]["lignes"]


def parsed(date):
    """The day of a dd/mm/yyyy text, None when the calendar has no such day."""
    try:
        return datetime.datetime.strptime(date[:10], "%d/%m/%Y").date()
    except ValueError:
        return None


def test_the_same_seed_gives_the_same_bytes(town, tmp_path):
    generate(tmp_path)
    names = ("police_municipale.csv", "transport.csv", "citoyens.csv", "adresses-ban.csv", "education_nationale.ods")
    for name in names:
        first, second = ((folder / name).read_bytes() for folder in (town, tmp_path))
        assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest(), name
    assert json.loads((tmp_path / "verite.json").read_text()) == json.loads((town / "verite.json").read_text())


def test_another_seed_gives_other_incidents(town, tmp_path):
    generate(tmp_path, seed=7)
    assert (tmp_path / "police_municipale.csv").read_bytes() != (town / "police_municipale.csv").read_bytes()


def test_the_five_files_hold_twenty_thousand_incidents(police, transport, citizens, landlord, schools, truth):
    in_landlord = [row for row in landlord[5:] if row[0] and row[0] != "TOTAL"]
    counts = [len(police) - 2, len(transport) - 2, len(citizens) - 2, len(in_landlord), len(schools) - 2]
    assert counts == [9000, 3500, 2500, 4000, 1000]
    assert sum(counts) == 20_000 == truth["incidents"]


def test_calamine_and_gdal_read_the_same_school_sheet(town, schools):
    calamine = pytest.importorskip("python_calamine")
    rows = (
        calamine.CalamineWorkbook.from_path(str(town / "education_nationale.ods"))
        .get_sheet_by_name("Faits")
        .to_python()
    )
    assert rows[0] == ["UAI", "Établissement", "Date", "Heure", "Domaine", "Gravité", "Nature"]
    assert [[row[0], row[2], row[3], float(row[5])] for row in rows[1:]] == [
        [row[0], row[2], row[3] or "", float(row[5])] for row in schools[2:]
    ]


def test_every_file_covers_the_24_months(police, transport, citizens, landlord, schools):
    def months(dates):
        return {(day.year, day.month) for day in dates if day}

    per_file = (
        months(parsed(row[2]) for row in police[2:]),
        months(datetime.date.fromisoformat(row[1][:10]) for row in transport[2:]),
        months(parsed(row[3]) for row in citizens[2:]),
        months(row[1] for row in landlord[5:] if isinstance(row[1], datetime.datetime)),
    )
    two_years = {(year, month) for year in (2023, 2024) for month in range(1, 13)}
    assert all(found == two_years for found in per_file)
    assert months(parsed(row[2]) for row in schools[2:]) == two_years - {(2023, 8), (2024, 8)}


def test_each_generation_has_three_qpv_and_one_outline_crosses_itself(town, truth):
    old, new = (layer(town / "territoires.gpkg", name) for name in ("qpv_2015", "qpv_2024"))
    assert [items["code"] for items, _ in old] == ["QP099001", "QP099002", "QP099003"]
    assert [items["code"] for items, _ in new] == ["QN09901M", "QN09902M", "QN09903M"]
    assert [items["code"] for items, shape in old if not shape.IsValid()] == [truth["territoires"]["qpv_invalide"]]
    assert all(shape.IsValid() for _, shape in new)
    assert all(not a.Equals(b) for (_, a), (_, b) in zip(old, new, strict=True) if a.IsValid())


def test_the_territorial_groups_share_out_the_commune(town):
    (commune, outline), *_ = layer(town / "territoires.gpkg", "commune")
    groups = layer(town / "territoires.gpkg", "groupes_territoriaux")
    assert [items["code"] for items, _ in groups] == ["GT1", "GT2", "GT3", "GT4"]
    assert sum(shape.GetArea() for _, shape in groups) == pytest.approx(outline.GetArea(), rel=1e-6)
    assert sum(items["population"] for items, _ in groups) == pytest.approx(commune["population"], abs=4)


def test_population_squares_are_those_of_the_european_grid(town):
    for items, shape in layer(town / "territoires.gpkg", "carreaux_200m"):
        north, east = items["idcar_200m"].removeprefix("CRS3035RES200mN").split("E")
        assert int(north) % 200 == 0 and int(east) % 200 == 0
        assert shape.GetArea() == pytest.approx(40_000, rel=0.01)


def test_addresses_follow_the_national_layout_and_lie_in_the_commune(town):
    rows = lines_of(town, "adresses-ban.csv", "utf-8", ";")
    header = rows[1]
    assert len(header) == 23 and header[:5] == ["id", "id_fantoir", "numero", "rep", "nom_voie"]
    assert len({row[0] for row in rows[2:]}) == len(rows) - 2 > 5000
    assert {"", "bis", "ter"} == {row[header.index("rep")] for row in rows[2:]}
    lon, lat = (np.array([float(row[header.index(name)]) for row in rows[2:]]) for name in ("lon", "lat"))
    assert lon.min() > 3.7 and lon.max() < 3.85 and lat.min() > 43.78 and lat.max() < 43.87


def test_a_school_code_ends_with_its_control_letter(town):
    # 0750655E is the real code of a Paris lycée: 750655 mod 23 = 4, the fifth letter; the letters skip I, O, Q.
    letters = "ABCDEFGHJKLMNPRSTUVWXYZ"
    codes = ["0750655E"] + [items["uai"] for items, _ in layer(town / "lieux.gpkg", "ecoles")]
    assert all(code[7] == letters[int(code[:7]) % 23] for code in codes)


def located(town, police, transport, citizens, landlord, schools):
    """(n, 2) positions in Lambert-93 of the rows that need no repair: stated, or of a stop, hall or school known."""
    found = [[float(v.replace(",", ".")) for v in row[9:11]] for row in police[2:] if row[9]]
    places = {}
    for name, keys in (("arrets", ["code"]), ("ecoles", ["uai"]), ("residences", ["residence", "batiment", "hall"])):
        for items, shape in layer(town / "lieux.gpkg", name):
            places[tuple(items[key] for key in keys)] = [shape.GetX(), shape.GetY()]
    found += [places[(row[4],)] for row in transport[2:] if (row[4],) in places]
    found += [places[(row[0],)] for row in schools[2:] if (row[0],) in places]
    found += [places[tuple(row[3:6])] for row in landlord[5:] if tuple(row[3:6]) in places]
    # citizens' degrees, by a plane fitted on the stops' neighbourhood: exact to a metre over six kilometres
    rows = lines_of(town, "adresses-ban.csv", "utf-8", ";")[2:]
    degrees = np.array([[float(row[12]), float(row[13])] for row in rows])
    metres = np.array([[float(row[10]), float(row[11])] for row in rows])
    fit, *_ = np.linalg.lstsq(np.c_[degrees, np.ones(len(rows))], metres, rcond=None)
    lat_lon = np.array([[float(v) for v in row[4].split(",")] for row in citizens[2:] if row[4].startswith("43.")])
    xy = np.vstack([found, np.c_[lat_lon[:, ::-1], np.ones(len(lat_lon))] @ fit])
    return xy[(np.abs(xy - metres.mean(axis=0)) < 5000).all(axis=1)]


def test_the_four_densest_places_are_the_planted_ones(town, police, transport, citizens, landlord, schools, truth):
    xy = located(town, police, transport, citizens, landlord, schools)
    # police 9000-720-10-8-15 swapped + transport 3500-180-8-20 + schools 1000-10-6 + landlord 4000-25-200-150
    # + citizens 2500-60-80-150-5-5
    assert len(xy) == 8247 + 3292 + 984 + 3625 + 2200
    densest = []
    for _ in range(4):
        columns, rows = np.floor(xy / 50).astype(int).T
        counts = np.zeros((columns.max() - columns.min() + 1, rows.max() - rows.min() + 1))
        np.add.at(counts, (columns - columns.min(), rows - rows.min()), 1)
        padded = np.pad(counts, 2)
        window = sum(padded[i : i + counts.shape[0], j : j + counts.shape[1]] for i in range(5) for j in range(5))
        column, row = np.unravel_index(window.argmax(), window.shape)
        centre = np.array([(column + columns.min() + 0.5) * 50, (row + rows.min() + 0.5) * 50])
        densest.append((centre, window.max()))
        xy = xy[np.hypot(*(xy - centre).T) > 250]
    found = {
        min(truth["points_chauds"], key=lambda spot: np.hypot(spot["x"] - centre[0], spot["y"] - centre[1]))["id"]: (
            min(np.hypot(spot["x"] - centre[0], spot["y"] - centre[1]) for spot in truth["points_chauds"])
        )
        for centre, _ in densest
    }
    assert set(found) == set(PLANTED)
    assert max(found.values()) < 100


def test_planted_numbers_are_those_of_the_plan(truth):
    assert {spot["id"]: spot["incidents"] for spot in truth["points_chauds"]} == PLANTED


def test_rodeos_of_the_avenue_happen_on_summer_sunday_afternoons(police, truth):
    spot = next(spot for spot in truth["points_chauds"] if spot["id"] == "europe")
    near = [
        row
        for row in police[2:]
        if row[1] == "Rodéo motorisé"
        and row[9]
        and row[3]
        and np.hypot(float(row[9].replace(",", ".")) - spot["x"], float(row[10].replace(",", ".")) - spot["y"]) < 140
    ]
    sunday = [row for row in near if parsed(row[2]).weekday() == 6 and parsed(row[2]).month in (5, 6, 7, 8, 9)]
    afternoon = [row for row in sunday if "15" <= row[3][:2] < "20"]
    assert len(afternoon) >= 380 and len(afternoon) > 0.95 * len(near)


def test_school_incidents_happen_on_school_days_only(schools):
    days = [parsed(row[2]) for row in schools[2:] if parsed(row[2])]
    assert len(days) == 997
    assert all(day.weekday() < 5 and day.month != 8 for day in days)
    assert not any(datetime.date(2023, 12, 23) <= day <= datetime.date(2024, 1, 7) for day in days)


def test_police_defects_are_where_the_truth_says(police, truth):
    def at(kind):
        return [police[line] for line in planted_lines(truth, "police_municipale.csv", kind)]

    assert planted_lines(truth, "police_municipale.csv", "sans_xy") == [
        line for line in range(2, len(police)) if police[line][9] == police[line][10] == ""
    ]
    assert planted_lines(truth, "police_municipale.csv", "date_impossible") == [
        line for line in range(2, len(police)) if parsed(police[line][2]) is None
    ]
    assert len(at("date_impossible")) == 12 and len(at("sans_xy")) == 720
    assert {row[3] for row in at("heure_24")} == {"24:00"}
    assert {row[3] for row in at("heure_inconnue")} == {"inconnue"} and {row[3] for row in at("heure_vide")} == {""}
    assert all(row[3].startswith("vers ") for row in at("heure_vers"))
    assert all(float(row[9].replace(",", ".")) > 6_000_000 for row in at("xy_inverses"))
    assert {(row[9], row[10]) for row in at("coordonnees_nulles")} == {("0,0", "0,0")}
    assert all(float(row[9].replace(",", ".")) > 2_000_000 for row in at("hors_de_france"))
    known = {label for label, category in truth["libelles"]["police_municipale"].items() if category}
    assert [row[1] in known for row in at("libelle_inconnu")] == [False] * 180
    assert all(row[5].startswith("rappeler ") for row in at("personne_en_texte_libre"))
    assert len(truth["fichiers"]["police_municipale.csv"]["refus_attendus"]) == 12 + 8


def test_landlord_defects_are_where_the_truth_says(landlord, truth, town):
    file = truth["fichiers"]["bailleur.xlsx"]
    assert landlord[4][0] == "Réf." and landlord[file["ligne_total"]][0] == "TOTAL"
    assert all(not any(landlord[line]) for line in [3, *file["lignes_vides"]])
    known = {items["residence"] for items, _ in layer(town / "lieux.gpkg", "residences")}
    assert file["lignes"] == len(landlord) - 1 - 4 - len(file["lignes_vides"]) - 1
    odd = [line for line in range(5, file["ligne_total"]) if landlord[line][3] and landlord[line][3] not in known]
    unknown, misspelt = (
        planted_lines(truth, "bailleur.xlsx", kind) for kind in ("residence_inconnue", "residence_autre_graphie")
    )
    assert set(odd) == {*unknown, *misspelt} and len(unknown) == 25 and len(misspelt) == 200
    assert [landlord[line][1] for line in file["refus_attendus"]] == [None] * 3


def test_transport_defects_are_where_the_truth_says(transport, truth):
    def lines(kind):
        return planted_lines(truth, "transport.csv", kind)

    assert lines("date_sans_heure") == [line for line in range(2, len(transport)) if "T" not in transport[line][1]]
    assert lines("code_arret_absent") == [
        line for line in range(2, len(transport)) if transport[line][3] and not transport[line][4]
    ]
    assert {transport[line][4] for line in lines("arret_inconnu")} == {"ZZ999"}
    assert all("joignable au" in transport[line][8] for line in lines("personne_en_texte_libre"))


def test_school_and_citizen_defects_are_where_the_truth_says(schools, citizens, truth):
    assert planted_lines(truth, "education_nationale.ods", "heure_vide") == [
        line for line in range(2, len(schools)) if not schools[line][3]
    ]
    swapped = [line for line in range(2, len(citizens)) if citizens[line][4].startswith("3.")]
    assert planted_lines(truth, "citoyens.csv", "lon_lat_inverses") == swapped
    lambert = [line for line in range(2, len(citizens)) if citizens[line][4].startswith("76")]
    assert planted_lines(truth, "citoyens.csv", "position_lambert93") == lambert
    without_hour = [line for line in range(2, len(citizens)) if len(citizens[line][3]) == 10]
    assert planted_lines(truth, "citoyens.csv", "date_sans_heure") == without_hour
    nowhere = [line for line in range(2, len(citizens)) if not citizens[line][2] and not citizens[line][4]]
    assert planted_lines(truth, "citoyens.csv", "ni_position_ni_adresse") == nowhere


def test_every_phone_number_is_in_a_range_kept_for_fiction(police, transport):
    # Arcep's list of the ranges for audiovisual works
    fictional = {"01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49", "06 39 98"}
    texts = " ".join(" ".join((row[5], row[8])) for row in police[2:]) + " ".join(row[8] for row in transport[2:])
    assert {number[:8] for number in re.findall(r"0\d(?: \d\d){4}", texts)} == fictional


def test_the_geopackages_say_their_projection(town):
    for name in ("territoires.gpkg", "lieux.gpkg"):
        with sqlite3.connect(town / name) as base:
            systems = {row[0] for row in base.execute("select srs_id from gpkg_contents where data_type = 'features'")}
        assert systems == {2154}
