"""Columns on a local Spark against hand-written Spark SQL with the same output, on the table of `tests/benchmarks/columns.py`.

    pip install -e '.[spark]'        # and Java 17 or newer
    python -m tests.benchmarks.spark --write

By hand means: one statement written for this very table, in floating point, without a look at whether anything is reported twice, in
another unit, or not at all in the right way. Both read the same Parquet file and hand all rows to Spark's sink that keeps nothing; one
walk warms the machine up, then they take turns in one session. The session has no Python to start workers with. Without PySpark
nothing is measured.
"""

from __future__ import annotations

import importlib.util
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.columns import INDICATORS, PROJECTS, rules, write_table
from tests.benchmarks.harness import Table, show, times

INSTALLED = importlib.util.find_spec("pyspark") is not None
SQL = """
with told as (select printf('m%02d', id) as measure, printf('%02d', id) as indicator, 500.0D + id as t, id % 2 = 0 as more
              from range({indicators})),
added as (select project, measure, sum(value) as a, count(value) as n from {table}
          where kind = 'period' and unit = '家' group by project, measure),
judged as (select *, case when more then a >= t else a <= t end as met,
                  greatest(0D, least(1D, case when more then a / t else 2 - a / t end)) as f,
                  n < 4 and not (case when more then a >= t else a > t end) as blank from added join told using (measure))
select project, indicator, case when blank then 'no_data' when met then 'met' else 'missed' end as verdict,
       case when blank then 0D else floor(f * 500 + 0.5D) / 100 end as score, case when not blank then f end as fraction,
       case when not blank and not met then abs(a - t) end as gap from judged"""


def session() -> Any:
    """A local session with as many threads as there are cores, and as many parts of a shuffle."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = "no-python-on-this-machine"
    cores = os.cpu_count() or 1
    built = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
    built = built.config("spark.sql.shuffle.partitions", str(4 * cores)).config("spark.driver.memory", "4g")
    return built.config("spark.log.level", "ERROR").getOrCreate()


def by_hand(path: Path) -> Any:
    """Written by hand, as one statement."""
    return session().sql(SQL.format(indicators=INDICATORS, table=f"parquet.`{path}`"))


def by_rules(path: Path) -> Any:
    """By the ruleset."""
    return rules().evaluate_frame(session().read.parquet(str(path)), as_of="2019-12-31")


WAYS: dict[str, Callable[[Path], Any]] = {"by hand": by_hand, "by the ruleset": by_rules}


def told(way: str, path: Path) -> dict[tuple[str, str], tuple[str, float]]:
    """The verdicts and scores that a way gives."""
    return {(row[0], row[1]): (row[2], row[3]) for row in WAYS[way](path).collect()}


def _seconds(way: str, path: Path) -> float:
    begun = time.perf_counter()
    WAYS[way](path).write.format("noop").mode("overwrite").save()
    return time.perf_counter() - begun


def by_projects(counts: Sequence[int], repeats: int) -> list[Table]:
    """Ratios to what is written by hand, and the medians."""
    rows, medians = [], []
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "table.parquet"
            write_table(path, count)
            for way in WAYS:
                _seconds(way, path)
            seconds: dict[str, list[float]] = {way: [] for way in WAYS}
            for _ in range(repeats):
                for way in WAYS:
                    seconds[way].append(_seconds(way, path))
        size = f"{count * INDICATORS * 4:,}"
        ratios = [a / b for a, b in zip(seconds["by the ruleset"], seconds["by hand"], strict=True)]
        rows.append((size, times(statistics.median(ratios))))
        medians.append((size, *(f"{statistics.median(seconds[way]):.2f} s" for way in WAYS)))
    return [
        Table("Twenty indicators on a long table, on a local Spark:", ("rows", "time ÷ hand-written Spark SQL"), tuple(rows)),
        Table("The same, medians:", ("rows", *WAYS), tuple(medians), page=False),
    ]


def tables(repeats: int) -> list[Table]:
    """All of them; none without PySpark."""
    if not INSTALLED:
        print("PySpark is not installed: nothing is measured")
        return []
    return by_projects((PROJECTS // 10, PROJECTS), min(repeats, 5))


if __name__ == "__main__":
    show("spark", tables)
