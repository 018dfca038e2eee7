"""完成 or 进度 / measured and pace: what the data came to at the date."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

import attrs

from indicatorlang.diagnostics import Lang
from indicatorlang.engine.why import words
from indicatorlang.model.actual import Observation
from indicatorlang.model.assessment import COLOUR_WORDS, VERDICT_WORDS, IndicatorResult, Measured, Verdict
from indicatorlang.model.explanation import Step
from indicatorlang.model.indicator import Threshold
from indicatorlang.model.period import Period, shown_day
from indicatorlang.model.quantity import Quantity


@attrs.frozen(kw_only=True)
class Input(Step):
    """One value that was used, and where it stands."""

    code: ClassVar[str] = "input"

    observation: Observation
    span: Period | None = None

    def zh(self) -> str:
        place = self.observation.origin.shown("zh")
        used = "（已被后来的更正替换）" if self.observation.replaced else "（只作核对）" if self.observation.checked else ""
        return f"{self.observation.measure}：{words.observed(self.observation, self.span)}{used}{'，' + place if place else ''}。"

    def en(self) -> str:
        o = self.observation
        used = " (replaced by a correction)" if o.replaced else " (a check only)" if o.checked else ""
        place = o.origin.shown("en")
        return f"{o.measure}: {words.observed(o, self.span, 'en')}{used}{'; ' + place if place else ''}"


@attrs.frozen(kw_only=True)
class MeasuredStep(Step):
    """The value of a row that is decided, with what it is short or ahead."""

    code: ClassVar[str] = "measured"
    label_zh: ClassVar[str] = "完成"
    label_en: ClassVar[str] = "measured"

    result: IndicatorResult = attrs.field(repr=False)

    def zh(self) -> str:
        if self.result.parts:
            return parts_zh(self.result)
        text = value_zh(self.result)
        return f"{text}{_compared_zh(self.result)}。" if text else ""

    def en(self) -> str:
        return parts_en(self.result) if self.result.parts else value_en(self.result)


def parts_zh(result: IndicatorResult) -> str:
    """The parts of and/or/not, each with what it asks, what it came to, and its verdict."""
    return "；".join(f"{_part_zh(part)}{VERDICT_WORDS[part.verdict]['zh']}" for part in result.parts) + "。"


def _part_zh(part: IndicatorResult) -> str:
    if part.parts:
        return f"（{parts_zh(part).removesuffix('。')}）"
    said = f"{value_zh(part)}{_compared_zh(part)}"
    return f"{said}，" if said else ""


def parts_en(result: IndicatorResult) -> str:
    """The same in English."""
    return "; ".join(f"{_part_en(part)}: {VERDICT_WORDS[part.verdict]['en']}" for part in result.parts)


def _part_en(part: IndicatorResult) -> str:
    return f"({parts_en(part)})" if part.parts else value_en(part) or "nothing"


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
        return f"{colour}{text}{_share_zh(self.result)}{self._expected_zh()}。" if text else colour

    def _expected_zh(self) -> str:
        pace, actual = self.result.pace, self.result.actual
        if pace is None or pace.expected is None or pace.expected.quantity is None:
            return ""
        index = f"，进度指数{words.points(pace.index)}" if pace.index is not None else ""
        expected = pace.expected.quantity.shown()
        match pace.expected.by:
            case "milestone":
                done = f"，完成计划的{words.percent(pace.index / 100)}" if pace.index is not None and actual is not None else ""
                return f"；同期应完成{expected}{done}"
            case "linear":
                return f"；按月均衡计算，同期应完成{_rounded(pace.expected.quantity)}{index}"
            case "budget":
                return f"；序时进度{words.percent(pace.expected.quantity.base)}{index}"
        if self.result.gap is not None:
            return f"；目标{expected}，尚差{words.quantity(self.result.gap)}"
        return ""

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
                source = f" (row #{pace.expected.row}, same measure)" if pace.expected.row else f" (milestone {pace.expected.day})"
            case "linear":
                source = " (a straight line by months)"
            case "budget":
                source = " (share of the year passed)"
            case _:
                source = " (the target as it stands)"
        numbers = f"{words.plain(actual.number)} / expected {words.plain(pace.expected.quantity.number)}{source}"
        capped = "; a missed due milestone caps the colour at yellow" if pace.capped else ""
        return f"{text}: {numbers} = index {words.points(pace.index, 1)}{capped}"


def _rounded(value: Quantity) -> str:
    """An expectation on a straight line rarely falls on a whole number; two decimals are enough to read."""
    return value.shown() if value.number.denominator == 1 else value.shown(places=2)


def value_zh(result: IndicatorResult) -> str:
    """The value in Chinese, without what it is compared with."""
    actual, span = result.actual, result.span
    if actual is None:
        return ""
    day = words.evaluated_on(result)
    until = words.by_end_of(day) if day is not None else ""
    match actual.state:
        case "invalid":
            return "数据待核：" + "；".join(p.zh() for p in actual.problems or result.problems)
        case "not_applicable":
            return _not_applicable(actual)
        case "no_data":
            return _missing_zh(actual, until, span)
    if actual.day is not None:
        return f"{shown_day(actual.day)}完成"
    if actual.done is not None:
        return f"{until}已完成" if actual.done else f"{until}未完成"
    if actual.level is not None:
        survey = next((o.survey for o in reversed(actual.inputs) if o.survey is not None), None)
        if survey is not None and actual.survey_score is not None:
            return f"调查有效样本{survey.valid}份，加权得分{words.points(actual.survey_score)}，为“{actual.level.name}”"
        return f"{until}评为“{actual.level.name}”"
    if actual.quantity is None:
        return ""
    sides = words.part_texts(actual)
    if sides:
        return f"{until}{sides}＝{value_text(actual.quantity)}"
    if words.is_cumulative(actual):
        return f"{until}累计{actual.quantity.shown()}"
    verb = {"mean": "平均", "min": "最小", "max": "最大"}.get(actual.aggregate, "为")
    return f"{until.removeprefix('截至') if verb == '为' else until}{verb}{value_text(actual.quantity)}"


def value_text(value: Quantity, lang: Lang = "zh") -> str:
    """A computed value: exact where it ends soon, else two decimals for percentages and six for plain numbers."""
    scaled = value.number * 10**6
    if scaled.denominator == 1:
        return value.shown(lang)
    return value.shown(lang, 2 if value.unit.is_percent or value.unit.text else 6)


def _not_applicable(actual: Measured) -> str:
    if actual.denominator is not None and actual.denominator.base == 0:
        names = "、".join(part.name for part in actual.parts)
        return f"{names}均为0，没有发生，本项不适用"
    return "填报为不适用"


def _missing_zh(actual: Measured, until: str, span: Period | None) -> str:
    missing = [part for part in _leaves(actual) if part.state == "no_data"]
    if any(part.evidence_missing for part in missing):
        return f"缺“{'、'.join(part.name for part in missing)}”的佐证材料，按未填报计"
    listed = words.blanks(actual, span)
    names = "、".join(part.name for part in missing)
    so_far = f"，已填部分合计{actual.quantity.shown()}" if actual.quantity is not None and not actual.parts else ""
    return f"{until}“{names}”缺{listed}数据{so_far}" if listed else f"{until}“{names}”没有填报"


def _leaves(actual: Measured) -> list[Measured]:
    return [leaf for part in actual.parts for leaf in _leaves(part)] if actual.parts else [actual]


def _compared_zh(result: IndicatorResult) -> str:
    """，超额6家，完成率104.00%."""
    working, text = result.working, ""
    if result.actual is None or result.actual.state != "known":
        return ""
    if result.excess is not None:
        text += f"，超额{words.quantity(result.excess)}"
    elif result.gap is not None and result.verdict is Verdict.MISSED and result.gap.number:
        word = "差" if _falls_short(result) else "晚" if result.actual.day is not None else "超出"
        text += f"，{word}{words.quantity(result.gap)}"
    rate = _rate(result)
    return text + (f"，完成率{words.percent(rate)}" if rate is not None and working is not None else "")


def _falls_short(result: IndicatorResult) -> bool:
    working = result.working
    if working is None or working.actual is None or working.target is None:
        return False
    return working.actual.base < working.target.base


def _rate(result: IndicatorResult) -> Fraction | None:
    """Actual over target, for counted things of which more is better."""
    condition, working = result.indicator.condition, result.working
    if not isinstance(condition, Threshold) or condition.meaning not in (">=", ">") or working is None:
        return None
    if working.actual is None or working.target is None or working.target.base <= 0 or working.target.unit.is_ratio:
        return None
    return working.actual.base / working.target.base


def _share_zh(result: IndicatorResult) -> str:
    """，为目标的54.00%, for running totals."""
    actual, bound = result.actual, result.bound
    if actual is None or actual.quantity is None or bound is None or bound.base <= 0 or not words.is_cumulative(actual):
        return ""
    return f"，为目标的{words.percent(actual.quantity.base / bound.base)}" if actual.quantity.unit.fits(bound.unit) else ""


_AGGREGATES_EN = {"sum": "sum", "mean": "mean", "min": "minimum", "max": "maximum", "last": "last"}


def value_en(result: IndicatorResult) -> str:
    """The value in English, with how it came about and where it stands."""
    actual = result.actual
    if actual is None:
        return ""
    day = words.evaluated_on(result)
    until = words.by_end_of(day, "en") if day is not None else ""
    match actual.state:
        case "invalid":
            return "invalid: " + "; ".join(p.en() for p in actual.problems or result.problems)
        case "not_applicable":
            zero = actual.denominator is not None and actual.denominator.base == 0
            return "0 of 0, so not applicable" if zero else "entered as not applicable"
        case "no_data":
            listed = words.blanks(actual, result.span, "en")
            names = ", ".join(part.name for part in _leaves(actual) if part.state == "no_data")
            if actual.evidence_missing:
                return f"evidence for {names} is required and missing"
            return f"no data for {names}: {listed} blank" if listed else f"no data for {names}"
    cells = "; ".join(dict.fromkeys(o.origin.shown("en") for o in actual.inputs if o.origin.shown("en") and not o.replaced))
    tail = f"; {cells}" if cells and len(actual.inputs) <= 4 else ""
    value = _value_en(actual)
    if actual.quantity is None:
        return f"{value}{tail}"
    sides = words.part_texts(actual, "en")
    if sides:
        return f"{value} = {sides}, at {until}"
    how = f"{_AGGREGATES_EN.get(actual.aggregate, actual.aggregate)} of {actual.kind or 'value'} values to"
    if actual.kind == "ytd" and actual.aggregate == "last":
        how = "ytd value at"
    elif actual.aggregate == "last":
        how = f"{actual.kind or 'last'} value at"
    return f"{value} = {how} {until}{tail}"


def _value_en(actual: Measured) -> str:
    if actual.day is not None:
        return f"done on {actual.day.isoformat()}"
    if actual.done is not None:
        return "done" if actual.done else "not done"
    if actual.level is not None:
        survey = f" from a survey score of {words.points(actual.survey_score)}" if actual.survey_score is not None else ""
        return f"level {actual.level.name}{survey}"
    return value_text(actual.quantity, "en") if actual.quantity is not None else ""
