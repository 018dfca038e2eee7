"""What one case of a table is asked: a number compared, a word, a day, and these joined by and, or, not."""

from __future__ import annotations

from typing import Literal

from indicatorlang.lazily import frozen
from indicatorlang.model.comparison import Op
from indicatorlang.model.formula import Expression, Moment


@frozen
class NumberTest:
    """`left op right`: both are numbers of the case, or written ones."""

    left: Expression
    op: Op
    right: Expression


@frozen
class RangeTest:
    """`subject` between two ends, each included or not."""

    subject: Expression
    low: Expression
    high: Expression
    low_closed: bool = True
    high_closed: bool = True


@frozen
class WordTest:
    """A column of texts holds that word, or does not. Words match as names do."""

    column: str
    word: str
    op: Literal["==", "!="] = "=="


@frozen
class DayTest:
    """One day compared with another."""

    left: Moment
    op: Op
    right: Moment


@frozen
class EveryTest:
    """`and`."""

    parts: tuple[CaseTest, ...]


@frozen
class SomeTest:
    """`or`."""

    parts: tuple[CaseTest, ...]


@frozen
class NotTest:
    """`not`."""

    part: CaseTest


CaseTest = NumberTest | RangeTest | WordTest | DayTest | EveryTest | SomeTest | NotTest
