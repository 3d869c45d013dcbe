"""Refresh a translation file from what the code gives to translate; French is the source language.

`extract_strings.py FILE.ts …`: every text of the code gets a place in the file, in the order of the code; a translation
already there is kept, a text that the code has no more is dropped, a new one is marked unfinished.
"""

import ast
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("oltp_qgis_plugin", "processing_algorithms", "forms")
CONTEXT = "Oltp"
# Texts that reach tr() through a variable: where the code states them. By call, the position of the text.
STATED_IN_CALLS = {
    "oltp_qgis_plugin/core/incident.py": {"Column": 2},
    "oltp_qgis_plugin/store/schema.py": {"Table": 1, "Column": 2, "_text": 1},
    "oltp_qgis_plugin/store/territories.py": {"Kind": 1},
    "oltp_qgis_plugin/adapters/store_layers.py": {"Entry": 0},
}
# By module, the tables (dict displays) whose values are such texts.
STATED_IN_TABLES = {
    "processing_algorithms/base.py": ("GROUPS",),
    "oltp_qgis_plugin/adapters/attribute_forms.py": ("PRECISIONS", "DATE_PRECISIONS", "LOCATORS"),
}
Text = tuple[str, str]


def texts(root: Path = ROOT) -> list[Text]:
    """(context, French text) of all that is translated, once each, forms last, in the order of paths and lines."""
    found: dict[Text, None] = {}
    for path in _files(root, "py"):
        for text in texts_of_code(path.read_text(encoding="utf-8"), path.relative_to(root).as_posix()):
            found[CONTEXT, text] = None
    for path in _files(root, "ui"):
        found.update(dict.fromkeys(texts_of_form(path.read_text(encoding="utf-8"))))
    return list(found)


def texts_of_code(code: str, module: str) -> Iterator[str]:
    """The literals that `tr` gets in a module, as Python passes them: parts of a long one are joined."""
    calls = {"tr": 0} | STATED_IN_CALLS.get(module, {})
    nodes = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call | ast.Assign)]
    for node in sorted(nodes, key=lambda node: (node.lineno, node.col_offset)):
        if isinstance(node, ast.Call):
            position = calls.get(called(node), len(node.args))
            stated = node.args[position : position + 1]
        else:
            stated = _table_values(node, STATED_IN_TABLES.get(module, ()))
        yield from (item.value for item in stated if isinstance(item, ast.Constant) and isinstance(item.value, str))


def texts_of_form(form: str) -> Iterator[Text]:
    """(context, text) of a Designer form; those marked `notr` are left out."""
    root = ET.fromstring(form)
    for string in root.iter("string"):
        if string.text and string.get("notr") != "true":
            yield root.findtext("class", ""), string.text


def called(call: ast.Call) -> str:
    """The name of what is called, without what stands before its last point."""
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def translations(path: Path) -> dict[Text, str]:
    """What a .ts file says, by context and French text; "" where the translation is unfinished."""
    said = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            done = translation is not None and translation.get("type") is None
            text = translation.text if done else None
            said[context.findtext("name", ""), message.findtext("source", "")] = text or ""
    return said


def refreshed(language: str, wanted: list[Text], known: dict[Text, str]) -> str:
    """The .ts file that holds the wanted texts in their order, with the translations known."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="fr")
    contexts: dict[str, ET.Element] = {}
    for name, text in wanted:
        if name not in contexts:
            contexts[name] = ET.SubElement(root, "context")
            ET.SubElement(contexts[name], "name").text = name
        message = ET.SubElement(contexts[name], "message")
        ET.SubElement(message, "source").text = text
        translation = known.get((name, text), "")
        ET.SubElement(message, "translation", {} if translation else {"type": "unfinished"}).text = translation
    ET.indent(root, "    ")
    body = ET.tostring(root, encoding="unicode", short_empty_elements=False)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n'


def _files(root: Path, suffix: str) -> list[Path]:
    return sorted(path for folder in FOLDERS for path in (root / folder).rglob(f"*.{suffix}"))


def _table_values(node: ast.Assign, tables: tuple[str, ...]) -> list[ast.expr]:
    named = {target.id for target in node.targets if isinstance(target, ast.Name)}
    return node.value.values if named & set(tables) and isinstance(node.value, ast.Dict) else []


def main(paths: list[str]) -> None:
    """Refresh each file named; say how many texts it has, and how many wait for a translation."""
    wanted = texts()
    for path in map(Path, paths):
        known = translations(path) if path.exists() else {}
        path.write_text(refreshed(path.stem.partition("_")[2], wanted, known), encoding="utf-8")
        waiting = sum(not known.get(text) for text in wanted)
        print(f"{path} : {len(wanted)} textes, dont {waiting} à traduire")


if __name__ == "__main__":
    main(sys.argv[1:])
