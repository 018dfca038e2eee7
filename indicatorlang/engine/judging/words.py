"""Judging what is said in words: levels of a scale, things that are done."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs

from indicatorlang.engine.judging.row import ONE, ZERO, Row, state_of
from indicatorlang.engine.outcome import Outcome, level_holds, steps_below
from indicatorlang.engine.problems.evaluation_problems import LevelScoreAssumed, ScoreOutsideBand
from indicatorlang.engine.value.values import measure_at
from indicatorlang.library.scoring import levels
from indicatorlang.model.assessment import Working
from indicatorlang.model.indicator import AtLevel, DoneBy
from indicatorlang.model.measured import Measured
from indicatorlang.model.number import decimal_text
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import DAYS
from indicatorlang.model.verdict import Verdict


def at_level(condition: AtLevel, row: Row) -> Outcome:
    """A level of a scale against the demanded one."""
    due = condition.due or row.scene.ruleset.span.end
    actual = measure_at(condition.measure, row.scene, min(due, row.as_of))
    state = state_of(actual, due, row)
    outcome = Outcome(state or Verdict.MET, due, actual, problems=actual.problems, assumed=actual.remarks)
    if state is Verdict.NOT_DUE:
        outcome = attrs.evolve(outcome, recoverable=True)
    if state is not None or actual.level is None:
        return outcome if state is not None else attrs.evolve(outcome, verdict=Verdict.NO_DATA)
    scale, level = condition.scale, actual.level
    holds = level_holds(condition, level)
    outcome = attrs.evolve(outcome, verdict=Verdict.MET if holds else Verdict.MISSED)
    if scale.has_bands and not row.pass_fail:
        return _banded(outcome, condition, row)
    share = level.number if scale.has_shares else None
    below = row.scene.ruleset.profile.one_level_below
    steps = steps_below(condition, level)
    all_or_none = row.pass_fail or condition.op not in (">=", ">")  # of any other demand there is no part
    fraction = ONE if holds else ZERO if all_or_none else levels.PART.kernel(steps, below, share)
    method = "reached" if holds else "pass_fail" if all_or_none else "level_share" if share is not None else "levels"
    note = "one_below" if steps == 1 and method == "levels" else ""
    return attrs.evolve(outcome, fraction=fraction, working=Working(method, note=note))


def _banded(outcome: Outcome, condition: AtLevel, row: Row) -> Outcome:
    """The official three levels: the points are the reviewer's, inside the band of the level; without them the band's floor."""
    assert outcome.actual is not None and outcome.actual.level is not None  # the caller has looked
    level, weight, profile = outcome.actual.level, row.indicator.weight, row.scene.ruleset.profile
    places = profile.places
    low, high = level.low or ZERO, level.high if level.high is not None else ONE
    best = condition.scale.rank(level) == 0
    low_points, high_points = profile.rounded(low * weight), profile.rounded(high * weight)
    texts = decimal_text(low_points, places), decimal_text(high_points, places)
    if row.given_score is not None:
        given = profile.rounded(row.given_score) if profile.when == "row" else row.given_score  # what the row will show
        inside = low_points <= given and (given <= high_points if best else given < high_points)
        if not inside and weight:
            problem = ScoreOutsideBand(
                level=level.name,
                score=decimal_text(row.given_score, places if (row.given_score * 10**places).denominator == 1 else None),
                low=texts[0],
                high=texts[1],
                best=best,
                place=row.indicator.place,
            )
            return attrs.evolve(outcome, verdict=Verdict.INVALID, problems=(*outcome.problems, problem))
        if not weight:  # a gate earns nothing, whatever was given for it
            return attrs.evolve(outcome, fraction=ONE if best else low, working=Working("level_band"))
        return attrs.evolve(outcome, fraction=row.given_score / weight, points=row.given_score, working=Working("level_band"))
    fraction = ONE if best else low
    assumed = LevelScoreAssumed(level=level.name, fraction=fraction, low=texts[0], high=texts[1])
    return attrs.evolve(
        outcome, fraction=fraction, interval=(low, high), assumed=(*outcome.assumed, assumed), working=Working("level_assumed")
    )


def done_by(condition: DoneBy, row: Row) -> Outcome:
    """Done in time, late, or not at all; in time it is met at once, before it is due."""
    due = condition.due or row.scene.ruleset.span.end
    actual = measure_at(condition.measure, row.scene, row.as_of)
    day = actual.day
    if actual.state == "no_data" and _known_not_done(actual, due, row.as_of):
        actual = attrs.evolve(actual, state="known", done=False)
    done = (day is not None and day <= row.as_of) or bool(actual.done)
    in_time = done and (day is None or day <= due)
    outcome = Outcome(Verdict.MET, due, actual, problems=actual.problems, assumed=actual.remarks)
    if actual.state == "known" and in_time:
        return attrs.evolve(outcome, fraction=ONE, working=Working("reached"), bound_decided=day == due)
    state = state_of(actual, due, row)
    if state is not None:
        return attrs.evolve(outcome, verdict=state, recoverable=True if state is Verdict.NOT_DUE else None)
    late = row.indicator.late if row.indicator.late is not None else row.scene.ruleset.profile.late
    gap = Quantity(Fraction(((day or row.as_of) - due).days), DAYS)
    if done and not row.pass_fail:
        working = Working("done_late", note=decimal_text(late))
        return attrs.evolve(outcome, verdict=Verdict.MISSED, fraction=late, gap=gap, working=working)
    working = Working("done_late" if done else "not_done", note="0")
    return attrs.evolve(outcome, verdict=Verdict.MISSED, fraction=ZERO, gap=gap if done else None, working=working)


def _known_not_done(actual: Measured, due: dt.date, as_of: dt.date) -> bool:
    """Whether it was not done in time, though the last word is missing: 未完成 was said at its day or later, or what was reported
    by the date names a day that is still to come. What is reported only afterwards is not known yet."""
    refused = any(o.done is False and o.period is not None and o.period.end >= due for o in actual.inputs)
    ahead = any(o.day is not None and (o.period is None or o.period.end <= as_of) for o in actual.open)
    return ahead or (refused and due <= as_of)
