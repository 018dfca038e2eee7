"""Mappings, rows, JSON and data frames: what Python, a service or a database hands in."""

from __future__ import annotations

import datetime as dt
import io
import json
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicatorlang.model.actual import Origin, RawActuals
from indicatorlang.model.number import exact
from indicatorlang.model.period import month_of
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import Unit
from indicatorlang.readers.actuals import from_python, read_actuals
from indicatorlang.readers.from_mapping import from_mapping
from indicatorlang.readers.json_tree import parse_json
from indicatorlang.readers.plain import plain
from indicatorlang.readers.records import read_records


def read(obj: object) -> RawActuals:
    actuals, found = from_python(obj)
    assert found == (), [d.render() for d in found]
    assert actuals is not None
    return actuals


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("95%", "95%"),
        (3, "3"),
        (True, "是"),
        (False, "否"),
        (0.1, "0.1"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (1e20, "100000000000000000000"),
        (-0.0, "0"),
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
        (Decimal("236.40"), "236.40"),
        (Decimal("1E+3"), "1000"),
        (Decimal("NaN"), "nan"),
        (Decimal("1E+999999"), "1E+999999"),
        (Fraction(7, 8), "0.875"),
        (Fraction(-1, 3), "-1/3"),
        (Fraction(5), "5"),
        (Quantity(Fraction(69, 20), Unit("万亩")), "3.45万亩"),
        (month_of(2019, 4, 6), "2019Q2"),
        (dt.date(2019, 3, 22), "2019-03-22"),
        (dt.datetime(2019, 3, 22, 23, 59), "2019-03-22"),
        (np.float64(0.95), "0.95"),
        (np.float32(0.95), "0.95"),
        (np.int64(7), "7"),
        (np.bool_(True), "是"),
        (np.float32("nan"), "nan"),
        pytest.param(10**5000, None, id="huge"),
        ([1], None),
        (object(), None),
    ],
)
def test_python_values_become_the_text_a_person_would_type(value, text):
    assert plain(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_is_read_by_its_fifteen_digits(number):
    text = plain(number)
    assert text is not None
    assert "e" not in text.lower()
    assert Fraction(text) == Fraction(format(number, ".15g"))


@given(st.fractions())
def test_a_fraction_is_never_rounded(number):
    text = plain(number)
    assert text is not None
    assert Fraction(text) == number
    assert exact(text) in (number, None)


def test_a_mapping_of_measures_and_periods(brief):
    actuals = read({"甲": {"2019Q1": 3, 2019: "4 家", "1—6月": None}, "乙": 0.5})
    assert [brief(row) for row in actuals.rows] == [
        ("甲", "2019Q1", "3"),
        ("甲", "2019", "4 家"),
        ("甲", "1—6月", ""),
        ("乙", None, "0.5"),
    ]
    assert [row.from_heading for row in actuals.rows] == [True, True, True, False]
    assert actuals.rows[0].origin == Origin(column="2019Q1")


def test_a_leaf_may_say_more_than_a_value():
    rows = read({"甲": {"2019Q1": {"value": 3, "单位": "家", "evidence": "清单"}}, "乙": {"reason": "延期", "value": ""}}).rows
    assert [(row.subject, row.period, row.value, dict(row.extra)) for row in rows] == [
        ("甲", "2019Q1", "3", {"unit": "家", "evidence": "清单"}),
        ("乙", None, "", {"reason": "延期"}),
    ]
    assert rows[0].from_heading


def test_counts_of_levels_are_a_survey():
    actuals = read({"满意度": {"2019-09-20": {"很满意": 96, "不满意": 4, "有效样本": 100}}})
    assert actuals.rows == ()
    (survey,) = actuals.surveys
    assert (survey.measure, survey.date, survey.counts, survey.valid) == (
        "满意度",
        "2019-09-20",
        {"很满意": "96", "不满意": "4"},
        "100",
    )


def test_a_list_of_rows_may_be_long_or_wide_or_a_survey(brief):
    actuals = read(
        [
            {"指标": "甲", "期间": "2019Q1", "实际值": 3, "note": "x"},
            {"measure": "乙", "2019Q1": 4, "2019Q2": 5},
            {"数据项": "丙", "调查日期": dt.date(2019, 9, 20), "满意": 7},
        ]
    )
    assert [brief(row) for row in actuals.rows] == [("甲", "2019Q1", "3"), ("乙", "2019Q1", "4"), ("乙", "2019Q2", "5")]
    assert actuals.rows[0].extra == {"note": "x"}
    assert actuals.rows[2].origin == Origin(row=2, column="2019Q2")
    assert (actuals.surveys[0].date, actuals.surveys[0].counts) == ("2019-09-20", {"满意": "7"})


def test_origins_are_asked_for_by_path():
    asked = []

    def origin_of(path):
        asked.append(path)
        return Origin("a.yaml", None, len(path), str(path[-1]))

    actuals, _ = from_mapping({"甲": {"2019Q1": {"value": 3, "unit": "家"}}, "乙": 4}, file="a.yaml", origin_of=origin_of)
    assert actuals is not None
    assert actuals.files == ("a.yaml",)
    assert [row.origin for row in actuals.rows] == [Origin("a.yaml", None, 3, "value"), Origin("a.yaml", None, 1, "乙")]
    assert actuals.rows[0].origins["unit"] == Origin("a.yaml", None, 3, "unit")
    assert set(asked) <= {("甲", "2019Q1"), ("甲", "2019Q1", "value"), ("甲", "2019Q1", "unit"), ("乙",)}


@pytest.mark.parametrize("obj", [3, "甲", None, object()])
def test_what_is_no_data_is_said_to_be_none(obj):
    actuals, (found,) = from_python(obj)
    assert actuals is None
    assert found.code == "not-actuals"


FRAME = {"指标": ["甲", "乙"], "期间": ["2019Q1", "2019Q2"], "实际值": [0.95, None], "填报日期": [dt.date(2019, 4, 3), None]}


@pytest.mark.parametrize(
    "make", [pl.DataFrame, lambda d: pl.DataFrame(d).lazy(), pd.DataFrame, pa.table], ids=["polars", "lazy", "pandas", "arrow"]
)
def test_data_frames_of_every_kind_give_the_same_rows(make):
    rows = read(make(FRAME)).rows
    assert [(row.subject, row.period, row.value, dict(row.extra), row.origin) for row in rows] == [
        ("甲", "2019Q1", "0.95", {"filled_on": "2019-04-03"}, Origin(row=1, column="实际值")),
        ("乙", "2019Q2", "", {}, Origin(row=2, column="实际值")),
    ]


def test_a_frame_may_be_wide(brief):
    rows = read(pd.DataFrame({"measure": ["甲"], 2019: [3]})).rows
    assert [brief(row) for row in rows] == [("甲", "2019", "3")]


def test_a_number_that_is_none_is_reported_where_it_stands():
    actuals, (found,) = from_python(pl.DataFrame({"指标": ["甲", "乙"], "期间": ["2019", "2019"], "实际值": [1.0, float("nan")]}))
    assert (found.code, found.place.line, found.place.column) == ("value-not-finite", 2, 3)
    assert actuals is not None
    assert [row.value for row in actuals.rows] == ["1", "nan"]


def test_a_list_in_a_frame_is_reported_only_where_it_would_be_read():
    frame = pl.DataFrame({"指标": ["甲"], "期间": ["2019"], "实际值": [[1]], "其他": [[2]]})
    actuals, found = from_python(frame)
    assert [d.code for d in found] == ["columns-not-read", "value-not-plain"]
    assert actuals is not None
    assert [row.value for row in actuals.rows] == ["<list>"]


def test_parquet_is_read_as_a_frame(write, brief):
    out = io.BytesIO()
    pl.DataFrame(FRAME).write_parquet(out)
    path = write("a.parquet", out.getvalue())
    actuals, found = read_actuals(path)
    assert found == ()
    assert actuals is not None
    assert [brief(row) for row in actuals.rows] == [("甲", "2019Q1", "0.95"), ("乙", "2019Q2", "")]
    assert actuals.rows[0].origin == Origin(str(path), None, 1, "实际值")


def test_json_numbers_keep_their_text_and_know_their_line(write):
    path = write(
        "a.json", '{\n "甲": {"2019Q1": 236.40,\n  "2019Q2": 0.1234567890123456789,\n  "2019Q3": 1.5e-3, "2019Q4": true}\n}'
    )
    actuals, found = read_actuals(path)
    assert found == ()
    assert actuals is not None
    assert [(row.value, row.origin.row) for row in actuals.rows] == [
        ("236.40", 2),
        ("0.1234567890123456789", 3),
        ("0.0015", 4),
        ("是", 4),
    ]


def test_json_lines_are_rows(write, brief):
    path = write("a.jsonl", '{"指标": "甲", "期间": "2019Q1", "实际值": 3}\n\n{"指标": "乙", "期间": "2019Q1", "实际值": 4}\n')
    actuals, found = read_actuals(path)
    assert found == ()
    assert actuals is not None
    assert [(*brief(row), row.origin.row) for row in actuals.rows] == [("甲", "2019Q1", "3", 1), ("乙", "2019Q1", "4", 3)]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)


