"""Where the files of `resources/` are, in a checkout and when installed."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource_path(relative: str) -> Path:
    """Path of a file of `resources/`, such as `tables/categories.csv`. Raises FileNotFoundError when absent."""
    for root in (_PACKAGE, _PACKAGE.parent):
        path = root / "resources" / relative
        if path.exists():
            return path
    raise FileNotFoundError(f"resources/{relative}")
