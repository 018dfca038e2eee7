"""Every shipped ruleset keeps the promises of its own 自测."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import indicatorlang as il
from indicatorlang.library.units import parse_quantity
from indicatorlang.model.verdict import COLOUR_WORDS, VERDICT_WORDS

RULESETS = sorted((Path(__file__).resolve().parents[1] / "rulesets").glob("*.yaml"))
CASES = [(path.stem, number) for path in RULESETS for number in range(len(il.load_ruleset(path).ruleset.tests))]
BY_STEM = {path.stem: path for path in RULESETS}


def _held(key, text, result):
    """Whether one expectation of a row holds."""
    match key:
        case "结论":
            return VERDICT_WORDS[result.verdict]["zh"] == text
        case "得分":
            return result.score == Fraction(text)
        case "差额":
            return result.gap == parse_quantity(text)
        case "进度":
            return result.pace is not None and result.pace.colour is not None and COLOUR_WORDS[result.pace.colour]["zh"] == text
        case "能否补救":
            return result.recoverable is (text == "是")
    raise AssertionError(f"an expectation this test cannot check: {key}")


@pytest.mark.parametrize(("stem", "number"), CASES)
def test_a_ruleset_passes_its_own_tests(stem, number):
    rules = il.load_ruleset(BY_STEM[stem])
    case = rules.ruleset.tests[number]
    assessment = rules.evaluate(case.actuals, records=case.records, as_of=case.as_of)
    assert [d.render() for d in assessment.diagnostics if d.severity == "error"] == []
    assert case.expect, case.name
    failed = [
        (row, key, text, assessment[row].explain().text)
        for row, expected in case.expect.items()
        for key, text in expected.items()
        if not _held(key, text, assessment[row])
    ]
    assert failed == [], case.name


def test_every_ruleset_brings_tests_with_a_row_met_and_one_missed():
    words: dict[str, set[str]] = {stem: set() for stem in BY_STEM}
    for stem, number in CASES:
        for expected in il.load_ruleset(BY_STEM[stem]).ruleset.tests[number].expect.values():
            words[stem].add(expected.get("结论"))
    assert {stem: {"达标", "未达标"} <= seen for stem, seen in words.items()} == dict.fromkeys(words, True)
