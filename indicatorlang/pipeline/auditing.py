"""The walk over tables that people filled in: each row's own figures scored again and held against the score it was given.

A table is walked twice. The first walk finds what a single row cannot tell: how scores are printed, what weights add up to, which rows
repeat others, and, when asked, which rules explain the scores best. The second one answers row by row and holds no more than a
few of them, so that a table of any length can be audited.
"""

from __future__ import annotations

import collections
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from indicatorlang.diagnostics import ActualsError, Diagnostic, Lang, Place, errors
from indicatorlang.model.filled import FilledColumn, FilledTable
from indicatorlang.model.rescored import AuditSummary, RescoredRow, TableFacts, TableSummary
from indicatorlang.pipeline.audited_rows import AUTO, Ground, first_walk, fitting_for, profile_named, rescored
from indicatorlang.pipeline.audited_table import Tally, placed
from indicatorlang.pipeline.loading import Diagnostics
from indicatorlang.readers.filled.door import filled_tables
from indicatorlang.readers.filled.problems import LayoutNotUnderstood
from indicatorlang.reports.audit import json as json_report
from indicatorlang.resolve.profiles import DEFAULT


class Audit:
    """Filled-in tables, to be re-scored. Nothing is computed before it is asked for.

    `rows` walks over all rows of all tables in order, those that hold no score (headings, notes) included, and may be walked more
    than once; `summary` is about the whole. Scores and differences are in points, exact.
    """

    def __init__(
        self,
        tables: Iterable[FilledTable],
        *,
        profile: str | None = None,
        year: int | None = None,
        diagnostics: Diagnostics = (),
    ) -> None:
        self.tables: tuple[FilledTable, ...] = tuple(tables)
        self.diagnostics = diagnostics
        self._profile = profile or DEFAULT
        self._year = year
        self._grounds: dict[int, Ground] = {}
        self._summaries: dict[int, TableSummary] = {}
        if self._profile != AUTO:
            profile_named(self._profile)

    def rows(self) -> Iterator[RescoredRow]:
        """Every row of every table, in order, as it is re-scored."""
        for index in range(len(self.tables)):
            yield from self.rows_of(index)

    def rows_of(self, index: int) -> Iterator[RescoredRow]:
        """The rows of one table, in order."""
        ground = self._ground(index)
        fitting = fitting_for(ground)
        tally = Tally(ground, fitting)
        for row in placed(rescored(ground, fitting), ground.facts):
            tally.see(row)
            yield row
        self._summaries[index] = tally.summary()

    def facts_of(self, index: int) -> TableFacts:
        """What the first walk over one table finds: how many rows there are, and what they add up to as published."""
        return self._ground(index).facts

    def summary_of(self, index: int) -> TableSummary:
        """What one table comes to."""
        if index not in self._summaries:
            collections.deque(self.rows_of(index), maxlen=0)
        return self._summaries[index]

    def summary(self) -> AuditSummary:
        """What all tables come to; rows that have been walked over to their end are not scored again."""
        return AuditSummary(tuple(self.summary_of(index) for index in range(len(self.tables))), self.diagnostics)

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The object that `audit --format json` prints. Scores are `int` or exact `decimal.Decimal`."""
        return json_report.audit_dict(self.rows(), self.summary, lang)

    def to_json(self, lang: Lang = "zh") -> str:
        """The same as JSON text, numbers printed exactly."""
        return "".join(json_report.audit_json(self.rows(), self.summary, lang))

    def write(self, path: str | Path, lang: Lang = "zh") -> None:
        """Write the report to a file, as its name ends: `.xlsx` (the reviewed workbook), `.csv`, `.html`, `.json`, else text. Raises
        `ActualsError` when it cannot be written."""
        from indicatorlang.pipeline.audit_reports import audit_file

        audit_file(self, path, lang)

    def _ground(self, index: int) -> Ground:
        """What the first walk over a table finds; it is walked once."""
        if index not in self._grounds:
            self._grounds[index] = first_walk(self.tables[index], self._profile, self._year)
        return self._grounds[index]


def audit(
    source: str | Path | Sequence[str | Path],
    *,
    columns: Mapping[FilledColumn, str] | None = None,
    profile: str | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    year: int | None = None,
) -> Audit:
    """The tables of one or several files, to be re-scored.

    `columns` names the headings of columns that are not known by their own, `profile` the scoring rules (`mof-2020` when None;
    `auto`: of each table those that explain its scores best), `sheet` the one sheet of a workbook to read, `encoding` that of a CSV
    file, `year` that of the budget, for dates without one. What could not be read is among the diagnostics of the summary; raises
    `ActualsError` when nothing could be read at all, and `RulesetError` for an unknown profile.
    """
    paths = [source] if isinstance(source, str | Path) else list(source)
    tables: list[FilledTable] = []
    found: list[Diagnostic] = []
    for path in paths:
        read, told = filled_tables(path, columns=columns or {}, sheet=sheet, encoding=encoding)
        tables += read
        found += told if errors(told) else [*told, *_without_targets(read)]
    if not tables and errors(found):
        raise ActualsError(*found)
    return audit_tables(tables, profile=profile, year=year, diagnostics=tuple(found))


def _without_targets(tables: Iterable[FilledTable]) -> list[Diagnostic]:
    """One error for each filled-in table of indicators that has no column of targets: nothing in it can be scored again."""
    return [
        LayoutNotUnderstood(
            place=Place(table.file, table.sheet),
            known=tuple((taken.heading, taken.meaning) for taken in table.taken),
            unknown=table.untaken,
            missing=("target",),
        )
        for table in tables
        if (table.has("actual") or table.has("score")) and not table.has("target")
    ]


def audit_tables(
    tables: Iterable[FilledTable], *, profile: str | None = None, year: int | None = None, diagnostics: Diagnostics = ()
) -> Audit:
    """The same for tables that have been read. Raises `RulesetError` for an unknown profile."""
    return Audit(tables, profile=profile, year=year, diagnostics=diagnostics)
