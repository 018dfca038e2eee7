"""One row of a familiar form: the sums that it looks at → verdict, points in smallest parts, share and gap."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import attrs

from indicatorlang.engine.familiar.amounts import SCALE
from indicatorlang.engine.scorer.deciding import WAITING, computed_from, lack_from, share_from
from indicatorlang.engine.scorer.kinds import FormulaRow, PlainRow, Side
from indicatorlang.lazily import frozen
from indicatorlang.model.profile import Profile
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.verdict import Verdict

Taking = Callable[[Sequence[Any]], tuple[Any, ...]]


@frozen(eq=False)
class Sum:
    """A measure at a date: the values at `places` added up, or the latest alone. `factor` makes base units of a written one.

    Values that make less than `low` or more than `high` millionths are looked at by evaluation: they may be meant in another unit."""

    measure: str
    take: Taking
    factor: Fraction
    low: int = 0
    high: int | None = None

    def of(self, numbers: Sequence[int]) -> int | None:
        """What it comes to, in millionths."""
        found: int = sum(self.take(numbers))
        if self.high is None:
            return found
        return found if self.low <= found <= self.high or not found else None


@frozen(eq=False)
class Limit:
    """A bound in millionths: a missed one earns (2 · `whole` · share + `over`) // (2 · `over`), the share being `number * under` below the bound
    and 2 · `over` less that above it."""

    side: Side
    edge: int
    over: int
    under: int

    @classmethod
    def of(cls, side: Side, at: Fraction) -> Limit:
        """`at` is the bound in millionths."""
        down, up = at.numerator // at.denominator, -(-at.numerator // at.denominator)
        edge = (up if side.closed else down + 1) if side.below else down if side.closed else up - 1
        return cls(side, edge, at.numerator, at.denominator)

    def misses(self, number: int) -> bool:
        """Whether so many millionths are on the wrong side."""
        return number < self.edge if self.side.below else number > self.edge

    def share(self, number: int) -> int:
        """The share of the points, in parts of `over`; may be less than nothing."""
        part = number * self.under
        return part if self.side.below else 2 * self.over - part


@frozen(eq=False)
class NumberRow:
    """A row of one number."""

    index: int
    row: PlainRow
    sum: Sum
    limits: tuple[Limit, ...]
    places: int
    """Decimals of points."""

    @property
    def at_once(self) -> bool:
        """Whether every sum decides it."""
        return self.sum.high is None and not self.row.waiting

    @property
    def inside(self) -> tuple[int, float]:
        """Between which millionths it is met."""
        low = max((limit.edge for limit in self.limits if limit.side.below), default=0)
        return low, min((limit.edge for limit in self.limits if not limit.side.below), default=math.inf)

    def decision(self, number: int) -> tuple[Verdict, Fraction | None]:
        """Verdict and points."""
        if self.row.waiting:
            return WAITING
        limit = self.missed(number)
        parts = self.row.whole if limit is None else self.points(limit, number)
        return (Verdict.MET if limit is None else Verdict.MISSED), Fraction(parts, 10**self.places)

    def missed(self, number: int) -> Limit | None:
        """The bound that a number misses."""
        return next((limit for limit in self.limits if limit.misses(number)), None)

    def points(self, limit: Limit, number: int) -> int:
        """The points of a number that misses a bound, in smallest parts, rounded half up."""
        if self.row.pass_fail:
            return 0
        return max(0, (2 * self.row.whole * limit.share(number) + limit.over) // (2 * limit.over))

    def fraction(self, number: int) -> Fraction | None:
        """The share of the weight."""
        if self.row.waiting:
            return None
        limit = self.missed(number)
        if limit is None:
            return Fraction(1)
        return Fraction(0) if self.row.pass_fail else Fraction(max(0, limit.share(number)), limit.over)

    def gap(self, number: int) -> Quantity | None:
        """How much it lacks, in the unit of the bound."""
        limit = self.missed(number)
        if limit is None:
            return None
        between = Fraction(abs(number * limit.under - limit.over), SCALE * limit.under) * self.sum.factor / limit.side.unit.factor
        return Quantity(between, limit.side.unit) if between else None


@frozen(eq=False)
class QuotientRow:
    """A row of a number computed from several."""

    index: int
    row: FormulaRow
    sums: tuple[Sum, ...]
    profile: Profile

    def value(self, numbers: Sequence[int]) -> Fraction | None:
        """What it comes to in base units; None when evaluation has to say."""
        told: dict[str, Fraction] = {}
        for each in self.sums:
            number = each.of(numbers)
            if number is None:
                return None
            told[each.measure] = Fraction(number, SCALE) * each.factor
        a = self.row.compute(told)
        return None if a is None or (self.row.most is not None and a > self.row.most) else a

    def decision(self, a: Fraction) -> tuple[Verdict, Fraction]:
        """Verdict and points."""
        return computed_from(self.row, a, self.profile)

    def fraction(self, a: Fraction) -> Fraction | None:
        """The share of the weight."""
        return share_from(self.row, a)

    def gap(self, a: Fraction) -> Quantity | None:
        """How much it lacks, in the unit of the bound."""
        return lack_from(self.row, a)


@frozen
class Said:
    """What evaluation said of a row of words. `parts` are its points in smallest parts."""

    verdict: Verdict
    score: Fraction | None
    parts: int
    fraction: Fraction | None
    gap: Quantity | None


@frozen(eq=False)
class WordRow:
    """A row of words or days: what evaluation said of the words at `take` is remembered in `known`. `rest` must be words of the scale, whichever;
    `words` are these; None: any text may stand anywhere."""

    index: int
    take: Taking
    rest: Taking
    words: frozenset[str] | None
    known: dict[tuple[Any, ...], Said] = attrs.field(factory=dict)

    def fits(self, values: Sequence[Any]) -> bool:
        """Whether the words that do not matter are words."""
        return self.words is None or self.words.issuperset(self.rest(values))


FormRow = NumberRow | QuotientRow | WordRow
