"""What is said of a hot-spot map: what was chosen automatically, and what weakens the result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from oltp_qgis_plugin.core.hotspots.defaults import strays
from oltp_qgis_plugin.core.hotspots.remarks import Remark, decimal

if TYPE_CHECKING:
    from oltp_qgis_plugin.core.hotspots.analysis import HotspotMap, Where
    from oltp_qgis_plugin.core.hotspots.map_statistics import Tally

SPARSE_MEAN, FEW, HIGHEST = 5, 30, 5
SLIVERS = 0.001
"""Share of the area under which polygons overlap by their tracing only."""
UNEQUAL = 0.5
"""Coefficient of variation of the areas of polygons, from which counts follow their size."""


def remarks(
    result: HotspotMap, where: Where, bandwidth_computed: bool, repaired: int, counted: Tally
) -> Iterator[Remark]:
    """The sentences of a map, in the order of the work."""
    yield from _of_cells(result, where, repaired)
    yield from _of_incidents(result, where, counted)
    yield from _of_density(result, bandwidth_computed)
    yield from _of_exposure(result)
    yield from _of_significance(result, where)


def _of_cells(result: HotspotMap, where: Where, repaired: int) -> Iterator[Remark]:
    cells, size = result.cells, result.cells.side
    if cells.grid is not None:
        shape = "Hexagones" if cells.grid.lattice.hexagons else "Carrés"
        how = "" if where.lattice.size else ", taille calculée (environ 5 incidents par maille, de 100 à 500 m)"
        yield Remark(f"{shape} de {size:g} m{how} : {len(cells)} mailles ; incidents comptés : {result.inside}.")
    else:
        yield Remark(f"Polygones de la grille : {len(cells)} ; incidents comptés : {result.inside}.")
    if where.study is None and where.polygons is None:
        yield Remark(
            "Aucune zone d'étude : le rectangle qui contient les incidents en tient lieu. Donnez le contour de la "
            "commune ou du quartier, sinon les mailles vides hors de la ville faussent les points chauds.",
            warning=True,
        )
    for what, n in (("de la zone d'étude", repaired), ("de la grille", cells.repaired + where.repaired)):
        if n:
            yield Remark(f"Polygones non valides {what}, réparés : {n}.", warning=True)
    left_out = 0 if where.polygons is None else len(where.polygons) - len(cells)
    if left_out:
        yield Remark(f"Polygones de la grille vides ou hors de la zone d'étude, laissés de côté : {left_out}.")
    if cells.overlap > SLIVERS:
        yield Remark(
            f"Les polygones de la grille se recouvrent ({decimal(100 * cells.overlap)} % de la surface) : un incident "
            f"qui est dans plusieurs ne compte que dans le premier de la couche.",
            warning=True,
        )
    if cells.grid is None and "rate" not in result.columns and np.std(cells.area) > UNEQUAL * np.mean(cells.area):
        yield Remark(
            "Les polygones de la grille sont de tailles très inégales : leurs nombres d'incidents suivent leur taille. "
            "Donnez une population (EXPOSURE) pour comparer des taux.",
            warning=True,
        )


def _of_incidents(result: HotspotMap, where: Where, counted: Tally) -> Iterator[Remark]:
    if result.outside:
        yield Remark(f"Incidents hors de la zone d'étude, non comptés : {result.outside}.", warning=True)
    if result.unplaced:
        yield Remark(f"Incidents sans position, non comptés : {result.unplaced}.", warning=True)
    if counted.unweighted:
        yield Remark(f"Incidents sans poids, non comptés : {counted.unweighted}.", warning=True)
    if result.inside < FEW:
        yield Remark(
            f"{result.inside} incidents seulement (moins de {FEW}) : une liste en dit plus qu'une carte de points "
            f"chauds.",
            warning=True,
        )
    n, far = strays(result.cells.place[counted.n > 0]) if where.study is None else (0, 0.0)
    if n:
        yield Remark(
            f"Les incidents de {n} maille(s) sont à {decimal(far)} km ou plus des autres et étirent la carte : "
            f"vérifiez leur position, ou donnez une zone d'étude.",
            warning=True,
        )


def _of_density(result: HotspotMap, computed: bool) -> Iterator[Remark]:
    size = result.cells.side
    rule = "calculé (le plus petit de la règle normale et de la distance moyenne au √n-ième voisin)"
    how = rule if computed else "demandé"
    unit = "poids" if "weight" in result.columns else "incidents"
    yield Remark(f"Rayon de la densité : {result.bandwidth:.0f} m, {how}. Densité en {unit} par km².")
    if result.bandwidth < size:
        yield Remark(
            f"Le rayon ({result.bandwidth:.0f} m) est plus petit que la maille ({size:.0f} m) : la densité ne lisse "
            f"plus rien ; prenez un rayon plus grand ou des mailles plus petites.",
            warning=True,
        )


def _of_exposure(result: HotspotMap) -> Iterator[Remark]:
    if "rate" not in result.columns:
        return
    rate, n = result.columns["rate"], result.columns["n"]
    untested = np.isnan(rate)
    yield Remark(
        f"Taux pour 1 000 (champ rate), Gi* sur les taux ; dénominateur réparti au prorata des surfaces : "
        f"{decimal(float(result.columns['exposure'].sum()), 0)} en tout."
    )
    if untested.any():
        yield Remark(
            f"Mailles dont le dénominateur est sous {result.method.min_exposure:g} : {int(untested.sum())}, avec "
            f"{int(n[untested].sum())} incident(s). Elles n'ont ni taux ni classe et ne sont voisines d'aucune autre.",
            warning=True,
        )
    tested = np.flatnonzero(~untested)
    highest = result.columns["exposure"][tested[np.argsort(rate[tested])[-HIGHEST:]]]
    if highest.max() < result.columns["exposure"][tested].mean() / 5:
        yield Remark(
            f"Les plus forts taux viennent de mailles très peu peuplées ({highest.max():.0f} au plus) et "
            f"cachent les autres : relevez la population minimale.",
            warning=True,
        )


def _of_significance(result: HotspotMap, where: Where) -> Iterator[Remark]:
    islands, runs = result.cells.islands, result.method.permutations
    yield Remark(f"Voisinage de Gi* : la maille et les {where.around.words()}.")
    if islands:
        yield Remark(f"Mailles sans voisine (îles) : {islands}. Gi* n'y compare que leur propre nombre.", warning=True)
    if np.isnan(result.columns["gi_star"]).all():
        yield Remark(
            "Toutes les mailles ont le même nombre d'incidents : Gi* n'est pas défini, aucune n'est classée.",
            warning=True,
        )
        return
    if result.method.robustness and result.cells.grid is None:
        yield Remark("La robustesse ne se calcule que sur des carrés ou hexagones, pas sur une grille donnée.", True)
    if runs:
        basis = "à la population" if "rate" in result.columns else "à la surface"
        yield Remark(
            f"Probabilités par tirage : {runs} cartes où les incidents sont replacés au hasard, proportionnellement "
            f"{basis} des mailles (graine {result.method.seed})."
        )
        if runs < 99:
            yield Remark(f"{runs} tirages : les classes à 99 % demandent au moins 99 tirages, 999 de préférence.", True)
        return
    tested = ~np.isnan(result.columns["gi_star"])
    mean = float(result.columns["n"][tested].mean())
    if mean < SPARSE_MEAN:
        few = decimal(mean, 1 if mean >= 0.1 else 3)
        yield Remark(
            f"{few} incidents par maille en moyenne (moins de {SPARSE_MEAN}) : Gi* n'est qu'approché, "
            f"p_value et q_value sont trop petites et des points chauds peuvent être dus au hasard ; la classe "
            f"(q_class) en tient compte. Demandez des tirages (PERMUTATIONS : 999), ou prenez des mailles plus grandes "
            f"ou une période plus longue.",
            warning=True,
        )
