import numpy as np
import pytest

from oltp_qgis_plugin.core.hotspots.defaults import check_not_degrees, default_cell_size, strays
from oltp_qgis_plugin.errors import CrsError


@pytest.mark.parametrize(
    ("n", "km2", "size"),
    [
        (20_000, 22, 100),  # a town of 22 km², two years: √(5 × 22e6 / 20 000) = 74 m, 100 at least
        (2_000, 22, 250),  # √(5 × 22e6 / 2 000) = 235 m
        (600, 57, 500),  # a city and little data: √(5 × 57e6 / 600) = 689 m, 500 at most
        (10_000, 57, 200),  # 169 m
        (50, 0.4, 100),  # a quarter: 200 m wanted, √(0.4e6 / 100) = 63 m for 100 cells
        (5, 0.2, 50),
        (0, 10, 400),
    ],
)
def test_the_cell_size_suits_the_town(n, km2, size):
    assert default_cell_size(n, km2 * 1e6) == size


def test_incidents_at_0_0_are_astray_and_suburbs_are_not():
    rng = np.random.default_rng(1)
    town = rng.normal((770_000, 6_280_000), 2_000, (500, 2))
    assert strays(town) == (0, 0.0)
    n, far = strays(np.concatenate([town, [[0, 0], [0, 0]]]))
    assert n == 2 and far == pytest.approx(6327, abs=2)
    assert strays(np.concatenate([town, town[:100] + 40_000]))[0] == 0
    assert strays(np.full((40, 2), 7.0)) == (0, 0.0)


def test_degrees_said_to_be_metres_are_refused():
    degrees = np.random.default_rng(2).normal((3.87, 43.6), 0.02, (50, 2))
    with pytest.raises(CrsError, match="ressemblent à des degrés"):
        check_not_degrees(degrees, 200)
    check_not_degrees(degrees * 100_000, 200)
    check_not_degrees(np.array([[10.0, 10], [40, 30]]), 10)
    check_not_degrees(np.array([[3.0, 43]]), 200)
