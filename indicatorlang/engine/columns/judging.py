"""Judging on columns: the rules of `engine/judging`, on whole numbers and truths instead of single values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce

import attrs

from indicatorlang.engine.columns.exact import (
    Exact,
    Part,
    Pick,
    Truth,
    Whole,
    both,
    compared,
    constant,
    crossed,
    denied,
    either,
    fits,
    times,
)
from indicatorlang.engine.columns.valuing import Unfit, Value, Valuer, beside_bounds
from indicatorlang.model.formula import Constant, MeasureRef
from indicatorlang.model.indicator import All, AnyOf, Condition, EachCase, Indicator, InRange, Negation, Threshold
from indicatorlang.model.profile import Profile
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.unit import PERCENT, POINTS, Unit
from indicatorlang.model.verdict import Verdict

ONE, ZERO = Part.of(Fraction(1)), Part.of(Fraction(0))
MET, MISSED, NOT_DUE, NO_DATA, NOT_APPLICABLE, INVALID = range(6)
VERDICTS: tuple[Verdict, ...] = (
    Verdict.MET,
    Verdict.MISSED,
    Verdict.NOT_DUE,
    Verdict.NO_DATA,
    Verdict.NOT_APPLICABLE,
    Verdict.INVALID,
)
"""Verdicts by their number."""
_ORDERS = {All: (MISSED, INVALID, NOT_DUE, NO_DATA), AnyOf: (MET, INVALID, NOT_DUE, NO_DATA)}


Chosen = tuple[Whole, frozenset[int]]
"""A verdict, and those there can be."""


@attrs.frozen
class Judged:
    """What a condition comes to: the number of a verdict, a part for met and missed, a gap where `gapped`."""

    verdict: Whole
    among: frozenset[int]
    """The verdicts there can be."""
    part: Part
    due: dt.date
    gap: tuple[Whole, Whole, int, int] | None = None
    gapped: Truth = False

    def is_a(self, number: int) -> Truth:
        """Where it has this verdict."""
        return self.verdict == number if number in self.among else False


@attrs.frozen
class Judge:
    """Judges one indicator at a day."""

    indicator: Indicator
    as_of: dt.date
    valuer: Valuer

    @property
    def ruleset(self) -> Ruleset:
        """The ruleset."""
        return self.valuer.ruleset

    @property
    def pick(self) -> Pick:
        """What chooses between values."""
        return self.valuer.pick

    @property
    def let(self) -> Callable[[Whole], Whole]:
        """What gives a computed column a name."""
        return self.valuer.let

    @property
    def profile(self) -> Profile:
        """The scoring rules."""
        return self.ruleset.profile

    @property
    def pass_fail(self) -> bool:
        """Whether only a met row earns points."""
        return self.profile.scoring_of(self.indicator.scoring).method == "pass_fail"

    def judged(self, condition: Condition) -> Judged:
        """The verdict and the part of a condition."""
        match condition:
            case Threshold():
                made = self._threshold(condition)
            case InRange():
                made = self._range(condition)
            case EachCase():
                made = self._each_case(condition)
            case All(parts=parts) | AnyOf(parts=parts):
                made = self._composite(condition, [self.judged(part) for part in parts])
            case Negation(part=part):
                made = self._negation(self.judged(part))
            case _:
                raise TypeError(f"not on columns: {condition!r}")
        earned = attrs.evolve(made.part, over=self.let(made.part.over), under=self.let(made.part.under))
        return attrs.evolve(made, verdict=self.let(made.verdict), part=earned)

    # Numbers

    def _threshold(self, condition: Threshold) -> Judged:
        due = condition.due or self.ruleset.span.end
        at = min(due, self.as_of)
        return self._against(condition, self.valuer.value(condition.subject, at), self.valuer.value(condition.bound, at), due)

    def _each_case(self, condition: EachCase) -> Judged:
        """The share of cases that meet the demand, against the share that is demanded: all of them where none is."""
        due = condition.due or self.ruleset.span.end
        demanded = (condition.share or Quantity(Fraction(100), PERCENT)).within(PERCENT)
        actual = self.valuer.named(self.valuer.cases(condition, min(due, self.as_of)))
        bound = Value(constant(demanded.base), PERCENT)
        share = Threshold(MeasureRef(condition.measure), ">=", Constant(demanded), ">=", due=condition.due)
        return self._against(share, actual, bound, due)

    def _against(self, condition: Threshold, actual: Value, bound: Value, due: dt.date) -> Judged:
        """A value held against a bound."""
        if actual.number is not None and bound.number is not None and not actual.unit.fits(bound.unit):
            raise Unfit
        beside = beside_bounds(actual, (bound,))
        if actual.number is None or bound.number is None:
            return Judged(*self._state(beside, due, False, False, condition), ZERO, due)
        holds = self.let(compared(actual.number, condition.meaning, bound.number))
        beside = self.valuer.named(beside)
        sure = both((actual.partial, bound.known, self._sure(condition.meaning, actual, bound.number, holds)))
        verdict = self._state(beside, due, holds, sure, condition)
        gap = _distance(actual.number, bound.number, self.pick)
        missing = both((denied(holds), compared(actual.number, "!=", bound.number)))
        there = either((beside.known, False if due > self.as_of else sure))
        return Judged(
            *verdict,
            self._without_cases(condition, beside, self._of_threshold(condition, actual.number, bound.number, holds)),
            due,
            _in_unit(gap, bound.unit),
            both((there, missing)),
        )

    def _state(self, value: Value, due: dt.date, holds: Truth, sure: Truth, condition: Threshold | InRange) -> Chosen:
        if due > self.as_of:
            return NOT_DUE, frozenset((NOT_DUE,))
        without_cases = MET if self._no_cases_met(condition) else NOT_APPLICABLE
        cases = (
            (value.invalid, INVALID),
            (value.zero, without_cases),
            (value.not_applicable, NOT_APPLICABLE),
            (both((value.no_data, denied(sure))), NO_DATA),
            (holds, MET),
        )
        return self._first(cases, MISSED)

    def _first(self, cases: Sequence[tuple[Truth, int]], otherwise: int) -> Chosen:
        """The verdict of the first case that holds, and those there can be."""
        return self.pick(cases, otherwise), frozenset((otherwise, *(verdict for truth, verdict in cases if truth is not False)))

    def _no_cases_met(self, condition: Threshold | InRange) -> bool:
        subject = condition.subject
        named = self.ruleset.measures.get(subject.measure) if isinstance(subject, MeasureRef) else None
        return named is not None and named.no_cases == "met"

    def _without_cases(self, condition: Threshold | InRange, value: Value, part: Part) -> Part:
        """The part, all of it where there was nothing to be measured and that counts as met."""
        return self._choose([(value.zero, ONE)], part) if self._no_cases_met(condition) else part

    def _sure(self, op: str, actual: Value, bound: Exact, holds: Truth) -> Truth:
        """Whether what is there decides for good."""
        assert actual.number is not None
        if op in (">=", ">"):
            return either((both((actual.rises, holds)), both((actual.falls, denied(holds)))))
        if op in ("<=", "<"):
            return either((both((actual.falls, holds)), both((actual.rises, denied(holds)))))
        above, below = compared(actual.number, ">", bound), compared(actual.number, "<", bound)
        return either((both((actual.rises, above)), both((actual.falls, below))))

    def _of_threshold(self, condition: Threshold, a: Exact, t: Exact, holds: Truth) -> Part:
        """What a comparison earns: `engine.judging.numbers.threshold_fraction`."""
        if self.pass_fail or condition.meaning == "!=" or condition.mode == "exact":
            return self._choose([(holds, ONE)], ZERO)
        if condition.mode == "two_sided" and condition.meaning == "==":
            return self._choose([(holds, ONE)], self._near(a, t))
        at_bound = ZERO if self.profile.strict_boundary == "zero" else ONE
        positive = t.positive
        below = self._over(a, t) if condition.meaning in (">=", ">") else self._excess(a, t)
        on = both((compared(a, "==", t), positive)) if condition.meaning in (">", "<") else False
        return self._choose([(holds, ONE), (on, at_bound), (denied(positive), ZERO)], below)

    def _over(self, a: Exact, t: Exact) -> Part:
        """a/t between 0 and 1."""
        left, right, _, most_t = crossed(a, t)
        return _part(left, right, most_t, self.pick, t.above)

    def _excess(self, a: Exact, t: Exact) -> Part:
        """1 - (a-t)/t between 0 and 1, or t/a."""
        left, right, most_a, most_t = crossed(a, t)
        if self.profile.less_is_better == "reciprocal":
            return _part(right, left, most_a, self.pick)
        fits(2 * most_t + most_a)
        return _part(times(right, 2) - left, right, most_t, self.pick, t.above)

    def _near(self, a: Exact, t: Exact) -> Part:
        """1 - |a-t|/|t|, never below nothing."""
        left, right, most_a, most_t = crossed(a, t)
        fits(most_a + 2 * most_t)
        if t.constant == 0:
            return ZERO
        size = abs(right) if isinstance(right, int) else self.pick([(right < 0, -right)], right)
        apart = self.pick([(left < right, right - left)], left - right)
        return _part(size - apart, size, most_t, self.pick)

    def _range(self, condition: InRange) -> Judged:
        due = condition.due or self.ruleset.span.end
        at = min(due, self.as_of)
        actual = self.valuer.value(condition.subject, at)
        low, high = self.valuer.value(condition.low, at), self.valuer.value(condition.high, at)
        ends = both((low.known, high.known))
        beside = beside_bounds(actual, (low, high))
        if actual.number is None or low.number is None or high.number is None:
            return Judged(*self._state(beside, due, False, False, condition), ZERO, due)
        if not (actual.unit.fits(low.unit) and actual.unit.fits(high.unit)):
            raise Unfit
        a, bottom, top = actual.number, low.number, high.number
        above_low = compared(a, ">=" if condition.low_closed else ">", bottom)
        below_high = compared(a, "<=" if condition.high_closed else "<", top)
        above_low, below_high = self.let(above_low), self.let(below_high)
        holds = self.let(both((above_low, below_high)))
        lost = either((both((actual.rises, denied(below_high))), both((actual.falls, denied(above_low)))))
        beside = self.valuer.named(beside)
        sure = both((actual.partial, ends, lost))
        verdict = self._state(beside, due, holds, sure, condition)
        outside = self._choose([(denied(above_low), self._beyond(a, bottom))], self._beyond(a, top))
        to_low, to_high = (_in_unit(_distance(a, end, self.pick), unit) for end, unit in ((bottom, low.unit), (top, high.unit)))
        gap = _either_gap(denied(above_low), to_low, to_high, self.pick)
        missing = either(
            (both((denied(above_low), compared(a, "!=", bottom))), both((above_low, denied(below_high), compared(a, "!=", top))))
        )
        there = either((beside.known, False if due > self.as_of else sure))
        part = self._without_cases(condition, beside, self._choose([(holds, ONE)], outside))
        return Judged(*verdict, part, due, gap, both((there, missing)))

    def _beyond(self, a: Exact, end: Exact) -> Part:
        """What a value outside a range earns whose nearer end this is."""
        if self.pass_fail:
            return ZERO
        at_bound = ZERO if self.profile.strict_boundary == "zero" else ONE
        positive = end.positive
        if positive is False:
            return ZERO
        on, below = compared(a, "==", end), compared(a, "<", end)
        return self._choose([(denied(positive), ZERO), (on, at_bound), (below, self._over(a, end))], self._excess(a, end))

    # Composites

    def _composite(self, condition: All | AnyOf, parts: Sequence[Judged]) -> Judged:
        due = max(part.due for part in parts)
        every = isinstance(condition, All)
        counted = [denied(part.is_a(NOT_APPLICABLE)) for part in parts]
        cases: list[tuple[Truth, int]] = [(denied(either(counted)), NOT_APPLICABLE)]
        there = frozenset[int]().union(*(part.among for part in parts))
        if due > self.as_of:
            cases.append((either([part.is_a(NOT_DUE) for part in parts]), NOT_DUE))
        orders = [number for number in _ORDERS[type(condition)] if number in there]
        cases += [(either([part.is_a(number) for part in parts]), number) for number in orders]
        verdict, among = self._first(cases, MET if every else MISSED)
        if self.pass_fail:
            return Judged(verdict, among, self._choose([(verdict == MET, ONE)], ZERO), due)
        fractions = [
            self._choose([(denied(take), ONE if every else ZERO), (either((part.is_a(MET), part.is_a(MISSED))), part.part)], ZERO)
            for take, part in zip(counted, parts, strict=True)
        ]
        return Judged(verdict, among, reduce(self._least if every else self._greatest, fractions), due)

    def _least(self, a: Part, b: Part) -> Part:
        return self._choose([(_smaller(a, b), a)], b)

    def _greatest(self, a: Part, b: Part) -> Part:
        return self._choose([(_smaller(a, b), b)], a)

    def _negation(self, part: Judged) -> Judged:
        met = NOT_DUE if part.due > self.as_of else MISSED
        verdict = self.pick([(part.is_a(MET), met), (part.is_a(MISSED), MET)], part.verdict)
        among = part.among | {met, MET}
        return Judged(verdict, among, self._choose([(verdict == MET, ONE)], ZERO), part.due)

    def _choose(self, cases: Sequence[tuple[Truth, Part]], otherwise: Part) -> Part:
        told = [(truth, part) for truth, part in cases if truth is not False]
        most = max(part.most for part in (*(part for _, part in told), otherwise))
        over = self.pick([(truth, part.over) for truth, part in told], otherwise.over)
        under = self.pick([(truth, part.under) for truth, part in told], otherwise.under)
        return Part(self.let(over), self.let(under), most)


def _smaller(a: Part, b: Part) -> Truth:
    fits(a.most * b.most)
    return times(a.over, b.under) < times(b.over, a.under)


def _part(over: Whole, under: Whole, most: int, pick: Pick, above: bool = False) -> Part:
    """over/under between 0 and 1; 1/1 where under is not above 0, unless it is known to be `above`."""
    if isinstance(under, int) and under <= 0:
        return ZERO
    if isinstance(over, int) and isinstance(under, int):
        return Part(min(max(over, 0), under), under, most)
    safe = under if isinstance(under, int) or above else pick([(under <= 0, 1)], under)
    return Part(pick([(over <= 0, 0), (over >= safe, safe)], over), safe, max(most, 1))


Distance = tuple[Whole, Whole, int, int]


def _distance(a: Exact, b: Exact, pick: Pick) -> tuple[Whole, Whole, int, int, Fraction]:
    """|a - b| as whole numbers times a scale."""
    left, right, most_a, most_b = crossed(a, b)
    fits(most_a + most_b, a.most_under * b.most_under)
    ratio = b.scale / a.scale
    if isinstance(left, int) and isinstance(right, int):
        apart: Whole = abs(left - right)
    else:
        apart = pick([(left < right, right - left)], left - right)
    return apart, times(a.under, b.under), most_a + most_b, a.most_under * b.most_under, a.scale / ratio.denominator


def _in_unit(gap: tuple[Whole, Whole, int, int, Fraction], unit: Unit) -> Distance:
    """The distance as it is told: counted in the unit of what was demanded, in 百分点 where that is a percentage."""
    over, under, most, most_under, scale = gap
    shown = scale / (POINTS if unit.is_percent else unit).factor
    most, most_under = most * shown.numerator, most_under * shown.denominator
    fits(most, most_under)
    return times(over, shown.numerator), times(under, shown.denominator), most, most_under


def _either_gap(truth: Truth, one: Distance, other: Distance, pick: Pick) -> Distance:
    over, under = (pick([(truth, one[n])], other[n]) for n in (0, 1))
    return over, under, max(one[2], other[2]), max(one[3], other[3])
