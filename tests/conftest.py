"""Fixtures shared by all tests."""

import os
import sys
from pathlib import Path

import pytest

EXIT_STATUS = pytest.StashKey[int]()
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of the real public data; the tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("OLTP_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not (folder / "README.md").exists():
        pytest.skip(f"real public data not found in {folder} (set OLTP_SHARED_DATA)")
    return folder


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    """Leave at once: QGIS objects that outlive its application crash the interpreter at its end."""
    sys.stdout.flush()
    sys.stderr.flush()
    if "qgis.core" in sys.modules and not hasattr(config, "workerinput"):
        os._exit(config.stash.get(EXIT_STATUS, 3))


def pytest_sessionfinish(session, exitstatus):
    session.config.stash[EXIT_STATUS] = int(exitstatus)
