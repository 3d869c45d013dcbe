"""How the review of places is said."""

from oltp_qgis_plugin.core.incident import Precision
from oltp_qgis_plugin.i18n import tr


def precision_words() -> dict[Precision, str]:
    """What a user reads of each precision, finest first."""
    return {
        Precision.NUMBER: tr("au numéro"),
        Precision.INTERPOLATED: tr("entre deux numéros"),
        Precision.CROSSING: tr("au carrefour"),
        Precision.STREET: tr("à la rue"),
        Precision.PLACE: tr("au lieu nommé"),
        Precision.QUARTER: tr("au quartier"),
        Precision.COMMUNE: tr("à la commune"),
        Precision.NONE: tr("nulle part"),
    }


def origin_words(origin: str) -> str:
    """Where a suggestion comes from."""
    words = {"base": tr("index d'adresses"), "actuel": tr("point actuel"), "service": tr("service en ligne"),
             "clic": tr("votre clic")}  # fmt: skip
    return words[origin]


def score_words(score: float | None) -> str:
    """0.824 as 0,82; a dash when there is none."""
    return "–" if score is None else f"{score:.2f}".replace(".", ",")
