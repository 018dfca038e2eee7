"""What would have met a target, or still can: for each input the nearest value that does it, the others held fixed.

Every way that is told has been tried: the entries were put into the book, and the condition was judged again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, product

import attrs

from indicatorlang.engine.judging import Row, judge
from indicatorlang.engine.needed.asking import Asked, asked_of, given_under_the_row, sought_of, values_next_to
from indicatorlang.engine.needed.by_period import ways_of_periods
from indicatorlang.engine.needed.cases import of_a_part, of_a_time, of_all_cases, of_each_case, untried
from indicatorlang.engine.needed.denying import denied, of_each
from indicatorlang.engine.needed.entering import Wanted, ending, entries
from indicatorlang.engine.needed.growing import of_the_thing
from indicatorlang.engine.needed.lines import inputs_of
from indicatorlang.engine.needed.nearest import nearest
from indicatorlang.engine.needed.proving import Way, is_proved
from indicatorlang.engine.needed.supposing import entered
from indicatorlang.engine.needed.trending import ways_of_trend
from indicatorlang.engine.outcome import Outcome, compare, level_holds
from indicatorlang.engine.pacing.expecting import Trajectories
from indicatorlang.model.actual import Kind
from indicatorlang.model.assessment import Need
from indicatorlang.model.formula import Extreme
from indicatorlang.model.indicator import (
    All,
    AnyOf,
    AtLevel,
    Condition,
    DoneBy,
    EachCase,
    EachPeriod,
    InRange,
    Negation,
    Threshold,
    Trend,
)
from indicatorlang.model.ruleset import EXECUTED, measures_spending
from indicatorlang.model.verdict import Verdict

MOST_TRIED = 32
"""So many combinations are tried before a composite is given up."""


def needed(condition: Condition, outcome: Outcome, row: Row, known: Trajectories) -> tuple[Need, ...]:
    """What meets a condition that is missed, or not due and not reached. Empty when nothing can, or nothing that can be told:
    docs/reference/evaluation.md lists when."""
    found = [*ways(condition, outcome, row, known)]
    if (
        isinstance(condition, Threshold)
        and outcome.verdict in (Verdict.MISSED, Verdict.NOT_DUE)
        and outcome.recoverable is not False
    ):
        found += [(need,) for need in of_a_part(condition, outcome, row)]
    return tuple(attrs.evolve(need, way=number) for number, way in enumerate(found, 1) for need in way)


def ways(condition: Condition, outcome: Outcome, row: Row, known: Trajectories) -> Iterator[Way]:
    """The alternatives, each a tuple of entries that are needed together."""
    if outcome.verdict not in (Verdict.MISSED, Verdict.NOT_DUE) or outcome.recoverable is False:
        return
    match condition:
        case All():
            yield from _together(condition, outcome, row, known)
        case AnyOf(parts=parts):
            for part, below in zip(parts, outcome.parts, strict=True):
                if outcome.verdict is Verdict.MISSED or below.verdict is not Verdict.MISSED:
                    yield from ways(part, below, row, known)
        case Negation(part=part):
            other = denied(part)
            if other is not None:
                below = judge(other, row)
                yield from ways(other, attrs.evolve(below, verdict=outcome.verdict, recoverable=outcome.recoverable), row, known)
        case AtLevel() | DoneBy():
            yield from ((need,) for need in _in_words(condition, outcome))
        case Threshold(subject=Extreme()) if (each := of_each(condition)) is not None:
            below = attrs.evolve(judge(each, row), verdict=outcome.verdict, recoverable=outcome.recoverable)
            yield from ways(each, below, row, known)
        case Threshold() | InRange():
            yield from _by_numbers(condition, outcome, row, known)
            yield from ((need,) for need in of_all_cases(condition, outcome, row))
            if isinstance(condition, Threshold):
                yield from ((need,) for need in of_a_time(condition, outcome, row))
        case EachCase():
            way = tuple(of_each_case(condition, outcome, row))
            yield from (way,) if way else ()
        case EachPeriod(part=part):
            told = outcome.verdict is Verdict.NOT_DUE or isinstance(part, DoneBy)
            for way in ways_of_periods(condition, outcome, row, values_next_to):
                if way and (told or untried(way) or is_proved(condition, way, outcome, row)):
                    yield way
        case Trend():
            yield from (way for way in ways_of_trend(condition, outcome, row) if is_proved(condition, way, outcome, row))


def _in_words(condition: AtLevel | DoneBy, outcome: Outcome) -> Iterator[Need]:
    past = outcome.verdict is Verdict.MISSED
    if isinstance(condition, DoneBy):
        yield Need(1, condition.measure, None, Kind.DONE_DATE, "<=", day=outcome.due, past=past)
        return
    level, op, rank = condition.level, condition.op, condition.scale.rank(condition.level)
    actual = outcome.actual
    if not past and actual is not None and actual.level is not None and level_holds(condition, actual.level):
        return
    better, worse = condition.scale.levels[:rank], condition.scale.levels[rank + 1 :]
    if op in (">", "<"):
        if not (better if op == ">" else worse):
            return
        level, op = (better[-1], ">=") if op == ">" else (worse[0], "<=")
    seen = [o for o in actual.inputs if not o.replaced and not o.checked] if actual is not None else []
    period = seen[-1].period if past and seen else ending(outcome.due)
    yield Need(1, condition.measure, period, None, op, level=level.name, past=past)


# Composites


def _together(condition: All, outcome: Outcome, row: Row, known: Trajectories) -> Iterator[Way]:
    """`and`: a way of every part that is not reached, together; they must not undo one another."""
    if outcome.verdict is Verdict.MISSED:
        found = _mended(condition, (), row, known, 2 * len(condition.parts), frozenset())
        if found is not None:
            yield found
        return
    open_parts = [
        list(islice(ways(part, below, row, known), MOST_TRIED))
        for part, below in zip(condition.parts, outcome.parts, strict=True)
        if below.verdict is Verdict.NOT_DUE
    ]
    for picked in islice(product(*(each for each in open_parts if each)), MOST_TRIED):
        way = _merged(need for part in picked for need in part)
        if way and is_proved(condition, way, outcome, row):
            yield way
            return


def _mended(condition: All, so_far: Way, row: Row, known: Trajectories, depth: int, taken: frozenset[int]) -> Way | None:
    """The entries so far and those that meet what is still missed with them: one part after the other. `taken` are the parts about
    cases, whose ways are taken as they are told."""
    supposed = attrs.evolve(row, scene=entered(so_far, row.scene))
    outcome = judge(condition, supposed)
    standing = [(n, below) for n, below in enumerate(outcome.parts) if n not in taken]
    if outcome.verdict is Verdict.MET or (
        taken and all(below.verdict in (Verdict.MET, Verdict.NOT_APPLICABLE) for _, below in standing)
    ):
        return so_far
    open_parts = (n for n, below in standing if below.verdict in (Verdict.MISSED, Verdict.NO_DATA))
    missed = next(open_parts, None) if depth else None
    if missed is None:
        return None
    settled = {(need.measure, need.period) for need in so_far}
    below = attrs.evolve(outcome.parts[missed], verdict=Verdict.MISSED)
    for way in islice(ways(condition.parts[missed], below, supposed, known), MOST_TRIED):
        if not any((need.measure, need.period) in settled for need in way):
            also = frozenset({missed}) if untried(way) else frozenset()
            found = _mended(condition, (*so_far, *way), row, known, depth - 1, taken | also)
            if found is not None:
                return found
    return None


def _merged(needs: Iterable[Need]) -> Way:
    """Several demands on one entry become the strongest of them."""
    found: dict[tuple[object, ...], Need] = {}
    for need in needs:
        key = need.measure, need.period, need.kind
        other = found.get(key)
        if other is None or other.quantity is None or need.quantity is None:
            found.setdefault(key, need)
        elif (need.quantity.base > other.quantity.base) is (need.op in (">=", "==")):
            found[key] = need
    return tuple(found.values())


# Numbers


def _by_numbers(condition: Threshold | InRange, outcome: Outcome, row: Row, known: Trajectories) -> Iterator[Way]:
    """For each input of a comparison: the nearest value of it that meets it."""
    if outcome.verdict is Verdict.NOT_DUE and _reached(condition, outcome, row):
        return
    told = of_the_thing(condition, outcome, row)
    if told is None:
        return
    plain, seen = told
    asked = asked_of(plain, row)
    inputs = given_under_the_row(row, plain) or inputs_of(asked.subject, row.scene)
    for name in inputs:
        if measures_spending(row.indicator) and name != EXECUTED and EXECUTED in inputs:
            continue
        for each in (True, False):  # first what each period of a mean would have to be, then what the mean would
            tried = _tried(name, asked, plain, row, seen, known, each)
            way = next((way for way in tried if way and is_proved(condition, way, outcome, row)), None)
            if way is not None:
                yield way
                break


def _tried(
    name: str,
    asked: Asked,
    condition: Threshold | InRange,
    row: Row,
    outcome: Outcome,
    known: Trajectories,
    each: bool,
) -> Iterator[Way]:
    """The ways of one input, the nearest first: still to be proved."""
    found = sought_of(name, asked, row, outcome, each)
    if found is None:
        return
    entry, sought = found
    for value, op in nearest(sought):
        yield tuple(entries(Wanted(entry, value, op, condition, each), known))


def _reached(condition: Threshold | InRange, outcome: Outcome, row: Row) -> bool:
    """Whether a row that is not due has its target already."""
    actual, bound = outcome.actual, outcome.bound
    if actual is None or actual.state != "known" or actual.quantity is None or bound is None or outcome.gap is not None:
        return False
    if isinstance(condition, Threshold):
        return compare(condition.meaning, actual.quantity.base, bound.base)
    return asked_of(condition, row).accepts(actual.quantity.base)
