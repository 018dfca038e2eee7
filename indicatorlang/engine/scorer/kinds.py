"""What a row asks of a record, and whether it can be decided by plain numbers alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.engine.delivered.natures import Nature
from indicatorlang.engine.scorer.formulas import Compute, compute
from indicatorlang.engine.scorer.numbers import LARGEST, first_reaching, last_within
from indicatorlang.model.formula import Constant, Expression, MeasureRef
from indicatorlang.model.indicator import Indicator, InRange, Threshold
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.scoring import Scoring
from indicatorlang.model.unit import PLAIN, POINTS, Unit

PercentSpelling = Literal["percent", "fraction"]
METHODS = ("", "proportional", "pass_fail")
MOST = 10**5
"""Up to so many smallest parts of a point a row may have; their table is held."""


@attrs.frozen
class Bound:
    """One bound of a condition: whether too little misses it (else too much does), whether the bound itself meets it, and what it is."""

    below: bool
    closed: bool
    quantity: Quantity

    @property
    def gap_unit(self) -> Unit:
        """The unit in which gaps to it are told."""
        return POINTS if self.quantity.unit.is_percent else self.quantity.unit


@attrs.frozen
class Side:
    """One bound of a plain row. Values on the wrong side of `limit` miss it, which is the same as on the wrong side of `at`, the bound as a
    number of the record. `shown` makes of a difference of such numbers one in `unit`, in which gaps are told."""

    below: bool
    closed: bool
    limit: float
    at: Fraction
    shown: Fraction
    unit: Unit


@attrs.frozen
class PlainRow:
    """A row of one number against one or two bounds. `whole` are its points when met, in smallest parts of a point; missed, it has a
    part of them unless `pass_fail`. What is less than `least` or more than `most` is no value of the measure: evaluation says what is wrong with it.
    A `waiting` row is not due, whatever the number."""

    measure: str
    sides: tuple[Side, ...]
    whole: int
    pass_fail: bool = False
    waiting: bool = False
    least: float = -LARGEST
    most: float = LARGEST

    @property
    def measures(self) -> tuple[str, ...]:
        """All that it looks at."""
        return (self.measure,)


@attrs.frozen
class Reported:
    """A number that goes into a formula: `factor` makes base units of it."""

    name: str
    factor: Fraction
    least: float = -LARGEST
    most: float = LARGEST


@attrs.frozen
class FormulaRow:
    """A row of a number computed from several, in base units, against `bounds`. `most`: more is no value of what is computed."""

    measures: tuple[str, ...]
    reported: tuple[Reported, ...]
    compute: Compute = attrs.field(eq=False)
    bounds: tuple[Bound, ...]
    weight: Fraction
    pass_fail: bool
    most: Fraction | None = None


@attrs.frozen
class OtherRow:
    """A row that evaluation decides; what it says of the same values is remembered. `measures` are all that it looks at."""

    measures: tuple[str, ...]


ScorerRow = PlainRow | FormulaRow | OtherRow


class Rows:
    """How the rows of a ruleset in force at a day are decided, with percentages spelled as `percent` says."""

    def __init__(self, ruleset: Ruleset, natures: Mapping[str, Nature], day: dt.date, percent: PercentSpelling | None) -> None:
        self._ruleset = ruleset
        self._natures = natures
        self._day = day
        self._percent = percent or ruleset.percent

    def of(self, indicator: Indicator) -> ScorerRow:
        """How a row is decided."""
        condition, rules = indicator.condition, self._ruleset.profile.scoring_of(indicator.scoring)
        measures = self._ruleset.reported_for(indicator)
        if not isinstance(condition, Threshold | InRange) or not self._is_simple(indicator, condition, rules):
            return OtherRow(measures)
        bounds = _bounds(condition)
        if bounds is None:
            return OtherRow(measures)
        pass_fail, waiting = rules.method == "pass_fail", self._due(condition) > self._day
        subject = condition.subject
        if isinstance(subject, MeasureRef) and self._ruleset.measures[subject.measure].formula is None:
            return self._plain(subject.measure, bounds, indicator.weight, pass_fail, waiting) or OtherRow(measures)
        if waiting:
            return OtherRow(measures)
        return self._formula(subject, measures, bounds, indicator.weight, pass_fail) or OtherRow(measures)

    def _is_simple(self, indicator: Indicator, condition: Threshold | InRange, rules: Scoring) -> bool:
        """Whether the points of a row follow from its number, its bounds and its weight alone."""
        profile = self._ruleset.profile
        modified = (rules.floor, rules.cap, rules.evidence, rules.above) != (None, None, None, None)
        special = indicator.when is not None or indicator.milestone_weights or indicator.items or rules.settings
        return (
            not modified
            and not special
            and rules.method in METHODS
            and (profile.mode, profile.when, profile.strict_boundary) == ("half_up", "row", "continuous")
            and profile.less_is_better == "linear"
            and condition.due_other is None
        )

    def _due(self, condition: Threshold | InRange) -> dt.date:
        return condition.due or self._ruleset.span.end

    def _plain(self, name: str, bounds: tuple[Bound, ...], weight: Fraction, pass_fail: bool, waiting: bool) -> PlainRow | None:
        whole = weight * 10**self._ruleset.profile.places
        reported = self._reported(name)
        if reported is None or whole.denominator != 1 or not 0 <= whole <= MOST:
            return None
        unit = self._natures[name].unit or PLAIN
        sides = [_side(bound, reported.factor) if unit.fits(bound.quantity.unit) else None for bound in bounds]
        known = tuple(side for side in sides if side is not None)
        if len(known) < len(sides):
            return None
        return PlainRow(name, known, int(whole), pass_fail, waiting, reported.least, reported.most)

    def _formula(
        self, subject: Expression, measures: tuple[str, ...], bounds: tuple[Bound, ...], weight: Fraction, pass_fail: bool
    ) -> FormulaRow | None:
        made = compute(subject, self._ruleset.measures)
        reported = [self._reported(name) for name in measures]
        fits = subject.unit is not None and all(subject.unit.fits(bound.quantity.unit) for bound in bounds)
        if made is None or not fits or any(each is None for each in reported):
            return None
        own = self._ruleset.measures[subject.measure] if isinstance(subject, MeasureRef) else None
        if own is not None:
            unit = own.unit or bounds[0].quantity.unit
            if own.records or own.scale or own.survey or not unit.fits(bounds[0].quantity.unit):
                return None
        most = Fraction(1) if own is not None and own.bounded else None
        known = tuple(each for each in reported if each is not None)
        return FormulaRow(measures, known, made, bounds, weight, pass_fail, most)

    def _reported(self, name: str) -> Reported | None:
        """How a number of a measure is taken; None when it is open, or when the measure is no number."""
        nature, measure = self._natures.get(name), self._ruleset.measures[name]
        other = (measure.formula, measure.records, measure.scale, measure.survey) != (None, None, None, None)
        alone = measure.aggregate in (None, "sum", "last")  # what is made of periods is nothing without them
        if nature is None or nature.form != "number" or other or not alone or measure.evidence != "optional":
            return None
        unit = nature.unit or PLAIN
        factor = unit.factor
        if unit.is_ratio:
            spelling = measure.percent or self._percent
            if spelling is None or not unit.is_percent:
                return None
            factor = Fraction(1) if spelling == "fraction" else unit.factor
        least = 0.0 if unit.is_count or measure.bounded else -LARGEST
        most = last_within(1 / factor) if measure.bounded and unit.is_ratio else LARGEST
        return None if most is None else Reported(name, factor, least, most)


def _bounds(condition: Threshold | InRange) -> tuple[Bound, ...] | None:
    """The bounds of a condition; None unless they are positive constants that bound it one way each."""
    if isinstance(condition, InRange):
        if not isinstance(condition.low, Constant) or not isinstance(condition.high, Constant):
            return None
        low, high = condition.low.quantity, condition.high.quantity
        two = Bound(True, condition.low_closed, low), Bound(False, condition.high_closed, high)
        return two if 0 < low.base < high.base else None
    if not isinstance(condition.bound, Constant) or condition.mode != "reach" or condition.bound.quantity.base <= 0:
        return None
    match condition.meaning:
        case ">=" | ">":
            return (Bound(True, condition.meaning == ">=", condition.bound.quantity),)
        case "<=" | "<":
            return (Bound(False, condition.meaning == "<=", condition.bound.quantity),)
    return None


def _side(bound: Bound, factor: Fraction) -> Side | None:
    """A bound of a plain row; `factor` makes base units of a number of the record. None where floats cannot be held against it."""
    at = bound.quantity.base / factor
    limit = first_reaching(at) if bound.below == bound.closed else last_within(at)
    unit = bound.gap_unit
    return None if limit is None else Side(bound.below, bound.closed, limit, at, factor / unit.factor, unit)
