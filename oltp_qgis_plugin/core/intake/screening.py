"""Columns that name or reach a person, found so that they are dropped at import and said so."""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.nomenclature import normalise_label

SHARE = 0.30
SAMPLE_ROWS = 5000

_PEOPLE = (
    "REQUERANTE?|PLAIGNANTE?|VICTIME|AUTEUR|TEMOIN|SUSPECT|MIS EN CAUSE|MEC|LOCATAIRE|ELEVE|CONDUCTEUR|CONTREVENANTE?|"
    "APPELANTE?|DECLARANTE?|PROPRIETAIRE|DEMANDEUR|HABITANT|USAGER|MINEUR|RESPONSABLE LEGAL|GARDIEN|CONTACT"
)
# Things that have a name, a number or an address and are no one.
_THINGS = (
    "RESIDENCE|ARRET|VOIE|RUE|COMMUNE|VILLE|QP|QPV|QUARTIER|SQUARTIER|ETABLISSEMENT|ETAB|STATION|LIGNE|BATIMENT|BAT|SITE|"
    "LIEU|COLLEGE|LYCEE|ECOLE|PARC|GROUPE|SECTEUR|DEPARTEMENT|DEP|REGION|FICHIER|PARTENAIRE|BAILLEUR|ORGANISME|SERVICE|"
    "STRUCTURE|ENSEIGNE|COMMERCE|IRIS|ZONE|CATEGORIE|AFNOR|LD|TERRITOIRE|TRONCON|PLACE|COPROPRIETE|ENSEMBLE|IMMEUBLE|"
    "EVENEMENT|OPERATION|AGENCE|DOSSIER|HALL|CAVE|PARKING|ARRONDISSEMENT|CANTON|EPCI|RESEAU|GARE|DEPOT|COM|CO|QUA"
)
_COUNTS = (
    "NOMBRE|NB|NBR|NBRE|TYPE|NATURE|TYPOLOGIE|AGE|SEXE|VOL|VOLS|DEGRADATION|DEGRADATIONS|AGRESSION|INJURE|MENACE"
)
_NOTHING = re.compile(r"(?!)")
_COUNT = re.compile(rf"\b(?:{_COUNTS})S?\b")
_THING = re.compile(rf"\b(?:{_THINGS}|{_COUNTS})S?\b")

# Header, words that clear it, reason; in order: the first that fits gives the reason.
_HEADERS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (r"\b(?:PRENOMS?|PATRONYME|PATRONYMIQUE|CIVILITE|IDENTITES?|PSEUDOS?|PSEUDONYME|NOM DE FAMILLE|NOM DE NAISSANCE|"
     r"NOM ET PRENOM|NOM D USAGE|NOM COMPLET|NOM DE JEUNE FILLE)\b", _NOTHING, "nom ou identité d'une personne"),
    (rf"\bNOMS?\b.*\b(?:{_PEOPLE})S?\b|\b(?:{_PEOPLE})S? NOMS?\b", _NOTHING, "nom ou identité d'une personne"),
    (r"\bNOMS?\b", _THING, "nom ou identité d'une personne"),
    (r"\bNEE? (?:E )?(?:LE|A)\b|\bNAISSANCE\b|\bDDN\b", _NOTHING, "date ou lieu de naissance"),
    (r"\b(?:TELEPHONES?|TELEPHONIQUE|TEL|TELS|GSM|FAX|PORTABLES?)\b", _COUNT, "numéro de téléphone"),
    (r"\b(?:MAILS?|EMAILS?|E MAILS?|COURRIELS?|ADRESSE IP)\b", _NOTHING, "adresse électronique"),
    (r"\b(?:IMMATRICULATIONS?|IMMAT|IMMATS|PLAQUES?)\b", _COUNT, "plaque d'immatriculation"),
    (r"\b(?:NIR|SECU|SECURITE SOCIALE|NUM SECU|INSEE PERSONNE)\b", _NOTHING, "numéro de sécurité sociale"),
    (r"\b(?:IBAN|RIB|BIC)\b", _NOTHING, "coordonnées bancaires"),
    (rf"\bADRESSES? (?:DU |DE LA |DE L |DES |DE |D UN )?(?:{_PEOPLE}|DOMICILE|PERSONNELLE|PERSO)S?\b|"
     rf"\bDOMICILE (?:DU|DE)\b|\b(?:COORDONNEES|CONTACT) (?:DU|DE LA|DE L|DES) (?:{_PEOPLE})S?\b|"
     rf"\b(?:{_PEOPLE})S? ADRESSES?\b|^CONTACTS?$",
     _NOTHING, "adresse ou coordonnées d'une personne"),
    (r"\b(?:AGENTS?|REDACTEURS?|REDACTRICE|REDIGE PAR|SIGNATURES?|SIGNATAIRES?|MATRICULES?|"
     r"SAISI PAR|CREE PAR|MODIFIE PAR|UTILISATEURS?|LOGIN|CHEF DE PATROUILLE|EQUIPAGE|MEDIATEURS?)\b",
     _COUNT, "agent ou rédacteur"),
    (rf"^(?:LE |LA |L |LES )?(?:{_PEOPLE})S?(?: PRINCIPALE?)?$", _COUNT, "personne concernée"),
)  # fmt: skip
_RULES = tuple((re.compile(pattern), cleared_by, reason) for pattern, cleared_by, reason in _HEADERS)
_REFERENCE = re.compile(r"\b(?:REF|REFERENCE|N|NO|NUM|NUMERO|ID|UID|DOSSIER|RAPPORT|CODE)\b")
_COUNT_OR_CHOICE = re.compile(r"\d{1,3}|OUI|NON|O|N|VRAI|FAUX")

