"""The text of forms whose tables were lost: what is put together is right, and what is not certain stays open."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

from indicatorlang.diagnostics import errors
from indicatorlang.model.draft import Form
from indicatorlang.model.verdict import Verdict
from indicatorlang.pipeline import load_actuals, loads_ruleset, template
from indicatorlang.pipeline.drafting import draft, draft_text
from indicatorlang.readers.filled.lost_layout import forms_in, lost_forms
from indicatorlang.resolve.drafting.lost import form_of
from tests.drafting import filled

SEEDS = Path(__file__).parent / "seeds"
TEXT = SEEDS / "declaration-forms-2019.txt"
PRINTED = yaml.load((SEEDS / "forms.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
YEAR_BEFORE = {
    "投资促进平台网络信息平台维护项目": "同名项目上年预算275000元，执行275000元",
    "对外贸易经营者备案登记": "同名项目上年预算195000元，执行195000元",
    "上海市单用途预付卡信息管理系统(2019升级改造)": "上年没有同名项目预算",
    "上海智慧微菜场建设": "同名项目上年预算4000000元，执行3976000元",
    "上海市商务委员会办事大厅管理项目": "同名项目上年预算300000元，执行300000元",
}


@pytest.fixture(scope="module")
def forms() -> dict[str, Form]:
    lost, found = lost_forms(TEXT)
    assert found == ()
    return {form.project: form for form in map(form_of, lost)}


def test_the_five_forms_are_told_apart_with_the_facts_of_their_heads(forms):
    assert list(forms) == [form["project"] for form in PRINTED]
    for printed in PRINTED:
        form = forms[printed["project"]]
        assert (form.year, form.period, form.department) == ("2019", "2019-01..2019-12", "上海市商务委员会")
        (money,) = form.money
        assert f"{money.initial.replace(',', '')} {money.unit}" == printed["budget"].replace("400 万元", "4000000 元")
        assert YEAR_BEFORE[form.project] in form.remark


def test_the_boxes_that_are_ticked_are_told(forms):
    kinds = [form.remark.split("；")[0].removeprefix("项目类型：").split("、") for form in forms.values()]
    assert kinds == [
        ["其他经常性项目", "政府购买服务"],
        ["其他经常性项目", "政府购买服务"],
        ["其他一次性项目", "信息化建设类"],
        ["其他经常性项目", "政策补贴类"],
        ["其他经常性项目", "政府购买服务"],
    ]


def test_every_name_is_found_whole_and_no_other(forms):
    for printed in PRINTED:
        assert sorted(row.name for row in forms[printed["project"]].rows) == sorted(i["name"] for i in printed["indicators"])


def test_of_44_pairs_41_are_certain_and_right_and_three_stay_open(forms):
    """The three are those that a reader of the text alone cannot settle either: three names in a row, three values elsewhere."""
    right = left_open = 0
    for printed in PRINTED:
        rows = {row.name: row for row in forms[printed["project"]].rows}
        for indicator in printed["indicators"]:
            row = rows[indicator["name"]]
            if row.candidates:
                left_open += 1
                assert indicator["wording"] in row.candidates
            else:
                right += 1
                assert row.target == indicator["wording"]
    assert (right, left_open) == (41, 3)


def test_of_44_rows_27_have_their_level_told_by_their_name_and_none_a_wrong_one(forms):
    told = 0
    for printed in PRINTED:
        rows = {row.name: row for row in forms[printed["project"]].rows}
        for indicator in printed["indicators"]:
            row = rows[indicator["name"]]
            told += bool(row.level1)
            assert row.level1 in ("", indicator["level1"])
            assert row.level2 in ("", indicator.get("level2", ""))
    assert told == 27


def test_steps_of_one_total_come_in_the_order_of_their_dates(forms):
    names = [row.name for row in forms["上海智慧微菜场建设"].rows]
    steps = [name for name in names if name.endswith("推进社区智慧微菜场建设任务")]
    assert [name.partition("底")[0] for name in steps] == ["2019年6月", "2019年9月", "2019年12月"]
    assert names.index(steps[-1]) - names.index(steps[0]) == 2


def test_an_open_pair_is_a_comment_that_names_its_candidates():
    found = draft(TEXT)
    text = draft_text(found.drafts[0])
    assert "# - 序号: 11\n  #   三级指标: 政府网站的质量\n" in text
    assert "安全率100%" in text
    rules = loads_ruleset(text)
    assert "政府网站的质量" not in {row.name for row in rules.ruleset.indicators}
    assert [len(one.rows) for one in found.drafts] == [13, 5, 7, 8, 11]


# Invented forms

BANK = yaml.load((Path(__file__).parent / "corpus" / "good" / "pairs.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
HEAD = """项目名称

