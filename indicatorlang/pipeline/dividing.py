"""A frame of many projects, divided into pieces of whole projects: only so many rows are held as Python objects at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from indicatorlang.engine.delivered.projects import key_of, names_of_project
from indicatorlang.model.ruleset import Ruleset

ROWS_AT_ONCE = 20_000
"""So many rows a piece has, or those of one project when it has more."""


def pieces(frame: Any, column: str, ruleset: Ruleset) -> Iterator[tuple[Any, frozenset[str] | None]]:
    """A narwhals frame in pieces of whole projects, with the keys of these, None where it is all of them. Rows that name no project stand in
    each piece, as they belong to every project."""
    if len(frame) <= ROWS_AT_ONCE:
        yield frame, None
        return
    own = names_of_project(ruleset)
    keys: dict[object, str] = {}
    rows: dict[str, list[int]] = {}
    for number, text in enumerate(frame.get_column(column).to_list()):
        if text not in keys:
            keys[text] = key_of(None if text is None else str(text), own)
        rows.setdefault(keys[text], []).append(number)
    everywhere = rows.pop("", [])
    piece: list[int] = []
    held: set[str] = set()
    for key, places in rows.items():
        if piece and len(piece) + len(places) > ROWS_AT_ONCE:
            yield frame[sorted(piece + everywhere)], frozenset(held)
            piece, held = [], set()
        piece += places
        held.add(key)
    if piece or everywhere:
        yield frame[sorted(piece + everywhere)], frozenset(held)
