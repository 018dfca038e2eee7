"""What each of the reporting periods to come has to bring: by the milestones or the plan, else in equal parts.

On the way to each point the periods before it share what is missing until then, so that what is owed from before is made up by
the next point. Parts are on the measure's step; units that are left over go to the first periods.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction

from indicatorlang.engine.pacing.expecting import Stage
from indicatorlang.library.units import step_of
from indicatorlang.model.assessment import Share
from indicatorlang.model.period import Grain, Period
from indicatorlang.model.quantity import Quantity


def spread(
    reached: Fraction, total: Quantity, periods: Sequence[Period], stages: Sequence[Stage], after: dt.date
) -> tuple[Share, ...]:
    """The parts of what is missing from `reached` (in base units) to `total`, for the periods that end after a day; nothing when
    there is but one of them, or when one has begun already."""
    coming = [period for period in periods if period.end > after]
    if len(coming) < 2 or total.base <= reached or any(period.grain is Grain.OTHER for period in coming):
        return ()
    points = [(stage.by, min(stage.bound.base, total.base)) for stage in stages if stage.bound.unit.fits(total.unit)]
    points = [(by, bound) for by, bound in points if by < coming[-1].end]
    shares: list[Share] = []
    for by, bound in (*points, (coming[-1].end, total.base)):
        group = [period for period in coming[len(shares) :] if period.end <= by]
        missing = max(Fraction(0), bound - reached)
        if group:
            shares += [Share(*each) for each in zip(group, _parts(missing, total, len(group)), strict=True)]
            reached += missing
    return tuple(shares)


def _parts(missing: Fraction, like: Quantity, count: int) -> Iterator[Quantity]:
    """So many parts that differ by one step at most, the larger ones first."""
    step = step_of(like.unit, like.places)
    steps = missing / like.unit.factor / step
    whole = steps.numerator // steps.denominator
    each, over = divmod(whole, count)
    for n in range(count):
        number = (each + (n < over)) * step + ((steps - whole) * step if n == 0 else 0)
        yield Quantity(number, like.unit, like.places)
