"""The five projects that the product was made for: whole, true to their forms, and scored as computed by hand.

`seeds/forms.yaml` holds the 44 indicators as printed, `seeds/expectations.yaml` what the examples' actuals come to.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml

import indicatorlang as il

ROOT = Path(__file__).resolve().parents[1]
SEEDS = Path(__file__).resolve().parent / "seeds"


def _read(path):
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


FORMS = _read(SEEDS / "forms.yaml")
EXPECTED = _read(SEEDS / "expectations.yaml")
KEYS = {
    *("verdict", "score", "weight", "fraction", "gap", "pace", "index"),
    *("recoverable", "reason", "evidence", "forecast", "likelihood"),
}


def _ruleset(name):
    return il.load_ruleset(ROOT / "rulesets" / f"{name}.yaml")


def _form_rows(rules):
    return [indicator for indicator in rules.indicators if indicator.id != "budget"]


def _form(form):
    return pytest.param(form, id=form["ruleset"])


def _case(case):
    return pytest.param(case, id=f"{case['project']} {case['as_of']}")


def _exact(number):
    return None if number is None else Fraction(str(number))


def _number(text):
    return None if text == "none" else Fraction(text) if "/" not in text else _quotient(text)


def _quotient(text):
    top, bottom = text.split("/")
    return Fraction(top) / Fraction(bottom)


def _quantity(quantity):
    """A gap as `to_dict` has it, comparable."""
    return None if quantity is None else (Fraction(str(quantity["value"])), quantity["unit"])


@pytest.mark.parametrize("form", [_form(form) for form in FORMS])
def test_a_ruleset_holds_its_form_row_by_row(form):
    rules = _ruleset(form["ruleset"])
    assert rules.name == form["project"]
    printed = [(row["id"], row["level1"], row.get("level2", ""), row["name"], row["wording"]) for row in form["indicators"]]
    assert [(row.id, row.level1, row.level2, row.name, row.wording) for row in _form_rows(rules)] == printed


def test_the_five_forms_have_44_indicators():
    assert [len(_form_rows(_ruleset(form["ruleset"]))) for form in FORMS] == [13, 5, 7, 8, 11]


@pytest.mark.parametrize("form", [_form(form) for form in FORMS])
def test_every_indicator_of_a_form_has_a_strict_target(form):
    targets = {row.id: row.target for row in _form_rows(_ruleset(form["ruleset"]))}
    assert [number for number, target in targets.items() if not target] == []
    for number, target in targets.items():
        assert il.parse(target) is not None, number


@pytest.mark.parametrize("form", [_form(form) for form in FORMS])
def test_the_weights_of_a_project_come_to_a_hundred(form):
    rules = _ruleset(form["ruleset"])
    assert sum(indicator.weight for indicator in rules.indicators) == 100
    assert rules.ruleset.weights_assumed is (form["ruleset"] == "service-hall")


@pytest.mark.parametrize("form", [_form(form) for form in FORMS])
def test_there_is_a_budget_row_unless_an_indicator_measures_spending(form):
    measured = any(row["name"] == "预算执行率" for row in form["indicators"])
    assert [row.id for row in _ruleset(form["ruleset"]).indicators[:1]] == ["1" if measured else "budget"]


@pytest.mark.parametrize("form", [_form(form) for form in FORMS])
def test_the_approved_money_is_that_of_the_form(form):
    number, unit = form["budget"].split()
    initial = _ruleset(form["ruleset"]).ruleset.funds.initial
    assert (initial.number, initial.unit.text) == (Fraction(number), unit)


@pytest.mark.parametrize("form", [_form(form) for form in FORMS])
def test_every_ruleset_brings_three_tests_and_one_with_a_miss_at_the_end_of_the_year(form):
    tests = _ruleset(form["ruleset"]).ruleset.tests
    assert len(tests) >= 3
    ends = [test for test in tests if test.as_of == "2019-12-31"]
    assert any("未达标" in str(test.expect) for test in ends)
    assert any(test.as_of != "2019-12-31" for test in tests)


def test_every_project_is_expected_at_two_dates():
    found = sorted((case["project"], case["as_of"]) for case in EXPECTED)
    assert found == sorted((form["ruleset"], day) for form in FORMS for day in ("2019-09-30", "2019-12-31"))


@pytest.mark.parametrize("case", [_case(case) for case in EXPECTED])
def test_a_project_comes_to_what_was_computed_by_hand(case):
    rules = _ruleset(case["project"])
    actuals = il.load_actuals(ROOT / "examples" / case["actuals"])
    records = {name: ROOT / "examples" / file for name, file in case.get("records", {}).items()}
    assessment = rules.evaluate(actuals, records=records, as_of=case["as_of"])

    assert [d.render() for d in assessment.diagnostics if d.severity == "error"] == []
    assert sorted(result.id for result in assessment.results) == sorted(case["indicators"])
    drawn = {row["id"]: row for row in assessment.to_dict()["results"]}
    wrong = []
    for number, expected in case["indicators"].items():
        assert set(expected) <= KEYS, number
        got = _facts(assessment[number], drawn[number])
        wanted = {key: _wanted(key, text) for key, text in expected.items()}
        wrong += [(number, key, value, got[key]) for key, value in wanted.items() if got[key] != value]
    assert wrong == [], "(indicator, what, expected, found)"

    totals = {key: _exact(getattr(assessment, key)) for key in ("score", "raw_score", "max_score", "weight")}
    assert totals == {key: Fraction(case[key]) for key in totals}
    assert (assessment.grade.name if assessment.grade else "none") == case["grade"]
    assert assessment.provisional is False


def _facts(result, drawn):
    pace = result.pace
    return {
        "verdict": str(result.verdict),
        "score": _exact(result.score),
        "weight": _exact(result.weight),
        "fraction": _exact(result.fraction),
        "gap": _quantity(drawn["gap"]),
        "pace": str(pace.colour) if pace and pace.colour else None,
        "index": _exact(pace.index) if pace else None,
        "recoverable": result.recoverable,
        **{key: drawn[key] for key in ("reason", "evidence")},
        "forecast": result.forecast,
        "likelihood": result.likelihood,
    }


def _wanted(key, text):
    match key:
        case "score" | "weight" | "fraction" | "index":
            return _number(text)
        case "gap":
            number, unit = text.split()
            return Fraction(number), unit
        case "recoverable":
            return text == "true"
    return text


def test_late_work_earns_the_share_of_the_profile():
    """The plan of the markets, issued ten days late: 0.6 of its five points under mof-2020, nothing under strict."""
    rules = _ruleset("smart-micro-markets")
    actuals = {"实施方案": {"2019-04": "2019-04-10"}}
    scores = {
        profile: rules.evaluate(actuals, as_of="2019-06-30", profile=profile)["2"].score for profile in ("mof-2020", "strict")
    }
    assert scores == {"mof-2020": 3, "strict": 0}


def test_under_strict_a_near_miss_earns_nothing():
    """The service hall at the end of the year: a rate of 15/16 and a complaint rate exactly at its bound earn nothing."""
    rules = _ruleset("service-hall")
    actuals = il.load_actuals(ROOT / "examples" / "05_service_hall" / "actuals.xlsx")
    assessment = rules.evaluate(actuals, as_of="2019-12-31", profile="strict")
    assert (assessment["7"].score, assessment["9"].score, assessment["11"].score) == (0, 0, Fraction(25, 2))
