"""The incident table: its columns, types and allowed values, stated once."""

from dataclasses import dataclass
from enum import Enum


class Precision(Enum):
    """How finely a place is known, finest first; the values are those of the `precision` column."""

    NUMBER = "numero"
    INTERPOLATED = "interpole"
    CROSSING = "carrefour"
    STREET = "rue"
    PLACE = "lieu"
    QUARTER = "quartier"
    COMMUNE = "commune"
    NONE = "aucune"


AREA_ONLY = (Precision.QUARTER.value, Precision.COMMUNE.value)
"""Precisions whose point only stands for an area: no smaller territory can be told from it."""

FINER_THAN_STREET = tuple(
    level.value for level in (Precision.NUMBER, Precision.INTERPOLATED, Precision.CROSSING, Precision.PLACE)
)


DOUBTFUL_BELOW = 0.7
"""A score under which a point found automatically waits for a look."""


class Locator(Enum):
    """What gave an incident its point; the values are those of the `located_by` column, NULL where it is not known."""

    FILE = "fichier"
    GAZETTEER = "repertoire"
    DECISION = "decision"
    INDEX = "base"
    SERVICE = "service"
    HAND = "saisie"


class DatePrecision(Enum):
    """What `began_at` really says: a day, or only a month or a year (then it is the first day of it)."""

    DAY = "jour"
    MONTH = "mois"
    YEAR = "annee"


PLACE_TYPES = (
    "voie publique",
    "parc social",
    "établissement scolaire",
    "transport",
    "commerce",
    "équipement public",
    "espace vert",
    "autre",
)


@dataclass(frozen=True)
class Column:
    """One column of the incident table: name, kind (text, integer, real, boolean, datetime), French label."""

    name: str
    kind: str
    label: str
    required: bool = False


# What the intake fills. `uid` is the identity across files; `content_hash` tells an update from a known row.
INCIDENT_COLUMNS = (
    Column("uid", "text", "Identifiant", required=True),
    Column("content_hash", "text", "Empreinte du contenu", required=True),
    Column("batch", "integer", "Lot d'import", required=True),
    Column("partner", "text", "Partenaire", required=True),
    Column("source_ref", "text", "Référence du partenaire"),
    Column("category", "text", "Catégorie", required=True),
    Column("source_label", "text", "Libellé d'origine"),
    Column("place_type", "text", "Type de lieu"),
    Column("began_at", "datetime", "Début", required=True),
    Column("ended_at", "datetime", "Fin"),
    Column("hour_known", "boolean", "Heure connue", required=True),
    Column("date_precision", "text", "Précision de la date", required=True),
    Column("place_label", "text", "Lieu"),
    Column("precision", "text", "Précision du lieu", required=True),
    Column("geocode_score", "real", "Score de localisation"),
    Column("qpv_2015", "text", "QPV 2015"),
    Column("qpv_2024", "text", "QPV 2024"),
    Column("territorial_group", "text", "Groupe territorial"),
    Column("gravity", "integer", "Gravité"),
    Column("status", "text", "Suite"),
    Column("note", "text", "Note"),
    Column("quarter", "text", "Quartier"),
    Column("other_territory", "text", "Autre territoire"),
    Column("located_by", "text", "Localisé par"),
)
