"""Projects at random about one thing each: what the general ones of `strategies` would hit too seldom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import strategies as st

from tests.reference.facts import (
    Bands,
    Beside,
    Change,
    Compared,
    EachCase,
    Entry,
    Every,
    Finished,
    Item,
    Line,
    Measure,
    OverCases,
    Project,
    Rounding,
    Row,
    Steps,
    Trend,
    Word,
    month_end,
    pieces,
    stretch,
)
from tests.reference.strategies import QUARTER_ENDS, YEAR, cases, mostly

END = QUARTER_ENDS[-1]
LATE = st.sampled_from((END, END, END, QUARTER_ENDS[2], month_end(YEAR, 5), dt.date(YEAR, 8, 15)))
POINTS = st.sampled_from([Fraction(n) for n in (1, 5, 7, 10, 20, 33)])
THREE = ("三档", (("达成年度指标", None), ("部分达成年度指标并具有一定效果", None), ("未达成年度指标且效果较差", None)))
PROFILES = mostly("mof-2020", "hubei-reciprocal", "strict", "okr")
Draw = Callable[..., Any]


def some(*numbers: object) -> st.SearchStrategy[Fraction]:
    """One of a few numbers."""
    return st.sampled_from([Fraction(str(number)) for number in numbers])


def filled(draw: Draw, name: str, unit: str, kind: str, values: st.SearchStrategy[Any], months: int = 3) -> tuple[Entry, ...]:
    """A value for each period from the start on, some blank or bad; a running total rises."""
    periods = pieces(YEAR, months)[: draw(st.sampled_from((12 // months, 12 // months, 12 // months, 2)))]
    given = [draw(values) if draw(st.integers(0, 7)) else draw(st.sampled_from((None, None, "bad"))) for _ in periods]
    if kind == "ytd":
        rising = iter(sorted(v for v in given if isinstance(v, Fraction)))
        given = [next(rising) if isinstance(v, Fraction) else v for v in given]
    return tuple(Entry(name, value, period) for value, period in zip(given, periods, strict=True))


@st.composite
def trends(draw: st.DrawFn) -> Project:
    """Rises and drops, from quarter to quarter or month to month."""
    months = draw(mostly(3, 1))
    unit, kind = draw(st.sampled_from((("家", "period"), ("%", "snapshot"), ("家", "snapshot"))))
    measure = Measure(
        "指数",
        unit,
        kind,
        missing=draw(mostly("no_data", "skip", "zero")),
        frequency=months,
        previous=draw(st.none() | some(1, 2, 50)),
    )
    entries = filled(draw, "指数", unit, kind, some(1, 2, 3, 50), months)
    row = Row("1", Trend("指数", draw(st.booleans()), months), draw(POINTS), scoring=draw(mostly(None, "pass_fail")))
    return Project((row,), (measure,), entries, draw(LATE), profile=draw(PROFILES))


@st.composite
def methods(draw: st.DrawFn) -> Project:
    """Bands, steps, lines and named methods, a pass mark, a cap, a deduction by hand."""
    rows: list[Row] = []
    measures: list[Measure] = []
    entries: tuple[Entry, ...] = ()
    for number, name in zip("123", "甲乙丙", strict=True):
        unit = draw(st.sampled_from(("家", "%", "万元")))
        direction = draw(st.sampled_from(("higher", "lower")))
        measures.append(Measure(name, unit, draw(st.sampled_from(("snapshot", "ytd"))), direction=direction))
        entries += filled(draw, name, unit, measures[-1].kind, some(40, 45, 50, 54, 55, 60, 100, 101, 0))
        rows.append(draw(scored(number, name, unit)))
    if draw(st.booleans()):
        steps = Steps(Fraction(1), draw(st.sampled_from(("天", "工作日"))), Fraction(1, 2), None, draw(st.none() | some(2)))
        by = dt.date(YEAR, 4, 30)
        rows.append(Row("4", Finished("方案", by), draw(POINTS), method=draw(st.sampled_from((None, steps)))))
        measures.append(Measure("方案", kind="done_date"))
        said = draw(st.sampled_from(("2019-04-30", "2019-05-05", "2019-05-08", "2019-06-03", "否")))
        entries += (Entry("方案", said, pieces(YEAR, 3)[1]),)
    if draw(st.booleans()):
        bands = Bands(((Fraction(90), True, Fraction(1)), (Fraction(50), draw(st.booleans()), Fraction(1, 2))), Fraction(0))
        rows.append(Row("5", EachCase("时效", 2, "天"), draw(POINTS), method=bands))
    as_of = draw(st.sampled_from((END, END, END, END, QUARTER_ENDS[2])))
    return Project(tuple(rows), tuple(measures), entries, as_of, profile=draw(PROFILES), cases=draw(cases()))


@st.composite
def scored(draw: st.DrawFn, number: str, name: str, unit: str) -> Row:
    """A row with a method of its own."""
    op = draw(st.sampled_from((">=", "<=", ">", "<", "==")))
    row = Row(
        number,
        Compared(name, op, draw(some(50, 60)), unit, draw(mostly(None, QUARTER_ENDS[2]))),
        draw(POINTS),
        floor=draw(st.sampled_from((None, None, Fraction(1, 2), Fraction(9, 10)))),
        cap=draw(st.sampled_from((None, None, Fraction(8, 10), Fraction(1)))),
        deduct=draw(mostly(None, Fraction(1), Fraction(5, 2))),
    )
    if op == "==":
        scoring = draw(st.sampled_from((None, "two_sided", "exact")))
        return attrs.evolve(row, scoring=scoring, equal=scoring)
    if draw(st.integers(0, 3)):
        return attrs.evolve(row, method=draw(tables(unit, op in (">=", ">"))))
    words = ("proportional", "progress") if op in (">=", ">") else ("linear", "reciprocal")
    return attrs.evolve(row, scoring=draw(st.sampled_from((*words, "pass_fail"))))


@st.composite
def tables(draw: st.DrawFn, unit: str, higher: bool) -> Bands | Steps | Line:
    """A table of a row."""
    shape = draw(st.sampled_from(("bands", "steps", "line")))
    shares = sorted(draw(st.lists(some(0, "0.3", "0.5", "0.8", 1), min_size=3, max_size=3, unique=True)))
    limits = sorted(draw(st.lists(some(40, 45, 50, 55, 60, 100), min_size=2, max_size=2, unique=True)))
    if shape == "steps":
        step = draw(some(1, 5, 10))
        return Steps(
            step, unit, draw(some("0.5", 1, 2)), draw(st.sampled_from(("ceil", "floor", "linear"))), draw(st.none() | some(1))
        )
    if shape == "line":
        return Line(tuple(zip(limits, shares[1:] if higher else shares[:0:-1], strict=True)))
    order = limits[::-1] if higher else limits
    closed = [draw(st.booleans()) for _ in order]
    return Bands(tuple((at, shut, share) for at, shut, share in zip(order, closed, shares[:0:-1], strict=True)), shares[0])


@st.composite
def beside(draw: st.DrawFn) -> Project:
    """Rows beside the weights, and rows of items."""
    names = ("甲", "乙", "丙")
    measures = tuple(Measure(name, "家", draw(st.sampled_from(("ytd", "snapshot")))) for name in names)
    entries: tuple[Entry, ...] = ()
    for measure in measures:
        entries += filled(draw, measure.name, "家", measure.kind, some(0, 1, 3, 5, 9, 10, 100))
        if not draw(st.integers(0, 7)):
            entries = (*(e for e in entries if e.measure != measure.name), Entry(measure.name, "n/a"))
    rows = [
        Row(
            "1",
            Compared("甲", ">=", draw(some(5, 10, 100)), "家"),
            draw(some(10, 60, 100)),
            veto=draw(st.sampled_from((None, "project"))),
        ),
    ]
    if draw(st.booleans()):
        items = tuple(
            Item(
                f"任务{n}",
                Compared(draw(st.sampled_from(names)), draw(st.sampled_from((">=", "<="))), draw(some(3, 10)), "家", by),
                w,
            )
            for n, by, w in zip(
                "一二", (draw(st.none() | st.sampled_from(QUARTER_ENDS)), None), draw(_two_weights()), strict=True
            )
        )
        whole = sum((item.weight for item in items), Fraction(0))
        rows.append(Row("2", Every(tuple(item.target for item in items)), whole, items=items))
    for number in ("3", "4")[: draw(st.integers(0, 2))]:
        bonus = draw(st.booleans())
        bare = draw(st.booleans())
        step = draw(some(1, 2, 5) if bare else st.none() | some(1, 2, 5))  # without both there is nothing to go by
        what = Beside(
            "bonus" if bonus else "deduction",
            draw(some("0.5", 1, 2)),
            step,
            None if step is None or step == 1 else draw(st.sampled_from(("ceil", "floor", "linear"))),
            draw(st.none() | some(2, 5)) if step is not None else None,
            bare,
        )
        bound = Fraction(0) if bare else draw(some(1, 3, 9))
        target = Compared(draw(st.sampled_from(names[1:])), ">=" if bonus else "<=", bound, "家")
        rows.append(Row(number, target, Fraction(0), beside=what))
    return Project(
        tuple(rows),
        measures,
        entries,
        draw(LATE),
        profile=draw(PROFILES),
        final=draw(st.booleans()),
        bonus_above=draw(st.booleans()),
    )


def _two_weights() -> st.SearchStrategy[list[Fraction]]:
    return st.lists(some(1, 2, 3), min_size=2, max_size=2)


@st.composite
def changes(draw: st.DrawFn) -> Project:
    """Targets and points that were changed with approval."""
    measure = Measure("数", "家", draw(st.sampled_from(("ytd", "period"))))
    entries = filled(draw, "数", "家", measure.kind, some(0, 1, 10, 50, 99, 100), draw(mostly(3, 1)))
    days = [dt.date(YEAR - 1, 12, 20), dt.date(YEAR, 2, 15), dt.date(YEAR, 6, 30), dt.date(YEAR, 7, 1), dt.date(YEAR, 9, 30)]
    rows = []
    for number in ("1", "2")[: draw(st.integers(1, 2))]:
        made = []
        for day in draw(st.lists(st.sampled_from(days), unique=True, max_size=3)):
            by = draw(st.none() | st.sampled_from(QUARTER_ENDS[2:]))
            target = Compared("数", ">=", draw(some(10, 50, 100, 150)), "家", by)
            weight = draw(st.none() | POINTS)
            made.append(Change(day, target if weight is None or draw(st.booleans()) else None, weight))
        first = Compared("数", ">=", draw(some(50, 100, 200)), "家", draw(st.none() | st.sampled_from(QUARTER_ENDS)))
        # A change of points alone after the day on which the row was due is refused as well.
        made = [change for change in made if change.target or not first.by or change.approved <= first.by]
        rows.append(Row(number, first, draw(POINTS), changes=tuple(made)))
    as_of = draw(st.sampled_from((*QUARTER_ENDS, *days[1:], END, END)))
    return Project(tuple(rows), (measure,), entries, as_of, profile=draw(PROFILES))


@st.composite
def several_units(draw: st.DrawFn) -> Project:
    """Several reporting units, whose values are added or weighed by their money."""
    unit, kind = draw(
        st.sampled_from((("家", "ytd"), ("家", "period"), ("万元", "period"), ("%", "snapshot"), ("%", "snapshot")))
    )
    orgs = ("东区", "西区", "南区")[: draw(st.integers(2, 3))]
    measure = Measure("数", unit, kind, missing=draw(mostly("no_data", "zero", "skip")))
    entries: tuple[Entry, ...] = ()
    for org in orgs:
        given = filled(draw, "数", unit, kind, some(10, 50, 90, 95), draw(mostly(3, 6)))
        if not draw(st.integers(0, 5)):
            given = (
                Entry("数", draw(st.sampled_from(("n/a", Fraction(50)))), draw(st.sampled_from((None, stretch(YEAR, 1, 12))))),
            )
        entries += tuple(attrs.evolve(entry, org=org) for entry in given)
    money = tuple((org, draw(some(0, 100, 100, 300))) for org in orgs[: draw(mostly(len(orgs), 1))])
    rows = []
    for number in ("1", "2")[: draw(st.integers(1, 2))]:
        by = draw(st.none() | st.none() | st.sampled_from(QUARTER_ENDS))
        bound = draw(some(50, 90, 92, "92.5", 95, 185)) if unit != "家" else draw(some(50, 90, 185, 280))
        rows.append(Row(number, Compared("数", draw(st.sampled_from((">=", "<="))), bound, unit, by), draw(POINTS)))
    return Project(tuple(rows), (measure,), entries, draw(LATE), money=money, profile=draw(PROFILES))


@st.composite
def weighted(draw: st.DrawFn) -> Project:
    """A mean weighted by another measure."""
    rate = Measure("率", "%", "period", "weighted", weight_by="样本")
    weight = Measure("样本", draw(st.sampled_from(("家", "万元"))), "period")
    entries = filled(draw, "率", "%", "period", some(50, 90, 95, 100))
    entries += filled(draw, "样本", weight.unit, "period", some(0, 1, 3, 100), draw(mostly(3, 1)))
    by = draw(st.none() | st.sampled_from(QUARTER_ENDS))
    row = Row("1", Compared("率", draw(st.sampled_from((">=", "<=", ">"))), draw(some(90, 95, "92.5")), "%", by), draw(POINTS))
    return Project((row,), (rate, weight), entries, draw(LATE), profile=draw(PROFILES))


@st.composite
def three_levels(draw: st.DrawFn) -> Project:
    """The official three levels, with the points of a reviewer or without."""
    levels = [level for level, _ in THREE[1]]
    rows, measures, entries = [], [], []
    for number, name in (("1", "效果"), ("2", "影响"))[: draw(st.integers(1, 2))]:
        weight = draw(some(1, 5, 7, 10, "6.67"))
        points = draw(st.none() | some(1, "0.8", "0.6", "0.5", "0.79", "0.59", 0, "0.7").map(lambda share, w=weight: share * w))
        if points is not None:
            points = Fraction(round(points * 100), 100)
        demanded = draw(mostly(levels[0], levels[1]))
        measures.append(Measure(name, scale="三档"))
        if draw(mostly(True, False)):
            entries.append(Entry(name, draw(st.sampled_from(levels)), stretch(YEAR, 1, 12), points=points))
        rows.append(
            Row(
                number,
                Word(name, ">=", demanded),
                weight,
                scoring=draw(mostly(None, "pass_fail")),
                cap=draw(mostly(None, Fraction(9, 10))),
                floor=draw(mostly(None, Fraction(7, 10))),
                veto=draw(mostly(None, "indicator")),
                deduct=draw(mostly(None, Fraction(1))),
            )
        )
    if draw(st.booleans()):
        rows.append(Row("3", Compared("数", ">=", Fraction(3), "家"), draw(POINTS)))
        measures.append(Measure("数", "家", "ytd"))
        entries.append(Entry("数", draw(st.sampled_from((Fraction(1), Fraction(3), "n/a")))))
    return Project(
        tuple(rows), tuple(measures), tuple(entries), END, scales=(THREE,), profile=draw(PROFILES), final=draw(st.booleans())
    )


@st.composite
def roundings(draw: st.DrawFn) -> Project:
    """Places, ways of rounding, and grades before rounding."""
    rows, measures, entries = [], [], []
    for number, name in zip("123", "甲乙丙"[: draw(st.integers(1, 3))], strict=False):
        measures.append(Measure(name, "家", "ytd"))
        entries.append(Entry(name, draw(st.sampled_from([*(Fraction(n) for n in (0, 1, 2, 3, 5, 7, 8, 9, 89, 90)), "n/a"]))))
        bound = draw(some(3, 7, 8, 9, 100, 99))
        rows.append(
            Row(number, Compared(name, ">=", bound, "家"), draw(some(5, 10, "33.3", "0.5")), veto=draw(mostly(None, "indicator")))
        )
    rounding = Rounding(
        draw(st.sampled_from((0, 1, 2, 4))),
        draw(st.sampled_from(("half_up", "half_even", "down"))),
        draw(st.sampled_from(("row", "total"))),
    )
    budget = draw(st.none() | some(100, 90))
    if budget is not None:
        entries.append(Entry("全年执行数", draw(some(100, 89, "89.5", 30, 1)), stretch(YEAR, 1, 12)))
    return Project(
        tuple(rows),
        tuple(measures),
        tuple(entries),
        END,
        rounding=rounding,
        grade_on=draw(st.sampled_from(("displayed", "exact"))),
        budget=budget,
        profile=draw(PROFILES),
    )


@st.composite
def tables_of_cases(draw: st.DrawFn) -> Project:
    """Numbers over cases, and what holds in every day, week or month of them."""
    time = draw(st.sampled_from(("工作日", "天")))
    rows = []
    for number in ("1", "2")[: draw(st.integers(1, 2))]:
        function = draw(st.sampled_from(("cases", "count", "count", "share", "mean", "percentile")))
        limit = draw(st.sampled_from((50, 75, 90, 100))) if function == "percentile" else draw(st.integers(0, 4))
        bound = draw(some(50, 75, 100)) if function == "share" else draw(some(1, 1, 2, 3))
        op = draw(st.sampled_from((">=", "<=", ">", "<")))
        each = draw(st.sampled_from((None, "week", "month", "week", "day")))
        rows.append(Row(number, OverCases("时效", function, limit, time, op, bound, each), draw(POINTS)))
    if draw(st.booleans()):
        rows.append(Row("3", EachCase("时效", draw(st.integers(1, 4)), time), draw(POINTS)))
    as_of = draw(
        st.sampled_from((END, END, END, dt.date(YEAR, 2, 13), dt.date(YEAR, 5, 5), dt.date(YEAR, 5, 6), dt.date(YEAR, 1, 10)))
    )
    return Project(tuple(rows), (Measure("时效", time),), (), as_of, cases=draw(cases()), profile=draw(PROFILES))


@st.composite
def mid_months(draw: st.DrawFn) -> Project:
    """Dates in the middle of a month, of the evaluation and of targets."""
    days = [dt.date(YEAR, m, d) for m, d in ((1, 31), (2, 27), (3, 15), (3, 30), (6, 15), (7, 1), (12, 30))]
    measure = Measure(
        "数", "家", draw(st.sampled_from(("ytd", "period", "snapshot"))), missing=draw(mostly("no_data", "zero", "skip"))
    )
    entries = filled(draw, "数", "家", measure.kind, some(0, 1, 5, 10, 50), draw(st.sampled_from((1, 3))))
    rows = tuple(
        Row(
            n,
            Compared(
                "数", draw(st.sampled_from((">=", "<="))), draw(some(5, 10, 50)), "家", draw(st.none() | st.sampled_from(days))
            ),
            w,
        )
        for n, w in zip("12", (draw(POINTS), draw(POINTS)), strict=True)
    )
    return Project(rows, (measure,), entries, draw(st.sampled_from((*days, END))), profile=draw(PROFILES))


TOPICS = {
    topic.__name__: topic
    for topic in (
        trends, methods, beside, changes, several_units, weighted, three_levels, roundings, tables_of_cases, mid_months
    )
}  # fmt: skip
