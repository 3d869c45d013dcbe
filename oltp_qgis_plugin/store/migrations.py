"""Schema versions: how an observatory is made, and brought up to the version of the plugin."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from oltp_qgis_plugin.core.incident import Column
from oltp_qgis_plugin.core.nomenclature import categories
from oltp_qgis_plugin.core.time_slots import presets
from oltp_qgis_plugin.errors import StoreError
from oltp_qgis_plugin.store.gpkg import CORE_TABLES, SQL_TYPES, count_statements, rtree_statements
from oltp_qgis_plugin.store.schema import KNOWN_TABLE, SCHEMA_VERSION, TABLES, Table, table


def _keep_what_undoing_needs(connection: sqlite3.Connection) -> None:
    """1 → 2: who wrote the values that an update replaced, who sent known rows again, who decided of an alias.

    The rows that were known before are not told from one another: an import undone then takes them away.
    """
    connection.execute(KNOWN_TABLE)
    _add_columns(
        connection,
        ("category_alias", "version", "INTEGER", "Version de la décision"),
        ("category_alias", "decided_by", "TEXT", "Décidé par"),
        ("category_alias", "decided_at", "DATETIME", "Décidé le"),
        ("journal", "replaced_batch", "INTEGER", "Lot des valeurs précédentes"),
    )
    for column in ("uid", "replaced_batch"):
        connection.execute(f'CREATE INDEX journal_{column} ON journal ("{column}")')
    updates = connection.execute("SELECT fid, before FROM journal WHERE what = 'mise à jour'").fetchall()
    connection.executemany(
        "UPDATE journal SET replaced_batch = ? WHERE fid = ?",
        [(json.loads(before)["batch"], fid) for fid, before in updates],
    )


def _remember_places(connection: sqlite3.Connection) -> None:
    """2 → 3: quarters and any other territories, decisions about places, what gave an incident its point.

    What had located the earlier incidents is not known: NULL, and no decision takes their point from them.
    A later change to the two tables made here must keep them here as they are now.
    """
    _add_columns(
        connection,
        ("incident", "quarter", "TEXT", "Quartier"),
        ("incident", "other_territory", "TEXT", "Autre territoire"),
        ("incident", "located_by", "TEXT", "Localisé par"),
        ("partner", "diffusion", "TEXT", "Diffusion"),
    )
    epsg = int(connection.execute("SELECT value FROM oltp_meta WHERE key = 'epsg'").fetchone()[0])
    for name in ("territory", "place_decision"):
        create_table(connection, table(name), epsg)


def _add_columns(connection: sqlite3.Connection, *columns: tuple[str, str, str, str]) -> None:
    """Add columns given by table, name, SQL type and label."""
    for name, column, kind, label in columns:
        connection.execute(f'ALTER TABLE {name} ADD COLUMN "{column}" {kind}')
        connection.execute(
            "INSERT INTO gpkg_data_columns (table_name, column_name, name) VALUES (?, ?, ?)", (name, column, label)
        )


# MIGRATIONS[n] brings a version n + 1 to n + 2; each runs in the one transaction of `migrate`.
MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_keep_what_undoing_needs, _remember_places)


def create_schema(connection: sqlite3.Connection, srs: tuple[str, int, str]) -> None:
    """Write every table and the reference data in an empty file. srs: name, EPSG code, WKT."""
    for statement in CORE_TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    name, epsg, wkt = srs
    connection.execute("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, 'EPSG', ?, ?, NULL)", (name, epsg, epsg, wkt))
    connection.execute("CREATE TABLE oltp_meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)")
    connection.executemany("INSERT INTO oltp_meta VALUES (?, ?)", [
        ("schema_version", str(SCHEMA_VERSION)), ("epsg", str(epsg)),
    ])  # fmt: skip
    connection.execute(KNOWN_TABLE)
    for each in TABLES:
        create_table(connection, each, epsg)
    _fill_reference(connection)


def create_table(connection: sqlite3.Connection, table: Table, epsg: int) -> None:
    """Write one table, its indexes, its R-tree and its entries in the GeoPackage's registers."""
    lines = ["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"]
    lines += [f"geom {table.geometry}"] if table.geometry else []
    lines += [_column_sql(column) for column in table.columns]
    lines += [f"FOREIGN KEY ({_quoted(c)}) REFERENCES {t} ({k})" for c, t, k in table.references]
    connection.execute(f"CREATE TABLE {table.name} ({', '.join(lines)})")
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES (?, ?, ?, ?, ?)",
        (table.name, "features" if table.geometry else "attributes", table.name, table.label,
         epsg if table.geometry else 0),
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO gpkg_data_columns (table_name, column_name, name) VALUES (?, ?, ?)",
        [(table.name, column.name, column.label) for column in table.columns],
    )
    for statement in count_statements(table.name):
        connection.execute(statement)
    for group in table.unique:
        keys = ", ".join(_quoted(column) for column in group)
        connection.execute(f"CREATE UNIQUE INDEX {table.name}_{'_'.join(group)} ON {table.name} ({keys})")
    for column in table.indexed:
        connection.execute(f"CREATE INDEX {table.name}_{column} ON {table.name} ({_quoted(column)})")
    if table.geometry:
        connection.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", (table.name, table.geometry, epsg)
        )
        for statement in rtree_statements(table.name):
            connection.execute(statement)


