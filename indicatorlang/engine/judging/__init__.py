"""From a condition and the actuals to an outcome: verdict, fraction, gap. The meaning of the language is defined here.

The order of the verdicts is fixed: not due comes before bad data, bad data before missing data, and only then is
anything met or missed.
"""

from __future__ import annotations

from indicatorlang.engine.judging.composites import all_of, any_of, negation_of
from indicatorlang.engine.judging.numbers import in_range, threshold
from indicatorlang.engine.judging.row import Row
from indicatorlang.engine.judging.words import at_level, done_by
from indicatorlang.engine.outcome import Outcome
from indicatorlang.engine.problems import NotEvaluatedYet
from indicatorlang.model.assessment import Verdict
from indicatorlang.model.indicator import All, AnyOf, AtLevel, Condition, Deferred, DoneBy, InRange, Negation, Threshold

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
            return negation_of(part, judge(part, row))
        case Deferred(feature=feature, due=due):
            problem = NotEvaluatedYet(indicator=row.indicator.name, feature=feature, place=row.indicator.place)
            when = due or row.scene.ruleset.span.end
            verdict = Verdict.NOT_DUE if when > row.as_of else Verdict.INVALID
            return Outcome(verdict, when, problems=(problem,))
    raise TypeError(f"not a condition: {condition!r}")
