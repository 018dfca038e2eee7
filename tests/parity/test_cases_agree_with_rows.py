"""Tables of cases on columns come to what they come to on rows, on every engine that is installed."""

from __future__ import annotations

import datetime as dt
import importlib.util
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import indicatorlang as il
from tests.parity.cases import TABLE, by_columns, by_rows, differences, projects_of
from tests.parity.comparing import ENGINES, HEADINGS, Watched

YEAR = dt.date(2019, 12, 31)
DAYS = {"date": "受理日期", "columns": {"受理日期": "date", "办结日期": "date", "类型": "text", "费用": "number"}}
MEASURES = {
    "甲": {"unit": "件", "kind": "period"},
    "投诉占比": {"records": TABLE, "formula": "share(类型 is 投诉)"},
    "登记数": {"records": TABLE, "formula": "count(类型 is 登记)"},
    "时效": {"records": TABLE, "formula": "workdays(受理日期, 办结日期)"},
    "从宽": {"records": TABLE, "formula": "workdays(受理日期, 办结日期)", "no_cases": "met"},
    "天数": {"records": TABLE, "formula": "days(受理日期, 办结日期)"},
    "费": {"records": TABLE, "formula": "费用", "unit": "元"},
}
PLAIN = [("P000", "2019-03-04", "2019-03-06", "登记", "10"), ("P001", "2019-04-30", "2019-05-07", "登记", "20")]


def rules(*targets: str, **more: Any) -> il.Rules:
    """A ruleset of these targets over a table of cases."""
    rows = [{"id": str(n), "name": f"第{n}项", "target": target, "weight": "10"} for n, target in enumerate(targets)]
    told = {"ruleset": "办件", "year": "2019", "measures": MEASURES, "records": {TABLE: DAYS}, "indicators": rows}
    return il.load_ruleset(told | more)


def table(*cases: tuple[object, ...]) -> pl.DataFrame:
    """A table of texts."""
    names = ["project", *DAYS["columns"]]
    return pl.DataFrame(cases, schema=dict.fromkeys(names, pl.String), orient="row")


def actuals(rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    """A long table."""
    return pl.DataFrame(rows, schema=HEADINGS, orient="row")


def left_to_rows(made: il.Rules, cases: Any, projects: int = 3, **options: Any) -> list[str]:
    """The projects that columns leave to rows."""
    watched = Watched.of(made)
    got = by_columns(watched, projects_of(1, projects), cases, "polars", as_of=YEAR, **options)
    assert got == by_rows(made, projects_of(1, projects), cases, as_of=YEAR, **options)
    return sorted(watched.left_to_rows)


@pytest.mark.parametrize("engine", ENGINES)
def test_cases_on_columns_and_rows_agree(engine):
    compared = 0
    for seed in range(40, 50):
        count, found = differences(seed, 8, [engine])
        assert found == []
        compared += count
    assert compared > 600


@pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="needs PySpark")
def test_cases_on_spark_agree_with_rows():
    assert [differences(seed, 8, ["spark"])[1] for seed in (41, 44)] == [[], []]


@settings(max_examples=15, deadline=None)
@given(st.integers(1000, 10**6))
def test_any_ruleset_and_any_cases_agree(seed):
    assert differences(seed, 5, ["polars"])[1] == []


