"""What the tests of a ruleset have seen: every item by how far they come with it, and a case for each that is lacking."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import attrs
import pytest
import yaml

from indicatorlang.model.coverage import Coverage, CoverageItem, Reached, percent_text
from indicatorlang.pipeline.covering import coverage, kinds
from indicatorlang.pipeline.rules import Rules, loads_ruleset
from indicatorlang.pipeline.testing import run_case, run_tests
from indicatorlang.reports.testing.words import written_case

HEAD = "项目名称: 河畔书屋\n预算年度: 2026\n评分办法: mof-2020\n"
CASES = yaml.load((Path(__file__).parent / "covering" / "items.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
STATES = ("asserted", "passed", "unseen", "impossible")


def named(cases):
    return [pytest.param(case, id=case["name"]) for case in cases]


def covered(text: str) -> tuple[Rules, Coverage]:
    rules = loads_ruleset(HEAD + text, "书屋.yaml")
    return rules, coverage(rules, run_tests(rules))


def told(entry: Reached) -> str:
    item = entry.item
    part = ".".join(str(step + 1) for step in item.part)
    words = (item.row, item.kind, part, item.what, f"v{item.version}" if item.version else "")
    return " ".join(word for word in words if word)


@pytest.mark.parametrize("case", named(CASES))
def test_every_item_is_seen_as_far_as_the_tests_come(case):
    _, found = covered(case["ruleset"])
    states = {state: [told(entry) for entry in found.entries if entry.state == state] for state in STATES}
    assert {state: items for state, items in states.items() if items} == case["states"]


@pytest.mark.parametrize("case", named(CASES))
def test_a_suggested_case_passes_and_sees_what_was_lacking(case):
    rules, found = covered(case["ruleset"])
    run = run_tests(rules)
    assert [told(entry) for entry in found.lacking if entry.suggestion is None] == case.get("by_hand", [])
    for entry in found.lacking:
        if entry.suggestion is not None:
            outcome = run_case(rules, entry.suggestion)
            assert outcome.passed, told(entry)
            more = coverage(rules, attrs.evolve(run, outcomes=(*run.outcomes, outcome)), suggest=False)
            assert next(one.state for one in more.entries if one.item.key == entry.item.key) == "asserted"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", named(CASES))
def test_a_suggested_case_can_be_pasted_as_it_is_printed(case, lang):
    _, found = covered(case["ruleset"])
    ready = [written_case(one.suggestion, lang, one.item.named(lang)) for one in found.lacking if one.suggestion is not None]
    whole = HEAD + case["ruleset"].rstrip() + "\n" + ("" if "自测:" in case["ruleset"] else "自测:\n")
    whole += "".join(f"  {line}\n" for text in ready for line in text.splitlines())
    rules = loads_ruleset(whole if ready else whole.removesuffix("自测:\n"))
    run = run_tests(rules)
    assert [outcome.case.name for outcome in run.outcomes if not outcome.passed] == []
    assert [told(entry) for entry in coverage(rules, run, suggest=False).lacking] == case.get("by_hand", [])


@pytest.mark.parametrize("case", named(CASES))
def test_every_item_knows_its_line_and_says_itself_in_both_languages(case):
    _, found = covered(case["ruleset"])
    for entry in found.entries:
        assert entry.place.file == "书屋.yaml"
        assert entry.place.line is not None
        zh, en = entry.sentence("zh"), entry.sentence("en")
        assert f"指标{entry.item.row}" in zh
        assert f"indicator {entry.item.row}" in en
        assert en.isascii() or any(part in en for part in ("`", entry.by, "整洁", "脏乱", "一般", "册", "组", "东馆", "西馆"))


def test_every_kind_of_item_has_a_case():
    seen = {entry.item.kind for case in CASES for entry in covered(case["ruleset"])[1].entries}
    assert seen == {kind.name for kind in kinds()}


def test_the_share_counts_what_is_asserted_of_what_can_be_seen():
    case = next(case for case in CASES if case["name"] == "passed through without an expectation")
    _, found = covered(case["ruleset"])
    assert (found.asserted, found.passed, len(found.counted)) == (1, 1, 4)
    assert found.share * 4 == 1


def test_what_is_never_possible_says_why():
    case = next(case for case in CASES if case["name"] == "what is always met and never met")
    _, found = covered(case["ruleset"])
    said = [entry.sentence() for entry in found.entries if entry.state == "impossible"]
    assert said == ["指标1未达标不计：数据不会超出这个界限", "指标2达标不计：数据不会达到这个界限"]


def test_grades_of_the_whole_are_told_and_not_counted():
    case = next(case for case in CASES if case["name"] == "the grade of the whole asserts no row")
    _, found = covered(case["ruleset"])
    assert dict(found.grades) == {"优": True, "良": False, "中": False, "差": False}
    assert len(found.counted) == 2


def test_a_part_of_a_composite_points_at_its_own_words():
    case = next(case for case in CASES if case["name"] == "parts of and")
    _, found = covered(case["ruleset"])
    places = {told(entry): (entry.place.line, entry.place.column) for entry in found.entries}
    line = (HEAD + case["ruleset"]).splitlines()[4]
    assert places["1 branch 1 missed"] == (5, line.index("开放天数") + 1)
    assert places["1 branch 2 met"] == (5, line.index("投诉") + 1)


@pytest.mark.parametrize(
    ("over", "under", "text"), [(1, 1, "100"), (47, 48, "97.91"), (1, 2, "50"), (9999, 10000, "99.99"), (0, 3, "0")]
)
def test_a_share_is_cut_and_never_rounded_up_to_all(over, under, text):
    assert percent_text(Fraction(over, under)) == text


def test_the_number_of_a_row_and_that_of_a_day_are_kept_apart():
    item = CoverageItem("milestone", "1", "2026-06-30 missed", says=("2026年6月30日节点未达标", "milestone 2026-06-30 missed"))
    assert item.named() == "指标1的2026年6月30日节点未达标"
    assert item.named("en") == "indicator 1 milestone 2026-06-30 missed"
    assert Reached(item, "unseen").sentence() == "指标1未见2026年6月30日节点未达标的用例"


def test_the_json_tells_every_item():
    _, found = covered(CASES[1]["ruleset"])
    drawn = found.to_dict("zh")
    assert (drawn["asserted"], drawn["counted"], drawn["percent"]) == (1, 2, "50")
    assert [(item["kind"], item["what"], item["state"], item["line"]) for item in drawn["items"]] == [
        ("verdict", "met", "asserted", 5),
        ("verdict", "missed", "unseen", 5),
    ]
