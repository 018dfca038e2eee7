"""The colour of a row that is not due (contract, section 6, Pace; domain M1 to M6)."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from tests.reference.facts import UNITS, Compared, Project, Row, Within, Word, month_end, plain
from tests.reference.judging import due_of, judge, op_of
from tests.reference.values import for_the_whole, how, value_at, word_at

WORST_FIRST = ("red", "yellow", "green", "blue")
MORE = (">=", ">")


def colour_of(index: Fraction) -> str:
    """Red below 60, yellow below 80, green below 120, else blue."""
    return "red" if index < 60 else "yellow" if index < 80 else "green" if index < 120 else "blue"


def pace_of(project: Project, row: Row, hopeless: bool) -> tuple[str | None, Fraction | None]:
    """Colour and index of a row that is not due; the index None where the rules give none."""
    target = row.target
    if isinstance(target, Word):
        return ("red" if hopeless else _of_word(project, row, target)), None
    if not isinstance(target, Compared | Within):
        return ("red" if hopeless else None), None
    value = value_at(project, target.measure, project.as_of)
    if value.state != "known":
        return ("red" if hopeless and value.number is not None else None), None
    if isinstance(target, Within):
        colour, index = _of_range(target, value.number)
    else:
        colour, index = _of_number(project, row, target, value.number)
    return ("red" if hopeless else colour), index


def _of_word(project: Project, row: Row, target: Word) -> str | None:
    value = word_at(project, target.measure, project.as_of)
    if value.state != "known":
        return None
    names = [name for name, _ in project.scale(project.measure(target.measure).scale)]
    if target.op == "is" and (row.equal or project.rules.equal) != "reach":
        return "green" if value.word == target.level else "red"
    short = names.index(value.word) - (names.index(target.level) - (target.op == ">"))
    return "green" if short <= 0 else "yellow" if short == 1 else "red"


def _of_range(target: Within, a: Fraction) -> tuple[str, Fraction | None]:
    low, high = plain(target.low, target.unit), plain(target.high, target.unit)
    above = a >= low if target.low_closed else a > low
    below = a <= high if target.high_closed else a < high
    if above and below:
        return "green", None
    return _against(a, low, ">=" if target.low_closed else ">") if a <= low else ("green" if a == high else "red", None)


def _of_number(project: Project, row: Row, target: Compared, a: Fraction) -> tuple[str | None, Fraction | None]:
    op, t = op_of(project, row, target), plain(target.bound, target.unit)
    measure = project.measure(target.measure)
    if op in ("<=", "<"):
        return ("green" if (a <= t if op == "<=" else a < t) else "red"), None
    if op not in MORE:
        return ("green" if (a == t) is (op != "!=") else "red"), None
    summed = how(measure) == "sum" or measure.kind == "ytd"
    if measure.formula is not None:
        summed = False
    if not summed or for_the_whole(project, target.measure):
        return _against(a, t, op)
    path, further = milestones(project, row, target)
    if path or further:
        passed = [(day, bound) for day, bound in path if day <= project.as_of]
        if not passed:
            return "green", None
        colour, index = _against(a, plain(passed[-1][1], target.unit))
        lost = any(_missed(project, row, target, day, bound) for day, bound in passed)
        if lost and colour in ("green", "blue"):
            colour = "yellow"
        return colour, index
    due = due_of(project, target)
    return _against(a, t * _months(project, project.as_of) / _months(project, due))


def _missed(project: Project, row: Row, target: Compared, day: dt.date, bound: Fraction) -> bool:
    return judge(project, row, Compared(target.measure, target.op, bound, target.unit, day), project.as_of).verdict == "missed"


def _against(a: Fraction, expected: Fraction, op: str = ">=") -> tuple[str, Fraction | None]:
    if expected <= 0:
        return ("green" if a > expected or (a == expected and op == ">=") else "red"), None
    index = a / expected * 100
    return colour_of(index), index


def _months(project: Project, day: dt.date) -> Fraction:
    """Months from the start of the span that have ended by a day."""
    return Fraction((day.year - project.year) * 12 + day.month - (day < month_end(day.year, day.month)))


def milestones(project: Project, row: Row, target: Compared) -> tuple[list[tuple[dt.date, Fraction]], bool]:
    """Earlier days and bounds, of the target's own schedule, else of the rows over the same measure that rise to it; and whether
    other rows rise from it, so that it is a milestone itself."""
    if target.steps:
        return list(target.steps), False
    due, t = due_of(project, target), plain(target.bound, target.unit)
    earlier, further = [], False
    for other in project.rows:
        demand = other.target
        if other is row or not isinstance(demand, Compared) or demand.measure != target.measure:
            continue
        if op_of(project, other, demand) not in MORE:
            continue
        if due_of(project, demand) < due and plain(demand.bound, demand.unit) < t:
            earlier.append((due_of(project, demand), plain(demand.bound, demand.unit) / UNITS[target.unit][1]))
        further = further or (due_of(project, demand) > due and plain(demand.bound, demand.unit) > t)
    return sorted(earlier), further
