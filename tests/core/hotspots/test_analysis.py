import numpy as np
import pytest
from shapely.geometry import Polygon, box

from oltp_qgis_plugin.core.hotspots.analysis import Where, hotspot_map
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.errors import Cancelled, GridError, LayerError

TOWN = box(0, 0, 4000, 3000)


def incidents(seed=1, n=3000):
    rng = np.random.default_rng(seed)
    spread = rng.uniform((0, 0), (4000, 3000), (n, 2))
    return np.concatenate([spread, np.clip(rng.normal((1050, 1050), 60, (n // 5, 2)), 0, 3000)])


def warnings(result):
    return " ".join(remark.text for remark in result.remarks if remark.warning)


@pytest.mark.parametrize("hexagons", [False, True])
def test_a_planted_hot_spot_is_found_and_the_rest_of_the_town_is_not(hexagons):
    result = hotspot_map(incidents(), Where(Lattice(200, hexagons), [TOWN]))
    hot = np.char.startswith(result.columns["class"], "hot")
    assert hot[np.hypot(*(result.cells.place - (1050, 1050)).T) < 150].all()
    assert not hot[np.hypot(*(result.cells.place - (1050, 1050)).T) > 600].any()


def test_counts_and_density_sum_to_the_incidents_inside_and_the_others_are_told():
    xy = np.concatenate([incidents(), [[-50, 100], [np.nan, np.nan], [np.inf, 5], [9000, 0]]])
    result = hotspot_map(xy, Where(Lattice(170), [TOWN]))
    areas = result.columns["area_share"] * 170**2 / 1e6
    assert (result.inside, result.outside, result.unplaced) == (3600, 2, 2)
    assert result.columns["n"].sum() == 3600
    assert (result.columns["kde"] * areas).sum() == pytest.approx(3600)
    assert "hors de la zone d'étude, non comptés : 2." in warnings(
        result
    ) and "sans position, non comptés : 2." in warnings(result)


def test_every_automatic_choice_is_announced():
    result = hotspot_map(incidents(), Where(Lattice(200), None))
    told = " ".join(remark.text for remark in result.remarks)
    assert f"{result.bandwidth:.0f} m, calculé" in told and "par km²" in told
    assert "zone d'étude" in warnings(result)
    assert "demandé" in " ".join(r.text for r in hotspot_map(incidents(), Where(Lattice(200), [TOWN]), 300).remarks)


def test_sparse_counts_and_a_bandwidth_under_the_cell_are_warned_about():
    sparse = hotspot_map(incidents(n=300), Where(Lattice(200), [TOWN]), 150)
    assert "Gi* n'est qu'approché" in warnings(sparse) and "plus petit que la maille" in warnings(sparse)
    dense = hotspot_map(incidents(n=6000), Where(Lattice(200), [TOWN]), 300)
    assert warnings(dense) == ""


def test_without_variance_gi_star_is_absent_and_nothing_is_classed():
    xy = np.stack(np.meshgrid(np.arange(100, 4000, 200.0), np.arange(100, 3000, 200.0)), axis=2).reshape(-1, 2)
    result = hotspot_map(xy, Where(Lattice(200), [TOWN]))
    assert np.isnan(result.columns["gi_star"]).all() and np.isnan(result.columns["q_value"]).all()
    assert set(result.columns["class"]) == {"not_significant"}
    assert "Gi* n'est pas défini" in warnings(result)


def test_all_incidents_at_one_place_still_make_a_map():
    result = hotspot_map(np.full((40, 2), 510.0), Where(Lattice(200), [TOWN]))
    assert result.bandwidth == 200
    assert result.columns["n"].max() == 40
    assert (result.columns["kde"] * 0.04).sum() == pytest.approx(40)


def test_an_invalid_study_area_is_repaired_and_said():
    bow_tie = Polygon([(0, 0), (4000, 3000), (4000, 0), (0, 3000)])
    assert "réparés : 1." in warnings(hotspot_map(incidents(), Where(Lattice(200), [bow_tie])))


def test_a_study_area_that_holds_no_incident_is_refused():
    with pytest.raises(GridError, match="système de coordonnées"):
        hotspot_map(incidents(), Where(Lattice(200), [box(700_000, 6_000_000, 701_000, 6_001_000)]))


def test_a_layer_without_a_located_incident_is_refused():
    for xy in (np.empty((0, 2)), np.full((3, 2), np.nan)):
        with pytest.raises(LayerError, match="aucun point localisé"):
            hotspot_map(xy, Where(Lattice(200), [TOWN]))


def test_one_stray_incident_cannot_make_a_huge_grid():
    with pytest.raises(GridError, match="mailles"):
        hotspot_map(np.array([[0.0, 0.0], [770_000, 6_280_000]]), Where(Lattice(100), None))


def test_a_run_can_be_stopped_at_every_step():
    steps: list[float] = []
    hotspot_map(incidents(), Where(Lattice(200), [TOWN]), progress=lambda percent: bool(steps.append(percent)))
    assert steps == sorted(steps)
    for step in set(steps):
        with pytest.raises(Cancelled):
            hotspot_map(incidents(), Where(Lattice(200), [TOWN]), progress=lambda percent, step=step: percent >= step)


@pytest.mark.parametrize("hexagons", [False, True])
def test_translation_by_whole_cells_and_the_order_of_incidents_change_nothing(hexagons):
    xy, rng = incidents(n=2000), np.random.default_rng(3)
    move = np.array([200.0 * 31, 200.0 * 8 * (3**0.5 if hexagons else 1)])
    moved = box(*(np.array([0, 0]) + move), *(np.array([4000, 3000]) + move))
    first = hotspot_map(xy, Where(Lattice(200, hexagons), [TOWN]), 400)
    second = hotspot_map(rng.permutation(xy) + move, Where(Lattice(200, hexagons), [moved]), 400)
    assert first.columns["n"].tolist() == second.columns["n"].tolist()
    assert first.columns["class"].tolist() == second.columns["class"].tolist()
    for name in ("kde", "gi_star", "p_value", "q_value", "q_class"):
        assert first.columns[name] == pytest.approx(second.columns[name], rel=1e-6, abs=1e-9), name
