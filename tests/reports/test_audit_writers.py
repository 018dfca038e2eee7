"""What the writers of a re-scored table print, from a table made by hand: nothing is lost, nothing runs, numbers are exact."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any

import attrs
import pytest

from indicatorlang.model.filled import FilledTable
from indicatorlang.model.rescored import AuditSummary, Computed, Finding, RescoredRow
from indicatorlang.reports.audit import words
from indicatorlang.reports.audit.csv import audit_csv
from indicatorlang.reports.audit.html import audit_html
from indicatorlang.reports.audit.json import audit_dict, audit_json
from indicatorlang.reports.audit.legend import MEANINGS
from indicatorlang.reports.audit.text import audit_text
from indicatorlang.reports.audit.words import COLOURS, REVIEW_HEADINGS
from indicatorlang.reports.audit.xlsx import audit_workbook
from tests.rescored_form import HEADINGS, HOSTILE, filled, form, made

openpyxl = pytest.importorskip("openpyxl")
BESIDE = len(REVIEW_HEADINGS["zh"])


@pytest.fixture
def made_form():
    return form()


def csv_rows(*forms: Any, lang: str = "zh") -> list[list[str]]:
    rows = (row for one in forms for row in one.rows)
    text = "".join(audit_csv(rows, forms[0].summary, lang, [one.table for one in forms]))
    return list(csv.reader(io.StringIO(text, newline="")))


def workbook(*forms: Any, lang: str = "zh") -> Any:
    rows = (row for one in forms for row in one.rows)
    whole = AuditSummary(tuple(table for one in forms for table in one.whole.tables))
    out = io.BytesIO()
    assert audit_workbook(out, rows, lambda: whole, lang, [one.table for one in forms]) == ()
    return openpyxl.load_workbook(out)


def test_every_finding_has_its_colour_and_its_meaning():
    assert set(COLOURS) == set(MEANINGS) == set(Finding)


def test_text_says_what_was_taken_for_what_then_only_what_differs(made_form):
    text = "".join(audit_text(made_form.walk(), made_form.summary))
    head, body = text.split("\n\n", 1)
    assert head.splitlines() == [
        "自评表.xlsx，“绩效[自评]”表",
        "项目：校园绿化，年度：2023",
        (
            "指标（表头第5行）：序号（A列）、指标名称＝“三级指标”（B列）、指标值＝“年度指标值”（C列）、实际完成值（D列）、分值（E列）、"
            "得分（F列）、偏差原因（G列，由--map指定）。"
        ),
        "没有用到的列：“联系电话”。",
    ]
    assert re.findall(r"^第(\d+)行　【(.+?)】", body, re.MULTILINE) == [("7", "得分偏高"), ("9", "完成值无法计量")]
    assert body[body.index("汇总") :].splitlines()[:7] == [
        "汇总",
        "共4行，能测算的3行。结论：一致2行；得分偏高1行；完成值无法计量1行；缺偏差原因1行。",
        "指标分值合计120.00分，表内指标得分合计118.40分，表内总分96.40分。",
        "能测算的3行，表内得分合计28.40分，测算合计26.49分，表内高1.91分。",
        "评分办法由表内得分推算，取最相符的mof-2020（四舍五入到2位小数）：可比的8行中有7行相符，其中得分因办法而异的6行中有5行相符。",
        "其次是strict（舍去尾数取1位小数）：可比的8行中有2行相符，其中得分因办法而异的6行中有1行相符。",
        "警告[L130] 第11行：“分值”要核对。改法：改“分值”。",
    ]


def test_text_tells_all_rows_on_demand(made_form):
    text = "".join(audit_text(made_form.walk(), made_form.summary, everything=True))
    assert re.findall(r"^第(\d+)行", text, re.MULTILINE) == ["6", "7", "8", "9"]


def test_text_in_english_holds_chinese_only_where_the_table_does(made_form):
    text = "".join(audit_text(made_form.walk(), made_form.summary, "en"))
    assert 'indicators (header in row 5): number = "序号" (column A), name = "三级指标" (column B)' in text
    assert "4 rows, 3 of them computed; findings: agrees 2, score too high 1" in text
    assert "mof-2020 (2 decimals, half up) gives 7 of 8 rows, and 5 of the 6 whose score depends on the rules" in text
    assert "row 7  " in text


def test_text_of_a_table_that_agrees_says_so(made_form):
    rows = iter(row for row in made_form.rows if row.findings in ((), (Finding.AGREES,)))
    assert "各行都没有需要核对的差异。" in "".join(audit_text(rows, made_form.summary))


def test_text_of_no_rows_is_only_the_summary():
    assert "".join(audit_text(iter(()), AuditSummary)) == "汇总\n"


def test_json_is_the_same_written_row_by_row_or_at_once(made_form):
    from indicatorlang.reports.json import dumps

    at_once = dumps(audit_dict(made_form.walk(), made_form.summary)) + "\n"
    assert "".join(audit_json(made_form.walk(), made_form.summary)) == at_once
    empty = dumps(audit_dict(iter(()), AuditSummary)) + "\n"
    assert "".join(audit_json(iter(()), AuditSummary)) == empty


def test_json_prints_points_exactly_and_ids_as_they_came(made_form):
    text = "".join(audit_json(made_form.walk(), made_form.summary))
    rows = json.loads(text, parse_float=Decimal)["rows"]
    assert [(row["id"], row["kind"], row["row"]) for row in rows] == [
        ("001", "indicator", 6),
        ("002", "indicator", 7),
        ("003", "indicator", 8),
        ("004", "indicator", 9),
        ("11", "total", 11),
        ("12", "other", 12),
    ]
    high = rows[1]
    assert (high["score"], high["published"], high["difference"]) == (Decimal("1.69"), Decimal("1.9"), Decimal("0.21"))
    assert (high["finding"], high["findings"], high["code"]) == ("得分偏高", ["得分偏高", "缺偏差原因"], "L150")
    assert high["causes"] == [{"code": "L130", "message": "`抄错`要核对"}]
    assert rows[2]["range"] == {"low": Decimal("6.4"), "high": 8, "high_included": False}
    assert rows[3]["refused"] == {"code": "L130", "message": "`完成`要核对"}
    assert rows[5]["cells"] == ["=备注：\x07由办公室填写"]
    assert '"score": 1.69,' in text


def test_csv_keeps_every_row_and_cell_and_puts_the_review_beside(made_form):
    rows = csv_rows(made_form)
    assert [row[-1] for row in rows] == ["", "", "原表行号", "6", "7", "8", "9", "11", "12"]
    assert rows[2] == [*HEADINGS, *REVIEW_HEADINGS["zh"]]
    assert rows[3] == [
        "001",
        "种植面积",
        "≥500亩",
        "520亩",
        "20",
        "20",
        "",
        "0571-1",
        "520亩",
        "20.00",
        "20.00",
        "",
        "",
        "0.00",
        "",
        "一致",
        "6",
    ]
    assert rows[4][8:] == [
        "83%",
        "1.90",
        "1.69",
        "",
        "",
        "0.21",
        "得分偏高、缺偏差原因：成活率要说明",
        "得分偏高、缺偏差原因",
        "7",
    ]
    assert rows[5][8:13] == ["较明显", "6.50", "6.40—8.00", "", ""]
    assert rows[6][9:11] == ["九十", ""]
    assert {len(row) for row in rows} == {len(HEADINGS) + BESIDE}


def test_headings_of_a_goal_told_in_words_are_not_those_of_columns(made_form):
    goal = made(filled(4, "heading", "年度总体目标", "预期目标", "", "实际完成情况"), made_form.table)
    told = attrs.evolve(made_form, rows=(*made_form.rows[:2], goal, *made_form.rows[2:]))
    rows = csv_rows(told)
    assert rows[2] == ["年度总体目标", "预期目标", "", "实际完成情况", *[""] * (4 + BESIDE)]
    assert rows[3] == [*HEADINGS, *REVIEW_HEADINGS["zh"]]
    assert "（表头第5行）" in "".join(audit_text(told.walk(), told.summary))


def test_csv_runs_nothing(made_form):
    rows = csv_rows(made_form)
    assert rows[4][6] == "'" + HOSTILE
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))] == []


def test_a_lone_sign_and_a_negative_number_stay_as_typed(made_form):
    row = made(
        filled(6, "indicator", "-", "增长", "=", "-3.5%", "2", "=5"), made_form.table, Finding.LOW, difference=Fraction(-1)
    )
    (cells,) = csv_rows(attrs.evolve(made_form, rows=(row,)))[1:]
    assert cells[:6] == ["-", "增长", "=", "-3.5%", "2", "'=5"]
    assert cells[13] == "-1.00"


def test_a_table_without_a_header_row_gets_one():
    plain = form("行.jsonl", None, letters=False, plain=True)
    without = attrs.evolve(plain, rows=plain.rows[1:])
    rows = csv_rows(without)
    assert rows[0] == [*HEADINGS, *REVIEW_HEADINGS["zh"]]
    assert len(rows) == len(plain.rows)


def test_a_row_with_too_many_cells_loses_none(made_form):
    long = made(filled(7, "indicator", *"abcdefgh", "多出来的"), made_form.table, Finding.NO_WEIGHT)
    rows = csv_rows(attrs.evolve(made_form, rows=(made_form.rows[2], long)))
    assert (rows[1][:8], rows[1][-1]) == (list("abcdefgh"), "多出来的")
    sheet = workbook(attrs.evolve(made_form, rows=(made_form.rows[2], long))).worksheets[0]
    assert "多出来的" in [cell.value for cell in sheet[7]]


def test_tables_of_another_sheet_follow_under_their_name(made_form):
    rows = csv_rows(made_form, form(sheet="第二张"))
    at = rows.index([])
    assert rows[at + 1] == ["自评表.xlsx，“第二张”表"]
    assert rows[at + 4][:8] == list(HEADINGS)


def test_reviewed_figures_of_the_table_are_carried_over(made_form):
    typed = made_form.rows[3].row
    reviewed = attrs.evolve(typed, fields={**typed.fields, "review_actual": "510亩", "review_score": "19"})
    (_, row) = csv_rows(attrs.evolve(made_form, rows=(made_form.rows[2], attrs.evolve(made_form.rows[3], row=reviewed))))
    assert row[11:13] == ["510亩", "19"]


def test_the_workbook_holds_the_sheet_as_it_was_and_the_review_beside_it(made_form):
    book = workbook(made_form)
    assert book.sheetnames == ["绩效 自评", "说明"]
    sheet = book.worksheets[0]
    for row in made_form.rows:
        kept = [sheet.cell(row.row.number, column).value or "" for column in range(1, 9)]
        assert kept == [*(cell.replace("\x07", "_x0007_") for cell in row.row.cells), *[""] * (8 - len(row.row.cells))]
    assert [cell.value for cell in sheet[5]][8:] == list(REVIEW_HEADINGS["zh"])
    beside = [cell.value for cell in sheet[7]][8:]
    assert beside == ["83%", 1.9, 1.69, None, None, 0.21, "得分偏高、缺偏差原因：成活率要说明", "得分偏高、缺偏差原因", 7]
    assert sheet.cell(8, 11).value == "6.40—8.00"
    assert [cell.value for cell in sheet[12]][8:] in ([], [None] * BESIDE)


def test_nothing_of_the_workbook_is_a_formula_or_a_link(made_form):
    book = workbook(made_form)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert book.worksheets[0].cell(7, 7).value == HOSTILE
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []


def test_the_workbook_colours_by_finding_and_keeps_the_header_in_sight(made_form):
    sheet = workbook(made_form).worksheets[0]
    colours = [sheet.cell(row, 16).fill.fgColor.rgb[2:] for row in (6, 7, 9)]
    assert colours == [COLOURS[finding].lstrip("#") for finding in (Finding.AGREES, Finding.HIGH, Finding.NOT_MEASURED)]
    assert sheet.cell(7, 2).fill.fill_type is None
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A6", "A5:Q12")
    assert sheet.cell(7, 11).number_format == "0.00"
    assert sheet.column_dimensions["O"].width > 40


def test_the_sheet_of_notes_says_what_the_colours_mean_and_what_was_taken(made_form):
    notes = [[cell.value for cell in row] for row in workbook(made_form)["说明"].iter_rows()]
    assert notes[2][:2] == ["一致", 2]
    assert ["得分偏高", 1, MEANINGS[Finding.HIGH][0]] in notes
    said = "\n".join(str(cell) for row in notes for cell in row if cell)
    assert "指标（表头第5行）：序号（A列）" in said
    assert "“分值”要核对。改法：改“分值”" in said
    assert "`" not in said


def test_sheets_get_names_that_a_workbook_allows(made_form):
    forms = [
        made_form,
        form(sheet="绩效 自评"),
        form(sheet="说明"),
        form("长" * 40 + ".csv", None, letters=False),
        form(sheet="'"),
        form(sheet="a" * 32),
    ]
    names = workbook(*forms).sheetnames
    assert names == ["绩效 自评", "绩效 自评 (2)", "说明 (2)", "长" * 31, "表", "a" * 31, "说明"]


def test_rows_of_a_plain_list_follow_one_another():
    plain = form("行.csv", None, letters=False, plain=True)
    sheet = workbook(plain).worksheets[0]
    assert [sheet.cell(row, 17).value for row in range(2, 8)] == [2, 3, 4, 5, 7, None]
    assert sheet.cell(7, 1).value == "=备注：_x0007_由办公室填写"


def test_text_that_xml_has_no_character_for_and_text_too_long_are_written(made_form):
    row = made(filled(6, "indicator", "1", "\ud800\ufffe", "x" * 40_000), made_form.table, Finding.NO_ACTUAL)
    sheet = workbook(attrs.evolve(made_form, rows=(row,))).worksheets[0]
    assert sheet.cell(6, 2).value == "\ufffd\ufffd"
    assert len(sheet.cell(6, 3).value) == 32_767


def test_a_workbook_that_cannot_be_written_says_why(made_form, tmp_path):
    (found,) = audit_workbook(tmp_path / "nowhere" / "a.xlsx", made_form.walk(), made_form.summary)
    assert (found.code, found.reason) == ("workbook-not-written", "No such file or directory")


class Page(HTMLParser):
    """Tags that were opened and not closed, ids, links, and the cells of each row."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.classes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        known = dict(attrs)
        self.ids += [str(known["id"])] if "id" in known else []
        self.links += [str(known["href"])] if "href" in known else []
        self.classes += [str(known["class"])] if tag == "tr" and "class" in known else []
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page_of(made_form: Any, lang: str = "zh") -> tuple[str, Page]:
    text = "".join(audit_html(made_form.walk(), made_form.summary, lang))
    page = Page()
    page.feed(text)
    assert page.open == []
    return text, page


