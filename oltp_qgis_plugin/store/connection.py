"""Connections to an observatory's file: opened, closed, rolled back, and SQLite's errors told in French."""

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from oltp_qgis_plugin.core.progress import Progress
from oltp_qgis_plugin.errors import Cancelled, StoreError
from oltp_qgis_plugin.store import gpkg
from oltp_qgis_plugin.store.migrations import check_version, migrate

LOCK_TIMEOUT_S = 10.0
PATIENCE_S = 60.0  # what an import waits for another, which it announces
WAITING_STEP_S = 0.2
CACHE_KIB = 100_000
SORTING_KIB, SORTING_THREADS = 2_000, 2  # pieces that stay in the processor's cache, sorted beside the reading
ASKED_EVERY = 1_000_000  # instructions of SQLite, some tenths of a second
Waiting = Callable[[float], None]
"""Told, while another program writes, for how many seconds one has been waiting; may raise to stop waiting."""


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
def opened(path: Path, write: bool = False, waiting: Waiting | None = None) -> Iterator[sqlite3.Connection]:
    """The connection to an observatory, brought to the plugin's version when `write`.

    Waits LOCK_TIMEOUT_S for another program to finish; PATIENCE_S, telling `waiting`, when there is one.
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
                if waiting is not None:
                    _patiently(connection, "BEGIN IMMEDIATE", waiting)
                    connection.execute("ROLLBACK")
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
def transaction(connection: sqlite3.Connection, waiting: Waiting | None = None) -> Iterator[None]:
    """All or nothing: an error or a kill inside leaves the file as it was. `waiting`: as for `opened`."""
    _patiently(connection, "BEGIN IMMEDIATE", waiting)
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextlib.contextmanager
def sorting(connection: sqlite3.Connection) -> Iterator[None]:
    """Indexes are made twice as fast inside: SQLite sorts small pieces in threads of its own, then merges them."""
    connection.execute(f"PRAGMA cache_size = -{SORTING_KIB}")
    connection.execute(f"PRAGMA threads = {SORTING_THREADS}")
    try:
        yield
    finally:
        connection.execute("PRAGMA threads = 0")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


@contextlib.contextmanager
def stoppable(connection: sqlite3.Connection, progress: Progress, every: int = ASKED_EVERY) -> Iterator[Progress]:
    """The same progress, asked again every so many instructions of a statement, which is then stopped at once."""
    told = [0.0]

    def tell(percent: float) -> bool:
        told[0] = percent
        return progress(percent)

    connection.set_progress_handler(lambda: int(progress(told[0])), every)
    try:
        yield tell
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise Cancelled from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _patiently(connection: sqlite3.Connection, sql: str, waiting: Waiting | None) -> None:
    """Execute, waiting while another program writes; the error of SQLite when it takes too long."""
    if waiting is None:
        connection.execute(sql)
        return
    began = time.monotonic()
    connection.execute(f"PRAGMA busy_timeout = {WAITING_STEP_S * 1000:.0f}")
    try:
        while True:
            try:
                connection.execute(sql)
                return
            except sqlite3.OperationalError as error:
                waited = time.monotonic() - began
                if not _busy(str(error)) or waited > PATIENCE_S:
                    raise
            waiting(waited)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {LOCK_TIMEOUT_S * 1000:.0f}")


def _busy(error: str) -> bool:
    return "locked" in error or "busy" in error


def explain(path: Path, error: str) -> str:
    """What an error of SQLite means for the user, and what to do."""
    if _busy(error):
        return f"L'observatoire « {path.name} » est occupé par un autre programme : attendez, puis recommencez."
    if "readonly" in error or "read-only" in error:
        return f"L'observatoire « {path.name} » est en lecture seule : changez les droits du fichier ou du dossier."
    if "full" in error or "disk I/O error" in error:
        return (f"Le disque de « {path} » est plein, ou ne répond plus : libérez de la place, puis recommencez ; "
                f"rien n'a été enregistré.")  # fmt: skip
    if "not a database" in error or "malformed" in error or "no such table" in error:
        return f"« {path.name} » n'est pas un observatoire, ou il est abîmé : prenez le bon fichier ou une sauvegarde."
    return f"L'observatoire « {path.name} » a refusé l'opération ({error}) ; rien n'a été enregistré."
