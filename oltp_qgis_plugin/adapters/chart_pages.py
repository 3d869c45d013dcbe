"""Charts as HTML pages with an inline SVG: any browser shows and prints them, and no other package is needed."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from oltp_qgis_plugin.adapters.styles import GREY, INK, PALE, PAPER, hotspot_classes
from oltp_qgis_plugin.core.reports.sentences import typeset
from oltp_qgis_plugin.errors import OutputError
from oltp_qgis_plugin.i18n import tr

ITEMS = {False: "<li>{}</li>", True: "<li class='w'>{}</li>"}
LEFT, TOP, SIDE = 70, 20, 400
FONT = "font-family='Arial, Helvetica, sans-serif'"
PAGE = """<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>{title}</title>
<style>body{{font-family:Arial,Helvetica,sans-serif;color:{ink};max-width:52em;margin:2em auto;padding:0 1em}}
svg{{max-width:100%;height:auto}} li{{margin:.3em 0}} .w{{font-weight:bold}}</style></head>
<body><h1>{title}</h1>
{chart}
<ul>
{notes}
</ul></body></html>
"""


def write_page(path: Path, title: str, chart: str, notes: Iterable[tuple[str, bool]]) -> None:
    """Write a page: title, chart, then what must be known of it, warnings in bold. Raises OutputError.

    chart: text of an SVG. notes: (sentence, whether it is a warning).
    """
    items = "\n".join(ITEMS[warning].format(escape(typeset(text))) for text, warning in notes)
    page = PAGE.format(title=escape(typeset(title)), chart=chart, notes=items, ink=INK)
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise OutputError(
            tr("Le graphique « {name} » n'a pas pu être écrit ({why}) : choisissez un autre fichier.").format(
                name=path.name, why=error.strerror or error
            )
        ) from error


def layer_note(name: str) -> str:
    """What a chart is drawn from."""
    return tr("Couche : {name}.").format(name=name)


def text_at(x: float, y: float, text: str, size: int = 12, anchor: str = "middle", bold: bool = False) -> str:
    """A line of text in an SVG."""
    weight = " font-weight='bold'" if bold else ""
    return (f"<text x='{x:g}' y='{y:g}' font-size='{size}' text-anchor='{anchor}' fill='{INK}'{weight}>"
            f"{escape(typeset(text))}</text>")  # fmt: skip


def svg(width: float, height: float, parts: Iterable[str]) -> str:
    """An SVG of that size in pixels."""
    return (f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width:g} {height:g}' width='{width:g}' {FONT}>"
            f"{''.join(parts)}</svg>")  # fmt: skip


def table_chart(
    rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[tuple[str, str, bool]]], title: str
) -> str:
    """A table of boxes as an SVG. cells: per row and column, text, second text, whether it stands out (dark)."""
    left, top, wide, tall = 150, 60, 160, 52
    dark = next(c.colour for c in hotspot_classes() if c.code == "hot_95")
    parts = [text_at(left + wide * len(columns) / 2, 20, title, 13)]
    parts += [text_at(left + wide * (i + 0.5), top - 12, name, 12, bold=True) for i, name in enumerate(columns)]
    for r, (name, row) in enumerate(zip(rows, cells, strict=True)):
        y = top + r * tall
        parts.append(text_at(left - 10, y + tall / 2 + 4, name, 12, "end", True))
        for c, (first, second, stands_out) in enumerate(row):
            x = left + c * wide
            fill, edge = (dark, INK) if stands_out else (PAPER, PALE)
            parts.append(f"<rect x='{x}' y='{y}' width='{wide - 4}' height='{tall - 4}' fill='{fill}' stroke='{edge}' "
                         f"stroke-width='{2 if stands_out else 1}'/>")  # fmt: skip
            parts.append(text_at(x + wide / 2 - 2, y + 21, first, 15, bold=stands_out))
            parts.append(text_at(x + wide / 2 - 2, y + 39, second, 11))
    return svg(left + wide * len(columns) + 10, top + tall * len(rows) + 10, parts)


def curve_chart(
    x: Sequence[float],
    y: Sequence[float],
    titles: tuple[str, str],
    marks: Sequence[tuple[float, float, str]],
    beside: tuple[Sequence[float], Sequence[float]] = ((), ()),
) -> str:
    """A curve of shares from 0 to 1 against the diagonal, as an SVG; titles of x and y; marks: (x, y, text).

    beside: x and y of a second curve, dotted.
    """
    points, others = (_polyline(*curve) for curve in ((x, y), beside))
    foot, middle = TOP + SIDE, TOP + SIDE / 2
    dashes = f"fill='none' stroke='{GREY}' stroke-dasharray='5 4'"
    parts = [
        f"<rect x='{LEFT}' y='{TOP}' width='{SIDE}' height='{SIDE}' fill='{PAPER}' stroke='{GREY}'/>",
        f"<path d='M{LEFT},{foot} L{LEFT + SIDE},{TOP}' {dashes}/>",
        f"<polyline points='{others}' fill='none' stroke='{INK}' stroke-width='1.5' stroke-dasharray='1 4'/>",
        f"<polyline points='{points}' fill='none' stroke='{INK}' stroke-width='2.5'/>",
        text_at(LEFT + SIDE / 2, foot + 40, titles[0], 13),
        f"<g transform='rotate(-90 18 {middle})'>{text_at(18, middle, titles[1], 13)}</g>",
    ]
    for share in (0, 0.2, 0.4, 0.6, 0.8, 1):
        label = f"{100 * share:.0f} %"
        parts.append(text_at(LEFT + share * SIDE, foot + 18, label))
        parts.append(text_at(LEFT - 8, foot - share * SIDE + 4, label, 12, "end"))
    for px, py, label in marks:
        mx, my = LEFT + px * SIDE, foot - py * SIDE
        parts.append(f"<path d='M{LEFT},{my:.1f} H{mx:.1f} V{foot}' {dashes}/>")
        parts.append(f"<circle cx='{mx:.1f}' cy='{my:.1f}' r='5' fill='{INK}'/>")
        parts.append(text_at(mx + 10, my + 18, label, 12, "start"))
    return svg(LEFT + SIDE + 200, foot + 55, parts)


def _polyline(x: Sequence[float], y: Sequence[float]) -> str:
    return " ".join(f"{LEFT + px * SIDE:.1f},{TOP + (1 - py) * SIDE:.1f}" for px, py in zip(x, y, strict=True))