@pytest.mark.parametrize(
    ("target", "case", "told"),
    [
        ("时效 <= 3 工作日", ("P000", "2019-03-04", "2019-03-08", "", ""), ("missed", 5.0, 0.5, 50.0)),
        ("时效 <= 3 工作日 for 50% of 办件记录", ("P000", "2019-03-04", "2019-03-08", "", ""), ("met", 10.0, 1.0, None)),
        ("mean(时效) <= 2 工作日", ("P000", "2019-03-04", "2019-03-08", "", ""), ("missed", 5.0, 0.5, 1.0)),
        ("max(时效) <= 3 工作日", ("P000", "2019-12-25", "", "", ""), ("missed", 6.67, 2 / 3, 1.0)),
        ("max(时效) <= 4 工作日", ("P000", "2019-12-25", "", "", ""), ("met", 10.0, 1.0, None)),
        ("percentile(时效, 50) <= 2 工作日", ("P000", "2019-03-04", "2019-03-08", "", ""), ("met", 10.0, 1.0, None)),
        ("投诉占比 <= 20%", ("P000", "2019-03-04", "2019-03-08", "投诉", ""), ("missed", 0.0, 0.0, 30.0)),
        ("时效 <= 3 工作日", ("P000", "2019-03-08", "2019-03-04", "", ""), ("invalid", None, None, None)),
        ("时效 <= 3 工作日", ("P000", "", "2019-03-04", "", ""), ("invalid", None, None, None)),
        ("时效 <= 3 工作日", ("P000", "2019-03-08", "2031-03-04", "", ""), ("missed", 5.0, 0.5, 50.0)),
        ("时效 <= 3 工作日", ("P0", "2018-03-08", "2019-03-04", "", ""), ("met", 10.0, 1.0, None)),
        ("sum(费) >= 20 元", ("P000", "2019-03-08", "2019-03-08", "", "0.002万元"), ("met", 10.0, 1.0, None)),
        ("sum(费) >= 20 元", ("P000", "2019-03-08", "2019-03-08", "", ""), ("no_data", 0.0, None, None)),
        ("sum(费) >= 20 元", ("P000", "2019-03-08", "2019-03-08", "", "20 天"), ("invalid", None, None, None)),
        ("天数 <= 3 天", ("P000", "2019-03-08", "2019-03-10 23:59", "", ""), ("met", 10.0, 1.0, None)),
    ],
)
def test_what_a_case_more_comes_to_is_told_on_columns(target, case, told):
    made, cases = rules(target), table(*PLAIN, case)
    assert left_to_rows(made, cases) == []
    assert by_columns(made, projects_of(1, 3), cases, "polars", as_of=YEAR)["P000", "0"] == told


def test_a_project_without_cases_is_judged_as_on_rows():
    made = rules("时效 <= 3 工作日", "从宽 <= 3 工作日", "mean(从宽) <= 3 工作日", "sum(费) >= 1 元", "登记数 >= 1 件")
    assert left_to_rows(made, table(*PLAIN)) == []
    told = by_columns(made, projects_of(1, 3), table(*PLAIN), "polars", as_of=YEAR)
    assert [told["P002", str(n)][0] for n in range(5)] == ["not_applicable", "met", "not_applicable", "missed", "missed"]


@pytest.mark.parametrize(
    "case",
    [
        ("P002 ", "2019-03-08", "2019-03-09", "", ""),
        ("Ｐ002", "2019-03-08", "2019-03-09", "", ""),
        ("P002", "-", "—", "无", "n/a"),
        ("P002", "2019-03-08", "2019-03-09", "", "1/3"),
    ],
)
def test_a_project_whose_cases_only_rows_can_tell_is_evaluated_by_rows_and_no_other_is(case):
    made = rules("时效 <= 3 工作日", "sum(费) >= 10 元")
    cases = table(*PLAIN, case)
    assert left_to_rows(made, cases) == ([] if "1/3" in case else ["P002"])


def test_a_case_of_no_project_is_one_of_every_project():
    made = rules("时效 <= 3 工作日")
    assert left_to_rows(made, table(*PLAIN, ("", "2019-03-04", "2019-03-28", "", ""))) == ["P000", "P001", "P002"]


def test_a_percentage_that_may_be_a_fraction_is_left_to_rows():
    measures = MEASURES | {"合格": {"records": TABLE, "formula": "费用", "unit": "%"}}
    made = rules("合格 >= 90%", measures=measures)
    cases = table(
        ("P000", "2019-03-04", "", "", "0.95"), ("P001", "2019-03-04", "", "", "95"), ("P002", "2019-03-04", "", "", "0")
    )
    assert left_to_rows(made, cases) == ["P000"]
    assert left_to_rows(made, cases, percent="fraction") == []


