import gzip

import pytest

from oltp_qgis_plugin.core.places.base_files import read_base
from oltp_qgis_plugin.errors import FileError

BAN = "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;nom_ancienne_commune;x;y;lon;lat;nom_ld\n"
BAL = ("uid_adresse;cle_interop;commune_insee;commune_nom;commune_deleguee_nom;voie_nom;lieudit_complement_nom;numero;"
       "suffixe;position;x;y;long;lat\n")  # fmt: skip


def ban(number, rep, street, x, y, post="34000"):
    return f"i;f;{number};{rep};{street};{post};34172;Montpellier;;{x};{y};;;\n"


@pytest.fixture
def write(tmp_path):
    def write_file(text, name="base.csv", encoding="utf-8"):
        path = tmp_path / name
        content = text.encode(encoding)
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        return path

    return write_file


@pytest.mark.parametrize("name", ["base.csv", "base.csv.gz"])
def test_a_ban_is_read_as_published(write, name):
    base = read_base(write(BAN + ban(12, "bis", "AllÃ©e des ChÃªnes", 770000.5, 6280000), name))
    row = base.addresses.iloc[0]
    assert (row["number"], row["suffix"], row["street"], row["postcode"]) == (12, "bis", "Allée des Chênes", "34000")
    assert (row["x"], row["y"], base.epsg) == (770000.5, 6280000.0, 2154)


def test_a_bal_with_its_mark_its_99999_and_its_former_communes_is_read(write):
    row = "u;c;35047;Bruz;Pont-Réan;la Bihardais;Ker Lann;99999;;;345863,38;6780025;;\n"
    base = read_base(write(BAL + row, encoding="utf-8-sig"))
    first = base.addresses.iloc[0]
    assert (first["number"], first["street"], first["old_commune"]) == (0, "la Bihardais", "Pont-Réan")
    assert first["locality"] == "Ker Lann"
    assert first["x"] == 345863.38


def test_a_table_of_longitudes_and_latitudes_is_moved_to_lambert_93(write):
    base = read_base(write("numero;nom_voie;commune;code_postal;lon;lat\n17B;Rue X;Paris;75001;3;46.5\n"))
    row = base.addresses.iloc[0]
    assert (row["number"], row["suffix"]) == (17, "B")
    assert row[["x", "y"]].tolist() == pytest.approx([700000, 6600000], abs=0.01)  # the origin of Lambert-93


def test_overseas_bases_keep_the_system_of_their_department(write):
    base = read_base(write("numero;nom_voie;code_insee;nom_commune;lon;lat\n1;Rue X;97411;Saint-Denis;55.45;-20.88\n"))
    assert base.epsg == 2975


def test_projected_coordinates_of_another_system_give_way_to_longitude_and_latitude(write):
    header = "numero;nom_voie;nom_commune;x;y;lon;lat\n"
    base = read_base(write(header + "1;Rue X;Lyon;1842000;5175000;4.83;45.76\n"))
    assert base.addresses.loc[0, "x"] == pytest.approx(842_300, abs=2_000)
    assert "longitude et latitude les remplacent" in base.notes[0]


def test_a_table_of_crossings_is_read(write):
    base = read_base(write("nom1,nom2,lon,lat\nRue A,Rue B,3,46.5\n"))
    assert base.crossings[["first", "second"]].iloc[0].tolist() == ["Rue A", "Rue B"]
    assert len(base.addresses) == 0


def test_rows_without_a_point_are_left_out_and_counted(write):
    base = read_base(write(BAN + ban(1, "", "Rue A", 1, 2) + ban(2, "", "Rue A", "", "")))
    assert len(base.addresses) == 1
    assert "1 ligne(s) sans point" in base.notes[0]


@pytest.mark.parametrize(("text", "sentence"), [
    (BAN + "i;f;12;;Rue A;34000", "est coupé"),
    ("a;b\n1;2\n", "ni une BAN, ni une BAL"),
    ("", "est vide"),
    (BAN, "est vide"),
    (BAN + ban(1, "", "Rue A", "", ""), "aucune ligne avec un point"),
])  # fmt: skip
def test_a_file_that_is_no_whole_base_is_refused_in_a_sentence(write, text, sentence):
    with pytest.raises(FileError, match=sentence):
        read_base(write(text))


def test_a_compressed_file_cut_in_the_middle_is_refused(tmp_path):
    path = tmp_path / "base.csv.gz"
    whole = gzip.compress((BAN + "".join(ban(n, "", f"Rue {n * 7919}", n, n) for n in range(500))).encode())
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(FileError, match="coupé ou illisible"):
        read_base(path)


def test_an_absent_file_is_named(tmp_path):
    with pytest.raises(FileError, match="n'existe pas"):
        read_base(tmp_path / "absent.csv")
