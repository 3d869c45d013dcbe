"""The fields that a column may be given, as the user reads them."""

from oltp_qgis_plugin.core.intake.draft import UNREAD
from oltp_qgis_plugin.i18n import tr


def role_labels() -> dict[str, str]:
    """Field → its French name, in the order of the list."""
    return {
        UNREAD: tr("Ne pas reprendre"),
        "category": tr("Nature du fait"),
        "date": tr("Date (avec ou sans heure)"),
        "time": tr("Heure"),
        "place_label": tr("Lieu, adresse"),
        "source_ref": tr("Référence du partenaire"),
        "x": tr("X ou longitude"),
        "y": tr("Y ou latitude"),
        "position": tr("Coordonnées en une cellule"),
        "place_type": tr("Type de lieu"),
        "gravity": tr("Gravité"),
        "status": tr("Suite donnée"),
        "end_date": tr("Date de fin"),
        "end_time": tr("Heure de fin"),
        "year": tr("Année"),
        "month": tr("Mois"),
        "day": tr("Jour"),
        "place:ecole:code": tr("Code de l'école (UAI)"),
        "place:arret:code": tr("Code de l'arrêt"),
    }