def as_text(value: object) -> object:
    """The value with its integers as text, as they are kept."""
    if isinstance(value, dict):
        return {key: as_text(below) for key, below in value.items()}
    if isinstance(value, list):
        return [as_text(below) for below in value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


@given(VALUES, st.sampled_from([None, 1]), st.booleans())
def test_json_is_read_as_everybody_reads_it(value, indent, ascii_only):
    tree, found = parse_json(json.dumps(value, indent=indent, ensure_ascii=ascii_only), None)
    assert found == ()
    assert tree is not None
    assert tree.value == as_text(value)


@given(st.text(st.sampled_from('{}[]":, 甲1.e-+tru\\n\t\n')))
def test_any_text_is_json_or_a_diagnostic(text):
    tree, found = parse_json(text, None)
    assert tree is not None or found
    try:
        json.loads(text)
    except ValueError:
        assert tree is None


@given(VALUES)
def test_any_structure_gives_actuals_or_diagnostics(value):
    actuals, found = from_mapping(value)
    assert actuals is not None or found
    for diagnostic in found:
        assert diagnostic.render("zh")
        assert diagnostic.render("en")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "\n获取日期,发布日期,备注\n2019-03-01,2019-03-04,001\n"),
        ("a.json", '\n\n[{"获取日期": "2019-03-01", "发布日期": "2019-03-04", "备注": "001"}]'),
        ("a.jsonl", '\n\n{"获取日期": "2019-03-01", "发布日期": "2019-03-04", "备注": "001"}'),
    ],
)
def test_records_keep_every_column_and_their_line(write, name, content):
    path = write(name, content)
    table, found = read_records(path)
    assert found == ()
    assert table is not None
    assert table.columns == ("获取日期", "发布日期", "备注")
    assert table.rows == (("2019-03-01", "2019-03-04", "001"),)
    assert table.origin(0, "发布日期") == Origin(str(path), None, 3, "发布日期")


