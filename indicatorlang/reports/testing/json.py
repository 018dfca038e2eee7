"""The report on tests as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from indicatorlang._version import __version__
from indicatorlang.diagnostics import Diagnostic, Lang
from indicatorlang.model.coverage import Coverage
from indicatorlang.model.mutation import MutationRun
from indicatorlang.model.tested import CaseOutcome, Counterexample, Mismatch, TestRun
from indicatorlang.reports.json import diagnostics_list
from indicatorlang.reports.testing.mutation import title as change_title
from indicatorlang.reports.testing.words import difference, field_label, ready_case, written_case

SCHEMA = "indicatorlang/tests/1"


def tests_dict(runs: Sequence[TestRun], found: Iterable[Diagnostic] = (), lang: Lang = "zh") -> dict[str, Any]:
    """The whole object. `found` is what could not be read or loaded at all."""
    return {
        "schema": SCHEMA,
        "engine": f"indicatorlang {__version__}",
        "runs": [run_dict(run, lang) for run in runs],
        "summary": {
            "cases": sum(len(run.outcomes) for run in runs),
            "passed": sum(run.passed for run in runs),
            "failed": sum(run.failed for run in runs),
            "left_out": sum(run.left_out for run in runs),
        },
        "diagnostics": diagnostics_list(found, lang),
    }


def run_dict(run: TestRun, lang: Lang = "zh") -> dict[str, Any]:
    """The cases of one ruleset."""
    ruleset = run.ruleset
    return {
        "ruleset": {"name": ruleset.name, "code": ruleset.code or None, "file": ruleset.file, "digest": ruleset.digest},
        "passed": run.passed,
        "failed": run.failed,
        "left_out": run.left_out,
        "cases": [_case(outcome, lang) for outcome in run.outcomes],
        "diagnostics": diagnostics_list(run.diagnostics, lang),
        **({} if run.coverage is None else {"coverage": _coverage(run.coverage, lang)}),
        **({} if run.mutation is None else {"mutation": _mutation(run.mutation, lang)}),
    }


def _coverage(coverage: Coverage, lang: Lang) -> dict[str, Any]:
    """What the cases have seen; `case` is a test to put into the ruleset that sees what is lacking."""
    drawn = dict(coverage.to_dict(lang))
    ready = [
        None if entry.suggestion is None else written_case(entry.suggestion, lang, entry.item.named(lang))
        for entry in coverage.entries
    ]
    return drawn | {"items": [{**item, "case": case} for item, case in zip(drawn["items"], ready, strict=True)]}


def _mutation(run: MutationRun, lang: Lang) -> dict[str, Any]:
    """Which wrong changes the cases notice; `case` is a test that notices one that they do not."""
    drawn = dict(run.to_dict(lang))
    ready = [
        None if one.suggestion is None else written_case(one.suggestion, lang, change_title(one, lang)) for one in run.outcomes
    ]
    return drawn | {"mutants": [{**mutant, "case": case} for mutant, case in zip(drawn["mutants"], ready, strict=True)]}


def _case(outcome: CaseOutcome, lang: Lang) -> dict[str, Any]:
    case, assessment = outcome.case, outcome.assessment
    drawn = case.properties is not None
    return {
        "name": case.name,
        "group": case.group or None,
        "file": case.place.file,
        "sheet": case.place.sheet,
        "line": case.place.line,
        "passed": outcome.passed,
        "as_of": None if assessment is None or drawn else assessment.as_of.isoformat(),
        "samples": outcome.samples if drawn else None,
        "combinations": outcome.combinations if drawn else None,
        "mismatches": [_mismatch(one, lang) for one in outcome.mismatches],
        "counterexample": None if outcome.counterexample is None else _counterexample(outcome, outcome.counterexample, lang),
        "diagnostics": diagnostics_list(outcome.diagnostics, lang),
        "remarks": diagnostics_list(outcome.remarks, lang),
    }


def _mismatch(mismatch: Mismatch, lang: Lang) -> dict[str, Any]:
    side = 0 if lang == "zh" else 1
    return {
        "indicator": mismatch.indicator or None,
        "name": mismatch.name or None,
        "field": list(mismatch.field),
        "label": field_label(mismatch, lang),
        "expected": mismatch.expected[side],
        "actual": mismatch.actual[side],
        "message": difference(mismatch, lang),
        "file": mismatch.place.file,
        "line": mismatch.place.line,
        "explanation": mismatch.explanation[side] or None,
    }


def _counterexample(outcome: CaseOutcome, found: Counterexample, lang: Lang) -> dict[str, Any]:
    return {
        "broken": found.broken,
        "values": dict(found.assignment),
        "other": dict(found.other) or None,
        "case": ready_case(outcome, lang),
    }
