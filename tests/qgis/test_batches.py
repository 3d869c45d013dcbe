"""The algorithms about batches, through the registry, on an invented police file."""

from pathlib import Path

import openpyxl
import pytest
from qgis.core import QgsProcessingException

from oltp_qgis_plugin.store.geopackage import Observatory

HEADER = "N° fiche;Objet;Date demande;Heure demande;Adresse;Nom du requérant;Observation libre\n"
ROWS = (
    "1;Tapage nocturne;01/03/2024;22h10;3 rue A;DUPONT Jean;rien",
    "2;Objet volant;02/03/2024;inconnue;4 rue B;MARTIN Anne;rien",
    "3;Tags;31/02/2024;10:00;6 rue D;DURAND Luc;à rappeler",
    "4;Tags;12/05/2024;00:00;6 rue D;;",
)


@pytest.fixture
def store(run, tmp_path):
    return run("create_observatory", OUTPUT=str(tmp_path / "obs.gpkg"), CRS="EPSG:2154")["OUTPUT"]


@pytest.fixture
def police(tmp_path):
    def write(*rows, name="pm.csv"):
        path = tmp_path / name
        path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return str(path)

    return write


def read(store, sql):
    with Observatory.open(Path(store)) as observatory:
        return observatory.frame(sql).to_numpy().tolist()


def test_a_dry_run_counts_and_writes_nothing(run, told, store, police, tmp_path):
    before = Path(store).read_bytes()
    table = tmp_path / "refusées.xlsx"
    result = run("import_partner_file", told=told, INPUT=police(*ROWS), STORE=store, DRY_RUN=True,
                 REFUSED_TABLE=str(table))  # fmt: skip
    assert (result["BATCH"], result["ROWS_READ"], result["ROWS_IMPORTED"], result["ROWS_REFUSED"]) == (0, 4, 3, 1)
    assert Path(store).read_bytes() == before
    assert any(text.startswith("Essai, rien n'est enregistré : 4 lignes lues") for text in told.infos)
    assert any("n'existe pas" in text for text in told.warnings)
    assert table.exists()


def test_the_table_of_refused_rows_has_no_personal_nor_unknown_column(run, store, police, tmp_path):
    table = tmp_path / "refusées.xlsx"
    run("import_partner_file", INPUT=police(*ROWS), STORE=store, REFUSED_TABLE=str(table))
    (header, row) = openpyxl.load_workbook(table).active.iter_rows(values_only=True)
    assert header == ("Ligne refusée", "Colonne à corriger", "Motif du refus", "Valeur reçue", "N° fiche", "Objet",
                      "Date demande", "Heure demande", "Adresse")  # fmt: skip
    assert row[0] == 4 and row[1] == "Date demande" and row[3:6] == ("31/02/2024", "3", "Tags")
    assert "DURAND" not in str(row) and "rappeler" not in str(row)


def test_a_batch_is_undone_and_its_refused_rows_taken_back(run, told, store, police, tmp_path):
    run("import_partner_file", INPUT=police(ROWS[0]), STORE=store)
    before = read(store, "SELECT * FROM incident")
    table = tmp_path / "refusées.xlsx"
    batch = run("import_partner_file", INPUT=police(*ROWS, name="pm2.csv"), STORE=store,
                REFUSED_TABLE=str(table))["BATCH"]  # fmt: skip
    book = openpyxl.load_workbook(table)
    book.active.cell(2, 7).value = "29/02/2024"
    book.save(table)
    result = run("retry_refused", told=told, STORE=store, BATCH=batch, INPUT=str(table))
    counts = [result[f"ROWS_{name}"] for name in ("READ", "IMPORTED", "UPDATED", "KNOWN", "REFUSED", "IGNORED")]
    assert counts == [4, 3, 0, 1, 0, 0] and result["CORRECTED"] == 1
    assert any("1 ligne(s) reprise(s)" in text for text in told.infos)
    with pytest.raises(QgsProcessingException, match="Aucune ligne de .* n'est une ligne encore refusée"):
        run("retry_refused", STORE=store, BATCH=batch, INPUT=str(table))
    result = run("undo_import", told=told, STORE=store, BATCH=batch)
    assert (result["REMOVED"], result["RESTORED"], result["KEPT"]) == (3, 0, 0)
    assert read(store, "SELECT * FROM incident") == before
    assert any("« pm2.csv ») annulé : 3 fait(s) retiré(s)" in text for text in told.infos)
    with pytest.raises(QgsProcessingException, match="déjà été annulé"):
        run("undo_import", STORE=store, BATCH=batch)


