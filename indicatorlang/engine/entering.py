"""How a value that is wanted would be entered: in which period, as which kind, so that the measure comes to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

import attrs

from indicatorlang.engine.judging import Row
from indicatorlang.engine.outcome import Outcome, compare, grows_only
from indicatorlang.engine.pace import Trajectories, stages_before
from indicatorlang.library.units import default_aggregate, step_of
from indicatorlang.model.actual import Kind, Observation
from indicatorlang.model.assessment import Measured, Need, Verdict
from indicatorlang.model.formula import MeasureRef
from indicatorlang.model.indicator import InRange, Op, Threshold
from indicatorlang.model.period import MONTHS, Period, month_end
from indicatorlang.model.quantity import Quantity

_DAY = dt.timedelta(days=1)


@attrs.frozen
class Wanted:
    """A measure is to come to `op value`; `measured` is what it came to."""

    name: str
    measured: Measured
    value: Quantity
    op: Op
    outcome: Outcome
    row: Row
    condition: Threshold | InRange

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
    def adds_up(self) -> bool:
        """Whether values of periods are added up."""
        if self.measured.aggregate:
            return self.measured.aggregate == "sum"
        return self.kind is Kind.PERIOD and default_aggregate(self.value.unit, Kind.PERIOD) == "sum"

    def need(self, period: Period | None, kind: Kind | None, value: Quantity | None = None) -> Need:
        """One entry."""
        return Need(1, self.name, period, kind, self.op, value or self.value, past=self.past)

    def left(self) -> tuple[Period, ...]:
        """The periods that are still to come, as fine as the last one reported."""
        counted = self.counted()
        grain = counted[-1].period.grain if counted and counted[-1].period is not None else None
        if grain not in MONTHS or self.measured.through is None or self.measured.through.end >= self.outcome.due:
            return ()
        return tuple(Period(self.measured.through.end + _DAY, self.outcome.due).split(grain))

    def counted(self) -> list[Observation]:
        """The values the measure is made of."""
        return [o for o in self.measured.inputs if o.quantity is not None and not o.replaced and not o.checked]


def entries(wanted: Wanted, known: Trajectories) -> Iterator[Need]:
    """The entries that bring a measure to the value, needed together; none when it cannot come to it any more."""
    falls = wanted.measured.quantity is not None and wanted.value.base < wanted.measured.quantity.base
    if not wanted.past and falls and wanted.op in ("<=", "==") and grows_only(wanted.measured):
        return
    match wanted.measured.aggregate:
        case "min" | "max":
            yield from _extreme(wanted)
        case "mean" if wanted.counted():
            yield from _mean(wanted)
        case _ if wanted.past:
            yield _for_the_past(wanted, known)
        case _:
            yield _still(wanted, known)


def _extreme(wanted: Wanted) -> Iterator[Need]:
    """One good period is enough to lift a maximum; every bad one has to go to lower it."""
    counted = wanted.counted()
    one_is_enough = (wanted.measured.aggregate == "max") is (wanted.op == ">=")
    if one_is_enough and counted:
        left = wanted.left()
        last = counted[-1]
        yield wanted.need(last.period if wanted.past or not left else left[0], last.kind)
        return
    if not counted:
        yield wanted.need(wanted.end, wanted.kind)
    for o in counted:
        if o.quantity is not None and not compare(wanted.op, o.quantity.base, wanted.value.base):
            yield wanted.need(o.period, o.kind)


def _mean(wanted: Wanted) -> Iterator[Need]:
    """What brings a mean to the value: the same in each period to come, or in the last one; where that is more than there can
    be, the value itself in every period that was short of it."""
    counted, unit = wanted.counted(), wanted.value.unit
    bounded = wanted.row.scene.measure(wanted.name).bounded
    bases = [o.quantity.base for o in counted if o.quantity is not None]
    periods = [counted[-1].period] if wanted.past else list(wanted.left())
    if not periods:
        return
    others = bases[:-1] if wanted.past else bases
    places = max(wanted.value.places, *(o.quantity.within(unit).places for o in counted if o.quantity is not None))
    number = (wanted.value.base * (len(others) + len(periods)) - sum(others)) / len(periods) / unit.factor
    number = _on_step(number, step_of(unit, places), wanted.op)
    possible = not (bounded and number * unit.factor > 1) and not (unit.is_count and number < 0)
    if possible:
        yield from (wanted.need(period, counted[-1].kind, Quantity(number, unit, places)) for period in periods)
    elif wanted.past:
        short = (o for o in counted if o.quantity is not None and not compare(wanted.op, o.quantity.base, wanted.value.base))
        yield from (wanted.need(o.period, o.kind) for o in short)


def _on_step(number: Fraction, step: Fraction, op: Op) -> Fraction:
    steps = number / step
    floor = steps.numerator // steps.denominator
    return (floor if op == "<=" or steps == floor else floor + 1) * step


def _for_the_past(wanted: Wanted, known: Trajectories) -> Need:
    """The entry that would have met it; its time has passed."""
    inputs = wanted.measured.inputs
    running = wanted.adds_up or wanted.kind is Kind.YTD
    period = wanted.end if running or not inputs else inputs[-1].period
    later = next((stage.row for stage in known.get(wanted.name, ()) if stage.by > wanted.outcome.due), None)
    return attrs.evolve(wanted.need(period, Kind.YTD if wanted.adds_up else wanted.kind), later_row=later)


def _still(wanted: Wanted, known: Trajectories) -> Need:
    """The entry that still can meet it, in the time that is left."""
    measured, value = wanted.measured, wanted.value
    end, due = wanted.end, wanted.outcome.due
    start = measured.through.end + _DAY if measured.through is not None else wanted.row.scene.ruleset.span.start
    left = Period(start, due) if start <= due else end
    planned, owed = _split(wanted, known)
    if wanted.adds_up and wanted.kind is not Kind.YTD:
        so_far = measured.quantity.base if measured.quantity is not None else Fraction(0)
        missing = Quantity((value.base - so_far) / value.unit.factor, value.unit, value.places)
        need = wanted.need(left, Kind.PERIOD, missing)
        return attrs.evolve(need, planned=planned, shortfall=owed, have=measured.quantity)
    running = wanted.kind is Kind.YTD
    need = wanted.need(left if running and measured.through is not None else end, wanted.kind)
    return attrs.evolve(need, planned=planned, shortfall=owed, have=measured.quantity if running else None)


def _split(wanted: Wanted, known: Trajectories) -> tuple[Quantity | None, Quantity | None]:
    """For a row on a trajectory: what its plan still brings, and what is owed from before."""
    condition, actual, value = wanted.condition, wanted.outcome.actual, wanted.value
    if not isinstance(condition, Threshold) or actual is None or actual.quantity is None:
        return None, None
    passed = [stage for stage in stages_before(condition, wanted.row, known) if stage.by <= wanted.row.as_of]
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
