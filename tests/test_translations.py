"""The English file against the code, without QGIS."""

import ast
import importlib.util
import re
import string
from pathlib import Path

import pytest

from oltp_qgis_plugin.store.schema import TABLES

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = ROOT / "resources" / "i18n" / "oltp_en.ts"
# What reaches tr() otherwise than as a literal; the extraction knows where the code states these texts.
BY_VARIABLE = {
    "GROUPS[self.GROUP]", "column.label", "text", "entry.group", "entry.name", "KINDS[kind].label",
    "KINDS[done.kind].label",
    "table(entry.table).label", "table(other).label", "table(name).label",
}  # fmt: skip


def load_extraction():
    spec = importlib.util.spec_from_file_location("extract_strings", ROOT / ".ci" / "extract_strings.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


extraction = load_extraction()


@pytest.fixture(scope="module")
def english():
    return extraction.translations(ENGLISH)


def placeholders(text):
    return sorted(field for _, field, _, _ in string.Formatter().parse(text) if field is not None)


def translated_arguments():
    """(place, node) of the argument of every call of tr()."""
    for folder in extraction.FOLDERS:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and extraction.called(node) == "tr":
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node.args[0]


def test_the_english_file_holds_exactly_the_texts_of_the_code(english):
    texts = set(extraction.texts())
    assert len(texts) > 300
    assert sorted(texts - set(english)) == [], "texts without a place in the file: run « make i18n » and translate them"
    assert sorted(set(english) - texts) == [], "texts that the code has no more: run « make i18n »"


def test_no_text_waits_for_its_translation(english):
    assert [text for text, translation in english.items() if not translation.strip()] == []
    assert 'type="' not in ENGLISH.read_text(encoding="utf-8")


def test_the_file_says_its_two_languages():
    head = '<TS version="2.1" language="en" sourcelanguage="fr">'
    assert ENGLISH.read_text(encoding="utf-8").splitlines()[2] == head


def test_a_translation_has_the_placeholders_of_its_text(english):
    assert any(placeholders(text) for _, text in english)
    different = [text for text, said in english.items() if placeholders(text[1]) != placeholders(said)]
    assert different == []


def test_a_translation_keeps_file_patterns_codes_and_paragraphs(english):
    kept = re.compile(r"\(\*\.\w+\)|EPSG:\d+|\w+_\w+|\n\n|\d{4}")
    different = [text for text, said in english.items() if sorted(kept.findall(text[1])) != sorted(kept.findall(said))]
    assert different == []


def test_a_translation_is_not_typed_as_french(english):
    assert [said for said in english.values() if re.search(r"[«»]|\s[:;?!]", said)] == []


def test_the_keys_of_a_form_stay_distinct_in_english(english):
    for form in {context for context, _ in english} - {extraction.CONTEXT}:
        french = [text for context, text in english if context == form and "&" in text]
        keys = [re.search("&(.)", english[form, text]).group(1).lower() for text in french]
        assert len(set(keys)) == len(keys), form


def test_tr_gets_a_literal_or_a_text_that_the_extraction_knows():
    variables, formatted = {}, []
    for place, node in translated_arguments():
        if isinstance(node, ast.JoinedStr | ast.BinOp):
            formatted.append(place)
        elif not isinstance(node, ast.Constant):
            variables[ast.unparse(node)] = place
    assert formatted == [], "an f-string or a sum inside tr() is never found: .format comes after"
    assert set(variables) == BY_VARIABLE, variables


def test_every_label_of_the_schema_is_translated(english):
    labels = {table.label for table in TABLES} | {column.label for table in TABLES for column in table.columns}
    assert [label for label in labels if (extraction.CONTEXT, label) not in english] == []


def test_a_long_literal_is_found_as_python_passes_it():
    code = 'say(\n    tr("L\'observatoire "\n       "« {name} »\\n\\n" \'est vide.\').format(name=tr("là"))\n)'
    assert list(extraction.texts_of_code(code, "m.py")) == ["L'observatoire « {name} »\n\nest vide.", "là"]


def test_what_is_not_a_literal_is_not_found():
    assert list(extraction.texts_of_code('tr(name); tr(f"{n} faits"); trace("non")', "m.py")) == []


def test_a_form_gives_its_texts_but_not_its_date_formats():
    form = """<ui><class>Fiche</class><widget><property name="a"><string>&amp;Lieu</string></property>
    <property name="b"><string notr="true">dd/MM/yyyy</string></property><property name="c"><string/></property>
    </widget></ui>"""
    assert list(extraction.texts_of_form(form)) == [("Fiche", "&Lieu")]


def test_a_refresh_keeps_translations_drops_old_texts_and_marks_new_ones(tmp_path):
    path = tmp_path / "oltp_en.ts"
    known = {("Oltp", "gardé\n\n<b>&"): "kept\n\n<b>&", ("Oltp", "vieux"): "old"}
    wanted = [("Oltp", "nouveau"), ("Oltp", "gardé\n\n<b>&"), ("Fiche", "vieux")]
    path.write_text(extraction.refreshed("en", wanted, known), encoding="utf-8")
    assert extraction.translations(path) == {
        ("Oltp", "nouveau"): "", ("Oltp", "gardé\n\n<b>&"): "kept\n\n<b>&", ("Fiche", "vieux"): "",
    }  # fmt: skip
    assert path.read_text(encoding="utf-8").count('<translation type="unfinished"></translation>') == 2
