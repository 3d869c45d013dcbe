import os
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A clone of what is committed, so that the state of the working tree does not matter."""
    folder = tmp_path_factory.mktemp("clone") / "oltp"
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)
    return folder


def package(clone, **variables):
    command = ["sh", ".ci/package.sh", "dist/oltp.zip"]
    return subprocess.run(command, cwd=clone, env=os.environ | variables, capture_output=True, text=True, check=False)


def profile_in(folder, plugins):
    """The environment of a qgis_process that knows only these plugins, and keeps its profile in the folder."""
    return os.environ | {
        "QGIS_PLUGINPATH": str(plugins), "QGIS_CUSTOM_CONFIG_PATH": str(folder / "profile"), "HOME": str(folder),
        "QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin",
    }  # fmt: skip


def test_the_zip_installs_in_an_empty_profile_and_its_provider_answers(clone, tmp_path):
    done = package(clone)
    assert done.returncode == 0, done.stderr
    plugins = tmp_path / "plugins"
    with zipfile.ZipFile(clone / "dist" / "oltp.zip") as packed:
        names = packed.namelist()
        packed.extractall(plugins)
    assert {name.split("/")[0] for name in names} == {"oltp_qgis_plugin"}
    assert "oltp_qgis_plugin/metadata.txt" in names and "oltp_qgis_plugin/resources/tables/categories.csv" in names
    env = profile_in(tmp_path, plugins)
    subprocess.run(["qgis_process", "plugins", "enable", "oltp_qgis_plugin"], env=env, capture_output=True, check=True)
    store = tmp_path / "obs.gpkg"
    made = subprocess.run(["qgis_process", "run", "oltp:create_observatory", "--", f"OUTPUT={store}", "CRS=EPSG:2154"],
                          env=env, capture_output=True, text=True, check=False)  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert store.exists()
    again = subprocess.run(["qgis_process", "run", "oltp:create_observatory", "--", f"OUTPUT={store}", "CRS=EPSG:2154"],
                           env=env, capture_output=True, text=True, check=False)  # fmt: skip
    assert again.returncode == 1
    assert "existe déjà" in again.stdout + again.stderr and "Traceback" not in again.stdout + again.stderr


def test_the_zip_speaks_english_where_qgis_does(clone, tmp_path):
    done = package(clone)
    assert done.returncode == 0, done.stderr
    if "lrelease est absent" in done.stderr:
        pytest.skip(done.stderr.strip())
    assert not list(clone.glob("resources/**/*.qm")), "what is compiled goes into the zip only"
    with zipfile.ZipFile(clone / "dist" / "oltp.zip") as packed:
        assert "oltp_qgis_plugin/resources/i18n/oltp_en.qm" in packed.namelist()
        packed.extractall(tmp_path / "plugins")
    env = profile_in(tmp_path, tmp_path / "plugins")
    subprocess.run(["qgis_process", "plugins", "enable", "oltp_qgis_plugin"], env=env, capture_output=True, check=True)
    for language, name in (("en_GB.UTF-8", "Hot-spot grid"), ("fr_FR.UTF-8", "Grille de points chauds")):
        told = subprocess.run(["qgis_process", "help", "oltp:hotspot_grid"], env=env | {"LC_ALL": language},
                              capture_output=True, text=True, check=True)  # fmt: skip
        assert name in told.stdout


def test_without_lrelease_the_zip_is_made_in_french_and_one_line_says_so(clone):
    done = package(clone, LRELEASE="absent")
    assert done.returncode == 0, done.stderr
    assert len(done.stderr.splitlines()) == 1 and "lrelease est absent" in done.stderr
    with zipfile.ZipFile(clone / "dist" / "oltp.zip") as packed:
        assert not [name for name in packed.namelist() if name.endswith(".qm")]


def test_a_dirty_tree_is_not_packaged(clone):
    (clone / "fichier_partenaire.csv").write_text("nom;prenom\n", encoding="utf-8")
    done = package(clone)
    (clone / "fichier_partenaire.csv").unlink()
    assert done.returncode == 1 and "fichier_partenaire.csv" in done.stderr
