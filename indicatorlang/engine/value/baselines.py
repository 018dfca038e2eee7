"""The one door to earlier values: what something was in the year before, in the period before, at the same time a year ago.

An earlier time is evaluated like a span of its own: the values that were reported for it are bound into a book of that time, and
whatever has to be computed is computed on that book. So totals, overlaps, blanks and formulas mean the same then as now. What the
ruleset declares stands in that book too: alone where nothing was reported, else beside what was, with which it must agree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.delivered.entries import Cell, Entry
from indicatorlang.engine.delivered.natures import Nature
from indicatorlang.engine.delivered.seen import Series
from indicatorlang.engine.problems.baseline_problems import BaselineMissing, BaselinesDiffer, earlier_label
from indicatorlang.engine.series import Book, Doubt
from indicatorlang.engine.value.scene import Scene
from indicatorlang.model.actual import Origin
from indicatorlang.model.baseline import (
    BEFORE,
    DECLARED,
    LAST_YEAR,
    YEAR_EARLIER,
    before,
    frame_of,
    opened,
    opened_comparisons,
    stretch_of,
)
from indicatorlang.model.formula import Expression, measures_in
from indicatorlang.model.indicator import Condition, Measure
from indicatorlang.model.measured import Measured
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PLAIN

Evaluate = Callable[[Expression, Scene, dt.date], Measured]
"""What an expression comes to at a date: `values.value_of`, or the same with values given under the row's own name."""


def baseline_value(subject: Expression, baseline: str, scene: Scene, at: dt.date, evaluate: Evaluate) -> Measured:
    """The value that `subject` had in a baseline; `no_data` with what is missing, and where to enter it, when it is not known.

    The names of its leaves begin with the baseline (上年产品数)."""
    ruleset = scene.ruleset
    stretch = stretch_of(baseline, ruleset.span, scene.window, at)
    told = None if ruleset.undated else stretch  # the span is only a stand-in
    declared = _holding(baseline, stretch, scene)
    if stretch is not None and not declared and stretch.start >= ruleset.span.start:
        return _named(evaluate(subject, attrs.evolve(scene, window=stretch), stretch.end), baseline, told)
    return _named(_earlier(subject, baseline, stretch, declared, scene, evaluate), baseline, told)


def known_baseline(measure: Expression, scene: Scene, at: dt.date, evaluate: Evaluate) -> Measured | None:
    """The baseline that a way is scored from where the target names none: 上年 if it is known, else the only one that has the
    measure; None without any."""
    names = [name for name, values in scene.ruleset.baselines.items() if any(m in values for m in measures_in(measure))]
    last_year = baseline_value(measure, LAST_YEAR, scene, at, evaluate)
    if last_year.state in ("known", "invalid"):
        return last_year
    others = [name for name in names if name != LAST_YEAR]
    return baseline_value(measure, others[0], scene, at, evaluate) if len(others) == 1 else None


def _holding(baseline: str, stretch: Period | None, scene: Scene) -> Mapping[str, Quantity]:
    """The declared values that hold for what is measured. What is declared as the time before belongs to the whole span, and to
    the first of its periods; the same time a year ago of one period is not that of another."""
    span, all_declared = scene.ruleset.span, scene.ruleset.baselines
    same = [name for name in all_declared if name != baseline and stretch is not None and _whole(name, span) == stretch]
    # What is declared for the year before is the value of the same time a year ago, where that is the same time.
    declared = {m: q for name in (*same, baseline) for m, q in all_declared.get(name, {}).items()}
    if scene.window is None or baseline not in (BEFORE, YEAR_EARLIER):
        return declared
    first = baseline == BEFORE and stretch is not None and stretch.start < scene.ruleset.span.start
    return declared if first else {}


def _whole(baseline: str, span: Period) -> Period | None:
    """The stretch that a declared value is that of."""
    return stretch_of(baseline, span, None, span.end)


def _earlier(
    subject: Expression,
    baseline: str,
    stretch: Period | None,
    declared: Mapping[str, Quantity],
    scene: Scene,
    evaluate: Evaluate,
) -> Measured:
    """The value of an expression on what is known of an earlier time."""
    past = _past(subject, baseline, stretch, declared, scene)
    return evaluate(subject, past, past.as_of)


def earlier_doubts(condition: Condition, scene: Scene, at: dt.date, known: Sequence[Doubt]) -> tuple[Doubt, ...]:
    """The double meanings of earlier values that a condition is compared with, beside those that are known already: one choice
    holds for both times."""
    found: dict[str, Doubt] = {}
    for part in opened_comparisons(condition, scene.ruleset):
        stretch = stretch_of(part.baseline, scene.ruleset.span, None, at)
        past = _past(part.subject, part.baseline, stretch, _holding(part.baseline, stretch, scene), scene)
        for doubt in past.book.doubts(tuple(past.book.series), past.as_of):
            found.setdefault(doubt.axis, doubt)
    return tuple(doubt for axis, doubt in found.items() if axis not in {each.axis for each in known})


