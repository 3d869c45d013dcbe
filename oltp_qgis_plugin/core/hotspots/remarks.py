"""What the user is told about a computation: choices made automatically, and what weakens the result."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Remark:
    """A sentence that the user is told after the computation."""

    text: str
    warning: bool = False


def decimal(value: float, digits: int = 1) -> str:
    """A number as French writes it: a comma, thousands apart."""
    return f"{value:,.{digits}f}".replace(",", " ").replace(".", ",")
