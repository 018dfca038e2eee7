"""That a wording decides nothing, and why it does not, are told once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from indicatorlang.pipeline.checking_files import check_text

PAGE = yaml.load(Path(__file__).with_name("said_once.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
RULESET = """\
项目名称: 河东街道图书角
预算年度: 2026
数据项:
  开放数: {计量单位: 个, 口径: 累计数}
指标:
  - {ROW, 分值: 100}
"""
LINE = 6


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in PAGE["cases"]])
def test_a_wording_is_told_of_once(case):
    text = RULESET.replace("ROW, 分值: 100}", f"{case['row']}, 分值: 100}}  {case.get('comment', '')}")
    checked = check_text(text, ignore=case.get("ignore", ()))
    assert checked.loads
    assert [remark.code for remark in checked.remarks if remark.said.place.line == LINE] == case["said"]


def test_two_rows_on_one_line_are_told_of_apart():
    rows = "指标: [{三级指标: 甲, 指标值: ≤95%以上, 分值: 50}, {三级指标: 借阅人次, 指标值: 正增长, 分值: 50}]\n"
    checked = check_text("项目名称: 河东街道图书角\n预算年度: 2026\n" + rows)
    assert [remark.code for remark in checked.remarks] == ["L104", "wording-unread"]
