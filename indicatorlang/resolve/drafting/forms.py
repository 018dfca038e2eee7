"""A filled-in table → forms: one a project and year, rows as typed, the money block as sums."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.model.draft import Form, FormRow, Money
from indicatorlang.model.filled import FilledRow, FilledTable
from indicatorlang.resolve.drafting.problems import PlaceholderRow, RowWithoutName
from indicatorlang.resolve.drafting.texts import is_blank, placeholder, placeholder_name
from indicatorlang.resolve.fields import short

_UNIT = re.compile(r"[（(【\[]\s*(?:单位[:：]\s*)?((?:[百千]?万|亿)?元)\s*[）)】\]]|单位[:：]\s*((?:[百千]?万|亿)?元)")
_TOTAL = re.compile(r"总额|总计|合计|总预算|年度资金|^\s*$")
_PART = re.compile(r"其中")


def forms_of(table: FilledTable) -> tuple[tuple[Form, ...], tuple[Diagnostic, ...]]:
    """The forms of a table in the order in which their projects come, and what of it is left out."""
    found: list[Diagnostic] = []
    groups: dict[tuple[str, str], list[FormRow]] = {}
    money: list[FilledRow] = []
    for row in table.rows:
        if row.kind == "money":
            money.append(row)
        elif row.kind == "indicator":
            drafted = _row(table, row, found)
            if drafted is not None:
                groups.setdefault((_told(row.get("project")), _told(row.get("year"))), []).append(drafted)
    several = len(groups) > 1
    facts = {key: _told(text) for key, text in table.facts.items()}
    sums = () if several else tuple(_money(table, money))
    weight = next((row.get("weight") for row in money if row.get("weight")), "")
    forms = tuple(
        Form(
            tuple(rows),
            project or facts.get("project", ""),
            "" if several else facts.get("code", ""),
            facts.get("department", ""),
            facts.get("agency", ""),
            year or facts.get("year", ""),
            facts.get("period", ""),
            "" if several else facts.get("goal", ""),
            money=sums,
            budget_weight="" if several else weight,
            file=table.file or "",
            sheet=table.sheet or "",
        )
        for (project, year), rows in groups.items()
    )
    return forms, tuple(found)


def _told(text: str) -> str:
    """A fact on one line; empty when it is still to be filled in."""
    text = " ".join(text.split())
    return "" if placeholder(text) or is_blank(text) else text


def _row(table: FilledTable, row: FilledRow, found: list[Diagnostic]) -> FormRow | None:
    name, target = row.get("name").strip(), row.get("target").strip()
    place = Place(table.file, table.sheet, row.number)
    if placeholder_name(name):
        if not is_blank(name):
            found.append(PlaceholderRow(name=short(name), place=place))
        elif not is_blank(target):
            found.append(RowWithoutName(target=short(target), place=place))
        return None
    return FormRow(
        " ".join(name.split("\n")).strip() if name.isascii() else re.sub(r"\s*[\r\n]+\s*", "", name),
        target,
        row.get("op"),
        row.get("unit"),
        row.get("weight"),
        row.get("rule"),
        row.get("evidence"),
        row.get("note"),
        row.get("id"),
        _heading(row.get("level1")),
        _heading(row.get("level2")),
        row.number,
    )


def _heading(text: str) -> str:
    """A level of the form on one line, without the points that some forms print into it (产出指标（50分）)."""
    return re.sub(r"[（(]\s*[0-9.]+\s*分?\s*[）)]$", "", re.sub(r"\s+", "", text) if not text.isascii() else text.strip())


def _money(table: FilledTable, rows: Iterable[FilledRow]) -> Iterable[Money]:
    """The sums of the money block; the unit is that of the block, or of the heading of the column."""
    headings = " ".join(taken.heading for taken in table.money_taken if taken.meaning in ("initial", "budget"))
    common = _unit(table.facts.get("money_unit", "")) or _unit(headings)
    for row in rows:
        label = re.sub(r"\s+", "", row.get("label"))
        unit = _unit(label) or common
        total = bool(_TOTAL.search(label)) and not _PART.match(label)
        yield Money(_UNIT.sub("", _PART.sub("", label)).strip(":：、， "), row.get("initial"), row.get("budget"), unit, total)


def _unit(text: str) -> str:
    match = _UNIT.search(text)
    if match:
        return match[1] or match[2]
    return text.strip() if re.fullmatch(r"(?:[百千]?万|亿)?元", text.strip()) else ""
