"""The seam between resolving a ruleset and reading what officials write freely.

A reader of free texts gets the text and what stands around it in the form. It answers with a tree of the strict language and
everything it assumed, or with None when it cannot read the text or the strict language cannot say it. What it does not use
it hands back too, so that words of the strict language are never passed over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.resolve.wordings import tolerant
from indicatorlang.syntax import tree


@attrs.frozen
class Around:
    """What stands around a free text: the indicator's name and headings, and the year of the span where it is one year."""

    name: str
    level1: str = ""
    level2: str = ""
    year: int | None = None


@attrs.frozen
class FreeReading:
    """What a free text says. `other_day` is the second reading of its ambiguous deadline (6月前), the first being in the tree.
    `rest` are the words that carry no condition."""

    condition: tree.Condition
    assumed: tuple[Diagnostic, ...] = ()
    other_day: dt.date | None = None
    rest: str = ""


Tolerant = Callable[[str, Around], FreeReading | None]


def read_freely(text: str, around: Around) -> FreeReading | None:
    """The tolerant reader of the language, as resolving asks it.

    >>> from indicatorlang.syntax.to_text import to_text
    >>> to_text(read_freely("不低于85%", Around("满意度")).condition)
    '>= 85%'
    """
    condition, assumed, reading = tolerant(text, name=around.name, year=around.year, level2=around.level2)
    if condition is None:
        return None
    days = reading.by_any or ()
    rest = " ".join(dict.fromkeys(part.rest for part in (reading, *reading.clauses) if part.rest))
    return FreeReading(condition, assumed, days[1] if len(days) > 1 else None, rest)
