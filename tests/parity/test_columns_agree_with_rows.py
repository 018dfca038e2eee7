"""Columns say what rows say, to the last digit: seeded rulesets and tables, on every engine that is installed.

The long comparison is a command: `python -m tests.parity.comparing --rulesets 200 --projects 1000`.
"""

from __future__ import annotations

import importlib.util
from decimal import Decimal

import pytest

import indicatorlang as il
from indicatorlang.pipeline.frames import told as told_of
from tests.parity.comparing import ENGINES, HEADINGS, by_columns, by_rows, differences, evaluated_by_rows
from tests.parity.generating import ruleset, table

SEEDS = range(100, 130)
TARGETS = {
    "甲": ("家", "period", "甲 >= 100 家", "甲 in [50 家, 90 家]"),
    "丁": ("万元", "ytd", "丁 <= 30 万元", "丁 > 12.5 万元"),
}


def rules(*targets: str, **more: object) -> il.Rules:
    """A ruleset of these targets over two measures."""
    measures = {name: {"unit": told[0], "kind": told[1]} for name, told in TARGETS.items()}
    rows = [{"id": str(n), "name": f"第{n}项", "target": target, "weight": "10"} for n, target in enumerate(targets)]
    return il.load_ruleset({"ruleset": "比对", "year": "2019", "measures": measures, "indicators": rows, **more})


def quarters(project: str, measure: str, *values: object) -> list[tuple[object, ...]]:
    """Values of the quarters, None for a blank one."""
    return [(project, measure, f"2019Q{n}", value, "", "") for n, value in enumerate(values, 1)]


@pytest.mark.parametrize("engine", ENGINES)
def test_columns_and_rows_agree(engine):
    compared = 0
    for seed in SEEDS:
        count, found = differences(seed, 12, [engine])
        assert found == []
        compared += count
    assert compared > 700


@pytest.mark.parametrize(
    ("seed", "projects", "why"),
    [
        (5008, 60, "a quotient in a part of the table that has one row"),
        (7045, 60, "the greatest of running totals, whose differences count"),
    ],
)
def test_what_once_differed_agrees(seed, projects, why):
    count, found = differences(seed, projects, ["polars"])
    assert (count > 0, found) == (True, []), why


@pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="needs PySpark")
def test_columns_of_spark_agree_with_rows():
    assert [differences(seed, 12, ["spark"])[1] for seed in (103, 105)] == [[], []]


def test_plain_tables_are_evaluated_without_rows():
    made = rules("甲 >= 100 家", "甲 in [50 家, 90 家]", "丁 <= 30 万元", "丁 > 12.5 万元 and 甲 > 3 家")
    rows = [
        each for n in range(30) for each in (*quarters(f"P{n}", "甲", n, 10, None, 1.5), *quarters(f"P{n}", "丁", 1, 5, 9, n))
    ]
    assert evaluated_by_rows(made, rows, as_of="2019-12-31") == []


@pytest.mark.parametrize(
    "row",
    [
        ("P1", "甲", "2019Q1", 5.0, "", ""),
        ("P1", "甲", "2019Q4", -5.0, "", ""),
        ("P1", "甲", "2019Q4", 0.33333, "", ""),
        ("P1", "甲", "2019Q4", 1e12, "", ""),
        ("P1", "甲", "2019Q4", float("nan"), "", ""),
        ("P1", "甲", "2019-02", 1.0, "", ""),
        ("P1", "甲", "2019Q4", 1.0, "", "时点数"),
        ("P1", "甲", "2019Q4", 1.0, "吨", ""),
        ("P1", "甲", "不知何时", 1.0, "", ""),
    ],
)
def test_a_project_that_is_not_plain_is_evaluated_by_rows_and_no_other_is(row):
    made = rules("甲 >= 100 家")
    rows = [*quarters("P0", "甲", 1, 2, 3, 4), *quarters("P1", "甲", 10, 20, 30, None), *quarters("P2", "甲", 5, 6, 7, 8), row]
    assert evaluated_by_rows(made, rows, as_of="2019-12-31") == ["P1"]
    assert by_columns(made, rows, "polars", as_of="2019-12-31") == by_rows(made, rows, as_of="2019-12-31")


def test_nothing_to_be_measured_that_counts_as_met_earns_the_whole():
    measures = {name: {"unit": "家", "kind": "period"} for name in ("甲", "乙")} | {
        "率": {"formula": "甲 / 乙", "no_cases": "met"}
    }
    made = rules("率 >= 90%", "率 in [80%, 90%]", measures=measures)
    rows = [*quarters("P0", "甲", 0, 0, 0, 0), *quarters("P0", "乙", 0, 0, 0, 0), *quarters("P1", "甲", 1, 0, 0, 0)]
    told = by_columns(made, rows, "polars", as_of="2019-12-31")
    assert [told["P0", row] for row in "01"] == [("met", 10.0, 1.0, None)] * 2
    assert told == by_rows(made, rows, as_of="2019-12-31")


