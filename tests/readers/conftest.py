"""A ruleset built by hand, the sample project of the documentation, so that these tests need no loader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from indicatorlang.model.actual import Kind, RawActual
from indicatorlang.model.calendar import Calendar
from indicatorlang.model.formula import Arithmetic, Constant, MeasureRef
from indicatorlang.model.indicator import AtLevel, DoneBy, Indicator, Measure, Threshold
from indicatorlang.model.period import year_of
from indicatorlang.model.profile import Grade, Profile
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import BUDGET, BUDGET_ID, BUDGET_NAME, EXECUTED, Funds, Ruleset
from indicatorlang.model.scale import Level, Scale
from indicatorlang.model.unit import PERCENT, Unit

HOME, DISTRICT = Unit("家", dimension=(("count:家", 1),)), Unit("区", dimension=(("count:区", 1),))
WAN = Unit("万元", Fraction(10000), (("money:CNY", 1),))
THREE = Scale(
    "三档",
    (
        Level("达成年度指标", low=Fraction(4, 5), high=Fraction(1)),
        Level("部分达成年度指标并具有一定效果", low=Fraction(3, 5), high=Fraction(4, 5)),
        Level("未达成年度指标且效果较差", low=Fraction(0), high=Fraction(3, 5)),
    ),
    builtin=True,
)
POINTS = {"很满意": 100, "满意": 90, "较满意": 80, "一般": 60, "不满意": 0}
OPINION = Scale("市民评价", tuple(Level(name, Fraction(points)) for name, points in POINTS.items()))


def at_least(measure: str, number: int, unit: Unit, due: dt.date | None = None) -> Threshold:
    return Threshold(MeasureRef(measure, unit), ">=", Constant(Quantity(Fraction(number), unit)), ">=", due=due)


def rate(over: str, under: str) -> Arithmetic:
    return Arithmetic("/", MeasureRef(over), MeasureRef(under))


def indicator(number: int, name: str, wording: str, weight: int, condition: Threshold | AtLevel | DoneBy) -> Indicator:
    return Indicator(str(number), name, wording, "…", condition, weight=Fraction(weight))


@pytest.fixture
def markets() -> Ruleset:
    """上海智慧微菜场建设, as the samples have it, with one rate of two 本期数 added at the end."""
    measures = [
        Measure("布点覆盖区数", DISTRICT, Kind.SNAPSHOT, help="至少有1家已投入使用的区的个数"),
        Measure("实施方案", kind=Kind.DONE_DATE),
        Measure("新建微菜场数量", HOME, Kind.YTD, help="年初至期末已验收并投入使用的家数"),
        Measure("购菜便利化", scale=THREE, evidence="required"),
        Measure("市民知晓度", survey=OPINION, scale=OPINION),
        Measure("市民满意度", survey=OPINION, scale=OPINION),
        Measure("投诉率", PERCENT, formula=rate("投诉件数", "服务人次")),
        Measure("投诉件数", Unit("件"), Kind.PERIOD),
        Measure("服务人次", Unit("人次"), Kind.PERIOD),
        Measure(EXECUTED, declared=False),
        Measure(BUDGET, declared=False),
    ]
    budget = Threshold(rate(EXECUTED, BUDGET), ">=", Constant(Quantity(Fraction(1))), ">=")
    rows = [
        Indicator(BUDGET_ID, BUDGET_NAME, "100%", None, budget, weight=Fraction(10), is_budget=True),
        indicator(1, "社区智慧微菜场布点覆盖区", "15区", 10, at_least("布点覆盖区数", 15, DISTRICT)),
        indicator(2, "2019年3月底，完成实施方案", "100%", 5, DoneBy("实施方案", dt.date(2019, 3, 31))),
        indicator(3, "2019年6月底，推进建设任务", "150家", 10, at_least("新建微菜场数量", 150, HOME, dt.date(2019, 6, 30))),
        indicator(4, "2019年9月底，推进建设任务", "300家", 15, at_least("新建微菜场数量", 300, HOME, dt.date(2019, 9, 30))),
        indicator(5, "2019年12月底，推进建设任务", "=500家", 20, at_least("新建微菜场数量", 500, HOME, dt.date(2019, 12, 31))),
        indicator(6, "市民“互联网+菜篮子”购菜便利化", "稳步提升", 15, AtLevel("购菜便利化", THREE, THREE.levels[0])),
        indicator(7, "社区智慧微菜场市民知晓度", "较满意", 5, AtLevel("市民知晓度", OPINION, OPINION.levels[2])),
        indicator(8, "社区智慧微菜场市民满意度", "较满意", 5, AtLevel("市民满意度", OPINION, OPINION.levels[2])),
        indicator(9, "服务对象投诉率", "低于1%", 5, at_least("投诉率", 1, PERCENT)),
    ]
    return Ruleset(
        "上海智慧微菜场建设",
        year_of(2019),
        Profile("mof-2020", "", "", (Grade("优", "excellent", Fraction(90)),)),
        Calendar("none", dt.date(2019, 1, 1), (0,)),
        tuple(rows),
        {measure.name: measure for measure in measures},
        code="示例-2019-004",
        funds=Funds(initial=Quantity(Fraction(400), WAN)),
    )


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file and tells where it is."""

    def made(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return made


@pytest.fixture
def brief() -> Callable[[RawActual], tuple[str, str | None, str]]:
    """Subject, period and value of a row."""
    return lambda row: (row.subject, row.period, row.value)
