"""Workbooks as people make them: titles above, merged cells, percent formats, months, formulas, stray cells, hidden sheets."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest

from indicatorlang.model.actual import RawActuals
from indicatorlang.readers.actuals import read_actuals

HEADER = ["指标", "期间", "实际值"]


@pytest.fixture
def sheets(write):
    """Writes a workbook: sheets by name, each a list of rows; `change` may work on it before it is saved."""

    def made(change: Any = None, **content: list[list[Any]]) -> Any:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, rows in content.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        if change is not None:
            change(book)
        out = io.BytesIO()
        book.save(out)
        return write("a.xlsx", out.getvalue())

    return made


def read(path: Any, **options: Any) -> RawActuals:
    actuals, found = read_actuals(path, **options)
    assert found == (), [d.render() for d in found]
    assert actuals is not None
    return actuals


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (3, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (236.40, "#,##0.00", "236.4"),
        (1e-7, "General", "0.0000001"),
        (1234567890123, "General", "1234567890123"),
        (0.95, "0.00%", "95%"),
        (0.285, "0%", "28.5%"),
        (1, "0%", "100%"),
        (0.07, "0.0%;[Red]-0.0%", "7%"),
        (95, '0"%"', "95"),
        (500, '0"家"', "500"),
        (123, "000000", "000123"),
        (dt.datetime(2019, 3, 22), "yyyy-mm-dd", "2019-03-22"),
        (dt.datetime(2019, 3, 22, 9, 30), "yyyy-mm-dd hh:mm", "2019-03-22"),
        (dt.datetime(2019, 3, 1), "yyyy-mm", "2019-03"),
        (dt.datetime(2019, 3, 1), 'yyyy"年"m"月"', "2019-03"),
        (dt.datetime(2019, 3, 1), "mmm-yy", "2019-03"),
        (dt.datetime(2019, 3, 22), 'yyyy"年"m"月"d"日"', "2019-03-22"),
        (dt.datetime(2019, 1, 1), "yyyy", "2019"),
        (True, "General", "是"),
        ("#N/A", "General", "#N/A"),
        (" 500家 ", "General", "500家"),
        ("=不是公式", "@", "=不是公式"),
    ],
)
def test_a_cell_gives_the_text_a_person_sees(sheets, value, form, text):
    def change(book):
        cell = book["表"].cell(2, 3)
        cell.value = value
        if value == "=不是公式":
            cell.data_type = "s"
        cell.number_format = form

    (row,) = read(sheets(change, 表=[HEADER, ["甲", "2019Q1", None]])).rows
    assert row.value == text
    assert (row.origin.sheet, row.origin.row, row.origin.column) == ("表", 2, "C")


def test_dates_in_the_formats_chinese_editions_store_by_number(sheets, write):
    path = sheets(表=[HEADER, ["甲", 43525, 3], ["乙", 43546, 4]])
    # Formats 57 (2019年3月) and 31 (2019年3月22日) have no text of their own in the file.
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/styles.xml":
                styles = b"".join(b'<xf numFmtId="%d" fontId="0" fillId="0" borderId="0"/>' % number for number in (0, 57, 31))
                data = re.sub(rb"<cellXfs.*?</cellXfs>", b'<cellXfs count="3">' + styles + b"</cellXfs>", data, flags=re.S)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b'r="B2"', b'r="B2" s="1"').replace(b'r="B3"', b'r="B3" s="2"')
            new.writestr(name, data)
    rows = read(write("b.xlsx", out.getvalue())).rows
    assert [row.period for row in rows] == ["2019-03", "2019-03-22"]


def test_the_header_is_found_below_titles(sheets):
    actuals = read(sheets(表=[["2019年填报表"], [], [None, "单位：家"], [None, *HEADER], [None, "甲", "2019Q1", 3]]))
    assert [(row.value, row.origin.shown()) for row in actuals.rows] == [("3", "“表”表D5")]


def test_months_as_headings_may_be_dates(sheets):
    def change(book):
        for column in (2, 3):
            book["表"].cell(1, column).number_format = "yyyy-mm"

    rows = read(sheets(change, 表=[["指标", dt.datetime(2019, 1, 1), dt.datetime(2019, 2, 1)], ["甲", 3, 4]])).rows
    assert [(row.period, row.value) for row in rows] == [("2019-01", "3"), ("2019-02", "4")]


def test_a_merged_name_counts_for_all_its_rows_and_a_merged_value_for_one(sheets):
    def change(book):
        book["表"].merge_cells("A2:A3")
        book["表"].merge_cells("C2:C3")

    rows = read(sheets(change, 表=[HEADER, ["甲", "2019Q1", 3], [None, "2019Q2", None], ["乙", "2019Q1", 5]])).rows
    assert [(row.subject, row.period, row.value) for row in rows] == [
        ("甲", "2019Q1", "3"),
        ("甲", "2019Q2", ""),
        ("乙", "2019Q1", "5"),
    ]


def test_a_blank_name_that_is_not_merged_is_an_error(sheets):
    _, (found,) = read_actuals(sheets(表=[HEADER, ["甲", "2019Q1", 3], [None, "2019Q2", 4]]))
    assert (found.code, found.place.sheet, found.place.line, found.place.column) == ("name-missing", "表", 3, 1)


def test_a_formula_without_its_result_names_its_cell(sheets):
    path = sheets(表=[HEADER, ["甲", "2019Q1", "=1+2"], ["乙", "2019Q1", 4]])
    actuals, (found,) = read_actuals(path)
    assert (found.code, found.place.line, found.place.column) == ("formula-not-computed", 2, 3)
    assert "`C2`" in found.zh()
    assert "=1+2" in found.zh()
    assert "保存一次" in found.help_zh()
    assert actuals is not None
    # The value is there and is no number, so it becomes invalid and not missing.
    assert [row.value for row in actuals.rows] == ["=1+2", "4"]


def test_the_place_of_a_period_is_its_own_cell(sheets):
    actuals, found = read_actuals(sheets(表=[HEADER, ["甲", "年中", 1]]))
    assert found == ()
    assert actuals is not None
    assert (actuals.rows[0].origin.column, actuals.rows[0].origins["period"].column) == ("C", "B")


def test_a_formula_with_its_result_is_its_result(sheets, write):
    path = sheets(表=[HEADER, ["甲", "2019Q1", "=1+2"]])
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"<f>1\+2</f><v ?/>|<f>1\+2</f><v></v>", b"<f>1+2</f><v>3</v>", old.read(name)))
    assert [row.value for row in read(write("b.xlsx", out.getvalue())).rows] == ["3"]


@pytest.mark.parametrize(("number", "code"), [("1e999", "value-not-finite"), ("NaN", "file-broken"), ("1" * 5000, "file-broken")])
def test_a_number_no_program_writes_is_no_number(sheets, write, number, code):
    path = sheets(lambda book: setattr(book["表"]["C2"], "number_format", "0%"), 表=[HEADER, ["甲", "2019Q1", 3]])
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v>3</v>", f"<v>{number}</v>".encode()))
    _, (found,) = read_actuals(write("b.xlsx", out.getvalue()))
    assert found.code == code


def test_an_unused_formula_is_nobodys_trouble(sheets):
    actuals, found = read_actuals(sheets(表=[[*HEADER, "小计"], ["甲", "2019Q1", 3, "=C2*2"]]))
    assert [d.code for d in found] == ["columns-not-read"]
    assert actuals is not None
    assert [row.value for row in actuals.rows] == ["3"]


@pytest.mark.parametrize(("row", "column", "name"), [(1_048_576, 1, "A1048576"), (2, 16_384, "XFD2"), (900_000, 300, "KN900000")])
def test_a_stray_cell_far_away_is_reported_and_costs_nothing(sheets, row, column, name):
    path = sheets(lambda book: book["表"].cell(row, column, "x"), 表=[HEADER, ["甲", "2019Q1", 3]])
    actuals, (found,) = read_actuals(path)
    assert found.code == "cells-far-away"
    assert f"`{name}`" in found.zh()
    assert actuals is not None
    assert [row.value for row in actuals.rows] == ["3"]


def test_the_first_sheet_that_looks_like_actuals_is_read(sheets):
    path = sheets(说明=[["请填写"]], 甲表=[HEADER, ["甲", "2019Q1", 3]], 乙表=[HEADER, ["乙", "2019Q1", 4]])
    actuals, (found,) = read_actuals(path)
    assert found.code == "sheets-not-read"
    assert "`甲表`" in found.zh()
    assert "`乙表`" in found.zh()
    assert actuals is not None
    assert [row.subject for row in actuals.rows] == ["甲"]
    assert [row.subject for row in read(path, sheet="乙表").rows] == ["乙"]


def test_a_sheet_that_is_not_there_is_answered_with_those_that_are(sheets):
    path = sheets(填报表=[HEADER, ["甲", "2019Q1", 3]])
    actuals, (found,) = read_actuals(path, sheet="填报")
    assert actuals is None
    assert (found.code, found.help_zh()) == ("sheet-missing", "是否应为`填报表`")
    _, (found,) = read_actuals(path, sheet="Sheet1")
    assert found.help_zh() == "现有的工作表：`填报表`"


def test_hidden_sheets_are_left_alone_and_mentioned(sheets):
    def change(book):
        book["旧表"].sheet_state = "hidden"

    path = sheets(change, 旧表=[HEADER, ["旧", "2019Q1", 1]], 新表=[HEADER, ["新", "2019Q1", 2]])
    actuals, (found,) = read_actuals(path)
    assert (found.code, found.severity) == ("hidden-sheets", "info")
    assert "`旧表`" in found.zh()
    assert actuals is not None
    assert [row.subject for row in actuals.rows] == ["新"]
    assert [row.subject for row in read(path, sheet="旧表").rows] == ["旧"]


def test_a_sheet_without_a_header_shows_the_row_that_comes_nearest(sheets):
    actuals, (found,) = read_actuals(sheets(表=[["填报表"], ["指标", "期间", "数"], ["甲", "2019Q1", 3]]))
    assert actuals is not None
    assert actuals.rows == ()
    assert (found.code, found.place.sheet, found.place.line) == ("header-not-found", "表", 2)
    assert "`指标`、`期间`、`数`" in found.zh()


def test_an_empty_workbook_is_an_empty_file(sheets):
    actuals, (found,) = read_actuals(sheets(表=[]))
    assert actuals is None
    assert found.code == "file-empty"


def test_a_missing_library_is_named(sheets, monkeypatch):
    import sys

    path = sheets(表=[HEADER, ["甲", "2019Q1", 3]])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    actuals, (found,) = read_actuals(path)
    assert actuals is None
    assert found.code == "extra-missing"
    assert "indicatorlang[xlsx]" in found.help_zh()
