"""One row below a header → what its known columns say, and what kind of row that makes it.

Levels and project are carried down where a merged cell, or the blank that an export leaves of it, says that they go on.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from indicatorlang.lazily import define, pattern
from indicatorlang.model.filled import FilledColumn, FilledRow, RowKind
from indicatorlang.readers.filled import facts
from indicatorlang.readers.filled.formats import Covered
from indicatorlang.readers.filled.header import Header
from indicatorlang.readers.filled.headings import AMOUNTS, points_in
from indicatorlang.readers.grid import Row

NAMES: tuple[FilledColumn, ...] = ("level1", "level2", "name")
OF_TOTAL: tuple[FilledColumn, ...] = ("project", "year", "weight", "score", "review_score", "deviation", "reason", "note")
_NUMBER = pattern(r"-?\d{1,3}(?:,\d{3}){0,9}(?:\.\d{1,30})?|-?\d{1,30}(?:\.\d{1,30})?")
_MONEY_ONCE: tuple[FilledColumn, ...] = ("weight", "score", "rate")
"""Of a money block's merged cells these belong to the line they stand in; the lines below are parts of its money, not of its score."""


def is_number(text: str) -> bool:
    """Whether a cell is a plain number, perhaps with points behind it."""
    return _NUMBER.fullmatch(text.strip().removesuffix("分").strip()) is not None


