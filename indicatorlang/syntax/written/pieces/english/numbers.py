"""Numbers as English says them: a dozen, Two audits, twice a year, 1 in 4, 9 out of 10 customers, 2.5 per 1,000 population, top 10."""

from __future__ import annotations

from fractions import Fraction

import attrs

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern
from indicatorlang.syntax.written.pieces.tokens import Scan, Token
from indicatorlang.syntax.written.tree import WrittenNumber, WrittenOperator

_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_NUMBERS = {word: str(value) for value, word in enumerate(_WORDS)} | {word: str(value) for word, value in _TENS.items()}
_NUMBERS |= {"nil": "0", "a dozen": "12", "one dozen": "12", "two dozen": "24", "one hundred": "100", "a hundred": "100"}
_NUMBERS |= {f"{_WORDS[ones]} hundred": str(100 * ones) for ones in range(1, 10)}
_NUMBERS |= {f"{ten}-{_WORDS[one]}": str(value + one) for ten, value in {"twenty": 20, **_TENS}.items() for one in range(1, 10)}
_SHARES = {"half": "0.5", "one half": "0.5", "one-half": "0.5", "one third": "1/3", "one-third": "1/3", "a third": "1/3"}
_SHARES |= {"two thirds": "2/3", "two-thirds": "2/3", "a quarter": "0.25", "one quarter": "0.25", "one-quarter": "0.25"}
_SHARES |= {"three quarters": "0.75", "three-quarters": "0.75", "one fifth": "0.2", "a fifth": "0.2"}
_TIMES = {"once": "1", "twice": "2", "thrice": "3"}

TIME = (
    r"(?:(?:working|business|calendar|clear) )?"
    r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|quarters?|years?|ms|[shd])(?![a-z])"
)
"""A unit of time behind a number, as a pattern."""
COUNT = rf"(?:[0-9]{{1,4}}(?:\.[0-9]{{1,2}})?|{'|'.join(sorted(_NUMBERS, key=lambda word: -len(word)))})"
"""A number in digits or words, as a pattern."""

_SMALL = "|".join(_WORDS[1:13])
_WORD = pattern(rf"(?P<word>{'|'.join(sorted({*_NUMBERS, *_SHARES, *_TIMES}, key=lambda word: -len(word)))})(?![a-z0-9-])")
_TO_ANOTHER = pattern(rf" ?(?:to|-) ?(?:{'|'.join((*_WORDS[1:], *_TENS))})(?![a-z])")
_AND_ANOTHER = pattern(rf" and (?:{'|'.join((*_WORDS[1:], *_TENS))})(?![a-z])")
_OUT_OF_MARKS = pattern(r" ?/ (?:4|5|6|7|10|20|100)(?:\.0)?(?![0-9.]| ?[a-z%])")
_IN_FIGURES = pattern(r" ?\((?P<figures>[0-9]{1,3})\)")
_NO_NOUGHT = pattern(r"zero[- ](?:tolerance|based|trust|rated|touch)")
_NOTHING_MORE = pattern(r"[ .;,]*\Z")
_AS_OFTEN = pattern(r" (?:per|a|each|every) | ?(?:[,;.)]|\Z)")
_THINGS = pattern(r"(?: [a-z-]{2,20}){0,3}s(?![a-z])| ?(?:[,;.)]|\Z)| (?:per|a|each|every|or) ")
_TIMED = pattern(f" {TIME}")
_IN_SO_MANY = pattern(
    rf"(?P<part>[0-9]{{1,4}}|{_SMALL}) (?P<link>in|out of)(?: every)?(?: the)? (?P<whole>[0-9]{{1,6}}|{_SMALL})(?![0-9.,%a-z-])"
    r"(?P<noun> [a-z]{2,})?"
)
_OUT_OF = pattern(r"(?:out of|of|/) ?[0-9]{1,4}(?:\.0)?(?![0-9]|[.,][0-9]|%| ?%)")
_PER = pattern(
    r" ?(?:per|/|for every) (?:[0-9]{1,3}(?:[, ][0-9]{3}){1,4}|[0-9]{1,7}|(?=(?:lakh|crore|million|thousand)\b))"
    r"(?: ?(?:lakh|crore|million|thousand))?(?: (?!by\b|in\b|and\b|or\b|to\b|per\b)[a-z-]{2,20}){0,4}"
)
_TIMES_OVER = pattern(r"(?P<number>[0-9]{1,3}) ?x(?= (?:per|a|each|every|daily|weekly|monthly|annually|yearly) ?)")
_TIMES_AS_MUCH = pattern(
    r"(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3})?) ?(?P<unit>x)(?= *(?:\Z|[,;)]|or |and |cover(?:age)?|debt|earnings|ratio|by ))"
)
_PART_OF_TIME = pattern(rf"half an? (?P<unit>{TIME})|(?:(?P<one>an?|one) (?P<unit_one>{TIME}) and a half)")
_SO_MANY_AND_A_HALF = pattern(rf"(?P<whole>{'|'.join(_WORDS[1:13])}|[0-9]{{1,2}}) and a half (?P<unit>{TIME})")
_A_TIME = pattern(rf"an? (?!quarter)(?P<unit>{TIME})")
_HYPHENED = pattern(
    r"(?P<number>[0-9]{1,4})-(?P<unit>minute|hour|day|week|month|year)s?"
    r"(?P<limit>(?: (?:turn-?around|response|target|limit|standard|wait|deadline|service|processing|maximum)(?: time)?)? *[.;,]?(?= |\Z))"
)
_TOP = pattern(
    r"(?:the )?top (?=(?:[0-9]{1,3}|three|five|ten|twenty)(?![0-9.,]|[a-z]| ?%| per))(?P<number>[0-9]{1,3}|[a-z]{3,6})"
)
_TOP_SHARE = pattern(r"(?:the )?top (?=[0-9]{1,3}(?:\.[0-9])? ?(?:%|percent|per cent))")