_MONTHS = "JAN|FEV|MAR|AVR|MAI|JUN|JUI|JUL|AOU|SEP|OCT|NOV|DEC"
_CONTENTS = {
    "numéros de téléphone": r"(?<![\d.,+])(?:(?:\+|00)33 ?(?:\(0\) ?)?|0)[1-9]([ .-]?)\d{2}(?:\1\d{2}){3}(?![\d,])",
    "adresses électroniques": r"[^\s@;,<>]+@[^\s@;,<>]+\.[A-Za-z]{2,}",
    "plaques d'immatriculation": rf"\b[A-HJ-NP-TV-Z]{{2}}([- ])\d{{3}}\1[A-HJ-NP-TV-Z]{{2}}\b|"
    rf"^[A-Za-z]{{2}}\d{{3}}[A-Za-z]{{2}}$|"
    rf"^\d{{1,4}}[ -]?(?!(?:{_MONTHS})[ -])[A-Z]{{2,3}}[ -]?(?:\d{{2}}|2[AB]|97\d)$",
    "numéros de sécurité sociale": r"(?<!\d)[12]( ?)\d{2}\1\d{2}\1(?:\d{2}|2[AB])\1\d{3}\1\d{3}(?: ?\d{2})?(?!\d)",
    "IBAN": r"\bFR\d{2}(?: ?[0-9A-Z]{4}){5} ?[0-9A-Z]{3}\b",
}
_NIR = re.compile(r"(\d{5})(\d{2}|2[AB])(\d{6})(\d{2})")


def personal_columns(headers: Sequence[str], frame: pd.DataFrame) -> dict[str, str]:
    """French reason by header of each column that names or reaches a person.

    headers: those of `frame`, in its order. A column goes by its header, or by its content: 30 % or more of the
    non-empty values hold a French telephone number, an e-mail, a number plate, a social-security number or an
    IBAN. Content is judged on at most 5 000 values, evenly spaced.
    """
    found = {}
    for position, header in enumerate(headers):
        values = _sample(frame.iloc[:, position])
        words = normalise_label(str(header))
        reason = _reason_of_header(words, values) or _reason_of_content(words, values)
        if reason:
            found[header] = reason
    return found


def _sample(column: pd.Series) -> pd.Series:
    values = column.dropna().astype(str).astype(object).str.strip()
    values = values[values != ""]
    if len(values) <= SAMPLE_ROWS:
        return values
    return values.iloc[np.linspace(0, len(values) - 1, SAMPLE_ROWS).astype(int)]


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
        matching = values.map(re.compile(pattern).search).notna() & ~plain_reference
        if kind == "numéros de sécurité sociale":
            matching &= values.map(_is_social_security)
        share = matching.mean()
        if share >= SHARE:
            return f"{share:.0%} des valeurs ressemblent à des {kind}".replace("%", " %")
    return ""


def _is_social_security(value: str) -> bool:
    """Whether the value is a NIR: with its key, the key is right; without, it is written in groups."""
    digits = re.sub(r"[^0-9AB]", "", value)
    keyed = _NIR.fullmatch(digits)
    if keyed is None:
        return len(digits) == 13 and " " in value
    first, department, rest, key = keyed.groups()
    number = int(first + department.replace("2A", "19").replace("2B", "18") + rest)
    return 97 - number % 97 == int(key)
