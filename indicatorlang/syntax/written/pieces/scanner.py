"""A folded text → its pieces. One pass: each place is looked at once, by those who know what may begin there.

A new shape of number belongs in `numbers.py`, of a Chinese numeral in `numerals.py`, of a date in `dates.py` (`bare_dates.py`,
and `recurring.py` for days that come again), a new sign in `signs.py`,
digits that only name something in `designations.py`, a turn of English in `english/`. A new word needs no code, only a line in `grammar/`, a
new kind of word a line in `phrases.py`. A new kind of piece gets its place in the order of `_step`.
"""

from __future__ import annotations

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern
from indicatorlang.syntax.written.pieces.brackets import CLOSE, bracket_at, pairs
from indicatorlang.syntax.written.pieces.dates import DATE_BEGINS, SINCE, date_at, roc_year_at
from indicatorlang.syntax.written.pieces.designations import designation_at
from indicatorlang.syntax.written.pieces.english.change import compared_at
from indicatorlang.syntax.written.pieces.english.dates import since_at
from indicatorlang.syntax.written.pieces.english.turns import english_at
from indicatorlang.syntax.written.pieces.numbers import number_at
from indicatorlang.syntax.written.pieces.numerals import numeral_at, rate_at
from indicatorlang.syntax.written.pieces.phrases import phrase_at
from indicatorlang.syntax.written.pieces.recurring import recurring_at
from indicatorlang.syntax.written.pieces.signs import sign_at
from indicatorlang.syntax.written.pieces.tokens import Scan, Token, Units
from indicatorlang.syntax.written.vocabulary import vocabulary

_LONGEST_TITLE = 120
_SAYING = pattern(r"“[\u3400-\u9fff、]{2,16}”")
_HAN = pattern(r"[\u3400-\u9fff]")


def tokens(text: str, units: Units, roc: bool = False) -> tuple[Token, ...]:
    """The pieces of a folded text, in order.

    Where a unit ends and what a Chinese numeral is worth are questions for the table of units, which this room does not know:
    the caller hands in the answers as `units`."""
    scan = Scan(text, units, vocabulary(), pairs(text), len(text.rstrip()), not _HAN.search(text), roc)
    at, size = 0, len(text)
    while at < size:
        known = len(scan.found)
        end = _step(scan, at)
        if len(scan.found) == known and not text[at].isspace() and text[at] not in CLOSE:
            scan.loose = at
        at = max(end, at + 1)
    return tuple(scan.found)


def _title_end(scan: Scan, at: int) -> int:
    """《2023年度工作方案》 and “最多跑一次” are names: what stands in them is neither number nor day of the target."""
    text = scan.text
    if text[at] == "《":
        return text.find("》", at, at + _LONGEST_TITLE) + 1
    saying = _SAYING.match(text, at) if text[at] == "“" else None
    alone = saying is not None and not scan.found and scan.loose < 0 and saying.end() >= scan.content_end
    return saying.end() if saying and not alone else 0


def _step(scan: Scan, at: int) -> int:
    """Where the next place to look at is; what begins at this one has been added."""
    c = scan.text[at]
    if c.isspace() and (c != "\n" or scan.behind_operator()):
        return at + 1
    if end := _title_end(scan, at) or designation_at(scan, at):
        return end
    if c in CLOSE and at in scan.closing:
        return bracket_at(scan, at)
    if again := recurring_at(scan, at) or rate_at(scan, at):
        return again
    since = since_at(scan.text, at) if c in "oasfbcewn" else 0
    if since:
        return compared_at(scan, at) or scan.add(Token("aside", Span(at, since), "day"))
    date = date_at(scan.text, at) if c.isdigit() or c in DATE_BEGINS else None
    if date is None and scan.roc and c.isdigit() and scan.fresh():
        date = roc_year_at(scan.text, at)
    if date is not None:
        gone_by = SINCE.match(scan.text, date.span.end) and not date.before
        return scan.add(Token("aside", date.span, "day") if gone_by else Token("date", date.span, date))
    if scan.latin and (end := english_at(scan, at)):
        return end
    return number_at(scan, at) or sign_at(scan, at) or numeral_at(scan, at) or phrase_at(scan, at) or at + 1
