"""What stands beside the values of a table: the texts of its names, periods, kinds and units, with what they mean to the row engine.

They are read from the beginning of the table, and the one pass marks what was not seen there. Where that is much, all of it is read.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import attrs

from indicatorlang.engine.columns.frames import Engine
from indicatorlang.engine.columns.gather import MOST_PERIODS, ONE_VALUE, Layout
from indicatorlang.engine.columns.shapes import Key, Placed, Prober

SAMPLE = 100_000
"""So many rows tell what a table looks like."""
MOST_PAIRS = 500
T = TypeVar("T")


@attrs.frozen
class Keys:
    """What was read. `names`: the measures by the texts that mean them, empty where rows must tell, None for what means nothing.
    `places` numbers the texts of periods, the most frequent first; `pairs` are the texts of kind and unit; `unused` are the periods
    that never count; `ends` tells when each of `places` ends. `by_measure` holds the keys of each measure, `negative` whether a number was below 0."""

    names: Mapping[str, str | None]
    places: Mapping[str, int]
    pairs: Sequence[tuple[str, str]]
    unused: Sequence[str]
    ends: Mapping[str, dt.date]
    by_measure: Mapping[str, Sequence[Key]]
    negative: bool

    def shape(self, mask: int) -> tuple[Key, ...]:
        """The keys of a mask in order of time, so that made-up running totals rise."""
        number, periods = divmod(mask, ONE_VALUE)
        kind, unit = self.pairs[number] if self.pairs else ("", "")
        found = [Key(period, kind, unit) for period, place in self.places.items() if periods >> place & 1]
        return tuple(sorted(found, key=self.by_end))

    def by_end(self, key: Key) -> tuple[dt.date, Key]:
        """What sorts keys by time."""
        return self.ends.get(key.period, dt.date.max), key


def values_of(mask: int) -> int:
    """How many values a mask stands for, when none was reported twice."""
    return (mask % ONE_VALUE).bit_count()


def read(frame: Any, layout: Layout, engine: Engine, prober: Prober, *, looks_back: bool) -> Keys:
    """The keys of a frame. `looks_back`: periods before the span may count, and are for rows."""
    counts, negative = _counted(frame, layout, engine)
    names = {name: prober.measure_of(name) for name in sorted({name for name, _ in counts})}
    periods: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for (name, key), rows in counts.items():
        if names[name]:
            periods[key.period] += rows
            pairs[key.kind, key.unit] += rows
    placed = {period: prober.placed(Key(period, "", ""), "") for period in periods}
    unused = [period for period, at in placed.items() if not at.used]
    used = [period for period, _ in ranked(periods) if placed[period].used and not placed[period].odd][:MOST_PERIODS]
    places = {period: number for number, period in enumerate(used)}
    by_measure: dict[str, set[Key]] = {}
    for name, key in counts:
        measure = names[name]
        if measure and key.period in places:
            by_measure.setdefault(measure, set()).add(key)
    return Keys(
        names,
        places,
        [pair for pair, _ in ranked(pairs)[:MOST_PAIRS]],
        [] if looks_back else sorted(unused),
        {period: _end(placed[period]) for period in used},
        {measure: sorted(keys) for measure, keys in sorted(by_measure.items())},
        negative,
    )


def ranked(counts: Counter[T]) -> list[tuple[T, int]]:
    """What was counted, the most frequent first; of equal ones the first by its text."""
    return sorted(counts.items(), key=lambda each: (-each[1], str(each[0])))


def _end(placed: Placed) -> dt.date:
    return placed.end or dt.date.max


def _counted(frame: Any, layout: Layout, engine: Engine) -> tuple[dict[tuple[str, Key], int], bool]:
    """The distinct texts that stand beside values, with the name of the measure, and how many rows have them; whether a number of
    them is below 0, as far as that can be seen."""
    nw = engine.nw
    names = [layout.get(meaning) for meaning in ("name", "period", "kind", "unit")]
    told = list(dict.fromkeys(name for name in names if name is not None))
    value = layout.columns["value"]
    numbers = frame.collect_schema()[value].is_numeric()
    least = nw.col(value).min().cast(nw.Float64) if numbers else nw.len().cast(nw.Float64) * -1.0
    # Grouped, not made unique: narwhals numbers the rows of a database to make them so.
    grouped = frame.group_by(*told).agg(nw.len().alias("rows"), least.alias("least"))
    found = engine.rows(grouped.select(*(nw.col(n).cast(nw.String) for n in told), "rows", "least"))
    keys: dict[tuple[str, Key], int] = {}
    negative = False
    for *row, rows, lowest in found:
        said = dict(zip(told, (text or "" for text in row), strict=True))
        name, *beside = (said.get(column or "", "") for column in names)
        keys[name, Key(*beside)] = keys.get((name, Key(*beside)), 0) + int(rows)
        negative = negative or (lowest is not None and lowest < 0)
    return dict(sorted(keys.items())), negative
