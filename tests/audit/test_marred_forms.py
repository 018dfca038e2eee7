"""What hands do to a form changes no finding: moved, broken over pages, with blank rows, stretched headings and cells of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audit.asking import ask, matched, points, words
from tests.audit.content import Content, table
from tests.audit.drawing import page_of, workbook
from tests.audit.marring import WAYS

CONTENTS = ("clean-percent-spellings", "planted-full-though-missed", "planted-levels", "planted-yuan")
LAYOUTS = ("mof", "sichuan", "two-row", "plain")


@pytest.mark.parametrize("name", CONTENTS)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("way", WAYS)
def test_a_marred_form_gives_the_same_findings(name: str, layout: str, way: str, tmp_path: Path) -> None:
    content: Content = table(name)
    page = page_of(content, layout)
    WAYS[way](page, content, layout)
    drawn = workbook((("自评表", page),), tmp_path / "表.xlsx")
    answer = ask(drawn.path, "mof-2020")
    assert [(row.table.sheet, row.row.number) for row in answer.rows] == list(drawn.filled)
    found = matched(content, drawn, answer.rows)
    wrong = {}
    for line in content.rows:
        row = found[line.key]
        rounded = {"取整差异": "一致"}
        if [rounded.get(w, w) for w in words(row)] != [rounded.get(w, w) for w in line.findings]:
            wrong[line.key] = (words(row), line.findings, row.row.cells)
        elif line.points is not None and points(row, line) != line.points:
            wrong[line.key] = (str(points(row, line)), str(line.points), row.row.cells)
    assert wrong == {}
    lines = {id(row) for row in found.values()}
    assert [(row.row.cells, words(row)) for row in answer.rows if row.findings and id(row) not in lines] == []
    assert [found.message("zh") for found in answer.summary.diagnostics if found.severity == "error"] == []
