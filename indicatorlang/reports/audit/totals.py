"""What a table comes to, in sentences: rows and findings, sums and grade, the rules that its scores were held against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from indicatorlang.diagnostics import Lang
from indicatorlang.lazily import frozen
from indicatorlang.model.rescored import AuditSummary, Finding, Fit, MoneyLine, ProjectFacts, ProjectTotal, TableSummary
from indicatorlang.reports.audit.words import points

MOST_FITS = 3
FEW = 5
"""With fewer rows that depend on the rules a fit is a hint and no more."""
MOST_PROJECTS = 20
FULL = Fraction(100)
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
    totals = {total.project: total for total in summary.totals}
    for project in projects[:MOST_PROJECTS]:
        total = totals.get(project.project)
        told = [_project_zh(project, total), _compared_zh(project, total), _grade_zh(summary, total)]
        if len(projects) > 1 and project.project:
            told = [f"项目“{project.project}”：{'；'.join(filter(None, told))}"] if any(told) else []
        yield from (f"{said}。" for said in told if said)
    if len(projects) > MOST_PROJECTS:
        yield f"表中共{len(projects)}个项目，其余{len(projects) - MOST_PROJECTS}个的合计从略。"
    yield from _rules_zh(summary)


def _money_line(project: ProjectFacts) -> MoneyLine | None:
    """The only line of money that has a score; None where there are several, which are no parts of one sum."""
    scored = [line for line in project.money if line.score is not None]
    return scored[0] if len(scored) == 1 else None


def _project_zh(project: ProjectFacts, total: ProjectTotal | None) -> str:
    parts = []
    if project.weights is not None:
        parts.append(f"指标分值合计{points(project.weights)}分")
    if project.scores is not None:
        parts.append(f"表内指标得分合计{points(project.scores)}分")
    money = _money_line(project)
    if money is not None:
        parts.append(f"预算执行率得分{points(money.score)}分")
    if project.total_score is not None and not (total is not None and total.complete):
        parts.append(f"表内总分{points(project.total_score)}分")
    return "，".join(parts)


@frozen
class _Sides:
    """A total of the table against ours. `total`: it is the printed one, `beside` the points for budget execution that this leaves out."""

    published: Fraction | None
    computed: Fraction
    total: bool = False
    beside: Fraction | None = None

    @property
    def apart(self) -> Fraction:
        """How much more the table has."""
        return Fraction(0) if self.published is None else self.published + (self.beside or 0) - self.computed


def _sides(project: ProjectFacts, total: ProjectTotal) -> _Sides:
    """The printed total where all rows are counted, else what the table gives the counted ones."""
    if not total.complete or project.total_score is None:
        return _Sides(total.published, total.computed)
    money = _money_line(project)
    apart = money is not None and bool(money.score) and project.total_score == project.scores
    return _Sides(project.total_score, total.computed, True, money.score if apart and money is not None else None)


def _compared_zh(project: ProjectFacts, total: ProjectTotal | None) -> str:
    """`表内总分96.50分，测算合计95.77分，表内高0.73分`."""
    if total is None:
        return ""
    sides, ours = _sides(project, total), f"测算合计{points(total.computed)}分"
    start = "" if total.complete else f"能测算的{total.counted}行，"
    if sides.published is None:
        return f"{start}{ours}"
    beside = f"，另加预算执行率得分{points(sides.beside)}分" if sides.beside is not None else ""
    theirs = f"{'表内总分' if sides.total else '表内得分合计'}{points(sides.published)}分{beside}"
    if not sides.apart:
        return f"{start}{theirs}，与测算合计一致"
    return f"{start}{theirs}，{ours}，表内{'高' if sides.apart > 0 else '低'}{points(abs(sides.apart))}分"


def _grade_of_table(summary: TableSummary) -> str:
    """The grade that a table of one project prints, as grades are called; empty for none."""
    said = summary.facts.table.facts.get("grade", "").strip()
    return said.removesuffix("秀").removesuffix("好").removesuffix("等") if len(summary.facts.projects) == 1 else ""


def _grade_zh(summary: TableSummary, total: ProjectTotal | None) -> str:
    """`按测算合计，等级为良；表内等级为优，请核对`."""
    if total is None or not total.grade:
        return ""
    full = "" if total.weight == FULL else f"（满分{points(total.weight)}分，折算为百分制）"
    printed, said = _grade_of_table(summary), f"按测算合计{full}，等级为“{total.grade}”"
    if not printed:
        return said
    return f"{said}，与表内一致" if printed == total.grade else f"{said}；表内等级为“{printed}”，请核对"


def _rules_zh(summary: TableSummary) -> Iterator[str]:
    if summary.chosen is None:
        tail = "（得分太少，推算不出评分办法，按默认办法测算）" if summary.fitted else ""
        yield f"评分办法：{summary.profile}{tail}。"
        best = _telling_fit(summary)
        if best is not None:
            yield f"与表内得分最相符的是{_fit_zh(best)}。"
        return
    yield f"评分办法由表内得分推算，取最相符的{_fit_zh(summary.chosen)}。"
    same, others = _next_best(summary)
    if same:
        yield f"相符程度相同的还有：{'、'.join(fit.candidate.profile for fit in same)}。"
    if others:
        yield f"其次是{'；再次是'.join(_fit_zh(fit) for fit in others)}。"


def _next_best(summary: TableSummary) -> tuple[list[Fit], list[Fit]]:
    """The best fit of each other profile: those that explain just as much as the chosen one, and those that explain less."""
    best: dict[str, Fit] = {}
    for fit in summary.fits:
        best.setdefault(fit.candidate.profile, fit)
    chosen = summary.chosen
    others = [fit for name, fit in best.items() if chosen is not None and name != chosen.candidate.profile][:MOST_FITS]
    same = [
        fit for fit in others if chosen is not None and (fit.agreeing, fit.reproduced) == (chosen.agreeing, chosen.reproduced)
    ]
    return same, [fit for fit in others if fit not in same]


def _telling_fit(summary: TableSummary) -> Fit | None:
    """The rules that explain the published scores best; None where no row's score depends on the rules."""
    return summary.fits[0] if summary.fits and summary.fits[0].reproduced else None


