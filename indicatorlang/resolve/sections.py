"""The smaller sections of a ruleset: units, scales, tables of cases, baselines, the calendar, money."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.diagnostics import Lang
from indicatorlang.library.lookup import calendars
from indicatorlang.library.units import parse_unit
from indicatorlang.model.calendar import Calendar
from indicatorlang.model.period import Period, parse_period, year_of
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import BUDGET, BudgetChange, Funds, Records
from indicatorlang.model.scale import Level, Scale
from indicatorlang.model.unit import Unit
from indicatorlang.resolve import problems, value_problems
from indicatorlang.resolve.fields import (
    Fields,
    Found,
    a_choice,
    a_day,
    a_number,
    a_quantity,
    a_text,
    near,
    pairs,
    read_fields,
    short,
)
from indicatorlang.resolve.keys.choices import COLUMNS
from indicatorlang.resolve.row.adjustment_problems import BudgetChangedLate, BudgetsDiffer, ChangedTwiceInADay
from indicatorlang.syntax.yaml.tree import Mapping as YamlMapping
from indicatorlang.syntax.yaml.tree import Node, Scalar, Sequence

MAX_NAMES = 20_000
MAX_LEVELS = 100
MAX_DAYS = 5_000
_JOINS = ("..", "至", "—", "–", "～", "~", "到", "-")
_COLUMN_KINDS: Mapping[str, Literal["date", "number", "text"]] = {"date": "date", "number": "number", "text": "text"}


def read_span(fields: Fields, found: Found, name: str) -> Period | None:
    """The span of a ruleset: its period if that lies in the year, else the year, else the period."""
    year, period = (_span(fields, key, found) for key in ("year", "period"))
    if year is None and period is None:
        if "year" not in fields and "period" not in fields:
            found.add(value_problems.NoSpan(ruleset=short(name), place=fields.place))
        return None
    if year is None or period is None:
        return year or period
    if not year.overlaps(period):
        found.add(
            value_problems.SpansDisagree(year=fields.text("year"), period=short(fields.text("period")), place=fields.at("period"))
        )
    return period if year.contains(period) else year


def _span(fields: Fields, key: str, found: Found) -> Period | None:
    scalar = fields.scalar(key)
    if scalar is None:
        return None
    text = scalar.text.strip()
    period = span_of(text) if len(text) <= 60 else None
    if period is None or period.end < period.start:
        backwards = period is not None
        found.add(value_problems.NotASpan(key=fields.label(key), value=short(text), backwards=backwards, place=scalar.place))
        return None
    return period


def span_of(text: str) -> Period | None:
    """The span a text names: a period, or two of them joined (`2019-2021`, `2019年1月至2019年9月`); it may run backwards.

    >>> span_of("2019-01..2019-09").text, span_of("2019-2021").text
    ('2019-01..2019-09', '2019-01..2021-12')
    """
    alone = parse_period(text)
    if alone is not None and alone.start <= alone.end:
        return alone
    for join in _JOINS:
        for at in range(len(text)):
            if text.startswith(join, at):
                first, last = parse_period(text[:at]), _last(text[at + len(join) :], text[:at])
                if first is not None and last is not None:
                    return Period(first.start, last.end)
    return None


def _last(text: str, first: str) -> Period | None:
    """The second half of a span; its year is that of the first half where it has none (2019年1月至9月)."""
    start = parse_period(first)
    return parse_period(text, None if start is None else year_of(start.start.year))


def read_units(node: Node | None, found: Found) -> None:
    """The ruleset's own names of units: `门店: 家` is another name, `担: 50 千克` a unit of its own size."""
    for name, value in pairs(node, "单位别名", found, MAX_NAMES):
        text = a_text(value, name.text, found)
        if text is None or not name.text.strip():
            continue
        common = parse_unit(name.text)
        if common.known and not common.unit.is_count:
            found.add(value_problems.UnitRedefined(unit=short(name.text), place=name.place))
            continue
        quantity = a_quantity(text, name.text, found) if any(c.isdigit() for c in text.text) else None
        if quantity is not None:
            found.units[name.text.strip()] = Unit(name.text.strip(), quantity.base, quantity.unit.dimension)
        elif not any(c.isdigit() for c in text.text):
            unit = found.unit(text.text, text.place)
            found.units[name.text.strip()] = attrs.evolve(unit, text=name.text.strip())


