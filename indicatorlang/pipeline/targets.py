"""One target: text → tree, or text → reading."""

from __future__ import annotations

from indicatorlang.diagnostics import Source, TargetSyntaxError, errors
from indicatorlang.model.reading import Reading
from indicatorlang.syntax.from_text import parse_target
from indicatorlang.syntax.tree import Condition


def parse(text: str) -> Condition:
    """The syntax tree of a strict target.

    Raises `TargetSyntaxError` with position, snippet and help when the text is not strict.
    """
    tree, found = parse_target(text, Source(text))
    if tree is None or errors(found):
        raise TargetSyntaxError(*(errors(found) or found))
    return tree


def read(text: str, name: str = "", *, op: str = "", unit: str = "", year: int | None = None, level2: str = "") -> Reading:
    """What a target says as officials write it. Never raises: a text that is not understood is a reading of kind `text`.

    `name` is the indicator's name, `op` and `unit` what stands in columns of their own, `year` the year a date without one
    belongs to, `level2` the heading of the form above it.
    """
    from indicatorlang.resolve.wordings import read_target

    return read_target(text, name=name, op=op, unit=unit, year=year, level2=level2)
