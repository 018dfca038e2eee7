"""What `test` adds to a run when asked: what its cases have seen, and which wrong changes they notice."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.problems.testing_problems import TooLittleTested
from indicatorlang.lazily import frozen
from indicatorlang.model.coverage import percent_text
from indicatorlang.model.tested import TestRun
from indicatorlang.pipeline.covering import coverage
from indicatorlang.pipeline.mutating import mutate
from indicatorlang.pipeline.rules import Rules


@frozen
class Examination:
    """What is asked for. `coverage_min` and `mutation_min` are the least shares (0..1) of each ruleset; None: no matter."""

    coverage: bool = False
    mutate: bool = False
    limit: int | None = None
    coverage_min: Fraction | None = None
    mutation_min: Fraction | None = None


def examined(rules: Rules, run: TestRun, asked: Examination) -> TestRun:
    """The run with what is asked for: a least share, or a limit, asks for its thing as well."""
    if asked.coverage or asked.coverage_min is not None:
        run = attrs.evolve(run, coverage=coverage(rules, run))
    if asked.mutate or asked.mutation_min is not None or asked.limit is not None:
        run = attrs.evolve(run, mutation=mutate(rules, run, limit=asked.limit))
    return run


def shortfalls(run: TestRun, asked: Examination) -> tuple[Diagnostic, ...]:
    """The least shares asked for that a run does not come to."""
    shares: tuple[tuple[Literal["coverage", "mutation"], Fraction | None, Fraction | None], ...] = (
        ("coverage", None if run.coverage is None else run.coverage.share, asked.coverage_min),
        ("mutation", None if run.mutation is None else run.mutation.score, asked.mutation_min),
    )
    return tuple(
        TooLittleTested(ruleset=run.ruleset.name, what=what, percent=percent_text(share), least=percent_text(least))
        for what, share, least in shares
        if share is not None and least is not None and share < least
    )