def test_the_page_is_whole_and_asks_for_nothing(made_form):
    text, page = page_of(made_form)
    assert "Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"" in text
    assert page.tags & {"script", "img", "link", "iframe", "form"} == set()
    assert "Noto Sans CJK SC" in text
    assert "http" not in text.replace("http-equiv", "").replace(HOSTILE, "")


def test_the_page_escapes_what_the_table_says(made_form):
    text, page = page_of(made_form)
    assert "水质&lt;b&gt;改善" in text
    assert "b" not in page.tags


def test_the_page_shows_one_finding_by_its_link(made_form):
    text, page = page_of(made_form)
    wanted = [link for link in page.links if link != "#top"]
    assert wanted
    assert [link for link in wanted if link.removeprefix("#") not in page.ids] == []
    assert page.classes[:4] == ["f1", "f3 f11", "f1", "f8"]
    assert "#f3:target~table.r tbody tr:not(.f3){display:none}" in text
    assert '<a class="f3" href="#f3">得分偏高 1</a>' in text


@pytest.mark.parametrize(
    ("op", "target", "unit", "shown"),
    [
        ("≥", "95", "%", "≥95%"),
        ("≥", "95%", "%", "≥95%"),
        ("≥", "≥95", "%", "≥95%"),
        ("定性", "明显改善", "", "明显改善"),
        ("=", "-3", "度", "=-3度"),
        ("", "", "个", ""),
    ],
)
def test_a_target_is_shown_once_with_its_sign_and_unit(made_form, op, target, unit, shown):
    typed = attrs.evolve(made_form.rows[3].row, fields={"op": op, "target": target, "unit": unit})
    assert words.target_shown(attrs.evolve(made_form.rows[3], row=typed)) == shown


