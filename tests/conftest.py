"""Fixtures shared by all tests."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No test is timed: a busy machine must not fail one.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
EXIT_STATUS = pytest.StashKey[int]()
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of the real public data; the tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("OLTP_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not (folder / "README.md").exists():
        pytest.skip(f"real public data not found in {folder} (set OLTP_SHARED_DATA)")
    return folder


@pytest.fixture(scope="module")
def provider(qgis_app, qgis_processing):
    """The plugin's own provider, in the registry."""
    from qgis.core import QgsApplication

    from oltp_qgis_plugin.processing_algorithms.provider import register

    registered = register()
    assert registered is not None
    yield registered
    QgsApplication.processingRegistry().removeProvider(registered)


@pytest.fixture
def run(provider):
    """Run an algorithm of the provider by its name; returns its results. `told` in the call keeps its messages."""
    from qgis import processing

    from tests.told import Told

    def run_algorithm(name, told=None, **parameters):
        return processing.run(f"oltp:{name}", parameters, feedback=told or Told())

    return run_algorithm


@pytest.fixture
def told(qgis_app):
    """An empty record of messages, to hand to `run`."""
    from tests.told import Told

    return Told()


@pytest.fixture(scope="session")
def sample_town(tmp_path_factory) -> Path:
    """The sample town, generated once."""
    from oltp_qgis_plugin.resources.sample.town import generate

    folder = tmp_path_factory.mktemp("ville")
    generate(folder)
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
