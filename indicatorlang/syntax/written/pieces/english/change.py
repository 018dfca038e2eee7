"""Change as English says it: from 60% to 75%, up 5% on last year, 10% lower than 2019/20, at 2019 levels, year on year, baseline + 10%."""

from __future__ import annotations

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern
from indicatorlang.syntax.tree import CompareOp
from indicatorlang.syntax.written.pieces.tokens import Scan, Token
from indicatorlang.syntax.written.tree import WrittenNumber, WrittenOperator

_UP = (
    "increas(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|ris(?:e|es|ing)|grow(?:s|n|ing|th)?|improv(?:e|es|ed|ing|ement)"
    "|expand(?:s|ed|ing)?|up(?= from)"
)
_DOWN = (
    "reduc(?:e|es|ed|ing|tion)|decreas(?:e|es|ed|ing)|lower(?:s|ed|ing)?|cut(?:s|ting)?|declin(?:e|es|ed|ing)|fall(?:s|ing)?"
    "|drop(?:s|ped|ping)?|shorten(?:s|ed|ing)?|down(?= from)"
)
_BOUND = r"(?:at least|at most|below|under|over|above|(?:less|more|fewer|no less|no more|not more) than) "
_FROM = pattern(
    rf"(?P<word>(?P<up>{_UP})|(?:{_DOWN}))(?: (?!from|to|by)[a-z-]{{2,20}}){{0,4}}"
    r"(?P<was> from [$£€]?[0-9][0-9.,]{0,12} ?(?:%|[a-z]{1,12})?(?: [a-z]{1,12})?(?: (?:in|for) [0-9]{4}(?:/[0-9]{2})?)?)?"
    rf",? (?P<to>to)(?= (?P<bound>{_BOUND})?(?:about |around |approximately )?[$£€]?[0-9])"
)
_FROM_AND_BACK = pattern(
    r"(?P<was>from [$£€]?[0-9][0-9.,]{0,12} ?(?:%|[a-z]{1,12})?(?: [a-z]{1,12})?),? (?:(?P<up>up)|down) (?P<to>to)(?= [$£€]?[0-9])"
)
_TO_AND_FROM = pattern(
    r"(?P<to>(?:(?P<up>up)|down) to)(?= [$£€]?[0-9][0-9.,]{0,12} ?(?:%|[a-z]{1,12})?(?: [a-z]{1,12})?"
    r" from [$£€]?[0-9])"
)
_COMING_FROM = pattern(
    r"from [$£€]?[0-9][0-9.,]{0,12} ?(?:%|percent|per cent|[a-z]{2,12})?(?=[ .;,)]*\Z| (?:in|for) (?:19|20)[0-9]{2})"
)
_UP_BY = pattern(r"(?:(?P<up>up)|down)(?= (?:by )?[0-9.,]{1,8} ?(?:%|percent|per cent))")
_HALVED_OR_TREBLED = pattern(
    r"(?:(?P<halved>halv(?:e[sd]?|ing))|(?:treble[sd]?|tripl(?:e[sd]?|ing)))(?= [a-z]|[ .]*\Z)(?! (?:the )?baseline)"
)
_BY_A_PART = pattern(r"by (?:a |one[ -])?(?P<part>half|quarter|fifth|tenth)(?![a-z])")
_PARTS = {"half": "50", "quarter": "25", "fifth": "20", "tenth": "10"}
_BASE_YEAR = r"(?:fy ?)?(?:19|20)[0-9]{2}(?:[/-](?:[0-9]{4}|[0-9]{2}))?(?![0-9%.,][0-9]|[0-9])"
_AGAINST = pattern(
    r"(?:(?:when )?compared (?:to|with)|in comparison (?:to|with)|relative to|against|versus|vs\.?|over|on|from|than|above|below|of"
    r"|to|at)(?: (?:the|its|our|a|an))*"
    rf"(?P<base> {_BASE_YEAR}(?: (?:levels?|baseline|actuals?|results?|figures?|performance|outturn|value|rate))?"
    r"| baseline(?: (?:levels?|value|figure|year|average))?)(?= *(?:\Z|[,;.)]|by |to |in |for ))"
)
_MULTIPLE = pattern(
    r"(?P<times>(?P<word>double|twice|thrice|triple|treble)|(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3})?) ?(?:times|x))"
    r"(?: (?:the|that of|its|our|as (?:much|many) as))* "
)
_MULTIPLES = {"double": "2", "twice": "2", "thrice": "3", "triple": "3", "treble": "3"}
_SHARE_OF = pattern(r"of (?:the |its |our )?")
_OWN_YEAR = pattern(rf"(?:baseline|{_BASE_YEAR})(?: (?:levels?|baseline|actuals?|results?|figures?|value|outturn))?(?![a-z0-9])")
_LEAD_TO_BASE = pattern(
    r"(?:(?:when )?compared (?:to|with)|in comparison (?:to|with)|relative to|against|versus|vs\.?|over|on|from|above|below)"
    r"(?: (?:the|its|our))* "
)
_MORE_THAN = pattern(
    r"(?:(?P<up>higher|more|greater|above|better|up)|(?:lower|less|fewer|below|down))(?: (?:than|on|from|the))* "
)
_YEAR_ON_YEAR = pattern(r"(?:year[- ](?:on|over)[- ]year|y-o-y|yoy)(?![a-z])")
_OWN_LEVEL = pattern(rf"(?:the )?(?P<base>{_BASE_YEAR} (?:levels?|baseline|actuals?|figures?|outturn))(?![a-z])")
_KEPT_AT = pattern(r"(?<![a-z])(?:(?:maintain|maintained|hold|held|remain|remains|kept|keep) (?:at )?|at )(?:the )?\Z")
_LONGEST_KEPT = 20
_HIGHER_THAN_YEAR = pattern(
    r"(?P<more>(?:higher|greater|better) than|above|(?P<down>lower than|below))(?: the| that of| in)* "
    r"(?P<base>(?:fy ?)?20[0-3][0-9](?:[/-][0-9]{2,4})?)(?= *(?:\Z|[;.)]))"
)
_PLUS = pattern(r"(?:\+|plus) ?(?=[0-9])")
_SHARES = ("%", "percent", "per cent", "percentage points")
_NEAR = 6


