"""How telephone numbers, e-mails, number plates and the like are written; each found whatever surrounds it."""

import re
from collections.abc import Callable
from enum import Enum
from itertools import pairwise

from oltp_qgis_plugin.core.intake.name_words import word_list


class PersonalKind(Enum):
    """What a personal value is; the values are the words of the mark that takes its place."""

    EMAIL = "adresse électronique"
    IBAN = "IBAN"
    SOCIAL_SECURITY = "n° de sécurité sociale"
    TELEPHONE = "téléphone"
    PLATE = "plaque"
    BIRTH = "naissance"
    ADDRESS = "adresse personnelle"
    NAME = "nom"

    @property
    def mark(self) -> str:
        """What is kept instead of the value."""
        return f"[{self.value}]"


_MONTHS = (
    r"janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre|"
    r"janv|f[ée]vr?|avr|juil|sept|oct|nov|d[ée]c"
)
# Words of a date, a place or a measure that stand between two numbers like the letters of an old number plate.
_NOT_PLATE = (
    "JAN|FEV|MAR|AVR|MAI|JUN|JUI|JUL|AOU|SEP|OCT|NOV|DEC|RUE|AVE|AV|BD|BLD|BIS|TER|KM|EUR|DE|DU|LES|LE|LA|ET|AU|EN|"
    "MIN|CM|MM|KG|QPV|QP|CC|CV|RD|RN"
)
_REFERENCE_BEFORE = re.compile(
    r"(?i)\b(?:dossier|r[ée]f[ée]?rences?|r[ée]f|rapport|fiche|p\.?v|proc[ée]dure|facture|courrier|mod[èe]le|type|norme|"
    r"parcelle|compteur|lampadaire|cand[ée]labre|mobilier(?: urbain)?|borne|potelet|badge|cam[ée]ra)\b"
    r"[ .:]*(?:n ?[°o]?|num[ée]ro)?[ .:]*$"
)
_SERIES_BEFORE = re.compile(
    r"(?i)\b(?:horaires?|codes?|[ée]tages?|stations?|lignes?|portes?|chambres?|caves?|halls?|quais?|tirages?|pages?)"
    r"[ :]*$"
)
# Not after a decimal or a coordinate, not within a longer series of numbers such as opening hours.
TELEPHONE = re.compile(
    r"(?<![\d.,+])(?<!\d[ ])(?:"
    r"(?:(?:\+|\b00)[ .]?33[ .-]?(?:\(0\)[ .-]?)?|0)[1-9](?P<s>[ ./-]?)\d{2}(?:(?P=s)\d{2}){3}"
    r"|\(0\)[ .-]?[1-9](?P<v>[ .-]?)\d{2}(?:(?P=v)\d{2}){3}|0 [1-9]\d{2} \d{3} \d{3}|0[1-9] \d{4} \d{4}"
    r"|0[1-9]\d{2}(?P<t>[ .-])\d{2}(?:(?P=t)\d{2}){2}|0[1-9]\d{2}(?P<u>[ .-])\d{3}(?P=u)\d{3}"
    r"|0[67](?![ .-](?:0[1-9]|1[0-2])[ .-](?:19|20)\d\d)"
    r"(?!(?P<d>[.-])(?:0[1-9]|1[0-2])(?P=d)\d\d )(?:[ .-]?\d){8}|0 [67](?: \d){8}"
    r"|\+(?!33)[1-9]\d{0,2}(?:[ .-]?\d{1,4}){3,6}"
    r")(?![ .]?\d|[,/-]\d)"
)
EMAIL = re.compile(
    r"[\w.+'%-]+ ?@ ?[\w-]+(?:\.[\w-]+)+|"
    r"[\w.+-]+(?:[\[(](?:point|dot)[\])][\w+-]+)*(?: ?[\[(] ?(?:at|arobase|@) ?[\])] ?| (?:at|arobase) )[\w-]+"
    r"(?:(?:\.| ?[\[(](?:dot|point)[\])] ?)[\w-]+)+"
)
PLATE = re.compile(
    r"\b(?i:[A-HJ-NP-TV-Z]{2}(?P<h>[-.]?)\d{3}(?P=h)[A-HJ-NP-TV-Z]{2})\b|"
    r"\b[A-HJ-NP-TV-Z]{2} \d{3} [A-HJ-NP-TV-Z]{2}\b|"
    rf"(?<![\d,./-])\b\d{{1,4}}(?P<f>[ -]?)(?!(?:{_NOT_PLATE})\b)"
    r"[A-HJ-NP-TV-Z]{2,3}(?P=f)(?:\d{2}|2[AB]|97[1-6])\b(?![,./-]?\d)"
)
_ANNOUNCED_PLATE = re.compile(
    r"(?i)(?P<before>\b(?:immat\w*|plaques?|plaqu[ée]e?)(?: [a-z]{3,12})?[ .:°n]{1,5})"
    r"(?:[a-z]{2}[ -]?\d{3}[ -]?[a-z]{2}|\d{1,4}[ -]?[a-z]{2,3}[ -]?\d{2})\b"
)
SOCIAL_SECURITY = re.compile(
    r"(?<!\d)[12](?P<n>[ .-]?)\d{2}(?P=n)\d{2}(?P=n)(?:\d{2}|2[AB])(?P=n)\d{3}(?P=n)\d{3}(?:[ ./-]?\(?\d{2}\)?)?(?!\d)"
)
_ANNOUNCED_TELEPHONE = re.compile(
    r"(?i)(?P<before>\b(?:t[ée]l(?:[ée]phone)?|portable|mobile|gsm|appelante?|rappele[rz]|joindre|joignable)\b[^\d\n]{0,20})"
    r"[67]\d{8}(?!\d)"
)
_OTHER_PLATE = re.compile(r"\b[1-9]-[A-Z]{3}-\d{3}\b|\bW[ -]?\d{3}[ -]?[A-Z]{2}\b|\b[A-Z]{2}-\d{3}-[A-Z]\b")
_FOREIGN_PLATE = re.compile(
    r"\b\d{4}[ -]?[BCDFGHJKLMNPRSTVWXYZ]{3}\b|\b[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{1,4}\b|\b[A-Z]{2}\d{2} ?[A-Z]{3}\b"
)
_ANNOUNCED_NIR = re.compile(
    r"(?i)(?P<before>\b(?:nir|nss|s[ée]cu|s[ée]curit[ée] sociale|n ?° ?ss|cpam|carte vitale)\b[^\d\n]{0,30})[12]\d{12}"
    r"(?:[ ./-]?\(?\d{2}\)?)?(?!\d)"
)
IBAN = re.compile(r"(?i)\b[A-Z]{2}\d{2}(?:[ -]?[0-9A-Z]{4}){3,7}(?:[ -]?[0-9A-Z]{1,3})?\b")
_ANNOUNCED_IBAN = re.compile(
    r"(?i)(?P<before>\b(?:rib|iban)\b[^\w\n]{0,4}(?:n ?[°o] ?)?)"
    r"(?:[A-Z]{2}\d{2}(?:[ -]?[0-9A-Z]{4}){3,7}(?:[ -]?[0-9A-Z]{1,3})?|\d{5}[ -]?\d{5}[ -]?[0-9A-Z]{11}[ -]?\d{2})\b"
)
_BIRTH_IN_BRACKETS = re.compile(
    r"(?i)(?P<before>\b(?:plaignante?|requ[ée]rante?|victime|t[ée]moin|mise? en cause|auteure?|suspecte?|mineure?|"
    r"locataire|individu|homme|femme|conducteur|conductrice) ?\()"
    r"\d{1,2}[/.-]\d{1,2}[/.-](?:19\d\d|200\d|201[0-2]|[3-9]\d)(?=\))"
)
_BIRTH = re.compile(
    r"(?i)(?P<before>\b(?:n[ée]+(?:\(e\)|\.e|e)?s?|naiss(?:ance)?(?: d[ue] \w+(?: \w+)?)?|"
    r"d?dn|d\.d\.n|nais|n\.(?= ?le\b))(?<=[\w).])(?!\w)"
    r"\.?[ :=]*"
    r"(?:(?:le|en|du|vers|au|courant)\b[ :]*)?)(?:\d{1,2}[/. -]\d{1,2}[/. -](?:\d{4}|\d{2})|"
    rf"(?:\d{{1,2}}(?:er)? )?(?:{_MONTHS})\.? \d{{2,4}}|\d{{8}}|(?:19|20)\d{{2}})\b"
    r"(?: [àa] (?-i:[A-ZÀ-Þ])[\w'’-]+)?"
)
_UUID = re.compile(r"\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b")
FEWEST_DIGITS, FEWEST_DIGITS_OF_TELEPHONES, _FEWEST_DIGITS_OF_ACCOUNTS = 3, 9, 10
_NO_DIGITS = bytes(set(range(256)) - set(b"0123456789"))
_NIR = re.compile(r"(\d{5})(\d{2}|2[AB])(\d{6})(\d{2})")