def test_a_share_that_may_be_a_percentage_is_never_read_silently():
    made = il.load_ruleset(
        {
            "ruleset": "比对",
            "year": "2019",
            "measures": {"率": {"unit": "%", "kind": "snapshot"}},
            "indicators": [{"id": "1", "name": "达标率", "measure": "率", "target": ">= 90%", "weight": "10"}],
        }
    )
    rows = [("P0", "率", "2019Q4", 0.95, "", ""), ("P1", "率", "2019Q4", 95.0, "", "")]
    assert by_columns(made, rows, "polars", as_of="2019-12-31") == {
        ("P0", "1"): ("invalid", None, None, None),
        ("P1", "1"): ("met", 10.0, 1.0, None),
    }
    settled = by_columns(made, rows[:1], "polars", as_of="2019-12-31", percent="fraction")
    assert settled == {("P0", "1"): ("met", 10.0, 1.0, None)}


def test_numbers_are_the_floats_nearest_to_the_exact_ones():
    made = rules("甲 >= 300 家")
    rows = quarters("P0", "甲", 0.1, 0.2, 100, 100)
    (told,) = by_columns(made, rows, "polars", as_of="2019-12-31").values()
    assert told[1:] == (6.68, 0.6676666666666666, 99.7)
    assert Decimal(repr(told[1])) == Decimal("6.68")


def test_what_has_no_meaning_on_columns_is_refused_by_name():
    made = rules("甲 >= 100 家", "甲 grows >= 5% over 上年", baselines={"上年": {"甲": "80 家"}})
    with pytest.raises(il.RulesetError) as caught:
        made.evaluate_frame(_frame(quarters("P0", "甲", 1, 2, 3, 4)), as_of="2019-12-31")
    assert [(d.code, d.indicator, d.what) for d in caught.value.diagnostics] == [("not-on-columns", "第1项", "growth")]
    rows = quarters("P0", "甲", 1, 2, 3, 4)
    told = by_columns(made, rows, "polars", as_of="2019-12-31", unsupported="rows")
    assert told == by_rows(made, rows, as_of="2019-12-31")


def test_a_frame_without_values_is_refused():
    with pytest.raises(il.ActualsError) as caught:
        rules("甲 >= 100 家").evaluate_frame(_frame([]).drop("value"), as_of="2019-12-31")
    assert [(d.code, d.missing) for d in caught.value.diagnostics] == [("frame-not-long", "value")]


def test_lazy_frames_stay_lazy():
    import polars as pl

    frame = _frame(quarters("P0", "甲", 1, 2, 3, 4)).lazy()
    assert isinstance(rules("甲 >= 100 家").evaluate_frame(frame, as_of="2019-12-31"), pl.LazyFrame)


def test_rulesets_and_tables_are_the_same_for_the_same_seed():
    assert ruleset(101).ruleset == ruleset(101).ruleset
    assert repr(table(101, 5)) == repr(table(101, 5))


def _frame(rows):
    import polars as pl

    return pl.DataFrame(rows, schema=dict.fromkeys(HEADINGS, pl.String) | {"value": pl.Float64}, orient="row", strict=False)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_totals_and_grades_are_those_of_rows(engine):
    made = rules("甲 >= 100 家", "丁 <= 30 万元", "甲 in [50 家, 90 家] or 丁 > 12.5 万元")
    rows = [
        *quarters("P0", "甲", 20, 30, 30, 20),
        *quarters("P0", "丁", 1, 5, 9, 31),
        *quarters("P1", "甲", 30, 30, 30, 30),
        *quarters("P1", "丁", 1, 5, 9, 10),
        *quarters("P2", "甲", 3, 30, 3, None),
        *quarters("P3", "丁", 3, 30, 30, 30.00001),
    ]
    told = by_columns(made, rows, engine, as_of="2019-12-31", totals=True)
    assert told == by_rows(made, rows, as_of="2019-12-31", totals=True)
    assert {project: each[-2:] for (project, _), each in told.items()} == {
        "P0": (29.67, "优"),
        "P1": (28.0, "优"),
        "P2": (0.0, None),
        "P3": (20.0, None),
    }


def test_rows_that_strike_the_total_are_refused_only_where_totals_are_asked_for():
    made = rules("甲 >= 100 家", "丁 <= 30 万元")
    struck = il.load_ruleset(
        {
            "ruleset": "比对",
            "year": "2019",
            "measures": {"甲": {"unit": "家", "kind": "period"}},
            "indicators": [{"id": "1", "name": "安全", "target": "甲 >= 100 家", "weight": "10", "veto": "单项"}],
        }
    )
    rows = quarters("P0", "甲", 20, 30, 30, 20)
    assert by_columns(struck, rows, "polars", as_of="2019-12-31") == by_rows(struck, rows, as_of="2019-12-31")
    with pytest.raises(il.RulesetError) as caught:
        struck.evaluate_frame(_frame(rows), as_of="2019-12-31", totals=True)
    assert [(d.code, d.what) for d in caught.value.diagnostics] == [("not-on-columns", "total")]
    assert made.evaluate_frame(_frame(rows), as_of="2019-12-31", totals=True).columns[-2:] == ["total", "grade"]


