"""Periods within periods: what counts, what only checks, what contradicts. Nothing is ever counted twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.delivered.seen import Seen
from indicatorlang.engine.problems.actuals_problems import place_of
from indicatorlang.engine.problems.series_problems import CheckDiffers, PeriodsOverlap
from indicatorlang.lazily import define, frozen
from indicatorlang.model.number import round_half_up
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity

Kernel = Callable[[Sequence[Fraction]], Fraction | None]
_DAY = dt.timedelta(days=1)


@frozen
class Laid:
    """Values of periods, laid out: `counted` do not overlap; `checked` lie above or below a counted one and add nothing."""

    counted: tuple[Seen, ...] = ()
    checked: tuple[Seen, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


@define
class _Node:
    """A value with the values of the periods within its own. Only lives while they are laid out."""

    seen: Seen
    below: list[_Node] = attrs.field(factory=list)

    @property
    def tiled(self) -> bool:
        """Whether the periods below leave no day of it out."""
        day = self.seen.period.start
        for node in self.below:
            if node.seen.period.start != day:
                return False
            day = node.seen.period.end + _DAY
        return bool(self.below) and day == self.seen.period.end + _DAY


def lay_out(values: Iterable[Seen], kernel: Kernel, made: Callable[[Sequence[Seen]], Fraction | None] | None = None) -> Laid:
    """Values of periods, one a period. A longer one beside all its parts is a check on them; beside some of them it counts alone;
    periods that overlap otherwise are a problem."""
    roots: list[_Node] = []
    stack: list[_Node] = []
    problems: list[Diagnostic] = []
    for seen in sorted(values, key=lambda s: (s.period.start, -s.period.end.toordinal())):
        while stack and stack[-1].seen.period.end < seen.period.start:
            stack.pop()
        if stack and not stack[-1].seen.period.contains(seen.period):
            problems.append(overlap(stack[-1].seen, seen))
            continue
        node = _Node(seen)
        (stack[-1].below if stack else roots).append(node)
        stack.append(node)
    counted: list[Seen] = []
    checked: list[Seen] = []
    waiting = roots[::-1]
    while waiting:
        node = waiting.pop()
        if node.tiled:
            checked.append(node.seen)
            waiting += node.below[::-1]
            parts = [child.seen for child in node.below]
            problems += _check(node.seen, parts, made or _by(kernel), made is not None)
        else:
            counted.append(node.seen)
            checked += _all_below(node)
    return Laid(tuple(counted), tuple(checked), tuple(problems))


def _all_below(node: _Node) -> list[Seen]:
    found, waiting = [], list(node.below)
    while waiting:
        each = waiting.pop()
        found.append(each.seen)
        waiting += each.below
    return found


def _by(kernel: Kernel) -> Callable[[Sequence[Seen]], Fraction | None]:
    return lambda parts: kernel([part.quantity.base for part in parts])


def same(whole: Seen, made: Fraction, rounded: bool) -> bool:
    """Whether a value is what its parts make; a weighted mean is written `rounded` to the places that were written."""
    quantity = whole.quantity
    if not rounded:
        return made == quantity.base
    return round_half_up(made / quantity.unit.factor, quantity.places) == quantity.number


def _check(
    whole: Seen, parts: list[Seen], made_of: Callable[[Sequence[Seen]], Fraction | None], rounded: bool
) -> list[Diagnostic]:
    if whole.problem is not None:
        return [whole.problem]
    if not whole.good or not all(part.good for part in parts):
        return []
    made = made_of(parts)
    return [] if made is None or same(whole, made, rounded) else [differs(whole, made, parts)]


def differs(whole: Seen, made: Fraction, parts: Sequence[Seen]) -> Diagnostic:
    """A value that is not what its parts make."""
    unit, places = whole.quantity.unit, max((part.quantity.places for part in parts), default=whole.quantity.places)
    return CheckDiffers(
        measure=whole.entry.measure,
        whole=whole.entry.text.strip(),
        period=whole.entry.period,
        made=Quantity(made / unit.factor, unit, places),
        origin=whole.entry.origin,
        others=tuple(part.entry.origin for part in parts),
        place=place_of(whole.entry.origin),
    )


def overlap(first: Seen, second: Seen) -> Diagnostic:
    """Two periods that share some days."""
    return PeriodsOverlap(
        measure=first.entry.measure,
        first=first.period,
        second=second.period,
        origin=first.entry.origin,
        other=second.entry.origin,
        place=place_of(second.entry.origin),
    )


def joins(values: Sequence[Seen], through: Period) -> bool:
    """Whether values of periods fill a stretch from its first day to its last."""
    day = through.start
    for seen in sorted(values, key=lambda s: s.period.start):
        if seen.period.start != day:
            return False
        day = seen.period.end + _DAY
    return day == through.end + _DAY
