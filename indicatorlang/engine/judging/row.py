"""The row a condition is judged for, and what its date and the state of its data decide before any number is looked at."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from indicatorlang.engine.value.baselines import baseline_value
from indicatorlang.engine.value.growth import growth_value
from indicatorlang.engine.value.scene import Scene
from indicatorlang.engine.value.values import given_or_computed, value_of
from indicatorlang.lazily import frozen
from indicatorlang.model.formula import BaselineOf, Expression, GrowthOf, MeasureRef
from indicatorlang.model.indicator import Indicator
from indicatorlang.model.measured import Measured
from indicatorlang.model.scoring import Scoring
from indicatorlang.model.verdict import Verdict

ONE, ZERO = Fraction(1), Fraction(0)


@frozen
class Row:
    """What a judge needs to know of the row besides its condition."""

    indicator: Indicator
    scene: Scene
    given_score: Fraction | None = None

    @property
    def rules(self) -> Scoring:
        """How the row is scored: as it says itself, else as the profile does."""
        return self.scene.ruleset.profile.scoring_of(self.indicator.scoring)

    @property
    def scoring(self) -> str:
        """The scoring method by name; empty where the shape of the target decides."""
        return self.rules.method

    @property
    def pass_fail(self) -> bool:
        """Whether only a met row earns points."""
        return self.scoring == "pass_fail"

    def evaluate(self, expression: Expression, scene: Scene, at: dt.date) -> Measured:
        """The value of an expression; that of a formula without a name may have been given under the row's."""
        value = value_of(expression, scene, at)
        return value if isinstance(expression, MeasureRef) else given_or_computed(self.indicator.id, value, scene, at)

    @property
    def as_of(self) -> dt.date:
        """The date of evaluation."""
        return self.scene.as_of


def subject_value(subject: Expression, row: Row, at: dt.date) -> Measured:
    """The value of what is measured; for a formula without a name of its own a value may be given under the row's."""
    if isinstance(subject, GrowthOf):
        return growth_value(subject, row.scene, at, row.evaluate)
    return row.evaluate(subject, row.scene, at)


def bound_value(bound: Expression, row: Row, at: dt.date) -> Measured:
    """The value of what it is held against; of what is measured in a baseline one may be given under the row's name, too."""
    if isinstance(bound, BaselineOf):
        return baseline_value(bound.subject, bound.baseline, row.scene, at, row.evaluate)
    return value_of(bound, row.scene, at)


def state_of(actual: Measured, due: dt.date, row: Row) -> Verdict | None:
    """What the due date and the state of the data decide; None when the numbers must."""
    if due > row.as_of:
        return Verdict.NOT_DUE
    match actual.state:
        case "invalid":
            return Verdict.INVALID
        case "not_applicable":
            return Verdict.NOT_APPLICABLE
        case "no_data":
            return Verdict.NO_DATA
    return None
