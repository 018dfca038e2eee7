"""What a table comes to, in sentences: rows and findings, sums and grade, the rules that its scores were held against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from indicatorlang.diagnostics import Lang
from indicatorlang.model.rescored import AuditSummary, Finding, Fit, MoneyLine, ProjectFacts, TableSummary
from indicatorlang.reports.audit.words import points

MOST_FITS = 3
FEW = 5
"""With fewer rows that depend on the rules a fit is a hint and no more."""
MOST_PROJECTS = 20
_MODES = {"half_up": ("四舍五入", "half up"), "half_even": ("四舍六入五成双", "half to even"), "down": ("舍去尾数", "cut off")}


def counts_said(findings: Mapping[Finding, int], lang: Lang = "zh") -> str:
    """`一致8行；得分偏高1行`."""
    if lang == "en":
        return ", ".join(f"{finding.word('en')} {count}" for finding, count in findings.items())
    return "；".join(f"{finding.value}{count}行" for finding, count in findings.items())


def summary_lines(summary: TableSummary, lang: Lang = "zh") -> list[str]:
    """Rows, findings, totals, grade and the rules of one table."""
    return list(_summary_zh(summary) if lang == "zh" else _summary_en(summary))


def _summary_zh(summary: TableSummary) -> Iterator[str]:
    if not summary.rows:
        yield "没有可复核的行。"
        return
    yield f"共{summary.rows}行，能测算的{summary.answered}行。结论：{counts_said(summary.findings)}。"
    projects = summary.facts.projects
    for project in projects[:MOST_PROJECTS]:
        said = _project_zh(project)
        name = f"项目“{project.project}”：" if len(projects) > 1 and project.project else ""
        if said:
            yield f"{name}{said}。"
    if len(projects) > MOST_PROJECTS:
        yield f"表中共{len(projects)}个项目，其余{len(projects) - MOST_PROJECTS}个的合计从略。"
    if summary.computed_total is not None:
        part = "测算合计" if summary.complete else "能测算的各行合计"
        grade = f"，等级：{summary.grade}" if summary.grade else ""
        yield f"{part}{points(summary.computed_total)}分{grade}。"
    yield from _rules_zh(summary)


def _money_line(project: ProjectFacts) -> MoneyLine | None:
    """The only line of money that has a score; None where there are several, which are no parts of one sum."""
    scored = [line for line in project.money if line.score is not None]
    return scored[0] if len(scored) == 1 else None


def _project_zh(project: ProjectFacts) -> str:
    parts = []
    if project.weights is not None:
        parts.append(f"指标分值合计{points(project.weights)}分")
    if project.scores is not None:
        parts.append(f"表内指标得分合计{points(project.scores)}分")
    money = _money_line(project)
    if money is not None:
        parts.append(f"{money.label or '预算执行率'}得分{points(money.score)}分")
    if project.total_score is not None:
        parts.append(f"表内总分{points(project.total_score)}分")
    return "，".join(parts)


def _rules_zh(summary: TableSummary) -> Iterator[str]:
    if summary.chosen is None:
        tail = "（得分太少，推算不出评分办法，按默认办法测算）" if summary.fitted else ""
        yield f"评分办法：{summary.profile}{tail}。"
        best = _telling_fit(summary)
        if best is not None:
            yield f"与表内得分最相符的办法：{_fit_zh(best)}。"
        return
    yield f"评分办法按表内得分推算：{_fit_zh(summary.chosen)}。"
    others = _next_best(summary)
    if others:
        yield f"其次：{'；'.join(_fit_zh(fit) for fit in others)}。"


def _next_best(summary: TableSummary) -> list[Fit]:
    """The best fit of each other profile."""
    best: dict[str, Fit] = {}
    for fit in summary.fits:
        best.setdefault(fit.candidate.profile, fit)
    return [fit for name, fit in best.items() if summary.chosen is not None and name != summary.chosen.candidate.profile][
        :MOST_FITS
    ]


def _telling_fit(summary: TableSummary) -> Fit | None:
    """The rules that explain the published scores best; None where no row's score depends on the rules."""
    return summary.fits[0] if summary.fits and summary.fits[0].reproduced else None