def _always(match: re.Match[str]) -> bool:
    return True


def replace_values(text: str, present: frozenset[str]) -> tuple[str, set[PersonalKind]]:
    """A text with a mark instead of each of its personal values, and the kinds found. Names are not looked for.

    present: `words_of` the text.
    """
    found: set[PersonalKind] = set()

    def marking(kind: PersonalKind, sure: Callable[[re.Match[str]], bool] = _always) -> Callable[[re.Match[str]], str]:
        def replaced(match: re.Match[str]) -> str:
            if not sure(match) or _in_identifier(match):
                return match.group()
            found.add(kind)
            return (match.groupdict().get("before") or "") + kind.mark

        return replaced

    if "@" in text or "at" in present or "arobase" in present:
        text = EMAIL.sub(marking(PersonalKind.EMAIL), text)
    digits = len(text.encode("ascii", "ignore").translate(None, _NO_DIGITS))
    if digits < FEWEST_DIGITS:
        return text, found
    if digits >= _FEWEST_DIGITS_OF_ACCOUNTS:
        text = _ANNOUNCED_IBAN.sub(marking(PersonalKind.IBAN), text)
        text = IBAN.sub(marking(PersonalKind.IBAN, _is_iban), text)
        text = SOCIAL_SECURITY.sub(marking(PersonalKind.SOCIAL_SECURITY, _is_nir), text)
        text = _ANNOUNCED_NIR.sub(marking(PersonalKind.SOCIAL_SECURITY), text)
    if not word_list("birth").isdisjoint(present):
        text = _BIRTH.sub(marking(PersonalKind.BIRTH), text)
    if "(" in text:
        text = _BIRTH_IN_BRACKETS.sub(marking(PersonalKind.BIRTH), text)
    if digits >= FEWEST_DIGITS_OF_TELEPHONES:
        text = TELEPHONE.sub(marking(PersonalKind.TELEPHONE, _is_no_reference), text)
        text = _ANNOUNCED_TELEPHONE.sub(marking(PersonalKind.TELEPHONE), text)
    if not word_list("plate").isdisjoint(present):
        text = _ANNOUNCED_PLATE.sub(marking(PersonalKind.PLATE), text)
    if not word_list("vehicles").isdisjoint(present):
        text = _OTHER_PLATE.sub(marking(PersonalKind.PLATE, _is_no_reference), text)
    if not word_list("foreign").isdisjoint(present):
        text = _FOREIGN_PLATE.sub(marking(PersonalKind.PLATE, _is_no_reference), text)
    return PLATE.sub(marking(PersonalKind.PLATE, _is_no_reference), text), found


