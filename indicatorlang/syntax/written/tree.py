"""What a target says as officials write it: numbers, dates and words found in the text, nothing yet of what they mean together.

The nodes of `from_target.py`. Units, numbers and words stay text; every node knows its span. Names of indicators, columns and
years are not known here: `resolve/wordings.py` brings them in.
"""

from __future__ import annotations

from typing import Literal

import attrs

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import frozen
from indicatorlang.syntax.tree import NOWHERE, CompareOp

Change = Literal["up", "down", "same", "no_more", "no_less", "double", "fourfold"]
Period = Literal["day", "week", "month", "quarter", "half", "year"]
State = Literal["done", "not_done", "level", "nothing", "unknown"]

LOWER: tuple[CompareOp, CompareOp] = (">=", ">")
UPPER: tuple[CompareOp, CompareOp] = ("<=", "<")
"""The comparisons that bound from below and from above, the one that counts its number first."""
MIRRORED: dict[CompareOp, CompareOp] = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "==": "==", "!=": "!="}
"""The same comparison read from its other side: 80 ≤ x is x ≥ 80."""


@frozen
class WrittenOperator:
    """A comparison in words or signs. `phrase` is as folded; `word` tells a phrase from a sign. `bracket` is where brackets
    behind it say themselves whether the number counts: 以上（不含）."""

    op: CompareOp
    phrase: str
    word: bool = False
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)
    bracket: Span | None = attrs.field(default=None, eq=False, repr=False)


@frozen
class WrittenNumber:
    """Decimal text (or two integers joined by `/`) and the unit as written, which may be empty or begin with `/`."""

    number: str
    unit: str = ""
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)


@frozen
class WrittenDate:
    """A day to be kept: `year` None when the text has none; months `first_month` to `month`; `day` None is the last one.

    `before` is True where 前 follows a date without a day that is not said to be an end: 6月前 may exclude June. `swapped`: day
    and month may as well stand the other way round (03/04/2024). `fiscal`: a year of accounts, which may end in any month. `later`: so many years
    after the one that is meant otherwise (次年3月). `spanning`: it ends a stretch of time (2019年3月至12月)."""

    year: int | None
    first_month: int
    month: int
    day: int | None = None
    before: bool = False
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)
    swapped: bool = False
    fiscal: bool = False
    spanning: bool = False
    later: int = 0


@frozen
class WrittenGrowth:
    """A word of change; `weak` ones mean growth only beside a baseline or a percentage."""

    change: Change
    weak: bool = False
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)


@frozen
class WrittenGrade:
    """One step of a row of grades: 良90%."""

    level: str
    op: CompareOp | None
    number: WrittenNumber


@frozen
class WrittenClause:
    """One condition. `high` makes it a range from `number`, `tolerance` a range about it.

    `ends` are the comparisons that stated the two ends of a range (80%以上120%以下). `per` is the noun of 每亩 before a number,
    `approximate` a word such as 约. `state` says what kind of words `level` are.
    `rest` holds the stretches of text that none of the other fields stands for."""

    operators: tuple[WrittenOperator, ...] = ()
    number: WrittenNumber | None = None
    high: WrittenNumber | None = None
    low_closed: bool = True
    high_closed: bool = True
    ends: tuple[WrittenOperator, ...] = ()
    tolerance: WrittenNumber | None = None
    date: WrittenDate | None = None
    growth: WrittenGrowth | None = None
    baseline: str = ""
    share: bool = False
    """Whether the number is a multiple or a share of the baseline itself: 达到上年的1.5倍."""
    period: Period | None = None
    due: bool = False
    """Whether it is to be done by a day of every period: 每月15日前."""
    per: str = ""
    approximate: str = ""
    state: State | None = None
    level: str = ""
    rest: tuple[Span, ...] = ()
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)


@frozen
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
