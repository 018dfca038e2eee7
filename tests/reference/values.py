"""What a measure comes to at a day: which values count, which are checks, which periods are blank (contract, sections 5 and 6)."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs

from tests.reference.facts import COUNTS, FLOWS, UNITS, Entry, Measure, Period, Project, pieces, plain
from tests.reference.found import BAD, UNKNOWN, Value, known
from tests.reference.joined import orgs_of, together, weighted_mean


def how(measure: Measure) -> str:
    """How values of periods become one."""
    if measure.aggregate is not None:
        return measure.aggregate
    return "sum" if measure.kind == "period" and UNITS[measure.unit][0] in FLOWS else "last"


def value_at(project: Project, name: str, day: dt.date) -> Value:
    """What is known of a number on a day."""
    measure = project.measure(name)
    if measure.formula is not None:
        return _quotient(project, measure, day)
    if len(orgs_of(project, name)) > 1:
        return together(project, name, day, value_at)
    if measure.weight_by is not None:
        return weighted_mean(project, measure, day)
    span = project.span
    entries = [e for e in project.entries if e.measure == name]
    whole = [e for e in entries if e.period is None or e.period == span]
    finer = [e for e in entries if e not in whole]
    if not finer:
        return _one(measure, whole)
    seen = [e for e in finer if e.period.last <= day]
    if day >= span.last:
        seen += [attrs.evolve(e, period=span) for e in whole]
    total = max((e.period.last for e in seen if e.kind == "ytd" and isinstance(e.value, Fraction)), default=None)
    if total is not None:
        # A running total takes the place of whatever was reported for what ends by its day.
        seen = [attrs.evolve(e, value=None) if e.value == "bad" and e.period.last <= total else e for e in seen]
    wider = [e.period for e in seen if isinstance(e.value, Fraction) and not e.kind and measure.kind == "period"]
    if how(measure) == "sum":
        # A longer value beside some of its parts counts alone.
        seen = [e for e in seen if e.value != "bad" or not _set_aside(e, wider, seen, span)]
    if any(e.value == "bad" for e in seen):
        # Where the last value counts, a bad one before it does no harm.
        without = attrs.evolve(project, entries=tuple(attrs.evolve(e, value=None) if e.value == "bad" else e for e in seen))
        last = max(e.period.last for e in seen if e.value is not None)
        harmless = all(e.value != "bad" for e in seen if e.period.last == last)
        return value_at(without, name, day) if how(measure) == "last" and harmless else BAD
    kept = _settled(seen, measure)
    if kept is None:
        return BAD
    counted = [attrs.evolve(e, value=plain(e.number, e.unit or measure.unit)) for e in kept if e.value is not None]
    if any(e.number < 0 for e in counted) and UNITS[measure.unit][0] in COUNTS:
        return BAD
    if measure.bounded and any(e.number > 1 for e in counted):
        return BAD
    blank = [e for e in kept if e.value is None]
    kinds = {e.kind or measure.kind for e in counted}
    if kinds == {"snapshot"} or (not kinds and measure.kind == "snapshot"):
        return _of_states(project, measure, counted, blank, day)
    if "snapshot" in kinds:
        return BAD
    return _of_flows(project, measure, counted, blank, day)


def _one(measure: Measure, whole: list[Entry]) -> Value:
    """A value for the whole span alone holds at every date."""
    if any(e.value == "bad" for e in whole):
        return BAD
    settled = _settled(whole, measure)
    if settled is None:
        return BAD
    values = {plain(e.value, e.unit or measure.unit) for e in settled if isinstance(e.value, Fraction)}
    if any(e.value == "n/a" for e in settled):
        return Value("not_applicable")
    if not values:
        return UNKNOWN
    if len(values) > 1:
        return BAD
    (number,) = values
    if number < 0 and UNITS[measure.unit][0] in COUNTS:
        return BAD
    if measure.bounded and number > 1:
        return BAD
    return known(number)


def _set_aside(bad: Entry, wider: list[Period], seen: list[Entry], span: Period) -> bool:
    """Whether a longer value stands in for a bad one, because the longer one has parts of which nothing is reported."""
    for period in wider:
        if period != span and period != bad.period and period.holds(bad.period):
            parts = {e.period for e in seen if period.holds(e.period) and e.period != period and e.value is not None}
            if sum(part.months for part in parts) < period.months:
                return True
    return False


def for_the_whole(project: Project, name: str) -> bool:
    """Whether all that is reported is one value for the whole span."""
    entries = [e for e in project.entries if e.measure == name]
    return bool(entries) and all(e.period is None or e.period == project.span for e in entries)


def _settled(entries: list[Entry], measure: Measure) -> list[Entry] | None:
    """One entry a period and kind; None when two values differ and no filing date tells which is the later."""
    groups: dict[tuple[Period | None, str], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.period, entry.kind or measure.kind), []).append(entry)
    settled = []
    for group in groups.values():
        filled = [e for e in group if e.value is not None]
        if not filled:
            settled.append(group[0])
            continue
        if len({_size(e, measure) for e in filled}) > 1:
            if any(e.filed is None for e in filled):
                return None
            latest = max(e.filed for e in filled if e.filed is not None)
            filled = [e for e in filled if e.filed == latest]
            if len({_size(e, measure) for e in filled}) > 1:
                return None
        settled.append(filled[0])
    return settled


def _size(entry: Entry, measure: Measure) -> object:
    return plain(entry.value, entry.unit or measure.unit) if isinstance(entry.value, Fraction) else entry.value


def _expected(project: Project, months: int, day: dt.date) -> list[Period]:
    return [period for period in pieces(project.year, months) if period.last <= day]


def _of_states(project: Project, measure: Measure, counted: list[Entry], blank: list[Entry], day: dt.date) -> Value:
    """States have the spacing of the days they are given for: the longest step that reaches every one of them."""
    given = {e.period.last for e in (*counted, *blank)}
    months = measure.frequency or next(n for n in (12, 6, 3, 1) if given <= {p.last for p in pieces(project.year, n)})
    days = [p.last for p in _expected(project, months, day)]
    by_day = {e.period.last: e.value for e in counted}
    return _put_together(measure, [by_day.get(d) for d in days])


def _of_flows(project: Project, measure: Measure, counted: list[Entry], blank: list[Entry], day: dt.date) -> Value:
    """What happened: a running total takes the place of what ends by its day, coarse values check the finer ones within."""
    running = [e for e in counted if (e.kind or measure.kind) == "ytd"]
    single = [e for e in counted if (e.kind or measure.kind) == "period"]
    blank_running = [e for e in blank if (e.kind or measure.kind) == "ytd"]
    if running and not single and not [e for e in blank if e not in blank_running]:
        return _of_running_totals(project, measure, running, blank_running, day)
    grains = {e.period.months for e in (*single, *blank) if e.period.months in (1, 3, 6, 12)}
    start = max((e.period.last for e in running), default=None)
    if start is not None:
        if any(e.period.first <= start < e.period.last for e in single):
            return BAD
        single = [e for e in single if e.period.first > start]
    if any(
        a.period.meets(b.period) and not (a.period.holds(b.period) or b.period.holds(a.period)) for a in single for b in single
    ):
        return BAD
    top: list[Entry] = []
    for entry in single:
        inner = [e for e in single if e is not entry and entry.period.holds(e.period) and e.period != entry.period]
        finest = [e for e in inner if not any(o is not e and e.period.holds(o.period) for o in inner)]
        if inner and sum(e.period.months for e in finest) == entry.period.months:
            if sum(e.value for e in finest) != entry.value:
                return BAD
            continue
        if entry.period == project.span and len(single) > 1:
            continue  # beside finer values a figure for the whole span is a check and nothing else
        top.append(entry)
    widest = [e for e in top if not any(o is not e and o.period.holds(e.period) for o in top)]
    months = measure.frequency or min(grains, default=12)
    expected = [p for p in _expected(project, months, day) if start is None or p.first > start]
    uncovered = [p for p in expected if not any(e.period.meets(p) for e in widest)]
    timed = [(e.period.last, e.value) for e in widest] + [(p.last, None) for p in uncovered]
    if start is not None:
        timed.append((start, max(running, key=lambda e: e.period.last).value))
    return _put_together(measure, [value for _, value in sorted(timed, key=lambda pair: pair[0])])


def _of_running_totals(project: Project, measure: Measure, counted: list[Entry], blank: list[Entry], day: dt.date) -> Value:
    given = {e.period.last for e in (*counted, *blank)}
    months = measure.frequency or next(n for n in (12, 6, 3, 1) if given <= {p.last for p in pieces(project.year, n)})
    days = [p.last for p in _expected(project, months, day)]
    by_day = {e.period.last: e.number for e in counted}
    return _put_together(measure, [by_day.get(d) for d in days], grows=True)


def _put_together(measure: Measure, values: list[Fraction | None], grows: bool = False) -> Value:
    """The values of the expected periods in order, None where one is blank."""
    there = [v for v in values if v is not None]
    way = how(measure)
    if not there:
        # Where nothing at all is reported, a blank is no nought either, unless it is said how often there should have been a value.
        return known(Fraction(0)) if measure.missing == "zero" and measure.frequency and values and not grows else UNKNOWN
    if measure.missing == "zero" and not grows:
        there = [v if v is not None else Fraction(0) for v in values]
        values = list(there)
    elif measure.missing in ("zero", "skip"):
        # Of a running total a blank says that nothing was added.
        values = list(there)
    number = {
        "sum": sum(there, Fraction(0)),
        "last": there[-1],
        "mean": sum(there, Fraction(0)) / len(there),
        "min": min(there),
        "max": max(there),
    }[way]
    if None not in values or (way == "last" and values[-1] is not None):
        return known(number)
    low = high = None
    if all(v >= 0 for v in there) and (way == "sum" or (way == "last" and grows and UNITS[measure.unit][0] in FLOWS)):
        low = number  # a total of what was never negative so far is taken to grow
    elif way == "max":
        low = number
    elif way == "min":
        high = number
    return Value("unknown", number, low, high)


def _quotient(project: Project, measure: Measure, day: dt.date) -> Value:
    above, below = (value_at(project, name, day) for name in measure.formula)
    states = {above.state, below.state}
    if "bad" in states:
        return BAD
    if "not_applicable" in states:
        return Value("not_applicable")
    if "unknown" in states:
        return UNKNOWN
    if below.number == 0:
        if above.number != 0:
            return BAD
        return Value("met") if measure.no_cases == "met" else Value("not_applicable")
    if measure.bounded and above.number > below.number:
        return BAD
    return known(above.number / below.number)


def word_at(project: Project, name: str, day: dt.date) -> Value:
    """The last word said by a day."""
    entries = [e for e in project.entries if e.measure == name]
    seen = {e.period.last: e.value for e in entries if e.period is not None and e.period.last <= day}
    months = next(n for n in (12, 6, 3, 1) if set(seen) <= {p.last for p in pieces(project.year, n)})
    expected = [p.last for p in _expected(project, months, day)]
    if not expected or seen.get(expected[-1]) is None:
        return UNKNOWN
    level = str(seen[expected[-1]])
    levels = [word for word, _ in project.scale(project.measure(name).scale)]
    return Value("known", word=level) if level in levels else BAD


def completion_at(project: Project, name: str, day: dt.date, due: dt.date) -> Value:
    """Whether and when something was done, as far as it is known on a day; `day` is None when it is known not to be done in time.

    A date holds from that day on, wherever it stands; one that lies ahead says, once its period is over, that it is not done yet.
    未完成 speaks for the end of its period: said before the due day it leaves open what came after.
    """
    entries = [e for e in project.entries if e.measure == name and e.value is not None]
    dates = [(e, _date_of(project, e)) for e in entries]
    past = [date for _, date in dates if date is not None and date <= day]
    if past:
        return Value("known", day=min(past))
    said = [(e, date) for e, date in dates if e.period is None or e.period.last <= day]
    ahead = any(date is not None for _, date in said)
    refused = any(date is None and (e.period is None or e.period.last >= due) for e, date in said)
    return Value("known", day=None) if ahead or refused else UNKNOWN


def _date_of(project: Project, entry: Entry) -> dt.date | None:
    if entry.value == "否":
        return None
    if entry.value == "是":
        return (entry.period or project.span).last
    return dt.date.fromisoformat(str(entry.value))
