"""无 and nil beside a name that counts a bad thing (事故, data breaches): they demand that there be none; elsewhere they demand nothing."""

from __future__ import annotations

from indicatorlang.library.units import parse_unit
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.direction.directions import told_direction
from indicatorlang.resolve.wording import problems
from indicatorlang.syntax import tree
from indicatorlang.syntax.written.vocabulary import folded

_ENGLISH = ("nil", "none")
_CHINESE = ("无", "没有")
_COUNTED = "件"


def none_wanted(text: str, name: str) -> tuple[Reading, tree.Condition, problems.NoneDemanded] | None:
    """Reading, condition and what was assumed, when the text is such a word and the name such a name."""
    said = folded(text).strip(" \t\r\n.。")
    if said not in (*_ENGLISH, *_CHINESE):
        return None
    told = told_direction(name, (), parse_unit(_COUNTED).unit)
    if told.direction != "lower" or not told.word:
        return None
    info = problems.NoneDemanded(text=text.strip(), word=told.word)
    if said in _CHINESE:
        return Reading("done", level=text.strip(" \t\r\n.。")), tree.Done(None), info
    return Reading("number", op="<=", value="0", unit=""), tree.Comparison(None, "<=", tree.Amount("0", "")), info
