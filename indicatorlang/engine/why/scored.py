"""计分 / score: how the fraction and the points came about. The last word of every explanation is the score of the row."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

import attrs

from indicatorlang.diagnostics import Lang
from indicatorlang.engine.value.growth import is_growth, looks_at_baseline
from indicatorlang.engine.why import earning, periods, words
from indicatorlang.engine.why.around import standing_on
from indicatorlang.engine.why.deciding import named
from indicatorlang.engine.why.period_lists import count
from indicatorlang.lazily import frozen
from indicatorlang.library.lookup import scoring_methods
from indicatorlang.library.parts import Words
from indicatorlang.model.assessment import IndicatorResult, Working
from indicatorlang.model.explanation import Step
from indicatorlang.model.indicator import All, EachCase, EachPeriod, Negation, Trend
from indicatorlang.model.number import decimal_text
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PLAIN
from indicatorlang.model.verdict import Verdict


@frozen(kw_only=True)
class Scored(Step):
    """The points of a row and the calculation behind them."""

    code: ClassVar[str] = "score"
    label_zh: ClassVar[str] = "计分"
    label_en: ClassVar[str] = "score"

    result: IndicatorResult = attrs.field(repr=False)

    def zh(self) -> str:
        if earning.standing(self.result, "zh"):
            return f"{how(self.result, 'zh')}{_deducted_zh(self.result)}。"
        match self.result.verdict:
            case Verdict.NOT_DUE:
                return ""
            case Verdict.NO_DATA:
                lacking = "数据不全" if _in_part(self.result) else "没有数据"
                return f"{lacking}，{'' if self.result.final else '暂'}计0.00分。"
            case Verdict.INVALID if self.result.actual is None and not self.result.parts:
                return "暂不计分。"
            case Verdict.INVALID:
                return "数据核实前不计分。"
            case Verdict.NOT_APPLICABLE:
                return "不适用，不计分，其分值由其他指标按比例折算。"
        if not self.result.weight:
            return f"门槛指标，不设分值，{'达到' if self.result.verdict is Verdict.MET else '未达到'}要求。"
        return f"{how_zh(self.result)}{earning.after(self.result, 'zh')}{_deducted_zh(self.result)}。"

    def en(self) -> str:
        if earning.standing(self.result, "en"):
            return f"{how(self.result, 'en')}{_deducted_en(self.result)}"
        match self.result.verdict:
            case Verdict.NOT_DUE:
                return ""
            case Verdict.NO_DATA:
                lacking = "incomplete data count" if _in_part(self.result) else "no data counts"
                return f"{lacking} 0.00{'' if self.result.final else ' for now'}"
            case Verdict.INVALID:
                return "none until the data are checked"
            case Verdict.NOT_APPLICABLE:
                return "none; the weight is spread over the other rows"
        if not self.result.weight:
            return f"a gate without points: {'reached' if self.result.verdict is Verdict.MET else 'not reached'}"
        return f"{how_en(self.result)}{earning.after(self.result, 'en')}{_deducted_en(self.result)}"


def _in_part(result: IndicatorResult) -> bool:
    """Whether something was reported, though not enough."""
    return (bool(result.periods) and not periods.not_handed_in(result)) or bool(standing_on(result))


def before_deduction(result: IndicatorResult) -> Fraction:
    """The points that the method gives, before anything comes after it."""
    return result.rounding.rounded(earning.by_method(result) * result.weight)


def _lost(result: IndicatorResult) -> str:
    lost = result.weight - before_deduction(result)
    told = result.working is not None and any(name == "lost" for name, _ in result.working.told)
    return f"，失{earning.points(result, lost)}分" if lost > 0 and not told and not result.modifiers else ""


PHRASES: Mapping[str, Words] = {
    key: phrase
    for part in scoring_methods().values()
    for key, phrase in part.phrases.items()
} | {
    "boundary": Words("恰好等于界限值，要求不含本数，结论为未达标，得{score}分", "equals its bound, which is not included: missed; {f} x {w} = {score}"),
    "excluded": Words("正好是{limit}，而要求不等于{limit}，得{score}分", "equals {t}, which is excluded: 0"),
    "no_cases": Words("没有发生，视同完成，得满分{score}分", "nothing happened, which counts as met: 1 x {w} = {score}"),
    "cases": Words("按符合要求的件数占比计分，{a}×{w}＝{score}分", "the share of cases that meet it: {a} x {w} = {score}"),
    "cases_share": Words(
        "按符合要求的件数占比与要求的占比之比计分，{a}÷{t}×{w}＝{score}分", "share of cases over the share demanded: {a}/{t} = {f}; {f} x {w} = {score}"
    ),
    "each": Words("应考核{all}，达标{some}，{a}÷{t}×{w}＝{score}分", "{a} of {t} periods: {f} x {w} = {score}"),
    "trend": Words("比较{t}次，符合要求{a}次，{a}÷{t}×{w}＝{score}分", "{a} of {t} comparisons: {f} x {w} = {score}"),
    "each_or_none": Words("不是每期都达标，得{score}分", "not every period holds: {score}"),
    "schedule": Words("各节点的得分系数按节点分值加权，{f}×{w}＝{score}分", "every milestone earns its share: {f} x {w} = {score}"),
    "level_band": Words("按评定得分计{score}分", "the score given for the level: {score}"),
    "level_assumed": Words(
        "没有评定得分，按等级的分值区间暂计，{f}×{w}＝{score}分", "no score given, assumed within the level's band: {f} x {w} = {score}"
    ),
}  # fmt: skip
"""The calculation lines: those of the scoring methods, and those of what is no method of its own."""


def phrase_key(result: IndicatorResult) -> str:
    """Which calculation line tells how the fraction came about."""
    working = result.working or Working("reached")
    if result.indicator.milestone_weights and result.milestones:
        return "schedule"
    if working.boundary:
        return "boundary"
    if working.method == "linear" and earning.by_method(result) == 0:
        return "linear_nothing"
    if working.method == "levels" and working.note != "one_below":
        return "levels_lower"
    return "not_done" if working.method == "done_late" and result.fraction == 0 and working.note == "0" else working.method


def how(result: IndicatorResult, lang: Lang) -> str:
    """The calculation, without what was lost."""
    working = result.working or Working("reached")
    if working.method == "composite":
        return _composite(result, lang)
    if working.method == "items":
        return earning.items(result, lang)
    values = {
        "a": _quotient(result, lang) or _factor(working.actual, lang),
        "t": _factor(working.target, lang),
        "l": _factor(working.target, lang),
        "h": _factor(working.target, lang),
        "b": _factor(working.baseline, lang),
        "limit": words.quantity(working.target),
        "size": _size(working.target, lang),
        "f": words.plain(earning.by_method(result)),
        "w": words.plain(result.weight),
        "score": earning.points(result, before_deduction(result)),
    } | earning.values(result, working, lang)
    if working.method == "each" and working.target is not None and working.actual is not None:
        condition = result.indicator.condition
        grain = periods.grain_of(condition, result) if isinstance(condition, EachPeriod | Trend) else ""
        values["all"], values["some"] = (count(each.number.numerator, grain) for each in (working.target, working.actual))
    if lang == "zh" and phrase_key(result) == "reached":
        values["w"] = values["score"]
    if phrase_key(result) == "schedule":
        values["f"] = _steps(result, lang)
    return PHRASES[phrase_key(result)].filled(lang, **values)


def _composite(result: IndicatorResult, lang: Lang) -> str:
    """and/or: the calculation of the part that decided; not: all or nothing."""
    condition, score = result.indicator.condition, earning.points(result, before_deduction(result))
    if result.fraction == 1:
        return (
            f"达到要求，得满分{score}分" if lang == "zh" else f"reached: fraction 1; 1 x {words.plain(result.weight)} = {score}"
        )
    deciding = next((part for part in result.parts if part.fraction == result.fraction and part.working is not None), None)
    if isinstance(condition, Negation) or deciding is None or not result.fraction:
        return f"未达到要求，得{score}分" if lang == "zh" else f"not reached: {score}"
    part = how(attrs.evolve(deciding, weight=result.weight), lang)
    least, (name,) = isinstance(condition, All), named(result, (deciding,), lang)
    if lang == "en":
        return f"the {'least' if least else 'greatest'} part counts, {name}: {part}"
    return f"按得分最{'低' if least else '高'}的一项“{name}”计，{part}"


def _steps(result: IndicatorResult, lang: Lang) -> str:
    """(1×2＋0.9×3＋0.94×5)÷10: the fractions of a schedule's steps by their weights."""
    weights = result.indicator.milestone_weights
    times, plus, over = ("×", "＋", "÷") if lang == "zh" else (" x ", " + ", "/")
    shown = [
        f"{words.quantity(Quantity(m.fraction or Fraction(0)))}{times}{words.plain(weight)}"
        for m, weight in zip(result.milestones, weights, strict=True)
    ]
    return f"({plus.join(shown)}){over}{words.plain(sum(weights, Fraction(0)))}"


