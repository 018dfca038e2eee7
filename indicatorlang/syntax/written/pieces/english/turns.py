"""Turns of English, asked about at the beginnings of words and only in texts without Chinese.

What is only words is data in `grammar/words.en.yaml`. Numbers lie in `numbers.py`, change in `change.py`, what is passed over in
`asides.py`, dates in `dates.py`. The first that knows what begins at a place takes it.
"""

from __future__ import annotations

from collections.abc import Callable

from indicatorlang.syntax.written.pieces.english import asides, change, numbers
from indicatorlang.syntax.written.pieces.stretches import stretch_at
from indicatorlang.syntax.written.pieces.tokens import Scan

_ANYWHERE: tuple[Callable[[Scan, int], int], ...] = (change.plus_at, numbers.per_at, asides.sign_at)
_AT_DIGITS: tuple[Callable[[Scan, int], int], ...] = (
    asides.designated_at,
    change.own_level_at,
    asides.every_month_at,
    stretch_at,
    numbers.hyphened_at,
    numbers.part_of_time_at,
    change.multiple_at,
    numbers.times_over_at,
    asides.years_at,
    numbers.share_at,
)
_AT_LETTERS: tuple[Callable[[Scan, int], int], ...] = (
    numbers.share_at,
    numbers.part_of_time_at,
    numbers.top_at,
    asides.every_month_at,
    change.changed_at,
    change.back_to_at,
    change.multiple_at,
    change.changing_at,
    change.compared_at,
    asides.passing_at,
    numbers.out_of_at,
    numbers.word_at,
)


def english_at(scan: Scan, at: int) -> int:
    """The end of the turn that begins at a place; 0 without one."""
    text = scan.text
    if end := _first(_ANYWHERE, scan, at):
        return end
    if text[at - 1 : at].isalnum() or (text[at - 1 : at] in (".", ",", "-") and text[at - 2 : at - 1].isdigit()):
        return 0
    c = text[at]
    asked = _AT_DIGITS if c.isdigit() else _AT_LETTERS if c.isalpha() else (numbers.out_of_at,) if c == "/" else ()
    return _first(asked, scan, at)


def _first(asked: tuple[Callable[[Scan, int], int], ...], scan: Scan, at: int) -> int:
    return next((end for ask in asked if (end := ask(scan, at))), 0)
