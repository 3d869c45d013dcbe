"""Columns that name or reach a person, found so that they are dropped at import and said so."""

import re
from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.intake.header_labels import header_label
from oltp_qgis_plugin.core.intake.name_words import COMMON, PARTICLES, THINGS, first_names, fold, public_names
from oltp_qgis_plugin.core.intake.personal_values import SOCIAL_SECURITY, TELEPHONE, is_social_security

SHARE = 0.30
SAMPLE_ROWS = 5000

_PEOPLE = (
    "REQUERANTE?|PLAIGNANTE?|VICTIME|AUTEUR|TEMOIN|SUSPECT|MISE? EN CAUSE|MIS E EN CAUSE|MEC|LOCATAIRE|ELEVE|"
    "CONDUCTEUR|CONTREVENANTE?|APPELANTE?|DECLARANTE?|PROPRIETAIRE|DEMANDEUR|DEMANDEUSE|HABITANTE?|USAGERE?|MINEURE?|PARENT|"
    "RESPONSABLE LEGAL|PROPRIOS?|"
    "REPRESENTANT LEGAL|GARDIENN?E?|CONTACT|INTERLOCUTEUR|INTERLOCUTRICE|CORRESPONDANT|RIVERAINE?|"
    "PERSONNE|INDIVIDU|INTERPELLE|SIGNALANT|CHAUFFEUR|PASSAGER|VERBALISATEUR|OCCUPANTE?|ENSEIGNANTE?|TITULAIRE|ASSURE|"
    "LESE|CLIENTE?|DETENTEUR"
)
_ABOUT = "PRINCIPALE?|PRESUMEE?|SUPPOSEE?|CONCERNEE?|CONTACTEE?|ENTENDUE?|IDENTIFIEE?|GARDIEN|SYNDIC|\\d"
# Things that have a name, a number or an address and are no one.
_THINGS = (
    "RESIDENCE|ARRET|VOIE|RUE|COMMUNE|VILLE|QP|QPV|QUARTIER|SQUARTIER|ETABLISSEMENT|ETAB|STATION|LIGNE|BATIMENT|BAT|SITE|"
    "LIEU|COLLEGE|LYCEE|ECOLE|PARC|GROUPE|SECTEUR|DEPARTEMENT|DEP|REGION|FICHIER|PARTENAIRE|BAILLEUR|ORGANISME|SERVICE|"
    "STRUCTURE|ENSEIGNE|COMMERCE|IRIS|ZONE|CATEGORIE|AFNOR|LD|TERRITOIRE|TRONCON|PLACE|COPROPRIETE|ENSEMBLE|IMMEUBLE|"
    "EVENEMENT|OPERATION|AGENCE|GERANCE|DOSSIER|CAM|CAMERA|BORNE|CAPTEUR|HALL|CAVE|PARKING|ARRONDISSEMENT|CANTON|"
    "EPCI|RESEAU|GARE|DEPOT|COM|CO|QUA"
)
_COUNTS = (
    "NOMBRE|NB|NBR|NBRE|TYPE|NATURE|TYPOLOGIE|AGE|SEXE|VOL|VOLS|VOLE|VOLEE|VOLES|DEGRADATION|DEGRADATIONS|AGRESSION|"
    "INJURE|MENACE"
)
_NOTHING = re.compile(r"(?!)")
_COUNT = re.compile(rf"\b(?:{_COUNTS})S?\b")
_THING = re.compile(rf"\b(?:{_THINGS}|{_COUNTS})S?\b")

