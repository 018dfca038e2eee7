"""The unit all values of a measure are counted in, and the values that do not fit it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.delivered.cells import in_unit, is_multiplier
from indicatorlang.engine.delivered.entries import Entry
from indicatorlang.engine.delivered.natures import Nature
from indicatorlang.engine.delivered.seen import Series
from indicatorlang.engine.problems.actuals_problems import place_of
from indicatorlang.engine.problems.cell_problems import NegativeCount, UnitsDiffer, UnknownUnit, ValueAboveWhole
from indicatorlang.engine.problems.readings_problems import PercentSuspicious
from indicatorlang.library.units import parse_unit
from indicatorlang.model.unit import PLAIN, Unit


def series_of(
    nature: Nature, entries: Sequence[Entry], aliases: Mapping[str, Unit], evidenced: bool
) -> tuple[Series, tuple[Diagnostic, ...]]:
    """The values of a measure in one unit: the declared one, else its target's, else that of its values."""
    ordered = sorted(entries, key=Entry.order)
    if nature.form != "number":
        return Series(nature, nature.unit or PLAIN, tuple(ordered), evidenced), ()
    first = next((entry for entry in ordered if entry.cell.unit is not None and not is_multiplier(entry.cell.unit)), None)
    unit = nature.unit or (first.cell.unit if first is not None else None) or PLAIN
    found: list[Diagnostic] = []
    fitted = []
    for entry in ordered:
        entry = _fitted(entry, nature, unit, first)
        if entry.cell.problem is None:
            found += _remarks(entry, unit, aliases)
        elif entry.cell.number is not None:
            found.append(entry.cell.problem)
        fitted.append(entry)
    return Series(nature, unit, tuple(fitted), evidenced), tuple(found)


def _fitted(entry: Entry, nature: Nature, unit: Unit, first: Entry | None) -> Entry:
    """The entry with its number in a unit that converts, or with the problem."""
    if entry.cell.number is None or entry.cell.problem is not None:
        return entry
    text, origin = entry.text.strip(), entry.origin
    cell = in_unit(entry.cell, unit, nature.name, entry.text, origin)
    facts: dict[str, Any] = {"subject": nature.name, "text": text, "origin": origin}
    if cell.problem is not None and nature.unit is None and first is not None and cell.unit is not None:
        differ = UnitsDiffer(**facts, got=cell.unit.text, other=unit.text, beside=first.origin)
        cell = attrs.evolve(cell, problem=differ)
    number = cell.number or Fraction(0)
    if cell.problem is None:
        share = (
            number
            * (cell.unit or unit).factor
            * (100 if cell.unit is None and entry.percent == "fraction" and unit.is_percent else 1)
        )
        if number < 0 and (unit.is_count or nature.measure.bounded):
            cell = attrs.evolve(cell, problem=NegativeCount(**facts))
        elif nature.measure.bounded and unit.is_ratio and share > 1:
            cell = attrs.evolve(cell, problem=ValueAboveWhole(**facts))
    if cell.problem is not None:
        cell = attrs.evolve(cell, problem=cell.problem.at(place_of(origin)))
    return attrs.evolve(entry, cell=cell)


def _remarks(entry: Entry, unit: Unit, aliases: Mapping[str, Unit]) -> Iterator[Diagnostic]:
    facts: dict[str, Any] = {
        "subject": entry.measure,
        "text": entry.text.strip(),
        "origin": entry.origin,
        "place": place_of(entry.origin),
    }
    number = entry.cell.number or Fraction(0)
    if entry.percent_open(unit) and 1 < abs(number) < 2:
        yield PercentSuspicious(**facts)
    if entry.cell.unit is not None and entry.cell.unit.text:
        found = parse_unit(entry.cell.unit.text, aliases)
        if not found.known and found.unknown:
            yield UnknownUnit(**facts, unit=found.unknown)
