"""Fills the rows of a bulk template as a table program would: fill_table.py TEMPLATE ROWS.json FILLED.

The first row of the template names the answers; a row of ROWS is an object from names to words.
"""

import json
import re
import sys
import zipfile
from xml.etree import ElementTree
from xml.sax.saxutils import escape

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET = "xl/worksheets/sheet1.xml"


def columns(archive):
    """The letters of each answer, by its name in the first row."""
    words = ["".join(item.itertext()) for item in ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))]
    row = ElementTree.fromstring(archive.read(SHEET)).find(f"{MAIN}sheetData/{MAIN}row[@r='1']")
    cells = ((words[int(cell.findtext(f"{MAIN}v"))], cell.get("r")) for cell in row)
    return {word: re.match("[A-Z]+", place)[0] for word, place in cells}


def row(number, answers, letters):
    cells = sorted((len(letters[key]), letters[key], words) for key, words in answers.items())
    texts = (
        f'<c r="{letter}{number}" t="inlineStr"><is><t>{escape(words)}</t></is></c>' for _, letter, words in cells
    )
    return f'<row r="{number}">{"".join(texts)}</row>'


def main(template, rows, filled):
    with zipfile.ZipFile(template) as before, zipfile.ZipFile(filled, "w", zipfile.ZIP_DEFLATED) as after:
        letters = columns(before)
        added = "".join(row(number, answers, letters) for number, answers in enumerate(json.loads(rows), 3))
        for item in before.namelist():
            data = before.read(item)
            if item == SHEET:
                data = data.replace(b"</sheetData>", f"{added}</sheetData>".encode())
            after.writestr(item, data)


main(*sys.argv[1:])
