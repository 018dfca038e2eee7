"""Columns against hand-written expressions with the same output: a long table of made-up projects, twenty indicators, four quarters.

The table is a Parquet file made from a seed. By hand means: written for this very table, in floating point, without a look at whether
anything is reported twice, in another unit, or not at all in the right way. Both are timed turn by turn in one process; memory is the
most that a process of its own held. Beside projects that reported everything, one in fifty leaves a quarter out.
"""

from __future__ import annotations

import functools
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import indicatorlang as il
from tests.benchmarks.harness import ROOT, Table, show, times

PROJECTS = 100_000
INDICATORS = 20
SEED = 7
OUTPUT = ("project", "indicator", "verdict", "score", "fraction", "gap")


@functools.cache
def rules() -> il.Rules:
    """Twenty indicators: ten with a least value, ten with a greatest."""
    measures = {f"m{n:02}": {"unit": "家", "kind": "period"} for n in range(INDICATORS)}
    rows = [
        {"id": f"{n:02}", "name": f"i{n:02}", "target": f"m{n:02} {'<=' if n % 2 else '>='} {500 + n} 家", "weight": "5"}
        for n in range(INDICATORS)
    ]
    return il.load_ruleset({"ruleset": "列式计算", "year": "2019", "measures": measures, "indicators": rows})


