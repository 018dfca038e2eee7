"""How a target is to be approached over the year: what can be expected of a running total before it is due."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Literal

from indicatorlang.lazily import frozen
from indicatorlang.model.quantity import Quantity


@frozen
class PlanPoint:
    """By `by` so much of the target is to be there: a `share` of it, or a `quantity`."""

    by: dt.date
    share: Fraction | None = None
    quantity: Quantity | None = None

    def of(self, bound: Quantity) -> Quantity:
        """What the point comes to for a target."""
        if self.quantity is not None:
            return self.quantity.within(bound.unit) if self.quantity.unit.fits(bound.unit) else self.quantity
        return Quantity(bound.number * (self.share or Fraction(0)), bound.unit, bound.places)


@frozen
class PacePlan:
    """In equal parts by months or by days, or by stated points, in order of time."""

    by: Literal["months", "days", "points"] = "months"
    points: tuple[PlanPoint, ...] = ()
