"""Groups → conditions. A number takes the words before it and the bound behind it; what no field stands for is `rest`.

A new kind of piece is taken up in `_clause`; how several numbers belong together is settled in `_numbers`.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, cast

import attrs

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern
from indicatorlang.syntax.written.conditions.denied import bounds_what_is_denied
from indicatorlang.syntax.written.conditions.groups import Group, gaps, grouped
from indicatorlang.syntax.written.conditions.ranges import growth_ends, ranged
from indicatorlang.syntax.written.pieces.money import with_shared_scale
from indicatorlang.syntax.written.pieces.tokens import Token
from indicatorlang.syntax.written.qualities.quality import quality
from indicatorlang.syntax.written.qualities.states import NOT_THERE, behind_lead_ins, denial_end
from indicatorlang.syntax.written.tree import (
    LOWER,
    MIRRORED,
    UPPER,
    Change,
    WrittenClause,
    WrittenGrowth,
    WrittenNumber,
    WrittenOperator,
)

MOST_CLAUSES = 40
_LONGEST_STATE = 24
# 5个或6个: which of both is demanded, nobody says.
_EITHER = pattern(r"[0-9][%‰\u3400-\u9fff]{1,4}或(?:者)?[0-9]")
_NO_DENIALS, _EXCEPTS = ("无故", "无需", "无须", "无法", "无关"), ("除外", "为准", "不计")
_BLANKS_WITHIN = pattern(r"(?<=[^\x00-\x7f/]) +(?=[^\x00-\x7f/])|(?<=/) +| +(?=/)")
_ABOVE: dict[str, Change] = {"高于": "up", "多于": "up", "超过": "up", "低于": "down", "少于": "down"}
# The same comparison when the number itself counts, and when it does not.
_COUNTING = dict.fromkeys(LOWER, LOWER) | dict.fromkeys(UPPER, UPPER)


def clauses_of(text: str, plain: str, pieces: Sequence[Token]) -> tuple[WrittenClause, ...]:
    """The conditions of a text in their order; what stands between them is the rest of the next one, or of the last."""
    groups = grouped(plain, pieces)
    each = any("各" in plain[group.span.start : group.span.end] for group in groups if group.has("number"))
    if each and any(group.has("date") and not group.has("number") for group in groups):
        return ()  # 上半年、下半年各1次
    crowded = any(sum(piece.kind == "number" for piece in group.pieces) > 2 for group in groups)
    crowded = crowded or any(_torn_apart(plain, *pair) for pair in itertools.pairwise(pieces))
    if _EITHER.search(plain):
        return ()  # 5个或6个
    if any(bounds_what_is_denied(plain, group.span, group.pieces) for group in groups):
        return ()
    if crowded or len(groups) > MOST_CLAUSES or any(piece.kind == "every" for piece in pieces):
        return ()  # a report, not a target; and 5-6-7 is no range
    clauses: list[WrittenClause] = []
    waiting: list[Span] = []
    for group in groups:
        made = _clause(text, plain, group) or (_state(text, plain, group) if any(one.number for one in clauses) else None)
        if made is None:
            waiting += gaps(plain, group.span, [])
        else:
            clauses.append(attrs.evolve(made, rest=(*waiting, *made.rest)) if waiting else made)
            waiting = []
    if clauses and waiting:
        clauses[-1] = attrs.evolve(clauses[-1], rest=(*clauses[-1].rest, *waiting))
    return ranged(plain, [part for clause in clauses for part in growth_ends(clause)])


def _state(text: str, plain: str, group: Group) -> WrittenClause | None:
    """利用率≥93%，无露天焚烧: what there is not to be, beside a number, is a condition of its own."""
    start = behind_lead_ins(plain, group.span.start, group.span.end) if group.span.start < group.span.end else group.span.end
    while start < group.span.end and plain[start].isspace():
        start += 1
    if (
        group.span.end - start > _LONGEST_STATE
        or not plain.startswith((*NOT_THERE, "杜绝"), start)
        or not denial_end(plain, start)
    ):
        return None
    if plain.startswith(_NO_DENIALS, start) or plain[start : group.span.end].rstrip().endswith(_EXCEPTS):
        return None  # 无故缺席的除外
    own = " " * group.span.start + plain[group.span.start : group.span.end] + " " * (len(plain) - group.span.end)
    found = quality(text, own)
    return found if found is not None and found.state == "done" else None


def _torn_apart(plain: str, first: Token, second: Token) -> bool:
    """1200 000元: two numbers that only a blank parts, the first without a unit."""
    numbers = first.value, second.value
    both = all(isinstance(value, WrittenNumber) for value in numbers) and first.kind == second.kind == "number"
    bare = both and isinstance(first.value, WrittenNumber) and not first.value.unit
    return bare and first.span.end < second.span.start and not plain[first.span.end : second.span.start].strip(" ")


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
            case "operator" if _behind_its_number(plain, piece, group):
                if cast(WrittenOperator, value).word:
                    continue  # 100% within statutory timeframes
                operators.append(_mirrored(cast(WrittenOperator, value)))
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
                said |= {"due": True, "period": value, "level": text[piece.span.start : piece.span.end]}
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
    above = _above_by(operators, group, said)
    if above is not None:
        said["growth"], operators = above, operators[1:]
    compared = said.get("baseline") and operators
    if not (compared or said.keys() & {"number", "tolerance", "date", "growth", "due"}):
        return None
    if "number" not in said and not (said.get("baseline") or said.keys() & {"tolerance", "growth"}):
        # 达到 before a date or a degree compares nothing.
        lost = {op.span for op in operators if not ("date" in said and op.op == "<=")}
        used = [span for span in used if span not in lost]
    rest = tuple(gaps(plain, group.span, used))
    return WrittenClause(tuple(operators), rest=rest, span=group.span, **said)


def _above_by(operators: list[WrittenOperator], group: Group, said: dict[str, Any]) -> WrittenGrowth | None:
    """高于上年2个百分点 is growth by two points; 高于上年80% may mean the 80% of last year."""
    number = said.get("number")
    if not operators or number is None or "growth" in said or not said.get("baseline") or operators[0].phrase not in _ABOVE:
        return None
    based = next(piece for piece in group.pieces if piece.kind == "baseline")
    next_to = operators[0].span.end == based.span.start
    return (
        WrittenGrowth(_ABOVE[operators[0].phrase], False, operators[0].span) if next_to and number.unit not in ("", "%") else None
    )


def _behind_its_number(plain: str, piece: Token, group: Group) -> bool:
    """Whether a comparison that leads to what follows stands behind the only number, with words behind it: 80%≤合格率."""
    numbers = [own for own in group.pieces if own.kind == "number"]
    if piece.after or len(numbers) != 1 or group.has("date", "growth", "baseline", "about"):
        return False
    return numbers[0].span.end <= piece.span.start and bool(plain[piece.span.end : group.span.end].strip(" \t\r\n。.;"))


def _mirrored(operator: WrittenOperator) -> WrittenOperator:
    return attrs.evolve(operator, op=MIRRORED[operator.op])


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
    if piece.parts:
        unit = "".join(_joined(text[part.start : part.end]) for part in piece.parts)
    return WrittenNumber(value.number, unit, piece.span)


def _joined(unit: str) -> str:
    """A unit with a plain stroke and without the blanks that typesetting put between its characters: 分 钟, 次／天."""
    return _BLANKS_WITHIN.sub("", unit.replace("／", "/").replace("﹪", "%"))


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
