"""What one row would have to score, or to come to, for a grade alone, where that is less than all of it.

Both are looked for by trying: each value is scored and rounded, the project is totalled with it, and the total is graded, so that
rounding, rescaling, what stands beside the weights and the limits of the total are what they are.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import attrs

from indicatorlang.engine.total.totals import Base, Points, Totals, added, graded
from indicatorlang.lazily import frozen
from indicatorlang.library.units import step_of
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.profile import Grade, Profile
from indicatorlang.model.quantity import Quantity

ZERO, ONE = Fraction(0), Fraction(1)


@frozen
class Enough:
    """A project and a grade that it has not reached. `points` are those of all its rows, `before` its totals as they are."""

    grade: Grade
    profile: Profile
    before: Totals
    points: Points

    @classmethod
    def of(cls, assessment: Assessment, before: Totals, grade: Grade) -> Enough:
        """What is asked again for every row is added up once."""
        profile = assessment.ruleset.profile
        each = [added(result, before.vetoes, profile) for result in assessment.results]
        inside, exact, beside = (sum(part, ZERO) for part in zip(*((p.inside, p.exact, p.beside) for p in each), strict=True))
        return cls(grade, profile, before, Points(inside, exact, beside))

    def score(self, result: IndicatorResult) -> Fraction | None:
        """The least score that brings the grade; None where it takes the whole row, or the whole row is not enough."""
        if result.score is None or not result.weight or result.outside or self.before.vetoes:
            return None
        unit = Fraction(1, 10**self.profile.places)
        most = -(-result.weight // unit) - 1
        found = _first(0, most, lambda steps: self._brings(result, steps * unit))
        return None if found is None else found * unit

    def value(self, result: IndicatorResult) -> Quantity | None:
        """The nearest value that brings the grade, for rows scored in proportion; None for others, and where it takes the target."""
        working = result.working
        if (
            working is None
            or working.method not in _FRACTIONS
            or result.modifiers
            or result.deduction
            or result.evidence_deduction
        ):
            return None
        actual, target = working.actual, working.target
        if actual is None or target is None or target.number <= 0 or result.indicator.milestone_weights:
            return None
        fraction, up = _FRACTIONS[working.method], actual.base < target.base
        places = max(actual.places, target.places)
        step = step_of(target.unit, places)
        start, end = _steps(actual.within(target.unit).number / step, up=not up), _steps(target.number / step, up=up)
        sign = 1 if up else -1

        def brings(steps: int) -> bool:
            return self._brings(result, fraction((start + sign * steps) * step / target.number) * result.weight)

        found = _first(0, sign * (end - start) - 1, brings)
        return None if found is None else Quantity((start + sign * found) * step, target.unit, places)

    def _brings(self, result: IndicatorResult, points: Fraction) -> bool:
        """Whether these points of a row, before rounding, bring the grade."""
        own = added(result, self.before.vetoes, self.profile)
        then = added(attrs.evolve(result, score=self.profile.rounded(points), points=points), self.before.vetoes, self.profile)
        whole = Points(
            self.points.inside - own.inside + then.inside, self.points.exact - own.exact + then.exact, self.points.beside
        )
        ground = Base(self.before.weight, self.before.not_applicable, self.profile).ground(whole)
        reached = graded(attrs.evolve(self.before, ground=ground), self.profile)
        return self.profile.grades.index(reached) <= self.profile.grades.index(self.grade)


def _linear(ratio: Fraction) -> Fraction:
    return max(ZERO, min(ONE, 2 - ratio))


def _proportional(ratio: Fraction) -> Fraction:
    return max(ZERO, min(ONE, ratio))


def _reciprocal(ratio: Fraction) -> Fraction:
    return min(ONE, 1 / ratio) if ratio > 0 else ONE


_FRACTIONS: dict[str, Callable[[Fraction], Fraction]] = {
    "proportional": _proportional,
    "linear": _linear,
    "reciprocal": _reciprocal,
}
"""The share of the points by actual over target."""


def _steps(number: Fraction, *, up: bool) -> int:
    """A whole number of steps, up or down."""
    return -(-number.numerator // number.denominator) if up else number.numerator // number.denominator


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int | None:
    """The first of these numbers that holds, where all after it hold too; None where none does."""
    if low > high or not holds(high):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low