@pytest.mark.parametrize("target", ["甲 <= 0 家", "甲 == 0 家", "甲 >= 0 家", "甲 < 0 家", "丁 <= 0 万元", "丁 == 0"])
def test_nought_is_a_bound_like_any_other(target):
    made = rules(target)
    rows = [
        *quarters("P0", "甲", 0, 0, 0, 0),
        *quarters("P0", "丁", 0, 0, 0, 0),
        *quarters("P1", "甲", 0, 1, 0, 2),
        *quarters("P1", "丁", 0, 1, 1, 2),
        *quarters("P2", "甲", 0, 3, 0, None),
        *quarters("P3", "甲", 0, 3, 0, 1),
        *quarters("P3", "丁", 0, 3, 3, 4),
        ("P3", "甲", "2018", 8.0, "", ""),
        ("P3", "丁", "2018", 8.0, "", ""),
    ]
    told = by_columns(made, rows, "polars", as_of="2019-12-31")
    assert told == by_rows(made, rows, as_of="2019-12-31")
    assert len(told) == 4
    assert evaluated_by_rows(made, rows, as_of="2019-12-31") in (["P3"], [])


@pytest.mark.parametrize(
    "row",
    [
        ("P1", "无关指标", "2019Q1", 0.123456, "", ""),
        ("P1", "无关指标", "2019Q1", -3.0, "吨", "时点数"),
        ("P1", "无关指标", "不知何时", 3.0, "", ""),
        ("P1", None, "2019Q1", 0.123456, "", ""),
    ],
)
def test_values_of_nothing_that_was_asked_send_no_project_to_rows(row):
    made = rules("甲 >= 100 家")
    rows = [*quarters("P0", "甲", 1, 2, 3, 4), *quarters("P1", "甲", 10, 20, 30, 40), row]
    assert evaluated_by_rows(made, rows, as_of="2019-12-31") == []
    assert by_columns(made, rows, "polars", as_of="2019-12-31") == by_rows(made, rows, as_of="2019-12-31")


def test_points_that_were_given_count_whatever_the_name_of_their_row():
    import polars as pl

    made = rules("甲 >= 100 家", "丁 <= 30 万元")
    rows = [*quarters("P0", "甲", 1, 2, 3, 4), *quarters("P1", "甲", 10, 20, 30, 40), ("P1", "第1项", "2019", None, "", "")]
    frame = _frame(rows).with_columns(score=pl.Series([None] * (len(rows) - 1) + ["7"], dtype=pl.String))
    told = {each[:2]: each[2:] for each in made.evaluate_frame(frame, as_of="2019-12-31").rows()}
    whole = made.evaluate_projects(frame, as_of="2019-12-31")
    assert told == {each[:2]: each[2:] for assessment in whole for each in told_of(assessment)}


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("late", [1, 12])
def test_what_stands_beyond_the_beginning_of_a_table_is_read_as_rows_read_it(engine, late, monkeypatch):
    """Few projects with other keys go to rows; of many, all keys are read, and columns tell them."""
    monkeypatch.setattr("indicatorlang.engine.columns.evaluate.SAMPLE", 8)
    made = rules("甲 >= 100 家", "丁 <= 30 万元")
    plain = [each for n in range(200) for each in quarters(f"P{n:03}", "甲", n, 10, None, 2)]
    other = [(f"R{n:02}", "甲", month, 25.0 + n, "家", "当期数") for n in range(late) for month in ("2019-01", "2019-11")]
    beside = [each for n in range(late) for each in quarters(f"R{n:02}", "丁", 1, 5, 9, 10 + 5 * n)]
    rows = [*plain, *other, *beside, ("P007", "甲 ", "2019Q3", 4.0, "", "")]
    assert by_columns(made, rows, engine, as_of="2019-12-31") == by_rows(made, rows, as_of="2019-12-31")
    assert evaluated_by_rows(made, rows, as_of="2019-12-31") == (["P007", "R00"] if late == 1 else [])


def test_what_was_learned_from_one_table_serves_the_next():
    made = rules("甲 >= 100 家", "丁 <= 30 万元")
    for rows in (
        [*quarters("P0", "甲", 1, 2, 3, 4), *quarters("P0", "丁", 1, 2, 3, 4)],
        [*quarters("P1", "甲", 1, None, 3, 94), *quarters("P1", "丁", 1, 2, 31, None)],
        [("P2", "甲", "2019", 120.0, "", ""), ("P2", "丁", "2019-12", 31.0, "", "")],
        [("P3", "甲", "2019", 120.0, "", ""), ("P3", "甲", "2019Q1", 20.0, "", "")],
    ):
        for options in ({"as_of": "2019-12-31"}, {"as_of": "2019-09-30"}, {"as_of": "2019-12-31", "kind": "ytd"}):
            assert by_columns(made, rows, "polars", **options) == by_rows(made, rows, **options)
