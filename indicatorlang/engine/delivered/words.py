"""The value at a date of what is no number: a level of a scale, and the day on which something was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.delivered.choices import Choice
from indicatorlang.engine.delivered.expected import grain_of, tiles
from indicatorlang.engine.delivered.numbers import with_evidence
from indicatorlang.engine.delivered.seen import Seen, Series, Sifted, settle, sift
from indicatorlang.engine.problems.actuals_problems import place_of
from indicatorlang.engine.problems.series_problems import BlanksPassed, DoneThenUndone, DoneTwice
from indicatorlang.model.actual import Kind, Observation
from indicatorlang.model.measured import Measured, State
from indicatorlang.model.period import Period


def level_at_date(series: Series, at: dt.date, choice: Choice, span: Period) -> Measured:
    """The latest level by a date, from a word or a survey. A survey counts from its day on."""
    sifted = _as_states(sift(series, at, choice, span))
    settled = settle(sifted.held or (*sifted.counted, *sifted.checks), together=bool(sifted.held))
    ordered = sorted(settled.values, key=lambda seen: seen.period.end)
    latest = ordered[-1] if ordered else None
    problems = sifted.lost + settled.conflicts
    if latest is not None and latest.problem is not None:
        problems += (latest.problem,)
    missing = () if sifted.held else _missing(series, ordered, sifted.open, at, span)
    remarks: tuple[Diagnostic, ...] = ()
    if missing and latest is not None and series.nature.measure.missing == "skip":
        measure = series.nature.measure
        remarks = (BlanksPassed(measure=measure.name, how="skip", periods=missing, place=measure.place),)
        missing = ()
    state: State = "known"
    if problems:
        state = "invalid"
    elif latest is None or missing:
        state = "no_data"
    elif latest.observation.not_applicable:
        state = "not_applicable"
    cell = latest.entry.cell if latest is not None and state == "known" else None
    beside = [seen.marked(checked=True) for seen in settled.same if latest and seen.period.end == latest.period.end]
    beside += [seen.marked(replaced=True) for seen in settled.replaced if latest and seen.period.end == latest.period.end]
    result = Measured(
        series.nature.name,
        state,
        level=cell.level if cell else None,
        kind=latest.entry.kind if latest else None,
        aggregate="survey" if latest is not None and latest.observation.survey is not None else "level",
        through=latest.entry.period if latest else None,
        inputs=(*beside, *((latest.marked(),) if latest else ())),
        blanks=missing,
        open=tuple(seen.marked() for seen in sifted.open),
        problems=problems,
        remarks=remarks,
        survey_score=cell.survey_score if cell else None,
    )
    return with_evidence(series, result, (latest,) if latest else ())


def _as_states(sifted: Sifted) -> Sifted:
    """Words are states: whatever kind was written beside them, they hold at the end of their period."""

    def state(seen: Seen) -> Seen:
        return attrs.evolve(seen, kind=Kind.SNAPSHOT)

    return attrs.evolve(
        sifted,
        counted=tuple(map(state, sifted.counted)),
        held=tuple(map(state, sifted.held)),
        checks=tuple(map(state, sifted.checks)),
        open=tuple(map(state, sifted.open)),
    )


def _missing(series: Series, ordered: Sequence[Seen], later: Sequence[Seen], at: dt.date, span: Period) -> tuple[Period, ...]:
    """The last expected period when the latest word is older; all of them when there is none."""
    told = [seen for seen in ordered if seen.observation.survey is None]
    dates = [seen.point for seen in (told or later) if not seen.entry.whole]
    if ordered and not told and series.nature.measure.frequency is None:
        return ()  # surveys are made once in a while; nobody expects the next one
    expected = tiles(span, series.nature.measure.frequency or grain_of((), dates, span), at)
    if not ordered:
        return expected
    return expected[-1:] if expected and ordered[-1].period.end < expected[-1].start else ()


def done_at(series: Series, at: dt.date, choice: Choice, span: Period) -> Measured:
    """Whether, and on which day, something was done by a date.

    A day of completion holds from that day on, in whatever period it was reported, and blanks beside it are not missing.
    已完成 without a day means: by the end of its period (`day`; None for one without a period).
    """
    sifted = _as_states(sift(series, dt.date.max, choice, span))
    values = (*sifted.held, *sifted.counted, *sifted.checks)
    known = [seen for seen in values if _day(seen) is None or (_day(seen) or at) <= at]
    later = [seen for seen in values if seen not in known]
    settled = settle([seen for seen in known if seen.observation.day is None])
    dated = settle([seen for seen in known if seen.observation.day is not None], together=True)
    problems = sifted.lost + settled.conflicts + tuple(s.problem for s in settled.values if s.problem is not None)
    problems += tuple(_twice(dated.values[0], other) for other in dated.same if not dated.values[0].says_the_same(other))
    finished = [seen for seen in settled.values if seen.observation.done]
    unfinished = [seen for seen in settled.values if seen.observation.done is False]
    chosen = dated.values[0] if dated.values else min(finished, key=_end, default=None)
    day = _day(chosen) if chosen is not None else None
    if chosen is not None:
        problems += tuple(_undone(chosen, seen, day) for seen in unfinished if day is not None and _end(seen) >= day)
    latest = chosen or max(settled.values, key=_end, default=None)
    # What does not apply does not come to apply because later cells are blank.
    unapplicable = latest is not None and latest.observation.not_applicable
    missing = () if chosen is not None or unapplicable else _missing_completion(series, settled.values, later, at, span)
    state: State = "known"
    if problems:
        state = "invalid"
    elif latest is None or missing:
        state = "no_data"
    elif unapplicable:
        state = "not_applicable"
    says = latest is not None and state == "known"
    beside: list[Observation] = [seen.marked(checked=True) for seen in (*settled.same, *dated.same)]
    beside += [seen.marked(replaced=True) for seen in (*settled.replaced, *dated.replaced)]
    result = Measured(
        series.nature.name,
        state,
        day=day if says else None,
        done=chosen is not None if says else None,
        kind=Kind.DONE_DATE,
        aggregate="date",
        through=latest.entry.period if latest is not None else None,
        inputs=(*beside, *((attrs.evolve(latest.marked(), kind=Kind.DONE_DATE),) if latest is not None else ())),
        blanks=missing,
        open=tuple(seen.marked() for seen in sorted(later, key=lambda seen: seen.entry.order())),
        problems=problems,
    )
    return with_evidence(series, result, (latest,) if latest is not None else ())


def _day(seen: Seen) -> dt.date | None:
    """From when a statement counts: its own day, else the end of its period; None when it holds always."""
    if seen.observation.day is not None:
        return seen.observation.day
    return None if seen.entry.whole and not seen.observation.done else seen.period.end if seen.entry.period else None


def _end(seen: Seen) -> dt.date:
    return _day(seen) or dt.date.min


def _twice(first: Seen, second: Seen) -> Diagnostic:
    days = first.observation.day or dt.date.min, second.observation.day or dt.date.min
    origin, other = first.entry.origin, second.entry.origin
    return DoneTwice(
        measure=first.entry.measure, first=days[0], second=days[1], origin=origin, other=other, place=place_of(origin)
    )


def _undone(done: Seen, undone: Seen, day: dt.date) -> Diagnostic:
    return DoneThenUndone(
        measure=done.entry.measure,
        done=day,
        undone=undone.entry.text.strip(),
        origin=done.entry.origin,
        other=undone.entry.origin,
        place=place_of(undone.entry.origin),
    )


def _missing_completion(
    series: Series, values: Sequence[Seen], later: Sequence[Seen], at: dt.date, span: Period
) -> tuple[Period, ...]:
    """未完成 said for the last expected period stands; said only for an earlier one it leaves the last one blank."""
    if any(seen.entry.whole for seen in values):
        return ()
    told = [seen.point for seen in values]
    hoped = [seen.point for seen in later if not seen.entry.whole and seen.entry.period is not None]
    expected = tiles(span, series.nature.measure.frequency or grain_of((), told or hoped, span), at)
    if not told:
        return expected
    return expected[-1:] if expected and max(point.end for point in told) < expected[-1].start else ()
