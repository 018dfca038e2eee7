"""Delivered text becomes observations: names, cells, units, surveys, facts, projects."""

from __future__ import annotations

import datetime as dt

import pytest

from indicatorlang.engine.bind import projects_in
from indicatorlang.model.actual import RawActual
from indicatorlang.readers.sheet_problems import FormulaNotComputed
from tests.engine.books import bound, cases, check, raw_of, ruleset_of

FILES = ("names", "cells", "units", "surveys", "facts")


@pytest.mark.parametrize(("file", "case"), [pytest.param(f, c, id=f"{f}: {c['name']}") for f, c in cases(*FILES)])
def test_actuals_are_bound_as_the_case_says(file, case):
    check(case)


def test_the_projects_are_listed_once_as_first_written():
    rows = [["甲", "2019Q1", "1", {"project": name}] for name in ("社区 菜场", "社区菜场", "办事大厅", " ")]
    assert projects_in(raw_of({"rows": rows})) == ("社区 菜场", "办事大厅")


def test_the_code_and_the_name_of_the_ruleset_are_one_project():
    rows = [["甲", "2019Q1", "1", {"project": name}] for name in ("004", "社区 菜场", "005")]
    ruleset = ruleset_of({"ruleset": "社区菜场", "code": "004"})
    assert projects_in(raw_of({"rows": rows}), ruleset) == ("004", "005")


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


def test_what_the_reader_found_wrong_with_a_cell_is_not_told_twice():
    trouble = FormulaNotComputed(cell="C2", formula="=1+1")
    rows = [RawActual("甲", "=1+1", "2019Q4", trouble=trouble), RawActual("乙", "2", "2019Q4")]
    book, found = bound({"measures": {"甲": {"unit": "家", "kind": "ytd"}, "乙": {"unit": "家", "kind": "ytd"}}}, rows)
    at = dt.date(2019, 12, 31)
    assert found == ()
    assert book.measured("甲", at).problems == (trouble,)
    assert book.measured("乙", at).state == "known"


def test_a_name_that_is_near_is_proposed():
    _, (problem,) = bound({"measures": {"新建微菜场数量": {"unit": "家"}}, "rows": [["新建微菜场数目", "2019Q4", "1"]]})
    assert (problem.code, problem.help_zh()) == ("actual-of-unknown-name", "是不是`新建微菜场数量`？")
    _, (problem,) = bound({"measures": {"新建微菜场数量": {"unit": "家"}}, "rows": [["投诉率", "2019Q4", "1"]]})
    assert problem.help_zh() == ""
