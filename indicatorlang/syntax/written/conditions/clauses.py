"""Groups → conditions. A number takes the words before it and the bound behind it; what no field stands for is `rest`.

A new kind of piece is taken up in `_clause`; how several numbers belong together is settled in `_numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

import attrs

from indicatorlang.diagnostics import Span
from indicatorlang.syntax.tree import CompareOp
from indicatorlang.syntax.written.conditions.groups import Group, gaps, grouped
from indicatorlang.syntax.written.pieces.money import with_shared_scale
from indicatorlang.syntax.written.pieces.tokens import Token
from indicatorlang.syntax.written.tree import (
    Change,
    WrittenClause,
    WrittenGrowth,
    WrittenNumber,
    WrittenOperator,
)

MOST_CLAUSES = 40
_BLANKS_WITHIN = re.compile(r"(?<=[^\x00-\x7f/]) +(?=[^\x00-\x7f/])|(?<=/) +| +(?=/)")
_LOWER: tuple[CompareOp, CompareOp] = (">=", ">")
_UPPER: tuple[CompareOp, CompareOp] = ("<=", "<")
# The same comparison when the number itself counts, and when it does not.
_COUNTING = dict.fromkeys(_LOWER, _LOWER) | dict.fromkeys(_UPPER, _UPPER)


def clauses_of(text: str, plain: str, pieces: Sequence[Token]) -> tuple[WrittenClause, ...]:
    """The conditions of a text in their order; what stands between them is the rest of the next one, or of the last."""
    groups = grouped(plain, pieces)
    each = any("各" in plain[group.span.start : group.span.end] for group in groups if group.has("number"))
    if each and any(group.has("date") and not group.has("number") for group in groups):
        return ()  # 上半年、下半年各1次
    crowded = any(sum(piece.kind == "number" for piece in group.pieces) > 2 for group in groups)
    if crowded or len(groups) > MOST_CLAUSES or any(piece.kind == "every" for piece in pieces):
        return ()  # a report, not a target; and 5-6-7 is no range
    clauses: list[WrittenClause] = []
    waiting: list[Span] = []
    for group in groups:
        made = _clause(text, plain, group)
        if made is None:
            waiting += gaps(plain, group.span, [])
        else:
            clauses.append(attrs.evolve(made, rest=(*waiting, *made.rest)) if waiting else made)
            waiting = []
    if clauses and waiting:
        clauses[-1] = attrs.evolve(clauses[-1], rest=(*clauses[-1].rest, *waiting))
    return _ranged(clauses)


def _clause(text: str, plain: str, group: Group) -> WrittenClause | None:
    """The condition that the pieces of a group make."""
    used: list[Span] = []
    operators: list[WrittenOperator] = []
    bracket: Token | None = None
    compared_with = False
    said: dict[str, Any] = {}
    for piece in group.pieces:
        value = piece.value
        match piece.kind:
            case "operator":
                operators.append(cast(WrittenOperator, value))
            case "date" if _begins_then(plain, piece) and group.has("number", "growth", "due"):
                continue  # 2021年起每年2次
            case "date" | "period" if piece.kind not in said:
                said[piece.kind] = value
            case "growth" if "growth" not in said:
                change, weak = cast(tuple[Change, bool], value)
                said["growth"] = WrittenGrowth(change, weak, piece.span)
            case "baseline":
                said["baseline"] = str(value) or said.get("baseline", "")
                said["share"] = piece.after or said.get("share", False)
                compared_with = compared_with or not value or text[piece.span.start - 1 : piece.span.start] in ("较", "比")
            case "due" if not group.has("number", "date"):
                said |= {"due": True, "period": value}
            case "due":
                said.setdefault("period", value)
                continue
            case "per" if "per" not in said:
                said["per"] = str(value) if str(value).startswith("均") else text[piece.span.start : piece.span.end]
            case "approximate":
                said["approximate"] = text[piece.span.start : piece.span.end].strip()
            case "range":
                said |= _closed(value)
            case "aside" if isinstance(value, bool):
                bracket = piece
            case "number" | "about" | "between":
                pass
            case _:
                continue
        used.append(piece.span)
    operators = _bounded(operators, bracket)
    said |= _numbers(text, group.pieces)
    if compared_with and operators and "number" in said and "growth" not in said:
        said["growth"] = WrittenGrowth("up", True, group.span)  # 较上年≥5%
    compared = said.get("baseline") and operators
    if not (compared or said.keys() & {"number", "tolerance", "date", "growth", "due"}):
        return None
    if "number" not in said and not (said.get("baseline") or said.keys() & {"tolerance", "growth"}):
        # 达到 before a date or a degree compares nothing.
        lost = {op.span for op in operators if not ("date" in said and op.op == "<=")}
        used = [span for span in used if span not in lost]
    rest = tuple(gaps(plain, group.span, used))
    return WrittenClause(tuple(operators), rest=rest, span=group.span, **said)


def _numbers(text: str, pieces: Sequence[Token]) -> dict[str, WrittenNumber]:
    """The number, the upper end of its range, and what it may differ by."""
    values = [as_written(piece, text) for piece in pieces if piece.kind == "number"]
    kinds = {piece.kind for piece in pieces}
    if not values:
        return {}
    if "about" in kinds:
        return {"tolerance": values[0]} if len(values) == 1 else {"number": values[0], "tolerance": values[1]}
    if "range" in kinds and len(values) >= 2:
        low, high = with_shared_scale(values[0], values[1])
        return {"number": attrs.evolve(low, unit=low.unit or high.unit), "high": high}
    return {"number": values[0]}


def as_written(piece: Token, text: str) -> WrittenNumber:
    """The number of a piece, with its unit as it is written in the text, not as it is folded."""
    value = cast(WrittenNumber, piece.value)
    unit = _joined(text[piece.unit_span.start : piece.unit_span.end]) if piece.unit_span else value.unit
    return WrittenNumber(value.number, unit, piece.span)


def _joined(unit: str) -> str:
    """A unit with a plain stroke and without the blanks that typesetting put between its characters: 分 钟, 次／天."""
    return _BLANKS_WITHIN.sub("", unit.replace("／", "/"))


def _begins_then(plain: str, date: Token) -> bool:
    return plain.startswith(("起", "开始"), date.span.end)


def _closed(value: object) -> dict[str, bool]:
    """The ends of [90%, 95%)."""
    return {"low_closed": value[0] == "1", "high_closed": value[1] == "1"} if isinstance(value, str) else {}


def _bounded(operators: list[WrittenOperator], bracket: Token | None) -> list[WrittenOperator]:
    """以上（不含）, （不含）以上: what is said in brackets decides whether the number counts."""
    if bracket is None or not operators or operators[-1].op not in _COUNTING:
        return operators
    counting, leaving_out = _COUNTING[operators[-1].op]
    return [*operators[:-1], attrs.evolve(operators[-1], op=counting if bracket.value else leaving_out, bracket=bracket.span)]


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
    both = attrs.evolve(both, ends=(low.operators[0], high.operators[0]))
    return (attrs.evolve(both, rest=(*low.rest, *high.rest), span=low.span.to(high.span)),)
