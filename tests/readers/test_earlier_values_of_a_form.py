"""The form asks for what something is compared with, and reads it back."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl

import indicatorlang as il
from indicatorlang.reports.csv_template import csv_template
from indicatorlang.reports.workbook import write_workbook

RULES = {
    "ruleset": "甲",
    "year": "2019",
    "measures": {
        "产品数": {"unit": "个", "kind": "ytd"},
        "游客数": {"unit": "人次", "kind": "ytd"},
        "备份": {"unit": "次", "kind": "period"},
        "甲数": {"unit": "个", "kind": "ytd"},
        "乙数": {"unit": "个", "kind": "ytd"},
        "比例": {"unit": "%", "formula": "甲数 / 乙数"},
    },
    "baselines": {"上年": {"乙数": "7 个"}},
    "indicators": [
        {"id": "1", "name": "a", "target": "产品数 grows >= 5% over 上年", "weight": "10"},
        {"id": "2", "name": "b", "target": "游客数 grows over 同期", "weight": "10"},
        {"id": "3", "name": "c", "target": "备份 grows over 上期 every quarter", "weight": "10"},
        {"id": "4", "name": "d", "target": "比例 grows over 上年", "weight": "10"},
    ],
}
THIS_YEAR = {"产品数": "13", "游客数": "21", "甲数": "4", "乙数": "8"}
BEFORE = {"产品数": "12", "甲数": "3", "备份": "1"}
A_YEAR_AGO = {"2018年3月累计": "5", "2018年6月累计": "10", "2018年9月累计": "15", "2018年12月累计": "20"}
TYPED = A_YEAR_AGO | {"第一季度": "2", "第二季度": "3", "第三季度": "4", "第四季度": "5"}


def typed(heading: str, name: str) -> str | None:
    if heading == "1—12月":
        return THIS_YEAR[name]
    return BEFORE[name] if heading in ("2018年", "2018年第四季度") else TYPED.get(heading)


def filled(rules: il.Rules) -> Any:
    """The workbook, filled in by its headings."""
    out = io.BytesIO()
    assert write_workbook(rules.ruleset, out) == ()
    book = openpyxl.load_workbook(out)
    headings: list[str] = []
    for row in book["数据填报"].iter_rows(min_row=4):
        if row[0].value == "序号":
            headings = [str(cell.value) for cell in row]
        elif row[1].value:
            for cell, heading in zip(row, headings, strict=True):
                cell.value = typed(heading, str(row[1].value)) or cell.value
    return book


def test_the_workbook_asks_for_what_is_not_declared(tmp_path):
    rules = il.load_ruleset(RULES)
    book = filled(rules)
    sheet = book["数据填报"]
    headers = [[cell.value for cell in row] for row in sheet.iter_rows() if row[0].value == "序号"]
    assert [[text for text in header[5:] if text and "2018" in text] for header in headers] == [
        [],
        [],
        ["2018年"],
        ["2018年3月累计", "2018年6月累计", "2018年9月累计", "2018年12月累计"],
        ["2018年第四季度"],
    ]
    named = [row[1].value for row in sheet.iter_rows(min_row=5) if row[1].value and row[0].value != "序号"]
    assert named[-4:] == ["产品数", "甲数", "游客数", "备份"]
    book.save(tmp_path / "filled.xlsx")
    assessment = rules.evaluate(il.load_actuals(tmp_path / "filled.xlsx"), as_of="2019-12-31")
    assert assessment.diagnostics == ()
    assert [row.verdict for row in assessment] == ["met"] * 4
    assert [row.actual.parts[1].quantity.number for row in assessment if row.id == "1"] == [12]


def test_nothing_is_to_be_forecast_of_a_year_that_is_over():
    out = io.BytesIO()
    write_workbook(il.load_ruleset(RULES).ruleset, out)
    sheet = openpyxl.load_workbook(out)["数据填报"]
    header = next(row for row in sheet.iter_rows() if row[5].value == "2018年")
    forecast = [cell.value for cell in header].index("全年预计完成值")
    below = sheet[header[0].row + 1]
    assert (below[5].protection.locked, below[forecast].protection.locked) == (False, True)


def test_the_csv_asks_for_the_same(tmp_path):
    rules = il.load_ruleset(RULES)
    rows = list(csv.reader(io.StringIO(csv_template(rules.ruleset))))
    earlier = [(row[0], row[1]) for row in rows if len(row) > 1 and row[1].startswith("2018")]
    assert earlier == [
        ("产品数", "2018"),
        ("甲数", "2018"),
        *(("游客数", f"2018-{month}") for month in ("03", "06", "09", "12")),
        ("备份", "2018Q4"),
    ]
    for row in rows:
        if (row[:2]) == ["产品数", "2018"]:
            row[2] = "12"
        if row[:2] == ["产品数", "2019-12"]:
            row[2] = "13"
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    (tmp_path / "filled.csv").write_text(out.getvalue(), encoding="utf-8")
    assessment = rules.evaluate(il.load_actuals(tmp_path / "filled.csv"), as_of="2019-12-31")
    assert assessment["1"].verdict == "met"


def test_a_declared_baseline_is_not_asked_for():
    declared = {"上年": {"产品数": "12 个"}}
    rules = il.load_ruleset({**RULES, "baselines": declared, "indicators": RULES["indicators"][:1]})
    assert "2018" not in csv_template(rules.ruleset)
