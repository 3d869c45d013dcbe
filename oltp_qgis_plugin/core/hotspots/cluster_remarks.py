"""What the user of a map of clusters is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from oltp_qgis_plugin.core.hotspots.remarks import Remark, decimal
from oltp_qgis_plugin.core.reports.sentences import count, number, probability, share

if TYPE_CHECKING:
    from oltp_qgis_plugin.core.hotspots.clusters import Chance, Scale
    from oltp_qgis_plugin.core.hotspots.dbscan import Clusters
    from oltp_qgis_plugin.core.hotspots.located import Located

FEW_POINTS = 30
SNAPPED_SHARE = 0.1
WHOLE_SHARE = 0.5
"""Share of the incidents in one cluster past which the radius no longer separates anything."""
LEVEL = 0.05


def cluster_remarks(
    found: Located, clusters: Clusters, scale: Scale, chance: Chance, p_of_each: np.ndarray
) -> Iterator[Remark]:
    """The scale, the clusters found and expected by chance, and what weakens them."""
    yield _scale_remark(scale)
    yield from _chance_remarks(clusters, chance, p_of_each)
    yield from _weakness_remarks(found, clusters, scale)


def _scale_remark(scale: Scale) -> Remark:
    radius = (
        "calculé (où le hasard met 3 incidents en moyenne ; 50 m au moins, 300 m au plus)"
        if scale.radius_computed
        else "demandé"
    )
    points = (
        "calculé (le plus petit, 5 au moins, que le hasard n'atteint presque jamais)"
        if scale.points_computed
        else "demandé"
    )
    return Remark(
        f"Rayon : {decimal(scale.radius, 0)} m, {radius}. Nombre d'incidents dans ce rayon : "
        f"{number(scale.min_points)}, {points}."
    )


def _chance_remarks(clusters: Clusters, chance: Chance, p_of_each: np.ndarray) -> Iterator[Remark]:
    sizes = clusters.sizes
    held = int(sizes.sum())
    told = f"Regroupements : {len(sizes)}, avec {count(held, 'incident')} ({share(held, len(clusters.label))} du total)"
    yield Remark(
        f"{told} ; au hasard, {decimal(chance.clusters.mean(), 2)} en moyenne sur "
        f"{count(len(chance.clusters), 'carte')} de points jetés dans la zone ({number(int(chance.clusters.max()))} "
        f"au plus). Probabilité d'en avoir autant par hasard : p {probability(chance.p_of_number(len(sizes)))}."
    )
    weak = int((p_of_each > LEVEL).sum())
    if 1 / (1 + len(chance.clusters)) > LEVEL:
        yield Remark(
            f"Avec {count(len(chance.clusters), 'carte')} au hasard, p ne descend pas sous 5 % : demandez-en 19 au "
            "moins.",
            warning=True,
        )
    elif weak:
        yield Remark(
            f"Regroupements pas plus grands que ceux du hasard (p_value de plus de 5 %) : {weak} sur {len(sizes)}.",
            warning=True,
        )
    yield Remark(
        "Ce hasard suppose qu'un incident peut se produire partout dans la zone. Une ville a des rues, des places et "
        "des quartiers vides : des regroupements au-delà du hasard sont attendus, et ne disent pas à eux seuls « "
        "danger »."
    )


def _weakness_remarks(found: Located, clusters: Clusters, scale: Scale) -> Iterator[Remark]:
    n, places = len(found.inside), len(np.unique(found.inside, axis=0))
    if n < FEW_POINTS:
        yield Remark(f"{n} incidents (moins de {FEW_POINTS}) : faites plutôt une liste.", warning=True)
    if n - places > SNAPPED_SHARE * n:
        yield Remark(
            f"Incidents à la position exacte d'un autre : {number(n - places)} ({share(n - places, n)}). Des "
            "positions arrondies (adresse, carrefour, centre de quartier) font des regroupements à elles seules : "
            "voyez le champ positions.",
            warning=True,
        )
    if len(clusters.sizes) and clusters.sizes[0] > WHOLE_SHARE * n:
        yield Remark(
            f"Un seul regroupement tient {share(int(clusters.sizes[0]), n)} des incidents : le rayon "
            f"({decimal(scale.radius, 0)} m) est trop grand, ou le nombre de points trop petit, pour séparer les "
            "lieux.",
            warning=True,
        )
    if not len(clusters.sizes):
        yield Remark(
            "Aucun regroupement à cette échelle : la couche de sortie est vide. Essayez un rayon plus grand ou moins "
            "de points.",
            warning=True,
        )
