"""The one pass over the data: values to scaled whole numbers, checked, and added up by project and measure.

What cannot be an exact scaled number, or does not say all that counts, is not lost: it marks its project for the row engine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import attrs

from indicatorlang.engine.columns.exact import Divider, Pick, either
from indicatorlang.engine.columns.frames import Engine
from indicatorlang.engine.columns.shapes import Key
from indicatorlang.engine.delivered.cells import NO_DATA

DECIMALS = 4
"""Values are counted in ten thousandths of what they are written in."""
SCALE = 10**DECIMALS
LARGEST = 10**15
"""Scaled values below this have 15 digits at most, and so are exact as floats, too."""
SHIFT = 2**51
"""Added to a value so that it and the order of its period make one number, whose greatest holds the latest value."""
ROOM = 2 * SHIFT
MOST_KEYS = 40
RARE = 0.05
"""The share of its rows from which on a measure is said to be reported with a kind and unit."""
T = TypeVar("T")
ABOVE = 2**MOST_KEYS
BAD = LARGEST + 1
"""Stands for what is no exact scaled number, and for all that only rows can tell: the greatest value of a project tells of it."""
_NUMBER = r"^[+-]?[0-9]{1,11}(\.[0-9]{1,4})?$"
OTHERS = ("score", "deduct", "org", "level", "survey_date")
"""Columns that change what a value means; a project that fills one in is evaluated by rows."""


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
    """What is gathered. `measures`: the names of measures by the texts that mean them (empty: rows must tell). `keys` are numbered
    by `bits`; `order` ranks the texts of periods by their ends; `slots` are what counts at which date."""

    measures: Mapping[str, str]
    bits: Mapping[tuple[str, Key], int]
    order: Mapping[str, int]
    slots: Sequence[Slot]
    operations: frozenset[str]
    open_percent: frozenset[str] = frozenset()


def keys_in(frame: Any, layout: Layout, engine: Engine) -> dict[tuple[str, Key], int]:
    """The distinct texts that stand beside values, with the name of the measure, and how many rows have them."""
    nw = engine.nw
    names = [layout.get(meaning) for meaning in ("name", "period", "kind", "unit")]
    told = [name for name in names if name is not None]
    # Grouped, not made unique: narwhals numbers the rows of a database to make them so.
    found = engine.rows(
        frame.group_by(*told).agg(nw.len().alias("rows")).select(*(nw.col(n).cast(nw.String) for n in told), "rows")
    )
    keys: dict[tuple[str, Key], int] = {}
    for *row, rows in found:
        said = dict(zip(told, (text or "" for text in row), strict=True))
        name, *beside = (said.get(column or "", "") for column in names)
        keys[name, Key(*beside)] = keys.get((name, Key(*beside)), 0) + int(rows)
    return dict(sorted(keys.items()))


def numbered(keys: Mapping[tuple[str, Key], int]) -> dict[tuple[str, Key], int]:
    """A number below `MOST_KEYS` for each key, by the rows that have it; different for the keys of one measure. Rare ones, of which a
    table may have any number, get none: their projects are for rows."""
    periods: Counter[str] = Counter()
    pairs: dict[str, Counter[tuple[str, str]]] = {}
    for (name, key), rows in keys.items():
        periods[key.period] += rows
        pairs.setdefault(name, Counter())[key.kind, key.unit] += rows
    common = {name: [pair for pair, rows in ranked(counts) if rows >= RARE * counts.total()] for name, counts in pairs.items()}
    several = max((len(each) for each in common.values()), default=1)
    place = {period: number for number, (period, _) in enumerate(ranked(periods)[: MOST_KEYS // several])}
    return {
        (name, key): place[key.period] + len(place) * common[name].index((key.kind, key.unit))
        for name, key in keys
        if key.period in place and (key.kind, key.unit) in common[name]
    }


def ranked(counts: Counter[T]) -> list[tuple[T, int]]:
    """What was counted, the most frequent first; of equal ones the first by its text."""
    return sorted(counts.items(), key=lambda each: (-each[1], str(each[0])))


def gathered(
    frame: Any, layout: Layout, wanted: Wanted, keys: Sequence[tuple[str, Key]], unused: Sequence[tuple[str, Key]], engine: Engine
) -> Any:
    """One row a project and measure: `mask` (the sum of 2^number of its keys), `n` values, the least `lo` and the greatest `hi` (`BAD`
    where only rows can tell), and for each slot its sum `s`, latest `l`, least `mn`, greatest `mx`."""
    return _Pass(frame, layout, wanted, engine).gathered(keys, unused)


class _Pass:
    """The expressions of the one pass."""

    def __init__(self, frame: Any, layout: Layout, wanted: Wanted, engine: Engine) -> None:
        self.nw, self.frame, self.layout, self.wanted = engine.nw, frame, layout, wanted
        self.schema = frame.collect_schema()
        self.pick = Pick(self.nw.when, self.nw.lit)
        self.divider = Divider(engine.divides_in_floats, self.nw.when, self.nw.Int64)

    def gathered(self, keys: Sequence[tuple[str, Key]], unused: Sequence[tuple[str, Key]]) -> Any:
        nw, wanted = self.nw, self.wanted
        lost = [key for key in keys if key not in wanted.bits and key not in set(unused)]
        frame, number, exact, there = self._number()
        said = either([self._said(other) for other in OTHERS])
        cases = [(said, BAD), (self._among(unused, keys), None), (self._among(lost, keys), BAD), (exact, number), (there, BAD)]
        rows = frame.select(
            self._text("project", fill=False).alias("project"),
            self._measure().alias("measure"),
            self._text("period").alias("period"),
            self.pick.column(self.pick(cases, None)).cast(nw.Int64).alias("value"),
            self.pick.column(self._bit()).cast(nw.Int64).alias("bit"),
        )
        value, bits = nw.col("value"), nw.col("bits")
        makes = [
            # The number of values rides along above the bits; what several values of one key carry into it never looks right.
            nw.when(~value.is_null()).then(nw.col("bit") + ABOVE).sum().cast(nw.Int64).fill_null(0).alias("bits"),
            value.min().alias("lo"),
            value.max().alias("hi"),
        ]
        for number, slot in enumerate(wanted.slots):
            makes += self._of_slot(number, slot)
        made = rows.group_by("project", "measure").agg(*makes)
        names = [name for name in made.collect_schema().names() if name != "bits"]
        mask = bits % ABOVE
        count = self.divider(bits - mask, ABOVE, LARGEST)
        return made.select(*names, mask.alias("mask"), count.cast(nw.Int64).alias("n"))

    def _of_slot(self, number: int, slot: Slot) -> list[Any]:
        nw = self.nw
        value = nw.col("value")
        if slot.periods is not None:
            value = nw.when(nw.col("period").is_in(sorted(slot.periods))).then(value)
        made = {
            "sum": lambda: value.sum().cast(nw.Int64).alias(f"s{number}"),
            "last": lambda: (self._order() * ROOM + SHIFT + value).max().alias(f"l{number}"),
            "min": lambda: value.min().alias(f"mn{number}"),
            "max": lambda: value.max().alias(f"mx{number}"),
        }
        return [made[name]() for name in sorted(self.wanted.operations)]

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

    def _measure(self) -> Any:
        """The name of the measure; empty for a name that means none."""
        text = self._text("name")
        renamed = {said: name for said, name in self.wanted.measures.items() if said != name}
        strange = [said for said, name in renamed.items() if not name]
        cases = [(text == said, name) for said, name in renamed.items() if name]
        return self.pick(([(text.is_in(strange), "")] if strange else []) + cases, text)

    def _bit(self) -> Any:
        """2^number of the key: a power by its period, times one by its kind and unit where a measure has several of these."""
        bits = self.wanted.bits
        first: dict[str, int] = {}
        for (_, key), number in bits.items():
            first[key.period] = min(number, first.get(key.period, number))
        periods_of: dict[tuple[str, str, int, str], set[str]] = {}
        for (name, key), number in bits.items():
            if number != first[key.period]:
                periods_of.setdefault((key.kind, key.unit, number - first[key.period], name), set()).add(key.period)
        shifts: dict[tuple[str, str, int, frozenset[str]], list[str]] = {}
        for (said, beside, shift, name), periods in periods_of.items():
            shifts.setdefault((said, beside, shift, frozenset(periods)), []).append(name)
        period, kind, unit, measure = self._text("period"), self._text("kind"), self._text("unit"), self._text("name")
        powers = [(period == text, 2**number) for text, number in first.items()]
        power = self.pick(powers[:-1], powers[-1][1]) if powers else 1
        # The periods are part of the test: a product of a power and a shift that belong to different keys need not fit.
        cases = [
            ((kind == k) & (unit == u) & measure.is_in(sorted(names)) & period.is_in(sorted(some)), 2**shift)
            for (k, u, shift, some), names in shifts.items()
        ]
        whole = self.nw.Int64
        power = self.pick.column(power).cast(whole)
        return power * self.pick.column(self.pick(cases, 1)).cast(whole) if cases else power

    def _among(self, some: Sequence[tuple[str, Key]], keys: Sequence[tuple[str, Key]]) -> Any:
        """Whether a row has one of these keys; by name or by period alone where that tells."""
        if not some:
            return False
        chosen = set(some)
        texts = {
            "name": self._text("name"),
            "period": self._text("period"),
            "kind": self._text("kind"),
            "unit": self._text("unit"),
        }
        tests = []
        ways: tuple[tuple[str, Callable[[tuple[str, Key]], str]], ...] = (
            ("name", lambda each: each[0]),
            ("period", lambda each: each[1].period),
        )
        for column, said in ways:
            alone = {said(each) for each in chosen} - {said(each) for each in keys if each not in chosen}
            if alone:
                tests.append(texts[column].is_in(sorted(alone)))
                chosen = {each for each in chosen if said(each) not in alone}
        for name, key in sorted(chosen):
            told = (texts["name"] == name) & (texts["period"] == key.period)
            tests.append(told & (texts["kind"] == key.kind) & (texts["unit"] == key.unit))
        return either(tests)

    def _number(self) -> tuple[Any, Any, Any, Any]:
        """The frame with the scaled value beside, this value, whether it is exact, and whether there is anything at all."""
        nw = self.nw
        name = self.layout.columns["value"]
        value, type_ = nw.col(name), self.schema[name]
        there = ~value.is_null()
        if type_.is_integer():
            inside = (value > -LARGEST // SCALE) & (value < LARGEST // SCALE)
            return self.frame, nw.when(inside).then(value.cast(nw.Int64) * SCALE), inside, there
        if not type_.is_float():
            text = value if type_ == nw.String else value.cast(nw.String)
            there = there & ~text.is_in(sorted(NO_DATA))
            value = nw.when(text.str.contains(_NUMBER)).then(text).cast(nw.Float64)
        elif type_ != nw.Float64:
            value = value.cast(nw.Float64)
        inside = (value > -LARGEST / SCALE) & (value < LARGEST / SCALE)
        scaled = nw.col("indicatorlang_scaled")
        frame = self.frame.with_columns(
            nw.when(inside).then((value * SCALE).round(0)).cast(nw.Int64).alias("indicatorlang_scaled")
        )
        # Divided by a column: Polars divides by a constant by multiplying with its rounded reciprocal, and most values would look inexact.
        # In a part of one row it does so still; what then looks exact is one float beside it at most, and so the same decimal.
        return frame, scaled, scaled / (scaled * 0 + SCALE) == value, there

    def _said(self, meaning: str) -> Any:
        """Whether an optional column says anything."""
        if self.layout.get(meaning) is None:
            return False
        return self._text(meaning) != ""
