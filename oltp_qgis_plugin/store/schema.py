"""The observatory's tables, stated once: columns, kinds, French labels, references, uniqueness."""

from dataclasses import dataclass

from oltp_qgis_plugin.core.incident import INCIDENT_COLUMNS, Column

SCHEMA_VERSION = 3


@dataclass(frozen=True)
class Table:
    """One table. geometry: "", "POINT" or "MULTIPOLYGON". unique: column groups. references: column → table.column."""

    name: str
    label: str
    columns: tuple[Column, ...]
    geometry: str = ""
    unique: tuple[tuple[str, ...], ...] = ()
    references: tuple[tuple[str, str, str], ...] = ()
    indexed: tuple[str, ...] = ()


def _text(name: str, label: str, required: bool = False) -> Column:
    return Column(name, "text", label, required)


TABLES = (
    Table(
        "partner",
        "Partenaires",
        (
            _text("code", "Code", True),
            _text("label", "Nom", True),
            _text("kind", "Genre"),
            _text("diffusion", "Diffusion"),
        ),
        unique=(("code",),),
    ),
    Table(
        "agreement",
        "Conventions",
        (
            _text("partner", "Partenaire", True),
            _text("fields", "Champs transmis"),
            _text("purpose", "Finalité"),
            _text("frequency", "Fréquence"),
            Column("retention_months", "integer", "Conservation (mois)"),
            Column("signed_on", "date", "Signée le"),
            Column("ends_on", "date", "Fin le"),
            _text("diffusion", "Diffusion"),
        ),
        references=(("partner", "partner", "code"),),
    ),
    Table(
        "category",
        "Catégories",
        (
            _text("code", "Code", True),
            _text("family", "Famille", True),
            _text("family_label", "Libellé de la famille", True),
            _text("label", "Libellé", True),
            _text("unit", "Unité de compte", True),
            _text("diffusion", "Diffusion", True),
            _text("colour", "Couleur", True),
            _text("symbol", "Symbole", True),
        ),
        unique=(("code",),),
    ),
    Table(
        "category_alias",
        "Alias de catégories",
        (
            _text("alias", "Libellé reçu", True),
            _text("category", "Catégorie", True),
            _text("partner", "Partenaire"),
            Column("version", "integer", "Version de la décision"),
            _text("decided_by", "Décidé par"),
            Column("decided_at", "datetime", "Décidé le"),
        ),
        unique=(("alias", "partner"),),
        references=(("category", "category", "code"),),
    ),
    Table(
        "time_slot",
        "Créneaux horaires",
        (
            _text("preset", "Découpage", True),
            _text("code", "Code", True),
            _text("label", "Libellé", True),
            _text("start", "Début"),
            _text("end", "Fin"),
            _text("colour", "Couleur", True),
        ),
    ),
    Table(
        "place",
        "Lieux connus",
        (
            _text("kind", "Genre", True),
            _text("code", "Code"),
            _text("name", "Nom", True),
            _text("code_key", "Clé du code"),
            _text("name_key", "Clé du nom", True),
        ),
        geometry="POINT",
        indexed=("code_key", "name_key"),
    ),
    Table(
        "qpv",
        "Quartiers prioritaires (QPV)",
        (
            _text("code", "Code", True),
            _text("name", "Nom"),
            _text("generation", "Génération", True),
            Column("population", "integer", "Population"),
        ),
        geometry="MULTIPOLYGON",
        unique=(("code",),),
    ),
    Table(
        "territorial_group",
        "Groupes territoriaux",
        (_text("code", "Code", True), _text("name", "Nom"), Column("population", "integer", "Population")),
        geometry="MULTIPOLYGON",
        unique=(("code",),),
    ),
    Table(
        "territory",
        "Quartiers et autres territoires",
        (
            _text("kind", "Genre", True),
            _text("code", "Code", True),
            _text("name", "Nom"),
            Column("population", "integer", "Population"),
        ),
        geometry="MULTIPOLYGON",
        unique=(("kind", "code"),),
    ),
    Table(
        "place_decision",
        "Décisions de lieu",
        (
            _text("place_key", "Clé du lieu", True),
            _text("place_label", "Lieu tel qu'écrit", True),
            _text("partner", "Partenaire (vide : tous)", True),
            _text("precision", "Précision du lieu", True),
            _text("chosen", "Lieu retenu"),
            _text("decided_by", "Décidé par"),
            Column("decided_at", "datetime", "Décidé le"),
        ),
        geometry="POINT",
        unique=(("place_key", "partner"),),
    ),
    Table(
        "batch",
        "Lots d'import",
        (
            _text("partner", "Partenaire", True),
            Column("agreement", "integer", "Convention"),
            _text("file_name", "Fichier", True),
            _text("sha256", "Empreinte du fichier", True),
            _text("profile", "Profil", True),
            Column("profile_version", "integer", "Version du profil", True),
            Column("rows_read", "integer", "Lignes lues", True),
            Column("rows_imported", "integer", "Importées", True),
            Column("rows_updated", "integer", "Mises à jour", True),
            Column("rows_known", "integer", "Déjà connues", True),
            Column("rows_refused", "integer", "Refusées", True),
            Column("rows_ignored", "integer", "Ignorées", True),
            _text("imported_by", "Par"),
            Column("imported_at", "datetime", "Importé le", True),
            Column("undone_at", "datetime", "Annulé le"),
        ),
        references=(("partner", "partner", "code"), ("agreement", "agreement", "fid")),
    ),
    Table(
        "incident",
        "Faits",
        INCIDENT_COLUMNS,
        geometry="POINT",
        unique=(("uid",),),
        references=(
            ("batch", "batch", "fid"),
            ("partner", "partner", "code"),
            ("category", "category", "code"),
        ),
        indexed=("batch", "began_at"),
    ),
    Table(
        "refused_row",
        "Lignes refusées",
        (
            Column("batch", "integer", "Lot d'import", True),
            Column("row", "integer", "Ligne du fichier", True),
            _text("column", "Colonne"),
            _text("reason", "Motif", True),
            _text("value", "Valeur reçue"),
        ),
        references=(("batch", "batch", "fid"),),
        indexed=("batch",),
    ),
    Table(
        "action",
        "Fiches action",
        (
            _text("title", "Intitulé", True),
            _text("territorial_group", "Groupe territorial"),
            _text("findings", "Constats"),
            _text("steps", "Étapes"),
            _text("actors", "Acteurs"),
            _text("pilot", "Pilote"),
            _text("means", "Moyens"),
            _text("evaluation", "Évaluation"),
            Column("starts_on", "date", "Début"),
            Column("ends_on", "date", "Fin"),
        ),
        geometry="MULTIPOLYGON",
        references=(("territorial_group", "territorial_group", "code"),),
    ),
    Table(
        "journal",
        "Journal",
        (
            Column("happened_at", "datetime", "Le", True),
            _text("who", "Par"),
            _text("what", "Opération", True),
            Column("batch", "integer", "Lot d'import"),
            _text("uid", "Fait"),
            _text("before", "Valeurs précédentes"),
            Column("replaced_batch", "integer", "Lot des valeurs précédentes"),
        ),
        references=(("batch", "batch", "fid"),),
        indexed=("batch", "uid", "replaced_batch"),
    ),
)

# Which batch sent again, unchanged, an incident that another batch had written: they keep it when that one is undone.
KNOWN_TABLE = """CREATE TABLE oltp_known (batch INTEGER NOT NULL, incident INTEGER NOT NULL,
  written_by INTEGER NOT NULL, PRIMARY KEY (batch, incident)) WITHOUT ROWID"""


def table(name: str) -> Table:
    """The table of that name."""
    return next(t for t in TABLES if t.name == name)
