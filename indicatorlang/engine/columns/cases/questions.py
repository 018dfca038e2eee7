"""What a ruleset asks of its tables of cases: numbers over all cases, and demands on each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from indicatorlang.engine.cases.each import columns_of
from indicatorlang.engine.columns.needs import formula_of
from indicatorlang.engine.judging.cases import demand
from indicatorlang.model.case_condition import NumberTest, RangeTest
from indicatorlang.model.formula import Aggregated, Arithmetic, CaseCondition, Column, Constant, Expression, MeasureRef, OverCases
from indicatorlang.model.indicator import EachCase, Indicator, InRange, Measure, Threshold, conditions
from indicatorlang.model.ruleset import Ruleset


@attrs.frozen
class Question:
    """What is asked of the cases that count at a date."""

    asked: OverCases | EachCase
    at: dt.date

    @property
    def added_up(self) -> str | None:
        """The column whose numbers are all that it takes from a case, where it adds them up or puts them in order."""
        asked = self.asked
        if not isinstance(asked, OverCases) or not isinstance(asked.of, Column) or asked.of.kind != "number":
            return None
        unit = asked.of.unit or asked.unit
        return None if unit is not None and unit.is_percent else asked.of.name

    @property
    def table(self) -> str:
        """The table it is asked of."""
        return self.asked.table

    def subject(self, ruleset: Ruleset) -> object:
        """What one case is asked: an expression, a condition, or nothing (None), where the cases themselves are counted."""
        if isinstance(self.asked, EachCase):
            return demand_of(self.asked, ruleset)
        of = self.asked.of
        return of.condition if isinstance(of, CaseCondition) else of

    def columns(self, ruleset: Ruleset) -> tuple[str, ...]:
        """The columns that decide what a case comes to: those that the question reads, and the date of the table."""
        subject, declared = self.subject(ruleset), ruleset.records[self.table]
        read = columns_of(subject) if subject is not None else ()  # type: ignore[arg-type]
        own = [name for name in declared.columns if name in read or name == declared.date]
        return tuple(own)


def demand_of(condition: EachCase, ruleset: Ruleset) -> NumberTest | RangeTest | None:
    """The demand as a question to one case; its bounds are constants."""
    part = condition.part
    bounds = (part.bound,) if isinstance(part, Threshold) else (part.low, part.high)
    ends = [bound.quantity for bound in bounds if isinstance(bound, Constant)]
    return demand(condition, ruleset.measures.get(condition.measure) or Measure(condition.measure, declared=False), ends)


def questions_of(indicator: Indicator, ruleset: Ruleset, as_of: dt.date) -> tuple[Question, ...]:
    """What an indicator asks of cases, formulas opened, each at the date up to which cases count."""
    found: dict[Question, None] = {}
    for part in conditions(indicator.condition) if indicator.condition is not None else ():
        match part:
            case EachCase(due=due):
                found[Question(part, min(due or ruleset.span.end, as_of))] = None
                continue
            case Threshold(subject=subject, bound=bound, due=due):
                expressions: tuple[Expression, ...] = (subject, bound)
            case InRange(subject=subject, low=low, high=high, due=due):
                expressions = (subject, low, high)
            case _:
                continue
        at = min(due or ruleset.span.end, as_of)
        found |= {Question(over, at): None for expression in expressions for over in _in(expression, ruleset)}
    return tuple(found)


def _in(expression: Expression, ruleset: Ruleset) -> Iterator[OverCases]:
    match expression:
        case OverCases():
            yield expression
        case MeasureRef(measure=name):
            formula = formula_of(name, ruleset)
            if formula is not None:
                yield from _in(formula, ruleset)
        case Aggregated():
            pass
        case Arithmetic(left=left, right=right):
            yield from _in(left, ruleset)
            yield from _in(right, ruleset)
