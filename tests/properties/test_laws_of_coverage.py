"""Laws of what tests see: suggested cases do what they are suggested for, more cases never see less, their order is no matter."""

from __future__ import annotations

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from indicatorlang.engine.from_model import plan
from indicatorlang.pipeline.covering import coverage
from indicatorlang.pipeline.mutating import mutants, mutate
from indicatorlang.pipeline.rules import Rules, loads_ruleset
from indicatorlang.pipeline.testing import run_case, run_tests

OPS = ("≥", ">", "≤", "<", "==")
UNITS = ("个", "万元", "%")
FEW = settings(max_examples=10, deadline=None)


@st.composite
def conditions(draw: st.DrawFn, name: str) -> str:
    number = draw(st.integers(1, 60))
    unit = draw(st.sampled_from(UNITS))
    kind = draw(st.integers(0, 3))
    if kind == 0:
        return f"{name} 介于 [{number} {unit}, {number + 7} {unit}]"
    if kind == 1:
        return f"{name} 完成 不晚于 2026-{draw(st.integers(1, 12)):02d}"
    return f"{name} {draw(st.sampled_from(OPS))} {number} {unit}"


@st.composite
def rulesets(draw: st.DrawFn) -> str:
    """Rows of one or two conditions, each with its own data items."""
    lines = ["项目名称: 河畔书屋", "预算年度: 2026", "评分办法: mof-2020", "指标:"]
    for row in range(draw(st.integers(1, 2))):
        parts = [draw(conditions(f"数{row}{n}")) for n in range(draw(st.integers(1, 2)))]
        joined = draw(st.sampled_from((" 且 ", " 或 "))).join(parts)
        lines.append(f'  - {{序号: {row + 1}, 三级指标: 第{row}项, 判定: "{joined}", 分值: {draw(st.integers(1, 50))}}}')
    return "\n".join(lines) + "\n"


def ready(text: str) -> Rules:
    return loads_ruleset(text)


@FEW
@given(rulesets())
def test_a_case_suggested_for_coverage_passes_and_is_seen(text):
    rules = ready(text)
    run = run_tests(rules)
    for entry in coverage(rules, run).lacking:
        assert entry.suggestion is not None, entry.sentence()
        outcome = run_case(rules, entry.suggestion)
        assert outcome.passed, entry.sentence()
        more = coverage(rules, attrs.evolve(run, outcomes=(outcome,)), suggest=False)
        assert entry.item.key in {one.item.key for one in more.entries if one.state == "asserted"}


@FEW
@given(rulesets())
def test_the_suggested_cases_together_see_everything_and_order_is_no_matter(text):
    rules = ready(text)
    run = run_tests(rules)
    outcomes = tuple(run_case(rules, one.suggestion) for one in coverage(rules, run).lacking if one.suggestion is not None)
    whole = coverage(rules, attrs.evolve(run, outcomes=outcomes), suggest=False)
    turned = coverage(rules, attrs.evolve(run, outcomes=outcomes[::-1]), suggest=False)
    assert whole.share == 1
    assert [one.state for one in whole.entries] == [one.state for one in turned.entries]


@FEW
@given(rulesets(), st.data())
def test_coverage_never_falls_when_a_case_is_added(text, data):
    rules = ready(text)
    run = run_tests(rules)
    cases = [one.suggestion for one in coverage(rules, run).lacking if one.suggestion is not None]
    chosen = data.draw(st.lists(st.sampled_from(cases), max_size=4)) if cases else []
    share, outcomes = coverage(rules, run, suggest=False).share, ()
    for case in chosen:
        outcomes = (*outcomes, run_case(rules, case))
        more = coverage(rules, attrs.evolve(run, outcomes=outcomes), suggest=False).share
        assert more >= share
        share = more


@FEW
@given(rulesets())
def test_a_case_suggested_for_a_change_notices_it(text):
    rules = ready(text)
    made = mutants(rules)
    run = mutate(rules, run_tests(rules), limit=8)
    assert len(run.outcomes) + run.cut == len(made)
    for one in run.survivors:
        if one.suggestion is not None:
            changed = attrs.evolve(rules, ruleset=one.mutant.ruleset, plan=plan(one.mutant.ruleset))
            assert run_case(rules, one.suggestion).passed
            assert not run_case(changed, one.suggestion).passed, one.mutant.sentence()


@FEW
@given(rulesets())
def test_changing_a_ruleset_leaves_the_ruleset_itself_as_it_was(text):
    rules = ready(text)
    before = rules.ruleset
    made = mutants(rules)
    assert rules.ruleset == before == ready(text).ruleset
    assert all(mutant.ruleset != before for mutant in made)
    assert [mutant.sentence() for mutant in made] == [mutant.sentence() for mutant in mutants(ready(text))]
