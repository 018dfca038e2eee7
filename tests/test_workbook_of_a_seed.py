"""The main job with the workbook: written for a seed project, filled in as the sample in the documentation, read back, scored."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

import indicatorlang as il
from indicatorlang.reports.workbook import write_workbook

ROOT = Path(__file__).resolve().parents[1]
SEEDS = yaml.load((ROOT / "tests" / "seeds" / "expectations.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
RULESET = ROOT / "rulesets" / "smart-micro-markets.yaml"
TO_SEPTEMBER = {
    "数据填报": {
        "F5": 4,
        "G5": 9,
        "H5": 13,
        "J5": 15,
        "K5": "确定能",
        "L5": "点位清单",
        "M5": "甲",
        "N5": "2019-10-08",
        "F6": "2019-03-22",
        "L6": "方案印发稿",
        "M6": "甲",
        "N6": "2019-04-03",
        "F7": 0,
        "G7": 156,
        "H7": 270,
        "J7": 500,
        "K7": "确定能",
        "L7": "验收单汇总（1—9月）",
        "M7": "甲",
        "N7": "2019-10-08",
        "F11": 0,
        "G11": "120.00",
        "H11": 236.4,
        "J11": "396.00",
        "K11": "确定能",
        "L11": "支付明细",
        "M11": "乙",
    },
    "问卷": {
        "A3": "市民满意度",
        "B3": "2019-09-20",
        "C3": "网点拦访",
        "D3": 430,
        "E3": 400,
        "F3": 96,
        "G3": 142,
        "H3": 98,
        "I3": 44,
        "J3": 20,
        "K3": "问卷汇总",
    },
    "偏差原因": {"G6": "部分点位供电改造延期，30家设备未能通电验收，已协调10月底前完成。"},
}
TO_DECEMBER = {
    "数据填报": {"I5": 15, "I7": 502, "I11": "396.00"},
    "问卷": {
        "A2": "市民知晓度",
        "B2": "2019-12-10",
        "C2": "网点拦访",
        "D2": 400,
        "E2": 400,
        "F2": 40,
        "G2": 100,
        "H2": 120,
        "I2": 100,
        "J2": 40,
    },
    "偏差原因": {"E8": "达成年度指标", "F8": 14},
}
# 三档 asks for evidence; on this form it is named beside the measure.
EVIDENCE = {"数据填报": {"L8": "便利化评估报告"}}


def filled(path: Path, *parts: dict[str, dict[str, Any]]) -> Path:
    """The form of the seed, written by the command itself and filled in."""
    command = [sys.executable, "-m", "indicatorlang", "template", str(RULESET), "-o", str(path)]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    book = openpyxl.load_workbook(path)
    for part in parts:
        for sheet, cells in part.items():
            for cell, value in cells.items():
                book[sheet][cell] = value
    book.save(path)
    return path


@pytest.fixture(scope="module")
def rules():
    return il.load_ruleset(RULESET)


def test_the_form_filled_in_to_september_gives_the_figures_of_the_sample(rules, tmp_path):
    assessment = rules.evaluate(il.load_actuals(filled(tmp_path / "fill-in.xlsx", TO_SEPTEMBER)))
    assert (assessment.as_of.isoformat(), assessment.as_of_assumed) == ("2019-09-30", True)
    assert {r.id: str(r.verdict) for r in assessment} == {
        "budget": "not_due",
        "1": "not_due",
        "2": "met",
        "3": "met",
        "4": "missed",
        "5": "not_due",
        "6": "not_due",
        "7": "not_due",
        "8": "not_due",
    }
    assert (assessment.raw_score, assessment.max_score, assessment.grade) == (Fraction("28.5"), 30, None)
    missed = assessment["4"]
    assert (missed.score, missed.gap.shown(), missed.actual.inputs[-1].origin.shown()) == (
        Fraction("13.5"),
        "30家",
        "“数据填报”表H7",
    )
    assert missed.reason == "部分点位供电改造延期，30家设备未能通电验收，已协调10月底前完成。"
    (need,) = assessment["5"].needed
    assert (need.period.text, str(need.kind), need.quantity.shown()) == ("2019Q4", "ytd", "500家")
    assert (need.planned.shown(), need.shortfall.shown()) == ("200家", "30家")
    pace = assessment["5"].pace
    assert (str(pace.colour), pace.index, pace.capped, pace.expected.row) == ("yellow", 90, True, "4")
    budget = assessment["budget"].pace
    assert (str(budget.colour), budget.index) == ("yellow", Fraction("78.8"))
    surveyed = assessment["8"].actual
    assert (surveyed.survey_score, surveyed.level.name, str(assessment["8"].pace.colour)) == (
        Fraction("82.15"),
        "较满意",
        "green",
    )


def test_the_form_filled_in_to_december_gives_total_and_grade(rules, tmp_path):
    book = filled(tmp_path / "fill-in.xlsx", TO_SEPTEMBER, TO_DECEMBER, EVIDENCE)
    assessment = rules.evaluate(il.load_actuals(book))
    assert assessment.as_of.isoformat() == "2019-12-31"
    # 396/400 of 10; 15 of 15 districts; the plan in time; 156 of 150; 270 of 300; 502 of 500; 14 given by the reviewer;
    # awareness 40*100+100*90+120*80+100*60 over 400 = 71.5, so 一般, one level below: 0.6 of 5; satisfaction reached.
    assert {r.id: r.score for r in assessment} == {
        "budget": Fraction("9.9"),
        "1": 10,
        "2": 5,
        "3": 10,
        "4": Fraction("13.5"),
        "5": 20,
        "6": 14,
        "7": 3,
        "8": 10,
    }
    assert (assessment.score, assessment.grade.name, assessment.provisional) == (Fraction("95.4"), "优", False)


def test_a_form_without_the_required_evidence_is_incomplete(rules, tmp_path):
    assessment = rules.evaluate(il.load_actuals(filled(tmp_path / "fill-in.xlsx", TO_SEPTEMBER, TO_DECEMBER)))
    assert (str(assessment["6"].verdict), assessment.provisional, assessment.grade) == ("no_data", True, None)
    assert "佐证材料" in assessment["6"].explain().text


def test_two_forms_that_contradict_each_other_are_both_named(rules, tmp_path):
    """Both values stand in H7 of the same form; only the files tell them apart."""
    forms = []
    for name, value in (("甲.xlsx", 270), ("乙.xlsx", 260)):
        form = filled(tmp_path / name, {"数据填报": {"H7": value}})
        forms.append(str(form))
    found = rules.evaluate(il.load_actuals(forms[0]).merged(il.load_actuals(forms[1])), as_of="2019-09-30")
    (told,) = [d for d in found.diagnostics if d.code == "values-conflict"]
    assert "（甲.xlsx“数据填报”表H7）" in told.zh()
    assert "（乙.xlsx“数据填报”表H7）" in told.zh()
    assert "`甲.xlsx, sheet 数据填报, H7`" in told.en()


def test_the_form_untouched_reports_nothing_and_breaks_nothing(rules, tmp_path):
    assessment = rules.evaluate(il.load_actuals(filled(tmp_path / "fill-in.xlsx")))
    assert {str(r.verdict) for r in assessment} == {"no_data"}
    assert [d.code for d in assessment.diagnostics] == []


@pytest.mark.parametrize("stem", sorted(path.stem for path in (ROOT / "rulesets").glob("*.yaml")))
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_every_seed_has_a_form_that_is_read_back_without_options(stem, ending, tmp_path):
    form = tmp_path / f"form{ending}"
    ruleset = ROOT / "rulesets" / f"{stem}.yaml"
    run = [sys.executable, "-m", "indicatorlang"]
    assert (
        subprocess.run([*run, "template", str(ruleset), "-o", str(form)], cwd=ROOT, capture_output=True, check=False).returncode
        == 0
    )
    rules = il.load_ruleset(ruleset)
    assessment = rules.evaluate(il.load_actuals(form))
    assert {str(r.verdict) for r in assessment} == {"no_data"}
    assert [d.render() for d in assessment.diagnostics if d.severity != "info"] == []


FILLED = {
    "investment-promotion-platform": {
        "数据填报": {
            "专款专用支出数": (61500, 132000, 204800, 272250),
            "产品数": (3, 7, 10, 14),
            "第三方信息发布条数": (60, 118, 180, 240),
            "合同约定发布条数": (60, 120, 180, 240),
            "等保三级测评": (None, "2019-05-28", None, None),
            "满意份数": (None, 180, 180, 354),
            "有效问卷份数": (None, 200, 200, 400),
            "全年执行数": (61500, 132000, 204800, 272250),
            "信息发布条数": (310, 325, 305, 320),
            "被引用条数": (18, 20, 21, 25),
            "目标网站数": (120, 120, 120, 124),
            "抽查网站数": (36, 36, 37, 38),
            "抽查网页数": (360, 360, 370, 380),
            "准确抓取网页数": (348, 345, 357, 368),
            "准确推送网页数": (338, 336, 340, 355),
            "安全发布条数": (310, 325, 305, 320),
        },
        "2018年": {"产品数": 12, "信息发布条数": 1150, "被引用条数": 72},
        "偏差原因": {"2": "健全", "4": "合规", "13": "完善"},
        "台账": {"发布记录": "publications.csv", "备份记录": "backups.csv"},
    },
    "prepaid-card-system": {
        "数据填报": {
            "已接入领域数": (1, 2, 4, 5),
            "已对接经营者数": (386, 598, 810, 1032),
            "应对接经营者数": (1150, 1168, 1190, 1200),
            "监管和查询功能": (None, None, None, "2019-12-20"),
            "升级平台上线": (None, None, None, "2019-12-26"),
            "社会监督渠道": (None, None, "2019-09-16", None),
            "宣传渠道数": (0, 1, 2, 3),
            "全年执行数": (0, "552,988.20", 921647, "1,751,129.30"),
            "业务笔数": (3120, 1846, 3405, 3388, 3471, 3610, 3702, 3655, 3840, 3577, 3990, 4215),
        },
    },
}  # fmt: skip
EXAMPLES = {"investment-promotion-platform": "02_investment_promotion_platform", "prepaid-card-system": "04_prepaid_card_system"}


@pytest.mark.parametrize("stem", sorted(FILLED))
def test_a_form_filled_in_with_the_figures_of_the_example_comes_to_its_score(stem, tmp_path):
    rules, given = il.load_ruleset(ROOT / "rulesets" / f"{stem}.yaml"), FILLED[stem]
    form = tmp_path / "form.xlsx"
    assert write_workbook(rules.ruleset, form) == ()
    book = openpyxl.load_workbook(form)
    _fill_in(book["数据填报"], given)
    for row in book["偏差原因"].iter_rows(min_row=2):
        row[4].value = given.get("偏差原因", {}).get(str(row[0].value)) or row[4].value
    for table, file in given.get("台账", {}).items():
        lines = (ROOT / "examples" / EXAMPLES[stem] / file).read_text(encoding="utf-8").splitlines()
        for line in lines[1:]:
            book[table].append([cell or None for cell in line.split(",")])
    book.save(form)
    assessment = rules.evaluate(il.load_actuals(form), as_of="2019-12-31")
    assert [d.render() for d in assessment.diagnostics if d.severity != "info"] == []
    (wanted,) = [case for case in SEEDS if case["project"] == stem and case["as_of"] == "2019-12-31"]
    assert (str(assessment.score), assessment.grade.name) == (str(Fraction(wanted["score"])), wanted["grade"])


def _fill_in(sheet: Any, given: dict[str, Any]) -> None:
    """Every block has its own headings: quarters or months, running or by themselves, and the year before."""
    heads: list[Any] = []
    for row in sheet.iter_rows(min_row=4):
        if row[0].value == "序号":
            heads = [cell.value for cell in row]
            continue
        name, periods = row[1].value, heads[5 : heads.index("全年预计完成值")]
        earlier = periods == ["2018年"]
        values = (given["2018年"][name],) if earlier else given["数据填报"].get(name, ())
        for cell, value in zip(row[5:], values, strict=False):
            cell.value = value
        if name in ("财务制度健全性", "资金使用合规性", "长效管理制度建设"):
            row[heads.index("佐证材料")].value = "清单"
