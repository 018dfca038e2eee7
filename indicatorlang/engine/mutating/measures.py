"""What data items say: 本期数 read as 累计数 and the other way round, and the signs of their formulas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import attrs

from indicatorlang.engine.mutating.parts import Operator, from_to
from indicatorlang.model.actual import KIND_WORDS, Kind
from indicatorlang.model.formula import SIGNS, Arithmetic, Elapsed, MeasureRef
from indicatorlang.model.indicator import Measure
from indicatorlang.model.mutation import Mutant
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.spot import Spot

KINDS = {Kind.PERIOD: Kind.YTD, Kind.YTD: Kind.PERIOD, Kind.SNAPSHOT: Kind.PERIOD}
OTHER: dict[str, Literal["+", "-", "*", "/"]] = {"+": "-", "-": "+"}


def _mutants(ruleset: Ruleset) -> Iterator[Mutant]:
    used = _rows_by_measure(ruleset)
    for measure in ruleset.measures.values():
        rows = tuple(used.get(measure.name, ()))
        if not rows or not measure.declared:
            continue
        if measure.kind in KINDS and measure.aggregate is None and measure.formula is None and measure.survey is None:
            other = KINDS[measure.kind]
            words = tuple((KIND_WORDS[kind][0], str(kind)) for kind in (measure.kind, other))
            yield _made(ruleset, measure, attrs.evolve(measure, kind=other), rows, from_to(*words), "kind")
        yield from _formula(ruleset, measure, rows)


def _rows_by_measure(ruleset: Ruleset) -> dict[str, list[str]]:
    """The ids of the rows, that of the budget left out, in which a measure counts, in any of their versions."""
    found: dict[str, list[str]] = {}
    for row in ruleset.indicators:
        if not row.is_budget:
            for name in dict.fromkeys(name for version in row.every for name in ruleset.inputs_of(version)):
                found.setdefault(name, []).append(row.id)
    return found


def _formula(ruleset: Ruleset, measure: Measure, rows: tuple[str, ...]) -> Iterator[Mutant]:
    formula = measure.formula
    if isinstance(formula, Arithmetic) and formula.op in OTHER:
        other = OTHER[formula.op]
        said = from_to((SIGNS[formula.op], formula.op), (SIGNS[other], other))
        yield _made(ruleset, measure, attrs.evolve(measure, formula=attrs.evolve(formula, op=other)), rows, said, "formula")
    elif isinstance(formula, Arithmetic) and formula.op == "/" and isinstance(formula.right, MeasureRef):
        if formula.unit is not None and formula.unit.is_ratio and formula.left != formula.right:
            turned = attrs.evolve(formula, left=formula.right, right=formula.left)
            said = "分子和分母对调", "numerator and denominator change places"
            yield _made(ruleset, measure, attrs.evolve(measure, formula=turned), rows, said, "formula")
    elif isinstance(formula, Elapsed) and formula.function == "workdays" and formula.unit is not None:
        later = attrs.evolve(formula, start=formula.end, end=formula.start)
        said = "起止日期对调", "the two days change places"
        yield _made(ruleset, measure, attrs.evolve(measure, formula=later), rows, said, "formula")


def _made(ruleset: Ruleset, measure: Measure, new: Measure, rows: tuple[str, ...], said: tuple[str, str], key: str) -> Mutant:
    changed = attrs.evolve(ruleset, measures={**ruleset.measures, measure.name: new})
    spot = Spot(measure=measure.name, key=key, near=measure.place)
    return Mutant("measures", measure.name, rows, said, changed, spot)


PART = Operator("measures", ("口径和计算公式", "kinds and formulas of data items"), _mutants)
