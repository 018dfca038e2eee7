"""One indicator of a ruleset, resolved: every name bound, every quantity in its unit, every date a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Kind
from indicatorlang.model.comparison import Op as Op
from indicatorlang.model.comparison import Stated
from indicatorlang.model.formula import CaseCondition, Expression, OverCases, measures_in, of_each_case
from indicatorlang.model.period import Grain
from indicatorlang.model.plan import PacePlan
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scale import Level, Scale
from indicatorlang.model.scoring import Scoring
from indicatorlang.model.unit import Unit

Direction = Literal["higher", "lower", "nearer"]
Effect = Literal["indicator", "group", "project", "grade"]


@frozen
class MilestoneTarget:
    """One step of a schedule inside one target: the bound to be reached on or before a day. Also the trajectory of rows."""

    bound: Quantity
    by: dt.date


@frozen
class Threshold:
    """`subject op bound`. `op` is as written; `meaning` is what decides: with `equal` reach, `==` became `>=` or `<=`.

    `due` is None when the text has no day (then the last day of the span). `due_other` is the second reading of an ambiguous
    day (6月前). `schedule` holds all milestones, the last of which is `bound` at `due`; empty without a schedule.
    `mode` tells how an `==` is scored: reach, two_sided, exact; for other operators it is reach.
    """

    subject: Expression
    op: Op
    bound: Expression
    meaning: Op
    mode: Literal["reach", "two_sided", "exact"] = "reach"
    due: dt.date | None = None
    due_other: dt.date | None = None
    schedule: tuple[MilestoneTarget, ...] = ()


@frozen
class InRange:
    """`subject` between two bounds, each included or not. `± n` has become this."""

    subject: Expression
    low: Expression
    high: Expression
    low_closed: bool = True
    high_closed: bool = True
    due: dt.date | None = None
    due_other: dt.date | None = None


@frozen
class AtLevel:
    """A measure of words compared with a level of a scale. `is` is `>=`: a better level meets it too, under `reach`."""

    measure: str
    scale: Scale
    level: Level
    op: Op = ">="
    due: dt.date | None = None
    due_other: dt.date | None = None


@frozen
class DoneBy:
    """Something is done, by a day where one is given."""

    measure: str
    due: dt.date | None = None
    due_other: dt.date | None = None


@frozen
class All:
    """`and`."""

    parts: tuple[Condition, ...]


@frozen
class AnyOf:
    """`or`."""

    parts: tuple[Condition, ...]


@frozen
class Negation:
    """`not`."""

    part: Condition


Cadence = Literal["day", "week", "month", "quarter"]


@frozen
class EachPeriod:
    """`part` holds in every period of that length (None: in every one the measure is reported in), each judged by itself on what
    happened in it. It is due period by period; `due` is the last day that counts, None for the end of the span."""

    part: Threshold | InRange | AtLevel | DoneBy | EachCase
    every: Cadence | None = None
    due: dt.date | None = None
    due_other: dt.date | None = None


@frozen
class Trend:
    """`subject` is higher (`rises`) or lower in every period of that length than in the one before."""

    subject: Expression
    rises: bool = True
    each: Cadence | None = None
    due: dt.date | None = None
    due_other: dt.date | None = None


@frozen
class EachCase:
    """Every case of a table meets `part`, or as large a part of them as `share` says (`for 95% of …`)."""

    part: Threshold | InRange
    table: str
    measure: str
    share: Quantity | None = None
    due: dt.date | None = None
    due_other: dt.date | None = None


Condition = Threshold | InRange | AtLevel | DoneBy | EachPeriod | Trend | EachCase | All | AnyOf | Negation
Single = Threshold | InRange | AtLevel | DoneBy | EachPeriod | Trend | EachCase
"""Conditions that are no composites: each has a day (`due`) and maybe a second reading of it (`due_other`)."""


def conditions(condition: Condition) -> Iterator[Condition]:
    """The condition and all below it."""
    yield condition
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from conditions(part)
        case Negation(part=part) | EachPeriod(part=part):
            yield from conditions(part)


def measures_of(condition: Condition) -> tuple[str, ...]:
    """The measures a condition needs, each once, in order."""
    names: dict[str, None] = {}
    for part in conditions(condition):
        match part:
            case Threshold(subject=subject, bound=bound):
                names |= dict.fromkeys(measures_in(subject) + measures_in(bound))
            case InRange(subject=subject, low=low, high=high):
                names |= dict.fromkeys(measures_in(subject) + measures_in(low) + measures_in(high))
            case AtLevel(measure=measure) | DoneBy(measure=measure):
                names[measure] = None
            case EachCase(measure=measure):
                names[measure] = None
            case Trend(subject=subject):
                names |= dict.fromkeys(measures_in(subject))
    return tuple(names)


@frozen
class Measure:
    """A number, word or date that is reported. `declared` is False for one that only stands in a target.

    `unit` None: nobody said; its actuals tell. `kind` None: the double-meaning rule decides. `aggregate` None: by the defaults
    of the language reference. `across_units` says how the values of several reporting units become one, `weight_by` which measure
    weighs units or periods. `formula` makes it computed from other measures; `survey` is the scale whose counts it is made of,
    `survey_value` how they become a number: their weighted score (None: nobody said), or the share from `survey_from` on.
    """

    name: str
    unit: Unit | None = None
    kind: Kind | None = None
    aggregate: Literal["sum", "last", "mean", "min", "max", "each", "ratio", "weighted"] | None = None
    across_units: Literal["sum", "funds", "weighted", "mean", "min", "max", "worst", "ignore"] | None = None
    weight_by: str | None = None
    frequency: Grain | None = None
    formula: Expression | None = None
    records: str | None = None
    scale: Scale | None = None
    survey: Scale | None = None
    survey_value: Literal["score", "share"] | None = None
    survey_from: Level | None = None
    direction: Direction | None = None
    bounded: bool = False
    missing: Literal["no_data", "zero", "skip"] = "no_data"
    no_cases: Literal["not_applicable", "met"] = "not_applicable"
    evidence: Literal["required", "optional"] = "optional"
    percent: Literal["percent", "fraction"] | None = None
    shown_kind: str = ""
    help: str = ""
    declared: bool = True
    place: Place = attrs.field(default=Place(), eq=False, repr=False)

    @property
    def for_each_case(self) -> Expression | None:
        """What is computed for each case of its table, whatever is made of all of them; None when it is no measure of cases."""
        if self.records is None or self.formula is None:
            return None
        if (
            self.aggregate not in (None, "each")
            and isinstance(self.formula, OverCases)
            and not isinstance(self.formula.of, CaseCondition)
        ):
            return self.formula.of
        return self.formula if of_each_case(self.formula) else None

    @property
    def is_each_case(self) -> bool:
        """Whether it has one value for each case, and none of its own."""
        return self.records is not None and self.formula is not None and of_each_case(self.formula)


@frozen
class Veto:
    """What a verdict on this row does to more than this row."""

    effect: Effect
    on: tuple[str, ...] = ("missed",)


@frozen
class Change:
    """An approved change of a row: what was demanded before and is from that day on, and the points before and after.

    `before` and `after` are equal when only the points changed."""

    approved: dt.date
    before: str = ""
    after: str = ""
    document: str = ""
    reason: str = ""
    weight_before: Fraction = Fraction(0)
    weight_after: Fraction = Fraction(0)
    place: Place = attrs.field(default=Place(), eq=False, repr=False)


@frozen
class Item:
    """One of several tasks of a row whose points add up."""

    name: str
    weight: Fraction
    condition: Condition
    canonical: str = ""


@frozen
class Indicator:
    """A row of the form. `target` is the text that decides, None when the wording itself was read (`from_wording`).

    `condition` None: the wording could not be read (`unread` says why) and there is no target; the row is invalid. `assumed` are choices that were
    made while reading, each an info diagnostic with its own code. `scoring` None: the profile's method.
    `stated` are the comparisons in the text that decides when it was read as officials write (`freely`), else those in the
    wording. `silent`: the wording has a number and no comparison.
    `is_budget` marks the row that the budget rules made.
    `items` are the tasks of a row whose points add up; its condition is `and` of theirs.
    `plan` is how the target is to be approached where no milestone says so; `interpolate` what is expected between two points of a
    plan or two milestones.
    `versions` are the row as it is after each approved change, by day of approval; `changes` are those that made this one of them.
    """

    id: str
    name: str
    wording: str
    target: str | None
    condition: Condition | None
    canonical: str = ""
    level1: str = ""
    level2: str = ""
    weight: Fraction = Fraction(0)
    scoring: Scoring | None = None
    late: Fraction | None = None
    milestone_weights: tuple[Fraction, ...] = ()
    when: Condition | None = None
    when_text: str = ""
    veto: Veto | None = None
    core: bool = False
    reason_required: bool = False
    note: str = ""
    from_wording: bool = False
    freely: bool = False
    silent: bool = False
    stated: tuple[Stated, ...] = ()
    assumed: tuple[Diagnostic, ...] = ()
    unread: Diagnostic | None = None
    is_budget: bool = False
    changes: tuple[Change, ...] = ()
    versions: tuple[Indicator, ...] = ()
    items: tuple[Item, ...] = ()
    plan: PacePlan | None = None
    interpolate: Literal["step", "linear"] = "step"
    place: Place = attrs.field(default=Place(), eq=False, repr=False)

    @property
    def every(self) -> tuple[Indicator, ...]:
        """The row as first approved, then as it is after each change."""
        return (self, *self.versions)

    def in_force(self, day: dt.date) -> Indicator:
        """The row as it is on a day: after the last change approved on or before it."""
        approved = [version for version in self.versions if version.changes[-1].approved <= day]
        return approved[-1] if approved else self

    @property
    def path(self) -> tuple[str, ...]:
        """Level 1, level 2 (where given) and the name."""
        return tuple(part for part in (self.level1, self.level2, self.name) if part)
