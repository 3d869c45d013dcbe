"""Address bases as published (BAN, BAL, tables of crossings), read into one shape."""

import csv
import gzip
import io
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.intake.projections import transform
from oltp_qgis_plugin.core.places.spelling import repair
from oltp_qgis_plugin.errors import FileError

FRANCE = 2154
OVERSEAS = {"971": 5490, "972": 5490, "973": 2972, "974": 2975, "976": 4471, "975": 4467, "977": 5490, "978": 5490}
WITHOUT_NUMBER = 99_999
# What the columns are called in the BAN, in the BAL (v1.1 to 1.4) and in simpler files; the first found is taken.
COLUMNS = {
    "number": ("numero",),
    "suffix": ("rep", "suffixe", "indice_de_repetition", "repetition"),
    "street": ("nom_voie", "voie_nom", "voie", "libelle_voie"),
    "locality": ("nom_ld", "lieudit_complement_nom", "lieu_dit"),
    "postcode": ("code_postal", "commune_code_postal", "cp"),
    "insee": ("code_insee", "commune_insee", "insee"),
    "commune": ("nom_commune", "commune_nom", "commune", "ville"),
    "old_commune": ("nom_ancienne_commune", "commune_deleguee_nom"),
    "post_town": ("libelle_acheminement",),
    "alias": ("alias",),
    "x": ("x",),
    "y": ("y",),
    "lon": ("lon", "long", "longitude"),
    "lat": ("lat", "latitude"),
}
CROSSING = {"first": ("nom1", "voie1", "rue1", "nom_voie1"), "second": ("nom2", "voie2", "rue2", "nom_voie2")}
TEXTS = ("suffix", "street", "locality", "postcode", "insee", "commune", "old_commune", "post_town", "alias")
FAR_M = 50.0


@dataclass(frozen=True)
class BaseFile:
    """What a file holds. addresses: number (0 for none), TEXTS, x, y in EPSG:`epsg`; crossings: first, second, x, y.

    One of the two is empty. notes: what was repaired or left out, in French.
    """

    name: str
    epsg: int
    addresses: pd.DataFrame
    crossings: pd.DataFrame
    notes: tuple[str, ...]


def read_base(path: Path) -> BaseFile:
    """Read a base, `.csv` or `.csv.gz`, UTF-8 or Windows-1252, `;` `,` or tab.

    Raises FileError: absent, cut, without the columns of an address base or of crossings, without a single point.
    """
    table = _table(path)
    header = {str(column).strip().lower(): column for column in table.columns}
    chosen = _chosen(header, COLUMNS | CROSSING)
    named = table[list(chosen.values())].set_axis(list(chosen), axis=1)
    if not (("street" in chosen or {"first", "second"} <= set(chosen))
            and ({"x", "y"} <= set(chosen) or {"lon", "lat"} <= set(chosen))):  # fmt: skip
        raise FileError(f"« {path.name} » n'est ni une BAN, ni une BAL, ni une table de croisements : il faut les "
                        f"colonnes nom_voie (ou voie_nom) et lon, lat (ou x, y) ; trouvé : "
                        f"{', '.join(map(str, table.columns[:8]))}.")  # fmt: skip
    for column in named.columns[named.columns.isin([*TEXTS, "first", "second"])]:
        named[column] = _repaired(named[column])
    epsg = _epsg(named)
    xy, notes = _points(named, epsg, path.name)
    placed = ~np.isnan(xy).any(axis=1)
    if not placed.any():
        raise FileError(f"« {path.name} » n'a aucune ligne avec un point : ses colonnes lon, lat, x et y sont vides.")
    if not placed.all():
        notes.append(f"« {path.name} » : {int((~placed).sum())} ligne(s) sans point laissée(s) de côté.")
    named = named.assign(x=xy[:, 0], y=xy[:, 1])[placed].reset_index(drop=True)
    none = pd.DataFrame()
    if "street" not in chosen:
        return BaseFile(path.name, epsg, none, named[["first", "second", "x", "y"]], tuple(notes))
    return BaseFile(path.name, epsg, _addresses(named), none, tuple(notes))


def _chosen(header: dict[str, str], wanted: dict[str, tuple[str, ...]]) -> dict[str, str]:
    found = {}
    for column, names in wanted.items():
        name = next((header[name] for name in names if name in header), None)
        if name is not None:
            found[column] = name
    return found


