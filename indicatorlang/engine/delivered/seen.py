"""The values of one measure that count at a date: which ones, and which of several for the same period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.delivered.choices import Choice
from indicatorlang.engine.delivered.entries import Entry
from indicatorlang.engine.delivered.natures import Nature
from indicatorlang.engine.problems.actuals_problems import place_of
from indicatorlang.engine.problems.series_problems import ValuesConflict
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Kind, Observation
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import Unit


@frozen
class Series:
    """All values of one measure, in order of time. `unit` is the one they are counted in. `evidenced`: evidence for all of them
    was given elsewhere (in a row of the measure, or of its indicator, that holds no value). `reporters` are reporting units that are
    to report it even if they left all of it blank."""

    nature: Nature
    unit: Unit
    entries: tuple[Entry, ...] = ()
    evidenced: bool = False
    reporters: tuple[str, ...] = ()
    parts: tuple[tuple[str, Series], ...] = attrs.field(init=False, eq=False, repr=False)
    """The same values by reporting unit, where several reported, in the order they stand in; under no name what nobody signed."""
    known: dict[object, Any] = attrs.field(init=False, eq=False, repr=False, factory=dict)
    """What has been worked out of it so far: a year of days asks for the same things again and again."""

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "parts", _parts_of(self) if self.nature.measure.across_units != "ignore" else ())

    @property
    def each(self) -> tuple[Series, ...]:
        """The series that are each read by itself: those of the units, or this one."""
        return tuple(part for _, part in self.parts) or (self,)

    def seen(self, choice: Choice, span: Period) -> tuple[Seen, ...]:
        """All values that have a place and hold data, as they are under a choice; those without a period have the span."""
        key = ("seen", choice, span)
        if key not in self.known:
            self.known[key] = seen_of(self, self.entries, choice, span)
        found: tuple[Seen, ...] = self.known[key]
        return found


def _parts_of(series: Series) -> tuple[tuple[str, Series], ...]:
    if not series.reporters and not any(entry.reporter for entry in series.entries):
        return ()
    by_name: dict[str, list[Entry]] = {name: [] for name in series.reporters}
    for entry in series.entries:
        by_name.setdefault(entry.reporter, []).append(entry)
    if sum(name != "" for name in by_name) < 2:
        return ()
    ordered = sorted(by_name.items(), key=lambda item: (not item[1], _first_place(item[1]), item[0]))
    return tuple((name, attrs.evolve(series, entries=tuple(entries), reporters=())) for name, entries in ordered)


def _first_place(entries: Sequence[Entry]) -> tuple[object, ...]:
    """Where the values of a unit begin: a person finds them told in the order of the file."""
    places = [(o.file or "", o.sheet or "", o.row or 0, o.column or "") for o in (entry.origin for entry in entries)]
    return min(places, default=())


@frozen
class Seen:
    """A value under a choice. `kind` is settled, `period` too: one without a period, or for the whole span, has the span."""

    entry: Entry
    observation: Observation
    kind: Kind
    period: Period

    @property
    def problem(self) -> Diagnostic | None:
        """Why it is unusable."""
        return self.entry.cell.problem

    @property
    def good(self) -> bool:
        """Whether it is a value: neither unusable nor 不适用."""
        return self.problem is None and not self.observation.not_applicable

    @property
    def quantity(self) -> Quantity:
        """The number of a good value."""
        quantity = self.observation.quantity
        if quantity is None:
            raise ValueError(f"{self.entry.text}: not a number")
        return quantity

    @property
    def point(self) -> Period:
        """For a running total or a state: the period it was named by, its last day alone where the heading was cumulative."""
        return Period(self.period.end, self.period.end) if self.entry.cumulative else self.period

    def says_the_same(self, other: Seen) -> bool:
        """Whether both say the same, whatever it is."""
        return self._said() == other._said()

    def _said(self) -> tuple[object, ...]:
        seen = self.observation
        number = seen.quantity.base if seen.quantity is not None else None
        return seen.not_applicable, number, seen.level, seen.day, seen.done, seen.survey

    def marked(self, *, replaced: bool = False, checked: bool = False) -> Observation:
        """The observation with its settled kind, marked."""
        kind = self.observation.kind if self.entry.whole and self.observation.kind is None else self.kind
        return attrs.evolve(self.observation, kind=kind, replaced=replaced, checked=checked)


@frozen
class Sifted:
    """The values at a date: `counted` end by then; `held` have no period and hold always; `checks` are for the whole span, beside
    finer values; `open` run past the date; `lost` nobody can place."""

    counted: tuple[Seen, ...] = ()
    held: tuple[Seen, ...] = ()
    checks: tuple[Seen, ...] = ()
    open: tuple[Seen, ...] = ()
    lost: tuple[Diagnostic, ...] = ()


def seen_of(series: Series, entries: Iterable[Entry], choice: Choice, span: Period) -> tuple[Seen, ...]:
    """Some values of a series under a choice."""
    found = []
    for entry in entries:
        if entry.lost and entry.cell.problem is not None:
            continue
        observation = entry.seen(series.unit, choice)
        if observation is not None:
            found.append(Seen(entry, observation, entry.kind or choice.kind or Kind.PERIOD, entry.period or span))
    return tuple(found)


def sift(series: Series, at: dt.date, choice: Choice, span: Period) -> Sifted:
    """Sort the values of a measure by whether they count at a date."""
    seen = series.seen(choice, span)
    lost = [entry.cell.problem for entry in series.entries if entry.lost and entry.cell.problem is not None]
    finer = [each for each in seen if not each.entry.whole]
    whole = [each for each in seen if each.entry.whole]
    counted = [each for each in finer if each.period.end <= at]
    later = [each for each in finer if each.period.end > at]
    if not finer:
        return Sifted(held=tuple(whole), lost=tuple(lost))
    # Beside finer values, one for the whole span belongs to its end: as a running total or a state it is the value there.
    if at < span.end:
        return Sifted(tuple(counted), open=(*later, *whole), lost=tuple(lost))
    points = [each for each in whole if each.kind in (Kind.YTD, Kind.SNAPSHOT)]
    checks = [each for each in whole if each not in points]
    return Sifted((*counted, *points), checks=tuple(checks), open=tuple(later), lost=tuple(lost))


@frozen
class Settled:
    """One value a period and kind. `replaced` were corrected by a later filing, `same` say what another one says."""

    values: tuple[Seen, ...]
    replaced: tuple[Seen, ...] = ()
    same: tuple[Seen, ...] = ()
    conflicts: tuple[Diagnostic, ...] = ()


def settle(seen: Iterable[Seen], *, together: bool = False) -> Settled:
    """Of several values for the same period and kind keep one: the latest by filing date, else they must be equal.

    With `together` all of them are about the same thing, whatever their periods."""
    groups: dict[object, list[Seen]] = {}
    for each in seen:
        start = each.period.start if each.kind is Kind.PERIOD else None
        groups.setdefault(None if together else (each.kind, start, each.period.end), []).append(each)
    values, replaced, same, conflicts = [], [], [], []
    for group in groups.values():
        rivals = group
        if all(each.entry.filled_on for each in group):
            latest = max(each.entry.filled_on or dt.date.min for each in group)
            rivals = [each for each in group if each.entry.filled_on == latest]
            replaced += [each for each in group if each.entry.filled_on != latest]
        kept = next((each for each in rivals if each.problem is not None), rivals[0])
        values.append(kept)
        for other in rivals:
            if other is kept:
                continue
            same.append(other)
            if kept.problem is None and not kept.says_the_same(other):
                conflicts.append(conflict(kept, other))
    return Settled(tuple(values), tuple(replaced), tuple(same), tuple(conflicts))


def conflict(first: Seen, second: Seen) -> Diagnostic:
    """Two values that cannot both be true, with both places."""
    return ValuesConflict(
        measure=first.entry.measure,
        first=first.entry.text.strip(),
        second=second.entry.text.strip(),
        period=first.entry.period,
        origin=first.entry.origin,
        other=second.entry.origin,
        place=place_of(first.entry.origin),
    )
