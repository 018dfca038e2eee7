"""A property tried on its samples: whatever breaks it is shrunk to the simplest values found and told like an ordinary case."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from fractions import Fraction

import attrs

from indicatorlang.engine.testing.compare import all_hold, compare
from indicatorlang.engine.testing.facts import field_of
from indicatorlang.engine.testing.samples import (
    MAX_SAMPLES,
    Assignment,
    Value,
    between,
    combinations,
    samples,
    simpler,
    sweeps,
    text_of,
    unit_of,
    values_of,
)
from indicatorlang.engine.testing.told import found_text, losses, wanted_text
from indicatorlang.lazily import define, frozen
from indicatorlang.library.units import parse_unit
from indicatorlang.model.assessment import Assessment
from indicatorlang.model.expected import (
    Contains,
    Days,
    Each,
    Expectation,
    Having,
    Monotonic,
    Numbers,
    Properties,
    RowExpected,
    TestCase,
    Variable,
)
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.tested import CaseOutcome, Counterexample, Mismatch

MAX_SHRINKS = 80
MAX_REFINED = 60
"""So many more samples are taken where the verdict of a row changes between two that stand apart."""

Filled = tuple[tuple[Variable, str], ...]
Evaluate = Callable[[Filled], Assessment]
"""The assessment for values of the variables, as they are filled in."""
AsCase = Callable[[Filled, tuple[RowExpected, ...]], TestCase]
"""The same as an ordinary case that expects this."""


@define
class _Trial:
    """One property being tried: every assessment is made once."""

    properties: Properties
    values: tuple[tuple[Value, ...], ...]
    evaluate: Evaluate
    made: dict[Assignment, Assessment] = attrs.field(factory=dict)

    def filled(self, assignment: Assignment) -> Filled:
        """The values as they are filled in."""
        return tuple((one, text_of(one, value)) for one, value in zip(self.properties.variables, assignment, strict=True))

    def shown(self, assignment: Assignment) -> tuple[tuple[str, str], ...]:
        """The same by the labels of the variables."""
        return tuple((one.label, text) for one, text in self.filled(assignment))

    def at(self, assignment: Assignment) -> Assessment:
        """The assessment for these values."""
        if assignment not in self.made:
            self.made[assignment] = self.evaluate(self.filled(assignment))
        return self.made[assignment]


def try_property(case: TestCase, ruleset: Ruleset, evaluate: Evaluate, as_case: AsCase) -> CaseOutcome:
    """Try a property and tell the simplest values found that break it. `case.properties` must be there."""
    properties = case.properties
    if properties is None:
        raise ValueError("not a case about many values")
    written = {one.domain.unit for one in properties.variables if isinstance(one.domain, Numbers)}
    units = {text: parse_unit(text, ruleset.units).unit for text in written if text}
    values = tuple(values_of(one, ruleset, unit_of(one, ruleset, units)) for one in properties.variables)
    trial = _Trial(properties, values, evaluate)
    broken = next(_broken(trial, as_case), None)
    mismatches, found = broken if broken is not None else ((), None)
    return CaseOutcome(
        case,
        tuple(trial.made.values()),
        mismatches,
        samples=len(trial.made),
        combinations=combinations(properties.variables),
        counterexample=found,
    )


Broken = tuple[tuple[Mismatch, ...], Counterexample]


def _broken(trial: _Trial, as_case: AsCase) -> Iterator[Broken]:
    properties = trial.properties
    if properties.always or properties.never:
        for assignment in _every(trial):
            for promise in _promises(properties):
                if promise.broken_by(trial.at(assignment)):
                    simplest = _shrunk(trial, assignment, promise)
                    yield promise.told(trial, simplest, as_case)
                    return
    for rule in properties.monotonic:
        for at, variable in enumerate(properties.variables):
            if isinstance(variable.domain, Numbers | Days) and rule.measure in (None, variable.label):
                for sweep in sweeps(trial.values, at):
                    pair = _falls(trial, sweep, rule)
                    if pair is not None:
                        yield _told_pair(trial, _closest(trial, pair, at, rule), rule, as_case)
                        return


def _every(trial: _Trial) -> Iterator[Assignment]:
    """The samples, and then, for a single variable, the places between them where verdicts change."""
    chosen = samples(trial.values)
    yield from chosen
    if len(trial.values) != 1:
        return
    variable, budget = trial.properties.variables[0], MAX_REFINED
    waiting = list(itertools.pairwise(chosen))
    while waiting and budget and len(trial.made) < 2 * MAX_SAMPLES:
        low, high = waiting.pop()
        middle = between(variable, low[0], high[0])
        if middle is not None and _verdicts(trial.at(low)) != _verdicts(trial.at(high)):
            budget -= 1
            yield (middle,)
            waiting += [(low, (middle,)), ((middle,), high)]


def _verdicts(assessment: Assessment) -> tuple[str, ...]:
    return tuple(str(result.verdict) for result in assessment.results)


@frozen
class _Promise:
    """One row of `always` or `never`."""

    row: RowExpected
    never: bool

    def broken_by(self, assessment: Assessment) -> bool:
        """Whether this assessment breaks it."""
        return all_hold(assessment, [self.row]) is self.never

    def told(self, trial: _Trial, assignment: Assignment, as_case: AsCase) -> Broken:
        """What breaks it, and the same as a case."""
        assessment = trial.at(assignment)
        if not self.never:
            case = as_case(trial.filled(assignment), (self.row,))
            return compare(assessment, [self.row]), Counterexample(case, trial.shown(assignment), "always")
        case = as_case(trial.filled(assignment), ())
        return tuple(_met_anyway(assessment, self.row)), Counterexample(case, trial.shown(assignment), "never")


def _promises(properties: Properties) -> Iterator[_Promise]:
    yield from (_Promise(row, False) for row in properties.always)
    yield from (_Promise(row, True) for row in properties.never)


def _met_anyway(assessment: Assessment, row: RowExpected) -> Iterator[Mismatch]:
    """What was never to come out and did."""
    result = next((one for one in assessment.results if one.id == row.row), None)
    why = losses(assessment) if result is None else (result.explain("zh").text, result.explain("en").text)
    for way, words, one in _leaves(row.fields):
        told = wanted_text(one.wanted)
        found = told if isinstance(one.wanted, Contains | Each) else found_text(_at(assessment if row.is_total else result, way))
        yield Mismatch(row.row, way, told, found, one.place, why, "" if result is None else result.name, words, "never")


def _at(thing: object, way: tuple[str, ...]) -> object:
    """What stands at the end of a way through objects."""
    for field in way:
        thing = None if thing is None else field_of(thing, field)
    return thing


def _leaves(
    fields: tuple[Expectation, ...], way: tuple[str, ...] = (), words: tuple[tuple[str, str], ...] = ()
) -> Iterator[tuple[tuple[str, ...], tuple[tuple[str, str], ...], Expectation]]:
    for one in fields:
        if isinstance(one.wanted, Having):
            yield from _leaves(one.wanted.fields, (*way, one.field), (*words, one.words))
        else:
            yield (*way, one.field), (*words, one.words), one


def _shrunk(trial: _Trial, assignment: Assignment, promise: _Promise) -> Assignment:
    """Simpler values that break the same promise, one variable after the other, as long as any is found."""
    budget = MAX_SHRINKS
    again = True
    while again and budget:
        again = False
        for at, variable in enumerate(trial.properties.variables):
            for value in simpler(variable, assignment[at], trial.values[at]):
                if not budget:
                    break
                budget -= 1
                tried = (*assignment[:at], value, *assignment[at + 1 :])
                if promise.broken_by(trial.at(tried)):
                    assignment, again = tried, True
                    break
    return assignment


def _score(trial: _Trial, assignment: Assignment, rule: Monotonic) -> Fraction | None:
    assessment = trial.at(assignment)
    if not rule.row:
        return assessment.score
    return next((result.score for result in assessment.results if result.id == rule.row), None)


def _goes_wrong(trial: _Trial, low: Assignment, high: Assignment, rule: Monotonic) -> bool:
    first, second = _score(trial, low, rule), _score(trial, high, rule)
    if first is None or second is None:
        return False
    return second < first if rule.way == "never_falls" else second > first


def _falls(trial: _Trial, sweep: tuple[Assignment, ...], rule: Monotonic) -> tuple[Assignment, Assignment] | None:
    """The first two samples with a score, next to each other, between which the score goes the wrong way."""
    scored = [one for one in sweep if _score(trial, one, rule) is not None]
    return next((pair for pair in itertools.pairwise(scored) if _goes_wrong(trial, *pair, rule)), None)


def _closest(trial: _Trial, pair: tuple[Assignment, Assignment], at: int, rule: Monotonic) -> tuple[Assignment, Assignment]:
    """The two brought as near to each other as the step of the values allows."""
    low, high = pair
    for _ in range(MAX_SHRINKS):
        middle = between(trial.properties.variables[at], low[at], high[at])
        if middle is None:
            break
        between_them = (*low[:at], middle, *low[at + 1 :])
        if _goes_wrong(trial, low, between_them, rule):
            high = between_them
        elif _goes_wrong(trial, between_them, high, rule):
            low = between_them
        else:
            break
    return low, high


def _told_pair(trial: _Trial, pair: tuple[Assignment, Assignment], rule: Monotonic, as_case: AsCase) -> Broken:
    low, high = pair
    before, after = (found_text(_score(trial, one, rule)) for one in pair)
    least = "不低于" if rule.way == "never_falls" else "不高于"
    told = (f"{least}{before[0]}", f"{'at least' if rule.way == 'never_falls' else 'at most'} {before[1]}")
    assessment = trial.at(high)
    result = next((one for one in assessment.results if one.id == rule.row), None)
    why = losses(assessment) if result is None else (result.explain("zh").text, result.explain("en").text)
    words = (("得分", "score") if rule.row else ("总分", "score"),)
    name = "" if result is None else result.name
    mismatch = Mismatch(rule.row, ("score",), told, after, rule.place, why, name, words)
    case = as_case(trial.filled(high), ())
    return (mismatch,), Counterexample(case, trial.shown(high), rule.way, trial.shown(low))
