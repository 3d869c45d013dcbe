import csv
import itertools
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from osgeo import ogr
from shapely import wkb
from shapely.geometry import MultiPolygon, Polygon, box

from oltp_qgis_plugin.core.hotspots.contiguity import Neighbours, distance_neighbours, polygon_neighbours
from oltp_qgis_plugin.core.hotspots.moran import conditional_moments, local_moran
from oltp_qgis_plugin.core.hotspots.moran_map import moran_map
from oltp_qgis_plugin.core.territories import repair
from oltp_qgis_plugin.errors import Cancelled, LayerError, StatisticError


def squares(columns, rows, side=1.0):
    return [box(i * side, j * side, (i + 1) * side, (j + 1) * side) for j in range(rows) for i in range(columns)]


def rows_of(path):
    with path.open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


def layer(path, field):
    dataset = ogr.Open(str(path))
    rows = [(wkb.loads(bytes(f.GetGeometryRef().ExportToWkb())), f[field]) for f in dataset.GetLayer(0)]
    return [shape for shape, _ in rows], [value for _, value in rows]


def numbers(rows, name):
    return np.array([float(row[name]) for row in rows])


def told(result, warning=None):
    return " ".join(remark.text for remark in result.remarks if warning in (None, remark.warning))


def test_the_crime_of_columbus_is_that_of_spdep(shared_data, tmp_path):
    with zipfile.ZipFile(shared_data / "reference" / "columbus_shp.zip") as archive:
        archive.extractall(tmp_path)
    polygons, crime = layer(next(tmp_path.rglob("*.shp")), "CRIME")
    expected = rows_of(shared_data / "reference" / "columbus_crime_locaux.csv")
    found = local_moran(np.array(crime), polygon_neighbours(polygons))
    assert found.local_i == pytest.approx(numbers(expected, "Ii"), abs=1e-6)
    assert found.z == pytest.approx(numbers(expected, "Z_Ii"), abs=1e-6)
    assert found.p_value == pytest.approx(numbers(expected, "p_bilateral"), abs=1e-6)
    assert found.whole.i == pytest.approx(0.5001886, abs=1e-7)
    assert found.whole.z == pytest.approx(5.589383, abs=1e-6)
    assert found.whole.p_value == pytest.approx(2.278783e-08, rel=1e-6)


def test_the_burglaries_of_nottingham_are_those_of_spdep(shared_data):
    polygons, codes = layer(shared_data / "incidents" / "nottingham_wards.gpkg", "ward_code")
    rows = {
        row["ward_code"]: row for row in rows_of(shared_data / "reference" / "nottingham_burglaries_wards_moran.csv")
    }
    expected = [rows[code] for code in codes]
    found = local_moran(numbers(expected, "n"), polygon_neighbours(polygons))
    assert found.local_i == pytest.approx(numbers(expected, "Ii"), abs=1e-6)
    assert found.expected == pytest.approx(numbers(expected, "E_Ii"), abs=1e-6)
    assert found.variance == pytest.approx(numbers(expected, "Var_Ii"), abs=1e-6)
    assert found.z == pytest.approx(numbers(expected, "Z_Ii"), abs=1e-6)
    assert found.p_value == pytest.approx(numbers(expected, "p_bilateral"), abs=1e-6)
    whole = found.whole
    assert whole.i == pytest.approx(0.2502706, abs=1e-7) and whole.expected == pytest.approx(-0.05263158, abs=1e-8)
    assert whole.variance == pytest.approx(0.02025742, abs=1e-8) and whole.p_value == pytest.approx(
        0.03332132, abs=1e-8
    )


def test_four_squares_in_a_row_by_hand():
    # x = 1, 2, 3, 6: mean 3, deviations -2, -1, 0, 3, m2 = 14/4; means of neighbours -1, -1, 1, 0.
    found = local_moran(np.array([1.0, 2.0, 3.0, 6.0]), polygon_neighbours(squares(4, 1)))
    assert found.local_i == pytest.approx([2 / 3.5, 1 / 3.5, 0, 0])
    assert found.whole.i == pytest.approx(3 / 14)
    assert found.quadrant.tolist() == ["BB", "BB", "BH", "HB"]