# Header, words that clear it, reason; in order: the first that fits gives the reason.
_HEADERS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (r"\b(?:PRENOMS?|PATRONYMES?|PATRONYMIQUE|SURNOMS?|ETAT CIVIL|CIVILITE|IDENTITES?|PSEUDOS?|PSEUDONYME|"
     r"QUI APPELLE|NOM (?:DE FAMILLE|DE NAISSANCE|MARITAL|ET PRENOM|D USAGE|COMPLET|DE JEUNE FILLE))\b", _NOTHING,
     "nom ou identité d'une personne"),
    (rf"\bNOMS?\b.*\b(?:{_PEOPLE})S?\b|\b(?:{_PEOPLE})S? NOMS?\b", _NOTHING, "nom ou identité d'une personne"),
    (r"\bNOMS?\b", _THING, "nom ou identité d'une personne"),
    (r"\bNEE? (?:E )?(?:LE|A)\b|\bNAISS(?:ANCE)?\b|\bDDN\b", _NOTHING, "date ou lieu de naissance"),
    (r"\b(?:TELEPHONES?|TELEPHONIQUE|TEL|TELS|GSM|FAX|PORTABLES?)\b", _COUNT, "numéro de téléphone"),
    (r"\b(?:MAILS?|EMAILS?|E MAILS?|MEL|COURRIELS?|ADRESSE IP|FACEBOOK|SNAPCHAT|INSTAGRAM)\b", _NOTHING,
     "adresse électronique"),
    (r"\b(?:IMMATRICULATIONS?|IMMAT|IMMATS|PLAQUES?|N VIN|VIN|CARTE GRISE)\b", _COUNT, "plaque d'immatriculation"),
    (r"\b(?:NIR|SECU|NSS|SECURITE SOCIALE|NUM SECU|INSEE PERSONNE|CARTE VITALE|PASSEPORT|CNI|"
     r"PIECE D IDENTITE|PERMIS DE CONDUIRE|N PERMIS|INE)\b", _NOTHING, "numéro de sécurité sociale"),
    (r"\b(?:IBAN|RIB|BIC)\b", _NOTHING, "coordonnées bancaires"),
    (rf"\bADRESSES? (?:DU |DE LA |DE L |DES |DE |D UN )?(?:{_PEOPLE}|DOMICILE|PERSONNELLE|PERSO)S?\b|"
     rf"\bDOMICILE (?:DU|DE)\b|\b(?:COORDONNEES|CONTACT) (?:DU|DE LA|DE L|DES) (?:{_PEOPLE})S?\b|"
     rf"\b(?:{_PEOPLE})S? ADRESSES?\b|^CONTACTS?$|^DOMICILE$",
     _NOTHING, "adresse ou coordonnées d'une personne"),
    (r"\b(?:(?:SIGNALE|DECLARE|APPELE|RELEVE|CONSTATE)E?S? PAR|BINOMES?|AGTS?|^QUI$|CHEF PATR|"
     r"AGENTS?|REDACTEURS?|REDACTRICE|BADGES?|VERBALISATEURS?|EQUIPIERS?|PATROUILLEURS?|OPERATEURS?|TRAITE PAR|"
     r"VALIDE PAR|REDIGE|AUTEUR DE LA FICHE|RIO|REDIGE PAR|SIGNATURES?|SIGNATAIRES?|MATRICULES?|"
     r"SAISI PAR|CREE PAR|MODIFIE PAR|UTILISATEURS?|LOGIN|CHEF DE PATROUILLE|EQUIPAGE|MEDIATEURS?)\b",
     _COUNT, "agent ou rédacteur"),
    (rf"^(?:LE |LA |L |LES )?(?:{_PEOPLE})S?(?: (?:{_ABOUT})S?)?$", _COUNT,
     "personne concernée"),
)  # fmt: skip
_RULES = tuple((re.compile(pattern), cleared_by, reason) for pattern, cleared_by, reason in _HEADERS)
_PLURAL, _NO_NAME = re.compile(r"(\w) S\b"), re.compile(r"\b(?:PAS DE|SANS|HORS) NOMS?(?: NI PRENOMS?)?\b")
_REFERENCE = re.compile(r"\b(?:REF|REFERENCE|N|NO|NUM|NUMERO|ID|UID|DOSSIER|RAPPORT|CODE)\b")
_COUNT_OR_CHOICE = re.compile(r"\d{1,3}|OUI|NON|O|N|VRAI|FAUX")

_DATE_HEADER = re.compile(
    r"\b(?:DATES?|JOURS?|DEBUT|FIN|LE|QUAND|HORODATAGE|CREATION|SAISIE|MODIFICATION|MISE EN SERVICE)\b"
)
_PLACE_HEADER = re.compile(
    r"\b(?:ADRESSES?|LIEUX?|LOCALISATION|NOM VOIE|ODONYME|DESTINATION|DIRECTION|SENS|TERMINUS)\b"
)

_MONTHS = "JAN|FEV|MAR|AVR|MAI|JUN|JUI|JUL|AOU|SEP|OCT|NOV|DEC"
_CONTENTS = {
    "numéros de téléphone": TELEPHONE.pattern,
    "adresses électroniques": r"[^\s@;,<>]+@[^\s@;,<>]+\.[A-Za-z]{2,}",
    "plaques d'immatriculation": rf"\b[A-HJ-NP-TV-Z]{{2}}([- ])\d{{3}}\1[A-HJ-NP-TV-Z]{{2}}\b|"
    rf"^[A-Za-z]{{2}}\d{{3}}[A-Za-z]{{2}}$|"
    rf"^\d{{1,4}}[ -]?(?!(?:{_MONTHS})[ -])[A-Z]{{2,3}}[ -]?(?:\d{{2}}|2[AB]|97\d)$",
    "numéros de sécurité sociale": SOCIAL_SECURITY.pattern,
    "IBAN": r"\bFR\d{2}(?:[ -]?[0-9A-Z]{4}){5}[ -]?[0-9A-Z]{3}\b",
}
_YEAR = r"^(?:\d{1,2}[/.-]\d{1,2}[/.-](\d{4})|(\d{4})-\d{2}-\d{2}(?:[T ]00:00.*)?)$"
BIRTH_DATES_SHARE, BIRTH_YEARS_SPREAD = 0.8, 12
_FULL_NAME = re.compile(r"[^\W\d_]+(?:['’. -]{1,2}[^\W\d_]+){0,3}\.?")


