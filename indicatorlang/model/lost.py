"""A form whose table was lost on the way: lines of text that stood in cells, no longer beside what they belong to."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from indicatorlang.lazily import frozen


@frozen
class LostLine:
    """One line. `number` counts from 1 as the file does; `left` and `right` are its two halves when a gap parts it, then both stood in
    one row of the table; without a gap `left` is the whole line and `right` is empty. `width` is its width in half-width signs."""

    number: int
    left: str
    right: str = ""
    width: int = 0


@frozen
class LostBlock:
    """Lines that stood directly below one another, on one page: a cell that was wrapped, or cells of one row."""

    lines: tuple[LostLine, ...]
    page: int


@frozen
class LostForm:
    """One form. `facts` are those of its head by their labels (项目名称, 开始时间, 项目当年预算 …), only the ones that were found
    without doubt. `blocks` are the cells of its indicators in the order of the text, `levels` the headings printed beside them, `narrative`
    what else it says, a paragraph each.
    """

    blocks: tuple[LostBlock, ...] = attrs.field(repr=False)
    facts: Mapping[str, str] = attrs.field(factory=dict)
    levels: tuple[str, ...] = ()
    narrative: tuple[str, ...] = attrs.field(default=(), repr=False)
    types: tuple[str, ...] = ()
    """The kinds of project whose box is ticked."""
    file: str = ""
    line: int = 1
