"""From a condition and the actuals to an outcome: verdict, fraction, gap. The meaning of the language is defined here.

The order of the verdicts is fixed: not due comes before bad data, bad data before missing data, and only then is
anything met or missed.
"""

from __future__ import annotations

from indicatorlang.engine.judging.cases import each_case
from indicatorlang.engine.judging.composites import all_of, any_of, negation_of
from indicatorlang.engine.judging.numbers import in_range, threshold
from indicatorlang.engine.judging.periods import each_period
from indicatorlang.engine.judging.row import Row
from indicatorlang.engine.judging.trends import trend
from indicatorlang.engine.judging.words import at_level, done_by
from indicatorlang.engine.outcome import Outcome
from indicatorlang.model.indicator import (
    All,
    AnyOf,
    AtLevel,
    Condition,
    DoneBy,
    EachCase,
    EachPeriod,
    InRange,
    Negation,
    Threshold,
    Trend,
)

__all__ = ["Row", "judge"]


def judge(condition: Condition, row: Row) -> Outcome:
    """Judge one condition of a row."""
    match condition:
        case Threshold():
            return threshold(condition, row)
        case InRange():
            return in_range(condition, row)
        case AtLevel():
            return at_level(condition, row)
        case DoneBy():
            return done_by(condition, row)
        case All(parts=parts):
            return all_of(tuple(judge(part, row) for part in parts), row)
        case AnyOf(parts=parts):
            return any_of(tuple(judge(part, row) for part in parts), row)
        case Negation(part=part):
            return negation_of(part, judge(part, row), row.as_of)
        case EachPeriod():
            return each_period(condition, row, judge)
        case Trend():
            return trend(condition, row)
        case EachCase():
            return each_case(condition, row)
    raise TypeError(f"not a condition: {condition!r}")
