"""The one pass over the data: values to scaled whole numbers, checked, and added up by project and measure.

What cannot be an exact scaled number, or does not say all that counts, is not lost: it marks its project for the row engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from indicatorlang.engine.columns.exact import Pick, both, either
from indicatorlang.engine.columns.frames import Engine
from indicatorlang.engine.columns.scaling import is_exact, number_of, scaled
from indicatorlang.engine.delivered.cells import NO_DATA

SHIFT = 2**51
"""Added to a value so that it and the order of its period make one number, whose greatest holds the latest value."""
ROOM = 2 * SHIFT
MOST_PERIODS = 40
ONE_VALUE = 1 << MOST_PERIODS
"""Added to the power of two of a value's period: so the number of values rides along above the periods."""
ODD = 2.0**53
"""Stands for a value that only rows can tell. Added up as floats, what contains one of these can never look like less, and neither
can what contains more values than there is room to count."""
SAID = 2.0**60
"""Stands for a row that says more than a value: it may count for its project even where its name means no measure."""
IS_ODD, IS_SAID = -1, -2
"""The masks of a project and measure with such a value, and with such a row."""
OTHERS = ("score", "deduct", "org", "level", "survey_date")
"""Columns that change what a value means; a project that fills one in is evaluated by rows."""
_SCALED = "indicatorlang_scaled"
NAMES = {"sum": "s", "last": "l", "min": "mn", "max": "mx"}
"""What the columns of an operation begin with; the number of the slot follows."""


@attrs.frozen
class Layout:
    """The columns of the frame: project, measure, period, value, and those beside. Names of the frame by what they mean."""

    columns: Mapping[str, str]

    def get(self, meaning: str) -> str | None:
        """The name of a column; None when there is none."""
        return self.columns.get(meaning)


@attrs.frozen
class Slot:
    """Which periods count at a date: all (`periods` None), or only these texts."""

    periods: frozenset[str] | None = None


@attrs.frozen
class Wanted:
    """What is gathered.

    `renamed`: the measures by other texts that mean them. `places` numbers the texts of periods, `pairs` are the texts of kind and unit,
    `unused` the periods that never count, `order` ranks periods by their ends; `slots` are what counts at which date. `ends`: the least
    and the greatest value matter by themselves; else what is below 0 is odd, and the sums are bounds enough."""

    renamed: Mapping[str, str]
    places: Mapping[str, int]
    pairs: Sequence[tuple[str, str]]
    unused: Sequence[str]
    order: Mapping[str, int]
    slots: Sequence[Slot]
    operations: frozenset[str]
    ends: bool

    @property
    def columns(self) -> list[str]:
        """The columns of all slots."""
        return [f"{NAMES[name]}{slot}" for slot in range(len(self.slots)) for name in sorted(self.operations)]


def gathered_value(nw: Any, operation: str, slot: int, prefix: str = "") -> Any:
    """What an operation made of the values of a slot; of the latest, without the order of its period. `prefix` is what its column begins with
    where several measures stand beside each other."""
    column = nw.col(f"{prefix}{NAMES[operation]}{slot}")
    return column % ROOM - SHIFT if operation == "last" else column


def gathered(frame: Any, layout: Layout, wanted: Wanted, engine: Engine) -> Any:
    """One row a project and measure: `mask` (the sum of 2^place of its periods, and above these the number of the pair of kind and unit;
    `IS_ODD` or `IS_SAID` where only rows can tell), `n` values, bounds `lo` and `hi` of them, and for each slot its sum `s`, latest `l`, least `mn`,
    greatest `mx`."""
    return _Pass(frame, layout, wanted, engine).gathered()