def personal_columns(headers: Sequence[str], frame: pd.DataFrame, free_texts: Collection[str] = ()) -> dict[str, str]:
    """French reason by header of each column that names or reaches a person.

    headers: those of `frame`, in its order. A column goes by its header, or by its content: 30 % or more of the
    non-empty values hold a French telephone number, an e-mail, a number plate, a social-security number, an IBAN
    or are a person's name; or nearly all are days spread like dates of birth. Content is judged on
    at most 5 000 values, evenly spaced; that of `free_texts`, whose cells are screened one by one, is not judged.
    """
    found = {}
    for position, header in enumerate(headers):
        values = _sample(frame.iloc[:, position])
        words = _NO_NAME.sub(" ", _PLURAL.sub(r"\1S", header_label(str(header))))
        reason = _reason_of_header(words, values)
        if not reason and header not in free_texts:
            reason = _reason_of_content(words, values)
        if reason:
            found[header] = reason
    return found


def _sample(column: pd.Series) -> pd.Series:
    """At most SAMPLE_ROWS filled cells, evenly spaced; a long column is read whole only where few cells are filled."""
    values = _filled(_spaced(column, 4 * SAMPLE_ROWS))
    if len(values) < SAMPLE_ROWS < len(column) / 4:
        values = _filled(column)
    return _spaced(values, SAMPLE_ROWS)


def _spaced(values: pd.Series, most: int) -> pd.Series:
    return values if len(values) <= most else values.iloc[np.linspace(0, len(values) - 1, most).astype(int)]


def _filled(column: pd.Series) -> pd.Series:
    values = column.dropna().astype(str).astype(object).str.strip()
    return values[values != ""]


def _reason_of_header(header: str, values: pd.Series) -> str:
    for pattern, cleared_by, reason in _RULES:
        if pattern.search(header) and not cleared_by.search(header):
            if reason == "personne concernée" and _only_counts(values):
                return ""
            return f"l'en-tête annonce : {reason}"
    return ""


def _only_counts(values: pd.Series) -> bool:
    return bool(len(values)) and all(_COUNT_OR_CHOICE.fullmatch(value.upper()) for value in values.unique())


def _reason_of_content(header: str, values: pd.Series) -> str:
    if values.empty:
        return ""
    # a reference of ten digits may begin like a telephone number
    plain_reference = values.str.fullmatch(r"\d+") & bool(_REFERENCE.search(header))
    for kind, pattern in _CONTENTS.items():
        search = re.compile(pattern).search
        matching = values.map({value: search(value) is not None for value in values.unique()}) & ~plain_reference
        if kind == "numéros de sécurité sociale":
            matching[matching] = values[matching].map(is_social_security).astype(bool)
        if matching.mean() >= SHARE:
            return _share_of(matching, kind)
    if not _DATE_HEADER.search(header) and _are_birth_dates(values):
        return "les dates s'étalent comme des dates de naissance"
    if not _THING.search(header) and not _PLACE_HEADER.search(header):
        named = values.map({value: _is_full_name(value) for value in values.unique()})
        if named.mean() >= SHARE:
            return _share_of(named, "noms de personnes")
    return ""


def _share_of(matching: pd.Series, kind: str) -> str:
    return f"{matching.mean():.0%} des valeurs ressemblent à des {kind}".replace("%", " %")


def _are_birth_dates(values: pd.Series) -> bool:
    """Whether nearly all values are days without an hour, of years as spread as those of births."""
    years = values.str.extract(_YEAR)
    found = pd.to_numeric(years[0].where(years[0].notna(), years[1]), errors="coerce").dropna()
    if len(found) < max(5, BIRTH_DATES_SHARE * len(values)):
        return False
    return bool(found.quantile(0.9) - found.quantile(0.1) >= 2 * BIRTH_YEARS_SPREAD and found.min() >= 1900)


def _is_full_name(value: str) -> bool:
    """Whether a cell is nothing but a first name and perhaps a surname; that of a street or a school is not."""
    if not _FULL_NAME.fullmatch(value):
        return False
    parts = fold(value).replace(".", " ").replace("-", " ").split()
    known, first = first_names(), parts[0]
    if " ".join(parts) in public_names() or not THINGS.isdisjoint(parts) or not value[0].isupper():
        return False
    if len(parts) == 1:
        return known.get(first) is False
    others = [part for part in parts if part not in PARTICLES]
    return (first in known or parts[-1] in known) and COMMON.isdisjoint(others)
