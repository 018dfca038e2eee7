"""Brackets: （含） says whether the number counts, [90%, 100%) is a range, brackets about the whole text say nothing, others are asides."""

from __future__ import annotations

import attrs

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern
from indicatorlang.syntax.written.pieces.dates import date_at
from indicatorlang.syntax.written.pieces.numbers import number_at
from indicatorlang.syntax.written.pieces.tokens import Scan, Token

CLOSE = {"(": ")", "[": "]", "【": "】", "〔": "〕"}
_CLOSING = frozenset(CLOSE.values())
_ENDS = pattern(r" *(?:,|~|-|至|到) *")
_THREE_DIGITS = pattern(r"[0-9]{1,3},[0-9]{3}")
_NAMES_A_DAY = pattern(r"[月日号前底末]")
_LONGEST_BOUND = 20
_OTHER_PARTING = pattern(r"[-~至到]")


def pairs(text: str) -> dict[int, int]:
    """The place of the other half of every opening bracket. Any shape closes any other: [90%, 95%) is an interval."""
    waiting: list[int] = []
    closing: dict[int, int] = {}
    for at, c in enumerate(text):
        if c in CLOSE:
            waiting.append(at)
        elif c in _CLOSING and waiting:
            closing[waiting.pop()] = at
    return closing


def bracket_at(scan: Scan, at: int) -> int:
    """What the bracket that opens here holds. One about the whole text is looked into, an aside is passed over."""
    text, end = scan.text, scan.closing[at]
    bound = scan.words.bounds.get(text[at + 1 : end].strip()) if end - at <= _LONGEST_BOUND else None
    if bound is not None:
        return scan.add(Token("aside", Span(at, end + 1), bound))
    by = date_at(text, at + 1) if scan.behind_number() and at + 1 < end else None
    if by is not None and not text[by.span.end : end].strip() and _NAMES_A_DAY.search(text, at, end):
        return scan.add(Token("date", Span(at, end + 1), by))  # 100%（年底前）
    interval = _interval(scan, at, end)
    if interval:
        return interval
    whole = not scan.found and scan.loose < 0 and end + 1 >= scan.content_end
    return at + 1 if whole else scan.add(Token("aside", Span(at, end + 1)))


def _interval(scan: Scan, at: int, end: int) -> int:
    """[90%, 100%), when the brackets hold two numbers and nothing else."""
    text = scan.text
    if text[at] == "(" and text[end] == ")" and not scan.fresh():
        return 0  # 2年（2021-2022）
    if _THREE_DIGITS.fullmatch(text, at + 1, end) and (text[at] != "(" or text[end] != ")"):
        text = text[:at] + text[at:end].replace(",", "~") + text[end:]  # [90,100] is no number
    # The comma of [0,8) parts the ends and is no decimal sign, unless another sign parts them: [0,5-0,8].
    parting = text.count(",", at, end) == 1 and not _OTHER_PARTING.search(text, at, end)
    inner = attrs.evolve(scan, text=text, found=[], latin=scan.latin and not parting)
    low_end = number_at(inner, at + 1) if text[at + 1].isdigit() else 0
    comma = _ENDS.match(text, low_end) if low_end else None
    high_end = number_at(inner, comma.end()) if comma and text[comma.end() : comma.end() + 1].isdigit() else 0
    if not high_end or text[high_end:end].strip() or len(inner.found) != 2:
        return 0
    low, high = inner.found
    closed = text[at] != "(", text[end] != ")"
    scan.add(low)
    scan.add(Token("range", Span(low_end, high.span.start), f"{closed[0]:d}{closed[1]:d}"))
    scan.add(high)
    scan.last_end = end + 1
    return end + 1
