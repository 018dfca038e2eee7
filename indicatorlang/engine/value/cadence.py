"""Which periods a target is judged by that is to hold in each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from indicatorlang.engine.delivered.expected import grain_of
from indicatorlang.engine.delivered.seen import Series
from indicatorlang.engine.delivered.windows import RANKS, is_running
from indicatorlang.engine.value.scene import Scene
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Kind
from indicatorlang.model.formula import Expression, measures_in
from indicatorlang.model.indicator import Cadence, Condition, EachPeriod, Trend, measures_of
from indicatorlang.model.period import Grain, Period


@frozen
class Calendar:
    """The periods of one length within the time that a target is judged for. `cut` are weeks of which a part lies outside the span:
    they are not judged."""

    grain: Grain
    periods: tuple[Period, ...] = ()
    cut: tuple[Period, ...] = ()

    def ended(self, at: dt.date) -> tuple[Period, ...]:
        """Those that have ended by a date."""
        return tuple(period for period in self.periods if period.end <= at)


def periods_of(grain: Grain, span: Period, due: dt.date) -> Calendar:
    """The periods of that length from the start of the span that have ended by `due`."""
    found = tuple(span.split(grain))
    cut = tuple(period for period in found if grain is Grain.WEEK and (period.end - period.start).days < 6)
    return Calendar(grain, tuple(period for period in found if period.end <= due and period not in cut), cut)


def periods_to_come(condition: EachPeriod | Trend, scene: Scene) -> tuple[Period, ...]:
    """The periods of a demand that have not ended by the date of evaluation."""
    every = condition.every if isinstance(condition, EachPeriod) else condition.each
    part = condition.part if isinstance(condition, EachPeriod) else condition
    grain = grain_for(every, inputs_of(part, scene), scene)
    if grain is None or scene.ruleset.undated:
        return ()
    due = condition.due or scene.ruleset.span.end
    return tuple(p for p in periods_of(grain, scene.ruleset.span, due).periods if p.end > scene.as_of)


def grain_for(every: Cadence | None, names: tuple[str, ...], scene: Scene) -> Grain | None:
    """How long the periods are: as the target says, else as the measures are to be reported or have been, the coarsest of several;
    None while nobody can tell."""
    if every is not None:
        return Grain(every)
    grains = [grain for name in names if (grain := _grain_of_measure(name, scene)) is not None and grain in RANKS]
    return max(grains, key=lambda grain: RANKS[grain], default=None)


def inputs_of(condition: Condition, scene: Scene) -> tuple[str, ...]:
    """The reported measures behind a condition, formulas opened."""
    return tuple(dict.fromkeys(name for measure in measures_of(condition) for name in opened(measure, scene)))


def inputs_in(expression: Expression, scene: Scene) -> tuple[str, ...]:
    """The reported measures behind an expression, formulas opened."""
    return tuple(dict.fromkeys(name for measure in measures_in(expression) for name in opened(measure, scene)))


def opened(name: str, scene: Scene) -> Iterator[str]:
    """The measure itself, or the measures its formula needs; its own frequency speaks for all of them."""
    measure = scene.measure(name)
    if measure.formula is None or measure.records is not None or measure.frequency is not None:
        yield name
        return
    for below in measures_in(measure.formula):
        yield from opened(below, scene)


def _grain_of_measure(name: str, scene: Scene) -> Grain | None:
    stated = scene.measure(name).frequency
    series = scene.book.series.get(name)
    if stated is not None or series is None:
        return stated
    return reported_grain(series, scene)


def reported_grain(series: Series, scene: Scene) -> Grain | None:
    """The finest periods a measure is reported in."""
    span, choice = scene.ruleset.span, scene.choice
    ranges: list[Period] = []
    points: list[Period] = []
    for entry in series.entries:
        if entry.period is None or entry.whole:
            continue
        kind = entry.kind or choice.kind
        at_a_moment = kind in (Kind.SNAPSHOT, Kind.YTD) or is_running(series, entry, choice) or series.nature.form != "number"
        end = Period(entry.period.end, entry.period.end) if entry.cumulative else entry.period
        (points if at_a_moment else ranges).append(end)
    every = [*ranges, *points]
    for grain in (Grain.DAY, Grain.WEEK):
        if ranges and all(period.grain is grain for period in every):
            return grain
    if every and all(period.grain is Grain.WEEK for period in every):
        return Grain.WEEK
    return grain_of(ranges, points, span)
