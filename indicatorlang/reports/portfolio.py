"""The summary above several projects: one line each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indicatorlang.diagnostics import Diagnostic, Lang, display_width, errors
from indicatorlang.model.assessment import VERDICT_WORDS, Assessment, Verdict
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


def portfolio_text(assessments: Sequence[Assessment], found: Iterable[Diagnostic] = (), lang: Lang = "zh") -> str:
    """The summary as an aligned table; wide characters take two columns."""
    parts = [opening(assessments, found, lang)]
    if assessments:
        rows = [headings(lang), *lines(assessments, lang)]
        widths = [max(display_width(row[n]) for row in rows) for n in range(len(rows[0]))]
        parts += [
            _GAP.join(cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        ]
    return "\n".join([*parts, "", ""])


def portfolio_markdown(assessments: Sequence[Assessment], found: Iterable[Diagnostic] = (), lang: Lang = "zh") -> str:
    """The summary as a Markdown table."""
    parts = [f"{markdown_cell(opening(assessments, found, lang))}\n"]
    if assessments:
        parts += [*markdown_table(headings(lang), lines(assessments, lang)), ""]
    return "\n".join([*parts, ""])
