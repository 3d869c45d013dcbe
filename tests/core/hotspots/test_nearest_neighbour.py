import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from oltp_qgis_plugin.core.hotspots.nearest_neighbour import edge_corrected, nearest_neighbour, nearest_neighbour_report
from oltp_qgis_plugin.errors import Cancelled, CrsError, GridError, LayerError, StatisticError

TOWN = [box(0, 0, 4000, 3000)]


def lattice(side=10, step=1.0):
    return np.stack(np.meshgrid(np.arange(side) + 0.5, np.arange(side) + 0.5), axis=2).reshape(-1, 2) * step


def told(report, warning=None):
    return " ".join(remark.text for remark in report.remarks if warning in (None, remark.warning))


def test_a_lattice_of_ten_by_ten_is_twice_as_spaced_as_chance():
    # Clark & Evans (1954): 1 / (0.5 √(100/100)) = 2; (1 - 0.5) / 0.026136 = 19.1307.
    found = nearest_neighbour(lattice(), 100.0)
    assert (found.observed, found.expected, found.index) == (1.0, 0.5, 2.0)
    assert found.z == pytest.approx(19.1307, abs=5e-5) and found.p_value < 1e-80


def test_the_report_of_the_lattice_says_that_it_is_regular():
    report = nearest_neighbour_report(lattice(), [box(0, 0, 10, 10)])
    assert report.n == 100 and report.whole.index == pytest.approx(2.0) and report.distinct is None
    assert "Indice 2,000, z = 19,13, p < 0,001 : incidents plus régulièrement espacés" in told(report)
    # Donnelly (1978): 0.5 + (0.0514 + 0.0041) × 40 / 100 = 0.5222; √(0.000703 + 0.037 × 40 × 0.0001) = 0.0291719.
    assert report.corrected.expected == pytest.approx(0.5222)
    assert report.corrected.z == pytest.approx((1 - 0.5222) / 0.0291719, rel=1e-5)


def test_points_thrown_at_random_have_an_index_of_one_once_the_edge_is_corrected():
    rng, runs, n, area, perimeter = np.random.default_rng(0), 400, 60, 12e6, 14e3
    found = [edge_corrected(rng.uniform((0, 0), (4000, 3000), (n, 2)), area, perimeter) for _ in range(runs)]
    assert np.mean([one.index for one in found]) == pytest.approx(1, abs=0.01)
    assert np.mean([one.p_value < 0.05 for one in found]) == pytest.approx(0.05, abs=0.03)
    assert np.std([one.z for one in found]) == pytest.approx(1, abs=0.1)


def test_incidents_at_one_address_lower_the_index_and_it_is_said():
    spread = np.random.default_rng(1).uniform((0, 0), (4000, 3000), (200, 2))
    report = nearest_neighbour_report(np.concatenate([spread, spread[:60]]), TOWN)
    assert report.distinct.index == pytest.approx(nearest_neighbour(spread, 12e6).index)
    assert report.whole.index < 0.7 < report.distinct.index
    assert "position exacte d'un autre : 60 (23\u202f%)" in told(report, True) and "lisez plutôt celui-ci" in told(
        report, True
    )
    few = nearest_neighbour_report(np.concatenate([spread, spread[:5]]), TOWN)
    assert "position exacte d'un autre : 5" in told(few, False) and "arrondies" not in told(few)


def test_what_is_outside_or_without_position_is_counted_and_said():
    xy = np.concatenate([lattice(10, 250.0), [[9e5, 9e5]], [[np.nan, np.nan]] * 3])
    report = nearest_neighbour_report(xy, TOWN)
    assert report.n == 100
    assert "hors de la zone d'étude, non comptés : 1" in told(report, True)
    assert "sans position, non comptés : 3" in told(report, True)


def test_without_study_area_the_rectangle_stands_in_and_stray_points_are_told():
    rng = np.random.default_rng(2)
    xy = np.concatenate([rng.uniform(770_000, 774_000, (200, 2)), [[0.0, 0.0]]])
    report = nearest_neighbour_report(xy, None)
    assert "le rectangle qui contient les incidents en tient lieu" in told(report, True)
    assert "étirent ce rectangle : 1" in told(report, True)
    assert nearest_neighbour_report(xy[:-1], None).whole.index > 4 * report.whole.index


def test_an_invalid_study_area_is_repaired_and_said_and_few_points_are_warned_of():
    report = nearest_neighbour_report(lattice(4, 2.0), [Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])])
    assert "réparés : 1" in told(report, True) and "moins de 30" in told(report, True)


@pytest.mark.parametrize(
    ("xy", "study", "error", "message"),
    [
        (np.full((3, 2), np.nan), TOWN, LayerError, "aucun point localisé sur 3"),
        (np.empty((0, 2)), TOWN, LayerError, "aucun point localisé sur 0"),
        (np.array([[9e5, 9e5]]), TOWN, GridError, "n'est dans la zone d'étude"),
        (np.array([[5.0, 5.0]]), TOWN, StatisticError, "au moins 2"),
        (np.full((9, 2), 5.0), TOWN, StatisticError, "tous à la même position"),
        (np.full((9, 2), 5.0), None, GridError, "n'a pas de surface"),
        (lattice() * 0.01, [box(0, 0, 0.1, 0.1)], CrsError, "degrés"),
        (lattice(), [Polygon()], GridError, "zone d'étude est vide"),
    ],
)  # fmt: skip
def test_what_has_no_index_is_refused_in_one_sentence(xy, study, error, message):
    with pytest.raises(error, match=message):
        nearest_neighbour_report(xy, study)


def test_an_index_stops_when_asked():
    with pytest.raises(Cancelled):
        nearest_neighbour_report(lattice(), [box(0, 0, 10, 10)], lambda percent: True)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000), st.floats(-1e6, 1e6), st.floats(0.01, 100))
def test_moving_enlarging_and_ordering_incidents_change_no_index(seed, shift, unit):
    rng = np.random.default_rng(seed)
    xy = rng.uniform(0, 100, (40, 2))
    found, moved = nearest_neighbour(xy, 1e4), nearest_neighbour(rng.permutation(xy) * unit + shift, 1e4 * unit**2)
    assert moved.index == pytest.approx(found.index, rel=1e-6) and moved.z == pytest.approx(found.z, rel=1e-5, abs=1e-6)
