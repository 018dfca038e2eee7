"""The values of one input that would meet a demand: on the step the measure is reported in, the nearest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

import attrs

from indicatorlang.engine.needed.lines import Curve
from indicatorlang.lazily import frozen
from indicatorlang.library.units import step_of
from indicatorlang.model.indicator import Op
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import Unit

FINER = (1, 2)
"""How many decimals more are tried."""


@frozen
class Sought:
    """What is asked of an input: `curve` at it has to be what `holds` accepts, which changes at `edges`.

    `unit` and `places` are those it is told in; `start` is what there is now; `bound` is the target where the input alone is held against it."""

    curve: Curve
    edges: tuple[Fraction, ...]
    holds: Callable[[Fraction], bool]
    exact: bool
    unit: Unit
    places: int
    start: Quantity | None
    bounded: bool = False
    bound: Quantity | None = None

    @property
    def step(self) -> Fraction:
        """The least change worth naming."""
        return step_of(self.unit, self.places)

    def meets(self, number: Fraction) -> bool:
        """Whether so many units meet the demand."""
        value = self.curve.at(number * self.unit.factor)
        return value is not None and self.holds(value)

    def possible(self, number: Fraction) -> bool:
        """Whether there can be so many: a rate with a limit is never above 100%, nothing that is counted is below nought."""
        seen = any(q is not None and q.number < 0 for q in (self.start, self.bound))
        asked = self.bound is not None and not self.bound.number and not self.holds(Fraction(0)) and self.holds(Fraction(-1))
        below_nought = (seen or asked) and not self.unit.is_count
        return (number >= 0 or below_nought) and not (self.bounded and number * self.unit.factor > 1)


def nearest(sought: Sought) -> Iterator[tuple[Quantity, Op]]:
    """The values that meet the demand and lie next to an edge, and on which side of them the others lie: the first that is come to
    upwards and downwards from what there is, the nearer one before the other.

    Where no value on the step does (between 95% and 96%), one of a finer step is told, as far as what is counted can be divided."""
    finer = () if sought.unit.is_count else FINER
    for more in (0, *finer):
        found = list(_on_step(attrs.evolve(sought, places=sought.places + more)))
        if found:
            yield from found
            return


def _on_step(sought: Sought) -> Iterator[tuple[Quantity, Op]]:
    start = sought.start.base / sought.unit.factor if sought.start is not None else None
    start = None if start is not None and sought.meets(start) else start  # it would do, if only it counted
    step, found = sought.step, dict[Fraction, None]()
    for edge in sought.edges:
        whole = edge / sought.unit.factor / step
        floor = whole.numerator // whole.denominator
        tried = [whole] if whole == floor else []
        for steps in (*tried, Fraction(floor), Fraction(floor + 1), Fraction(floor - 1)):
            number = steps * step
            if sought.possible(number) and sought.meets(number):
                found[number] = None
    ordered = list(found)
    if start is not None:
        above, below = [n for n in ordered if n >= start], [n for n in ordered if n < start]
        ordered = sorted([*([min(above)] if above else []), *([max(below)] if below else [])], key=lambda n: abs(n - start))
    for number in ordered:
        yield _told(number, sought), _side(number, sought)


def _told(number: Fraction, sought: Sought) -> Quantity:
    own = sought.bound is not None and number == sought.bound.number
    return Quantity(number, sought.unit, sought.bound.places if own and sought.bound is not None else sought.places)


def _side(number: Fraction, sought: Sought) -> Op:
    """Whether more of it, less of it, or neither meets the demand too."""
    up, down = sought.meets(number + sought.step), sought.meets(number - sought.step)
    if sought.exact or not (up or down):
        return "=="
    start = sought.start.base / sought.unit.factor if sought.start is not None else number
    upwards = number >= start if up and down else up
    return ">=" if upwards else "<="
