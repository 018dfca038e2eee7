"""The benchmarks run: on a few texts and once, so that they cannot rot. What they measure is no matter here."""

from __future__ import annotations

import importlib.util
import math

import pytest

from tests.benchmarks import (
    accuracy,
    audit,
    checkers,
    columns,
    compiling,
    country,
    embedded,
    evaluating,
    harness,
    read,
    spark,
    starting,
    workdays,
)
from tests.benchmarks.office_reader import office_read


@pytest.fixture(scope="module")
def found():
    return read.cases()


def test_every_class_of_texts_has_cases(found):
    assert {read.class_of(case) for case in found} == set(read.CLASSES)


def test_the_costs_of_texts_are_ratios_on_the_page_and_medians_beside_it(found):
    ratios, medians = read.by_class(found[:12], 1)
    assert (ratios.page, medians.page) == (True, False)
    assert [row[0] for row in ratios.rows] == [*read.CLASSES, "all"] == [row[0] for row in medians.rows]
    assert ratios.rows[-1][1] == "12"
    assert len(ratios.markdown().splitlines()) == len(ratios.rows) + 4


def test_growth_is_measured_for_every_shape():
    growth, medians = read.by_length(("5家,", "每亩"), (10, 20, 40), 1, beyond=5000)
    assert [row[0] for row in growth.rows] == ["`5家,`", "`每亩`"]
    assert len(medians.headings) == len(medians.rows[0]) == 5


def test_forgetting_empties_what_is_remembered():
    read.cases()
    assert read.from_text._remembered.cache_info().currsize > 0
    read.forget()
    assert read.from_text._remembered.cache_info().currsize == read.units._remembered.cache_info().currsize == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("≥95%", ("number", ">=", "95", "", "%")),
        ("１,２００元以下", ("number", "<=", "1200", "", "元")),
        ("满意度不低于90%", ("number", ">=", "90", "", "%")),
        ("3-5天", ("range", None, "3", "5", "天")),
        ("2021年6月底前", ("deadline", None, "2021-6", "", "")),
        ("效果明显", ("level", None, "", "", "")),
        ("约三成", ("level", None, "", "", "")),
        ("[90%,95%]", ("range", None, "90", "95", "%")),
        ("95%（含）以上", None),
    ],
)
def test_the_regular_expression_reads_what_such_readers_read(text, said):
    assert office_read(text) == said


def test_the_exponent_of_a_square_is_two():
    assert math.isclose(harness.exponent([(x, 3 * x * x) for x in (1, 2, 5, 10)]), 2)


def test_a_region_of_a_page_is_filled_and_nothing_else_changes():
    page = "a\n<!-- measured: read -->\nold\n<!-- /measured -->\nb\n"
    assert harness.region(page, "read", "new") == page.replace("old", "new")
    with pytest.raises(ValueError, match="one region `other`"):
        harness.region(page, "other", "new")


@pytest.mark.parametrize("name", ["read", "accuracy", "audit", "embedded", "evaluating", "starting", "workdays"])
def test_the_page_has_a_region_for_the_benchmark(name):
    page = (harness.ROOT / "docs" / "reference" / "performance.md").read_text(encoding="utf-8")
    assert harness.region(page, name, "") != page, "the region is empty"
    assert f"python -m tests.benchmarks.{name} --write" in page


def test_the_meanings_of_all_rows_are_counted():
    (found,) = accuracy.tables()
    files, total = found.rows[:-1], found.rows[-1]
    assert len({row[0] for row in files}) == len(files) > 10
    assert int(total[1]) == sum(int(row[1]) for row in files)


@pytest.mark.parametrize(
    ("row", "reading"),
    [
        ({"target": "≥95%"}, {"kind": "number", "op": ">=", "value": "95", "unit": "%", "level": ""}),
        ({"target": "2月底前", "year": 2020}, {"kind": "deadline", "by": "2020-02-29"}),
        ({"target": "80%-90%"}, {"kind": "range", "low": "80", "high": "90", "unit": "%"}),
        ({"target": "5（含）"}, {"kind": "text"}),
    ],
)
def test_the_regular_expression_is_held_to_the_same_meanings(row, reading):
    assert accuracy.office_reading_of(row) == reading


def test_rows_of_a_table_are_made_up_the_same_each_time():
    made = list(audit.rows(60))
    assert made == list(audit.rows(60))
    assert len({row[0] for row in made}) == 3
    assert {len(row) for row in made} == {len(audit.HEADINGS)}


def test_auditing_is_measured_in_every_form():
    ratios, medians = audit.by_length((20, 40), 1)
    assert (ratios.page, medians.page) == (True, False)
    assert [row[0] for row in ratios.rows] == ["20", "40"] == [row[0] for row in medians.rows]
    assert len(ratios.headings) == len(ratios.rows[0]) == 1 + 2 * len(audit.FORMS)
    assert all(float(cell) > 0 for row in ratios.rows for cell in row[1:])


def test_records_have_as_many_missed_as_they_are_said_to():
    scorer = embedded.rules().scorer(percent="percent")
    for share in embedded.SHARES:
        verdicts = [verdict for record in embedded.records(share, 100) for verdict in scorer(record).verdicts]
        assert abs(100 * verdicts.count("missed") / len(verdicts) - share) < 3, share


def test_a_record_is_scored_by_everybody_and_all_agree():
    ratios, spent = embedded.tables(1, 5)
    assert (ratios.page, spent.page) == (True, False)
    assert ratios.rows[0] == (ratios.rows[0][0], "1.0", "1.0", "1.0")
    assert {len(row) for row in (*ratios.rows, *spent.rows)} == {len(ratios.headings)}
    others = [f"{engine.name}, yes or no each" for engine in embedded.engines()]  # those of the extra `bench` that are there
    assert [row[0] for row in ratios.rows][len(ratios.rows) - len(others) :] == others


