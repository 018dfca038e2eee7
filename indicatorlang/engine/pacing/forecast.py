"""What the fillers' own forecasts for the whole year come to: the row is judged as if they had come true.

A forecast is never scored. It is put into the book in the place of everything that was reported of its measure, and the condition
is judged at the end of the span; inputs without a forecast stay what they are where they hold at every date (an approved budget),
else nothing is foretold.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.delivered.cells import in_unit, is_blank, read_cell
from indicatorlang.engine.delivered.choices import Choice
from indicatorlang.engine.delivered.entries import Cell, Entry
from indicatorlang.engine.delivered.facts import FactRow, RowFacts
from indicatorlang.engine.delivered.seen import Series
from indicatorlang.engine.judging import Row, judge
from indicatorlang.engine.outcome import Outcome, grows_only, positive, steps_below
from indicatorlang.engine.pacing.pace import colour_of
from indicatorlang.engine.problems.actuals_problems import place_of
from indicatorlang.engine.problems.monitoring_problems import (
    ForecastBelow,
    ForecastUnclear,
    ForecastUnread,
    LikelihoodContradicts,
    LikelihoodUnknown,
)
from indicatorlang.engine.value.scene import Scene
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import LIKELIHOODS, Origin
from indicatorlang.model.assessment import ForecastResult
from indicatorlang.model.indicator import AtLevel, DoneBy, Single, Threshold, conditions
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import measures_spending
from indicatorlang.model.verdict import Colour, Verdict

CERTAIN, _, IMPOSSIBLE = LIKELIHOODS
HUNDRED = Fraction(100)
BETWEEN = "；"

Foretold = tuple[ForecastResult | None, tuple[Diagnostic, ...]]


def foretold(outcome: Outcome, row: Row, facts: RowFacts) -> Foretold:
    """What the forecasts of a row that is not due come to, and what does not go together."""
    if outcome.verdict is not Verdict.NOT_DUE or not (facts.forecast or facts.likelihood):
        return None, ()
    forecasts = tuple(_forecasts(row, facts))
    found: list[Diagnostic] = [each.problem for each in forecasts if each.problem is not None]
    told = None
    readable = tuple(each for each in forecasts if each.problem is None)
    if readable and len(readable) == len(forecasts) and _for_the_whole_span(row):
        told, unclear = _judged(readable, row)
        found += unclear
    below = _below(readable, outcome, row)
    found += [below] if below is not None else []
    found += _likelihood(told, outcome, row, facts)
    return told, tuple(dict.fromkeys(found))


@frozen
class Forecast:
    """One forecast: of which measure, as written, as read, and where it stands."""

    name: str
    text: str
    cells: tuple[Cell, ...]
    origin: Origin
    problem: Diagnostic | None = None


def _forecasts(row: Row, facts: RowFacts) -> Iterator[Forecast]:
    """The forecasts of the measures behind a row, and one given for the row itself."""
    book, ruleset = row.scene.book, row.scene.ruleset
    names = [name for name in ruleset.inputs_of(row.indicator) if row.scene.measure(name).formula is None]
    told = False
    for name in names:
        rows = [each for each in book.noted_of.get(name, ()) if each.counts_at(row.as_of) and each.said("forecast")]
        text = book.facts(name, row.as_of).forecast if rows else None
        if text is not None and not is_blank(text):
            told = True
            yield _read(name, text, max(rows, key=FactRow.order), row)
    if told or facts.forecast is None or is_blank(facts.forecast):
        return
    own = [each for each in book.noted.get(row.indicator.id, ()) if each.counts_at(row.as_of) and each.said("forecast")]
    name = names[0] if len(names) == 1 else row.indicator.id
    if own and name in book.series:
        yield _read(name, facts.forecast, max(own, key=FactRow.order), row)


def _read(name: str, text: str, where: FactRow, row: Row) -> Forecast:
    """A forecast as its cell, or as the cells of several units."""
    series = row.scene.book.series.get(name)
    origin = where.origins.get("forecast", where.origin)
    parts = [part.rpartition("：")[2].strip() for part in text.split(BETWEEN)]
    cells = tuple(_cell(part, series, where, row) for part in parts) if series is not None else ()
    cell_problem = any(not _usable(cell) for cell in cells) or not cells
    problem = ForecastUnread(subject=name, text=text.strip(), origin=origin, place=place_of(origin)) if cell_problem else None
    return Forecast(name, text.strip(), cells, origin, problem)


def _cell(text: str, series: Series, where: FactRow, row: Row) -> Cell:
    ruleset, origin = row.scene.ruleset, where.origin
    cell = read_cell(text, series.nature, ruleset.span, where.said("unit"), ruleset.units, origin)
    return in_unit(cell, series.unit, series.nature.name, text, origin) if cell.problem is None else cell


def _usable(cell: Cell) -> bool:
    said = (cell.number, cell.level, cell.day, cell.done)
    return cell.problem is None and not cell.nothing and any(each is not None for each in said)


def _for_the_whole_span(row: Row) -> bool:
    """Whether a forecast for the whole year says anything about the row: a target that is due before is another matter."""
    condition, end = row.indicator.condition, row.scene.ruleset.span.end
    if condition is None:
        return False
    parts = [part for part in conditions(condition) if isinstance(part, Single)]
    return all(isinstance(part, DoneBy) or part.due in (None, end) for part in parts)


def _judged(forecasts: tuple[Forecast, ...], row: Row) -> tuple[ForecastResult | None, list[Diagnostic]]:
    """The row as if the forecasts had come true; nothing, and why, when a bare percentage leaves it open."""
    condition = row.indicator.condition
    supposed = _supposed(forecasts, _as_known(row))
    if condition is None or supposed is None:
        return None, []
    readings = [
        judge(condition, attrs.evolve(row, scene=attrs.evolve(supposed, choice=Choice(percent=percent))))
        for percent in ("percent", "fraction")
    ]
    first = readings[0]
    bare = [each for each in forecasts if _small(each, row.scene)]
    if bare and readings[1].verdict is not first.verdict:
        told = bare[0]
        return None, [ForecastUnclear(subject=told.name, text=told.text, origin=told.origin, place=place_of(told.origin))]
    if first.verdict not in (Verdict.MET, Verdict.MISSED):
        return None, []
    return _result(first, row), []


def _small(forecast: Forecast, scene: Scene) -> bool:
    """Whether a bare percentage may be a fraction."""
    series = scene.book.series[forecast.name]
    numbers = [cell.number for cell in forecast.cells if cell.unit is None and cell.number is not None]
    stated = series.nature.measure.percent or scene.ruleset.percent
    return series.unit.is_percent and stated is None and any(numbers) and all(-1 <= number <= 1 for number in numbers)


def _as_known(row: Row) -> Scene:
    """The scene without the values that were reported only after the date of evaluation: a forecast is not completed by them."""
    book = row.scene.book
    names = (*row.scene.ruleset.inputs_of(row.indicator), row.indicator.id)
    known = {name: _until(book.series[name], row.as_of) for name in names if name in book.series}
    return attrs.evolve(row.scene, book=attrs.evolve(book, series={**book.series, **known}))


def _until(series: Series, day: dt.date) -> Series:
    finer = any(entry.period is not None and not entry.whole for entry in series.entries)
    kept = tuple(e for e in series.entries if e.period is None or e.period.end <= day or (e.whole and not finer))
    return attrs.evolve(series, entries=kept)


def _supposed(forecasts: tuple[Forecast, ...], scene: Scene) -> Scene | None:
    """The scene at the end of the span, with each forecast in the place of all that was reported of its measure."""
    book = scene.book
    for forecast in forecasts:
        series = book.series[forecast.name]
        cell = _together(forecast.cells, series)
        if cell is None:
            return None
        stated = series.nature.measure.percent or scene.ruleset.percent
        entry = Entry(forecast.name, cell, forecast.text, None, True, series.nature.measure.kind, percent=stated)
        held = attrs.evolve(series, entries=(entry,), evidenced=True)
        book = attrs.evolve(book, series={**book.series, forecast.name: held})
    return attrs.evolve(scene, book=book, as_of=scene.ruleset.span.end)


def _together(cells: tuple[Cell, ...], series: Series) -> Cell | None:
    """The forecasts of several units as one; None where they do not add up."""
    if len(cells) == 1:
        return cells[0]
    numbers = [cell.number * (cell.unit or series.unit).factor for cell in cells if cell.number is not None]
    adds_up = (series.unit.is_count or series.unit.is_money) and len(numbers) == len(cells)
    return Cell(number=sum(numbers, Fraction(0)) / series.unit.factor, unit=series.unit) if adds_up else None


def _result(outcome: Outcome, row: Row) -> ForecastResult:
    """Verdict, gap, index and colour, as a pace in the last month of the year."""
    actual, condition = outcome.actual, row.indicator.condition
    value = actual.quantity if actual is not None else None
    met = outcome.verdict is Verdict.MET
    colour, index = (Colour.GREEN if met else Colour.RED), None
    bound = outcome.bound
    deviation = (value.base - bound.base) / bound.base * HUNDRED if value and bound and bound.base > 0 else None
    if isinstance(condition, Threshold) and condition.meaning in (">=", ">") and value and bound and bound.base > 0:
        spending = measures_spending(row.indicator)
        index = value.base / (1 if spending else bound.base) * HUNDRED
        colour = colour_of(index, row.scene.ruleset.profile)
        colour = Colour.GREEN if spending and colour is Colour.BLUE else colour
    elif isinstance(condition, AtLevel) and actual is not None and actual.level is not None and not met:
        colour = Colour.YELLOW if condition.op in (">=", ">") and steps_below(condition, actual.level) == 1 else Colour.RED
    return ForecastResult(
        outcome.verdict,
        value,
        actual.level.name if actual is not None and actual.level is not None else None,
        actual.day if actual is not None else None,
        positive(outcome.gap),
        deviation,
        index,
        colour,
    )


def _below(forecasts: tuple[Forecast, ...], outcome: Outcome, row: Row) -> Diagnostic | None:
    """A running total that is to be less at the end than it is now."""
    actual = outcome.actual
    own = next((each for each in forecasts if actual is not None and each.name == actual.name), None)
    if own is None or actual is None or actual.quantity is None or not grows_only(actual):
        return None
    series = row.scene.book.series[own.name]
    cell = _together(own.cells, series)
    if cell is None or cell.number is None:
        return None
    forecast = Quantity(cell.number, cell.unit or series.unit, cell.places)
    if not forecast.unit.fits(actual.quantity.unit) or forecast.base >= actual.quantity.base:
        return None
    place = place_of(own.origin)
    return ForecastBelow(subject=own.name, forecast=forecast, actual=actual.quantity, origin=own.origin, place=place)


def _likelihood(told: ForecastResult | None, outcome: Outcome, row: Row, facts: RowFacts) -> Iterator[Diagnostic]:
    """A word that is none of the three, or that does not go with the forecast or with the data so far."""
    word = (facts.likelihood or "").strip()
    if is_blank(word):
        return
    origin = facts.origins.get("likelihood", Origin())
    place, subject = place_of(origin), row.indicator.name
    if word not in LIKELIHOODS:
        yield LikelihoodUnknown(subject=subject, word=word, origin=origin, place=place)
        return
    meets = told is not None and told.verdict is Verdict.MET
    if row.indicator.is_budget:
        return  # nobody set the whole budget as a target; what is spent of it earns its part of the points
    if told is not None and ((word == CERTAIN and not meets) or (word == IMPOSSIBLE and meets)):
        forecast = _with_unit(facts, row)
        yield LikelihoodContradicts(subject=subject, word=word, forecast=forecast, meets=meets, origin=origin, place=place)
    elif word == CERTAIN and outcome.recoverable is False:
        yield LikelihoodContradicts(subject=subject, word=word, origin=origin, place=place)


def _with_unit(facts: RowFacts, row: Row) -> str:
    """The forecast as delivered; a bare number with the unit of its measure."""
    text = facts.forecast or ""
    if not text.replace(",", "").replace(".", "").isdigit():
        return text
    name = facts.forecast_of or next(iter(row.scene.ruleset.inputs_of(row.indicator)), "")
    series = row.scene.book.series.get(name)
    return text + (series.unit.text if series is not None else "")
