"""What a part of the language must say about itself. A part is one file that exports `PART`; it is found by its folder.

Reference pages, `--help` lists and explanations are made from these objects, so whatever they need stands here and nowhere
else. `{…}` in a phrase names a value that the caller fills in as finished text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Generic, Literal, TypeVar

import attrs

from indicatorlang.diagnostics import Lang
from indicatorlang.model.calendar import Calendar
from indicatorlang.model.unit import Unit


@attrs.frozen
class Words:
    """One thing said in both languages."""

    zh: str
    en: str

    def said(self, lang: Lang = "zh") -> str:
        """The text in the language asked for."""
        return self.zh if lang == "zh" else self.en

    def filled(self, lang: Lang = "zh", **values: str) -> str:
        """The text with its `{names}` filled in. Raises KeyError when one is missing."""
        return self.said(lang).format_map(values)


@attrs.frozen
class Notice:
    """An announcement that a calendar stands on: the title as published and its address."""

    title: str
    url: str


@attrs.frozen
class CalendarPart:
    """A calendar of working days.

    `notices` gives the announcements by the year they are made for, amendments after what they amend. `first` and `last` are
    the first and last day known; before and after them the answer is unknown. `build` makes the table (on first use only).
    """

    name: str
    title: Words
    summary: Words
    notices: Mapping[int, tuple[Notice, ...]]
    first: dt.date
    last: dt.date
    build: Callable[[], Calendar] = attrs.field(eq=False, repr=False)

    def notices_between(self, start: dt.date, end: dt.date) -> tuple[Notice, ...]:
        """The announcements that bear on the days from `start` to `end`, in order of time.

        The notice of a year also settles days of the December before it, so when `end` lies in December the first notice of
        the following year counts (its amendments come later than that December).
        """
        own = [notice for year in range(start.year, end.year + 1) for notice in self.notices.get(year, ())]
        return (*own, *self.notices.get(end.year + 1, ())[: int(end.month == 12)])


@attrs.frozen
class AggregationPart:
    """A way to make one number of the values of several periods.

    `word` is how a ruleset says it (汇总方式), `phrase` how an explanation says what was done. `kernel` computes exactly; it
    wants at least one value, in the order of the periods. `over_sums` marks the aggregation that takes exactly two: the
    numerator and the denominator, each summed by itself first.
    """

    name: str
    word: str
    summary: Words
    phrase: Words
    kernel: Callable[[Sequence[Fraction]], Fraction] = attrs.field(eq=False, repr=False)
    over_sums: bool = False


Earned = TypeVar("Earned", covariant=True)


@attrs.frozen
class ScoringPart(Generic[Earned]):
    """A scoring method: how much of the weight a row earns, a fraction 0..1, rounded nowhere.

    `word` is how a ruleset says it (评分标准); empty for a method that follows from the shape of the target and is not chosen.
    `signature` names the arguments of `kernel` in order. Numbers are exact and counted in the base unit of their dimension;
    strictness (whether the bound itself is met) is the verdict's matter, not the kernel's. Where `kernel` answers None the
    method does not apply and only "met or not" is left.

    `phrases` are the calculation lines of an explanation, by case. Their fields are finished text: `a` actual, `t` target, `b`
    baseline, `l` and `h` the ends of a range, `w` weight, `f` the fraction, `score` the points. Each phrase uses some of them.
    """

    name: str
    word: str
    summary: Words
    signature: tuple[str, ...]
    kernel: Callable[..., Earned] = attrs.field(eq=False, repr=False)
    phrases: Mapping[str, Words] = attrs.field(eq=False)


ArgumentKind = Literal["number", "measure", "date", "condition", "column", "baseline"]
FunctionReads = Literal["values", "dates", "records"]


@attrs.frozen
class FunctionPart:
    """A function of the language.

    `aliases` are its Chinese names. `arity` is the least and the greatest number of arguments (None: no limit). `kinds` says
    for each argument what it may be; the last stands for all further ones. `gives` is the unit that comes out, None when it is
    that of the arguments; `unit` says so to readers. `reads`: `values` of periods, `dates` of one case, `records` of a whole
    table. `evaluated`: whether this version computes it in a ruleset, or only understands and types it. `aggregation` names
    the aggregation that does its work on the values of one measure.
    """

    name: str
    aliases: tuple[str, ...]
    summary: Words
    arity: tuple[int, int | None]
    kinds: tuple[tuple[ArgumentKind, ...], ...]
    gives: Unit | None
    unit: Words
    reads: FunctionReads
    evaluated: bool
    kernel: Callable[..., Fraction | None] = attrs.field(eq=False, repr=False)
    aggregation: str | None = None

    def takes(self, count: int) -> bool:
        """Whether it can be called with so many arguments."""
        least, most = self.arity
        return least <= count and (most is None or count <= most)

    def kinds_of(self, position: int) -> tuple[ArgumentKind, ...]:
        """What the argument at `position` (from 0) may be."""
        return self.kinds[min(position, len(self.kinds) - 1)]
