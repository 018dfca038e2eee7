"""Tables of cases travel with the workbook: a sheet for each, filled in and read back without options."""

from __future__ import annotations

import datetime as dt
from typing import Any

import openpyxl
import pytest

import indicatorlang as il
from indicatorlang.reports.workbook import write_workbook

RULES: dict[str, Any] = {
    "ruleset": "办事大厅",
    "code": "A-1",
    "year": "2019",
    "records": {"办件记录": {"date": "受理时间", "columns": {"受理时间": "date", "办结时间": "date", "窗口": "text"}}},
    "measures": {"办理用时": {"records": "办件记录", "formula": "hours(受理时间, 办结时间)"}},
    "indicators": [{"id": "1", "name": "办理时效性", "target": "办理用时 <= 30 小时", "weight": "10"}],
}
COUNTED = {"measures": {**RULES["measures"], "窗口数": {"unit": "个", "kind": "ytd"}}}
MORE = {"indicators": [*RULES["indicators"], {"id": "2", "name": "窗口", "target": "窗口数 >= 3 个", "weight": "10"}]}


@pytest.mark.parametrize("source", [RULES, RULES | COUNTED | MORE], ids=["cases alone", "beside other data"])
def test_a_sheet_of_cases_is_read_back(tmp_path, source):
    rules = il.load_ruleset(source)
    assert write_workbook(rules.ruleset, tmp_path / "form.xlsx") == ()
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    sheet = book["办件记录"]
    assert [cell.value for cell in sheet[1]] == ["受理时间", "办结时间", "窗口"]
    sheet.append([dt.datetime(2019, 3, 4, 8, 30), dt.datetime(2019, 3, 5, 9, 0), "007"])
    sheet.append([dt.datetime(2019, 3, 4, 8, 30), dt.datetime(2019, 3, 6, 9, 0), "008"])
    book.save(tmp_path / "filled.xlsx")
    result = rules.evaluate(il.load_actuals(tmp_path / "filled.xlsx"), as_of="2019")["1"]
    cases = result.actual.cases
    assert (cases.counted, cases.met, [case.origin.row for case in cases.missed]) == (2, 1, [3])
    assert cases.missed[0].cells["窗口"] == "008"
    assert "“办件记录”表第3行，2019年3月4日8时30分至3月6日9时，用48.5小时，超18.5小时" in result.explain().text


def test_a_sheet_that_nobody_filled_in_was_not_handed_in(tmp_path):
    rules = il.load_ruleset(RULES | COUNTED | MORE)
    write_workbook(rules.ruleset, tmp_path / "form.xlsx")
    result = rules.evaluate(il.load_actuals(tmp_path / "form.xlsx"), as_of="2019")["1"]
    assert (str(result.verdict), result.actual.cases.delivered) == ("no_data", False)


def test_a_sheet_that_was_renamed_is_told(tmp_path):
    rules = il.load_ruleset(RULES)
    assert write_workbook(rules.ruleset, tmp_path / "form.xlsx") == ()
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    book["办件记录"].append([dt.datetime(2019, 3, 4, 8, 30), dt.datetime(2019, 3, 5, 9, 0), "007"])
    book["办件记录"].title = "办件登记"
    book.create_sheet("笔记").append(["受理时间", "想法"])
    book["笔记"].append(["三月", "多派一人"])
    book.save(tmp_path / "filled.xlsx")
    assessment = rules.evaluate(il.load_actuals(tmp_path / "filled.xlsx"), as_of="2019")
    told = [problem for problem in assessment.diagnostics if problem.code == "sheet-of-no-table"]
    assert [(problem.sheet, problem.records, problem.place.sheet) for problem in told] == [("办件登记", "办件记录", "办件登记")]
    assert assessment["1"].verdict == "no_data"


def test_records_handed_in_come_before_the_sheet(tmp_path):
    rules = il.load_ruleset(RULES)
    write_workbook(rules.ruleset, tmp_path / "form.xlsx")
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    book["办件记录"].append([dt.datetime(2019, 3, 4), dt.datetime(2019, 3, 9), "007"])
    book.save(tmp_path / "filled.xlsx")
    given = [{"受理时间": "2019-03-04 08:30", "办结时间": "2019-03-04 09:00", "窗口": "007"}]
    result = rules.evaluate(il.load_actuals(tmp_path / "filled.xlsx"), records={"办件记录": given}, as_of="2019")["1"]
    assert result.verdict == "met"


