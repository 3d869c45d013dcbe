"""The incidents without point asked of the online service: what leaves is shown first, what comes back is weighed."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from qgis.core import QgsProcessingFeedback

from oltp_qgis_plugin.adapters.ban import SERVICE, geocode_texts
from oltp_qgis_plugin.adapters.progress import patience
from oltp_qgis_plugin.adapters.provenance import provenance
from oltp_qgis_plugin.core.places.offers import OnlineOffer, is_city_code
from oltp_qgis_plugin.errors import OnlineError
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.settings import Settings
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.online_texts import Sendable, apply_answers, in_town, sendable


@dataclass(frozen=True)
class Asked:
    """The observatory, whether the texts leave, the town's INSEE code or "", the least score, the service or ""."""

    store: Path
    send: bool = False
    city_code: str = ""
    min_score: float = 0.6
    url: str = ""


@dataclass(frozen=True)
class Answered:
    """table: the texts, and what was answered. placed: incidents. kept_back: those whose text never leaves."""

    table: pd.DataFrame
    texts: int
    found: int
    placed: int
    kept_back: int


def ask_service(asked: Asked, feedback: QgsProcessingFeedback) -> Answered:
    """Show what would leave, or send it and place what is found, in one transaction at the end.

    Raises OnlineError when the town has not allowed it, or the service fails or lies; then nothing is stored.
    """
    _check(asked)
    with Observatory.open(asked.store) as observatory:
        sent = sendable(observatory)
    _announce(sent, asked, feedback)
    kept_back = sent.restricted + sent.masked
    if not asked.send or not sent.texts:
        return Answered(pd.DataFrame({"address": list(sent.texts)}, dtype=object), len(sent.texts), 0, 0, kept_back)
    answers = geocode_texts(sent.texts, asked.min_score, feedback, _service(asked), asked.city_code)
    waiting = patience(feedback)
    with Observatory.open(asked.store, write=True, waiting=waiting) as observatory:
        answers = in_town(observatory, answers)
        placed = apply_answers(observatory, sent, answers, provenance(), waiting)
    found = int(answers["x"].notna().sum())
    _tell(answers, found, placed, feedback)
    table = answers[["text", "label", "precision", "score", "refusal"]].rename(columns={"text": "address"})
    return Answered(table, len(sent.texts), found, placed, kept_back)


def offer_of(store: Path) -> OnlineOffer:
    """What would leave for the service that is set, and whether the town allows it."""
    with Observatory.open(store) as observatory:
        sent = sendable(observatory)
    settings = Settings.load()
    return OnlineOffer(sent.texts, _service(Asked(store)), settings.online_geocoding, settings.online_city,
                       sent.restricted + sent.masked)  # fmt: skip


def _service(asked: Asked) -> str:
    return asked.url or Settings.load().online_url or SERVICE


def _check(asked: Asked) -> None:
    if asked.city_code and not is_city_code(asked.city_code):
        wrong = tr("« {code} » n'est pas un code INSEE de commune : cinq caractères, comme 34172 ou 2A004.")
        raise OnlineError(wrong.format(code=asked.city_code))
    if asked.send and not Settings.load().online_geocoding:
        raise OnlineError(
            tr(
                "Le service en ligne n'est pas permis sur ce poste : rien n'est parti. Pour le permettre : « Revoir "
                "les lieux… », puis En ligne… ; ou la clé oltp/online_geocoding=true du profil QGIS."
            )
        )


def _announce(sent: Sendable, asked: Asked, feedback: QgsProcessingFeedback) -> None:
    if sent.restricted:
        kept = tr("{n} fait(s) d'un partenaire ou d'une catégorie en diffusion restreinte : leur texte ne part pas.")
        feedback.pushInfo(kept.format(n=sent.restricted))
    if sent.masked:
        kept = tr("{n} fait(s) dont le texte a été masqué à l'import : il ne part pas.")
        feedback.pushInfo(kept.format(n=sent.masked))
    if asked.send:
        said = tr("{n} texte(s) envoyé(s) à {service}.")
    else:
        said = tr("{n} texte(s) partiraient à {service} ; rien n'est parti.")
    feedback.pushInfo(said.format(n=len(sent.texts), service=_service(asked)))


def _tell(answers: pd.DataFrame, found: int, placed: int, feedback: QgsProcessingFeedback) -> None:
    """Say what was found, how finely, and why the rest was not."""
    feedback.pushInfo(tr("{found} texte(s) trouvé(s), {placed} fait(s) placé(s).").format(found=found, placed=placed))
    for precision, n in answers.loc[answers["x"].notna(), "precision"].value_counts().items():
        feedback.pushInfo(f"{precision} : {n}")
    for why, n in answers.loc[answers["refusal"] != "", "refusal"].value_counts().items():
        feedback.pushInfo(tr("{n} texte(s) sans réponse retenue : {why}.").format(n=n, why=why))
