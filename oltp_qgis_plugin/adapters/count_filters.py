"""Which points of a layer are counted: a period, categories; and what a total of them would blend."""

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsFeatureSource, QgsProcessingContext, QgsProcessingFeedback

from oltp_qgis_plugin.adapters.territories import ReadTerritories
from oltp_qgis_plugin.adapters.texts import as_moments, as_texts
from oltp_qgis_plugin.core.incident import AREA_ONLY
from oltp_qgis_plugin.core.nomenclature import UNITS, categories_by_code
from oltp_qgis_plugin.errors import LayerError
from oltp_qgis_plugin.i18n import tr

DAY = np.timedelta64(1, "D")


@dataclass(frozen=True)
class Asked:
    """What is counted: fields by role ("" when there is none), first and last day (NaT when open), categories.

    categories: codes or families, empty for all. apart: one set of lines per category.
    """

    date: str = ""
    category: str = ""
    precision: str = ""
    partner: str = ""
    first: np.datetime64 = np.datetime64("NaT")
    last: np.datetime64 = np.datetime64("NaT")
    categories: tuple[str, ...] = ()
    apart: bool = False

    def fields(self) -> list[str]:
        """The fields to read, once each."""
        return list(dict.fromkeys(name for name in (self.date, self.category, self.precision, self.partner) if name))


def asked_of(algorithm, parameters: dict, context: QgsProcessingContext, source: QgsFeatureSource) -> Asked:
    """What the parameters of `count_by_territory` ask; one not named is the observatory's own, if any."""
    usual = ((algorithm.DATE_FIELD, "began_at"), (algorithm.CATEGORY_FIELD, "category"),
             (algorithm.PRECISION_FIELD, "precision"))  # fmt: skip
    fields = [algorithm.parameterAsString(parameters, name, context) or _own(source, own) for name, own in usual]
    bounds = (algorithm.START, algorithm.END)
    days = [algorithm.parameterAsDateTime(parameters, name, context).date() for name in bounds]
    first, last = (np.datetime64(day.toString("yyyy-MM-dd") if day.isValid() else "NaT", "ms") for day in days)
    text = algorithm.parameterAsString(parameters, algorithm.CATEGORIES, context)
    wanted = tuple(part.strip().upper() for part in text.replace(";", ",").split(",") if part.strip())
    asked = Asked(*fields, _own(source, "partner"), first, last, wanted,
                  algorithm.parameterAsBool(parameters, algorithm.BY_CATEGORY, context))  # fmt: skip
    if (first == first or last == last) and not asked.date:
        raise LayerError(tr("Une période est demandée sans champ de date : choisissez le champ de la date."))
    if first > last:
        sentence = tr("La période finit le {last}, avant de commencer le {first} : échangez les deux jours.")
        raise LayerError(sentence.format(first=days[0].toString("dd/MM/yyyy"), last=days[1].toString("dd/MM/yyyy")))
    if (wanted or asked.apart) and not asked.category:
        raise LayerError(tr("Des catégories sont demandées sans champ de catégorie : choisissez ce champ."))
    return asked


def _own(source: QgsFeatureSource, name: str) -> str:
    return name if source.fields().lookupField(name) >= 0 else ""


def kept_points(read: ReadTerritories, asked: Asked, feedback: QgsProcessingFeedback) -> np.ndarray:
    """(n,) bool: the points of the period and the categories asked for; what is left out or blended is told."""
    category = categories_of(read, asked)
    kept = _in_period(read, asked, feedback) & _in_categories(category, asked.categories)
    if not kept.any() and len(kept):
        feedback.pushWarning(tr("Aucun point ne répond à la période et aux catégories demandées."))
    _tell_blends(read, asked, category, kept, feedback)
    return kept


def categories_of(read: ReadTerritories, asked: Asked) -> list[str | None]:
    """The category of each point, None where it has none."""
    return as_texts(read.columns[asked.category]) if asked.category else [None] * len(read.xy)


def _in_period(read: ReadTerritories, asked: Asked, feedback: QgsProcessingFeedback) -> np.ndarray:
    """Whether each point is of the period; one without a readable date is not, and it is said."""
    if np.isnat(asked.first) and np.isnat(asked.last):
        return np.ones(len(read.xy), dtype=bool)
    moments = as_moments(read.columns[asked.date])
    undated = np.isnat(moments)
    if undated.any():
        feedback.pushWarning(tr("{n} point(s) sans date lisible : hors de la période, non comptés.").format(
            n=int(undated.sum())))  # fmt: skip
    kept = ~undated
    kept &= np.isnat(asked.first) | (moments >= asked.first)
    return kept & (np.isnat(asked.last) | (moments < asked.last + DAY))


def _in_categories(category: list[str | None], wanted: tuple[str, ...]) -> np.ndarray:
    if not wanted:
        return np.ones(len(category), dtype=bool)
    upper = [(code or "").upper() for code in category]
    return np.array([code in wanted or code[:3] in wanted for code in upper], dtype=bool)


def _tell_blends(read: ReadTerritories, asked: Asked, category: list[str | None], kept: np.ndarray,
                 feedback: QgsProcessingFeedback) -> None:  # fmt: skip
    """Warn of units of count and of sources that a total adds up."""
    known = categories_by_code()
    units = {known[code].unit for code, keep in zip(category, kept.tolist(), strict=True) if keep and code in known}
    if len(units) > 1 and not asked.apart:
        blend = tr(
            "Le total mêle des unités de compte : {units}. Choisissez des catégories de même unité, ou une ligne par "
            "catégorie."
        )
        feedback.pushWarning(blend.format(units=", ".join(sorted(UNITS[unit] for unit in units))))
    partners = as_texts(read.columns[asked.partner]) if asked.partner else []
    sources = {text for text, keep in zip(partners, kept.tolist(), strict=False) if keep}
    if len(sources) > 1:
        feedback.pushWarning(
            tr(
                "Le total additionne {n} sources, qui ne comptent pas la même chose : filtrez la couche sur un "
                "partenaire pour les lire côte à côte."
            ).format(n=len(sources))
        )


def placed_points(read: ReadTerritories, asked: Asked, feedback: QgsProcessingFeedback) -> np.ndarray:
    """Whether each point tells its territory: it has a position, and one finer than a quarter."""
    if not asked.precision:
        return read.placed
    vague = np.isin(np.array(as_texts(read.columns[asked.precision]), dtype=object), AREA_ONLY)
    if vague.any():
        feedback.pushInfo(tr("{n} point(s) situé(s) au quartier ou à la commune : comptés comme non localisés.").format(
            n=int(vague.sum())))  # fmt: skip
    return read.placed & ~vague
