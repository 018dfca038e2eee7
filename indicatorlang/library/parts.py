"""What a part of the language must say about itself. A part is one file that exports `PART`; it is found by its folder.

Reference pages, `--help` lists and explanations are made from these objects, so whatever they need stands here and nowhere
else. `{…}` in a phrase names a value that the caller fills in as finished text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Generic, Literal, TypeVar

import attrs

from indicatorlang.lazily import frozen
from indicatorlang.library.settings import Setting as Setting
from indicatorlang.library.settings import Words as Words
from indicatorlang.model.calendar import Calendar
from indicatorlang.model.unit import Unit


@frozen
class Notice:
    """An announcement that a calendar stands on: the title as published and its address."""

    title: str
    url: str


@frozen
class CalendarPart:
    """A calendar of working days.

    `notices` gives the announcements by the year they are made for, amendments after what they amend. `first` and `last` are
    the first and last day known; before and after them the answer is unknown. `build` makes the table (on first use only).
    `holiday` names the holiday that a day off belongs to.
    """

    name: str
    title: Words
    summary: Words
    notices: Mapping[int, tuple[Notice, ...]]
    first: dt.date
    last: dt.date
    build: Callable[[], Calendar] = attrs.field(eq=False, repr=False)
    holiday: Callable[[dt.date], Words | None] | None = attrs.field(default=None, eq=False, repr=False)

    def notices_between(self, start: dt.date, end: dt.date) -> tuple[Notice, ...]:
        """The announcements that bear on the days from `start` to `end`, in order of time.

        The notice of a year also settles days of the December before it, so when `end` lies in December the first notice of
        the following year counts (its amendments come later than that December).
        """
        own = [notice for year in range(start.year, end.year + 1) for notice in self.notices.get(year, ())]
        return (*own, *self.notices.get(end.year + 1, ())[: int(end.month == 12)])


@frozen
class AggregationPart:
    """A way to make one number of the values of several periods.

    `word` is how a ruleset says it (汇总方式), `phrase` how an explanation says what was done. `kernel` computes exactly; it
    wants at least one value, in the order of the periods. `by_weights` marks the one whose kernel takes a weight for each value.
    """

    name: str
    word: str
    summary: Words
    phrase: Words
    kernel: Callable[..., Fraction] = attrs.field(eq=False, repr=False)
    by_weights: bool = False


Earned = TypeVar("Earned", covariant=True)


@frozen
class ScoringPart(Generic[Earned]):
    """A scoring method: how much of the weight a row earns, a fraction 0..1, rounded nowhere.

    `word` is how a ruleset says it (评分标准), `also` what else it may say; empty for a method that follows from the shape of the
    target and is not chosen. `settings` are the keys of its section. `signature` names the arguments of `kernel` in order, and
    that is how it is called: `a` the actual, `t` the target, `b` its baseline, `l` and `h` the ends of a range, `met`, `short` how
    far the actual is on the wrong side of the target, `over` how far on the right side, `x` what a table is about (the actual,
    the share of completion, or the name of a level), `w` the weight, and every setting by its name. Numbers are exact and in base
    units; strictness (whether the bound itself is met) is the verdict's matter. Where `kernel` answers None the method does not
    apply and only "met or not" is left.

    `takes` are the kinds of targets it can be chosen for. `by_shape`: the judges of these kinds call it themselves. `rates_met`:
    its word holds for a row that is met, too. `outside`: rows beside the weights, for which the kernel gives points.

    `phrases` are the calculation lines of an explanation, by case; `tells`, called like the kernel, says which one and fills in
    further fields: a Fraction in base units under `AMOUNTS`, else points, a Band, or text. Otherwise the fields are finished text:
    `a` actual, `t` target, `b` baseline, `size` the target without its sign, `l` and `h` the ends of a range, `w` weight, `f` the fraction, `score` the points.
    """

    name: str
    word: str
    summary: Words
    signature: tuple[str, ...]
    kernel: Callable[..., Earned] = attrs.field(eq=False, repr=False)
    phrases: Mapping[str, Words] = attrs.field(eq=False)
    also: tuple[str, ...] = ()
    settings: tuple[Setting, ...] = ()
    takes: tuple[TargetKind, ...] = ()
    by_shape: bool = False
    rates_met: bool = False
    outside: Literal["", "bonus", "deduction"] = ""
    tells: Callable[..., tuple[str, Mapping[str, Any]]] | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every word a ruleset may choose it by; empty when it cannot be chosen."""
        return (self.name, self.word, *self.also) if self.word else ()

    def setting(self, name: str) -> Setting | None:
        """A setting by name."""
        return next((one for one in self.settings if one.name == name), None)


TargetKind = Literal["more", "less", "equal", "unequal", "range", "done", "level", "share"]
"""What a target asks for: a number at least or at most, a number that is hit or avoided, a range, something done, a level, a
share of periods or cases."""

EVERY_KIND: tuple[TargetKind, ...] = ("more", "less", "equal", "unequal", "range", "done", "level", "share")
AMOUNTS = frozenset({"step", "short", "over"})
"""The fields of phrases that are amounts of what is measured."""

POINTS_OF = frozenset({"lost", "earned"})
"""The fields of phrases that are points with their decimals; other numbers are told as short as they are exact."""


ArgumentKind = Literal["number", "measure", "date", "condition", "records", "column", "baseline"]
FunctionReads = Literal["values", "dates", "records"]


@frozen
class FunctionPart:
    """A function of the language.

    `aliases` are its Chinese names. `arity` is the least and the greatest number of arguments (None: no limit). `kinds` says
    for each argument what it may be; the last stands for all further ones. `gives` is the unit that comes out, None when it is
    that of the arguments; `unit` says so to readers. `reads`: `values` of periods, `dates` of one case, `records` of a whole
    table. `aggregation` names the aggregation that does its work on the values of one measure.
    """

    name: str
    aliases: tuple[str, ...]
    summary: Words
    arity: tuple[int, int | None]
    kinds: tuple[tuple[ArgumentKind, ...], ...]
    gives: Unit | None
    unit: Words
    reads: FunctionReads
    kernel: Callable[..., Fraction | None] = attrs.field(eq=False, repr=False)
    aggregation: str | None = None

    def takes(self, count: int) -> bool:
        """Whether it can be called with so many arguments."""
        least, most = self.arity
        return least <= count and (most is None or count <= most)

    def kinds_of(self, position: int) -> tuple[ArgumentKind, ...]:
        """What the argument at `position` (from 0) may be."""
        return self.kinds[min(position, len(self.kinds) - 1)]
