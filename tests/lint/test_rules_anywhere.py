"""No rule raises, and every rule says the same twice, whatever the ruleset: those of the cases, and targets of any shape."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lint.parts import rules
from indicatorlang.model.indicator import Indicator
from indicatorlang.model.met import same_values
from indicatorlang.pipeline.checking import advice_on_ruleset
from indicatorlang.resolve.from_syntax import resolve_ruleset
from indicatorlang.syntax.from_yaml import parse_yaml
from indicatorlang.syntax.to_text import to_text
from tests.lint.subjects import said_of
from tests.lint.test_rules import mended
from tests.strategies import conditions
from tests.test_conformance_evaluation import load_cases, ruleset_of


def advice_on(text: str) -> tuple[Diagnostic, ...] | None:
    """The advice on a ruleset; None when it does not load."""
    root, _ = parse_yaml(text, "r.yaml")
    ruleset = None if root is None else resolve_ruleset(root, text=text, file="r.yaml")[0]
    return None if root is None or ruleset is None else advice_on_ruleset(ruleset, root, text)


@functools.cache
def rulesets() -> tuple[str, ...]:
    folder = Path(__file__).parents[1] / "conformance/evaluation"
    texts = (yaml.safe_dump(ruleset_of(case.values[0]), allow_unicode=True, sort_keys=False) for case in load_cases(folder))
    return tuple(dict.fromkeys(texts))


def said(found: tuple[Diagnostic, ...]) -> list[Any]:
    return [(d.render("zh"), d.render("en"), d.edits) for d in found]


def test_every_ruleset_of_the_cases_can_be_advised_on():
    looked_at = 0
    for text in rulesets():
        found = advice_on(text)
        if found is None:
            continue
        looked_at += 1
        assert {d.code for d in found} <= set(rules())
        assert said(found) == said(advice_on(text) or ())
    assert looked_at > 300


@settings(max_examples=150, deadline=None)
@given(conditions())
def test_a_target_of_any_shape_can_be_advised_on(tree):
    target = to_text(tree)
    rows = [
        {"三级指标": "甲", "判定": target},
        {"三级指标": "乙", "判定": target},
        {"三级指标": "丙", "判定": "丁 >= 5 家", "适用条件": target},
    ]
    written = {"项目名称": "样例", "预算年度": "2024", "等级": {"评价": ["好", "中", "差"]}, "指标": rows}
    found = advice_on(yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=10**6))
    if found is not None:
        assert {d.code for d in found} <= set(rules())
        assert all(d.zh() and d.en() for d in found)


PARTS = st.builds(lambda op, n: f"甲 {op} {n} 家", st.sampled_from([">=", ">", "<=", "<", "=="]), st.integers(1, 5))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(PARTS, min_size=2, max_size=4), st.sampled_from([" and ", " 且 ", " or ", " 或 "]), st.sampled_from(["", '"', "'"])
)
def test_a_target_without_its_redundant_part_is_met_by_the_same_values(parts, joined, quote):
    text = f"项目名称: 样例\n预算年度: 2024\n指标:\n  - {{三级指标: 行, 判定: {quote}{joined.join(parts)}{quote}}}\n"
    case = {"ruleset": text}
    before = row_of(text).condition
    found = [d for d in said_of(rules()["L182"], case) if d.edits]
    if found:
        after = row_of(mended(text, found)).condition
        assert before != after
        assert same_values(before, after)


def row_of(text: str) -> Indicator:
    root, _ = parse_yaml(text, "r.yaml")
    assert root is not None
    ruleset, told = resolve_ruleset(root, text=text, file="r.yaml")
    assert ruleset is not None, told
    return ruleset.indicators[0]
