"""What a row says beside its target: its veto and its 适用条件 dropped."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from indicatorlang.engine.covering.parts import spot_of
from indicatorlang.engine.mutating.parts import Operator, every_version, of_row
from indicatorlang.model.indicator import Indicator, Negation
from indicatorlang.model.mutation import Mutant
from indicatorlang.model.ruleset import Ruleset


def _mutants(ruleset: Ruleset) -> Iterator[Mutant]:
    for version in every_version(ruleset):
        row = version.row
        if row.veto is not None:
            said = "去掉一票否决", "the veto is dropped"
            yield of_row("sections", version, _without_veto, said, spot_of(version, key="veto"))
        if row.when is not None:
            spot = spot_of(version, key="when")
            yield of_row("sections", version, _without_when, ("去掉适用条件", "the condition of applicability is dropped"), spot)
            yield of_row("sections", version, _denied, ("适用条件反过来", "the condition of applicability is turned round"), spot)


def _without_veto(row: Indicator) -> Indicator:
    return attrs.evolve(row, veto=None)


def _without_when(row: Indicator) -> Indicator:
    return attrs.evolve(row, when=None, when_text="")


def _denied(row: Indicator) -> Indicator:
    return row if row.when is None else attrs.evolve(row, when=Negation(row.when))


PART = Operator("sections", ("一票否决和适用条件", "vetoes and conditions of applicability"), _mutants)
