"""What is evaluated project by project is divided first; the division changes nothing."""

from __future__ import annotations

import polars as pl
import pytest

import indicatorlang as il
from indicatorlang.engine.delivered.projects import OWN
from indicatorlang.pipeline import dividing

RULES = il.loads_ruleset("""
ruleset: 甲乙丙
code: "007"
year: 2019
measures:
  数量: {unit: 家, kind: period}
  时效: {records: 办件, formula: "workdays(受理, 办结)"}
records:
  办件: {date: 受理, columns: {受理: date, 办结: date}}
indicators:
  - {id: 1, name: 一, target: 数量 >= 10 家, weight: 60}
  - {id: 2, name: 二, target: 时效 <= 2 工作日, weight: 40}
""")
ROWS = [
    ("B", "数量", "2019Q1", "4"),
    ("007", "数量", "2019Q1", "3"),
    ("A", "数量", "2019Q1", "9"),
    (None, "数量", "2019Q4", "1"),
    ("Ｂ ", "数量", "2019Q2", "5"),
    ("甲乙丙", "数量", "2019Q2", "6"),
    ("A", "数量", "2019Q3", "约3家"),
]
CASES = [
    {"项目编码": "A", "受理": "2019-03-04", "办结": "2019-03-05"},
    {"项目编码": "B", "受理": "2019-03-04", "办结": "2019-03-29"},
    {"项目编码": "", "受理": "2019-03-04", "办结": "2019-03-06"},
]


def frame() -> pl.DataFrame:
    return pl.DataFrame(ROWS, schema=["project", "measure", "period", "value"], orient="row")


@pytest.mark.parametrize("rows_at_once", [1, 3, 20_000])
def test_a_divided_frame_gives_what_the_whole_gives(rows_at_once, monkeypatch):
    monkeypatch.setattr(dividing, "ROWS_AT_ONCE", rows_at_once)
    wanted = {
        (a.project, r.id): (str(r.verdict), r.score)
        for a in RULES.evaluate_projects(frame(), records={"办件": CASES}, as_of="2019-12-31")
        for r in a
    }
    found = RULES.evaluate_frame(frame(), records={"办件": CASES}, as_of="2019-12-31", unsupported="rows")
    assert {(p, i): (v, s) for p, i, v, s, _, _ in found.rows()} == wanted
    assert wanted == {
        ("B", "1"): ("met", 60),
        ("B", "2"): ("missed", 20),
        ("007", "1"): ("met", 60),
        ("007", "2"): ("met", 40),
        ("A", "1"): ("invalid", None),
        ("A", "2"): ("met", 40),
    }


def test_a_piece_holds_whole_projects_and_the_rows_of_none(monkeypatch):
    import narwhals.stable.v2 as nw

    monkeypatch.setattr(dividing, "ROWS_AT_ONCE", 3)
    divided = list(dividing.pieces(nw.from_native(frame()), "project", RULES.ruleset))
    assert [list(piece.get_column("project")) for piece, _ in divided] == [
        ["B", None, "Ｂ "],
        ["007", None, "甲乙丙"],
        ["A", None, "A"],
    ]
    assert [keys for _, keys in divided] == [{"B"}, {OWN}, {"A"}]
