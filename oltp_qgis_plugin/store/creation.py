"""A new, empty observatory."""

import contextlib
import os
import sqlite3
from pathlib import Path

from oltp_qgis_plugin.errors import CrsError, StoreError
from oltp_qgis_plugin.store import gpkg
from oltp_qgis_plugin.store.connection import connect, transaction
from oltp_qgis_plugin.store.migrations import create_schema


def create_observatory(path: Path, epsg: int) -> None:
    """Write a new, empty observatory whose coordinates are in EPSG:`epsg`.

    Written beside its final name, then renamed: an interrupted creation leaves nothing at `path`.
    Raises StoreError when the file exists or cannot be written, CrsError when the CRS is unknown or not in metres.
    """
    if path.exists():
        raise StoreError(f"« {path} » existe déjà : un observatoire ne s'écrase pas. Choisissez un autre nom.")
    srs = _projected_srs(epsg)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with contextlib.closing(connect(draft, "rwc")) as connection:
            connection.execute(f"PRAGMA application_id = {gpkg.APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {gpkg.USER_VERSION}")
            with transaction(connection):
                create_schema(connection, srs)
        draft.replace(path)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"L'observatoire ne peut pas être créé à « {path} » ({error}) : "
                         f"choisissez un dossier où vous pouvez écrire.") from error  # fmt: skip
    finally:
        draft.unlink(missing_ok=True)


def _projected_srs(epsg: int) -> tuple[str, int, str]:
    from osgeo import osr

    reference = osr.SpatialReference()
    try:
        known = reference.ImportFromEPSG(epsg) == 0
    except RuntimeError:  # raised only where the host program switched GDAL's exceptions on
        known = False
    if not known:
        raise CrsError(f"Le système de coordonnées EPSG:{epsg} est inconnu : en France métropolitaine, EPSG:2154.")
    if not reference.IsProjected() or abs(reference.GetLinearUnits() - 1.0) > 1e-9:
        raise CrsError(f"EPSG:{epsg} n'est pas en mètres : choisissez une projection, en métropole EPSG:2154.")
    return reference.GetName(), epsg, reference.ExportToWkt()
