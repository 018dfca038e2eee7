"""Data checkers beside this one, for the part that they can do: a table that is added up already, one column a measure, and for each
column whether its values reach a bound. How many rows fail must be the same number everywhere.

    python -m venv checkers && checkers/bin/pip install 'pandera[polars]' great_expectations pointblank -e '.[columnar]'
    checkers/bin/python -m tests.benchmarks.checkers --write

Whichever is not installed is left out, and the table says so. pandera and pointblank check a Polars frame, Great Expectations a pandas
one (it takes no Polars). They tell how many rows fail; the ruleset also tells verdict, score, fraction and gap of each, which none of
them can. Making schemas, suites and plans counts for all: a service has to do it at least once; the ruleset is loaded beforehand, as
the bounds of the others are at hand as numbers.
"""

from __future__ import annotations

import importlib.util
import statistics
import time
from collections.abc import Callable
from typing import Any

import indicatorlang as il
from tests.benchmarks.harness import Table, show, times

PROJECTS = 100_000
MEASURES = 20
SEED = 11
BOUND = 500


def rules() -> il.Rules:
    """A least value for each measure."""
    measures = {f"m{n:02}": {"unit": "家", "kind": "snapshot"} for n in range(MEASURES)}
    rows = [{"id": f"{n:02}", "name": f"i{n:02}", "target": f"m{n:02} >= {BOUND + n} 家", "weight": "5"} for n in range(MEASURES)]
    return il.load_ruleset({"ruleset": "逐列核对", "year": "2019", "measures": measures, "indicators": rows})


def table(projects: int) -> Any:
    """One row a project, one column a measure."""
    import numpy as np
    import polars as pl

    rnd = np.random.default_rng(SEED)
    names = pl.DataFrame({"project": [f"P{n:07}" for n in range(projects)]})
    values = {f"m{n:02}": np.round(rnd.uniform(400, 700, projects), 1) for n in range(MEASURES)}
    return names.with_columns(pl.Series(name, column) for name, column in values.items())


def by_rules(ruleset: il.Rules, frame: Any) -> int:
    """By the ruleset: the table is made long, and every row gets verdict, score, fraction and gap."""
    import polars as pl

    long = frame.lazy().unpivot(index="project", variable_name="measure").with_columns(period=pl.lit("2019"))
    made = ruleset.evaluate_frame(long, as_of="2019-12-31").collect(engine="streaming")
    return int((made["verdict"] == "missed").sum())


def by_pandera(ruleset: il.Rules, frame: Any) -> int:
    """By a schema of pandera on Polars, lazily, so that all failures are found."""
    import pandera.polars as pa
    from pandera.errors import SchemaErrors

    schema = pa.DataFrameSchema({f"m{n:02}": pa.Column(float, pa.Check.ge(BOUND + n)) for n in range(MEASURES)})
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as found:
        return len(found.failure_cases)
    return 0


def by_great_expectations(ruleset: il.Rules, frame: Any) -> int:
    """By a suite of Great Expectations on pandas."""
    import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_pandas("frames").add_dataframe_asset("frame")
    batch = source.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    columns = [gx.expectations.ExpectColumnValuesToBeBetween(column=f"m{n:02}", min_value=BOUND + n) for n in range(MEASURES)]
    found = batch.validate(gx.ExpectationSuite("bounds", expectations=columns))
    return sum(each.result["unexpected_count"] for each in found.results)


def by_pointblank(ruleset: il.Rules, frame: Any) -> int:
    """By a plan of pointblank on Polars."""
    import pointblank as pb

    plan = pb.Validate(data=frame)
    for n in range(MEASURES):
        plan = plan.col_vals_ge(columns=f"m{n:02}", value=BOUND + n)
    failed = plan.interrogate(collect_extracts=False).n_failed()
    return sum(failed.values())


OWN = "indicatorlang"
WAYS: dict[str, tuple[str, Callable[[il.Rules, Any], int]]] = {
    OWN: ("polars", by_rules),
    "pandera": ("pandera", by_pandera),
    "Great Expectations": ("great_expectations", by_great_expectations),
    "pointblank": ("pointblank", by_pointblank),
}


def by_checker(projects: int, repeats: int) -> list[Table]:
    """Times beside ours, and the medians; all that are installed find as many failures."""
    ruleset, frame = rules(), table(projects)
    there = {name: work for name, (module, work) in WAYS.items() if importlib.util.find_spec(module) is not None}
    frames = {name: frame.to_pandas() if name == "Great Expectations" else frame for name in there}
    failures = {name: work(ruleset, frames[name]) for name, work in there.items()}
    if len(set(failures.values())) != 1:
        raise AssertionError(f"not as many failures everywhere: {failures}")
    seconds: dict[str, list[float]] = {name: [] for name in there}
    for _ in range(repeats):
        for name, work in there.items():
            begun = time.perf_counter()
            work(ruleset, frames[name])
            seconds[name].append(time.perf_counter() - begun)
    medians = {name: statistics.median(told) for name, told in seconds.items()}
    rows = [
        (name, times(medians[name] / medians[OWN]), f"{failures[name]:,}") if name in there else (name, "not installed", "–")
        for name in WAYS
    ]
    title = f"Twenty columns of {projects:,} projects, added up already, against one bound each:"
    return [
        Table(title, ("checker", "time ÷ indicatorlang", "values that fail"), tuple(rows)),
        Table("The same, medians:", tuple(there), (tuple(f"{medians[name]:.2f} s" for name in there),), page=False),
    ]


def tables(repeats: int) -> list[Table]:
    """All of them."""
    return by_checker(PROJECTS, min(repeats, 5))


if __name__ == "__main__":
    show("checkers", tables)
