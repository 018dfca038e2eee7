"""The naive reference, rows, and the columns of each engine, compared on the same rulesets and tables.

python -m tests.parity.comparing --rulesets 200 --projects 1000 --engines polars,duckdb --rows 20
python -m tests.parity.comparing --rulesets 200 --projects 1000 --rows all      # the row engine on all of them, too: hours
python -m tests.parity.comparing --rulesets 20 --projects 1000 --engines pyarrow,spark --rows 0
python -m tests.parity.comparing --rulesets 200 --projects 1000 --strange       # rows against columns where most is odd
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import attrs

import indicatorlang as il
from indicatorlang.pipeline.frames import told
from tests.parity import making, reference
from tests.parity.generating import Row, ruleset, table
from tests.parity.spec import Spec

HEADINGS = ("project", "measure", "period", "value", "unit", "kind")
ENGINES = ("polars", "lazy", "duckdb", "pandas", "pyarrow")
NO_PYTHON = "no-python-on-this-machine"
LEAST_ON_COLUMNS = 0.9
"""The share of the results that columns must have decided for the comparison to count."""
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


class Watched(il.Rules):
    """A ruleset that counts the projects which columns leave to rows."""

    def evaluate(self, actuals: object = None, **told: Any) -> il.Assessment:
        made = super().evaluate(actuals, **told)
        self.__dict__.setdefault("left", []).append(str(made.project))
        return made

    @property
    def left_to_rows(self) -> list[str]:
        """The projects that were evaluated by rows."""
        found: list[str] = self.__dict__.get("left", [])
        return found

    @classmethod
    def of(cls, rules: il.Rules) -> Watched:
        """The same ruleset, watched."""
        return cls(rules.ruleset, rules.plan, rules.origin, rules.text)


def evaluated_by_rows(rules: il.Rules, rows: Sequence[Row], **options: Any) -> list[str]:
    """The projects of a table that columns leave to rows."""
    watched = Watched.of(rules)
    watched.evaluate_frame(_polars(rows), **options)
    return sorted(watched.left_to_rows)


def _polars(rows: Sequence[Row]) -> Any:
    import polars as pl

    types = dict.fromkeys(HEADINGS, pl.String) | {"value": pl.Float64}
    return pl.DataFrame(rows, schema=types, orient="row")


def session() -> Any:
    """A local Spark session that has no Python to start workers with: whatever needed one would fail."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = NO_PYTHON
    built = (
        SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "2")
    )
    return built.config("spark.log.level", "ERROR").getOrCreate()


def _spark(rows: Sequence[Row]) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        _polars(rows).write_parquet(path)
        return session().read.parquet(str(path)).localCheckpoint()


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


@attrs.frozen
class Found:
    """What came of one ruleset: how many results each engine was compared on, how many of them rows decided, and the differences."""

    compared: Counter[str]
    left: Counter[str]
    differences: tuple[str, ...]


def agreement(spec: Spec, seed: int, projects: int, engines: Sequence[str], rows: int) -> Found:
    """The reference against each engine on one ruleset, and against the row engine on so many of the projects."""
    rules, cells = il.load_ruleset(spec.told()), making.table(spec, seed, projects)
    wanted = reference.judged(spec, cells)
    compared, left = Counter[str](), Counter[str]()
    differences: list[str] = []

    def compare(name: str, expected: Result, got: Result) -> None:
        compared[name] += len(expected)
        keys = (key for key in sorted(expected.keys() | got.keys()) if expected.get(key) != got.get(key))
        differences.extend(f"ruleset {seed}, {name}, {key}: reference {expected.get(key)}, got {got.get(key)}" for key in keys)

    for engine in engines:
        watched = Watched.of(rules)
        compare(engine, wanted, by_columns(watched, cells, engine, as_of=spec.as_of))
        left[engine] += len(watched.left_to_rows) * len(spec.rows)
    if rows:
        names = sorted({project for project, _ in wanted})
        chosen = set(random.Random(seed).sample(names, min(rows, len(names))))
        expected = {key: told for key, told in wanted.items() if key[0] in chosen}
        compare("rows", expected, by_rows(rules, [cell for cell in cells if cell[0] in chosen], as_of=spec.as_of))
    return Found(compared, left, tuple(differences))


def agreements(count: int, projects: int, engines: Sequence[str], rows: int, workers: int) -> Iterator[Found]:
    """What came of so many rulesets, in their order."""
    specs = making.specs(count)
    if workers < 2:
        yield from (agreement(spec, seed, projects, engines, rows) for seed, spec in enumerate(specs))
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        made = [pool.submit(agreement, spec, seed, projects, engines, rows) for seed, spec in enumerate(specs)]
        yield from (each.result() for each in made)


def main() -> int:
    """Compare, and say how many agreed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rulesets", type=int, default=200)
    parser.add_argument("--projects", type=int, default=1000)
    parser.add_argument("--engines", default="polars,duckdb")
    parser.add_argument("--rows", default="20", help="projects of each ruleset that the row engine evaluates as well, or `all`")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--strange", action="store_true")
    parser.add_argument("--start", type=int, default=0, help="with --strange: the first seed")
    chosen = parser.parse_args()
    engines = [name for name in chosen.engines.split(",") if name]
    if chosen.strange:
        return _strange(chosen.rulesets, chosen.projects, chosen.start, engines)
    begun = time.perf_counter()
    compared, left, bad, rulesets = Counter[str](), Counter[str](), 0, 0
    rows = chosen.projects if chosen.rows == "all" else int(chosen.rows)
    for found in agreements(chosen.rulesets, chosen.projects, engines, rows, chosen.workers):
        compared += found.compared
        left += found.left
        bad, rulesets = bad + len(found.differences), rulesets + 1
        for line in found.differences[:3]:
            print(line, flush=True)
        if rulesets % 50 == 0:
            print(f"{rulesets} rulesets after {time.perf_counter() - begun:.0f} s", flush=True)
    print(f"{rulesets} rulesets against the reference, {bad} differences, {time.perf_counter() - begun:.0f} s")
    few = False
    for name, count in compared.items():
        share = 1 - left[name] / count
        print(f"{name}: {count:,} results" + ("" if name == "rows" else f", {share:.1%} of them decided on columns"))
        few = few or (name != "rows" and share < LEAST_ON_COLUMNS)
    return int(bad > 0 or few)


def _strange(rulesets: int, projects: int, start: int, engines: Sequence[str]) -> int:
    compared = bad = used = 0
    begun = time.perf_counter()
    seed = start
    while used < rulesets:
        count, found = differences(seed, projects, engines)
        compared, bad, used, seed = compared + count, bad + len(found), used + bool(count), seed + 1
        for line in found[:3]:
            print(line)
    print(f"{used} rulesets, {compared} results on {','.join(engines)}: {bad} differences, {time.perf_counter() - begun:.0f} s")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
