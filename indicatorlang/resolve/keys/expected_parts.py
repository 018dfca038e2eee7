"""The keys of the objects within a result that a test may expect something of: an actual, a pace, a milestone, what is needed."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from indicatorlang.library.settings import spelled
from indicatorlang.resolve.keys.choices import AGGREGATES, ALL_VERDICTS, KINDS
from indicatorlang.resolve.keys.shape import Key

COLOURS = spelled(red="红灯 红", yellow="黄灯 黄", green="绿灯 绿", blue="蓝灯 蓝")
COMES_AS: Mapping[str, tuple[str, ...]] = {
    **AGGREGATES,
    **spelled(
        formula="按公式计算 公式",
        growth="增长",
        date="日期",
        level="等级",
        survey="问卷 调查",
        cases="逐件考核 逐件",
        elapsed="用时",
        count="计数",
        share="占比",
        percentile="分位数",
        worst="最差",
        equal="各单位一致",
        constant="固定值",
    ),
}
"""How a value came about: a way to sum up, or what it is instead."""


def several(*keys: Key) -> tuple[Key, ...]:
    """Keys under which a list of values may stand, any of which will do."""
    return tuple(attrs.evolve(key, several=key.of is None and key.shape not in ("yes", "list")) for key in keys)


EXPECTED_ACTUAL = several(
    Key("value", "数值", "quantity", "完成值，带单位", "the value, with its unit", examples=("11 个",)),
    Key("aggregate", "汇总方式", "choice", "各期怎样合成一个数", "how periods became one value", choices=COMES_AS),
    Key(
        "blanks",
        "未填期间",
        "list",
        "哪些期间没有填",
        "the periods without a value",
        examples=(
            "[2026Q3]",
            "none",
        ),
    ),
    Key("baseline", "基期值", "quantity", "基期值", "the baseline it is held against", examples=("10 个",)),
)

EXPECTED_PACE = several(
    Key("colour", "灯", "choice", "进度灯", "the colour", choices=COLOURS),
    Key(
        "index",
        "指数",
        "number",
        "实际与应达到之比，乘以100",
        "actual over expected, times 100",
        examples=(
            "57",
            "0..60",
        ),
    ),
    Key(
        "expected", "应达到", "quantity", "到评价时点应达到的数", "what is expected by the day of evaluation", examples=("6 个",)
    ),
)

EXPECTED_STEP = several(
    Key("verdict", "结论", "choice", "结论", "the verdict", choices=ALL_VERDICTS),
    Key("target", "指标值", "quantity", "这一节点的指标值", "what this milestone demands", examples=("6 个",)),
    Key("actual", "完成值", "quantity", "完成值，带单位", "the actual, with its unit", also=("实际值",), examples=("5 个",)),
    Key("gap", "差额", "quantity", "差额，带单位", "what is missing, with its unit", examples=("1 个",)),
    Key("before", "上期值", "quantity", "与之比较的上期值", "the value it was compared with", examples=("4 个",)),
)

EXPECTED_NEED = several(
    Key("measure", "数据项", "text", "数据项", "the measure", examples=("开放数",)),
    Key("period", "期间", "text", "期间", "the period", examples=("2026Q4",)),
    Key("kind", "口径", "choice", "怎样填报", "how it is entered", choices=KINDS),
    Key("value", "数值", "quantity", "要达到的数、等级或日期", "the value, level or day it takes", examples=("12 个",)),
    Key("way", "方案", "number", "第几种办法", "number of the way", examples=("1",)),
    Key("cases", "件数", "number", "还要多少件", "how many more cases", examples=("3",)),
)

EXPECTED_FORECAST = several(
    Key("verdict", "结论", "choice", "照预计的结论", "the verdict if it came true", choices=ALL_VERDICTS),
    Key("value", "数值", "quantity", "预计完成值", "the forecast value", examples=("11 个",)),
    Key("gap", "差额", "quantity", "照预计还差多少", "what would be missing", examples=("1 个",)),
    Key("deviation", "偏差", "number", "与指标值相差百分之几", "per cent off the target", examples=("-8.3",)),
    Key("index", "指数", "number", "进度指数", "index of the pace", examples=("92",)),
    Key("colour", "灯", "choice", "进度灯", "the colour", choices=COLOURS),
)
