"""Marks of a scale in English: AA+ or higher, Level 3 or above, at least Grade B, Green, rated Good or better, BBB-.

A mark is a level even where it holds a digit. Only a text that is nothing but a mark is read so.
"""

from __future__ import annotations

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern
from indicatorlang.syntax.tree import CompareOp
from indicatorlang.syntax.written.tree import WrittenClause, WrittenOperator

_LONGEST = 60
_SCALE = (
    r"(?:maturity |readiness |service |accreditation |credit |risk |rag |star |energy |epc |delivery |audit )?"
    r"(?:level|grade|band|tier|category|class|rating|stage|status|standard|score band)"
)
_MARK = r"a{1,3}|b{1,3}|c{1,3}|d|e|f|(?:aa|a|baa|ba|b|caa)[1-3]"
_COLOUR = r"green|amber|yellow|orange|red|blue|amber[-/ ]green|green[-/ ]amber|amber[-/ ]red|platinum|gold|silver|bronze"
_WORD = (
    r"outstanding|excellent|very good|good|satisfactory|acceptable|adequate|fair|strong|high|medium|moderate|low|best practice"
    r"|(?:top|upper|first|second|third|lower|bottom) (?:quartile|decile|quintile)|world[- ]class|distinction|merit|credit"
)
_NOUN = (
    r"(?:rating|rated|status|award|grade|standard|certified|certification|certificate|medal|rag status|maturity|capability|assurance"
    r"|accreditation|compliance)"
)
_RATING = pattern(
    r"(?:(?P<sign>>=|≥|>) ?|(?P<atleast>at least|minimum(?: of)?|no (?:lower|less|worse) than|not (?:lower|less|worse) than"
    r"|not below|maintain(?: at least)?|achieve(?: at least)?) )?"
    r"(?P<said>(?:(?:an? )?(?:rated|rating of|score of|assessed as) )?"
    rf"(?:{_SCALE}[ :-]{{1,2}}(?:[0-9](?:\.[0-9])?|i{{1,3}}|iv|v|vi|{_MARK}|{_COLOUR}|{_WORD})|(?:{_MARK})[+-]?|{_COLOUR}|{_WORD})"
    rf"(?:[+-](?![a-z0-9]))?(?:[- ]{_NOUN})?(?: (?:of|on|in|under)(?: the)? [a-z][a-z ]{{1,30}})?)"
    r"(?: ?(?P<after>(?:or|and) (?:higher|above|better|over|greater)|(?:minimum|or equivalent)))?"
)


def rating_of(text: str, plain: str) -> WrittenClause | None:
    """The mark that a folded text wholly is."""
    start, end = len(plain) - len(plain.lstrip()), len(plain.rstrip(" .;"))
    found = _RATING.fullmatch(plain, start, end) if 0 < end - start <= _LONGEST else None
    if found is None:
        return None
    op: CompareOp | None = ">" if found["sign"] == ">" else ">=" if found["sign"] or found["atleast"] or found["after"] else None
    leads = [found.span(name) for name in ("sign", "atleast", "after") if found[name]]
    told = tuple(WrittenOperator(op, plain[a:b].strip(), True, span=Span(a, b)) for a, b in leads) if op else ()
    said = Span(*found.span("said"))
    return WrittenClause(operators=told[:1], state="level", level=text[said.start : said.end], span=Span(start, end))
