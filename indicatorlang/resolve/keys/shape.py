"""What a key of a ruleset file is: its spellings, the shape of its value, and what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import attrs

from indicatorlang.lazily import frozen

Shape = Literal["text", "target", "formula", "number", "yes", "day", "span", "quantity", "unit", "choice", "list", "map", "any"]
Where = Literal[
    "ruleset",
    "funds",
    "change",
    "calendar",
    "overlay",
    "measure",
    "records",
    "indicator",
    "adjustment",
    "veto",
    "test",
    "case",
    "expected",
    "expected_total",
    "expected_actual",
    "expected_pace",
    "expected_step",
    "expected_need",
    "expected_forecast",
    "profile",
    "title",
    "rounding",
    "over",
    "grade",
    "band",
    "pace",
    "scoring",
    "scoring_band",
    "scoring_point",
    "over_deduct",
    "item",
]

SECTION_WORDS: Mapping[Where, tuple[str, str]] = MappingProxyType(
    {
        "ruleset": ("项目", "a ruleset"),
        "funds": ("资金", "`funds`"),
        "change": ("预算调整", "`budget_adjusted`"),
        "calendar": ("工作日历", "`calendar`"),
        "overlay": ("日历调整", "the changes of a calendar"),
        "measure": ("数据项", "a measure"),
        "records": ("台账", "`records`"),
        "indicator": ("指标", "an indicator"),
        "adjustment": ("指标调整", "`adjusted`"),
        "veto": ("一票否决", "`veto`"),
        "test": ("自测", "a test"),
        "case": ("用例", "a row of `table`"),
        "expected": ("应得", "`expect`"),
        "expected_total": ("应得的合计", "`total` of `expect`"),
        "expected_actual": ("应得的完成值", "`actual` of `expect`"),
        "expected_pace": ("应得的进度", "`pace` of `expect`"),
        "expected_step": ("应得的节点", "a milestone of `expect`"),
        "expected_need": ("应得的达标条件", "`needed` of `expect`"),
        "expected_forecast": ("应得的预计结果", "`forecast_result` of `expect`"),
        "profile": ("评分办法", "`profile`"),
        "title": ("标题", "a title"),
        "rounding": ("舍入", "`rounding`"),
        "over": ("超额完成", "`over_achievement`"),
        "grade": ("等级分界", "a grade"),
        "band": ("三档", "one of the three levels"),
        "pace": ("进度灯", "`pace`"),
        "scoring": ("评分标准", "`scoring`"),
        "scoring_band": ("各档", "a band of `scoring`"),
        "scoring_point": ("各点", "a point of `scoring`"),
        "over_deduct": ("目标偏低扣减", "`target_set_low`"),
        "item": ("子项", "an item"),
    }
)
OPEN: frozenset[Where] = frozenset({"case"})
"""Sections in which further keys may stand: their names are made of those of measures, rows and fields."""


@frozen
class Key:
    """One key. `shape` says what its value is: a text (of some kind), a list, a map, or one of the words of `choices`.

    `of` names the section that the value, its items (shape list) or its values (`by_name`) are made of. `by_name`: a map from names of
    the author's choice, one such section under each. `examples` are values as a ruleset writes them, the Chinese one first where the
    languages differ and the English one last; a test loads a ruleset with each.
    `total` is the section under `合计`, the one name in a map by names that is not the author's choice.
    `several`: a list of such words may stand there too, any of which will do.
    `reserved`: kept as written, with a remark that it is not evaluated yet. `default` is what holds without it, for readers.
    """

    name: str
    chinese: str
    shape: Shape
    zh: str
    en: str
    required: bool = False
    default: str = ""
    choices: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    of: Where | None = None
    also: tuple[str, ...] = ()
    reserved: bool = False
    several: bool = False
    total: Where | None = None
    by_name: bool = False
    examples: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to write the key, canonical ones first."""
        return (self.name, self.chinese, *self.also)
