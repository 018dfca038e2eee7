"""The example of a country beyond what every example shows: that its data is the same each time, and that Spark agrees."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "08_a_country"


def made(folder: Path, *options: str) -> dict[str, pl.DataFrame]:
    """The tables that the generator makes, by the paths of their files."""
    run = [sys.executable, str(EXAMPLE / "generate.py"), "--folder", str(folder), *options]
    subprocess.run(run, check=True, env={**os.environ, "PYTHONUTF8": "1"})
    read = {".csv": lambda path: pl.read_csv(path, infer_schema=False), ".parquet": pl.read_parquet}
    return {
        path.relative_to(folder).with_suffix("").as_posix(): read[path.suffix](path) for path in sorted(folder.rglob("part-*"))
    }


def test_a_seed_makes_the_same_country_and_more_projects_leave_the_first_alone(tmp_path):
    first, again, other, more = (
        made(tmp_path / name, "--projects", count, "--seed", seed)
        for name, count, seed in (("a", "3", "7"), ("b", "3", "7"), ("c", "3", "8"), ("d", "5", "7"))
    )
    assert len(first) == 8
    for name, table in first.items():
        assert table.equals(again[name])
        assert table.equals(more[name].filter(pl.col("项目编码").is_in(table["项目编码"].unique().to_list())))
    assert not any(first[name].equals(other[name]) for name in ("service-hall/part-000", "prepaid-card-system/part-000"))


def test_csv_holds_what_parquet_holds(tmp_path):
    first, again = (made(tmp_path / form, "--projects", "2", "--format", form) for form in ("parquet", "csv"))
    for name, table in first.items():
        blank = table.with_columns(pl.all().replace("", None))
        assert blank.equals(again[name].with_columns(pl.all().replace("", None)))


@pytest.mark.skipif(importlib.util.find_spec("pyspark") is None or shutil.which("java") is None, reason="needs PySpark and Java")
@pytest.mark.parametrize("where", ["local", "local[2]"])
def test_spark_gives_what_the_others_give(where):
    """Spark in this process, and by Spark Connect."""
    if where != "local" and importlib.util.find_spec("grpc") is None:
        pytest.skip("needs what Spark Connect needs")
    run = subprocess.run(
        [sys.executable, "run.py", "--projects", "3", "--spark", where],
        cwd=EXAMPLE,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]),
            "PYTHONUTF8": "1",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.stdout.splitlines()[-1:] == ["Polars、DuckDB、Spark与逐个项目测算的结果相同"], run.stderr
