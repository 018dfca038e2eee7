"""Verdict, fraction and gap of a row (contract, section 6)."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs

from tests.reference.facts import (
    FLOWS,
    UNITS,
    Compared,
    Condition,
    EachCase,
    Every,
    Finished,
    Grown,
    Opposite,
    OverCases,
    Project,
    Recurring,
    Row,
    Some,
    Trend,
    Within,
    Word,
    pieces,
    plain,
    rounded,
    shown,
)
from tests.reference.found import Value
from tests.reference.overcases import number_over, taken, windows
from tests.reference.scoring import NOUGHT, ONE, less, more, progress, two_sided
from tests.reference.trends import held
from tests.reference.values import completion_at, for_the_whole, how, value_at, word_at


@attrs.frozen
class Found:
    """What became of a condition: `hopeless` when nothing that may still come can meet it."""

    verdict: str
    fraction: Fraction | None = None
    gap: Fraction | None = None
    hopeless: bool = False
    value: Value | None = None
    between: tuple[Fraction, Fraction] | None = None
    share: Fraction | None = None


def due_of(project: Project, condition: Condition) -> dt.date:
    """The day a condition is due: a composite with its last part."""
    match condition:
        case Every(parts) | Some(parts):
            return max(due_of(project, part) for part in parts)
        case Opposite(part):
            return due_of(project, part)
    if isinstance(condition, Recurring | EachCase | Trend | OverCases):
        return project.span.last
    return condition.by or project.span.last


def judge(project: Project, row: Row, condition: Condition, day: dt.date) -> Found:
    """What becomes of a condition as of a day."""
    match condition:
        case Every(parts):
            return _every([judge(project, row, part, day) for part in parts])
        case Some(parts):
            return _some([judge(project, row, part, day) for part in parts])
        case Opposite(part):
            return _opposite(project, row, part, day)
        case Word():
            return _word(project, row, condition, day)
        case Finished():
            return _finished(project, row, condition, day)
        case Grown():
            return _grown(project, row, condition, day)
        case Recurring():
            return _recurring(project, row, condition, day)
        case EachCase():
            return _cases(project, row, condition, day)
        case Trend():
            return _trend(project, row, condition, day)
        case OverCases(each=None):
            return _over_cases(project, row, condition, day)
        case OverCases():
            return _over_cases_of_each(project, row, condition, day)
    return _number(project, row, condition, day)


def _every(parts: list[Found]) -> Found:
    applicable = [part for part in parts if part.verdict != "not_applicable"]
    if not applicable:
        return Found("not_applicable")
    verdicts = {part.verdict for part in applicable}
    hopeless = any(part.verdict == "missed" or part.hopeless for part in applicable)
    if "not_due" in verdicts:
        return Found("not_due", hopeless=hopeless)
    for verdict in ("missed", "invalid", "no_data"):
        if verdict in verdicts:
            least = min((part.fraction or NOUGHT for part in applicable), default=None) if verdict == "missed" else None
            return Found(verdict, least, hopeless=hopeless)
    return Found("met", min(part.fraction or NOUGHT for part in applicable))


def _some(parts: list[Found]) -> Found:
    applicable = [part for part in parts if part.verdict != "not_applicable"]
    if not applicable:
        return Found("not_applicable")
    verdicts = {part.verdict for part in applicable}
    hopeless = all(part.verdict == "missed" or part.hopeless for part in applicable)
    if "not_due" in verdicts:
        return Found("not_due", hopeless=hopeless)
    if "met" in verdicts:
        return Found("met", max(part.fraction or NOUGHT for part in applicable if part.verdict == "met"))
    for verdict in ("invalid", "no_data"):
        if verdict in verdicts:
            return Found(verdict)
    return Found("missed", max(part.fraction or NOUGHT for part in applicable))


def _opposite(project: Project, row: Row, part: Condition, day: dt.date) -> Found:
    found = judge(project, row, part, day)
    if found.verdict == "met" and day < due_of(project, part):
        return Found("not_due", hopeless=True)
    if found.verdict == "met":
        return Found("missed", NOUGHT)
    if found.verdict == "missed":
        return Found("met", ONE)
    return attrs.evolve(found, fraction=None, gap=None, hopeless=_certain(project, row, part, day))


def _certain(project: Project, row: Row, part: Condition, day: dt.date) -> bool:
    """Whether a number that is not due yet can only be met."""
    if not isinstance(part, Compared | Within):
        return False
    value = value_at(project, part.measure, day)
    return value.state in ("known", "unknown") and decided(row, project, part, _future(project, part.measure, value)) is True


def _word(project: Project, row: Row, condition: Word, day: dt.date) -> Found:
    due = due_of(project, condition)
    value = word_at(project, condition.measure, min(day, due))
    levels = project.scale(project.measure(condition.measure).scale)
    names = [name for name, _ in levels]
    demanded = names.index(condition.level) - (condition.op == ">")
    if day < due:
        return Found("not_due", value=value)
    if value.state == "bad":
        return Found("invalid")
    if value.state != "known":
        return Found("no_data")
    reached = names.index(value.word)
    if project.measure(condition.measure).scale == "三档":
        return _of_three(project, row, condition, day, reached, reached <= demanded)
    only = condition.op == "is" and (row.equal or project.rules.equal) != "reach"
    if (reached == demanded) if only else (reached <= demanded):
        return Found("met", ONE)
    share = dict(levels)[value.word]
    if only or (row.scoring or project.rules.scoring) == "pass_fail":
        return Found("missed", NOUGHT)
    if share is not None:
        return Found("missed", share)
    return Found("missed", project.rules.below if reached == demanded + 1 else NOUGHT)


def _of_three(project: Project, row: Row, condition: Word, day: dt.date, reached: int, met: bool) -> Found:
    """The official three levels: the points that a reviewer gave, which have to lie in the band of the level; else the first level
    counts in full and the others at the lower end of their band, and the total has an interval."""
    verdict = "met" if met else "missed"
    if (row.scoring or project.rules.scoring) == "pass_fail":
        return Found(verdict, ONE if met else NOUGHT)
    best, second = project.rules.three_levels
    low, high = ((best, ONE), (second, best), (NOUGHT, second))[reached]
    until = min(day, due_of(project, condition))
    said = [e for e in project.entries if e.measure == condition.measure and e.value is not None]
    known = [(e.period.last, n) for n, e in enumerate(said) if e.period is not None and e.period.last <= until]
    last = said[max(known)[1]]
    if last.points is None:
        return Found(verdict, ONE if reached == 0 else low, between=(low, high))
    least, most = rounded(low * row.weight), rounded(high * row.weight)
    if not (least <= last.points < most or (reached == 0 and last.points == most)):
        return Found("invalid")
    return Found(verdict, last.points / row.weight)


def _finished(project: Project, row: Row, condition: Finished, day: dt.date) -> Found:
    due = due_of(project, condition)
    value = completion_at(project, condition.measure, day, due)
    if value.state == "known" and value.day is not None and value.day <= day:
        if value.day <= due:
            return Found("met", ONE, value=value)
        late = row.late if row.late is not None else project.rules.late
        if (row.scoring or project.rules.scoring) == "pass_fail":
            late = NOUGHT
        return Found("missed", late, Fraction((value.day - due).days), value=value)
    if day < due:
        return Found("not_due", value=value)
    return Found("no_data") if value.state == "unknown" else Found("missed", NOUGHT, value=value)


def _number(project: Project, row: Row, condition: Compared | Within, day: dt.date) -> Found:
    due = due_of(project, condition)
    value = value_at(project, condition.measure, min(day, due))
    if day < due:
        future = _future(project, condition.measure, value)
        hopeless = value.state in ("known", "unknown") and decided(row, project, condition, future) is False
        gap = _gap(project, row, condition, value.number) if value.state == "known" else None
        return Found("not_due", None, gap, hopeless, value)
    if value.state == "bad":
        return Found("invalid", value=value)
    if value.state == "met":
        return Found("met", ONE, value=value)
    if value.state == "not_applicable":
        return Found("not_applicable", value=value)
    sure = decided(row, project, condition, (value.low, value.high))
    if value.number is None or sure is None:
        return Found("no_data", value=value)
    if sure:
        return Found("met", ONE, value=value)
    return Found(
        "missed", fraction_of(project, row, condition, value.number), _gap(project, row, condition, value.number), value=value
    )


def _grown(project: Project, row: Row, condition: Grown, day: dt.date) -> Found:
    """Growth over the baseline of the measure: relative, in points, or plainly more."""
    due = due_of(project, condition)
    measure = project.measure(condition.measure)
    value = value_at(project, condition.measure, min(day, due))
    if day < due:
        return Found("not_due", value=value)
    if value.state in ("bad", "not_applicable"):
        return Found({"bad": "invalid"}.get(value.state, value.state))
    if value.number is None or measure.baseline is None:
        return Found("no_data")
    a, b = value.number, plain(measure.baseline, measure.unit)
    sign = -1 if condition.falls else 1
    over = sign * (b if condition.rate is not None and not condition.points else 1)
    low, high = ((None if end is None else (end - b) / over) for end in (value.low, value.high))
    if over < 0:
        low, high = high, low
    grown = (a - b) / over
    t = NOUGHT if condition.rate is None else condition.rate / 100
    sure = _sure_of(">" if condition.rate is None else condition.op, t, low, high)
    if sure is None:
        return Found("no_data")
    if sure:
        return Found("met", ONE)
    if condition.rate is None:
        return Found("missed", NOUGHT, shown(-grown, measure.unit) if grown < 0 else None)
    missing = abs(grown - t) * 100
    if (row.scoring or project.rules.scoring) == "pass_fail" or (grown == t and project.rules.boundary == "zero"):
        fraction = NOUGHT
    else:
        fraction = more(grown, t) if condition.op in (">=", ">") else less(grown, t, project.rules.less)
    return Found("missed", fraction, missing if missing > 0 else None)


def _recurring(project: Project, row: Row, condition: Recurring, day: dt.date) -> Found:
    """Period by period: what has ended by the day is due."""
    measure = project.measure(condition.measure)
    results: list[bool | None] = []
    if not any(period.last <= day for period in pieces(project.year, condition.months)):
        return Found("not_due")
    for period in pieces(project.year, condition.months):
        if period.last > day:
            break
        within = [e for e in project.entries if e.measure == measure.name and e.period and period.holds(e.period)]
        there = [plain(e.value, e.unit or measure.unit) for e in within if isinstance(e.value, Fraction)]
        covered = sum(e.period.months for e in within if e.period and isinstance(e.value, Fraction))
        total = sum(there, NOUGHT)
        if covered < condition.months:
            results.append(_sure_of(condition.op, plain(condition.bound, condition.unit), total, None) if there else None)
            if measure.missing == "zero" or (measure.missing == "skip" and there):
                results[-1] = _sure_of(condition.op, plain(condition.bound, condition.unit), total, total)
            elif measure.missing == "skip":
                results.pop()
            continue
        results.append(_sure_of(condition.op, plain(condition.bound, condition.unit), total, total))
    if not results:
        return Found("no_data")
    share = Fraction(results.count(True), len(results))
    if False in results:
        fraction = NOUGHT if (row.scoring or project.rules.scoring) == "pass_fail" else share
        return Found("missed", fraction, (1 - share) * 100)
    return Found("no_data") if None in results else Found("met", ONE)


def _periodic(row: Row, project: Project, results: list[bool | str]) -> Found:
    """Period by period: a missed one decides, then a bad one, then a blank one. What does not apply is not among them."""
    share = Fraction(results.count(True), len(results))
    if False in results:
        fraction = NOUGHT if (row.scoring or project.rules.scoring) == "pass_fail" else share
        return Found("missed", fraction, (1 - share) * 100)
    if "bad" in results:
        return Found("invalid")
    return Found("no_data") if "blank" in results else Found("met", ONE)


def _trend(project: Project, row: Row, condition: Trend, day: dt.date) -> Found:
    results = held(project, condition, day)
    if results:
        return _periodic(row, project, results)
    return Found("not_due" if day < project.span.last else "no_data")


def _cases(project: Project, row: Row, condition: EachCase, day: dt.date) -> Found:
    """The share of the cases that were in time; of an open one it is known only that it has taken so long already."""
    cases = taken(project, condition.unit, day, project.span)
    bad = sum(1 for length, _ in cases if length > condition.limit)
    good = sum(1 for length, ended in cases if ended and length <= condition.limit)
    if day < project.span.last:
        return Found("not_due")
    if good + bad == 0:
        return Found("not_applicable")
    reached = Fraction(good, good + bad)
    if reached >= condition.share:
        return Found("met", ONE, share=reached)
    fraction = NOUGHT if (row.scoring or project.rules.scoring) == "pass_fail" else reached / condition.share
    return Found("missed", fraction, (condition.share - reached) * 100, share=reached)


def _over_cases(project: Project, row: Row, condition: OverCases, day: dt.date) -> Found:
    if day < project.span.last:
        return Found("not_due")
    value = number_over(project, condition, day, project.span)
    if value.number is None:
        return Found(value.state)
    number = Compared(condition.measure, condition.op, condition.bound, condition.unit)
    if decided(row, project, number, (value.number, value.number)):
        return Found("met", ONE, value=value)
    return Found("missed", fraction_of(project, row, number, value.number), _gap(project, row, number, value.number), value=value)


def _over_cases_of_each(project: Project, row: Row, condition: OverCases, day: dt.date) -> Found:
    """What happened in each day, week or month by its end."""
    results: list[bool | str] = []
    ended = [window for window in windows(project, condition.each or "") if window.last <= day]
    if not ended:
        return Found("not_due")
    for window in ended:
        value = number_over(project, condition, day, window)
        if value.number is not None:
            number = Compared(condition.measure, condition.op, condition.bound, condition.unit)
            results.append(decided(row, project, number, (value.number, value.number)) is True)
    return _periodic(row, project, results) if results else Found("not_applicable")


def _future(project: Project, name: str, value: Value) -> tuple[Fraction | None, Fraction | None]:
    """What a number may still become by the end: a total only grows, the greatest never sinks, the least never rises."""
    measure = project.measure(name)
    if measure.formula is not None or value.number is None or for_the_whole(project, name):
        return None, None
    way, flows = how(measure), UNITS[measure.unit][0] in FLOWS
    if way == "max":
        return value.number, None
    if way == "min":
        return None, value.number
    if value.number >= 0 and (way == "sum" or (way == "last" and measure.kind == "ytd" and flows)):
        return value.number, None
    return None, None


def op_of(project: Project, row: Row, condition: Compared) -> str:
    """What the sign means: under `reach` equal is at least or at most, by the direction; equal to nought is at most nought."""
    if condition.op != "==":
        return condition.op
    if condition.bound == 0:
        return "<="
    equal = row.equal or project.rules.equal
    if equal != "reach":
        return equal
    return {"higher": ">=", "lower": "<=", "nearer": "two_sided"}[project.measure(condition.measure).direction or "higher"]


def decided(
    row: Row, project: Project, condition: Compared | Within, ends: tuple[Fraction | None, Fraction | None]
) -> bool | None:
    """Whether every number between two ends meets the condition (True), none does (False), or some do."""
    low, high = ends
    if isinstance(condition, Within):
        at_least = _sure_of(">=" if condition.low_closed else ">", plain(condition.low, condition.unit), low, high)
        at_most = _sure_of("<=" if condition.high_closed else "<", plain(condition.high, condition.unit), low, high)
        if at_least is False or at_most is False:
            return False
        return True if at_least and at_most else None
    return _sure_of(op_of(project, row, condition), plain(condition.bound, condition.unit), low, high)


def _sure_of(op: str, t: Fraction, low: Fraction | None, high: Fraction | None) -> bool | None:
    if op in ("<=", "<"):
        turned = (None if high is None else -high), (None if low is None else -low)
        return _sure_of({"<=": ">=", "<": ">"}[op], -t, *turned)
    if op == "!=":
        inside = _sure_of("==", t, low, high)
        return None if inside is None else not inside
    if op in ("==", "exact", "two_sided"):
        if low is not None and low == high == t:
            return True
        return False if (low is not None and low > t) or (high is not None and high < t) else None
    if low is not None and (low > t or (low == t and op == ">=")):
        return True
    if high is not None and (high < t or (high == t and op == ">")):
        return False
    return None


def fraction_of(project: Project, row: Row, condition: Compared | Within, a: Fraction) -> Fraction:
    """The fraction of a number that does not meet the condition."""
    rules = project.rules
    scoring = row.scoring or rules.scoring
    lower = row.scoring if row.scoring in ("linear", "reciprocal") else rules.less
    if scoring == "pass_fail":
        return NOUGHT
    if isinstance(condition, Within):
        low, high = plain(condition.low, condition.unit), plain(condition.high, condition.unit)
        if a in (low, high) and rules.boundary == "zero":
            return NOUGHT
        return more(a, low) if a <= low else less(a, high, lower)
    t, op = plain(condition.bound, condition.unit), op_of(project, row, condition)
    if op in ("!=", "exact"):
        return NOUGHT
    if op == "two_sided":
        return two_sided(a, t)
    if a == t and rules.boundary == "zero":
        return NOUGHT
    if a == t > 0:
        return ONE
    measure = project.measure(condition.measure)
    if measure.baseline is not None and (scoring == "progress" or t <= 0):
        start = plain(measure.baseline, measure.unit)
        onward = start < t if op in (">=", ">") else start > t
        return progress(a, t, start) if onward else NOUGHT  # who starts beyond the target has no way to go
    return more(a, t) if op in (">=", ">") else less(a, t, lower)


def _gap(project: Project, row: Row, condition: Compared | Within, a: Fraction) -> Fraction | None:
    """What is missing, in the unit of the target."""
    if isinstance(condition, Within):
        low, high = plain(condition.low, condition.unit), plain(condition.high, condition.unit)
        missing = max(low - a, a - high)
    else:
        t, op = plain(condition.bound, condition.unit), op_of(project, row, condition)
        missing = {">": t - a, ">=": t - a, "<": a - t, "<=": a - t, "!=": NOUGHT}.get(op, abs(a - t))
    return shown(missing, condition.unit) if missing > 0 else None
