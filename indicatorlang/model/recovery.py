"""What a project lacks for the next better grade, and which losses would bring it there."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.lazily import frozen
from indicatorlang.model.profile import Grade
from indicatorlang.model.quantity import Quantity


@frozen
class Loss:
    """What a row has lost: `points` of the total that would come back were it met in full.

    `past`: the time for it has passed; otherwise data can still be delivered or corrected. `enough` is what the row would have to
    score to bring the grade alone, `value` what it would have to come to for that, where that is less than its whole target."""

    indicator: str
    name: str
    points: Fraction
    past: bool
    enough: Fraction | None = None
    value: Quantity | None = None


@frozen
class Recovery:
    """With everything due: `grade` is the next better one, `missing` the points to it, `ways` the smallest sets of rows (ids) that
    would bring it, the least costly first; empty where no set of a few rows does.

    With rows that are not due yet (`ahead`): `grade` is the best that can still be had, `best` the score with all of them met,
    `spare` what they may lose without losing that grade. `lost_grade` is the better grade that cannot be had any more, `at_risk`
    are the rows (ids) that are behind, by their pace or by their own forecast. `partly` are the rows (ids) that cannot be met any
    more and may still earn a part of their points: `best` counts them whole, as the limit that it then is."""

    grade: Grade
    missing: Fraction
    best: Fraction
    losses: tuple[Loss, ...]
    ways: tuple[tuple[str, ...], ...] = ()
    ahead: bool = False
    spare: Fraction | None = None
    lost_grade: Grade | None = None
    at_risk: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