def _column_sql(column: Column) -> str:
    return f"{_quoted(column.name)} {SQL_TYPES[column.kind]}{' NOT NULL' if column.required else ''}"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _fill_reference(connection: sqlite3.Connection) -> None:
    connection.executemany(
        "INSERT INTO category (code, family, family_label, label, unit, diffusion, colour, symbol) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(c.code, c.family, c.family_label, c.label, c.unit, c.diffusion, c.colour, c.symbol) for c in categories()],
    )
    connection.executemany(
        'INSERT INTO time_slot (preset, code, label, start, "end", colour) VALUES (?, ?, ?, ?, ?, ?)',
        [(preset, s.code, s.label, _clock(s.start), _clock(s.end), s.colour)
         for preset, slots in presets().items() for s in slots],
    )  # fmt: skip


def _clock(minute: int | None) -> str | None:
    return None if minute is None else f"{minute // 60:02d}:{minute % 60:02d}"


def schema_version(connection: sqlite3.Connection) -> int:
    """The version written in the file. Raises StoreError when it is not an observatory."""
    try:
        row = connection.execute("SELECT value FROM oltp_meta WHERE key = 'schema_version'").fetchone()
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise
        row = None
    if row is None:
        file = Path(connection.execute("PRAGMA database_list").fetchone()[2]).name
        raise StoreError(f"« {file} » n'est pas un observatoire : créez-en un, ou choisissez le bon GeoPackage.")
    return int(row[0])


def check_version(connection: sqlite3.Connection, last: int = SCHEMA_VERSION) -> int:
    """The version of the file. Raises StoreError when it is later than the plugin's."""
    version = schema_version(connection)
    if version > last:
        raise StoreError(f"Cet observatoire est d'une version plus récente ({version}) que l'extension ({last}) : "
                         f"mettez l'extension à jour.")  # fmt: skip
    return version


def migrate(
    connection: sqlite3.Connection, migrations: Sequence[Callable[[sqlite3.Connection], None]] = MIGRATIONS
) -> int:
    """Bring the file to the last version, in one transaction; returns how many steps were taken.

    Raises StoreError when the file is of a later version than the plugin.
    """
    last = len(migrations) + 1
    version = check_version(connection, last)
    if version == last:
        return 0
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        for step in migrations[version - 1 :]:
            step(connection)
        connection.execute("UPDATE oltp_meta SET value = ? WHERE key = 'schema_version'", (str(last),))
    return last - version