def _fit_zh(fit: Fit) -> str:
    rules = fit.candidate
    rounding = f"保留{rules.places}位小数、{_MODES[rules.mode][0]}"
    few = "，行数少，仅供参考" if fit.tested < FEW else ""
    decisive = f"，其中得分随办法而变的{fit.tested}行有{fit.reproduced}行相符{few}" if fit.tested else ""
    return f"{rules.profile}（{rounding}），{fit.rows}行中{fit.agreeing}行相符{decisive}"


def _summary_en(summary: TableSummary) -> Iterator[str]:
    if not summary.rows:
        yield "no rows to compare"
        return
    yield f"{summary.rows} {'row' if summary.rows == 1 else 'rows'}, {summary.answered} of them computed; findings: {counts_said(summary.findings, 'en')}"
    projects = summary.facts.projects
    for project in projects[:MOST_PROJECTS]:
        said = _project_en(project)
        name = f"project {project.project}: " if len(projects) > 1 and project.project else ""
        if said:
            yield f"{name}{said}"
    if len(projects) > MOST_PROJECTS:
        yield f"{len(projects)} projects in all; the sums of the other {len(projects) - MOST_PROJECTS} are left out here"
    if summary.computed_total is not None:
        part = "computed total" if summary.complete else "sum of the rows that could be computed"
        grade = f", grade {summary.grade_english or summary.grade}" if summary.grade else ""
        yield f"{part}: {points(summary.computed_total)}{grade}"
    yield from _rules_en(summary)


def _project_en(project: ProjectFacts) -> str:
    parts = []
    if project.weights is not None:
        parts.append(f"weights of indicators {points(project.weights)}")
    if project.scores is not None:
        parts.append(f"published scores of indicators {points(project.scores)}")
    money = _money_line(project)
    if money is not None:
        parts.append(f"{money.label or 'budget execution'} {points(money.score)}")
    if project.total_score is not None:
        parts.append(f"published total {points(project.total_score)}")
    return ", ".join(parts)


def _rules_en(summary: TableSummary) -> Iterator[str]:
    if summary.chosen is None:
        tail = " (too few scores to tell the rules by; the default is taken)" if summary.fitted else ""
        yield f"scoring rules: {summary.profile}{tail}"
        best = _telling_fit(summary)
        if best is not None:
            yield f"the rules that fit the published scores best: {_fit_en(best)}"
        return
    yield f"scoring rules by the published scores: {_fit_en(summary.chosen)}"
    others = _next_best(summary)
    if others:
        yield f"next best: {'; '.join(_fit_en(fit) for fit in others)}"


def _fit_en(fit: Fit) -> str:
    rules = fit.candidate
    few = ", which is few" if fit.tested < FEW else ""
    decisive = f", and {fit.reproduced} of the {fit.tested} whose score depends on them{few}" if fit.tested else ""
    places = f"{rules.places} decimal{'' if rules.places == 1 else 's'}"
    return f"{rules.profile} ({places}, {_MODES[rules.mode][1]}) gives {fit.agreeing} of {fit.rows} rows{decisive}"


def all_together(summary: AuditSummary, lang: Lang = "zh") -> str:
    """One line about all tables; empty when there is only one."""
    if len(summary.tables) < 2:
        return ""
    counts = counts_said(summary.findings, lang)
    if lang == "zh":
        return f"全部{len(summary.tables)}张表：共{summary.rows}行，能测算的{summary.answered}行" + (
            f"：{counts}。" if counts else "。"
        )
    return f"all {len(summary.tables)} tables: {summary.rows} rows, {summary.answered} computed" + (
        f": {counts}" if counts else ""
    )
