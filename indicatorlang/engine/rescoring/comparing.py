"""What a row comes to, held against the score that was printed beside it: the findings, the most telling one first.

A score is compared as exactly as its column is printed: what is ours rounded or cut to that many decimals is a matter of
rounding. One number printed more coarsely than its column is not.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.rescoring import problems
from indicatorlang.model.number import Mode, round_half_up, round_to
from indicatorlang.model.points import is_blank, read_points, read_rate
from indicatorlang.model.rescored import Computed, Finding, RescoredRow, TableFacts
from indicatorlang.model.verdict import Verdict

Rule = Literal["default", "own", "unread"]
"""By what a row is scored: by the profile, by its own 评分标准, or by neither because that could not be read."""

EXACT_PLACES = 2
_MODES: tuple[Mode, ...] = ("half_up", "down")
_NO_REASON = ("不适用", "没有", "暂无", "未填", "略")


def places_for(row: RescoredRow, facts: TableFacts) -> int:
    """The precision at which the score of a row is compared: that of its column in the form of its project; of a line of money at
    least its own."""
    places = facts.project_places.get(row.row.get("project"), facts.score_places)
    if row.computed.of != "money":
        return places
    own = read_points(row.row.get("score"))
    return max(places, own.places if own is not None else 0)


def compare(row: RescoredRow, facts: TableFacts, rule: Rule = "default") -> tuple[tuple[Finding, ...], Fraction | None]:
    """The findings of a row, the most telling first, and the difference: published less computed, of a range the distance from
    its nearer end. `row` has its reading, its actual, what was computed, its weight and its published score."""
    if _says_nothing(row):
        return (), None
    barred = _barred(row, facts, rule)
    above = _above_weight(row)
    computed, published = row.computed, row.published
    if published is None and computed.of == "money" and not barred:
        return _rate_alone(row), None
    if published is None or (computed.score is None and not computed.is_range):
        return (*above, *barred, *_no_reason(row, facts)), None
    verdict, difference = _held_against(row, published, places_for(row, facts))
    if above and verdict not in (Finding.AGREES, Finding.ROUNDING):
        return (*above, *barred, *_no_reason(row, facts)), difference
    found = (*above, *barred, verdict)
    reason = _no_reason(row, facts)
    return ((*reason, *found) if found in ((Finding.AGREES,), (Finding.ROUNDING,)) else (*found, *reason)), difference


def _says_nothing(row: RescoredRow) -> bool:
    """Whether there is nothing to hold against anything: no target and no points, or a line of money without points."""
    if row.computed.of == "money":
        typed = any(not is_blank(row.row.get(column)) for column in ("initial", "budget", "spent", "rate", "weight", "score"))
        return not typed
    empty = row.reading is not None and row.reading.kind == "none"
    return empty and row.weight is None and row.published is None


def _above_weight(row: RescoredRow) -> tuple[Finding, ...]:
    if row.published is None or row.weight is None or row.published <= row.weight:
        return ()
    result = row.computed.result
    return () if result is not None and result.outside == "bonus" else (Finding.ABOVE_WEIGHT,)


def _barred(row: RescoredRow, facts: TableFacts, rule: Rule) -> tuple[Finding, ...]:
    """What stands in the way of comparing."""
    money = row.computed.of == "money"
    found: list[Finding] = []
    if not money:
        blank = row.actual is not None and row.actual.kind == "blank"
        if blank:
            found.append(Finding.NO_ACTUAL)
        if row.reading is not None and row.reading.kind in ("text", "none"):
            found.append(Finding.TARGET_UNREAD)
        elif not blank and rule != "unread" and _is_unmeasured(row):
            found.append(Finding.NOT_MEASURED)
        if rule == "unread":
            found.append(Finding.OWN_RULE)
    elif row.computed.verdict is Verdict.NOT_APPLICABLE and row.published is not None:
        found.append(Finding.NOT_MEASURED)
    elif row.computed.refused is not None and row.computed.rate is None:
        found.append(
            Finding.NO_ACTUAL if is_blank(row.row.get("spent")) and is_blank(row.row.get("rate")) else Finding.NOT_MEASURED
        )
    if row.weight is None and not money:
        found.append(Finding.NO_WEIGHT)
    expected = not is_blank(row.row.get("weight")) if money else facts.has_scores
    if row.published is None and expected:
        found.append(Finding.NO_SCORE)
    return tuple(found)


def _rate_alone(row: RescoredRow) -> tuple[Finding, ...]:
    """A line of money without points: its printed rate is held against its amounts. One that differs is a remark."""
    rate, printed = row.computed.rate, read_rate(row.row.get("rate"))
    if rate is None or printed is None or not _is_printed(rate, printed):
        return ()
    exact = printed[0] * 100 == round_half_up(rate * 100, printed[1])
    return (Finding.AGREES if exact else Finding.ROUNDING,)


def _is_unmeasured(row: RescoredRow) -> bool:
    """Whether the actual gives no score: it is no measurement, or evaluation could not hold it against the target."""
    if row.actual is not None and row.actual.refused is not None:
        return True
    computed = row.computed
    if computed.refused is not None or computed.verdict in (Verdict.INVALID, Verdict.NO_DATA, Verdict.NOT_DUE):
        return computed.score is None or computed.verdict is not None
    return computed.verdict is Verdict.NOT_APPLICABLE and row.published is not None


def _held_against(row: RescoredRow, published: Fraction, places: int) -> tuple[Finding, Fraction]:
    """The finding of a row that has both scores, and the difference."""
    computed = row.computed
    difference = difference_from(computed, published)
    if agrees(computed, published, places):
        return Finding.AGREES, Fraction(0) if computed.is_range else difference
    if rounds(computed, published, places) or by_printed_rate(row, places):
        return Finding.ROUNDING, difference
    if computed.verdict is Verdict.MISSED and published == row.weight:
        return Finding.FULL_THOUGH_MISSED, difference
    full = computed.is_range or computed.score == row.weight
    if computed.verdict is Verdict.MET and difference < 0 and full:
        return Finding.CUT_THOUGH_MET, difference
    at_the_end = computed.is_range and computed.high is not None and published >= computed.high
    return (Finding.HIGH if difference > 0 or at_the_end else Finding.LOW), difference


def difference_from(computed: Computed, published: Fraction) -> Fraction:
    """Published less computed; of a range the distance from its nearer end, 0 inside."""
    if computed.low is not None and computed.high is not None and computed.is_range:
        return published - min(max(published, computed.low), computed.high)
    return published - (computed.score or Fraction(0))


def agrees(computed: Computed, published: Fraction, places: int) -> bool:
    """Whether a published score is ours, as exactly as both are printed, or lies within the range that the rules leave."""
    if computed.low is not None and computed.high is not None and computed.is_range:
        inside = computed.low <= published <= computed.high
        return inside and (computed.high_closed or published < computed.high)
    if published == computed.score:
        return True
    exact = computed.exact
    return places > EXACT_PLACES and exact is not None and published == round_half_up(exact, places)


def rounds(computed: Computed, published: Fraction, places: int) -> bool:
    """Whether a published score is ours, rounded or cut as its column is printed."""
    ends = (computed.low, computed.high if computed.high_closed else None) if computed.is_range else (computed.exact,)
    return any(published == round_to(end, places, mode) for end in ends if end is not None for mode in _MODES)


def by_printed_rate(row: RescoredRow, places: int) -> bool:
    """Whether the score of a line of money is that of its rate of execution as printed, where that is the rate, rounded or cut."""
    rate, printed = row.computed.rate, read_rate(row.row.get("rate"))
    if row.computed.of != "money" or rate is None or printed is None or row.weight is None or row.published is None:
        return False
    if not _is_printed(rate, printed):
        return False
    points = min(printed[0], Fraction(1)) * row.weight
    return any(row.published == round_to(points, places, mode) for mode in _MODES)


def remarks_of(row: RescoredRow) -> tuple[Diagnostic, ...]:
    """What of a row is worth verifying besides its score: points that are no numbers, a rate that its amounts do not give."""
    found: list[Diagnostic] = []
    for of, value in (("score", row.published), ("weight", row.weight)):
        text = row.row.get("score" if of == "score" else "weight")
        if value is None and not is_blank(text):
            found.append(problems.PointsUnread(of="score" if of == "score" else "weight", text=text))
    points = read_points(row.row.get("score"))
    if points is not None and points.of is not None and row.weight is not None and points.of != row.weight:
        found.append(problems.OutOfAnotherWeight(text=row.row.get("score"), weight=row.weight))
    rate, printed = row.computed.rate, read_rate(row.row.get("rate"))
    if row.computed.of == "money" and rate is not None and printed is not None and not _is_printed(rate, printed):
        found.append(problems.RateDiffers(printed=row.row.get("rate"), rate=rate, places=printed[1]))
    return tuple(found)


def _is_printed(rate: Fraction, printed: tuple[Fraction, int]) -> bool:
    """Whether a printed rate is the rate, rounded or cut as it is printed."""
    return any(printed[0] * 100 == round_to(rate * 100, printed[1], mode) for mode in _MODES)


def _no_reason(row: RescoredRow, facts: TableFacts) -> tuple[Finding, ...]:
    """Below the target, a column for reasons, and nothing in it."""
    if row.computed.of == "money" or row.computed.verdict is not Verdict.MISSED or not facts.has_reasons:
        return ()
    reason = row.row.get("reason")
    return (Finding.NO_REASON,) if is_blank(reason) or reason.strip("。.；; ") in _NO_REASON else ()
