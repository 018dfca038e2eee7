"""And, or, not: one for the other, a part dropped, the not dropped."""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.engine.covering.parts import Version, part_words, spot_of
from indicatorlang.engine.mutating.parts import Operator, every_version, from_to, of_row, with_condition
from indicatorlang.model.coverage import Path
from indicatorlang.model.indicator import All, AnyOf, Condition, Negation
from indicatorlang.model.mutation import Mutant
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.spot import Spot

AND, OR = ("且", "and"), ("或", "or")


def _mutants(ruleset: Ruleset) -> Iterator[Mutant]:
    for version in every_version(ruleset):
        if version.row.condition is None or version.row.items:
            continue
        for number, (path, condition) in enumerate(_joins(version.row.condition)):
            yield from _of(version, path, condition, number)


def _joins(condition: Condition, path: Path = ()) -> Iterator[tuple[Path, All | AnyOf | Negation]]:
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            yield path, condition
            for n, part in enumerate(parts):
                yield from _joins(part, (*path, n))
        case Negation(part=part):
            yield path, condition
            yield from _joins(part, (*path, 0))


def _of(version: Version, path: Path, condition: All | AnyOf | Negation, number: int) -> Iterator[Mutant]:
    spot = spot_of(version, piece="join", index=number)
    if isinstance(condition, Negation):
        yield _put(version, path, condition.part, ("去掉“非”", "`not` is dropped"), spot)
        return
    both = isinstance(condition, All)
    other: Condition = AnyOf(condition.parts) if both else All(condition.parts)
    yield _put(version, path, other, from_to(*((AND, OR) if both else (OR, AND))), spot)
    for n in range(len(condition.parts)):
        left = (*condition.parts[:n], *condition.parts[n + 1 :])
        kept = left[0] if len(left) == 1 else type(condition)(left)
        words = part_words(version.row, (*path, n))
        yield _put(version, path, kept, (f"去掉{words[0]}", f"{words[1]} is dropped"), spot)


def _put(version: Version, path: Path, new: Condition, said: tuple[str, str], spot: Spot) -> Mutant:
    return of_row("joins", version, lambda row: with_condition(row, path, new), said, spot)


PART = Operator("joins", ("且、或、非", "and, or, not"), _mutants)
