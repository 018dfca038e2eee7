"""One look over a tree after the parser made it: the mistakes of writing that no grammar can say.

It needs no names, units or periods: what depends on those is found in `resolve`.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from indicatorlang.diagnostics import Diagnostic, Span
from indicatorlang.syntax import problems, tree
from indicatorlang.syntax.to_text import to_text

_PERCENT = frozenset({"%", "百分比", "percent"})


def last_look(node: tree.Node, text: str) -> Iterator[tuple[Diagnostic, Span]]:
    """What no grammar can say. `text` is what the tree was read from. A tree too deep for later stages is told alone."""
    # No tree is deeper than its text is long.
    if len(text) > problems.MAX_DEPTH and (deep := _too_deep(node)) is not None:
        yield problems.NestedTooDeep(got=_slice(text, deep), limit=problems.MAX_DEPTH), deep.span
        return
    for part in tree.walk(node):
        if isinstance(part, tree.Arithmetic) and part.op in "+-" and _fixed(part.left) and _fixed(part.right):
            yield problems.LiteralArithmetic(got=_slice(text, part), near=_meant(part)), part.span
        elif isinstance(part, tree.Comparison):
            bounds = (part.bound, *(m.amount for m in part.milestones))
            if isinstance(part.subject, tree.Amount) and all(isinstance(b, tree.Amount) for b in bounds):
                yield problems.NothingMeasured(left=_slice(text, part.subject)), part.subject.span
            if part.tolerance is not None and isinstance(part.bound, tree.Amount):
                yield from _tolerance(part.bound, part.tolerance)


def _too_deep(node: tree.Node) -> tree.Node | None:
    """The first node below MAX_DEPTH others; not recursive, since that is what it guards against."""
    level = [node]
    for _ in range(problems.MAX_DEPTH):
        level = [below for part in level for below in tree.below(part)]
        if not level:
            return None
    return level[0]


def _fixed(part: tree.Node) -> bool:
    return isinstance(part, tree.Amount | tree.Day)


def _slice(text: str, part: tree.Node) -> str:
    return text[part.span.start : part.span.end]


def _meant(part: tree.Arithmetic) -> str:
    """What a sum of two literals most likely stands for: a range, a number of days."""
    left, right = part.left, part.right
    if isinstance(left, tree.Day) and isinstance(right, tree.Day) and part.op == "-":
        return f"days({right.text}, {left.text})"
    if part.op == "-" and isinstance(left, tree.Amount) and isinstance(right, tree.Amount):
        low, high = _value(left), _value(right)
        if low < high and left.unit in ("", right.unit):
            return f"in [{to_text(tree.Amount(left.number, right.unit))}, {to_text(right)}]"
    return ""


def _value(amount: tree.Amount) -> Fraction:
    return Fraction(amount.number)


def _tolerance(bound: tree.Amount, tolerance: tree.Amount) -> Iterator[tuple[Diagnostic, Span]]:
    if bound.unit not in _PERCENT or tolerance.unit not in _PERCENT:
        return
    middle, share = _value(bound), _value(tolerance) / 100
    ends = sorted((middle * (1 - share), middle * (1 + share)))
    low, high = (f"{_decimal(end)}{bound.unit if bound.unit == '%' else '%'}" for end in ends)
    problem = problems.PercentTolerance(
        bound=to_text(bound),
        tolerance=to_text(tolerance),
        points=f"{to_text(bound)} ± {tolerance.number} 百分点",
        interval=f"in [{low}, {high}]",
    )
    yield problem, bound.span.to(tolerance.span)


def _decimal(value: Fraction) -> str:
    """The exact decimal text, or the fraction when there is none."""
    denominator, places = value.denominator, 0
    while denominator != 1 and places < 64:
        places += 1
        denominator = (value * 10**places).denominator
    if denominator != 1:
        return str(value)
    digits = str(abs(int(value * 10**places))).zfill(places + 1)
    text = f"{digits[: len(digits) - places]}.{digits[len(digits) - places :]}" if places else digits
    return ("-" if value < 0 else "") + text