def test_the_moments_are_those_of_every_shuffle_of_the_other_values():
    x = np.array([1.0, 4.0, 4.0, 9.0, 2.0, 0.0])
    neighbours = polygon_neighbours(squares(3, 2), "rook")
    deviation = x - x.mean()
    expected, variance = conditional_moments(deviation, neighbours.count)
    for i, k in enumerate(neighbours.count.tolist()):
        others = np.delete(deviation, i)
        lags = np.array([np.mean(drawn) for drawn in itertools.combinations(others, k)])
        every = deviation[i] * lags / (deviation**2).mean()
        assert every.mean() == pytest.approx(expected[i]) and every.var() == pytest.approx(variance[i])


def test_p_by_permutation_is_that_of_every_shuffle_of_the_other_values():
    x = np.array([1.0, 4.0, 4.0, 9.0, 2.0, 0.0])
    neighbours, draws = polygon_neighbours(squares(3, 2), "rook"), 40_000
    found = local_moran(x, neighbours, draws, seed=5)
    for i in range(6):
        near = neighbours.indices[neighbours.indptr[i] : neighbours.indptr[i + 1]]
        sums = np.array([sum(drawn) for drawn in itertools.combinations(np.delete(x, i), len(near))])
        rarer = min((sums >= x[near].sum()).mean(), (sums <= x[near].sum()).mean())
        assert found.p_value[i] == pytest.approx(min(1, 2 * rarer), abs=0.015)
    assert found.z == pytest.approx(local_moran(x, neighbours).z)
    # Global: the 720 orders of the six values.
    weights = neighbours.weights().toarray() / neighbours.count[:, None]
    orders = np.array(list(itertools.permutations(x - x.mean())))
    every = np.einsum("ri,ij,rj->r", orders, weights, orders)
    seen = (x - x.mean()) @ weights @ (x - x.mean())
    rarer = min((every >= seen - 1e-9).mean(), (every <= seen + 1e-9).mean())
    assert found.whole.p_permutation == pytest.approx(min(1, 2 * rarer), abs=0.015)


def test_the_same_seed_gives_the_same_p_and_another_one_gives_another():
    x, neighbours = np.random.default_rng(0).poisson(3, 60).astype(float), polygon_neighbours(squares(10, 6))
    first, again, other = (local_moran(x, neighbours, 199, seed).p_value for seed in (3, 3, 4))
    assert (first == again).all() and (first != other).any()
    assert first.min() >= 2 / 200


def test_p_by_permutation_on_many_polygons_agrees_with_the_analytic_one():
    x, neighbours = np.random.default_rng(1).normal(size=1600), polygon_neighbours(squares(40, 40))
    found = local_moran(x, neighbours, 999)
    assert np.abs(found.p_value - found.p_analytic).mean() < 0.03
    assert (found.p_value < 0.05).mean() == pytest.approx(0.05, abs=0.02)


def test_a_value_very_near_the_mean_has_a_z_too():
    x = np.random.default_rng(8).normal(size=100)
    x[44] = np.delete(x, 44).mean() + 1e-8
    found = local_moran(x, polygon_neighbours(squares(10, 10)), 99)
    assert np.isfinite(found.z).all() and np.isfinite(found.q_value).all()


def test_luck_does_not_push_the_whole_map_one_way():
    x, neighbours = np.random.default_rng(1).normal(size=1600), polygon_neighbours(squares(40, 40))
    pushed = [
        (found.p_value - found.p_analytic).mean() for found in (local_moran(x, neighbours, 199, s) for s in range(9))
    ]
    assert np.abs(pushed).max() < 0.03


