"""From a partner's table to incidents: columns to fields, and every row imported, refused or ignored, never lost."""

import hashlib
from dataclasses import dataclass
from enum import Enum

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.incident import PLACE_TYPES, DatePrecision, Precision
from oltp_qgis_plugin.core.intake.coordinates import CoordinateReason, Located, locate, split_positions
from oltp_qgis_plugin.core.intake.dates import DateReason, parse_moments
from oltp_qgis_plugin.core.intake.profiles import Profile, Source
from oltp_qgis_plugin.core.intake.screening import personal_columns
from oltp_qgis_plugin.core.intake.tables import RawTable
from oltp_qgis_plugin.core.nomenclature import normalise_label, resolve_labels

SEPARATOR = "\x1f"
# What makes two rows of a partner the same news; the place found later (territory, gazetteer) is not part of it.
CONTENT = (
    "source_ref", "category", "source_label", "place_type", "began_at", "ended_at", "hour_known", "date_precision",
    "place_label", "place_key", "x", "y", "gravity", "status",
)  # fmt: skip


class RowReason(Enum):
    """Why a row is refused, beyond its dates and coordinates; the values are those of the `reason` column."""

    RAGGED = "cellules_en_trop"
    DUPLICATE_REFERENCE = "reference_en_double"
    ENDS_BEFORE = "fin_avant_debut"

    @property
    def sentence(self) -> str:
        """What the user reads about a refused row."""
        return _SENTENCES[self]


_SENTENCES = {
    RowReason.RAGGED: "La ligne a plus de cellules que d'en-têtes : un séparateur en trop l'a décalée.",
    RowReason.DUPLICATE_REFERENCE: "Cette référence figure déjà plus haut dans le fichier, avec un autre contenu.",
    RowReason.ENDS_BEFORE: "La fin est avant le début : corrigez l'une des deux dates.",
}
REASON_SENTENCES: dict[str, str] = {
    reason.value: reason.sentence for kind in (RowReason, CoordinateReason, DateReason) for reason in kind
}
REFUSED_COLUMNS = ("row", "column", "reason", "value")
CENTIMETRES = 2


@dataclass(frozen=True)
class MappedRows:
    """incidents: one row each, the incident columns that a file can fill, with row, x, y, place_key and place_kind.

    refused: row, column, reason, value. duplicates: rows repeated to the letter under the same reference.
    ignored: row numbers. notes: French sentences.
    """

    incidents: pd.DataFrame
    refused: pd.DataFrame
    n_duplicates: int
    ignored: tuple[int, ...]
    notes: tuple[str, ...]


def map_rows(table: RawTable, profile: Profile, epsg: int) -> MappedRows:
    """The incidents of a table, as `profile` reads it; x and y in the CRS `epsg`, NaN where there is none."""
    reader = _Columns(table, profile)
    listed = reader.ignored_by_profile()
    reader = reader.without(listed)
    moments, date_column = _moments(reader)
    located, place_column, place_cells = _positions(reader, epsg)
    frame = _fields(reader, moments, located)
    refused = pd.concat([
        _ragged(table),
        _refused(reader.rows, date_column, moments["reason"], reader.text("date", "year")),
        _refused(reader.rows, place_column, _reason_values(located.reason), place_cells),
        _ends_before(reader, frame),
    ], ignore_index=True).drop_duplicates("row")  # fmt: skip
    frame = frame[~frame["row"].isin(refused["row"])].reset_index(drop=True)
    frame, repeated, n_duplicates = _identify(frame, profile)
    refused = pd.concat([refused, repeated], ignore_index=True).sort_values("row", ignore_index=True)
    notes = (*table.notes, *reader.notes(), *_repairs(moments, located))
    return MappedRows(frame, refused, n_duplicates, (*table.ignored, *listed), notes)


