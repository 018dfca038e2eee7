"""Assessments and readings → text in the formats there are; the form to fill in. Each function loads the report it draws."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, get_args

import attrs

from indicatorlang.diagnostics import ActualsError, Diagnostic, Lang
from indicatorlang.engine.problems.evaluation_problems import NoSuchRow
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.reading import Reading
from indicatorlang.pipeline.loading import Diagnostics
from indicatorlang.pipeline.rules import Rules

ReportFormat = Literal["text", "json", "jsonl", "csv", "markdown"]
FORMATS: tuple[ReportFormat, ...] = get_args(ReportFormat)


def report(
    assessments: Sequence[Assessment], form: ReportFormat, lang: Lang = "zh", found: Diagnostics = (), several: bool = False
) -> str:
    """The assessments in one of the formats of `eval`, as text. `several` makes a portfolio even of one; `found` are the
    diagnostics that belong to no assessment."""
    match form:
        case "json" | "jsonl":
            return _json(assessments, form, lang, found, several)
        case "csv":
            from indicatorlang.reports.tables import csv_report

            return csv_report(assessments, lang)
        case "markdown":
            from indicatorlang.reports.tables import markdown_report

            return _summary(assessments, form, lang, found, several) + markdown_report(assessments, lang)
    from indicatorlang.reports.text import text_report

    head = _summary(assessments, form, lang, found, several)
    return head + "\n".join(text_report(assessment, lang) for assessment in assessments)


def _json(
    assessments: Sequence[Assessment], form: Literal["json", "jsonl"], lang: Lang, found: Diagnostics, several: bool
) -> str:
    from indicatorlang.reports import json as json_report

    if form == "jsonl":
        return "".join(json_report.dumps(json_report.assessment_dict(a, lang), None) + "\n" for a in assessments)
    if several or len(assessments) != 1:
        return json_report.dumps(json_report.portfolio_dict(assessments, found, lang)) + "\n"
    return json_report.dumps(json_report.assessment_dict(assessments[0], lang)) + "\n"


def _summary(
    assessments: Sequence[Assessment], form: Literal["text", "markdown"], lang: Lang, found: Diagnostics, several: bool
) -> str:
    """What the projects come to together, above the reports of each; nothing for one alone."""
    if not several:
        return ""
    from indicatorlang.reports.portfolio import portfolio_markdown, portfolio_text

    return (portfolio_text if form == "text" else portfolio_markdown)(assessments, found, lang)


def template(rules: Rules, path: str | Path | None) -> str | None:
    """Write the workbook to fill in (`.xlsx`) or a long table (`.csv`); without a path the CSV text is returned.

    Raises `ActualsError` when the ending is neither, the workbook writer is not installed, or the file cannot be written.
    """
    from indicatorlang.reports.workbook import csv_template, write_workbook
    from indicatorlang.reports.workbook_problems import WorkbookEnding, WorkbookNotWritten

    if path is None:
        return csv_template(rules.ruleset)
    ending = Path(path).suffix.lower()
    if ending == ".csv":
        try:
            Path(path).write_bytes(csv_template(rules.ruleset).encode("utf-8-sig"))
        except OSError as wrong:
            raise ActualsError(
                WorkbookNotWritten(path=str(path), reason=wrong.strerror or str(wrong), number=wrong.errno)
            ) from None
        return None
    found = write_workbook(rules.ruleset, Path(path)) if ending == ".xlsx" else (WorkbookEnding(path=str(path), ending=ending),)
    if found:
        raise ActualsError(*found)
    return None


def narrow(assessment: Assessment, wanted: Sequence[str]) -> tuple[Assessment, Diagnostics]:
    """The assessment with only the rows asked for, by id or name, in that order; and a diagnostic for each that is none."""
    chosen: dict[str, IndicatorResult] = {}
    found: list[Diagnostic] = []
    for key in wanted:
        try:
            result = assessment[key]
            chosen.setdefault(result.id, result)
        except KeyError:
            found.append(NoSuchRow(wanted=key, rows=tuple(f"{r.id} {r.name}" for r in assessment.results)))
    return attrs.evolve(assessment, results=tuple(chosen.values())), tuple(found)


def explanation_report(
    assessments: Sequence[Assessment],
    form: Literal["text", "json"] = "text",
    lang: Lang = "zh",
    found: Diagnostics = (),
    several: bool = False,
) -> str:
    """The explanations of the rows of narrowed assessments with every value they stand on."""
    if form == "json":
        return report(assessments, "json", lang, found, several)
    from indicatorlang.reports.text import rows_text

    return "\n".join(rows_text(assessment, lang, titled=several) for assessment in assessments)


def reading_json(reading: Reading, lang: Lang = "zh") -> str:
    """A reading as JSON."""
    from indicatorlang.reports.json import dumps

    return dumps(reading.to_dict(lang)) + "\n"


def reading_line(row_id: object, reading: Reading, lang: Lang = "zh") -> str:
    """`{"id", "reading"}` as one line, as `read` answers JSON Lines. The id returns as it came."""
    from indicatorlang.reports.json import dumps

    return dumps({"id": row_id, "reading": reading.to_dict(lang)}, None) + "\n"


def reading_text(reading: Reading, lang: Lang = "zh") -> str:
    """A reading for people: the canonical form, then what was assumed and what was left over."""
    from indicatorlang.reports.reading import read_report

    return read_report(_in_chinese(reading) if lang == "zh" else reading, lang)


def _in_chinese(reading: Reading) -> Reading:
    """With the canonical forms in Chinese keywords, which mean the same and may stand in a ruleset as well."""
    from indicatorlang.syntax.from_text import strict_target
    from indicatorlang.syntax.to_text import to_text

    condition = strict_target(reading.canonical) if reading.canonical else None
    canonical = to_text(condition, "zh") if condition is not None else reading.canonical
    return attrs.evolve(reading, canonical=canonical, clauses=tuple(_in_chinese(clause) for clause in reading.clauses))
