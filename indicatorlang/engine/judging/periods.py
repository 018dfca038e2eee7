"""Judging what is to hold in every period: each is judged by itself on what happened in it, and is due when it has ended.

The whole is missed as soon as one period is, and met while all that have ended are. It earns the share of them that meets it; a blank
period is one that does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.delivered.windows import RANKS
from indicatorlang.engine.judging.row import ONE, ZERO, Row
from indicatorlang.engine.outcome import Outcome, positive
from indicatorlang.engine.problems.evaluation_problems import LevelScoreAssumed
from indicatorlang.engine.problems.period_problems import (
    DifferencesTaken,
    NoPeriodToJudge,
    PeriodsNotStated,
    ReportedTooCoarsely,
    WeeksCut,
)
from indicatorlang.engine.problems.series_problems import BlanksPassed
from indicatorlang.engine.value.cadence import Calendar, grain_for, inputs_in, inputs_of, periods_of
from indicatorlang.engine.value.growth import looks_at_baseline
from indicatorlang.engine.value.values import leaves
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Observation
from indicatorlang.model.assessment import Working
from indicatorlang.model.formula import MeasureRef, OverCases, walk
from indicatorlang.model.indicator import (
    AtLevel,
    Condition,
    DoneBy,
    EachCase,
    EachPeriod,
    InRange,
    Threshold,
    Trend,
)
from indicatorlang.model.measured import Cases, Measured, PeriodResult
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PERCENT, POINTS
from indicatorlang.model.verdict import Verdict

Judge = Callable[[Condition, Row], Outcome]
HUNDRED = Fraction(100)


@frozen
class Seen:
    """One period that was judged: what it came to, and the values behind it. `passed` marks a blank one that is left out."""

    result: PeriodResult
    values: tuple[Measured, ...] = ()
    assumed: tuple[Diagnostic, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    passed: bool = False


def each_period(condition: EachPeriod, row: Row, judge: Judge) -> Outcome:
    """A condition that is to hold in every period."""
    if row.scene.ruleset.undated:
        return judge(condition.part, row)  # there are no periods: the one value is that of one of them
    names = inputs_of(condition.part, row.scene)
    calendar, early = calendar_of(condition, names, name_of(condition.part), row)
    if calendar is None or early is not None:
        return early or nothing(condition, name_of(condition.part), row)
    at = min(condition.due or row.scene.ruleset.span.end, row.as_of)
    then = attrs.evolve(row, scene=attrs.evolve(row.scene, as_of=at))
    seen = [judged(condition.part, period, then, judge) for period in calendar.ended(at)]
    return closed(condition, seen, calendar, names, row)


def in_period(part: Threshold | InRange | AtLevel | DoneBy | EachCase, period: Period, row: Row) -> tuple[Condition, Row]:
    """What is demanded within one period, and the row that looks at nothing else. Of a case that belongs to the period counts what is
    known at the date of evaluation, of everything else what was reported for the period."""
    last = row.as_of if _of_cases(part, row) else period.end
    scene = attrs.evolve(row.scene, window=period)
    return attrs.evolve(part, due=last, due_other=None), attrs.evolve(row, scene=scene, given_score=None)


def judged(part: Threshold | InRange | AtLevel | DoneBy | EachCase, period: Period, row: Row, judge: Judge) -> Seen:
    """One period."""
    outcome = judge(*in_period(part, period, row))
    actual = outcome.actual
    known = actual is not None and actual.state == "known"
    gap = None if isinstance(part, DoneBy) or outcome.verdict is not Verdict.MISSED else positive(outcome.gap)
    earlier = _earlier(actual) if actual is not None and known and looks_at_baseline(part) else None
    result = PeriodResult(
        period,
        outcome.verdict,
        actual.quantity if actual is not None and known else None,
        actual.level if actual is not None and known else None,
        gap,
        earlier.quantity if earlier is not None else None,
    )
    assumed = tuple(remark for remark in outcome.assumed if not isinstance(remark, LevelScoreAssumed))
    sides = () if actual is None else (actual, actual.against) if actual.against is not None else (actual,)
    values = tuple(value for side in sides for value in leaves(side))
    return Seen(result, values, assumed, outcome.problems, passed(outcome.verdict, values, row))


def _earlier(actual: Measured) -> Measured | None:
    """The value that growth without an amount is told of."""
    if actual.against is not None:
        return actual.against
    return next((part for part in reversed(actual.parts) if part.baseline), None)


def passed(verdict: Verdict, values: Sequence[Measured], row: Row) -> bool:
    """Whether a blank period is left out because every measure that is blank in it says so."""
    blank = [value for value in values if value.state == "no_data"]
    return verdict is Verdict.NO_DATA and bool(blank) and all(row.scene.measure(v.name).missing == "skip" for v in blank)


def _of_cases(part: Condition, row: Row) -> bool:
    if isinstance(part, EachCase):
        return True
    if not isinstance(part, Threshold | InRange):
        return False
    if any(isinstance(below, OverCases) for below in walk(part.subject)):
        return True
    return any(row.scene.measure(name).records is not None for name in inputs_in(part.subject, row.scene))


def name_of(part: Condition) -> str:
    """What is measured, where that is one thing."""
    match part:
        case Threshold(subject=MeasureRef(measure=name)) | InRange(subject=MeasureRef(measure=name)):
            return name
        case AtLevel(measure=name) | DoneBy(measure=name) | EachCase(measure=name) | Trend(subject=MeasureRef(measure=name)):
            return name
    return ""


# What both come to


def calendar_of(
    condition: EachPeriod | Trend, names: tuple[str, ...], name: str, row: Row
) -> tuple[Calendar | None, Outcome | None]:
    """The periods to be judged; or what is to be said while there are none that have ended."""
    every = condition.every if isinstance(condition, EachPeriod) else condition.each
    grain = grain_for(every, names, row.scene)
    due = condition.due or row.scene.ruleset.span.end
    if grain is None:
        of_cases = next((each for each in names if row.scene.measure(each).records is not None), None)
        if not names and isinstance(condition, Trend) and any(isinstance(below, OverCases) for below in walk(condition.subject)):
            of_cases = row.indicator.name
        if of_cases is None:
            return None, None
        waiting = nothing(condition, name, row)
        told = PeriodsNotStated(measure=of_cases, place=row.indicator.place)
        return None, attrs.evolve(waiting, assumed=(*waiting.assumed, told))
    calendar = periods_of(grain, row.scene.ruleset.span, due)
    if not calendar.periods:
        problem = NoPeriodToJudge(indicator=row.indicator.name, every=str(grain), place=row.indicator.place)
        return calendar, Outcome(Verdict.NOT_APPLICABLE, due, assumed=(problem,))
    if not calendar.ended(min(due, row.as_of)):
        return calendar, nothing(condition, name, row, calendar)
    return calendar, None


def nothing(condition: EachPeriod | Trend, name: str, row: Row, calendar: Calendar | None = None) -> Outcome:
    """Not due while periods are still to come, else without data."""
    due = condition.due or row.scene.ruleset.span.end
    actual = Measured(name or row.indicator.name, "no_data", aggregate="each")
    remarks = _cut(calendar)
    if due > row.as_of:
        return Outcome(Verdict.NOT_DUE, due, actual, recoverable=True, assumed=remarks)
    return Outcome(Verdict.NO_DATA, due, actual, assumed=remarks)


def _cut(calendar: Calendar | None) -> tuple[Diagnostic, ...]:
    return (WeeksCut(cut=calendar.cut),) if calendar is not None and calendar.cut else ()


def closed(condition: EachPeriod | Trend, seen: Sequence[Seen], calendar: Calendar, names: tuple[str, ...], row: Row) -> Outcome:
    """All periods together."""
    kept = [each for each in seen if not each.passed]
    counted = [each for each in kept if each.result.verdict is not Verdict.NOT_APPLICABLE]
    met = sum(each.result.verdict is Verdict.MET for each in counted)
    verdict = _verdict([each.result.verdict for each in counted], bool(kept))
    share = HUNDRED * met / len(counted) if counted else HUNDRED
    part = condition.part if isinstance(condition, EachPeriod) else condition
    blank = [each for each in kept if each.result.verdict is Verdict.NO_DATA]
    decided = verdict in (Verdict.MET, Verdict.MISSED)
    shown = Quantity(share, PERCENT, 0 if share.denominator == 1 else 2)
    actual = Measured(
        name_of(part) or row.indicator.name,
        "known" if decided else _STATES[verdict],
        shown if decided else None,
        aggregate="each",
        through=Period(calendar.periods[0].start, seen[-1].result.period.end),
        inputs=_inputs(seen, row),
        blanks=tuple(each.result.period for each in blank),
        cases=_cases(seen),
        evidence_missing=any(value.evidence_missing for each in blank for value in each.values),
        periods=tuple(each.result for each in kept),
        problems=tuple(dict.fromkeys(problem for each in kept for problem in each.problems)),
    )
    remarks = (*_cut(calendar), *_remarks(seen, row), *_coarse(blank, kept, calendar, names, row))
    due = condition.due or row.scene.ruleset.span.end
    outcome = Outcome(
        verdict, due, actual, periods=actual.periods, problems=actual.problems, assumed=tuple(dict.fromkeys(remarks))
    )
    if not decided:
        return outcome
    fraction = share / HUNDRED if not row.pass_fail or verdict is Verdict.MET else ZERO
    method = "each" if isinstance(condition, EachPeriod) else "trend"
    working = Working(
        method if fraction == share / HUNDRED else "each_or_none", Quantity(Fraction(met)), Quantity(Fraction(len(counted)))
    )
    return attrs.evolve(
        outcome,
        fraction=fraction,
        bound=Quantity(HUNDRED, PERCENT),
        gap=Quantity(HUNDRED - share, POINTS, shown.places) if verdict is Verdict.MISSED else None,
        working=Working("reached") if fraction == ONE else working,
    )


def _cases(seen: Iterable[Seen]) -> Cases | None:
    """The cases of all periods; None where no cases were looked at."""
    found = [value.cases for each in seen for value in each.values if value.cases is not None]
    if not found or len({cases.table for cases in found}) > 1:
        return None
    met = [cases.met for cases in found if cases.met is not None]
    return Cases(
        found[0].table,
        sum(cases.counted for cases in found),
        sum(met) if met else None,
        tuple(case for cases in found for case in cases.missed),
        tuple(case for cases in found for case in cases.waiting),
        delivered=any(cases.delivered for cases in found),
        source=found[0].source,
    )


_STATES: Mapping[Verdict, Literal["invalid", "no_data", "not_applicable"]] = {
    Verdict.INVALID: "invalid",
    Verdict.NO_DATA: "no_data",
    Verdict.NOT_APPLICABLE: "not_applicable",
}


def _verdict(verdicts: list[Verdict], any_kept: bool) -> Verdict:
    """Any missed decides, then bad values, then blanks; where everything was passed over nothing is known."""
    for verdict in (Verdict.MISSED, Verdict.INVALID, Verdict.NO_DATA):
        if verdict in verdicts:
            return verdict
    if verdicts:
        return Verdict.MET
    return Verdict.NOT_APPLICABLE if any_kept else Verdict.NO_DATA


def _inputs(seen: Iterable[Seen], row: Row) -> tuple[Observation, ...]:
    """The values behind the periods, as they were delivered: of differences both totals."""
    values = [value for each in seen for value in each.values]
    made = {r.measure for value in values for r in value.remarks if isinstance(r, DifferencesTaken)}
    found: dict[int, Observation] = {}
    told: dict[object, Observation] = {}
    then = any(value.baseline for value in values)
    for value in values:
        if value.name not in made and not any(isinstance(r, DifferencesTaken) for r in value.remarks):
            told |= {(o.measure, o.period, o.kind, o.text, o.origin, o.day): o for o in value.inputs}
    for name in sorted(made):
        book = row.scene.book
        delivered = [*(book.observations(name, earlier=True) if then else ()), *book.observations(name)]
        counted = (o for o in delivered if o.period is not None and o.period.end <= row.as_of)
        found |= dict(enumerate(counted, len(found)))
    return (*told.values(), *found.values())


def _remarks(seen: Sequence[Seen], row: Row) -> tuple[Diagnostic, ...]:
    """What was said of single periods, told once: blanks that were passed are listed together."""
    others: dict[Diagnostic, None] = {}
    blanks: dict[tuple[str, str], list[Period]] = {}
    for each in seen:
        for remark in each.assumed:
            if isinstance(remark, BlanksPassed):
                blanks.setdefault((remark.measure, remark.how), []).extend(remark.periods)
            else:
                others[remark] = None
        if each.passed:
            names = dict.fromkeys(value.name for value in each.values if value.state == "no_data")
            for name in names:
                blanks.setdefault((name, "skip"), []).append(each.result.period)
    passed = tuple(
        BlanksPassed(
            measure=name,
            how="zero" if how == "zero" else "skip",
            periods=tuple(dict.fromkeys(p)),
            place=row.scene.measure(name).place,
        )
        for (name, how), p in blanks.items()
    )
    return (*others, *passed)


def _coarse(
    blank: Sequence[Seen], kept: Sequence[Seen], calendar: Calendar, names: tuple[str, ...], row: Row
) -> tuple[Diagnostic, ...]:
    """Where every period is blank because something longer was reported: what that is."""
    if len(blank) < len(kept) or not blank:
        return ()
    for name in names:
        series = row.scene.book.series.get(name)
        for entry in series.entries if series is not None else ():
            period = entry.period or row.scene.ruleset.span
            if not entry.lost and RANKS.get(period.grain, 9) > RANKS[calendar.grain] and entry.cell.day is None:
                return (ReportedTooCoarsely(measure=name, every=str(calendar.grain), period=period, place=row.indicator.place),)
    return ()
