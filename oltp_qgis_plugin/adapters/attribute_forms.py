"""Attribute forms of the observatory's tables: French names, value lists, hidden and locked fields, constraints."""

from collections.abc import Mapping

from qgis.core import QgsDefaultValue, QgsEditorWidgetSetup, QgsFieldConstraints, QgsVectorLayer

from oltp_qgis_plugin.core.incident import PLACE_TYPES, DatePrecision, Locator, Precision
from oltp_qgis_plugin.core.intake.refusals import REASON_SENTENCES
from oltp_qgis_plugin.core.nomenclature import DIFFUSION_LEVELS, UNITS, categories
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.store.schema import table
from oltp_qgis_plugin.store.territories import KINDS

HIDDEN = ("fid", "uid", "content_hash", "code_key", "name_key", "place_key", "sha256")
LOCKED = {"incident": ("source_label", "geocode_score", "located_by"), "refused_row": ("batch", "row")}
DEFAULTS = {
    "uid": "uuid('WithoutBraces')",
    "content_hash": "uuid('WithoutBraces')",
    "hour_known": "true",
    "date_precision": f"'{DatePrecision.DAY.value}'",
    "precision": f"'{Precision.NUMBER.value}'",
    "located_by": f"'{Locator.HAND.value}'",
}
READ_ONLY = ("batch", "category", "time_slot", "journal", "refused_row", "place_decision")
PRECISIONS = {
    Precision.NUMBER: "Au numéro", Precision.INTERPOLATED: "Entre deux numéros", Precision.CROSSING: "Au carrefour",
    Precision.STREET: "À la rue", Precision.PLACE: "Au lieu nommé", Precision.QUARTER: "Au quartier",
    Precision.COMMUNE: "À la commune", Precision.NONE: "Non localisé",
}  # fmt: skip
DATE_PRECISIONS = {DatePrecision.DAY: "Au jour", DatePrecision.MONTH: "Au mois", DatePrecision.YEAR: "À l'année"}
LOCATORS = {
    Locator.FILE: "Les coordonnées du fichier", Locator.GAZETTEER: "Le répertoire des lieux",
    Locator.DECISION: "Une décision de la ville", Locator.INDEX: "L'index d'adresses",
    Locator.SERVICE: "Le service en ligne", Locator.HAND: "La saisie",
}  # fmt: skip


def configure_form(layer: QgsVectorLayer, name: str, related: Mapping[str, QgsVectorLayer]) -> None:
    """Set up the form of a layer on table `name`.

    related: the other layers of the project by table, for lists read from them. Without the category table
    the list of categories is written out, so that the layer stands alone.
    """
    fields = layer.fields()
    columns = {column.name: column for column in table(name).columns}
    for field in HIDDEN:
        _set_widget(layer, field, QgsEditorWidgetSetup("Hidden", {}))
    for column in columns.values():
        index = fields.lookupField(column.name)
        layer.setFieldAlias(index, tr(column.label))
        if column.required:
            layer.setFieldConstraint(index, QgsFieldConstraints.Constraint.ConstraintNotNull)
        if column.kind in ("date", "datetime"):
            _set_widget(layer, column.name, _date_widget(column.kind))
        elif column.kind == "boolean":
            _set_widget(layer, column.name, QgsEditorWidgetSetup("CheckBox", {"TextDisplayMethod": 0}))
    for field, values in value_maps(name).items():
        choices = [{text: value} for value, text in values.items()]
        _set_widget(layer, field, QgsEditorWidgetSetup("ValueMap", {"map": choices}))
    for field, other, key in table(name).references:
        if other in related:
            _set_widget(layer, field, _relation_widget(related[other], key))
    _lock(layer, name)
    if name == "incident":
        _incident_rules(layer)


def value_maps(name: str) -> dict[str, dict[str, str]]:
    """By field of a table, the stored values and what the user reads instead."""
    levels = {level: level.capitalize() for level in DIFFUSION_LEVELS}
    return {
        "incident": {
            "category": {category.code: f"{category.code} — {category.label}" for category in categories()},
            "precision": {precision.value: tr(text) for precision, text in PRECISIONS.items()},
            "date_precision": {precision.value: tr(text) for precision, text in DATE_PRECISIONS.items()},
            "located_by": {locator.value: tr(text) for locator, text in LOCATORS.items()},
            "place_type": {place: place[0].upper() + place[1:] for place in PLACE_TYPES},
        },
        "refused_row": {"reason": REASON_SENTENCES},
        "category": {"unit": {unit: text.capitalize() for unit, text in UNITS.items()}, "diffusion": levels},
        "agreement": {"diffusion": levels},
        "partner": {"diffusion": levels},
        "place_decision": {"precision": {precision.value: tr(text) for precision, text in PRECISIONS.items()}},
        "territory": {"kind": {kind: tr(KINDS[kind].label) for kind in ("quarter", "other_territory")}},
        "qpv": {"generation": {"2015": tr("2015 (code QP…)"), "2024": tr("2024 (code QN…)")}},
    }.get(name, {})


def _set_widget(layer: QgsVectorLayer, field: str, setup: QgsEditorWidgetSetup) -> None:
    index = layer.fields().lookupField(field)
    if index >= 0:
        layer.setEditorWidgetSetup(index, setup)


def _date_widget(kind: str) -> QgsEditorWidgetSetup:
    shown, kept = ("dd/MM/yyyy HH:mm", "yyyy-MM-ddTHH:mm:ss") if kind == "datetime" else ("dd/MM/yyyy", "yyyy-MM-dd")
    return QgsEditorWidgetSetup(
        "DateTime", {"display_format": shown, "field_format": kept, "calendar_popup": True, "allow_null": True}
    )


def _relation_widget(other: QgsVectorLayer, key: str) -> QgsEditorWidgetSetup:
    names = {"batch": "file_name", "agreement": "purpose", "territorial_group": "name"}
    source = other.customProperty("oltp/table")
    return QgsEditorWidgetSetup("ValueRelation", {
        "Layer": other.id(), "LayerName": other.name(), "LayerSource": other.publicSource(),
        "LayerProviderName": other.providerType(), "Key": key, "Value": names.get(source, "label"),
        "AllowNull": True, "OrderByValue": source != "category", "OrderByKey": source == "category",
    })  # fmt: skip


def _lock(layer: QgsVectorLayer, name: str) -> None:
    form = layer.editFormConfig()
    for field in LOCKED.get(name, ()):
        form.setReadOnly(layer.fields().lookupField(field), True)
    layer.setEditFormConfig(form)
    layer.setReadOnly(name in READ_ONLY)


def _incident_rules(layer: QgsVectorLayer) -> None:
    """An incident typed into plain QGIS gets its identity and usual values, and cannot end before it begins."""
    fields = layer.fields()
    for field, expression in DEFAULTS.items():
        layer.setDefaultValueDefinition(fields.lookupField(field), QgsDefaultValue(expression))
    layer.setConstraintExpression(
        fields.lookupField("ended_at"), '"ended_at" IS NULL OR "ended_at" >= "began_at"', tr("La fin suit le début.")
    )
    layer.setFieldConstraint(fields.lookupField("ended_at"), QgsFieldConstraints.Constraint.ConstraintExpression)
    layer.setDisplayExpression("\"category\" || ' · ' || format_date(\"began_at\", 'dd/MM/yyyy')")
