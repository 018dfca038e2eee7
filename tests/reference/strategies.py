"""Projects at random, of few numbers, so that bounds are hit, missed by the last decimal, doubled and halved."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs
from hypothesis import strategies as st

from tests.reference.facts import (
    FLOWS,
    UNITS,
    Compared,
    Condition,
    EachCase,
    Entry,
    Every,
    Finished,
    Grown,
    Measure,
    Opposite,
    Period,
    Project,
    Recurring,
    Row,
    Some,
    Within,
    Word,
    month_end,
    pieces,
    stretch,
)

YEAR = 2019
QUARTER_ENDS = tuple(month_end(YEAR, m) for m in (3, 6, 9, 12))
WHOLE = ("家", "人次")
# Units in which one measure may be given.
KIN = {
    "家": ("家", "万家"),
    "万元": ("万元", "元"),
    "元": ("元", "万元"),
    "亩": ("亩", "公顷"),
    "%": ("%", "‰"),
    "吨": ("吨", "千克"),
}
PLAIN = ("家", "万元", "元", "亩", "%", "天", "吨", "人次")
SCALES = (
    ("三级", (("好", None), ("中", None), ("差", None))),
    (
        "五级",
        (
            ("甲等", Fraction(1)),
            ("乙等", Fraction(9, 10)),
            ("丙等", Fraction(8, 10)),
            ("丁等", Fraction(1, 2)),
            ("戊等", Fraction(0)),
        ),
    ),
)


def mostly(usual: object, *others: object) -> st.SearchStrategy:
    """The usual thing three times out of four."""
    return st.sampled_from((usual,) * (3 * len(others)) + others)


def numbers(unit: str) -> st.SearchStrategy[Fraction]:
    """Small numbers, mostly whole."""
    whole = st.sampled_from((0, 0, 1, 2, 3, 5, 10, 20, 50, 99, 100, 101)).map(Fraction)
    if unit in WHOLE:
        return whole
    return whole | st.sampled_from((Fraction(1, 2), Fraction(1, 100), Fraction(999, 100), Fraction(10001, 100)))


@st.composite
def measures(draw: st.DrawFn, name: str) -> tuple[Measure, tuple[Entry, ...]]:
    """A measure with what is reported of it."""
    unit = draw(st.sampled_from(PLAIN))
    kind = draw(st.sampled_from(("period", "ytd", "snapshot")))
    aggregate = draw(mostly(None, "mean", "min", "max", "last", "sum")) if kind == "period" else None
    if kind == "snapshot":
        aggregate = draw(mostly(None, None, "mean", "min", "max"))
    measure = Measure(
        name,
        unit,
        kind,
        aggregate,
        missing=draw(mostly("no_data", "zero", "skip")),
        direction=draw(st.sampled_from(("higher", "lower"))),
        baseline=draw(st.none() | numbers(unit)),
    )
    return measure, draw(series(measure))


@st.composite
def series(draw: st.DrawFn, measure: Measure) -> tuple[Entry, ...]:
    """What is reported of a measure: quarters or months from the start on, some blank."""
    if draw(mostly(False, True)) and draw(st.booleans()):
        return (Entry(measure.name, draw(numbers(measure.unit)), draw(st.sampled_from((None, stretch(YEAR, 1, 12))))),)
    months = draw(mostly(3, 1, 6))
    periods = pieces(YEAR, months)[: draw(st.integers(0, 12 // months))]
    values: list[Fraction | str | None] = [
        draw(st.one_of(numbers(measure.unit), numbers(measure.unit), numbers(measure.unit), st.none()))
        if draw(mostly(True, False))
        else draw(numbers(measure.unit))
        for _ in periods
    ]
    if measure.kind == "ytd":
        there = iter(sorted(v for v in values if v is not None))
        values = [None if v is None else next(there) for v in values]
    if draw(mostly(False, True)) and values and draw(st.booleans()):
        values[draw(st.integers(0, len(values) - 1))] = "bad"
    entries = [Entry(measure.name, value, period) for value, period in zip(values, periods, strict=True)]
    if draw(mostly(False, True)):
        entries = _beside(draw, measure, entries)
    return tuple(draw(st.permutations([_spelled(draw, measure, entry) for entry in entries])))


def _beside(draw: st.DrawFn, measure: Measure, entries: list[Entry]) -> list[Entry]:
    """Duplicates, corrections, conflicts, totals that check or replace; some values not applicable."""
    good = [entry for entry in entries if isinstance(entry.value, Fraction)]
    if not good:
        return entries or [Entry(measure.name, "n/a")]
    entry = draw(st.sampled_from(good))
    other = entry.number + draw(st.sampled_from((0, 1)))
    filed = [draw(st.sampled_from((None, dt.date(YEAR, 12, 1), dt.date(YEAR, 12, 2)))) for _ in range(2)]
    shape = draw(st.sampled_from(("twice", "coarse", "year", "total")))
    flows = measure.kind == "period" and UNITS[measure.unit][0] in FLOWS and measure.aggregate in (None, "sum")
    if shape == "twice" or not flows:
        if measure.kind != "ytd" or other == entry.value:
            entries = [attrs.evolve(e, filed=filed[0]) if e is entry else e for e in entries]
            entries.append(attrs.evolve(entry, value=other, filed=filed[1]))
        return entries
    if shape == "total":
        through = [e for e in good if e.period.last <= entry.period.last]
        there = sum((e.number for e in through), Fraction(0)) + draw(st.sampled_from((0, 0, 1)))
        return [*entries, Entry(measure.name, there, entry.period, kind="ytd")]
    wide = stretch(YEAR, 1, 12) if shape == "year" else next(h for h in pieces(YEAR, 6) if h.holds(entry.period))
    within = [e for e in good if wide.holds(e.period)]
    return [*entries, Entry(measure.name, sum((e.number for e in within), Fraction(0)) + draw(st.sampled_from((0, 0, 1))), wide)]


def _spelled(draw: st.DrawFn, measure: Measure, entry: Entry) -> Entry:
    """The same value in a unit of its own, sometimes."""
    unit = draw(st.sampled_from(KIN.get(measure.unit, (measure.unit,))))
    if not isinstance(entry.value, Fraction) or unit == measure.unit:
        return entry
    value = entry.value * UNITS[measure.unit][1] / UNITS[unit][1]
    rest = value.denominator
    while rest % 2 == 0:
        rest //= 2
    while rest % 5 == 0:
        rest //= 5
    return attrs.evolve(entry, value=value, unit=unit) if rest == 1 else entry


@st.composite
def bounds(draw: st.DrawFn, measure: Measure, entries: tuple[Entry, ...]) -> Fraction:
    """A bound near what the values come to."""
    if not draw(mostly(True, False)):
        return draw(numbers(measure.unit))
    values = [
        e.value * UNITS[e.unit or measure.unit][1] / UNITS[measure.unit][1] for e in entries if isinstance(e.value, Fraction)
    ]
    values = values or [Fraction(10)]
    base = draw(st.sampled_from((sum(values, Fraction(0)), values[-1], max(values), min(values), values[0] + values[-1])))
    step = Fraction(1) if measure.unit in WHOLE else Fraction(1, 100)
    bound = base * draw(st.sampled_from((Fraction(1), Fraction(1, 2), Fraction(2)))) + step * draw(
        st.sampled_from((0, 0, 0, 1, -1))
    )
    if measure.unit in WHOLE:
        return Fraction(max(0, round(bound)))
    return bound


def days() -> st.SearchStrategy[dt.date | None]:
    """The day of a target."""
    return st.none() | st.sampled_from(QUARTER_ENDS)


@st.composite
def comparisons(draw: st.DrawFn, known: dict[str, tuple[Measure, tuple[Entry, ...]]]) -> Condition:
    """One condition over one of the measures."""
    name = draw(st.sampled_from(sorted(known)))
    measure, entries = known[name]
    if measure.scale is not None:
        levels = [level for level, _ in dict(SCALES)[measure.scale]]
        op = draw(st.sampled_from(("is", ">=", ">")))
        return Word(name, op, draw(st.sampled_from(levels[1:] if op == ">" else levels)), draw(days()))
    if measure.kind == "done_date":
        return Finished(name, draw(days()))
    unit = draw(st.sampled_from(("%",) if measure.formula else KIN.get(measure.unit, (measure.unit,))))
    bound = draw(bounds(measure, entries))
    if measure.formula:
        bound = draw(st.sampled_from([Fraction(n) for n in (0, 1, 5, 10, 50, 95, 99, 100)]))
    else:
        bound = bound * UNITS[measure.unit][1] / UNITS[unit][1]
        if not _ends(bound):
            unit, bound = measure.unit, bound * UNITS[unit][1] / UNITS[measure.unit][1]
    if draw(mostly(True, False)):
        op = draw(st.sampled_from((">=", ">", "<=", "<", "==", "!=")))
        if op in (">=", "<=") and draw(mostly(False, True)):
            return _schedule(draw, name, op, bound, unit)
        return Compared(name, op, bound, unit, draw(days()))
    high = bound + draw(st.sampled_from((1, 5, 100)))
    return Within(name, bound, high, unit, draw(st.booleans()), draw(st.booleans()), draw(days()))


def _schedule(draw: st.DrawFn, name: str, op: str, bound: Fraction, unit: str) -> Compared:
    """Milestones on the way to a bound."""
    count = draw(st.integers(2, 4))
    parts = sorted(draw(st.sampled_from((Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(1)))) for _ in range(count - 1))
    ends = sorted(draw(st.permutations(QUARTER_ENDS))[:count])
    steps = tuple(
        (day, Fraction(int(bound * part)) if unit in WHOLE else bound * part) for day, part in zip(ends, parts, strict=False)
    )
    return Compared(name, op, bound, unit, ends[-1], steps)


def _ends(number: Fraction) -> bool:
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


@st.composite
def special(draw: st.DrawFn, known: dict[str, tuple[Measure, tuple[Entry, ...]]]) -> Condition:
    """Growth, what is to hold in every period, and what every case has to meet."""
    counted = [
        n
        for n, (m, _) in known.items()
        if m.kind == "period" and m.unit in ("家", "人次") and m.aggregate is None and not m.formula
    ]
    based = [n for n, (m, _) in known.items() if m.baseline is not None and m.baseline > 0]
    shape = draw(st.sampled_from(("cases", *(("grown", "grown") if based else ()), *(("every", "every") if counted else ()))))
    if shape == "cases":
        share = draw(mostly(Fraction(1), Fraction(9, 10), Fraction(1, 2)))
        return EachCase("时效", draw(st.integers(1, 4)), draw(st.sampled_from(("工作日", "天"))), share)
    if shape == "every":
        bound = Fraction(draw(st.sampled_from((1, 2, 5, 50))))
        name = draw(st.sampled_from(counted))
        return Recurring(
            name, draw(st.sampled_from((">=", ">", "<="))), bound, known[name][0].unit, draw(st.sampled_from((1, 3)))
        )
    name = draw(st.sampled_from(based))
    points = known[name][0].unit == "%" and draw(st.booleans())
    rate = draw(st.none() | st.sampled_from([Fraction(n) for n in (1, 5, 10, 50, 100)]))
    return Grown(name, rate, draw(mostly(">=", ">")), draw(st.booleans()), points and rate is not None, draw(days()))


@st.composite
def cases(draw: st.DrawFn) -> tuple[tuple[dt.date, dt.date | None], ...]:
    """Cases about the holidays of the year, some open."""
    starts = (
        "2019-04-26",
        "2019-04-30",
        "2019-02-01",
        "2019-06-06",
        "2019-09-30",
        "2019-10-11",
        "2019-12-27",
        "2019-12-31",
        "2018-12-28",
    )
    made = []
    for start in draw(st.lists(st.sampled_from(starts), max_size=6)):
        day = dt.date.fromisoformat(start)
        made.append((day, draw(st.none() | st.integers(0, 12).map(lambda n, day=day: day + dt.timedelta(days=n)))))
    return tuple(made)


@st.composite
def targets(draw: st.DrawFn, known: dict[str, tuple[Measure, tuple[Entry, ...]]]) -> Condition:
    """A condition, sometimes of parts."""
    if draw(mostly(True, False)):
        return draw(comparisons(known))
    shape = draw(st.sampled_from(("and", "or", "not", "mixed")))
    if shape == "not":
        return Opposite(draw(comparisons(known)))
    parts = tuple(draw(st.lists(comparisons(known), min_size=2, max_size=3)))
    if shape == "mixed":
        return Some((Every(parts), draw(comparisons(known))))
    return Every(parts) if shape == "and" else Some(parts)


@st.composite
def others(draw: st.DrawFn) -> dict[str, tuple[Measure, tuple[Entry, ...]]]:
    """Measures that are no plain numbers: a level, something to be done, a quotient."""
    made: dict[str, tuple[Measure, tuple[Entry, ...]]] = {}
    if draw(st.booleans()):
        scale, levels = draw(st.sampled_from(SCALES))
        said = draw(st.lists(st.sampled_from([level for level, _ in levels]), max_size=4))
        made["评价"] = (
            Measure("评价", scale=scale),
            tuple(Entry("评价", word, period) for word, period in zip(said, pieces(YEAR, 3), strict=False)),
        )
    if draw(st.booleans()):
        day = draw(
            st.none() | st.sampled_from(("2019-03-31", "2019-04-01", "2019-06-30", "2019-07-05", "2019-12-31", "否", "是"))
        )
        made["方案"] = (
            Measure("方案", kind="done_date"),
            () if day is None else (Entry("方案", day, draw(st.sampled_from(pieces(YEAR, 3)))),),
        )
    if draw(st.booleans()):
        below = Measure("受理数", "家", draw(st.sampled_from(("period", "ytd"))))
        above = Measure("办结数", "家", below.kind)
        rate = Measure(
            "办结率", formula=("办结数", "受理数"), bounded=draw(st.booleans()), no_cases=draw(mostly("not_applicable", "met"))
        )
        made["办结率"] = rate, ()
        made["受理数"], made["办结数"] = (below, draw(series(below))), (above, draw(series(above)))
    return made


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """A project with all that the reference knows."""
    known = {name: draw(measures(name)) for name in ("甲", "乙", "丙")[: draw(st.integers(1, 3))]}
    known |= draw(others())
    rows = []
    for index in range(draw(st.integers(1, 4))):
        rows.append(
            Row(
                str(index + 1),
                draw(targets(known)) if draw(mostly(True, False)) else draw(special(known)),
                Fraction(draw(st.sampled_from((0, 1, 5, 7, 10, 20, 33)))),
                level1=draw(st.sampled_from(("产出", "效果"))),
                scoring=draw(mostly(None, "progress", "pass_fail", "proportional")),
                equal=draw(mostly(None, "two_sided", "exact", "reach")),
                late=draw(mostly(None, Fraction(1, 2))),
                veto=draw(mostly(None, "indicator", "group", "project", "grade")),
                veto_on=draw(mostly(("missed",), ("missed", "no_data"))),
                deduct=draw(mostly(None, Fraction(1, 2), Fraction(6))),
                cap=draw(mostly(None, Fraction(9, 10))),
                floor=draw(mostly(None, Fraction(1, 2))),
            )
        )
        target = rows[-1].target
        if isinstance(target, Compared) and target.steps and draw(st.booleans()):
            points = tuple(Fraction(draw(st.integers(0, 3))) for _ in range(len(target.steps) + 1))
            rows[-1] = attrs.evolve(rows[-1], milestone_weights=points)
    if len(known) > 1 and draw(mostly(False, True)):
        numeric = {n: k for n, k in known.items() if k[0].scale is None and k[0].kind != "done_date" and k[0].formula is None}
        when = draw(comparisons(numeric))
        rows[0] = attrs.evolve(
            rows[0], when=attrs.evolve(when, by=None, steps=()) if isinstance(when, Compared) else attrs.evolve(when, by=None)
        )
    rows = _one_unit_of_time(rows)
    entries = [entry for _, given in known.values() for entry in given]
    budget = draw(st.none() | st.sampled_from((Fraction(0), Fraction(100), Fraction(120))))
    if budget is not None:
        spent = Measure("全年执行数", "万元", "ytd")
        entries += draw(series(spent))
    return Project(
        tuple(rows),
        tuple(measure for measure, _ in known.values()),
        tuple(entries),
        draw(st.sampled_from((*QUARTER_ENDS, QUARTER_ENDS[-1], QUARTER_ENDS[-1], month_end(YEAR, 5)))),
        profile=draw(mostly("mof-2020", "strict", "hubei-reciprocal", "okr")),
        scales=SCALES,
        budget=budget,
        cases=draw(cases()),
        final=draw(mostly(False, True)),
    )


def _one_unit_of_time(rows: list[Row]) -> list[Row]:
    """A measure of cases is counted in one unit: that of the first row about it."""
    unit = next((row.target.unit for row in rows if isinstance(row.target, EachCase)), "")
    return [
        attrs.evolve(row, target=attrs.evolve(row.target, unit=unit)) if isinstance(row.target, EachCase) else row for row in rows
    ]


__all__ = ["Period", "projects", "targets"]
