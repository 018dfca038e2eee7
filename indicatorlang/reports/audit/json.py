"""The JSON of `audit` (docs/reference/json.md). Scores, weights and differences are numbers, printed exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from indicatorlang._version import __version__
from indicatorlang.diagnostics import Diagnostic, Lang
from indicatorlang.model.actual import letter
from indicatorlang.model.filled import FilledTable, Taken
from indicatorlang.model.rescored import AuditSummary, Finding, Fit, ProjectFacts, ProjectTotal, RescoredRow, TableSummary
from indicatorlang.reports.audit.advice import left_out, told_advice
from indicatorlang.reports.audit.words import name_of
from indicatorlang.reports.json import diagnostics_list, dumped, dumps, number

SCHEMA = "indicatorlang/audit/1"
_NOT_ROWS = ("head", "heading")


def audit_dict(rows: Iterator[RescoredRow], summary: Callable[[], AuditSummary], lang: Lang = "zh") -> dict[str, Any]:
    """The whole object, all rows held."""
    told = [row_dict(row, lang) for row in rows if row.row.kind not in _NOT_ROWS]
    return {"schema": SCHEMA, "engine": f"indicatorlang {__version__}", "rows": told, **_end(summary(), lang)}


def audit_json(rows: Iterator[RescoredRow], summary: Callable[[], AuditSummary], lang: Lang = "zh") -> Iterator[str]:
    """The same object as text, row by row."""
    yield f'{{\n  "schema": {dumps(SCHEMA)},\n  "engine": {dumps(f"indicatorlang {__version__}")},\n  "rows": ['
    between = ""
    for row in rows:
        if row.row.kind not in _NOT_ROWS:
            yield f"{between}\n    {dumps(row_dict(row, lang), depth=2)}"
            between = ","
    yield "\n  ]" if between else "]"
    for key, value in _end(summary(), lang).items():
        yield f",\n  {dumps(key)}: "
        yield from dumped(value, 1)
    yield "\n}\n"


def row_dict(row: RescoredRow, lang: Lang = "zh") -> dict[str, Any]:
    """One entry of `rows`. `fields` is what was typed in the columns that are known, `cells` all cells of the row."""
    typed, computed = row.row, row.computed
    place = row.table.origin(typed)
    actual = typed.get("actual")
    return {
        "id": row.id,
        "name": name_of(row, lang),
        "kind": typed.kind,
        "file": row.table.file,
        "sheet": place.sheet,
        "row": place.row,
        "reading": None if row.reading is None else row.reading.to_dict(lang),
        "actual": None if row.actual is None else {"text": actual, **row.actual.to_dict(lang)},
        "verdict": None if computed.verdict is None else str(computed.verdict),
        "weight": number(row.weight),
        "score": number(computed.score),
        "range": {
            "low": number(computed.low), "high": number(computed.high), "high_included": computed.high_closed
        } if computed.is_range else None,
        "rate": number(computed.rate),
        "profile": computed.profile or None,
        "published": number(row.published),
        "difference": number(row.difference),
        "finding": None if row.finding is None else row.finding.value,
        "findings": [finding.value for finding in row.findings],
        "code": row.finding.code or None if row.finding is not None else None,
        "causes": _said(row.causes, lang),
        "remarks": _said((*computed.remarks, *row.remarks), lang),
        "refused": None if computed.refused is None else _said((computed.refused,), lang)[0],
        "explanation": row.explain(lang).to_dict(),
        "fields": dict(typed.fields),
        "cells": list(typed.cells),
    }  # fmt: skip


def _said(found: tuple[Diagnostic, ...], lang: Lang) -> list[dict[str, str]]:
    return [{"code": d.code, "message": d.message(lang)} for d in dict.fromkeys(found)]


def _end(summary: AuditSummary, lang: Lang) -> dict[str, Any]:
    return {
        "summary": {
            "rows": summary.rows,
            "answered": summary.answered,
            "findings": _counts(summary.findings),
            "tables": [_table(one, lang) for one in summary.tables],
        },
        "diagnostics": diagnostics_list(summary.diagnostics, lang),
    }


def _counts(findings: Mapping[Finding, int]) -> dict[str, int]:
    return {finding.value: count for finding, count in findings.items()}


def _table(summary: TableSummary, lang: Lang) -> dict[str, Any]:
    table = summary.facts.table
    totals = {total.project: total for total in summary.totals}
    return {
        "file": table.file,
        "sheet": table.sheet,
        "facts": dict(table.facts),
        "columns": [_taken(one, table) for one in table.taken],
        "money_columns": [_taken(one, table) for one in table.money_taken],
        "unused": list(table.untaken),
        "rows": summary.rows,
        "answered": summary.answered,
        "findings": _counts(summary.findings),
        "score_places": summary.facts.score_places,
        "computed_total": number(summary.computed_total),
        "complete": summary.complete,
        "grade": summary.grade or None,
        "projects": [_project(project, totals.get(project.project)) for project in summary.facts.projects],
        "profile": summary.profile,
        "fit": None if summary.chosen is None else _fit(summary.chosen),
        "fits": [_fit(fit) for fit in summary.fits],
        "advice": diagnostics_list(tuple(advice for advice, _ in told_advice(summary)), lang),
        "advice_left_out": left_out(summary),
        "contradictions": summary.contradictions,
    }


def _taken(taken: Taken, table: FilledTable) -> dict[str, Any]:
    return {
        "column": taken.meaning,
        "heading": taken.heading,
        "letter": letter(taken.column) if table.letters else None,
        "index": taken.column + 1,
        "by_map": taken.by_map,
    }


def _project(facts: ProjectFacts, total: ProjectTotal | None) -> dict[str, Any]:
    return {
        "project": facts.project or None,
        "rows": facts.rows,
        "weights": number(facts.weights),
        "unweighted": facts.unweighted,
        "scores": number(facts.scores),
        "unscored": facts.unscored,
        "total_weight": number(facts.total_weight),
        "total_score": number(facts.total_score),
        "computed": None if total is None else _computed(total),
        "repeated": [{"row": one.row, "first": one.first, "name": one.name, "same": one.same} for one in facts.repeated],
    }


def _computed(total: ProjectTotal) -> dict[str, Any]:
    return {
        "rows": total.rows,
        "counted": total.counted,
        "total": number(total.computed),
        "published": number(total.published),
        "weight": number(total.weight),
        "grade": total.grade or None,
    }


def _fit(fit: Fit) -> dict[str, Any]:
    return {
        "profile": fit.candidate.profile,
        "places": fit.candidate.places,
        "mode": fit.candidate.mode,
        "rows": fit.rows,
        "agreeing": fit.agreeing,
        "tested": fit.tested,
        "reproduced": fit.reproduced,
    }
