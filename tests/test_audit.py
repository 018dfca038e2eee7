"""The walk as a whole: tables in, rows and a summary out; the rules that explain a table's scores; what is not held in memory."""

from __future__ import annotations

import tracemalloc
from fractions import Fraction

import attrs
import pytest

import indicatorlang as il
from indicatorlang.engine.rescoring.facts import facts_of
from indicatorlang.model.filled import FilledRow
from indicatorlang.model.rescored import Candidate, Finding
from indicatorlang.pipeline.auditing import audit_tables
from indicatorlang.reports.audit.totals import summary_lines
from tests.filled import table_of

COSTS = [(30, 36), (30, 33), (30, 39), (20, 25), (40, 44), (50, 60), (30, 28)]


def costs(score):
    """Costs above their limit, scored by a rule of limit and actual."""
    return [
        {
            "name": f"成本{n}",
            "target": f"≤{t}万元",
            "actual": f"{a}万元",
            "weight": "10",
            "score": score(Fraction(t), Fraction(a)),
        }
        for n, (t, a) in enumerate(COSTS)
    ]


def linear(t, a):
    return f"{float(round(min(1, 2 - a / t) * 10, 2)):.2f}"


def reciprocal(t, a):
    return f"{float(round(min(1, t / a) * 10, 2)):.2f}"


def chosen(rows):
    audit = audit_tables([table_of(rows)], profile="auto")
    (table,) = audit.summary().tables
    return table, list(audit.rows())


def test_the_rules_that_explain_a_table_are_found_and_audited_by():
    table, rows = chosen(costs(reciprocal))
    assert table.chosen is not None
    assert table.chosen.candidate == Candidate("hubei-reciprocal", 2)
    assert table.profile == "hubei-reciprocal"
    assert (table.chosen.tested, table.chosen.reproduced, table.chosen.rows, table.chosen.agreeing) == (6, 6, 7, 7)
    assert {row.finding for row in rows} == {Finding.AGREES}


