"""Audits a drawn file and answers in plain words, so that the tests compare words with words."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs

import indicatorlang as il
from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.model.rescored import AuditSummary, RescoredRow
from tests.audit.content import Content, Line
from tests.audit.drawing import Drawn


@attrs.frozen
class Answer:
    """All rows in order, and the summary after them."""

    rows: tuple[RescoredRow, ...]
    summary: AuditSummary

    @property
    def advice(self) -> tuple[Diagnostic, ...]:
        return tuple(found for table in self.summary.tables for found in table.advice)


def refused(path: Path, **options: Any) -> tuple[Diagnostic, ...]:
    """The errors about a file, whether they are raised at once or stand in the summary."""
    try:
        audit = il.audit(path, **options)
        list(audit.rows())
        return tuple(found for found in audit.summary().diagnostics if found.severity is Severity.ERROR)
    except il.IndicatorlangError as error:
        return error.diagnostics


def ask(path: Path, profile: str | None = None, **options: Any) -> Answer:
    """Walks over all rows, then takes the summary."""
    audit = il.audit(path, profile=profile, **options)
    rows = tuple(audit.rows())
    return Answer(rows, audit.summary())


def matched(content: Content, drawn: Drawn, rows: Sequence[RescoredRow]) -> dict[str, RescoredRow]:
    """The row of the answer for each row of the content, by its place in the file."""
    places = {(row.table.sheet if placed_in_sheets(drawn) else None, row.row.number): row for row in reversed(rows)}
    if drawn.path.suffix == ".docx":
        compared = [row for row in rows if row.row.kind in ("money", "indicator")]
        lines = [placed.key for placed in drawn.placed]
        assert len(compared) == len(lines), [(row.row.kind, row.row.cells) for row in rows]
        return dict(zip(lines, compared, strict=True))
    return {placed.key: places[placed.sheet, placed.number] for placed in drawn.placed if (placed.sheet, placed.number) in places}


def placed_in_sheets(drawn: Drawn) -> bool:
    return any(placed.sheet for placed in drawn.placed)


def words(row: RescoredRow) -> tuple[str, ...]:
    """The findings in the fixed words."""
    return tuple(finding.value for finding in row.findings)


def is_difference(row: RescoredRow) -> bool:
    return bool(row.findings) and row.findings[0].is_difference


def points(row: RescoredRow, line: Line) -> tuple[Fraction, Fraction] | Fraction | str:
    """What the row comes to; `none` when nothing could be computed."""
    computed = row.computed
    if computed.is_range:
        assert computed.low is not None
        assert computed.high is not None
        return computed.low, computed.high
    return "none" if computed.score is None else computed.score


def told(found: Diagnostic) -> str:
    """A diagnostic with its help and its place, in Chinese."""
    return " ".join(part for part in (found.place.label("zh"), found.message("zh"), found.help("zh")) if part)
