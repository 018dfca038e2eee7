"""The walk of `test --mutate`: a ruleset → one wrong change at a time → do its cases notice?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from indicatorlang.catalogue import parts
from indicatorlang.engine.from_model import plan as plan_of
from indicatorlang.engine.mutating.parts import Operator
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.expected import RowExpected, TestCase
from indicatorlang.model.formula import measures_in
from indicatorlang.model.indicator import Indicator, Single, conditions
from indicatorlang.model.mutation import Mutant, MutantOutcome, MutationRun
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.tested import CaseOutcome, TestRun
from indicatorlang.model.verdict import Verdict
from indicatorlang.pipeline.rules import Rules
from indicatorlang.pipeline.spots import Places
from indicatorlang.pipeline.testing import run_case
from indicatorlang.pipeline.trying import alone, tried, with_result

NOT_TOLD_BY = ("needed", "forecast_result", "explanation", "headline")
"""Fields that need what would have met the target to be worked out."""


def operators() -> tuple[Operator, ...]:
    """The kinds of changes."""
    return tuple(parts("indicatorlang.engine.mutating").values())


def mutants(rules: Rules) -> tuple[Mutant, ...]:
    """Every change of a ruleset, in the order of its rows, data items last."""
    order = {row.id: number for number, row in enumerate(rules.ruleset.indicators)}
    made = [mutant for operator in operators() for mutant in operator.mutants(rules.ruleset)]
    return tuple(sorted(made, key=lambda mutant: order.get(mutant.spot.row, len(order))))


def mutate(rules: Rules, run: TestRun, *, limit: int | None = None, suggest: bool = True) -> MutationRun:
    """Change a ruleset in one place at a time and run the cases again that could notice. Cases that fail already notice nothing.

    `limit` takes only so many changes, spread evenly over all of them; with `suggest` every change that nobody noticed gets a case
    that would have."""
    every = mutants(rules)
    chosen = every if limit is None or limit >= len(every) else tuple(every[n * len(every) // limit] for n in range(limit))
    places = Places(rules)
    outcomes = []
    for mutant in chosen:
        outcome = _fate(rules, run, mutant)
        if suggest and outcome.fate == "survived":
            outcome = attrs.evolve(outcome, suggestion=telling_apart(rules, mutant))
        outcomes.append(attrs.evolve(outcome, place=places.of(mutant.spot)))
    return MutationRun(tuple(outcomes), len(every) - len(chosen))


def _fate(rules: Rules, run: TestRun, mutant: Mutant) -> MutantOutcome:
    if mutant.same[0]:
        return MutantOutcome(mutant, "equivalent")
    around = _around(rules.ruleset, mutant)
    for outcome in run.outcomes:
        if outcome.passed and _notices(rules, outcome, mutant, around):
            return MutantOutcome(mutant, "killed", outcome.case.name)
    return MutantOutcome(mutant, "survived")


def noticed_by(rules: Rules, outcome: CaseOutcome, mutant: Mutant) -> bool:
    """Whether a case that passes notices a change."""
    return _notices(rules, outcome, mutant, _around(rules.ruleset, mutant))


def _around(ruleset: Ruleset, mutant: Mutant) -> frozenset[str]:
    """The rows whose result a change can reach: its own, those over the same data items, all of them where a veto is near."""
    own = set(mutant.rows)
    changed = (ruleset.indicators, mutant.ruleset.indicators)
    if any(row.veto is not None for rows in changed for row in rows if row.id in own):
        return frozenset(row.id for row in ruleset.indicators)
    names = {name for row in ruleset.indicators if row.id in own for name in ruleset.inputs_of(row)}
    return frozenset(row.id for row in ruleset.indicators if row.id in own or names & set(ruleset.inputs_of(row)))


def _notices(rules: Rules, outcome: CaseOutcome, mutant: Mutant, around: frozenset[str]) -> bool:
    """Whether a case fails on the changed ruleset; only the rows that can differ are evaluated, unless it is about the whole."""
    case = outcome.case
    if case.properties is not None:
        wanted = {row.row for row in _of_properties(case)}
        if not any(row.is_total for row in _of_properties(case)) and not wanted & around:
            return False
        changed = attrs.evolve(rules, ruleset=mutant.ruleset, plan=plan_of(mutant.ruleset))
        return not run_case(changed, case).passed
    concerned = tuple(row for row in case.expect if row.is_total or row.row in around)
    if not concerned:
        return False
    before = outcome.assessment
    day = None if before is None else before.as_of.isoformat()
    own = tuple(row for row in concerned if not row.is_total)
    case = attrs.evolve(case, as_of=day or case.as_of)
    needed = attrs.evolve(case, expect=own, actuals=_concerning(case.actuals, around, (rules.ruleset, mutant.ruleset)))
    after = run_case(_only(rules, around, mutant.ruleset, own), needed)
    every = [row.id for row in rules.ruleset.indicators]
    if not after.passed and own and not run_case(_only(rules, around, rules.ruleset, own), needed).passed:
        # These rows do not come to the same by themselves, whatever was changed: the whole ruleset has to tell.
        return not run_case(_only(rules, every, mutant.ruleset, concerned), attrs.evolve(case, expect=concerned)).passed
    if not after.passed or len(own) == len(concerned):
        return not after.passed
    if before is not None and after.assessment is not None and _same_for_the_whole(before, after.assessment):
        return False
    total = tuple(row for row in concerned if row.is_total)
    return not run_case(_only(rules, every, mutant.ruleset, total), attrs.evolve(case, expect=total)).passed


def _concerning(actuals: Any, rows: frozenset[str], rulesets: Sequence[Ruleset]) -> Any:
    """What is delivered without the data items that none of these rows counts. In a long ruleset that is most of it; and without its
    row a data item may be delivered for a period that nothing asks for, which would be an error."""
    if not isinstance(actuals, dict):
        return actuals
    counted = {
        name
        for ruleset in rulesets
        for row in ruleset.indicators
        if row.id in rows
        for name in (*ruleset.reported_for(row), *(name for version in row.every for name in ruleset.inputs_of(version)))
    }
    return {name: value for name, value in actuals.items() if name in counted or name not in rulesets[0].measures}


def _only(rules: Rules, rows: Iterable[str], ruleset: Ruleset, expected: Sequence[RowExpected]) -> Rules:
    """Some rows of a ruleset; what would have met their targets is worked out where that is expected."""
    changed = alone(rules, rows, ruleset)
    told = any(field.field in NOT_TOLD_BY for row in expected for field in row.fields)
    return attrs.evolve(changed, plan=plan_of(changed.ruleset)) if told else changed


def _same_for_the_whole(before: Assessment, after: Assessment) -> bool:
    """Whether the rows of `after` come to what they came to before as far as the whole is made of them."""
    facts = {result.id: _for_the_whole(result) for result in before.results}
    rows = {result.id for result in after.results}
    if [veto for veto in before.vetoes if veto.indicator in rows] != list(after.vetoes):
        return False
    return all(facts[result.id] == _for_the_whole(result) for result in after.results)


def _for_the_whole(result: IndicatorResult) -> tuple[object, ...]:
    pace = None if result.pace is None else result.pace.colour
    return result.verdict, result.score, result.weight, result.points, result.interval, pace, result.recoverable, result.outside


def _of_properties(case: TestCase) -> Sequence[RowExpected]:
    properties = case.properties
    if properties is None:
        return ()
    moving = tuple(RowExpected(one.row, one.label, ()) for one in properties.monotonic)
    return (*case.expect, *properties.always, *properties.never, *moving)


def telling_apart(rules: Rules, mutant: Mutant) -> TestCase | None:
    """A case that passes on the ruleset and fails on the changed one, the plainest found; None where none was found."""
    through = _through(rules.ruleset, mutant.spot.measure)
    for name in mutant.rows[:3]:
        before, after = (_row(ruleset, name) for ruleset in (rules.ruleset, mutant.ruleset))
        old, new = alone(rules, (name,)), alone(rules, (name,), mutant.ruleset)
        days = [day for row in (before, after) for version in row.every for day in _days(version)]
        for case, assessment in tried(old, (*before.every, *after.every), dict.fromkeys(days), through):
            result = assessment[name]
            if result.verdict not in (Verdict.MET, Verdict.MISSED, Verdict.NOT_DUE, Verdict.NOT_APPLICABLE):
                continue
            made = with_result(case, assessment, name, steps=bool(result.milestones))
            if not run_case(new, made).passed and run_case(old, made).passed:
                return made
    return None


def _through(ruleset: Ruleset, name: str) -> frozenset[str]:
    """The data items and tables whose values a changed data item is about: itself, or what its formula is made of."""
    measure = ruleset.measures.get(name)
    if measure is None:
        return frozenset()
    tables = frozenset() if measure.records is None else frozenset({measure.records})
    return tables | (frozenset(measures_in(measure.formula)) if measure.formula is not None else frozenset({name}))


def _row(ruleset: Ruleset, name: str) -> Indicator:
    return next(row for row in ruleset.indicators if row.id == name)


def _days(row: Indicator) -> Iterator[dt.date]:
    for condition in conditions(row.condition) if row.condition is not None else ():
        if isinstance(condition, Single) and condition.due is not None:
            yield condition.due
        for step in getattr(condition, "schedule", ()):
            yield step.by
