"""Whether a changed comparison means the same: the values that meet it are the same among all that can be, and so are the points.

Only what can be proved counts; a change that no test of today happens to notice is not the same.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from indicatorlang.engine.covering.possible import Domain, domain_of, of_bound
from indicatorlang.engine.outcome import level_holds
from indicatorlang.model.formula import Constant
from indicatorlang.model.indicator import AtLevel, Condition, EachPeriod, Indicator, Threshold
from indicatorlang.model.ruleset import Ruleset

SAME = ("能取到的数都得出同样的结论和得分", "every value there can be comes to the same verdict and score")
EQUAL = ("改动前后写的是同一个意思", "both say the same")
End = tuple[Fraction, bool] | None
"""Where values begin or end to meet, and whether the end itself does; None without end."""


def same_condition(before: Condition, after: Condition, row: Indicator, ruleset: Ruleset) -> tuple[str, str]:
    """Why both come to the same for every value, in both languages; empty where that is not proved."""
    if before == after:
        return EQUAL
    if isinstance(before, EachPeriod) and isinstance(after, EachPeriod) and before.every == after.every:
        return same_condition(before.part, after.part, row, ruleset)
    if isinstance(before, AtLevel) and isinstance(after, AtLevel):
        return SAME if _same_levels(before, after, row, ruleset) else ("", "")
    if not (isinstance(before, Threshold) and isinstance(after, Threshold)):
        return "", ""
    if attrs.evolve(before, op=after.op, meaning=after.meaning, mode=after.mode, bound=after.bound) != after:
        return "", ""
    if not (isinstance(before.bound, Constant) and isinstance(after.bound, Constant)) or before.schedule:
        return "", ""
    domain = domain_of(before, ruleset)
    one, other = (meeting(condition, domain) for condition in (before, after))
    if one is None or one != other:
        return "", ""
    _, misses = of_bound(before.meaning, before.bound.quantity.base, domain)
    # Points of what is missed are reckoned from the bound, so that they agree only about the same bound, or where nothing is missed.
    return SAME if not misses or before.bound == after.bound else ("", "")


def _same_levels(before: AtLevel, after: AtLevel, row: Indicator, ruleset: Ruleset) -> bool:
    """Whether every level of one scale meets both or neither, and comes to the same points where it misses."""
    if before.scale != after.scale or (before.due, before.due_other) != (after.due, after.due_other):
        return False
    levels = before.scale.levels
    if any(level_holds(before, level) != level_holds(after, level) for level in levels):
        return False
    missed = [level for level in levels if not level_holds(before, level)]
    if before.scale.has_bands and ruleset.profile.scoring_of(row.scoring).method in ("", "proportional"):
        return True  # the points are the reviewer's, whatever is demanded
    return not missed or (before.level, points_by_level(before)) == (after.level, points_by_level(after))


def points_by_level(condition: AtLevel) -> bool:
    """Whether levels that miss earn a part; of demands other than at least and above there is no part."""
    return condition.op in (">=", ">")


def meeting(condition: Threshold, domain: Domain) -> tuple[End, End] | None:
    """The values of a domain that meet a comparison with a constant, from end to end; None where they are no single stretch, or none."""
    if not isinstance(condition.bound, Constant):
        return None
    bound = condition.bound.quantity.base
    low: End = None if domain.low is None else (domain.low, True)
    high: End = None if domain.high is None else (domain.high, True)
    match condition.meaning:
        case ">=" | ">":
            low = _inner(low, (bound, condition.meaning == ">="), lower=True)
        case "<=" | "<":
            high = _inner(high, (bound, condition.meaning == "<="), lower=False)
        case "==":
            low, high = _inner(low, (bound, True), lower=True), _inner(high, (bound, True), lower=False)
        case _:
            return None
    if low is not None and high is not None and (low[0] > high[0] or (low[0] == high[0] and not (low[1] and high[1]))):
        return None
    return low, high


def _inner(end: End, other: tuple[Fraction, bool], *, lower: bool) -> End:
    """The narrower of two ends of one side."""
    if end is None:
        return other
    if end[0] == other[0]:
        return end[0], end[1] and other[1]
    narrower = other if (other[0] > end[0]) == lower else end
    return narrower