def test_the_page_has_both_languages(made_form):
    text, _ = page_of(made_form, "en")
    assert '<html lang="en">' in text
    assert "score too high, no reason for the deviation" in text
    assert "6.40—8.00" in text


NUMBER, TEXT, NOTHING = (int, Decimal), str, type(None)
SAID = {"code": TEXT, "message": TEXT}
ROW: dict[str, Any] = {
    "id": TEXT,
    "name": TEXT,
    "kind": TEXT,
    "file": (TEXT, NOTHING),
    "sheet": (TEXT, NOTHING),
    "row": int,
    "reading": (dict, NOTHING),
    "actual": (dict, NOTHING),
    "verdict": (TEXT, NOTHING),
    "weight": (*NUMBER, NOTHING),
    "score": (*NUMBER, NOTHING),
    "range": ({"low": NUMBER, "high": NUMBER, "high_included": bool}, NOTHING),
    "rate": (*NUMBER, NOTHING),
    "profile": (TEXT, NOTHING),
    "published": (*NUMBER, NOTHING),
    "difference": (*NUMBER, NOTHING),
    "finding": (TEXT, NOTHING),
    "findings": [TEXT],
    "code": (TEXT, NOTHING),
    "causes": [SAID],
    "remarks": [SAID],
    "refused": (SAID, NOTHING),
    "explanation": {"headline": TEXT, "text": TEXT, "steps": [{"code": TEXT, "label": TEXT, "text": TEXT, "steps": list}]},
    "fields": dict,
    "cells": [TEXT],
}
COLUMN = {"column": TEXT, "heading": TEXT, "letter": (TEXT, NOTHING), "index": int, "by_map": bool}
FIT = {"profile": TEXT, "places": int, "mode": TEXT, "rows": int, "agreeing": int, "tested": int, "reproduced": int}
PROJECT: dict[str, Any] = {
    "project": (TEXT, NOTHING),
    "rows": int,
    "weights": (*NUMBER, NOTHING),
    "unweighted": int,
    "scores": (*NUMBER, NOTHING),
    "unscored": int,
    "total_weight": (*NUMBER, NOTHING),
    "total_score": (*NUMBER, NOTHING),
    "computed": (
        {
            "rows": int,
            "counted": int,
            "total": NUMBER,
            "published": (*NUMBER, NOTHING),
            "weight": NUMBER,
            "grade": (TEXT, NOTHING),
        },
        NOTHING,
    ),
    "repeated": [{"row": int, "first": int, "name": TEXT, "same": bool}],
}
DIAGNOSTIC = {
    **dict.fromkeys(("code", "severity", "message"), TEXT),
    **dict.fromkeys(("help", "file", "sheet"), (TEXT, NOTHING)),
    **dict.fromkeys(("line", "column"), (int, NOTHING)),
}
TABLE: dict[str, Any] = {
    "file": (TEXT, NOTHING),
    "sheet": (TEXT, NOTHING),
    "facts": dict,
    "columns": [COLUMN],
    "money_columns": [COLUMN],
    "unused": [TEXT],
    "rows": int,
    "answered": int,
    "findings": dict,
    "score_places": int,
    "computed_total": (*NUMBER, NOTHING),
    "complete": bool,
    "grade": (TEXT, NOTHING),
    "projects": [PROJECT],
    "profile": TEXT,
    "fit": (FIT, NOTHING),
    "fits": [FIT],
    "advice": [DIAGNOSTIC],
    "advice_left_out": dict,
    "contradictions": int,
}
AUDIT: dict[str, Any] = {
    "schema": TEXT,
    "engine": TEXT,
    "rows": [ROW],
    "summary": {"rows": int, "answered": int, "findings": dict, "tables": [TABLE]},
    "diagnostics": [DIAGNOSTIC],
}


