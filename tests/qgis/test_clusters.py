import numpy as np
import pytest
from qgis.core import QgsGeometry, QgsPointXY, QgsProcessingException

from tests.qgis.hotspot_layers import column, points, polygons, square
from tests.told import Told

WEST, SOUTH, SIDE = 770_000.0, 6_280_000.0, 3000.0
FIELDS = ["cluster", "n", "positions", "area_ha", "per_ha", "expected", "p_value", "class"]


@pytest.fixture
def clusters(run):
    def run_it(xy, told=None, study=True, **parameters):
        area = polygons(square(WEST, SOUTH, SIDE)) if study else None
        inputs = {"INCIDENTS": points(xy), "STUDY_AREA": area, "OUTPUT": "TEMPORARY_OUTPUT"} | parameters
        return run("clusters", told, **inputs)

    return run_it


def incidents(n=400, seed=2):
    rng = np.random.default_rng(seed)
    around = rng.normal((WEST + 1000, SOUTH + 2000), 30, (60, 2))
    return np.concatenate([rng.uniform((WEST, SOUTH), (WEST + SIDE, SOUTH + SIDE), (n, 2)), around])


def test_a_planted_cluster_is_drawn_with_its_members_and_what_chance_makes(clusters):
    xy, told = incidents(), Told()
    result = clusters(xy, told, MEMBERS="TEMPORARY_OUTPUT")
    outlines, members = result["OUTPUT"], result["MEMBERS"]
    assert [field.name() for field in outlines.fields()] == FIELDS and outlines.crs().authid() == "EPSG:2154"
    first = next(outlines.getFeatures())
    assert first["cluster"] == 1 and first["class"] == "beyond_chance" and first["p_value"] == 0.01
    assert first.geometry().contains(QgsGeometry.fromPointXY(QgsPointXY(WEST + 1000, SOUTH + 2000)))
    assert members.featureCount() == len(xy) and [f.name() for f in members.fields()][-2:] == ["cluster", "part"]
    assert column(members, "cluster").count(1) == first["n"] >= 58
    assert result["CLUSTERS"] == outlines.featureCount() and result["EXPECTED"] < 0.5
    assert any(f"Rayon : {result['RADIUS_USED']:.0f} m, calculé" in text for text in told.infos)
    assert [c.value() for c in members.renderer().categories()] == ["core", "border", "outside"]
    assert [c.value() for c in outlines.renderer().categories()] == ["beyond_chance", "as_chance"]


def test_the_scale_and_the_seed_asked_are_used(clusters):
    asked = {"RADIUS": 150, "MIN_POINTS": 6, "RUNS": 19}
    first, again, other = (clusters(incidents(), SEED=seed, **asked) for seed in (1, 1, 5))
    assert (first["RADIUS_USED"], first["MIN_POINTS_USED"]) == (150, 6)
    assert first["EXPECTED"] == again["EXPECTED"] != other["EXPECTED"]
    assert column(first["OUTPUT"], "n") == column(other["OUTPUT"], "n")


def test_no_cluster_makes_an_empty_layer_and_says_so(clusters):
    told = Told()
    result = clusters(incidents()[:40], told, RADIUS=5, MIN_POINTS=9, RUNS=9)
    assert result["CLUSTERS"] == 0 and result["OUTPUT"].featureCount() == 0 and result["P_VALUE"] == 1
    assert any("la couche de sortie est vide" in text for text in told.warnings)


def test_without_study_area_the_rectangle_is_used_and_warned_of(clusters):
    told = Told()
    clusters(incidents(), told, study=False, RUNS=9)
    assert any("le rectangle qui contient les incidents en tient lieu" in text for text in told.warnings)


@pytest.mark.parametrize(
    ("xy", "message"),
    [
        (np.empty((0, 2)), "aucun point localisé sur 0"),
        (np.array([[1000.0, 1000.0]]), "n'est dans la zone d'étude"),
        (np.tile([[WEST + 5, SOUTH + 5]], (7, 1)), "tous à la même position"),
    ],
)
def test_what_has_no_cluster_is_refused_and_nothing_is_written(clusters, tmp_path, xy, message):
    with pytest.raises(QgsProcessingException, match=message):
        clusters(xy, OUTPUT=str(tmp_path / "x.gpkg"), MEMBERS=str(tmp_path / "y.gpkg"))
    assert not list(tmp_path.glob("*.gpkg"))


def test_a_cancelled_run_writes_nothing(clusters, tmp_path):
    told = Told()
    told.cancel()
    with pytest.raises(QgsProcessingException, match="Arrêté à votre demande"):
        clusters(incidents(), told, OUTPUT=str(tmp_path / "x.gpkg"))
    assert not (tmp_path / "x.gpkg").exists()
