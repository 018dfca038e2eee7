"""Where the names of the columns stand: one row, or two of which the upper one groups columns of the lower.

A header of indicators names an indicator and what was wanted of it, or how it came out; one of money names a budget and what was spent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from indicatorlang.diagnostics import Place
from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.filled import FilledColumn, Taken
from indicatorlang.readers.filled import facts
from indicatorlang.readers.filled.formats import SheetGrid
from indicatorlang.readers.filled.headings import (
    LONGEST,
    Columns,
    claims_of,
    columns_of,
    nearest,
    squeeze,
)
from indicatorlang.readers.filled.problems import DoubtfulColumns, LayoutNotUnderstood
from indicatorlang.readers.grid import Row

HEADER_ROWS = 50
"""How many rows that are not blank are searched for the first header."""
Merged = Mapping[tuple[int, int], tuple[str, int, int]]
Mapped = Mapping[FilledColumn, str]
_AMOUNT = pattern(r"(?!(?:19|20)\d\d$)-?[\d,]{1,30}(?:\.\d{1,30})?%?")
_ONLY_INDICATORS: frozenset[FilledColumn] = frozenset(("name", "target", "actual", "op", "unit", "rule", "level1", "level2"))


@frozen
class Header:
    """One header. `last` is the row number of its last row; `spans` are the columns under each taken heading when that is a merged
    cell over several; `is_money` tells the header of a money block from one of indicators."""

    columns: Columns
    last: int
    is_money: bool
    spans: Mapping[int, tuple[int, ...]] = attrs.field(factory=dict)

    @property
    def at(self) -> Mapping[FilledColumn, int]:
        """Where each column stands."""
        return self.columns.at

    @property
    def name(self) -> int | None:
        """The column that names what a row is about."""
        return self.at.get("name")

    def same_as(self, other: Header) -> bool:
        """Whether rows under both are read alike."""
        return self.is_money == other.is_money and self.at == other.at and self.spans == other.spans

    def taken(self) -> tuple[Taken, ...]:
        """The columns as they were understood, from left to right."""
        texts = self.columns.headings
        named = sorted((at, meaning) for meaning, at in self.at.items())
        return tuple(Taken(meaning, texts[at], at, meaning in self.columns.mapped) for at, meaning in named)

    def untaken(self) -> tuple[str, ...]:
        """The headings that are not used."""
        used = set(self.at.values())
        return tuple(text for i, text in enumerate(self.columns.headings) if text and i not in used)

    def doubts(self, place: Place) -> tuple[DoubtfulColumns, ...]:
        """One error for each thing that several columns could be."""
        texts = self.columns.headings
        return tuple(
            DoubtfulColumns(place=place, column=meaning, headings=tuple(texts[i] for i in at))
            for meaning, at in self.columns.doubtful.items()
        )


def is_indicator_header(columns: Columns) -> bool:
    """Whether these columns are those of rows of indicators."""
    if not columns.has("name", "level2", "level1") or columns.known < 2:
        return False
    if columns.has("target", "actual"):
        return columns.has("name", "level2") or columns.known > 2
    beside = sum(columns.has(column) for column in ("weight", "score", "rule", "op", "unit"))
    return columns.has("name", "level2") and beside >= 2


def is_money_header(columns: Columns) -> bool:
    """Whether these columns are those of amounts."""
    if columns.has("target", "actual") and columns.has("name"):
        return False
    declared = columns.has("initial") and columns.has("budget")
    return (
        declared
        or (columns.has("initial", "budget") and columns.has("spent", "rate", "score"))
        or (columns.has("spent") and columns.has("rate"))
    )


def header_at(rows: Sequence[Row], position: int, merged: Merged, mapping: Mapped) -> tuple[Header, int] | None:
    """The header that begins with this row, and how many rows it has; None when none does."""
    row = rows[position]
    if not _may_be(row):
        return None
    alone = _header(row.cells, row, merged, mapping)
    below = rows[position + 1] if position + 1 < len(rows) else None
    if below is not None and _states_facts(row):
        below = None
    drawn = below is not None and _drawn_as_one(row, below, merged)
    if below is not None and below.number <= row.number + 2 and _may_be(below) and (drawn or _all_known(below)):
        both = _header(_joined(row, below), below, merged, mapping)
        rest = _header(below.cells, below, merged, mapping)
        most = max((h.columns.known for h in (alone, rest) if h is not None), default=0)
        # Goals told at length stand over merged cells as well; above a header that is whole without them they are none of it.
        tie = drawn and (rest is None or bool(_reaching_down(row, below)))
        if both is not None and both.columns.known + tie > most and (drawn or _groups(row, below)):
            return both, 2
    return None if alone is None else (alone, 1)


def _may_be(row: Row) -> bool:
    """Whether a row can be a header at all: several texts, and none of them an amount."""
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    return 1 < len(filled) < 300 and not any(_AMOUNT.fullmatch(cell) for cell in filled)


def _states_facts(row: Row) -> bool:
    """Whether a row is one of labels, each with its value beside it: 项目名称, 河道保洁 groups no columns below it."""
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    labels, values = filled[::2], filled[1::2]
    told = len(labels) == len(values) and all(map(facts.is_label, labels))
    return told and not any(facts.is_label(value) or claims_of(value) for value in values)


def _drawn_as_one(row: Row, below: Row, merged: Merged) -> bool:
    """Whether the merged cells say that two rows are one header: all of the lower one stands under cells that are merged sideways, and
    the other headings reach down over it."""
    for i in range(max(len(row.cells), len(below.cells))):
        upper, lower = _cell(row, i), _cell(below, i)
        cover = merged.get((row.number, i))
        in_group = cover is not None or (bool(upper) and (row.number, i + 1) in merged)
        reached = merged.get((below.number, i))
        if (lower and not in_group) or (upper and not lower and (reached is None or reached[1] != row.number)):
            return False
    return any(_cell(below, i) for i in range(len(below.cells)))


def _reaching_down(row: Row, below: Row) -> list[int]:
    """The columns whose heading stands in the upper row alone."""
    return [i for i in range(len(row.cells)) if _cell(row, i) and not _cell(below, i)]


def _all_known(row: Row) -> bool:
    """Whether a row can be the lower one of two: headings, with hardly one that is not known."""
    cells = [squeeze(cell) for cell in row.cells if cell.strip()]
    known = sum(bool(claims_of(cell)) for cell in cells)
    return known == len(cells) or (known >= 5 and known >= len(cells) - 2)


def _groups(row: Row, below: Row) -> bool:
    """Whether an upper row stands over the lower one: what has nothing below it is a heading of its own."""
    width = max(len(row.cells), len(below.cells))
    return all(claims_of(_cell(row, i)) for i in range(width) if _cell(row, i) and not _cell(below, i))


def _cell(row: Row, index: int) -> str:
    return squeeze(row.cells[index]) if index < len(row.cells) else ""


def _joined(row: Row, below: Row) -> tuple[str, ...]:
    """Each column's heading out of two rows: 自评 over 得分 is 自评得分 where that is known, else what the lower one says."""
    texts = []
    group = ""
    for i in range(max(len(row.cells), len(below.cells))):
        upper, lower = _cell(row, i), _cell(below, i)
        if upper:
            group = upper if lower else ""
        elif not lower:
            group = ""
        if not lower:
            texts.append(upper)
        elif group and claims_of(group + lower):
            texts.append(group + lower)
        else:
            texts.append(lower)
    # 自评 over 分值 and 得分 makes one 得分 of both: what the lower row says otherwise is meant.
    for meaning, places in columns_of(texts).doubtful.items():
        for i in places:
            lower = _cell(below, i)
            if lower and lower != texts[i] and any(claim.sure and claim.meaning != meaning for claim in claims_of(lower)):
                texts[i] = lower
    return tuple(texts)


