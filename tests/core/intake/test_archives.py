import gzip
import io
import zipfile

import pytest

from oltp_qgis_plugin.core.intake.tables import read_table
from oltp_qgis_plugin.errors import FileError
from tests.core.intake.mutations import ROWS, good_files, xlsx, zipped

CSV = b"Ref;Lieu\n1;rue A\n"


def write(path, data):
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("suffix", [".csv", ".txt", ".xlsx", ".ods", ".geojson", ".gpkg", ".kml", ".fgb", ".dbf"])
@pytest.mark.parametrize("packing", ["zip", "gz"])
def test_a_table_reads_the_same_packed_and_plain(tmp_path, suffix, packing):
    data = good_files(tmp_path)[suffix]
    plain = read_table(write(tmp_path / f"faits{suffix}", data))
    if packing == "zip":
        packed = write(tmp_path / "envoi.zip", zipped({f"faits{suffix}": data}))
    else:
        packed = write(tmp_path / f"faits{suffix}.gz", gzip.compress(data))
    table = read_table(packed)
    assert table.frame.equals(plain.frame)
    assert table.rows.tolist() == plain.rows.tolist()
    assert len(table.frame) == len(ROWS) - 1


def test_the_one_table_of_an_archive_is_read_and_said(tmp_path):
    table = read_table(
        write(tmp_path / "x.zip", zipped({"lisez-moi.pdf": b"%PDF", "__MACOSX/._a.csv": b"x", "a.csv": CSV}))
    )
    assert table.frame.to_dict("records") == [{"Ref": "1", "Lieu": "rue A"}]
    assert table.notes[0] == "Fichier lu dans l'archive : « a.csv »."


def test_of_several_tables_the_heaviest_is_read_and_another_can_be_asked(tmp_path):
    path = write(tmp_path / "x.zip", zipped({"a.csv": CSV, "b.csv": CSV + b"2;rue B\n"}))
    assert "Laissés de côté : a.csv" in read_table(path).notes[0]
    assert read_table(path).n_read == 2
    assert read_table(path, "a.csv").n_read == 1


def test_a_sheet_of_a_workbook_in_an_archive_can_be_asked(tmp_path):
    path = write(tmp_path / "x.zip", zipped({"faits.xlsx": xlsx(ROWS)}))
    assert read_table(path, "Sheet").n_read == 40
    with pytest.raises(FileError, match="Pas de feuille « Absente »"):
        read_table(path, "Absente")


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"dedans.zip": zipped({"a.csv": CSV})}, "qu'une autre archive"),
        ({"photo.jpg": b"\xff\xd8\xff"}, "aucun tableau"),
        ({}, "aucun tableau"),
    ],
)
def test_an_archive_without_a_table_is_said(tmp_path, members, said):
    with pytest.raises(FileError, match=said):
        read_table(write(tmp_path / "x.zip", zipped(members) if members else zipped({"vide/": b""})))


def test_a_member_that_climbs_out_of_its_folder_is_read_in_memory_and_written_nowhere(tmp_path):
    inside = tmp_path / "dedans"
    inside.mkdir()
    path = write(inside / "x.zip", zipped({"../../dehors.csv": CSV}))
    assert read_table(path).n_read == 1
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["dedans", "x.zip"]


def test_an_encrypted_archive_is_said(tmp_path):
    data = bytearray(zipped({"a.csv": CSV}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(FileError, match="protégé par mot de passe"):
        read_table(write(tmp_path / "x.zip", bytes(data)))


def test_a_word_document_is_not_a_workbook(tmp_path):
    with pytest.raises(FileError, match="document Word"):
        read_table(
            write(tmp_path / "x.xlsx", zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"}))
        )


def test_a_csv_written_by_zipfile_with_another_method_is_read(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.csv", CSV)
    assert read_table(write(tmp_path / "x.zip", out.getvalue())).n_read == 1
