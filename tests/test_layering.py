import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def modules(*folders):
    for folder in folders:
        for path in sorted((ROOT / "oltp_qgis_plugin" / folder).rglob("*.py")):
            if path.stem != "__init__":
                yield ".".join(path.relative_to(ROOT).with_suffix("").parts)


def run(code):
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_core_and_store_run_without_qgis():
    names = list(modules("core", "store"))
    assert len(names) > 20
    code = f"import importlib, sys\nfor name in {names!r}:\n    importlib.import_module(name)\n"
    loaded = "[n for n in sys.modules if n.split('.')[0] in ('qgis', 'PyQt5', 'PyQt6')]"
    result = run(f"{code}sys.exit(' '.join({loaded}) or 0)")
    assert result.returncode == 0, result.stderr


def test_core_does_not_know_the_store():
    result = run(
        f"import importlib, sys\nfor name in {list(modules('core'))!r}:\n    importlib.import_module(name)\n"
        "sys.exit(' '.join([n for n in sys.modules if n.startswith('oltp_qgis_plugin.store')]) or 0)"
    )
    assert result.returncode == 0, result.stderr


def test_sub_package_init_files_are_empty():
    inits = [p for f in ("oltp_qgis_plugin", "processing_algorithms", "forms") for p in (ROOT / f).rglob("__init__.py")]
    full = [p for p in inits if p.read_text() and p.parent.name != "oltp_qgis_plugin"]
    assert not full


ALLOWED = {
    "core": {"core", "errors"},
    "store": {"store", "core", "errors"},
    "adapters": {"adapters", "store", "core", "errors", "i18n", "settings"},
    "processing_algorithms": {"processing_algorithms", "adapters", "store", "core", "errors", "i18n", "resources"},
    "forms": {"forms", "adapters", "store", "core", "errors", "i18n", "settings"},
}


def imported(path):
    """The first names below the package of what a module imports, wherever in the module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in getattr(node, "names", [])]
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (n.split(".")[1] for n in names if n and n.startswith("oltp_qgis_plugin."))


@pytest.mark.parametrize("floor", ALLOWED)
def test_each_floor_imports_only_what_the_house_allows(floor):
    folder = ROOT / floor if (ROOT / floor).is_dir() else ROOT / "oltp_qgis_plugin" / floor
    paths = sorted(folder.rglob("*.py"))
    assert len(paths) > 5
    assert [(p.name, name) for p in paths for name in imported(p) if name not in ALLOWED[floor]] == []