资金用途

开始时间

某区财政支出项目绩效目标申报表

(2022年)

申报单位名称：青溪区园林局

青溪公园养护

项目类型
一次性项目□ 经常性项目■

2022-1-1 结束时间 2022-12-31

项目总预算（元） 680,000 项目当年预算（元） 680,000



一级指标 二级指标

指标目标值

"""


def scattered(chance: random.Random, pairs: list[tuple[str, str]]) -> str:
    """The pairs as a PDF may give them: on one line, one below the other, or in two columns whose pieces come in any order."""
    whole = [f"{name} {value}" for name, value in pairs if chance.random() < 0.15]
    rest = [(name, value) for name, value in pairs if f"{name} {value}" not in whole]
    names, values = [name for name, _ in rest], [value for _, value in rest]
    if chance.random() < 0.5:
        chance.shuffle(values)
    blocks: list[str] = []
    while names or values:
        count, more = chance.randint(0, 3), chance.randint(0, 3)
        blocks += names[:count] + values[:more]
        names, values = names[count:], values[more:]
    for line in whole:
        blocks.insert(chance.randint(0, len(blocks)), line)
    return HEAD + "\n\n".join(blocks) + "\n\n备注\n"


@pytest.mark.parametrize("seed", range(200))
def test_no_pair_that_is_not_left_open_is_wrong(seed):
    chance = random.Random(seed)
    pairs = [(name, value) for name, value in chance.sample(BANK, chance.randint(3, 11))]
    (lost,) = forms_in(scattered(chance, pairs))
    truth = dict(pairs)
    for row in form_of(lost).rows:
        if not row.candidates:
            assert truth.get(row.name) == row.target


def test_a_form_in_its_own_order_is_mostly_put_together():
    """Not leaving everything open: of forms whose columns kept their order more than half is certain."""
    certain = total = 0
    for seed in range(40):
        chance = random.Random(seed)
        pairs = [(name, value) for name, value in chance.sample(BANK, 6)]
        lines = HEAD + "\n\n".join(text for pair in pairs for text in pair) + "\n\n备注\n"
        rows = form_of(forms_in(lines)[0]).rows
        certain += sum(not row.candidates for row in rows)
        total += len(pairs)
    assert certain * 2 > total


@pytest.mark.parametrize(
    "text", ["", "\n\n\n\n", "项目名称\n", "绩效目标申报表\n", "三级指标\t指标值\n甲\t1\n", "一级指标|二级指标\n" * 9, "\f\f\f"]
)
def test_a_text_that_is_no_such_form_gives_none(text):
    assert forms_in(text) == ()


def test_the_drafts_of_the_five_forms_are_evaluated_with_their_own_workbooks(tmp_path):
    for number, (name, text) in enumerate(draft(TEXT).texts().items()):
        rules = loads_ruleset(text, name)
        book = tmp_path / f"{number}.xlsx"
        template(rules, book)
        empty = rules.evaluate(load_actuals(book), as_of="2019")
        assert {result.verdict for result in empty.results} == {Verdict.NO_DATA}
        full = rules.evaluate(load_actuals(filled(rules.ruleset)), as_of="2019")
        assert {result.verdict for result in full.results} <= {Verdict.MET, Verdict.MISSED}
        assert errors(full.diagnostics) == []
