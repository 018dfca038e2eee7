"""达标条件 or 后续 / gap and needed: what would have met the target, or still can."""

from __future__ import annotations

import itertools
from typing import ClassVar

import attrs

from indicatorlang.engine.outcome import distance
from indicatorlang.engine.value.values import leaves
from indicatorlang.engine.why import cases, periods, words
from indicatorlang.engine.why.spread import spread_en, spread_zh
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Kind
from indicatorlang.model.assessment import IndicatorResult, Need
from indicatorlang.model.explanation import Step
from indicatorlang.model.formula import MeasureRef
from indicatorlang.model.indicator import AtLevel, DoneBy, EachPeriod, Trend
from indicatorlang.model.period import shown_day
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.verdict import Verdict


@frozen(kw_only=True)
class Wanting(Step):
    """What would have met a target that is missed; the time for it has passed."""

    code: ClassVar[str] = "gap"
    label_zh: ClassVar[str] = "达标条件"
    label_en: ClassVar[str] = "gap"

    result: IndicatorResult = attrs.field(repr=False)

    def zh(self) -> str:
        if isinstance(self.result.indicator.condition, EachPeriod | Trend):
            return periods.wanting_zh(self.result)
        if not self.result.needed:
            return ""
        alternatives = "；或".join(_way_zh(way, self.result) for way in ways(self.result.needed))
        return f"{alternatives}，即{'不扣分' if self.result.outside else '达标'}。{self._passed_zh()}"

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
        if isinstance(self.result.indicator.condition, EachPeriod | Trend):
            return periods.wanting_en(self.result)
        if not self.result.needed:
            return words.quantity(self.result.gap, "en") if self.result.gap is not None else ""
        parts = [words.quantity(self.result.gap, "en")] if self.result.gap is not None else []
        parts.append(" or ".join(_way_en(way, self.result) for way in ways(self.result.needed)) + " would have met it")
        condition = self.result.indicator.condition
        if getattr(condition, "due", None) is not None and not isinstance(condition, DoneBy):
            parts.append("later values do not change this row")
        return "; ".join(parts)


@frozen(kw_only=True)
class Ahead(Step):
    """What a row that is not due still needs."""

    code: ClassVar[str] = "needed"
    label_zh: ClassVar[str] = "后续"
    label_en: ClassVar[str] = "needed"

    result: IndicatorResult = attrs.field(repr=False)

    def zh(self) -> str:
        if self.result.outside == "bonus":
            return "到期时按届时数据加分。"
        if self.result.recoverable is False:
            return "按现有数据已不可能达标。"
        if isinstance(self.result.indicator.condition, EachPeriod | Trend):
            return periods.ahead_zh(self.result)
        if not self.result.needed:
            if parts_reached_early(self.result):
                return "目前各项要求均已达到，到期时按届时数据判定。"
            return _early_zh(self.result) if reached_early(self.result) else ""
        still = "；或".join(_still_zh(way, self.result) for way in ways(self.result.needed))
        return f"{still}方能达标{_plan_zh(self.result)}。"

    def en(self) -> str:
        if self.result.outside == "bonus":
            return "added by what there is on the day it is due"
        if self.result.recoverable is False:
            return "cannot be met any more"
        if isinstance(self.result.indicator.condition, EachPeriod | Trend):
            return periods.ahead_en(self.result)
        if not self.result.needed:
            early = reached_early(self.result) or parts_reached_early(self.result)
            return "reached already; judged on the day it is due" if early else ""
        return " or ".join(_way_en(way, self.result) for way in ways(self.result.needed)) + "; recoverable"


def _early_zh(result: IndicatorResult) -> str:
    if isinstance(result.indicator.condition, AtLevel):
        return "目前已达到要求的等级，到期时按届时数据判定。"
    limit = getattr(result.indicator.condition, "meaning", ">=") in ("<=", "<")
    return f"目前{'未超过' if limit else '已达到'}指标值，到期时按届时数据判定。"


