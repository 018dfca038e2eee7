"""Which stretch a baseline names, and which measures look back."""

from __future__ import annotations

import datetime as dt

import pytest

import indicatorlang as il
from indicatorlang.model.baseline import asked_earlier, before, frame_of, looks_back, stretch_of, year_earlier
from indicatorlang.model.period import Period, month_of, parse_period, year_of


def span(text):
    first, _, last = text.partition("..")
    one, two = parse_period(first), parse_period(last or first)
    assert one is not None
    assert two is not None
    return Period(one.start, two.end)


@pytest.mark.parametrize(
    ("baseline", "of", "window", "at", "meant"),
    [
        ("上年", "2019", None, "2019-06-30", "2018"),
        ("上年", "2019", "2019Q3", "2019-09-30", "2018"),
        ("上年", "2019H1", None, "2019-06-30", "2018"),
        ("上年", "2019-03..2019-09", None, "2019-09-30", "2018"),
        ("上年", "2019-2021", None, "2020-06-30", "2018"),
        ("上年", "2019-07..2020-06", None, "2019-12-31", "2018-07..2019-06"),
        ("上期", "2019", None, "2019-06-30", "2018"),
        ("上期", "2019H2", None, "2019-12-31", "2019H1"),
        ("上期", "2019-2021", None, "2019-12-31", "2016-01..2018-12"),
        ("上期", "2019", "2019Q3", "2019-09-30", "2019Q2"),
        ("上期", "2019", "2019Q1", "2019-03-31", "2018Q4"),
        ("上期", "2019", "2019-03", "2019-03-31", "2019-02"),
        ("上期", "2019", "2019W05", "2019-02-03", "2019W04"),
        ("上期", "2019", "2019-01-01", "2019-01-01", "2018-12-31"),
        ("同期", "2019", None, "2019-06-30", "2018H1"),
        ("同期", "2019", None, "2019-12-31", "2018"),
        ("同期", "2019", None, "2019-02-28", "2018-01..2018-02"),
        ("同期", "2020", None, "2020-02-29", "2019-01..2019-02"),
        ("同期", "2021", None, "2021-02-28", "2020-01..2020-02"),
        ("同期", "2019", "2019Q3", "2019-09-30", "2018Q3"),
        ("2017年", "2019", None, "2019-06-30", "2017"),
        ("2018年第四季度", "2019", None, "2019-06-30", "2018Q4"),
        ("2019年", "2019", None, "2019-06-30", None),
        ("前年", "2019", None, "2019-06-30", None),
    ],
)
def test_a_baseline_names_a_stretch(baseline, of, window, at, meant):
    within = None if window is None else parse_period(window)
    whole = span(of.replace("-2021", "..2021") if of == "2019-2021" else of)
    found = stretch_of(baseline, whole, within, dt.date.fromisoformat(at))
    assert (None if found is None else found.text) == meant


def test_what_comes_before_and_a_year_earlier_are_as_long():
    for month in range(1, 13):
        for length in range(1, 13 - month + 1):
            stretch = month_of(2019, month, month + length - 1)
            assert before(stretch).months == year_earlier(stretch).months == length
            assert before(stretch).end + dt.timedelta(days=1) == stretch.start


def test_a_running_total_of_before_begins_with_its_year():
    assert frame_of(month_of(2018, 4, 6), year_of(2019)) == year_of(2018)
    assert frame_of(month_of(2017, 4, 6), year_of(2019)) == year_of(2017)
    assert frame_of(year_of(2018), span("2019-03..2019-09")) == year_of(2018)
    assert frame_of(month_of(2018, 10, 12), span("2019-07..2020-06")) == span("2018-07..2019-06")


RULES = {
    "ruleset": "甲",
    "year": "2019",
    "measures": {
        "产品数": {"unit": "个", "kind": "ytd"},
        "甲数": {"unit": "个", "kind": "ytd"},
        "乙数": {"unit": "个", "kind": "ytd"},
        "比例": {"unit": "%", "formula": "甲数 / 乙数"},
        "增幅": {"formula": "growth(丙数, 上年)"},
        "丙数": {"unit": "个", "kind": "ytd"},
        "游客数": {"unit": "人次", "kind": "ytd"},
        "备份": {"unit": "次", "kind": "period"},
        "指数": {"kind": "snapshot"},
        "积压": {"unit": "件", "kind": "snapshot"},
        "其他": {"unit": "个", "kind": "ytd"},
    },
    "baselines": {"上年": {"乙数": "7 个"}},
    "indicators": [
        {"id": "1", "name": "a", "target": "产品数 grows >= 5% over 上年"},
        {"id": "2", "name": "b", "target": "比例 grows over 上年"},
        {"id": "3", "name": "c", "target": "增幅 >= 5%"},
        {"id": "4", "name": "d", "target": "游客数 grows over 同期"},
        {"id": "5", "name": "e", "target": "备份 grows over 上期 every quarter"},
        {"id": "6", "name": "f", "target": "指数 rises each quarter"},
        {"id": "7", "name": "g", "target": "积压 <= 0 件"},
        {"id": "8", "name": "h", "target": "其他 >= 5 个"},
    ],
}


def test_the_measures_that_look_back_are_known():
    ruleset = il.load_ruleset(RULES).ruleset
    assert looks_back(ruleset) & set(RULES["measures"]) == set(RULES["measures"]) - {"其他", "增幅"}


def test_what_is_declared_is_not_asked_for():
    asked = asked_earlier(il.load_ruleset(RULES).ruleset)
    told = {name: [(time.text, parts) for time, parts in times] for name, times in asked.items()}
    assert told == {
        "产品数": [("2018", False)],
        "甲数": [("2018", False)],
        "丙数": [("2018", False)],
        "游客数": [("2018", True)],
        "备份": [("2018Q4", False)],
    }


def test_earlier_values_stay_out_of_those_of_the_span():
    rules = il.load_ruleset(RULES)
    actuals = {"产品数": {"2018": "12", "2019-06": "7"}}
    assessment = rules.evaluate(actuals)
    assert assessment.as_of == dt.date(2019, 6, 30)
    assert [o.period.text for o in assessment["1"].actual.parts[0].inputs] == ["2019-06"]
    assert [o.period.text for o in assessment["1"].actual.parts[1].inputs] == ["2018"]