def last_number(scan: Scan) -> WrittenNumber | None:
    """The number of the condition that the scan is in."""
    for piece in reversed(scan.found[-_NEAR:]):
        if piece.kind == "stop":
            return None
        if isinstance(piece.value, WrittenNumber):
            return piece.value
    return None


def plus_at(scan: Scan, at: int) -> int:
    """Baseline + 10%."""
    behind = scan.text[at] in "+p" and bool(scan.found) and scan.found[-1].kind == "baseline" and scan.touches()
    plus = _PLUS.match(scan.text, at) if behind else None
    return scan.add(Token("growth", Span(at, plus.end()), ("up", False))) if plus else 0


def changed_at(scan: Scan, at: int) -> int:
    """Increase from 60% to 75%: the second is the target, the first where it comes from."""
    found = _FROM.match(scan.text, at)
    if found is None:
        return 0
    if found["was"]:
        scan.add(Token("aside", Span(*found.span("was"))))
    span = Span(*found.span("to"))
    if found["bound"]:  # increase to over 90%: the words behind say it all
        return scan.add(Token("aside", span))
    op: CompareOp = ">=" if found["up"] else "<="
    return scan.add(Token("operator", span, WrittenOperator(op, f"{found['word']} to", True, span=span)))


def back_to_at(scan: Scan, at: int) -> int:
    """From 21 down to 5 days, up to 75% from 60%: where it comes from is no demand."""
    found = _FROM_AND_BACK.match(scan.text, at) or _TO_AND_FROM.match(scan.text, at)
    if found is None:
        last = next((piece for piece in reversed(scan.found) if piece.kind == "operator"), None)
        moved = isinstance(last.value, WrittenOperator) and last.value.phrase in ("up to", "down to") if last else False
        coming = _COMING_FROM.match(scan.text, at) if moved else None
        return scan.add(Token("aside", Span(at, coming.end()))) if coming else 0
    if found.re is _FROM_AND_BACK:
        scan.add(Token("aside", Span(*found.span("was"))))
    span = Span(*found.span("to"))
    op: CompareOp = ">=" if found["up"] else "<="
    return scan.add(Token("operator", span, WrittenOperator(op, "up to" if found["up"] else "down to", True, span=span)))


def changing_at(scan: Scan, at: int) -> int:
    """Up 5% on last year, reduce by half."""
    often = _HALVED_OR_TREBLED.match(scan.text, at)
    if often:
        down = often["halved"] is not None
        scan.add(Token("growth", Span(*often.span()), ("down" if down else "up", False)))
        return scan.add(Token("number", Span(often.end(), often.end()), WrittenNumber("50" if down else "200", "%")))
    moved = _UP_BY.match(scan.text, at)
    if moved:
        return scan.add(Token("growth", Span(at, moved.end()), ("up" if moved["up"] else "down", False)))
    part = _BY_A_PART.match(scan.text, at) if any(piece.kind == "growth" for piece in scan.found[-3:]) else None
    return scan.add(Token("number", Span(at, part.end()), WrittenNumber(_PARTS[part["part"]], "%"))) if part else 0


def own_level_at(scan: Scan, at: int) -> int:
    """2019 levels, and at 2019 levels, which is no change."""
    own = _OWN_LEVEL.match(scan.text, at)
    if own is None:
        return 0
    bare = not any(piece.kind in ("growth", "operator", "number") for piece in scan.found[-_NEAR:])
    kept = _KEPT_AT.search(scan.text, max(0, at - _LONGEST_KEPT), at) if bare else None
    if kept:
        scan.add(Token("growth", Span(kept.start(), at), ("same", False)))
    return scan.add(Token("baseline", Span(at, own.end()), own["base"]))


