"""Stretches of time in two units: 8 mins 59 secs, 2 hrs 30 mins, 5:30 minutes. They are told in the smaller of both."""

from __future__ import annotations

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern
from indicatorlang.syntax.written.pieces.tokens import Scan, Token
from indicatorlang.syntax.written.tree import WrittenNumber

_HOURS, _MINUTES, _SECONDS = "(?:hours?|hrs?|h)", "(?:minutes?|mins?|m)", "(?:seconds?|secs?|s)"
_AND = "(?: ?,? ?(?:and )?)"
_IN_WORDS = pattern(
    rf"(?P<hours>[0-9]{{1,3}}) ?{_HOURS}{_AND}(?P<minutes>[0-9]{{1,2}}) ?(?P<of_minutes>{_MINUTES})(?![a-z])"
    rf"|(?P<whole>[0-9]{{1,3}}) ?{_MINUTES}{_AND}(?P<seconds>[0-9]{{1,2}}) ?(?P<of_seconds>{_SECONDS})(?![a-z])"
)
_BY_COLON = pattern(r"(?P<first>[0-9]{1,3}):(?P<second>[0-5][0-9]) ?(?P<unit>hours?|hrs?|h|minutes?|mins?)(?![a-z])")


def stretch_at(scan: Scan, at: int) -> int:
    """Such a stretch, as one number."""
    found = _IN_WORDS.match(scan.text, at)
    if found:
        first, second = int(found["hours"] or found["whole"]), int(found["minutes"] or found["seconds"])
        group = "of_minutes" if found["hours"] else "of_seconds"
        if second >= 60:
            return 0
        unit = Span(*found.span(group))
        if found[group] == "m":  # a bare m is a metre
            return scan.add(Token("number", Span(at, found.end()), WrittenNumber(str(60 * first + second), "minutes")))
        return scan.add(Token("number", Span(at, found.end()), WrittenNumber(str(60 * first + second), found[group]), unit))
    colon = _BY_COLON.match(scan.text, at)
    if colon is None:
        return 0
    smaller = "minutes" if colon["unit"].startswith("h") else "seconds"
    total = 60 * int(colon["first"]) + int(colon["second"])
    return scan.add(Token("number", Span(at, colon.end()), WrittenNumber(str(total), smaller)))
