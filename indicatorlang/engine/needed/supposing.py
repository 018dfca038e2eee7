"""What a row would come to if something else had been entered: the proof of every way that is told.

A way is told only if entering it, as it says, makes the condition met. The entries stand in the book like any other: a running
total takes the place of what was reported for its day, a value of a period that of the same period, a day of completion that of
the day before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import groupby

import attrs

from indicatorlang.engine.delivered.entries import Cell, Entry
from indicatorlang.engine.delivered.reporting_units import as_one
from indicatorlang.engine.delivered.seen import Series
from indicatorlang.engine.series import Book
from indicatorlang.engine.value.scene import Scene
from indicatorlang.model.actual import Kind
from indicatorlang.model.assessment import Need
from indicatorlang.model.measured import Measured
from indicatorlang.model.period import Period
from indicatorlang.model.unit import PLAIN

_DAY = dt.timedelta(days=1)


def entered(needs: Iterable[Need], scene: Scene) -> Scene:
    """The scene with these entries in it."""
    book = scene.book
    for name, own in groupby(needs, key=lambda need: need.measure):
        series = book.series.get(name)
        if series is not None:
            if series.parts:  # a need is told of all units together
                series = as_one(series, book.measured(name, scene.as_of, scene.choice))
            for need in own:
                series = _replaced(series, _entry(need, series, scene.ruleset.span), scene.ruleset.span)
            book = _with(book, name, series)
    return attrs.evolve(scene, book=book)


def carried(others: Sequence[Measured], days: Sequence[dt.date], scene: Scene) -> Scene:
    """The scene in which other inputs stay what they are up to these days: a total gains nothing, a state does not change."""
    book = scene.book
    for measured in others:
        series = book.series.get(measured.name)
        if series is None or measured.through is None or measured.state != "known":
            continue
        series = as_one(series, measured)
        cell, start = _unchanged(measured), measured.through.end + _DAY
        for day in sorted(day for day in days if day >= start):
            of_period = measured.kind is Kind.PERIOD
            period = Period(start, day) if of_period else Period(day, day)
            entry = Entry(measured.name, cell, "", period, False, measured.kind, percent="percent", extra=_VOUCHED)
            series = attrs.evolve(series, entries=(*series.entries, entry))
            start = day + _DAY if of_period else start
        book = _with(book, measured.name, series)
    return attrs.evolve(scene, book=book)


def _unchanged(measured: Measured) -> Cell:
    """What a period in which nothing changes would report: nothing for what is added up, else the same once more."""
    if measured.quantity is None:
        return Cell(level=measured.level)
    adds = measured.aggregate == "sum" and measured.kind is Kind.PERIOD
    number = Fraction(0) if adds else measured.quantity.number
    return Cell(number=number, unit=measured.quantity.unit, places=measured.quantity.places)


_VOUCHED = {"evidence": "✓"}
"""What is only supposed is supposed to have its evidence."""


def _with(book: Book, name: str, series: Series) -> Book:
    ordered = attrs.evolve(series, entries=tuple(sorted(series.entries, key=Entry.order)))
    return attrs.evolve(book, series={**book.series, name: ordered})


def _entry(need: Need, series: Series, span: Period) -> Entry:
    """The entry as it would stand in a table."""
    cell = Cell(day=need.day)
    if need.quantity is not None:
        cell = Cell(number=need.quantity.number, unit=need.quantity.unit, places=need.quantity.places)
    elif need.level is not None:
        found = (scale.find(need.level) for scale in series.nature.scales)
        cell = Cell(level=next((level for level in found if level is not None), None))
    whole = need.day is None and need.period in (None, span)
    period = Period(need.day, need.day) if need.day is not None else need.period
    return Entry(need.measure, cell, "", period, whole, need.kind, percent="percent", extra=_VOUCHED)


def _replaced(series: Series, entry: Entry, span: Period) -> Series:
    """The series with the entry in the place of those that say something else about the same."""
    kept = tuple(other for other in series.entries if not _same_thing(entry, other, series, span))
    bare = not series.entries and series.unit == PLAIN and entry.cell.unit is not None
    unit = entry.cell.unit if bare and entry.cell.unit is not None else series.unit
    return attrs.evolve(series, entries=(*kept, entry), unit=unit)


def _same_thing(entry: Entry, other: Entry, series: Series, span: Period) -> bool:
    """Whether both are about the same day or period. A total or a state of the whole span is that of its last day."""
    if series.nature.form == "done" or (entry.whole and other.whole):
        return True
    if entry.whole or other.whole:
        finer = other if entry.whole else entry
        of_a_day = finer.kind in (Kind.YTD, Kind.SNAPSHOT) or series.nature.form == "level"
        return of_a_day and finer.period is not None and finer.period.end == span.end
    if entry.period is None or other.period is None:
        return False
    if entry.kind is Kind.PERIOD and other.kind in (None, Kind.PERIOD):
        return (entry.period.start, entry.period.end) == (other.period.start, other.period.end)
    return entry.period.end == other.period.end and (entry.kind == other.kind or None in (entry.kind, other.kind))
