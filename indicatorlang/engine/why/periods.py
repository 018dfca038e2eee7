"""What is to hold in every period: how it is demanded, which periods were missed, and what they still need. Periods are named, not counted;
many in a row are named by their ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from indicatorlang.diagnostics import Lang
from indicatorlang.engine.problems.period_problems import PeriodsNotStated
from indicatorlang.engine.value.cadence import periods_of
from indicatorlang.engine.why import growth, words
from indicatorlang.engine.why.period_lists import COUNTED, count, listed
from indicatorlang.model.assessment import IndicatorResult, Need
from indicatorlang.model.formula import Constant
from indicatorlang.model.indicator import (
    AtLevel,
    Condition,
    DoneBy,
    EachCase,
    EachPeriod,
    InRange,
    Threshold,
    Trend,
    conditions,
)
from indicatorlang.model.measured import PeriodResult
from indicatorlang.model.period import Grain, Period
from indicatorlang.model.verdict import COLOUR_WORDS, Verdict

_TOLD_ONE_BY_ONE = 3
EVERY: Mapping[str, str] = MappingProxyType(
    {"day": "每天", "week": "每周", "month": "每月", "quarter": "每季度", "half": "每半年", "year": "每年"}
)
_STEPWISE = {"day": "逐日", "week": "逐周", "month": "逐月", "quarter": "逐季"}


def every_zh(condition: EachPeriod, result: IndicatorResult) -> str:
    """每周, 每季度; 每期 where nobody can tell yet how long a period is."""
    grain = grain_of(condition, result)
    return EVERY.get(grain, "每期")


def stepwise_zh(condition: Trend) -> str:
    """逐季提升, 逐期下降."""
    return f"{_STEPWISE[condition.each] if condition.each else '逐期'}{'提升' if condition.rises else '下降'}"


def grain_of(condition: EachPeriod | Trend, result: IndicatorResult) -> str:
    """How long the periods are; empty where nobody can tell yet."""
    every = condition.every if isinstance(condition, EachPeriod) else condition.each
    if every is not None:
        return every
    return next((str(p.period.grain) for p in result.periods if str(p.period.grain) in EVERY), "")


def within(condition: Condition | None) -> bool:
    """Whether a demand, or a part of it, is judged period by period."""
    return condition is not None and any(isinstance(part, EachPeriod | Trend) for part in conditions(condition))


def by_period(result: IndicatorResult) -> bool:
    """Whether a row, or a part of one, was judged period by period."""
    return isinstance(result.indicator.condition, EachPeriod | Trend) and result.actual is not None


def of(result: IndicatorResult, *verdicts: Verdict) -> list[PeriodResult]:
    """The periods with one of these verdicts."""
    return [each for each in result.periods if each.verdict in verdicts]


def not_handed_in(result: IndicatorResult) -> str:
    """The table of cases that is looked at and was not handed in; empty where there is none."""
    cases = result.actual.cases if result.actual is not None else None
    return cases.table if cases is not None and not cases.delivered else ""


# What it came to


def value_zh(result: IndicatorResult) -> str:
    """`截至12月底共考核51周，48周达标，占94.12%；第3、7、12周均为0次，各差1次`."""
    condition = result.indicator.condition
    assert isinstance(condition, EachPeriod | Trend)  # the caller has looked
    grain = grain_of(condition, result)
    if table := not_handed_in(result):
        return f"没有报送台账“{table}”"
    if not result.periods:
        return _waiting_zh(condition, result, grain)
    day = words.evaluated_on(result)
    until = words.by_end_of(day, result.span) if day is not None else ""
    counted = [each for each in result.periods if each.verdict is not Verdict.NOT_APPLICABLE]
    met = of(result, Verdict.MET)
    if isinstance(condition, Trend):
        head = f"{until}与上期比较{len(counted)}次，"
        head += f"次次{_moved(condition)}" if len(met) == len(counted) else f"{len(met)}次{_moved(condition)}"
    else:
        head = f"{until}共考核{count(len(counted), grain)}，"
        head += (
            "全部达标"
            if len(met) == len(counted)
            else f"{count(len(met), grain)}达标"
            if met or of(result, Verdict.MISSED)
            else ""
        )
    share = f"，占{words.computed(result.actual)}" if result.verdict is Verdict.MISSED and result.actual is not None else ""
    others = "；".join(text for text in (missed_zh(condition, result), *_others_zh(result)) if text)
    come = _to_come_zh(condition, result, grain)
    told = (head + share).removesuffix("，")
    return (f"{told}（{others}）" if others else told) + (f"；{come}" if come else "")


def _moved(condition: Trend) -> str:
    return "提升" if condition.rises else "下降"


def missed_zh(condition: EachPeriod | Trend, result: IndicatorResult) -> str:
    """The periods that missed it, with what they came to where that is short."""
    missed = of(result, Verdict.MISSED)
    if not missed:
        return ""
    if isinstance(condition, Trend):
        if len(missed) <= _TOLD_ONE_BY_ONE:
            return "；".join(_trend_zh(condition, each, result) for each in missed)
        return f"{listed((each.period for each in missed), result.span)}没有{_moved(condition)}"
    if growth.grows(condition.part) and len(missed) <= _TOLD_ONE_BY_ONE and all(each.before is not None for each in missed):
        return "；".join(_grown_zh(condition, each, result) for each in missed)
    came_to = {(_came_to(each), words.quantity(each.gap)) for each in missed}
    where = listed((each.period for each in missed), result.span)
    if len(came_to) == 1 and len(missed) > 1:
        ((value, gap),) = came_to
        each_short = f"，各{_short(condition, missed[0])}{gap}" if gap else ""
        return f"{where}均{value}{each_short}" if value else f"{where}未达标"
    if len(missed) <= _TOLD_ONE_BY_ONE and all(_came_to(each) for each in missed):
        return "；".join(_one_zh(condition, each, result) for each in missed)
    return f"{where}未达标"


def _came_to(each: PeriodResult) -> str:
    if each.actual is not None:
        return f"为{words.quantity(each.actual)}"
    return f"为“{each.level.name}”" if each.level is not None else ""


def _one_zh(condition: EachPeriod, each: PeriodResult, result: IndicatorResult) -> str:
    value = _came_to(each).removeprefix("为") if each.actual is not None and each.actual.unit.text else _came_to(each)
    gap = f"，{_short(condition, each)}{words.quantity(each.gap)}" if each.gap is not None else ""
    return f"{words.short_period(each.period, result.span)}{value}{gap}"


def _short(condition: EachPeriod, each: PeriodResult) -> str:
    """差 below what is demanded, 超出 above it."""
    meaning = getattr(condition.part, "meaning", "")
    if meaning in ("<=", "<"):
        return "超出"
    high = getattr(condition.part, "high", None)
    limit = getattr(high, "quantity", None)
    return "超出" if limit is not None and each.actual is not None and each.actual.base > limit.base else "差"


def _trend_zh(condition: Trend, each: PeriodResult, result: IndicatorResult) -> str:
    when, value = words.short_period(each.period, result.span), words.quantity(each.actual)
    value = value if each.actual is not None and each.actual.unit.text else f"为{value}"
    if each.gap is None:
        return f"{when}{value}，与上期持平"
    return f"{when}{value}，比上期{'下降' if condition.rises else '上升'}{words.quantity(each.gap)}"


def _grown_zh(condition: EachPeriod, each: PeriodResult, result: IndicatorResult) -> str:
    """`第三季度5个，与上期持平`, where growth without an amount was demanded."""
    assert isinstance(condition.part, Threshold)  # growth is nothing else
    value = _came_to(each).removeprefix("为") if each.actual is not None and each.actual.unit.text else _came_to(each)
    return f"{words.short_period(each.period, result.span)}{value}，{growth.beside_zh(condition.part, each.actual, each.before)}"


def _others_zh(result: IndicatorResult) -> Iterable[str]:
    condition = result.indicator.condition
    of_cases = isinstance(condition, EachPeriod) and isinstance(condition.part, EachCase)
    for verdict, said in (
        (Verdict.NO_DATA, "未填报"),
        (Verdict.INVALID, "数据待核"),
        (Verdict.NOT_APPLICABLE, "没有应考核的记录" if of_cases else "不适用"),
    ):
        periods = [each.period for each in of(result, verdict) if not _uncompared(each)]
        if periods:
            lacking = verdict is Verdict.NO_DATA and result.actual is not None and result.actual.evidence_missing
            said = "数据不全" if verdict is Verdict.NO_DATA and grows_each(condition) else said
            yield f"{listed(periods, result.span)}{'缺佐证材料，按未填报计' if lacking else said}"
    lone = [each.period for each in result.periods if _uncompared(each)]
    if lone:
        yield f"{listed(lone, result.span)}无从比较"


def _uncompared(each: PeriodResult) -> bool:
    """Whether a period has a value, and the one before it has none."""
    return each.verdict is Verdict.NO_DATA and each.actual is not None


def grows_each(condition: Condition | None) -> bool:
    """Whether growth is demanded in every period: then its own value may be there, and the earlier one missing."""
    return isinstance(condition, EachPeriod) and isinstance(condition.part, Threshold) and growth.grows(condition.part)


def _blank(result: IndicatorResult) -> list[Period]:
    """The periods that still have to be reported."""
    return [each.period for each in of(result, Verdict.NO_DATA) if not _uncompared(each)]


def _to_come_zh(condition: EachPeriod | Trend, result: IndicatorResult, grain: str) -> str:
    if result.pace is None:
        return ""  # of a part of a target its whole tells how it is on its way
    left = len(to_come(condition, result, grain))
    colour = result.pace.colour
    pace = f"（{COLOUR_WORDS[colour]['zh']}）" if colour is not None else ""
    return f"另有{count(left, grain)}未到期{pace}" if left else ""


def to_come(condition: EachPeriod | Trend, result: IndicatorResult, grain: str) -> tuple[Period, ...]:
    """The periods that have not ended by the date of evaluation."""
    if result.span is None or result.as_of is None or grain not in EVERY:
        return ()
    as_of = result.as_of
    calendar = periods_of(Grain(grain), result.span, condition.due or result.span.end)
    return tuple(period for period in calendar.periods if period.end > as_of)


def _waiting_zh(condition: EachPeriod | Trend, result: IndicatorResult, grain: str) -> str:
    coming = to_come(condition, result, grain)
    if result.verdict is Verdict.NOT_DUE and coming:
        if isinstance(condition, Trend):
            return "还没有可与上期比较的数"
        return f"第一个考核期（{words.short_period(coming[0], result.span)}）尚未结束"
    if any(isinstance(remark, PeriodsNotStated) for remark in result.assumed):
        return "台账里的件还没有分期，见说明"
    name = result.actual.name if result.actual is not None else ""
    return f"“{name}”没有填报" if name else "没有填报"


def value_en(result: IndicatorResult) -> str:
    """`48 of 51 periods meet it (94.12%); missed: 2019W03 (0 次, gap 1 次)`."""
    condition = result.indicator.condition
    assert isinstance(condition, EachPeriod | Trend)  # the caller has looked
    grain = grain_of(condition, result)
    if not result.periods and any(isinstance(remark, PeriodsNotStated) for remark in result.assumed):
        return "the cases are not divided into periods yet; see below"
    if table := not_handed_in(result):
        return f"the records {table} were not handed in"
    if not result.periods:
        return (
            "no period has ended yet"
            if result.verdict is Verdict.NOT_DUE
            else f"no data for {result.actual.name if result.actual else ''}"
        )
    counted = [each for each in result.periods if each.verdict is not Verdict.NOT_APPLICABLE]
    things = "comparisons with the period before" if isinstance(condition, Trend) else f"{grain or 'period'}s"
    share = (
        f" ({words.computed(result.actual, 'en')})" if result.actual is not None and result.actual.quantity is not None else ""
    )
    parts = [f"{len(of(result, Verdict.MET))} of {len(counted)} {things} hold{share}"]
    missed = of(result, Verdict.MISSED)
    if missed and len(missed) <= _TOLD_ONE_BY_ONE:
        parts.append("missed: " + ", ".join(_one_en(each) for each in missed))
    elif missed:
        parts.append(f"missed: {listed((each.period for each in missed), result.span, 'en')}")
    for verdict, said in ((Verdict.NO_DATA, "blank"), (Verdict.INVALID, "invalid"), (Verdict.NOT_APPLICABLE, "not applicable")):
        periods = [each.period for each in of(result, verdict) if not _uncompared(each)]
        said = "incomplete" if verdict is Verdict.NO_DATA and grows_each(condition) else said
        parts += [f"{said}: {listed(periods, result.span, 'en')}"] if periods else []
    lone = [each.period for each in result.periods if _uncompared(each)]
    parts += [f"nothing to compare with: {listed(lone, result.span, 'en')}"] if lone else []
    left = len(to_come(condition, result, grain)) if result.pace is not None else 0
    colour = result.pace.colour if result.pace is not None else None
    pace = f" ({COLOUR_WORDS[colour]['en']})" if colour is not None else ""
    return "; ".join([*parts, f"{left} still to come{pace}"] if left else parts)


def _one_en(each: PeriodResult) -> str:
    value = words.quantity(each.actual, "en") if each.actual is not None else each.level.name if each.level is not None else ""
    before = f" after {words.quantity(each.before, 'en')}" if each.before is not None else ""
    gap = f", gap {words.quantity(each.gap, 'en')}" if each.gap is not None else ""
    return f"{each.period.text} ({value}{before}{gap})" if value else each.period.text


def headline(result: IndicatorResult, lang: Lang) -> list[str]:
    """What a table cell says of the periods."""
    condition = result.indicator.condition
    if not isinstance(condition, EachPeriod | Trend) or not result.periods:
        return []
    if table := not_handed_in(result):
        return [f"没有报送台账“{table}”" if lang == "zh" else f"no records {table}"]
    grain = grain_of(condition, result)
    counted = [each for each in result.periods if each.verdict is not Verdict.NOT_APPLICABLE]
    met, missed = of(result, Verdict.MET), of(result, Verdict.MISSED)
    if lang == "en":
        told = [f"{len(met)} of {len(counted)} {grain or 'period'}s"]
        blank = of(result, Verdict.NO_DATA)
        told += [f"missed {listed((each.period for each in missed), result.span, 'en')}"] if missed else []
        return told + ([f"blank {listed((each.period for each in blank), result.span, 'en')}"] if blank else [])
    unit = COUNTED.get(grain, "期")
    told = [f"{len(counted)}{unit}中{len(met)}{unit}达标"] if met or missed else []
    if met and len(met) == len(counted):
        told = [f"{len(counted)}{unit}全部达标"]
    if isinstance(condition, Trend):
        told = [f"与上期比较{len(counted)}次，{len(met)}次{_moved(condition)}"] if met or missed else []
    if missed:
        told.append(f"{listed((each.period for each in missed), result.span)}未达标")
    elif blank := of(result, Verdict.NO_DATA):
        told.append(f"缺{listed((each.period for each in blank), result.span)}数据")
    return told


# What it still needs


def alike(way: Sequence[Need]) -> list[list[Need]]:
    """The entries of a way, those that differ in their period alone together."""
    found: dict[tuple[object, ...], list[Need]] = {}
    for need in way:
        found.setdefault((need.measure, need.kind, need.op, need.quantity, need.level), []).append(need)
    return list(found.values())


def grouped(way: Sequence[Need], result: IndicatorResult, lang: Lang = "zh") -> str:
    """`第3、7、12周全库备份不少于1次`: entries that differ in their period alone, in one go; empty for any others."""
    first, spans = way[0], [need.period for need in way if need.period is not None]
    same = {(need.measure, need.kind, need.op, need.quantity, need.level) for need in way}
    if len(way) < 2 or len(same) > 1 or len(spans) < len(way) or first.quantity is None or not within(result.indicator.condition):
        return ""
    if lang == "en":
        return f"{first.measure} {first.op} {words.quantity(first.quantity, 'en')} in {listed(spans, result.span, 'en')}"
    return f"{listed(spans, result.span)}{first.measure}均{words.bounded(first.op, first.quantity)}"


def wanting_zh(result: IndicatorResult) -> str:
    """What the missed periods would have had to bring; their time has passed."""
    condition, missed = result.indicator.condition, of(result, Verdict.MISSED)
    if not missed or not isinstance(condition, EachPeriod | Trend):
        return ""
    where = listed((each.period for each in missed), result.span)
    blank = _blank(result)
    also = f"，并补齐{listed(blank, result.span)}所缺的数且符合要求" if blank else ""
    passed = "该期已过，以后各期不改变这一结论" if len(missed) == 1 else "这些期间已过，以后各期不改变其结论"
    if _still_open(result, missed):
        passed = f"{'该期' if len(missed) == 1 else '这些期间'}已过，其中尚未办结的件办结后，结论可能改变"
    return f"{where}{_wanted_zh(condition, len(missed) > 1)}{also}，即达标。{passed}。"


def _still_open(result: IndicatorResult, missed: Sequence[PeriodResult]) -> bool:
    """Whether cases that belong to the missed periods have no end yet: then what they come to is not known."""
    cases = result.actual.cases if result.actual is not None else None
    days = [case.day for case in cases.waiting if case.day is not None] if cases is not None else []
    return any(each.period.start <= day <= each.period.end for each in missed for day in days)


def _wanted_zh(condition: EachPeriod | Trend, several: bool = False) -> str:
    each = "均" if several else ""
    if isinstance(condition, Trend):
        return f"{words.expression(condition.subject)}{each}{'高于' if condition.rises else '低于'}上期"
    match condition.part:
        case Threshold() as part if growth.grows(part):
            return f"{words.expression(growth.grown_subject(part))}{growth.demanded_zh(part)}"
        case Threshold(subject=subject, bound=Constant(quantity=bound), meaning=meaning):
            return f"{words.expression(subject)}{each}{words.bounded(meaning, bound)}"
        case AtLevel(measure=measure, level=level, op=op, scale=scale):
            return f"{measure}{words.level_demanded(op, level.name, scale)}"
        case DoneBy(measure=measure):
            return f"完成“{measure}”"
        case EachCase(measure=measure):
            return f"{measure}达到要求"
        case InRange(subject=subject):
            return f"{words.expression(subject)}在要求的范围内"
    return "达到要求"


def wanting_en(result: IndicatorResult) -> str:
    """The same in English."""
    missed = of(result, Verdict.MISSED)
    gap = [words.quantity(result.gap, "en")] if result.gap is not None else []
    if not missed:
        return "; ".join(gap)
    where = listed((each.period for each in missed), result.span, "en")
    blank = _blank(result)
    lacking = f"{'is' if len(blank) == 1 else 'are'} {'incomplete' if grows_each(result.indicator.condition) else 'blank'}"
    also = f", and in {listed(blank, result.span, 'en')}, which {lacking}" if blank else ""
    return "; ".join(
        [
            *gap,
            f"it would have had to hold in {where}{also}; later periods do not change {'that' if len(missed) == 1 else 'them'}",
        ]
    )


def ahead_zh(result: IndicatorResult) -> str:
    """What every period to come must bring."""
    condition = result.indicator.condition
    assert isinstance(condition, EachPeriod | Trend)  # the caller has looked
    if isinstance(condition, Trend):
        return f"各期都须{'高于' if condition.rises else '低于'}上期，方能达标。"
    coming = to_come(condition, result, grain_of(condition, result))
    since = f"自{words.short_period(coming[0], result.span)}起" if coming else ""
    return f"{since}{every_zh(condition, result)}都须{_wanted_zh(condition)}，方能达标。"


def ahead_en(result: IndicatorResult) -> str:
    """The same in English."""
    condition = result.indicator.condition
    assert isinstance(condition, EachPeriod | Trend)  # the caller has looked
    coming = to_come(condition, result, grain_of(condition, result))
    since = f" from {coming[0].text} on" if coming else ""
    return f"it has to hold in every period{since}; recoverable"
