"""The table of units and what hangs on it: aliases, steps, default aggregates."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

import indicatorlang.library.units as library_units
from indicatorlang.library.unit_table import narrow, table
from indicatorlang.library.units import default_aggregate, parse_quantity, parse_unit, step_of
from indicatorlang.model.actual import Kind
from indicatorlang.model.unit import PERCENT, PLAIN, POINTS, Unit

TABLE = Path(library_units.__file__).with_name("units.txt").read_text(encoding="utf-8")


def spellings_by_line() -> list[list[str]]:
    found = []
    for line in TABLE.splitlines():
        if line.strip() and not line.startswith("#"):
            text, _, rest = line.partition("|")
            found.append([text.strip(), *(word.strip() for word in rest.partition("|")[0].split(",") if word.strip())])
    return found


def test_no_spelling_stands_in_two_lines():
    counted = Counter(spelling for line in spellings_by_line() for spelling in {narrow(word) for word in line})
    assert [spelling for spelling, times in counted.items() if times > 1] == []


def test_every_spelling_of_a_line_is_the_same_unit():
    for first, *others in spellings_by_line():
        meant = parse_unit(first)
        assert meant.known, first
        for other in others:
            found = parse_unit(other)
            assert (found.known, found.unit.factor, found.unit.dimension) == (True, meant.unit.factor, meant.unit.dimension), (
                other
            )


def test_the_table_cannot_be_changed():
    with pytest.raises(TypeError):
        table()[0]["家"] = table()[0]["个"]


def test_percent_and_points_are_the_constants_of_the_model():
    assert parse_unit("百分比").unit is PERCENT
    assert parse_unit("个百分点").unit is POINTS
    assert parse_unit("").unit is PLAIN


def test_an_alias_is_the_unit_it_stands_for_and_keeps_its_own_text():
    aliases = {"门店": Unit("家", Fraction(1), (("count:家", 1),))}
    found = parse_unit("门店", aliases)
    assert found.known
    assert found.unit.text == "门店"
    assert found.unit.fits(parse_unit("家").unit)
    assert parse_unit("万门店", aliases).unit.factor == 10000
    assert parse_unit("元/门店", aliases).unit.fits(parse_unit("元/家").unit)
    five = parse_quantity("五门店", aliases)
    assert five is not None
    assert five.unit.fits(parse_unit("家").unit)


def test_an_alias_wins_over_the_table():
    assert parse_unit("座", {"座": parse_unit("个").unit}).unit.fits(parse_unit("个").unit)


def test_count_words_do_not_fit_one_another():
    assert not parse_unit("人").unit.fits(parse_unit("人次").unit)
    assert not parse_unit("家").unit.fits(parse_unit("个").unit)
    assert not parse_unit("元").unit.fits(parse_unit("美元").unit)
    assert not parse_unit("百分点").unit.fits(parse_unit("%").unit)
    assert not parse_unit("工作日").unit.fits(parse_unit("天").unit)


def test_a_very_long_text_is_a_noun_and_no_trouble():
    assert not parse_unit("元/" * 5000).known
    assert parse_quantity("一" * 5000) is None
    assert parse_quantity("9" * 5000) is None


@pytest.mark.parametrize(
    ("unit", "places", "step"),
    [
        ("家", 0, "1"),
        ("家", 2, "1"),
        ("人次", 1, "1"),
        ("万人次", 2, "1/100"),
        ("万人次", 6, "1/10000"),
        ("%", 0, "1"),
        ("%", 2, "1/100"),
        ("万元", 2, "1/100"),
        ("", 4, "1/10000"),
        ("工作日", 0, "1"),
        ("元/人", 0, "1"),
    ],
)
def test_the_step_of_a_unit(unit, places, step):
    assert step_of(parse_unit(unit).unit, places) == Fraction(step)


@pytest.mark.parametrize("unit", ["家", "万人次", "微菜场", "元", "万元", "吨", "公里", "万亩", "千瓦时", "立方米", "TB"])
def test_what_adds_up_is_summed_within_the_period_kind_only(unit):
    found = parse_unit(unit).unit
    assert default_aggregate(found, Kind.PERIOD) == "sum"
    assert default_aggregate(found, None) == "sum"
    assert {default_aggregate(found, kind) for kind in (Kind.YTD, Kind.SNAPSHOT, Kind.DONE_DATE)} == {"last"}


@pytest.mark.parametrize(
    "unit", ["%", "‰", "", "百分点", "元/人", "个/年", "天", "工作日", "小时", "月", "分", "℃", "Mbps", "1/年"]
)
def test_what_does_not_add_up_is_the_last_value(unit):
    assert default_aggregate(parse_unit(unit).unit, Kind.PERIOD) == "last"


def test_an_unknown_unit_is_the_last_value():
    assert default_aggregate(None, Kind.PERIOD) == "last"
