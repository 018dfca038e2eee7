"""A whole ruleset, resolved and immutable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, Literal

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import frozen
from indicatorlang.model.calendar import Calendar
from indicatorlang.model.expected import RulesetTest as RulesetTest
from indicatorlang.model.formula import Arithmetic, measures_in
from indicatorlang.model.indicator import Indicator, InRange, Measure, Threshold, conditions, measures_of
from indicatorlang.model.period import Period
from indicatorlang.model.profile import Profile
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scale import Scale
from indicatorlang.model.unit import Unit

EXECUTED = "全年执行数"
BUDGET = "全年预算数"
BUDGET_NAME = "预算执行率"
BUDGET_ID = "budget"


@frozen
class BudgetChange:
    """An approved change of the budget."""

    approved: dt.date
    document: str
    amount: Quantity
    reason: str = ""


@frozen
class Funds:
    """The money of the project. `sources` are kept as written."""

    initial: Quantity | None = None
    budget: Quantity | None = None
    sources: tuple[tuple[str, Quantity], ...] = ()
    changes: tuple[BudgetChange, ...] = ()


@frozen
class Records:
    """An event table: one row a case."""

    name: str
    date: str | None
    columns: Mapping[str, Literal["date", "number", "text"]]


@frozen
class Ruleset:
    """One project. `indicators` are in the order of the form, the budget row (id `budget`) first when there is one.

    `measures` holds every measure, declared or only used, by name. `weights_assumed`: nobody gave weights and they were spread
    evenly. `digest` is the SHA-256 of the file's text. `remarks` are the warnings and infos of loading. `undated`: it was made of
    one target that names no day, so its span is a stand-in and no date is told.
    """

    name: str
    span: Period
    profile: Profile
    calendar: Calendar
    indicators: tuple[Indicator, ...]
    measures: Mapping[str, Measure]
    code: str = ""
    department: str = ""
    agency: str = ""
    goal: str = ""
    note: str = ""
    funds: Funds | None = None
    percent: Literal["percent", "fraction"] | None = None
    units: Mapping[str, Unit] = attrs.field(factory=dict)
    scales: Mapping[str, Scale] = attrs.field(factory=dict)
    records: Mapping[str, Records] = attrs.field(factory=dict)
    baselines: Mapping[str, Mapping[str, Quantity]] = attrs.field(factory=dict)
    tests: tuple[RulesetTest, ...] = ()
    weights_assumed: bool = False
    file: str | None = None
    digest: str = ""
    remarks: tuple[Diagnostic, ...] = ()
    kept: tuple[tuple[str, Any], ...] = ()
    """What was read and is not evaluated yet, as written: where it stands, and its plain structure."""
    undated: bool = False

    @property
    def every_row(self) -> tuple[Indicator, ...]:
        """All rows as first approved, then as they are after their changes."""
        return (*self.indicators, *(version for indicator in self.indicators for version in indicator.versions))

    def in_force(self, day: dt.date) -> Ruleset:
        """The ruleset with every row as it is on a day; itself when nothing has changed by then."""
        rows = tuple(indicator.in_force(day) for indicator in self.indicators)
        return self if rows == self.indicators else attrs.evolve(self, indicators=rows)

    @property
    def latest(self) -> Ruleset:
        """The ruleset with every row as the last approved change has left it: what a form to fill in shows."""
        return self.in_force(dt.date.max)

    @property
    def weight(self) -> Fraction:
        """The sum of all weights."""
        return sum((indicator.weight for indicator in self.indicators), Fraction(0))

    def inputs_of(self, indicator: Indicator) -> tuple[str, ...]:
        """The measures behind an indicator, formulas opened: each name once, a formula's own name before those of its inputs."""
        return self._opened(measures_of(indicator.condition) if indicator.condition is not None else ())

    def reported_for(self, indicator: Indicator) -> tuple[str, ...]:
        """The measures that have to be reported for an indicator, in all its versions: those behind its condition and its `when`
        that no formula makes."""
        parts = [condition for row in indicator.every for condition in (row.condition, row.when) if condition is not None]
        names = self._opened(name for part in parts for name in measures_of(part))
        return tuple(name for name in names if name not in self.measures or self.measures[name].formula is None)

    def _opened(self, names: Iterable[str]) -> tuple[str, ...]:
        waiting = list(names)
        found: dict[str, None] = {}
        while waiting:
            name = waiting.pop(0)
            if name in found:
                continue
            found[name] = None
            measure = self.measures.get(name)
            if measure is not None and measure.formula is not None:
                waiting[:0] = list(measures_in(measure.formula))
            if measure is not None and measure.weight_by is not None:
                waiting[:0] = [measure.weight_by]
        return tuple(found)


def measures_spending(indicator: Indicator) -> bool:
    """Whether a row is about budget execution: by its name, by the measure 预算执行率, or by dividing what was spent by the budget."""
    if indicator.is_budget or indicator.name == BUDGET_NAME:
        return True
    if indicator.condition is None:
        return False
    if BUDGET_NAME in measures_of(indicator.condition):
        return True
    subjects = [part.subject for part in conditions(indicator.condition) if isinstance(part, Threshold | InRange)]
    return any(
        isinstance(subject, Arithmetic)
        and subject.op == "/"
        and EXECUTED in measures_in(subject.left)
        and BUDGET in measures_in(subject.right)
        for subject in subjects
    )
