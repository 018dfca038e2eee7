"""From 10,000 projects to a million: what grows with the rows and what does not, on Polars and DuckDB, in Python and by the command.

The table is that of `columns.py`, in files of 100,000 projects each. Every figure is of a process of its own, from reading Parquet to
having written the results as Parquet.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.benchmarks.columns import INDICATORS, PROJECTS, rules, write_table
from tests.benchmarks.harness import ROOT, Table, exponent, show, times

COUNTS = (PROJECTS // 10, PROJECTS, PROJECTS * 10)
AS_OF = "2019-12-31"
RULESET = """ruleset: 列式计算
year: 2019
measures:
{measures}
indicators:
{indicators}
"""


def ruleset_text() -> str:
    """The ruleset of `columns.py` as a file."""
    measures = "\n".join(f"  {name}: {{unit: 家, kind: period}}" for name in rules().ruleset.measures)
    indicators = "\n".join(
        f"  - {{id: '{row.id}', name: {row.name}, target: '{row.canonical}', weight: 5}}" for row in rules().indicators
    )
    return RULESET.format(measures=measures, indicators=indicators)


def write_tables(folder: Path, projects: int) -> None:
    """The table in files of at most 100,000 projects; those of the second file and on are the same under other names."""
    import polars as pl

    for number, first in enumerate(range(0, projects, PROJECTS)):
        path = folder / f"part-{number:03}.parquet"
        write_table(path, min(PROJECTS, projects - first))
        if number:
            renamed = pl.format("R{}{}", pl.lit(f"{number:02}"), pl.col("project"))
            pl.read_parquet(path).with_columns(renamed.alias("project")).write_parquet(path)


def by_polars(folder: Path, out: Path) -> None:
    """`evaluate_frame` on a lazy frame."""
    import polars as pl

    rules().evaluate_frame(pl.scan_parquet(folder / "*.parquet"), as_of=AS_OF).sink_parquet(out)


def by_duckdb(folder: Path, out: Path) -> None:
    """`evaluate_frame` on a relation."""
    import duckdb

    given = duckdb.connect().read_parquet(str(folder / "*.parquet"))
    rules().evaluate_frame(given, as_of=AS_OF).write_parquet(str(out))


def by_command(engine: str) -> Callable[[Path, Path], None]:
    """`eval --frame`, in this process."""

    def run(folder: Path, out: Path) -> None:
        from indicatorlang.cli.main import main

        path = out.with_suffix(".yaml")
        path.write_text(ruleset_text(), encoding="utf-8")
        words = [
            "eval",
            str(path),
            "--frame",
            str(folder),
            "-o",
            str(out),
            "--as-of",
            AS_OF,
            "--engine",
            engine,
            "--quiet",
            "--exit-zero",
        ]
        try:
            main(words)
        except SystemExit as ended:
            if ended.code:
                raise

    return run


WAYS: Mapping[str, Callable[[Path, Path], None]] = {
    "polars": by_polars,
    "duckdb": by_duckdb,
    "command, polars": by_command("polars"),
    "command, duckdb": by_command("duckdb"),
}
SHOWN = {"polars": "`evaluate_frame`, Polars", "duckdb": "`evaluate_frame`, DuckDB"} | {
    "command, polars": "`eval --frame`, Polars",
    "command, duckdb": "`eval --frame --engine duckdb`",
}


def measured(way: str, folder: Path, out: Path) -> tuple[float, float]:
    """Seconds and the most MB of a process that does nothing else."""
    out.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.benchmarks.country", "--one", way, str(folder), str(out)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    seconds, memory = run.stdout.split()[-2:]
    return float(seconds), float(memory)


def by_size(counts: Sequence[int], repeats: int) -> list[Table]:
    """Time as multiples of the smallest table's, memory in MB, and the medians."""
    seconds: dict[str, list[float]] = {way: [] for way in WAYS}
    memory: dict[str, list[float]] = {way: [] for way in WAYS}
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "rows"
            folder.mkdir()
            write_tables(folder, count)
            for way in WAYS:
                runs = [measured(way, folder, Path(name) / "out.parquet") for _ in range(repeats)]
                seconds[way].append(statistics.median(each for each, _ in runs))
                memory[way].append(statistics.median(each for _, each in runs))
    rows = [count * INDICATORS * 4 for count in counts]
    grown = [
        (
            SHOWN[way],
            *(times(each / seconds[way][0]) for each in seconds[way]),
            times(exponent(list(zip(rows, seconds[way], strict=True)))),
        )
        for way in WAYS
    ]
    held = [(SHOWN[way], *(f"{each:,.0f}" for each in memory[way])) for way in WAYS]
    told = [(SHOWN[way], *(f"{each:.1f} s" for each in seconds[way])) for way in WAYS]
    sizes = [f"{size:,} rows" for size in rows]
    return [
        Table(
            "Time, as a multiple of that of the smallest table, and the power of the rows it grows with:",
            ("", *sizes, "exponent"),
            tuple(grown),
        ),
        Table("The most memory of a process, in MB:", ("", *sizes), tuple(held)),
        Table("Medians:", ("", *sizes), tuple(told), page=False),
    ]


def tables(repeats: int) -> list[Table]:
    """All of them."""
    return by_size(COUNTS, min(repeats, 3))


if __name__ == "__main__":
    if "--one" in sys.argv:
        begun = time.perf_counter()
        WAYS[sys.argv[-3]](Path(sys.argv[-2]), Path(sys.argv[-1]))
        taken = time.perf_counter() - begun
        told_by_system = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line)
        print(taken, int(told_by_system["VmHWM"].split()[0]) / 1024)
    else:
        show("country", tables)
