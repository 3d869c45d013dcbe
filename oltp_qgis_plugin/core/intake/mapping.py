"""From a partner's table to incidents: columns to fields, and every row imported, refused or ignored, never lost."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.incident import PLACE_TYPES, DatePrecision, Precision
from oltp_qgis_plugin.core.intake.columns import ProfiledColumns
from oltp_qgis_plugin.core.intake.coordinates import Located, locate, split_positions
from oltp_qgis_plugin.core.intake.dates import parse_moments
from oltp_qgis_plugin.core.intake.ends import ends_of
from oltp_qgis_plugin.core.intake.free_text import clean_received, clean_sentence
from oltp_qgis_plugin.core.intake.identity import identify
from oltp_qgis_plugin.core.intake.profiles import Profile
from oltp_qgis_plugin.core.intake.refusals import ragged_rows, reason_values, refused_rows
from oltp_qgis_plugin.core.intake.tables import RawTable
from oltp_qgis_plugin.core.nomenclature import normalise_label, resolve_labels
from oltp_qgis_plugin.core.progress import Progress, go_on, part, silent

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


def map_rows(
    table: RawTable, profile: Profile, epsg: int, extent: tuple[float, float, float, float] | None = None,
    progress: Progress = silent,
) -> MappedRows:  # fmt: skip
    """The incidents of a table, as `profile` reads it; x and y in the CRS `epsg`, NaN where there is none.

    extent: west, south, east, north of the observatory's territories in that CRS, when it has any.
    """
    reader = ProfiledColumns(table, profile)
    go_on(progress, 2)
    listed = reader.ignored_by_profile()
    left_out = [f"{len(listed)} ligne(s) sans fait, que le profil compte et n'importe pas."] if listed else []
    reader = reader.without(listed)
    go_on(progress, 5)
    moments, date_column = _moments(reader)
    go_on(progress, 15)
    located, place_column, place_cells = _positions(reader, epsg, extent, part(progress, 15, 35))
    go_on(progress, 35)
    ends = ends_of(reader, moments)
    frame = _fields(reader, moments, ends["ended_at"], located, part(progress, 40, 60))
    unread = _unread_gravity(reader, frame)
    refused = pd.concat([
        ragged_rows(table),
        _cleaned(refused_rows(reader.rows, date_column, moments["reason"], reader.text("date", "year"))),
        _cleaned(refused_rows(reader.rows, place_column, reason_values(located.reason), *place_cells)),
        _cleaned(refused_rows(reader.rows, reader.name_of("end_date"), ends["reason"], reader.text("end_date"))),
    ], ignore_index=True).drop_duplicates("row")  # fmt: skip
    kept = ~np.isin(reader.rows, refused["row"].to_numpy(int))
    go_on(progress, 65)
    frame, repeated, n_duplicates = identify(frame, profile, kept, part(progress, 65, 95))
    go_on(progress, 96)
    refused = pd.concat([refused, repeated], ignore_index=True).sort_values("row", ignore_index=True)
    notes = (*map(clean_sentence, (*table.notes, *reader.notes(), *unread)), *left_out, *_repairs(moments, located))
    go_on(progress, 100)
    return MappedRows(frame, refused, n_duplicates, (*table.ignored, *listed), notes)


def _cleaned(refused: pd.DataFrame) -> pd.DataFrame:
    """Refused dates and positions without what in them may name a person."""
    return refused.assign(value=[clean_received(str(value)) for value in refused["value"]])


def _moments(reader: ProfiledColumns) -> tuple[pd.DataFrame, str]:
    """began_at, hour_known, date_precision, flag, reason of each row, and the column that they come from."""
    date, precision = reader.text("date"), None
    if date is None:
        date, precision = _date_of_parts(reader)
    moments = parse_moments(date, reader.text("time"))
    if precision is not None:
        moments["date_precision"] = moments["date_precision"].where(moments["reason"] != "", precision)
    return moments, reader.name_of("date", "year", "month")


def _date_of_parts(reader: ProfiledColumns) -> tuple[pd.Series, pd.Series]:
    """A date made of year, month and day columns, and how precise it is.

    A missing day or month is taken as the first, so that an hour known without the day is kept.
    """
    empty = pd.Series("", index=reader.frame.index, dtype=object)
    year, month, day = (empty if (cells := reader.text(part)) is None else cells for part in ("year", "month", "day"))
    precision = pd.Series(DatePrecision.DAY.value, index=reader.frame.index, dtype=object)
    precision = precision.mask(day == "", DatePrecision.MONTH.value).mask(month == "", DatePrecision.YEAR.value)
    first = day.mask(day == "", "1") + "/" + month.mask(month == "", "1") + "/"
    return (first + year).where(year != "", ""), precision


def _positions(
    reader: ProfiledColumns, epsg: int, extent: tuple[float, float, float, float] | None, progress: Progress = silent
) -> tuple[Located, str, tuple[pd.Series, ...]]:
    """Coordinates of each row, the column they come from, and the cells received."""
    profile = reader.profile
    position = reader.text("position")
    x, y = reader.text("x"), reader.text("y")
    go_on(progress, 10)
    if position is not None:
        pair = split_positions(position, profile.order, part(progress, 10, 50))
        located = locate(pair["x"], pair["y"], profile.crs, epsg, extent, part(progress, 50, 100))
        return located, reader.name_of("position"), (position,)
    if x is None or y is None:
        empty = _all("", reader.frame.index)
        return locate(empty, empty, "auto", epsg), "", ()
    located = locate(x, y, profile.crs, epsg, extent, part(progress, 10, 100))
    return located, f"{reader.name_of('x')} + {reader.name_of('y')}", (x, y)


def _fields(reader: ProfiledColumns, moments: pd.DataFrame, ended_at: pd.Series, located: Located,
            progress: Progress = silent) -> pd.DataFrame:  # fmt: skip
    """The incident columns that the file fills, one row per row of the file."""
    profile, index = reader.profile, reader.frame.index
    labels = reader.screened("category")
    if labels is None:
        labels = _all("", index)
    has_point = ~np.isnan(located.x)
    texts = {}
    for number, name in enumerate(("source_ref", "place_label", "status", "note")):
        reader.text(name)
        go_on(progress, 20 * number + 10)
        texts[name] = _or_none(reader.screened(name), index)
        go_on(progress, 20 * number + 20)
    category = profile.constants.get("category") if "category" not in profile.fields else None
    gravity = reader.text("gravity")
    columns = {
        "row": reader.rows,
        "partner": _all(profile.partner.code, index),
        "source_ref": texts["source_ref"],
        "category": resolve_labels(labels, profile.aliases, crosswalk=profile.crosswalk) if category is None
        else _all(category, index),
        "source_label": _or_none(labels, index),
        "place_type": _place_types(reader),
        "began_at": moments["began_at"],
        "ended_at": ended_at,
        "hour_known": moments["hour_known"].astype(bool),
        "date_precision": moments["date_precision"],
        "place_label": texts["place_label"],
        "precision": np.array([Precision.NONE.value, Precision.NUMBER.value], dtype=object)[has_point.astype(int)],
        "geocode_score": np.where(has_point, 1.0, np.nan),
        "gravity": np.nan if gravity is None else pd.to_numeric(_or_none(gravity, index), errors="coerce"),
        "status": texts["status"],
        "note": texts["note"],
        "x": located.x.round(CENTIMETRES),
        "y": located.y.round(CENTIMETRES),
    }  # fmt: skip
    return pd.DataFrame(columns | _place_keys(reader), index=index, copy=False)


def _place_keys(reader: ProfiledColumns) -> dict[str, pd.Series]:
    """What each place of the profile is looked up by, and all of them together as `place_key`."""
    columns, together = {}, _all("", reader.frame.index)
    for i, place in enumerate(reader.profile.places):
        key = reader.joined(place.columns, " ")
        columns[f"place_key_{i}"] = _all("", together.index) if key is None else key
        columns[f"place_by_{i}"] = _all(f"{place.kind}:{place.by}", together.index)
        together = together + columns[f"place_key_{i}"]
    return columns | {"place_key": together}


def _all(value: object, index: pd.Index) -> pd.Series:
    return pd.Series(np.full(len(index), value, dtype=object), index=index)


def _or_none(cells: pd.Series | None, index: pd.Index) -> pd.Series:
    """The cells, None where they are empty."""
    if cells is None:
        return _all(None, index)
    empty = np.flatnonzero(cells.to_numpy() == "")
    if not len(empty):
        return cells
    filled = cells.to_numpy().copy()
    filled[empty] = None
    return pd.Series(filled, index=index)


def _place_types(reader: ProfiledColumns) -> pd.Series:
    """Only the place types of the nomenclature; another wording is left out."""
    cells = reader.text("place_type")
    known = {normalise_label(name): name for name in PLACE_TYPES}
    if cells is None:
        return _all(None, reader.frame.index)
    return cells.map({cell: known.get(normalise_label(cell)) for cell in cells.unique()}).astype(object)


def _unread_gravity(reader: ProfiledColumns, frame: pd.DataFrame) -> list[str]:
    cells = reader.text("gravity")
    lost = 0 if cells is None else int(((cells != "") & frame["gravity"].isna()).sum())
    return [f"{lost} gravité(s) non reconnue(s), laissée(s) vide(s) : complétez le profil."] if lost else []


def _repairs(moments: pd.DataFrame, located: Located) -> list[str]:
    flags = moments.loc[moments["flag"] != "", "flag"].value_counts()
    said = [f"{n} date(s) ou heure(s) interprétée(s) : {flag.replace('_', ' ')}." for flag, n in flags.items()]
    unknown = int((~moments["hour_known"].astype(bool) & (moments["reason"] == "")).sum())
    coarse = int(((moments["date_precision"] != DatePrecision.DAY.value) & (moments["reason"] == "")).sum())
    said += [f"{unknown} ligne(s) sans heure connue : classées « heure inconnue »."] if unknown else []
    said += [f"{coarse} ligne(s) datée(s) au mois ou à l'année seulement."] if coarse else []
    if located.systems:
        found = ", ".join(f"{system} ({n} ligne(s))" for system, n in located.systems.items())
        said += [f"Système des coordonnées reconnu : {found}."]
    return said + [f"{n} ligne(s) : {what}." for what, n in located.repaired.items()]
