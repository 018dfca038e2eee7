"""The naive reference, rows and columns agree on rulesets that Hypothesis makes: a small slice of `python -m tests.parity.comparing`."""

from __future__ import annotations

import importlib.util

import pytest

import indicatorlang as il
from indicatorlang.engine.columns.frames import Engine
from tests.parity import making, reference
from tests.parity.comparing import LEAST_ON_COLUMNS, NO_PYTHON, agreement, session
from tests.parity.spec import Agg, Bin, Compare, Formula, Measure, Num, Ref, Row, Spec

SPECS = making.specs(12)
SPARK = pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="needs PySpark")


def spec(condition, *, profile="mof-2020", as_of="2019-12-31", weight="10") -> Spec:
    """A ruleset of one indicator."""
    measures = tuple(Measure(name, "家", "period") for name in "甲乙丙丁")
    formula = Formula("率", Bin("/", Ref("甲"), Ref("乙")))
    rows = (Row("0", condition, weight),)
    return Spec(measures, formula, rows, profile, "percent", as_of, frozenset(), (5,) * 4, 1)


def quarters(measure: str, *values: float | None) -> list[tuple[object, ...]]:
    """Values of the quarters of one project."""
    return [("P", measure, f"2019Q{n}", value, "", "") for n, value in enumerate(values, 1)]


@pytest.mark.parametrize("number", range(len(SPECS)))
def test_the_reference_rows_and_columns_agree(number):
    found = agreement(SPECS[number], number, 40, ("polars", "duckdb"), 10)
    assert found.differences == ()
    assert found.compared["polars"] == found.compared["duckdb"] == 40 * making.INDICATORS


def test_by_far_most_results_are_decided_on_columns():
    found = agreement(SPECS[2], 2, 1000, ("polars",), 0)
    assert found.differences == ()
    assert 0 < found.left["polars"] < (1 - LEAST_ON_COLUMNS) / 2 * found.compared["polars"]


def test_the_frames_of_the_other_libraries_agree_too():
    found = agreement(SPECS[0], 1, 30, ("lazy", "pandas", "pyarrow"), 0)
    assert found.differences == ()
    assert set(found.compared.values()) == {30 * making.INDICATORS}


@pytest.mark.parametrize(
    ("condition", "values", "more", "told"),
    [
        (Compare(Ref("甲"), ">=", Num("10", "家")), (1, 2, 3, 4), {}, ("met", 10.0, 1.0, None)),
        (Compare(Ref("甲"), ">=", Num("16", "家")), (1, 2, 3, 4), {}, ("missed", 6.25, 0.625, 6.0)),
        (Compare(Ref("甲"), "<=", Num("8", "家")), (1, 2, 3, 4), {}, ("missed", 7.5, 0.75, 2.0)),
        (Compare(Ref("甲"), "<=", Num("8", "家")), (1, 2, 3, 4), {"profile": "hubei-reciprocal"}, ("missed", 8.0, 0.8, 2.0)),
        (Compare(Ref("甲"), ">=", Num("16", "家")), (1, 2, 3, 4), {"profile": "strict"}, ("missed", 0.0, 0.0, 6.0)),
        (Compare(Ref("甲"), ">=", Num("6", "家"), "2019-06"), (1, 2, 3, 4), {}, ("missed", 5.0, 0.5, 3.0)),
        (Compare(Ref("甲"), ">=", Num("6", "家")), (1, 2, 3, 4), {"as_of": "2019-05-10"}, ("not_due", None, None, 5.0)),
        (Compare(Ref("甲"), ">=", Num("16", "家")), (1, 2, None, 4), {}, ("no_data", 0.0, None, None)),
        (Compare(Ref("甲"), ">=", Num("7", "家")), (1, 2, None, 4), {}, ("met", 10.0, 1.0, None)),
        (Compare(Agg("mean", "甲"), ">=", Num("3", "家")), (1, 2, 3, 4), {"weight": "3"}, ("missed", 2.5, 5 / 6, 0.5)),
    ],
)
def test_the_reference_says_what_is_worked_out_by_hand(condition, values, more, told):
    made = spec(condition, **more)
    assert reference.judged(made, quarters("甲", *values)) == {("P", "0"): told}


def test_a_wrong_reference_would_be_found(monkeypatch):
    monkeypatch.setattr(reference, "_holds", lambda op, a, t: a != t)
    assert agreement(SPECS[0], 0, 20, ("polars",), 0).differences


def test_rulesets_are_different_and_load():
    assert len(set(SPECS)) == len(SPECS)
    assert all(il.load_ruleset(each.told()).ruleset.indicators for each in SPECS)


@SPARK
def test_spark_agrees_with_the_reference():
    found = agreement(SPECS[1], 1, 30, ("spark",), 0)
    assert found.differences == ()
    assert found.compared["spark"] == 30 * making.INDICATORS


@SPARK
def test_no_python_worker_is_started_on_spark(monkeypatch):
    from py4j.protocol import Py4JJavaError
    from pyspark.sql.functions import col, udf

    plans = []
    kept = Engine.kept

    def recorded(engine, frame):
        plans.append(frame.to_native()._jdf.queryExecution().toString())
        return kept(engine, frame)

    monkeypatch.setattr(Engine, "kept", recorded)
    test_spark_agrees_with_the_reference()
    assert plans
    assert [plan for plan in plans if "python" in plan.lower() or "ArrowEval" in plan] == []
    numbers = session().range(3)
    with pytest.raises(Py4JJavaError, match=NO_PYTHON):  # the session has no Python to start one with
        numbers.select(udf(lambda n: n)(col("id"))).collect()
