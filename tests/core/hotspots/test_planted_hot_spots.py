"""The hot spots planted in the sample town, before any import: what is found of them, and what else."""

import numpy as np
import pandas as pd
import pytest

from oltp_qgis_plugin.core.hotspots.analysis import Where, hotspot_map
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.core.hotspots.map_statistics import Method
from oltp_qgis_plugin.resources.sample.addresses import make_addresses
from oltp_qgis_plugin.resources.sample.incidents import make_incidents
from oltp_qgis_plugin.resources.sample.places import make_halls, make_schools, make_stops
from oltp_qgis_plugin.resources.sample.plan import load_plan
from oltp_qgis_plugin.resources.sample.streets import make_streets
from oltp_qgis_plugin.resources.sample.town import anchors_by_partner

SIZE = 150.0


@pytest.fixture(scope="module", params=[2024, 7, 31])
def town(request):
    """(plan, incidents) of the sample town grown from several seeds."""
    rng = np.random.default_rng(request.param)
    plan = load_plan(rng)
    streets = make_streets(plan, rng)
    addresses, halls = make_addresses(streets, plan, rng), make_halls(plan, rng)
    anchors = anchors_by_partner(plan, addresses, halls, make_stops(plan, streets), make_schools(plan))
    return plan, pd.concat(make_incidents(plan, anchors, rng).values(), ignore_index=True)


@pytest.mark.parametrize("family", ["TRA", "VOL"])
@pytest.mark.parametrize("permutations", [0, 199])
def test_every_planted_hot_spot_is_found_and_little_else_is(town, family, permutations):
    plan, incidents = town
    xy = incidents.loc[incidents["categorie"].str.startswith(family), ["x", "y"]].to_numpy()
    where = Where(Lattice(SIZE), [plan.boundary])
    result = hotspot_map(xy, where, method=Method(permutations))
    place, hot = result.cells.place, np.char.startswith(result.columns["class"], "hot")
    near = np.zeros(len(place), dtype=bool)
    for spot in plan.hot_spots:
        away = np.hypot(*(place - (spot["x"], spot["y"])).T)
        # Gi* also lights the cells that touch those of the spot.
        near |= away < spot["rayon"] + 1.5 * SIZE
        if spot["famille"] == family:
            assert hot[away.argmin()], spot["id"]
    assert (hot & ~near).sum() <= 0.15 * hot.sum()
