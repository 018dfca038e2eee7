"""What targets mean to rules: which values meet a row, which values there can be, whether one row follows from another."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

import attrs

from indicatorlang.diagnostics import Place
from indicatorlang.lazily import frozen
from indicatorlang.lint.facts import RowFacts, RulesetFacts
from indicatorlang.lint.kinds import cannot_be_negative
from indicatorlang.model.formula import (
    Aggregated,
    Arithmetic,
    Constant,
    Elapsed,
    Expression,
    Extreme,
    GrowthOf,
    MeasureRef,
    OverCases,
)
from indicatorlang.model.indicator import Condition, Threshold, conditions
from indicatorlang.model.met import Box, Subject, met_where
from indicatorlang.model.region import EVERYTHING, NOT_NEGATIVE, Places, Region, placed
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.unit import Dimension
from indicatorlang.resolve.fields import short

UP_TO_ALL = Region.between(Fraction(0), Fraction(1))
_NEVER_NEGATIVE = ("time", "workday", "month", "area", "volume", "mass", "data")
MOST_ROWS = 300
"""So many rows about one thing are held against one another, each with each."""


@frozen
class RowMeaning:
    """A row with the values that meet it. `plain`: it has no milestones, so that the values say all of it."""

    row: RowFacts
    box: Box
    plain: bool
    places: Places = attrs.field(default=Places(()), eq=False)
    """Of a row about a single subject: its region by the ends of all rows about that subject."""

    @property
    def name(self) -> str:
        """The row's name."""
        return self.row.indicator.name

    @property
    def is_gate(self) -> bool:
        """Whether it earns nothing itself, or strikes out more than itself: then it is there for that."""
        return self.row.indicator.veto is not None or not self.row.indicator.weight

    @property
    def judged(self) -> tuple[object, ...]:
        """What beside its values decides whether and how it is judged."""
        return self.row.indicator.when, self.row.indicator.weight < 0


def box_of(condition: Condition | None, ruleset: Ruleset) -> Box | None:
    """The values that meet a condition of the ruleset; None where nothing exact can be said."""
    return None if condition is None else met_where(condition, ruleset.span.end)


def rows_that_say(facts: RulesetFacts) -> tuple[RowMeaning, ...]:
    """The rows of which it can be said exactly what meets them."""
    found = []
    for row in facts.rows:
        box = box_of(row.indicator.condition, facts.ruleset)
        if box is not None and row.indicator.condition is not None:
            plain = not any(isinstance(part, Threshold) and part.schedule for part in conditions(row.indicator.condition))
            found.append(RowMeaning(row, box, plain))
    return tuple(found)


def pairs_about_one_thing(facts: RulesetFacts) -> Iterator[tuple[RowMeaning, RowMeaning]]:
    """Every two rows that are about the same single subject and judged under the same conditions, names apart."""
    groups: dict[object, list[RowMeaning]] = {}
    for row in rows_that_say(facts):
        if row.plain and len(row.box) == 1:
            groups.setdefault((frozenset(row.box), row.judged), []).append(row)
    for group in groups.values():
        rows = group[:MOST_ROWS]
        places = placed([next(iter(row.box.values())) for row in rows])
        rows = [attrs.evolve(row, places=own) for row, own in zip(rows, places, strict=True)]
        names = [row.name for row in rows]
        for one, other in combinations(range(len(rows)), 2):
            if names[one] != names[other]:
                yield rows[one], rows[other]


def only_ends_differ(one: RowMeaning, other: RowMeaning) -> bool:
    """Whether two rows about one subject differ only in that a number is included in the one and not in the other."""
    return one.places.numbers == other.places.numbers and one.places.stretches != other.places.stretches


def can_be_met(box: Box) -> bool:
    """Whether there are any values in it at all."""
    return not any(region.is_empty for region in box.values())


def always_met(box: Box, ruleset: Ruleset) -> bool:
    """Whether whatever can be reported lies in it."""
    return all(can_be(subject, ruleset, by_name=True) <= region for subject, region in box.items())


def can_be(subject: Subject, ruleset: Ruleset, *, by_name: bool = False) -> Region:
    """The values that a subject can have: counts and stretches of time are not negative, a bounded rate is no more than 100%.
    With `by_name`, shares are not negative either where only their names tell that they are shares."""
    if subject.what != "value":
        return subject.everything
    return _can_be(subject.expression, subject.dimension, ruleset, by_name, frozenset())


def _can_be(expression: Expression, dimension: Dimension | None, ruleset: Ruleset, by_name: bool, seen: frozenset[str]) -> Region:
    inner = functools.partial(_can_be, dimension=None, ruleset=ruleset, by_name=by_name, seen=seen)
    match expression:
        case Constant(quantity=quantity):
            return Region.where("==", quantity.base)
        case MeasureRef(measure=name):
            return EVERYTHING if name in seen else _of_measure(name, dimension, ruleset, by_name, seen | {name})
        case Aggregated(argument=argument):
            return inner(argument)
        case Extreme(arguments=parts) if all(inner(part) <= NOT_NEGATIVE for part in parts):
            return NOT_NEGATIVE
        case Arithmetic(op=op, left=left, right=right) if (
            op != "-" and inner(left) <= NOT_NEGATIVE and inner(right) <= NOT_NEGATIVE
        ):
            return NOT_NEGATIVE
        case OverCases(function="share"):
            return UP_TO_ALL
        case OverCases(function="count") | Elapsed():
            return NOT_NEGATIVE
        case GrowthOf(subject=of, difference=False) if inner(of) <= NOT_NEGATIVE:
            return Region.where(">=", Fraction(-1))
    return EVERYTHING


def _of_measure(name: str, dimension: Dimension | None, ruleset: Ruleset, by_name: bool, seen: frozenset[str]) -> Region:
    measure = ruleset.measures.get(name)
    if measure is None:
        return EVERYTHING
    if measure.bounded or measure.survey_value == "share":
        return UP_TO_ALL
    if measure.formula is not None:
        return _can_be(measure.formula, None, ruleset, by_name, seen)
    of = measure.unit.dimension if measure.unit is not None else dimension
    if of is not None and len(of) == 1 and of[0][1] == 1 and (of[0][0].startswith("count:") or of[0][0] in _NEVER_NEGATIVE):
        return NOT_NEGATIVE
    percent = measure.unit is not None and measure.unit.is_percent
    return NOT_NEGATIVE if by_name and percent and cannot_be_negative(name) else EVERYTHING


def as_demanded(row: RowFacts) -> Iterator[tuple[Condition, str, Place]]:
    """What a row demands, as first approved and after every change of it: the condition, its text, and where it stands."""
    before = row.indicator.condition
    if before is not None:
        yield before, demanded(row), row.indicator.place
    for version in row.indicator.versions:
        if version.condition is not None and version.condition != before:
            before = version.condition
            yield before, short(version.target or version.wording or version.canonical), version.changes[-1].place


def demanded(row: RowFacts) -> str:
    """The text that decides a row, as a message shows it."""
    return short(row.target.decides or row.target.text or row.indicator.canonical)
