"""The rows of a report as a table: the same columns for CSV and Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from indicatorlang.diagnostics import Lang
from indicatorlang.lazily import pattern
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.number import decimal_text
from indicatorlang.model.verdict import COLOUR_WORDS, VERDICT_WORDS
from indicatorlang.reports.text import assumed_date, other_project, points, summary_lines, title

HEADINGS = {
    "zh": (
        *("项目名称", "评价时点", "序号", "一级指标", "二级指标", "三级指标", "指标值", "实际完成值"),
        *("结论", "分值", "得分", "差额", "进度", "说明", "偏差原因"),
    ),
    "en": (
        *("project", "as of", "id", "level 1", "level 2", "indicator", "wording", "actual"),
        *("verdict", "weight", "score", "gap", "pace", "why", "reason"),
    ),
}
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_NUMBER = pattern(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?%?")


def row(assessment: Assessment, result: IndicatorResult, lang: Lang = "zh") -> tuple[str, ...]:
    """One row, all text."""
    indicator = result.indicator
    pace = result.pace.colour if result.pace is not None else None
    return (
        other_project(assessment, lang) or assessment.ruleset.name,
        assessment.as_of.isoformat(),
        result.id,
        indicator.level1,
        indicator.level2,
        result.name,
        indicator.wording,
        actual_text(result, lang),
        VERDICT_WORDS[result.verdict][lang],
        decimal_text(result.weight, 2),
        "" if result.score is None else points(result.score),
        "" if result.gap is None else result.gap.shown(lang),
        "" if pace is None else COLOUR_WORDS[pace][lang],
        result.explain(lang).headline,
        result.reason or "",
    )


def actual_text(result: IndicatorResult, lang: Lang = "zh") -> str:
    """The actual as shown in a cell; empty when there is none."""
    actual = result.actual
    if actual is None or actual.state != "known":
        return ""
    if actual.quantity is not None:
        return actual.quantity.shown(lang)
    if actual.level is not None:
        return actual.level.name
    if actual.day is not None:
        return actual.day.isoformat()
    words = ("已完成", "未完成") if lang == "zh" else ("done", "not done")
    return "" if actual.done is None else words[0] if actual.done else words[1]


def csv_report(assessments: Sequence[Assessment], lang: Lang = "zh") -> str:
    """CSV with a heading row. Text that a spreadsheet would take for a formula gets an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS[lang])
    for assessment in assessments:
        for result in assessment.results:
            writer.writerow([harmless(cell) for cell in row(assessment, result, lang)])
    return out.getvalue()


def harmless(cell: str) -> str:
    """A negative number stays a number, and a lone sign is none; anything else that starts like a formula is marked as text."""
    starts = cell.startswith(("\t", "\r", "\n")) or cell.lstrip().startswith(_FORMULA_STARTS)
    if starts and len(cell.strip()) > 1 and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def markdown_report(assessments: Sequence[Assessment], lang: Lang = "zh") -> str:
    """For every project the date where it was inferred, a heading, the summary and a table."""
    parts: list[str] = []
    for assessment in assessments:
        parts += [f"{markdown_cell(line)}\n" for line in assumed_date(assessment, lang)]
        parts += [f"## {markdown_cell(title(assessment, lang))}", ""]
        parts += [f"{markdown_cell(line)}\n" for line in summary_lines(assessment, lang)]
        parts += markdown_table(HEADINGS[lang][2:], (row(assessment, r, lang)[2:] for r in assessment.results))
        parts.append("")
    return "\n".join(parts)


def markdown_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table. Nothing in a cell can end the cell or become markup."""
    lines = ["| " + " | ".join(headings) + " |", "|" + "---|" * len(headings)]
    return lines + ["| " + " | ".join(markdown_cell(cell) for cell in cells) + " |" for cells in rows]


def markdown_cell(text: str) -> str:
    """Text in one line that cannot break out of a table or become markup."""
    text = text.replace("&", "&amp;")
    for mark in ("\\", "|", "`", "*", "_", "<", "[", "~", "#"):
        text = text.replace(mark, "\\" + mark)
    return " ".join(text.split())