def test_frames_and_tables_and_files_say_the_same(tmp_path):
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    rules = il.load_ruleset(RULES)
    rows = [{"受理时间": dt.datetime(2019, 3, 4, 8, 30), "办结时间": dt.datetime(2019, 3, 5, 9, 0), "窗口": "007"}]
    (tmp_path / "cases.csv").write_text("受理时间,办结时间,窗口\n2019-03-04 08:30,2019-03-05 09:00,007\n", encoding="utf-8")
    polars.DataFrame(rows).write_parquet(tmp_path / "cases.parquet")
    sources = [rows, pandas.DataFrame(rows), polars.DataFrame(rows), tmp_path / "cases.csv", tmp_path / "cases.parquet"]
    sources.append(il.load_records(tmp_path / "cases.csv"))
    told = {rules.evaluate(records={"办件记录": source}, as_of="2019")["1"].explain().headline for source in sources}
    assert told == {"达标：1件全部按期，得10.00分"}


def test_a_need_of_cases_entered_meets_the_target():
    rules = il.load_ruleset(RULES | {"indicators": [{**RULES["indicators"][0], "target": "办理用时 <= 30 小时 for 80%"}]})
    late = [{"受理时间": "2019-03-04", "办结时间": f"2019-03-{day:02d}", "窗口": ""} for day in (5, 7, 8, 9)]
    (need,) = rules.evaluate(records={"办件记录": late}, as_of="2019")["1"].needed
    assert (need.cases, need.quantity.shown()) == (3, "30小时")
    mended = [late[0], *({**case, "办结时间": "2019-03-05 06:00"} for case in late[1:])]
    assert rules.evaluate(records={"办件记录": mended}, as_of="2019")["1"].verdict == "met"
    one_less = [*mended[:-2], *late[-2:]]
    assert rules.evaluate(records={"办件记录": one_less}, as_of="2019")["1"].verdict == "missed"


def test_a_workbook_with_a_sheet_of_the_tables_name_is_read_there(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["封面"])
    sheet = book.create_sheet("办件记录")
    sheet.append(["受理时间", "办结时间", "窗口"])
    sheet.append([dt.datetime(2019, 3, 4, 8), dt.datetime(2019, 3, 4, 9), "007"])
    book.save(tmp_path / "cases.xlsx")
    result = il.load_ruleset(RULES).evaluate(records={"办件记录": tmp_path / "cases.xlsx"}, as_of="2019")["1"]
    assert (result.verdict, result.actual.cases.counted) == ("met", 1)


def test_the_form_asks_for_the_number_of_cases_of_the_year_before(tmp_path):
    grown = {"measures": {**RULES["measures"], "办件数": {"records": "办件记录"}}}
    row = {"id": "2", "name": "办件量", "target": "办件数 grows >= 10% over 上年", "weight": "10"}
    rules = il.load_ruleset(RULES | grown | {"indicators": [*RULES["indicators"], row]})
    assert write_workbook(rules.ruleset, tmp_path / "form.xlsx") == ()
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    sheet = book["数据填报"]
    place = next(c for cells in sheet.iter_rows() for c in cells if c.value == "办件数")
    heading = next(c for cells in sheet.iter_rows() for c in cells if c.value == "2018年")
    sheet.cell(place.row, heading.column).value = 1
    book["办件记录"].append([dt.datetime(2019, 3, 4, 8), dt.datetime(2019, 3, 4, 9), "007"])
    book["办件记录"].append([dt.datetime(2019, 3, 5, 8), dt.datetime(2019, 3, 5, 9), "007"])
    book.save(tmp_path / "filled.xlsx")
    result = rules.evaluate(il.load_actuals(tmp_path / "filled.xlsx"), as_of="2019")["2"]
    assert (result.verdict, result.actual.quantity.shown()) == ("met", "100%")
