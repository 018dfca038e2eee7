"""The report for a terminal or a letter: the date and the totals first, then every row with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from indicatorlang.diagnostics import Lang
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.explanation import Step
from indicatorlang.model.number import decimal_text
from indicatorlang.model.period import shown_day
from indicatorlang.model.verdict import COLOUR_WORDS, Verdict
from indicatorlang.reports.monitoring import monitoring_lines, recovery_lines

MOST_NAMED = 10
_ASSUMED_DATE = {
    True: ("取实施期末", "the end of the span"),
    False: ("取最近一期填报的期末", "the end of the last reported period"),
}


def points(number: Fraction) -> str:
    """Points with two decimals."""
    return decimal_text(number, 2)


def _points_of(assessment: Assessment) -> Callable[[Fraction], str]:
    """Points as this assessment rounds them, with two decimals at least."""
    places = max(2, assessment.ruleset.profile.places)
    return lambda number: decimal_text(number, places)


def _beside_zh(assessment: Assessment, points: Callable[[Fraction], str]) -> str:
    """另有加分2.00分、扣分3.00分，总分由9.20分调整为8.20分。"""
    said = [f"加分{points(assessment.bonus)}分"] if assessment.bonus else []
    said += [f"扣分{points(assessment.deductions)}分"] if assessment.deductions else []
    changed = (
        f"，得分由 {points(assessment.inside or Fraction(0))} 调整为 {points(assessment.score)}{_LIMITS[_limited(assessment)][0]}"
    )
    unknown = _unknown_beside(assessment)
    left = f"扣分项有{len(unknown)}项没有数据或数据待核，暂未扣分。" if unknown else "没有加分和扣分。"
    return f"另有{'、'.join(said)}{changed}。{left if unknown else ''}" if said else left


def _beside_en(assessment: Assessment, points: Callable[[Fraction], str]) -> str:
    said = [f"{points(assessment.bonus)} added"] if assessment.bonus else []
    said += [f"{points(assessment.deductions)} off"] if assessment.deductions else []
    before = points(assessment.inside or Fraction(0))
    unknown = _unknown_beside(assessment)
    left = f"{len(unknown)} deduction{'s' if len(unknown) > 1 else ''} not known yet" if unknown else "no bonus, no deduction"
    told = f"beside the weights {', '.join(said)}: {before} becomes {points(assessment.score)}{_LIMITS[_limited(assessment)][1]}"
    return f"{told}{f'; {left}' if unknown else ''}" if said else left


_LIMITS = {1: ("（以分值合计为限）", ", all weights being the limit"), 0: ("", ""), -1: ("（扣完为止）", ", nothing being left")}


def _limited(assessment: Assessment) -> int:
    """1 where all weights keep a bonus from counting in full, -1 where there was less than was to be taken off."""
    reached = (assessment.inside or Fraction(0)) + assessment.bonus - assessment.deductions
    return (reached > assessment.score) - (reached < assessment.score)


def _unknown_beside(assessment: Assessment) -> list[IndicatorResult]:
    """The rows beside the weights of which nobody knows what they would change."""
    return [r for r in assessment.results if r.outside and r.verdict in (Verdict.NO_DATA, Verdict.INVALID)]


def text_report(assessment: Assessment, lang: Lang = "zh") -> str:
    """The whole report."""
    lines = [*assumed_date(assessment, lang), title(assessment, lang), *summary_lines(assessment, lang), ""]
    for result in assessment.results:
        lines += [result.explain(lang).text, ""]
    return "\n".join(lines)


def assumed_date(assessment: Assessment, lang: Lang = "zh") -> list[str]:
    """The first line of a report whose date nobody stated; nothing when it was stated."""
    if not assessment.as_of_assumed:
        return []
    zh, en = _ASSUMED_DATE[assessment.as_of == assessment.ruleset.span.end]
    if lang == "zh":
        return [f"未指定评价时点，{zh}：{shown_day(assessment.as_of)}。"]
    return [f"no date of evaluation was stated, so {en} is taken: {assessment.as_of.isoformat()}"]


def title(assessment: Assessment, lang: Lang = "zh") -> str:
    """Name and code, and the project where the rows name another one."""
    ruleset = assessment.ruleset
    other = other_project(assessment, lang)
    if lang == "zh":
        return ruleset.name + (f"（{ruleset.code}）" if ruleset.code else "") + (f"　{other}" if other else "")
    return ruleset.name + (f" ({ruleset.code})" if ruleset.code else "") + (f" - {other}" if other else "")


def other_project(assessment: Assessment, lang: Lang = "zh") -> str:
    """The project of the rows where it is not the one the ruleset names, or how many were combined; empty where it is."""
    if assessment.combined:
        return f"合并{len(assessment.combined)}个项目" if lang == "zh" else f"{len(assessment.combined)} projects combined"
    project = assessment.project
    return project if project is not None and project not in (assessment.ruleset.name, assessment.ruleset.code) else ""


def summary_lines(assessment: Assessment, lang: Lang = "zh") -> list[str]:
    """Date, totals, grade, budget row, notes on weights and vetoes."""
    return list(_summary_zh(assessment) if lang == "zh" else _summary_en(assessment))


def decided(assessment: Assessment) -> list[IndicatorResult]:
    """The rows that are due."""
    return [r for r in assessment.results if r.verdict not in (Verdict.NOT_DUE, Verdict.NOT_APPLICABLE) and not r.outside]


def _weight(rows: list[IndicatorResult]) -> Fraction:
    return sum((r.weight for r in rows), Fraction(0))


def _rows(assessment: Assessment, verdict: Verdict) -> list[IndicatorResult]:
    return [r for r in assessment.results if r.verdict is verdict and not r.outside]


def _count_zh(rows: list[IndicatorResult]) -> str:
    """指标5项、预算执行率1行."""
    budget = sum(r.indicator.is_budget for r in rows)
    parts = [f"指标{len(rows) - budget}项"] if len(rows) > budget else []
    return "、".join(parts + ([f"预算执行率{budget}行"] if budget else []))


def _summary_zh(assessment: Assessment) -> Iterator[str]:
    points = _points_of(assessment)
    inside = assessment.score if assessment.inside is None else assessment.inside
    due, waiting = decided(assessment), _rows(assessment, Verdict.NOT_DUE)
    left_out = _rows(assessment, Verdict.NOT_APPLICABLE)
    provisional = "（暂计）" if assessment.provisional else ""
    text = f"评价时点 {shown_day(assessment.as_of)}。已到期{len(due)}项，得分 {points(assessment.raw_score)}／{points(_weight(due))}{provisional}"
    if waiting:
        text += f"；未到期{_count_zh(waiting)}，分值 {points(_weight(waiting))}"
    if left_out:
        text += f"；不适用{_count_zh(left_out)}，分值 {points(_weight(left_out))}"
    yield text + ("，不评定等级。" if assessment.grade is None else "。")
    for veto in assessment.vetoes:
        effects = {
            "indicator": "该项不计分",
            "group": f"“{veto.group}”各项不计分",
            "project": "项目不计分",
            "grade": "等级定为最低",
        }
        yield f"一票否决：第{veto.indicator}项触发，{effects[veto.effect]}（逐行得分照列，合计 {points(assessment.raw_score)}）。"
    vetoed = "否决后" if any(veto.effect != "grade" for veto in assessment.vetoes) else ""
    rest = assessment.weight - assessment.not_applicable_weight
    if left_out and rest > 0:
        before = vetoed or f"折算前合计 {points(assessment.raw_score)}／{points(_weight(due))}"
        factor = f"×{decimal_text(assessment.weight)}÷{decimal_text(rest)}"
        yield f"{before}，不适用分值由其余指标按比例折算（{factor}）后得分 {points(inside)}。"
    elif vetoed and assessment.grade is None:
        yield f"否决后得分 {points(inside)}。"
    if assessment.inside is not None:
        yield _beside_zh(assessment, points)
    if assessment.grade is not None:
        exact = assessment.before_rounding
        ground = "" if exact is None else f"（按舍入前的得分{decimal_text(exact)}评定）"
        yield f"总分 {points(assessment.score)}／{points(assessment.weight)}，等级：{assessment.grade.name}{ground}。"
    if assessment.interval is not None:
        yield f"部分等级没有评定得分，总分在 {points(assessment.interval[0])} 至 {points(assessment.interval[1])} 之间。"
    budget = _running_budget(assessment)
    if budget is not None:
        yield from _budget_zh(budget)
    if assessment.pace is not None:
        yield f"项目进度：{COLOUR_WORDS[assessment.pace]['zh']}。"
    yield from monitoring_lines(assessment)
    yield from recovery_lines(assessment)
    if assessment.ruleset.weights_assumed:
        yield "分值为系统平均分配。"
    if assessment.combined:
        yield f"本表把{len(assessment.combined)}个项目合并评价，每个项目作为一个单位：{_named(assessment.combined, '、')}。"


def _running_budget(assessment: Assessment) -> IndicatorResult | None:
    return next((r for r in assessment.results if r.indicator.is_budget and r.verdict is Verdict.NOT_DUE), None)


def _budget_zh(result: IndicatorResult) -> Iterator[str]:
    """预算执行率 59.10%（236.40÷400.00万元），序时进度75.00%，进度指数78.80，黄灯。"""
    facts = _budget_facts(result)
    if facts is None or result.pace is None:
        return
    rate, spent, budget, unit, expected, index = facts
    text = f"预算执行率 {rate}%（{spent}÷{budget}{unit}）"
    if expected and index:
        text += f"，序时进度{expected}%，进度指数{index}"
    if result.pace.colour is not None:
        text += f"，{COLOUR_WORDS[result.pace.colour]['zh']}"
    yield text + "。"


def _budget_en(result: IndicatorResult) -> Iterator[str]:
    facts = _budget_facts(result)
    if facts is None or result.pace is None:
        return
    rate, spent, budget, unit, expected, index = facts
    text = f"budget execution {rate}% ({spent}/{budget} {unit})"
    if expected and index:
        text += f", expected by now {expected}%, index {index}"
    if result.pace.colour is not None:
        text += f", {COLOUR_WORDS[result.pace.colour]['en']}"
    yield text


def _budget_facts(result: IndicatorResult) -> tuple[str, str, str, str, str, str] | None:
    """Rate, what was spent, the budget, their unit, the expected rate and the index as shown; None without data."""
    actual, pace = result.actual, result.pace
    if actual is None or actual.quantity is None or actual.numerator is None or actual.denominator is None or pace is None:
        return None
    unit = actual.denominator.unit
    spent = actual.numerator.within(unit) if actual.numerator.unit.fits(unit) else actual.numerator
    expected = pace.expected.quantity if pace.expected is not None else None
    return (
        decimal_text(actual.quantity.base * 100, 2),
        decimal_text(spent.number, 2),
        decimal_text(actual.denominator.number, 2),
        unit.text,
        "" if expected is None else decimal_text(expected.base * 100, 2),
        "" if pace.index is None else points(pace.index),
    )


def _summary_en(assessment: Assessment) -> Iterator[str]:
    points = _points_of(assessment)
    inside = assessment.score if assessment.inside is None else assessment.inside
    due, waiting = decided(assessment), _rows(assessment, Verdict.NOT_DUE)
    left_out = _rows(assessment, Verdict.NOT_APPLICABLE)
    provisional = ", provisional" if assessment.provisional else ""
    rows = "row" if len(due) == 1 else "rows"
    reached = f"{points(assessment.raw_score)} of {points(_weight(due))}{provisional}"
    text = f"as of {assessment.as_of.isoformat()}: {len(due)} {rows} due, {reached}"
    if waiting:
        text += f"; {len(waiting)} not due, weight {points(_weight(waiting))}"
    if left_out:
        text += f"; {len(left_out)} not applicable, weight {points(_weight(left_out))}"
    yield text + ("; no grade yet" if assessment.grade is None else "")
    for veto in assessment.vetoes:
        effects = {
            "indicator": "the row adds nothing", "group": f"the rows of {veto.group} add nothing", "project": "the project scores nothing",
            "grade": "the grade is the lowest",
        }  # fmt: skip
        yield f"veto of #{veto.indicator}: {effects[veto.effect]}; rows keep their scores, which add up to {points(assessment.raw_score)}"
    vetoed = any(veto.effect != "grade" for veto in assessment.vetoes)
    rest = assessment.weight - assessment.not_applicable_weight
    if left_out and rest > 0:
        factor = f"{decimal_text(assessment.weight)}/{decimal_text(rest)}"
        before = "what the veto leaves" if vetoed else points(assessment.raw_score)
        yield f"rescaled for what is not applicable: {before} x {factor} = {points(inside)}"
    elif vetoed and assessment.grade is None:
        yield f"after the veto {points(inside)}"
    if assessment.inside is not None:
        yield _beside_en(assessment, points)
    if assessment.grade is not None:
        grade = f"{assessment.grade.name} ({assessment.grade.english})"
        exact = assessment.before_rounding
        grade += "" if exact is None else f", of {decimal_text(exact)} before rounding"
        yield f"total {points(assessment.score)} of {points(assessment.weight)}, grade {grade}"
    if assessment.interval is not None:
        low, high = assessment.interval
        yield f"some levels have no score of their own: the total lies between {points(low)} and {points(high)}"
    budget = _running_budget(assessment)
    if budget is not None:
        yield from _budget_en(budget)
    if assessment.pace is not None:
        yield f"pace of the project: {COLOUR_WORDS[assessment.pace]['en']}"
    yield from monitoring_lines(assessment, "en")
    yield from recovery_lines(assessment, "en")
    if assessment.ruleset.weights_assumed:
        yield "weights were spread evenly by the system"
    if assessment.combined:
        yield f"{len(assessment.combined)} projects are evaluated as one: {_named(assessment.combined, ', ')}"


def _named(projects: tuple[str, ...], between: str) -> str:
    return between.join(projects[:MOST_NAMED]) + ("…" if len(projects) > MOST_NAMED else "")


def rows_text(assessment: Assessment, lang: Lang = "zh", *, titled: bool = False) -> str:
    """The rows of a narrowed assessment in full; `titled` puts the project above them."""
    head = assumed_date(assessment, lang) + ([title(assessment, lang)] if titled else [])
    return "\n".join([*head, *([""] if head else []), *(steps_text(result, lang) for result in assessment.results)])


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
