"""A filled-in table → forms: one a project and year, rows as typed, the money block as sums."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

import attrs

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import pattern
from indicatorlang.model.draft import Form, FormRow, Money, Note, asked, told
from indicatorlang.model.filled import Fact, FilledColumn, FilledRow, FilledTable
from indicatorlang.resolve.drafting.problems import PlaceholderRow, RowWithoutName
from indicatorlang.resolve.drafting.texts import is_blank, placeholder, placeholder_name
from indicatorlang.resolve.fields import short

_UNIT = pattern(r"[（(【\[]\s*(?:单位[:：]\s*)?((?:[百千]?万|亿)?元)\s*[）)】\]]|单位[:：]\s*((?:[百千]?万|亿)?元)")
_TOTAL = pattern(r"总额|总计|合计|总预算|年度资金|当年预算|预算金额|预算资金|^\s*$")
_PART = pattern(r"其中")
_NUMBER = pattern(r"指标\s*[0-9０-９一二三四五六七八九十]{1,3}\s*[:：.、．]\s*(?=\S)")
_STAMP = pattern(r"\s*[（(](?:公章|盖章|签章|签字)[）)]$")
_SAME = ("同上", "同前", "〃")
_SIGN = pattern(r"[≥≤><＞＜=＝≧≦⩾⩽]|定性|定量")
_YEAR = pattern(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


Rows = list[tuple[FormRow, dict[str, str]]]
"""Rows, each with what it says in columns that nothing is made of."""


def forms_of(table: FilledTable) -> tuple[tuple[Form, ...], tuple[Diagnostic, ...]]:
    """The forms of a table in the order in which their projects come, and what of it is left out."""
    found: list[Diagnostic] = []
    groups: dict[tuple[str, str], list[tuple[FormRow, dict[str, str]]]] = {}
    money: list[FilledRow] = []
    before: FormRow | None = None
    for row in table.rows:
        if row.kind == "money":
            money.append(row)
        elif row.kind == "indicator":
            drafted = _row(table, row, found)
            if drafted is not None:
                before = drafted = _as_above(drafted, before)
                key = (_told(row.get("project")), _told(row.get("year")))
                groups.setdefault(key, []).append((drafted, _beside(table, row)))
    several = len(groups) > 1
    facts = {key: _told(text) for key, text in table.facts.items()}
    heading_year = _year_of_heading(table)
    notes = _notes(table, facts, heading_year)
    sums = () if several else tuple(_money(table, money))
    if not any(row.get("spent") or row.get("initial") for row in money):
        # What is applied for, with nothing spent yet, is the budget at the start of the year.
        sums = tuple(attrs.evolve(part, initial=part.budget, budget="") for part in sums)
    weight = next((row.get("weight") for row in money if row.get("weight")), "")
    forms = tuple(
        Form(
            _with_beside(rows),
            project or facts.get("project", ""),
            "" if several else facts.get("code", ""),
            _STAMP.sub("", facts.get("department", "")),
            _STAMP.sub("", facts.get("agency", "")),
            year or facts.get("year", "") or heading_year,
            facts.get("period", ""),
            "" if several else facts.get("goal", ""),
            money=sums,
            budget_weight="" if several else weight,
            notes=(*notes, *_of_project(rows)),
            file=table.file or "",
            sheet=table.sheet or "",
        )
        for (project, year), rows in groups.items()
    )
    return forms, tuple(found)


def _as_above(row: FormRow, before: FormRow | None) -> FormRow:
    """The row with what it only says to be the same as above."""
    if before is None:
        return row
    if row.rule.strip() in _SAME:
        row = attrs.evolve(row, rule=before.rule)
    if row.evidence.rpartition("：")[2].strip() in _SAME:
        row = attrs.evolve(row, evidence=before.evidence)
    return row


def _year_of_heading(table: FilledTable) -> str:
    """The year that the heading of the targets names: 年度指标值（2024年）."""
    found = {match[1] for taken in table.taken if taken.meaning == "target" for match in _YEAR.finditer(taken.heading)}
    return found.pop() if len(found) == 1 else ""


def _notes(table: FilledTable, facts: dict[Fact, str], heading_year: str) -> tuple[Note, ...]:
    """What the form says that no key takes, and what of it was left out."""
    notes: list[Note] = []
    period = facts.get("period", "")
    if heading_year and not facts.get("year") and period:
        notes.append(
            asked(
                f"原表实施期是{period}，这里取{heading_year}年的指标值",
                f"the form spans {period}; these are its targets for {heading_year}",
            )
        )
    if any(row.kind == "indicator" and row.get("actual") for row in table.rows):
        notes.append(
            told(
                "原表已填的完成值和得分不属于规则，没有写进来。",
                "Actuals and scores that are filled in are no part of a ruleset and are left out.",
            )
        )
    if table.remarks:
        notes.append(told("原表另有下列内容，没有对应的栏目，录此备查：", "What else the form says, kept for reference:"))
        notes += [told(f"　{text}", f"  {text}") for text in table.remarks]
    return tuple(notes)


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
    name = " ".join(name.split("\n")).strip() if name.isascii() else re.sub(r"\s*[\r\n]+\s*", "", name)
    op = row.get("op").strip()
    if is_blank(target) and not is_blank(op) and not _SIGN.search(op):
        target, op = op, ""  # 正增长 in the column of signs
    return FormRow(
        _NUMBER.sub("", name),
        target,
        op,
        row.get("unit"),
        row.get("weight"),
        row.get("rule"),
        _headed(table, row, "evidence"),
        row.get("note"),
        row.get("id"),
        _heading(row.get("level1")),
        _heading(row.get("level2")),
        row.number,
    )


def _headed(table: FilledTable, row: FilledRow, meaning: FilledColumn) -> str:
    """What a column says, behind the heading of the form."""
    text = " ".join(row.get(meaning).split())
    heading = next((taken.heading for taken in table.taken if taken.meaning == meaning), "")
    return f"{heading}：{text}" if text.strip("/-—无") and heading else text


def _beside(table: FilledTable, row: FilledRow) -> dict[str, str]:
    """What the row says in columns that nothing is made of (责任科室：环卫科)."""
    return {
        heading: " ".join(text.split())
        for heading, text in zip(table.headings, row.cells, strict=False)
        if heading in table.untaken and not is_blank(text)
    }


def _once(rows: Rows) -> set[str]:
    """The columns that only the first of several rows fills: they are about the project, in a merged cell."""
    return set(rows[0][1]) - {heading for _, said in rows[1:] for heading in said} if len(rows) > 1 else set()


def _with_beside(rows: Rows) -> tuple[FormRow, ...]:
    """The rows with what stands beside each in its remark."""
    once = _once(rows)
    found = []
    for row, said in rows:
        parts = [row.remark.strip(), *(f"{heading}：{text}" for heading, text in said.items() if heading not in once)]
        found.append(attrs.evolve(row, remark="；".join(part for part in parts if part)))
    return tuple(found)


def _of_project(rows: Rows) -> Iterable[Note]:
    """What stands beside the first row and is about all."""
    once = _once(rows)
    for heading, text in rows[0][1].items():
        if heading in once:
            yield told(f"原表另有：{heading}：{text}", f"the form also says: {heading}: {text}")


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
        yield Money(_source(label), row.get("initial"), row.get("budget"), unit, total)
        if len(row.at) == 2:
            yield from _parts_beside(row, unit)


def _source(label: str) -> str:
    return _UNIT.sub("", _PART.sub("", label)).strip(":：、， ")


def _parts_beside(row: FilledRow, unit: str) -> Iterable[Money]:
    """Parts of the sum that stand in its own row: 资金总额 150, 其中：财政资金 100."""
    filled = [cell.strip() for i, cell in enumerate(row.cells) if cell.strip() and i not in row.at.values()]
    for label, amount in itertools.pairwise(filled):
        if _PART.match(label) and re.fullmatch(r"[0-9][0-9,]*(?:\.[0-9]+)?", amount):
            yield Money(_source(re.sub(r"\s+", "", label)), budget=amount, unit=_unit(label) or unit)


def _unit(text: str) -> str:
    match = _UNIT.search(text)
    if match:
        return match[1] or match[2]
    return text.strip() if re.fullmatch(r"(?:[百千]?万|亿)?元", text.strip()) else ""
