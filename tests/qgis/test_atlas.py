"""The atlas, read back with poppler: pages, texts, figures counted independently."""

import re
import sqlite3
import subprocess
from pathlib import Path

import openpyxl
import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsRectangle, QgsVectorLayer

from oltp_qgis_plugin.store.geopackage import Observatory


def text_of(pdf, page):
    """The words of a page, every kind of space made an ordinary one."""
    output = subprocess.run(
        ["pdftotext", "-f", str(page), "-l", str(page), "-layout", str(pdf), "-"], capture_output=True, check=True
    ).stdout.decode("utf-8")
    return re.sub(r"\s+", " ", output)


def info_of(pdf):
    lines = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, check=True).stdout.decode("utf-8").splitlines()
    return dict(re.split(r":\s+", line, maxsplit=1) for line in lines if ": " in line)


def counted(path, sql):
    connection = sqlite3.connect(path)
    rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


def spaced(n):
    return f"{n:,}".replace(",", " ")


@pytest.fixture
def atlas(run, observatory_path):
    pdf = observatory_path.with_name("atlas.pdf")
    assert run("export_atlas", STORE=str(observatory_path), OUTPUT=str(pdf))["PAGES"] == 5
    return pdf


def test_one_page_for_the_town_then_one_per_group_a4_landscape(atlas):
    info = info_of(atlas)
    assert info["Pages"] == "5"
    width, height = (float(number) for number in re.findall(r"[\d.]+", info["Page size"])[:2])
    assert (width, height) == (pytest.approx(841.9, abs=1), pytest.approx(595.3, abs=1))
    assert atlas.stat().st_size < 2_000_000
    titles = ["Ensemble du territoire", "GT1 — Centre ancien", "GT2 — Est — Les Garrigues", "GT3 — Nord",
              "GT4 — Rives du Lez"]  # fmt: skip
    for page, title in enumerate(titles, start=1):
        assert title in text_of(atlas, page)


def test_the_figures_of_each_page_are_those_of_an_independent_count(atlas, observatory_path):
    (total,), = counted(observatory_path, "SELECT count(*) FROM incident")
    assert f"n = {spaced(total)}, en signalements" in text_of(atlas, 1)
    for page, code in enumerate(("GT1", "GT2", "GT3", "GT4"), start=2):
        rows = counted(observatory_path, "SELECT label, count(*) FROM incident JOIN partner ON partner.code = partner "
                       f"WHERE ';' || territorial_group || ';' LIKE '%;{code};%' GROUP BY label")  # fmt: skip
        text = text_of(atlas, page)
        assert f"n = {spaced(sum(n for _, n in rows))}, en signalements" in text
        assert len(rows) == 3
        for label, n in rows:
            assert re.search(rf"{label} {spaced(n)} ", text), (label, n)


def test_every_page_says_what_a_reader_must_know(atlas, observatory_path):
    ((first, last),) = counted(observatory_path, "SELECT min(began_at), max(began_at) FROM incident")
    assert (first[:10], last[:10]) == ("2023-01-01", "2024-12-29")
    for page in range(1, 6):
        text = text_of(atlas, page)
        for wanted in (
            "Période du 1er janvier 2023 au 29 décembre 2024", "unités de compte mêlées : faits, victimes, véhicules",
            "Diffusion : partenaires — ne pas publier", "Sources : Police municipale, Habitat Valmarie, Transports",
            "localisés plus finement que la rue", "Méthode : comptage par source", "inconnue :", "heure inconnue :",
            f"Page {page}/5",
        ):  # fmt: skip
            assert wanted in text, (page, wanted)


def test_a_search_finds_words_with_two_f(atlas):
    raw = subprocess.run(["pdftotext", str(atlas), "-"], capture_output=True, check=True).stdout.decode("utf-8")
    assert not set("ﬀﬁﬂﬃﬄ") & set(raw)


def test_a_cancelled_run_leaves_no_file(run, told, observatory_path):
    told.cancel()
    pdf = observatory_path.with_name("atlas.pdf")
    with pytest.raises(QgsProcessingException, match="Arrêté"):
        run("export_atlas", told=told, STORE=str(observatory_path), OUTPUT=str(pdf))
    assert [path.name for path in pdf.parent.iterdir()] == ["observatoire.gpkg"]


def test_restricted_categories_are_counted_not_drawn(atlas, observatory_path):
    ((n,),) = counted(observatory_path, "SELECT count(*) FROM incident WHERE category = 'PER2' AND geom NOT NULL")
    text = text_of(atlas, 1)
    assert f"{spaced(n)} de catégories à diffusion restreinte" in text
    assert "Violences intrafamiliales" not in text
    assert "Bruit, tapage" in text


def test_text_is_text_and_fonts_are_inside(atlas):
    fonts = subprocess.run(["pdffonts", str(atlas)], capture_output=True, check=True).stdout.decode("utf-8")
    rows = fonts.splitlines()[2:]
    assert rows
    assert all(re.search(r" yes (yes|no) +(yes|no) ", row) for row in rows), fonts


