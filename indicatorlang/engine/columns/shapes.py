"""What the row engine makes of texts and shapes: each distinct one is handed to it once, with numbers made up for the occasion.

A *key* is what stands beside a value: period, kind, unit, as text. A *shape* is the set of keys a project reported for a measure. The
row engine answers which of the values count at a date and how they become one; the answer is kept only when the columns can do
the same, and everything else is `rows`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.engine.bind import bind
from indicatorlang.engine.delivered.names import Names, feed_of, names_of
from indicatorlang.engine.delivered.placing import placed
from indicatorlang.engine.outcome import grows_only
from indicatorlang.engine.series import Book
from indicatorlang.engine.value.scene import Scene
from indicatorlang.engine.value.values import value_of
from indicatorlang.model.actual import Kind, Origin, RawActual, RawActuals
from indicatorlang.model.baseline import looks_back
from indicatorlang.model.formula import Aggregated, MeasureRef
from indicatorlang.model.measured import Measured
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.unit import Unit

Operation = Literal["sum", "last", "mean", "min", "max", "constant"]
MOST_LEARNED = 100_000
"""Answers kept; a service that sees ever new shapes forgets them all from time to time."""
_NUMBERS: tuple[tuple[Fraction, Fraction], ...] = (
    (Fraction(1009), Fraction(13)),
    (Fraction(11), Fraction(1, 64)),
    (Fraction(1, 8), Fraction(1, 4096)),
)
"""First number and step of the series tried: counts and sums, percentages, shares."""


@attrs.frozen(order=True)
class Key:
    """What stands beside a value, as text; blanks and missing ones are empty."""

    period: str
    kind: str
    unit: str


@attrs.frozen
class Need:
    """A measure at a date; with `aggregate` its own is set aside."""

    measure: str
    at: dt.date
    aggregate: str | None = None


@attrs.frozen
class Answer:
    """What a shape comes to: a state, and how its values become one.

    `partial`: it is `no_data`, and the values make so much so far; `rises` and `falls` tell whether more of them can only raise or
    lower it. `factor`: how many base units one written unit is. `rows`: only the row engine can tell."""

    state: Literal["known", "no_data", "not_applicable", "rows"] = "rows"
    operation: Operation | None = None
    count: int = 1
    number: Fraction = Fraction(0)
    factor: Fraction = Fraction(1)
    unit: Unit | None = attrs.field(default=None, eq=False)
    rises: bool = False
    falls: bool = False

    @property
    def partial(self) -> bool:
        """Whether something is there, though not all."""
        return self.state == "no_data" and self.operation is not None


ROWS = Answer()


@attrs.frozen
class Placed:
    """What a key means for a measure: used, or never looked at."""

    end: dt.date | None = None
    start: dt.date | None = None
    used: bool = True
    odd: bool = False


@attrs.define
class Prober:
    """Asks the row engine. `options` are those of `bind` (percent, kind)."""

    ruleset: Ruleset
    as_of: dt.date
    percent: Literal["percent", "fraction"] | None = None
    kind: Kind | None = None
    names: Names = attrs.field(init=False)
    series: dict[str, tuple[Fraction, Fraction]] = attrs.field(factory=dict)
    bent: bool = False
    whole: frozenset[str] = frozenset()
    """The measures of which every value is for the whole span: they hold at every date."""
    learned: dict[Hashable, object] = attrs.field(factory=dict)
    """What was answered before, for another table."""

    def __attrs_post_init__(self) -> None:
        self.names = names_of(self.ruleset)

    def measure_of(self, subject: str) -> str | None:
        """The measure a name means; empty when rows decide (an ambiguous name, a formula given directly), None when it means nothing."""
        match = self.names.find(subject)
        if match.candidates:
            return None
        if match.measure is not None:
            name = match.measure
        elif match.indicator is None:
            return None
        else:
            feed = feed_of(match.indicator)
            if feed.own:
                return ""
            if feed.measure is None:
                return None
            name = feed.measure
        measure = self.ruleset.measures.get(name)
        return "" if measure is not None and measure.formula is not None else name

    def placed(self, key: Key, measure: str) -> Placed:
        """When a value with this key counts."""
        when, problem = placed(RawActual("", "1", key.period), self.ruleset.span)
        if problem is not None and when.period is not None:
            if when.period.end < self.ruleset.span.start and measure in looks_back(self.ruleset):
                return Placed(odd=True)
            return Placed(used=False)
        if problem is not None:
            return Placed(odd=True)
        period = when.period or self.ruleset.span
        return Placed(period.end, period.start)

    def book(self, rows: Iterable[RawActual]) -> Book:
        """What the row engine binds."""
        return bind(self.ruleset, RawActuals(tuple(rows)), percent=self.percent, kind=self.kind)[0]

    def number(self, measure: str, index: int) -> Fraction:
        """The made-up value with a number."""
        first, step = self.series.get(measure, _NUMBERS[0])
        return first + step * (index if not self.bent else index * (index + 3) // 2)

    def raw(self, measure: str, key: Key, index: int) -> RawActual:
        """A made-up value with this key; the row tells which one it was."""
        extra = {name: text for name, text in (("kind", key.kind), ("unit", key.unit)) if text}
        return RawActual(measure, _text(self.number(measure, index)), key.period or None, extra=extra, origin=Origin(row=index))

    def settle_numbers(self, keys: Mapping[str, Sequence[Key]]) -> None:
        """Choose for each measure numbers that it takes: no count is 0.125, no bounded share 1009."""
        for tried in _NUMBERS:
            open_ones = [measure for measure in keys if measure not in self.series]
            self.series |= dict.fromkeys(open_ones, tried)
            book = self.book(self.raw(m, key, 0) for m in open_ones for key in keys[m][:1])
            for measure in open_ones:
                taken = book.measured(measure, self.ruleset.span.end)
                if taken.state == "invalid" or book.doubts((measure,), self.ruleset.span.end):
                    del self.series[measure]
        self.series |= {measure: _NUMBERS[0] for measure in keys if measure not in self.series}

    def answers(
        self, shapes: Mapping[str, Sequence[tuple[Key, ...]]], needs: Iterable[Need]
    ) -> dict[tuple[Need, tuple[Key, ...]], Answer]:
        """What every shape of every measure comes to at every date that matters.

        Asked with two series of numbers: an answer that fits the one by chance does not fit the other."""
        needs = tuple(needs)
        if len(self.learned) > MOST_LEARNED:
            self.learned.clear()
        asked = {(need, shape): self._question(need, shape) for need in needs for shape in shapes.get(need.measure, ())}
        new: dict[str, list[tuple[Key, ...]]] = {}
        for (need, shape), question in asked.items():
            if question not in self.learned:
                new.setdefault(need.measure, []).append(shape)
        open_shapes = {measure: list(dict.fromkeys(each)) for measure, each in new.items()}
        self.bent = False
        found = self._answers(open_shapes, needs)
        self.bent = True
        again = self._answers(open_shapes, needs)
        self.learned |= {asked[each]: answer if answer == again[each] else ROWS for each, answer in found.items()}
        return {each: answer for each, question in asked.items() if isinstance(answer := self.learned.get(question), Answer)}

    def _question(self, need: Need, shape: tuple[Key, ...]) -> Hashable:
        """All that an answer depends on, beside the ruleset."""
        numbers = self.series.get(need.measure, _NUMBERS[0])
        return self.as_of, self.percent, self.kind, need, shape, need.measure in self.whole, numbers

    def _answers(
        self, shapes: Mapping[str, Sequence[tuple[Key, ...]]], needs: Sequence[Need]
    ) -> dict[tuple[Need, tuple[Key, ...]], Answer]:
        found: dict[tuple[Need, tuple[Key, ...]], Answer] = {}
        by_measure: dict[str, list[Need]] = {}
        for need in needs:
            by_measure.setdefault(need.measure, []).append(need)
        for number in range(max((len(each) for each in shapes.values()), default=0)):
            taken = {measure: each[number] for measure, each in shapes.items() if number < len(each)}
            book = self.book(self.raw(m, key, index) for m, shape in taken.items() for index, key in enumerate(shape))
            for measure, shape in taken.items():
                for need in by_measure.get(measure, ()):
                    found[need, shape] = self._answer(need, shape, book)
        return found

    def _answer(self, need: Need, shape: tuple[Key, ...], book: Book) -> Answer:
        scene = Scene(self.ruleset, book, self.as_of)
        reference = MeasureRef(need.measure)
        asked = reference if need.aggregate is None else Aggregated(need.aggregate, reference)
        if any(book.doubts((need.measure,), day) for day in {need.at, self.as_of}):
            return ROWS
        return self._read(value_of(asked, scene, need.at), need, shape)

    def _read(self, told: Measured, need: Need, shape: tuple[Key, ...]) -> Answer:
        if told.state == "invalid" or told.parts or told.evidence_missing or told.units:
            return ROWS
        if told.quantity is None:
            return Answer(told.state) if told.state != "known" else ROWS
        counted = [seen for seen in told.inputs if not seen.replaced and not seen.checked]
        if len(counted) != len(told.inputs):
            return ROWS
        number, unit = told.quantity.number, told.quantity.unit
        rows = [seen.origin.row or 0 for seen in counted]
        values = [self.number(need.measure, row) for row in rows]
        if not rows:
            return Answer(told.state, "constant", number=number * unit.factor, unit=unit)
        at = [self.placed(key, need.measure) for key in shape]
        held = need.measure in self.whole
        within = [n for n, each in enumerate(at) if each.end is not None and (held or each.end <= need.at)]
        operation = told.aggregate
        made = {
            "sum": sum(values, Fraction(0)),
            "mean": sum(values, Fraction(0)) / len(values),
            "min": min(values),
            "max": max(values),
        }
        if operation == "last":
            latest = max(within, key=lambda index: at[index].end or dt.date.min, default=-1)
            tied = [index for index in within if at[index].end == at[latest].end]
            if rows != [latest] or len(tied) > 1:
                return ROWS
            made["last"] = values[0]
        elif operation not in made or sorted(rows) != within:
            return ROWS
        # Each value must have been taken as it was written, and not, say, as the difference of two running totals.
        factors = {
            seen.quantity.base / value if seen.quantity is not None else None for seen, value in zip(counted, values, strict=True)
        }
        factor = factors.pop()
        if factors or factor is None or number * unit.factor != made[operation] * factor:
            return ROWS
        return Answer(
            told.state,
            _OPERATIONS[operation],
            len(rows),
            factor=factor,
            unit=unit,
            rises=grows_only(told) or told.aggregate == "max",
            falls=told.aggregate == "min",
        )


_OPERATIONS: Mapping[str, Operation] = {"sum": "sum", "last": "last", "mean": "mean", "min": "min", "max": "max"}


def _text(number: Fraction) -> str:
    """Decimal text; the steps are made so that it ends."""
    scaled = number * 10**12
    whole, rest = divmod(scaled.numerator // scaled.denominator, 10**12)
    return f"{whole}.{rest:012d}".rstrip("0").rstrip(".")
