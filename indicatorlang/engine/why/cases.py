"""How tables of cases are told: what each case has to meet, how many do, which are late and how their time was counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import attrs

from indicatorlang.diagnostics import Lang
from indicatorlang.engine.why import words
from indicatorlang.engine.why.one_case import case_en, case_zh
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Origin
from indicatorlang.model.assessment import IndicatorResult, Need
from indicatorlang.model.explanation import Step
from indicatorlang.model.formula import Constant, Elapsed
from indicatorlang.model.indicator import Condition, EachCase, EachPeriod, InRange, Threshold
from indicatorlang.model.measured import Cases, CaseSeen, Measured
from indicatorlang.model.period import shown_day
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.verdict import Verdict

MOST_TOLD = 5


@frozen(kw_only=True)
class CaseStep(Step):
    """One case that does not meet the demand, and how its time was counted."""

    code: ClassVar[str] = "case"

    case: CaseSeen

    def zh(self) -> str:
        return f"{case_zh(self.case)}。"

    def en(self) -> str:
        return case_en(self.case)


def steps(result: IndicatorResult) -> tuple[Step, ...]:
    """A step for each case that does not meet the demand."""
    cases = result.actual.cases if result.actual is not None else None
    return tuple(CaseStep(case=case) for case in cases.missed) if cases is not None else ()


# What is demanded


def demanded_zh(condition: EachCase) -> str:
    """`台账“发布记录”每件的发布时效均不超过3个工作日`, `台账“发布记录”中发布时效不超过3个工作日的件数占比不低于95%`."""
    said = f"{condition.measure}{_bound_zh(condition.part)}"
    if condition.share is None or condition.share.base == 1:
        return f"台账“{condition.table}”每一件的{said}"
    return f"台账“{condition.table}”中{said}的件数占比不低于{words.quantity(condition.share)}"


def _bound_zh(part: Threshold | InRange) -> str:
    if isinstance(part, InRange):
        ends = [
            words.expression(end) + ("" if closed else "（不含）")
            for end, closed in ((part.low, part.low_closed), (part.high, part.high_closed))
        ]
        return f"在{ends[0]}至{ends[1]}之间"
    if isinstance(part.bound, Constant):
        return words.bounded(part.meaning, part.bound.quantity)
    return f"{words.bound_word(part.meaning, part.bound.unit) if part.bound.unit is not None else '不超过'}{words.expression(part.bound)}"


# What it came to


def told(result: IndicatorResult, until: str, lang: Lang = "zh") -> str:
    """The value of a row over cases, or over the time between two days, without a full stop; empty for any other row."""
    actual = result.actual
    if actual is None or actual.state == "invalid":
        return ""
    if actual.aggregate == "elapsed" and len(actual.parts) <= 2:
        return _elapsed(result, actual, until, lang)
    if actual.cases is None:
        return ""
    zh = lang == "zh"
    if not actual.cases.delivered:
        table = actual.cases.table
        return f"没有报送台账“{table}”" if zh else f"the records {table} were not handed in"
    if actual.state == "no_data":
        return f"{until}台账“{actual.cases.table}”有的件算不出结果，见说明" if zh else "some cases cannot be computed; see below"
    if actual.state == "not_applicable":
        return _none(result, actual.cases, until, lang)
    head = _each_zh(result, actual, until) if zh else _each_en(result, actual, until)
    if actual.aggregate != "cases":
        head = _number_zh(actual, until, result.bound) if zh else _number_en(actual, until, result.bound)
    rest = (
        _late_zh(result, actual.cases)
        if zh
        else "; ".join(t for t in (_late_en(result, actual.cases), _others_en(actual.cases)) if t)
    )
    return ("；" if zh else "; ").join(text for text in (head, rest) if text)


def others_zh(result: IndicatorResult) -> str:
    """；另有3件尚未到期…, for what stands behind a value: the cases that do not count, and why."""
    actual = result.actual
    if actual is None or actual.cases is None or actual.state not in ("known", "not_applicable"):
        return ""
    late = _late_zh(result, actual.cases) if isinstance(result.indicator.condition, EachPeriod) else ""
    return "".join(f"；{text}" for text in (late, _others_zh(result, actual.cases)) if text)


def late_en(result: IndicatorResult) -> str:
    """The cases that missed a demand that holds in every period."""
    actual = result.actual
    if actual is None or actual.cases is None or not isinstance(result.indicator.condition, EachPeriod):
        return ""
    return "; ".join(text for text in (_late_en(result, actual.cases), _others_en(actual.cases)) if text)


def _none(result: IndicatorResult, cases: Cases, until: str, lang: Lang) -> str:
    met = result.verdict is Verdict.MET
    if lang == "en":
        why = f"all {len(cases.waiting)} cases of {cases.table} are still open" if cases.waiting else f"{cases.table} has no case"
        return f"{why}{'' if met else ', so not applicable'}"
    why = f"台账“{cases.table}”的{len(cases.waiting)}件都还没有到期" if cases.waiting else f"台账“{cases.table}”没有记录"
    return f"{until}{why}{'' if met else '，本项不适用' if result.verdict is Verdict.NOT_APPLICABLE else ''}"


def _of_one_period(condition: Condition | None) -> Condition | None:
    """The demand itself; of one in every period, what it is in one of them."""
    return condition.part if isinstance(condition, EachPeriod) else condition


def is_timed(result: IndicatorResult) -> bool:
    """Whether what is demanded of each case is to be quick: then cases are in time or late."""
    condition = _of_one_period(result.indicator.condition)
    cases = result.actual.cases if result.actual is not None else None
    if (
        not isinstance(condition, EachCase)
        or not isinstance(condition.part, Threshold)
        or condition.part.meaning not in ("<=", "<")
    ):
        return False
    unit = condition.part.bound.unit
    timed = unit is not None and unit.dimension in ((("workday", 1),), (("time", 1),))
    return timed and cases is not None and all(case.counted is not None for case in cases.missed[:1])


def _each_zh(result: IndicatorResult, actual: Measured, until: str) -> str:
    cases = actual.cases
    if cases is None or cases.met is None:
        return ""
    word = "按期" if is_timed(result) else "达标"
    if cases.met == cases.counted:
        return f"{until}台账“{cases.table}”共考核{cases.counted}件，全部{word}"
    if not cases.met:
        return f"{until}台账“{cases.table}”共考核{cases.counted}件，没有一件{word}"
    share = words.computed(actual, bound=result.bound)
    return f"{until}台账“{cases.table}”共考核{cases.counted}件，{cases.met}件{word}，占{share}"


def _each_en(result: IndicatorResult, actual: Measured, until: str) -> str:
    cases = actual.cases
    if cases is None or cases.met is None:
        return ""
    word = "in time" if is_timed(result) else "meet it"
    at = f", at {until}" if until else ""
    return f"{cases.met} of {cases.counted} cases of {cases.table} {word} ({words.computed(actual, 'en', result.bound)}){at}"


def _number_zh(actual: Measured, until: str, bound: Quantity | None) -> str:
    """`截至12月底台账“发布记录”计40件，发布时效的平均值为2.31个工作日`."""
    cases, value = actual.cases, words.computed(actual, bound=bound)
    assert cases is not None  # the caller has looked
    text = words.over_cases(actual.name, "zh")
    if actual.aggregate == "count" and cases.met is None:
        counted = actual.quantity is not None and bool(actual.quantity.unit.text)
        return f"{until}台账“{cases.table}”计{value}{'' if counted else '件'}"
    how = words.OVER_CASES_ZH.get(actual.aggregate)
    label = text or (actual.name if how is None else f"{actual.name}（{how if actual.aggregate == 'last' else '各件' + how}）")
    return f"{until}台账“{cases.table}”计{cases.counted}件，{label}为{value}"


def _number_en(actual: Measured, until: str, bound: Quantity | None) -> str:
    cases, value = actual.cases, words.computed(actual, "en", bound)
    assert cases is not None  # the caller has looked
    at = f", at {until}" if until else ""
    return f"{value} = {actual.name}{'' if '(' in actual.name else f', {actual.aggregate}'} over {cases.counted} cases of {cases.table}{at}"


def _told_one_by_one(result: IndicatorResult) -> bool:
    """Whether something is demanded of each case."""
    return result.actual is not None and isinstance(_of_one_period(result.indicator.condition), EachCase)


def _late_zh(result: IndicatorResult, cases: Cases) -> str:
    """The cases that miss the demand, the first of them with how their time was counted."""
    if not cases.missed or not _told_one_by_one(result):
        return ""
    shown = [case_zh(case) for case in cases.missed[:MOST_TOLD]]
    more = f"；等{len(cases.missed)}件" if len(cases.missed) > MOST_TOLD else ""
    return f"{'超期' if is_timed(result) else '未达标'}{len(cases.missed)}件：{'；'.join(shown)}{more}"


def _late_en(result: IndicatorResult, cases: Cases) -> str:
    if not cases.missed or not _told_one_by_one(result):
        return ""
    shown = [case_en(case) for case in cases.missed[:MOST_TOLD]]
    more = f"; {len(cases.missed)} in all" if len(cases.missed) > MOST_TOLD else ""
    return f"{'late' if is_timed(result) else 'missed'}: {'; '.join(shown)}{more}"


def _others_zh(result: IndicatorResult, cases: Cases) -> str:
    parts = []
    if cases.waiting:
        why = "尚未到期" if is_timed(result) else "尚未完成"
        parts.append(f"另有{len(cases.waiting)}件{why}，暂不计入（{_places(cases.waiting)}）")
    if cases.later:
        parts.append(f"评价时点以后的{cases.later}件不计")
    if cases.outside:
        parts.append(f"实施期以外的{cases.outside}件不计")
    return "；".join(parts)


def _others_en(cases: Cases) -> str:
    parts = []
    if cases.waiting:
        parts.append(f"{len(cases.waiting)} open and left out for now ({_places(cases.waiting, 'en')})")
    if cases.later:
        parts.append(f"{cases.later} later than the date of evaluation")
    if cases.outside:
        parts.append(f"{cases.outside} outside the span")
    return "; ".join(parts)


def _places(cases: tuple[CaseSeen, ...], lang: Lang = "zh") -> str:
    """`publications.csv第7、9、12行`."""
    first = cases[0].origin
    rows = [str(case.origin.row) for case in cases[:MOST_TOLD] if case.origin.row is not None]
    more = len(cases) > MOST_TOLD
    if lang == "en":
        file = attrs.evolve(first, row=None, column=None).shown("en")
        return f"{file + ', ' if file else ''}row{'s' if len(rows) > 1 else ''} {', '.join(rows)}{', …' if more else ''}"
    file = attrs.evolve(first, row=None, column=None).shown("zh")
    return f"{file}第{'、'.join(rows)}行{'等' if more else ''}"


# The time between two days of completion


def _elapsed(result: IndicatorResult, actual: Measured, until: str, lang: Lang) -> str:
    condition = result.indicator.condition
    subject = getattr(condition, "subject", None)
    if not isinstance(subject, Elapsed) or actual.quantity is None:
        return ""
    sides: list[str] = []
    parts = {part.name: part for part in actual.parts}
    for moment in (subject.start, subject.end):
        day = moment.day if moment.measure is None else parts[moment.measure].day if moment.measure in parts else None
        name = moment.measure or ""
        if lang == "zh":
            sides.append(f"{name}{shown_day(day)}" if day is not None else f"{name}{until.removeprefix('截至')}仍未完成")
        else:
            sides.append(f"{name} {day.isoformat()}".strip() if day is not None else f"{name} not done by {until}")
    value = words.quantity(actual.quantity, lang)
    ended = all(part.day is not None for part in actual.parts)
    if lang == "en":
        return f"{value}{'' if ended else ' so far'}: {sides[0]} to {sides[1]}"
    return f"{sides[0]}，{sides[1]}，{'计' if ended else '已'}{value}"


# What is needed, and the rest


def limits_of_one(way: Sequence[Need]) -> bool:
    """Whether the entries of a way are the limits of one demand on each case."""
    first = way[0]
    return all(need.cases is not None and (need.measure, need.period) == (first.measure, first.period) for need in way)


def need_zh(way: Sequence[Need]) -> str:
    """`再有2件办理时效不超过3个工作日`, `再有2件办理时效不少于2个工作日且不超过3个工作日`."""
    return f"再有{way[0].cases}件{way[0].measure}{_limits_zh(way)}"


def still_zh(way: Sequence[Need]) -> str:
    """Of a row that is not due."""
    return f"此后至少再有{way[0].cases}件，且每件{way[0].measure}都{_limits_zh(way)}"


def _limits_zh(way: Sequence[Need]) -> str:
    return "且".join(words.bounded(need.op, need.quantity) for need in way if need.quantity is not None)


def need_en(way: Sequence[Need]) -> str:
    """The same in English."""
    first, more = way[0], "more" if way[0].past else "further"
    limits = " and ".join(f"{need.op} {words.quantity(need.quantity, 'en')}" for need in way if need.quantity is not None)
    return f"{first.cases} {more} case{'s' if first.cases != 1 else ''} with {first.measure} {limits}"


def headline(result: IndicatorResult, lang: Lang) -> list[str]:
    """`40件中38件按期` for what is judged case by case; empty for anything else."""
    actual = result.actual
    if actual is None or actual.aggregate != "cases" or actual.cases is None:
        return []
    cases = actual.cases
    if not cases.delivered:
        return [f"没有报送台账“{cases.table}”" if lang == "zh" else f"no records {cases.table}"]
    if actual.state != "known" or cases.met is None:
        return []
    gap = [words.quantity(result.gap, lang)] if result.gap is not None else []
    if lang == "en":
        return [f"{cases.met} of {cases.counted} cases", *(f"gap {text}" for text in gap)]
    word = "按期" if is_timed(result) else "达标"
    all_met = cases.met == cases.counted
    return [
        f"{cases.counted}件全部{word}" if all_met else f"{cases.counted}件中{cases.met}件{word}",
        *(f"差{text}" for text in gap),
    ]


def evidence_zh(result: IndicatorResult) -> list[str]:
    """`台账“发布记录”（publications.csv，40件）`, of this row and of its parts."""
    found: dict[str, None] = {}
    for cases in _tables(result.actual):
        source = cases.source.shown("zh") if cases.source != Origin() else ""
        if cases.delivered and (source or cases.counted):
            found[f"台账“{cases.table}”" + (f"（{source}）" if source and source != f"“{cases.table}”表" else "")] = None
    for part in result.parts:
        found |= dict.fromkeys(evidence_zh(part))
    return list(found)


def _tables(measured: Measured | None) -> list[Cases]:
    if measured is None:
        return []
    own = [measured.cases] if measured.cases is not None else []
    return own + [cases for part in measured.parts for cases in _tables(part)]