def test_random_maps_rarely_have_a_class():
    rng, neighbours = np.random.default_rng(6), polygon_neighbours(squares(20, 20))
    maps = 300
    classed = sum((local_moran(rng.normal(size=400), neighbours).q_value < 0.05).any() for _ in range(maps))
    assert classed / maps <= 0.08
    drawn = [local_moran(rng.lognormal(0, 1, 400), neighbours, 1999, seed).q_value.min() for seed in range(20)]
    assert sum(q < 0.05 for q in drawn) <= 2


def test_a_block_of_high_values_is_found_and_a_lone_one_is_told_apart():
    values = np.random.default_rng(2).normal(10, 1, 400)
    values[[21, 22, 23, 41, 42, 43, 61, 62, 63]] = 30
    values[310] = 45
    found = local_moran(values, polygon_neighbours(squares(20, 20)))
    assert found.cluster[42] == "HH" and found.quadrant[310] == "HB"
    assert (found.cluster == "not_significant").sum() > 350


def test_polygons_without_neighbour_are_not_tested_but_count_in_the_mean_as_in_spdep():
    # x = 1, 2, 3, 6 in a row and 8 alone: mean 4, deviations -3, -2, -1, 2 and 4, m2 = 34/5; lags -2, -2, 0, -1.
    found = local_moran(
        np.array([1.0, 2.0, 3.0, 6.0, 8.0]), polygon_neighbours([*squares(4, 1), box(9, 9, 10, 10)]), 99
    )
    assert found.local_i[:4] == pytest.approx([6 / 6.8, 4 / 6.8, 0, -2 / 6.8])
    assert found.whole.i == pytest.approx(8 / 34) and found.whole.expected == pytest.approx(-1 / 3)
    assert np.isnan([found.local_i[4], found.z[4], found.p_value[4], found.q_value[4]]).all()
    assert found.cluster[4] == "isolated" and found.quadrant[4] == ""
    # E(I) = -deviation² / ((n - 1) m2), n = 5 (Sokal, Oden & Thomson 1998).
    assert found.expected[0] == pytest.approx(-9 / (4 * 6.8))


@pytest.mark.parametrize(("values", "message"), [
    ([7.0, 7.0, 7.0, 7.0, 7.0], "tous la même valeur .7."), ([0.1 + 0.2, 0.3, 0.3, 0.3, 0.3], "tous la même valeur"),
])  # fmt: skip
def test_a_map_without_variance_is_refused(values, message):
    with pytest.raises(StatisticError, match=message):
        local_moran(np.array(values), polygon_neighbours(squares(5, 1)))


def test_too_few_polygons_are_refused():
    with pytest.raises(StatisticError, match="3 polygones ont une valeur et un voisin"):
        local_moran(np.array([1.0, 2.0, 3.0]), polygon_neighbours(squares(3, 1)))
    with pytest.raises(StatisticError, match="0 polygones"):
        local_moran(np.zeros(0), Neighbours(np.zeros(1, dtype=int), np.zeros(0, dtype=int)))


def test_everybody_the_neighbour_of_all_has_no_z_and_no_class():
    x = np.array([1.0, 2.0, 5.0, 9.0])
    found = local_moran(x, polygon_neighbours([box(0, 0, 1, 1), box(1, 0, 2, 1), box(0, 1, 1, 2), box(1, 1, 2, 2)]), 99)
    assert np.isnan(found.z).all() and np.isnan(found.whole.z) and found.whole.i == pytest.approx(-1 / 3)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000), st.floats(0.001, 1000), st.floats(-1e6, 1e6), st.integers(0, 99))
def test_the_unit_the_zero_and_the_order_of_values_change_nothing(seed, unit, zero, turn):
    rng = np.random.default_rng(seed)
    xy, x = rng.uniform(0, 10, (40, 2)), rng.poisson(4, 40).astype(float)
    order = rng.permutation(40) if turn else np.arange(40)
    found = local_moran(x, distance_neighbours(xy, 2.5))
    moved = local_moran(x[order] * unit + zero, distance_neighbours(xy[order], 2.5))
    assert moved.z == pytest.approx(found.z[order], rel=1e-5, abs=1e-6, nan_ok=True)
    assert moved.whole.i == pytest.approx(found.whole.i, abs=1e-6)


