"""Weighted means over periods: each value counts for as much as another measure came to in the same period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.delivered.seen import Seen
from indicatorlang.engine.problems.actuals_problems import place_of
from indicatorlang.engine.problems.joining_problems import WeightsUnusable
from indicatorlang.engine.problems.series_problems import BlanksPassed
from indicatorlang.lazily import frozen
from indicatorlang.library.aggregation import weighted
from indicatorlang.model.actual import Kind, Observation
from indicatorlang.model.measured import Measured
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity


@frozen
class Weigher:
    """Weighs the periods of a measure by the measure `by`, whose value in one period `weight_in` tells."""

    by: str
    weight_in: Callable[[Period], Measured]

    def made(self, parts: Sequence[Seen]) -> Fraction | None:
        """What the parts of a longer period make; None when their weights are not all known, or are nought."""
        weights = [self.weight_in(part.period).quantity for part in parts]
        known = [weight.base for weight in weights if weight is not None]
        if len(known) < len(parts) or not any(known):
            return None
        return weighted.PART.kernel([part.quantity.base for part in parts], known)

    def applied(self, result: Measured, values: Sequence[Seen], tiles: Sequence[Period]) -> Measured:
        """The value of a measure by the weights of its periods. `result` has its state, its blanks and everything else settled;
        `tiles` are the expected periods: a state at the end of one, or a running total, is weighed by what happened in it.

        A blank period whose weight is nought misses nothing: there was nothing to measure in it."""
        result = attrs.evolve(result, quantity=None, weighed_by=self.by)
        if result.state not in ("known", "no_data"):
            return result
        blanks = tuple(period for period in result.blanks if not self._weightless(period))
        nought = [(Fraction(0), period) for period in _zeros(result.remarks)]
        numbers = [(seen.quantity.base, _weighed_in(seen, tiles)) for seen in values] + nought
        asked = (*(period for _, period in numbers), *blanks)
        problems = tuple(dict.fromkeys(p for period in asked for p in self.weight_in(period).problems))
        if problems:  # a bad weight is told before a blank, whichever period it is of
            return attrs.evolve(result, state="invalid", problems=(*result.problems, *problems))
        if blanks or not numbers:
            return attrs.evolve(result, state="no_data", blanks=blanks)
        return self._mean(attrs.evolve(result, blanks=()), numbers, values)

    def _weightless(self, period: Period) -> bool:
        weight = self.weight_in(period)
        return weight.state == "known" and weight.quantity is not None and weight.quantity.number == 0

    def _mean(self, result: Measured, numbers: Sequence[tuple[Fraction, Period]], values: Sequence[Seen]) -> Measured:
        weighed = [(number, period, self.weight_in(period)) for number, period in numbers]
        lacking = tuple(period for _, period, weight in weighed if weight.state != "known" or weight.quantity is None)
        if lacking:
            missing = Measured(self.by, "no_data", blanks=lacking)
            return attrs.evolve(result, state="no_data", blanks=lacking, parts=(missing,))
        weights = tuple((period, weight.quantity) for _, period, weight in weighed if weight.quantity is not None)
        negative = next(((period, weight) for period, weight in weights if weight.base < 0), None)
        if negative is not None or not any(weight.number for _, weight in weights):
            return attrs.evolve(result, state="invalid", problems=(*result.problems, self._unusable(result, negative, values)))
        inputs = counted_inputs(weight for *_, weight in weighed)
        base = weighted.PART.kernel([number for number, _ in numbers], [weight.base for _, weight in weights])
        first = values[0].quantity if values else None
        if first is None:
            return attrs.evolve(result, state="no_data")
        made = Quantity(base / first.unit.factor, first.unit, max(seen.quantity.places for seen in values))
        return attrs.evolve(result, state="known", quantity=made, weights=weights, weight_inputs=inputs)

    def _unusable(self, result: Measured, negative: tuple[Period, Quantity] | None, values: Sequence[Seen]) -> Diagnostic:
        fault: Literal["negative", "nought"] = "nought" if negative is None else "negative"
        return WeightsUnusable(
            measure=result.name,
            by=self.by,
            fault=fault,
            of=negative[0].shown() if negative is not None else "",
            value=negative[1].shown() if negative is not None else "",
            place=place_of(values[0].entry.origin),
        )


def counted_inputs(weights: Iterable[Measured]) -> tuple[Observation, ...]:
    """The reported values behind weights, each once."""
    found = {(o.origin, o.period, o.text): o for weight in weights for o in weight.inputs if not o.replaced and not o.checked}
    return tuple(found.values())


def _weighed_in(seen: Seen, tiles: Sequence[Period]) -> Period:
    if seen.kind is Kind.PERIOD:
        return seen.period
    return next((tile for tile in tiles if tile.start <= seen.period.end <= tile.end), seen.period)


def _zeros(remarks: Iterable[Diagnostic]) -> tuple[Period, ...]:
    """The blank periods that count as zero."""
    return tuple(p for remark in remarks if isinstance(remark, BlanksPassed) and remark.how == "zero" for p in remark.periods)
