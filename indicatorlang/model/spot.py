"""Where in a ruleset something stands that is no longer text: which row, which key, which condition of it."""

from __future__ import annotations

from typing import Literal

import attrs

from indicatorlang.diagnostics import Place
from indicatorlang.lazily import frozen

Piece = Literal["", "op", "bound", "low", "high", "due", "join", "step", "day", "level", "every", "share"]


@frozen
class Spot:
    """A place by its meaning. `row` is the id of an indicator, `measure` the name of a data item; `key` the program's name of a key.

    `part` counts the single conditions of the text from 0 (None: the whole), `item` the tasks of a row, `index` the bands, points,
    milestones or further items of what stands there. `version` counts the approved changes of the row. `near` is
    the place of the row, to point at where nothing better is found."""

    row: str = ""
    measure: str = ""
    key: str = "target"
    piece: Piece = ""
    part: int | None = None
    item: int | None = None
    index: int | None = None
    inner: str = ""
    version: int = 0
    near: Place = attrs.field(default=Place(), eq=False, repr=False)
