"""进度 / pace: whether a row that is not due is on its way."""

from __future__ import annotations

from typing import ClassVar

import attrs

from indicatorlang.engine.why import words
from indicatorlang.engine.why.measured import parts_zh, steps_zh, value_zh
from indicatorlang.model.assessment import COLOUR_WORDS, IndicatorResult
from indicatorlang.model.explanation import Step
from indicatorlang.model.indicator import InRange
from indicatorlang.model.quantity import Quantity

_CAPPED = "，但有到期节点未达标，最高定为黄灯"


@attrs.frozen(kw_only=True)
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
        return f"{colour}{text}{_share_zh(self.result)}{self._expected_zh()}{steps_zh(self.result)}。" if text else colour

    def _expected_zh(self) -> str:
        pace, actual = self.result.pace, self.result.actual
        if pace is None or pace.expected is None or pace.expected.quantity is None:
            return ""
        index = f"，进度指数{words.points(pace.index)}" if pace.index is not None else ""
        expected = words.quantity(pace.expected.quantity)
        match pace.expected.by:
            case "milestone":
                done = f"，完成计划的{words.percent(pace.index / 100)}" if pace.index is not None and actual is not None else ""
                return f"；同期应完成{expected}{done}{_CAPPED if pace.capped and (pace.index or 0) >= 100 else ''}"
            case "linear":
                return f"；按月均衡计算，同期应完成{_rounded(pace.expected.quantity)}{index}"
            case "budget":
                return f"；序时进度{words.percent(pace.expected.quantity.base)}{index}"
        if self.result.gap is None:
            return ""
        above = actual is not None and actual.quantity is not None and actual.quantity.base > pace.expected.quantity.base
        return f"；{'上限' if above else '目标'}{expected}，{'已超出' if above else '尚差'}{words.quantity(self.result.gap)}"

    def en(self) -> str:
        pace = self.result.pace
        if pace is None or pace.colour is None:
            return ""
        text = COLOUR_WORDS[pace.colour]["en"]
        actual = self.result.actual.quantity if self.result.actual is not None else None
        if pace.expected is None or pace.expected.quantity is None or pace.index is None or actual is None:
            return text
        match pace.expected.by:
            case "milestone":
                source = (
                    f" (row #{pace.expected.row}, same measure)" if pace.expected.row else f" (milestone {pace.expected.day})"
                )
            case "linear":
                source = " (a straight line by months)"
            case "budget":
                source = " (share of the year passed)"
            case _:
                source = " (the target as it stands)"
        numbers = f"{words.number(actual)} / expected {words.number(pace.expected.quantity)}{source}"
        capped = "; a missed due milestone caps the colour at yellow" if pace.capped else ""
        return f"{text}: {numbers} = index {words.points(pace.index, 1)}{capped}"


def _rounded(value: Quantity) -> str:
    """An expectation on a straight line rarely falls on a whole number; two decimals are enough to read."""
    return words.quantity(value, places=None if value.number.denominator == 1 else 2)


def _share_zh(result: IndicatorResult) -> str:
    """，为目标的54.00%, for running totals."""
    actual, bound = result.actual, result.bound
    if actual is None or actual.quantity is None or bound is None or bound.base <= 0 or not words.is_cumulative(actual):
        return ""
    if isinstance(result.indicator.condition, InRange) and result.gap is not None:
        return ""  # the end it has to come to is told with what is missing
    limit = getattr(result.indicator.condition, "meaning", ">=") in ("<=", "<")
    share = f"，为{'上限' if limit else '目标'}的{words.percent(actual.quantity.base / bound.base)}"
    return share if actual.quantity.unit.fits(bound.unit) else ""
