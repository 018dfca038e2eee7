"""What is delivered when a case is tried."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from indicatorlang.lazily import frozen
from indicatorlang.model.expected import TestCase

Cell = str | Mapping[str, str]


@frozen
class Delivery:
    """Values by data item and period, rows by table, and the day it takes to see them; None for the end of the span."""

    actuals: tuple[tuple[str, tuple[tuple[str, Cell], ...]], ...] = ()
    records: tuple[tuple[str, tuple[tuple[tuple[str, str], ...], ...]], ...] = ()
    day: dt.date | None = None

    def case(self, name: str, end: dt.date) -> TestCase:
        """The case that delivers this, with nothing expected yet."""
        actuals = {name: dict(periods) for name, periods in self.actuals}
        records = {table: [dict(row) for row in rows] for table, rows in self.records}
        return TestCase(name, (self.day or end).isoformat(), actuals or None, records or None)


def merged(deliveries: Iterable[Delivery]) -> Delivery:
    """Several at once: a later value of the same data item and period replaces an earlier one; the last day of all."""
    actuals: dict[str, dict[str, Any]] = {}
    records: dict[str, tuple[tuple[tuple[str, str], ...], ...]] = {}
    day: dt.date | None = None
    for delivery in deliveries:
        for name, periods in delivery.actuals:
            actuals.setdefault(name, {}).update(periods)
        records |= dict(delivery.records)
        day = delivery.day if day is None or (delivery.day is not None and delivery.day > day) else day
    return Delivery(tuple((name, tuple(periods.items())) for name, periods in actuals.items()), tuple(records.items()), day)
