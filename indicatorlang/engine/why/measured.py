"""完成 / measured: what the data came to at the date."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

import attrs

from indicatorlang.diagnostics import Lang
from indicatorlang.engine.value.values import leaves
from indicatorlang.engine.why import cases, growth, period_lists, periods, units, words
from indicatorlang.engine.why.deciding import decided_by
from indicatorlang.engine.why.demanded import demand_zh
from indicatorlang.engine.why.earning import from_nought
from indicatorlang.engine.why.surveyed import surveyed
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Observation
from indicatorlang.model.assessment import IndicatorResult, MilestoneResult
from indicatorlang.model.explanation import Step
from indicatorlang.model.indicator import DoneBy, EachCase, Negation, Threshold
from indicatorlang.model.measured import Measured
from indicatorlang.model.period import Period, shown_day
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.verdict import VERDICT_WORDS, Verdict


@frozen(kw_only=True)
class Input(Step):
    """One value that was used, and where it stands."""

    code: ClassVar[str] = "input"

    observation: Observation
    span: Period | None = None
    signed: bool = False

    def _named(self, lang: Lang = "zh") -> str:
        unit, name = self.observation.reporter if self.signed else "", self.observation.measure
        return name if not unit else f"{name}（{unit}）" if lang == "zh" else f"{name} ({unit})"

    def zh(self) -> str:
        place = self.observation.origin.shown("zh")
        used = "（已被后来的更正替换）" if self.observation.replaced else "（只作核对）" if self.observation.checked else ""
        return f"{self._named()}：{words.observed(self.observation, self.span)}{used}{'，' + place if place else ''}。"

    def en(self) -> str:
        o = self.observation
        used = " (replaced by a correction)" if o.replaced else " (a check only)" if o.checked else ""
        place = o.origin.shown("en")
        return f"{self._named('en')}: {words.observed(o, self.span, 'en')}{used}{'; ' + place if place else ''}"


@frozen(kw_only=True)
class MeasuredStep(Step):
    """The value of a row that is decided, with what it is short or ahead."""

    code: ClassVar[str] = "measured"
    label_zh: ClassVar[str] = "完成"
    label_en: ClassVar[str] = "measured"

    result: IndicatorResult = attrs.field(repr=False)

    def zh(self) -> str:
        if self.result.verdict is Verdict.NOT_DUE:
            return ""  # told with the pace
        if self.result.verdict is Verdict.INVALID and self.result.problems:
            return "；".join(dict.fromkeys(words.said(p) for p in self.result.problems)) + "。" + decided_by(self.result)
        if switched_off(self.result) and self.result.indicator.when is not None:
            return f"适用条件（{demand_zh(self.result.indicator.when, attrs.evolve(self.result, due=None))}）不成立，本项不适用。"
        if self.result.parts:
            return parts_zh(self.result) + decided_by(self.result)
        text = value_zh(self.result)
        return (
            f"{text}{_compared_zh(self.result)}{steps_zh(self.result)}{cases.others_zh(self.result)}{_blanks_zh(self.result)}。"
            if text
            else ""
        )

    def en(self) -> str:
        if self.result.verdict is Verdict.INVALID and self.result.problems:
            told = dict.fromkeys(p.en() for p in self.result.problems)
            return "; ".join([*told, *([decides] if (decides := decided_by(self.result, "en")) else [])])
        if switched_off(self.result):
            return "the condition under which it applies does not hold"
        text = parts_en(self.result) if self.result.parts else value_en(self.result)
        late = cases.late_en(self.result)
        text = f"{text}; {late}" if late else text
        decides = decided_by(self.result, "en")
        if decides and self.result.verdict is not Verdict.NOT_DUE:  # until then nothing is decided
            return f"{text}; {decides}"
        ahead = self.result.verdict is Verdict.NOT_DUE and self.result.gap is not None and not growth.stands_beside(self.result)
        text = f"{text}; gap {words.quantity(self.result.gap, 'en')}" if text and ahead else text
        steps = "" if self.result.parts else "; ".join(_steps(self.result, "en"))
        return f"{text}; milestones: {steps}" if text and steps else text


def switched_off(result: IndicatorResult) -> bool:
    """Whether a row is not applicable because its `when` does not hold."""
    return result.working is not None and result.working.method == "when"


def parts_zh(result: IndicatorResult) -> str:
    """The parts of and/or/not, each with what it asks, what it came to, and its verdict."""
    if isinstance(result.indicator.condition, Negation):
        return "；".join(_part_zh(part, bare=True) for part in result.parts) + "。"
    told = [_part_and_verdict_zh(part) for part in result.parts]
    day = words.evaluated_on(result)
    until = words.by_end_of(day, result.span) if day is not None else ""
    if until and until in told[0]:  # the same day is said once
        told = [told[0], *(text.replace(until, "", 1) for text in told[1:])]
    return "；".join(told) + "。"


_SAID_BY = {Verdict.MET: "全部达标", Verdict.NO_DATA: "没有填报", Verdict.NOT_APPLICABLE: "不适用"}
"""Where a part ends with this, its verdict has been said."""


def _part_and_verdict_zh(part: IndicatorResult) -> str:
    text = _part_zh(part).removesuffix("，本项不适用")  # what is meant is the part
    said = _SAID_BY.get(part.verdict)
    return text if said and text.endswith(said) else f"{text}，{VERDICT_WORDS[part.verdict]['zh']}"


def _part_zh(part: IndicatorResult, bare: bool = False) -> str:
    """One part by its name; `bare` leaves out how it compares, which under `not` would say the opposite of what is meant."""
    if part.parts:
        inner = parts_zh(part).removesuffix("。")
        return inner if isinstance(part.indicator.condition, Negation) else f"（{inner}）"
    if part.verdict is Verdict.INVALID:
        return "；".join(dict.fromkeys(words.said(p) for p in part.problems))
    value = value_zh(part)
    unknown = part.actual is not None and part.actual.state == "no_data" and not periods.by_period(part)
    named = part.actual is None or part.actual.parts or unknown or part.actual.name in value
    named = named or (part.actual is not None and words.over_cases(part.actual.name) is not None)
    before = "；".join(_steps(part)) if part.milestones and not bare else ""
    text = f"{'' if named or part.actual is None else part.actual.name}{value}{'' if bare else _compared_zh(part)}"
    return f"{text}（各节点：{before}）" if before else text


def steps_zh(result: IndicatorResult) -> str:
    """The steps of a schedule that are due, each with its own verdict."""
    told = _steps(result)
    return f"。各节点：{'；'.join(told)}" if told else ""


def _steps(result: IndicatorResult, lang: Lang = "zh") -> list[str]:
    """Every step that is due: what there was on its day, what was missing, its verdict. None where only the last one is due."""
    due = [m for m in result.milestones if m.verdict in (Verdict.MET, Verdict.MISSED, Verdict.NO_DATA)]
    if len(due) < 2 and result.verdict is not Verdict.NOT_DUE:
        return []
    return [_step(m, result.span, lang) for m in due]


def _step(step: MilestoneResult, span: Period | None, lang: Lang) -> str:
    """`6月底36家，差4家，未达标`."""
    verdict = VERDICT_WORDS[step.verdict][lang]
    value = words.quantity(step.actual, lang)
    if lang == "en":
        short = f", gap {words.quantity(step.gap, 'en')}" if step.gap is not None else ""
        return f"{step.by.isoformat()} {value}{short}{', ' if value else ''}{verdict}"
    above = step.actual is not None and step.actual.base > step.target.base
    short = f"，{'超出' if above else '差'}{words.quantity(step.gap)}" if step.gap is not None else ""
    return f"{words.state_at(step.by, span)}{value}{short}，{verdict}"


def _blanks_zh(result: IndicatorResult) -> str:
    actual = result.actual
    if actual is None or actual.state != "known" or not actual.blanks or periods.by_period(result):
        return ""
    return f"（{period_lists.blanks(actual, result.span)}未填报，不影响结论）"


def parts_en(result: IndicatorResult) -> str:
    """The same in English."""
    return "; ".join(f"{_part_en(part)}: {VERDICT_WORDS[part.verdict]['en']}" for part in result.parts)


def _part_en(part: IndicatorResult) -> str:
    if part.parts:
        return f"({parts_en(part)})"
    named = part.actual is None or bool(part.actual.parts) or (part.actual.state != "known" and not periods.by_period(part))
    steps = "; ".join(_steps(part, "en"))
    text = f"{'' if named or part.actual is None else part.actual.name + ' '}{value_en(part) or 'nothing'}"
    return f"{text} (milestones: {steps})" if steps else text


def value_zh(result: IndicatorResult) -> str:
    """The value in Chinese, without what it is compared with."""
    actual, span = result.actual, result.span
    if actual is None:
        return ""
    if periods.by_period(result):
        return periods.value_zh(result)
    day = words.evaluated_on(result)
    until = words.by_end_of(day, span) if day is not None else ""
    if of_units := units.told(actual, day, span, result.bound):
        return of_units
    if of_growth := growth.told_zh(result, until):
        return of_growth
    if of_cases := cases.told(result, until):
        return of_cases
    match actual.state:
        case "invalid":
            return "；".join(dict.fromkeys(words.said(p) for p in actual.problems or result.problems))
        case "not_applicable":
            return _not_applicable(actual, result)
        case "no_data":
            if isinstance(result.indicator.condition, DoneBy) and not actual.evidence_missing:
                return f"{until}“{actual.name}”没有填报"
            return _missing_zh(actual, until, span)
    if actual.day is not None:
        return f"{shown_day(actual.day)}完成"
    if actual.done is not None:
        return f"{until}已完成" if actual.done else f"{until}未完成"
    if survey := surveyed(actual):
        return survey
    if actual.level is not None:
        return f"{until}评为“{actual.level.name}”"
    if actual.quantity is None:
        return ""
    sides = words.part_texts(actual)
    if sides:
        return f"{until}{sides}＝{words.computed(actual, bound=result.bound)}"
    if words.is_cumulative(actual):
        return f"{until}累计{words.quantity(actual.quantity)}"
    verb = {"mean": "各期平均值", "min": "各期最小值", "max": "各期最大值"}.get(actual.aggregate, "为")
    return f"{until.removeprefix('截至') if verb == '为' else until}{verb}{words.computed(actual, bound=result.bound)}"


def _not_applicable(actual: Measured, result: IndicatorResult) -> str:
    empty = _nothing_over_nothing(actual)
    if empty is not None:
        names = "、".join(part.name for part in empty.parts)
        return f"{names}均为0，没有发生{'，本项不适用' if result.verdict is Verdict.NOT_APPLICABLE else ''}"
    return "填报为不适用"


def _nothing_over_nothing(actual: Measured) -> Measured | None:
    """The quotient of two noughts that a value stands on."""
    if actual.denominator is not None and actual.denominator.base == 0:
        return actual
    return next((found for part in actual.parts if (found := _nothing_over_nothing(part)) is not None), None)


def _missing_zh(actual: Measured, until: str, span: Period | None) -> str:
    missing = [part for part in leaves(actual) if part.state == "no_data"]
    if any(part.evidence_missing for part in missing):
        return f"缺{''.join(f'“{part.name}”' for part in missing)}的佐证材料，按未填报计"
    listed = period_lists.blanks(actual, span)
    names = "".join(f"“{part.name}”" for part in missing)
    so_far = period_lists.so_far(actual)
    never = not actual.inputs and not any(part.inputs or part.parts or part.units for part in missing)
    return f"{until}{names}缺{listed}数据{so_far}" if listed and not never else f"{until}{names}没有填报"


def _compared_zh(result: IndicatorResult) -> str:
    """，超额6家，完成率104.00%."""
    working, text = result.working, ""
    if result.actual is None or result.actual.state != "known" or periods.by_period(result):
        return ""
    if growth.grows(result.indicator.condition):
        return growth.compared_zh(result)
    if isinstance(result.indicator.condition, EachCase):
        return ""  # the gap is told with the share
    if from_nought(result):
        return ""  # nothing is demanded that could be exceeded
    if result.excess is not None:
        text += f"，超额{words.quantity(result.excess)}"
    elif result.gap is not None and result.verdict is Verdict.MISSED and result.gap.number:
        text += f"，{gap_word(result)}{words.quantity(result.gap)}"
    rate = _rate(result)
    return text + (f"，完成率{words.percent(rate)}" if rate is not None and working is not None else "")


def gap_word(result: IndicatorResult) -> str:
    """差 what is short, 超出 what is above, 晚 for days."""
    if result.actual is not None and (result.actual.day is not None or result.actual.done is not None):
        return "晚"
    actual = result.actual.quantity if result.actual is not None else None
    above = actual is not None and result.bound is not None and actual.base > result.bound.base
    return "超出" if above else "差"


def _rate(result: IndicatorResult) -> Fraction | None:
    """Actual over target, for counted things of which more is better."""
    condition, working = result.indicator.condition, result.working
    if not isinstance(condition, Threshold) or condition.meaning not in (">=", ">") or working is None:
        return None
    if working.actual is None or working.target is None or working.target.base <= 0 or working.target.unit.is_ratio:
        return None
    return working.actual.base / working.target.base


_AGGREGATES_EN = {"sum": "sum", "mean": "mean", "min": "minimum", "max": "maximum", "last": "last"}


def value_en(result: IndicatorResult) -> str:
    """The value in English, with how it came about and where it stands."""
    actual = result.actual
    if actual is None:
        return ""
    if periods.by_period(result):
        return periods.value_en(result)
    day = words.evaluated_on(result)
    until = words.by_end_of(day, lang="en") if day is not None else ""
    if of_units := units.told(actual, day, result.span, result.bound, "en"):
        return of_units
    if of_growth := growth.told_en(result, until):
        return of_growth
    if of_cases := cases.told(result, until, "en"):
        return of_cases
    match actual.state:
        case "invalid":
            return "; ".join(dict.fromkeys(p.en() for p in actual.problems or result.problems))
        case "not_applicable":
            zero = _nothing_over_nothing(actual) is not None
            so = ", so not applicable" if result.verdict is Verdict.NOT_APPLICABLE else ""
            return f"0 of 0{so}" if zero else "entered as not applicable"
        case "no_data":
            listed = period_lists.blanks(actual, result.span, "en")
            names = ", ".join(part.name for part in leaves(actual) if part.state == "no_data")
            if actual.evidence_missing:
                return f"evidence for {names} is required and missing"
            return f"no data for {names}: {listed} blank" if listed else f"no data for {names}"
    standing = [o.origin for o in actual.inputs if not o.replaced and (o.origin.file or o.origin.sheet or o.origin.row)]
    cells = "; ".join(dict.fromkeys(origin.shown("en") for origin in standing))
    tail = f"; {cells}" if cells and len(actual.inputs) <= 4 else ""
    value = _value_en(actual, result.bound)
    if survey := surveyed(actual, "en"):
        return f"{survey}{tail}"
    if actual.quantity is None:
        return f"{value}{tail}"
    sides = words.part_texts(actual, "en")
    if sides:
        return f"{value} = {sides}" + (f", at {until}" if until else "")
    if not until:
        return f"{value}{tail}"
    if actual.parts:
        return f"{value}, computed at {until}"
    how = f"{_AGGREGATES_EN.get(actual.aggregate, actual.aggregate)} of {actual.kind or 'value'} values to"
    if actual.kind == "ytd" and actual.aggregate == "last":
        how = "ytd value at"
    elif actual.aggregate == "last":
        how = f"{actual.kind or 'last'} value at"
    return f"{value} = {how} {until}{tail}"


def _value_en(actual: Measured, bound: Quantity | None) -> str:
    if actual.day is not None:
        return f"done on {actual.day.isoformat()}"
    if actual.done is not None:
        return "done" if actual.done else "not done"
    if actual.level is not None:
        return f"level {actual.level.name}"
    return words.computed(actual, "en", bound)
