"""CSV as it really comes: encodings, separators, quotes, line ends; every value knows its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicatorlang.diagnostics import errors
from indicatorlang.model.actual import RawActuals
from indicatorlang.readers.actuals import read_actuals
from indicatorlang.readers.decode import decode
from indicatorlang.readers.from_csv import grid_of_csv
from indicatorlang.readers.headings import COLUMNS, layout_of
from indicatorlang.readers.tables import Harvest, read_table

TEXT = "指标,期间,实际值\n甲,2019Q1,3\n"


def read(write, content, name="a.csv", **options) -> RawActuals:
    actuals, found = read_actuals(write(name, content), **options)
    assert errors(found) == [], [d.render() for d in found]
    assert actuals is not None
    return actuals


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), None),
        (TEXT.encode("utf-8-sig"), None),
        (TEXT.encode("gb18030"), None),
        (TEXT.encode("gbk"), None),
        (TEXT.encode("utf-16"), None),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), None),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("gb18030"), "GB2312"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.replace("\n", "\r\n").encode(), None),
        (TEXT.replace("\n", "\r").encode(), None),
        (TEXT.rstrip().encode(), None),
        (TEXT.replace(",", ";").encode(), None),
        (TEXT.replace(",", "\t").encode(), None),
        (("sep=;\n" + TEXT.replace(",", ";")).encode(), None),
        (TEXT.replace("实际值", '"实际值"').encode(), None),
        (("\n\n" + TEXT).encode(), None),
    ],
)
def test_every_encoding_and_separator_gives_the_same_value(write, brief, data, encoding):
    actuals = read(write, data, encoding=encoding)
    assert [brief(row) for row in actuals.rows] == [("甲", "2019Q1", "3")]


def test_the_separator_is_the_one_of_the_header_and_not_of_the_cells(write, brief):
    actuals = read(write, "指标;期间;实际值;备注\n甲;2019Q1;1,200;a,b,c,d,e\n")
    assert [brief(row) for row in actuals.rows] == [("甲", "2019Q1", "1,200")]
    actuals = read(write, '"指标;甲",期间,实际值,指标\n;,2019Q1,3,乙\n')
    assert [brief(row) for row in actuals.rows] == [("乙", "2019Q1", "3")]


def test_lines_are_those_of_the_file(write):
    text = '指标,期间,实际值,备注\r\n\r\n甲,2019Q1,3,"说明\r\n两行"\r\n\r\n乙,2019Q1,"4",\r\n'
    rows = read(write, text).rows
    assert [(row.origin.row, row.origin.column) for row in rows] == [(3, "实际值"), (6, "实际值")]
    assert rows[0].extra == {"note": "说明\n两行"}
    assert rows[0].origins["note"].column == "备注"


def test_codes_keep_their_leading_zeros_and_numbers_their_text(write):
    (row,) = read(write, "项目编码,指标,期间,实际值\n000123,甲,2019Q1,003.50\n").rows
    assert (row.project, row.value) == ("000123", "003.50")


@pytest.mark.parametrize("heading", ["实际值", "实 际 值", " 实际值\u3000", "VALUE", "ｖａｌｕｅ", "完成值", "实际完成值"])
def test_headings_are_compared_without_blanks_width_and_case(heading):
    layout = layout_of(["指标", "期间", heading])
    assert layout is not None
    assert layout.columns == {"name": 0, "period": 1, "value": 2}


@pytest.mark.parametrize(("column", "spellings"), COLUMNS.items())
def test_every_spelling_of_a_heading_is_its_column(column, spellings):
    for spelling in spellings:
        others = {"name": "指标", "value": "实际值", "survey_date": "调查日期"}
        headings = [*(word for key, word in others.items() if key != column), spelling]
        layout = layout_of(headings)
        assert layout is not None
        assert layout.columns[column] == len(headings) - 1


def test_all_optional_columns_travel_along_unchanged(write):
    heads = "指标,期间,实际值,计量单位,口径,佐证材料,评定得分,全年预计完成值,完成可能性,偏差原因分析及改进措施,扣分,扣分理由,填报单位,填报人,填报日期,备注"
    cells = "甲,2019Q1,3,家,累计数,清单,9.5,12,有可能,供电延期,1,迟报,市商务委,乙,2019-10-08,无"
    (row,) = read(write, f"{heads}\n{cells}\n").rows
    names = [
        "unit",
        "kind",
        "evidence",
        "score",
        "forecast",
        "likelihood",
        "reason",
        "deduct",
        "deduct_reason",
        "org",
        "filled_by",
        "filled_on",
        "note",
    ]
    assert row.extra == dict(zip(names, cells.split(",")[3:], strict=True))


def test_a_wide_table_keeps_its_blank_periods(write, brief):
    actuals = read(write, "一级指标,二级指标,指标,单位,1-3月,截至6月底,合计\n产出,数量,甲,家,3,,9\n")
    assert [brief(row) for row in actuals.rows] == [("甲", "1-3月", "3"), ("甲", "截至6月底", ""), ("甲", "合计", "9")]
    assert {(row.from_heading, row.path, row.extra["unit"]) for row in actuals.rows} == {(True, "产出/数量", "家")}


def test_the_code_of_a_project_goes_before_its_name(write):
    rows = read(write, "项目名称,项目编码,指标,期间,实际值\n菜场,A1,甲,2019,3\n菜场,,乙,2019,3\n,,丙,2019,3\n").rows
    assert [row.project for row in rows] == ["A1", "菜场", None]


def test_a_row_with_a_reason_and_no_value_is_kept(write):
    rows = read(write, "指标,期间,实际值,偏差原因\n甲,,,供电延期\n").rows
    assert [(row.value, row.period, row.extra) for row in rows] == [("", None, {"reason": "供电延期"})]


def test_a_table_about_indicators_needs_no_values(write):
    rows = read(write, "序号,三级指标,评判等级,评定得分,备注\n6,甲,达成年度指标,13.5,\n,乙,,,不适用：未开展\n8,丙,,,\n").rows
    assert [(row.subject, row.value, dict(row.extra)) for row in rows] == [
        ("6", "达成年度指标", {"score": "13.5"}),
        ("乙", "", {"note": "不适用：未开展"}),
    ]


def test_a_second_header_opens_a_second_table(write, brief):
    actuals = read(write, "数据项,1—6月\n甲,3\n\n数据项,第一季度,第二季度\n乙,1,2\n")
    assert [brief(row) for row in actuals.rows] == [("甲", "1—6月", "3"), ("乙", "第一季度", "1"), ("乙", "第二季度", "2")]


def test_the_whole_span_beside_a_value_column_is_no_second_layout(write, brief):
    actuals, found = read_actuals(write("a.csv", "年度,指标,期间,实际值\n2019,甲,2019Q1,3\n"))
    assert [d.code for d in found] == ["columns-not-read"]
    assert actuals is not None
    assert [brief(row) for row in actuals.rows] == [("甲", "2019Q1", "3")]


CELLS = st.text(st.sampled_from('甲,;\t"\n\r =1%'), max_size=6)


@given(st.text(st.sampled_from('指标期间实际值,;\t"\n\r 2019Q1月—甲=\0\ufeff')))
def test_any_text_gives_actuals_or_diagnostics(text):
    grid, _ = grid_of_csv(text, "a.csv")
    harvest = Harvest()
    read_table(grid, harvest)
    for found in harvest.diagnostics:
        assert found.render("zh")
        assert found.render("en")
    assert all(row.subject and row.origin.row for row in harvest.rows)


@given(st.binary())
def test_any_bytes_are_text_or_a_diagnostic(data):
    text, found = decode(data, "a.csv")
    assert (text is None) == bool(found)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_what_is_quoted_is_read_as_it_was(rows, separator):
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([("指标", "期间", "实际值"), *rows])
    grid, found = grid_of_csv(out.getvalue(), None)
    assert found == ()
    wanted = [tuple(cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row) for row in rows]
    assert [row.cells for row in grid.rows[1:]] == wanted


@pytest.mark.parametrize("encoding", ["utf-9", "base64", "idna", "undefined", "a\0b"])
def test_what_is_no_encoding_of_files_is_refused(encoding):
    text, (found,) = decode(("。" * 80 + ".甲").encode(), "a.csv", encoding)
    assert text is None
    assert found.code in ("encoding-unknown", "text-undecodable")


def test_a_survey_carries_who_filled_it_in_and_when(write):
    heads = "数据项,调查日期,调查方式,发放数,有效样本,满意,不满意,佐证材料,填报单位,填报人,填报日期,备注"
    (survey,) = read(write, f"{heads}\n满意度,2019-09-20,拦访,120,100,90,10,问卷汇总,商务委,乙,2019-10-08,抽样\n").surveys
    assert survey.counts == {"满意": "90", "不满意": "10"}
    assert survey.extra == {"org": "商务委", "filled_by": "乙", "filled_on": "2019-10-08", "note": "抽样"}
    assert survey.origins["filled_on"].column == "填报日期"
