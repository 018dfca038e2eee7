"""What was measured: values and where they come from, period by period and case by case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Kind, Observation, Origin
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scale import Level
from indicatorlang.model.verdict import Verdict

NOWHERE = Origin()
Joined = Literal["sum", "funds", "weighted", "mean", "min", "max", "worst", "equal", "done", "survey"]
"""How the values of several reporting units became one."""
State = Literal["known", "no_data", "not_applicable", "invalid"]


@frozen
class Measured:
    """What a measure, or a formula, came to at a date.

    `state` is known, no_data, not_applicable or invalid. `aggregate` names how `inputs` became the value: sum, last, mean,
    min, max, ratio (of sums), formula, date, level, survey. `unit` and `quantity` are in the measure's own unit. `blanks` are expected
    periods without a value, `open` values that were left out because their period runs past the date. `problems` say why it is
    invalid. For a formula `parts` are its measures, in order, and `numerator`/`denominator` the two sides of a ratio.
    """

    name: str
    state: State
    quantity: Quantity | None = None
    level: Level | None = None
    day: dt.date | None = None
    done: bool | None = None
    kind: Kind | None = None
    aggregate: str = ""
    through: Period | None = None
    inputs: tuple[Observation, ...] = ()
    blanks: tuple[Period, ...] = ()
    open: tuple[Observation, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()
    parts: tuple[Measured, ...] = ()
    numerator: Quantity | None = None
    denominator: Quantity | None = None
    survey_score: Fraction | None = None
    evidence_missing: bool = False
    cases: Cases | None = None
    periods: tuple[PeriodResult, ...] = ()
    baseline: str = ""
    """The baseline it is the value of; empty for what is measured now."""
    against: Measured | None = None
    """The earlier value it is held against, where that is its bound."""
    units: tuple[UnitValue, ...] = ()
    together: Joined | None = None
    """How the values of several reporting units became this one; empty when it is nobody's but one's."""
    weighed_by: str = ""
    """The measure whose values are the weights, of units or of periods."""
    weights: tuple[tuple[Period, Quantity], ...] = ()
    """What each period counted for in a weighted mean."""
    weight_inputs: tuple[Observation, ...] = ()
    """The reported values that the weights are."""


@frozen
class UnitValue:
    """What a measure came to in one reporting unit, and what that counts for where units are weighed."""

    name: str
    measured: Measured
    weight: Quantity | None = None


@frozen
class PeriodResult:
    """The verdict of one period of a demand that holds in each: met, missed, no_data, not_applicable, invalid."""

    period: Period
    verdict: Verdict
    actual: Quantity | None = None
    level: Level | None = None
    gap: Quantity | None = None
    before: Quantity | None = None
    """For a trend, and for plain growth: the value it was compared with."""


@frozen
class DaysOff:
    """Days in a row that do not count as working days, with the name of the holiday among them in both languages; without one
    they are a weekend."""

    period: Period
    zh: str = ""
    en: str = ""


@frozen
class CaseCount:
    """How the time of a case was counted: from one moment to another, without the days `off`, with the days off that people had
    to work (`made_up`); `last` is the last day that would have met the demand, `over` by how much it was passed.

    `end` is the date of evaluation for a case that has not ended; `timed` tells that hours were counted."""

    function: str
    start: dt.datetime
    end: dt.datetime
    timed: bool = False
    off: tuple[DaysOff, ...] = ()
    made_up: tuple[dt.date, ...] = ()
    limit: Quantity | None = None
    last: dt.date | None = None
    over: Quantity | None = None


@frozen
class CaseSeen:
    """One case of a table: where it stands, the day it belongs to, what it came to (so far, while it is open). `open`: it has no
    end yet. `counted` tells how its time was counted, of cases that are late."""

    origin: Origin
    day: dt.date | None = None
    value: Quantity | None = None
    met: bool | None = None
    open: bool = False
    cells: Mapping[str, str] = attrs.field(factory=dict)
    counted: CaseCount | None = None


@frozen
class Cases:
    """The cases behind a value: how many count, how many of them meet the demand, which do not, which are open and not yet due
    (left out), and how many lie beyond the date of evaluation or outside the span. `source` is the file, or the sheet; a table
    that was not `delivered` has neither."""

    table: str
    counted: int
    met: int | None = None
    missed: tuple[CaseSeen, ...] = ()
    waiting: tuple[CaseSeen, ...] = ()
    later: int = 0
    outside: int = 0
    delivered: bool = True
    source: Origin = NOWHERE
