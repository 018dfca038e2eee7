"""Which verdicts a single condition can come to at all: nothing that is counted is below nought, no rate with a limit above 100%."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.engine.outcome import compare
from indicatorlang.lazily import frozen
from indicatorlang.model.comparison import Op
from indicatorlang.model.formula import Constant, MeasureRef
from indicatorlang.model.indicator import AtLevel, EachCase, EachPeriod, InRange, Measure, Single, Threshold, measures_of
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.unit import Unit

ZERO, ONE = Fraction(0), Fraction(1)


@frozen
class Domain:
    """The least and the greatest value, in base units; None without end."""

    low: Fraction | None = None
    high: Fraction | None = None

    def holds(self, value: Fraction) -> bool:
        """Whether there can be such a value."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


def domain(measure: Measure | None, unit: Unit | None) -> Domain:
    """What a data item can come to."""
    counted = unit is not None and unit.is_count
    bounded = measure is not None and measure.bounded
    return Domain(ZERO if counted or bounded else None, ONE if bounded else None)


def domain_of(condition: Threshold | InRange, ruleset: Ruleset) -> Domain:
    """What the subject of a condition can come to."""
    subject = condition.subject
    bound = condition.bound if isinstance(condition, Threshold) else condition.high
    unit = subject.unit or bound.unit
    if isinstance(subject, MeasureRef):
        measure = ruleset.measures.get(subject.measure)
        return domain(measure, (measure.unit if measure is not None else None) or unit)
    return Domain()


@frozen
class Can:
    """Which verdicts are possible; `why` tells, in both languages, why not."""

    meet: bool = True
    miss: bool = True
    why: tuple[str, str] = ("", "")


CONSTANT = ("判定不取任何数据", "the target looks at no data")
ALWAYS = ("数据不会超出这个界限", "the data cannot lie beyond this bound")
NEVER = ("数据不会达到这个界限", "the data cannot come to this bound")


def can(condition: Single, ruleset: Ruleset) -> Can:
    """Which verdicts a single condition can come to."""
    if isinstance(condition, EachPeriod | EachCase):
        return can(condition.part, ruleset) if not isinstance(condition, EachCase) else Can()
    if not measures_of(condition):
        return Can(False, False, CONSTANT)
    if isinstance(condition, AtLevel):
        worst = condition.scale.levels[-1] == condition.level and condition.op in (">=",)
        best = condition.scale.levels[0] == condition.level and condition.op == ">"
        return Can(not best, not worst, NEVER if best else ALWAYS if worst else ("", ""))
    if isinstance(condition, Threshold) and isinstance(condition.bound, Constant):
        meet, miss = of_bound(condition.meaning, condition.bound.quantity.base, domain_of(condition, ruleset))
        return Can(meet, miss, ("", "") if meet and miss else ALWAYS if meet else NEVER)
    return Can()


def of_bound(op: Op, bound: Fraction, domain: Domain) -> tuple[bool, bool]:
    """Whether some value meets a comparison with a bound, and whether some value misses it."""
    low, high = domain.low, domain.high
    upper = high is None or compare(op, high, bound)
    lower = low is None or compare(op, low, bound)
    match op:
        case ">=" | ">":
            return upper, not lower or low is None
        case "<=" | "<":
            return lower, not upper or high is None
        case "==":
            return domain.holds(bound), low is None or high is None or low != high or low != bound
    return low is None or high is None or low != high or low != bound, domain.holds(bound)
