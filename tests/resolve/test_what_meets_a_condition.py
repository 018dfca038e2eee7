"""The values that meet a condition, for every kind of condition; and that nothing is said where it could not be exact."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

import indicatorlang as il
from indicatorlang.model.met import Box, implies, met_where, same_values
from indicatorlang.model.region import Region

END = dt.date(2024, 12, 31)
TOP: dict[str, Any] = {
    "ruleset": "样例",
    "year": "2024",
    "measures": {
        "甲": {"unit": "%"},
        "乙": {"unit": "家"},
        "面貌": {"scale": "整洁度"},
        "用时": {"records": "记录", "formula": "days(收, 发)"},
    },
    "records": {"记录": {"date": "收", "columns": {"收": "date", "发": "date"}}},
    "scales": {"整洁度": ["整洁", "较整洁", "一般", "不整洁"]},
    "baselines": {"上年": {"乙": "10 家"}},
}


def box(target: str, end: dt.date | None = END) -> Box | None:
    rules = il.load_ruleset({**TOP, "indicators": [{"name": "行", "target": target}]})
    [row] = rules.indicators
    assert row.condition is not None
    return met_where(row.condition, end)


def only(target: str) -> Region:
    found = box(target)
    assert found is not None
    [region] = found.values()
    return region


SAME = [
    ("甲 >= 90%", "not 甲 < 90%"),
    ("甲 >= 90%", "甲 >= 90% by 2024-12-31"),
    ("甲 >= 90%", "甲 >= 90% and 甲 >= 80%"),
    ("甲 >= 90% and 甲 <= 95%", "甲 in [90%, 95%]"),
    ("甲 > 90% or 甲 == 90%", "甲 >= 90%"),
    ("乙 >= 12 家", "乙 >= 0.0012 万家"),
    ("乙 grows >= 5%", "not (乙 grows < 5%)"),
    ("乙 falls >= 5%", "乙 grows <= -5%"),
    ("面貌 is 较整洁", "面貌 >= 较整洁"),
    ("面貌 is 较整洁", "not 面貌 <= 一般"),
    ("面貌 > 较整洁", "面貌 is 整洁"),
    ("平台 done", "平台 done by 2024-12-31"),
    ("平台 done by 2024-06 and 平台 done by 2024-09", "平台 done by 2024-06-30"),
    ("乙 >= 1 家 every quarter and 乙 >= 2 家 every quarter", "乙 >= 2 家 every quarter"),
    ("用时 <= 3 天 and 用时 <= 5 天", "用时 <= 3 天"),
    ("用时 <= 3 天 for 95% of 记录 and 用时 <= 5 天 for 95% of 记录", "用时 <= 3 天 for 95% of 记录"),
    ("用时 <= 3 天 or 用时 <= 5 天", "用时 <= 5 天"),
    ("乙 >= 丙 and 甲 >= 90%", "甲 >= 90% and 丙 <= 乙"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_ways_of_saying_one_thing_have_one_box(one, other):
    with_unit = {**TOP["measures"], "丙": {"unit": "家"}}
    rules = il.load_ruleset(
        {**TOP, "measures": with_unit, "indicators": [{"name": "一", "target": one}, {"name": "二", "target": other}]}
    )
    first, second = rules.indicators
    assert first.condition is not None
    assert second.condition is not None
    assert met_where(first.condition, END) is not None
    assert same_values(first.condition, second.condition, END)


DIFFERENT = [
    ("甲 >= 90%", "甲 > 90%"),
    ("甲 >= 90%", "甲 >= 90% by 2024-06"),
    ("乙 >= 2 家", "乙 >= 2 家 every quarter"),
    ("乙 >= 2 家 every month", "乙 >= 2 家 every quarter"),
    ("用时 <= 3 天", "用时 <= 3 天 for 95% of 记录"),
    ("用时 <= 3 天 for 90% of 记录", "用时 <= 3 天 for 95% of 记录"),
    ("乙 grows >= 5%", "乙 falls >= 5%"),
    ("面貌 is 整洁", "面貌 is 较整洁"),
    ("平台 done by 2024-06", "平台 done by 2024-09"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_things_have_two_boxes(one, other):
    first, second = box(one), box(other)
    assert first is not None
    assert second is not None
    assert first != second


@pytest.mark.parametrize(
    "target",
    [
        "甲 >= 90% or 乙 >= 5 家",
        "not (甲 >= 90% and 乙 >= 5 家)",
        "not (乙 >= 2 家 every quarter)",
        "乙 >= 2 家 every quarter or 乙 <= 1 家 every quarter",
        "用时 <= 3 天 for 50% of 记录 and 用时 >= 2 天 for 50% of 记录",
        "not (用时 <= 3 天)",
    ],
)
def test_nothing_is_said_that_would_not_be_exact(target):
    assert box(target) is None


def test_a_deadline_without_a_day_needs_the_end_of_the_span():
    assert box("平台 done", None) is None
    assert only("平台 done").contains(END.toordinal())
    assert not only("平台 done").contains(END.toordinal() + 1)


def test_levels_are_ranks_and_the_best_is_nought():
    assert [only("面貌 is 较整洁").contains(rank) for rank in range(-1, 5)] == [False, True, True, False, False, False]


def test_values_are_in_base_units():
    assert only("甲 >= 90%") == Region.where(">=", Fraction(9, 10))
    assert only("乙 > 1.2 万家") == Region.where(">", Fraction(12000))


def test_a_stricter_box_implies_a_wider_one_and_not_the_other_way_round():
    strict, wide, both = box("甲 >= 90%"), box("甲 > 80%"), box("甲 >= 90% and 乙 >= 5 家")
    assert strict is not None
    assert wide is not None
    assert both is not None
    assert implies(strict, wide)
    assert implies(both, wide)
    assert not implies(wide, strict)
    assert not implies(wide, both)
