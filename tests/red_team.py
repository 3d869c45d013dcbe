"""A partner's file that names people everywhere it can: fifteen columns, mapped cells, title, sheet and file names."""

from collections.abc import Sequence
from pathlib import Path

SURNAMES = ("Zarkavelle", "Quentrivaux", "Morbichet", "Wolfenard", "Kerzabiou")
FIRST_NAMES = ("Kevin", "Sophie", "Yacine", "Fatoumata", "Mickaël")
READ = ("N° fiche", "Objet", "Date demande", "Heure demande", "Adresse", "Suite donnée", "X_L93", "Y_L93")
# Fifteen columns under headers that say little or nothing of what they hold.
ODD_HEADERS = (
    "Vu avec", "Qui", "Pers.", "Concerne", "Intervenant", "Coord.", "Rappel", "Messagerie", "Engin", "Ancien engin",
    "Code A", "Compte", "Jour J.", "Habite", "Divers",
)  # fmt: skip
PIECE, LONGEST = 4096, 256


def person(i: int) -> dict[str, str]:
    """The values of one invented person, none used by another row."""
    surname, first = f"{SURNAMES[i % 5]}{'abcdefghij'[i // 5 % 10]}{'klmnopqrst'[i // 50 % 10]}", FIRST_NAMES[i % 5]
    number = f"{i:04d}"
    letters = "ABCDEFGHJK"[i % 10] + "LMNPQRSTVW"[i // 10 % 10]
    return {
        "surname": surname,
        "name": f"{surname.upper()} {first}",
        "telephone": f"06 39 98 {number[:2]} {number[2:]}",
        "email": f"{surname.lower()}.{i}@exemple.fr",
        "plate": f"{letters}-{i % 900 + 100}-ZZ",
        "old_plate": f"{i % 9000 + 1000} {letters} 34",
        "nir": f"1 85 05 78 {i // 1000:03d} {i % 1000:03d} 91",
        "iban": f"FR76 3000 6000 01{i % 100:02d} {i:04d} 7890 189",
        "birth": f"{i % 28 + 1:02d}/{i % 12 + 1:02d}/{1940 + i % 70}",
        "home": f"{i + 1} impasse {surname}",
    }


def rows(n: int) -> list[list[str]]:
    """n rows of READ then ODD_HEADERS; every tenth one names its person in the cells that are read too."""
    return [_row(i, person(i)) for i in range(n)]


def _row(i: int, who: dict[str, str]) -> list[str]:
    said = i % 10 == 0
    read = [
        who["telephone"] if i % 20 == 0 else f"PM-{i:05d}",
        f"Différend avec M. {who['surname']}" if said else "Tapage nocturne",
        who["name"] if i % 50 == 7 else "01/03/2024",
        "22:10",
        f"chez Mme {who['surname']}, {who['telephone']}" if said else f"{i} rue Jean Jaurès",
        f"vu avec M. {who['surname']} ({who['plate']})" if said else "RAS",
        who["name"] if i % 50 == 9 else "770100,5",
        "6280100,5",
    ]
    odd = [
        who["name"], who["name"], f"Mme {who['name']}", f"le nommé {who['name']}", who["name"],
        who["telephone"], who["telephone"].replace(" ", "."), who["email"], who["plate"], who["old_plate"],
        who["nir"], who["iban"], who["birth"], f"demeurant {who['home']}",
        f"M. {who['surname']} né le {who['birth']}",
    ]  # fmt: skip
    return read + odd


def secrets(n: int) -> set[str]:
    """Every value that must not be found; birth dates and home numbers alone are no one's, the names are."""
    found = set()
    for i in range(n):
        who = person(i)
        spaced = (who["telephone"], who["nir"], who["iban"])
        found |= {who["surname"], who["surname"].upper(), who["email"], who["plate"], who["old_plate"], *spaced}
        found |= {value.replace(" ", "") for value in spaced} | {who["telephone"].replace(" ", ".")}
    return found


def write_csv(path: Path, n: int) -> Path:
    """The file as a French spreadsheet saves it, with a title line that names the writer."""
    lines = ["Registre tenu par Mme Zarkavelleak", ";".join([*READ, *ODD_HEADERS])]
    path.write_text("\n".join(lines + [";".join(row) for row in rows(n)]) + "\n", encoding="cp1252")
    return path


def write_xlsx(path: Path, n: int) -> Path:
    """The same table in a workbook whose sheet is named after someone."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "ZARKAVELLEAK Kevin"
    for row in ([*READ, *ODD_HEADERS], *rows(n)):
        sheet.append(row)
    book.save(path)
    return path


def leaks(content: bytes, wanted: set[str]) -> set[str]:
    """The values that bytes hold, in UTF-8, cp1252 or UTF-16, whatever their case."""
    content = content.lower()
    return {
        value
        for value in wanted
        if any(value.lower().encode(encoding) in content for encoding in ("utf-8", "cp1252", "utf-16-le", "utf-16-be"))
    }


def once(contents: Sequence[bytes]) -> bytes:
    """The bytes of successive states of the same files, each piece once; pieces overlap by more than any value."""
    pieces = {content[at : at + PIECE + LONGEST] for content in contents for at in range(0, len(content), PIECE)}
    return b"\0".join(pieces)
