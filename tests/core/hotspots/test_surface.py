import numpy as np
import pytest
from shapely.geometry import Point, box

from oltp_qgis_plugin.core.hotspots.cells import Around, lattice_cells
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.core.hotspots.surface import density_surface

TOWN = box(0, 0, 3000, 2000)


def test_the_surface_integrates_to_the_incidents_and_lies_where_they_are():
    cells = lattice_cells(TOWN, Lattice(200), Around())
    xy = np.random.default_rng(1).normal((700, 1500), 60, (300, 2))
    surface = density_surface(xy, None, cells, 400)
    assert surface.pixel == 50 and surface.corner == (0, 2000) and surface.values.shape == (40, 60)
    assert surface.values.sum() * 0.05**2 == pytest.approx(300)
    row, column = np.unravel_index(surface.values.argmax(), surface.values.shape)
    assert abs(column * 50 + 25 - 700) <= 50 and abs(2000 - row * 50 - 25 - 1500) <= 50


def test_weights_raise_the_surface_and_nothing_is_drawn_outside():
    lake = Point(1000, 1000).buffer(800, 32)
    cells = lattice_cells(lake, Lattice(200), Around())
    xy = np.array([[1000.0, 1000], [1400, 1000]])
    surface = density_surface(xy, np.array([1.0, 9]), cells, 300)
    assert np.isnan(surface.values[0, 0]) and np.isfinite(surface.values).sum() * surface.pixel**2 > lake.area
    assert np.nanmax(surface.values) == pytest.approx(9 * 3 / (np.pi * 0.3**2), rel=0.02)


def test_a_huge_town_keeps_to_four_million_pixels():
    cells = lattice_cells(box(0, 0, 200_000, 100_000), Lattice(2000), Around())
    surface = density_surface(np.array([[1000.0, 1000]]), None, cells, 3000)
    assert surface.values.size <= 4_100_000