def test_the_map_leaves_out_what_has_no_value_or_no_outline_and_says_so():
    bowtie = Polygon([(4, 0), (5, 1), (5, 0), (4, 1)])
    polygons = [*squares(4, 3), bowtie, MultiPolygon(), box(99, 99, 100, 100)]
    values = np.append(np.arange(12.0), [4.0, 5.0, 6.0])
    values[5] = np.nan
    found = moran_map(polygons, values, "queen")
    assert list(found.columns) == ["neighbours", "local_i", "z", "p_value", "q_value", "quadrant", "class"]
    classes = found.columns["class"]
    assert classes[5] == classes[13] == "no_value" and classes[14] == "isolated"
    assert found.columns["neighbours"][[0, 5, 13]].tolist() == [2, 0, 0] and np.isnan(found.columns["local_i"][5])
    kept = [p for i, p in enumerate(polygons) if i not in (5, 13)]
    same = local_moran(np.delete(values, [5, 13]), polygon_neighbours([repair(p)[0] for p in kept]))
    assert found.columns["z"][:5] == pytest.approx(same.z[:5])
    warned = told(found, True)
    for text in ("sans contour, laissées de côté : 1", "sans valeur, laissés de côté et voisins de personne : 1",
                 "non valides, réparés pour le calcul : 1", "sans voisin, non testés (ils comptent dans la moyenne)",
                 "moins de 30"):  # fmt: skip
        assert text in warned


def test_the_distance_computed_leaves_nobody_alone_and_is_announced():
    polygons = [*squares(5, 4, 100.0), box(900, 0, 1000, 100)]
    found = moran_map(polygons, np.arange(21.0), "distance")
    assert (found.columns["neighbours"] > 0).all() and "calculée, la plus petite" in told(found)
    assert "centres à 500 m" in told(found)
    assert "distance demandée" in told(moran_map(polygons, np.arange(21.0), "distance", 150.0))


def test_what_weakens_the_map_is_said():
    polygons, rng = squares(20, 20), np.random.default_rng(4)
    skewed = rng.poisson(0.2, 400).astype(float)
    assert "demandez 999 permutations" in told(moran_map(polygons, skewed, "rook"), True)
    assert "demandez 999 permutations" not in told(moran_map(polygons, rng.normal(size=400), "rook"), True)
    drawn = told(moran_map(polygons, skewed, "queen", permutations=199), True)
    # 2/200 = 0.01; 0.01 × 400 / 0.05 = 80 polygons at the smallest p.
    assert "p ne descend pas sous 0,01" in drawn and "au moins 80 à ce minimum" in drawn
    # 2/1000 × 400 / 0.05 = 16 polygons, more than 10; with 9 999, 1.6.
    assert "Demandez 9\u202f999 permutations" in drawn
    overlapping = [*squares(20, 20), box(0.2, 0.2, 0.6, 0.6)]
    assert "qui se recouvrent, comptées comme voisines : 1" in told(
        moran_map(overlapping, rng.normal(size=401), "rook")
    )


def test_nothing_to_map_is_refused_in_one_sentence():
    with pytest.raises(LayerError, match="Aucun des 4 polygones"):
        moran_map(squares(4, 1), np.full(4, np.nan), "queen")
    with pytest.raises(LayerError, match="Aucun des 0 polygones"):
        moran_map([], np.zeros(0), "queen")
    with pytest.raises(StatisticError, match="même centre"):
        moran_map([box(0, 0, 1, 1)] * 5, np.arange(5.0), "distance")


@pytest.mark.parametrize("stop_at", [0, 50, 62])
def test_a_map_stops_when_asked(stop_at):
    with pytest.raises(Cancelled):
        moran_map(squares(30, 30), np.arange(900.0), "queen", permutations=9999, progress=lambda p: p >= stop_at)