def test_a_delivery_is_evaluated_by_everybody_and_all_agree():
    ratios, spent = evaluating.tables(1, 3)
    assert (ratios.page, spent.page) == (True, False)
    assert ratios.rows[0] == (ratios.rows[0][0], "1.0", "1.0", "1.0")
    assert {len(row) for row in (*ratios.rows, *spent.rows)} == {len(ratios.headings)}


def test_deliveries_miss_as_many_indicators_as_they_say():
    rules = evaluating.rules()
    for share in evaluating.SHARES:
        found = [rules.evaluate(each, as_of=evaluating.AS_OF, percent="percent") for each in evaluating.deliveries(share, 20)]
        verdicts = [result.verdict for whole in found for result in whole]
        assert abs(100 * verdicts.count("missed") / len(verdicts) - share) < 6, share


def test_working_days_are_counted_by_everybody_and_all_agree():
    made = workdays.tables(1, 20, 50)
    for ratios, spent in zip(made[::2], made[1::2], strict=True):
        assert (ratios.page, spent.page) == (True, False)
        assert ratios.rows[0][1] == "1.0"
        assert len(ratios.rows) == len(spent.rows) >= 2


def test_columns_and_what_is_written_by_hand_say_the_same(tmp_path):
    table = tmp_path / "table.parquet"
    columns.write_table(table, 200)
    polars = columns.told("polars", table)
    assert len(polars) == 200 * columns.INDICATORS
    assert set(polars.values()) == {"met", "missed", "no_data"}
    assert all(columns.told(way, table) == polars for way in columns.WAYS)


def test_the_costs_of_columns_are_ratios_on_the_page_and_medians_beside_it():
    ratios, medians = columns.by_projects((20,), 1, memory=False)
    assert (ratios.page, medians.page) == (True, False)
    assert [row[0] for row in ratios.rows] == ["1,600"]
    assert all(len(row) == len(ratios.headings) for row in ratios.rows)


def test_no_target_that_is_compiled_comes_twice_and_all_can_be_read():
    parse = compiling.bare()
    made = [make(n) for make in compiling.KINDS.values() for n in range(1, 200)]
    assert len({(text.name, text.text) for text in made}) == len(made)
    assert all(parse(text.strict) is not None for text in made)


def test_compiling_is_measured_beside_what_others_do():
    ratios, medians = compiling.one_target(1, 3)
    assert (ratios.page, medians.page) == (True, False)
    assert [row[0] for row in ratios.rows] == [f"`{kind}`" for kind in compiling.KINDS] == [row[0] for row in medians.rows]
    assert {len(row) for row in ratios.rows} == {len(ratios.headings)}
    assert {len(row) for row in medians.rows} == {len(medians.headings)}


def test_loading_is_measured_for_files_of_every_size():
    ratios, medians = compiling.loading(1, (3, 6))
    assert [row[0] for row in ratios.rows] == ["3", "6"] == [row[0] for row in medians.rows]
    assert {len(row) for row in ratios.rows} == {len(ratios.headings)}


def test_processes_are_held_against_one_that_does_nothing():
    ratios, medians = starting.tables(1)
    assert (ratios.page, medians.page) == (True, False)
    assert [row[0] for row in medians.rows][1:] == [row[0] for row in ratios.rows]
    assert all(float(cell) > 0 for _, cell in ratios.rows)


def test_checkers_that_are_not_installed_are_named_as_such():
    (ratios, medians) = checkers.by_checker(50, 1)
    assert [row[0] for row in ratios.rows] == list(checkers.WAYS)
    assert ratios.rows[0][1] == "1.0"
    assert int(ratios.rows[0][2].replace(",", "")) > 0
    missing = [name for name, (module, _) in checkers.WAYS.items() if importlib.util.find_spec(module) is None]
    assert [row[0] for row in ratios.rows if row[1] == "not installed"] == missing
    assert len(medians.headings) == len(checkers.WAYS) - len(missing)


@pytest.mark.skipif(spark.INSTALLED, reason="is measured where PySpark is installed")
def test_spark_is_left_out_where_it_is_not_installed(capsys):
    assert spark.tables(1) == []
    assert "not installed" in capsys.readouterr().out


def test_a_country_is_measured_in_python_and_by_the_command():
    grown, held, medians = country.by_size((3, 30), 1)
    assert [row[0] for row in grown.rows] == [row[0] for row in held.rows] == list(country.SHOWN.values())
    assert all(row[1] == "1.0" for row in grown.rows)
    assert all(float(cell) > 0 for row in held.rows for cell in row[1:])
    assert (grown.page, held.page, medians.page) == (True, True, False)


def test_the_files_of_a_country_hold_different_projects(tmp_path, monkeypatch):
    import polars as pl

    monkeypatch.setattr(country, "PROJECTS", 2)
    country.write_tables(tmp_path, 5)
    found = pl.read_parquet(tmp_path / "*.parquet")
    assert (len(found), found["project"].n_unique()) == (5 * 80, 5)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_python_and_the_command_write_the_same_results(engine, tmp_path):
    import polars as pl

    (tmp_path / "rows").mkdir()
    country.write_tables(tmp_path / "rows", 60)
    found = []
    for way in (engine, f"command, {engine}"):
        country.WAYS[way](tmp_path / "rows", tmp_path / "out.parquet")
        found.append(pl.read_parquet(tmp_path / "out.parquet").sort("project", "indicator"))
        (tmp_path / "out.parquet").unlink()
    assert found[0].equals(found[1])
