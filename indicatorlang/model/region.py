"""Exact sets of numbers: intervals over fractions, each end included or not, without end where there is none.

Two regions are equal when they hold the same numbers. Which values meet a condition is said by `model.met`.

>>> at_least_90, at_most_80 = Region.where(">=", Fraction(9, 10)), Region.where("<=", Fraction(8, 10))
>>> (at_least_90 & at_most_80).is_empty, (at_least_90 | at_most_80) == EVERYTHING, at_least_90 <= ~at_most_80
(True, False, True)
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from indicatorlang.lazily import frozen
from indicatorlang.model.comparison import Op


@frozen
class Interval:
    """The numbers between two ends, each included or not; an end that is None is not there, and then it is not included."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_closed: bool = False
    high_closed: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no number lies in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and not (self.low_closed and self.high_closed))

    def contains(self, number: Fraction) -> bool:
        """Whether the number lies in it."""
        above = self.low is None or number > self.low or (number == self.low and self.low_closed)
        return above and (self.high is None or number < self.high or (number == self.high and self.high_closed))

    def _starts(self) -> tuple[bool, Fraction, bool]:
        return (self.low is not None, self.low or Fraction(0), not self.low_closed)

    def _ends(self) -> tuple[bool, Fraction, bool]:
        return (self.high is None, self.high or Fraction(0), self.high_closed)

    def meets(self, other: Interval) -> Interval:
        """What lies in both."""
        low, high = max(self, other, key=Interval._starts), min(self, other, key=Interval._ends)
        return Interval(low.low, high.high, low.low_closed, high.high_closed)

    def joins(self, later: Interval) -> bool:
        """Whether nothing lies between this one and one that does not start before it."""
        if self.high is None or later.low is None:
            return True
        return later.low < self.high or (later.low == self.high and (later.low_closed or self.high_closed))


@frozen
class Region:
    """A set of numbers: intervals from left to right that neither overlap nor touch. Made by `Region.of`, `where`, `between`."""

    intervals: tuple[Interval, ...] = ()

    @classmethod
    def of(cls, intervals: Iterable[Interval]) -> Region:
        """What lies in any of the intervals."""
        joined: list[Interval] = []
        for one in sorted((i for i in intervals if not i.is_empty), key=Interval._starts):
            if joined and joined[-1].joins(one):
                last = joined.pop()
                end = max(last, one, key=Interval._ends)
                one = Interval(last.low, end.high, last.low_closed, end.high_closed)
            joined.append(one)
        return cls(tuple(joined))

    @classmethod
    def where(cls, op: Op, bound: Fraction) -> Region:
        """The numbers for which `number op bound` holds; `==` is that number alone."""
        match op:
            case ">=" | ">":
                return cls((Interval(bound, None, op == ">="),))
            case "<=" | "<":
                return cls((Interval(None, bound, False, op == "<="),))
            case "==":
                return cls((Interval(bound, bound, True, True),))
            case _:
                return ~cls.where("==", bound)

    @classmethod
    def between(cls, low: Fraction | None, high: Fraction | None, *, low_closed: bool = True, high_closed: bool = True) -> Region:
        """The numbers between two ends; None is no end."""
        return cls.of([Interval(low, high, low is not None and low_closed, high is not None and high_closed)])

    @property
    def is_empty(self) -> bool:
        """Whether it holds no number."""
        return not self.intervals

    def contains(self, number: Fraction | int) -> bool:
        """Whether the number is in it."""
        return any(interval.contains(Fraction(number)) for interval in self.intervals)

    def __and__(self, other: Region) -> Region:
        return Region.of(mine.meets(theirs) for mine in self.intervals for theirs in other.intervals)

    def __or__(self, other: Region) -> Region:
        return Region.of((*self.intervals, *other.intervals))

    def __invert__(self) -> Region:
        gaps, low, closed = [], None, False
        for interval in self.intervals:
            if interval.low is not None:
                gaps.append(Interval(low, interval.low, closed, not interval.low_closed))
            if interval.high is None:
                return Region.of(gaps)
            low, closed = interval.high, not interval.high_closed
        return Region.of((*gaps, Interval(low, None, closed)))

    def __le__(self, other: Region) -> bool:
        """Whether every number of it is in the other one."""
        return (self & ~other).is_empty

    def mirrored(self) -> Region:
        """Every number with the other sign."""
        turned = (
            Interval(None if i.high is None else -i.high, None if i.low is None else -i.low, i.high_closed, i.low_closed)
            for i in self.intervals
        )
        return Region.of(turned)

    def whole(self) -> Region:
        """The whole numbers in it, as closed stretches, so that regions with the same whole numbers are equal."""
        made: list[Interval] = []
        for i in self.intervals:
            low = None if i.low is None else math.ceil(i.low) + (i.low.denominator == 1 and not i.low_closed)
            high = None if i.high is None else math.floor(i.high) - (i.high.denominator == 1 and not i.high_closed)
            one = Interval(
                None if low is None else Fraction(low),
                None if high is None else Fraction(high),
                low is not None,
                high is not None,
            )
            if one.is_empty:
                continue
            if made and made[-1].high is not None and one.low is not None and one.low == made[-1].high + 1:
                one = attrs.evolve(one, low=made[-1].low, low_closed=made.pop().low_closed)
            made.append(one)
        return Region(tuple(made))


@frozen
class Places:
    """A region by the places of its ends among all ends of some regions, so that very many can be compared in whole numbers. The ends
    at one number are apart: an open end lies between it and the next."""

    stretches: tuple[tuple[int, int], ...]

    def __le__(self, other: Places) -> bool:
        """Whether every number of it is in the other one."""
        theirs = other.stretches
        return all(any(low <= start and end <= high for low, high in theirs) for start, end in self.stretches)

    def meets(self, other: Places) -> bool:
        """Whether any number is in both."""
        theirs = other.stretches
        return any(start <= high and low <= end for start, end in self.stretches for low, high in theirs)

    @property
    def numbers(self) -> tuple[tuple[int, int], ...]:
        """The places of the ends as if all of them were open, or all closed."""
        return tuple((start >> 1, (end + 1) >> 1) for start, end in self.stretches)


def placed(regions: Sequence[Region]) -> list[Places]:
    """Each region by the places of its ends among the ends of all."""
    ends = {end for region in regions for i in region.intervals for end in (i.low, i.high) if end is not None}
    rank = {end: 2 * n for n, end in enumerate(sorted(ends))}
    last = 2 * len(rank) + 2
    return [
        Places(
            tuple(
                (
                    -1 if i.low is None else rank[i.low] + (not i.low_closed),
                    last if i.high is None else rank[i.high] - (not i.high_closed),
                )
                for i in region.intervals
            )
        )
        for region in regions
    ]


EVERYTHING = Region((Interval(),))
NOTHING = Region()
NOT_NEGATIVE = Region.where(">=", Fraction(0))
