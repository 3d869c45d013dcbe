"""Tables of addresses to points: the texts read, the results announced and written."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingUtils,
)
from qgis.PyQt.QtCore import NULL, QMetaType

from oltp_qgis_plugin.adapters.progress import tell
from oltp_qgis_plugin.adapters.sources import features, require_field
from oltp_qgis_plugin.core.incident import Precision
from oltp_qgis_plugin.core.places.index import AddressIndex
from oltp_qgis_plugin.core.places.matching import MATCH_COLUMNS, Geocoder
from oltp_qgis_plugin.errors import Cancelled, LayerError, OutputError
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.store.geocoding import GeocodeReport, gazetteer
from oltp_qgis_plugin.store.geopackage import Observatory

WRITTEN = tuple(column for column in MATCH_COLUMNS if column not in ("x", "y"))


def counts_by_precision(counts: Mapping[str, int]) -> str:
    """How many were placed at each precision, finest first, as a list in words."""
    labels = {
        Precision.NUMBER: tr("{n} au numéro"),
        Precision.INTERPOLATED: tr("{n} entre deux numéros"),
        Precision.CROSSING: tr("{n} au croisement"),
        Precision.STREET: tr("{n} à la voie"),
        Precision.PLACE: tr("{n} à un lieu connu"),
        Precision.QUARTER: tr("{n} au quartier"),
        Precision.COMMUNE: tr("{n} à la commune"),
        Precision.NONE: tr("{n} sans point"),
    }
    said = [label.format(n=counts[level.value]) for level, label in labels.items() if level.value in counts]
    return ", ".join(said) or "0"


def open_geocoder(index: str, observatory: Observatory) -> Geocoder:
    """A geocoder on an index file ("" for none) and the places of the observatory, together."""
    if not index:
        return Geocoder.of_places(gazetteer(observatory), observatory.epsg)
    opened = AddressIndex.open(Path(index))
    return Geocoder.on(opened, gazetteer(observatory, opened.epsg))


def matched(
    source: QgsProcessingFeatureSource,
    names: Sequence[str],
    geocoder: Geocoder,
    min_score: float,
    feedback: QgsProcessingFeedback,
) -> pd.DataFrame:
    """MATCH_COLUMNS for each row of a table. names: fields of address, number, street, postcode, city, "" for none.

    Raises LayerError when neither the address nor the street has a field.
    """
    address, number, street, postcode, city = names
    if not address and not street:
        raise LayerError(
            tr("Indiquez le champ de l'adresse (ADDRESS), ou au moins celui de la voie (STREET) : rien ne dit où lire.")
        )
    columns = _columns(source, [name for name in names if name], feedback)
    cities, postcodes = columns.get(city), columns.get(postcode)
    if address:
        return geocoder.match(columns[address], cities, postcodes, min_score, tell(feedback))
    return geocoder.match_parts(columns.get(number), columns[street], postcodes, cities, min_score, tell(feedback))


def _columns(
    source: QgsProcessingFeatureSource, names: Sequence[str], feedback: QgsProcessingFeedback
) -> dict[str, list[str]]:
    for name in names:
        require_field(source, name)
    columns: dict[str, list[str]] = {name: [] for name in names}
    for feature in features(source, QgsFeatureRequest().setSubsetOfAttributes(list(columns), source.fields())):
        if feedback.isCanceled():
            raise Cancelled()
        for name, values in columns.items():
            values.append(_text(feature[name]))
    return columns


def _text(value: object) -> str:
    if value is None or value == NULL:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def result_fields(fields: QgsFields) -> QgsFields:
    """The fields of the table and those of the result, renamed when the table already has such a name."""
    added = QgsFields()
    for name in WRITTEN:
        added.append(QgsField(name, QMetaType.Type.Double if name == "score" else QMetaType.Type.QString))
    return QgsProcessingUtils.combineFields(fields, added)


def write_matches(
    source: QgsProcessingFeatureSource,
    found: pd.DataFrame,
    fields: QgsFields,
    sink: QgsFeatureSink,
    feedback: QgsProcessingFeedback,
) -> None:
    """Write every row of the table in its order, with its point where there is one."""
    rows = found[["x", "y", *WRITTEN]].itertuples(index=False, name=None)
    for feature, (x, y, *values) in zip(features(source, QgsFeatureRequest()), rows, strict=True):
        if feedback.isCanceled():
            raise Cancelled()
        written = QgsFeature(fields)
        written.setAttributes([*feature.attributes(), *values])
        if x == x:
            written.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        if not sink.addFeature(written, QgsFeatureSink.Flag.FastInsert):
            raise OutputError(
                tr("La table n'a pas pu être écrite ({why}) : vérifiez le fichier de sortie et l'espace libre.").format(
                    why=sink.lastError()
                )
            )


def announce(found: pd.DataFrame, feedback: QgsProcessingFeedback) -> None:
    """Say how many rows were placed, and how finely."""
    counts = {str(level): int(n) for level, n in found["precision"].value_counts().items()}
    feedback.pushInfo(tr("{n} lignes : {parts}.").format(n=len(found), parts=counts_by_precision(counts)))
    empty = int((found["kind"] == "vide").sum())
    if empty:
        feedback.pushWarning(tr("{n} ligne(s) sans adresse : gardées, sans point.").format(n=empty))


def announce_incidents(report: GeocodeReport, feedback: QgsProcessingFeedback) -> None:
    """Say what became of the incidents without a point."""
    feedback.pushInfo(
        tr("{unlocated} fait(s) sans point : {placed} placé(s) ({parts}), {rest} restent à localiser.").format(
            unlocated=report.unlocated, placed=report.placed, parts=counts_by_precision(report.by_precision),
            rest=report.unlocated - report.placed - report.remembered,
        )
    )  # fmt: skip
    if report.without_text:
        feedback.pushInfo(tr("{n} n'ont pas de lieu écrit.").format(n=report.without_text))
    if report.remembered:
        feedback.pushInfo(tr("{n} placé(s) par une décision de la ville.").format(n=report.remembered))
    if report.decided:
        feedback.pushInfo(tr("{n} laissé(s) sans point, comme la ville en a décidé.").format(n=report.decided))
    if report.doubtful:
        feedback.pushWarning(
            tr("{n} ont un candidat trop peu sûr : la revue des lieux les montre.").format(n=report.doubtful)
        )
