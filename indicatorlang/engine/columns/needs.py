"""What an indicator looks at, and what about it has no meaning on columns: found before any data is looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from indicatorlang.engine.columns.problems import NotOnColumns, What
from indicatorlang.engine.columns.shapes import Need
from indicatorlang.engine.scorer.sums import Sums
from indicatorlang.library.lookup import scoring_methods
from indicatorlang.model.baseline import looks_back
from indicatorlang.model.formula import (
    Aggregated,
    Arithmetic,
    BaselineOf,
    Column,
    Constant,
    Elapsed,
    Expression,
    Extreme,
    GrowthOf,
    MeasureRef,
    OverCases,
    in_unit,
)
from indicatorlang.model.indicator import (
    AtLevel,
    Condition,
    DoneBy,
    EachCase,
    EachPeriod,
    Indicator,
    InRange,
    Measure,
    Threshold,
    Trend,
    conditions,
)
from indicatorlang.model.ruleset import Ruleset


def needs_of(indicator: Indicator, ruleset: Ruleset, as_of: dt.date) -> tuple[Need, ...]:
    """The measures behind an indicator, formulas opened, each at the date up to which its values count."""
    found: dict[Need, None] = {}
    for part in conditions(indicator.condition) if indicator.condition is not None else ():
        match part:
            case Threshold(subject=subject, bound=bound, due=due):
                expressions: tuple[Expression, ...] = (subject, bound)
            case InRange(subject=subject, low=low, high=high, due=due):
                expressions = (subject, low, high)
            case _:
                continue
        at = min(due or ruleset.span.end, as_of)
        found |= dict.fromkeys(need for expression in expressions for need in _in(expression, ruleset, at))
    return tuple(found)


def _in(expression: Expression, ruleset: Ruleset, at: dt.date) -> Iterator[Need]:
    match expression:
        case MeasureRef(measure=name):
            formula = formula_of(name, ruleset)
            if formula is None:
                yield Need(name, at)
            else:
                yield from _in(formula, ruleset, at)
        case Aggregated(function=function, argument=argument):
            yield Need(argument.measure, at, function)
        case Arithmetic(left=left, right=right):
            yield from _in(left, ruleset, at)
            yield from _in(right, ruleset, at)


def formula_of(name: str, ruleset: Ruleset) -> Expression | None:
    """The formula of a measure, numbers of cases in its unit; None for one that is reported."""
    measure = ruleset.measures.get(name)
    return None if measure is None or measure.formula is None else in_unit(measure.formula, measure.unit)


def refused(indicator: Indicator, ruleset: Ruleset) -> tuple[What, ...]:
    """What about a row has no meaning on columns, by the words of `problems.WHAT`; empty when all of it has."""
    found = dict.fromkeys(_of_row(indicator, ruleset))
    method = ruleset.profile.scoring_of(indicator.scoring).method
    for part in conditions(indicator.condition) if indicator.condition is not None else ():
        found |= dict.fromkeys(_of_part(part, ruleset, method))
    return tuple(found)


def not_on_columns(ruleset: Ruleset, *, totals: bool, command: bool = False) -> Iterator[NotOnColumns]:
    """What of a ruleset has no meaning on columns, `totals` when they are asked for; `command` for the way the command line offers."""
    told = [(row, what) for row in ruleset.indicators for what in refused(row, ruleset)]
    told += [(row, "total") for row in outside_totals(ruleset)] if totals else []
    return (NotOnColumns(indicator=row.name, what=what, place=row.place, command=command) for row, what in told)


def outside_totals(ruleset: Ruleset) -> Iterator[Indicator]:
    """The rows because of which totals are not the sums of points."""
    if Sums(ruleset).sums_up:
        return
    beside = [
        row for row in ruleset.indicators if row.veto or ruleset.profile.scoring_of(row.scoring).method in ("bonus", "deduction")
    ]
    yield from beside or ruleset.indicators[:1]


def _of_row(indicator: Indicator, ruleset: Ruleset) -> Iterator[What]:
    profile = ruleset.profile
    rules = profile.scoring_of(indicator.scoring)
    method = scoring_methods().get(rules.method)
    if method is not None and not method.by_shape:
        yield "scoring"
    if rules.evidence is not None or rules.above is not None:
        yield "facts"
    if profile.mode != "half_up" or profile.when != "row":
        yield "rounding"
    if indicator.when is not None:
        yield "when"
    if indicator.items:
        yield "items"
    if indicator.milestone_weights:
        yield "milestones"


def _of_part(part: Condition, ruleset: Ruleset, method: str) -> Iterator[What]:
    if not isinstance(part, EachPeriod | Trend) and getattr(part, "due_other", None) is not None:
        yield "deadline"
    match part:
        case EachPeriod():
            yield "each"
        case Trend():
            yield "trend"
        case EachCase(part=demand):
            bounds = (demand.bound,) if isinstance(demand, Threshold) else (demand.low, demand.high)
            if not all(isinstance(bound, Constant) for bound in bounds):
                yield "demand"
        case AtLevel():
            yield "level"
        case DoneBy():
            yield "done"
        case Threshold(subject=subject, bound=bound):
            yield from _of_expression(subject, ruleset)
            yield from _of_expression(bound, ruleset)
            above = isinstance(bound, Constant) and bound.quantity.number > 0 and method != "progress"
            if not above and isinstance(subject, MeasureRef) and subject.measure in looks_back(ruleset):
                # Without a declared baseline only projects that deliver a value of before the span are scored by the way from it.
                declared = any(subject.measure in values for values in ruleset.baselines.values())
                if declared or method == "progress" or not isinstance(bound, Constant):
                    yield "baseline"
        case InRange(subject=subject, low=low, high=high):
            for expression in (subject, low, high):
                yield from _of_expression(expression, ruleset)


def _of_expression(expression: Expression, ruleset: Ruleset) -> Iterator[What]:
    match expression:
        case GrowthOf() | BaselineOf():
            yield "growth"
        case Elapsed():
            yield "elapsed"
        case OverCases(function=function):
            if function == "last":
                yield "latest"
        case Column():
            yield "records"
        case Extreme():
            yield "extreme"
        case Arithmetic(left=left, right=right):
            yield from _of_expression(left, ruleset)
            yield from _of_expression(right, ruleset)
        case MeasureRef(measure=name):
            formula = formula_of(name, ruleset)
            yield from _of_measure(name, ruleset) if formula is None else _of_expression(formula, ruleset)
        case Aggregated(argument=argument):
            yield from _of_measure(argument.measure, ruleset)
        case Constant():
            pass


def _of_measure(name: str, ruleset: Ruleset) -> Iterator[What]:
    measure = ruleset.measures.get(name) or Measure(name, declared=False)
    if measure.evidence == "required":
        yield "facts"
    if measure.survey is not None:
        yield "survey"
    if measure.aggregate in ("weighted", "each") or measure.weight_by is not None:
        yield "weighted"
    if measure.records is not None:
        yield "records"