def test_a_table_may_be_a_list_or_missing():
    made, projects = rules("时效 <= 3 工作日"), projects_of(1, 2)
    cases = [{"project": "P000", "受理日期": dt.date(2019, 3, 4), "办结日期": "2019-03-28"}]
    frame = actuals(projects)
    told = made.evaluate_frame(frame, records={TABLE: cases}, as_of=YEAR)
    assert sorted(row[:3] for row in told.rows()) == [("P000", "0", "missed"), ("P001", "0", "not_applicable")]
    assert {row[2] for row in made.evaluate_frame(frame, as_of=YEAR).rows()} == {"no_data"}


def test_cases_may_come_from_another_engine_than_the_actuals():
    made, cases = rules("时效 <= 3 工作日"), table(*PLAIN)
    frame = actuals(projects_of(1, 2))
    duckdb = pytest.importorskip("duckdb")
    wanted = by_rows(made, projects_of(1, 2), cases, as_of=YEAR)
    for elsewhere in (cases.to_pandas(), cases.to_arrow(), duckdb.connect().from_arrow(cases.to_arrow())):
        told = made.evaluate_frame(frame, records={TABLE: elsewhere}, as_of=YEAR).rows()
        assert {row[:2]: row[2:] for row in told} == wanted
        other = duckdb.connect().from_arrow(frame.to_arrow())
        assert {
            row[:2]: row[2:] for row in made.evaluate_frame(other, records={TABLE: elsewhere}, as_of=YEAR).fetchall()
        } == wanted


def test_what_columns_cannot_ask_of_cases_is_refused_by_name():
    made = rules("last(费) >= 3 元")
    with pytest.raises(il.RulesetError) as raised:
        made.evaluate_frame(actuals(projects_of(1, 2)), records={TABLE: table()}, as_of=YEAR)
    assert [found.what for found in raised.value.diagnostics] == ["latest"]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("typed", [False, True], ids=["texts", "floats"])
def test_numbers_of_cases_are_added_up_however_many_there_are(engine, typed):
    made = rules(
        "sum(费) >= 2000 元", "mean(费) <= 0.005 万元", "max(费) <= 99.99 元", "percentile(费, 95) <= 95 元", "min(费) >= -3 元"
    )
    amounts = [*(n * 37 % 10_007 / 100 for n in range(60)), -2.5, 0, 123456789.1234, 99_999_999_999.25, 7e-05, 0.1 + 0.2]
    texts = [(f"P00{n % 4}", "2019-03-08", "", "", repr(amount)) for n, amount in enumerate(amounts)]
    cases = table(*texts, ("P001", "2019-03-08", "", "", "0.01 万元"), ("P003", "2019-03-08", "", "", ""))
    if typed:
        cases = cases.with_columns(pl.col("费用").cast(pl.Float64, strict=False))
    wanted = by_rows(made, projects_of(1, 4), cases, as_of=YEAR)
    assert by_columns(made, projects_of(1, 4), cases, engine, as_of=YEAR) == wanted
    assert {"met", "missed", "no_data"} <= {told[0] for told in wanted.values()}


def test_each_project_is_handed_its_own_cases_and_those_of_nobody():
    made = rules("时效 <= 3 工作日", code="P000")
    late = ("2019-03-04", "2019-03-28", "", "")
    cases = table(
        ("P000", *late), ("办 件", *late), ("P001", *late), ("Ｐ001", *late), ("", *late), ("\u3000", *late), ("P003", *late)
    )
    told = made.evaluate_projects(actuals(projects_of(1, 3)), records={TABLE: cases}, as_of=YEAR)
    assert [(each.project, each["0"].actual.cases.counted) for each in told] == [("P000", 4), ("P001", 4), ("P002", 2)]
