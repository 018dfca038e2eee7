"""The reports on tests: JSON with documented fields, JUnit that build servers read, cases written to be put into a ruleset."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import openpyxl
import pytest

import indicatorlang as il
from indicatorlang.pipeline import testing
from indicatorlang.pipeline.testing import run_tests

ROOT = Path(__file__).resolve().parents[2]
RULESET = """项目名称: 河东街道图书角建设 & 其他
预算年度: 2026
数据项:
  开放数: {计量单位: 个, 口径: 累计数}
指标:
  - {序号: 1, 三级指标: 全年开放数, 判定: 开放数 ≥ 12 个, 分值: 20}
自测:
"""
TESTS = """  - 名称: 年末<一>
    评价时点: 2026-12-31
    用例表:
      - {名称: 够了, 开放数@2026-12: 12, 1: 达标}
      - {名称: 差一个, 开放数@2026-12: 11, 1: 达标, 1.得分: 20}
  - 名称: 任意数量
    评价时点: 2026-12-31
    定案: 是
    实际值: {开放数: {2026-06: 0}}
    任取: {开放数@2026-12: 0..20 个}
    始终: {1: {得分: "≥ 5", 结论: [达标, 未达标]}}
"""


def run(tests=TESTS, **options):
    return run_tests(il.loads_ruleset(RULESET + tests, "规则.yaml"), **options)


def test_json_says_what_differs_where():
    found = json.loads(testing.tests_report([run()], "json"))
    assert (found["schema"], found["summary"]) == (
        "indicatorlang/tests/1",
        {"cases": 3, "passed": 1, "failed": 2, "left_out": 0},
    )
    first, second, third = found["runs"][0]["cases"]
    assert (first["name"], first["group"], first["file"], first["line"]) == ("够了", "年末<一>", "规则.yaml", 11)
    assert (first["passed"], first["as_of"], first["samples"], first["mismatches"]) == (True, "2026-12-31", None, [])
    assert [(one["indicator"], one["field"], one["label"], one["expected"], one["actual"]) for one in second["mismatches"]] == [
        ("1", ["verdict"], "结论", "达标", "未达标"),
        ("1", ["score"], "得分", "20", "18.33"),
    ]
    assert (second["mismatches"][0]["line"], second["mismatches"][0]["message"]) == (12, "结论：应为达标，实为未达标")
    assert "18.33分" in second["mismatches"][0]["explanation"]
    assert (third["samples"], third["combinations"], third["as_of"]) == (1, 21, None)
    broken = third["counterexample"]
    assert (broken["broken"], broken["values"], broken["other"]) == ("always", {"开放数@2026-12": "0个"}, None)


def test_every_field_of_the_json_is_documented():
    page = (ROOT / "docs" / "reference" / "json.md").read_text(encoding="utf-8")
    section = page.split("## Tests", 1)[1]

    def names(value):
        if isinstance(value, dict):
            for key, item in value.items():
                yield key
                yield from names(item) if key not in ("values", "other") else ()
        elif isinstance(value, list):
            for item in value:
                yield from names(item)

    found = json.loads(testing.tests_report([run()], "json"))
    assert [name for name in dict.fromkeys(names(found)) if f"`{name}`" not in section] == []


def test_junit_counts_what_it_holds_and_points_at_the_line():
    bad = "  - {名称: 甲, 用例文件: 没有.csv}\n"
    report = testing.tests_report([run(TESTS + bad)], "junit")
    root = ET.fromstring(report)
    assert (root.tag, root.attrib) == (
        "testsuites",
        {"name": "indicatorlang test", "tests": "4", "failures": "2", "errors": "1", "time": "0"},
    )
    (suite,) = root
    assert (suite.get("name"), suite.get("tests"), suite.get("failures"), suite.get("errors")) == (
        "河东街道图书角建设 & 其他",
        "4",
        "2",
        "1",
    )
    cases = list(suite)
    assert [case.get("name") for case in cases[:3]] == ["年末<一> / 够了", "年末<一> / 差一个", "任意数量"]
    assert (cases[1].get("file"), cases[1].get("line")) == ("规则.yaml", "12")
    assert list(cases[0]) == []
    (failure,) = cases[1]
    assert (failure.tag, failure.get("message"), failure.get("type")) == (
        "failure",
        "1 全年开放数：结论：应为达标，实为未达标",
        "mismatch",
    )
    assert "得分：应为20，实为18.33" in failure.text
    assert [one.tag for one in cases[3]] == ["error"]


def test_junit_holds_no_character_that_xml_forbids():
    report = testing.tests_report([run('  - {名称: "甲\\x01乙", 评价时点: 2026-12-31, 应得: {1: 达标}}\n')], "junit")
    assert ET.fromstring(report)[0][0].get("name") == "甲\ufffd乙"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_counterexample_is_a_test_that_can_be_put_into_the_ruleset_and_fails_there(lang):
    report = json.loads(testing.tests_report([run()], "json", lang))
    written = report["runs"][0]["cases"][2]["counterexample"]["case"]
    (outcome,) = run("".join(f"  {line}\n" for line in written.splitlines())).outcomes
    assert outcome.case.final
    assert outcome.case.actuals == {"开放数": {"2026-06": "0", "2026-12": "0个"}}
    assert [one.field for one in outcome.mismatches] == [("score",)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_counterexample_of_never_wants_to_be_filled_in(lang):
    tests = "  - {名称: 甲, 评价时点: 2026-12-31, 任取: {开放数@2026-12: 0..20 个}, 从不: {1: 达标}}\n"
    written = json.loads(testing.tests_report([run(tests)], "json", lang))["runs"][0]["cases"][0]["counterexample"]["case"]
    with pytest.raises(il.RulesetError) as refused:
        run("".join(f"  {line}\n" for line in written.splitlines()))
    assert [said.code for said in refused.value.diagnostics] == ["nothing-expected"]


def test_cases_of_a_workbook_know_their_sheet_and_row(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "用例"
    sheet.append(["名称", "评价时点", "开放数@2026-12", "1.结论", "1.得分"])
    sheet.append(["够了", "2026-12-31", 12, "达标", 20])
    sheet.append(["差一个", "2026-12-31", 11, "达标", None])
    book.save(tmp_path / "用例.xlsx")
    outcomes = run("  []\n", cases=[tmp_path / "用例.xlsx"]).outcomes
    assert [(one.case.name, one.passed) for one in outcomes] == [("够了", True), ("差一个", False)]
    place = outcomes[1].case.place
    assert (Path(place.file).name, place.sheet, place.line) == ("用例.xlsx", "用例", 3)


def test_only_the_cases_asked_for_are_run():
    found = run(only="差一")
    assert ([one.case.name for one in found.outcomes], found.left_out, found.passed, found.failed) == (["差一个"], 2, 0, 1)
