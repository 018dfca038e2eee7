"""The level that is demanded: the next better one, the next worse one; and what a scale gives for levels below it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from indicatorlang.engine.covering.parts import leaves
from indicatorlang.engine.mutating.parts import Operator, from_to, mutant, number, sites, with_condition
from indicatorlang.engine.outcome import level_holds
from indicatorlang.model.indicator import AtLevel, Indicator
from indicatorlang.model.mutation import Mutant
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.scale import Level, Scale
from indicatorlang.model.spot import Spot

TENTH = Fraction(1, 10)


def _mutants(ruleset: Ruleset) -> Iterator[Mutant]:
    for site in sites(ruleset):
        condition = site.condition
        if not isinstance(condition, AtLevel):
            continue
        rank, levels = condition.scale.rank(condition.level), condition.scale.levels
        for other in (rank - 1, rank + 1):
            if 0 <= other < len(levels):
                names = (condition.level.name,) * 2, (levels[other].name,) * 2
                yield mutant("levels", site, attrs.evolve(condition, level=levels[other]), from_to(*names), piece="level")
    for scale in ruleset.scales.values():
        if scale.has_shares:
            yield from _shares(ruleset, scale)


def _shares(ruleset: Ruleset, scale: Scale) -> Iterator[Mutant]:
    """A share of a level that misses the demand of some row; the scale is changed wherever it is used."""
    for n, level in enumerate(scale.levels):
        rows = tuple(row.id for row in ruleset.indicators if any(_missed_by(one, scale, level) for one in _demands(row)))
        if level.number is None or not rows:
            continue
        share = level.number - TENTH if level.number >= TENTH else level.number + TENTH
        other = attrs.evolve(scale, levels=(*scale.levels[:n], attrs.evolve(level, number=share), *scale.levels[n + 1 :]))
        said = from_to(number(level.number), number(share), (f"“{level.name}”的得分系数", f"share of `{level.name}`"))
        spot = Spot(key="scales", inner=scale.name, index=n)
        yield Mutant("levels", scale.name, rows, said, with_scale(ruleset, scale, other), spot)


def _demands(row: Indicator) -> tuple[AtLevel, ...]:
    return tuple(leaf.condition for one in row.every for leaf in leaves(one) if isinstance(leaf.condition, AtLevel))


def _missed_by(demand: AtLevel, scale: Scale, level: Level) -> bool:
    return demand.scale == scale and demand.op in (">=", ">") and not level_holds(demand, level)


def with_scale(ruleset: Ruleset, old: Scale, new: Scale) -> Ruleset:
    """The ruleset with another scale in place of one, in rows and data items as well."""

    def of(row: Indicator) -> Indicator:
        for leaf in leaves(row):
            if isinstance(leaf.condition, AtLevel) and leaf.condition.scale == old:
                level = new.levels[old.rank(leaf.condition.level)]
                row = with_condition(row, leaf.path, attrs.evolve(leaf.condition, scale=new, level=level))
        return attrs.evolve(row, versions=tuple(of(version) for version in row.versions))

    measures = {
        name: attrs.evolve(
            measure,
            scale=new if measure.scale == old else measure.scale,
            survey=new if measure.survey == old else measure.survey,
        )
        for name, measure in ruleset.measures.items()
    }
    scales = {name: new if scale == old else scale for name, scale in ruleset.scales.items()}
    return attrs.evolve(ruleset, indicators=tuple(of(row) for row in ruleset.indicators), measures=measures, scales=scales)


PART = Operator("levels", ("要求的等级和等级的得分系数", "levels demanded and their shares"), _mutants)
