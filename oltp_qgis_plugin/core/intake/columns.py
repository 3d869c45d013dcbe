"""The columns of a partner's table under the names that its profile gives them."""

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.intake.free_text import screen_labels, screen_notes, screen_references
from oltp_qgis_plugin.core.intake.profiles import Profile, Source
from oltp_qgis_plugin.core.intake.screening import personal_columns
from oltp_qgis_plugin.core.intake.tables import RawTable
from oltp_qgis_plugin.core.nomenclature import normalise_label

SHEET_ERRORS = frozenset((
    "#N/A", "#NA", "#REF!", "#VALUE!", "#VALEUR!", "#NAME?", "#NOM?", "#DIV/0!", "#NUM!", "#NOMBRE!", "#NULL!", "#NUL!",
    "#SPILL!", "#PROPAGATION!", "#CALC!", "#GETTING_DATA",
))  # fmt: skip


class ProfiledColumns:
    """The columns of a table, found by the profile's names whatever their accents, case and spacing."""

    def __init__(self, table: RawTable, profile: Profile) -> None:
        self.frame, self.rows = table.frame, table.rows
        self.profile = profile.fitted(list(table.frame.columns))
        self.header = {normalise_label(name): name for name in reversed(list(table.frame.columns))}
        self.personal = personal_columns(list(table.frame.columns), table.frame, self._free_texts())
        self.stripped: dict[str, pd.Series] = {}
        self.masked: dict[str, str] = {}
        self.broken: dict[str, int] = {}

    def _free_texts(self) -> set[str]:
        """Headers of the free text that the profile asks for: screened cell by cell, not dropped for its content."""
        return {self.header[key] for name in self.columns_of("note") if (key := normalise_label(name)) in self.header}

    def without(self, rows: tuple[int, ...]) -> "ProfiledColumns":
        if rows:
            kept = ~np.isin(self.rows, rows)
            self.frame, self.rows = self.frame[kept].reset_index(drop=True), self.rows[kept]
            self.stripped.clear()
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

    def columns_of(self, target: str) -> tuple[str, ...]:
        """The columns that fill a target, under the profile's names."""
        return self.profile.fields[target].columns if target in self.profile.fields else ()

    def name_of(self, *targets: str) -> str:
        """The file's own column names for the first of the targets that the profile fills."""
        source = next((self.profile.fields[t] for t in targets if t in self.profile.fields), None)
        found = [self._named(name) or name for name in source.columns] if source else []
        return " + ".join(found)

    def text(self, *targets: str) -> pd.Series | None:
        """Text of the first of the targets that the profile fills; a constant repeated; None when there is none."""
        for target in targets:
            source = self.profile.fields.get(target)
            cells = self._joined(source) if source else None
            if cells is not None:
                return cells
            if target in self.profile.constants:
                return pd.Series(str(self.profile.constants[target]), index=self.frame.index, dtype=object)
        return None

    def joined(self, names: tuple[str, ...], by: str) -> pd.Series | None:
        cells = [self._stripped(found) for name in names if (found := self._named(name))]
        if not cells:
            return None
        text = cells[0]
        for other in cells[1:]:
            both = (text != "") & (other != "")
            text = text.where(other == "", text + other.where(~both, by + other))
        return text

    def screened(self, target: str) -> pd.Series | None:
        """Text of a target without the personal values that its cells may hold; `notes` says how many there were."""
        cells = self.text(target)
        if cells is None or target not in self.profile.fields:
            return cells
        screen = {"note": screen_notes, "source_ref": screen_references}.get(target, screen_labels)
        result = screen(cells)
        if said := result.sentence(self.name_of(target)):
            self.masked[target] = said
        return result.texts

    def _stripped(self, name: str) -> pd.Series:
        """The cells of a column; the error that a formula left in one is an empty cell, counted."""
        if name not in self.stripped:
            received = self.frame[name].tolist()
            texts = list(map(str.strip, received))
            if "#" in "".join(texts) and not SHEET_ERRORS.isdisjoint(texts):
                self.broken[name] = sum(text in SHEET_ERRORS for text in texts)
                texts = ["" if text in SHEET_ERRORS else text for text in texts]
            cells = self.frame[name].to_numpy(object)
            if texts != received:
                cells = np.empty(len(texts), dtype=object)
                cells[:] = texts
            self.stripped[name] = pd.Series(cells, index=self.frame.index)
        return self.stripped[name]

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
        said += self.masked.values()
        said += [
            f"Colonne « {name} » : {n} erreur(s) de formule (#N/A, #REF!…) prise(s) pour des cellules vides."
            for name, n in self.broken.items()
        ]
        return said + ([f"Colonnes non reprises : {', '.join(reversed(left))}."] if left else [])