def word_at(scan: Scan, at: int) -> int:
    """A number in words, where a number can stand: Two audits, at least three, twice a year, half."""
    text = scan.text
    found = _WORD.match(text, at)
    periodic = scan.words.periods.at(text, at) and not (found and found["word"] in _SHARES and scan.behind_operator())
    if found is None or periodic or _NO_NOUGHT.match(text, at):
        return 0
    word, end = found["word"], found.end()
    if word in _TIMES:
        often = scan.words.periods.at(text, end + 1) if text[end : end + 1] == " " else None
        return (
            scan.add(Token("number", Span(at, end), WrittenNumber(_TIMES[word])))
            if often or _NOTHING_MORE.match(text, end)
            else 0
        )
    last = scan.found[-1].kind if scan.found else "stop"
    leads = scan.touches() and last in ("operator", "stop", "range", "per", "period", "approximate")
    if word in _SHARES:
        return scan.add(Token("number", Span(at, end), WrittenNumber(_SHARES[word]))) if leads else 0
    figures = _IN_FIGURES.match(text, end)
    same = figures is not None and figures["figures"] == _NUMBERS[word]
    end = figures.end() if figures and same else end
    ranged = scan.behind_range() or (
        scan.touches() and (_TO_ANOTHER.match(text, end) or (scan.between and _AND_ANOTHER.match(text, end)))
    )
    return _counting(scan, at, end, word, leads, stated=same or scan.behind_operator() or bool(ranged))


def _counting(scan: Scan, at: int, end: int, word: str, leads: bool, stated: bool) -> int:
    """The number with its unit. Without one it must lead up to things, be stated as a number, or be all there is."""
    text = scan.text
    unit_at = end + 1 if text[end : end + 1] == " " else end
    unit_end = scan.units.unit_end(text, unit_at) if unit_at > end else unit_at
    bare = unit_end == unit_at
    if word == "one" and not (leads or stated):
        return 0
    if bare and (word == "nil" or not (stated or (leads and _THINGS.match(text, end)))):
        return 0
    if bare and word == "one" and not stated and not _AS_OFTEN.match(text, end):
        return 0
    value = WrittenNumber(_NUMBERS[word], text[unit_at:unit_end])
    return scan.add(Token("number", Span(at, end if bare else unit_end), value, None if bare else Span(unit_at, unit_end)))


def number_word_at(text: str, at: int) -> bool:
    """Whether a number in words begins at a place."""
    found = _WORD.match(text, at)
    return found is not None and found["word"] in _NUMBERS


def share_at(scan: Scan, at: int) -> int:
    """1 in 4 is a quarter, 9 out of 10 customers are nine tenths; 4 out of 5 alone is a mark."""
    found = _IN_SO_MANY.match(scan.text, at)
    if found is None or (found["link"] != "in" and not found["noun"]):
        return 0
    part, whole = (int(_NUMBERS.get(found[side], found[side])) for side in ("part", "whole"))
    timed = _TIMED.match(scan.text, found.end("whole"))
    if not 0 < part < whole or timed or (found["link"] == "in" and 1900 <= whole <= 2100):
        return 0
    return scan.add(Token("number", Span(at, found.end("whole")), WrittenNumber(_decimal(Fraction(part, whole)))))


