"""Every rule of advice on its own cases: where it fires, with which words, and where it must not.

`rules/l<code>.yaml` holds `fires` and `silent`. A case shows a `ruleset` (text), a `target` (text, name, op, unit, level1, level2, year), or
`rows` of a filled-in table (with `taken` and `facts`). `says` are the sentences in Chinese, `says_en` those in English, both in full;
`helps` how to mend it, in Chinese; `at` the places in a ruleset (`line:column`); `fixed` is the ruleset after all that the rule can mend in it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from indicatorlang.lint.parts import rules
from tests.lint.subjects import said_of

HERE = Path(__file__).with_name("rules")
FILES = {path.stem.upper(): yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in sorted(HERE.glob("*.yaml"))}


def cases(kind: str) -> list:
    return [pytest.param(code, case, id=f"{code}-{case['name']}") for code, said in FILES.items() for case in said.get(kind, [])]


@pytest.mark.parametrize(("code", "case"), cases("fires"))
def test_a_rule_fires(code, case):
    found = said_of(rules()[code], case)
    assert [d.zh() for d in found] == case["says"]
    assert {d.code for d in found} == {code}
    if "says_en" in case:
        assert [d.en() for d in found] == case["says_en"]
    if "helps" in case:
        assert [d.help_zh() for d in found] == case["helps"]
    if "at" in case:
        assert [f"{d.place.line}:{d.place.column}" for d in found] == case["at"]
    if "fixed" in case:
        assert mended(case["ruleset"], found) == case["fixed"]
    elif "ruleset" in case:
        assert not any(d.edits for d in found), "a case of what can be mended shows the mended ruleset"


@pytest.mark.parametrize(("code", "case"), cases("silent"))
def test_a_rule_is_silent(code, case):
    assert [d.render() for d in said_of(rules()[code], case)] == []


@pytest.mark.parametrize("code", list(rules()))
def test_a_rule_has_cases_that_fire_and_cases_that_must_not(code):
    about_tables = rules()[code].table is not None  # those have cases in tables.yaml besides
    said = FILES.get(code, {})
    assert about_tables or said.get("fires")
    assert about_tables or said.get("silent")
    assert any("says_en" in case for case in said.get("fires", [])) or about_tables


def test_no_cases_of_a_rule_that_is_not_there():
    assert set(FILES) <= set(rules())


def mended(text: str, found: list) -> str:
    """The text after every edit, the last first, so that no edit moves another one."""
    lines = text.splitlines(keepends=True)
    edits = sorted((edit for d in found for edit in d.edits), key=lambda e: (e.place.line, e.place.column), reverse=True)
    for edit in edits:
        line, start = lines[edit.place.line - 1], edit.place.column - 1
        lines[edit.place.line - 1] = line[:start] + edit.text + line[start + edit.place.length :]
    return "".join(lines)
