"""进度 / pace: whether a row that is not due is on its way."""

from __future__ import annotations

from typing import ClassVar

import attrs

from indicatorlang.engine.why import cases, growth, words
from indicatorlang.engine.why.measured import parts_zh, steps_zh, value_zh
from indicatorlang.lazily import frozen
from indicatorlang.model.assessment import IndicatorResult, Pace
from indicatorlang.model.explanation import Step
from indicatorlang.model.indicator import InRange
from indicatorlang.model.measured import Measured
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.verdict import COLOUR_WORDS

_CAPPED = "，但有到期节点未达标，最高定为黄灯"


@frozen(kw_only=True)
class PaceStep(Step):
    """Whether a row that is not due is on its way."""

    code: ClassVar[str] = "pace"
    label_zh: ClassVar[str] = "进度"
    label_en: ClassVar[str] = "pace"

    result: IndicatorResult = attrs.field(repr=False)

    def zh(self) -> str:
        pace, text = self.result.pace, value_zh(self.result)
        colour = f"{COLOUR_WORDS[pace.colour]['zh']}。" if pace is not None and pace.colour is not None else ""
        if self.result.parts:
            return colour + parts_zh(self.result)
        return (
            f"{colour}{text}{_share_zh(self.result)}{self._expected_zh()}{steps_zh(self.result)}{cases.others_zh(self.result)}。"
            if text
            else colour
        )

    def _expected_zh(self) -> str:
        pace, actual = self.result.pace, self.result.actual
        if pace is None or pace.expected is None or pace.expected.quantity is None:
            return ""
        index = f"，进度指数{words.points(pace.index)}" if pace.index is not None else ""
        expected = words.quantity(pace.expected.quantity)
        match pace.expected.by:
            case "milestone":
                how = "两个节点之间按直线折算，" if pace.expected.between else ""
                expected = _rounded(pace.expected.quantity) if pace.expected.between else expected
                return f"；{how}同期应完成{expected}{_of_plan(pace, actual)}{_CAPPED if pace.capped and (pace.index or 0) >= 100 else ''}"
            case "plan":
                how = "按进度计划直线折算" if pace.expected.between else "按进度计划"
                return f"；{how}，同期应{self._come_to_zh()}{_rounded(pace.expected.quantity)}{_of_plan(pace, actual)}"
            case "days":
                return f"；按日均衡计算，同期应完成{_rounded(pace.expected.quantity)}{index}"
            case "linear":
                when = "此时" if growth.grows(self.result.indicator.condition) else "同期"  # 上年同期 would be something else
                return f"；按月均衡计算，{when}应完成{_rounded(pace.expected.quantity)}{index}"
            case "budget":
                return f"；序时进度{words.percent(pace.expected.quantity.base)}{index}"
        if growth.grows(self.result.indicator.condition):
            return growth.ahead_zh(self.result)
        if self.result.gap is None:
            return ""
        above = actual is not None and actual.quantity is not None and actual.quantity.base > pace.expected.quantity.base
        return f"；{'上限' if above else '目标'}{expected}，{'已超出' if above else '尚差'}{words.quantity(self.result.gap)}"

    def _come_to_zh(self) -> str:
        actual = self.result.actual
        rate = actual is not None and actual.quantity is not None and actual.quantity.unit.is_ratio
        return "达到" if rate else "完成"

    def en(self) -> str:
        pace = self.result.pace
        if pace is None or pace.colour is None:
            return ""
        text = COLOUR_WORDS[pace.colour]["en"]
        actual = growth.standing_number(self.result)
        if pace.expected is None or pace.expected.quantity is None or pace.index is None or actual is None:
            return text
        match pace.expected.by:
            case "milestone" if pace.expected.between:
                source = " (a straight line between two milestones)"
            case "milestone":
                source = (
                    f" (row #{pace.expected.row}, same measure)" if pace.expected.row else f" (milestone {pace.expected.day})"
                )
            case "plan":
                source = f" (the plan{', on a straight line' if pace.expected.between else ''}, {pace.expected.day})"
            case "days":
                source = " (a straight line by days)"
            case "linear":
                source = " (a straight line by months)"
            case "budget":
                source = " (share of the year passed)"
            case _:
                source = " (the target as it stands)"
        numbers = f"{words.number(actual)} / expected {words.number(pace.expected.quantity)}{source}"
        capped = "; a missed due milestone caps the colour at yellow" if pace.capped else ""
        return f"{text}: {numbers} = index {words.points(pace.index, 1)}{capped}"


def _of_plan(pace: Pace, actual: Measured | None) -> str:
    return f"，完成计划的{words.percent(pace.index / 100)}" if pace.index is not None and actual is not None else ""


def _rounded(value: Quantity) -> str:
    """An expectation on a straight line rarely falls on a whole number; two decimals are enough to read."""
    return words.quantity(value, places=None if value.number.denominator == 1 else 2)


def _share_zh(result: IndicatorResult) -> str:
    """，为目标的54.00%, for running totals."""
    actual, bound = result.actual, result.bound
    if actual is None or actual.quantity is None or bound is None or bound.base <= 0 or not words.is_cumulative(actual):
        return ""
    if growth.grows(result.indicator.condition):
        return ""  # last year's value is told beside it
    if isinstance(result.indicator.condition, InRange) and result.gap is not None:
        return ""  # the end it has to come to is told with what is missing
    limit = getattr(result.indicator.condition, "meaning", ">=") in ("<=", "<")
    share = f"，为{'上限' if limit else '目标'}的{words.percent(actual.quantity.base / bound.base)}"
    return share if actual.quantity.unit.fits(bound.unit) else ""
