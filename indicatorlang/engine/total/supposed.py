"""What many sets of rows would bring if they were met: the totals of each by a few additions.

Which rows a veto strikes depends on the rows that carry one. For each choice of these the others are added up once; a set then adds
what its rows would gain. All of it in whole numbers over one denominator, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from heapq import nlargest
from math import lcm

import attrs

from indicatorlang.engine.total.totals import Base, Points, Totals, added, fired
from indicatorlang.lazily import define, frozen
from indicatorlang.model.assessment import Assessment, IndicatorResult, VetoFired
from indicatorlang.model.profile import Profile
from indicatorlang.model.verdict import Verdict

ZERO = Fraction(0)
Sums = tuple[int, int, int]


def as_met(result: IndicatorResult) -> IndicatorResult:
    """A row with all it can have."""
    points = max(ZERO, result.score or ZERO) if result.outside else result.weight
    return attrs.evolve(result, verdict=Verdict.MET, score=points, points=points, interval=None)


@frozen
class _Standing:
    """What all rows come to under one choice of the rows with a veto, and what each of the others would gain."""

    vetoes: tuple[VetoFired, ...]
    start: Sums
    gains: Mapping[str, Sums]
    unit: int


@define
class Sets:
    """The sets out of some rows of an assessment; lives as long as one question about it."""

    assessment: Assessment
    profile: Profile
    rows: frozenset[str]
    decisive: frozenset[str] = attrs.field(init=False)
    base: Base = attrs.field(init=False)
    _known: dict[frozenset[str], _Standing] = attrs.field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        results = self.assessment.results
        self.decisive = frozenset(r.id for r in results if r.id in self.rows and r.indicator.veto is not None)
        weight = sum((r.weight for r in results), ZERO)
        left_out = sum((r.weight for r in results if r.verdict is Verdict.NOT_APPLICABLE), ZERO)
        self.base = Base(weight, left_out, self.profile)

    def standing(self, ids: Iterable[str]) -> _Standing:
        """Where the project stands with those of these rows met that carry a veto."""
        chosen = self.decisive.intersection(ids) if self.decisive else self.decisive
        if chosen not in self._known:
            self._known[chosen] = self._stand(chosen)
        return self._known[chosen]

    def _stand(self, chosen: frozenset[str]) -> _Standing:
        rows = [as_met(r) if r.id in chosen else r for r in self.assessment.results]
        vetoes = fired(rows)
        now = {r.id: added(r, vetoes, self.profile) for r in rows}
        then = {r.id: added(as_met(r), vetoes, self.profile) for r in rows if r.id in self.rows}
        unit = lcm(*(part.denominator for points in (*now.values(), *then.values()) for part in _parts(points)))

        def whole(points: Points) -> Sums:
            inside, exact, beside = (part.numerator * (unit // part.denominator) for part in _parts(points))
            return inside, exact, beside

        present = {row: whole(points) for row, points in now.items()}
        gains = {row: _less(whole(points), present[row]) for row, points in then.items()}
        return _Standing(vetoes, _sum(present.values()), gains, unit)

    def sums(self, ids: Sequence[str], standing: _Standing) -> Sums:
        """What all rows add up to with these met."""
        return _sum((standing.start, *(standing.gains[row] for row in ids)))

    def points(self, sums: Sums, standing: _Standing) -> Points:
        """Such sums as points."""
        return Points(*(Fraction(part, standing.unit) for part in sums))

    def ground(self, ids: Sequence[str]) -> Fraction:
        """The points that the grade would be of with these rows met."""
        standing = self.standing(ids)
        return self.base.ground(self.points(self.sums(ids, standing), standing))


def _parts(points: Points) -> tuple[Fraction, Fraction, Fraction]:
    return points.inside, points.exact, points.beside


def _sum(each: Iterable[Sums]) -> Sums:
    inside, exact, beside = (sum(parts) for parts in zip(*each, strict=True))
    return inside, exact, beside


def _less(a: Sums, b: Sums) -> Sums:
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


@define
class Reach:
    """Whether sets of rows come to a grade. `before` are the totals as they are."""

    sets: Sets
    before: Totals
    reaches: Callable[[Totals], bool]
    _known: dict[tuple[Sums, int, tuple[VetoFired, ...]], bool] = attrs.field(init=False, factory=dict)

    def by(self, ids: Sequence[str]) -> bool:
        """Whether these rows bring it."""
        standing = self.sets.standing(ids)
        return self._at(self.sets.sums(ids, standing), standing)

    def possible(self, ids: Sequence[str], size: int) -> bool:
        """False where no set of so many of these rows can bring it: more than the greatest gains no set has."""
        if self.sets.decisive:
            return True
        standing = self.sets.standing(())
        gains = [standing.gains[row] for row in ids]
        most = tuple(
            start + sum(nlargest(size, column)) for start, column in zip(standing.start, zip(*gains, strict=True), strict=True)
        )
        return self._at((most[0], most[1], most[2]), standing)

    def _at(self, sums: Sums, standing: _Standing) -> bool:
        key = (sums, standing.unit, standing.vetoes)
        if key not in self._known:
            ground = self.sets.base.ground(self.sets.points(sums, standing))
            self._known[key] = self.reaches(attrs.evolve(self.before, ground=ground, vetoes=standing.vetoes))
        return self._known[key]
