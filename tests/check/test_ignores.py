"""Comments that silence advice, as data; and what no comment can silence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from indicatorlang.diagnostics import Severity
from indicatorlang.pipeline.checking_files import check_text

PAGE = yaml.load(Path(__file__).with_name("ignores.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
RULES = ["L188", "L189", "L179"]


def written(case):
    lines = PAGE["ruleset"].splitlines()
    out = list(case.get("first", []))
    for number, line in enumerate(lines, 1):
        out += case.get("above", {}).get(str(number), [])
        out.append(line + case.get("at", {}).get(str(number), ""))
    return "\n".join([*out, *case.get("last", [])]) + "\n"


def said(text):
    checked = check_text(text, "r.yaml", select=RULES)
    assert checked.loads, [remark.said.render() for remark in checked.remarks]
    words = [" ".join([r.code, *re.findall("`([^`]*)`", r.said.zh())[:1]]) for r in checked.remarks]
    return words, checked


def test_without_comments_everything_is_said():
    words, checked = said(PAGE["ruleset"])
    assert words == PAGE["base"]
    assert checked.ignored == 0


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in PAGE["cases"]])
def test_a_comment_silences_what_it_names_where_it_stands(case):
    words, checked = said(written(case))
    assert words == case["left"]
    silenced = [one for one in PAGE["base"] if one not in words]
    assert checked.ignored >= len(silenced)
    assert checked.ignored - len(silenced) in (0, 1)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_breaks_of_any_system_will_do(ends):
    text = PAGE["ruleset"].replace("回访件数: {计量单位: 件}", "回访件数: {计量单位: 件}  # indicatorlang: 忽略 L188")
    assert said(text.replace("\n", ends))[0] == ["L188 走访户数", "L189 整洁程度"]


def test_a_row_of_many_lines_is_meant_as_a_whole():
    text = "项目名称: 河东街道图书角\n预算年度: 2026\n指标:\n  - 序号: 1{}\n    三级指标: 比率\n    判定: 图书角数 / 居委会数 >= 0.8\n    分值: 100\n"
    measures = "数据项:\n  图书角数: {计量单位: 个}\n  居委会数: {计量单位: 家}\n"
    codes = [r.code for r in check_text(text.format("") + measures, select=["count-ratio", "L179"]).remarks]
    assert codes == ["count-ratio"]
    silenced = check_text(text.format("  # indicatorlang: 忽略 count-ratio") + measures, select=["count-ratio", "L179"])
    assert (silenced.remarks, silenced.ignored) == ((), 1)


def test_no_comment_silences_a_mistake():
    text = "# indicatorlang: ignore-file unknown-key, L188\n项目名称: 甲\n预算年度: 2026\n指标：\n"
    assert [r.severity for r in check_text(text).remarks] == [Severity.ERROR]
    text = "项目名称: 甲\n预算年度: 2026\n单位名: 乙  # indicatorlang: ignore unknown-key\n指标: [{三级指标: 数, 判定: 数 >= 1 个, 分值: 1}]\n"
    checked = check_text(text)
    assert not checked.loads
    assert [(r.code, r.severity) for r in checked.remarks] == [("unknown-key", Severity.ERROR)]