def test_scores_in_whole_points_are_explained_by_their_rounding():
    rows = [
        {"name": f"面积{n}", "target": "≥500亩", "actual": f"{a}亩", "weight": "10", "score": str(a // 50)}
        for n, a in enumerate((431, 477, 399, 444, 489, 500))
    ]
    table, answered = chosen(rows)
    assert table.chosen is not None
    assert table.chosen.candidate == Candidate("mof-2020", 0, "down")
    assert {row.finding for row in answered} == {Finding.AGREES}


def test_what_is_explained_equally_well_is_explained_by_the_national_rules():
    rows = [{"name": "培训人次", "target": "≥300人次", "actual": "300人次", "weight": "10", "score": "10"}]
    table, _ = chosen(rows)
    assert table.chosen is not None
    assert table.chosen.candidate == Candidate("mof-2020", 2)
    assert (table.chosen.tested, table.chosen.rows) == (0, 1)


def test_a_fit_on_few_rows_says_so():
    few, _ = chosen(costs(linear)[:2])
    assert any("其中得分因办法而异的2行都相符（行数少，仅供参考）" in line for line in summary_lines(few))
    assert any(
        line.endswith("and 2 of the 2 whose score depends on the rules, which is few") for line in summary_lines(few, "en")
    )
    many, _ = chosen(costs(linear))
    assert not any("仅供参考" in line for line in summary_lines(many))


def test_the_rules_that_fit_best_are_told_though_nobody_asked_to_score_by_them():
    audit = audit_tables([table_of(costs(reciprocal))])
    summary = audit.summary().tables[0]
    assert (summary.profile, summary.fitted, summary.chosen) == ("mof-2020", False, None)
    assert summary.fits[0].candidate.profile == "hubei-reciprocal"
    assert any(line.startswith("与表内得分最相符的是hubei-reciprocal（") for line in summary_lines(summary))


def test_a_table_without_scores_has_no_fit_and_the_national_rules():
    table, _ = chosen([{"name": "培训人次", "target": "≥300人次", "actual": "300人次", "weight": "10"}])
    assert table.chosen is None
    assert table.profile == "mof-2020"


def test_the_summary_counts_findings_and_adds_up_what_can_be_computed():
    rows = [
        {"kind": "head"},
        {"name": "甲", "target": "≥10个", "actual": "10个", "weight": "60", "score": "60", "reason": ""},
        {"name": "乙", "target": "≥10个", "actual": "5个", "weight": "40", "score": "40", "reason": ""},
    ]
    (table,) = audit_tables([table_of(rows)]).summary().tables
    assert table.findings == {Finding.AGREES: 1, Finding.FULL_THOUGH_MISSED: 1, Finding.NO_REASON: 1}
    assert (table.rows, table.answered, table.computed_total, table.complete) == (2, 2, 80, True)
    assert (table.grade, table.grade_english) == ("良", "good")


def test_what_cannot_be_computed_leaves_the_total_incomplete_and_ungraded():
    rows = [
        {"name": "甲", "target": "≥10个", "actual": "10个", "weight": "60", "score": "60"},
        {"name": "乙", "target": "≥10个", "actual": "", "weight": "40", "score": "40"},
    ]
    (table,) = audit_tables([table_of(rows)]).summary().tables
    assert (table.rows, table.answered, table.computed_total, table.complete, table.grade) == (2, 1, 60, False, "")


def test_the_advice_on_the_whole_table_is_there():
    rows = [
        {"name": "甲", "target": "≥10个", "actual": "10个", "weight": "60", "score": "60"},
        {"kind": "total", "weight": "100", "score": "70"},
    ]
    (table,) = audit_tables([table_of(rows)]).summary().tables
    assert [found.code for found in table.advice] == ["L130", "L151", "L151"]


def test_an_unknown_profile_is_refused_before_anything_is_read():
    with pytest.raises(il.RulesetError) as caught:
        audit_tables([], profile="mof-2021")
    assert [found.code for found in caught.value.diagnostics] == ["unknown-reference"]


def test_a_file_that_is_not_there_is_an_error_and_others_are_read(tmp_path):
    with pytest.raises(il.ActualsError):
        il.audit(tmp_path / "none.csv")
    there = tmp_path / "table.csv"
    there.write_text("三级指标,指标值,完成值,分值,得分\n培训人次,≥300人次,200人次,8,5.33\n", encoding="utf-8")
    audit = il.audit([tmp_path / "none.csv", there])
    assert [row.finding for row in audit.rows() if row.findings] == [Finding.AGREES]
    assert len(audit.summary().diagnostics) == 1


def test_the_year_of_a_row_comes_before_the_one_asked_for_and_that_before_the_forms():
    row = {"name": "完工", "target": "10月底前", "actual": "2022-11-05", "weight": "10", "score": "10"}
    for year, facts, option, finding in (
        ("2022", {"year": "2023"}, 2023, Finding.FULL_THOUGH_MISSED),
        ("", {"year": "2022年度"}, None, Finding.FULL_THOUGH_MISSED),
        ("", {"year": "2022"}, 2023, Finding.AGREES),
    ):
        (answered,) = audit_tables([table_of([row | {"year": year}], facts)], year=option).rows()
        assert answered.finding is finding, (year, facts, option)


@attrs.frozen
class Many:
    """Rows that are made when they are walked over; `names` of them differ."""

    count: int
    names: int
    walked: list[int] = attrs.field(factory=list)

    def __iter__(self):
        for n in range(self.count):
            self.walked.append(1)
            name = f"指标{n % self.names}"
            fields = {"name": name, "target": "≥300人次", "actual": f"{n % 7}人次", "weight": "8", "score": "5.33"}
            yield FilledRow(n + 2, (), "indicator", fields, {})


def long_table(rows):
    columns = dict.fromkeys(("name", "target", "actual", "weight", "score"), "")
    return attrs.evolve(table_of([columns]), rows=rows)


def most_held(work):
    """The most bytes that were held at any time."""
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_of_a_row_the_first_walk_holds_a_digest_and_nothing_else():
    short, long = (most_held(lambda count=count: facts_of(long_table(Many(count, count)))) for count in (1000, 9000))
    assert (long - short) / 8000 < 300


def test_rows_are_answered_as_they_come_and_are_not_held():
    def answered(count):
        assert sum(1 for _ in audit_tables([long_table(Many(count, 10))]).rows()) == count

    answered(50)  # what is resolved once for all
    short, long = (most_held(lambda count=count: answered(count)) for count in (200, 800))
    assert long - short < 600 * 300


def test_a_row_is_answered_before_those_far_behind_it_are_read():
    rows = Many(50, 10)
    audit = audit_tables([long_table(rows)])
    walk = audit.rows()
    next(walk)
    assert len(rows.walked) <= 50 + 3  # the first walk, and a row with those that may have changed places with it