def test_records_of_a_workbook_keep_the_time_of_day(write):
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["台账"], ["收到", "办结"], [dt.datetime(2019, 3, 1, 9, 30), dt.datetime(2019, 3, 2)]):
        sheet.append(row)
    sheet.delete_rows(1)
    out = io.BytesIO()
    book.save(out)
    table, found = read_records(write("a.xlsx", out.getvalue()))
    assert found == ()
    assert table is not None
    assert table.rows == (("2019-03-01 09:30:00", "2019-03-02"),)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("日期,日 期\n1,2\n", "heading-twice"),
        ("日期,件数\n1\n", "wrong-cell-count"),
        ("日期,件数\n", "no-rows"),
    ],
)
def test_records_that_are_wrong_say_so(write, content, code):
    _, found = read_records(write("a.csv", content))
    assert [d.code for d in found] == [code]


def test_files_that_are_not_there_or_no_files(tmp_path):
    _, (missing,) = read_actuals(tmp_path / "none.csv")
    _, (folder,) = read_actuals(tmp_path)
    _, (unknown,) = read_actuals(__file__)
    assert [missing.code, folder.code, unknown.code] == ["file-missing", "file-is-folder", "format-unknown"]


def test_yaml_is_read_by_whoever_can_read_it(write, brief):
    def reader(text, file):
        assert (text, file.endswith("a.yaml")) == ("甲: 3\n", True)
        return {"甲": "3"}, None, ()

    actuals, found = read_actuals(write("a.yaml", "甲: 3\n"), yaml=reader)
    assert found == ()
    assert actuals is not None
    assert [brief(row) for row in actuals.rows] == [("甲", None, "3")]
