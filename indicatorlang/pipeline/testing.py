"""The walk of `test`: a ruleset's own cases and those of further files → each evaluated and compared with what it wants."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, get_args

import attrs

from indicatorlang.diagnostics import ActualsError, Diagnostic, Lang, RulesetError, Severity
from indicatorlang.engine.problems.testing_problems import NoCaseSelected as NoCaseSelected
from indicatorlang.engine.testing.compare import compare, unexpected
from indicatorlang.engine.testing.properties import Filled, try_property
from indicatorlang.model.assessment import Assessment
from indicatorlang.model.expected import RowExpected, TestCase
from indicatorlang.model.tested import CaseOutcome
from indicatorlang.model.tested import TestRun as TestRun
from indicatorlang.pipeline.case_files import beside, cases_of_file
from indicatorlang.pipeline.loading import Diagnostics
from indicatorlang.pipeline.rules import Rules
from indicatorlang.reports.json import dumps
from indicatorlang.reports.testing.json import tests_dict
from indicatorlang.reports.testing.junit import tests_junit
from indicatorlang.reports.testing.text import tests_text
from indicatorlang.resolve.testing.cases import with_values
from indicatorlang.resolve.testing.columns import Given

TestFormat = Literal["text", "json", "junit"]
TEST_FORMATS: tuple[TestFormat, ...] = get_args(TestFormat)


def run_tests(rules: Rules, *, cases: Sequence[Path] = (), only: str | None = None) -> TestRun:
    """Run the tests that a ruleset brings along and the cases of these files; `only` those in whose name this text stands."""
    every, found = all_cases(rules, cases)
    chosen = [case for case in every if only is None or only in case.full_name]
    outcomes = tuple(run_case(rules, case) for case in chosen)
    return TestRun(rules.ruleset, outcomes, found, len(every) - len(chosen))


def all_cases(rules: Rules, files: Sequence[Path] = ()) -> tuple[tuple[TestCase, ...], Diagnostics]:
    """Every case of a ruleset, in the order of the file, then those of the files; and what could not be read."""
    cases: list[TestCase] = []
    found: list[Diagnostic] = []
    for test in rules.ruleset.tests:
        cases += test.cases
        if test.cases_file:
            own, wrong = cases_of_file(beside(rules.ruleset, test.cases_file), test.base, rules.ruleset)
            cases += own
            found += (one.but(place=test.cases_file_place) if one.place.line is None else one for one in wrong)
    for path in files:
        own, wrong = cases_of_file(path, None, rules.ruleset)
        cases += own
        found += wrong
    return tuple(cases), tuple(found)


def run_case(rules: Rules, case: TestCase) -> CaseOutcome:
    """Run one case on rules, its own or changed ones with the same rows. Reads no file."""
    if case.properties is not None:
        return _run_property(rules, case)
    try:
        assessment = rules.evaluate(case.actuals or {}, records=case.records, as_of=case.as_of, final=case.final)
    except (ActualsError, RulesetError) as wrong:
        return CaseOutcome(case, diagnostics=tuple(wrong.diagnostics))
    mismatches = compare(assessment, case.expect)
    wrong_values = unexpected(assessment, case.expect)
    remarks = tuple(d for d in assessment.diagnostics if d.severity is Severity.WARNING)
    return CaseOutcome(case, (assessment,), mismatches, wrong_values, remarks)


def _run_property(rules: Rules, case: TestCase) -> CaseOutcome:
    """Try a case about many values, each laid over what its test delivers."""

    def laid_over(filled: Filled) -> dict[str, object]:
        given = [Given(one.measure, one.period, text) for one, text in filled]
        return with_values(case.actuals or {}, given, rules.ruleset.span)

    def evaluate(filled: Filled) -> Assessment:
        return rules.evaluate(laid_over(filled), records=case.records, as_of=case.as_of, final=case.final)

    def as_case(filled: Filled, expect: tuple[RowExpected, ...]) -> TestCase:
        return attrs.evolve(case, actuals=laid_over(filled), expect=expect, properties=None)

    try:
        return try_property(case, rules.ruleset, evaluate, as_case)
    except (ActualsError, RulesetError) as wrong:
        return CaseOutcome(case, diagnostics=tuple(wrong.diagnostics))


def tests_report(runs: Sequence[TestRun], form: TestFormat, lang: Lang = "zh", found: Diagnostics = ()) -> str:
    """The runs in one of the formats of `test`, as text. `found` is what could not be read or loaded at all."""
    match form:
        case "json":
            return dumps(tests_dict(runs, found, lang)) + "\n"
        case "junit":
            return tests_junit(runs, found, lang)
    return tests_text(runs, lang)