def _decimal(share: Fraction) -> str:
    for places in range(7):
        scaled = share * 10**places
        if scaled.denominator == 1:
            digits = str(scaled.numerator).rjust(places + 1, "0")
            return f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"{share.numerator}/{share.denominator}"


def out_of_at(scan: Scan, at: int) -> int:
    """3.5 out of 5, 10 of 12: what the mark or the count is out of is no number of the target."""
    found = _OUT_OF.match(scan.text, at) if scan.behind_number() else None
    return scan.add(Token("aside", Span(at, found.end()))) if found else 0


def per_at(scan: Scan, at: int) -> int:
    """2.5 per 1,000 population: the unit of a rate."""
    per = _PER.match(scan.text, at) if scan.behind_number() and not _OUT_OF_MARKS.match(scan.text, at) else None
    if per is None:
        return 0
    last = scan.found[-1]
    if not isinstance(last.value, WrittenNumber):
        return 0
    begin = last.unit_span.start if last.unit_span else per.start() + (per[0][0] == " ")
    if last.value.unit and not last.unit_span:
        return 0
    unit = Span(begin, per.end())
    value = attrs.evolve(last.value, unit=scan.text[begin : per.end()])
    scan.found[-1] = attrs.evolve(last, value=value, span=Span(last.span.start, per.end()), unit_span=unit)
    scan.last_end = per.end()
    return per.end()


def times_over_at(scan: Scan, at: int) -> int:
    """3x per year is three; 1.25x is so many times as much."""
    found = _TIMES_OVER.match(scan.text, at)
    if found:
        return scan.add(Token("number", Span(at, found.end()), WrittenNumber(found["number"])))
    much = _TIMES_AS_MUCH.match(scan.text, at)
    if much is None:
        return 0
    unit = Span(*much.span("unit"))
    return scan.add(Token("number", Span(at, much.end()), WrittenNumber(much["number"], much["unit"]), unit))


def hyphened_at(scan: Scan, at: int) -> int:
    """48-hour turnaround is a number of hours, a 30-day mortality rate is none."""
    found = _HYPHENED.match(scan.text, at)
    if found is None:
        return 0
    if not found["limit"].strip():
        return found.end("unit")
    unit = Span(*found.span("unit"))
    return scan.add(Token("number", Span(at, unit.end), WrittenNumber(found["number"], found["unit"]), unit))


def part_of_time_at(scan: Scan, at: int) -> int:
    """Half an hour, one and a half days; an hour where something bounds it: within an hour, a week or less."""
    text = scan.text
    half = _PART_OF_TIME.match(text, at)
    if half:
        group = "unit_one" if half["one"] else "unit"
        value = WrittenNumber("1.5" if half["one"] else "0.5", half[group])
        return scan.add(Token("number", Span(at, half.end()), value, Span(*half.span(group))))
    more = _SO_MANY_AND_A_HALF.match(text, at)
    if more:
        whole = _NUMBERS.get(more["whole"], more["whole"])
        return scan.add(
            Token("number", Span(at, more.end()), WrittenNumber(f"{whole}.5", more["unit"]), Span(*more.span("unit")))
        )
    one = _A_TIME.match(text, at)
    if one is None or any(piece.kind == "number" for piece in scan.found[-3:]):
        return 0
    bounded = scan.behind_operator() or (text[one.end() : one.end() + 1] == " " and scan.words.after.at(text, one.end() + 1))
    return (
        scan.add(Token("number", Span(at, one.end()), WrittenNumber("1", one["unit"]), Span(*one.span("unit")))) if bounded else 0
    )


def top_at(scan: Scan, at: int) -> int:
    """Top 10: a place among the first ten."""
    if any(piece.kind == "number" for piece in scan.found[-2:]) and (among := _TOP.match(scan.text, at)):
        return scan.add(Token("aside", Span(at, among.end())))  # 4 universities in the top 100
    share = _TOP_SHARE.match(scan.text, at)
    if share:
        span = Span(at, share.end() - 1)
        return scan.add(Token("operator", span, WrittenOperator("<=", "top", True, span=span)))
    found = _TOP.match(scan.text, at)
    if found is None:
        return 0
    span = Span(at, found.start("number"))
    scan.add(Token("operator", span, WrittenOperator("<=", "top", True, span=span)))
    number = _NUMBERS.get(found["number"], found["number"])
    return scan.add(Token("number", Span(*found.span("number")), WrittenNumber(number)))
