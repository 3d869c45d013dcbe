import pytest

from oltp_qgis_plugin.core.places.sources import read_sources
from oltp_qgis_plugin.errors import FileError

HEADER = "numero;rep;nom_voie;code_postal;code_insee;nom_commune;x;y\n"


@pytest.fixture
def base(tmp_path):
    def write(name, *rows):
        path = tmp_path / name
        path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return path

    return write


def test_the_same_file_given_twice_is_read_once(base):
    sources, notes = read_sources([base(name, "1;;Rue A;34000;34172;Montpellier;1;2") for name in ("a.csv", "b.csv")])
    assert len(sources.addresses) == 1
    assert any("même fichier" in note for note in notes)


def test_several_bases_are_put_together_and_what_they_share_is_told(base):
    one = base("a.csv", "1;;Rue A;34000;34172;Montpellier;1;2", "2;;Rue A;34000;34172;Montpellier;3;2")
    other = base("b.csv", "1;;Rue A;34000;34172;Montpellier;1;2", "9;;Rue B;34430;34270;Lattes;9;9")
    sources, notes = read_sources([one, other])
    assert sorted(sources.addresses["street"].unique()) == ["Rue A", "Rue B"]
    assert any("1 adresse(s) données deux fois" in note for note in notes)


def test_no_file_at_all_is_told():
    with pytest.raises(FileError, match="Aucune base"):
        read_sources([])
