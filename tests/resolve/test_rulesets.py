"""Whole rulesets: everything the file can say arrives where it belongs, in either language, from a file or from Python."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicatorlang.diagnostics import Place, errors
from indicatorlang.model.actual import Kind
from indicatorlang.model.indicator import Veto
from indicatorlang.model.period import Grain
from indicatorlang.resolve import from_syntax, keys
from indicatorlang.resolve.from_syntax import from_python
from indicatorlang.resolve.keys import SECTION_WORDS, SECTIONS
from indicatorlang.resolve.wordings import read_target
from indicatorlang.syntax.from_yaml import parse_yaml
from indicatorlang.syntax.yaml.tree import Entry, Mapping, Scalar, Sequence

ROOT = Path(__file__).resolve().parents[2]
RULESETS = sorted((ROOT / "rulesets").glob("*.yaml"))
# What these answer is looked into without asking each time whether it is there: a missing part fails the test as well.
resolve_ruleset: Any = from_syntax.resolve_ruleset
resolve_single: Any = from_syntax.resolve_single
key_of: Any = keys.key_of
ROW = {"name": "满意度", "target": "满意度 >= 90%"}


def _load(text, **options):
    root, unreadable = parse_yaml(text, "甲.yaml")
    assert errors(unreadable) == []
    return resolve_ruleset(root, text=text, file="甲.yaml", **options)


def _good(obj, **options):
    ruleset, found = resolve_ruleset(from_python({"ruleset": "甲", "year": 2019, "indicators": [ROW], **obj}), **options)
    assert [problem.render() for problem in errors(found)] == []
    return ruleset


def _codes(obj):
    return [problem.code for problem in resolve_ruleset(from_python(obj))[1]]


# The tables of keys


@pytest.mark.parametrize("where", SECTIONS)
def test_every_key_has_one_meaning_in_its_section(where):
    spellings = [spelling for key in SECTIONS[where] for spelling in key.spellings]
    assert len(spellings) == len(set(spellings))
    for key in SECTIONS[where]:
        assert key.zh
        assert key.en
        assert key.chinese != key.name
        assert (key.shape == "choice") == bool(key.choices)
        assert [key_of(where, spelling) for spelling in key.spellings] == [key] * len(key.spellings)


@pytest.mark.parametrize("where", SECTIONS)
def test_every_word_of_an_enumeration_has_one_meaning(where):
    for key in SECTIONS[where]:
        words = [word for said in key.choices.values() for word in said]
        assert len(words) == len(set(words)), key.name


def test_every_section_that_a_key_leads_to_exists():
    assert set(SECTIONS) == set(SECTION_WORDS)
    leads = {of for section in SECTIONS.values() for key in section for of in (key.of, key.total) if of}
    assert leads | {"ruleset"} == set(SECTIONS)


# Files in both languages, and Python values


def _translated(node, where):
    """The tree with the keys of a section in English, and in the sections below it."""
    entries = []
    for entry in node.entries:
        key = key_of(where, entry.key.text)
        value = entry.value
        if key.of is not None and key.name != "expect":  # what a test expects stays as written
            if isinstance(value, Sequence):
                value = Sequence(tuple(_translated(item, key.of) for item in value.items))
            elif key.name in ("measures", "records"):
                named = [Entry(e.key, _translated(e.value, key.of)) for e in value.entries]
                value = Mapping(tuple(named))
            elif isinstance(value, Mapping):
                value = _translated(value, key.of)
        entries.append(Entry(Scalar(key.name), value))
    return Mapping(tuple(entries))


@pytest.mark.parametrize("path", RULESETS, ids=lambda path: path.stem)
def test_a_ruleset_means_the_same_in_english_keys(path):
    root, _ = parse_yaml(path.read_text(encoding="utf-8"), path.name)
    chinese, found = resolve_ruleset(root)
    english, again = resolve_ruleset(_translated(root, "ruleset"))
    assert errors(found) == errors(again) == []
    assert attrs.evolve(english, remarks=()) == attrs.evolve(chinese, remarks=())


def _python(node):
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_python(item) for item in node.items]
    return {entry.key.text: _python(entry.value) for entry in node.entries}


@pytest.mark.parametrize("path", RULESETS, ids=lambda path: path.stem)
def test_a_mapping_in_python_is_as_good_as_a_file(path):
    root, _ = parse_yaml(path.read_text(encoding="utf-8"), path.name)
    assert from_python(_python(root)) == root
    ruleset, found = resolve_ruleset(from_python(_python(root)))
    assert errors(found) == []
    assert attrs.evolve(ruleset, remarks=()) == attrs.evolve(resolve_ruleset(root)[0], remarks=())


def test_python_values_become_the_text_a_file_would_have():
    values = {
        "a": 1,
        "b": 0.1,
        "c": Decimal("2.50"),
        "d": Fraction(1, 8),
        "e": True,
        "f": None,
        "g": dt.date(2019, 6, 30),
        8: "x",
    }
    assert _python(from_python(values)) == {
        "a": "1",
        "b": "0.1",
        "c": "2.50",
        "d": "0.125",
        "e": "true",
        "f": "",
        "g": "2019-06-30",
        "8": "x",
    }
    assert _python(from_python({"n": float("nan"), "t": Fraction(1, 3), "s": 1e-12})) == {
        "n": "nan",
        "t": "1/3",
        "s": "0.000000000001",
    }


def test_a_mapping_that_holds_itself_is_read_to_a_depth():
    circle: dict[str, Any] = {}
    circle["again"] = circle
    assert isinstance(from_python(circle), Mapping)


# Sections


@pytest.mark.parametrize(
    ("keys", "span"),
    [
        ({"year": 2019}, "2019"),
        ({"预算年度": "2019年"}, "2019"),
        ({"period": "2019-01..2019-09"}, "2019-01..2019-09"),
        ({"实施期": "2019年1月至2019年9月"}, "2019-01..2019-09"),
        ({"实施期": "2019年1月至9月"}, "2019-01..2019-09"),
        ({"period": "2019-2021"}, "2019-01..2021-12"),
        ({"period": "2019-03-15至2019-06-30"}, "2019-03-15..2019-06-30"),
        ({"year": 2019, "period": "2019-2021"}, "2019"),
        ({"year": 2019, "period": "2019H1"}, "2019H1"),
    ],
)
def test_the_span_is_the_year_or_a_period_in_it(keys, span):
    ruleset, found = resolve_ruleset(from_python({"ruleset": "甲", "indicators": [ROW], **keys}))
    assert errors(found) == []
    assert ruleset.span.text == span


def test_a_measure_says_everything_about_itself():
    said = {
        "计量单位": "万元", "口径": "累计数", "百分数写法": "小数", "填报频次": "每季度", "汇总方式": "取最新", "方向": "越低越好",
        "上限100%": "是", "缺期处理": "按零", "无案例时": "视同完成", "佐证材料": "必附", "填报说明": "说明",
    }  # fmt: skip
    measure = _good({"measures": {"支出": said}}).measures["支出"]
    assert (measure.unit.text, measure.kind, measure.percent) == ("万元", Kind.YTD, "fraction")
    assert (measure.frequency, measure.aggregate, measure.direction) == (Grain.QUARTER, "last", "lower")
    assert (measure.bounded, measure.missing, measure.no_cases) == (True, "zero", "met")
    assert (measure.evidence, measure.help, measure.declared) == ("required", "说明", True)


def test_a_kind_that_is_only_shown_is_kept_to_be_shown():
    measures = _good({"measures": {"制度": {"口径": "评判等级", "等级": "三档"}, "空": None}}).measures
    assert (measures["制度"].kind, measures["制度"].shown_kind) == (None, "评判等级")
    assert measures["空"].declared


def test_money_its_changes_and_sources_are_kept_in_order():
    changes = [
        {"approved": "2019-09-01", "document": "二号", "amount": "460 万元", "reason": "追加"},
        {"approved": "2019-08-15", "document": "一号", "amount": "450 万元"},
    ]
    money = {"initial": "400 万元", "budget": "4,600,000 元", "sources": {"市级": "400 万元"}}
    funds = _good({"funds": money, "budget_adjusted": changes}).funds
    assert (funds.initial.shown(), funds.budget.base) == ("400万元", 4_600_000)
    assert [(change.document, change.amount.shown()) for change in funds.changes] == [("一号", "450万元"), ("二号", "460万元")]
    assert [(name, amount.shown()) for name, amount in funds.sources] == [("市级", "400万元")]


def test_the_calendar_takes_the_days_of_the_ruleset():
    overlay = {"放假": ["2019-05-06"], "上班": ["2019-05-11"]}
    calendar = _good({"calendar": {"name": "中国", "overlay": overlay}}).calendar
    assert calendar.is_workday(dt.date(2019, 5, 6)) is False
    assert calendar.is_workday(dt.date(2019, 5, 11)) is True
    assert _good({"calendar": "china"}).calendar.is_workday(dt.date(2019, 5, 6)) is True


def test_units_of_the_ruleset_are_other_names_or_sizes():
    units = _good({"units": {"门店": "家", "担": "50 千克"}}).units
    assert (units["门店"].dimension, units["担"].factor) == ((("count:家", 1),), 50)


def test_a_row_says_everything_about_itself():
    row = {
        "序号": "007", "一级指标": "产出", "二级指标": "数量", "三级指标": "数量", "指标值": "500家", "分值": "12.5",
        "判定": "数量 >= 150 家 by 2019-06, 500 家 by 2019-12", "评分标准": "达标得分", "逾期得分系数": "0.5", "节点分值": [5, 7.5],
        "适用条件": "投诉件数 > 0 件", "一票否决": {"影响": "一级", "情形": ["未达标", "未填报"]}, "核心指标": "是", "须填原因": "是", "备注": "注",
    }  # fmt: skip
    indicator = _good({"indicators": [row]}).indicators[0]
    assert (indicator.id, indicator.path, indicator.wording) == ("007", ("产出", "数量", "数量"), "500家")
    assert (indicator.weight, indicator.late) == (Fraction(25, 2), Fraction(1, 2))
    assert indicator.scoring is not None
    assert indicator.scoring.method == "pass_fail"
    assert indicator.milestone_weights == (5, Fraction(15, 2))
    assert (indicator.when_text, indicator.when is not None) == ("投诉件数 > 0 件", True)
    assert indicator.veto == Veto("group", ("missed", "no_data"))
    assert (indicator.core, indicator.reason_required, indicator.note) == (True, True, "注")


def test_tests_stay_as_written():
    test = {
        "名称": "一",
        "评价时点": "2019-09-30",
        "实际值": {"满意度": {"2019Q3": "85%"}},
        "应得": {"满意度": {"结论": "未到期"}},
    }
    [kept] = _good({"tests": [test]}).tests
    assert (kept.name, kept.as_of, kept.actuals) == ("一", "2019-09-30", {"满意度": {"2019Q3": "85%"}})
    assert kept.expect == {"满意度": {"结论": "未到期"}}


# What is kept for later, and said


def test_what_is_not_evaluated_yet_is_said_and_kept():
    row = {
        **ROW,
        "复核": "已复核",
    }
    ruleset = _good({"indicators": [row], "实施期指标值": {"满意度": "92%"}})
    said = [(problem.code, problem.severity.value) for problem in ruleset.remarks]
    assert said == [("key-not-evaluated", "info")] * 2
    assert dict(ruleset.kept)["实施期指标值"] == {"满意度": "92%"}


def test_a_wording_that_says_nothing_leaves_its_row_without_a_condition():
    ruleset = _good(
        {"indicators": [{"name": "发展", "wording": "推动高质量发展再上新台阶"}, {"name": "产品", "wording": "正增长"}]}
    )
    assert [indicator.condition for indicator in ruleset.indicators] == [None, None]
    assert [(problem.code, problem.why) for problem in ruleset.remarks][-1] == ("wording-unread", "baseline")


def test_a_wording_alone_is_read_and_marked():
    indicator = _good({"indicators": [{"name": "满意度", "wording": "90%以上"}]}).indicators[0]
    assert (indicator.canonical, indicator.target, indicator.from_wording) == (">= 90%", None, True)


@pytest.mark.parametrize(
    "text",
    ["100%完成", "每年≥1次", "每月≥1次", "≥95%", "is 健全", "in [90%, 100%]", "满意度 >= 95%", "done", "= 5 家 ± 1 家", "500家"],
)
def test_a_wording_is_read_as_a_single_text_is(text):
    indicator = _good({"measures": {"满意度": {"unit": "%"}}, "indicators": [{"name": "甲", "wording": text}]}).indicators[0]
    assert indicator.canonical == read_target(text, name="甲", year=2019).canonical != ""


@pytest.mark.parametrize(
    ("row", "words", "freely", "silent"),
    [
        ({"wording": "90%以上"}, ["以上"], True, False),
        ({"wording": "90%以上", "target": "满意度 >= 90%"}, ["以上"], False, False),
        ({"wording": "90%", "target": "90%以内"}, ["以内"], True, True),
        ({"wording": "90%", "target": "满意度 >= 90%"}, [], False, True),
        ({"wording": "满意度 >= 90%", "target": "满意度 >= 90%"}, [], False, False),
        ({"wording": "群众满意", "target": "满意度 >= 90%"}, [], False, False),
        ({"target": "满意度 >= 90%"}, [], False, False),
    ],
)
def test_an_indicator_carries_what_the_words_of_its_texts_state(row, words, freely, silent):
    indicator = _good({"measures": {"满意度": {"unit": "%"}}, "indicators": [{"name": "满意度", **row}]}).indicators[0]
    assert ([said.words for said in indicator.stated], indicator.freely, indicator.silent) == (words, freely, silent)


def test_without_a_reader_of_free_texts_a_wording_is_no_condition():
    indicator = _good({"indicators": [{"name": "满意度", "wording": "90%以上"}]}, tolerant=None).indicators[0]
    assert indicator.condition is None


# The budget row


def test_money_makes_a_budget_row_with_its_two_measures():
    ruleset = _good({"funds": {"年初预算数": "400 万元"}})
    first = ruleset.indicators[0]
    assert (first.id, first.name, first.is_budget, first.weight) == ("budget", "预算执行率", True, 10)
    assert (ruleset.measures["全年执行数"].kind, ruleset.measures["全年执行数"].unit.text) == (Kind.YTD, "万元")
    assert ruleset.weight == 100


@pytest.mark.parametrize(
    "row",
    [
        {"name": "预算执行率", "target": "执行数 / 预算数 >= 90%"},
        {"name": "预算执行率", "wording": "尽快支出"},
        {"name": "资金", "measure": "预算执行率", "target": ">= 90%"},
        {"name": "资金", "target": "全年执行数 / 全年预算数 >= 90%"},
    ],
)
def test_a_row_that_measures_spending_takes_the_place_of_the_budget_row(row):
    assert [i.is_budget for i in _good({"funds": {"年初预算数": "400 万元"}, "indicators": [row]}).indicators] == [False]


def test_the_id_of_the_budget_row_is_taken():
    rows = [{"id": "budget", **ROW}]
    assert _codes({"ruleset": "甲", "year": 2019, "funds": {"initial": "4 元"}, "indicators": rows}) == ["same-id"]


def test_other_money_than_the_budget_is_refused():
    given_money = {"funds": {"initial": "4 元"}, "measures": {"全年执行数": {"unit": "美元"}}}
    assert _codes({"ruleset": "甲", "year": 2019, "indicators": [ROW], **given_money}) == ["unit-mismatch"]


# One target


def test_a_single_target_is_a_ruleset_of_one_row():
    ruleset, found = resolve_single("预算执行率 >= 90%", weight="10")
    assert found == ()
    assert [(i.id, i.weight) for i in ruleset.indicators] == [("预算执行率", 10)]


@pytest.mark.parametrize(
    ("target", "options", "span"),
    [("甲 >= 5", {}, "2000"), ("甲 >= 5", {"year": 2021}, "2021"), ("甲 >= 5 by 2019-06", {}, "2019"),
     ("甲 >= 5 by 2019-06, 6 by 2021-06", {}, "2019-01..2021-12")],
)  # fmt: skip
def test_the_span_of_a_single_target_is_that_of_its_dates(target, options, span):
    assert resolve_single(target, **options)[0].span.text == span


def test_a_single_target_takes_its_measure_unit_and_direction():
    ruleset, _ = resolve_single("== 5", name="成效", measure="投入", unit="万元", direction="lower")
    assert ruleset is None
    ruleset, _ = resolve_single("== 5 万元", name="成效", measure="投入", unit="万元", direction="lower", profile="mof-2020")
    indicator = ruleset.indicators[0]
    assert (indicator.name, indicator.condition.meaning, ruleset.measures["投入"].unit.text) == ("成效", "<=", "万元")


def test_a_single_target_that_is_wrong_says_so_without_a_file():
    ruleset, found = resolve_single("甲 >=", profile="nobody")
    assert ruleset is None
    assert [problem.code for problem in found] == ["unknown-reference", "missing-value"]


# Whatever is written


def test_the_digest_is_that_of_the_text():
    text = RULESETS[0].read_text(encoding="utf-8")
    first, again, other = (_load(t)[0].digest for t in (text, text, text + "# 注\n"))
    assert first == again != other
    assert first.startswith("sha256:")


def _mutilated(text, seed):
    """The text with a few lines dropped, doubled or swapped, and a few values cut."""
    chance = random.Random(seed)
    lines = text.splitlines()
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[chance.randrange(len(lines))])
            case 2:
                lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
            case 3:
                lines[at] = lines[at].replace(
                    chance.choice("≥家量率：数0-指"), chance.choice(["", "元", "/", "99999999999", "「"])
                )
    return "\n".join(lines)


@pytest.mark.parametrize("path", RULESETS, ids=lambda path: path.stem)
def test_a_mutilated_ruleset_gives_a_ruleset_or_errors_and_never_an_exception(path):
    text = path.read_text(encoding="utf-8")
    for seed in range(60):
        root, _ = parse_yaml(_mutilated(text, f"{path.stem} {seed}"), "甲.yaml")
        if root is None:
            continue
        ruleset, found = resolve_ruleset(root, text=text, file="甲.yaml")
        assert (ruleset is None) == bool(errors(found))
        for indicator in ruleset.indicators if ruleset else ():
            assert indicator.condition is not None or indicator.target is None, "a target was dropped without a word"
        assert all(problem.render("zh") and problem.render("en") for problem in found)


KEYS = st.sampled_from([spelling for section in SECTIONS.values() for key in section for spelling in key.spellings] + ["甲", ""])
TEXTS = st.sampled_from(
    ["甲", "甲 >= 90%", "90%", "2019", "-1", "1/3", "是", "三档", "mof-2020", "", "甲 / 甲", "0" * 40]
) | st.text(max_size=8)
VALUES = st.recursive(TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=25)


@given(st.dictionaries(KEYS, VALUES, max_size=8))
def test_any_mapping_gives_a_ruleset_or_errors_and_never_an_exception(obj):
    ruleset, found = resolve_ruleset(from_python(obj))
    assert (ruleset is None) == bool(errors(found))
    assert all(problem.place == Place() or problem.place.line is not None for problem in found)
