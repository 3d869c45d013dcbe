"""What the plugin remembers from one QGIS session to the next."""

from dataclasses import dataclass, fields

from qgis.core import QgsSettings

PREFIX = "oltp"


@dataclass(frozen=True)
class Settings:
    """observatory: path of the open one, "" when none. author: who signs the captures, "" for the login name."""

    observatory: str = ""
    author: str = ""
    last_folder: str = ""

    @classmethod
    def load(cls) -> "Settings":
        """The settings of the QGIS profile."""
        stored = QgsSettings()
        return cls(**{field.name: str(stored.value(f"{PREFIX}/{field.name}", field.default)) for field in fields(cls)})

    def save(self) -> None:
        """Write every setting in the QGIS profile."""
        stored = QgsSettings()
        for field in fields(self):
            stored.setValue(f"{PREFIX}/{field.name}", getattr(self, field.name))
