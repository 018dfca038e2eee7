"""Judging what every case of a table has to meet, or as large a part of them as is demanded.

The cases that count are those whose day has come and of which it can be said by then. An open case past its limit is late; one that
may still meet it waits and is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.cases.answers import CaseAnswer, CaseValue
from indicatorlang.engine.cases.each import CaseReader, remarks_of, unknown_years
from indicatorlang.engine.cases.percentages import spellings
from indicatorlang.engine.cases.seen import MOST_TOLD, chosen, notices_of, seen_of
from indicatorlang.engine.cases.table import Case
from indicatorlang.engine.judging.row import ONE, ZERO, Row, state_of
from indicatorlang.engine.outcome import Outcome
from indicatorlang.engine.value.case_values import MOST_PROBLEMS, blanks_of
from indicatorlang.engine.value.values import joined, value_of
from indicatorlang.lazily import frozen
from indicatorlang.model.assessment import Working
from indicatorlang.model.case_condition import CaseTest, NumberTest, RangeTest
from indicatorlang.model.formula import CASES, Constant, Expression, in_unit
from indicatorlang.model.indicator import EachCase, InRange, Measure, Threshold
from indicatorlang.model.measured import Cases, CaseSeen, Measured, State
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PERCENT, POINTS
from indicatorlang.model.verdict import Verdict

HUNDRED = Fraction(100)


@frozen
class Judged:
    """What a table came to under a demand on each case: the value as a share in %, and how many of those that meet it lie on its
    very bound."""

    actual: Measured
    on_the_bound: int = 0


def each_case(condition: EachCase, row: Row) -> Outcome:
    """The share of the cases that meet the demand, against the one that is demanded (all of them where none is)."""
    due = condition.due or row.scene.ruleset.span.end
    demanded = (condition.share or Quantity(HUNDRED, PERCENT)).within(PERCENT)
    judged = judge_cases(condition, row)
    actual, cases = judged.actual, judged.actual.cases
    state = state_of(actual, due, row)
    outcome = Outcome(state or Verdict.MET, due, actual, bound=demanded, problems=actual.problems, assumed=actual.remarks)
    if state is Verdict.NOT_APPLICABLE and row.scene.measure(condition.measure).no_cases == "met":
        return attrs.evolve(outcome, verdict=Verdict.MET, fraction=ONE, working=Working("no_cases"))
    if actual.quantity is None or actual.state != "known" or cases is None or cases.met is None:
        return attrs.evolve(outcome, recoverable=True) if state is Verdict.NOT_DUE else outcome
    share = actual.quantity
    holds = share.base >= demanded.base
    gap = None if holds else Quantity((demanded.base - share.base) * HUNDRED, POINTS, max(share.places, demanded.places))
    if state is Verdict.NOT_DUE:
        # A case that is late stays late; only where a part of them may be, further cases can make up for it.
        return attrs.evolve(outcome, gap=gap, recoverable=holds or demanded.base < 1)
    fraction = ONE if holds else ZERO if row.pass_fail else min(ONE, share.base / demanded.base)
    method = "reached" if holds else "pass_fail" if row.pass_fail else "cases" if demanded.base == 1 else "cases_share"
    return attrs.evolve(
        outcome,
        verdict=Verdict.MET if holds else Verdict.MISSED,
        fraction=fraction,
        gap=gap,
        working=Working(method) if holds else Working(method, share, demanded),
        bound_decided=holds and Fraction(cases.met - judged.on_the_bound, cases.counted) < demanded.base,
    )


def judge_cases(condition: EachCase, row: Row) -> Judged:
    """Every case that counts, and the share of those that meet the demand."""
    scene = row.scene
    at = min(condition.due or scene.ruleset.span.end, scene.as_of)
    name = condition.measure
    table = scene.book.tables.get(condition.table)
    if table is None:
        cases = Cases(condition.table, 0, delivered=False)
        return Judged(Measured(name, "no_data", aggregate="cases", cases=cases))
    among = chosen(table, scene.ruleset.span, at, scene.window)
    bounds = tuple(value_of(bound, scene, at) for bound in _bounds(condition.part))
    reader = CaseReader(table, scene.ruleset.calendar, at, spellings(table, scene))
    test = test_of(condition, bounds, row)
    if test is None:
        none = joined(name, bounds) or Measured(name, "no_data", aggregate="cases")
        return Judged(none)
    answers = [(case, reader.meets(test, case)) for case in among.cases]
    known = [(case, answer) for case, answer in answers if answer.holds is not None]
    met = [case for case, answer in known if answer.holds]
    cases = Cases(
        condition.table,
        len(known),
        len(met),
        _missed(known, test, reader),
        tuple(
            seen_of(case, CaseValue("open"), None, reader, test)
            for case, answer in answers
            if answer.holds is None and answer.state == "open"
        ),
        among.later,
        among.outside,
        source=table.origin,
    )
    subject, ends = _subject(test), [end.base for end in (bound.quantity for bound in bounds) if end is not None]
    exact = _on_the_bound((reader.value(subject, case) for case in met), ends)
    wrong = [*table.lost, *among.problems, *(problem for _, answer in answers for problem in answer.problems)]
    unsaid = _unsaid(answers, reader)
    share = Quantity(Fraction(len(met) * 100, len(known)), PERCENT) if known else None
    state = _state(wrong, unsaid, known)
    told = tuple(dict.fromkeys(wrong))[:MOST_PROBLEMS] if wrong else unsaid
    remarks = remarks_of(reader, notices_of(reader, scene.ruleset.span)) if state == "known" else ()
    quantity = share if state == "known" else None
    made = Measured(name, state, quantity, aggregate="cases", problems=told, remarks=remarks, cases=cases)
    sides = (Quantity(Fraction(len(met)), CASES), Quantity(Fraction(len(known)), CASES)) if state == "known" else (None, None)
    return Judged(attrs.evolve(made, numerator=sides[0], denominator=sides[1]), exact)


def _on_the_bound(values: Iterable[CaseValue], ends: list[Fraction]) -> int:
    """How many values lie on a bound. Cases that say the same share one value, which is compared once."""
    known: dict[int, tuple[CaseValue, bool]] = {}
    number = 0
    for value in values:
        found = known.get(id(value))
        if found is None:
            found = known[id(value)] = (value, value.quantity is not None and value.quantity.base in ends)
        number += found[1]
    return number


def _state(wrong: list[Diagnostic], unsaid: tuple[Diagnostic, ...], known: list[tuple[Case, CaseAnswer]]) -> State:
    return "invalid" if wrong else "no_data" if unsaid else "known" if known else "not_applicable"


def _unsaid(answers: list[tuple[Case, CaseAnswer]], reader: CaseReader) -> tuple[Diagnostic, ...]:
    """Why of some cases nothing can be said: their years are not in the calendar, or their cells are blank."""
    years = unknown_years(tuple(year for _, answer in answers for year in answer.years))
    blank = ((case, answer.column) for case, answer in answers if answer.holds is None and answer.state == "blank")
    return (*years, *blanks_of(reader.table, blank))


def _missed(known: list[tuple[Case, CaseAnswer]], test: CaseTest, reader: CaseReader) -> tuple[CaseSeen, ...]:
    missed = [case for case, answer in known if not answer.holds]
    subject = _subject(test)
    return tuple(
        seen_of(case, reader.value(subject, case), False, reader, test, detailed=number < MOST_TOLD)
        for number, case in enumerate(missed)
    )


def test_of(condition: EachCase, bounds: tuple[Measured, ...], row: Row) -> NumberTest | RangeTest | None:
    """The demand as a question to one case; None while a bound is not known."""
    ends = [bound.quantity for bound in bounds if bound.state == "known" and bound.quantity is not None]
    return demand(condition, row.scene.measure(condition.measure), ends) if len(ends) == len(bounds) else None


def demand(condition: EachCase, measure: Measure, ends: Sequence[Quantity]) -> NumberTest | RangeTest | None:
    """The demand with its bounds known; None for a measure that is none of cases."""
    subject = measure.for_each_case
    if subject is None:
        return None
    subject = in_unit(subject, measure.unit or ends[-1].unit)
    if isinstance(condition.part, Threshold):
        return NumberTest(subject, condition.part.meaning, Constant(ends[0]))
    part = condition.part
    return RangeTest(subject, Constant(ends[0]), Constant(ends[1]), part.low_closed, part.high_closed)


def _bounds(part: Threshold | InRange) -> tuple[Expression, ...]:
    return (part.bound,) if isinstance(part, Threshold) else (part.low, part.high)


def _subject(test: NumberTest | RangeTest | CaseTest) -> Expression:
    assert isinstance(test, NumberTest | RangeTest)  # a demand is one of these
    return test.left if isinstance(test, NumberTest) else test.subject