def _table(path: Path) -> pd.DataFrame:
    """Every column as text. Raises FileError when the file is cut."""
    text = _text(path)
    first = text[: text.find("\n") if "\n" in text else len(text)]
    separator = max(";,\t|", key=first.count)
    width = len(next(csv.reader([first.rstrip("\r")], delimiter=separator), []))
    end = text.rstrip("\r\n")
    last = end[end.rfind("\n") + 1 :]
    if not first.strip() or "\n" not in end:
        raise FileError(f"« {path.name} » est vide : téléchargez de nouveau la base d'adresses.")
    if len(next(csv.reader([last], delimiter=separator), [])) < width:
        raise FileError(f"« {path.name} » est coupé : sa dernière ligne n'a pas ses {width} colonnes. Téléchargez-le "
                        f"de nouveau.")  # fmt: skip
    try:
        return pd.read_csv(io.StringIO(text), sep=separator, dtype=str, keep_default_na=False, na_values=[],
                           on_bad_lines="error", quotechar='"')  # fmt: skip
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise FileError(f"« {path.name} » n'est pas un tableau lisible ({error}) : téléchargez-le de "
                        f"nouveau.") from error  # fmt: skip


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        if content[:2] == b"\x1f\x8b":
            content = gzip.decompress(content)
    except FileNotFoundError as error:
        raise FileError(f"Le fichier « {path} » n'existe pas : vérifiez son nom.") from error
    except (OSError, EOFError, zlib.error) as error:
        raise FileError(f"« {path.name} » est coupé ou illisible : téléchargez-le de nouveau.") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _repaired(texts: pd.Series) -> pd.Series:
    """The texts with damaged letters put right, each distinct one looked at once."""
    codes, distinct = pd.factorize(texts)
    fixed = np.array([repair(text).strip() for text in distinct], dtype=object)
    return pd.Series(fixed[codes], index=texts.index, dtype=object)


def _epsg(named: pd.DataFrame) -> int:
    """2154, or the legal system of the overseas department that the codes tell."""
    for column in ("insee", "postcode"):
        if column in named:
            heads = named[column].str[:3].value_counts()
            if len(heads) and heads.index[0] in OVERSEAS:
                return OVERSEAS[heads.index[0]]
    return FRANCE


def _points(named: pd.DataFrame, epsg: int, name: str) -> tuple[np.ndarray, list[str]]:
    """(n, 2) points: x and y, checked on some rows against longitude and latitude, which fill what they lack."""
    xy, lonlat = (_pair(named, *pair) for pair in (("x", "y"), ("lon", "lat")))
    notes: list[str] = []
    if lonlat is None:
        return np.full((len(named), 2), np.nan) if xy is None else xy, notes
    if xy is not None:
        both = np.flatnonzero(~np.isnan(xy).any(axis=1) & ~np.isnan(lonlat).any(axis=1))
        sample = both[:: max(1, len(both) // 200)]
        apart = np.hypot(*(transform(lonlat[sample], 4326, epsg) - xy[sample]).T)
        if len(sample) and np.median(apart) > FAR_M:
            notes.append(f"« {name} » : x et y ne sont pas en EPSG:{epsg} ; longitude et latitude les remplacent.")
            xy = None
    if xy is None:
        return transform(lonlat, 4326, epsg), notes
    missing = np.isnan(xy).any(axis=1)
    if missing.any():
        xy[missing] = transform(lonlat[missing], 4326, epsg)
    return xy, notes


def _pair(named: pd.DataFrame, first: str, second: str) -> np.ndarray | None:
    if first not in named or second not in named:
        return None
    numbers = [pd.to_numeric(named[column].str.replace(",", ".", regex=False), errors="coerce")
               for column in (first, second)]  # fmt: skip
    return np.column_stack([column.to_numpy(float) for column in numbers])


def _addresses(named: pd.DataFrame) -> pd.DataFrame:
    rows = pd.DataFrame({column: named.get(column, "") for column in TEXTS}, index=named.index)
    numbers = named.get("number", pd.Series("", named.index, dtype=object))
    parts = numbers.str.extract(r"^\s*(\d{1,5})\s*(.*?)\s*$").fillna("")
    number = pd.to_numeric(parts[0], errors="coerce")
    rows["suffix"] = rows["suffix"].where(rows["suffix"] != "", parts[1])
    number = number.where((number > 0) & (number < WITHOUT_NUMBER), 0).fillna(0).astype(np.int32)
    rows = rows.assign(number=number, x=named["x"], y=named["y"])
    rows["street"] = rows["street"].where(rows["street"] != "", rows["locality"])
    short = rows["postcode"].str.fullmatch(r"\d{4}")
    rows.loc[short, "postcode"] = "0" + rows.loc[short, "postcode"]
    return rows[rows["street"] != ""].reset_index(drop=True)