def write_table(path: Path, projects: int) -> None:
    """The table, as Parquet."""
    import numpy as np
    import polars as pl

    rnd = np.random.default_rng(SEED)
    count = projects * INDICATORS * 4
    at = pl.DataFrame({"n": np.arange(count), "value": np.round(rnd.uniform(0, 260, count), 1), "left": rnd.random(count)})
    number = pl.col("n")
    project = number // (INDICATORS * 4)
    at.select(
        project=pl.format("P{}", project.cast(pl.String).str.zfill(7)),
        measure=pl.format("m{}", (number // 4 % INDICATORS).cast(pl.String).str.zfill(2)),
        period=pl.format("2019Q{}", number % 4 + 1),
        value=pl.when((project % 50 == 0) & (pl.col("left") < 0.1)).then(None).otherwise(pl.col("value")),
        unit=pl.lit("家"),
        kind=pl.lit("period"),
    ).write_parquet(path)


def by_hand_polars(path: Path) -> Any:
    """Written by hand for Polars."""
    import polars as pl

    numbers = range(INDICATORS)
    told = pl.LazyFrame(
        {
            "measure": [f"m{n:02}" for n in numbers],
            "indicator": [f"{n:02}" for n in numbers],
            "t": [500.0 + n for n in numbers],
            "more": [n % 2 == 0 for n in numbers],
        }
    )
    a, t = pl.col("a"), pl.col("t")
    made = pl.scan_parquet(path).filter(pl.col("kind") == "period", pl.col("unit") == "家").group_by("project", "measure")
    made = made.agg(pl.col("value").sum().alias("a"), pl.col("value").count().alias("n")).join(told, on="measure")
    made = made.with_columns(
        met=pl.when("more").then(a >= t).otherwise(a <= t),
        fraction=pl.when("more").then((a / t).clip(0, 1)).otherwise((2 - a / t).clip(0, 1)),
        blank=(pl.col("n") < 4) & ~((a >= t) & pl.col("more") | (a > t) & ~pl.col("more")),
    )
    return made.select(
        "project",
        "indicator",
        verdict=pl.when("blank").then(pl.lit("no_data")).when("met").then(pl.lit("met")).otherwise(pl.lit("missed")),
        score=pl.when("blank").then(0.0).otherwise((pl.col("fraction") * 500 + 0.5).floor() / 100),
        fraction=pl.when(~pl.col("blank")).then("fraction"),
        gap=pl.when(~pl.col("blank") & ~pl.col("met")).then((a - t).abs()),
    ).collect(engine="streaming")


def by_hand_duckdb(path: Path) -> Any:
    """Written by hand for DuckDB."""
    import duckdb

    query = f"""
    with told as (select printf('m%02d', n) as measure, printf('%02d', n) as indicator, 500.0::double + n as t, n % 2 = 0 as more
                  from range({INDICATORS}) r(n)),
    added as (select project, measure, sum(value) as a, count(value) as n from read_parquet('{path}')
              where kind = 'period' and unit = '家' group by all),
    judged as (select *, case when more then a >= t else a <= t end as met,
                      greatest(0, least(1, case when more then a / t else 2 - a / t end)) as f,
                      n < 4 and not (case when more then a >= t else a > t end) as blank from added join told using (measure))
    select project, indicator, case when blank then 'no_data' when met then 'met' else 'missed' end as verdict,
           case when blank then 0 else floor(f * 500 + 0.5) / 100 end as score, case when not blank then f end as fraction,
           case when not blank and not met then abs(a - t) end as gap from judged"""
    return duckdb.connect().sql(query).to_arrow_table()


def by_rules_polars(path: Path) -> Any:
    """By the ruleset on Polars."""
    import polars as pl

    return rules().evaluate_frame(pl.scan_parquet(path), as_of="2019-12-31").collect(engine="streaming")


def by_rules_duckdb(path: Path) -> Any:
    """By the ruleset on DuckDB."""
    import duckdb

    given = duckdb.connect().sql(f"select * from read_parquet('{path}')")
    return rules().evaluate_frame(given, as_of="2019-12-31").to_arrow_table()


WAYS: dict[str, Callable[[Path], Any]] = {
    "polars by hand": by_hand_polars,
    "polars": by_rules_polars,
    "duckdb by hand": by_hand_duckdb,
    "duckdb": by_rules_duckdb,
}


def told(way: str, path: Path) -> dict[tuple[str, str], str]:
    """The verdicts that a way gives."""
    import polars as pl

    frame = pl.DataFrame(WAYS[way](path))
    return {(project, indicator): verdict for project, indicator, verdict in frame.select(OUTPUT[:3]).iter_rows()}


def memory_of(way: str, path: Path) -> float:
    """The most memory, in MB, of a process that does nothing else."""
    command = [sys.executable, "-m", "tests.benchmarks.columns", "--one", way, str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return float(run.stdout.split()[-1])


def by_projects(counts: Sequence[int], repeats: int, *, memory: bool = True) -> list[Table]:
    """Ratios to what is written by hand, and the medians."""
    rows, medians = [], []
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "table.parquet"
            write_table(path, count)
            seconds: dict[str, list[float]] = {way: [] for way in WAYS}
            for _ in range(repeats):
                for way, work in WAYS.items():
                    begun = time.perf_counter()
                    work(path)
                    seconds[way].append(time.perf_counter() - begun)
            held = {way: memory_of(way, path) if memory else float("nan") for way in WAYS}
        cells = []
        for engine in ("polars", "duckdb"):
            pairs = zip(seconds[engine], seconds[f"{engine} by hand"], strict=True)
            cells += [times(statistics.median(a / b for a, b in pairs)), times(held[engine] / held[f"{engine} by hand"])]
        size = f"{count * INDICATORS * 4:,}"
        rows.append((size, *cells))
        medians.append((size, *(f"{statistics.median(seconds[way]):.2f} s, {held[way]:.0f} MB" for way in WAYS)))
    headings = ("rows", "Polars: time ÷ by hand", "memory ÷ by hand", "DuckDB: time ÷ by hand", "memory ÷ by hand")
    return [
        Table("Twenty indicators on a long table, Parquet read included:", headings, tuple(rows)),
        Table("The same, medians and the most memory of a process:", ("rows", *WAYS), tuple(medians), page=False),
    ]


def tables(repeats: int) -> list[Table]:
    """All of them."""
    return by_projects((PROJECTS // 10, PROJECTS), min(repeats, 7))


if __name__ == "__main__":
    if "--one" in sys.argv:
        WAYS[sys.argv[-2]](Path(sys.argv[-1]))
        told_by_system = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
        print(int(told_by_system["VmHWM"].split()[0]) / 1024)
    else:
        show("columns", tables)
