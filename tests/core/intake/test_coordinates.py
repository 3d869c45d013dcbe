import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from oltp_qgis_plugin.core.intake import projections
from oltp_qgis_plugin.core.intake.coordinate_text import UNREADABLE
from oltp_qgis_plugin.core.intake.coordinates import (
    CoordinateReason,
    epsg_number,
    in_france_or_near,
    locate,
    split_positions,
    transform,
)
from oltp_qgis_plugin.core.intake.projections import nearly_lonlat
from oltp_qgis_plugin.errors import CrsError

# IGN's geodetic calculator (Circé) for the town hall of Montpellier, RGF93 to Lambert-93, to the metre.
MONTPELLIER = (3.8767, 43.6108)
MONTPELLIER_L93 = (770_750.0, 6_279_200.0)


def located(pairs, crs="auto", epsg=2154):
    x, y = (pd.Series(list(cells), dtype=object) for cells in zip(*pairs, strict=True))
    return locate(x, y, crs, epsg)


def test_degrees_and_lambert_93_in_one_column_come_out_in_the_store_crs():
    found = located([("3.8767", "43.6108"), ("770750", "6279200"), ("770750,5", "6279200,5")])
    assert np.hypot(found.x[0] - MONTPELLIER_L93[0], found.y[0] - MONTPELLIER_L93[1]) < 1000
    assert (found.x[1], found.y[1]) == (770_750.0, 6_279_200.0)
    assert (found.x[2], found.y[2]) == (770_750.5, 6_279_200.5)


def test_swapped_pairs_are_put_right_and_said():
    right = located([("3.8767", "43.6108"), ("770750", "6279200")])
    swapped = located([("43.6108", "3.8767"), ("6279200", "770750")])
    assert np.allclose(right.x, swapped.x) and np.allclose(right.y, swapped.y)
    assert swapped.repaired == {"latitude et longitude remises dans l'ordre": 2}


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        (("61.02822", "14.65208"), CoordinateReason.OUTSIDE_FRANCE),  # Martinique, its sign lost
        (("48.92034", "48.91938"), CoordinateReason.OUTSIDE_FRANCE),  # latitude typed twice
        (("50.0", "50.2716"), CoordinateReason.OUTSIDE_FRANCE),
        (("-61.02822", "14.65208"), CoordinateReason.OUTSIDE_STORE),
        (("4.3517", "50.8503"), CoordinateReason.OUTSIDE_FRANCE),  # Brussels
        (("2.1734", "41.3851"), CoordinateReason.OUTSIDE_FRANCE),  # Barcelona
        (("3.87", ""), CoordinateReason.HALF),
        (("", "43.61"), CoordinateReason.HALF),
        (("abc", "43.61"), CoordinateReason.UNREADABLE),
    ],
)
def test_wrong_coordinates_are_refused_with_their_reason(pair, reason):
    found = located([pair])
    assert found.reason[0] is reason
    assert np.isnan(found.x[0])


@pytest.mark.parametrize("pair", [("", ""), ("0", "0"), ("0.0", "0,0")])
def test_an_empty_pair_is_no_place_and_no_error(pair):
    found = located([pair])
    assert found.reason[0] is None
    assert np.isnan(found.x[0]) and np.isnan(found.y[0])


@pytest.mark.parametrize(
    ("cell", "order", "expected"),
    [
        ("43.61,3.87", "lat,lon", ("3.87", "43.61")),
        ("43,61;3,87", "lat,lon", ("3,87", "43,61")),
        ("[7.76269400,48.82561300]", "lon,lat", ("7.76269400", "48.82561300")),
        ("POINT(3.87 43.61)", "lat,lon", ("3.87", "43.61")),
        ("770123.4,6281234.5", "lat,lon", ("6281234.5", "770123.4")),
        ("-21.1, 55.5", "lat,lon", ("55.5", "-21.1")),
        ("", "lat,lon", ("", "")),
        ("devant la mairie", "lat,lon", (UNREADABLE, UNREADABLE)),
        ("NC", "lat,lon", ("", "")),
        ("POINT EMPTY", "lat,lon", ("", "")),
        ("https://www.google.fr/maps/@43.6,3.8,16z/data=!3d43.6108!4d3.8767", "lon,lat", ("3.8767", "43.6108")),
        ("https://www.google.com/maps?q=43.6108%2C3.8767&z=18", "lat,lon", ("3.8767", "43.6108")),
        ("https://www.openstreetmap.org/?mlat=43.6108&mlon=3.8767#map=17/43.60/3.80", "lat,lon", ("3.8767", "43.6108")),
        ("https://www.openstreetmap.org/#map=17/43.6108/3.8767", "lat,lon", ("3.8767", "43.6108")),
    ],
)
def test_positions_written_in_one_cell(cell, order, expected):
    pair = split_positions(pd.Series([cell], dtype=object), order)
    assert (pair["x"][0], pair["y"][0]) == expected


def test_another_crs_is_transformed():
    # CC44 (EPSG:3944) has its false origin at 3° E, 44° N: x0 1 700 000, y0 3 200 000.
    found = located([("1700000", "3200000")], crs="EPSG:3944")
    expected = located([("3.0", "44.0")])
    assert np.hypot(found.x[0] - expected.x[0], found.y[0] - expected.y[0]) < 0.01


@pytest.mark.parametrize("crs", ["EPSG:999999", "Lambert", ""])
def test_an_unknown_crs_is_refused(crs):
    with pytest.raises(CrsError, match="coordonnées"):
        epsg_number(crs)