def compared_at(scan: Scan, at: int) -> int:
    """Over 2019, compared with 2008, 10% lower than 2019/20, above baseline: what a change is measured against."""
    if end := own_level_at(scan, at) or _than_a_year(scan, at):
        return end
    number = last_number(scan)
    share = number is not None and number.unit in _SHARES
    if number is not None and (end := _more_than(scan, at)):
        return end
    if share and (end := _on_year(scan, at)):
        return end
    changing = share or any(piece.kind == "growth" for piece in scan.found[-_NEAR:])
    against = _AGAINST.match(scan.text, at) if changing else None
    named = _named_against(scan, at) if changing and against is None else None
    if against is None and named is None:
        return 0
    if share and number is not None and not any(piece.kind == "growth" for piece in scan.found[-_NEAR:]):
        _signed(scan, number)
    end, base = (against.end(), against["base"].strip()) if against else named or (0, "")
    return scan.add(Token("baseline", Span(at, end), base))


def multiple_at(scan: Scan, at: int) -> int:
    """Thrice the baseline, 3 times last year, 95% of the baseline: a multiple or a share of it."""
    text = scan.text
    found = _MULTIPLE.match(text, at)
    if found:
        base = _base_at(scan, found.end())
        if base is None:
            return 0
        number = found["number"] or _MULTIPLES[found["word"]]
        scan.add(Token("number", Span(at, found.end("times")), WrittenNumber(number, "倍")))
        return scan.add(Token("baseline", Span(found.end("times"), base[0]), base[1], after=True))
    share = _SHARE_OF.match(text, at) if scan.behind_number() and text[at] == "o" else None
    number_before = last_number(scan) if share else None
    base = _base_at(scan, share.end()) if share and number_before and number_before.unit in _SHARES[:3] else None
    changing = any(piece.kind == "growth" for piece in scan.found[-_NEAR:])
    return scan.add(Token("baseline", Span(at, base[0]), base[1], after=True)) if base and not changing else 0


def _base_at(scan: Scan, at: int) -> tuple[int, str] | None:
    named = scan.words.baselines.at(scan.text, at)
    year = _OWN_YEAR.match(scan.text, at)
    return named or ((year.end(), year[0]) if year else None)


def _named_against(scan: Scan, at: int) -> tuple[int, str] | None:
    """Over the prior year: the end and the baseline."""
    lead = _LEAD_TO_BASE.match(scan.text, at)
    return scan.words.baselines.at(scan.text, lead.end()) if lead else None


def _signed(scan: Scan, number: WrittenNumber) -> None:
    """+3 points from baseline, -10% vs 2019: a sign before a number that is compared is a change."""
    piece = next(piece for piece in reversed(scan.found) if piece.value is number)
    at = piece.span.start
    if number.number.startswith("-"):
        scan.add(Token("growth", Span(at, at), ("down", False)))
    elif scan.text[max(0, at - 2) : at].strip() == "+":
        scan.add(Token("growth", Span(scan.text.rindex("+", 0, at), at), ("up", False)))


def _than_a_year(scan: Scan, at: int) -> int:
    """Higher than 2022, and no more: the year is no number."""
    year = _HIGHER_THAN_YEAR.match(scan.text, at) if scan.fresh() else None
    if year is None:
        return 0
    span = Span(*year.span("more"))
    op: CompareOp = "<" if year["down"] else ">"
    scan.add(Token("operator", span, WrittenOperator(op, year["more"], True, span=span)))
    return scan.add(Token("baseline", Span(*year.span("base")), year["base"]))


def _more_than(scan: Scan, at: int) -> int:
    """10% lower than 2019/20, 5% above baseline, 3% more than last year."""
    text = scan.text
    more = _MORE_THAN.match(text, at)
    if more is None:
        return 0
    named = scan.words.baselines.at(text, more.end())
    based = _AGAINST.match(text, at) or _AGAINST.match(text, max(text.rfind(" ", at, more.end() - 1) + 1, at))
    base = Span(more.end(), named[0]) if named else Span(*based.span("base")) if based else None
    if base is None:
        return 0
    scan.add(Token("growth", Span(*more.span()), ("up" if more["up"] else "down", False)))
    return scan.add(Token("baseline", base, named[1] if named else text[base.start : base.end].strip()))


def _on_year(scan: Scan, at: int) -> int:
    """3% year on year is growth where no other word says so."""
    found = _YEAR_ON_YEAR.match(scan.text, at)
    if found is None:
        return 0
    said = any(piece.kind == "growth" for piece in scan.found[-_NEAR:]) or scan.words.growth.at(scan.text, found.end() + 1)
    if not said:
        scan.add(Token("growth", Span(at, at), ("up", False)))
    return scan.add(Token("baseline", Span(at, found.end()), "同期"))
