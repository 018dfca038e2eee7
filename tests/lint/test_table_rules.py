"""What the rules about whole tables say of rows, as data; and that every rule has its page and its cases."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from indicatorlang.engine.rescoring.facts import facts_of
from indicatorlang.lint.parts import RULES, page, rules, table_rules, tables_advice
from tests.lint.subjects import table_of

CASES = yaml.load(Path(__file__).with_name("tables.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)["cases"]
MODULES = sorted(p.stem for p in (Path(__file__).parents[2] / "indicatorlang/lint/rules").glob("l*.py"))


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in CASES])
def test_what_the_rules_say_of_a_table(case):
    found = tables_advice(facts_of(table_of(case)))
    assert [[d.code, str(d.severity), d.zh(), d.en()] for d in found] == case["says"]


@pytest.mark.parametrize("module", MODULES)
def test_a_rule_has_its_page_in_both_languages(module):
    for lang in ("zh", "en"):
        told = page(f"{RULES}.{module}", lang)
        assert all((told.title, told.why, told.example, told.instead))


def test_every_rule_fires_in_some_case_and_is_silent_in_some():
    fired = {said[0] for case in CASES for said in case["says"]}
    assert fired == set(table_rules())
    assert any(case["says"] == [] for case in CASES)


def test_a_rule_is_named_for_its_code():
    assert [module.split("_")[0].upper() for module in MODULES] == list(rules())


def test_only_figures_that_contradict_each_other_are_more_than_rounding():
    assert [code for code, rule in table_rules().items() if rule.beyond_rounding] == ["L140", "L151", "L161"]
