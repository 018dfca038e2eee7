"""One delivered value, read as far as it can be read alone: what is still open about it is kept open.

`0.95` of a percentage is kept as the bare number, `无` as the word, a kind that nobody stated as none at all. Only when a
`Choice` says how to read them does an `Entry` become an `Observation`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.delivered.choices import Choice
from indicatorlang.engine.problems.actuals_problems import NOWHERE
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Kind, Observation, Origin, SurveyCounts
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scale import Level
from indicatorlang.model.unit import Unit

YUAN = Unit("元", Fraction(1), (("money:CNY", 1),))
TEN_THOUSAND_YUAN = Unit("万元", Fraction(10000), (("money:CNY", 1),))
OTHER_UNIT = {YUAN.factor: TEN_THOUSAND_YUAN, TEN_THOUSAND_YUAN.factor: YUAN}


@frozen
class Cell:
    """What the text of a cell says. Nothing is set for a blank one.

    `number` is a number as written, in `unit`, or bare (`unit` None). `nothing` marks 无. `problem` tells why it says nothing
    usable.
    """

    number: Fraction | None = None
    unit: Unit | None = None
    places: int = 0
    level: Level | None = None
    day: dt.date | None = None
    done: bool | None = None
    survey: SurveyCounts | None = None
    survey_score: Fraction | None = None
    nothing: bool = False
    not_applicable: bool = False
    problem: Diagnostic | None = None

    @property
    def blank(self) -> bool:
        """Whether there is no data in it."""
        return self == BLANK


BLANK = Cell()


@frozen
class Entry:
    """One value of one measure. `whole` marks one without a period or for the whole span; `lost` one whose period could not be
    read; `cumulative` one whose period was named as 1—6月; `percent` how a bare percentage is to be read when somebody said so."""

    measure: str
    cell: Cell
    text: str
    period: Period | None
    whole: bool
    kind: Kind | None
    lost: bool = False
    cumulative: bool = False
    percent: Literal["percent", "fraction"] | None = None
    filled_on: dt.date | None = None
    extra: Mapping[str, str] = attrs.field(factory=dict)
    origin: Origin = NOWHERE
    reporter: str = ""
    differenced: bool = False
    """Whether it was made of two running totals."""

    def order(self) -> tuple[object, ...]:
        """A key that sorts entries by time and then in a way that does not depend on the order of delivery."""
        period, place = self.period, self.origin
        start, end = (period.start, period.end) if period else (dt.date.min, dt.date.min)
        where = (place.file or "", place.sheet or "", place.row or 0, place.column or "")
        filled = self.filled_on or dt.date.min
        return end, start, self.kind or "", filled, self.text, where, tuple(sorted(self.extra.items()))

    @property
    def bare(self) -> bool:
        """Whether it is a number without any unit of its own."""
        return self.cell.number is not None and self.cell.unit is None

    def percent_open(self, unit: Unit) -> bool:
        """Whether it is a bare percentage and nobody said how such are written."""
        return unit.is_percent and self.bare and self.percent is None

    def seen(self, unit: Unit, choice: Choice) -> Observation | None:
        """The observation under a choice; None when it holds no data then. The problem of a bad cell is not looked at here."""
        cell = self.cell
        quantity = None
        if cell.nothing:
            if choice.nothing == "blank":
                return None
            quantity = Quantity(Fraction(0), unit) if cell.done is None else None
        elif cell.number is not None:
            quantity = self._quantity(unit, choice)
        return Observation(
            measure=self.measure,
            period=self.period,
            kind=self.kind,
            quantity=quantity,
            level=cell.level if cell.survey is None else None,
            day=cell.day,
            done=cell.done,
            survey=cell.survey,
            not_applicable=cell.not_applicable,
            text=self.text,
            origin=self.origin,
            extra=self.extra,
            reporter=self.reporter,
        )

    def _quantity(self, unit: Unit, choice: Choice) -> Quantity:
        number, places = self.cell.number or Fraction(0), self.cell.places
        if self.cell.unit is not None:
            return Quantity(number, self.cell.unit, places).within(unit) if self.cell.unit.fits(unit) else Quantity(number, unit)
        if unit.is_percent and (self.percent or choice.percent) == "fraction":
            return Quantity(number * 100, unit, max(0, places - 2))
        if self.measure in (choice.money or ()) and unit.is_money and unit.factor in OTHER_UNIT:
            return Quantity(number, OTHER_UNIT[unit.factor], places).within(unit)
        return Quantity(number, unit, places)
