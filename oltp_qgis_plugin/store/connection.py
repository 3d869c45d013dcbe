"""Connections to an observatory's file: opened, closed, rolled back, and SQLite's errors told in French."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from oltp_qgis_plugin.errors import StoreError
from oltp_qgis_plugin.store import gpkg
from oltp_qgis_plugin.store.migrations import check_version, migrate

LOCK_TIMEOUT_S = 10.0
CACHE_KIB = 100_000


def uri(path: str, mode: str) -> str:
    """SQLite's URI of an absolute POSIX path (`/a/b`, `C:/a/b`, `//server/share/b`); mode: ro, rw or rwc."""
    rooted = path if path.startswith("/") else f"/{path}"
    return f"file:{'//' if rooted.startswith('//') else ''}{quote(rooted)}?mode={mode}"


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A connection in autocommit, with the functions that the R-tree triggers call."""
    address = uri(path.absolute().as_posix(), mode)
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=LOCK_TIMEOUT_S)
    gpkg.register_functions(connection)
    return connection


@contextlib.contextmanager
def opened(path: Path, write: bool = False) -> Iterator[sqlite3.Connection]:
    """The connection to an observatory, brought to the plugin's version when `write`.

    Raises StoreError when the file is missing, locked, read-only, of a later version, or no observatory; SQLite's own
    errors inside the `with` leave it as StoreError too: locked, disk full, damaged.
    """
    if not path.is_file():
        raise StoreError(f"L'observatoire « {path} » n'existe pas : créez-le d'abord, ou ouvrez-en un autre.")
    if write and not os.access(path, os.W_OK):
        raise StoreError(f"L'observatoire « {path.name} » est en lecture seule : changez les droits du fichier.")
    try:
        with contextlib.closing(connect(path, "rw" if write or interrupted(path) else "ro")) as connection:
            if write:
                migrate(connection)
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            else:
                check_version(connection)
            yield connection
    except sqlite3.Error as error:
        raise StoreError(explain(path, str(error))) from error


def is_observatory(path: Path) -> bool:
    """Whether the file is one; a file that cannot be read is taken for none."""
    if path.suffix.lower() != ".gpkg" or not path.is_file():
        return False
    try:
        with contextlib.closing(connect(path, "ro")) as connection:
            found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'oltp_meta'").fetchone()
    except sqlite3.Error:
        return False
    return found is not None


def interrupted(path: Path) -> bool:
    """Whether a writer was killed: SQLite must then roll back what it left, which a read-only connection cannot."""
    return path.with_name(f"{path.name}-journal").exists() and os.access(path, os.W_OK)


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: an error or a kill inside leaves the file as it was."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def explain(path: Path, error: str) -> str:
    """What an error of SQLite means for the user, and what to do."""
    if "locked" in error or "busy" in error:
        return f"L'observatoire « {path.name} » est occupé par un autre programme : attendez, puis recommencez."
    if "readonly" in error or "read-only" in error:
        return f"L'observatoire « {path.name} » est en lecture seule : changez les droits du fichier ou du dossier."
    if "full" in error:
        return f"Le disque de « {path} » est plein : libérez de la place, puis recommencez ; rien n'a été enregistré."
    if "not a database" in error or "malformed" in error or "no such table" in error:
        return f"« {path.name} » n'est pas un observatoire, ou il est abîmé : prenez le bon fichier ou une sauvegarde."
    return f"L'observatoire « {path.name} » a refusé l'opération ({error}) ; rien n'a été enregistré."
