"""What auditing a long list holds: counted in bytes, with the rows of many projects that nobody holds."""

from __future__ import annotations

import collections
import gc
import tracemalloc
from collections.abc import Callable, Iterator
from typing import get_args

import attrs
import pytest

from indicatorlang.engine.rescoring.facts import MOST_SEEN, OPEN_PROJECTS, FactsWalk, facts_of
from indicatorlang.model.filled import FilledColumn, FilledRow, FilledTable, Taken
from indicatorlang.pipeline.audit_reports import AuditFormat, audit_report
from indicatorlang.pipeline.auditing import Audit, audit_tables

COLUMNS: tuple[FilledColumn, ...] = ("project", "level1", "name", "target", "actual", "weight", "score", "reason")
ROWS_OF_A_PROJECT = 20
A_ROW = 700
"""Bytes that each further row may take: what its project adds up to, a twentieth of it."""


@attrs.frozen
class Listed:
    """Rows that are made anew at every walk."""

    count: int
    first: int

    def __iter__(self) -> Iterator[FilledRow]:
        for number in range(self.count):
            at = self.first + number
            cells = (
                f"项目{at // ROWS_OF_A_PROJECT}",
                "产出指标",
                f"培训场次{at}",
                f"≥{10 + at % 7}场",
                f"{9 + at % 9}场",
                "5",
                "5",
                "",
            )
            yield FilledRow(number + 2, cells, "indicator", {n: text for n, text in zip(COLUMNS, cells, strict=True) if text})


def listed(count: int, first: int) -> FilledTable:
    taken = tuple(Taken(column, column, at) for at, column in enumerate(COLUMNS))
    assert set(COLUMNS) <= set(get_args(FilledColumn))
    return FilledTable(Listed(count, first), "表.csv", taken=taken, headings=COLUMNS, width=len(COLUMNS))


def walk(audit: Audit) -> None:
    collections.deque(audit.rows(), maxlen=0)


def told(form: AuditFormat) -> Callable[[Audit], None]:
    def tell(audit: Audit) -> None:
        collections.deque(audit_report(audit, form), maxlen=0)

    return tell


def look(audit: Audit) -> FactsWalk:
    """The first walk alone, with all that it knows at the last row."""
    found = FactsWalk(audit.tables[0])
    for row in audit.tables[0].rows:
        found.see(row)
    return found


@pytest.mark.parametrize("use", [look, walk, told("csv"), told("json")], ids=["first walk", "rows", "csv", "json"])
def test_a_long_list_takes_hardly_more_than_a_short_one(use: Callable[[Audit], object]) -> None:
    def held(count: int, first: int) -> int:
        """What is held at the end besides what was held before."""
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        audit = audit_tables((listed(count, first),))
        kept = use(audit)
        gc.collect()
        after = tracemalloc.get_traced_memory()[0]
        del audit, kept
        return after - before

    tracemalloc.start()
    try:
        held(700, 0)  # what is remembered whatever is audited is remembered now
        short, long = 200, 800
        grown = held(long, 100_000) - held(short, 50_000)
    finally:
        tracemalloc.stop()
    assert 0 < grown < A_ROW * (long - short)


def repeats(rows: list[tuple[str, str]]) -> list[tuple[int, int]]:
    """Which row repeats which, of rows of a project and a name."""
    filled = tuple(
        FilledRow(number, (), "indicator", {"project": project, "name": name, "target": "≥1场", "actual": "1场"})
        for number, (project, name) in enumerate(rows, 1)
    )
    found = facts_of(FilledTable(filled, taken=(Taken("name", "指标名称", 0),)))
    return [(one.row, one.first) for project in found.projects for one in project.repeated]


def test_rows_are_remembered_as_far_back_as_is_said() -> None:
    names = [f"指标{number}" for number in range(MOST_SEEN)]
    assert repeats([("", name) for name in (*names, names[0])]) == [(MOST_SEEN + 1, 1)]
    assert repeats([("", name) for name in (*names, "另一项", names[0])]) == []


def test_projects_that_take_turns_are_remembered() -> None:
    projects = [f"项目{number}" for number in range(OPEN_PROJECTS)]
    assert repeats([(name, "场次") for name in (*projects, projects[0])]) == [(OPEN_PROJECTS + 1, 1)]
    assert repeats([(name, "场次") for name in (*projects, "另一个", projects[0])]) == []
    assert repeats([("甲", "场次"), ("乙", "场次"), ("甲", "场次"), ("乙", "场次")]) == [(3, 1), (4, 2)]