# Towns at the ends of the country and at its borders, with the centre of their town hall to about 100 m.
BORDER_TOWNS = {
    "Dunkerque": (2.377, 51.038),
    "Givet": (4.825, 50.138),
    "Menton": (7.497, 43.775),
    "Strasbourg": (7.752, 48.573),
    "Lauterbourg": (8.177, 48.975),
    "Annemasse": (6.236, 46.194),
    "Ferney-Voltaire": (6.108, 46.257),
    "Cerbère": (3.166, 42.443),
    "Hendaye": (-1.774, 43.359),
    "Ouessant": (-5.096, 48.457),
    "Cherbourg": (-1.622, 49.639),
    "Bonifacio": (9.159, 41.387),
    "Bastia": (9.450, 42.703),
    "Belle-Île": (-3.155, 47.347),
    "Modane": (6.672, 45.196),
    "Fort-de-France": (-61.068, 14.604),
    "Saint-Denis de La Réunion": (55.448, -20.879),
    "Mamoudzou": (45.228, -12.780),
    "Cayenne": (-52.327, 4.937),
    "Basse-Terre": (-61.731, 15.998),
}


@pytest.mark.parametrize("town", BORDER_TOWNS)
def test_towns_at_the_ends_of_the_country_are_in_france(town):
    assert in_france_or_near(np.array([BORDER_TOWNS[town]])).tolist() == [True]


# Written by hand; x and y come from gdaltransform (GDAL 3.6.2, PROJ 9.1) run on the numbers that each row means.
# near: west south east north of the observatory's territories, in degrees; empty when it has none.
with Path(__file__).with_name("coordinates.csv").open(encoding="utf-8", newline="") as table:
    EXAMPLES = list(csv.DictReader(table, delimiter=";"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example['first']}|{example['second']}"[:60])
def test_each_way_of_writing_coordinates_is_read_or_refused_for_its_reason(example):
    epsg = int(example["store"])
    extent = None
    if example["near"]:
        west, south, east, north = map(float, example["near"].split())
        corners = transform(np.array([[west, south], [east, north]]), 4326, epsg)
        extent = tuple(corners.ravel())
    x, y = (pd.Series([example[name]], dtype=object) for name in ("first", "second"))
    if example["kind"] == "position":
        pair = split_positions(x, example["order"])
        x, y = pair["x"], pair["y"]
    found = locate(x, y, "auto", epsg, extent)
    assert (found.reason[0].value if found.reason[0] else "") == example["reason"]
    if example["x"]:
        assert np.hypot(found.x[0] - float(example["x"]), found.y[0] - float(example["y"])) < 0.002
    else:
        assert np.isnan(found.x[0]) and np.isnan(found.y[0])


def test_a_column_of_one_regional_system_is_believed_without_territories_but_a_stray_pair_is_not():
    rows = [("1770000", "3190000")] * 10
    assert located(rows).systems == {"CC44 (EPSG:3944)": 10}
    stray = located([("770795.51", "6279476.13")] * 9 + [("1770795.51", "6279476.13")])
    assert stray.reason[9] is CoordinateReason.UNCERTAIN
    assert stray.systems == {"Lambert-93 (EPSG:2154)": 9, "CC47 (EPSG:3947)": 1}


def test_systems_mixed_in_one_column_are_each_found_and_said():
    found = located([("3.8767", "43.6108"), ("770795.51", "6279476.13"), ("6279476.13", "770795.51")])
    assert np.ptp(found.x) < 0.01 and np.ptp(found.y) < 0.01
    assert found.systems == {"degrés WGS 84": 1, "Lambert-93 (EPSG:2154)": 2}
    assert found.repaired == {"latitude et longitude remises dans l'ordre": 1}


def test_a_known_system_is_still_put_in_order():
    found = located([("3190000", "1770000"), ("1770000", "3190000")], crs="EPSG:3944")
    assert found.x[0] == found.x[1] and found.systems == {}


def test_an_observatory_in_another_projection_keeps_its_own_numbers_to_the_last_digit():
    found = located([("338500.123456", "7690500.654321")], epsg=32740)
    assert (found.x[0], found.y[0]) == (338500.123456, 7690500.654321)


def test_points_are_told_in_france_or_not_alike_one_by_one_and_by_cells():
    rng = np.random.default_rng(7)
    lonlat = np.column_stack([rng.uniform(-6, 10, 20_000), rng.uniform(41, 52, 20_000)])
    lonlat[::50] = np.nan
    assert in_france_or_near(lonlat).tolist() == projections._within(lonlat, projections.MARGIN).tolist()


@pytest.mark.parametrize(("epsg", "corner"), [(2154, (765e3, 6275e3)), (3946, (1841e3, 5172e3)), (5490, (64e4, 18e5))])
def test_many_points_of_a_town_fall_where_each_alone_would_to_some_centimetres(epsg, corner):
    xy = np.array(corner) + np.random.default_rng(5).random((30_000, 2)) * 12_000
    apart = nearly_lonlat(xy, epsg) - transform(xy, epsg, 4326)
    assert np.abs(apart).max() < 5e-7
    spread = np.vstack([xy, [(1e6, 1e6), (1.3e6, 7e6)]])
    np.testing.assert_array_equal(nearly_lonlat(spread, epsg), transform(spread, epsg, 4326))
    assert nearly_lonlat(xy[:0], epsg).shape == (0, 2)
