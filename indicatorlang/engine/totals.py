"""From rows to the project: points, rescaling for what is not applicable, vetoes, the grade."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from indicatorlang.model.assessment import IndicatorResult, Verdict, VetoFired
from indicatorlang.model.number import round_half_up
from indicatorlang.model.profile import Grade, Profile

ZERO = Fraction(0)
COUNTED = (Verdict.MET, Verdict.MISSED, Verdict.NO_DATA, Verdict.INVALID)


@attrs.frozen
class Totals:
    """`raw` is the sum of the rounded rows, `score` what remains after vetoes and rescaling."""

    weight: Fraction
    not_applicable: Fraction
    raw: Fraction
    score: Fraction
    most: Fraction
    provisional: bool
    interval: tuple[Fraction, Fraction] | None
    grade: Grade | None
    vetoes: tuple[VetoFired, ...]


def total(results: Sequence[IndicatorResult], profile: Profile, *, final: bool = False) -> Totals:
    """Add up the rows. With `final` a row without data is a real 0 and no longer provisional."""
    weight = sum((r.weight for r in results), ZERO)
    left_out = sum((r.weight for r in results if r.verdict is Verdict.NOT_APPLICABLE), ZERO)
    counted = sum((r.weight for r in results if r.verdict in COUNTED), ZERO)
    raw = sum((r.score for r in results if r.score is not None), ZERO)
    vetoes = fired(results)
    kept = [r for r in results if r.score is not None and not _struck(r, vetoes)]
    rest = weight - left_out
    score = _rescaled(sum((r.score for r in kept if r.score is not None), ZERO), weight, left_out, profile)
    most = counted * weight / rest if rest else ZERO
    open_rows = {r.verdict for r in results} & ({Verdict.INVALID} if final else {Verdict.INVALID, Verdict.NO_DATA})
    undecided = open_rows or any(r.verdict is Verdict.NOT_DUE for r in results) or not rest
    grade = None if undecided else profile.grade(round_half_up(score * 100 / weight, profile.places))
    if grade is not None and any(veto.effect == "grade" for veto in vetoes):
        grade = profile.grades[-1]
    return Totals(weight, left_out, raw, score, most, bool(open_rows), _interval(kept, weight, left_out, profile), grade, vetoes)


def _rescaled(points: Fraction, weight: Fraction, left_out: Fraction, profile: Profile) -> Fraction:
    """Points over the whole weight when something is not applicable; rounded again only then."""
    if not left_out:
        return points
    rest = weight - left_out
    return round_half_up(points * weight / rest, profile.places) if rest else ZERO


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


def _struck(result: IndicatorResult, vetoes: tuple[VetoFired, ...]) -> bool:
    """Whether a row adds nothing to the total because of a veto."""
    return any(
        veto.effect == "project"
        or (veto.effect == "indicator" and veto.indicator == result.id)
        or (veto.effect == "group" and veto.group == result.indicator.level1)
        for veto in vetoes
    )
