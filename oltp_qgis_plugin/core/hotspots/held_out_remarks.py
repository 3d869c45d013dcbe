"""What the user is told of hot spots put to the test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from oltp_qgis_plugin.core.hotspots.located import Located, located_remarks
from oltp_qgis_plugin.core.hotspots.remarks import Remark, decimal
from oltp_qgis_plugin.core.hotspots.split_dates import split_remarks
from oltp_qgis_plugin.core.reports.sentences import count, number

if TYPE_CHECKING:
    from oltp_qgis_plugin.core.hotspots.held_out import HeldOut, Question

FEW = 30
NAMES = {"count": "nombre d'incidents", "kde": "densité", "gi_star": "Gi*", "class": "classe de point chaud à 95 %"}


def held_out_remarks(result: HeldOut, found: Located, asked: Question) -> Iterator[Remark]:
    """The periods, the cells, the headline in words, and what weakens it."""
    n_before, n_after = result.n_before, result.n_after
    yield from located_remarks(found)
    yield from split_remarks(result.split)
    lattice, computed = result.map.cells.side, not asked.lattice.size
    yield Remark(
        f"Mailles de {decimal(lattice, 0)} m{' (taille calculée)' if computed else ''} : "
        f"{number(len(result.map.cells))} ; incidents de la première période : {number(n_before)}, de la seconde : "
        f"{number(n_after)}. Rayon de la densité : {decimal(result.map.bandwidth, 0)} m."
    )
    yield from _headline(result, asked)
    for n, name in ((n_before, "première"), (n_after, "seconde")):
        if n < FEW:
            yield Remark(
                f"{count(n, 'incident')} dans la {name} période (moins de {FEW}) : les mesures sont fragiles.",
                warning=True,
            )


def _headline(result: HeldOut, asked: Question) -> Iterator[Remark]:
    rate = result.headline
    if np.isnan(rate.pai):
        yield Remark(
            "La première période n'a aucune maille de cette classe : il n'y a rien à mesurer. Choisissez une autre "
            "méthode ou des mailles plus grandes.",
            warning=True,
        )
        return
    yield Remark(
        f"Mailles retenues ({NAMES[asked.method]}) : {decimal(100 * rate.area_share, 1)} % de la surface, "
        f"{decimal(100 * rate.hit_rate, 1)} % des incidents de la seconde période. PAI {decimal(rate.pai, 2)} (de "
        f"{decimal(rate.pai_low, 2)} à {decimal(rate.pai_high, 2)}, intervalle à 95 %) : autant de fois ce que des "
        "mailles prises au hasard en contiendraient."
    )
    kept = "" if np.isnan(rate.rri) else f" RRI {decimal(rate.rri, 2)} : {_kept(rate.rri)}."
    yield Remark(f"PEI {decimal(rate.pei, 2)} : part du mieux possible sur la même surface.{kept}")
    if rate.pai_low <= 1:
        yield Remark(
            "L'intervalle du PAI contient 1 ou moins : ces points chauds ne retrouvent pas les incidents suivants "
            "mieux que des mailles prises au hasard.",
            warning=True,
        )


def _kept(rri: float) -> str:
    if abs(rri - 1) < 0.05:
        return "ces mailles ont gardé leur part des incidents"
    return "leur part des incidents a augmenté" if rri > 1 else "leur part des incidents a baissé"
