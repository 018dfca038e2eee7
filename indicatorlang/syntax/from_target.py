"""The tolerant reader, first half: a target as officials write it → what is written there, every character accounted for.

The walk: the text is folded (`written/vocabulary.py`) and rules of scoring are set aside (`written/conditions/rules.py`). A
scanner cuts the text into pieces (`written/pieces/scanner.py`, which says where a new shape of number, date, sign or phrase
belongs). Pieces between stops make groups, groups make conditions, words of grade and numbers in turn a row of grades
(`written/conditions/`): a number takes the words before it and the bound behind it; a date, a word of change, a period belong
to the condition they stand in. What nobody takes is `rest`. A text without numbers, dates and growth is a state or a degree,
told by the words of `grammar/` (`written/qualities/`).

Nothing here knows an indicator's name or the table of units. Everything takes linear time: a pattern is anchored where the
scanner stands, and looks ahead no further than a bounded stretch or what it then passes over. No text raises.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import attrs

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern
from indicatorlang.syntax.problems import MAX_LENGTH
from indicatorlang.syntax.written.conditions.clauses import clauses_of
from indicatorlang.syntax.written.conditions.denied import without_denied
from indicatorlang.syntax.written.conditions.grades import grades_of
from indicatorlang.syntax.written.conditions.rules import rule_spans, without
from indicatorlang.syntax.written.pieces.english.asides import said_elsewhere
from indicatorlang.syntax.written.pieces.scanner import tokens
from indicatorlang.syntax.written.pieces.tokens import Token, Units
from indicatorlang.syntax.written.qualities.quality import quality
from indicatorlang.syntax.written.qualities.ratings import rating_of
from indicatorlang.syntax.written.qualities.states import is_english_yardstick
from indicatorlang.syntax.written.tree import Change, Period, WrittenClause, WrittenOperator, WrittenTarget
from indicatorlang.syntax.written.vocabulary import folded

_BOUNDED_ODDS = pattern(
    r"[0-9] ?: ?[0-9]{1,3}(?:\.[0-9]{1,3})? ?(?:及?以上|及?以下|以内)|(?:不低于|不高于|不少于|不超过|达到) ?[0-9.]{1,6} ?: ?[0-9]"
)
_SIGNS = frozenset("<>=≥≤%")


def written_target(text: str, units: Units, *, roc: bool = False) -> WrittenTarget:
    """What the text says. Without clauses and grades it is not understood. `roc`: 112年 may be a year as Taiwan counts."""
    if len(text) > MAX_LENGTH:
        return WrittenTarget(text, rest=(Span(0, len(text)),))
    folded_text = folded(text)
    rules = rule_spans(folded_text)
    found = _demanded(text, without(folded_text, rules), units, roc)
    if not rules:
        return found
    if not found.clauses or found.clauses[0].state == "nothing":
        return WrittenTarget(text, grades=found.grades, rest=(Span(0, len(text)),))
    last = found.clauses[-1]
    return attrs.evolve(found, clauses=(*found.clauses[:-1], attrs.evolve(last, rest=(*last.rest, *rules))))


def _demanded(text: str, plain: str, units: Units, roc: bool) -> WrittenTarget:
    """What a text demands; `plain` is folded, with blanks where rules of scoring stand."""
    pieces: Sequence[Token] = tokens(plain, units, roc)
    grades = grades_of(text, plain, pieces, units)
    if grades:
        return WrittenTarget(text, grades=grades)
    besides = said_elsewhere(plain)
    if besides is not None:
        rest = (besides,) if besides.end > besides.start else ()
        return WrittenTarget(text, (WrittenClause(state="nothing", rest=rest, span=Span(0, len(text))),))
    rating = rating_of(text, plain)
    if rating:
        return WrittenTarget(text, (rating,))
    if not any(piece.kind in ("number", "date", "baseline") for piece in pieces) and is_english_yardstick(plain):
        everything = Span(len(text) - len(text.lstrip()), len(text.rstrip()))
        return WrittenTarget(text, (WrittenClause(state="done", level=text.strip(), span=everything),))
    pieces = without_denied(plain, pieces)
    found = clauses_of(text, plain, pieces) if _demands(pieces) else ()
    found = found or _level_in_figures(text, plain, pieces, units)
    return WrittenTarget(text, found) if found else _states(text, plain, pieces)


def _level_in_figures(text: str, plain: str, pieces: Sequence[Token], units: Units) -> tuple[WrittenClause, ...]:
    """满意（≥88%）: a level, and in brackets at the end what it means in figures, which is the demand."""
    if not pieces or pieces[0].kind != "aside" or plain[pieces[0].span.end :].strip(" 。.;"):
        return ()
    span = pieces[0].span
    said = quality(text[: span.start], plain[: span.start])
    if said is None or said.state != "level" or said.operators:
        return ()
    inner = " " * (span.start + 1) + plain[span.start + 1 : span.end - 1] + " " * (len(plain) - span.end + 1)
    found = clauses_of(text, inner, tokens(inner, units))
    one = found[0] if len(found) == 1 else WrittenClause()
    signed = any(not operator.word for operator in one.operators)
    if one.number is None or one.date or one.growth or one.rest or not (signed or one.number.unit == "%"):
        return ()  # 良好（82分以上） explains the grade
    return (attrs.evolve(one, rest=(said.span,)),)


def _demands(pieces: Sequence[Token]) -> bool:
    """Whether anything is a number, a date or growth. Alone, 提升 and the like are degrees."""
    kinds = {piece.kind for piece in pieces}
    strong = any(piece.kind == "growth" and not cast(tuple[Change, bool], piece.value)[1] for piece in pieces)
    compared = "baseline" in kinds and bool(kinds & {"growth", "operator"})
    return bool(kinds & {"number", "date", "due"}) or strong or compared


def _states(text: str, plain: str, pieces: Sequence[Token]) -> WrittenTarget:
    """A text of words only; when some of it is a number that nobody could place, it is not understood."""
    everything = Span(0, len(text))
    if any(piece.kind == "every" for piece in pieces):
        return WrittenTarget(text, rest=(everything,))
    if any(piece.kind in ("number", "date", "aside") and piece.value == "day" for piece in pieces):
        return WrittenTarget(text, rest=(everything,))
    if _BOUNDED_ODDS.search(plain):
        return WrittenTarget(text, rest=(everything,))  # 投入产出比1:3以上
    signs = any(isinstance(piece.value, WrittenOperator) and not piece.value.word for piece in pieces)
    # 优（≥95%）、良（≥85%）: what stands in brackets is a number all the same.
    signs = signs or any(piece.kind == "aside" and _SIGNS & set(plain[piece.span.start : piece.span.end]) for piece in pieces)
    found = None if signs else quality(text, plain)
    if found is None or any(piece.kind == "number" and not piece.unsure for piece in pieces):
        return WrittenTarget(text, rest=(everything,))
    period = next((cast(Period, piece.value) for piece in pieces if piece.kind == "period"), None)
    return WrittenTarget(text, (attrs.evolve(found, period=period) if period else found,))
