"""Layers of a gazetteer as the frames that the index is made of: places, streets' lines, crossings."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import NULL
from shapely import wkb

from oltp_qgis_plugin.adapters.progress import tell
from oltp_qgis_plugin.adapters.reference_systems import WGS84, transform_xy
from oltp_qgis_plugin.core.nomenclature import normalise_label
from oltp_qgis_plugin.core.places.build import Sources
from oltp_qgis_plugin.core.places.gazetteer import PLACE_COLUMNS
from oltp_qgis_plugin.core.places.street_lines import line_crossings, middle_points
from oltp_qgis_plugin.errors import Cancelled, LayerError
from oltp_qgis_plugin.i18n import tr

# What fields are called in the open layers of towns, of the IGN, of the ministry of education, of transport.
NAME_FIELDS = (
    "nom", "name", "nom_voie", "voie_nom", "libelle", "nom_complet", "denomination", "appellation_officielle",
    "nom_etablissement", "residence", "nom_residence", "nom_arret", "stop_name", "arret", "nom_quartier", "libsquart",
    "libquart", "lib_qp", "nom_qp", "nom_qua", "l_qu", "label", "intitule", "toponyme", "nom_collaboratif_gauche",
    "nom_voie_ban_gauche", "nom_1_gauche", "nom_rue_g", "designation", "lieu",
)  # fmt: skip
MORE_NAME_FIELDS = {"residence": ("batiment", "hall", "entree", "escalier")}
CODE_FIELDS = ("code", "uai", "numero_uai", "code_uai", "code_etablissement", "identifiant_de_l_etablissement",
               "stop_id", "code_arret", "id_arret", "reference", "ref", "code_qp", "squartmno")  # fmt: skip
KIND_FIELDS = ("kind", "genre", "type", "nature", "categorie", "type_etablissement", "libelle_nature")
CROSSING_FIELDS = (("nom1", "nom2"), ("voie1", "voie2"), ("rue1", "rue2"))


@dataclass
class Gazetteer:
    """What the layers hold, in one CRS: places, streets, crossings as `Sources` has them.

    said: how each layer was understood, in French.
    """

    places: pd.DataFrame
    streets: pd.DataFrame
    crossings: pd.DataFrame
    said: list[str] = field(default_factory=list)

    def added_to(self, sources: Sources) -> dict[str, pd.DataFrame]:
        """What sources become with these layers: their places, streets, crossings."""
        return {
            "places": self.places,
            "streets": self.streets,
            "crossings": pd.concat([sources.crossings, self.crossings], ignore_index=True),
        }


def read_gazetteer(layers: Sequence[QgsVectorLayer], epsg: int, context: QgsProcessingContext,
                   feedback: QgsProcessingFeedback) -> Gazetteer:  # fmt: skip
    """The layers in EPSG:`epsg`. Points and polygons are places, lines are streets, two names a row are crossings.

    Raises LayerError for a layer whose names are in no field that is known.
    """
    parts: dict[str, list[pd.DataFrame]] = {"places": [], "streets": [], "crossings": []}
    said = []
    for layer in layers:
        kind, frames = _read_layer(layer, epsg, context, feedback)
        for part, frame in frames.items():
            parts[part].append(frame)
        said.append(tr("« {name} » : {kind}.").format(name=layer.name(), kind=kind))
    empty = {"places": PLACE_COLUMNS, "streets": ("street", "x", "y"), "crossings": ("first", "second", "x", "y")}
    whole = {part: pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=list(empty[part]))
             for part, found in parts.items()}  # fmt: skip
    return Gazetteer(**whole, said=said)


def _read_layer(layer, epsg, context, feedback):
    fields = {normalise_label(f.name()).lower().replace(" ", "_"): f.name() for f in layer.fields()}
    pair = next(([fields[name] for name in names] for names in CROSSING_FIELDS if set(names) <= set(fields)), None)
    if pair is not None:
        first, second, xy = _rows(layer, fields, pair, epsg, context, feedback)
        kept = ~np.isnan(xy).any(axis=1)
        frame = pd.DataFrame({"first": first, "second": second, "x": xy[:, 0], "y": xy[:, 1]})[kept]
        return tr("{n} croisements (champs {a} et {b})").format(n=len(frame), a=pair[0], b=pair[1]), {
            "crossings": frame
        }
    name = next((fields[wanted] for wanted in NAME_FIELDS if wanted in fields), None)
    if name is None:
        raise LayerError(
            tr(
                "La couche « {layer} » n'a pas de champ de nom reconnu (nom, name, libelle…) parmi {fields} : renommez "
                "celui qui porte les noms, ou retirez cette couche."
            ).format(layer=layer.name(), fields=", ".join(fields.values()))
        )
    if QgsWkbTypes.geometryType(layer.wkbType()) == Qgis.GeometryType.Line:
        return _lines(layer, name, epsg, context, feedback)
    return _places(layer, fields, name, epsg, context, feedback)


def _places(layer, fields, name, epsg, context, feedback):
    more = [fields[other] for other in MORE_NAME_FIELDS.get(name.lower(), ()) if other in fields]
    code = next((fields[wanted] for wanted in CODE_FIELDS if wanted in fields), None)
    kind = next((fields[wanted] for wanted in KIND_FIELDS if wanted in fields), None)
    asked = [name, *more, *([code] if code else []), *([kind] if kind else [])]
    *columns, xy = _rows(layer, fields, asked, epsg, context, feedback)
    names = [" ".join(filter(None, parts)) for parts in zip(*columns[: 1 + len(more)], strict=True)]
    frame = pd.DataFrame({
        "kind": columns[-1] if kind else [layer.name()] * len(names),
        "code": columns[1 + len(more)] if code else [""] * len(names),
        "name": names, "x": xy[:, 0], "y": xy[:, 1],
    })  # fmt: skip
    frame["kind"] = frame["kind"].where(frame["kind"] != "", layer.name()) + (" " + layer.name() if kind else "")
    used = ", ".join([name, *more])
    told = tr("{n} lieux (nom : {name} ; code : {code})").format(n=len(frame), name=used, code=code or tr("aucun"))
    return told, {"places": frame}


def _lines(layer, name, epsg, context, feedback):
    target = QgsCoordinateReferenceSystem.fromEpsgId(epsg)
    move = QgsCoordinateTransform(layer.crs(), target, context.transformContext())
    names, lines = [], []
    request = QgsFeatureRequest().setSubsetOfAttributes([name], layer.fields())
    for feature in layer.getFeatures(request):
        if feedback.isCanceled():
            raise Cancelled()
        text = _text(feature[name])
        if not text or feature.geometry().isEmpty():
            continue
        for part in _vertices(feature.geometry(), move):
            names.append(text)
            lines.append(part)
    if not lines:
        raise LayerError(tr("La couche « {name} » n'a aucune ligne nommée.").format(name=layer.name()))
    crossings = line_crossings(names, lines, tell(feedback))
    streets = middle_points(names, lines)
    told = tr("{n} voies (nom : {name}), {m} croisements").format(n=len(streets), name=name, m=len(crossings))
    return told, {"streets": streets, "crossings": crossings}


def _vertices(geometry: QgsGeometry, move: QgsCoordinateTransform) -> list[np.ndarray]:
    straight = QgsGeometry(geometry.constGet().segmentize())
    try:
        straight.transform(move)
    except QgsCsException:
        return []
    shape = wkb.loads(bytes(straight.asWkb()))
    return [np.asarray(part.coords)[:, :2] for part in getattr(shape, "geoms", [shape]) if len(part.coords) > 1]


def _rows(layer, fields, names, epsg, context, feedback):
    """A list of texts per field, and (n, 2) points: of the features, else of columns of longitude and latitude."""
    target = QgsCoordinateReferenceSystem.fromEpsgId(epsg)
    bare = layer.wkbType() == Qgis.WkbType.NoGeometry
    pair = [fields[next((c for c in choice if c in fields), "")] if any(c in fields for c in choice) else None
            for choice in (("lon", "long", "longitude"), ("lat", "latitude"))]  # fmt: skip
    if bare and None in pair:
        raise LayerError(
            tr("La table « {name} » n'a ni points ni colonnes lon et lat : choisissez une couche de lieux.").format(
                name=layer.name()
            )
        )
    asked = [*names, *(pair if bare else [])]
    columns: list[list[str]] = [[] for _ in asked]
    xy = []
    for feature in layer.getFeatures(QgsFeatureRequest().setSubsetOfAttributes(asked, layer.fields())):
        if feedback.isCanceled():
            raise Cancelled()
        for column, name in zip(columns, asked, strict=True):
            column.append(_text(feature[name]))
        if not bare:
            xy.append(_inner_point(feature.geometry()))
    if bare:
        lon, lat = (pd.to_numeric(pd.Series(column), errors="coerce") for column in columns[-2:])
        xy, columns, crs = np.column_stack([lon, lat]), columns[:-2], QgsCoordinateReferenceSystem(WGS84)
    else:
        crs = layer.crs()
    return (*columns, transform_xy(np.array(xy, dtype=float).reshape(-1, 2), crs, target, context))


def _inner_point(geometry: QgsGeometry) -> tuple[float, float]:
    if geometry.isEmpty():
        return np.nan, np.nan
    point = geometry.pointOnSurface() if geometry.type() == Qgis.GeometryType.Polygon else geometry.centroid()
    return (point.asPoint().x(), point.asPoint().y()) if not point.isEmpty() else (np.nan, np.nan)


def _text(value: object) -> str:
    return "" if value is None or value == NULL else str(value).strip()
