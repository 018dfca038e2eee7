"""The tolerant reader, first half: a target as officials write it → what is written there, every character accounted for.

A scanner cuts the folded text into pieces (`written/tokens.py`); here the pieces become conditions. A number takes the words
before it and the bound behind it; a date, a word of change, a period belong to the condition they stand in. What nobody
takes is `rest`. A text without numbers, dates and growth is a state or a degree, told by the words of `grammar/`.
Nothing here knows an indicator's name or the table of units. Everything takes linear time; no text raises.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import cast

import attrs

from indicatorlang.diagnostics import Span
from indicatorlang.syntax.problems import MAX_LENGTH
from indicatorlang.syntax.written.quality import quality
from indicatorlang.syntax.written.tokens import Token, Units, tokens
from indicatorlang.syntax.written.tree import (
    Change,
    Period,
    WrittenClause,
    WrittenDate,
    WrittenGrade,
    WrittenGrowth,
    WrittenNumber,
    WrittenOperator,
    WrittenTarget,
)
from indicatorlang.syntax.written.vocabulary import folded, vocabulary

MOST_CLAUSES = 40
_CONTENT = ("number", "date", "growth", "baseline")
_LOWER, _UPPER = (">=", ">"), ("<=", "<")


def written_target(text: str, units: Units) -> WrittenTarget:
    """What the text says. Without clauses and grades it is not understood."""
    plain = folded(text)
    if len(text) > MAX_LENGTH:
        return WrittenTarget(text, rest=(Span(0, len(text)),))
    pieces = tokens(plain, units)
    grades = _grades(text, plain, pieces)
    if grades:
        return WrittenTarget(text, grades=grades)
    found = _clauses(text, plain, pieces) if _demands(pieces) else ()
    return WrittenTarget(text, found) if found else _states(text, plain, pieces)


def _demands(pieces: Sequence[Token]) -> bool:
    """Whether anything is a number, a date or growth. Alone, 提升 and the like are degrees."""
    kinds = {piece.kind for piece in pieces}
    strong = any(piece.kind == "growth" and not cast(tuple[Change, bool], piece.value)[1] for piece in pieces)
    compared = "baseline" in kinds and bool(kinds & {"growth", "operator"})
    return bool(kinds & {"number", "date"}) or strong or compared


def _states(text: str, plain: str, pieces: Sequence[Token]) -> WrittenTarget:
    """A text of words only; when some of it is a number that nobody could place, it is not understood."""
    everything = Span(0, len(text))
    if any(piece.kind in ("number", "date", "aside") and piece.value == "day" for piece in pieces):
        return WrittenTarget(text, rest=(everything,))
    signs = any(isinstance(piece.value, WrittenOperator) and not piece.value.word for piece in pieces)
    found = None if signs else quality(text, plain)
    if found is None or any(piece.kind == "number" and not piece.unsure for piece in pieces):
        return WrittenTarget(text, rest=(everything,))
    period = next((cast(Period, piece.value) for piece in pieces if piece.kind == "period"), None)
    return WrittenTarget(text, (attrs.evolve(found, period=period),))


# Conditions


@attrs.define
class _Group:
    """Pieces that may make one condition, the text they stand in, and whether a strong stop follows."""

    pieces: list[Token]
    span: Span
    strong: bool = False

    def has(self, *kinds: str) -> bool:
        return any(piece.kind in kinds for piece in self.pieces)


def _clauses(text: str, plain: str, pieces: Sequence[Token]) -> tuple[WrittenClause, ...]:
    groups = _merged([part for group in _groups(plain, pieces) for part in _split(group, plain)])
    if len(groups) > MOST_CLAUSES or any(sum(piece.kind == "number" for piece in group.pieces) > 2 for group in groups):
        return ()  # a report, not a target; and 5-6-7 is no range
    clauses: list[WrittenClause] = []
    waiting: list[Span] = []
    for group in groups:
        made = _clause(text, plain, group)
        if made is None:
            waiting += _gaps(plain, group.span, [])
        else:
            clauses.append(attrs.evolve(made, rest=(*waiting, *made.rest)))
            waiting = []
    if clauses and waiting:
        clauses[-1] = attrs.evolve(clauses[-1], rest=(*clauses[-1].rest, *waiting))
    return _ranged(clauses)


def _groups(plain: str, pieces: Sequence[Token]) -> Iterator[_Group]:
    """The pieces between stops."""
    start = 0
    current: list[Token] = []
    for piece in pieces:
        if piece.kind == "stop":
            yield _Group(current, Span(start, piece.span.start), piece.after)
            start, current = piece.span.end, []
        else:
            current.append(piece)
    yield _Group(current, Span(start, len(plain)))


def _split(group: _Group, plain: str) -> Iterator[_Group]:
    """A group for every number that does not belong to a range: 1部宣传片2套方案. Words go to the number behind them."""
    pieces = _chained(_sure(group, plain))
    heads = [at for at, piece in enumerate(pieces) if piece.kind == "number" and not _continues(pieces, at)]
    if len(heads) < 2:
        yield _Group(pieces, group.span, group.strong)
        return
    cuts = []
    for head in heads[:-1]:
        end = head + 1
        while end < len(pieces) and (pieces[end].after or pieces[end].kind in ("range", "about") or _continues(pieces, end)):
            end += 1
        cuts.append(end)
    start = group.span.start
    for begin, end in itertools.pairwise([0, *cuts, len(pieces)]):
        stop = pieces[end - 1].span.end if end < len(pieces) else group.span.end
        yield _Group(pieces[begin:end], Span(start, stop), group.strong and end == len(pieces))
        start = stop


def _sure(group: _Group, plain: str) -> list[Token]:
    """Without numerals such as 一次 that nothing supports: 一户一档 holds no numbers."""
    pieces = group.pieces
    alone = len(pieces) == 1 and not any(_gaps(plain, group.span, [pieces[0].span]))
    supported = alone or any(p.kind in ("operator", "period", "per") for p in pieces)
    return pieces if supported else [piece for piece in pieces if not piece.unsure]


def _chained(pieces: list[Token]) -> list[Token]:
    """90% ≤ 满意度 ≤ 100% is a range: both signs point the same way, and the numbers are its ends."""
    if [piece.kind for piece in pieces] != ["number", "operator", "operator", "number"]:
        return pieces
    low, first, second, high = pieces
    signs = [sign.value for sign in (first, second)]
    ops = [sign.op for sign in signs if isinstance(sign, WrittenOperator) and not sign.word]
    if len(ops) != 2 or first.after or second.after:
        return pieces
    if ops[0] in _LOWER and ops[1] in _LOWER:
        low, high, ops = high, low, [ops[1], ops[0]]
    elif not (ops[0] in _UPPER and ops[1] in _UPPER):
        return pieces
    closed = "".join("1" if "=" in op else "0" for op in ops)
    return [low, Token("range", first.span, closed), attrs.evolve(second, kind="between", value=None), high]


def _continues(pieces: Sequence[Token], at: int) -> bool:
    behind = at - 1 - (at > 1 and pieces[at - 1].kind == "between")
    return at > 0 and pieces[behind].kind in ("range", "about")


def _merged(groups: list[_Group]) -> list[_Group]:
    """A date alone and its neighbour across a comma are one condition: 2019年12月底前，完成500家."""
    out: list[_Group] = []
    for group in groups:
        last = out[-1] if out else None
        if last is not None and not last.strong and _complete(last, group):
            out[-1] = _Group([*last.pieces, *group.pieces], last.span.to(group.span), group.strong)
        else:
            out.append(group)
    return out


def _complete(left: _Group, right: _Group) -> bool:
    """Whether two groups say one condition together: a date and a number, or words of comparison and a number."""
    if left.has("number") and right.has("number"):
        return False
    if left.has("date") and right.has("date"):
        return False
    if left.has("date", "number") and right.has("date", "number"):
        return True
    return not left.has(*_CONTENT) and left.has("operator", "period", "per") and right.has("number", "growth")


def _clause(text: str, plain: str, group: _Group) -> WrittenClause | None:
    """The condition that the pieces of a group make."""
    used: list[Span] = []
    numbers = [piece for piece in group.pieces if piece.kind == "number"]
    made = WrittenClause(span=group.span)
    for piece in group.pieces:
        value = piece.value
        match piece.kind:
            case "operator":
                made = attrs.evolve(made, operators=(*made.operators, cast(WrittenOperator, value)))
            case "date" if made.date is None:
                made = attrs.evolve(made, date=cast(WrittenDate, value))
            case "growth" if made.growth is None:
                change, weak = cast(tuple[Change, bool], value)
                made = attrs.evolve(made, growth=WrittenGrowth(change, weak, piece.span))
            case "baseline":
                made = attrs.evolve(made, baseline=str(value) or made.baseline)
            case "period" if made.period is None:
                made = attrs.evolve(made, period=cast(Period, value))
            case "per" if not made.per:
                made = attrs.evolve(made, per=text[piece.span.start : piece.span.end])
            case "approximate":
                made = attrs.evolve(made, approximate=text[piece.span.start : piece.span.end].strip())
            case "range":
                made = _closed(made, value)
            case "aside" if isinstance(value, bool):
                made = _bounded(made, value)
            case "number" | "about" | "between":
                pass
            case _:
                continue
        used.append(piece.span)
    made = _numbered(made, text, group.pieces, numbers)
    if made.number is None:
        # 达到 before a date or a degree compares nothing.
        kept = made.baseline or made.tolerance or made.growth
        lost = {op.span for op in made.operators if not kept and not (made.date and op.op == "<=")}
        used = [span for span in used if span not in lost]
    if not (made.number or made.tolerance or made.date or made.growth or (made.baseline and made.operators)):
        return None
    return attrs.evolve(made, rest=tuple(_gaps(plain, group.span, used)))


def _numbered(made: WrittenClause, text: str, pieces: Sequence[Token], numbers: Sequence[Token]) -> WrittenClause:
    """With its number, the upper end of its range, or what it may differ by."""
    if not numbers:
        return made
    values = [_as_written(piece, text) for piece in numbers]
    kinds = [piece.kind for piece in pieces]
    if "about" in kinds:
        if len(values) == 1:
            return attrs.evolve(made, tolerance=values[0])
        return attrs.evolve(made, number=values[0], tolerance=values[1])
    if "range" in kinds and len(values) >= 2:
        low, high = values[0], values[1]
        return attrs.evolve(made, number=attrs.evolve(low, unit=low.unit or high.unit), high=high)
    return attrs.evolve(made, number=values[0])


def _as_written(piece: Token, text: str) -> WrittenNumber:
    value = cast(WrittenNumber, piece.value)
    unit = text[piece.unit_span.start : piece.unit_span.end] if piece.unit_span else value.unit
    return attrs.evolve(value, unit=unit, span=piece.span)


def _closed(made: WrittenClause, value: object) -> WrittenClause:
    """The ends of [90%, 95%)."""
    if not isinstance(value, str):
        return made
    return attrs.evolve(made, low_closed=value[0] == "1", high_closed=value[1] == "1")


def _bounded(made: WrittenClause, inclusive: bool) -> WrittenClause:
    """以上（不含）: what is said in brackets decides whether the number counts."""
    if not made.operators:
        return made
    *others, last = made.operators
    if last.op in (">=", ">"):
        last = attrs.evolve(last, op=">=" if inclusive else ">")
    elif last.op in ("<=", "<"):
        last = attrs.evolve(last, op="<=" if inclusive else "<")
    return attrs.evolve(made, operators=(*others, last))


def _ranged(clauses: list[WrittenClause]) -> tuple[WrittenClause, ...]:
    """不低于80%且不高于120% is one range."""
    if len(clauses) != 2:
        return tuple(clauses)
    ends = [clause for clause in clauses if len(clause.operators) == 1 and clause.number is not None and clause.high is None]
    if len(ends) != 2 or any(clause.growth or clause.date or clause.tolerance for clause in clauses):
        return tuple(clauses)
    low, high = sorted(ends, key=lambda clause: clause.operators[0].op in _UPPER)
    ops = low.operators[0].op, high.operators[0].op
    if low.number is None or high.number is None or ops[0] not in _LOWER or ops[1] not in _UPPER:
        return tuple(clauses)
    if low.number.unit not in ("", high.number.unit):
        return tuple(clauses)
    number = attrs.evolve(low.number, unit=high.number.unit)
    both = attrs.evolve(low, operators=(), number=number, high=high.number, low_closed=ops[0] == ">=", high_closed=ops[1] == "<=")
    return (attrs.evolve(both, rest=(*low.rest, *high.rest), span=low.span.to(high.span)),)


def _gaps(plain: str, span: Span, used: Sequence[Span]) -> Iterator[Span]:
    """What of a stretch no piece stands for."""
    at = span.start
    for piece in sorted(used, key=lambda s: s.start):
        if plain[at : piece.start].strip():
            yield Span(at, piece.start)
        at = max(at, piece.end)
    if plain[at : span.end].strip():
        yield Span(at, span.end)


# Grades


def _grades(text: str, plain: str, pieces: Sequence[Token]) -> tuple[WrittenGrade, ...]:
    """优100% 良90% 中85% 差85%: words of grade and numbers in turn, nothing else."""
    words = vocabulary().grades
    found: list[WrittenGrade] = []
    at, op = 0, None
    level = ""
    for piece in pieces:
        between = plain[at : piece.span.start].strip(" :=为是的、,(")
        level = between or level
        at = piece.span.end
        match piece.kind:
            case "number" if level in words:
                found.append(WrittenGrade(level, op, _as_written(piece, text)))
                level, op = "", None
            case "operator" if isinstance(piece.value, WrittenOperator):
                if piece.after and found:
                    found[-1] = attrs.evolve(found[-1], op=piece.value.op)
                else:
                    op = piece.value.op
            case "stop":
                pass
            case _:
                return ()
    complete = len(found) >= 2 and not plain[at:].strip(" 。.)") and len({grade.level for grade in found}) == len(found)
    return tuple(sorted(found, key=lambda grade: words[grade.level])) if complete else ()