def _past(subject: Expression, baseline: str, stretch: Period | None, declared: Mapping[str, Quantity], scene: Scene) -> Scene:
    """The scene of an earlier time."""
    ruleset = scene.ruleset
    time = stretch or before(ruleset.span)
    frame = time if stretch is None or declared else frame_of(time, ruleset.span)
    names = (*opened(measures_in(subject), ruleset), *(name for name in scene.book.earlier if name not in ruleset.measures))
    series = {name: _series(name, baseline, stretch, frame, declared.get(name), scene) for name in names}
    known = {name: made for name, made in series.items() if made is not None}
    # A table without a case of that time was kept for this year only.
    tables = {name: table for name, table in scene.book.tables.items() if table.days(time)}
    book = Book(frame, known, earlier=scene.book.earlier, tables=tables)
    # The budget of this year, approved in the ruleset, is not that of an earlier one.
    return attrs.evolve(
        scene,
        ruleset=attrs.evolve(ruleset, span=frame, funds=None),
        book=book,
        as_of=time.end,
        window=None if time.start == frame.start else time,
    )


def _series(
    name: str, baseline: str, stretch: Period | None, frame: Period, declared: Quantity | None, scene: Scene
) -> Series | None:
    """What is known of a measure at an earlier time: what was reported, checked against what is declared, else that alone."""
    now, known = scene.book.series.get(name), scene.book.earlier.get(name)
    entries = () if known is None else tuple(e for e in known.entries if e.period is not None and frame.contains(e.period))
    if known is not None and entries:
        reported = attrs.evolve(known, entries=entries, evidenced=True)
        if declared is None:
            return reported
        made = Book(frame, {name: reported}).measured(name, (stretch or frame).end, scene.choice)
        if made.state == "known" and made.quantity is not None:
            value = _in_unit_of(declared, reported)
            if made.quantity.unit.fits(value.unit) and made.quantity.base == value.base:
                return reported
            origin = next((o.origin for o in made.inputs if not o.replaced), Origin())
            told = BaselinesDiffer(measure=name, baseline=baseline, declared=value, reported=made.quantity, origin=origin)
            return attrs.evolve(reported, entries=(_entry(name, value, stretch, scene, told),))
        now = reported
    if declared is None:
        return None
    nature = now.nature if now is not None else Nature(Measure(name, declared=False), "number")
    unit = declared.unit if now is None or (now.unit == PLAIN and nature.unit is None) else now.unit
    return Series(nature, unit, (_entry(name, declared, stretch, scene),), evidenced=True)


def _in_unit_of(declared: Quantity, series: Series) -> Quantity:
    """A declared value without a unit has that of its measure."""
    return attrs.evolve(declared, unit=series.unit) if declared.unit == PLAIN else declared


def _entry(name: str, value: Quantity, time: Period | None, scene: Scene, problem: Diagnostic | None = None) -> Entry:
    """A declared value as a reported one for the whole of its time. Without a unit it is read as a bare cell is."""
    cell = Cell(value.number, None if value.unit == PLAIN else value.unit, value.places, problem=problem)
    measure = scene.measure(name)
    origin = Origin(scene.ruleset.file, None, None, DECLARED)
    percent = measure.percent or scene.ruleset.percent
    return Entry(name, cell, value.shown(), time, whole=True, kind=None, percent=percent, origin=origin)


def _named(value: Measured, baseline: str, stretch: Period | None) -> Measured:
    """The value under the names of its baseline, with a word on what is missing of it."""
    missing = tuple(_missing(value, baseline, stretch))
    told = _marked(value, baseline)
    return attrs.evolve(told, problems=(*told.problems, *missing)) if missing else told


def _marked(value: Measured, baseline: str) -> Measured:
    constant = value.aggregate == "constant"
    return attrs.evolve(
        value,
        name=value.name if constant or value.parts else f"{earlier_label(baseline)}{value.name}",
        baseline=baseline,
        parts=tuple(_marked(part, baseline) for part in value.parts),
    )


def _missing(value: Measured, baseline: str, stretch: Period | None) -> list[Diagnostic]:
    if value.state != "no_data":
        return []
    if value.parts:
        return [told for part in value.parts for told in _missing(part, baseline, stretch)]
    blanks = value.blanks if value.inputs else ()
    return [BaselineMissing(measure=value.name, baseline=baseline, stretch=stretch, blanks=blanks)]
