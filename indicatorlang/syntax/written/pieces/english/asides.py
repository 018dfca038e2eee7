"""What stands in an English target and is no number of it: 95% within 10 days, Phase 2, every 2 years, summer 2024, see note 3."""

from __future__ import annotations

import attrs

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern
from indicatorlang.syntax.written.pieces.english.change import last_number
from indicatorlang.syntax.written.pieces.english.numbers import COUNT, TIME
from indicatorlang.syntax.written.pieces.tokens import Scan, Token
from indicatorlang.syntax.written.vocabulary import vocabulary

_IN_TIME = pattern(
    rf"(?:(?:with)?in|under|inside|by|at)(?: (?:the|first|under|less than|at most|no more than|a maximum of))* {COUNT}[ -]?{TIME}"
)
_OF_CASES = pattern(r"(?:in|for|on)(?: (?:at least|over|more than))? [0-9]{1,3}(?:\.[0-9]{1,3})? ?(?:%|percent|per cent) of")
_OLDER = pattern(
    r"(?:older than|overdue (?:by|for)|outstanding (?:for )?(?:more than|over)|open (?:for )?(?:more than|over|longer than)"
    rf"|longer than|exceeding|in excess of)(?: more than)? {COUNT} ?{TIME}"
)
_EVERY_SO_LONG = pattern(rf"(?:at least )?(?:once )?every (?:other )?{COUNT} {TIME}")
_SEASON = pattern(r"(?:early|spring|summer|autumn|fall|winter|around)(?: of| in)? (?:19|20)[0-9]{2}(?![0-9])")
_ADJECTIVE = pattern(r"(?:daily|weekly|monthly|quarterly|annual|yearly) (?!growth|increase|decrease|reduction|rise)(?=[a-z])")
_ARROW = pattern(r"(?:→|->|➔|⇒) ?(?=[$£€]?[0-9])")
_ROUGHLY = pattern(r"~ ?(?=[$£€]?[0-9])")
_ALWAYS = pattern(r"24 ?[/x×] ?7(?![0-9])(?: ?[/x×] ?365)?")
_YEARS = pattern(r"(?:19|20)[0-9]{2} ?(?:-|to|/|~) ?(?:(?:19|20)[0-9]{2}|[0-9]{2})(?= *(?:\Z|[,;:.)]))")
_NO_DATE = pattern(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1(?:19|20)[0-9]{2}(?![0-9])")
_EVERY_MONTH = pattern(
    r"(?:(?:by|on|before|no later than|not later than) )?(?:the )?[0-9]{1,2}(?:st|nd|rd|th)(?: (?:working |business )?day)?"
    r" of (?:the|each|every|the following|the next) (?:(?:following|next) )?(?P<of>month|quarter)(?![a-z])"
)
_DESIGNATED = pattern(
    r"(?<![a-z])(?:phase|stage|version|level|tier|step|part|chapter|section|annex|schedule|article|class|category|type|block|lot|zone"
    r"|ward|district|room|floor|sprint|release|milestone|cycle|round|wave|group|agenda|vision|goal|sdg|priority|grade|year|ages?|aged"
    r"|form|route|highway|severity|sev|table|note|no\.|item|objective|outcome|output|output no\.|iso|iec|en|bs|astm|iso/iec)[ -]\Z"
)
_LONGEST_DESIGNATION = 12
_FOR_A_WHILE = pattern(r" ?[(\[;:,]| - | (?:for|in|until|this|as|since|from|at|due to|because|given) ")
# What stands behind N/A says why, unless it holds an amount: Not applicable; 95% from 2024.
_AMOUNT_BEHIND = pattern(
    r"[%≥≤<>$£€]|at least|minimum"
    r"|(?<![0-9/-])(?!(?:19|20)[0-9]{2}|[0-9]{1,2} [a-z]{3,9} (?:19|20))[0-9]+(?![0-9]|th|st|nd|rd)"
)
_LONGEST_REASON = 160
_BEFORE_A_REASON = " -~([;:,."
_ELSEWHERE = pattern(
    r"(?:please )?(?:see|refer to|as per)(?: the)? (?:(?:foot|end)?notes?|comments?|annex|appendix|table|below|above|narrative|text)"
    r"(?: ?[(\[]?[a-z0-9*]{1,10}[)\]]?){0,3}"
)


def designated_at(scan: Scan, at: int) -> int:
    """The end of digits that are part of a name: Phase 2, COVID-19, 24/7."""
    text = scan.text
    always = _ALWAYS.match(text, at)
    if always:
        return always.end()
    if scan.last_end == at or text[at - 1 : at] not in (" ", "-"):
        return 0
    named = (
        text[at - 2 : at - 1].isalpha()
        if text[at - 1] == "-"
        else _DESIGNATED.search(text, max(0, at - _LONGEST_DESIGNATION), at)
    )
    end = at
    while named and end < len(text) and (text[end].isdigit() or (text[end] in "./" and text[end + 1 : end + 2].isdigit())):
        end += 1
    return end if end > at else 0


def years_at(scan: Scan, at: int) -> int:
    """2019/20, 2020-2024 and 31/13/2024: neither numbers nor days."""
    found = _YEARS.match(scan.text, at) or _NO_DATE.match(scan.text, at)
    return scan.add(Token("aside", Span(at, found.end()), "day")) if found else 0


def every_month_at(scan: Scan, at: int) -> int:
    """By the 10th of each month."""
    found = _EVERY_MONTH.match(scan.text, at)
    return scan.add(Token("due", Span(at, found.end()), "month" if found["of"] == "month" else "quarter")) if found else 0


def sign_at(scan: Scan, at: int) -> int:
    """~50 is about 50; 45 → 30 comes from 45."""
    c = scan.text[at]
    if c in "→-➔⇒" and scan.behind_number() and (arrow := _ARROW.match(scan.text, at)):
        scan.found[-1] = attrs.evolve(scan.found[-1], kind="aside", value=None, unit_span=None)
        return scan.add(Token("aside", Span(at, arrow.end())))
    rough = _ROUGHLY.match(scan.text, at) if c == "~" and not scan.behind_number() else None
    return scan.add(Token("approximate", Span(at, rough.end()), "~")) if rough else 0


def passing_at(scan: Scan, at: int) -> int:
    """95% within 10 days: the share is the target; 8 minutes in 90% of cases: the time is. Every 2 years is no number at all."""
    text = scan.text
    every = None if scan.words.periods.at(text, at) else _EVERY_SO_LONG.match(text, at)
    passing = every or _SEASON.match(text, at)
    if passing:
        return scan.add(Token("aside", Span(at, passing.end()), "day"))
    number = last_number(scan)
    if number is None:
        return 0
    adjective = _ADJECTIVE.match(text, at) if scan.behind_number() else None
    if adjective:
        return adjective.end() - 1
    share = number.unit in ("%", "percent", "per cent")
    found = _OLDER.match(text, at) or (_IN_TIME.match(text, at) if share else _OF_CASES.match(text, at) if number.unit else None)
    return scan.add(Token("aside", Span(at, found.end()))) if found else 0


def said_elsewhere(plain: str) -> Span | None:
    """What a folded text says besides, which only sends the reader somewhere else (see note 3: nothing besides), or demands nothing
    for a while (N/A for 2023/24: its reason). None for other texts."""
    start, end = len(plain) - len(plain.lstrip(" .()*")), len(plain.rstrip(" .()*"))
    bare = plain[start:end][:_LONGEST_REASON]
    if _ELSEWHERE.fullmatch(bare):
        return Span(end, end)
    more = _FOR_A_WHILE.search(bare)
    said = bare[: more.start()] if more else ""
    known = said in vocabulary().nothing and said not in ("nil", "none")
    if not (known and more and len(said) > 1) or _AMOUNT_BEHIND.search(bare, more.end()):
        return None
    reason = start + more.start()
    while reason < end and plain[reason] in _BEFORE_A_REASON:
        reason += 1
    return Span(reason, end)
