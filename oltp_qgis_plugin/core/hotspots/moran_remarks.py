"""What the user of a map of local Moran's I is told: what was chosen, what was left out, how to read the result."""

from collections.abc import Iterator

import numpy as np
from scipy.stats import skew

from oltp_qgis_plugin.core.hotspots.contiguity import DISTANCE, QUEEN, SLIVER_SHARE, Neighbours
from oltp_qgis_plugin.core.hotspots.moran import ISOLATED, LEVEL, NOT_SIGNIFICANT, GlobalMoran, LocalMoran
from oltp_qgis_plugin.core.hotspots.remarks import Remark, decimal
from oltp_qgis_plugin.core.reports.sentences import count, number, probability

FEW_POLYGONS = 30
SMALL_GROUP = 10
SKEWED = 0.5
"""Skewness past which the normal approximation makes classes of chance: counts of 2 on average (0.7) give some in 10 to
18 % of random maps, lognormal values in more than 75 %, instead of 5 %."""
QUADRANTS = ("HH", "HB", "BH", "BB")


def neighbour_remarks(found: Neighbours, contiguity: str, band: float, band_used: float) -> Iterator[Remark]:
    """How many neighbours there are, and what makes two polygons neighbours."""
    yield Remark(
        f"Polygones avec une valeur : {number(len(found.count))} ; voisins de chacun : de {found.count.min()} à "
        f"{found.count.max()}, {decimal(found.count.mean(), 1)} en moyenne."
    )
    if contiguity == DISTANCE:
        how = "demandée" if band else "calculée, la plus petite où chaque polygone a un voisin"
        yield Remark(f"Voisins : centres à {number(round(band_used))} m au plus ; distance {how}.")
        return
    kind = "un bord ou un coin en commun (queen)" if contiguity == QUEEN else "un bord en commun (rook)"
    seen = f" (soit {decimal(found.tolerance, 2)} en unités de la carte)" if found.tolerance >= 0.005 else ""
    yield Remark(
        f"Voisins : {kind}. Deux tracés écartés d'au plus 1/{number(round(1 / SLIVER_SHARE))} du côté d'un polygone "
        f"médian{seen} sont le même bord."
    )


def data_remarks(drawn: np.ndarray, kept: np.ndarray, repaired: int, found: Neighbours) -> Iterator[Remark]:
    """What was left out or repaired. drawn: has an outline; kept: has a value too; (n,) bool."""
    if (~drawn).any():
        yield Remark(f"Entités sans contour, laissées de côté : {(~drawn).sum()}.", warning=True)
    if (drawn & ~kept).any():
        yield Remark(
            f"Polygones sans valeur, laissés de côté et voisins de personne : {(drawn & ~kept).sum()}.", warning=True
        )
    if repaired:
        yield Remark(f"Polygones non valides, réparés pour le calcul : {repaired}.", warning=True)
    if len(found.islands):
        yield Remark(
            f"Polygones sans voisin, non testés (ils comptent dans la moyenne) : {len(found.islands)}. S'ils devraient "
            f"en avoir, le tracé a des vides : choisissez la contiguïté par distance, ou corrigez la couche.",
            warning=True,
        )
    if found.overlapping:
        yield Remark(
            f"Paires de polygones qui se recouvrent, comptées comme voisines : {found.overlapping}. Vérifiez que la "
            f"couche ne mêle pas plusieurs découpages.",
            warning=True,
        )


def result_remarks(values: np.ndarray, found: Neighbours, result: LocalMoran, permutations: int) -> Iterator[Remark]:
    """What the map says, and what weakens it."""
    yield Remark(global_sentence(result.whole))
    groups = ", ".join(f"{name} {(result.cluster == name).sum()}" for name in QUADRANTS)
    yield Remark(
        f"Peu compatibles avec le hasard (q < {LEVEL * 100:.0f} %) : {groups} ; compatibles : "
        f"{(result.cluster == NOT_SIGNIFICANT).sum()}."
    )
    tested = int((result.cluster != ISOLATED).sum())
    if tested < FEW_POLYGONS:
        yield Remark(
            f"{tested} polygones testés (moins de {FEW_POLYGONS}) : les probabilités sont fragiles, ne concluez pas "
            f"sur un seul polygone.",
            warning=True,
        )
    if not permutations and abs(skew(values[found.count > 0])) > SKEWED:
        yield Remark(
            "Valeurs dissymétriques (des polygones bien au-dessus de tous les autres, ou de petits nombres) : la "
            "probabilité analytique classe trop de polygones ; demandez 999 permutations ou plus.",
            warning=True,
        )
    if permutations:
        yield from permutation_remarks(tested, permutations)


def permutation_remarks(tested: int, permutations: int) -> Iterator[Remark]:
    """How p was drawn, and how small it can be."""
    smallest = 2 / (permutations + 1)
    needed = int(np.ceil(smallest * tested / LEVEL))
    yield Remark(
        f"p_value par {number(permutations)} permutations (les autres valeurs tirées au hasard autour de chaque "
        f"polygone ; même graine, même résultat) ; z et p_analytic restent analytiques."
    )
    if needed > 1:
        yield Remark(
            f"Avec {number(permutations)} permutations, p ne descend pas sous {smallest:.2g}".replace(".", ",")
            + f" : corrigé sur {count(tested, 'polygone')}, il en faut au moins {number(needed)} à ce minimum pour "
            f"qu'un seul soit classé. Demandez {number(enough_permutations(tested))} permutations pour voir des "
            f"groupes de {SMALL_GROUP} polygones.",
            warning=True,
        )


def enough_permutations(tested: int) -> int:
    """Permutations, 999, 9 999 or 99 999, with which SMALL_GROUP polygons at the smallest p would be classed."""
    return next((10**power - 1 for power in (3, 4) if 2 * tested / 10**power <= LEVEL * SMALL_GROUP), 99_999)


def global_sentence(whole: GlobalMoran) -> str:
    """I of the whole map with its expectation, z and p, and how to read it."""
    told = f"I de Moran de la carte : {decimal(whole.i, 4)} (attendu au hasard : {decimal(whole.expected, 4)}) ; "
    if np.isnan(whole.z):
        return told + "sa variance est nulle, il ne se teste pas."
    told += f"z = {decimal(whole.z, 2)}, p {probability(whole.p_value)}"
    if not np.isnan(whole.p_permutation):
        told += f", p par permutation {probability(whole.p_permutation)}"
    if (whole.p_value if np.isnan(whole.p_permutation) else whole.p_permutation) >= LEVEL:
        reading = "des voisins ne se ressemblent pas plus que le hasard ne l'explique"
    elif whole.i > whole.expected:
        reading = "des voisins se ressemblent plus que le hasard ne l'explique"
    else:
        reading = "des voisins diffèrent plus que le hasard ne l'explique"
    return f"{told} : {reading}."
