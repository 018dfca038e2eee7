"""Points: given to the rows, given to their parents and spread below, or given by nobody and spread over all.

Spreading is exact: in hundredths, the hundredths left over one by one to the first rows. Where points stand twice they must agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import frozen
from indicatorlang.model.number import decimal_text
from indicatorlang.model.ruleset import BUDGET_NAME
from indicatorlang.resolve.fields import near, short
from indicatorlang.resolve.problems import NOWHERE
from indicatorlang.resolve.scoring.scoring_problems import NoPointsLeft, WeightKeyUnknown, WeightsDisagree, WeightsMixed

HUNDRED = Fraction(100)
ZERO = Fraction(0)
_CENT = Fraction(1, 100)


@frozen
class Share:
    """A row of the form, as far as weights go. `weight` None: it has none of its own."""

    name: str
    level1: str
    level2: str
    weight: Fraction | None
    place: Place = NOWHERE
    unreadable: bool = False
    """Whether a weight stands there that is no number; that has been told, so nothing more is said of weights."""

    @property
    def below(self) -> str:
        """The key of its level 2."""
        return f"{self.level1}/{self.level2}"


@frozen
class Given:
    """Points that `weights` gives to one key."""

    points: Fraction
    place: Place = NOWHERE


@frozen
class Weights:
    """The points of the budget row (None without one) and of the rows, in their order. `assumed`: nobody gave any."""

    budget: Fraction | None
    rows: tuple[Fraction, ...]
    assumed: bool = False


def spread(points: Fraction, count: int) -> tuple[Fraction, ...]:
    """The points in `count` parts that differ by a hundredth at most, the greater ones first; their sum is exact.

    >>> [str(part) for part in spread(Fraction(25), 3)]
    ['417/50', '833/100', '833/100']
    """
    each = Fraction(points * 100 // count, 100)
    left = points - each * count
    parts = [each] * count
    for index in range(int(left / _CENT)):
        parts[index] += _CENT
    if count:
        parts[0] += left % _CENT
    return tuple(parts)


def weigh(rows: Sequence[Share], given: Mapping[str, Given], budget: Fraction | None) -> tuple[Weights, tuple[Diagnostic, ...]]:
    """The weight of every row. `given` is what `weights` says; `budget` the profile's points of a budget row, None without one."""
    if any(row.unreadable for row in rows):
        return Weights(budget, tuple(row.weight or ZERO for row in rows)), ()
    told = list(_unknown(rows, given, budget is not None))
    if budget is not None and BUDGET_NAME in given:
        budget = given[BUDGET_NAME].points
    missing = [row for row in rows if row.weight is None]
    if missing and len(missing) < len(rows):
        first = missing[0]
        told.append(WeightsMixed(name=short(first.name), count=len(missing), total=len(rows), place=first.place))
    if told:
        return Weights(budget, tuple(row.weight or ZERO for row in rows)), tuple(told)
    if not missing:
        weights = tuple(row.weight or ZERO for row in rows)
        return Weights(budget, weights), tuple(_disagreeing(rows, weights, given, budget is not None))
    weights, left = _from_parents(rows, given, budget)
    assumed = not any(key != BUDGET_NAME for key in given)
    return Weights(budget, weights, assumed), left or tuple(_disagreeing(rows, weights, given, budget is not None))


def _own_row(row: Share, budget_row: bool) -> bool:
    """Whether the key 预算执行率 means this row of the form."""
    return not budget_row and row.name == BUDGET_NAME


def _unknown(rows: Sequence[Share], given: Mapping[str, Given], budget_row: bool) -> list[Diagnostic]:
    known = tuple(dict.fromkeys([row.level1 for row in rows if row.level1] + [row.below for row in rows if row.level2]))
    told: list[Diagnostic] = []
    for key, points in given.items():
        if key in known or (key == BUDGET_NAME and (budget_row or any(_own_row(row, False) for row in rows))):
            continue
        told.append(
            WeightKeyUnknown(key=short(key), near=near(key, known), known=known, budget=key == BUDGET_NAME, place=points.place)
        )
    return told


def _disagreeing(
    rows: Sequence[Share], weights: Sequence[Fraction], given: Mapping[str, Given], budget_row: bool
) -> list[Diagnostic]:
    told: list[Diagnostic] = []
    for key, points in given.items():
        if key == BUDGET_NAME and budget_row:
            continue
        pairs = zip(rows, weights, strict=True)
        below = sum((w for row, w in pairs if key in (row.level1, row.below) or (key == BUDGET_NAME == row.name)), ZERO)
        if below != points.points:
            shown = decimal_text(points.points), decimal_text(below)
            told.append(WeightsDisagree(parent=short(key), given=shown[0], below=shown[1], place=points.place))
    return told


def _from_parents(
    rows: Sequence[Share], given: Mapping[str, Given], budget: Fraction | None
) -> tuple[tuple[Fraction, ...], tuple[Diagnostic, ...]]:
    """Weights of rows that have none: what their parents were given, and what is left of a hundred for the others."""
    groups: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        groups.setdefault(row.level1, []).append(index)
    weights: dict[int, Fraction] = {}
    open_groups: list[list[int]] = []
    used = budget or ZERO
    for level1, members in groups.items():
        own = _given_below(rows, members, given, budget is not None)
        weights |= own
        rest = [index for index in members if index not in own]
        inside = sum(own.values(), ZERO)
        if level1 in given:
            used += given[level1].points
            left = given[level1].points - inside
            if rest and left >= 0:
                weights |= dict(zip(rest, spread(left, len(rest)), strict=True))
        else:
            used += inside
            if rest:
                open_groups.append(rest)
    left = HUNDRED - used
    if open_groups and left <= 0:
        first = rows[open_groups[0][0]]
        problem = NoPointsLeft(group=short(first.level1 or first.name), given=decimal_text(used), place=first.place)
        return tuple(weights.get(index, ZERO) for index in range(len(rows))), (problem,)
    if open_groups:
        for rest, points in zip(open_groups, spread(left, len(open_groups)), strict=True):
            weights |= dict(zip(rest, spread(points, len(rest)), strict=True))
    return tuple(weights.get(index, ZERO) for index in range(len(rows))), ()


def _given_below(
    rows: Sequence[Share], members: Sequence[int], given: Mapping[str, Given], budget_row: bool
) -> dict[int, Fraction]:
    """The rows of one level 1 whose points are settled by 预算执行率 or by their level 2."""
    own: dict[int, Fraction] = {}
    for index in members:
        if _own_row(rows[index], budget_row) and BUDGET_NAME in given:
            own[index] = given[BUDGET_NAME].points
    for key in dict.fromkeys(rows[index].below for index in members if rows[index].level2):
        if key not in given:
            continue
        inside = [index for index in members if rows[index].below == key]
        rest = [index for index in inside if index not in own]
        left = given[key].points - sum((own[index] for index in inside if index in own), ZERO)
        if rest and left >= 0:
            own |= dict(zip(rest, spread(left, len(rest)), strict=True))
    return own
