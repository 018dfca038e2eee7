"""The report for a terminal or a letter: the date and the totals first, then every row with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from indicatorlang.diagnostics import Lang
from indicatorlang.model.assessment import COLOUR_WORDS, Assessment, IndicatorResult, Verdict
from indicatorlang.model.explanation import Step
from indicatorlang.model.number import decimal_text
from indicatorlang.model.period import shown_day

_ASSUMED_DATE = {
    True: ("（未指定，取实施期末）", " (not stated: the end of the span)"),
    False: ("（未指定，取最近一期填报期末）", " (not stated: the end of the last reported period)"),
}


def points(number: Fraction) -> str:
    """Points with two decimals."""
    return decimal_text(number, 2)


def text_report(assessment: Assessment, lang: Lang = "zh") -> str:
    """The whole report."""
    lines = [*summary_lines(assessment, lang), ""]
    for result in assessment.results:
        lines += [result.explain(lang).text, ""]
    return "\n".join(lines)


def summary_lines(assessment: Assessment, lang: Lang = "zh") -> list[str]:
    """Name, date, totals, grade, budget row, notes on weights and vetoes."""
    return list(_summary_zh(assessment) if lang == "zh" else _summary_en(assessment))


def decided(assessment: Assessment) -> list[IndicatorResult]:
    """The rows that are due."""
    return [r for r in assessment.results if r.verdict not in (Verdict.NOT_DUE, Verdict.NOT_APPLICABLE)]


def _weight(rows: list[IndicatorResult]) -> Fraction:
    return sum((r.weight for r in rows), Fraction(0))


def _rows(assessment: Assessment, verdict: Verdict) -> list[IndicatorResult]:
    return [r for r in assessment.results if r.verdict is verdict]


def _count_zh(rows: list[IndicatorResult]) -> str:
    """指标5项、预算执行率1行."""
    budget = sum(r.indicator.is_budget for r in rows)
    parts = [f"指标{len(rows) - budget}项"] if len(rows) > budget else []
    return "、".join(parts + ([f"预算执行率{budget}行"] if budget else []))


def _summary_zh(assessment: Assessment) -> Iterator[str]:
    ruleset = assessment.ruleset
    code = f"（{ruleset.code}）" if ruleset.code else ""
    yield f"{ruleset.name}{code}" + (f"　{assessment.project}" if assessment.project not in (None, ruleset.name, ruleset.code) else "")
    assumed = _ASSUMED_DATE[assessment.as_of == ruleset.span.end][0] if assessment.as_of_assumed else ""
    due, waiting = decided(assessment), _rows(assessment, Verdict.NOT_DUE)
    left_out = _rows(assessment, Verdict.NOT_APPLICABLE)
    provisional = "（暂计）" if assessment.provisional else ""
    head = f"评价时点 {shown_day(assessment.as_of)}{assumed}。"
    score = assessment.score if not left_out or assessment.vetoes else assessment.raw_score
    reached = f"已到期{len(due)}项，得分 {points(score)}／{points(_weight(due))}{provisional}"
    text = f"{head}{reached}"
    if waiting:
        text += f"；未到期{_count_zh(waiting)}，分值 {points(_weight(waiting))}"
    if left_out:
        text += f"；不适用{_count_zh(left_out)}，分值 {points(_weight(left_out))}"
    text += "，不评定等级。" if assessment.grade is None else "。"
    yield text
    if left_out and assessment.weight > assessment.not_applicable_weight:
        rest = assessment.weight - assessment.not_applicable_weight
        full = f"折算前合计 {points(assessment.raw_score)}／{points(_weight(due))}，"
        yield f"{full}不适用分值由其余指标按比例折算（×{decimal_text(assessment.weight)}÷{decimal_text(rest)}）后得分 {points(assessment.score)}。"
    if assessment.grade is not None:
        yield f"总分 {points(assessment.score)}／{points(assessment.weight)}，等级：{assessment.grade.name}。"
    if assessment.interval is not None:
        yield f"部分等级没有评定得分，总分在 {points(assessment.interval[0])} 至 {points(assessment.interval[1])} 之间。"
    for veto in assessment.vetoes:
        effects = {"indicator": "该项不计分", "group": f"“{veto.group}”各项不计分", "project": "项目不计分", "grade": "等级定为最低"}
        yield f"一票否决：第{veto.indicator}项触发，{effects[veto.effect]}（逐行得分照列，合计 {points(assessment.raw_score)}）。"
    budget = next((r for r in assessment.results if r.indicator.is_budget and r.verdict is Verdict.NOT_DUE), None)
    if budget is not None:
        yield from _budget_zh(budget)
    if assessment.pace is not None:
        yield f"项目进度：{COLOUR_WORDS[assessment.pace]['zh']}。"
    if ruleset.weights_assumed:
        yield "分值为系统平均分配。"


def _budget_zh(result: IndicatorResult) -> Iterator[str]:
    """预算执行率 59.10%（236.40÷400.00万元），序时进度75.00%，进度指数78.80，黄灯。"""
    actual, pace = result.actual, result.pace
    if actual is None or actual.quantity is None or actual.numerator is None or actual.denominator is None or pace is None:
        return
    unit = actual.denominator.unit
    spent = actual.numerator.within(unit) if actual.numerator.unit.fits(unit) else actual.numerator
    sums = f"{decimal_text(spent.number, 2)}÷{decimal_text(actual.denominator.number, 2)}{unit.text}"
    text = f"预算执行率 {decimal_text(actual.quantity.base * 100, 2)}%（{sums}）"
    if pace.expected is not None and pace.expected.quantity is not None and pace.index is not None:
        text += f"，序时进度{decimal_text(pace.expected.quantity.base * 100, 2)}%，进度指数{points(pace.index)}"
    if pace.colour is not None:
        text += f"，{COLOUR_WORDS[pace.colour]['zh']}"
    yield text + "。"


def _summary_en(assessment: Assessment) -> Iterator[str]:
    ruleset = assessment.ruleset
    code = f" ({ruleset.code})" if ruleset.code else ""
    yield f"{ruleset.name}{code}" + (f" {assessment.project}" if assessment.project not in (None, ruleset.name, ruleset.code) else "")
    assumed = _ASSUMED_DATE[assessment.as_of == ruleset.span.end][1] if assessment.as_of_assumed else ""
    due, waiting = decided(assessment), _rows(assessment, Verdict.NOT_DUE)
    left_out = _rows(assessment, Verdict.NOT_APPLICABLE)
    provisional = ", provisional" if assessment.provisional else ""
    text = f"as of {assessment.as_of.isoformat()}{assumed}: {len(due)} rows due, {points(assessment.raw_score)} of {points(_weight(due))}{provisional}"
    if waiting:
        text += f"; {len(waiting)} not due, weight {points(_weight(waiting))}"
    if left_out:
        text += f"; {len(left_out)} not applicable, weight {points(_weight(left_out))}"
    yield text + ("; no grade yet" if assessment.grade is None else "")
    if left_out and assessment.weight > assessment.not_applicable_weight:
        rest = assessment.weight - assessment.not_applicable_weight
        factor = f"{decimal_text(assessment.weight)}/{decimal_text(rest)}"
        yield f"rescaled for what is not applicable: {points(assessment.raw_score)} x {factor} = {points(assessment.score)}"
    if assessment.grade is not None:
        grade = f"{assessment.grade.name} ({assessment.grade.english})"
        yield f"total {points(assessment.score)} of {points(assessment.weight)}, grade {grade}"
    if assessment.interval is not None:
        low, high = assessment.interval
        yield f"some levels have no score of their own: the total lies between {points(low)} and {points(high)}"
    for veto in assessment.vetoes:
        yield f"veto of #{veto.indicator} ({veto.effect}); rows keep their scores, which add up to {points(assessment.raw_score)}"
    if assessment.pace is not None:
        yield f"pace of the project: {COLOUR_WORDS[assessment.pace]['en']}"
    if ruleset.weights_assumed:
        yield "weights were spread evenly by the system"


def steps_text(result: IndicatorResult, lang: Lang = "zh") -> str:
    """The explanation of one row, and below it every value it stands on."""
    explanation = result.explain(lang)
    lines = [explanation.text]
    inputs = [step for top in explanation.steps for step in _leaves(top) if step is not top]
    if inputs:
        lines.append("用到的数据：" if lang == "zh" else "  values used")
        lines += [f"  · {step.sentence(lang)}" for step in inputs if step.sentence(lang)]
    return "\n".join(lines) + "\n"


def _leaves(step: Step) -> Iterator[Step]:
    """The reasons that have no further reasons."""
    if not step.steps:
        yield step
    for below in step.steps:
        yield from _leaves(below)
