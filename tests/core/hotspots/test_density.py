import numpy as np
import pytest
from shapely.geometry import Point, box

from oltp_qgis_plugin.core.hotspots import density
from oltp_qgis_plugin.core.hotspots.density import default_bandwidth, quartic_density
from oltp_qgis_plugin.core.hotspots.grid import cell_of_points, make_grid
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.errors import Cancelled, StatisticError

LAKE = Point(5000, 4000).buffer(3000, 64).difference(Point(4500, 4200).buffer(700))


def point_by_point(xy, places, areas, study, bandwidth):
    """The kernel of domain.md, written out; its mass inside the study area by a fine sum over rings and angles."""
    squared = ((places[:, None, :] - xy[None]) ** 2).sum(axis=2) / bandwidth**2
    sums = np.where(squared < 1, 3 / (np.pi * bandwidth**2) * (1 - squared) ** 2, 0).sum(axis=1)
    radius, angle = np.meshgrid((np.arange(60) + 0.5) / 60, (np.arange(120) + 0.5) / 120 * 2 * np.pi)
    around = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=2).reshape(-1, 2) * bandwidth
    weight = ((1 - radius**2) ** 2 * radius).ravel()
    grid = make_grid(study, Lattice(study.bounds[2] - study.bounds[0] + 1))
    inside = np.array([cell_of_points(around + place, grid, study) >= 0 for place in places])
    value = sums / (inside @ weight / weight.sum())
    return value * len(xy) / (value * areas).sum()


@pytest.mark.parametrize("hexagons", [False, True])
@pytest.mark.parametrize("bandwidth", [450, 1000])
def test_density_is_within_one_percent_of_the_kernel_point_by_point(hexagons, bandwidth):
    lattice = Lattice(250.0, hexagons)
    grid = make_grid(LAKE, lattice)
    xy = np.random.default_rng(6).normal((4500, 3500), (1200, 1500), (1500, 2))
    xy = xy[cell_of_points(xy, grid, LAKE) >= 0]
    areas = grid.area_share * lattice.cell_area
    exact = point_by_point(xy, grid.place, areas, LAKE, bandwidth)
    found = quartic_density(xy, grid.place, areas, LAKE, bandwidth)
    dense = exact > 0.02 * exact.max()
    assert found[dense] == pytest.approx(exact[dense], rel=0.01)
    assert found == pytest.approx(exact, abs=0.005 * exact.max())
    assert (found * areas).sum() == pytest.approx(len(xy))


def test_density_far_from_edges_is_the_quartic_kernel():
    study, grid = box(0, 0, 10_000, 10_000), make_grid(box(0, 0, 10_000, 10_000), Lattice(20.0))
    found = quartic_density(np.array([[5010.0, 5010.0]]), grid.place, np.full(len(grid.place), 400.0), study, 500)
    at = {tuple(place): value for place, value in zip(grid.place.tolist(), found, strict=True)}
    peak = 3 / (np.pi * 500**2)
    assert at[(5010, 5010)] == pytest.approx(peak, rel=0.01)
    assert at[(5310, 5010)] == pytest.approx(peak * (1 - 0.36) ** 2, rel=0.01)
    assert at[(5530, 5010)] == 0


def test_evenly_spread_points_give_a_flat_density_up_to_the_edge():
    study = Point(2000, 2000).buffer(1900, 64)
    grid = make_grid(study, Lattice(200.0))
    x, y = np.meshgrid(np.arange(5, 4000, 10.0), np.arange(5, 4000, 10.0))
    xy = np.stack([x.ravel(), y.ravel()], axis=1)
    xy = xy[cell_of_points(xy, grid, study) >= 0]
    found = quartic_density(xy, grid.place, grid.area_share * 200**2, study, 600)
    assert found == pytest.approx(len(xy) / study.area, rel=0.05)


def test_bands_of_nodes_give_what_one_raster_gives(monkeypatch):
    study, rng = box(0, 0, 4000, 9000), np.random.default_rng(7)
    grid, xy = make_grid(study, Lattice(200.0)), rng.uniform((0, 0), (4000, 9000), (500, 2))
    areas = np.full(len(grid.place), 200.0**2)
    whole = quartic_density(xy, grid.place, areas, study, 500)
    monkeypatch.setattr(density, "NODES_AT_ONCE", 60_000)
    assert quartic_density(xy, grid.place, areas, study, 500) == pytest.approx(whole, abs=0.005 * whole.max())


def test_coverage_is_the_exact_share_of_each_square_inside():
    nodes = density._Nodes(1500.0, 2000.0, 210.0, 40, 22)
    shares = density.coverage(density.oriented_edges(LAKE), nodes)
    for row in range(0, 22, 3):
        for column in range(0, 40, 2):
            x, y = 1500 + 210 * column, 2000 + 210 * row
            exact = box(x - 105, y - 105, x + 105, y + 105).intersection(LAKE).area / 210**2
            assert shares[row, column] == pytest.approx(exact, abs=1e-9)


def test_the_default_bandwidth_is_the_smaller_of_the_two_rules():
    rng = np.random.default_rng(9)
    xy = rng.normal(0, (1000, 2000), (4000, 2))
    deviation, quartiles = xy.std(axis=0, ddof=1), np.percentile(xy, [25, 75], axis=0)
    normal = np.mean(4.24 * np.minimum(deviation, (quartiles[1] - quartiles[0]) / 1.34)) * 4000**-0.2
    distances = np.sort(np.hypot(*(xy[::8, None, :] - xy[None]).transpose(2, 0, 1)), axis=1)[:, 63].mean()
    assert distances < normal
    assert default_bandwidth(xy) == pytest.approx(distances)
    lattice = np.stack(np.meshgrid([0.0, 1.0], [0.0, 1.0]), axis=2).reshape(-1, 2)
    assert default_bandwidth(lattice) == pytest.approx(min(4.24 * 0.5773502692 * 4**-0.2, 1.0))


def test_points_all_at_one_place_have_no_default_bandwidth():
    assert default_bandwidth(np.full((50, 2), 7.0)) == 0
    assert default_bandwidth(np.array([[7.0, 7.0]])) == 0


def test_a_bandwidth_that_is_not_positive_is_refused():
    with pytest.raises(StatisticError, match="rayon"):
        quartic_density(np.zeros((1, 2)), np.zeros((1, 2)), np.ones(1), box(0, 0, 1, 1), 0)


def test_a_stopped_run_is_cancelled():
    with pytest.raises(Cancelled):
        quartic_density(np.zeros((1, 2)), np.zeros((1, 2)), np.ones(1), box(0, 0, 1, 1), 1, lambda: True)
