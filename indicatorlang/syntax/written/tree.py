"""What a target says as officials write it: numbers, dates and words found in the text, nothing yet of what they mean together.

The nodes of `from_target.py`. Units, numbers and words stay text; every node knows its span. Names of indicators, columns and
years are not known here: `resolve/wordings.py` brings them in.
"""

from __future__ import annotations

from typing import Literal

import attrs

from indicatorlang.diagnostics import Span
from indicatorlang.syntax.tree import NOWHERE, CompareOp

Change = Literal["up", "down", "same", "no_more", "no_less", "double"]
Period = Literal["day", "week", "month", "quarter", "half", "year"]
State = Literal["done", "not_done", "level", "nothing", "unknown"]


@attrs.frozen
class WrittenOperator:
    """A comparison in words or signs. `phrase` is as written; `word` tells a phrase from a sign."""

    op: CompareOp
    phrase: str
    word: bool = False
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)


@attrs.frozen
class WrittenNumber:
    """Decimal text (or two integers joined by `/`) and the unit as written, which may be empty or begin with `/`."""

    number: str
    unit: str = ""
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)


@attrs.frozen
class WrittenDate:
    """A day to be kept: `year` None when the text has none; months `first_month` to `month`; `day` None is the last one.

    `before` is True where 前 follows a date without a day that is not said to be an end: 6月前 may exclude June."""

    year: int | None
    first_month: int
    month: int
    day: int | None = None
    before: bool = False
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)


@attrs.frozen
class WrittenGrowth:
    """A word of change; `weak` ones mean growth only beside a baseline or a percentage."""

    change: Change
    weak: bool = False
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)


@attrs.frozen
class WrittenGrade:
    """One step of a row of grades: 良90%."""

    level: str
    op: CompareOp | None
    number: WrittenNumber


@attrs.frozen
class WrittenClause:
    """One condition. `high` makes it a range from `number`, `tolerance` a range about it.

    `per` is the noun of 每亩 before a number, `approximate` a word such as 约. `state` says what kind of words `level` are.
    `rest` holds the stretches of text that none of the other fields stands for."""

    operators: tuple[WrittenOperator, ...] = ()
    number: WrittenNumber | None = None
    high: WrittenNumber | None = None
    low_closed: bool = True
    high_closed: bool = True
    tolerance: WrittenNumber | None = None
    date: WrittenDate | None = None
    growth: WrittenGrowth | None = None
    baseline: str = ""
    period: Period | None = None
    per: str = ""
    approximate: str = ""
    state: State | None = None
    level: str = ""
    rest: tuple[Span, ...] = ()
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)


@attrs.frozen
class WrittenTarget:
    """All conditions of a text in their order, or a row of grades. No clause: the text is not understood."""

    text: str
    clauses: tuple[WrittenClause, ...] = ()
    grades: tuple[WrittenGrade, ...] = ()
    rest: tuple[Span, ...] = ()

    def words(self, spans: tuple[Span, ...]) -> str:
        """Stretches of the text as one, in the order of the text, blanks between them."""
        pieces = (self.text[s.start : s.end].strip(_EDGES) for s in sorted(spans, key=lambda s: s.start))
        return " ".join(piece for piece in pieces if piece)


_EDGES = " \t\r\n\u3000,，;；。.、:：!！?？()（）[]【】"
