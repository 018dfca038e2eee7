"""Rows → the total and the grade, where they follow from points and verdicts alone."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from fractions import Fraction

from indicatorlang.model.profile import Grade
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.verdict import Verdict

DECIDED = frozenset((Verdict.MET, Verdict.MISSED))
COUNTED = DECIDED | {Verdict.NO_DATA, Verdict.INVALID, Verdict.NOT_DUE}
ZERO = Fraction(0)


class Sums:
    """Adds up rows in smallest parts of a point. Immutable."""

    def __init__(self, ruleset: Ruleset) -> None:
        rows, self._profile = ruleset.indicators, ruleset.profile
        beside = any(row.scoring is not None and row.scoring.method in ("bonus", "deduction") for row in rows)
        by_row = self._profile.when == "row" and self._profile.grade_on == "displayed"
        self.sums_up = by_row and not beside and not any(row.veto for row in rows)
        self._weight = ruleset.weight
        self._unit = 10**self._profile.places

    def decides(self, verdicts: Iterable[Verdict]) -> bool:
        """Whether total and grade follow from the points: nothing strikes them, stands beside them or leaves the whole."""
        return self.sums_up and COUNTED.issuperset(verdicts)

    def total(self, verdicts: Sequence[Verdict], scores: Sequence[Fraction | None]) -> Fraction | None:
        """The score of the whole; None when evaluation has to say."""
        return self.points(self._parts(scores)) if self.decides(verdicts) else None

    def grade(self, verdicts: Sequence[Verdict], scores: Sequence[Fraction | None]) -> Grade | None:
        """The grade of the whole where `decides` holds; None while something is open."""
        return self.graded(verdicts, self._parts(scores))

    def graded(self, verdicts: Iterable[Verdict], parts: int) -> Grade | None:
        """The grade of so many smallest parts of a point, where `decides` holds; None while something is open."""
        if not self._weight or not DECIDED.issuperset(verdicts):
            return None
        return next((grade for grade, low in self.bands if parts >= low), self._profile.grades[-1])

    def _parts(self, scores: Sequence[Fraction | None]) -> int:
        unit, parts = self._unit, 0
        for score in scores:
            if score is not None:
                parts += score.numerator * (unit // score.denominator)
        return parts

    def points(self, parts: int) -> Fraction:
        """The score of so many smallest parts of a point, where `decides` holds."""
        points = Fraction(parts, self._unit)
        return points if self._profile.bonus_above else min(points, self._weight)

    def _percent(self, parts: int) -> Fraction:
        """The points as they are compared with the bands of grades."""
        return self._profile.rounded(self.points(parts) * 100 / self._weight)

    @functools.cached_property
    def bands(self) -> tuple[tuple[Grade, int], ...]:
        """The grades, best first, each with the fewest parts that earn it."""
        range_ = range(2 * int(self._weight * self._unit) + 2)
        return tuple((grade, bisect_left(range_, grade.low, key=self._percent)) for grade in self._profile.grades)
