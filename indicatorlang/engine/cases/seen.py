"""Cases as results show them: where they stand, what they came to, and for late ones how their time was counted."""

from __future__ import annotations

import datetime as dt

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.cases.answers import CaseValue
from indicatorlang.engine.cases.day_problems import CaseWithoutDay, WorkdaysCounted
from indicatorlang.engine.cases.each import CaseReader
from indicatorlang.engine.cases.table import Case, CaseTable, Chosen, Stamp
from indicatorlang.engine.problems.actuals_problems import place_of
from indicatorlang.library.lookup import calendars
from indicatorlang.library.parts import Words
from indicatorlang.model.calendar import Calendar
from indicatorlang.model.case_condition import CaseTest, NumberTest
from indicatorlang.model.formula import Constant, Elapsed, Expression
from indicatorlang.model.measured import CaseCount, CaseSeen, DaysOff
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity

_DAY = dt.timedelta(days=1)
MOST_TOLD = 20
"""So many late cases are told with the days that were counted."""
MOST_STRETCHES = 100


def chosen(table: CaseTable, span: Period, at: dt.date, window: Period | None) -> Chosen:
    """The cases that count at a date: those whose day has come and lies within the span, or within the window."""
    cases: list[Case] = []
    problems: list[Diagnostic] = []
    later = outside = 0
    if table.declared.date is not None and table.declared.date in table.lacking:
        return Chosen(problems=(table.lacking[table.declared.date],))
    for case in table.cases:
        if case.dated is None:
            cases.append(case)
            continue
        stamp = case.dated.stamp
        if stamp is None:
            problems.append(case.dated.problem or _without_day(table, case))
        elif not span.start <= stamp.day <= span.end:
            outside += 1
        elif stamp.day > at:
            later += 1
        elif window is None or window.start <= stamp.day <= window.end:
            cases.append(case)
    return Chosen(tuple(cases), later, outside, tuple(problems))


def _without_day(table: CaseTable, case: Case) -> Diagnostic:
    return CaseWithoutDay(subject=table.declared.date or "", records=table.name, origin=case.origin, place=place_of(case.origin))


def seen_of(
    case: Case,
    value: CaseValue,
    met: bool | None,
    reader: CaseReader,
    test: CaseTest | Expression | None = None,
    *,
    detailed: bool = False,
) -> CaseSeen:
    """One case for the result; `detailed` tells how its time was counted."""
    day = case.dated.stamp.day if case.dated is not None and case.dated.stamp is not None else None
    cells = {name: cell.text for name, cell in case.cells.items() if cell.text}
    is_open = value.state == "open"
    counted, quantity = None, value.quantity if not is_open else None
    subject = _time_of(test)
    if subject is not None:
        told = _count(case, subject, test, value, reader) if detailed or is_open else None
        if told is not None:
            counted, quantity = told if detailed else (None, told[1])
    return CaseSeen(case.origin, day, quantity, met, is_open, cells, counted)


def _time_of(test: CaseTest | Expression | None) -> Elapsed | None:
    """The time that a condition, or a value, is about."""
    if isinstance(test, Elapsed):
        return test
    return test.left if isinstance(test, NumberTest) and isinstance(test.left, Elapsed) else None


def _count(
    case: Case, subject: Elapsed, test: CaseTest | Expression | None, value: CaseValue, reader: CaseReader
) -> tuple[CaseCount, Quantity | None] | None:
    stamps = [_stamp(moment.day, moment.column, case) for moment in (subject.start, subject.end)]
    start, end = stamps
    if start is None or start.day > reader.at:
        return None
    if end is None or end.day > reader.at:
        end = Stamp(reader.at)
    so_far = value.quantity if value.state == "known" else reader.between(subject, start, end).quantity
    limit = test.right.quantity if isinstance(test, NumberTest) and isinstance(test.right, Constant) else None
    over, last = None, None
    if limit is not None and so_far is not None and isinstance(test, NumberTest) and test.op in ("<=", "<"):
        if so_far.base > limit.base:
            over = Quantity((so_far.base - limit.base) / limit.unit.factor, limit.unit, max(so_far.places, limit.places))
        last = last_day(subject, start.day, limit, test.op, reader.calendar)
    timed = subject.function == "hours"
    off, made_up = _days_off(start.day, end.day, reader.calendar) if subject.function == "workdays" else ((), ())
    told = CaseCount(subject.function, start.instant, end.instant, timed, off, made_up, limit, last, over)
    return told, so_far


def _stamp(day: dt.date | None, column: str | None, case: Case) -> Stamp | None:
    return Stamp(day) if day is not None else case.cell(column or "").stamp


def last_day(subject: Elapsed, start: dt.date, limit: Quantity, op: str, calendar: Calendar) -> dt.date | None:
    """The last day on which the time is still within its limit, where that is a whole number of days."""
    if limit.number.denominator != 1 or subject.function == "hours":
        return None
    whole = int(limit.number) - (op == "<")
    if subject.function == "days":
        return start + dt.timedelta(days=whole) if limit.unit.factor == 24 and 0 <= whole < 10_000 else None
    return calendar.after(start, whole) if whole >= 1 else start


def _days_off(start: dt.date, end: dt.date, calendar: Calendar) -> tuple[tuple[DaysOff, ...], tuple[dt.date, ...]]:
    """The days that did not count between two days, in stretches, and the days off that people worked."""
    stretches: list[DaysOff] = []
    made_up: list[dt.date] = []
    part, overlaid = calendars().get(calendar.name), dict(calendar.overlay)
    day = start + _DAY
    while day <= end and len(stretches) < MOST_STRETCHES:
        works = calendar.is_workday(day)
        if works is False:
            named = part.holiday(day) if part is not None and part.holiday is not None and day not in overlaid else None
            before = stretches[-1] if stretches and stretches[-1].period.end == day - _DAY else None
            if before is None:
                stretches.append(DaysOff(Period(day, day), *((named.zh, named.en) if named is not None else ("", ""))))
            else:
                words = (before.zh, before.en) if named is None else _both(before, named)
                stretches[-1] = DaysOff(Period(before.period.start, day), *words)
        elif works and day.weekday() >= 5:
            made_up.append(day)
        day += _DAY
    return tuple(stretches), tuple(made_up)


def _both(before: DaysOff, named: Words) -> tuple[str, str]:
    """The names of a stretch with that of a further day: 中秋节、国庆节, Mid-Autumn Festival and National Day."""
    if not before.zh or named.zh in before.zh.split("、"):
        return before.zh or named.zh, before.en or named.en
    return f"{before.zh}、{named.zh}", f"{before.en} and {named.en}"


def notices_of(reader: CaseReader, span: Period) -> Diagnostic | None:
    """By which announcements the working days were counted, from the start of the span on; None when none were."""
    if reader.first is None or reader.last is None:
        return None
    calendar, first, last = reader.calendar, min(reader.first, span.start), reader.at
    part = calendars().get(calendar.name)
    titles = tuple(notice.title for notice in part.notices_between(first, last)) if part is not None else ()
    changed = sum(first <= day <= last for day, _ in calendar.overlay)
    return WorkdaysCounted(notices=titles, calendar=calendar.name, overlay=changed)
