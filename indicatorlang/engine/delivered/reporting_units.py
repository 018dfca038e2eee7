"""Several reporting units, one measure: what each of them reported is read as a series of its own; here their values become one.

What is absolute adds up: counts, money, masses, lengths. What is relative weighs by money, or by a measure that the ruleset names, and
is never just averaged. Values that nobody signed, beside those of units, are their total: a check.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.delivered.entries import Cell, Entry
from indicatorlang.engine.delivered.seen import Series
from indicatorlang.engine.delivered.surveys import level_at
from indicatorlang.engine.delivered.unit_numbers import Reader, number_of_units, place_in, pooled_survey
from indicatorlang.engine.delivered.unit_totals import beside_total
from indicatorlang.engine.problems.joining_problems import (
    UnitsJoined,
    UnitsOfFormulaDiffer,
    UnitsWayUnclear,
    UnitWordsDiffer,
)
from indicatorlang.engine.problems.series_problems import SeriesProblem
from indicatorlang.model.actual import Kind
from indicatorlang.model.measured import Measured, State, UnitValue


def signed(series: Series | None) -> tuple[tuple[str, Series], ...]:
    """The values of each named unit, one alone included."""
    if series is None:
        return ()
    if series.parts:
        return tuple((name, part) for name, part in series.parts if name)
    reporters = {entry.reporter for entry in series.entries}
    only = reporters.pop() if len(reporters) == 1 else ""
    return ((only, series),) if only else ()


def signed_by(series: Series | None, reporter: str) -> Series | None:
    """The values that one named unit gave; None where it gave none."""
    if series is None or not reporter:
        return None
    if "signed" not in series.known:
        series.known["signed"] = dict(signed(series)) if series.parts else {}
    found: Series | None = series.known["signed"].get(reporter) if series.parts else dict(signed(series)).get(reporter)
    return found


def as_one(series: Series, measured: Measured) -> Series:
    """The series as if one unit had reported what all of them came to: for what is only supposed of the whole."""
    if not series.parts:
        return series
    cell = Cell(
        number=measured.quantity.number if measured.quantity is not None else None,
        unit=measured.quantity.unit if measured.quantity is not None else None,
        places=measured.quantity.places if measured.quantity is not None else 0,
        level=measured.level,
        day=measured.day,
        done=measured.done if measured.day is None else None,
    )
    whole = measured.through is None
    entry = Entry(measured.name, cell, "", measured.through, whole, measured.kind, percent="percent", extra={"evidence": "✓"})
    return attrs.evolve(series, entries=() if cell.blank else (entry,), reporters=())


def apart(left: Measured, right: Measured) -> tuple[Diagnostic, ...]:
    """A warning where one side of a formula was reported by units that the other side lacks."""
    one, other = _reporters(left), _reporters(right)
    if not one or not other or (len(one) < 2 and len(other) < 2):
        return ()
    for first, second, more in ((left, right, one - other), (right, left, other - one)):
        if more:
            names = tuple(unit.name for unit in first.units if unit.name in more) or tuple(sorted(more))
            return (UnitsOfFormulaDiffer(first=first.name, second=second.name, lacking=names),)
    return ()


def _reporters(measured: Measured) -> frozenset[str]:
    """The units behind a reported value; none where somebody did not sign."""
    counted = [o for o in measured.inputs if not o.checked]
    names = {one.name for one in measured.units if one.measured.state != "not_applicable"} or {o.reporter for o in counted}
    return frozenset() if measured.parts or "" in names else frozenset(names)


def together(series: Series, reader: Reader, at: dt.date) -> Measured:
    """The value of a measure that several units reported, at a date."""
    unsigned = [part for name, part in series.parts if not name]
    if not unsigned:
        return _of_units(series, reader, at)
    return beside_total(
        lambda day: _of_units(series, reader, day), lambda day: reader.value(unsigned[0], day), series.nature.measure, at
    )


def _of_units(series: Series, reader: Reader, at: dt.date) -> Measured:
    found = {name: reader.value(part, at) for name, part in series.parts if name}
    common = frozenset.intersection(*(frozenset(measured.remarks) for measured in found.values()))
    values = tuple(UnitValue(name, _signed(measured, name, common)) for name, measured in found.items())
    counted = tuple(one for one in values if one.measured.state != "not_applicable")
    start = _gathered(series, values)
    if start.state in ("invalid", "not_applicable"):
        return start
    match series.nature.form:
        case "done":
            made = _done(start, counted)
        case "level":
            made = _level(start, counted, series)
        case _:
            made = number_of_units(start, counted, series, reader)
    if made.state != "known" or not made.together:
        return made
    names = tuple(one.name for one in counted)
    joined = UnitsJoined(measure=made.name, how=made.together, units=names, by=made.weighed_by, place=series.nature.measure.place)
    return attrs.evolve(made, remarks=(*made.remarks, joined))


def _signed(measured: Measured, unit: str, common: frozenset[Diagnostic]) -> Measured:
    """What is said of the values of one unit names it, unless the same is said of all of them."""

    def named(problem: Diagnostic) -> Diagnostic:
        if not isinstance(problem, SeriesProblem) or problem in common:
            return problem
        return problem.but(measure=f"{problem.measure}（{unit}）")

    return attrs.evolve(measured, problems=tuple(map(named, measured.problems)), remarks=tuple(map(named, measured.remarks)))


def _gathered(series: Series, values: tuple[UnitValue, ...]) -> Measured:
    """What all units delivered, and the state that follows from theirs; no value yet."""
    all_of_them = [one.measured for one in values]
    counted = [measured for measured in all_of_them if measured.state != "not_applicable"]
    kinds = {measured.kind for measured in counted if measured.kind is not None}
    states = {measured.state for measured in counted}
    state: State = "known"
    if not counted:
        state = "not_applicable"
    elif "invalid" in states:
        state = "invalid"
    elif "no_data" in states:
        state = "no_data"
    aggregates = {measured.aggregate for measured in counted if measured.aggregate}
    periods = [measured.through for measured in counted if measured.through is not None]
    return Measured(
        series.nature.name,
        state,
        kind=kinds.pop() if len(kinds) == 1 else Kind.PERIOD if kinds else None,
        aggregate=aggregates.pop() if len(aggregates) == 1 else "sum" if aggregates else "",
        through=max(periods, key=lambda period: (period.end, period.start), default=None),
        inputs=tuple(o for measured in all_of_them for o in measured.inputs),
        blanks=tuple(sorted({p for m in counted if m.state == "no_data" for p in m.blanks}, key=lambda p: (p.end, p.start))),
        open=tuple(o for measured in all_of_them for o in measured.open),
        problems=tuple(dict.fromkeys(p for measured in all_of_them for p in measured.problems)),
        remarks=tuple(dict.fromkeys(r for measured in all_of_them for r in measured.remarks)),
        evidence_missing=any(measured.evidence_missing for measured in counted),
        units=values,
    )


def _done(start: Measured, counted: Sequence[UnitValue]) -> Measured:
    """Done when all have done it, on the last of their days; not done as soon as one has not."""

    def undone(measured: Measured) -> bool:
        later = measured.state == "no_data" and any(o.day is not None or o.done for o in measured.open)
        return later or measured.done is False

    measures = [one.measured for one in counted]
    if any(undone(measured) for measured in measures):
        return attrs.evolve(start, state="known", done=False, blanks=(), together="done", aggregate="date")
    if start.state != "known":
        return start
    day = max((measured.day for measured in measures if measured.day is not None), default=None)
    return attrs.evolve(start, done=True, day=day, together="done", aggregate="date")


def _level(start: Measured, counted: Sequence[UnitValue], series: Series) -> Measured:
    """The level all agree on, that of all their surveys together, or the worst where the ruleset says so."""
    if start.state != "known":
        return start
    measure, names = series.nature.measure, tuple(one.name for one in counted)
    levels = tuple(one.measured.level for one in counted if one.measured.level is not None)
    pooled, scale = pooled_survey(counted, series), measure.survey
    if pooled is not None and pooled.score is not None and scale is not None:
        level = level_at(scale, pooled.score)
        return attrs.evolve(start, level=level, survey_score=pooled.score, aggregate="survey", together="survey")
    if len(set(levels)) == 1:
        return attrs.evolve(start, level=levels[0], aggregate="level", together="equal")
    scale = next((scale for scale in series.nature.scales if all(level in scale.levels for level in levels)), None)
    if measure.across_units == "worst" and scale is not None:
        return attrs.evolve(start, level=max(levels, key=scale.rank), aggregate="level", together="worst")
    problem: Diagnostic
    if measure.across_units not in (None, "worst"):
        problem = UnitsWayUnclear(measure=measure.name, way=str(measure.across_units), place=measure.place)
    else:
        problem = UnitWordsDiffer(
            measure=measure.name, units=names, levels=tuple(level.name for level in levels), place=place_in(start, series)
        )
    return attrs.evolve(start, state="invalid", problems=(problem,))
