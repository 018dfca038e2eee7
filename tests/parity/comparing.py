"""Columns against rows, by the command `python -m tests.parity.comparing --rulesets 200 --projects 1000`."""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import time
from collections.abc import Iterable, Sequence
from typing import Any

import indicatorlang as il
from indicatorlang.pipeline.frames import told
from tests.parity.generating import Row, ruleset, table

HEADINGS = ("project", "measure", "period", "value", "unit", "kind")
ENGINES = ("polars", "lazy", "duckdb", "pandas", "pyarrow")
Result = dict[tuple[Any, Any], tuple[Any, ...]]


def by_rows(rules: il.Rules, rows: Sequence[Row], engine: str = "polars", **options: Any) -> Result:
    """What the row engine says; in pandas a NaN is a missing value, elsewhere one that is no number."""
    options.pop("unsupported", None)
    frame = _polars(rows).to_pandas() if engine == "pandas" else _polars(rows)
    totals = options.pop("totals", False)
    return {each[:2]: each[2:] for a in rules.evaluate_projects(frame, **options) for each in told(a, totals=totals)}


def by_columns(rules: il.Rules, rows: Sequence[Row], engine: str, **options: Any) -> Result:
    """What the columns of one engine say."""
    frame = _polars(rows)
    if engine == "polars":
        return _result(rules.evaluate_frame(frame, **options).rows())
    if engine == "lazy":
        return _result(rules.evaluate_frame(frame.lazy(), **options).collect().rows())
    if engine == "pandas":
        made = rules.evaluate_frame(frame.to_pandas(), **options)
        return _result(made.astype(object).where(made.notna(), None).itertuples(index=False, name=None))
    if engine == "pyarrow":
        return _result(zip(*rules.evaluate_frame(frame.to_arrow(), **options).to_pydict().values(), strict=True))
    if engine == "duckdb":
        import duckdb

        given = duckdb.connect().from_arrow(frame.to_arrow())
        return _result(rules.evaluate_frame(given, **options).fetchall())
    return _result(map(tuple, rules.evaluate_frame(_spark(rows), **options).collect()))


def evaluated_by_rows(rules: il.Rules, rows: Sequence[Row], **options: Any) -> list[str]:
    """The projects of a table that columns leave to rows."""
    seen: list[str] = []

    class Watched(il.Rules):
        def evaluate_projects(self, actuals: object, **told: Any) -> tuple[il.Assessment, ...]:
            made = super().evaluate_projects(actuals, **told)
            seen.extend(str(assessment.project) for assessment in made)
            return made

    Watched(rules.ruleset, rules.plan, rules.origin, rules.text).evaluate_frame(_polars(rows), **options)
    return sorted(seen)


def _polars(rows: Sequence[Row]) -> Any:
    import polars as pl

    types = dict.fromkeys(HEADINGS, pl.String) | {"value": pl.Float64}
    return pl.DataFrame(rows, schema=types, orient="row")


def _spark(rows: Sequence[Row]) -> Any:
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "2")
    ).getOrCreate()
    return session.createDataFrame(rows, "project string, measure string, period string, value double, unit string, kind string")


def _result(rows: Iterable[tuple[Any, ...]]) -> Result:
    return {each[:2]: tuple(each[2:]) for each in rows}


def differences(seed: int, projects: int, engines: Sequence[str]) -> tuple[int, list[str]]:
    """How many results rows and columns were compared on, and where they differ, for one ruleset and table made from the seed."""
    rnd = random.Random(seed)
    rules, rows = ruleset(seed), table(seed, projects)
    options: dict[str, Any] = {"as_of": rnd.choice([dt.date(2019, 12, 31), dt.date(2019, 9, 30), dt.date(2019, 5, 10)])}
    options["percent"] = rnd.choice([None, None, "percent", "fraction"])
    options["kind"] = rnd.choice([None, None, "ytd"])
    options["totals"] = rnd.random() < 0.5
    try:
        rules.evaluate_frame(_polars([]), **options)
    except il.RulesetError:
        return 0, []
    wanted, found = by_rows(rules, rows, **options), []
    plain = wanted
    for engine in engines:
        wanted = by_rows(rules, rows, engine, **options) if engine == "pandas" else plain
        got = by_columns(rules, rows, engine, **options)
        found += [
            f"seed {seed}, {engine}, {key}: rows {wanted.get(key)}, columns {got.get(key)}"
            for key in sorted(wanted.keys() | got.keys(), key=str)
            if wanted.get(key) != got.get(key)
        ]
    return len(wanted), found


def main() -> int:
    """Compare, and say how many agreed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rulesets", type=int, default=200)
    parser.add_argument("--projects", type=int, default=1000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--engines", default="polars,duckdb")
    told_options = parser.parse_args()
    compared = bad = used = 0
    begun = time.perf_counter()
    seed = told_options.start
    while used < told_options.rulesets:
        count, found = differences(seed, told_options.projects, told_options.engines.split(","))
        compared, bad, used, seed = compared + count, bad + len(found), used + bool(count), seed + 1
        for line in found[:3]:
            print(line)
    print(
        f"{used} rulesets, {compared} results on {told_options.engines}: {bad} differences, {time.perf_counter() - begun:.0f} s"
    )
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
