"""Signs: stops between conditions, ± of a tolerance, what joins the ends of a range, and the signs of comparison."""

from __future__ import annotations

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern
from indicatorlang.syntax.tree import CompareOp
from indicatorlang.syntax.written.pieces.dates import date_at
from indicatorlang.syntax.written.pieces.english.numbers import number_word_at
from indicatorlang.syntax.written.pieces.money import currency_at
from indicatorlang.syntax.written.pieces.tokens import Scan, Token
from indicatorlang.syntax.written.tree import WrittenNumber, WrittenOperator

_FEW = pattern(r"[0-9]{1,3}(?![0-9.、]|[类级等号期批])")
_BELOW_NOUGHT = pattern(r"-[0-9]")
_NUMERALS = frozenset("一二三四五六七八九十两百")
_STRONG, _WEAK = "；;。！!？?\n", ",，、"
_COMPARISON = pattern(r"[<>=≥≤≠!]{1,8}(?: {0,8}[<>=≥≤]{1,8}){0,8}")


def sign_at(scan: Scan, at: int) -> int:
    """A stop, a tolerance, the middle of a range or a comparison."""
    c, text = scan.text[at], scan.text
    if c in "、或" and scan.behind_number() and _next_number(scan, at + 1):
        return scan.add(Token("range", Span(at, at + 1)))
    if (
        c in "和及与"
        and scan.found
        and scan.found[-1].kind == "date"
        and scan.touches()
        and date_at(f"{text[at + 1 : at + 20]} ", 0)
    ):
        return scan.add(Token("stop", Span(at, at + 1)))
    if (c in _STRONG or c in _WEAK) and not text.startswith("!=", at):
        return scan.add(Token("stop", Span(at, at + 1), after=c in _STRONG))
    if c == "±" or text.startswith(("+/-", "正负"), at):
        return scan.add(Token("about", Span(at, at + (1 if c == "±" else 2 if c == "正" else 3))))
    if scan.behind_number():
        joined = _range_at(scan, at)
        if joined:
            return joined
        if c == "+":
            return scan.add(Token("operator", Span(at, at + 1), WrittenOperator(">=", "+", span=Span(at, at + 1)), after=True))
    signs = _COMPARISON.match(text, at)
    # ≥≤ says two things: each sign is a comparison of its own, so that nobody takes the one and drops the other.
    for run in (signs[0], c) if signs else ():
        op = comparison_of(run)
        if op is not None:
            return scan.add(Token("operator", Span(at, at + len(run)), WrittenOperator(op, run)))
    return 0


def _range_at(scan: Scan, at: int) -> int:
    """5-10, 5~10, 5 to 10, between 5 and 10: what stands between two numbers."""
    c, text = scan.text[at], scan.text
    joined = scan.words.between_and.at(text, at) if scan.between else None
    if not (c in "-~至到" or _is_to(text, at) or joined):
        return 0
    end = joined[0] if joined else at + (2 if c == "t" else 1)
    scan.between = False
    while end < len(text) and text[end] in "-~ +" and not (c != "-" and _BELOW_NOUGHT.match(text, end)):
        end += 1
    below = c != "-" and _BELOW_NOUGHT.match(text, end)
    follows = (
        below
        or currency_at(text, end)
        or text[end : end + 1].isdigit()
        or text[end : end + 1] in _NUMERALS
        or number_word_at(text, end)
    )
    return scan.add(Token("range", Span(at, end))) if follows else 0


def _next_number(scan: Scan, at: int) -> bool:
    """3、4家, 3或4家: two numbers in a row with one unit."""
    low = scan.found[-1].value
    high = _FEW.match(scan.text, at)
    bare = isinstance(low, WrittenNumber) and not low.unit and low.number.isdigit() and len(low.number) < 3
    return bool(bare and high and isinstance(low, WrittenNumber) and int(high[0]) == int(low.number) + 1)


def _is_to(text: str, at: int) -> bool:
    return text.startswith("to ", at) and text[at - 1] == " "


def comparison_of(signs: str) -> CompareOp | None:
    """What a run of signs says: ≥≥ says what ≥ says, >≥ too; ≥≤ says no one thing, and other characters say none."""
    plain = signs.replace(" ", "").replace("≥", ">=").replace("≤", "<=").replace("≠", "!=")
    held = set(plain)
    if held == {"="}:
        return "=="
    if held == {"!", "="} or plain == "<>":
        return "!="
    if not held or held - set("<>=") or {"<", ">"} <= held:
        return None
    if ">" in held:
        return ">=" if "=" in held else ">"
    return "<=" if "=" in held else "<"