def read_scales(node: Node | None, found: Found) -> dict[str, Scale]:
    """The scales by name, best level first."""
    scales: dict[str, Scale] = {}
    for name, value in pairs(node, "等级", found, MAX_NAMES):
        levels = list(_levels(name, value, found))
        if len(levels) < 2:
            if isinstance(value, Sequence | YamlMapping) or not levels:
                found.add(value_problems.BadScale(name=short(name.text), fault="short", place=name.place))
            continue
        _check_levels(name, levels, found)
        plain_levels = tuple(level for level, _ in levels)
        scales[name.text.strip()] = Scale(name.text.strip(), plain_levels)
    return scales


def _levels(name: Scalar, value: Node, found: Found) -> list[tuple[Level, Scalar]]:
    levels: list[tuple[Level, Scalar]] = []
    if isinstance(value, Sequence):
        for item in value.items[:MAX_LEVELS]:
            word = a_text(item, name.text, found)
            if word is not None and word.text.strip():
                levels.append((Level(word.text.strip()), word))
        return levels
    for word, said in pairs(value, name.text, found, MAX_LEVELS):
        text = a_text(said, word.text, found)
        number = None if text is None or not text.text.strip() else a_number(text, word.text, found)
        levels.append((Level(word.text.strip(), number), word))
    return levels


def _check_levels(name: Scalar, levels: list[tuple[Level, Scalar]], found: Found) -> None:
    seen: set[str] = set()
    before: Fraction | None = None
    numbered = any(level.number is not None for level, _ in levels)
    for level, word in levels:
        fault: Literal["twice", "order", "mixed"] | None = None
        if level.name in seen:
            fault = "twice"
        elif numbered and level.number is None:
            fault = "mixed"
        elif before is not None and level.number is not None and level.number >= before:
            fault = "order"
        if fault is not None:
            found.add(value_problems.BadScale(name=short(name.text), fault=fault, level=short(level.name), place=word.place))
        seen.add(level.name)
        before = level.number if level.number is not None else before


def read_records(node: Node | None, found: Found) -> dict[str, Records]:
    """The tables of cases by name."""
    tables: dict[str, Records] = {}
    for name, value in pairs(node, "台账", found, MAX_NAMES):
        fields = read_fields(value, "records", found, name.text)
        if fields is None:
            continue
        columns: dict[str, Literal["date", "number", "text"]] = {}
        for column, said in pairs(fields.node("columns"), fields.label("columns"), found, MAX_LEVELS):
            text = a_text(said, column.text, found)
            kind = None if text is None else a_choice(text, column.text, COLUMNS, found)
            columns[column.text.strip()] = _COLUMN_KINDS[kind or "text"]
        date = fields.text("date") or None
        if date is not None and columns.get(date) != "date":
            dates = tuple(c for c, kind in columns.items() if kind == "date")
            reference = problems.UnknownReference(kind="column", name=short(date), near=near(date, dates), known=dates)
            found.add(reference.at(fields.at("date")))
        tables[name.text.strip()] = Records(name.text.strip(), date, columns)
    return tables


def read_baselines(node: Node | None, found: Found) -> dict[str, dict[str, Quantity]]:
    """Baselines by name, each with its measures."""
    baselines: dict[str, dict[str, Quantity]] = {}
    for name, value in pairs(node, "基期值", found, MAX_NAMES):
        of: dict[str, Quantity] = {}
        for measure, said in pairs(value, name.text, found, MAX_NAMES):
            text = a_text(said, measure.text, found)
            quantity = None if text is None else a_quantity(text, measure.text, found)
            if quantity is not None:
                of[measure.text.strip()] = quantity
        baselines[name.text.strip()] = of
    return baselines


