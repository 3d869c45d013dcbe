"""What can be wrong, by name. Every message is a French sentence: what, where, what to do."""


class OltpError(Exception):
    """Base of every error that a user is told about; caught in the algorithm base class and in `plugin.py`."""


class FileError(OltpError):
    """A file is missing, empty, unreadable or of another kind."""


class ProfileError(OltpError):
    """A partner profile is unknown or invalid."""


class CrsError(OltpError):
    """A coordinate reference system is unknown or unfit for the work asked."""


class PlaceError(OltpError):
    """A place cannot be decided, undone or asked for as it is given."""


class OnlineError(OltpError):
    """The online service is not allowed, cannot be reached, refuses, or answers what cannot be believed."""


class StoreError(OltpError):
    """The observatory is missing, locked, read-only, of another version, or not an observatory."""


class GridError(OltpError):
    """A grid cannot be made from the size and area asked."""


class LayerError(OltpError):
    """A layer has no features, no geometry of the needed kind, or lacks a field."""


class StatisticError(OltpError):
    """A statistic cannot be computed from the values given."""


class IndexFileError(OltpError):
    """An index of addresses is missing, damaged, of another version, or cannot be written."""


class OutputError(OltpError):
    """A result cannot be written where it was asked."""


class Cancelled(OltpError):  # noqa: N818 - not an error, an answer
    """The user stopped the run."""

    def __init__(self) -> None:
        super().__init__("Arrêté à votre demande : rien n'a été enregistré.")


class MissingPackageError(OltpError):
    """A Python package that this QGIS does not ship is needed."""

    def __init__(self, package: str) -> None:
        super().__init__(
            f"Le module Python « {package} » manque à cette installation de QGIS. Sous Windows, installez QGIS "
            f"par l'installateur complet (MSI) ; sous Debian : apt install python3-{package} ; ailleurs, "
            f"l'extension QPIP l'installe. Ce qui n'en a pas besoin continue de fonctionner."
        )
