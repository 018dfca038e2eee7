"""One line of plain text → its cells: split at tabs, else at runs of two or more blanks."""

from __future__ import annotations

from indicatorlang.lazily import pattern

_GAP = pattern(r"[ \u3000\u00a0]{2,}")


def cells_of_line(line: str) -> tuple[str, ...]:
    """The cells of a line, trimmed. Tabs count each, so that blank cells between them stay; blanks before and behind do not."""
    return tuple(text for text, _ in placed_cells(line))


def placed_cells(line: str) -> tuple[tuple[str, int], ...]:
    """The cells with the position (from 0) of each in the line."""
    if "\t" in line.strip(" \u3000\u00a0\r"):
        pieces, at = [], 0
        for piece in line.split("\t"):
            pieces.append((piece.strip(), at + len(piece) - len(piece.lstrip())))
            at += len(piece) + 1
        return tuple(pieces)
    cells, at = [], 0
    stripped = line.rstrip()
    while at < len(stripped):
        if stripped[at].isspace():
            at += 1
            continue
        gap = _GAP.search(stripped, at)
        end = len(stripped) if gap is None else gap.start()
        cells.append((stripped[at:end].strip(), at))
        at = end
    return tuple(cells)