@define
class RowReader:
    """Reads the rows below one header, in order; remembers the levels and the project that go on."""

    header: Header
    merged: Mapping[tuple[int, int], Covered]
    _carried: dict[str, str] = attrs.field(factory=dict)

    def read(self, row: Row) -> FilledRow:
        """The row with its fields and its kind."""
        return self.money(row) if self.header.is_money else self.indicator(row)

    def indicator(self, row: Row) -> FilledRow:
        """A row below a header of indicators."""
        own, at = self._own(row)
        fields = dict(own)
        across = self._across(row, fields, at)
        kind = self._kind(row, own, fields, across)
        if kind == "total":
            self._total(row, fields, at)
        if kind in ("indicator", "total", "money"):
            self._carry(fields, at, own, total=kind == "total")
        return FilledRow(row.number, row.cells, kind, fields, at)

    def _own(self, row: Row) -> tuple[dict[str, str], dict[str, int]]:
        """What the row's own cells say, those of a merged cell from above included."""
        fields: dict[str, str] = {}
        at: dict[str, int] = {}
        for meaning, column in self.header.at.items():
            text = self.text(row, column)
            if text:
                fields[meaning], at[meaning] = text, column
        return fields, at

    def text(self, row: Row, column: int, *, above: bool = True) -> str:
        """The text under one heading, which may span several columns."""
        span = self.header.spans.get(column, (column,))
        parts = [row.cells[i].strip() for i in span if i < len(row.cells) and row.cells[i].strip()]
        if parts or not above:
            return "".join(parts)
        for i in span:
            cover = self.merged.get((row.number, i))
            if cover is not None and self.header.last < cover.row < row.number:
                return cover.text.strip()
        return ""

    def _across(self, row: Row, fields: dict[str, str], at: dict[str, int]) -> bool:
        """A name or level that a merged cell of this very row says; whether the name was such."""
        named = False
        for meaning in NAMES:
            column = self.header.at.get(meaning)
            cover = None if column is None or meaning in fields else self.merged.get((row.number, column))
            if column is None or cover is None or cover.row != row.number or not cover.text.strip():
                continue
            if any(self.header.at.get(other) == cover.column for other in NAMES):
                fields[meaning], at[meaning] = cover.text.strip(), column
                named = named or meaning == "name"
        return named

    def _kind(self, row: Row, own: Mapping[str, str], fields: Mapping[str, str], across: bool) -> RowKind:
        filled = [(i, cell.strip()) for i, cell in enumerate(row.cells) if cell.strip()]
        labels = {i for m, i in self.header.at.items() if m in (*NAMES, "id", "project")}
        first, text = filled[0] if filled else (0, "")
        named = [cell for i, cell in filled if i in labels or i == first]
        if any(map(facts.is_total, named)) or (len(filled) == 1 and facts.told_total(text) is not None):
            return "total"
        if any(map(facts.is_subtotal, named)):
            return "other"
        name = self.header.name
        if facts.is_told(text):
            return "other"
        if len(filled) == 1 and (first != name or first == 0):
            return "other"
        demanded = "target" in own and name is not None and name != first and bool(self.text(row, name, above=False))
        labelled = facts.is_label(text) and len(filled) > 1 and first == 0 and name != 0
        if len(filled) == 2 and first == 0 and "grade" in dict(facts.said_in(row.cells)):
            return "other"  # 自评等级：优, below a list whose first column is the name
        if not demanded and (facts.is_word("tail", text) or labelled):
            return "other"
        judged = "target" in own or "actual" in own
        if not judged and any(column in own for column in AMOUNTS) and self.header.columns.has("budget", "spent", "rate"):
            return "money"
        if judged:
            return "indicator"
        if first != name and facts.is_note(text) and first != self.header.at.get("id"):
            return "other"
        if "name" in fields and not across:
            below_own = name is not None and bool(self.text(row, name, above=False))
            return "indicator" if below_own or "weight" in own or "score" in own else "other"
        return "other"

    def _total(self, row: Row, fields: dict[str, str], at: dict[str, int]) -> None:
        """Of a sum its points count and its label. They may stand beside each other in cells that are merged over other columns."""
        for meaning in [meaning for meaning in fields if meaning not in OF_TOTAL]:
            del fields[meaning], at[meaning]
        cells = [(i, cell.strip()) for i, cell in enumerate(row.cells) if cell.strip()]
        told = facts.told_total(cells[0][1]) if len(cells) == 1 else None
        if told is not None:
            at["name"], fields["name"] = cells[0][0], told[0]
            if "score" in self.header.at:
                at["score"], fields["score"] = cells[0][0], told[1]
            return
        at["name"], fields["name"] = next((i, text) for i, text in cells if facts.is_total(text))
        numbers = [(i, text) for i, text in cells if is_number(text)]
        if "score" in self.header.at and "score" not in fields and "weight" not in fields and len(numbers) == 1:
            at["score"], fields["score"] = numbers[0]

    def _carry(self, fields: dict[str, str], at: dict[str, int], own: Mapping[str, str], *, total: bool) -> None:
        """Levels go on within their block, a deeper one only below the same upper one; a project until the next."""
        project = own.get("project")
        if project is not None and not facts.is_total(project):
            if project != self._carried.get("project"):
                self._carried = {"project": project}
        elif "project" in self.header.at and "project" in self._carried:
            fields["project"], at["project"] = self._carried["project"], self.header.at["project"]
        if total:
            return
        if "level1" in fields and fields["level1"] != self._carried.get("level1"):
            self._carried.pop("level2", None)
        levels: tuple[FilledColumn, ...] = ("level1", "level2")
        for level in levels:
            if level in fields:
                self._carried[level] = fields[level]
            elif level in self.header.at and level in self._carried:
                fields[level], at[level] = self._carried[level], self.header.at[level]

    def money(self, row: Row) -> FilledRow:
        """A row below a header of amounts."""
        fields: dict[str, str] = {}
        at: dict[str, int] = {}
        for meaning, column in self.header.at.items():
            text = self.text(row, column, above=meaning not in _MONEY_ONCE)
            if text:
                fields[meaning], at[meaning] = text, column
        amounts = [column for meaning, column in self.header.at.items() if meaning in AMOUNTS]
        if "label" not in self.header.at and amounts:
            self._label(row, min(amounts), fields, at)
        said = any(m in fields for m in (*AMOUNTS, "weight", "score"))
        if not said and "label" not in fields:
            return FilledRow(row.number, row.cells, "other", fields, at)
        score = self.header.at.get("score")
        if score is not None and "score" in fields and "weight" not in self.header.at:
            points = points_in(self.header.columns.headings[score])
            if points:
                fields["weight"], at["weight"] = points, score
        if fields.get("label") and facts.is_total(fields["label"]) and "project" in self.header.at:
            return FilledRow(row.number, row.cells, "total", fields, at)
        return FilledRow(row.number, row.cells, "money", fields, at)

    def _label(self, row: Row, stop: int, fields: dict[str, str], at: dict[str, int]) -> None:
        """The source of the money: the text nearest to the left of the amounts; 其中： before it goes with it."""
        known = {column for meaning, column in self.header.at.items() if meaning != "label"}
        for column in range(stop - 1, -1, -1):
            text = row.cells[column].strip() if column < len(row.cells) else ""
            if text and column not in known:
                fields["label"], at["label"] = text, column
                return
