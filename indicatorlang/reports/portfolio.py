"""The summary above several projects: one line each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indicatorlang.diagnostics import Diagnostic, Lang, display_width, errors
from indicatorlang.model.assessment import Assessment
from indicatorlang.model.number import round_half_up
from indicatorlang.model.portfolio import Portfolio, portfolio_of
from indicatorlang.model.verdict import VERDICT_WORDS, Verdict
from indicatorlang.reports.monitoring import nearest_lines
from indicatorlang.reports.tables import markdown_cell, markdown_table
from indicatorlang.reports.text import points, title

_HEADINGS = {
    "zh": ("项目", "评价时点", "得分", "分值", "等级"),
    "en": ("project", "as of", "score", "weight", "grade"),
}
_GAP = "  "


def headings(lang: Lang) -> tuple[str, ...]:
    """Project, date, score, weight, grade, and how many rows came to each verdict."""
    return (*_HEADINGS[lang], *(VERDICT_WORDS[verdict][lang] for verdict in Verdict))


def lines(assessments: Iterable[Assessment], lang: Lang) -> list[tuple[str, ...]]:
    """One row a project. A score that may still change is marked."""
    provisional = "（暂计）" if lang == "zh" else " (provisional)"
    drawn = []
    for assessment in assessments:
        counted = [sum(result.verdict is verdict for result in assessment.results) for verdict in Verdict]
        drawn.append(
            (
                title(assessment, lang),
                assessment.as_of.isoformat(),
                points(assessment.score) + (provisional if assessment.provisional else ""),
                points(assessment.weight),
                "" if assessment.grade is None else assessment.grade.name,
                *(str(count) for count in counted),
            )
        )
    return drawn


def opening(assessments: Sequence[Assessment], found: Iterable[Diagnostic], lang: Lang) -> str:
    """How many projects were evaluated, and whether something could not be."""
    bad = len(errors(found))
    if lang == "zh":
        return f"汇总：共测算{len(assessments)}个项目" + (f"；另有{bad}处错误，有规则或数据未能采用。" if bad else "。")
    return f"summary: {len(assessments)} projects evaluated" + (f"; {bad} errors kept rulesets or values out" if bad else "")


def closing(portfolio: Portfolio, lang: Lang) -> list[str]:
    """What the projects come to together: points, the mean weighted by their money, grades, verdicts."""
    return [line for line in (_points(portfolio, lang), _mean(portfolio, lang), _counts(portfolio, lang)) if line]


def _points(portfolio: Portfolio, lang: Lang) -> str:
    if lang == "zh":
        most = "" if portfolio.most == portfolio.weight else f"（已到期分值 {points(portfolio.most)}）"
        return f"合计：得分 {points(portfolio.score)}／分值 {points(portfolio.weight)}{most}。"
    most = "" if portfolio.most == portfolio.weight else f" ({points(portfolio.most)} of it due)"
    return f"together: {points(portfolio.score)} of {points(portfolio.weight)} points{most}"


def _mean(portfolio: Portfolio, lang: Lang) -> str:
    """The mean by money, over the projects that have a grade and a budget; who is left out is said."""
    zh = lang == "zh"
    if portfolio.mean is None:
        if portfolio.ungraded == portfolio.projects:
            return ""
        return (
            "各项目没有预算数，不计算按资金加权的平均得分。"
            if zh
            else "no project states its budget, so there is no mean by money"
        )
    left = []
    if portfolio.without_funds:
        left.append(f"{portfolio.without_funds}个项目没有预算数" if zh else f"{portfolio.without_funds} without a budget")
    if portfolio.ungraded:
        left.append(f"{portfolio.ungraded}个项目尚未评定等级" if zh else f"{portfolio.ungraded} without a grade yet")
    funds, mean = portfolio.funds.shown(lang) if portfolio.funds is not None else "", points(round_half_up(portfolio.mean, 2))
    if zh:
        out = f"；{'、'.join(left)}，未计入" if left else ""
        return f"按资金加权的平均得分（折合百分制）{mean}，计入{portfolio.weighed}个项目、资金{funds}{out}。"
    out = f"; left out: {', '.join(left)}" if left else ""
    return f"mean score by money, out of 100: {mean}, over {portfolio.weighed} projects with {funds}{out}"


def _counts(portfolio: Portfolio, lang: Lang) -> str:
    verdicts = [(verdict, number) for verdict, number in portfolio.verdicts.items() if number]
    if lang == "zh":
        grades = [f"{name}{number}个" for name, number in portfolio.grades.items()]
        grades += [f"未评定{portfolio.ungraded}个"] if portfolio.ungraded else []
        told = "、".join(f"{VERDICT_WORDS[verdict]['zh']}{number}项" for verdict, number in verdicts)
        return f"等级：{'、'.join(grades)}；结论：{told or '无'}。"
    grades = [f"{name} {number}" for name, number in portfolio.grades.items()]
    grades += [f"none yet {portfolio.ungraded}"] if portfolio.ungraded else []
    told = ", ".join(f"{VERDICT_WORDS[verdict]['en']} {number}" for verdict, number in verdicts)
    return f"grades: {', '.join(grades)}; verdicts: {told or 'none'}"


def portfolio_text(assessments: Sequence[Assessment], found: Iterable[Diagnostic] = (), lang: Lang = "zh") -> str:
    """The summary as an aligned table, worst project first; wide characters take two columns."""
    parts = [opening(assessments, found, lang)]
    if assessments:
        portfolio = portfolio_of(assessments)
        rows = [headings(lang), *lines([assessments[n] for n in portfolio.worst_first], lang)]
        widths = [max(display_width(row[n]) for row in rows) for n in range(len(rows[0]))]
        parts += [
            _GAP.join(cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        ]
        parts += closing(portfolio, lang)
        parts += nearest_lines([(title(one, lang), one) for one in assessments], lang)
    return "\n".join([*parts, "", ""])


def portfolio_markdown(assessments: Sequence[Assessment], found: Iterable[Diagnostic] = (), lang: Lang = "zh") -> str:
    """The summary as a Markdown table, worst project first."""
    parts = [f"{markdown_cell(opening(assessments, found, lang))}\n"]
    if assessments:
        portfolio = portfolio_of(assessments)
        ordered = [assessments[n] for n in portfolio.worst_first]
        parts += [*markdown_table(headings(lang), lines(ordered, lang)), ""]
        parts += [f"{markdown_cell(line)}\n" for line in closing(portfolio, lang)]
    return "\n".join([*parts, ""])