def _quotient(result: IndicatorResult, lang: Lang) -> str:
    """1120÷1200 for a ratio that does not end: the calculation stays exact and can be done again."""
    actual = result.actual
    if actual is None or actual.numerator is None or actual.denominator is None or actual.quantity is None:
        return ""
    over, under = actual.numerator, actual.denominator
    ends = (actual.quantity.number * 10000).denominator == 1
    same = over.unit.factor == under.unit.factor
    written = (over.number * 10**6).denominator == 1 and (under.number * 10**6).denominator == 1
    if ends or not same or not written:
        return ""
    one, two = words.plain(over.number), words.plain(under.number)
    return f"{one}÷{two}" if lang == "zh" else f"({one}/{two})"


def _factor(value: Quantity | None, lang: Lang) -> str:
    """A number of a calculation: with its % where it is a percentage, bracketed where it is negative."""
    if value is None:
        return ""
    number = words.quantity(attrs.evolve(value, unit=PLAIN))
    text = number + ("%" if value.unit.is_percent else "")
    if value.number >= 0:
        return text
    return f"（{text}）" if lang == "zh" else f"({text})"


def _size(value: Quantity | None, lang: Lang) -> str:
    """A number by its size: between bars where it is negative."""
    return f"|{_factor(value, lang)}|" if value is not None and value.number < 0 else _factor(value, lang)


