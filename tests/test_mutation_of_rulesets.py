"""Small wrong changes of a ruleset: which of them its tests notice, which mean the same, and cases that would notice the others."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
import yaml

from indicatorlang.engine.from_model import plan
from indicatorlang.pipeline.mutating import mutants, mutate, operators
from indicatorlang.pipeline.rules import Rules, loads_ruleset
from indicatorlang.pipeline.testing import run_case, run_tests
from indicatorlang.reports.testing.mutation import title
from indicatorlang.reports.testing.words import written_case

HEAD = "项目名称: 河畔书屋\n预算年度: 2026\n评分办法: mof-2020\n"
CASES = yaml.load((Path(__file__).parent / "covering" / "changes.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
FATES = ("killed", "survived", "equivalent")


def named(cases):
    return [pytest.param(case, id=case["name"]) for case in cases]


def loaded(case) -> Rules:
    return loads_ruleset(HEAD + case["ruleset"], "书屋.yaml")


def told(outcome) -> str:
    return f"{outcome.place.line}:{outcome.place.column} {outcome.mutant.sentence()}"


@pytest.mark.parametrize("case", named(CASES))
def test_every_change_comes_to_its_fate(case):
    rules = loaded(case)
    run = mutate(rules, run_tests(rules), suggest=False)
    fates = {fate: [told(one) for one in run.outcomes if one.fate == fate] for fate in FATES}
    assert {fate: list(said) for fate, said in fates.items() if said} == case["fates"]


@pytest.mark.parametrize("case", named(CASES))
def test_a_suggested_case_passes_and_notices_the_change(case):
    rules = loaded(case)
    run = mutate(rules, run_tests(rules))
    by_hand = [one.mutant.sentence() for one in run.survivors if one.suggestion is None]
    assert by_hand == case.get("by_hand", [])
    for one in run.survivors:
        if one.suggestion is not None:
            changed = attrs.evolve(rules, ruleset=one.mutant.ruleset, plan=plan(one.mutant.ruleset))
            assert run_case(rules, one.suggestion).passed, one.mutant.sentence()
            assert not run_case(changed, one.suggestion).passed, one.mutant.sentence()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", named(CASES))
def test_a_suggested_case_can_be_pasted_as_it_is_printed(case, lang):
    rules = loaded(case)
    ready = [one for one in mutate(rules, run_tests(rules)).survivors if one.suggestion is not None]
    tests = "".join(f"  {line}\n" for one in ready for line in written_case(one.suggestion, lang, title(one, lang)).splitlines())
    again = loads_ruleset(HEAD + case["ruleset"].rstrip() + "\n" + tests)
    run = run_tests(again)
    added = [outcome for outcome in run.outcomes if outcome.case.name in {title(one, lang) for one in ready}]
    assert len(added) == len(ready)
    assert all(outcome.passed for outcome in added)
    left = mutate(again, run, suggest=False).survivors
    assert [one.mutant.sentence() for one in left] == case.get("by_hand", [])


@pytest.mark.parametrize("case", named(CASES))
def test_a_change_that_means_the_same_is_noticed_by_no_case_that_was_made_up(case):
    rules = loaded(case)
    every = [mutant for mutant in mutants(rules) if mutant.same[0]]
    suggestions = [one.suggestion for one in mutate(rules, run_tests(rules)).survivors if one.suggestion is not None]
    for mutant in every:
        changed = attrs.evolve(rules, ruleset=mutant.ruleset, plan=plan(mutant.ruleset))
        assert all(run_case(changed, suggestion).passed for suggestion in suggestions), mutant.sentence()


@pytest.mark.parametrize("case", named(CASES))
def test_changes_are_told_apart_and_say_themselves_in_both_languages(case):
    made = mutants(loaded(case))
    sentences = [(mutant.label, mutant.change, mutant.spot) for mutant in made]
    assert len(set(sentences)) == len(sentences)
    for mutant in made:
        assert mutant.sentence("zh") != mutant.sentence("en")
        assert mutant.rows


def test_every_kind_of_change_has_a_case():
    seen = {mutant.operator for case in CASES for mutant in mutants(loaded(case))}
    assert seen == {operator.name for operator in operators()}


def test_a_limit_takes_changes_from_everywhere():
    rules = loaded(next(case for case in CASES if case["name"] == "bands"))
    whole, some = mutate(rules, run_tests(rules)), mutate(rules, run_tests(rules), limit=5)
    assert (len(some.outcomes), some.cut) == (5, len(whole.outcomes) - 5)
    assert [told(one) for one in some.outcomes] == [told(whole.outcomes[n * len(whole.outcomes) // 5]) for n in range(5)]


def test_the_score_leaves_out_what_means_the_same():
    rules = loaded(next(case for case in CASES if case["name"] == "a rate that cannot be above 100%"))
    run = mutate(rules, run_tests(rules))
    assert (run.count("killed"), run.count("survived"), run.count("equivalent")) == (3, 2, 1)
    assert run.score * 5 == 3
    drawn = run.to_dict("en")
    assert drawn["mutants"][0]["message"] == "1: 100% becomes 101%"
    assert {one["fate"] for one in drawn["mutants"]} == set(FATES)


def test_a_ruleset_without_tests_notices_nothing():
    rules = loads_ruleset(HEAD + "指标:\n  - {序号: 1, 三级指标: 开放, 判定: 开放天数 ≥ 300 天, 分值: 100}\n")
    run = mutate(rules, run_tests(rules))
    assert run.count("killed") == 0
    assert run.score == 0
