"""Two readings of one value: which ones are open, and what to say when they agree or differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.problems.actuals_problems import NOWHERE, place_of
from indicatorlang.engine.problems.readings_problems import (
    EitherReading,
    KindUnclear,
    MoneyUnclear,
    NothingUnclear,
    PercentUnclear,
)
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Kind, Origin
from indicatorlang.model.measured import Measured
from indicatorlang.model.quantity import Quantity

Axis = Literal["kind", "percent", "nothing", "money"]
Option = Kind | str | tuple[str, ...]


@frozen
class Choice:
    """How double meanings are read; None takes the first reading (本期数, per cent, zero, the unit as stated).

    A choice touches only values whose reading is open: it never overrides what the table, the measure or the caller said.
    `money` names the measures whose bare sums are read in the other unit (元 for 万元 and the other way round).
    """

    kind: Kind | None = None
    percent: Literal["percent", "fraction"] | None = None
    nothing: Literal["zero", "blank"] | None = None
    money: tuple[str, ...] | None = None


@frozen
class Doubt:
    """One open question about the values of one row. `options` are values of the field `axis` of `Choice`, the first reading
    first; `values` is what the first of `measures` comes to under each of them; `origin` the first cell that leaves it open."""

    axis: Axis
    options: tuple[Option, ...]
    measures: tuple[str, ...]
    values: tuple[Measured, ...] = ()
    origin: Origin = NOWHERE

    def agreed(self, chosen: Option) -> Diagnostic:
        """What to say when all readings lead to the same result: which one was taken."""
        first, second = self.options[:2] if self.options[0] == chosen else self.options[1::-1]
        return EitherReading(axis=self.axis, measures=self.measures, taken=self._spelled(first), other=self._spelled(second))

    def differing(self, values: Mapping[Option, Quantity | None] | None = None) -> Diagnostic:
        """The error when they do not: both readings with their values (by default the first measure's own), how to settle it."""
        own = tuple(measured.quantity if measured.state == "known" else None for measured in self.values)
        shown = own if any(own) or values is None else tuple(values.get(option) for option in self.options)
        first, second = (*shown, None, None)[:2]
        place, measures = place_of(self.origin), self.measures
        match self.axis:
            case "kind":
                blanks = [measured.blanks[0] if measured.blanks else None for measured in self.values[:2]]
                by_period, by_ytd = (*blanks, None, None)[:2]
                return KindUnclear(
                    place=place, measures=measures, period=first, ytd=second, period_blank=by_period, ytd_blank=by_ytd
                )
            case "percent":
                return PercentUnclear(place=place, measures=measures, percent=first, fraction=second)
            case "nothing":
                return NothingUnclear(place=place, measures=measures)
        return MoneyUnclear(place=place, measures=measures, stated=first, other=second)

    def _spelled(self, option: Option) -> str:
        """A reading as a word of `EitherReading`."""
        if self.axis == "money":
            return "other_unit" if option else "as_written"
        return str(option)
