"""Where one form ends and the next begins, when several stand below one another in a sheet.

A form begins with its title, its year or the name of its project. A second header that reads its rows in the same way is the same form
going on (a page was broken); one that reads them differently is another table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indicatorlang.readers.filled import facts
from indicatorlang.readers.filled.header import Header, Mapped, Merged, header_at
from indicatorlang.readers.grid import Row

Headers = Mapping[int, tuple[Header, int]]
"""The headers by the position of their first row, each with its number of rows."""


def headers_of(rows: Sequence[Row], merged: Merged, mapping: Mapped) -> Headers:
    """All headers among rows that are not blank."""
    found: dict[int, tuple[Header, int]] = {}
    position = 0
    while position < len(rows):
        header = header_at(rows, position, merged, mapping)
        if header is not None:
            found[position] = header
        position += header[1] if header is not None else 1
    return found


def begins_form(row: Row) -> bool:
    """Whether a row is the title, the year or the project of a form."""
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    if len(filled) == 1:
        text = filled[0]
        return facts.is_title(text) or facts.is_year_line(text) or (text.startswith("附") and len(text) <= 8)
    return facts.fact_of(filled[0]) == "project" and len(filled) > 1 and not facts.is_label(filled[1])


def starts_of(rows: Sequence[Row], headers: Headers) -> list[int]:
    """The positions at which forms begin; the first is 0."""
    starts = [0]
    current: Header | None = None
    behind = 0
    positions = sorted(headers)
    for place, position in enumerate(positions):
        header, count = headers[position]
        if current is not None:
            start = next((i for i in range(behind, position) if begins_form(rows[i])), None)
            if start is None and _differs(header, current, [headers[p][0] for p in positions[place + 1 :]]):
                start = position
            if start is not None:
                starts.append(start)
                current = None
        if not header.is_money:
            current = header
        behind = position + count
    return starts


def _differs(header: Header, current: Header, later: Sequence[Header]) -> bool:
    """Whether a header without a title above it opens another table: money, when indicators of its own follow."""
    if header.is_money:
        return any(not below.is_money for below in later)
    return not header.same_as(current)