class _Columns:
    """The columns of a table, found by the profile's names whatever their accents, case and spacing."""

    def __init__(self, table: RawTable, profile: Profile) -> None:
        self.frame, self.rows, self.profile = table.frame, table.rows, profile
        self.header = {normalise_label(name): name for name in reversed(list(table.frame.columns))}
        self.personal = personal_columns(list(table.frame.columns), table.frame)

    def without(self, rows: tuple[int, ...]) -> "_Columns":
        if rows:
            kept = ~np.isin(self.rows, rows)
            self.frame, self.rows = self.frame[kept].reset_index(drop=True), self.rows[kept]
        return self

    def ignored_by_profile(self) -> tuple[int, ...]:
        hit = np.zeros(len(self.frame), dtype=bool)
        for name, value in self.profile.ignore:
            if cells := self._named(name):
                hit |= (self.frame[cells].map(normalise_label) == normalise_label(value)).to_numpy()
        return tuple(int(row) for row in self.rows[hit])

    def _named(self, name: str) -> str | None:
        found = self.header.get(normalise_label(name))
        return None if found in self.personal else found

    def name_of(self, *targets: str) -> str:
        """The file's own column names for the first of the targets that the profile fills."""
        source = next((self.profile.fields[t] for t in targets if t in self.profile.fields), None)
        found = [self._named(name) or name for name in source.columns] if source else []
        return " + ".join(found)

    def text(self, *targets: str) -> pd.Series | None:
        """Text of the first of the targets that the profile fills; a constant repeated; None when there is none."""
        for target in targets:
            if target in self.profile.fields:
                return self._joined(self.profile.fields[target])
            if target in self.profile.constants:
                return pd.Series(str(self.profile.constants[target]), index=self.frame.index, dtype=object)
        return None

    def joined(self, names: tuple[str, ...], by: str) -> pd.Series | None:
        cells = [self.frame[found].str.strip() for name in names if (found := self._named(name))]
        if not cells:
            return None
        text = cells[0]
        for other in cells[1:]:
            both = (text != "") & (other != "")
            text = text.where(other == "", text + other.where(~both, by + other))
        return text

    def _joined(self, source: Source) -> pd.Series | None:
        text = self.joined(source.columns, source.joined_by)
        if text is None:
            return None
        if source.slice:
            text = text.str.slice(*source.slice)
        if source.values:
            text = text.map({cell: source.values.get(normalise_label(cell), cell) for cell in text.unique()})
        return text

    def notes(self) -> list[str]:
        read = {normalise_label(name) for name in self.profile.columns()}
        left = [n for key, n in self.header.items() if key not in read and n not in self.personal]
        said = [f"Colonne « {name} » écartée : {why}." for name, why in self.personal.items()]
        return said + ([f"Colonnes non reprises : {', '.join(reversed(left))}."] if left else [])


def _moments(reader: _Columns) -> tuple[pd.DataFrame, str]:
    """began_at, hour_known, date_precision, flag, reason of each row, and the column that they come from."""
    date, precision = reader.text("date"), None
    if date is None:
        date, precision = _date_of_parts(reader)
    moments = parse_moments(date, reader.text("time"))
    if precision is not None:
        moments["date_precision"] = moments["date_precision"].where(moments["reason"] != "", precision)
    return moments, reader.name_of("date", "year", "month")


def _date_of_parts(reader: _Columns) -> tuple[pd.Series, pd.Series]:
    """A date made of year, month and day columns, and how precise it is.

    A missing day or month is taken as the first, so that an hour known without the day is kept.
    """
    empty = pd.Series("", index=reader.frame.index, dtype=object)
    year, month, day = (empty if (cells := reader.text(part)) is None else cells for part in ("year", "month", "day"))
    precision = pd.Series(DatePrecision.DAY.value, index=reader.frame.index, dtype=object)
    precision = precision.mask(day == "", DatePrecision.MONTH.value).mask(month == "", DatePrecision.YEAR.value)
    first = day.mask(day == "", "1") + "/" + month.mask(month == "", "1") + "/"
    return (first + year).where(year != "", ""), precision


def _positions(reader: _Columns, epsg: int) -> tuple[Located, str, pd.Series]:
    """Coordinates of each row, the column they come from, and the text received."""
    profile = reader.profile
    position = reader.text("position")
    x, y = reader.text("x"), reader.text("y")
    if position is not None:
        pair = split_positions(position, profile.order)
        return locate(pair["x"], pair["y"], profile.crs, epsg), reader.name_of("position"), position
    if x is None or y is None:
        empty = pd.Series("", index=reader.frame.index, dtype=object)
        return locate(empty, empty, "auto", epsg), "", empty
    return locate(x, y, profile.crs, epsg), f"{reader.name_of('x')} + {reader.name_of('y')}", x + " ; " + y


def _fields(reader: _Columns, moments: pd.DataFrame, located: Located) -> pd.DataFrame:
    """The incident columns that the file fills, one row per row of the file."""
    profile = reader.profile
    labels = reader.text("category")
    if labels is None:
        labels = pd.Series("", index=reader.frame.index, dtype=object)
    has_point = ~np.isnan(located.x)
    frame = pd.DataFrame({
        "row": reader.rows,
        "partner": profile.partner.code,
        "source_ref": _or_none(reader.text("source_ref"), reader.frame.index),
        "category": resolve_labels(labels, profile.aliases, **({"crosswalk": profile.crosswalk} if profile.crosswalk else {})),
        "source_label": labels.where(labels != "", None),
        "place_type": _place_types(reader),
        "began_at": moments["began_at"],
        "ended_at": _ends(reader),
        "hour_known": moments["hour_known"].astype(bool),
        "date_precision": moments["date_precision"],
        "place_label": _or_none(reader.text("place_label"), reader.frame.index),
        "precision": np.where(has_point, Precision.NUMBER.value, Precision.NONE.value),
        "geocode_score": np.where(has_point, 1.0, np.nan),
        "gravity": pd.to_numeric(_or_none(reader.text("gravity"), reader.frame.index), errors="coerce"),
        "status": _or_none(reader.text("status"), reader.frame.index),
        "x": located.x.round(CENTIMETRES),
        "y": located.y.round(CENTIMETRES),
    })  # fmt: skip
    if "category" not in profile.fields:
        frame["category"] = profile.constants["category"]
    keys = [reader.joined(place.columns, " ") for place in profile.places]
    for i, (place, key) in enumerate(zip(profile.places, keys, strict=True)):
        frame[f"place_key_{i}"] = "" if key is None else key
        frame[f"place_by_{i}"] = f"{place.kind}:{place.by}"
    frame["place_key"] = pd.Series("", index=frame.index).str.cat([frame[f"place_key_{i}"] for i in range(len(keys))])
    return frame