def _in_identifier(match: re.Match[str]) -> bool:
    """Whether a value is a part of a UUID, whose digits mean nothing."""
    return any(uuid.start() < match.end() and match.start() < uuid.end() for uuid in _UUID.finditer(match.string))


def _is_no_reference(match: re.Match[str]) -> bool:
    """Whether no word before says that it is the number of a report, a lamp, a plot, or a series of hours, of floors.

    Nor is a count such as 05 06 07 08 09 a telephone.
    """
    before = match.string[max(0, match.start() - 30) : match.start()]
    if match.re is TELEPHONE and re.sub(r"\D", "", match.group()).startswith("08"):
        return False  # a service's
    if match.re is TELEPHONE and re.search(r"\d[ ./-]\d", match.group()):
        pairs = [int(pair) for pair in re.findall(r"\b\d\d\b", match.group())]
        counted = len(pairs) == 5 and all(after - pair == 1 for pair, after in pairwise(pairs))
        return not counted and not _SERIES_BEFORE.search(before)
    return not _REFERENCE_BEFORE.search(before)


def _is_nir(match: re.Match[str]) -> bool:
    return is_social_security(match.group())


def is_social_security(value: str) -> bool:
    """Whether the value is a NIR: written in groups, or with a key that is right."""
    digits = re.sub(r"[^0-9AB]", "", value)
    if re.search(r"\d[ .-]\d", value):
        return len(digits) in (13, 15)
    keyed = _NIR.fullmatch(digits)
    if keyed is None:
        return False
    first, department, rest, key = keyed.groups()
    number = int(first + department.replace("2A", "19").replace("2B", "18") + rest)
    return 97 - number % 97 == int(key)


def _is_iban(match: re.Match[str]) -> bool:
    """Whether the value is as long as a French IBAN, or another country's with a right key."""
    plain = re.sub(r"[ -]", "", match.group()).upper()
    if plain.startswith("FR"):
        return len(plain) == 27
    return 15 <= len(plain) <= 34 and int("".join(str(int(c, 36)) for c in plain[4:] + plain[:4])) % 97 == 1
