"""What the plugin remembers from one QGIS session to the next."""

from dataclasses import dataclass, fields

from qgis.core import QgsSettings

PREFIX = "oltp"


@dataclass(frozen=True)
class Settings:
    """observatory: path of the open one, "" when none. author: who signs the captures, "" for the login name.

    address_index: path of the index that offers places, "" when none. online_geocoding: whether the town lets addresses
    go to the public service; off until someone turns it on. online_url: another address for it, "" for the usual one.
    online_city: the INSEE code last sent with them.
    """

    observatory: str = ""
    author: str = ""
    last_folder: str = ""
    address_index: str = ""
    online_geocoding: bool = False
    online_url: str = ""
    online_city: str = ""

    @classmethod
    def load(cls) -> "Settings":
        """The settings of the QGIS profile."""
        stored = QgsSettings()
        return cls(**{field.name: stored.value(f"{PREFIX}/{field.name}", field.default, type=type(field.default))
                      for field in fields(cls)})  # fmt: skip

    def save(self) -> None:
        """Write every setting in the QGIS profile."""
        stored = QgsSettings()
        for field in fields(self):
            stored.setValue(f"{PREFIX}/{field.name}", getattr(self, field.name))
