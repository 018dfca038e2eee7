"""The laws of `check --fix`: mending twice is mending once, what loads still loads and means the same, comments stay."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import indicatorlang as il
from indicatorlang.diagnostics import Edit, Place
from indicatorlang.lint.parts import rules
from indicatorlang.pipeline.check_reports import CHECK_FORMATS, check_report
from indicatorlang.pipeline.checking_files import check_text, write_mended
from indicatorlang.pipeline.mending import edited, meaning
from indicatorlang.syntax.yaml.comments import comments

HERE = Path(__file__).resolve()
ROOT = HERE.parents[2]
CASES = [
    (path.stem.upper(), case)
    for path in sorted((HERE.parents[1] / "lint" / "rules").glob("*.yaml"))
    for case in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader).get("fires", [])
    if "ruleset" in case
]
FIXED = [pytest.param(code, case, id=f"{code}-{case['name']}") for code, case in CASES if "fixed" in case]
SEEDS = sorted((ROOT / "rulesets").glob("*.yaml"))

MEASURES = [
    "图书角开放数: {计量单位: 个}",
    "回访件数: {计量单位: 件}  # 由信访窗口填报",
    "走访户数:\n    计量单位: 户",
    '满意度: {计量单位: "%"}',
]
ROWS = [
    "{序号: 1, 三级指标: 图书角开放数, 判定: 图书角开放数 ≥ 12 个}",
    "{序号: 2, 三级指标: 满意度, 判定: 满意度 ≥ 90% 且 满意度 ≥ 80%}  # 年底调查",
    "序号: 3\n    三级指标: 平台\n    判定: 平台上线 完成 不晚于 2026-06\n    逾期得分系数: 0.6",
    "{序号: 4, 三级指标: 走访户数, 指标值: 300户, 逾期得分系数: 0.5, 适用条件: 图书角开放数 ≥ 1 个}",
    "序号: 5\n    三级指标: 回访率\n    指标值: ≥95%以上",
]
REMARKS = ["", "# 经局务会讨论\n", "  # indicatorlang: 忽略 L188\n", "  # indicatorlang: ignore L132, 已核\n"]
BREAKS = ["\n", "\r\n"]


@st.composite
def rulesets(draw):
    def some(pool):
        return draw(st.lists(st.sampled_from(pool), min_size=1, unique=True))

    def remark():
        return draw(st.sampled_from(REMARKS))

    measures = "".join(f"{remark()}  {one}\n" for one in some(MEASURES))
    scales = draw(st.sampled_from(["", "等级:\n  整洁程度: [整洁, 较整洁, 不整洁]\n  好坏: [好, 坏]\n"]))
    rows = "".join(f"{remark()}  - {one}\n" for one in some(ROWS))
    text = f"项目名称: 河东街道图书角\n预算年度: 2026\n数据项:\n{measures}{scales}指标:\n{rows}"
    return text.replace("\n", draw(st.sampled_from(BREAKS)))


def kept_comments(text):
    """Those on lines of their own that are no orders of ours: no rule has anything to do with them."""
    return [one.text for one in comments(text) if one.own_line and "indicatorlang" not in one.text]


@given(rulesets())
def test_mending_twice_is_mending_once(text):
    once = check_text(text, fix=True)
    twice = check_text(once.text, fix=True)
    assert (twice.text, twice.fixed) == (once.text, ())


@given(rulesets())
def test_what_loads_still_loads_and_means_the_same(text):
    before = check_text(text)
    after = check_text(text, fix=True)
    assert after.loads == before.loads
    assert after.original == text
    if not before.loads:
        assert (after.text, after.fixed) == (text, ())
        return
    touched = frozenset().union(*(getattr(said, "touches", frozenset()) for said in after.fixed))
    first, second = (il.loads_ruleset(one).ruleset for one in (text, after.text))
    assert meaning(first, touched) == meaning(second, touched)


@given(rulesets())
def test_comments_stay(text):
    assert kept_comments(check_text(text, fix=True).text) == kept_comments(text)


@given(rulesets())
def test_mending_leaves_fewer_remarks(text):
    before, after = check_text(text), check_text(text, fix=True)
    assert (len(after.remarks) < len(before.remarks)) or not after.fixed or after.ignored != before.ignored


@given(rulesets())
def test_wordings_are_never_rewritten(text):
    if check_text(text).loads:
        rows = [il.loads_ruleset(one).indicators for one in (text, check_text(text, fix=True).text)]
        given_ones = [[row.wording for row in of if row.wording != row.target] for of in rows]
        assert [one for one in given_ones[0] if one not in given_ones[1]] == []


PIECES = [
    "项目名称: 甲\n",
    "预算年度: 2026\n",
    "指标:\n",
    "  - ",
    "三级指标: 数\n",
    "    判定: 数 >= 1 个\n",
    "# indicatorlang: ",
    "忽略 L188",
]
PIECES += ["数据项: {数: {}}\n", "评分办法: {建议: {", "}}", "ignore-file", ",", "\t", "：", "\r\n", "\u3000", "|\n", '"', "  "]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=14).map("".join), st.booleans())
def test_any_text_is_checked_and_nothing_is_raised(text, fix):
    checked = check_text(text, "a.yaml", fix=fix)
    assert checked.loads or checked.count(il.Severity.ERROR)
    for form in CHECK_FORMATS:
        assert check_report([checked], form)[-1:] in ("\n", "")


@pytest.mark.parametrize(("code", "case"), FIXED)
def test_what_a_rule_can_mend_is_mended(code, case):
    checked = check_text(case["ruleset"], select=[code], fix=True)
    assert checked.text == case["fixed"]
    assert checked.fixed


@pytest.mark.parametrize("code", list(rules()))
def test_a_rule_that_says_what_it_touches_names_fields_of_rows(code):
    touched = rules()[code].advice.touches
    assert all(hasattr(il.Indicator("", "", "", None, None), name) for name in touched)


def test_a_change_that_changes_the_meaning_is_undone(monkeypatch):
    text = next(case["ruleset"] for code, case in CASES if code == "L196" and "fixed" in case)
    monkeypatch.setattr(rules()["L196"].advice, "touches", frozenset())
    checked = check_text(text, select=["L196"], fix=True)
    assert (checked.text, checked.fixed) == (text, ())
    assert [(remark.code, remark.fixable) for remark in checked.remarks] == [("L196", False)]


def test_what_only_an_unused_measure_needs_may_go_with_it():
    head = "项目名称: 甲\n预算年度: 2026\n台账:\n  记录: {日期列: 收, 列: {收: 日期, 发: 日期}}\n等级: {好坏: [好, 坏]}\n数据项:\n  数: {计量单位: 个}\n"
    unused = '  用时: {台账: 记录, 计算公式: "workdays(收, 发)"}\n  评价: {等级: 好坏}\n'
    row = "指标: [{三级指标: 数, 判定: 数 >= 1 个, 分值: 100}]\n"
    assert check_text(head + unused + row, select=["L188"], fix=True).text == head + row


def test_what_is_ignored_or_off_is_not_mended():
    text = "项目名称: 甲\n预算年度: 2026\n数据项:\n  回访件数: {计量单位: 件}{}\n  数: {计量单位: 个}\n指标: [{三级指标: 数, 判定: 数 >= 1 个, 分值: 100}]\n"
    plain = text.replace("{}", "")
    assert check_text(plain, select=["L188"], fix=True).fixed
    assert not check_text(plain, ignore=["L188"], fix=True).fixed
    assert not check_text(text.replace("{}", "  # indicatorlang: 忽略 L188"), fix=True).fixed


@pytest.mark.parametrize(
    ("text", "edits", "result"),
    [
        ("ab\ncd\n", [(1, 2, 1, "x"), (2, 1, 0, "y")], "ax\nycd\n"),
        ("ab\r\ncd", [(1, 1, 4, ""), (2, 3, 0, "e")], "cde"),
        ("ab\rcd\r", [(2, 1, 3, "")], "ab\r"),
        ("a\u2028b\nc", [(1, 3, 1, "x"), (2, 1, 1, "y")], "a\u2028x\ny"),
        ("甲乙\n", [(1, 3, 0, "\n丙")], "甲乙\n丙\n"),
        ("a", [(2, 1, 0, "b")], "ab"),
    ],
)
def test_edits_count_lines_as_the_reader_does(text, edits, result):
    assert (
        edited(text, [Edit(Place(line=line, column=column, length=length), new) for line, column, length, new in edits]) == result
    )


def test_a_file_is_written_whole_with_its_mark_and_its_rights(tmp_path):
    head = "项目名称: 甲\r\n预算年度: 2026\r\n数据项:\r\n  数: {计量单位: 个}\r\n  备用: {计量单位: 件}\r\n"
    text = head + "指标: [{三级指标: 数, 判定: 数 >= 1 个, 分值: 100}]\r\n"
    path = tmp_path / "a.yaml"
    path.write_bytes(text.encode("utf-8-sig"))
    path.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    (checked,) = il.check(link, select=["L188"], fix=True)
    assert write_mended(checked) is None
    assert path.read_bytes() == text.replace("  备用: {计量单位: 件}\r\n", "").encode("utf-8-sig")
    assert path.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.yaml", "link.yaml"]
    path.unlink()
    told = write_mended(checked)
    assert told is not None
    assert told.code == "file-not-written"


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in SEEDS])
def test_rulesets_that_come_along_need_no_mending(path):
    (checked,) = il.check(path, fix=True)
    assert (checked.fixed, checked.changed) == ((), False)
    assert checked.count(il.Severity.ERROR) == 0
