"""Many reported numbers of one measure → its value at a date: overlaps, missing periods, aggregates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.delivered.choices import Choice
from indicatorlang.engine.delivered.expected import blanks, grain_of, tiles
from indicatorlang.engine.delivered.facts import is_evidence
from indicatorlang.engine.delivered.overlaps import Kernel, differs, joins, lay_out, overlap, same
from indicatorlang.engine.delivered.seen import Seen, Series, Settled, settle, sift
from indicatorlang.engine.delivered.weighting import Weigher
from indicatorlang.engine.problems.actuals_problems import place_of
from indicatorlang.engine.problems.period_problems import EachPeriodInFormula
from indicatorlang.engine.problems.series_problems import (
    BlanksPassed,
    KindByFall,
    KindsMixed,
    RunningTotalDiffers,
    RunningTotalFalls,
)
from indicatorlang.lazily import frozen
from indicatorlang.library.aggregation import last, mean, sum
from indicatorlang.library.aggregation import max as greatest
from indicatorlang.library.aggregation import min as least
from indicatorlang.library.units import default_aggregate
from indicatorlang.model.actual import Kind, Observation
from indicatorlang.model.measured import Measured, State
from indicatorlang.model.period import Grain, Period
from indicatorlang.model.quantity import Quantity

KERNELS: dict[str, Kernel] = {part.PART.name: part.PART.kernel for part in (sum, last, mean, least, greatest)}
KERNELS["weighted"] = mean.PART.kernel  # until the weights are known; `Weigher` has the last word


@frozen
class Weighed:
    """Values after overlaps have been resolved. `counted` make the value, in order of time; `covered` is what they report on."""

    aggregate: str
    counted: tuple[Seen, ...] = ()
    checked: tuple[Seen, ...] = ()
    covered: tuple[Period, ...] = ()
    points: bool = False
    grain: Grain | None = None
    problems: tuple[Diagnostic, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()


def number_at(
    series: Series, at: dt.date, choice: Choice, span: Period, aggregate: str | None = None, weigher: Weigher | None = None
) -> Measured:
    """The value of a measure of numbers at a date.

    With state `no_data` the quantity is what the reported periods make so far (None without any); `blanks` are missing.
    """
    measure = series.nature.measure
    if (aggregate or measure.aggregate) == "each":
        problem = EachPeriodInFormula(measure=measure.name, place=measure.place)
        return Measured(measure.name, "invalid", aggregate="each", problems=(problem,))
    sifted = sift(series, at, choice, span)
    opened = tuple(seen.marked() for seen in sifted.open)
    if sifted.held:
        return attrs.evolve(_held(series, sifted.held, sifted.lost), open=opened)
    settled = settle(sifted.counted)
    stated = aggregate or measure.aggregate
    weighed = _weigh(series, settled.values, stated if stated in KERNELS else None, span, weigher)
    if weighed.aggregate == "last":
        weighed = attrs.evolve(weighed, counted=weighed.counted[-1:])
        ends = {seen.period.end for seen in weighed.counted}
        settled = attrs.evolve(
            settled,
            same=tuple(seen for seen in settled.same if seen.period.end in ends),
            replaced=tuple(seen for seen in settled.replaced if seen.period.end in ends),
        )
    problems = (*sifted.lost, *settled.conflicts, *weighed.problems)
    remarks = weighed.remarks + _fall_remark(series, settled.values, stated, choice)
    result = _value(series, weighed, at, span, [seen.period for seen in sifted.open if not seen.entry.whole])
    if weighed.aggregate == "weighted" and weigher is not None:
        expected = tiles(span, measure.frequency or weighed.grain, at)
        result = weigher.applied(result, [seen for seen in weighed.counted if seen.good], expected)
    checks = settle(sifted.checks, together=True)
    problems += checks.conflicts + tuple(check.problem for check in checks.values if check.problem is not None)
    sound = result.state == "known" and not result.problems  # without a bad value the sum says nothing about the total
    if sound and result.quantity is not None and checks.values and checks.values[0].good:
        whole = checks.values[0]
        if not same(whole, result.quantity.base, weighed.aggregate == "weighted"):
            problems += (differs(whole, result.quantity.base, [seen for seen in weighed.counted if seen.good]),)
    result = attrs.evolve(
        result,
        inputs=_inputs(weighed, settled, (*sifted.checks,)),
        open=opened,
        remarks=remarks + result.remarks,
        problems=problems + result.problems,
    )
    if result.problems:
        return attrs.evolve(result, state="invalid", quantity=None)
    return with_evidence(series, result, weighed.counted)


def with_evidence(series: Series, result: Measured, counted: Sequence[Seen]) -> Measured:
    """The same, or `no_data` when evidence is required and a counted value has none."""
    if series.nature.measure.evidence != "required" or series.evidenced or not counted:
        return result
    if all(is_evidence(seen.observation.extra.get("evidence", "")) for seen in counted) or result.state not in (
        "known",
        "no_data",
    ):
        return result
    return attrs.evolve(result, state="no_data", quantity=None, level=None, day=None, done=None, evidence_missing=True)


def _held(series: Series, held: Sequence[Seen], lost: tuple[Diagnostic, ...]) -> Measured:
    """A value that holds at every date: there is no finer one."""
    settled = settle(held, together=True)
    seen = settled.values[0]
    problems = lost + settled.conflicts + ((seen.problem,) if seen.problem is not None else ())
    state: State = "invalid" if problems else "not_applicable" if seen.observation.not_applicable else "known"
    result = Measured(
        series.nature.name,
        state,
        seen.quantity if state == "known" else None,
        kind=seen.entry.kind,
        aggregate="last",
        through=seen.entry.period,
        inputs=_inputs(Weighed("last", (seen,)), settled),
        problems=problems,
    )
    return with_evidence(series, result, (seen,))


def _inputs(weighed: Weighed, settled: Settled, checks: Sequence[Seen] = ()) -> tuple[Observation, ...]:
    marked = [(seen, seen.marked()) for seen in weighed.counted]
    marked += [(seen, seen.marked(checked=True)) for seen in (*weighed.checked, *settled.same, *checks)]
    marked += [(seen, seen.marked(replaced=True)) for seen in settled.replaced]
    return tuple(observation for _, observation in sorted(marked, key=lambda pair: pair[0].entry.order()))


def _weigh(series: Series, values: Sequence[Seen], stated: str | None, span: Period, weigher: Weigher | None = None) -> Weighed:
    """Resolve overlaps, by the kinds of the values."""
    kinds = {seen.kind for seen in values}
    ranges = [seen for seen in values if seen.kind is Kind.PERIOD]
    points = sorted((seen for seen in values if seen.kind is not Kind.PERIOD), key=lambda seen: seen.period.end)
    aggregate = stated or default_aggregate(series.unit, Kind.PERIOD if ranges or not points else Kind.YTD)
    if Kind.SNAPSHOT in kinds and len(kinds) > 1:
        state = next(seen for seen in points if seen.kind is Kind.SNAPSHOT)
        other = next(seen for seen in values if seen.kind is not Kind.SNAPSHOT)
        return Weighed(aggregate, tuple(values), problems=(_mixed(state, other),))
    told = [seen.point for seen in points if seen.observation.survey is None]  # nobody expects the next survey
    grain = grain_of([seen.period for seen in ranges], told, span)
    totals = Kind.YTD in kinds
    if totals and (aggregate == "sum" or (ranges and stated is None)):
        return attrs.evolve(_running(ranges, points, span), grain=grain)
    laid = lay_out(ranges, KERNELS[aggregate], weigher.made if aggregate == "weighted" and weigher is not None else None)
    counted = sorted((*laid.counted, *points), key=lambda seen: (seen.period.end, seen.kind is not Kind.PERIOD))
    covered = tuple(seen.period for seen in laid.counted)
    remarks = _falls(points) if totals and _adds_up(series) else ()
    return Weighed(aggregate, tuple(counted), laid.checked, covered, bool(points), grain, laid.problems, remarks)


def _adds_up(series: Series) -> bool:
    return default_aggregate(series.unit, Kind.PERIOD) == "sum"


def _mixed(first: Seen, second: Seen) -> Diagnostic:
    measure, origin, other = first.entry.measure, first.entry.origin, second.entry.origin
    return KindsMixed(measure=measure, first=first.kind, second=second.kind, origin=origin, other=other, place=place_of(origin))


def _running(ranges: Sequence[Seen], totals: Sequence[Seen], span: Period) -> Weighed:
    """A running total takes the place of the values of periods that end by its day; later ones are added."""
    latest = totals[-1]
    through = Period(span.start, latest.period.end)
    before = [seen for seen in ranges if seen.period.end <= through.end]
    later = lay_out([seen for seen in ranges if seen.period.start > through.end], KERNELS["sum"])
    across = [seen for seen in ranges if seen.period.start <= through.end < seen.period.end]
    problems = later.problems + tuple(overlap(latest, seen) for seen in across)
    remarks = _falls(totals)
    replaced = lay_out(before, KERNELS["sum"])
    parts = [seen for seen in replaced.counted if seen.good]
    if latest.good and joins(parts, through):
        made = KERNELS["sum"]([seen.quantity.base for seen in parts]) or Fraction(0)
        if made != latest.quantity.base:
            shown = Quantity(made / latest.quantity.unit.factor, latest.quantity.unit)
            origin = latest.entry.origin
            remarks += (
                RunningTotalDiffers(
                    measure=latest.entry.measure, total=latest.quantity, made=shown, origin=origin, place=place_of(origin)
                ),
            )
    return Weighed(
        "sum" if later.counted else "last",
        (latest, *later.counted),
        (*before, *later.checked),
        (through, *(seen.period for seen in later.counted)),
        problems=problems,
        remarks=remarks,
    )


def _falls(totals: Sequence[Seen]) -> tuple[Diagnostic, ...]:
    """Warnings for running totals that get smaller."""
    found: list[Diagnostic] = []
    good = [seen for seen in totals if seen.good]
    for earlier, later in pairwise(good):
        if later.quantity.base < earlier.quantity.base:
            found.append(
                RunningTotalFalls(
                    measure=later.entry.measure,
                    first=earlier.quantity,
                    second=later.quantity,
                    earlier=earlier.period,
                    later=later.period,
                    origin=later.entry.origin,
                    place=place_of(later.entry.origin),
                )
            )
    return tuple(found)


def kind_open(series: Series, values: Sequence[Seen], stated: str | None = None) -> tuple[Seen, ...]:
    """The values whose kind nobody stated, when it matters: 本期数 would be added up, of 累计数 the last would count."""
    undeclared = [seen for seen in values if seen.entry.kind is None and not seen.entry.whole and seen.problem is None]
    if stated or series.nature.measure.aggregate or not _adds_up(series):
        return ()
    return tuple(sorted(undeclared, key=lambda seen: (seen.period.end, seen.period.start)))


def falling(values: Sequence[Seen]) -> bool:
    """Whether a series gets smaller somewhere, so that it cannot be a running total."""
    good = [seen.quantity.base for seen in values if seen.good]
    return any(later < earlier for earlier, later in pairwise(good))


def _fall_remark(series: Series, values: Sequence[Seen], stated: str | None, choice: Choice) -> tuple[Diagnostic, ...]:
    undeclared = kind_open(series, values, stated)
    return (KindByFall(measure=series.nature.name),) if choice.kind is None and falling(undeclared) else ()


def _value(series: Series, weighed: Weighed, at: dt.date, span: Period, later: Sequence[Period]) -> Measured:
    """State and quantity of resolved values, without looking at what else is wrong with them."""
    measure, aggregate = series.nature.measure, weighed.aggregate
    counted = weighed.counted
    grain = measure.frequency or weighed.grain or (None if counted else grain_of(later, (), span))
    expected = tiles(span, grain, at)
    if not counted:
        missing = expected
    elif aggregate == "last":
        missing = expected[-1:] if expected and counted[-1].period.end < expected[-1].start else ()
    elif weighed.points:
        missing = tuple(tile for tile in expected if not any(tile.start <= seen.period.end <= tile.end for seen in counted))
    else:
        missing = blanks(expected, weighed.covered)
    return _closed(series, weighed, missing, span)


def _closed(series: Series, weighed: Weighed, missing: tuple[Period, ...], span: Period) -> Measured:
    """The aggregate of what is there, and what is missing beside it."""
    measure, aggregate = series.nature.measure, weighed.aggregate
    good = [seen for seen in weighed.counted if seen.good]
    latest = weighed.counted[-1] if weighed.counted else None
    numbers = [seen.quantity.base for seen in good]
    remarks: tuple[Diagnostic, ...] = ()
    if missing and measure.missing == "zero" and (weighed.counted or measure.frequency):
        remarks = (BlanksPassed(measure=measure.name, how="zero", periods=missing, place=measure.place),)
        # Nothing happened in a blank period: a running total stays where it was, a state or a rate is zero.
        if not (latest is not None and latest.kind is Kind.YTD and aggregate in ("last", "sum")):
            numbers += [Fraction(0)] * len(missing)
        missing = ()
    elif missing and measure.missing == "skip" and good:
        remarks = (BlanksPassed(measure=measure.name, how="skip", periods=missing, place=measure.place),)
        missing = ()
    problems = tuple(seen.problem for seen in weighed.counted if seen.problem is not None)
    base = KERNELS[aggregate](numbers) if numbers else None
    unapplicable = not good and bool(weighed.counted) and not problems
    state: State = "no_data" if missing else "known" if base is not None else "not_applicable" if unapplicable else "no_data"
    places = max((seen.quantity.places for seen in good), default=0)
    return Measured(
        series.nature.name,
        state,
        None if base is None else Quantity(base / series.unit.factor, series.unit, places),
        kind=latest.kind if latest is not None else None,
        aggregate=aggregate,
        through=_through(latest, aggregate, span),
        blanks=missing,
        remarks=remarks,
        problems=problems,
    )


def _through(latest: Seen | None, aggregate: str, span: Period) -> Period | None:
    """What the value reports on: the whole time so far for sums and running totals, else the period of the latest value."""
    if latest is None:
        return None
    if aggregate == "last" and latest.kind is not Kind.YTD:
        return latest.period
    return Period(span.start, latest.period.end)