def _plan_zh(result: IndicatorResult) -> str:
    """（原计划200家，另补前三季度欠30家）, where a trajectory says what its plan brings anyway."""
    need = result.needed[0] if len(result.needed) == 1 else None
    if need is None or need.planned is None or need.shortfall is None or need.shortfall.number <= 0 or result.as_of is None:
        return ""
    return f"（原计划{words.quantity(need.planned)}，另补{words.so_far(result.as_of, result.span)}欠{words.quantity(need.shortfall)}）"


def reached_early(result: IndicatorResult) -> bool:
    """A row that is not due and has its target already."""
    if isinstance(result.indicator.condition, AtLevel):
        return result.actual is not None and result.actual.level is not None and not result.needed
    return result.actual is not None and result.actual.state == "known" and result.gap is None and result.bound is not None


def parts_reached_early(result: IndicatorResult) -> bool:
    """A row of several parts that is not due, where nothing is missing of any of them so far."""
    return bool(result.parts) and all(part.verdict is Verdict.MET or reached_early(part) for part in result.parts)


def ways(needs: tuple[Need, ...]) -> list[list[Need]]:
    """The alternatives, each a list of what is needed together."""
    return [list(group) for _, group in itertools.groupby(needs, key=lambda need: need.way)]


def _others_fixed(way: list[Need], result: IndicatorResult) -> str:
    """（服务人次不变）, where a formula has other inputs."""
    standing = leaves(result.actual) if result.actual is not None and result.actual.parts else ()
    now = [part for part in standing if part.aggregate != "constant" and not part.baseline]
    fixed = dict.fromkeys(part.name for part in now if part.name != way[0].measure)
    return f"（{'、'.join(words.over_cases(name) or name for name in fixed)}不变）" if fixed else ""


def _way_zh(way: list[Need], result: IndicatorResult) -> str:
    if cases.limits_of_one(way):
        return cases.need_zh(way)
    groups = [(group, periods.grouped(group, result)) for group in periods.alike(way)]
    text = "且".join(told or "且".join(_need_zh(need, result) for need in group) for group, told in groups)
    return text if any(told for _, told in groups) else text + _others_fixed(way, result)


def _need_zh(need: Need, result: IndicatorResult) -> str:
    if need.cases is not None:
        return cases.need_zh([need])
    if need.day is not None:
        return f"{shown_day(need.day)}前（含当日）完成“{need.measure}”"
    if need.level is not None:
        return f"“{need.measure}”{_level(need, need.level, result)}"
    if need.quantity is None:
        return ""
    value = words.bounded(need.op, need.quantity)
    if need.kind is Kind.YTD and result.due is not None:
        own = getattr(result.indicator.condition, "due", None) is not None
        running = "" if need.quantity.unit.is_ratio else "累计"
        return f"{words.by_end_of(result.due, result.span) if own else ''}{whose(need, result)}{running}{value}"
    several = len(result.needed) > 1 and len({n.measure for n in result.needed}) == 1
    of_one = _of_a_period(result) or periods.within(result.indicator.condition)  # the value of one period, not that of all
    period = words.short_period(need.period, result.span) if need.period is not None and (several or of_one) else ""
    return f"{period}{whose(need, result)}{value}"


def _of_a_period(result: IndicatorResult) -> bool:
    return result.actual is not None and result.actual.aggregate in ("mean", "weighted") and not result.actual.units


def whose(need: Need, result: IndicatorResult) -> str:
    """The measure of an entry; where several reporting units report it, that all of them together are meant."""
    found = leaves(result.actual) if result.actual is not None else ()
    how = next((part.together for part in found if part.name == need.measure and part.units), None) or ""
    if need.over_cases:
        return words.over_cases(need.measure) or need.measure
    return need.measure + {"sum": "（各单位合计）", "funds": "（各单位加权）", "survey": "（各单位合并）"}.get(how, "")


def _level(need: Need, level: str, result: IndicatorResult) -> str:
    return words.level_demanded(need.op, level, getattr(result.indicator.condition, "scale", None))