def faults(shape: Any, value: Any, where: str = "$") -> list[str]:
    """Where a value is not of the shape, names that are missing or were not promised included."""
    if isinstance(shape, tuple):
        return [] if any(faults(one, value, where) == [] for one in shape) else [where]
    if isinstance(shape, list):
        return (
            [f for n, one in enumerate(value) for f in faults(shape[0], one, f"{where}[{n}]")]
            if isinstance(value, list)
            else [where]
        )
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [where]
        beside = [f"{where}.{key}" for key in sorted(set(shape) ^ set(value))]
        return beside + [f for key in shape if key in value for f in faults(shape[key], value[key], f"{where}.{key}")]
    return [] if isinstance(value, shape) and not (shape is int and isinstance(value, bool)) else [where]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_json_has_every_field_under_its_name(lang, made_form):
    found = json.loads("".join(audit_json(made_form.walk(), made_form.summary, lang)), parse_float=Decimal)
    assert found["schema"] == "indicatorlang/audit/1"
    assert faults(AUDIT, found) == []


def test_a_long_table_passes_through_without_being_held():
    table = FilledTable(rows=(), file="长.csv", headings=("指标",), width=1)
    alive = 0

    def rows() -> Any:
        nonlocal alive
        for number in range(1, 400):
            alive += 1
            yield RescoredRow(
                filled(number, "indicator", str(number), "甲"), table, computed=Computed(), findings=(Finding.NO_SCORE,)
            )

    for writer in (audit_csv, audit_json, audit_html, audit_text):
        alive = 0
        pieces = writer(rows(), AuditSummary)
        for _ in range(12):
            next(pieces)
        assert alive <= 12, writer.__name__


def test_points_are_shown_with_two_decimals_or_all_they_have():
    shown = [words.points(number) for number in (None, Fraction(5), Fraction(1, 8), Fraction(169, 100), Fraction(-1, 10))]
    assert shown == ["", "5.00", "0.125", "1.69", "-0.10"]
