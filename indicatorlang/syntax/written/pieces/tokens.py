"""The pieces that a target falls into, and a scan that collects them.

What the scanner looks for lies in files by kind, `numbers.py`, `dates.py`, `signs.py` and the others of this folder. Each holds
functions that are asked about one place of the text: they add what begins there to the scan and return where it ends, or return
0. `scanner.py` asks them in turn.
"""

from __future__ import annotations

from typing import Literal, Protocol

import attrs

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import define, frozen
from indicatorlang.syntax.written.tree import Change, Period, WrittenDate, WrittenNumber, WrittenOperator
from indicatorlang.syntax.written.vocabulary import Vocabulary

PieceKind = Literal[
    "number", "date", "operator", "growth", "baseline", "period", "per", "approximate", "range", "about", "between"
]
Kind = PieceKind | Literal["stop", "aside", "due", "every"]


class Units(Protocol):
    """What the scanner must be told by those who know units and numerals. All texts are folded.

    Both look at a bounded stretch behind `start`, however long the text is."""

    def unit_end(self, text: str, start: int) -> int:
        """Where the longest unit that begins at `start` ends; `start` when none does."""

    def numeral(self, text: str, start: int) -> tuple[int, str, str] | None:
        """End, decimal text and unit (`""` when it is to be cut from the text) of a Chinese numeral with its unit."""


@frozen
class Token:
    """One piece. `value` is what the kind says; pieces of text that are no token lie between them."""

    kind: Kind
    span: Span
    value: WrittenNumber | WrittenDate | WrittenOperator | tuple[Change, bool] | Period | str | bool | None = None
    unit_span: Span | None = None
    after: bool = False
    """For an operator: it stands behind its number. For a stop: it separates strongly."""
    unsure: bool = False
    """A numeral such as 一次, which is only a number where something else says so."""
    parts: tuple[Span, ...] = ()
    """The stretches that a unit is written in, in its order, where it is not written in one: NT$300萬, 3萬餘冊."""
    named: bool = False
    """A numeral with a noun behind it (三项制度), which is part of a name where another number stands."""


@define
class Scan:
    """A folded text, how far it has been read, and what was found."""

    text: str
    units: Units
    words: Vocabulary
    closing: dict[int, int]
    """The place of the other half of every opening bracket."""
    content_end: int
    """Where the blanks at the end of the text begin."""
    latin: bool = False
    """Whether the text holds no Chinese."""
    roc: bool = False
    """Whether years may be counted as Taiwan does: 112年."""
    found: list[Token] = attrs.field(factory=list)
    last_end: int = 0
    loose: int = -1
    """The last place that is neither blank nor part of a piece."""
    between: bool = False
    """Whether 介于 or `between` stands before: then 和 and `and` join the two ends of a range."""

    def add(self, token: Token) -> int:
        """Keeps a piece; its end."""
        self.found.append(token)
        self.last_end = token.span.end
        return token.span.end

    def touches(self) -> bool:
        """Whether only blanks lie between the last piece and the place looked at."""
        return self.loose < self.last_end

    def behind_number(self) -> bool:
        """Whether the last piece is a number and touches the place looked at. 80分（含） is one too."""
        said = self.found[:-1] if self.found and isinstance(self.found[-1].value, bool) else self.found
        return bool(said) and said[-1].kind == "number" and self.touches()

    def behind_operator(self) -> bool:
        """Whether a comparison that leads up to its number touches the place looked at."""
        return bool(self.found) and self.found[-1].kind == "operator" and not self.found[-1].after and self.touches()

    def behind_range(self) -> bool:
        """Whether what joins the ends of a range touches the place looked at."""
        return bool(self.found) and self.found[-1].kind == "range" and self.touches()

    def fresh(self) -> bool:
        """Whether a new condition may begin here: at the start, or behind a stop."""
        return self.touches() and (not self.found or self.found[-1].kind == "stop")