def _still_zh(way: list[Need], result: IndicatorResult) -> str:
    need = way[0]
    if cases.limits_of_one(way):
        return cases.still_zh(way)
    if need.day is not None:
        return f"须在{shown_day(need.day)}前（含当日）完成“{need.measure}”"
    if need.level is not None:
        if need.op == "!=":
            return f"“{need.measure}”不得为“{need.level}”"
        return f"“{need.measure}”须{_level(need, need.level, result)}"
    if need.quantity is None or len(way) > 1:
        return "须" + _way_zh(way, result)
    when = words.short_period(need.period, result.span) if need.period is not None else ""
    more = increment(need)
    more = None if more is not None and more.number and _in_part(need, result) else more
    if more is not None and need.op in (">=", ">"):
        return f"{when}{whose(need, result)}须再增加{words.quantity(more)}{_others_fixed(way, result) or spread_zh(need, result)}"
    if more is not None and need.op == "==":
        return f"{when}{whose(need, result)}须正好再增加{words.quantity(more)}{_others_fixed(way, result) or spread_zh(need, result)}"
    if more is not None and not more.number:
        return f"{when}{whose(need, result)}不得再增加{_others_fixed(way, result)}"
    if more is not None:
        return f"{when}{whose(need, result)}最多再增加{words.quantity(more)}{_others_fixed(way, result)}"
    value = words.bounded(need.op, need.quantity)
    if need.op == ">=":
        value = f"达到{words.quantity(need.quantity)}"
    running = "累计" if need.kind is Kind.YTD and not need.quantity.unit.is_ratio else ""
    return f"{whose(need, result)}{running}须{value}{_others_fixed(way, result)}"


def _in_part(need: Need, result: IndicatorResult) -> bool:
    """Whether periods of a sum are blank: nobody knows then how much is still to be added, only what it is to come to."""
    found = leaves(result.actual) if result.actual is not None else ()
    return any(part.name == need.measure and part.aggregate == "sum" and bool(part.blanks) and not part.units for part in found)


def increment(need: Need) -> Quantity | None:
    """What a running total still has to gain, or may gain at most; None for what is read at a moment."""
    if need.quantity is None or need.have is None:
        return None
    if need.kind is Kind.PERIOD:
        return need.quantity
    gained = distance(need.have, need.quantity)
    return gained if need.quantity.base >= need.have.base else None


def _way_en(way: list[Need], result: IndicatorResult) -> str:
    alone = isinstance(getattr(result.indicator.condition, "subject", None), MeasureRef) and not (
        result.actual and result.actual.parts
    )
    if cases.limits_of_one(way):
        return cases.need_en(way)
    of_one = periods.within(result.indicator.condition)
    groups = [(group, periods.grouped(group, result, "en")) for group in periods.alike(way)]
    return " and ".join(told or " and ".join(_need_en(need, alone, of_one) for need in group) for group, told in groups)


def _need_en(need: Need, alone: bool, of_one: bool = False) -> str:
    if need.cases is not None:
        return cases.need_en([need])
    if need.day is not None:
        return f"{need.measure} done by {need.day.isoformat()}"
    if need.level is not None:
        return f"{need.measure} {need.op} {need.level}"
    if need.quantity is None:
        return need.measure
    when = f" by {need.period.end.isoformat()}" if need.period is not None else ""
    if need.period is not None and of_one and need.kind is not Kind.YTD:
        when = f" in {need.period.text}"
    more = None if need.past else increment(need)
    if more is not None and need.period is not None and need.op in (">=", ">"):
        plan = ""
        if need.planned is not None and need.shortfall is not None and need.shortfall.number > 0:
            plan = f" (plan {words.plain(need.planned.number)} + shortfall {words.plain(need.shortfall.number)})"
        return f"{need.period.text}: {'' if alone else need.measure + ' '}{words.quantity(more, 'en')}{plan}{spread_en(need) if alone else ''}"
    sign = "" if alone and need.op == ">=" and need.kind is Kind.YTD else f"{need.measure} {need.op} "
    return f"{sign}{words.quantity(need.quantity, 'en')}{when}"
