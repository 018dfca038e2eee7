"""A deadline whose last day is a day off moves to the next working day, where a row asks for it (顺延: 是).

Source of the rule: 民法典 §203 (the day after the rest days is the last day). Only days that a target states move; the end of the
span does not. Where the calendar does not know the day or the days after it, nothing is guessed.
"""

from __future__ import annotations

import datetime as dt

import attrs

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.model.calendar import Calendar
from indicatorlang.model.indicator import All, AnyOf, Condition, Negation, Threshold
from indicatorlang.resolve.target.target_problems import DayNotInCalendar, DeadlineMoved


def moved(day: dt.date, calendar: Calendar) -> dt.date | None:
    """The day itself when people work on it, else the next working day; None when the calendar cannot tell."""
    works = calendar.is_workday(day)
    return day if works else None if works is None else calendar.after(day, 1)


def rolled(condition: Condition, calendar: Calendar, place: Place) -> tuple[Condition, tuple[Diagnostic, ...]]:
    """The condition with its stated days moved off days off, and what there is to say: an info for each day that moved, an error
    for each that the calendar does not know."""
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            below = [rolled(part, calendar, place) for part in parts]
            return attrs.evolve(condition, parts=tuple(part for part, _ in below)), tuple(d for _, said in below for d in said)
        case Negation(part=part):
            inner, said = rolled(part, calendar, place)
            return Negation(inner), said
    if condition.due is None:
        return condition, ()
    last, told = _moved(condition.due, calendar, place)
    steps = condition.schedule if isinstance(condition, Threshold) else ()
    shifted = [_moved(step.by, calendar, place) for step in steps]
    told += tuple(d for _, more in shifted for d in more if d not in told)
    if isinstance(condition, Threshold):
        schedule = tuple(attrs.evolve(step, by=by) for step, (by, _) in zip(steps, shifted, strict=True))
        return attrs.evolve(condition, due=last, schedule=schedule), told
    return attrs.evolve(condition, due=last), told


def _moved(day: dt.date, calendar: Calendar, place: Place) -> tuple[dt.date, tuple[Diagnostic, ...]]:
    other = moved(day, calendar)
    if other is None:
        return day, (DayNotInCalendar(day=day, first=calendar.first, last=calendar.last, place=place),)
    return other, () if other == day else (DeadlineMoved(day=day, moved=other),)
