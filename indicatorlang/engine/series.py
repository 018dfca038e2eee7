"""Observations → a measure's value at a date, and the questions that are open about it.

A `Book` is bound actuals: immutable, shareable, without a clock. `Choice` and `Doubt` carry the double-meaning rule: a caller
asks for the doubts of a row, evaluates the row under every option, and lets the doubt say what came of it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.cases.table import CaseTable
from indicatorlang.engine.delivered.choices import Axis, Choice, Doubt, Option
from indicatorlang.engine.delivered.entries import OTHER_UNIT, Entry
from indicatorlang.engine.delivered.facts import FactRow, RowFacts, merged
from indicatorlang.engine.delivered.numbers import falling, kind_open, number_at
from indicatorlang.engine.delivered.reporting_units import signed, signed_by, together
from indicatorlang.engine.delivered.seen import Seen, Series, sift
from indicatorlang.engine.delivered.unit_numbers import Reader
from indicatorlang.engine.delivered.weighting import Weigher
from indicatorlang.engine.delivered.windows import by_period, differences, undone, within
from indicatorlang.engine.delivered.words import done_at, level_at_date
from indicatorlang.engine.problems.actuals_problems import place_of
from indicatorlang.engine.problems.series_problems import GivenDiffers, ValuesLeftOut
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Kind, Observation
from indicatorlang.model.measured import Measured
from indicatorlang.model.number import round_half_up
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import BUDGET, EXECUTED

__all__ = ["Axis", "Book", "Choice", "Doubt", "Option"]

FIRST = Choice()
# A bare sum is suspected when the other unit brings it from thousands of times its target to somewhere near it.
_OFF, _NEAR = 10**4, (Fraction(1, 10), Fraction(2))


@frozen
class Book:
    """Bound actuals of one project. `series` are the values by measure (by indicator id where a row is judged on a formula without
    a name), `noted` the facts by indicator id, `noted_of` those by measure, `fed_by` the measures of each indicator,
    `users` how many indicators each measure feeds."""

    span: Period
    series: Mapping[str, Series] = attrs.field(factory=dict)
    noted: Mapping[str, tuple[FactRow, ...]] = attrs.field(factory=dict)
    noted_of: Mapping[str, tuple[FactRow, ...]] = attrs.field(factory=dict)
    fed_by: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    users: Mapping[str, int] = attrs.field(factory=dict)
    earlier: Mapping[str, Series] = attrs.field(factory=dict)
    """The values of before the span, of the measures that look back on them."""
    tables: Mapping[str, CaseTable] = attrs.field(factory=dict)
    """The tables of cases that were delivered, by name."""

    def measured(
        self, measure: str, at: dt.date, choice: Choice = FIRST, *, aggregate: str | None = None, window: Period | None = None
    ) -> Measured:
        """The value of a reported measure at a date, from the values whose period ends on or before it.

        With a `window` only what happened within it counts.

        State `no_data` carries in `quantity` what the reported periods make so far, so that a caller can tell when that
        already decides; `invalid` carries its `problems`. `aggregate` (sum, last, mean, min, max) sets the measure's own aside.
        A name nobody reported is `no_data`.
        """
        series = self.series.get(measure)
        if series is None:
            return Measured(measure, "no_data")
        if not series.parts:
            return self._alone(series, at, choice, aggregate, window)
        return together(series, self._reader(choice, aggregate, window, at), at)

    def _alone(
        self, series: Series, at: dt.date, choice: Choice, aggregate: str | None = None, window: Period | None = None
    ) -> Measured:
        """The value of a series that nobody shares, or of one reporting unit. Worked out once, unless others weigh it."""
        weigher = self._weigher(series, choice)
        if weigher is not None:
            return self._read(series, at, choice, aggregate, window, weigher)
        key = (at, choice, aggregate, window, self.span)
        if key not in series.known:
            series.known[key] = self._read(series, at, choice, aggregate, window, None)
        value: Measured = series.known[key]
        return value

    def _read(
        self, series: Series, at: dt.date, choice: Choice, aggregate: str | None, window: Period | None, weigher: Weigher | None
    ) -> Measured:
        if window is None or window.contains(self.span):
            return _value(series, at, choice, self.span, aggregate, weigher)
        narrowed = within(series, window, choice, self.span, aggregate)
        return undone(narrowed, _value(narrowed, min(at, window.end), choice, window, aggregate, weigher))

    def _reader(self, choice: Choice, aggregate: str | None, window: Period | None, at: dt.date) -> Reader:
        """How units are read: money weighs by the whole year, any other measure by what it came to within the window."""

        def weights(measure: str) -> dict[str, Measured]:
            own = None if measure in (BUDGET, EXECUTED) else window
            return {name: self._alone(part, at, choice, None, own) for name, part in signed(self.series.get(measure))}

        return Reader(lambda part, day: self._alone(part, day, choice, aggregate, window), weights, (BUDGET, EXECUTED), aggregate)

    def _weigher(self, series: Series, choice: Choice) -> Weigher | None:
        """The weights of the periods of a series: those of the same unit, else of all."""
        by = series.nature.measure.weight_by
        if by is None or by == series.nature.name:
            return None
        reporter = series.entries[0].reporter if series.entries else ""
        weighing = signed_by(self.series.get(by), reporter)

        def weight_in(period: Period) -> Measured:
            if weighing is not None:
                return self._alone(weighing, period.end, choice, None, period)
            return self.measured(by, period.end, choice, window=period)

        return Weigher(by, weight_in)

    def observations(self, measure: str, *, earlier: bool = False) -> tuple[Observation, ...]:
        """All values of a measure in order of time, in the first reading, whatever their date; with `earlier` those of before the
        span. Unusable ones are left out."""
        series = (self.earlier if earlier else self.series).get(measure)
        if series is None:
            return ()
        seen = (entry.seen(series.unit, FIRST) for entry in series.entries if entry.cell.problem is None)
        return tuple(observation for observation in seen if observation is not None)

    def reported(self, measure: str) -> bool:
        """Whether anything but blanks was delivered for a measure, usable or not."""
        series = self.series.get(measure)
        return series is not None and bool(series.entries)

    def facts(self, name: str, at: dt.date | None = None, used: Iterable[Observation] = ()) -> RowFacts:
        """The optional columns of an indicator (by id) with those of its measures; or of one measure, by name.

        With `at`, rows about later periods are left out. `used` are the observations a result stands on: of a measure among them
        only what was said beside these values counts, so that the evidence of June is not that of September. Scores and
        deductions given beside a measure reach an indicator only when no other one uses that measure.
        """
        if name not in self.fed_by:
            return merged(row for row in self.noted_of.get(name, ()) if row.counts_at(at))
        ends: dict[str, set[dt.date | None]] = {}
        for o in used:
            ends.setdefault(o.measure, set()).add(o.period.end if o.period is not None else None)
        rows = [row for row in self.noted.get(name, ()) if row.counts_at(at)]
        for measure in self.fed_by[name]:
            shared = self.users.get(measure, 0) > 1
            for row in self.noted_of.get(measure, ()):
                beside = row.period is None or measure not in ends or row.period.end in ends[measure]
                if row.counts_at(at) and beside:
                    rows.append(attrs.evolve(_without_points(row) if shared else row, measure=measure))
        return merged(rows)

    def feeding(self, fed_by: Mapping[str, tuple[str, ...]]) -> Book:
        """The same values for rows that use these measures: what a changed row uses is not what it used before."""
        return attrs.evolve(self, fed_by=fed_by, users=Counter(measure for fed in fed_by.values() for measure in fed))

    def last_period_end(self) -> dt.date | None:
        """The end of the last period shorter than the span that has any value, or the last day of a case; None without either.

        The default date of an evaluation. A running total headed 1—12月 and the day of a survey count; completion days do not.
        """
        entries = (entry for series in self.series.values() for entry in series.entries if not entry.cell.not_applicable)
        ends = [entry.period.end for entry in entries if entry.period is not None and not entry.whole]
        return max((*ends, *(day for table in self.tables.values() for day in table.days(self.span))), default=None)

    def left_out(self, at: dt.date) -> tuple[Diagnostic, ...]:
        """One remark that lists the values whose period runs past a date; none when there are none.

        A day of completion counts by itself, whatever period it was reported in; values for the whole span belong to its end."""
        late = [
            (name, entry.period, entry.origin)
            for name, series in self.series.items()
            for entry in series.entries
            if not entry.whole and entry.period is not None and (entry.cell.day or entry.period.end) > at
        ]
        if not late:
            return ()
        return (ValuesLeftOut(values=tuple((name, period) for name, period, _ in late), place=place_of(late[0][2])),)

    def doubts(self, measures: Sequence[str], at: dt.date, targets: Mapping[str, Quantity] | None = None) -> tuple[Doubt, ...]:
        """The double meanings open in the values of these measures at a date, those of one axis together.

        `targets` gives the bound a measure stands alone against: a bare sum that is ten thousand times off it is doubted.
        """
        names = tuple(dict.fromkeys(name for name in measures if name in self.series))
        return tuple(doubt for doubt in self._doubts(names, at, targets or {}) if doubt is not None)

    def check_given(
        self, name: str, at: dt.date, computed: Quantity, choice: Choice = FIRST, *, window: Period | None = None
    ) -> tuple[Diagnostic, ...]:
        """A value given directly for a computed measure (or, by its id, for an indicator) beside its inputs: an error when it is
        not the computed one, rounded to the places it was given with. Nothing when none was given."""
        given = self.measured(name, at, choice, window=window)
        if given.state == "invalid":
            return given.problems
        quantity = given.quantity
        if given.state != "known" or quantity is None or not quantity.unit.fits(computed.unit):
            return ()
        if round_half_up(computed.within(quantity.unit).number, quantity.places) == quantity.number:
            return ()
        origin = given.inputs[-1].origin
        shown = computed.within(quantity.unit)
        return (GivenDiffers(measure=name, given=quantity, computed=shown, origin=origin, place=place_of(origin)),)

    def _doubts(self, names: tuple[str, ...], at: dt.date, targets: Mapping[str, Quantity]) -> Iterator[Doubt | None]:
        kinds = {name: self._kind_doubtful(name, at) for name in names}
        if not any(falling(seen) for name in names for seen in self._undeclared(name, at)):
            yield self._doubt("kind", (Kind.PERIOD, Kind.YTD), kinds, at)
        yield self._doubt("percent", ("percent", "fraction"), {name: self._percent_doubtful(name, at) for name in names}, at)
        nothings = {name: tuple(entry for entry in self._counting(name, at) if entry.cell.nothing) for name in names}
        yield self._doubt("nothing", ("zero", "blank"), nothings, at)
        sums = {name: self._money_doubtful(name, at, targets[name]) for name in names if name in targets}
        yield self._doubt("money", ((), tuple(name for name in sums if sums[name])), sums, at)

    def _doubt(
        self, axis: Axis, options: tuple[Option, ...], doubted: Mapping[str, tuple[Entry, ...]], at: dt.date
    ) -> Doubt | None:
        """The doubt about the measures that have values which leave the question open; None without any."""
        measures = tuple(name for name in doubted if doubted[name])
        if not measures:
            return None
        choices = (Choice(**{axis: option}) for option in options)  # type: ignore[arg-type]
        each = (
            self.series[measures[0]].nature.measure.aggregate == "each"
        )  # it has no single value: its last one shows the difference
        values = tuple(self.measured(measures[0], at, choice, aggregate="last" if each else None) for choice in choices)
        return Doubt(axis, options, measures, values, doubted[measures[0]][0].origin)

    def _counting(self, name: str, at: dt.date) -> tuple[Entry, ...]:
        return tuple(entry for series in self.series[name].each for entry in self._counting_in(series, at))

    def _counting_in(self, series: Series, at: dt.date) -> tuple[Entry, ...]:
        sifted = sift(series, at, FIRST, self.span)
        return tuple(seen.entry for seen in (*sifted.counted, *sifted.held, *sifted.checks))

    def _undeclared(self, name: str, at: dt.date) -> Iterator[tuple[Seen, ...]]:
        """The values without a kind, those of each reporting unit by themselves."""
        for series in self.series[name].each:
            if series.nature.form == "number":
                yield kind_open(series, sift(series, at, FIRST, self.span).counted)

    def _kind_doubtful(self, name: str, at: dt.date) -> tuple[Entry, ...]:
        """Several values without a kind, or one that does not begin with the span: 本期数 and 累计数 then differ."""
        doubtful: list[Entry] = []
        for undeclared in self._undeclared(name, at):
            if len({seen.period for seen in undeclared}) > 1 or any(s.period.start != self.span.start for s in undeclared):
                doubtful += [seen.entry for seen in undeclared]
        return tuple(doubtful)

    def _percent_doubtful(self, name: str, at: dt.date) -> tuple[Entry, ...]:
        unit = self.series[name].unit
        doubtful: tuple[Entry, ...] = ()
        for series in self.series[name].each:
            bare = tuple(entry for entry in self._counting_in(series, at) if entry.percent_open(unit))
            numbers = [entry.cell.number or Fraction(0) for entry in bare]
            if any(numbers) and all(-1 <= number <= 1 for number in numbers):
                doubtful += bare
        return doubtful

    def _money_doubtful(self, name: str, at: dt.date, target: Quantity) -> tuple[Entry, ...]:
        unit = self.series[name].unit
        if not unit.is_money or unit.factor not in OTHER_UNIT or not target.unit.fits(unit) or target.number == 0:
            return ()
        bare = tuple(entry for entry in self._counting(name, at) if entry.bare)
        quantity = self.measured(name, at).quantity if bare else None
        ratio = Fraction(0) if quantity is None else quantity.base / target.base
        shifted = ratio / _OFF if ratio > 1 else ratio * _OFF
        return bare if _NEAR[0] <= shifted <= _NEAR[1] and _towards(unit.factor, ratio) else ()


def _value(
    series: Series, at: dt.date, choice: Choice, span: Period, aggregate: str | None, weigher: Weigher | None = None
) -> Measured:
    """What a series comes to at a date within its span."""
    match series.nature.form:
        case "done":
            return done_at(series, at, choice, span)
        case "level":
            return level_at_date(series, at, choice, span)
    series = by_period(series, choice, span, aggregate)
    return differences(series, number_at(series, at, choice, span, aggregate, weigher))


def _towards(factor: Fraction, ratio: Fraction) -> bool:
    """Whether the other unit brings the ratio nearer to one: from 万元 down to 元, or up from 元 to 万元."""
    return ratio > 1 if factor > 1 else ratio < 1


def _without_points(row: FactRow) -> FactRow:
    return attrs.evolve(
        row, columns={name: text for name, text in row.columns.items() if name not in ("score", "deduct", "deduct_reason")}
    )
