import numpy as np
import pytest
from shapely.geometry import box

from oltp_qgis_plugin.core.hotspots.counting import grid_units
from oltp_qgis_plugin.core.hotspots.emerging_map import autocorrelation, emerging_map
from oltp_qgis_plugin.core.hotspots.event_dates import event_dates
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.core.hotspots.local_statistics import gi_star, lattice_neighbours
from oltp_qgis_plugin.core.hotspots.time_steps import Step
from oltp_qgis_plugin.errors import GridError, StatisticError

TOWN = box(0, 0, 1000, 1000)
MONTHS = np.arange("2023-01", "2025-01", dtype="M8[M]").astype("M8[D]")


def units(hexagons=False):
    return grid_units([TOWN], Lattice(100, hexagons), np.zeros((1, 2)))


def town(seed=1, monthly=600, planted=lambda month: 0, months=MONTHS):
    """Uniform incidents, `monthly` a month, and `planted(month)` more in the nine cells around (450, 450)."""
    rng = np.random.default_rng(seed)
    xy, days = [], []
    for number, month in enumerate(months):
        n = planted(number)
        xy += [rng.uniform(0, 1000, (monthly, 2)), 450 + rng.uniform(-150, 150, (n, 2))]
        days.append(np.repeat(month, monthly + n) + rng.integers(0, 28, monthly + n))
    return np.concatenate(xy), event_dates(np.concatenate(days).astype("M8[ms]"))


def result(planted, **other):
    return emerging_map(*town(planted=planted, **other), units(), Step.parse("mois"))


def texts(found, warning):
    return [remark.text for remark in found.remarks if remark.warning == warning]


@pytest.mark.parametrize(("planted", "name"), [
    (lambda month: 150, "hot_persistent"),
    (lambda month: 60 + 10 * month, "hot_intensifying"),
    (lambda month: 290 - 10 * month, "hot_diminishing"),
    (lambda month: 150 * (month == 23), "hot_new"),
    (lambda month: 150 * (month >= 20), "hot_consecutive"),
    (lambda month: 150 * (month % 3 == 2), "hot_sporadic"),
    (lambda month: 150 * (month < 23), "hot_historical"),
])  # fmt: skip
def test_a_planted_hot_spot_has_the_class_of_its_history(planted, name):
    found = result(planted)
    assert found.columns["class"][44] == name
    assert found.columns["class"][0] == "none" and len(found.steps) == 24


def test_a_rise_of_the_whole_town_is_no_hot_spot():
    rng = np.random.default_rng(1)
    n = 300 + 60 * np.arange(24)
    days = np.repeat(MONTHS, n) + rng.integers(0, 28, n.sum())
    found = emerging_map(
        rng.uniform(0, 1000, (n.sum(), 2)), event_dates(days.astype("M8[ms]")), units(), Step.parse("mois")
    )
    assert np.count_nonzero(found.columns["class"] != "none") <= 2


@pytest.mark.parametrize("hexagons", [False, True])
def test_counts_and_gi_star_of_each_step_are_those_of_its_own_map(hexagons):
    xy, dates = town(planted=lambda month: 60)
    cells = units(hexagons)
    found = emerging_map(xy, dates, cells, Step.parse("mois"))
    weights = lattice_neighbours(cells.grid.column, cells.grid.row, hexagons)
    in_month = dates.day.astype("M8[M]") == np.datetime64("2023-06")
    counts = np.bincount(cells.of_points(xy[in_month])[0], minlength=len(cells))
    assert found.counts[:, 5].tolist() == counts.tolist() and found.counts.sum() == len(xy)
    assert found.z[:, 5] == pytest.approx(gi_star(counts, weights), abs=1e-9)
    cube = found.cube()
    assert cube["n"].sum() == len(xy) and len(cube) == 24 * len(cells)
    sixth = cube[cube["step"] == 6]
    assert set(sixth["step_start"]) == {"2023-06-01"} and sixth["n"].tolist() == counts.tolist()


def test_each_cell_s_numbers_add_up():
    found = result(lambda month: 150 * (month % 2))
    columns = found.columns
    assert columns["n"].tolist() == found.counts.sum(axis=1).tolist()
    assert columns["n_last"].tolist() == found.counts[:, -1].tolist()
    assert columns["hot_steps"][44] == 12 and columns["z_last"] == pytest.approx(found.z[:, -1])


def test_an_empty_step_has_no_gi_star_and_is_said():
    xy, dates = town(months=MONTHS[[0, 1, 3, 4]], planted=lambda month: 100)
    found = emerging_map(xy, dates, units(), Step.parse("mois"))
    assert np.isnan(found.z[:, 2]).all() and found.columns["hot_steps"][44] == 4
    told = texts(found, True)
    assert any("Pas sans aucun incident : 1" in text for text in told)
    assert any("5 pas seulement" in text for text in told)
    assert any("Moins de deux années" in text for text in told)


def test_autocorrelation_and_season_are_told():
    assert autocorrelation(np.array([[1.0, -1, 1, -1], [2, 2, 2, 2]]), 1) == pytest.approx([-0.75, 0])
    seasonal = result(lambda month: 20 + 12 * month)
    assert any("tendances ressortent trop souvent" in text for text in texts(seasonal, True))
    assert any("Saison : autocorrélation" in text for text in texts(seasonal, False) + texts(seasonal, True))


def test_incidents_left_out_are_counted_and_said():
    xy, dates = town(monthly=50)
    xy = np.concatenate([xy, [[np.nan, np.nan], [5000.0, 5.0], [5.0, 5.0]]])
    began = np.append(dates.began, np.array(["2024-05-02", "2024-05-02", "NaT"], "M8[s]")).astype("M8[ms]")
    told = texts(emerging_map(xy, event_dates(began), units(), Step.parse("mois")), True)
    for text in ("Incidents hors de la zone d'étude, non comptés : 1.", "Incidents sans position, non comptés : 1.",
                 "Incidents sans date, non comptés : 1."):  # fmt: skip
        assert text in told
    assert any("Gi* n'est qu'approché" in text for text in told)


def test_one_step_or_nobody_inside_is_refused():
    xy, dates = town(monthly=5, months=MONTHS[:1])
    with pytest.raises(StatisticError, match="il n'y a qu'un pas"):
        emerging_map(xy, dates, units(), Step.parse("mois"))
    xy, dates = town(monthly=5)
    with pytest.raises(GridError, match="aucun incident, sur 120 localisé"):
        emerging_map(xy + 9000, dates, units(), Step.parse("mois"))
