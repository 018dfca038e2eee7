"""The workbook, the page and the CSV of a form as offices have it, read again and held against the form itself."""

from __future__ import annotations

import csv
import io
import shutil
import sys
from pathlib import Path

import pytest

import indicatorlang as il
from indicatorlang.cli.main import main
from indicatorlang.pipeline.audit_reports import AUDIT_FORMATS, audit_report, filled_column
from indicatorlang.reports.audit.words import REVIEW_HEADINGS

openpyxl = pytest.importorskip("openpyxl")
FORM = Path(__file__).resolve().parents[2] / "examples" / "06_audit_of_a_self_evaluation" / "self-evaluation.xlsx"
BESIDE = len(REVIEW_HEADINGS["zh"])
WRONG = {
    6: ("得分偏高", 9.5, 9.0, 0.5),
    14: ("得分偏高、缺偏差原因", 9.5, 8.47, 1.03),
    15: ("未达标得满分、缺偏差原因", 5.0, 3.0, 2.0),
    16: ("完成值无法计量", 10.0, None, None),
    17: ("达标被扣分", 8.0, 10.0, -2.0),
    20: ("得分超分值", 12.0, 10.0, 2.0),
}


@pytest.fixture
def form(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("INDICATORLANG_LANG", raising=False)
    return Path(shutil.copy(FORM, tmp_path / "自评表.xlsx"))


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as exited:
        main(arguments)
    return int(str(exited.value.code))


def test_the_reviewed_workbook_is_the_form_with_the_review_beside_it(form):
    assert run("audit", str(form), "-o", "复核.xlsx") == 1
    typed, reviewed = openpyxl.load_workbook(form).worksheets[0], openpyxl.load_workbook("复核.xlsx").worksheets[0]
    for row in range(1, typed.max_row + 1):
        was = [typed.cell(row, column).value for column in range(1, 9)]
        now = [reviewed.cell(row, column).value for column in range(1, 9)]
        assert [None if cell is None else str(cell) for cell in was] == now, row
    headed = [row for row in range(1, reviewed.max_row + 1) if reviewed.cell(row, 9).value == "自评完成值"]
    assert headed == [5, 11]
    found = {}
    for row in range(6, 21):
        _actual, own, computed, reviewed_actual, reviewed_score, difference, reason, finding, number = (
            reviewed.cell(row, 9 + column).value for column in range(BESIDE)
        )
        if row in headed:
            continue
        assert (reviewed_actual, reviewed_score) == (None, None)
        if finding not in (None, "一致") and number == row:
            assert reason.startswith(f"{finding}：")
            found[row] = (finding, own, computed, difference)
    assert found == WRONG
    assert [reviewed.cell(row, 11).value for row in (18, 19)] == ["8.00—10.00"] * 2


def test_csv_and_page_tell_the_same_findings(form):
    audit = il.audit(form)
    rows = list(csv.reader(io.StringIO("".join(audit_report(audit, "csv")), newline="")))
    assert {int(row[-1]): row[-2] for row in rows if row[-2] not in ("", "一致", "结论")} == {
        number: finding for number, (finding, *_) in WRONG.items()
    }
    page = "".join(audit_report(audit, "html"))
    assert [word for word in ("得分超分值 1", "达标被扣分 1", "完成值无法计量 1", "表内总分96分") if word not in page] == []


@pytest.mark.parametrize("ending", ["json", "csv", "html", "txt"])
def test_a_file_written_from_python_is_the_one_of_the_command(form, ending):
    il.audit(form.name).write(f"一.{ending}")
    assert run("audit", form.name, "-o", f"二.{ending}") == 1
    assert Path(f"一.{ending}").read_bytes() == Path(f"二.{ending}").read_bytes()


def test_two_runs_write_the_same_workbook(form):
    il.audit(form).write("一.xlsx")
    il.audit(form).write("二.xlsx")
    assert Path("一.xlsx").read_bytes() == Path("二.xlsx").read_bytes()


def test_every_format_has_both_languages(form):
    audit = il.audit(form)
    for form_of_report in AUDIT_FORMATS:
        if form_of_report != "xlsx":
            zh, en = ("".join(audit_report(audit, form_of_report, lang)) for lang in ("zh", "en"))
            assert zh != en, form_of_report


def test_a_file_that_cannot_be_written_is_an_error_of_ours(form):
    for name in ("nowhere/a.json", "nowhere/a.xlsx"):
        with pytest.raises(il.ActualsError, match="文件夹不存在"):
            il.audit(form).write(name)


def test_a_column_is_known_by_its_names_and_by_headings():
    known = {
        word: filled_column(word)
        for word in ("actual", "完成值", "实际完成值", "score", "得分", "分值", "年度指标值", " name ", "甲")
    }
    assert known == {
        "actual": "actual",
        "完成值": "actual",
        "实际完成值": "actual",
        "score": "score",
        "得分": "score",
        "分值": "weight",
        "年度指标值": "target",
        " name ": "name",
        "甲": None,
    }


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("rows", "shown"), [(2500, True), (20, False)])
def test_a_long_table_shows_how_far_it_is_when_somebody_watches(form, monkeypatch, rows, shown):
    Path("长.csv").write_text("指标名称,指标值,完成值,分值,得分\n" + "甲,≥5家,5家,10,10\n" * rows, encoding="utf-8")
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    assert run("audit", "长.csv", "-o", "复核.csv") == 0
    assert ("复核" in screen.getvalue()) is shown
    assert len(Path("复核.csv").read_text(encoding="utf-8-sig").splitlines()) == rows + 1


RATE = """项目支出绩效自评表,,,,,
项目名称,河湾社区书屋,,,,
项目资金（万元）,年初预算数,全年预算数,全年执行数,执行率,
年度资金总额,35,33.4,31.85,95.00%,
三级指标,年度指标值,实际完成值,分值,得分,
购书册数,≥800册,820册,100,100,
"""


def test_what_is_to_be_verified_stands_in_the_workbook_and_open_on_the_page_and_is_no_finding(tmp_path):
    (source := tmp_path / "书屋.csv").write_text(RATE, encoding="utf-8")
    audit = il.audit(source)
    audit.write(tmp_path / "复核.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "复核.xlsx").worksheets[0]
    said = [(cells[-3].value, cells[-2].value) for cells in sheet.iter_rows() if cells[-1].value == 4]
    assert said == [("表内执行率为“95.00%”，按执行数和预算数计算为95.36%，请核对执行数、预算数和执行率", None)]
    page = "".join(audit_report(audit, "html"))
    assert "<details open><summary>执行率95.36%，表内95.00%，请核对</summary>" in page
    assert {str(finding): count for finding, count in audit.summary().findings.items()} == {"一致": 1}
    assert not audit.summary().contradictions


def test_a_workbook_is_printed_across_with_its_header_in_sight(form):
    il.audit(form.name).write("复核.xlsx")
    sheet = openpyxl.load_workbook("复核.xlsx").worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (
        "landscape",
        0,
        True,
    )
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A12", "$11:$11")
