"""From rows to the project: points, rescaling for what is not applicable, vetoes, the grade."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from indicatorlang.lazily import frozen
from indicatorlang.model.assessment import IndicatorResult, VetoFired
from indicatorlang.model.profile import Grade, Profile
from indicatorlang.model.verdict import Verdict

ZERO = Fraction(0)
COUNTED = (Verdict.MET, Verdict.MISSED, Verdict.NO_DATA, Verdict.INVALID)


@frozen
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
    ground: Fraction = ZERO
    """The points that the grade is of: the score, or what it was before rounding."""

    def percent(self, profile: Profile) -> Fraction:
        """The points that the grade is of, in per cent of the weights, as these rules compare them with the bands."""
        percent = self.ground * 100 / self.weight if self.weight else ZERO
        return percent if profile.grade_on == "exact" else profile.rounded(percent)


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
    bonus, taken = sum((s for s in beside if s > 0), ZERO), -sum((s for s in beside if s < 0), ZERO)
    rest = weight - left_out
    base = Base(weight, left_out, profile)
    kept_points = Points(sum((_inside(r, profile) for r in kept), ZERO), _exact(kept, profile), bonus - taken)
    before, score, ground = base.before(kept_points), base.score(kept_points), base.ground(kept_points)
    most = counted * weight / rest if rest else ZERO
    open_rows = {r.verdict for r in results} & ({Verdict.INVALID} if final else {Verdict.INVALID, Verdict.NO_DATA})
    undecided = open_rows or any(r.verdict is Verdict.NOT_DUE for r in results) or not rest
    ends = _interval(kept, weight, left_out, profile)
    interval = None if ends is None else (base.whole(ends[0], bonus - taken), base.whole(ends[1], bonus - taken))
    inside_only = before if any(r.outside and r.verdict is not Verdict.NOT_DUE for r in results) else None
    found = Totals(weight, left_out, raw, score, most, bool(open_rows), interval, None, vetoes, bonus, taken, inside_only, ground)
    return found if undecided else attrs.evolve(found, grade=graded(found, profile))


@frozen
class Points:
    """What rows add up to: those of the weights as they are added, the same as the grade takes them, and what stands beside."""

    inside: Fraction = ZERO
    exact: Fraction = ZERO
    beside: Fraction = ZERO


@frozen
class Base:
    """What the points of a project are of, and how they become its score."""

    weight: Fraction
    not_applicable: Fraction
    profile: Profile

    def whole(self, points: Fraction, beside: Fraction) -> Fraction:
        """Points within what a project can have."""
        return clamped(points + beside, None if self.profile.bonus_above else self.weight)

    def before(self, points: Points) -> Fraction:
        """The score before what stands beside the weights."""
        inside = self.profile.rounded(points.inside) if self.profile.when == "total" else points.inside
        return _rescaled(inside, self.weight, self.not_applicable, self.profile)

    def score(self, points: Points) -> Fraction:
        """The score of the project."""
        return self.whole(self.before(points), points.beside)

    def ground(self, points: Points) -> Fraction:
        """The points that its grade is of."""
        if self.profile.grade_on != "exact":
            return self.score(points)
        rest = self.weight - self.not_applicable
        return self.whole(points.exact * (self.weight / rest if rest else ZERO), points.beside)


def added(row: IndicatorResult, vetoes: tuple[VetoFired, ...], profile: Profile) -> Points:
    """What one row adds to the total under these vetoes."""
    if row.score is None or ((row.score >= 0 or not row.outside) and striking(row, vetoes)):
        return Points()
    return Points(beside=row.score) if row.outside else Points(_inside(row, profile), counting(row, profile))


def graded(totals: Totals, profile: Profile) -> Grade:
    """The grade of these totals as if nothing were open: that of their points, or the lowest where a veto makes it so."""
    if any(veto.effect == "grade" for veto in totals.vetoes):
        return profile.grades[-1]
    return profile.grade(totals.percent(profile))


def clamped(points: Fraction, most: Fraction | None) -> Fraction:
    """Never below nothing, and not above all the weights unless the profile lets a bonus carry it there."""
    return max(ZERO, points if most is None else min(points, most))


def _sum(rows: Sequence[IndicatorResult], profile: Profile) -> Fraction:
    """The rows added up: as rounded, or, where only the total is rounded, exactly and then rounded."""
    points = sum((_inside(r, profile) for r in rows), ZERO)
    return profile.rounded(points) if profile.when == "total" else points


def _inside(row: IndicatorResult, profile: Profile) -> Fraction:
    """The points of a row as they are added up."""
    return _points(row) if profile.when == "total" else row.score or ZERO


def _points(row: IndicatorResult) -> Fraction:
    return row.points if row.points is not None else row.score or ZERO


def _exact(rows: Sequence[IndicatorResult], profile: Profile) -> Fraction:
    """What the grade is of where it is not that of the total as displayed; the budget row is added without rounding."""
    return sum((counting(r, profile) for r in rows), ZERO)


def counting(row: IndicatorResult, profile: Profile) -> Fraction:
    """The points with which a row counts for the grade: as rounded, unless these rules take them before rounding."""
    unrounded = profile.when == "total" or (profile.grade_on == "exact" and row.indicator.is_budget)
    return _points(row) if unrounded else row.score or ZERO


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
