"""What the first walk over a table finds."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.engine.rescoring.facts import facts_of
from indicatorlang.model.rescored import Repeated
from tests.filled import table_of

FORM = [
    {"kind": "head"},
    {"label": "年度资金总额", "budget": "100", "spent": "95", "weight": "10", "score": "9.5"},
    {"kind": "heading", "name": "三级指标"},
    {"level1": "产出指标", "name": "培训人次", "target": "≥300人次", "actual": "300人次", "weight": "30", "score": "30"},
    {"level1": "产出指标", "name": "培训场次", "target": "≥3场", "actual": "3场", "weight": "20", "score": "20"},
    {"level1": "效益指标", "name": "知晓率", "target": "≥90%", "actual": "90%", "weight": "40分", "score": "40.0分"},
    {"kind": "total", "weight": "100", "score": "99.5"},
    {"kind": "other", "note": "注"},
]


def only(rows, facts=None):
    (project,) = facts_of(table_of(rows, facts)).projects
    return project


def test_a_form_is_added_up_without_its_money_and_its_total():
    project = only(FORM)
    assert (project.rows, project.first_row) == (3, 5)
    assert (project.weights, project.unweighted) == (90, 0)
    assert (project.scores, project.unscored) == (90, 0)
    assert (project.total_weight, project.total_score) == (100, Fraction("99.5"))
    assert project.total_row is not None
    assert project.total_row.number == 8
    assert project.level_weights == (("产出指标", 50), ("效益指标", 40))
    assert project.all_full
    assert [line.score for line in project.money] == [Fraction("9.5")]


def test_the_precision_is_that_of_the_most_exact_score_of_an_indicator():
    assert facts_of(table_of(FORM)).score_places == 1
    assert facts_of(table_of([{"name": "甲", "score": "9"}, {"name": "乙", "score": "8.53"}])).score_places == 2
    assert facts_of(table_of([{"name": "甲", "score": "９．００"}])).score_places == 2
    assert facts_of(table_of([{"name": "甲", "score": "良好"}])).score_places == 0


def test_without_indicators_the_precision_is_that_of_the_money():
    money = [{"label": "总额", "budget": "1", "spent": "1", "score": text} for text in ("9", "19.55")]
    assert facts_of(table_of(money)).score_places == 2


def test_what_is_lacking_is_counted_and_is_not_nought():
    project = only([{"name": "甲", "weight": "10", "score": ""}, {"name": "乙", "weight": "", "score": "良好"}])
    assert (project.weights, project.unweighted) == (10, 1)
    assert (project.scores, project.unscored) == (None, 2)
    assert not project.all_full


def test_one_row_below_its_weight_and_not_all_are_full():
    rows = [{"name": "甲", "weight": "10", "score": "10"}, {"name": "乙", "weight": "10", "score": "9.99"}]
    assert not only(rows).all_full


def test_rows_that_repeat_others_are_known_whatever_their_width_and_blanks():
    rows = [
        {"name": "培训人次", "target": "≥300人次", "actual": "300人次"},
        {"name": "培训 人次", "target": "≥３００人次", "actual": "300人次"},
        {"name": "培训人次", "target": "≥300人次", "actual": "280人次"},
        {"name": "培训人次", "target": "≥200人次", "actual": "280人次"},
        {"name": "", "target": "≥200人次", "actual": "280人次"},
        {"name": "", "target": "≥200人次", "actual": "280人次"},
    ]
    assert only(rows).repeated == (Repeated(3, 2, "培训 人次", True), Repeated(4, 2, "培训人次", False))


def test_each_project_has_its_own_sums_and_its_own_repeats():
    row = {"name": "培训人次", "target": "≥300人次", "actual": "300人次", "weight": "10", "score": "10"}
    found = facts_of(table_of([row | {"project": "甲"}, row | {"project": "乙"}, row | {"project": "甲"}])).projects
    assert [(p.project, p.weights, len(p.repeated)) for p in found] == [("甲", 20, 1), ("乙", 10, 0)]


def test_columns_are_there_when_the_form_has_them_though_nobody_used_them():
    facts = facts_of(table_of([{"name": "甲", "weight": "", "score": "", "reason": ""}]))
    assert (facts.has_scores, facts.has_weights, facts.has_reasons) == (True, True, True)
    facts = facts_of(table_of([{"name": "甲"}]))
    assert (facts.has_scores, facts.has_weights, facts.has_reasons) == (False, False, False)
