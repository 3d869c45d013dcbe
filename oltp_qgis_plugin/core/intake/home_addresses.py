"""The address of a person, told from the place of a fact by the words around it."""

import re

from oltp_qgis_plugin.core.intake.name_words import word_list
from oltp_qgis_plugin.core.intake.personal_values import PersonalKind

_STREET = (
    r"(?:rue|avenue|av\.?|boulevard|bd\.?|all[ée]es?|impasse|place|chemin|cours|quai|square|route|passage|r[ée]sidence|"
    r"cit[ée]|immeuble|b[âa]t(?:iment)?\.?|lotissement|hameau|tour|villa|mont[ée]e|faubourg|ruelle|esplanade)"
)
# One word in small letters, as in « rue du pressoir » or « rue neuve », but none that goes on with the sentence.
_LOWER = (
    r"(?: (?i:de la|du|des|de l['’]|de|d['’]) ?[a-zà-ÿ][\w'’-]{2,}|"
    r" (?!(?:dans|pour|mais|avec|chez|sans|elle|elles|apr[eè]s|pr[eè]s|puis|depuis|parce|quand|dont)\b)[a-zà-ÿ]{4,})?"
)
_UNIT = r"(?:appt?\.?|apt\.?|appartement|porte|b[âa]t(?:iment)?\.?|hall|esc(?:alier)?\.?|[ée]tage|logt|cage|chambre)"
_REST = (
    rf"(?:[ '’-]+(?:(?i:à|aux?|sur|sous|en)(?= [A-ZÀ-Þ])|(?i:de|du|des|la|le|les|l|d|et|{_UNIT})\b|[A-ZÀ-Þ][\w'’-]*|"
    r"\d+\w*))*"
)
_NAMED_STREET = rf"(?i:{_STREET})(?=[ .]){_LOWER}{_REST}"
_NUMBER = r"\d{1,4}(?: ?(?i:bis|ter|quater))?"
_NUMBERED = rf"{_NUMBER},? +{_NAMED_STREET}"
_LIVING = (
    r"chez moi|dmt|dom\.?|dem\.?|demeur(?:ant|e|ent|er)|domicili[ée]+e?s?|r[ée]sid(?:ant|e|ent|er)|"
    r"h?abit(?:ant|e|ent|e?nt|er)|(?:occupante?|locataire|propri[ée]taire|titulaire) du(?= \d)|"
    r"log(?:eant|[ée]e?)|adresse (?:personnelle|du domicile|perso)|sis[e]?|domicile"
)
_OWNERS = (
    r"mis en cause|mise en cause|requ[ée]rante?|plaignante?|victime|locataire|auteur|int[ée]ress[ée]e?|conducteur|"
    r"propri[ée]taire"
)
_LIVES_AT = re.compile(
    rf"(?P<before>(?i:\b(?:{_LIVING}))(?!\w)(?: actuellement| désormais)?[ ,:(]*"
    r"(?:(?i:au|aux|à|a|dans|en|chez lui|chez elle)\b[ ,:]*)?(?:(?i:la|le|l['’]|n°) ?)?)"
    rf"(?:{_NUMBER}(?: ?[A-D]\b)?,? +)?{_NAMED_STREET}"
    rf"(?:, ?(?i:{_UNIT})[ .°]*[\w-]+|, ?\d+(?:er|e|ème) (?i:étage))*"
)
_AT_SOMEONES = re.compile(
    r"(?P<before>\b(?i:chez (?:m|mr|mme|mlle|monsieur|madame|mademoiselle))\b\.? [^,\d]{2,40},? (?:au )?)" + _NUMBERED
)
_HIS_OWN = re.compile(
    r"(?P<before>(?i:\bdomicile (?:de (?:leur|sa|son|la|l['’])|du|des)\b[\w '’-]{2,25}[:,] ?|"
    rf"\badresse (?:d[ée]clar[ée]e|actuelle|(?:du|de la|de l['’]|des) (?:{_OWNERS}))[ :,]*))" + _NUMBERED
)
_HOME_BEHIND = re.compile(
    rf"(?P<before>\b){_NUMBERED}"
    r"(?= ?\((?i:son|leur|domicile)| (?i:où (?:il|elle|ils|elles) (?:r[ée]side|habite|demeure|loge)))"
)
_DAY_AFTER_NAME = re.compile(
    r"(?P<before>\[nom\][ ,:(]{1,3}(?i:le )?)\d{1,2}[/.-]\d{1,2}[/.-](?:19\d\d|200\d|201[0-2])\b"
)
_ADDRESS_AFTER_NAME = re.compile(
    r"(?P<before>(?:\[nom\]|\[adresse personnelle\]|\[naissance\])[ ,:(]{1,3}(?i:du |au |adresse )?|"
    r"(?i:\badresse ?: ?))" + _NUMBERED
)
_ADDRESS_WORDS = word_list("living")


def without_home(text: str, present: frozenset[str]) -> tuple[str, set[PersonalKind]]:
    """A text with a mark instead of the addresses where it says that someone lives; present: `words_of` it."""
    if _ADDRESS_WORDS.isdisjoint(present):
        return text, set()
    found: set[PersonalKind] = set()
    for pattern in (_LIVES_AT, _AT_SOMEONES, _HIS_OWN, _HOME_BEHIND):
        text = _marked(text, pattern, PersonalKind.ADDRESS, found)
    return text, found


def beside_names(text: str) -> tuple[str, set[PersonalKind]]:
    """A text whose names are masked, without the day of birth or the address written right after them."""
    found: set[PersonalKind] = set()
    text = _marked(text, _DAY_AFTER_NAME, PersonalKind.BIRTH, found)
    return _marked(text, _ADDRESS_AFTER_NAME, PersonalKind.ADDRESS, found), found


def _marked(text: str, pattern: re.Pattern[str], kind: PersonalKind, found: set[PersonalKind]) -> str:
    text, n = pattern.subn(lambda match: match["before"] + kind.mark, text)
    found |= {kind} if n else set()
    return text
