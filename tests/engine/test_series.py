"""Observations become a measure's value at a date: kinds, periods, overlaps, missing, double meanings."""

from __future__ import annotations

import datetime as dt

import pytest

from indicatorlang.engine.series import Choice
from indicatorlang.library.units import parse_quantity
from indicatorlang.model.actual import Kind
from tests.engine.books import bound, cases, check

FILES = ("periods", "kinds", "overlaps", "missing", "doubts", "completion", "reporting_units")
AT = dt.date(2019, 12, 31)


@pytest.mark.parametrize(("file", "case"), [pytest.param(f, c, id=f"{f}: {c['name']}") for f, c in cases(*FILES)])
def test_a_value_at_a_date_is_what_the_case_says(file, case):
    check(case)


def test_a_value_given_for_a_formula_is_held_against_its_inputs_in_the_places_it_was_given_with():
    measures = {"执行率": {"formula": ["甲", "乙"], "unit": "%"}, "甲": {"unit": "元"}, "乙": {"unit": "元"}}
    book, found = bound({"measures": measures, "rows": [["执行率", "2019", "66.7%"]]})
    assert found == ()
    assert book.check_given("执行率", AT, parse_quantity("66.66%")) == ()
    assert book.check_given("甲", AT, parse_quantity("5元")) == ()
    (problem,) = book.check_given("执行率", AT, parse_quantity("66.64%"))
    assert problem.code == "given-differs"
    assert problem.zh() == "`执行率`填的是66.7%（填报表.csv第2行“实际值”列），按公式计算为66.640%"
    assert problem.place.line == 2


def test_an_aggregate_asked_for_sets_the_measures_own_aside():
    rows = [["甲", f"2019Q{n}", str(n)] for n in (1, 2, 3, 4)]
    book, _ = bound({"measures": {"甲": {"unit": "家", "kind": "period"}}, "rows": rows})
    values = {name: book.measured("甲", AT, aggregate=name).quantity.shown() for name in ("sum", "last", "mean", "min", "max")}
    assert values == {"sum": "10家", "last": "4家", "mean": "2.5家", "min": "1家", "max": "4家"}


def test_a_choice_never_overrides_what_was_said():
    measures = {"甲": {"unit": "家", "kind": "period"}, "乙": {"unit": "%", "kind": "ytd"}}
    rows = [["甲", "2019Q1", "1"], ["甲", "2019Q2", "2"], ["乙", "2019Q2", "0.5%"]]
    book, _ = bound({"measures": measures, "rows": rows})
    at, other = dt.date(2019, 6, 30), Choice(kind=Kind.SNAPSHOT, percent="fraction", nothing="blank", money=("乙",))
    for name in ("甲", "乙"):
        assert book.measured(name, at, other) == book.measured(name, at)


def test_what_nobody_reported_has_no_data():
    book, _ = bound({"measures": {"甲": {}}})
    assert (book.measured("甲", AT).state, book.measured("别的", AT).state) == ("no_data", "no_data")
    assert book.observations("别的") == ()
    assert not book.reported("甲")
    assert book.last_period_end() is None


def test_values_that_run_past_the_date_are_listed_and_days_of_completion_are_not():
    rows = [
        ["甲", "2019Q2", "1"],
        ["甲", "2019Q3", "2"],
        ["甲", "2019Q4", "3"],
        ["甲", "2019", "6"],
        ["乙", "2019Q4", "2019-03-04"],
    ]
    book, _ = bound({"measures": {"甲": {"unit": "家", "kind": "period"}, "乙": {"kind": "done_date"}}, "rows": rows})
    (left,) = book.left_out(dt.date(2019, 6, 30))
    assert (left.code, left.place.line) == ("values-left-out", 3)
    assert left.zh() == "2个数的期间晚于评价时点，没有计入：2019年第三季度的`甲`；2019年第四季度的`甲`"
    assert book.left_out(AT) == ()


def test_a_double_meaning_is_shown_at_the_first_cell_that_leaves_it_open():
    measures = {
        "甲": {"unit": "%"},
        "乙": {"unit": "家"},
        "丙": {"unit": "家", "kind": "ytd"},
        "丁": {"unit": "万元", "kind": "ytd"},
    }
    rows = [
        ["甲", "2019Q3", "0.9"],
        ["甲", "2019Q4", "0.95"],
        ["乙", "2019Q3", "1"],
        ["乙", "2019Q4", "2"],
        ["丙", "2019Q4", "无"],
        ["丁", "2019Q4", "4000000"],
    ]
    book, _ = bound({"measures": measures, "rows": rows})
    doubts = book.doubts(list(measures), AT, {"丁": parse_quantity("400万元")})
    assert {doubt.axis: doubt.differing().place.line for doubt in doubts} == {"percent": 2, "kind": 4, "nothing": 6, "money": 7}
