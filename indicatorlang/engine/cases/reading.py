"""One cell of a table of cases: a day with its time, a number with its unit, a text."""

from __future__ import annotations

import datetime as dt

from indicatorlang.engine.cases.day_problems import DateNotReadable
from indicatorlang.engine.cases.table import BLANK, CaseCell, Stamp
from indicatorlang.engine.delivered.cells import is_blank, is_multiplier, is_not_applicable, parse_day, read_cell
from indicatorlang.engine.delivered.names import folded
from indicatorlang.engine.delivered.natures import Nature
from indicatorlang.engine.problems.actuals_problems import place_of
from indicatorlang.engine.problems.cell_problems import ErrorCell
from indicatorlang.lazily import pattern
from indicatorlang.model.actual import Origin
from indicatorlang.model.indicator import Measure
from indicatorlang.model.period import Period, parse_period
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.unit import PLAIN

_TIME = pattern(
    r"[T ]*(?P<h>\d{1,2})(?::(?P<m>\d{2})(?::(?P<s>\d{2})(?:\.\d+)?)?|[时点](?:(?P<m2>\d{1,2})分?(?:(?P<s2>\d{1,2})秒)?)?)$"
)
_ERROR = pattern(r"#\S+")


def stamp_of(text: str, span: Period) -> Stamp | None:
    """The day that a text names, with its time; None when it names no single day that exists."""
    plain = folded_time(text)
    found = _TIME.search(plain)
    time: dt.time | None = None
    if found is not None and found.start() > 0:
        try:
            time = dt.time(int(found["h"]), int(found["m"] or found["m2"] or 0), int(found["s"] or found["s2"] or 0))
        except ValueError:
            return None
        plain = plain[: found.start()]
    day = parse_day(plain, span)
    period = parse_period(folded(plain), span)
    if day is None or (period is not None and period.start != period.end):
        return None
    return Stamp(day, time)


def folded_time(text: str) -> str:
    """The text in half-width signs, with its inner blanks kept: one of them may stand between the day and the time."""
    wide = text.strip().translate({ord(sign): chr(ord(sign) - 0xFEE0) for sign in "０１２３４５６７８９：．／－"})
    return " ".join(wide.replace("\u3000", " ").split())


def date_cell(text: str, column: str, span: Period, origin: Origin) -> CaseCell:
    """A cell of a column of dates."""
    if _is_empty(text):
        return BLANK
    stamp = stamp_of(text, span)
    if stamp is not None:
        return CaseCell(text, stamp)
    if _ERROR.fullmatch(text.strip()):
        error = ErrorCell(subject=column, text=text.strip(), origin=origin, place=place_of(origin))
        return CaseCell(text, problem=error)
    wide = parse_day(text, span) is not None
    unread = DateNotReadable(subject=column, text=text.strip(), origin=origin, wide=wide, place=place_of(origin))
    return CaseCell(text, problem=unread)


def number_cell(text: str, column: str, ruleset: Ruleset, origin: Origin) -> CaseCell:
    """A cell of a column of numbers; a bare one has the unit of what it is compared with or computed into."""
    if _is_empty(text) or folded(text) == "无":
        return BLANK
    nature = Nature(Measure(column, declared=False), "number")
    cell = read_cell(text, nature, ruleset.span, aliases=ruleset.units, origin=origin)
    if cell.problem is not None or cell.number is None:
        return CaseCell(text, problem=cell.problem.at(place_of(origin))) if cell.problem is not None else BLANK
    number, unit, places = cell.number, cell.unit or PLAIN, cell.places
    if unit != PLAIN and is_multiplier(unit):
        number, unit, places = number * unit.factor, PLAIN, 0
    return CaseCell(text, quantity=Quantity(number, unit, places))


def _is_empty(text: str) -> bool:
    return is_blank(text) or is_not_applicable(text)
