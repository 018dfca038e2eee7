"""The workbook that is sent out comes back: what people type into it is read without any option."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest

from indicatorlang.model.indicator import Measure
from indicatorlang.model.period import Grain, Period, year_of
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.scoring import Above
from indicatorlang.readers.actuals import read_actuals
from indicatorlang.reports.csv_template import csv_template, write_csv_template
from indicatorlang.reports.form_items import headings_of, items_of
from indicatorlang.reports.workbook import write_workbook

SHEETS = ["数据填报", "问卷", "偏差原因", "填写说明"]


def written(ruleset: Ruleset) -> Any:
    out = io.BytesIO()
    assert write_workbook(ruleset, out) == ()
    return openpyxl.load_workbook(out)


def texts(sheet: Any, row: int) -> list[str]:
    return ["" if cell.value is None else str(cell.value) for cell in sheet[row]]


def test_the_workbook_looks_like_the_sample(markets):
    book = written(markets)
    assert book.sheetnames == SHEETS
    data = book["数据填报"]
    assert data["A1"].value == "2019年绩效数据填报表"
    assert data["A2"].value == "项目名称：上海智慧微菜场建设　　项目编码：示例-2019-004"
    assert data["A3"].value == "灰色格勿改，没有填报的留空，零请填0"
    assert texts(data, 4) == (
        [
            "序号",
            "数据项",
            "对应指标",
            "计量单位",
            "口径",
            "1—3月",
            "1—6月",
            "1—9月",
            "1—12月",
            "全年预计完成值",
            "完成可能性",
            "佐证材料",
            "填报人",
            "填报日期",
        ]
    )
    assert [texts(data, row)[:5] for row in range(5, 12)] == [
        ["1", "布点覆盖区数", "1", "区", "时点数"],
        ["2", "实施方案", "2", "", "完成日期"],
        ["3", "新建微菜场数量", "3、4、5", "家", "累计数"],
        ["4", "购菜便利化", "6", "", "评判等级"],
        ["5", "市民知晓度", "7", "", "见“问卷”表"],
        ["6", "市民满意度", "8", "", "见“问卷”表"],
        ["7", "全年执行数", "预算执行率", "万元", "累计数"],
    ]
    assert texts(data, 12) == [""] * 14
    assert texts(data, 13)[5:9] == ["第一季度", "第二季度", "第三季度", "第四季度"]
    assert [texts(data, row)[:5] for row in (14, 15)] == [
        ["8", "投诉件数", "9", "件", "本期数"],
        ["9", "服务人次", "9", "人次", "本期数"],
    ]
    assert data.max_row == 15


def test_grey_cells_are_locked_and_white_cells_are_open(markets):
    book = written(markets)
    data, reasons = book["数据填报"], book["偏差原因"]
    assert data.protection.sheet
    assert reasons.protection.sheet
    # The password hash of no password: whoever has to change the form can.
    assert not data.protection.password
    assert {data[cell].protection.locked for cell in ("A7", "E7", "F8", "I9", "A1")} == {True}
    assert {data[cell].protection.locked for cell in ("F7", "I7", "J7", "K7", "L8", "N9", "F6")} == {False}
    assert {data[cell].fill.fgColor.rgb for cell in ("A7", "B8", "F9", "J6")} == {"FFE7E6E6"}
    assert data["F7"].fill.fill_type is None
    # 评判等级 is open for rows judged by a level, 评定得分 only for those with bands.
    locked = {row: [cell.protection.locked for cell in reasons[row]] for row in range(2, 12)}
    assert locked[5] == [True] * 6 + [False] * 2
    assert locked[8] == [True] * 4 + [False] * 4
    assert reasons["B8"].value == "市民“互联网+菜篮子”购菜便利化"


def test_drop_downs_hold_the_words_that_are_read(markets):
    book = written(markets)
    lists = {str(rule.sqref): rule.formula1 for rule in book["数据填报"].data_validations.dataValidation if rule.type == "list"}
    assert lists["K7"] == '"确定能,有可能,完全不可能"'
    levels = {str(rule.sqref): rule.formula1 for rule in book["偏差原因"].data_validations.dataValidation if rule.type == "list"}
    assert levels == {"E8": '"达成年度指标,部分达成年度指标并具有一定效果,未达成年度指标且效果较差"'}


def test_the_sheet_of_notes_explains_what_is_asked_for(markets):
    said = "\n".join(" ".join(texts(row_sheet, row)) for row_sheet in [written(markets)["填写说明"]] for row in range(1, 40))
    for words in (
        "年初至期末已验收并投入使用的家数",
        "累计数",
        "本期数",
        "时点数",
        "完成日期",
        "必附",
        "很满意、满意、较满意、一般、不满意",
    ):
        assert words in said
    for example in ("1—6月填306", "填120", "填95或95%"):
        assert example in said


def test_no_text_of_a_ruleset_becomes_a_formula_or_a_link(markets):
    evil = attrs.evolve(markets, name="=1+1", code="http://example.org/", indicators=(markets.indicators[5],))
    out = io.BytesIO()
    assert write_workbook(evil, out) == ()
    with zipfile.ZipFile(out) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert sheets
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)
    assert openpyxl.load_workbook(out)["偏差原因"]["C2"].value == "=500家"


def test_rows_are_high_enough_for_what_is_written_beforehand_and_else_free_to_grow(markets):
    (first, *rest) = markets.indicators
    long = attrs.evolve(first, name="完成社区智慧微菜场实施方案并经联席会议审议通过后正式印发各区执行，同时报市级主管部门备案")
    sheet = written(attrs.evolve(markets, indicators=(long, *rest)))["偏差原因"]
    assert 3 * 14 < sheet.row_dimensions[2].height < 4 * 14
    assert sheet.row_dimensions[3].height is None


def test_a_short_row_of_the_notes_spreads_to_the_last_column(markets):
    notes = written(markets)["填写说明"]
    merged = {str(cells) for cells in notes.merged_cells.ranges}
    row = next(cell.row for cell in notes["A"] if cell.value == "累计数")
    assert f"B{row}:E{row}" in merged
    assert {f"A{n}:E{n}" for n in range(3, 10)} <= merged


def test_writing_twice_gives_the_same_bytes(markets):
    first, second = io.BytesIO(), io.BytesIO()
    assert write_workbook(markets, first) + write_workbook(markets, second) == ()
    assert first.getvalue() == second.getvalue()


def test_a_workbook_that_cannot_be_written_is_reported(markets, tmp_path):
    (found,) = write_workbook(markets, tmp_path / "no" / "such.xlsx")
    assert found.code == "workbook-not-written"
    assert "such.xlsx" in found.zh()


@pytest.fixture
def filled(markets, tmp_path) -> Path:
    book = written(markets)
    data, survey, reasons = book["数据填报"], book["问卷"], book["偏差原因"]
    for cell, value in {
        "F5": 4, "G5": 9, "H5": 13, "J5": 15, "K5": "确定能", "L5": "点位清单", "M5": "甲", "N5": dt.datetime(2019, 10, 8),
        "F6": dt.datetime(2019, 3, 22),
        "F7": 0, "G7": 156, "H7": 270, "J7": 500,
        "F11": 0, "G11": 120.00, "H11": 236.40, "J11": 396,
        "L8": "测评报告",
        "F14": 3, "F15": "1,200",
    }.items():  # fmt: skip
        data[cell] = value
    for column, value in enumerate([dt.datetime(2019, 9, 20), "网点拦访", 430, 400, 96, 142, 98, 44, 20, "问卷汇总"], 2):
        survey.cell(3, column, value)
    reasons["G6"] = "部分点位供电改造延期，已协调10月底前完成。"
    reasons["E8"], reasons["F8"] = "达成年度指标", 13.5
    reasons["G2"] = "年底集中支付"
    path = tmp_path / "filled.xlsx"
    book.save(path)
    return path


def test_what_was_typed_is_read_with_its_cells(filled):
    actuals, found = read_actuals(filled)
    assert found == ()
    assert actuals is not None
    values = {(row.subject, row.period): row for row in actuals.rows}
    assert [values["新建微菜场数量", head].value for head in ("1—3月", "1—6月", "1—9月", "1—12月")] == ["0", "156", "270", ""]
    row = values["新建微菜场数量", "1—6月"]
    assert (row.origin.sheet, row.origin.row, row.origin.column) == ("数据填报", 7, "G")
    assert row.origin.shown() == "“数据填报”表G7"
    assert row.extra == {"unit": "家", "kind": "累计数", "forecast": "500"}
    assert row.origins["forecast"].shown() == "“数据填报”表J7"
    assert row.from_heading
    assert values["实施方案", "1—3月"].value == "2019-03-22"
    assert values["全年执行数", "1—9月"].value == "236.4"
    assert values["投诉件数", "第一季度"].value == "3"
    assert values["服务人次", "第一季度"].value == "1,200"
    assert values["服务人次", "第一季度"].extra["kind"] == "本期数"
    assert values["布点覆盖区数", "1—9月"].extra == {
        "unit": "区",
        "kind": "时点数",
        "forecast": "15",
        "likelihood": "确定能",
        "evidence": "点位清单",
        "filled_by": "甲",
        "filled_on": "2019-10-08",
    }
    assert {row.project for row in actuals.rows} == {"示例-2019-004"}


def test_rows_filled_in_on_other_sheets_have_no_blank_periods(filled):
    actuals, _ = read_actuals(filled)
    assert actuals is not None
    for name in ("购菜便利化", "市民满意度", "市民知晓度"):
        (row,) = (row for row in actuals.rows if row.subject == name)
        assert (row.value, row.period, "kind" in row.extra) == ("", None, False)
    assert next(row for row in actuals.rows if row.subject == "购菜便利化").extra["evidence"] == "测评报告"


def test_the_sheet_of_surveys_is_read(filled):
    actuals, _ = read_actuals(filled)
    assert actuals is not None
    (survey,) = actuals.surveys
    assert (survey.measure, survey.date, survey.method) == ("市民满意度", "2019-09-20", "网点拦访")
    assert (survey.sent, survey.valid, survey.evidence) == ("430", "400", "问卷汇总")
    assert survey.counts == {"很满意": "96", "满意": "142", "较满意": "98", "一般": "44", "不满意": "20"}
    assert survey.origins["较满意"].shown() == "“问卷”表H3"


def test_the_sheet_of_reasons_is_read(filled):
    actuals, _ = read_actuals(filled)
    assert actuals is not None
    about = {row.subject: row for row in actuals.rows if row.origin.sheet == "偏差原因"}
    assert list(about) == ["预算执行率", "4", "6"]
    assert (about["4"].value, about["4"].extra) == ("", {"reason": "部分点位供电改造延期，已协调10月底前完成。"})
    assert (about["6"].value, about["6"].extra) == ("达成年度指标", {"score": "13.5"})
    assert about["6"].origin.shown() == "“偏差原因”表E8"


def test_a_column_that_somebody_added_is_not_read_in_silence(filled):
    book = openpyxl.load_workbook(filled)
    book["数据填报"]["O4"] = "联系电话"
    book.save(filled)
    _, (found,) = read_actuals(filled)
    assert (found.code, found.zh()) == ("columns-not-read", "未使用的列：`联系电话`")


def test_one_sheet_of_it_can_be_asked_for(filled):
    actuals, found = read_actuals(filled, sheet="偏差原因")
    assert found == ()
    assert actuals is not None
    assert [row.subject for row in actuals.rows] == ["预算执行率", "4", "6"]


def test_an_empty_workbook_says_only_that_nothing_was_reported(markets, tmp_path):
    path = tmp_path / "empty.xlsx"
    assert write_workbook(markets, path) == ()
    actuals, found = read_actuals(path)
    assert found == ()
    assert actuals is not None
    assert {row.value for row in actuals.rows} == {""}
    assert actuals.surveys == ()


def test_the_csv_to_fill_in_asks_for_the_same(markets, tmp_path):
    path = tmp_path / "form.csv"
    write_csv_template(markets, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    lines = csv_template(markets).split("\r\n")
    assert lines[0] == "数据项,期间,实际值,单位,口径,佐证材料,填报人,填报日期,备注"
    assert "新建微菜场数量,2019-06,,家,累计数,,,," in lines
    assert "服务人次,2019Q2,,人次,本期数,,,," in lines
    # A spreadsheet program would compute `=500家`.
    assert "5,2019年12月底，推进建设任务,'=500家,20,,,," in lines
    path.write_text(
        csv_template(markets)
        .replace("新建微菜场数量,2019-06,,", "新建微菜场数量,2019-06,156,")
        .replace("市民满意度,,,,,,,,,,", "市民满意度,2019-09-20,,,,96,142,98,44,20,")
        .replace("稳步提升,15,,,,", "稳步提升,15,达成年度指标,13.5,,"),
        encoding="utf-8-sig",
    )
    actuals, found = read_actuals(path)
    assert found == ()
    assert actuals is not None
    assert [(row.period, row.value) for row in actuals.rows if row.subject == "新建微菜场数量"][1] == ("2019-06", "156")
    assert actuals.surveys[0].counts["满意"] == "142"
    assert [(row.subject, row.value, row.extra) for row in actuals.rows if row.value.startswith("达成")] == [
        ("6", "达成年度指标", {"score": "13.5"})
    ]


@pytest.mark.parametrize(
    ("frequency", "heads"),
    [
        (Grain.MONTH, ["1—1月", "1—2月", "1—12月"]),
        (Grain.QUARTER, ["1—3月", "1—6月", "1—12月"]),
        (Grain.HALF, ["1—6月", "1—12月"]),
        (Grain.YEAR, ["1—12月"]),
        (None, ["1—3月", "1—6月", "1—12月"]),
    ],
)
def test_the_columns_follow_the_frequency(markets, frequency, heads):
    measure = Measure("新建微菜场数量", frequency=frequency)
    ruleset = attrs.evolve(markets, measures={measure.name: measure}, indicators=markets.indicators[3:6])
    (item,) = items_of(ruleset)
    found = [heading.text for heading in headings_of(item.block, ruleset.span)]
    assert [*found[: len(heads) - 1], found[-1]] == heads
    # Nobody said whether these are totals; the form does.
    assert item.kind_shown == "累计数"


@pytest.mark.parametrize(
    ("span", "heads"),
    [
        (year_of(2019), ["1—6月", "1—12月"]),
        (
            Period(dt.date(2019, 1, 1), dt.date(2020, 12, 31)),
            ["2019年6月累计", "2019年12月累计", "2020年6月累计", "2020年12月累计"],
        ),
        (Period(dt.date(2019, 4, 1), dt.date(2019, 12, 31)), ["2019年6月累计", "2019年12月累计"]),
    ],
)
def test_headings_carry_the_year_where_the_span_is_not_one_year(markets, span, heads):
    measure = Measure("新建微菜场数量", frequency=Grain.HALF)
    ruleset = attrs.evolve(markets, span=span, measures={measure.name: measure}, indicators=markets.indicators[3:6])
    assert [heading.text for heading in headings_of(items_of(ruleset)[0].block, span)] == heads


def test_the_kind_of_cause_is_asked_for_where_a_target_set_too_low_costs_points(markets, tmp_path):
    assert "偏差原因类别" not in texts(written(markets)["偏差原因"], 1)
    dear = attrs.evolve(
        markets, profile=attrs.evolve(markets.profile, above=Above(Fraction(3, 2), Fraction(1, 5), Fraction(1, 4)))
    )
    book = written(dear)
    sheet = book["偏差原因"]
    column = texts(sheet, 1).index("偏差原因类别") + 1
    row = next(number for number in range(2, 20) if sheet.cell(number, 1).value == "4")
    sheet.cell(row, column).value = "目标偏低"
    book.save(tmp_path / "filled.xlsx")
    actuals, _ = read_actuals(tmp_path / "filled.xlsx")
    assert [one.extra["cause"] for one in actuals.rows if "cause" in one.extra] == ["目标偏低"]
