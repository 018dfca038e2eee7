"""How a value that is wanted would be entered: in which period, as which kind, so that the measure comes to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

import attrs

from indicatorlang.engine.delivered.expected import grain_of
from indicatorlang.engine.judging import Row
from indicatorlang.engine.needed.lines import Lines
from indicatorlang.engine.needed.spreading import spread
from indicatorlang.engine.outcome import Outcome, compare, grows_only
from indicatorlang.engine.pacing.expecting import Trajectories, points_of, stages_before
from indicatorlang.engine.problems.period_problems import DifferencesTaken
from indicatorlang.engine.problems.series_problems import BlanksPassed
from indicatorlang.lazily import frozen
from indicatorlang.library.units import default_aggregate
from indicatorlang.model.actual import Kind, Observation
from indicatorlang.model.assessment import Need, Share
from indicatorlang.model.formula import MeasureRef
from indicatorlang.model.indicator import InRange, Op, Threshold
from indicatorlang.model.measured import Measured
from indicatorlang.model.period import MONTHS, Grain, Period, month_end
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import Unit
from indicatorlang.model.verdict import Verdict

_DAY = dt.timedelta(days=1)


@frozen
class Input:
    """One reported measure behind a row: `measured` is what it came to, and how it is reported."""

    name: str
    measured: Measured
    outcome: Outcome
    row: Row

    @property
    def past(self) -> bool:
        """Whether the day for it has passed."""
        return self.outcome.verdict is Verdict.MISSED

    @property
    def end(self) -> Period:
        """The last period that counts."""
        return ending(self.outcome.due)

    @property
    def kind(self) -> Kind | None:
        """How the measure is reported, or is to be."""
        return self.measured.kind or self.row.scene.measure(self.name).kind

    @property
    def aggregate(self) -> str:
        """How its periods become one value: where several units report it, those of each."""
        units = self.measured.units
        return units[0].measured.aggregate if units else self.measured.aggregate

    @property
    def averaged(self) -> bool:
        """Whether its value is the mean of several."""
        if self.measured.units:
            return False
        weighed = self.past and bool(self.measured.weights)  # of what is still to come nobody knows the weights
        return (self.measured.aggregate == "mean" and bool(self.counted())) or weighed

    @property
    def grain(self) -> Grain | None:
        """How often the measure is reported: as stated, else as it has been so far."""
        stated = self.row.scene.measure(self.name).frequency
        seen = [o.period for o in self.counted() if o.period is not None]
        if stated is not None or not seen:
            return stated
        if self.kind is Kind.PERIOD:
            return seen[-1].grain
        reported = self.row.scene.book.observations(self.name)
        ends = [Period(o.period.end, o.period.end) if o.period.grain is Grain.OTHER else o.period for o in reported if o.period]
        return grain_of((), ends, self.row.scene.ruleset.span)

    def left(self) -> tuple[Period, ...]:
        """The periods that are still to come, as fine as those reported."""
        grain, through = self.grain, self.measured.through
        start = through.end + _DAY if through is not None else self.row.scene.ruleset.span.start
        return tuple(Period(start, self.outcome.due).split(grain)) if grain in MONTHS and start <= self.outcome.due else ()

    def counted(self) -> list[Observation]:
        """The values the measure is made of."""
        return [o for o in self.measured.inputs if o.quantity is not None and not o.replaced and not o.checked]

    def zeros(self) -> tuple[Period, ...]:
        """The blank periods that count as nought."""
        passed = (remark for remark in self.measured.remarks if isinstance(remark, BlanksPassed) and remark.how == "zero")
        return tuple(period for remark in passed for period in remark.periods)

    def changing(self) -> tuple[Period | None, ...]:
        """The periods of a mean that one would enter: all that are still to come, or, too late, the last one."""
        return (self.counted()[-1].period,) if self.past else self.left()

    def averaging(self) -> Lines | None:
        """The mean as a function of the same value in each of these periods."""
        bases = [o.quantity.base for o in self.counted() if o.quantity is not None]
        if self.measured.weights:
            return self._weighing(bases, [weight.base for _, weight in self.measured.weights])
        others, more = (bases[:-1] if self.past else bases), len(self.changing())
        count = len(others) + len(self.zeros()) + more
        return Lines(Fraction(more, count), sum(others, Fraction(0)) / count) if more else None

    @staticmethod
    def _weighing(bases: list[Fraction], weights: list[Fraction]) -> Lines | None:
        """A weighted mean as a function of the last value; None where that weighs nothing. Blank periods that count as nought come last."""
        last, whole = len(bases) - 1, sum(weights, Fraction(0))
        others = sum((base * weight for base, weight in zip(bases[:last], weights[:last], strict=True)), Fraction(0))
        return Lines(weights[last] / whole, others / whole) if weights[last] else None


@frozen
class Wanted:
    """An input is to come to `op value`; with `each`, every period that one would enter is."""

    input: Input
    value: Quantity
    op: Op
    condition: Threshold | InRange
    each: bool = False

    @property
    def adds_up(self) -> bool:
        """Whether values of periods are added up."""
        if self.input.aggregate:
            return self.input.aggregate == "sum"
        return self.input.kind is Kind.PERIOD and default_aggregate(self.value.unit, Kind.PERIOD) == "sum"

    def need(self, period: Period | None, kind: Kind | None, value: Quantity | None = None) -> Need:
        """One entry."""
        return Need(1, self.input.name, period, kind, self.op, value or self.value, past=self.input.past)


def entries(wanted: Wanted, known: Trajectories) -> Iterator[Need]:
    """The entries that bring a measure to the value, needed together; none when it cannot come to it any more."""
    found = _entries(wanted, known)
    differenced = any(isinstance(remark, DifferencesTaken) for remark in wanted.input.measured.remarks)
    yield from _as_totals(tuple(found), wanted.input) if differenced else found


def _as_totals(needs: tuple[Need, ...], entry: Input) -> Iterator[Need]:
    """What periods have to bring, as the running totals that are reported: those of later periods go up or down with them."""
    amounts = {o.period: o.quantity.base for o in entry.counted() if o.period is not None and o.quantity is not None}
    wanted = {need.period: need for need in needs if need.period is not None and need.quantity is not None}
    amounts |= {period: need.quantity.base for period, need in wanted.items() if need.quantity is not None}
    total = Fraction(0)
    for period in sorted(amounts, key=lambda period: period.end):
        total += amounts[period]
        if not any(other.end <= period.end for other in wanted):
            continue
        need = wanted.get(period, attrs.evolve(needs[0], op="=="))
        if need.quantity is not None:
            shown = Quantity(total / need.quantity.unit.factor, need.quantity.unit, need.quantity.places)
            yield attrs.evolve(need, period=period, kind=Kind.YTD, quantity=shown)


def _entries(wanted: Wanted, known: Trajectories) -> Iterator[Need]:
    falls = wanted.input.measured.quantity is not None and wanted.value.base < wanted.input.measured.quantity.base
    if not wanted.input.past and falls and wanted.op in ("<=", "==") and grows_only(wanted.input.measured):
        return
    match wanted.input.aggregate:
        case "min" | "max" if not wanted.input.measured.units:
            yield from _extreme(wanted)
        case _ if wanted.each:
            yield from (wanted.need(period, wanted.input.counted()[-1].kind) for period in wanted.input.changing())
        case _ if wanted.input.averaged:
            yield from _short(wanted) if wanted.input.past else ()
        case _ if wanted.input.past:
            yield _for_the_past(wanted, known)
        case _:
            yield _still(wanted, known)


def _extreme(wanted: Wanted) -> Iterator[Need]:
    """One good period is enough to lift a maximum; every bad or blank one has to be good to lower it."""
    counted = wanted.input.counted()
    one_is_enough = (wanted.input.measured.aggregate == "max") is (wanted.op == ">=")
    if one_is_enough and counted:
        left = wanted.input.left()
        last = counted[-1]
        yield wanted.need(last.period if wanted.input.past or not left else left[0], last.kind)
        return
    if not counted:
        yield wanted.need(wanted.input.end, wanted.input.kind)
        return
    bad = [o.period for o in counted if o.quantity is not None and not compare(wanted.op, o.quantity.base, wanted.value.base)]
    nought = wanted.input.zeros() if not compare(wanted.op, Fraction(0), wanted.value.base) else ()
    periods = dict.fromkeys((*bad, *nought, *wanted.input.measured.blanks))
    for period in sorted(periods, key=lambda p: p.end if p is not None else dt.date.min):
        yield wanted.need(period, counted[-1].kind)


def _short(wanted: Wanted) -> Iterator[Need]:
    """A mean that no single period can lift: the value itself in every period that was short of it."""
    counted = wanted.input.counted()
    short = [o.period for o in counted if o.quantity is not None and not compare(wanted.op, o.quantity.base, wanted.value.base)]
    nought = wanted.input.zeros() if not compare(wanted.op, Fraction(0), wanted.value.base) else ()
    yield from (wanted.need(period, counted[-1].kind) for period in (*short, *nought))


def _for_the_past(wanted: Wanted, known: Trajectories) -> Need:
    """The entry that would have met it; its time has passed."""
    counted = wanted.input.counted()
    running = wanted.adds_up or wanted.input.kind is Kind.YTD
    period = wanted.input.end if running or not counted else counted[-1].period
    if wanted.input.measured.units and not running:
        period = wanted.input.measured.through  # what the units came to together is told of all the time it covers
    nought = [blank for blank in wanted.input.zeros() if not running and period is not None and blank.end > period.end]
    period = nought[-1] if nought else period  # a blank that counts as nought is the last value
    later = next((stage.row for stage in known.get(wanted.input.name, ()) if stage.by > wanted.input.outcome.due), None)
    return attrs.evolve(wanted.need(period, Kind.YTD if wanted.adds_up else wanted.input.kind), later_row=later)


def _still(wanted: Wanted, known: Trajectories) -> Need:
    """The entry that still can meet it, in the time that is left."""
    measured, value = wanted.input.measured, wanted.value
    end, due = wanted.input.end, wanted.input.outcome.due
    start = measured.through.end + _DAY if measured.through is not None else wanted.input.row.scene.ruleset.span.start
    left = Period(start, due) if start <= due else end
    planned, owed = _split(wanted, known)
    if wanted.adds_up and measured.blanks:
        # A total takes the place of all periods, those too that nobody has reported yet.
        return attrs.evolve(wanted.need(end, Kind.YTD), planned=planned, shortfall=owed, have=measured.quantity)
    if wanted.adds_up and wanted.input.kind is not Kind.YTD:
        so_far = measured.quantity.base if measured.quantity is not None else Fraction(0)
        missing = Quantity((value.base - so_far) / value.unit.factor, value.unit, value.places)
        need = wanted.need(left, Kind.PERIOD, missing)
        shares = _shares(wanted, known, so_far)
        return attrs.evolve(need, planned=planned, shortfall=owed, have=measured.quantity, spread=shares)
    running = wanted.input.kind is Kind.YTD
    need = wanted.need(left if running and measured.through is not None else end, wanted.input.kind)
    have = measured.quantity if running and measured.through is not None else None  # else nobody knows since when
    shares = _shares(wanted, known, have.base if have is not None else Fraction(0)) if running else ()
    return attrs.evolve(need, planned=planned, shortfall=owed, have=have, spread=shares)


def _shares(wanted: Wanted, known: Trajectories, reached: Fraction) -> tuple[Share, ...]:
    """What each period to come has to bring of a total that is to grow."""
    condition, value = wanted.condition, wanted.value
    own = isinstance(condition, Threshold) and condition.subject == MeasureRef(wanted.input.name, _unit_of(condition))
    if wanted.op not in (">=", "==") or value.unit.is_ratio:
        return ()
    stages = points_of(condition, value, wanted.input.row, known) if own and isinstance(condition, Threshold) else ()
    seen = wanted.input.measured.quantity
    total = attrs.evolve(value, places=max(value.places, seen.within(value.unit).places if seen is not None else 0))
    return spread(reached, total, wanted.input.left(), stages, wanted.input.row.as_of)


def _unit_of(condition: Threshold) -> Unit | None:
    return condition.subject.unit if isinstance(condition.subject, MeasureRef) else None


def _split(wanted: Wanted, known: Trajectories) -> tuple[Quantity | None, Quantity | None]:
    """For a row on a trajectory: what its plan still brings, and what is owed from before."""
    condition, actual, value = wanted.condition, wanted.input.outcome.actual, wanted.value
    if not isinstance(condition, Threshold) or actual is None or actual.quantity is None:
        return None, None
    passed = [stage for stage in stages_before(condition, wanted.input.row, known) if stage.by <= wanted.input.row.as_of]
    if not passed or not isinstance(condition.subject, MeasureRef):
        return None, None
    last, unit = passed[-1].bound, value.unit
    planned = Quantity((value.base - last.base) / unit.factor, unit, value.places)
    owed = Quantity(max(Fraction(0), last.base - actual.quantity.base) / unit.factor, unit, value.places)
    return planned, owed


def ending(due: dt.date) -> Period:
    """The reporting period that ends on a day: its quarter or month when the day ends one, else the day."""
    if due == month_end(due.year, due.month):
        first = due.month - 2 if due.month % 3 == 0 else due.month
        return Period(dt.date(due.year, first, 1), due)
    return Period(due, due)
