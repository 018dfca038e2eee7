"""Points: the weight of a row, of its tasks and of its milestones, a tenth more."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import attrs

from indicatorlang.engine.covering.parts import Version, spot_of
from indicatorlang.engine.mutating.parts import ELEVEN_TENTHS, Operator, every_version, from_to, number, of_row
from indicatorlang.model.indicator import Indicator
from indicatorlang.model.mutation import Mutant
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.spot import Spot


def _mutants(ruleset: Ruleset) -> Iterator[Mutant]:
    for version in every_version(ruleset):
        row = version.row
        if row.weight:
            said = from_to(number(row.weight), number(row.weight * ELEVEN_TENTHS), ("分值", "weight"))
            yield of_row("weights", version, _heavier, said, spot_of(version, key="weight"))
        for n, weight in enumerate(row.milestone_weights):
            if weight and len(row.milestone_weights) > 1:
                yield _milestone(version, n)
        for n, item in enumerate(row.items):
            if item.weight and len(row.items) > 1:
                said = from_to(
                    number(item.weight), number(item.weight * ELEVEN_TENTHS), (f"“{item.name}”的分值", f"weight of `{item.name}`")
                )
                yield of_row("weights", version, functools.partial(_item, n=n), said, spot_of(version, key="items", item=n))


def _heavier(row: Indicator) -> Indicator:
    return attrs.evolve(row, weight=row.weight * ELEVEN_TENTHS)


def _item(row: Indicator, n: int) -> Indicator:
    item = attrs.evolve(row.items[n], weight=row.items[n].weight * ELEVEN_TENTHS)
    return attrs.evolve(row, items=(*row.items[:n], item, *row.items[n + 1 :]))


def _milestone(version: Version, n: int) -> Mutant:
    weight = version.row.milestone_weights[n]

    def change(row: Indicator) -> Indicator:
        weights = row.milestone_weights
        return attrs.evolve(row, milestone_weights=(*weights[:n], weight * ELEVEN_TENTHS, *weights[n + 1 :]))

    said = from_to(number(weight), number(weight * ELEVEN_TENTHS), (f"第{n + 1}个节点的分值", f"weight of milestone {n + 1}"))
    spot: Spot = spot_of(version, key="milestone_weights", index=n)
    return of_row("weights", version, change, said, spot)


PART = Operator("weights", ("分值", "weights"), _mutants)
