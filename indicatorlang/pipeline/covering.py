"""The walk of `test --coverage`: the assessments of a run → what they have seen, where it stands, and cases for what they have not."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from indicatorlang.catalogue import parts
from indicatorlang.engine.covering.cover import cover, reached
from indicatorlang.engine.covering.parts import Kind, leaves
from indicatorlang.model.coverage import Coverage, ItemKey, Reached
from indicatorlang.model.expected import TestCase
from indicatorlang.model.indicator import Indicator, MilestoneTarget, Single, Threshold
from indicatorlang.model.tested import TestRun
from indicatorlang.pipeline.rules import Rules
from indicatorlang.pipeline.spots import Places
from indicatorlang.pipeline.trying import alone, tried, with_result


def kinds() -> tuple[Kind, ...]:
    """The kinds of things that tests should see."""
    return tuple(parts("indicatorlang.engine.covering").values())


def coverage(rules: Rules, run: TestRun, *, suggest: bool = True) -> Coverage:
    """What the cases of a run have seen of a ruleset; with `suggest` a case for everything they have not."""
    known = kinds()
    ran = [(outcome.case, outcome.assessments) for outcome in run.outcomes]
    covered = cover(rules.ruleset, ran, known)
    suggestions = _suggestions(rules, covered, known) if suggest else {}
    places = Places(rules)
    entries = tuple(
        attrs.evolve(entry, place=places.of(entry.item.spot), suggestion=suggestions.get(entry.item.key))
        for entry in covered.entries
    )
    return attrs.evolve(covered, entries=entries)


def _suggestions(rules: Rules, covered: Coverage, known: Sequence[Kind]) -> dict[ItemKey, TestCase]:
    """The plainest case for each thing that is lacking, tried out row by row."""
    found: dict[ItemKey, TestCase] = {}
    for row in rules.ruleset.indicators:
        lacking = {entry.item.key: entry for entry in covered.lacking if entry.item.row == row.id}
        if lacking:
            found |= _of_row(rules, row, lacking, known)
    return found


def _of_row(rules: Rules, row: Indicator, lacking: dict[ItemKey, Reached], known: Sequence[Kind]) -> dict[ItemKey, TestCase]:
    found: dict[ItemKey, TestCase] = {}
    days = [step.by for version in row.every for leaf in leaves(version) for step in _steps(leaf.condition)]
    for case, assessment in tried(alone(rules, (row.id,)), row.every, days):
        for key in reached(assessment, rules.ruleset, known):
            if key in lacking and key not in found:
                found[key] = with_result(case, assessment, row.id, steps=key[0] == "milestone")
        if len(found) == len(lacking):
            break
    return found


def _steps(condition: Single) -> Sequence[MilestoneTarget]:
    return condition.schedule[:-1] if isinstance(condition, Threshold) else ()