def _header(cells: Sequence[str], row: Row, merged: Merged, mapping: Mapped) -> Header | None:
    columns = columns_of([cell if len(cell) <= 2 * LONGEST else "" for cell in cells], mapping)
    indicators, money = is_indicator_header(columns), is_money_header(columns)
    if not indicators and not money:
        return None
    is_money = money and not indicators
    if is_money:
        columns = _of_money(columns)
    return Header(columns, row.number, is_money, _spans(columns, row.number, merged))


def _of_money(columns: Columns) -> Columns:
    """The columns of a money block: what only indicators have is none of it."""
    at = {m: i for m, i in columns.at.items() if m not in _ONLY_INDICATORS}
    doubtful = {m: i for m, i in columns.doubtful.items() if m not in _ONLY_INDICATORS}
    return attrs.evolve(columns, at=at, doubtful=doubtful)


def _spans(columns: Columns, number: int, merged: Merged) -> dict[int, tuple[int, ...]]:
    spans = {}
    for column in columns.at.values():
        stop = column + 1
        while (cover := merged.get((number, stop))) is not None and cover[2] == column:
            stop += 1
        if stop > column + 1:
            spans[column] = tuple(range(column, stop))
    return spans


def not_understood(grid: SheetGrid, rows: Sequence[Row]) -> LayoutNotUnderstood:
    """The error for a grid in which no header was found, showing the row that came nearest to one."""
    candidates = [row for row in rows if not row.blank][:HEADER_ROWS]
    if not candidates:
        return LayoutNotUnderstood(place=Place(grid.file, grid.sheet))
    best = max(candidates, key=lambda row: (columns_of(row.cells).known, min(12, sum(map(bool, map(str.strip, row.cells))))))
    columns = columns_of([cell for cell in best.cells if len(cell) <= 2 * LONGEST])
    texts = columns.headings
    of = {i: meaning for meaning, i in columns.at.items()} | {i: m for m, places in columns.doubtful.items() for i in places}
    known = tuple((text, of[i]) for i, text in enumerate(texts) if text and i in of)
    unknown = tuple(dict.fromkeys(text for i, text in enumerate(texts) if text and i not in of))
    missing: tuple[FilledColumn, ...] = ()
    if columns.has("budget", "initial", "spent", "rate") and not columns.has("name"):
        missing = ("budget",) if columns.has("spent", "rate") else ("spent",)
    else:
        missing += () if columns.has("name", "level2") else ("name",)
        missing += () if columns.has("target", "actual") else ("target", "actual")
    place = grid.place(best.number)
    return LayoutNotUnderstood(place=place, known=known, unknown=unknown, missing=missing, near=nearest(unknown, *missing))
