"""Working days on columns are those of the calendar, on every engine that is installed."""

from __future__ import annotations

import datetime as dt
import importlib.util
from collections.abc import Callable
from typing import Any

import pytest

from indicatorlang.engine.columns.frames import Engine
from indicatorlang.engine.columns.workdays import workdays_between
from indicatorlang.library.calendars import china

CALENDAR = china.calendar().overlaid([(dt.date(2019, 5, 6), False)])
FIRST, LAST = CALENDAR.first, CALENDAR.last
ONE = dt.timedelta(1)
PAIRS = [
    (dt.date(2018, 12, 28), dt.date(2019, 1, 2)),
    (dt.date(2019, 4, 26), dt.date(2019, 5, 6)),
    (dt.date(2019, 5, 6), dt.date(2019, 4, 26)),
    (dt.date(2019, 9, 29), dt.date(2019, 9, 29)),
    (FIRST - ONE, FIRST),
    (FIRST - 2 * ONE, FIRST),
    (LAST, LAST + ONE),
    (LAST - ONE, LAST),
    (LAST, dt.date(2999, 1, 1)),
    (dt.date(1, 1, 1), LAST),
    (None, dt.date(2019, 1, 2)),
    (dt.date(2019, 1, 2), None),
    *((FIRST + n * 37 * ONE, FIRST + (n * 37 + n % 90) * ONE) for n in range(190)),
]


def _polars(frame: Any) -> Any:
    return frame.lazy()


def _duckdb(frame: Any) -> Any:
    import duckdb

    return duckdb.connect().from_arrow(frame.to_arrow())


def _spark(frame: Any) -> Any:
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    return session.createDataFrame(frame.to_arrow())  # rows would be turned over by Python workers


ENGINES: dict[str, Callable[[Any], Any]] = {"polars": _polars, "duckdb": _duckdb, "pyspark": _spark}


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("timed", [False, True], ids=["days", "moments"])
def test_columns_count_what_the_calendar_counts(name, timed):
    pytest.importorskip(name)
    import narwhals.stable.v2 as nw
    import polars as pl

    if name == "pyspark" and (timed or importlib.util.find_spec("py4j") is None):
        pytest.skip("moments of Spark have a time zone of their own")
    rows = [(n, *pair) for n, pair in enumerate(PAIRS)]
    given = pl.DataFrame(rows, schema={"n": pl.Int64, "起": pl.Date, "止": pl.Date}, orient="row")
    if timed:
        given = given.with_columns(pl.col("起", "止").cast(pl.Datetime("us")) + pl.duration(hours=17))
    frame = nw.from_native(ENGINES[name](given))
    engine = Engine.of(frame)
    made = engine.rows(workdays_between(frame, "起", "止", CALENDAR, engine, name="工作日").select("n", "工作日"))
    wanted = [(n, None if a is None or b is None else CALENDAR.workdays(a, b)) for n, a, b in rows]
    assert sorted(made) == wanted
    assert {None, 0, -4} <= {number for _, number in wanted}
