"""When a delivered value counts, what kind of value it is, and on which day it was filed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.delivered.cells import is_blank, parse_day
from indicatorlang.engine.delivered.names import folded
from indicatorlang.engine.delivered.natures import Nature
from indicatorlang.engine.problems.actuals_problems import (
    FiledDateNotReadable,
    KindNotReadable,
    PeriodNotReadable,
    PeriodOutsideSpan,
    place_of,
)
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Kind, Origin, RawActual, kind_of
from indicatorlang.model.baseline import LAST_YEAR, stretch_of
from indicatorlang.model.period import Grain, Period, parse_heading, parse_period

# The workbook writes these where 口径 stands, for measures that have none.
SHOWN_ONLY = frozenset({"评判等级", "等级", "见问卷表", "见“问卷”表", '见"问卷"表'})


@frozen
class When:
    """The period of a value, None without one; `cumulative`: its words mean "since the start of the span" (1—6月)."""

    period: Period | None = None
    cumulative: bool = False


def _facts(row: RawActual, origin: Origin) -> dict[str, Any]:
    return {"subject": row.subject.strip(), "origin": origin, "place": place_of(origin)}


def placed(row: RawActual, span: Period) -> tuple[When, Diagnostic | None]:
    """The period of a row, and what is wrong with it."""
    text = row.period
    if text is None or is_blank(text):
        return When(), None
    plain = None if row.from_heading else parse_period(text, span)
    if text.strip() == LAST_YEAR:
        plain = stretch_of(LAST_YEAR, span, None, span.end)
    named = (plain, False) if plain is not None else parse_heading(text, span)
    if named is None:
        return When(), PeriodNotReadable(**_facts(row, row.origins.get("period", row.origin)), period=text.strip())
    period, cumulative = named
    if span.contains(period):
        return When(period, cumulative), None
    # A month or a year that the span cuts means its part within the span.
    if not period.overlaps(span) or (period.grain is Grain.OTHER and not period.contains(span)):
        outside = PeriodOutsideSpan(**_facts(row, row.origins.get("period", row.origin)), period=period, span=span)
        return When(period, cumulative), outside
    return When(Period(max(period.start, span.start), min(period.end, span.end)), cumulative), None


def kind_in(row: RawActual, nature: Nature, cumulative: bool, called: Kind | None) -> tuple[Kind | None, Diagnostic | None]:
    """The kind of a value: of the row, else of the measure, else of the heading, else of the caller; None: nobody said."""
    text = row.extra.get("kind", "").strip()
    stated = kind_of(text) or kind_of(text.lower())
    if text and stated is None and not is_blank(text) and folded(text) not in SHOWN_ONLY and nature.form == "number":
        return None, KindNotReadable(**_facts(row, row.origins.get("kind", row.origin)), kind=text)
    return stated or nature.measure.kind or (Kind.YTD if cumulative else None) or called, None


def filed(row: RawActual, span: Period) -> tuple[dt.date | None, Diagnostic | None]:
    """The day on which a row was filled in; None without one, or when it cannot be read."""
    return filed_in(row.subject, row.extra, row.origins, row.origin, span)


def filed_in(
    subject: str, columns: Mapping[str, str], origins: Mapping[str, Origin], origin: Origin, span: Period
) -> tuple[dt.date | None, Diagnostic | None]:
    """The same for whatever has a column 填报日期."""
    text = columns.get("filled_on", "")
    if is_blank(text):
        return None, None
    day = parse_day(text, span)
    if day is not None:
        return day, None
    where = origins.get("filled_on", origin)
    return None, FiledDateNotReadable(subject=subject.strip(), text=text.strip(), origin=where, place=place_of(where))
