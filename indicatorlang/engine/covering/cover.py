"""Cases and the assessments they came to → what of a ruleset they have seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from indicatorlang.engine.covering.parts import Kind, key, version_of, versions
from indicatorlang.model.assessment import Assessment
from indicatorlang.model.coverage import Coverage, CoverageItem, ItemKey, Reached
from indicatorlang.model.expected import TOTAL, Absent, TestCase
from indicatorlang.model.ruleset import Ruleset

OF_THE_WHOLE = ("score", "raw_score")
"""The fields of the whole that move with the score of every row, so that to expect them is to expect something of each."""


def items_of(ruleset: Ruleset, kinds: Iterable[Kind]) -> tuple[CoverageItem, ...]:
    """Everything that tests of a ruleset should see, row by row, the verdicts of a row first."""
    ordered = sorted(kinds, key=lambda kind: (kind.name != "verdict", kind.name))
    return tuple(
        item
        for row in ruleset.indicators
        for version in versions(row, ruleset)
        for kind in ordered
        for item in kind.items(version)
    )


def reached(assessment: Assessment, ruleset: Ruleset, kinds: Sequence[Kind]) -> Iterator[ItemKey]:
    """The keys of the items of a ruleset that an assessment has come to; it only knows the rows as they were at its date."""
    for result in assessment.results:
        version = version_of(result.indicator, ruleset)
        for kind in kinds:
            for what, path in kind.seen(result, assessment):
                yield key(kind.name, result, version, what, path)


def expects_of(case: TestCase) -> frozenset[str] | None:
    """The ids of the rows that a case expects something of; None for every row."""
    properties = case.properties
    expected = [*case.expect, *(properties.always if properties else ()), *(properties.never if properties else ())]
    rows = {one.row for one in expected if one.fields and not one.is_total}
    rows |= {one.row for one in (properties.monotonic if properties else ()) if one.row != TOTAL}
    whole = any(
        field.field in OF_THE_WHOLE and not isinstance(field.wanted, Absent)
        for one in expected
        if one.is_total
        for field in one.fields
    )
    whole = whole or any(one.row == TOTAL for one in (properties.monotonic if properties else ()))
    return None if whole else frozenset(rows)


def cover(ruleset: Ruleset, ran: Iterable[tuple[TestCase, Sequence[Assessment]]], kinds: Sequence[Kind]) -> Coverage:
    """What cases have seen of a ruleset. Each item goes to the first case that asserts it, else to the first that passes it."""
    asserted: dict[ItemKey, str] = {}
    passed: dict[ItemKey, str] = {}
    grades: set[str] = set()
    for case, assessments in ran:
        rows = expects_of(case)
        for assessment in assessments:
            grades |= {assessment.grade.name} if assessment.grade is not None else set()
            for seen in reached(assessment, ruleset, kinds):
                where = asserted if rows is None or seen[1] in rows else passed
                where.setdefault(seen, case.name)
    entries = tuple(_entry(item, asserted, passed) for item in items_of(ruleset, kinds))
    return Coverage(entries, tuple((grade.name, grade.name in grades) for grade in ruleset.profile.grades))


def _entry(item: CoverageItem, asserted: dict[ItemKey, str], passed: dict[ItemKey, str]) -> Reached:
    entry = Reached(item, "unseen")
    if item.key in asserted:
        entry = attrs.evolve(entry, state="asserted", by=asserted[item.key])
    elif item.impossible[0]:
        entry = attrs.evolve(entry, state="impossible")
    elif item.key in passed:
        entry = attrs.evolve(entry, state="passed", by=passed[item.key])
    return attrs.evolve(entry, place=item.spot.near)