def read_calendar(node: Node | None, found: Found) -> Calendar:
    """The calendar, with the days that the ruleset changes."""
    name, fields = "china", None
    if isinstance(node, Scalar):
        fields = read_fields(YamlMapping(()), "calendar", found)
        keys = {} if fields is None else fields.key("name").choices
        name = a_choice(node, "工作日历", keys, found) or name
    elif node is not None:
        fields = read_fields(node, "calendar", found)
        name = (None if fields is None else fields.choice("name")) or name
    calendar = calendars()[name].build()
    changes = {} if fields is None or "overlay" not in fields else _overlay(fields, found)
    for day, scalar in changes.items():
        if calendar.is_workday(day) is None:
            found.add(value_problems.CalendarDay(day=day.isoformat(), outside=True, place=scalar[1].place))
    return calendar.overlaid([(day, works) for day, (works, _) in changes.items()]) if changes else calendar


def _overlay(fields: Fields, found: Found) -> dict[dt.date, tuple[bool, Scalar]]:
    changes: dict[dt.date, tuple[bool, Scalar]] = {}
    node = fields.node("overlay")
    days = None if node is None else read_fields(node, "overlay", found)
    for name, works in (("off", False), ("work", True)):
        for item in () if days is None else days.items(name)[:MAX_DAYS]:
            text = a_text(item, name, found)
            day = None if text is None or days is None else a_day(text, days.label(name), found)
            if day is None or text is None:
                continue
            if day in changes and changes[day][0] != works:
                found.add(value_problems.CalendarDay(day=day.isoformat(), place=text.place))
            changes[day] = (works, text)
    return changes


def read_funds(fields: Fields, found: Found, span: Period) -> Funds | None:
    """The money of the project and its approved changes; None when nothing is said of either."""
    node = fields.node("funds")
    section = None if node is None else read_fields(node, "funds", found)
    changes = tuple(_changes(fields, found, span))
    if section is None:
        return Funds(changes=changes) if changes else None
    sources: list[tuple[str, Quantity]] = []
    for name, value in pairs(section.node("sources"), section.label("sources"), found, MAX_NAMES):
        text = a_text(value, name.text, found)
        quantity = None if text is None else a_quantity(text, name.text, found, money=True)
        if quantity is not None:
            sources.append((name.text, quantity))
    initial, budget = (section.quantity(name, money=True) for name in ("initial", "budget"))
    if budget is not None and changes and changes[-1].amount.base != budget.base:
        amounts = budget, changes[-1].amount
        zh, en = ([amount.shown(lang) for amount in amounts] for lang in _BOTH)
        found.add(
            BudgetsDiffer(
                approved=changes[-1].approved,
                place=section.at("budget"),
                budget=zh[0],
                change=zh[1],
                budget_en=en[0],
                change_en=en[1],
            )
        )
    return Funds(initial, budget, tuple(sources), changes)


_BOTH: tuple[Lang, ...] = ("zh", "en")


def _changes(fields: Fields, found: Found, span: Period) -> list[BudgetChange]:
    """The approved changes of the budget, by day."""
    changes: dict[dt.date, BudgetChange] = {}
    for item in fields.items("budget_adjusted"):
        section = read_fields(item, "change", found)
        if section is None:
            continue
        approved, amount = section.day("approved"), section.quantity("amount", money=True)
        if approved is None or amount is None:
            continue
        if approved > span.end:
            found.add(BudgetChangedLate(approved=approved, end=span.end, place=section.at("approved")))
        if approved in changes:
            found.add(ChangedTwiceInADay(name=BUDGET, approved=approved, place=section.at("approved")))
        changes[approved] = BudgetChange(approved, section.text("document"), amount, section.text("reason"))
    return [changes[day] for day in sorted(changes)]
