import struct

import pytest

from oltp_qgis_plugin.core.intake.dates import parse_moments
from oltp_qgis_plugin.core.intake.tables import read_table
from oltp_qgis_plugin.errors import FileError
from tests.core.intake.mutations import ROWS, good_files, zipped


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return good_files(tmp_path_factory.mktemp("bons"))


@pytest.mark.parametrize("suffix", [".shp", ".geojson", ".gpkg", ".kml", ".fgb"])
def test_points_and_attributes_of_a_layer_are_columns_of_text(tmp_path, made, suffix):
    path = tmp_path / f"x{suffix}"
    path.write_bytes(made[suffix])
    if suffix == ".shp":
        path.with_suffix(".dbf").write_bytes(made[".dbf"])
        path.with_suffix(".shx").write_bytes(made[".shx"])
    frame = read_table(path).frame
    names = {name.lower(): name for name in frame.columns}
    read = frame[[names[key] for key in ("réf", "date", "nature", "geom_x", "geom_y")]].to_numpy().tolist()
    assert sorted(read) == sorted(ROWS[1:])


def test_a_date_time_in_utc_keeps_its_zone_so_that_it_becomes_local(tmp_path):
    path = tmp_path / "x.geojson"
    features = ",".join(
        f'{{"type":"Feature","geometry":{{"type":"Point","coordinates":[4.8,45.7]}},"properties":{{"horodatage":"{at}"}}}}'
        for at in ("2025-07-16T22:00:00Z", "2025-01-16T22:00:00Z")
    )
    path.write_text(f'{{"type":"FeatureCollection","features":[{features}]}}')
    moments = parse_moments(read_table(path).frame["horodatage"])
    assert moments["began_at"].dt.strftime("%d/%m %H:%M").tolist() == ["17/07 00:00", "16/01 23:00"]


def test_a_dbf_alone_is_a_table_without_points(tmp_path, made):
    path = tmp_path / "x.dbf"
    path.write_bytes(made[".dbf"])
    table = read_table(path)
    assert table.frame.iloc[:, :3].to_numpy().tolist() == [row[:3] for row in ROWS[1:]]
    assert any("Aucun point" in note for note in table.notes)


def test_rows_marked_as_erased_in_a_dbf_are_left_out_and_said(tmp_path, made):
    content = bytearray(made[".dbf"])
    before, width = struct.unpack_from("<HH", content, 8)
    content[before + width] = ord("*")
    path = tmp_path / "x.dbf"
    path.write_bytes(content)
    table = read_table(path)
    assert table.frame["Nature"].tolist() == [row[2] for number, row in enumerate(ROWS[1:]) if number != 1]
    assert any(note.startswith("1 ligne(s) effacée(s) dans le fichier") for note in table.notes)
    path.write_bytes(content[: before + 2 * width + 3])
    with pytest.raises(FileError, match="coupé"):
        read_table(path)


def test_a_shapefile_in_a_zip_is_read_whole(tmp_path, made):
    path = tmp_path / "x.zip"
    path.write_bytes(zipped({f"dossier/Faits{s}": made[s] for s in (".dbf", ".shp", ".shx")}))
    table = read_table(path)
    assert table.frame["Nature"].tolist() == [row[2] for row in ROWS[1:]]
    assert table.frame["geom_x"].tolist() == [row[3] for row in ROWS[1:]]
    assert "« dossier/Faits.shp »" in table.notes[0]


@pytest.mark.parametrize("suffix", [".dbf", ".fgb", ".shp"])
def test_a_layer_cut_before_its_end_is_refused_not_shortened(tmp_path, made, suffix):
    path = tmp_path / f"x{suffix}"
    path.write_bytes(made[suffix][: int(len(made[suffix]) * 0.6)])
    if suffix == ".shp":
        path.with_suffix(".dbf").write_bytes(made[".dbf"])
        path.with_suffix(".shx").write_bytes(made[".shx"])
    with pytest.raises(FileError, match="coupé ou abîmé"):
        read_table(path)


def test_of_several_layers_the_one_with_dates_is_read_and_the_others_named(shared_data):
    table = read_table(shared_data / "incidents/memphis_2019.gpkg")
    assert table.sheet == "robberies_2019"
    assert set(table.sheets) == {"robberies_2019", "population", "precincts"}
    assert len(read_table(shared_data / "incidents/memphis_2019.gpkg", "precincts").frame) == 9


def test_a_link_to_another_file_is_not_followed(tmp_path, made):
    (tmp_path / "secret.geojson").write_bytes(made[".geojson"])
    path = tmp_path / "x.geojson"
    path.write_text(f'<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{tmp_path}/secret.geojson'
                    "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>")  # fmt: skip
    with pytest.raises(FileError):
        read_table(path)