def _or_none(cells: pd.Series | None, index: pd.Index) -> pd.Series:
    if cells is None:
        return pd.Series(None, index=index, dtype=object)
    return cells.where(cells != "", None)


def _place_types(reader: _Columns) -> pd.Series:
    """Only the place types of the nomenclature; another wording is left out."""
    cells = reader.text("place_type")
    known = {normalise_label(name): name for name in PLACE_TYPES}
    if cells is None:
        return pd.Series(None, index=reader.frame.index, dtype=object)
    return cells.map({cell: known.get(normalise_label(cell)) for cell in cells.unique()}).astype(object)


def _ends(reader: _Columns) -> pd.Series:
    date = reader.text("end_date")
    if date is None:
        return pd.Series(pd.NaT, index=reader.frame.index, dtype="datetime64[ns]")
    return parse_moments(date, reader.text("end_time"))["began_at"]


def _ends_before(reader: _Columns, frame: pd.DataFrame) -> pd.DataFrame:
    ends = frame["ended_at"]
    days_only = ~frame["hour_known"] & (ends.dt.normalize() >= frame["began_at"].dt.normalize())
    before = (ends < frame["began_at"]) & ~days_only
    reason = pd.Series(np.where(before, RowReason.ENDS_BEFORE.value, ""), index=frame.index)
    return _refused(reader.rows, reader.name_of("end_date"), reason, ends.astype(str))


def _reason_values(reasons: np.ndarray) -> pd.Series:
    return pd.Series(["" if reason is None else reason.value for reason in reasons], dtype=object)


def _refused(rows: np.ndarray, column: str, reasons: pd.Series, values: pd.Series | None) -> pd.DataFrame:
    hit = (reasons != "").to_numpy()
    received = values[hit].to_numpy() if values is not None else ""
    return pd.DataFrame({"row": rows[hit], "column": column, "reason": reasons[hit].to_numpy(), "value": received},
                        columns=list(REFUSED_COLUMNS))  # fmt: skip


def _ragged(table: RawTable) -> pd.DataFrame:
    return pd.DataFrame([(row, "", RowReason.RAGGED.value, what) for row, what in table.ragged],
                        columns=list(REFUSED_COLUMNS))  # fmt: skip


def _identify(frame: pd.DataFrame, profile: Profile) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Add uid and content_hash; returns also the rows refused for a reference used twice, and how many repeat.

    With a reference, the uid is partner and reference. Without, it is partner, content and rank among equal rows of
    the file: two equal rows are two incidents, and the same file sent again is known.
    """
    content = pd.Series("", index=frame.index)
    parts = [frame[name].fillna("").astype(str) for name in CONTENT]
    content = content.str.cat(parts, sep=SEPARATOR) if len(frame) else content
    content_hash = pd.Series([_digest(text) for text in content], index=frame.index, dtype=object)
    rank = content_hash.groupby(content_hash).cumcount().astype(str)
    has_ref = frame["source_ref"].notna()
    identity = (frame["source_ref"].fillna("")).where(has_ref, content_hash + SEPARATOR + rank)
    uid = [_digest(f"{profile.partner.code}{SEPARATOR}{text}") for text in identity]
    frame = frame.assign(content_hash=content_hash, uid=uid)
    again = frame.duplicated("uid") & has_ref
    first_hash = frame.groupby("uid")["content_hash"].transform("first") if len(frame) else frame["content_hash"]
    conflict = again & (frame["content_hash"] != first_hash)
    reason = pd.Series(np.where(conflict, RowReason.DUPLICATE_REFERENCE.value, ""), index=frame.index)
    column = " + ".join(profile.fields["source_ref"].columns) if "source_ref" in profile.fields else ""
    refused = _refused(frame["row"].to_numpy(), column, reason, frame["source_ref"])
    return frame[~again].reset_index(drop=True), refused, int((again & ~conflict).sum())


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _repairs(moments: pd.DataFrame, located: Located) -> list[str]:
    flags = moments.loc[moments["flag"] != "", "flag"].value_counts()
    said = [f"{n} date(s) ou heure(s) interprétée(s) : {flag.replace('_', ' ')}." for flag, n in flags.items()]
    unknown = int((~moments["hour_known"].astype(bool) & (moments["reason"] == "")).sum())
    coarse = int(((moments["date_precision"] != DatePrecision.DAY.value) & (moments["reason"] == "")).sum())
    said += [f"{unknown} ligne(s) sans heure connue : classées « heure inconnue »."] if unknown else []
    said += [f"{coarse} ligne(s) datée(s) au mois ou à l'année seulement."] if coarse else []
    return said + [f"{n} ligne(s) : {what}." for what, n in located.repaired.items()]
