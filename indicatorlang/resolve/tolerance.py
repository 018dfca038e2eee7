"""The seam between resolving a ruleset and reading what officials write freely.

A reader of free texts gets the text and what stands around it in the form. It answers with a tree of the strict language and
everything it assumed, or says why there is none: nobody understands the text, or the strict language cannot say it. What it
does not use it hands back too, so that words of the strict language are never passed over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import frozen
from indicatorlang.model.comparison import Stated
from indicatorlang.model.reading import ReadingKind
from indicatorlang.resolve.wording.around import Around
from indicatorlang.syntax import tree

if TYPE_CHECKING:
    from indicatorlang.resolve.wordings import Understood


@frozen
class FreeReading:
    """What a free text says. `other_day` is the second reading of its ambiguous deadline (6月前), the first being in the tree.
    `rest` are the words that carry no condition, `stated` the comparisons that the text states; `silent`: it has numbers, and
    states none. `strict`: the text was strict after all, and the spans of the condition are places in it."""

    condition: tree.Condition
    assumed: tuple[Diagnostic, ...] = ()
    other_day: dt.date | None = None
    rest: str = ""
    stated: tuple[Stated, ...] = ()
    silent: bool = False
    strict: bool = False


@frozen
class Unread:
    """A free text that gives no condition: what kind of text it is, and why it was refused when nobody understands it."""

    kind: ReadingKind = "text"
    refused: tuple[Diagnostic, ...] = ()


Tolerant = Callable[[str, Around], FreeReading | Unread]


def read_freely(text: str, around: Around) -> FreeReading | Unread:
    """The tolerant reader of the language, as resolving asks it.

    >>> from indicatorlang.syntax.to_text import to_text
    >>> found = read_freely("不低于85%", Around(name="满意度"))
    >>> isinstance(found, FreeReading) and to_text(found.condition)
    '>= 85%'
    """
    from indicatorlang.resolve.wordings import understood

    return as_read(understood(text, around))


def as_read(found: Understood) -> FreeReading | Unread:
    """What a text was understood to say, as resolving wants it."""
    reading = found.reading
    if found.condition is None:
        return Unread(reading.kind, reading.refused)
    if found.strict:
        return FreeReading(found.condition, strict=True)
    days = reading.by_any or ()
    rest = " ".join(dict.fromkeys(part.rest for part in (reading, *reading.clauses) if part.rest))
    numbers = [part for part in reading.clauses or (reading,) if part.kind == "number"]
    silent = bool(numbers) and not any(said.where == "text" for part in numbers for said in part.stated)
    other = days[1] if len(days) > 1 else None
    return FreeReading(found.condition, reading.assumed, other, rest, reading.stated, silent)
