"""From rows to the project: points, rescaling for what is not applicable, vetoes, the grade."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from indicatorlang.model.assessment import IndicatorResult, Verdict, VetoFired
from indicatorlang.model.profile import Grade, Profile

ZERO = Fraction(0)
COUNTED = (Verdict.MET, Verdict.MISSED, Verdict.NO_DATA, Verdict.INVALID)


@attrs.frozen
class Totals:
    """`raw` is the sum of the rounded rows, `score` what remains after vetoes, rescaling, and what stands beside the weights."""

    weight: Fraction
    not_applicable: Fraction
    raw: Fraction
    score: Fraction
    most: Fraction
    provisional: bool
    interval: tuple[Fraction, Fraction] | None
    grade: Grade | None
    vetoes: tuple[VetoFired, ...]
    bonus: Fraction = ZERO
    deductions: Fraction = ZERO
    inside: Fraction | None = None
    """The score before what stands beside the weights; None where nothing does."""


def total(results: Sequence[IndicatorResult], profile: Profile, *, final: bool = False) -> Totals:
    """Add up the rows. With `final` a row without data is a real 0 and no longer provisional."""
    weight = sum((r.weight for r in results), ZERO)
    left_out = sum((r.weight for r in results if r.verdict is Verdict.NOT_APPLICABLE), ZERO)
    counted = sum((r.weight for r in results if r.verdict in COUNTED), ZERO)
    vetoes = fired(results)
    inside = [r for r in results if r.score is not None and not r.outside]
    raw = _sum(inside, profile)
    kept = [r for r in inside if not striking(r, vetoes)]
    beside = [r.score for r in results if r.outside and r.score is not None and (r.score < 0 or not striking(r, vetoes))]
    added, taken = sum((s for s in beside if s > 0), ZERO), -sum((s for s in beside if s < 0), ZERO)
    most_of_all = None if profile.bonus_above else weight

    def whole(points: Fraction) -> Fraction:
        return clamped(points + added - taken, most_of_all)

    rest = weight - left_out
    before = _rescaled(_sum(kept, profile), weight, left_out, profile)
    score = whole(before)
    most = counted * weight / rest if rest else ZERO
    open_rows = {r.verdict for r in results} & ({Verdict.INVALID} if final else {Verdict.INVALID, Verdict.NO_DATA})
    undecided = open_rows or any(r.verdict is Verdict.NOT_DUE for r in results) or not rest
    exact = whole(_exact(kept, profile) * (weight / rest if rest else ZERO))
    ground = exact if profile.grade_on == "exact" else score
    percent = ground * 100 / weight if weight else ZERO
    grade = None if undecided else profile.grade(percent if profile.grade_on == "exact" else profile.rounded(percent))
    if grade is not None and any(veto.effect == "grade" for veto in vetoes):
        grade = profile.grades[-1]
    ends = _interval(kept, weight, left_out, profile)
    interval = None if ends is None else (whole(ends[0]), whole(ends[1]))
    inside_only = before if any(r.outside and r.verdict is not Verdict.NOT_DUE for r in results) else None
    return Totals(weight, left_out, raw, score, most, bool(open_rows), interval, grade, vetoes, added, taken, inside_only)


def clamped(points: Fraction, most: Fraction | None) -> Fraction:
    """Never below nothing, and not above all the weights unless the profile lets a bonus carry it there."""
    return max(ZERO, points if most is None else min(points, most))


def _sum(rows: Sequence[IndicatorResult], profile: Profile) -> Fraction:
    """The rows added up: as rounded, or, where only the total is rounded, exactly and then rounded."""
    if profile.when == "total":
        return profile.rounded(sum((_points(r) for r in rows), ZERO))
    return sum((r.score for r in rows if r.score is not None), ZERO)


def _points(row: IndicatorResult) -> Fraction:
    return row.points if row.points is not None else row.score or ZERO


def _exact(rows: Sequence[IndicatorResult], profile: Profile) -> Fraction:
    """What the grade is of where it is not that of the total as displayed; the budget row is added without rounding."""
    unrounded = profile.when == "total"
    return sum((_points(r) if unrounded or r.indicator.is_budget else r.score or ZERO for r in rows), ZERO)


def _rescaled(points: Fraction, weight: Fraction, left_out: Fraction, profile: Profile) -> Fraction:
    """Points over the whole weight when something is not applicable; rounded again only then."""
    if not left_out:
        return points
    rest = weight - left_out
    return profile.rounded(points * weight / rest) if rest else ZERO


def _interval(
    kept: Sequence[IndicatorResult], weight: Fraction, left_out: Fraction, profile: Profile
) -> tuple[Fraction, Fraction] | None:
    """Between which totals the project lies while scores of levels are only assumed; None when nothing is."""
    if all(r.interval is None for r in kept):
        return None
    ends = [
        _rescaled(
            sum((r.interval[end] if r.interval is not None else r.score or ZERO for r in kept), ZERO), weight, left_out, profile
        )
        for end in (0, 1)
    ]
    return ends[0], ends[1]


def fired(results: Sequence[IndicatorResult]) -> tuple[VetoFired, ...]:
    """The vetoes that take effect."""
    return tuple(
        VetoFired(r.id, veto.effect, r.indicator.level1, veto.on)
        for r in results
        if (veto := r.indicator.veto) is not None and str(r.verdict) in veto.on
    )


def striking(result: IndicatorResult, vetoes: tuple[VetoFired, ...]) -> tuple[VetoFired, ...]:
    """The vetoes because of which a row adds nothing to the total, its own among them."""
    return tuple(
        veto
        for veto in vetoes
        if veto.effect == "project"
        or (veto.effect == "indicator" and veto.indicator == result.id)
        or (veto.effect == "group" and veto.group == result.indicator.level1)
    )
