"""The report on tests for a terminal: every case in a line, those that fail with what was expected, what came out, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from indicatorlang.diagnostics import Diagnostic, Lang, errors
from indicatorlang.model.tested import CaseOutcome, TestRun
from indicatorlang.reports.testing.coverage import coverage_lines
from indicatorlang.reports.testing.mutation import mutation_lines
from indicatorlang.reports.testing.words import difference, promise, ready_case, row_label, sampled

TOLD_ALWAYS = ("actual-of-unknown-name", "actual-of-ambiguous-name")
"""Warnings that most likely tell of a slip in the case itself, shown though it passes."""
_INDENT = " " * 10


def tests_text(runs: Sequence[TestRun], lang: Lang = "zh") -> str:
    """All runs, one after the other, and their sum."""
    lines: list[str] = []
    for run in runs:
        lines += [*_run(run, lang), ""]
    return "\n".join([*lines, _summary(runs, lang)]) + "\n"


def _run(run: TestRun, lang: Lang) -> Iterator[str]:
    ruleset = run.ruleset
    where = f"（{ruleset.file}）" if lang == "zh" else f" ({ruleset.file})"
    yield ruleset.name + (where if ruleset.file else "")
    if run.empty and errors(run.diagnostics):
        yield "  用例没有读成，没有运行" if lang == "zh" else "  the cases could not be read, none was run"
    elif run.empty:
        yield (
            "  没有自测：可在规则文件里写“自测”，或用 --cases 给出用例文件"
            if lang == "zh"
            else "  no tests: write `tests` into the ruleset, or name a file of cases with --cases"
        )
    for outcome in run.outcomes:
        yield from _outcome(outcome, lang)
    if run.coverage is not None:
        yield from coverage_lines(run.coverage, lang)
    if run.mutation is not None:
        yield from mutation_lines(run.mutation, lang)


def _outcome(outcome: CaseOutcome, lang: Lang) -> Iterator[str]:
    word = ("通过  " if outcome.passed else "不通过") if lang == "zh" else ("pass  " if outcome.passed else "FAIL  ")
    tried, where = sampled(outcome, lang), "" if outcome.passed else outcome.case.place.label(lang)
    beside = [part for part in (tried, where) if part]
    joined = (f"（{'；'.join(beside)}）" if lang == "zh" else f" ({'; '.join(beside)})") if beside else ""
    yield f"  {word}  {outcome.case.full_name}{joined}"
    if outcome.counterexample is not None:
        yield _INDENT + promise(outcome.counterexample, lang)
    for _, mismatches in groupby(outcome.mismatches, key=lambda one: one.indicator):
        own = list(mismatches)
        yield _INDENT + row_label(own[0], lang)
        yield from (f"{_INDENT}  {difference(one, lang)}" for one in own)
        why = next((one.explanation[0 if lang == "zh" else 1] for one in own if one.explanation[0]), "")
        yield from (f"{_INDENT}    {line}" for line in why.splitlines())
    yield from _said(outcome.diagnostics, lang)
    yield from _said([d for d in outcome.remarks if not outcome.passed or d.code in TOLD_ALWAYS], lang)
    if outcome.counterexample is not None:
        yield _INDENT + ("可作为用例写进规则文件：" if lang == "zh" else "as a test for the ruleset:")
        yield from (f"{_INDENT}  {line}" for line in ready_case(outcome, lang).splitlines())


def _said(diagnostics: Sequence[Diagnostic], lang: Lang) -> Iterator[str]:
    """Diagnostics, each once; where they stand in a case is told by the case."""
    for text in dict.fromkeys(one.render(lang) for one in diagnostics):
        yield from (f"{_INDENT}{line}" for line in text.splitlines())


def _summary(runs: Sequence[TestRun], lang: Lang) -> str:
    passed, failed, left = (sum(getattr(run, name) for run in runs) for name in ("passed", "failed", "left_out"))
    if lang == "zh":
        rest = f"，另有{left}个没有选中" if left else ""
        if not passed + failed:
            return f"没有运行任何用例{rest}"
        told = "全部通过" if not failed else "全部不通过" if not passed else f"通过{passed}个，不通过{failed}个"
        return f"共{passed + failed}个用例，{told}{rest}"
    rest = f"; {left} not selected" if left else ""
    if not passed + failed:
        return f"no case was run{rest}"
    count = f"{passed + failed} case{'' if passed + failed == 1 else 's'}"
    return f"{count}: {f'{passed} passed, {failed} failed' if failed else 'all passed'}{rest}"
