"""A bound table of cases: every cell understood, or with what is wrong with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.delivered.names import folded
from indicatorlang.engine.problems.actuals_problems import NOWHERE
from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.actual import Origin
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import Records
from indicatorlang.model.unit import PLAIN

MIDNIGHT = dt.time()
_BARE = pattern(r"[-+]?[\d.,]+")


@frozen
class Stamp:
    """A day, with the time of day where one was written."""

    day: dt.date
    time: dt.time | None = None

    @property
    def instant(self) -> dt.datetime:
        """The moment; a day without a time begins at 00:00."""
        return dt.datetime.combine(self.day, self.time or MIDNIGHT)


@frozen
class CaseCell:
    """One cell of a case. A blank one has no `text`; of dates and numbers the value is set beside it, or the `problem`.

    Cells of one table that say the same are one object, wherever they stand; only those with a problem know their place."""

    text: str = ""
    stamp: Stamp | None = None
    quantity: Quantity | None = None
    problem: Diagnostic | None = attrs.field(default=None, eq=False)

    @property
    def bare(self) -> bool:
        """Whether it is a number without a unit, and was not written as `1/20` or 万分之三."""
        return self.quantity is not None and self.quantity.unit == PLAIN and _BARE.fullmatch(folded(self.text)) is not None


BLANK = CaseCell()


@frozen
class Case:
    """One row. `dated` is the cell of the table's date column, None for a table without one."""

    origin: Origin
    cells: Mapping[str, CaseCell]
    dated: CaseCell | None = None

    def cell(self, column: str) -> CaseCell:
        """The cell of a column."""
        return self.cells.get(column, BLANK)


@frozen
class CaseTable:
    """All cases that were delivered. `lacking` are declared columns that the file does not have; `lost` is what is wrong with
    rows that could not be read at all, so that nobody knows how many cases there are."""

    declared: Records
    cases: tuple[Case, ...] = ()
    origin: Origin = NOWHERE
    lacking: Mapping[str, Diagnostic] = attrs.field(factory=dict)
    lost: tuple[Diagnostic, ...] = ()
    headings: Mapping[str, str] = attrs.field(factory=dict)
    """How the file heads each declared column."""
    percent: Literal["percent", "fraction"] | None = None
    """How bare percentages are written, where the call or the ruleset says so."""

    @property
    def name(self) -> str:
        """The table's name."""
        return self.declared.name

    def place(self, case: Case, column: str) -> Origin:
        """Where a cell stands."""
        return attrs.evolve(case.origin, column=self.headings.get(column, column))

    def days(self, span: Period) -> tuple[dt.date, ...]:
        """The days within the span that cases belong to."""
        stamps = (case.dated.stamp for case in self.cases if case.dated is not None)
        return tuple(stamp.day for stamp in stamps if stamp is not None and span.start <= stamp.day <= span.end)


@frozen
class Chosen:
    """The cases that count at a date; how many lie beyond it, and how many outside the span; and what is wrong with the days of
    others."""

    cases: tuple[Case, ...] = ()
    later: int = 0
    outside: int = 0
    problems: tuple[Diagnostic, ...] = ()
