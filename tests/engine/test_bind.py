"""Delivered text becomes observations: names, cells, units, surveys, facts, projects."""

from __future__ import annotations

import pytest

from indicatorlang.engine.bind import projects_in
from tests.engine.books import bound, cases, check, raw_of

FILES = ("names", "cells", "units", "surveys", "facts")


@pytest.mark.parametrize(("file", "case"), [pytest.param(f, c, id=f"{f}: {c['name']}") for f, c in cases(*FILES)])
def test_actuals_are_bound_as_the_case_says(file, case):
    check(case)


def test_the_projects_are_listed_once_as_first_written():
    rows = [["甲", "2019Q1", "1", {"project": name}] for name in ("社区 菜场", "社区菜场", "办事大厅", " ")]
    assert projects_in(raw_of({"rows": rows})) == ("社区 菜场", "办事大厅")


def test_a_project_takes_its_own_rows_by_code_or_name_and_those_without_project():
    case = {
        "ruleset": "社区菜场",
        "code": "004",
        "measures": {"甲": {"unit": "家", "kind": "period"}},
        "rows": [
            ["甲", "2019Q1", "1", {"project": "004"}],
            ["甲", "2019Q2", "2", {"project": "社区菜场"}],
            ["甲", "2019Q3", "4"],
            ["甲", "2019Q4", "8", {"project": "005"}],
        ],
    }

    def texts(**more):
        return [o.text for o in bound(case | more)[0].observations("甲")]

    assert texts(project="004") == texts(project="社区 菜场") == ["1", "2", "4"]
    assert texts(project="005") == ["4", "8"]
    assert texts() == ["1", "2", "4", "8"]


def test_a_name_that_is_near_is_proposed():
    _, (problem,) = bound({"measures": {"新建微菜场数量": {"unit": "家"}}, "rows": [["新建微菜场数目", "2019Q4", "1"]]})
    assert (problem.code, problem.help_zh()) == ("actual-of-unknown-name", "是不是`新建微菜场数量`？")
    _, (problem,) = bound({"measures": {"新建微菜场数量": {"unit": "家"}}, "rows": [["投诉率", "2019Q4", "1"]]})
    assert problem.help_zh() == ""
