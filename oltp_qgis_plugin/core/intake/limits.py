"""What a partner's file may weigh once unpacked: checked before and while it is read, so that memory holds."""

from collections.abc import Iterable

from oltp_qgis_plugin.errors import FileError

MIB = 1 << 20
MAX_TEXT = 400 * MIB  # a text file, or any file inside an archive, once unpacked
MAX_MEMBER = 1024 * MIB  # one XML part of a workbook
MAX_ALL = 2048 * MIB  # all the parts of a workbook or archive together
MAX_LINE = 16 * MIB
MAX_CELLS = 16_000_000  # of a text or layer
MAX_SHEET_CELLS = 10_000_000  # of a sheet: its engines hold each cell twice
MAX_COLUMNS = 16_384
MAX_ROWS = 1_048_576  # of a sheet


def too_big(name: str, limit: int) -> FileError:
    """What is said of a file that unpacks to more than `limit` bytes."""
    return FileError(f"« {name} » dépasse {limit // MIB} Mio une fois décompressé : ce n'est pas un fichier de "
                     f"partenaire ordinaire. Découpez-le, par année par exemple.")  # fmt: skip


def check_declared(name: str, sizes: Iterable[int], each: int) -> None:
    """Raises FileError when one of the declared sizes, or their sum, is over the limit."""
    sizes = list(sizes)
    if max(sizes, default=0) > each:
        raise too_big(name, each)
    if sum(sizes) > MAX_ALL:
        raise too_big(name, MAX_ALL)


def check_cells(name: str, n: int, limit: int = MAX_CELLS) -> None:
    """Raises FileError when a table has more cells than memory should hold."""
    if n > limit:
        raise FileError(f"« {name} » a plus de {limit // 1_000_000} millions de cellules, vides comprises : "
                        f"supprimez les lignes et colonnes inutiles, ou découpez-le.")  # fmt: skip


def check_columns(name: str, n: int) -> None:
    """Raises FileError when a table is wider than any spreadsheet."""
    if n > MAX_COLUMNS:
        raise FileError(f"« {name} » a {n} colonnes ; {MAX_COLUMNS} au plus : vérifiez le séparateur et le contenu.")
