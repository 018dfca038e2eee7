"""Judging `and`, `or`, `not` by the outcomes of their parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction

import attrs

from indicatorlang.engine.judging.row import ONE, ZERO, Row
from indicatorlang.engine.outcome import Outcome, settled
from indicatorlang.model.assessment import Working
from indicatorlang.model.indicator import Condition, Threshold
from indicatorlang.model.verdict import Verdict


def _decide(
    parts: tuple[Outcome, ...], row: Row, order: tuple[Verdict, ...], rest: Verdict, least: Callable[..., Fraction]
) -> Outcome:
    """A composite: not-applicable parts drop out; it is due with its last part; `order` decides, else it is `rest`."""
    counted = tuple(part for part in parts if part.verdict is not Verdict.NOT_APPLICABLE)
    due = max(part.due for part in parts)
    problems = tuple(p for part in parts for p in part.problems)
    assumed = tuple(dict.fromkeys(a for part in parts for a in part.assumed))
    base = Outcome(Verdict.NOT_APPLICABLE, due, parts=parts, problems=problems, assumed=assumed)
    if not counted:
        return base
    if any(part.verdict is Verdict.NOT_DUE for part in counted) and due > row.as_of:
        lost = [part.verdict is Verdict.MISSED or part.recoverable is False for part in counted]
        hopeless = any(lost) if rest is Verdict.MET else all(lost)
        return attrs.evolve(base, verdict=Verdict.NOT_DUE, recoverable=not hopeless)
    present = {part.verdict for part in counted}
    verdict = next((v for v in order if v in present), rest)
    if verdict not in (Verdict.MET, Verdict.MISSED):
        return attrs.evolve(base, verdict=verdict)
    # A part without data earns nothing, as a row without data does; leaving one blank never earns more than reporting it.
    fractions = [part.fraction if part.fraction is not None else ZERO for part in counted]
    fraction = least(fractions) if fractions else (ONE if verdict is Verdict.MET else ZERO)
    if row.pass_fail:
        fraction = ONE if verdict is Verdict.MET else ZERO
    return attrs.evolve(base, verdict=verdict, fraction=fraction, working=Working("composite"))


def all_of(parts: tuple[Outcome, ...], row: Row) -> Outcome:
    """`and`: the worst part decides."""
    order = (Verdict.MISSED, Verdict.INVALID, Verdict.NOT_DUE, Verdict.NO_DATA)
    return _decide(parts, row, order, Verdict.MET, min)


def any_of(parts: tuple[Outcome, ...], row: Row) -> Outcome:
    """`or`: the best part decides."""
    order = (Verdict.MET, Verdict.INVALID, Verdict.NOT_DUE, Verdict.NO_DATA)
    return _decide(parts, row, order, Verdict.MISSED, max)


_SWAPPED = {Verdict.MET: Verdict.MISSED, Verdict.MISSED: Verdict.MET}


def negation_of(condition: Condition, part: Outcome, as_of: dt.date) -> Outcome:
    """`not`: met and missed change places; what is unknown stays unknown."""
    verdict = _SWAPPED.get(part.verdict, part.verdict)
    early = part.verdict is Verdict.MET and part.due > as_of  # done before its day: lost, and yet not due
    verdict = Verdict.NOT_DUE if early else verdict
    fraction = {Verdict.MET: ONE, Verdict.MISSED: ZERO}.get(verdict)
    return Outcome(
        verdict,
        part.due,
        parts=(part,),
        problems=part.problems,
        assumed=part.assumed,
        fraction=fraction,
        working=Working("composite") if fraction is not None else None,
        recoverable=None if verdict is not Verdict.NOT_DUE else not early and not _met_for_good(condition, part),
    )


def _met_for_good(condition: Condition, part: Outcome) -> bool:
    """Whether a comparison that is not due holds already and can only go on holding."""
    if not isinstance(condition, Threshold) or part.actual is None or part.bound is None:
        return False
    return settled(part.actual, condition.meaning, part.bound.base) is True
