"""The row a condition is judged for, and what its date and the state of its data decide before any number is looked at."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs

from indicatorlang.engine.values import Scene, given_or_computed, value_of
from indicatorlang.model.assessment import Measured, Verdict
from indicatorlang.model.formula import Expression, MeasureRef
from indicatorlang.model.indicator import Indicator

ONE, ZERO = Fraction(1), Fraction(0)


@attrs.frozen
class Row:
    """What a judge needs to know of the row besides its condition."""

    indicator: Indicator
    scene: Scene
    given_score: Fraction | None = None

    @property
    def scoring(self) -> str | None:
        """The scoring method: the row's own, else that of the profile; None where the shape of the target decides."""
        return self.indicator.scoring or self.scene.ruleset.profile.scoring

    @property
    def pass_fail(self) -> bool:
        """Whether only a met row earns points."""
        return self.scoring == "pass_fail"

    @property
    def as_of(self) -> dt.date:
        """The date of evaluation."""
        return self.scene.as_of


def subject_value(subject: Expression, row: Row, at: dt.date) -> Measured:
    """The value of what is measured; for a formula without a name of its own a value may be given under the row's."""
    value = value_of(subject, row.scene, at)
    return value if isinstance(subject, MeasureRef) else given_or_computed(row.indicator.id, value, row.scene, at)


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