def _rated(result: IndicatorResult) -> bool:
    """Whether a method has the word for a met row too, so that more than the target is no matter of its own."""
    return result.working is not None and bool(result.working.told)


def how_zh(result: IndicatorResult) -> str:
    """The calculation in Chinese, with the points that were lost, without a full stop."""
    working = result.working
    simply = working is not None and (working.target is None or looks_at_baseline(result.indicator.condition))
    if result.verdict is Verdict.MET and working is not None and working.method == "reached" and simply:
        text = f"达到要求，得满分{earning.points(result, before_deduction(result))}分"
    else:
        text = how(result, "zh")
    return text + ("，超额部分不加分" if result.exceeded and not _rated(result) else "") + _lost(result)


def how_en(result: IndicatorResult) -> str:
    """The calculation in English: `156 >= 150, so fraction 1; 1 x 10 = 10.00; exceeded by 6 家 (4.00%), no bonus`."""
    working = result.working or Working("reached")
    text = how(result, "en")
    if working.method == "reached":
        text = text.removeprefix("reached: ")
        if working.actual is not None and working.target is not None:
            condition = result.indicator.condition
            op = getattr(condition, "meaning", "reaches")
            said = words.number if is_growth(condition) or isinstance(condition, EachCase) else _exactly
            text = f"{said(working.actual)} {op} {said(working.target)}, so {text}"
    if result.excess is not None and not _rated(result):
        target = working.target
        if is_growth(result.indicator.condition):
            return f"{text}; exceeded by {words.quantity(result.excess, 'en')}, no bonus"
        share = f" ({words.percent(result.excess.base / target.base)})" if target is not None and target.base > 0 else ""
        text += f"; exceeded by {result.excess.shown('en')}{share}, no bonus"
    return text + (
        f" ({earning.rounding_en(result)})" if working.method not in ("reached", "no_cases") and result.fraction else ""
    )


def _exactly(value: Quantity) -> str:
    return decimal_text(value.number)


def _deducted_zh(result: IndicatorResult) -> str:
    return _manual_zh(result) + earning.without_evidence(result, "zh")


def _manual_zh(result: IndicatorResult) -> str:
    if not result.deduction:
        return ""
    why = f"（{result.deduction_reason}）" if result.deduction_reason else ""
    left = "" if result.evidence_deduction else f"，得{earning.points(result, result.score)}分"
    return f"；另扣{earning.points(result, result.deduction)}分{why}{left}"


def _deducted_en(result: IndicatorResult) -> str:
    return _manual_en(result) + earning.without_evidence(result, "en")


def _manual_en(result: IndicatorResult) -> str:
    if not result.deduction:
        return ""
    why = f" ({result.deduction_reason})" if result.deduction_reason else ""
    left = "" if result.evidence_deduction else f" = {earning.points(result, result.score)}"
    return f"; less {earning.points(result, result.deduction)}{why}{left}"