@pytest.mark.parametrize(
    ("asked", "partner"),
    [("", ["PM", "Police municipale"]), ("PM2 : Police de la métropole", ["PM2", "Police de la métropole"]),
     ("PM3", ["PM3", "PM3"])],
)  # fmt: skip
def test_two_partners_may_share_a_profile(run, store, police, asked, partner):
    run("import_partner_file", INPUT=police(ROWS[0]), STORE=store, PARTNER=asked)
    assert read(store, "SELECT code, label FROM partner") == [partner]
    assert read(store, "SELECT DISTINCT partner FROM incident") == [[partner[0]]]


def test_a_known_partner_may_be_named_by_its_label(run, store, police):
    run("import_partner_file", INPUT=police(ROWS[0]), STORE=store, PARTNER="PM2 : Police de la métropole")
    run("import_partner_file", INPUT=police(ROWS[1]), STORE=store, PARTNER="Police de la métropole")
    assert read(store, "SELECT code FROM partner") == [["PM2"]]


def test_the_sheet_asked_is_the_one_read(run, store, tmp_path):
    book = openpyxl.Workbook()
    for title, refs in (("janvier", (1, 2, 3)), ("février", (4,))):
        page = book.create_sheet(title)
        page.append(HEADER.strip().split(";"))
        for ref in refs:
            page.append([str(ref), *ROWS[0].split(";")[1:]])
    path = tmp_path / "pm.xlsx"
    book.save(path)
    assert run("import_partner_file", INPUT=str(path), STORE=store, SHEET="février")["ROWS_READ"] == 1
    with pytest.raises(QgsProcessingException, match="mars.*janvier, février"):
        run("import_partner_file", INPUT=str(path), STORE=store, SHEET="mars")


def test_a_label_is_queued_then_recoded(run, told, store, police):
    run("import_partner_file", INPUT=police(*ROWS), STORE=store)
    result = run("labels_to_qualify", STORE=store, OUTPUT="memory:")
    assert result["LABELS"] == 1
    (queued,) = [dict(zip(result["OUTPUT"].fields().names(), f.attributes(), strict=True))
                 for f in result["OUTPUT"].getFeatures()]  # fmt: skip
    assert (queued["label"], queued["partner"], queued["n"]) == ("Objet volant", "PM", 1)
    decided = run("recode_label", told=told, STORE=store, LABEL="objet volant", CATEGORY="DEG7")
    assert (decided["CHANGED"], decided["FOUND"], decided["VERSION"]) == (1, 1, 1)
    assert run("labels_to_qualify", STORE=store, OUTPUT="memory:")["LABELS"] == 0
    with pytest.raises(QgsProcessingException, match="n'est pas une catégorie"):
        run("recode_label", STORE=store, LABEL="objet volant", CATEGORY="XX")


def test_the_quality_of_each_source_is_a_table_by_month(run, told, store, police):
    run("import_partner_file", INPUT=police(*ROWS), STORE=store)
    result = run("source_quality", told=told, STORE=store, OUTPUT="memory:")
    assert result["SILENT_MONTHS"] == 1
    layer = result["OUTPUT"]
    rows = {f["month"]: f for f in layer.getFeatures()}
    assert list(rows) == ["2024-03", "2024-04", "2024-05"]
    assert rows["2024-03"]["rows"] == 2 and rows["2024-03"]["unknown_hours"] == 0.5
    assert rows["2024-05"]["midnight"] == 1.0 and rows["2024-04"]["silent"]
    assert not layer.isSpatial()
    assert told.warnings == ["Police municipale : aucune ligne en 2024-04."]


@pytest.mark.parametrize("name", ["labels_to_qualify", "source_quality"])
def test_an_empty_observatory_gives_an_empty_table(run, store, name):
    assert run(name, STORE=store, OUTPUT="memory:")["OUTPUT"].featureCount() == 0


@pytest.mark.parametrize("name", ["undo_import", "retry_refused", "source_quality", "labels_to_qualify"])
def test_a_cancelled_run_says_so_and_changes_nothing(run, told, store, police, tmp_path, name):
    table = tmp_path / "refusées.xlsx"
    run("import_partner_file", INPUT=police(*ROWS), STORE=store, REFUSED_TABLE=str(table))
    before = read(store, "SELECT * FROM incident"), read(store, "SELECT * FROM batch")
    told.cancel()
    parameters = {
        "undo_import": {"BATCH": 1},
        "retry_refused": {"BATCH": 1, "INPUT": str(table)},
        "source_quality": {"OUTPUT": "memory:"},
        "labels_to_qualify": {"OUTPUT": "memory:"},
    }
    with pytest.raises(QgsProcessingException, match="Arrêté"):
        run(name, told=told, STORE=store, **parameters[name])
    assert (read(store, "SELECT * FROM incident"), read(store, "SELECT * FROM batch")) == before
