"""What rules ask of a single target: what decides it, what was assumed to read it, whether what was understood can be written down."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TypeVar

from indicatorlang.diagnostics import Diagnostic, Edit
from indicatorlang.lint.facts import TargetFacts
from indicatorlang.lint.mending import decide
from indicatorlang.lint.words import lists
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.fields import Found, a_quantity, short
from indicatorlang.resolve.wording import problems
from indicatorlang.resolve.wordings import read_target
from indicatorlang.syntax.written.vocabulary import folded
from indicatorlang.syntax.yaml.tree import Scalar

D = TypeVar("D", bound=Diagnostic)
_OPEN = (
    problems.ApproximateIgnored,
    problems.UnitsDiffer,
    problems.OperatorsDiffer,
    problems.NoneDemanded,
    problems.DateAmbiguous,
)
"""Assumptions that somebody has to decide about before what was understood is written down."""


def assumed(facts: TargetFacts, kind: type[D]) -> Iterator[D]:
    """The assumptions of a kind that the wording was read with."""
    return (one for one in facts.reading.assumed if isinstance(one, kind))


def deciding(facts: TargetFacts) -> Reading:
    """The reading of what decides: of a row's own 判定, else of the wording."""
    return _read(facts.decides, facts.name) if facts.decided else facts.reading


_read = functools.lru_cache(maxsize=64)(lambda text, name: read_target(text, name=name))


def conditions_of(reading: Reading) -> tuple[Reading, ...]:
    """Its clauses where it has several, else itself."""
    return reading.clauses or (reading,)


def quantity(value: str | None, unit: str | None) -> Quantity | None:
    """The number and unit of a reading as a quantity."""
    return None if value is None else a_quantity(Scalar(f"{value} {unit or ''}".strip()), "", Found())


def with_columns(facts: TargetFacts) -> str:
    """The text that decides as a message shows it, with the sign and the unit of the columns where it has none itself."""
    if facts.decided:
        return short(facts.decides)
    alone = not any(c in facts.text for c in "<>=≥≤＜＞＝≧≦") and not facts.op.strip().isalpha()
    unit = "" if facts.unit.strip() in facts.text else facts.unit.strip()
    return short(f"{facts.op.strip() if alone else ''}{facts.text.strip()}{unit}")


def as_understood(facts: TargetFacts) -> tuple[Edit, ...]:
    """The edits that write below the wording what it was understood as; none where something is left for somebody to decide."""
    reading = facts.reading
    plain = reading.kind in ("number", "range") and not reading.by_any
    several = bool(reading.clauses)  # may be about several things, each of which wants a measure of its own
    if several or not plain or any(isinstance(one, _OPEN) for one in reading.assumed):
        return ()
    return decide(facts, _with_usual_unit(reading))


def odd_unit(reading: Reading) -> str | None:
    """How the unit of a condition is usually written, where it is written oddly (百分比); empty where nobody can tell."""
    unit = folded(reading.unit or "").strip()
    usual: dict[str, str] = lists()["odd_units"]
    return usual.get(unit) if reading.kind in ("number", "range") else None


def _with_usual_unit(reading: Reading) -> str:
    """The canonical text, with 百分比 as `%`; empty where that cannot be said."""
    odd = [odd_unit(one) for one in conditions_of(reading)]
    if not any(usual is not None for usual in odd):
        return reading.canonical
    if reading.kind != "number" or reading.clauses or not odd[0] or reading.period is not None:
        return ""
    said = f"{reading.op} {reading.value}{odd[0]}"
    return said if reading.by is None else f"{said} by {reading.by.isoformat()}"