class _Pass:
    """The expressions of the one pass."""

    def __init__(self, frame: Any, layout: Layout, wanted: Wanted, engine: Engine) -> None:
        self.nw, self.frame, self.layout, self.wanted = engine.nw, frame, layout, wanted
        self.schema = frame.collect_schema()
        self.pick = Pick(self.nw.when, self.nw.lit)

    def gathered(self) -> Any:
        nw, wanted = self.nw, self.wanted
        rows = self._rows()
        value, bits, pair = nw.col("value"), nw.col("bits"), nw.col("pair")
        makes = [nw.col("bit").sum().alias("bits")]
        if wanted.ends:
            makes += [value.min().alias("lo"), value.max().alias("hi")]
        several = len(wanted.pairs) > 1
        if several:
            makes += [pair.min().alias("pair"), pair.max().alias("other")]
        for number, slot in enumerate(wanted.slots):
            makes += self._of_slot(number, slot)
        made = rows.group_by("project", "measure").agg(*makes)
        plain = bits < ODD
        if several:
            plain = plain & (pair == nw.col("other"))
        whole = nw.when(plain).then(bits).otherwise(0.0).cast(nw.Int64)
        mask = whole % ONE_VALUE
        told = mask + pair * ONE_VALUE if several else mask
        odd = nw.when(bits >= SAID).then(IS_SAID).otherwise(IS_ODD)
        said = nw.when(bits.fill_null(0) == 0).then(0).when(plain).then(told).otherwise(odd)
        kept = [n for n in made.collect_schema().names() if n not in ("bits", "pair", "other")]
        rest = [] if wanted.ends else self._bounds()
        return made.select(
            *kept, *rest, said.cast(nw.Int64).alias("mask"), ((whole - mask) / ONE_VALUE).cast(nw.Int64).alias("n")
        )

    def _rows(self) -> Any:
        """Each row: project, measure, period where it matters, value, and `bit`; null where there is nothing that counts."""
        nw = self.nw
        frame, value, exact, there = self._number()
        said = either([self._said(other) for other in OTHERS])
        unused = self._text("period").is_in(sorted(self.wanted.unused)) if self.wanted.unused else False
        places = [(self._is("period", text), float(2**place + ONE_VALUE)) for text, place in self.wanted.places.items()]
        pairs = [both((self._is("kind", kind), self._is("unit", unit))) for kind, unit in self.wanted.pairs]
        plain = self.pick([(both((exact, either(pairs))), self.pick(places, ODD))], ODD)
        columns = {
            "project": self._text("project", fill=False),
            "measure": self._measure(),
            "period": self._text("period")
            if any(slot.periods is not None for slot in self.wanted.slots) or self._latest
            else None,
            "value": self.pick.column(self.pick([(unused, None)], value)).cast(nw.Int64),
            "bit": self.pick.column(self.pick([(said, SAID), (unused, None), (there, plain)], None)).cast(nw.Float64),
            "pair": self.pick.column(
                self.pick([(there, self.pick([(pair, n) for n, pair in enumerate(pairs)], None))], None)
            ).cast(nw.Int64)
            if len(pairs) > 1
            else None,
        }
        return frame.select(*(column.alias(name) for name, column in columns.items() if column is not None))

    @property
    def _latest(self) -> bool:
        return "last" in self.wanted.operations

    def _bounds(self) -> list[Any]:
        """Nothing is below 0, and what was added up bounds what it was added from."""
        nw = self.nw
        slots = range(len(self.wanted.slots))
        made = [gathered_value(nw, name, slot) for name in sorted(self.wanted.operations) for slot in slots]
        highest = nw.max_horizontal(*made) if len(made) > 1 else made[0] if made else nw.lit(0)
        return [nw.lit(0).cast(nw.Int64).alias("lo"), highest.cast(nw.Int64).alias("hi")]

    def _of_slot(self, number: int, slot: Slot) -> list[Any]:
        nw = self.nw
        value = nw.col("value")
        if slot.periods is not None:
            value = nw.when(nw.col("period").is_in(sorted(slot.periods))).then(value)
        made = {
            "sum": lambda: value.sum().cast(nw.Int64),
            "last": lambda: (self._order() * ROOM + SHIFT + value).max(),
            "min": lambda: value.min(),
            "max": lambda: value.max(),
        }
        return [made[name]().alias(f"{NAMES[name]}{number}") for name in sorted(self.wanted.operations)]

    def _order(self) -> Any:
        period = self.nw.col("period")
        ranks = self.pick([(period == text, rank) for text, rank in self.wanted.order.items()], 0)
        return self.pick.column(ranks).cast(self.nw.Int64)

    def _text(self, meaning: str, *, fill: bool = True) -> Any:
        nw, name = self.nw, self.layout.get(meaning)
        if name is None:
            return nw.lit("")
        text = nw.col(name) if self.schema[name] == nw.String else nw.col(name).cast(nw.String)
        return text.fill_null("") if fill else text

    def _is(self, meaning: str, text: str) -> Any:
        """Whether a column says a text. A missing one is blank, and no other text."""
        if self.layout.get(meaning) is None:
            return text == ""
        return self._text(meaning, fill=text == "") == text

    def _measure(self) -> Any:
        """The name of the measure."""
        text = self._text("name", fill=False)
        return self.pick([(text == said, name) for said, name in self.wanted.renamed.items()], text)

    def _number(self) -> tuple[Any, Any, Any, Any]:
        """The frame with the scaled value beside, this value, whether it is exact, and whether there is anything at all."""
        nw = self.nw
        name = self.layout.columns["value"]
        value, type_ = nw.col(name), self.schema[name]
        there = ~value.is_null()
        number = number_of(nw, value, type_)
        if not type_.is_numeric():
            there = there & ~value.cast(nw.String).is_in(sorted(NO_DATA))
        frame = self.frame.with_columns(scaled(nw, number, type_, signed=self.wanted.ends).alias(_SCALED))
        found = nw.col(_SCALED)
        return frame, found, ~found.is_null() if type_.is_integer() else is_exact(found, number), there

    def _said(self, meaning: str) -> Any:
        """Whether an optional column says anything."""
        if self.layout.get(meaning) is None:
            return False
        return self._text(meaning) != ""
