"""What counting working days costs: `Calendar.workdays`, and the same on columns, beside numpy, with the arrangements of mainland China.

    python -m tests.benchmarks.workdays            print
    python -m tests.benchmarks.workdays --write    and fill the page

Both must agree before anything is timed. numpy knows no make-up days beside a pattern of weeks, so its calendar is a week of seven working
days less all days off, made once. On columns all start from two columns of days in memory, and end with a column of numbers there.
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib
import random
import statistics
import time
import timeit
from collections.abc import Callable, Sequence
from typing import Any

from indicatorlang.engine.columns.frames import Engine
from indicatorlang.engine.columns.workdays import workdays_between
from indicatorlang.library.calendars import china
from indicatorlang.model.calendar import Calendar
from tests.benchmarks.harness import Table, micros, show, times

Pair = tuple[Any, Any]
MANY = 1_000
ROWS = 1_000_000
START, DAYS = dt.date(2015, 1, 1), 3_000


def pairs(count: int = MANY, seed: int = 7) -> list[tuple[dt.date, dt.date]]:
    """Two days each, up to a year and a bit apart."""
    chance = random.Random(seed)
    starts = (START + dt.timedelta(chance.randrange(DAYS)) for _ in range(count))
    return [(start, start + dt.timedelta(chance.randint(0, 400))) for start in starts]


def day_by_day(calendar: Calendar) -> Callable[[dt.date, dt.date], int]:
    """Python as offices write it."""

    def count(start: dt.date, end: dt.date) -> int:
        return sum(calendar.is_workday(start + dt.timedelta(n)) is True for n in range(1, (end - start).days + 1))

    return count


def tables(repeats: int = 15, many: int = MANY, rows: int = ROWS) -> list[Table]:
    """Ratios to `Calendar.workdays`, and the times beside them, of the fastest of `repeats` turns; and those on columns."""
    return [*_of_pairs(repeats, many), *_of_columns(repeats, rows)]


def _of_pairs(repeats: int, many: int) -> list[Table]:
    calendar, days = china.calendar(), pairs(many)
    work: list[tuple[str, Callable[[Any, Any], object], list[Pair]]] = [
        ("`Calendar.workdays`, two `date`s", calendar.workdays, list(days)),
        ("day by day", day_by_day(calendar), list(days)),
    ]
    try:
        numpy = importlib.import_module("numpy")
    except ImportError:
        numpy = None
    if numpy is not None:
        count, one = _numpy_count(numpy, calendar), dt.timedelta(1)
        shifted = [(start + one, end + one) for start, end in days]  # numpy counts the first day and not the last
        scalars = [(numpy.datetime64(start), numpy.datetime64(end)) for start, end in shifted]
        work += [
            ("`numpy.busday_count`, two `date`s", count, list(shifted)),
            ("`numpy.busday_count`, two `datetime64`s", count, list(scalars)),
        ]
    answers = [[int(str(answer(*pair))) for pair in given] for _, answer, given in work]
    assert all(each == answers[0] for each in answers)
    turns = [[_each(answer, given) for _, answer, given in work] for _ in range(repeats)]
    fastest = [min(turn[n] for turn in turns) for n in range(len(work))]
    named = list(zip((name for name, _, _ in work), fastest, strict=True))
    return [
        Table(
            "Working days between two days, as a multiple of the table of running counts:",
            ("", "÷ `Calendar.workdays`"),
            tuple((name, times(seconds / fastest[0])) for name, seconds in named),
        ),
        Table("Microseconds:", ("", "µs"), tuple((name, micros(seconds)) for name, seconds in named), page=False),
    ]


def _numpy_count(numpy: Any, calendar: Calendar) -> Callable[[Any, Any], Any]:
    """numpy's count by the same calendar, made once."""
    off = [day for n in range(len(calendar.counts) - 1) if not calendar.is_workday(day := calendar.first + dt.timedelta(n))]
    made = numpy.busdaycalendar("1111111", numpy.array(off, "datetime64[D]"))
    return functools.partial(numpy.busday_count, busdaycal=made)


def _of_columns(repeats: int, rows: int) -> list[Table]:
    """Whole columns, as a multiple of numpy's array call; medians of the ratios within one turn. Nothing where a library is missing."""
    try:
        numpy, polars, duckdb, nw = map(importlib.import_module, ("numpy", "polars", "duckdb", "narwhals.stable.v2"))
    except ImportError:
        return []
    calendar = china.calendar()
    days = pairs(rows)
    starts, ends = (numpy.array([pair[side] for pair in days], "datetime64[D]") for side in (0, 1))
    frame = polars.DataFrame({"start": starts, "end": ends})
    count, one = _numpy_count(numpy, calendar), numpy.timedelta64(1, "D")
    shifted = starts + one, ends + one
    connection = duckdb.connect()
    connection.register("given", frame.to_arrow())
    connection.execute("create table days as select * from given")

    def on(lazy: Any) -> Any:
        return workdays_between(lazy, "start", "end", calendar, Engine.of(lazy), name="n").select("n").to_native()

    work: list[tuple[str, Callable[[], Any]]] = [
        ("`numpy.busday_count`, two arrays", lambda: count(*shifted)),
        ("on columns, Polars", lambda: on(nw.from_native(frame.lazy())).collect()["n"].to_numpy()),
        ("on columns, DuckDB", lambda: on(nw.from_native(connection.table("days"))).to_arrow_table().column("n").to_numpy()),
    ]
    answers = [made() for _, made in work]
    assert all(sorted(each) == sorted(answers[0]) for each in answers)  # no order is promised
    assert (answers[1] == answers[0]).all()
    turns = [[_once(made) for _, made in work] for _ in range(repeats)]
    ratios = [statistics.median(turn[n] / turn[0] for turn in turns) for n in range(len(work))]
    rounded = f"{rows // 1_000_000} million" if rows >= 1_000_000 else str(rows)
    return [
        Table(
            f"Working days of {rounded} rows, as a multiple of numpy's array call:",
            ("", "÷ `numpy.busday_count`"),
            tuple((name, times(ratio)) for (name, _), ratio in zip(work, ratios, strict=True)),
        ),
        Table(
            "Microseconds a thousand rows:",
            ("", "µs"),
            tuple((name, micros(statistics.median(turn[n] for turn in turns) / rows * 1000)) for n, (name, _) in enumerate(work)),
            page=False,
        ),
    ]


def _once(made: Callable[[], Any]) -> float:
    start = time.perf_counter()
    made()
    return time.perf_counter() - start


def _each(answer: Callable[[Any, Any], object], given: Sequence[Pair]) -> float:
    """Seconds for one pair: nothing but the call stands in the loop, and the loop is compiled for this call alone."""
    return timeit.timeit(
        "for start, end in given: answer(start, end)", globals={"answer": answer, "given": given}, number=1
    ) / len(given)


if __name__ == "__main__":
    show("workdays", tables)
