"""How long work tells where it is, and is told to stop."""

from collections.abc import Callable

from oltp_qgis_plugin.errors import Cancelled

Progress = Callable[[float], bool]
"""Told the percentage done; answers True when the user wants to stop."""


def silent(percent: float) -> bool:
    """Tells nobody and never stops."""
    return False


def go_on(progress: Progress, percent: float) -> None:
    """Tell the percentage. Raises Cancelled when the user wants to stop."""
    if progress(percent):
        raise Cancelled


def part(progress: Progress, first: float, last: float) -> Progress:
    """The progress of a step, 0 to 100, told as going from `first` to `last` percent of the whole."""
    return lambda percent: progress(first + (last - first) * percent / 100)
