"""The tolerant reader: every case of `tests/conformance/targets/`, and what the loader of rulesets gets."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from indicatorlang.model.profile import Profile
from indicatorlang.resolve.direction.directions import told_direction
from indicatorlang.resolve.wording.around import Around
from indicatorlang.resolve.wordings import read_target, tolerant
from indicatorlang.syntax import tree
from indicatorlang.syntax.from_text import parse_target
from indicatorlang.syntax.written.vocabulary import FILES, vocabulary

FOLDER = Path(__file__).resolve().parents[1] / "conformance" / "targets"
# What a file of cases is about, where its cases do not say so themselves.
KINDS = {"ranges": "range", "deadlines": "deadline", "growth": "growth", "refused": "text"}
BESIDE = {"name": "name", "op_column": "op", "unit_column": "unit", "level2": "level2"}
# Absent from the JSON when there is nothing to say; `''` in a case says that it must be absent.
FIELDS = {
    *("kind", "op", "value", "unit", "low", "high", "low_closed", "high_closed", "by", "by_any"),
    *("period", "level", "baseline", "grades", "clauses", "canonical", "assumed", "rest", "stated"),
}
YEARS = {"seeds": 2019}


def _cases():
    for file in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):
            label = f"{file.stem}: {case['text']}" + (f" ({case['name']})" if case.get("name") else "")
            yield pytest.param(file.stem, case, id=label)


CASES = list(_cases())


def _read(kind, case):
    beside = {BESIDE[key]: case[key] for key in BESIDE if key in case}
    return read_target(case["text"], year=YEARS.get(kind, 2021), **beside)


def _shown(found):
    """The JSON as text all through, as the cases have it."""
    if isinstance(found, dict):
        return {key: _shown(value) for key, value in found.items()}
    if isinstance(found, list):
        return [_shown(item) for item in found]
    return str(found).lower() if isinstance(found, bool) else found


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_a_target_is_read_as_it_is_meant(kind, case):
    expected = {"kind": KINDS.get(kind, "number"), **{key: value for key, value in case.items() if key in FIELDS}}
    assert set(case) <= FIELDS | set(BESIDE) | {"text"}
    found = _shown(_read(kind, case).to_dict())
    found["assumed"] = [info["code"] for info in found.get("assumed", [])]
    found.setdefault("unit", "")
    clauses = found.pop("clauses", [])
    wanted = expected.pop("clauses", [])
    assert {key: found.get(key, "") for key in expected} == expected
    assert [{key: clause[key] for key in part} for clause, part in zip(clauses, wanted, strict=True)] == wanted


def test_there_are_cases_for_every_kind_of_reading():
    kinds = {_read(param.values[0], param.values[1]).kind for param in CASES}
    assert kinds == {"number", "range", "deadline", "done", "level", "growth", "grades", "none", "text"}
    assert len(CASES) >= 180


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_assumed_is_said_in_the_language_asked_for(lang):
    said = read_target("2个工作日", name="办理时效性").to_dict(lang)["assumed"]
    expected = {
        "zh": "`2工作日`未写比较符号，因含“工作日”理解为不超过`2工作日`",
        "en": "`2工作日` has no comparison sign; because of `工作日`, it is read as at most `2工作日`",
    }
    assert said == [{"code": "operator-assumed", "message": expected[lang]}]


def test_the_loader_gets_a_condition_without_subject_and_everything_assumed():
    found = tolerant("2019年12月底前，完成500家", Around(name="微菜场数量", year=2019))
    condition, reading = found.condition, found.reading
    day = tree.Day("2019-12-31")
    assert condition == tree.Comparison(None, ">=", tree.Amount("500", "家"), suffixes=tree.Suffixes(by=day))
    assert [info.code for info in reading.assumed] == ["operator-assumed"]
    assert reading.by == dt.date(2019, 12, 31)


def test_an_ambiguous_deadline_is_its_first_reading_in_the_condition_and_both_in_the_reading():
    found = tolerant("6月前", Around(year=2019))
    condition, reading = found.condition, found.reading
    assert condition == tree.Done(None, suffixes=tree.Suffixes(by=tree.Day("2019-05-31")))
    assert reading.by_any == (dt.date(2019, 5, 31), dt.date(2019, 6, 30))
    assert [info.code for info in reading.assumed] == ["year-assumed", "date-ambiguous"]


def test_a_date_without_any_year_is_not_read():
    assert tolerant("6月底前").condition is None
    assert read_target("6月底前").kind == "text"


@pytest.mark.parametrize("text", ["优100% 良90%", "每半年1次", "不适用", "≤95%以上"])
def test_what_the_strict_language_cannot_say_has_no_condition(text):
    assert tolerant(text).condition is None


@pytest.mark.parametrize(
    ("text", "kind", "value", "by"),
    [
        ("数量 == 500 家 by 2019-12", "number", "500", "2019-12-31"),
        ("满意度 in [90%, 100%]", "range", None, None),
        ("平台升级 done by 2019-12-31", "deadline", None, "2019-12-31"),
        ("产品数 falls >= 5% over 上年", "growth", "-5", None),
        ("甲 >= 5 and 乙 done", "number", "5", None),
    ],
)
def test_a_strict_target_has_a_reading_too_and_is_its_own_canonical_form(text, kind, value, by):
    found = read_target(text).to_dict()
    assert (found["kind"], found.get("value"), found.get("by")) == (kind, value, by)
    assert parse_target(found["canonical"]) == parse_target(text)


def test_the_words_of_the_grammar_are_all_read():
    words = vocabulary()
    for file in FILES:
        text = (FOLDER.parents[2] / "grammar" / file).read_text(encoding="utf-8")
        for item in yaml.load(text, Loader=yaml.BaseLoader)["operators"]:
            lists = words.after if item["side"] == "after" else words.before
            wording = lists.whole(item["phrase"])
            assert wording is not None
            assert wording.op == item["op"]
            assert wording.inclusive == (item["op"] in (">=", "<=", "=="))
            assert wording.authority in {"", *words.authorities}


DISTRICT = Profile("x", "某区细则", "rules of a district", (), exclusive=("以上", "以下", "以内"))


@pytest.mark.parametrize(
    ("text", "op", "by_profile", "words", "word", "law"),
    [
        ("95%以上", ">=", ">", "以上", "以上", True),
        ("控制在10%以内", "<=", "<", "控制在…以内", "以内", True),
        ("達到95%以上", ">=", ">", "達到…以上", "以上", True),
        ("10%及以下", "<=", "<=", "及以下", "及以下", True),
        ("10%以下（含）", "<=", "<=", "以下（含）", "以下（含）", False),
        ("10%（不含）以下", "<", "<", "（不含）以下", "（不含）以下", False),
        ("≥95%以上", ">=", ">=", "≥…以上", "≥", False),
        ("不超过10%以内", "<=", "<=", "不超过…以内", "不超过", False),
        ("发布率为95%以上", ">=", ">", "以上", "以上", True),
        ("超过64人次", ">", ">", "超过", "超过", True),
        ("低于4%", "<", "<", "低于", "低于", False),
        ("at least 85%", ">=", ">=", "at least", "at least", False),
    ],
)
def test_a_reading_tells_the_words_that_made_its_operator(text, op, by_profile, words, word, law):
    [said] = read_target(text).stated
    assert (said.op, said.words, said.word, said.where) == (op, words, word, "text")
    assert ((said.authority is not None and said.authority.since == 2021), said.by_profile) == (law, False)
    reading = read_target(text, profile=DISTRICT)
    [said] = reading.stated
    assert (reading.op, said.op, said.by_profile) == (by_profile, by_profile, op != by_profile)
    assert [info.code for info in reading.assumed] == (["bound-by-profile"] if op != by_profile else [])
    if said.by_profile:
        assert (said.authority.zh, said.authority.since) == ("按评分办法“某区细则”", None)


def test_words_in_a_column_or_the_name_made_the_operator_too():
    [column] = read_target("95", op="以上", profile=DISTRICT).stated
    assert (column.words, column.op, column.where, column.by_profile) == ("以上", ">", "column", True)
    [name] = read_target("5", name="失业率低于(%)").stated
    assert (name.words, name.op, name.where) == ("低于", "<", "name")
    assert read_target("10%以下", op="≤", profile=DISTRICT).op == "<=", "a sign in its column is firm"


def test_law_that_came_later_is_not_cited():
    assert "authority" not in read_target("95%以上", year=2020).to_dict()["stated"][0]
    said = {"words": "以上", "op": ">=", "where": "text", "authority": "参照《民法典》第一千二百五十九条"}
    assert read_target("95%以上", year=2021).to_dict()["stated"] == [said]
    assert "stated" not in read_target("满意度 >= 95%").to_dict()


@pytest.mark.parametrize(("name", "why"), [("", "按通常情形"), ("培训人次", "按指标名称")])
def test_what_is_assumed_without_a_name_is_not_said_to_come_from_it(name, why):
    [info] = read_target("5", name=name).assumed
    assert info.zh() == f"`5`未写比较符号，{why}理解为不低于`5`"


@pytest.mark.parametrize("phrase", ["以上", "以下", "以内", "超过", "不满"])
def test_the_words_that_the_civil_code_settles_say_so(phrase):
    words = vocabulary()
    wording = words.after.whole(phrase) or words.before.whole(phrase)
    assert wording is not None
    authority = words.authorities[wording.authority]
    assert (authority.since, "第一千二百五十九条" in authority.zh) == (2021, True)


def test_the_word_that_told_the_direction_is_named():
    assert told_direction("服务对象投诉率").word == "投诉"
    assert told_direction("什么也不说").word == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("≤95%以上", "contrary-comparisons"),
        ("≥≤5", "contrary-comparisons"),
        ("90%±5%", "tolerance-unclear"),
        ("60台±3天", "tolerance-unfit"),
        ("88%-82%", "range-unclear"),
        ("10天-5小时", "range-unclear"),
        ("2021年9月31日前", "day-unknown"),
        ("12月底前", "day-unknown"),
        ("1:25", "number-unplaced"),
        ("详见实施方案", "nothing-to-check"),
        ("5家" * 2001, "wording-too-long"),
    ],
)
def test_a_text_that_is_not_understood_says_why(text, code):
    reading = read_target(text)
    assert reading.kind == "text"
    assert [reason.code for reason in reading.refused] == [code]
    assert reading.refused[0].help("zh")
    assert reading.refused[0].help("en")


def test_only_a_text_that_is_not_understood_is_refused():
    for param in CASES:
        reading = _read(param.values[0], param.values[1])
        assert bool(reading.refused) == (reading.kind == "text"), param.values[1]["text"]
