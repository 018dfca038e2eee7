"""要求 / demanded: what the target asks, and by when."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

import attrs

from indicatorlang.engine.why import cases, earning, growth, periods, words
from indicatorlang.lazily import frozen
from indicatorlang.model.assessment import IndicatorResult
from indicatorlang.model.comparison import OPPOSITE
from indicatorlang.model.explanation import Step
from indicatorlang.model.formula import Constant, MeasureRef
from indicatorlang.model.indicator import (
    All,
    AnyOf,
    AtLevel,
    Condition,
    DoneBy,
    EachCase,
    EachPeriod,
    InRange,
    Negation,
    Threshold,
    Trend,
)
from indicatorlang.model.period import shown_day
from indicatorlang.model.unit import PLAIN


@frozen(kw_only=True)
class Demanded(Step):
    """The demand of a row, with the day that counts."""

    code: ClassVar[str] = "demanded"
    label_zh: ClassVar[str] = "要求"
    label_en: ClassVar[str] = "demanded"

    result: IndicatorResult = attrs.field(repr=False)

    def zh(self) -> str:
        condition = self.result.indicator.condition
        if earning.from_nought(self.result):
            return f"{earning.KINDS[self.result.outside][0]}，不占分值，从0起计。"
        return "" if condition is None else f"{demand_zh(condition, self.result)}。"

    def en(self) -> str:
        indicator = self.result.indicator
        if earning.from_nought(self.result):
            return f"{earning.KINDS[self.result.outside][1]} beside the weights, counted from nought"
        due, condition = self.result.due, indicator.condition
        text = indicator.canonical or indicator.wording
        stated = getattr(condition, "due", None)
        if stated is not None:
            text += " (day included)" if stated.isoformat() in text else f" (last day {stated.isoformat()}, included)"
        elif isinstance(condition, EachPeriod | Trend):
            text += f" (period by period{'' if due is None else f', up to {due.isoformat()}'})"
        elif due is not None:
            text += f" (by the end of the span, {due.isoformat()})"
        remark = silent_wording(self.result)
        return text if remark is None else f'{text}; wording "{indicator.wording}" has no operator, the ruleset states {remark}'


def silent_wording(result: IndicatorResult) -> str | None:
    """The operator that only the target states, when the approved wording has a number but no comparison."""
    indicator, condition = result.indicator, of_one(result.indicator.condition)
    if indicator.target is None or not indicator.silent or not isinstance(condition, Threshold) or condition.op == "==":
        return None
    bound = condition.bound
    if isinstance(bound, Constant) and not bound.quantity.number:
        return None
    if indicator.freely and not indicator.stated:
        return None  # the target does not state one either
    shared = isinstance(indicator.condition, EachCase) and indicator.condition.share is not None
    if shared and isinstance(bound, Constant) and words.number(bound.quantity) not in indicator.wording:
        return None  # its number is the share of the cases
    return condition.op


def of_one(condition: Condition | None) -> Condition | None:
    """The demand itself; of one on each case, what it is of a single case."""
    return condition.part if isinstance(condition, EachCase) else condition


_DAYS = ("时间", "时限", "日期", "期限", "时点")
"""What a name ends with that means the day itself: it is no later than the deadline, and nothing that is completed."""


def demand_zh(condition: Condition, result: IndicatorResult) -> str:
    """One condition in Chinese, without a full stop."""
    match condition:
        case Threshold():
            return _threshold(condition, result)
        case InRange(subject=subject):
            return f"{_until(condition.due, result)}{words.expression(subject)}在{range_zh(condition)}"
        case AtLevel(measure=measure, level=level, op=op):
            return f"{_until(condition.due, result)}{measure}{words.level_demanded(op, level.name, condition.scale)}"
        case DoneBy(measure=measure, due=due):
            last = due or result.due
            if last is not None and measure.endswith(_DAYS):
                return f"{measure}不晚于{shown_day(last)}（含当日）"
            return f"{shown_day(last)}前（含当日）完成“{measure}”" if last is not None else f"完成“{measure}”"
        case All(parts=parts):
            return _joined("同时满足：", parts, result)
        case AnyOf(parts=parts):
            return _joined("满足其中一项：", parts, result)
        case Negation(part=Threshold() as part):
            return demand_zh(attrs.evolve(part, meaning=OPPOSITE[part.meaning]), result)
        case Negation(part=part):
            return f"不得出现下列情形：{demand_zh(part, result)}"
        case EachPeriod():
            return _each_zh(condition, result)
        case Trend(subject=subject):
            return f"{_last_day(condition.due)}{words.expression(subject)}{periods.stepwise_zh(condition)}"
        case EachCase(due=due):
            return f"{_until(due, result)}{cases.demanded_zh(condition)}"


def _each_zh(condition: EachPeriod, result: IndicatorResult) -> str:
    """全库备份每周不少于1次, 每月完成“巡检”."""
    every, last = periods.every_zh(condition, result), _last_day(condition.due)
    match condition.part:
        case Threshold() as part:
            return f"{last}{words.expression(growth.grown_subject(part))}{every}{bound_zh(part)}"
        case InRange(subject=subject) as part:
            return f"{last}{words.expression(subject)}{every}在{range_zh(part)}"
        case AtLevel(measure=measure, level=level, op=op) as part:
            return f"{last}{measure}{every}{words.level_demanded(op, level.name, part.scale)}"
        case DoneBy(measure=measure):
            return f"{last}{every}完成“{measure}”"
        case EachCase() as part:
            return f"{last}{every}{demand_zh(part, attrs.evolve(result, due=None))}"


def _last_day(due: dt.date | None) -> str:
    return f"截至{shown_day(due)}（含当日），" if due is not None else ""


def _joined(word: str, parts: tuple[Condition, ...], result: IndicatorResult) -> str:
    """Several demands in one sentence; a date that all of them begin with is said once, and what belongs together is bracketed."""
    demands = [demand_zh(part, result) for part in parts]
    head, comma, _ = demands[0].partition("），")
    shared = head + comma if comma and all(demand.startswith(head + comma) for demand in demands) else ""
    told = [demand.removeprefix(shared) for demand in demands]
    bracketed = (f"（{text}）" if isinstance(part, All | AnyOf) else text for part, text in zip(parts, told, strict=True))
    return shared + word + "；".join(bracketed)


def _until(due: dt.date | None, result: IndicatorResult) -> str:
    if due is not None:
        return f"截至{shown_day(due)}（含当日），"
    return f"截至{shown_day(result.due)}（实施期末），" if result.due is not None else ""


def _threshold(condition: Threshold, result: IndicatorResult) -> str:
    if growth.grows(condition):
        subject = words.expression(growth.grown_subject(condition))
        return f"{_until(condition.due, result)}{subject}{bound_zh(condition)}"
    subject = words.expression(condition.subject)
    op = condition.meaning
    cumulative = isinstance(condition.subject, MeasureRef) and result.actual is not None and words.is_cumulative(result.actual)
    running = "累计" if cumulative else ""
    if condition.schedule:
        steps = "、".join(
            f"{shown_day(s.by)}{running}{words.bound_word(op, s.bound.unit)}{words.quantity(s.bound)}" for s in condition.schedule
        )
        return f"{subject}分期完成：{steps}（均含当日）"
    return f"{_until(condition.due, result)}{subject}{running}{bound_zh(condition)}"


def range_zh(condition: InRange) -> str:
    """`80%至120%（不含）之间`."""
    ends = [
        words.expression(end) + ("" if closed else "（不含）")
        for end, closed in ((condition.low, condition.low_closed), (condition.high, condition.high_closed))
    ]
    return f"{ends[0]}至{ends[1]}之间"


def bound_zh(condition: Threshold) -> str:
    """`不少于150家`, `低于全年预算数`, `比上年增长不低于5%`."""
    if growth.grows(condition):
        return growth.demanded_zh(condition)
    if isinstance(condition.bound, Constant):
        return words.bounded(condition.meaning, condition.bound.quantity)
    unit = condition.bound.unit
    return f"{words.bound_word(condition.meaning, unit if unit is not None else PLAIN)}{words.expression(condition.bound)}"
