"""A value that nobody signed beside those of reporting units is their total: a check on them, or the value where they make none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.problems.actuals_problems import NOWHERE, place_of
from indicatorlang.engine.problems.joining_problems import (
    TotalOfUnitsDiffers,
    TotalOfUnitsTaken,
    UnitsJoined,
    UnitsNotWeighed,
    UnitWordsDiffer,
)
from indicatorlang.model.indicator import Measure
from indicatorlang.model.measured import Measured
from indicatorlang.model.number import round_half_up

At = Callable[[dt.date], Measured]


def beside_total(units: At, unsigned: At, measure: Measure, at: dt.date) -> Measured:
    """What nobody signed is the total of the units. `units` and `unsigned` tell what each of the two comes to by a day."""
    made, total = units(at), unsigned(at)
    checked = tuple(attrs.evolve(o, checked=True) for o in total.inputs if not o.replaced)
    if total.state == "invalid":
        return _spoiled(made, total.problems)
    if total.state != "known":
        return attrs.evolve(_early_check(made, total, units, unsigned, at), inputs=(*made.inputs, *checked))
    incomplete = made.state == "no_data" or any(isinstance(p, UnitsNotWeighed | UnitWordsDiffer) for p in made.problems)
    if incomplete:
        names = tuple(one.name for one in made.units)
        taken = TotalOfUnitsTaken(measure=made.name, total=shown(total), units=names, place=measure.place)
        parts = tuple(attrs.evolve(o, checked=True) for o in made.inputs)
        return attrs.evolve(
            total, inputs=(*parts, *total.inputs), remarks=(*total.remarks, taken), open=(*made.open, *total.open)
        )
    if made.state != "known":
        return made
    made = attrs.evolve(made, inputs=(*made.inputs, *checked))
    return made if _agree(made, total) else _in_conflict(made, total)


def _early_check(made: Measured, total: Measured, units: At, unsigned: At, at: dt.date) -> Measured:
    """A total that ends earlier is held against what the units came to then."""
    ends = [o.period.end for o in total.inputs if o.period is not None and o.period.end < at]
    if not ends or made.state == "invalid":
        return made
    then, before = units(max(ends)), unsigned(max(ends))
    differ = then.state == before.state == "known" and not _agree(then, before)
    return _in_conflict(made, before, then) if differ else made


def _agree(made: Measured, total: Measured) -> bool:
    one, other = made.quantity, total.quantity
    if one is None or other is None:
        return (made.level, made.done, made.day) == (total.level, total.done, total.day)
    if not one.unit.fits(other.unit):
        return False
    if made.together == "sum":
        return one.base == other.base
    return round_half_up(one.within(other.unit).number, other.places) == other.number


def _in_conflict(made: Measured, total: Measured, then: Measured | None = None) -> Measured:
    origin = next((o.origin for o in reversed(total.inputs)), NOWHERE)
    names = tuple(one.name for one in made.units)
    problem = TotalOfUnitsDiffers(
        measure=made.name, total=shown(total), made=shown(then or made), units=names, origin=origin, place=place_of(origin)
    )
    return _spoiled(made, (problem,))


def _spoiled(made: Measured, problems: tuple[Diagnostic, ...]) -> Measured:
    """No value any more, and nothing said of how it was made."""
    remarks = tuple(remark for remark in made.remarks if not isinstance(remark, UnitsJoined))
    made = attrs.evolve(made, remarks=remarks, together=None, quantity=None, level=None, day=None, done=None)
    return attrs.evolve(made, state="invalid", problems=tuple(dict.fromkeys((*made.problems, *problems))))


def shown(measured: Measured) -> str:
    """A value as a person writes it."""
    if measured.quantity is not None:
        return measured.quantity.shown()
    if measured.level is not None:
        return measured.level.name
    if measured.day is not None:
        return measured.day.isoformat()
    return {True: "已完成", False: "未完成", None: ""}[measured.done]
