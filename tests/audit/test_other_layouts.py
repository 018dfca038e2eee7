"""The same content gives the same findings whatever layout and format it comes in, alone, among other sheets or below another form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from indicatorlang.diagnostics import Severity
from indicatorlang.model.rescored import RescoredRow
from tests.audit.asking import ask, matched, points, words
from tests.audit.content import table
from tests.audit.drawing import LAYOUTS, Drawn, Page, Placed, draw, page_of, workbook

CONTENTS = (
    "clean-clinic-sichuan",
    "clean-percent-spellings",
    "clean-ranges-growth",
    "clean-dates-states",
    "planted-done-against-number",
    "planted-full-though-missed",
    "planted-levels",
    "planted-late",
    "planted-yuan",
    "planted-blanks",
    "planted-no-reasons",
)
"""Tables whose rows have a weight and no rule of their own, so that every layout can hold them."""

PLAIN = ("csv", "csv-bom", "csv-gb18030", "csv-semicolon", "csv-tabs", "md", "docx", "xlsx")
WAYS = [
    *((layout, "xlsx") for layout in LAYOUTS if layout not in ("hubei-bare", "hefei", "unscored")),
    *(("plain", container) for container in PLAIN[:-1]),
    *((layout, container) for layout in ("mof", "sichuan", "two-row", "hubei") for container in ("docx", "md", "csv-bom")),
    ("mof", "docx-split"),
    ("footnoted", "docx-split"),
    ("jsonl", "jsonl"),
]

REASON = "缺偏差原因"
ROUNDED = ("一致", "取整差异")


@pytest.mark.parametrize("name", CONTENTS)
@pytest.mark.parametrize(("layout", "container"), WAYS, ids=lambda value: value)
def test_another_layout_gives_the_same_findings(name: str, layout: str, container: str, tmp_path: Path) -> None:
    content = table(name)
    drawn = draw(content, tmp_path, layout, container)
    rows = matched(content, drawn, ask(drawn.path, "mof-2020").rows)
    reasons = layout != "jsonl" and LAYOUTS[layout].has_reasons
    wrong = {}
    for line in content.rows:
        got = words(rows[line.key])
        wanted = line.findings
        if not reasons:  # a table without a column for reasons lacks none
            wanted = tuple(word for word in wanted if word != REASON) or (("一致",) if wanted else ())
        if _alike(got) != _alike(wanted):
            wrong[line.key] = (got, wanted, rows[line.key].row.cells)
        elif line.points is not None and points(rows[line.key], line) != line.points:
            wrong[line.key] = (str(points(rows[line.key], line)), str(line.points), rows[line.key].row.cells)
    assert wrong == {}


def _alike(found: tuple[str, ...]) -> tuple[str, ...]:
    """With one word for what agrees and what is rounded: how a column is printed depends on what else stands in it."""
    return tuple("一致" if word in ROUNDED else word for word in found)


def test_several_sheets_are_audited_one_after_another(tmp_path: Path) -> None:
    """Each sheet in its order with its own columns and facts; one without a table is no error, and a hidden one is told of and read when
    asked for."""
    names = ("clean-park-mof", "planted-late", "planted-overspent", "planted-levels")
    cover = Page(3)
    cover.add(("目录", 3))
    cover.add("1", "云溪市", "各项目自评表附后")
    sheets = [("目录", cover), *((f"表{i}", page_of(table(name))) for i, name in enumerate(names, start=1))]
    drawn = workbook(sheets, tmp_path / "汇总.xlsx", hidden=("表4",))
    answer = ask(drawn.path, "mof-2020")
    hidden = ask(drawn.path, "mof-2020", sheet="表4")
    assert any("表4" in found.message("zh") for found in answer.summary.diagnostics)
    assert [found for found in answer.summary.diagnostics if found.severity is not Severity.INFO] == []
    rows = (*answer.rows, *hidden.rows)
    assert _places(rows, "目录") == [place for place in drawn.filled if place[0] != "目录"]
    for i, name in enumerate(names, start=1):
        here = [row for row in rows if row.table.sheet == f"表{i}"]
        part = Drawn(drawn.path, tuple(place for place in drawn.placed if place.sheet == f"表{i}"), ())
        found = matched(table(name), part, here)
        assert {line.key: words(found[line.key]) for line in table(name).lines} == {
            line.key: line.findings for line in table(name).lines
        }


def _places(rows: Sequence[RescoredRow], but: str) -> list[tuple[str | None, int]]:
    return [(row.table.sheet, row.row.number) for row in rows if row.table.sheet != but]


@pytest.mark.parametrize("gap", [0, 1, 3])
@pytest.mark.parametrize("layouts", [("mof", "mof"), ("sichuan", "langfang"), ("two-row", "mof")], ids="-".join)
def test_forms_below_one_another_are_told_apart(gap: int, layouts: tuple[str, str], tmp_path: Path) -> None:
    """A second form in the same sheet has its own headings, money and total."""
    names = ("planted-full-though-missed", "clean-sport-docx-split")
    page = Page(1)
    placed = []
    for name, layout in zip(names, layouts, strict=True):
        part = page_of(table(name), layout)
        keys = {f"{name}/{key}": row for key, row in part.keys.items()}
        part.keys = keys
        page.take(part, gap if page.rows else 0)
    drawn = workbook((("两表", page),), tmp_path / "两表.xlsx")
    answer = ask(drawn.path, "mof-2020")
    assert [(row.table.sheet, row.row.number) for row in answer.rows] == list(drawn.filled)
    for name, layout in zip(names, layouts, strict=True):
        placed = [
            Placed(key.partition("/")[2], p, n)
            for key, p, n in ((x.key, x.sheet, x.number) for x in drawn.placed)
            if key.startswith(name)
        ]
        content = table(name)
        found = matched(content, Drawn(drawn.path, tuple(placed), ()), answer.rows)
        lines = [line for line in content.lines if line.key in found and (layout != "two-row" or line in content.rows)]
        assert {line.key: _alike(words(found[line.key])) for line in lines} == {line.key: _alike(line.findings) for line in lines}
    tables = [summary for summary in answer.summary.tables if summary.rows]
    assert len(tables) == 2
    assert [summary.facts.table.facts.get("project") for summary in tables] == [table(name).facts["project"] for name in names]
