"""五份规则测算一个虚构的国家：Polars、DuckDB（加 --spark 时还有 Spark）与逐个项目测算的结果相同。

python run.py [--projects 20] [--spark]
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from generate import CASES, MAKERS, generate

import indicatorlang as il

RULESETS = Path(__file__).resolve().parents[2] / "rulesets"
AS_OF = "2019-12-31"
LOCAL = "local"
WORDS = {"met": "达标", "missed": "未达标", "no_data": "未填报", "not_applicable": "不适用", "invalid": "数据待核"}
Results = dict[tuple[str, str], tuple[Any, ...]]


def by_rows(rules: il.Rules, rows: Any, records: dict[str, Any]) -> Results:
    """一个项目一个项目地测算。"""
    found: Results = {}
    for assessment in rules.evaluate_projects(rows, records=records, as_of=AS_OF):
        for r in assessment.results:
            numbers = (r.score, r.fraction, None if r.gap is None else r.gap.number)
            found[assessment.project, r.id] = (str(r.verdict), *(None if n is None else float(n) for n in numbers))
    return found


def on_polars(rules: il.Rules, files: str, records: dict[str, str]) -> Results:
    import polars as pl

    tables = {name: pl.scan_parquet(path) for name, path in records.items()}
    made = rules.evaluate_frame(pl.scan_parquet(files), records=tables, as_of=AS_OF, unsupported="rows")
    return {row[:2]: row[2:] for row in made.collect().rows()}


def on_duckdb(rules: il.Rules, files: str, records: dict[str, str]) -> Results:
    import duckdb

    connection = duckdb.connect()
    tables = {name: connection.read_parquet(path) for name, path in records.items()}
    made = rules.evaluate_frame(connection.read_parquet(files), records=tables, as_of=AS_OF, unsupported="rows")
    return {row[:2]: row[2:] for row in made.fetchall()}


def on_spark(where: str, rules: il.Rules, files: str, records: dict[str, str]) -> Results:
    from pyspark.sql import SparkSession

    if where == LOCAL:
        spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    else:
        spark = SparkSession.builder.remote(where).getOrCreate()  # 集群上的 Spark Connect，其余不变
    spark.conf.set("spark.sql.shuffle.partitions", "4")
    tables = {name: spark.read.parquet(path) for name, path in records.items()}
    made = rules.evaluate_frame(spark.read.parquet(files), records=tables, as_of=AS_OF, unsupported="rows")
    return {tuple(row[:2]): tuple(row[2:]) for row in made.collect()}


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--projects", type=int, default=20)
    options.add_argument("--spark", nargs="?", const=LOCAL, metavar="WHERE")
    chosen = options.parse_args()
    engines = {"Polars": on_polars, "DuckDB": on_duckdb} | ({"Spark": partial(on_spark, chosen.spark)} if chosen.spark else {})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, chosen.projects)
        for stem in MAKERS:
            rules = il.load_ruleset(RULESETS / f"{stem}.yaml")
            files = str(folder / stem / "*.parquet")
            records = {table: str(folder / f"{stem}-{table}" / "*.parquet") for table in CASES.get(stem, {})}
            told = compared(rules, files, records, engines)
            print(f"{rules.name}：{chosen.projects}个项目，{len(told)}个结果")
            counts = Counter(verdict for verdict, *_ in told.values())
            print("  " + "，".join(f"{word}{counts[verdict]}" for verdict, word in WORDS.items() if counts[verdict]))
    print(f"{'、'.join(engines)}与逐个项目测算的结果相同")


def compared(rules: il.Rules, files: str, records: dict[str, str], engines: dict[str, Any]) -> Results:
    """各引擎的结果；有一处不同就停下。"""
    import polars as pl

    wanted = by_rows(rules, pl.read_parquet(files), {name: pl.read_parquet(path) for name, path in records.items()})
    for engine, evaluate in engines.items():
        found = evaluate(rules, files, records)
        for key in wanted.keys() | found.keys():
            if wanted.get(key) != found.get(key):
                raise SystemExit(f"{engine}的结果不同：{key} {found.get(key)}，应为{wanted.get(key)}")
    return wanted


if __name__ == "__main__":
    main()
