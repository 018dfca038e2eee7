"""Where a value stands in what is delivered: under which name, in which periods, with which evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from indicatorlang.engine.trying.parts import Cell
from indicatorlang.model.actual import Kind
from indicatorlang.model.formula import (
    Aggregated,
    Expression,
    MeasureRef,
)
from indicatorlang.model.indicator import (
    Indicator,
)
from indicatorlang.model.number import decimal_text, exact, terminates
from indicatorlang.model.period import Grain, Period, month_of
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.unit import Unit

EVIDENCE = "佐证材料"
VALUE = "实际值"
POINTS = "评定得分"


def name_of(subject: Expression, row: Indicator) -> str:
    """Under which name a value of a subject is delivered: a data item's own, else the row's."""
    if isinstance(subject, MeasureRef):
        return subject.measure
    if isinstance(subject, Aggregated):
        return subject.argument.measure
    return row.id


def part(text: str, share: Fraction) -> str:
    """A share of a value, written in the same unit; the value itself for a share that has no end."""
    if share == 1:
        return text
    digits = text.rstrip("".join(sorted({c for c in text if not (c.isdigit() or c in ".-")})))
    number = exact(digits.strip())
    if number is None or not terminates(number * share):
        return text
    return decimal_text(number * share) + text[len(digits) :]


def placements(name: str, due: dt.date, ruleset: Ruleset) -> Iterator[tuple[tuple[str, Fraction], ...]]:
    """The periods under which a value counts by a day: all of the time up to it, its month, or its quarters."""
    span = ruleset.span
    measure = ruleset.measures.get(name)
    stretch = Period(span.start, due) if span.start <= due else span
    month = month_of(due.year, due.month)
    whole = ((stretch.text, Fraction(1)),)
    last = ((month.text, Fraction(1)),)
    running = measure is not None and measure.kind in (Kind.YTD, Kind.SNAPSHOT)
    yield from (last, whole) if running else (whole, last)
    grain = Grain.QUARTER if stretch.months % 3 == 0 else Grain.MONTH
    pieces = [piece.text for piece in stretch.split(grain)]
    if len(pieces) > 1:
        yield tuple((text, Fraction(1) if text == pieces[-1] else Fraction(0)) for text in pieces)
        yield tuple((text, Fraction(1)) for text in pieces)
        yield tuple((text, Fraction(n + 1, len(pieces))) for n, text in enumerate(pieces))


def cell_of(name: str, text: str, ruleset: Ruleset, score: str = "") -> Cell:
    """A value, with the evidence that its data item wants."""
    measure = ruleset.measures.get(name)
    wanted = measure is not None and measure.evidence == "required"
    told = {VALUE: text} | ({POINTS: score} if score else {}) | ({EVIDENCE: "检查结论"} if wanted else {})
    return told if len(told) > 1 else text


def written_in(number: Fraction, unit: Unit) -> str | None:
    """A number with a unit, as it is delivered; None for one that has no end."""
    if not terminates(number):
        return None
    return decimal_text(number) + (unit.text if unit.text in ("", "%") else f" {unit.text}")
