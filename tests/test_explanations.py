"""Explanations, whole: what an officer reads of every kind of result, compared to the letter.

`golden/explanations/scenes.yaml` says what happened, the texts beside it how it is told. After a change that was meant, run
this file with UPDATE_GOLDEN=1 and read the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml

import indicatorlang as il
from indicatorlang.model.actual import Origin, RawActual, RawActuals, RawSurvey
from indicatorlang.reports.text import summary_lines
from tests.test_conformance_evaluation import ruleset_of, table_of

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = Path(__file__).resolve().parent / "golden" / "explanations"
SCENES = yaml.load((GOLDEN / "scenes.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
REASON = "部分点位供电改造延期，30家设备未能通电验收，已协调10月底前完成。"
COLUMNS = {"F": ("1—3月", 3), "G": ("1—6月", 6), "H": ("1—9月", 9), "I": ("1—12月", 12)}
MEASURES = {
    5: ("布点覆盖区数", "时点数", ("4", "9", "13", "15"), "15", "点位清单"),
    6: ("实施方案", "完成日期", ("2019-03-22", "", "", ""), "", "方案印发稿"),
    7: ("新建微菜场数量", "累计数", ("0", "156", "270", "502"), "500", "验收单汇总（1—9月）"),
    11: ("全年执行数", "累计数", ("0", "120.00", "236.40", "396.00"), "396.00", "支付明细"),
}
UNITS = {5: "区", 7: "家", 11: "万元"}
LEVELS = {"很满意": "96", "满意": "142", "较满意": "98", "一般": "44", "不满意": "20"}


def workbook(through: int) -> RawActuals:
    """The workbook of the markets, filled in up to a month: every value knows its cell."""

    def cell(row: int, column: str) -> Origin:
        return Origin("填报表.xlsx", "数据填报", row, column)

    rows = []
    for row, (name, kind, values, forecast, evidence) in MEASURES.items():
        for (column, (heading, month)), value in zip(COLUMNS.items(), values, strict=True):
            if month > through:
                continue
            extra = {"kind": kind, "unit": UNITS.get(row, ""), "evidence": evidence}
            if month == min(through, 9):
                extra |= {"forecast": forecast, "likelihood": "确定能" if forecast else ""}
            places = {"forecast": cell(row, "J"), "likelihood": cell(row, "K"), "evidence": cell(row, "L")}
            rows.append(RawActual(name, value, heading, True, extra=extra, origin=cell(row, column), origins=places))
    where = Origin("填报表.xlsx", "偏差原因", 4, "G")
    rows.append(RawActual("4", "", extra={"reason": REASON}, origin=where, origins={"reason": where}))
    if through == 12:
        given = {"score": "14", "evidence": "便利化评估报告"}
        rows.append(
            RawActual("购菜便利化", "达成年度指标", "2019", extra=given, origin=Origin("填报表.xlsx", "偏差原因", 8, "E"))
        )
        rows.append(RawActual("市民知晓度", "一般", "2019", origin=Origin("填报表.xlsx", "偏差原因", 9, "E")))
    survey = RawSurvey(
        "市民满意度", "2019-09-20", LEVELS, "430", "400", "网点拦访", "问卷汇总", origin=Origin("填报表.xlsx", "问卷", 2)
    )
    return RawActuals(tuple(rows), (survey,), ("填报表.xlsx",))


def told(results, lang) -> str:
    parts = [f"{e.headline}\n{'-' * 20}\n{e.text}\n" for e in (result.explain(lang) for result in results)]
    return "\n".join(parts)


def check(name: str, text: str) -> None:
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def scene_results(scene):
    rules = il.load_ruleset(ruleset_of(scene))
    records = {name: table_of(name, given) for name, given in scene.get("records", {}).items()}
    assessment = rules.evaluate(scene["actuals"], records=records, as_of=scene["as_of"])
    return [result for result in assessment if scene.get("only", result.id) == result.id]


def markets(through: int):
    rules = il.load_ruleset(ROOT / "rulesets" / "smart-micro-markets.yaml")
    return rules.evaluate(workbook(through), as_of=f"2019-{through:02d}-{'30' if through == 9 else '31'}")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene["scene"])
def test_a_scene_is_told(scene, lang):
    check(f"{scene['scene']}.{lang}", told(scene_results(scene), lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("through", [9, 12])
def test_the_markets_are_told(through, lang):
    check(f"markets_{through:02d}.{lang}", told(markets(through), lang))


def every_result():
    return [r for scene in SCENES for r in scene_results(scene)] + [r for through in (3, 6, 9, 12) for r in _month(through)]


def _month(through: int):
    return markets(through) if through in (9, 12) else ()


def test_no_word_of_the_program_is_in_a_chinese_text():
    for result in every_result():
        told = result.explain()
        text = told.text.replace(result.indicator.wording, "").replace(result.name, "")
        assert re.findall(r"[A-Za-z_]{3,}", re.sub(r"\.xlsx|\.csv", "", text)) == [], told.text
        assert "None" not in told.text


def test_a_headline_fits_a_table_cell():
    for result in every_result():
        assert 0 < len(result.explain().headline) <= 40


def test_every_line_of_a_chinese_text_has_one_of_the_labels():
    labels = {"要求", "完成", "进度", "计分", "达标条件", "后续", "预计", "依据", "说明", "偏差原因（填报单位填写）"}
    for result in every_result():
        lines = result.explain().text.splitlines()
        assert lines[0].startswith("【")
        for line in lines[1:]:
            label, _, rest = line.strip().partition("：")
            assert label in labels or line.startswith("  "), line
            assert rest.strip("。")
            assert not re.search(r"[。；，]{2}|：。|（）|“”", line), line


def test_the_law_is_cited_only_where_it_was_in_force_and_the_bound_decided():
    texts = {scene["scene"]: "".join(r.explain().text for r in scene_results(scene)) for scene in SCENES}
    cited = ["boundary_with_law", "free_target_at_the_bound", "words_about_the_number", "range_of_words_at_its_end"]
    assert [name for name, text in texts.items() if "民法典" in text] == cited
    assert "“以上”含本数" in texts["boundary_before_the_code"]
    assert "“以上”含本数" in texts["free_target_before_the_code"]


@pytest.mark.parametrize("final", [False, True])
def test_what_is_missing_counts_nothing_for_now_or_for_good(final):
    row = {"id": "1", "name": "甲", "weight": 10, "target": "数量 >= 3 家"}
    result = next(iter(il.load_ruleset({"ruleset": "样例", "year": 2019, "indicators": [row]}).evaluate({}, final=final)))
    assert ("计分：没有数据，计0.00分。" if final else "计分：没有数据，暂计0.00分。") in result.explain().text
    assert result.explain("en").text.splitlines()[3].endswith("no data counts 0.00" if final else "no data counts 0.00 for now")


def test_a_veto_comes_before_rescaling_and_the_summary_says_so():
    rows = [
        {"id": "1", "level1": "产出", "name": "甲", "weight": 20, "target": "甲数 >= 3 家", "veto": "group"},
        {"id": "2", "level1": "效果", "name": "乙", "weight": 60, "target": "乙数 >= 4 家"},
        {"id": "3", "level1": "效果", "name": "丙", "weight": 20, "target": "丙数 >= 1 家"},
    ]
    values = [("甲数", "2", ""), ("乙数", "3", ""), ("丙数", "不适用", "未开展")]
    actuals = [{"indicator": name, "period": "2019", "value": value, "note": note} for name, value, note in values]
    lines = summary_lines(il.load_ruleset({"ruleset": "样例", "year": 2019, "indicators": rows}).evaluate(actuals))
    assert "一票否决：第1项触发，“产出”各项不计分（逐行得分照列，合计 58.33）。" in lines
    assert "否决后，不适用分值由其余指标按比例折算（×100÷80）后得分 56.25。" in lines
