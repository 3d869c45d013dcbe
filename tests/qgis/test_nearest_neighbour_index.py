import numpy as np
import pytest
from qgis import processing
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingException

from tests.qgis.hotspot_layers import points, polygons, square
from tests.told import Told


@pytest.fixture
def index(run):
    def run_it(xy, study=None, told=None, code="EPSG:2154"):
        return run("nearest_neighbour_index", told, INCIDENTS=points(xy, code), STUDY_AREA=study)

    return run_it


def lattice(step=1.0, x=770_000.0, y=6_280_000.0):
    place = (np.arange(10) + 0.5) * step
    return np.stack(np.meshgrid(x + place, y + place), axis=2).reshape(-1, 2)


def test_a_lattice_of_ten_by_ten_has_the_index_of_the_books(index):
    result = index(lattice(), polygons(square(770_000, 6_280_000, 10)))
    assert result["NNI"] == pytest.approx(2.0, abs=1e-6) and result["Z_SCORE"] == pytest.approx(19.1307, abs=5e-5)
    assert result["OBSERVED"] == pytest.approx(1) and result["EXPECTED"] == pytest.approx(0.5)
    assert result["P_VALUE"] < 1e-80 and result["POINTS"] == 100 and result["NNI_DISTINCT"] == result["NNI"]
    assert result["NNI_EDGE_CORRECTED"] == pytest.approx(1 / 0.5222, abs=1e-4)


def test_layers_in_degrees_are_measured_in_metres(index):
    def degrees(layer):
        target = QgsCoordinateReferenceSystem("EPSG:4326")
        inputs = {"INPUT": layer, "TARGET_CRS": target, "OUTPUT": "TEMPORARY_OUTPUT"}
        return processing.run("native:reprojectlayer", inputs)["OUTPUT"]

    told = Told()
    xy = [
        (f.geometry().asPoint().x(), f.geometry().asPoint().y()) for f in degrees(points(lattice(50.0))).getFeatures()
    ]
    result = index(np.array(xy), degrees(polygons(square(770_000, 6_280_000, 500))), told, "EPSG:4326")
    assert result["NNI"] == pytest.approx(2.0, abs=1e-3) and any("EPSG:2154" in text for text in told.infos)


def test_what_weakens_the_index_is_said(index):
    told = Told()
    xy = np.concatenate([np.repeat(lattice(10)[:15], 2, axis=0)[:20], [[0.0, 0.0], [np.nan, np.nan]]])
    index(xy, polygons(square(770_000, 6_280_000, 100)), told)
    warned = " ".join(told.warnings)
    for text in (
        "position exacte d'un autre : 10",
        "hors de la zone d'étude, non comptés : 1",
        "sans position",
        "moins de 30",
    ):
        assert text in warned
    assert any("Donnelly" in text for text in told.infos + told.warnings)


@pytest.mark.parametrize(
    ("xy", "message"),
    [
        (np.empty((0, 2)), "aucun point localisé sur 0"),
        (np.full((4, 2), 770_001.0) * (1, 8.1557), "même position"),
        (np.array([[1000.0, 1000.0]] * 3), "n'est dans la zone d'étude"),
    ],
)
def test_what_has_no_index_is_refused(index, xy, message):
    with pytest.raises(QgsProcessingException, match=message):
        index(
            xy, polygons("POLYGON ((760000 6270000, 760000 6290000, 790000 6290000, 790000 6270000, 760000 6270000))")
        )


def test_a_cancelled_run_is_stopped(index):
    told = Told()
    told.cancel()
    with pytest.raises(QgsProcessingException, match="Arrêté à votre demande"):
        index(lattice(), None, told)