def test_hot_spots_are_drawn_and_their_method_is_printed(run, observatory_path):
    folder = observatory_path.parent
    run("hotspot_grid", INCIDENTS=f"{observatory_path}|layername=incident", CELL_SIZE=250,
        STUDY_AREA=f"{observatory_path}|layername=territorial_group", OUTPUT=str(folder / "hotspots.gpkg"))  # fmt: skip
    hotspots, pdf = str(folder / "hotspots.gpkg"), str(folder / "a.pdf")
    run("export_atlas", STORE=str(observatory_path), HOTSPOTS=hotspots, OUTPUT=pdf)
    text = text_of(folder / "a.pdf", 2)
    assert "Concentrations peu compatibles avec le hasard" in text
    assert "Concentration (99 %)" in text
    ((n,),) = counted(observatory_path, "SELECT count(*) FROM incident WHERE geom NOT NULL")
    assert f"mailles de 250 m, n = {spaced(n)}" in text
    assert "danger" not in text.lower()


def test_under_thirty_incidents_a_sentence_stands_for_the_map(run, observatory_path):
    folder = observatory_path.parent
    incidents, cells = f"{observatory_path}|layername=incident", str(folder / "h.gpkg")
    run("hotspot_grid", INCIDENTS=incidents, CELL_SIZE=250, OUTPUT=cells)
    with Observatory.open(observatory_path, write=True) as observatory, observatory.transaction():
        observatory.connection.execute(
            "UPDATE incident SET territorial_group = NULL WHERE fid IN (SELECT fid FROM incident WHERE "
            "territorial_group LIKE '%GT3%' ORDER BY fid LIMIT -1 OFFSET 29)"
        )
    run("export_atlas", STORE=str(observatory_path), HOTSPOTS=cells, OUTPUT=str(folder / "a.pdf"))
    text = text_of(folder / "a.pdf", 4)
    assert "29 signalements localisés, moins de 30" in text
    assert "Concentrations peu compatibles" not in text


def test_a_period_keeps_both_its_days(run, observatory_path):
    pdf = observatory_path.with_name("mars.pdf")
    run("export_atlas", STORE=str(observatory_path), START="2024-03-01", END="2024-03-31", OUTPUT=str(pdf))
    ((n,),) = counted(observatory_path, "SELECT count(*) FROM incident WHERE began_at LIKE '2024-03-%'")
    text = text_of(pdf, 1)
    assert "Période du 1er mars 2024 au 31 mars 2024" in text
    assert f"n = {n}, en signalements" in text


def test_groups_of_another_layer_are_counted_by_their_own_outline(run, observatory_path):
    layer = QgsVectorLayer("Polygon?crs=EPSG:2154&field=code:string(9)&field=nom:string(40)", "zones", "memory")
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(760_000, 6_300_000, 761_000, 6_301_000)))
    feature.setAttributes(["Z1", "Secteur pilote"])
    layer.dataProvider().addFeature(feature)
    pdf = observatory_path.with_name("zones.pdf")
    assert run("export_atlas", STORE=str(observatory_path), GROUPS=layer, OUTPUT=str(pdf))["PAGES"] == 2
    with Observatory.open(observatory_path) as observatory:
        incidents = observatory.incidents()
    n = int(((incidents["x"] <= 761_001) & (incidents["y"] <= 6_301_001)).sum())
    text = text_of(pdf, 2)
    assert "Groupe territorial Z1 — Secteur pilote" in text
    assert f"n = {spaced(n)}, en signalements" in text


@pytest.mark.parametrize("name", ["export_atlas", "export_workbook"])
def test_an_empty_observatory_is_told_in_a_sentence(run, empty_observatory, name):
    target = empty_observatory.with_name("sortie.pdf")
    with pytest.raises(QgsProcessingException, match="aucun fait"):
        run(name, STORE=str(empty_observatory), OUTPUT=str(target))
    assert [path.name for path in empty_observatory.parent.iterdir()] == ["vide.gpkg"]


@pytest.mark.parametrize("name", ["export_atlas", "export_workbook"])
def test_a_missing_observatory_is_told_in_a_sentence(run, tmp_path, name):
    with pytest.raises(QgsProcessingException, match="n'existe pas"):
        run(name, STORE=str(tmp_path / "absent.gpkg"), OUTPUT=str(tmp_path / "sortie.pdf"))


@pytest.mark.parametrize("name", ["export_atlas", "export_workbook"])
def test_an_unwritable_target_is_told_in_a_sentence(run, observatory_path, name):
    with pytest.raises(QgsProcessingException, match="ne peut (pas )?être écrit"):
        run(name, STORE=str(observatory_path), OUTPUT="/proc/absent/sortie.pdf")


def test_a_file_of_another_kind_is_told_in_a_sentence(run, tmp_path):
    (tmp_path / "faux.gpkg").write_text("rien")
    with pytest.raises(QgsProcessingException, match="observatoire"):
        run("export_atlas", STORE=str(tmp_path / "faux.gpkg"), OUTPUT=str(tmp_path / "sortie.pdf"))


def test_the_workbook_counts_what_the_store_holds(run, observatory_path):
    target = Path(run("export_workbook", STORE=str(observatory_path),
                      OUTPUT=str(observatory_path.with_name("bilan.xlsx")))["OUTPUT"])  # fmt: skip
    page = openpyxl.load_workbook(target)["Catégories"]
    table = {row[0]: row[3:] for row in page.iter_rows(min_row=2, values_only=True)}
    assert [cell.value for cell in page[1]][3:] == ["Habitat Valmarie", "Police municipale", "Transports du Lez"]
    for code, counts in table.items():
        stored = "PER2" if code == "—" else code
        rows = counted(observatory_path, f"SELECT count(*) FROM incident WHERE category = '{stored}' GROUP BY partner "
                       "ORDER BY partner")  # fmt: skip
        assert list(counts) == [n for (n,) in rows]
    assert len(table) == 10
