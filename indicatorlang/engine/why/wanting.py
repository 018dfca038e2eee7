"""达标条件 or 后续 / gap and needed: what would have met the target, or still can."""

from __future__ import annotations

import itertools
from typing import ClassVar

import attrs

from indicatorlang.engine.why import words
from indicatorlang.model.actual import Kind
from indicatorlang.model.assessment import IndicatorResult, Need
from indicatorlang.model.explanation import Step
from indicatorlang.model.indicator import DoneBy
from indicatorlang.model.period import shown_day
from indicatorlang.model.quantity import Quantity


@attrs.frozen(kw_only=True)
class Wanting(Step):
    """What would have met a target that is missed; the time for it has passed."""

    code: ClassVar[str] = "gap"
    label_zh: ClassVar[str] = "达标条件"
    label_en: ClassVar[str] = "gap"

    result: IndicatorResult = attrs.field(repr=False)

    def zh(self) -> str:
        if not self.result.needed:
            return ""
        alternatives = "；或".join(_way_zh(way, self.result) for way in ways(self.result.needed))
        return f"{alternatives}，即达标。{self._passed_zh()}"

    def _passed_zh(self) -> str:
        """Only for a row with a day of its own: later values do not change it."""
        if getattr(self.result.indicator.condition, "due", None) is None:
            return ""
        later = next((need.later_row for need in self.result.needed if need.later_row), None)
        counted = f"此后新增的计入第{later}项指标，" if later else ""
        if isinstance(self.result.indicator.condition, DoneBy):
            return "时点已过。"
        return f"时点已过，{counted}本项得分不变。"

    def en(self) -> str:
        if not self.result.needed:
            return self.result.gap.shown("en") if self.result.gap is not None else ""
        parts = [self.result.gap.shown("en")] if self.result.gap is not None else []
        parts.append(" or ".join(_way_en(way) for way in ways(self.result.needed)) + " would have met it")
        condition = self.result.indicator.condition
        if getattr(condition, "due", None) is not None and not isinstance(condition, DoneBy):
            parts.append("later values do not change this row")
        return "; ".join(parts)


@attrs.frozen(kw_only=True)
class Ahead(Step):
    """What a row that is not due still needs."""

    code: ClassVar[str] = "needed"
    label_zh: ClassVar[str] = "后续"
    label_en: ClassVar[str] = "needed"

    result: IndicatorResult = attrs.field(repr=False)

    def zh(self) -> str:
        if self.result.recoverable is False:
            return "按现有数据已不可能达标。"
        if not self.result.needed:
            return "目前已达到指标值，到期时按届时数据判定。" if reached_early(self.result) else ""
        return "；或".join(_still_zh(way, self.result) for way in ways(self.result.needed)) + "方能达标。"

    def en(self) -> str:
        if self.result.recoverable is False:
            return "cannot be met any more"
        if not self.result.needed:
            return "reached already; judged on the day it is due" if reached_early(self.result) else ""
        return " or ".join(_way_en(way) for way in ways(self.result.needed)) + "; recoverable"


def reached_early(result: IndicatorResult) -> bool:
    """A row that is not due and has its target already."""
    return result.actual is not None and result.actual.state == "known" and result.gap is None and result.bound is not None


def ways(needs: tuple[Need, ...]) -> list[list[Need]]:
    """The alternatives, each a list of what is needed together."""
    return [list(group) for _, group in itertools.groupby(needs, key=lambda need: need.way)]


def _others_fixed(way: list[Need], result: IndicatorResult) -> str:
    """（服务人次不变）, where a formula has other inputs."""
    others = [part.name for part in (result.actual.parts if result.actual is not None else ()) if part.aggregate != "constant"]
    fixed = [name for name in others if name != way[0].measure]
    return f"（{'、'.join(fixed)}不变）" if fixed else ""


def _way_zh(way: list[Need], result: IndicatorResult) -> str:
    return "且".join(_need_zh(need, result) for need in way) + _others_fixed(way, result)


def _need_zh(need: Need, result: IndicatorResult) -> str:
    if need.day is not None:
        return f"{shown_day(need.day)}前（含当日）完成“{need.measure}”"
    if need.level is not None:
        return f"“{need.measure}”达到“{need.level}”{'及以上' if need.op == '>=' and not _is_best(need, result) else ''}"
    if need.quantity is None:
        return ""
    value = f"{words.bound_word(need.op, need.quantity.unit)}{need.quantity.shown()}"
    if need.kind is Kind.YTD and result.due is not None:
        own = getattr(result.indicator.condition, "due", None) is not None
        return f"{words.by_end_of(result.due) if own else ''}{need.measure}累计{value}"
    period = words.short_period(need.period, result.span) if need.period is not None and len(result.needed) > 1 else ""
    several = len({n.measure for n in result.needed}) == 1 and period
    return f"{period if several else ''}{need.measure}{value}"


def _is_best(need: Need, result: IndicatorResult) -> bool:
    scale = getattr(result.indicator.condition, "scale", None)
    return scale is not None and scale.levels[0].name == need.level


def _still_zh(way: list[Need], result: IndicatorResult) -> str:
    need = way[0]
    if need.day is not None:
        return f"须在{shown_day(need.day)}前（含当日）完成“{need.measure}”"
    if need.level is not None or need.quantity is None or len(way) > 1:
        return "须" + _way_zh(way, result)
    when = words.short_period(need.period, result.span) if need.period is not None else ""
    plan = ""
    if need.planned is not None and need.shortfall is not None and need.shortfall.number > 0:
        plan = f"（原计划{need.planned.shown()}，另补前期欠{need.shortfall.shown()}）"
    more = increment(need)
    if more is not None and need.op in (">=", ">"):
        return f"{when}{need.measure}须再增加{more.shown()}{plan}"
    if more is not None:
        return f"{when}{need.measure}最多再增加{more.shown()}"
    value = f"{words.bound_word(need.op, need.quantity.unit)}{need.quantity.shown()}"
    return f"{need.measure}须{value}{_others_fixed(way, result)}"


def increment(need: Need) -> Quantity | None:
    """What a running total still has to gain, or may gain at most; None for what is read at a moment."""
    if need.quantity is None or need.have is None:
        return None
    if need.kind is Kind.PERIOD:
        return need.quantity
    gained = (need.quantity.base - need.have.base) / need.quantity.unit.factor
    return Quantity(gained, need.quantity.unit, need.quantity.places) if gained >= 0 else None


def _way_en(way: list[Need]) -> str:
    return " and ".join(_need_en(need) for need in way)


def _need_en(need: Need) -> str:
    if need.day is not None:
        return f"{need.measure} done by {need.day.isoformat()}"
    if need.level is not None:
        return f"{need.measure} {need.op} {need.level}"
    if need.quantity is None:
        return need.measure
    when = f" by {need.period.end.isoformat()}" if need.period is not None else ""
    more = None if need.past else increment(need)
    if more is not None and need.period is not None and need.op in (">=", ">"):
        plan = ""
        if need.planned is not None and need.shortfall is not None:
            plan = f" (plan {words.plain(need.planned.number)} + shortfall {words.plain(need.shortfall.number)})"
        return f"{need.period.text}: {more.shown('en')}{plan}"
    sign = "" if need.op == ">=" and need.kind is Kind.YTD else f"{need.measure} {need.op} "
    return f"{sign}{need.quantity.shown('en')}{when}"