def _of(part: int, whole: int) -> str:
    return f"{whole}行都相符" if part == whole else f"{whole}行中有{part}行相符"


def _fit_zh(fit: Fit) -> str:
    """`mof-2020（四舍五入到2位小数）：可比的9行中有6行相符，其中得分因办法而异的6行中有4行相符`."""
    rules = fit.candidate
    digits = f"{rules.places}位小数" if rules.places else "整数"
    rounding = f"{_MODES[rules.mode][0]}{'取' if rules.mode == 'down' else '到'}{digits}"
    few = "（行数少，仅供参考）" if fit.tested < FEW else ""
    decisive = f"，其中得分因办法而异的{_of(fit.reproduced, fit.tested)}{few}" if fit.tested else ""
    return f"{rules.profile}（{rounding}）：可比的{_of(fit.agreeing, fit.rows)}{decisive}"


def _summary_en(summary: TableSummary) -> Iterator[str]:
    if not summary.rows:
        yield "no rows to compare"
        return
    yield f"{summary.rows} {'row' if summary.rows == 1 else 'rows'}, {summary.answered} of them computed; findings: {counts_said(summary.findings, 'en')}"
    projects = summary.facts.projects
    totals = {total.project: total for total in summary.totals}
    for project in projects[:MOST_PROJECTS]:
        total = totals.get(project.project)
        told = [_project_en(project, total), _compared_en(project, total), _grade_en(summary, total)]
        if len(projects) > 1 and project.project:
            told = [f"project {project.project}: {'; '.join(filter(None, told))}"] if any(told) else []
        yield from (said for said in told if said)
    if len(projects) > MOST_PROJECTS:
        yield f"{len(projects)} projects in all; the sums of the other {len(projects) - MOST_PROJECTS} are left out here"
    yield from _rules_en(summary)


def _project_en(project: ProjectFacts, total: ProjectTotal | None) -> str:
    parts = []
    if project.weights is not None:
        parts.append(f"weights of indicators {points(project.weights)}")
    if project.scores is not None:
        parts.append(f"published scores of indicators {points(project.scores)}")
    money = _money_line(project)
    if money is not None:
        parts.append(f"budget execution {points(money.score)}")
    if project.total_score is not None and not (total is not None and total.complete):
        parts.append(f"published total {points(project.total_score)}")
    return ", ".join(parts)


def _compared_en(project: ProjectFacts, total: ProjectTotal | None) -> str:
    if total is None:
        return ""
    sides, ours = _sides(project, total), f"computed total {points(total.computed)}"
    rows = "row" if total.counted == 1 else "rows"
    start = "" if total.complete else f"the {total.counted} {rows} that could be computed: "
    if sides.published is None:
        return f"{start}{ours}"
    beside = f" and {points(sides.beside)} for budget execution" if sides.beside is not None else ""
    theirs = f"{'published total' if sides.total else 'published scores'} {points(sides.published)}{beside}"
    if not sides.apart:
        return f"{start}{theirs}, the same as computed"
    side = "higher" if sides.apart > 0 else "lower"
    return f"{start}{theirs}, {ours}, published {points(abs(sides.apart))} {side}"


def _grade_en(summary: TableSummary, total: ProjectTotal | None) -> str:
    if total is None or not total.grade:
        return ""
    full = "" if total.weight == FULL else f" (out of {points(total.weight)}, taken as per cent)"
    printed, said = _grade_of_table(summary), f"grade by the computed total{full}: {total.grade_english or total.grade}"
    if not printed:
        return said
    return f"{said}, as in the table" if printed == total.grade else f'{said}; the table says "{printed}"'


def _rules_en(summary: TableSummary) -> Iterator[str]:
    if summary.chosen is None:
        tail = " (too few scores to tell the rules by; the default is taken)" if summary.fitted else ""
        yield f"scoring rules: {summary.profile}{tail}"
        best = _telling_fit(summary)
        if best is not None:
            yield f"the rules that fit the published scores best: {_fit_en(best)}"
        return
    yield f"scoring rules by the published scores: {_fit_en(summary.chosen)}"
    same, others = _next_best(summary)
    if same:
        yield f"just as good: {', '.join(fit.candidate.profile for fit in same)}"
    if others:
        yield f"next best: {'; '.join(_fit_en(fit) for fit in others)}"


def _fit_en(fit: Fit) -> str:
    rules = fit.candidate
    few = ", which is few" if fit.tested < FEW else ""
    decisive = f", and {fit.reproduced} of the {fit.tested} whose score depends on the rules{few}" if fit.tested else ""
    places = f"{rules.places} decimal{'' if rules.places == 1 else 's'}" if rules.places else "whole points"
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
