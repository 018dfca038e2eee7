"""The numbers of several reporting units → one number: added up, weighed, or as the ruleset says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from fractions import Fraction

import attrs

from indicatorlang.diagnostics import Place
from indicatorlang.engine.delivered.seen import Series
from indicatorlang.engine.delivered.surveys import as_number
from indicatorlang.engine.delivered.weighting import counted_inputs
from indicatorlang.engine.problems.actuals_problems import NOWHERE, place_of
from indicatorlang.engine.problems.joining_problems import UnitsNotWeighed, UnitsWayUnclear, WeightsUnusable
from indicatorlang.lazily import frozen
from indicatorlang.library.aggregation import weighted
from indicatorlang.library.units import default_aggregate
from indicatorlang.model.actual import Kind, SurveyCounts
from indicatorlang.model.measured import Joined, Measured, UnitValue
from indicatorlang.model.quantity import Quantity


@frozen
class Reader:
    """How a series of one unit is read: `value` gives what it comes to by a day, `weights` what each unit weighs by a measure."""

    value: Callable[[Series, dt.date], Measured]
    weights: Callable[[str], dict[str, Measured]]
    money: tuple[str, ...]
    aggregate: str | None = None


def number_of_units(start: Measured, counted: Sequence[UnitValue], series: Series, reader: Reader) -> Measured:
    """The number that the units which count make; `start` is what all of them delivered."""
    way = _way(series, reader)
    quantities = [one.measured.quantity for one in counted if one.measured.quantity is not None]
    if way == "sum":
        if not quantities:
            return start
        made = _quantity(sum((q.base for q in quantities), Fraction(0)), quantities)
        return attrs.evolve(start, quantity=made, together="sum" if start.state == "known" else None)
    if start.state != "known" or not quantities:
        return start
    bases = [q.base for q in quantities]
    pooled = pooled_survey(counted, series)
    number = as_number(pooled, series.unit) if pooled is not None else None
    if number is not None and pooled is not None:
        made = Quantity(number, series.unit, max(q.places for q in quantities))
        return attrs.evolve(start, quantity=made, survey_score=pooled.score, aggregate="survey", together="survey")
    if way in ("funds", "weighted"):
        if len(set(bases)) == 1:
            return attrs.evolve(start, quantity=_quantity(bases[0], quantities), aggregate="equal", together="equal")
        return _weighed(start, counted, series, reader, way)
    if way == "worst":
        lower = _lower_is_worse(series)
        if lower is None:
            problem = UnitsWayUnclear(measure=start.name, way="worst", place=series.nature.measure.place)
            return attrs.evolve(start, state="invalid", problems=(problem,))
        return attrs.evolve(
            start, quantity=_quantity(min(bases) if lower else max(bases), quantities), aggregate="worst", together="worst"
        )
    base = sum(bases, Fraction(0)) / len(bases) if way == "mean" else min(bases) if way == "min" else max(bases)
    taken: Joined = "mean" if way == "mean" else "min" if way == "min" else "max"
    return attrs.evolve(start, quantity=_quantity(base, quantities), aggregate=taken, together=taken)


def _way(series: Series, reader: Reader) -> str:
    """How the numbers of units become one: as the ruleset says, else by what they are."""
    measure = series.nature.measure
    if measure.across_units is not None:
        return measure.across_units
    if default_aggregate(series.unit, Kind.PERIOD) == "sum":
        return "sum"
    aggregate = reader.aggregate or measure.aggregate
    if aggregate in ("min", "max"):
        return aggregate
    return "weighted" if measure.weight_by else "funds"


def _lower_is_worse(series: Series) -> bool | None:
    direction = series.nature.measure.direction or series.nature.better
    return None if direction not in ("higher", "lower") else direction == "higher"


def _quantity(base: Fraction, written: Sequence[Quantity]) -> Quantity:
    unit = written[0].unit
    return Quantity(base / unit.factor, unit, max(q.places for q in written))


def _weighed(start: Measured, counted: Sequence[UnitValue], series: Series, reader: Reader, way: str) -> Measured:
    """The weighted mean over units, by the first measure that all of them reported."""
    measure = series.nature.measure
    names = (measure.weight_by,) if way == "weighted" and measure.weight_by else reader.money
    lacking: tuple[str, ...] = ()
    for by in names:
        found = reader.weights(by)
        bad = tuple(dict.fromkeys(p for one in counted if one.name in found for p in found[one.name].problems))
        if bad:
            return attrs.evolve(start, state="invalid", problems=bad)
        known = {name: m.quantity for name, m in found.items() if m.state == "known" and m.quantity is not None}
        absent = tuple(one.name for one in counted if one.name not in known)
        if absent:
            lacking = lacking or (absent if len(absent) < len(counted) else ())
            continue
        weighty = tuple(attrs.evolve(one, weight=known[one.name]) for one in counted)
        cited = counted_inputs(found[one.name] for one in counted)
        return _mean_of(attrs.evolve(start, weight_inputs=cited), weighty, by, series)
    shown = tuple(one.measured.quantity.shown("zh") if one.measured.quantity is not None else "" for one in counted)
    units = tuple(one.name for one in counted)
    problem = UnitsNotWeighed(
        measure=start.name, units=units, values=shown, by=names, lacking=lacking, place=place_in(start, series)
    )
    return attrs.evolve(start, state="invalid", problems=(problem,))


def _mean_of(start: Measured, weighty: tuple[UnitValue, ...], by: str, series: Series) -> Measured:
    quantities = [one.measured.quantity for one in weighty if one.measured.quantity is not None]
    weights = [one.weight.base for one in weighty if one.weight is not None]
    negative = next((one for one in weighty if one.weight is not None and one.weight.base < 0), None)
    if negative is not None or not any(weights):
        problem = WeightsUnusable(
            measure=start.name,
            by=by,
            fault="nought" if negative is None else "negative",
            of=negative.name if negative is not None else "",
            value=negative.weight.shown() if negative is not None and negative.weight is not None else "",
            place=place_in(start, series),
        )
        return attrs.evolve(start, state="invalid", problems=(problem,))
    base = weighted.PART.kernel([q.base for q in quantities], weights)
    heavy = {one.name: one for one in weighty}
    units = tuple(heavy.get(one.name, one) for one in start.units)
    return attrs.evolve(
        start, quantity=_quantity(base, quantities), aggregate="weighted", together="funds", weighed_by=by, units=units
    )


def pooled_survey(counted: Sequence[UnitValue], series: Series) -> SurveyCounts | None:
    """The answers of all units together, when every one of them made a survey on the same scale."""
    surveys = [survey for one in counted if (survey := survey_of(one.measured)) is not None]
    scales = {tuple(level for level, _ in survey.counts) for survey in surveys}
    if not surveys or len(surveys) < len(counted) or len(scales) > 1 or series.nature.measure.across_units is not None:
        return None
    counts = tuple((level, sum(dict(survey.counts)[level] for survey in surveys)) for level in scales.pop())
    valid = sum(survey.valid for survey in surveys)
    sent = [survey.sent for survey in surveys if survey.sent is not None]
    reached = [survey.reached for survey in surveys if survey.reached is not None]
    scored = [survey.score * survey.valid for survey in surveys if survey.score is not None]
    return SurveyCounts(
        counts,
        sum(sent) if len(sent) == len(surveys) else None,
        valid,
        score=sum(scored, Fraction(0)) / valid if len(scored) == len(surveys) and valid else None,
        reached=sum(reached) if len(reached) == len(surveys) else None,
        reached_from=surveys[0].reached_from,
    )


def survey_of(measured: Measured) -> SurveyCounts | None:
    """The survey a value stands on."""
    return next((o.survey for o in reversed(measured.inputs) if o.survey is not None and not o.replaced), None)


def place_in(start: Measured, series: Series) -> Place:
    """Where a measure was reported first; else where the ruleset declares it."""
    origin = next((o.origin for o in start.inputs), NOWHERE)
    return place_of(origin) if origin != NOWHERE else series.nature.measure.place
