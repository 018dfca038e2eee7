"""A row of grades: 优100% 良90% 中85% 差85%; 优：≥90分；良：80-89分；差：<60分; 优（≥95%）、良（≥85%）; 90分以上为优，80-90分为良."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from indicatorlang.lazily import pattern
from indicatorlang.syntax.tree import CompareOp
from indicatorlang.syntax.written.conditions.clauses import as_written
from indicatorlang.syntax.written.pieces.brackets import pairs
from indicatorlang.syntax.written.pieces.scanner import tokens
from indicatorlang.syntax.written.pieces.tokens import Token, Units
from indicatorlang.syntax.written.tree import MIRRORED, WrittenGrade, WrittenNumber, WrittenOperator
from indicatorlang.syntax.written.vocabulary import vocabulary

_EDGES = " :=为是的、,()[]“”\"'\n/|;"
# Words that may stand beside a grade and its number: 得分≥90分, 评分结果, 等级.
_FILLING = pattern(
    r"考核|综合|测评|评价|评定|评估|得分|分数|评分|分值|结果|等级|等次|之间|区间|完成|达到|[\u4e00-\u9fff]{1,8}[率度]|在|者"
)
# What grades are measured in; 一级1个，二级2个 counts things.
_MEASURED = ("", "%", "‰", "分", "成")
_SAYS_SO = pattern(r"\s*(?:含|包含|包括)")
_INTERVAL = pattern(r"\s*[0-9.]+[^,0-9]{0,4},\s*[0-9.]")
_NUMBERS = pattern(r"[0-9]+")
_MOST_STEPS = 12


def grades_of(text: str, plain: str, pieces: Sequence[Token], units: Units) -> tuple[WrittenGrade, ...]:
    """Words of grade and numbers in turn, nothing else. Empty when the text is no such row."""
    words = vocabulary().grades
    if len(_NUMBERS.findall(plain)) < 2:
        return ()
    opened = _opened(plain)
    pieces = pieces if opened == plain else tokens(opened, units)
    items = list(_items(opened, pieces))
    if any(isinstance(item, str) and item not in words for item in items):
        return ()
    steps = _steps(items)
    found = [step for level, own in steps if (step := _step(level, own, text)) is not None]
    if not 2 <= len(found) == len(steps) <= _MOST_STEPS or len({grade.level for grade in found}) != len(found):
        return ()
    ranked = sorted(found, key=lambda grade: words[grade.level])
    return tuple(_spelled(grade, text, plain) for grade in _below(ranked)) if _is_scale(ranked) else ()


def _spelled(grade: WrittenGrade, text: str, plain: str) -> WrittenGrade:
    """The grade in the characters of the text, which has been folded: 優, Green."""
    at = plain.find(grade.level)
    return attrs.evolve(grade, level=text[at : at + len(grade.level)]) if at >= 0 else grade


def _is_scale(grades: Sequence[WrittenGrade]) -> bool:
    """Whether the numbers fall, or rise, from the best grade to the worst: 优秀30%，良好50%，合格20% says how many there are of each."""
    if any(grade.op is None and grade.number.unit not in _MEASURED for grade in grades):
        return False
    falling = [_value(grade) for grade in grades if grade.op in (None, ">=", ">")]
    rising = [_value(grade) for grade in grades if grade.op in ("<=", "<")]
    first_is_lower = grades[0].op in ("<=", "<")
    if first_is_lower:
        told_apart = len(rising) > 1 or rising == [_value(grades[-1])]
        return told_apart and rising == sorted(rising) and all(grade.op in ("<=", "<") for grade in grades[:-1])
    return falling == sorted(falling, reverse=True)


def _value(grade: WrittenGrade) -> Fraction:
    return Fraction(grade.number.number)


def _opened(plain: str) -> str:
    """The text without its round brackets, for what stands in them belongs to the grade before: 优（≥95%）."""
    chars = list(plain)
    for at, end in pairs(plain).items():
        if plain[at] == "(" and plain[end] == ")" and not _INTERVAL.match(plain, at + 1):
            chars[at] = chars[end] = " "
            if _SAYS_SO.match(plain, at + 1):
                chars[at:end] = " " * (end - at)
    return "".join(chars)


def _items(plain: str, pieces: Sequence[Token]) -> Iterator[str | Token]:
    """Words of grade and pieces in their order; a prefix that ends in a colon (合格率：优≥98%) is passed over."""
    at, first = 0, True
    for piece in (*pieces, None):
        gap = plain[at : piece.span.start if piece else len(plain)]
        if first and ":" in gap.rstrip(_EDGES):
            gap = gap.rstrip(_EDGES).rpartition(":")[2]
        yield from _levels(gap)
        first = first and not gap.strip(_EDGES)
        if piece is not None:
            if piece.kind == "stop":
                first = first and not piece.after
            yield piece
            at = piece.span.end


def _levels(gap: str) -> Iterator[str]:
    said = gap.strip(_EDGES + "。.")
    if not said:
        return
    bare = said if said in vocabulary().grades else _FILLING.sub("", said).strip(_EDGES)
    if bare:
        yield bare


def _steps(items: Sequence[str | Token]) -> list[tuple[str, list[Token]]]:
    """Each grade with its pieces. Between stops there is one grade; without stops, grades lead their numbers or follow them."""
    parts: list[list[str | Token]] = [[]]
    for item in items:
        if isinstance(item, Token) and item.kind == "stop":
            parts.append([])
        else:
            parts[-1].append(item)
    parts = [part for part in parts if part]
    if all(sum(isinstance(item, str) for item in part) == 1 and len(part) > 1 for part in parts):
        return [_parted(part) for part in parts]
    return list(_in_turn([item for part in parts for item in part]))


def _parted(part: Sequence[str | Token]) -> tuple[str, list[Token]]:
    level = next(item for item in part if isinstance(item, str))
    return level, [item for item in part if not isinstance(item, str)]


def _in_turn(items: Sequence[str | Token]) -> Iterator[tuple[str, list[Token]]]:
    leads = bool(items) and isinstance(items[0], str)
    level, own = "", []
    for item in items:
        if not isinstance(item, str):
            own.append(item)
        elif leads:
            if level:
                yield level, own
            level, own = item, []
        else:
            yield item, own
            own = []
    if leads and level:
        yield level, own
    elif own:
        yield "", own


def _step(level: str, pieces: Sequence[Token], text: str) -> WrittenGrade | None:
    """The bound of a grade: the lower one where it has two."""
    if not level or any(piece.kind not in ("number", "operator", "range", "between", "stop") for piece in pieces):
        return None
    numbers = [piece for piece in pieces if piece.kind == "number"]
    if not numbers or len(numbers) > 2:
        return None
    ranged = next((piece for piece in pieces if piece.kind == "range"), None)
    values = [as_written(piece, text) for piece in numbers]
    unit = values[0].unit or values[-1].unit
    if ranged is not None and len(values) == 2:
        low = min(values, key=lambda value: Fraction(value.number))
        open_end = isinstance(ranged.value, str) and ranged.value[0] == "0" and low is values[0]
        return WrittenGrade(level, ">" if open_end else ">=", attrs.evolve(low, unit=unit))
    stated = _stated(pieces, values)
    lower = [bound for bound in stated if bound[0] in (">=", ">")]
    op, number = (lower or stated)[0]
    if len(values) == 2 and len(lower) != 1:
        return None
    return WrittenGrade(level, op, attrs.evolve(number, unit=unit))


def _stated(pieces: Sequence[Token], values: Sequence[WrittenNumber]) -> list[tuple[CompareOp | None, WrittenNumber]]:
    """Every number with the comparison that it stands in: 80分≤得分<90分 says at least 80 and less than 90."""
    found: list[tuple[CompareOp | None, WrittenNumber]] = []
    waiting: CompareOp | None = None
    for piece in pieces:
        if piece.kind == "number":
            found.append((waiting, values[len(found)]))
            waiting = None
        elif isinstance(piece.value, WrittenOperator):
            op = piece.value.op
            bare = bool(found) and found[-1][0] is None
            if piece.after and found:
                found[-1] = (op, found[-1][1])
            elif bare and len(found) < len(values) and not piece.value.word:
                found[-1] = (MIRRORED[op], found[-1][1])
            else:
                waiting = op
    return found


def _below(grades: Sequence[WrittenGrade]) -> Iterator[WrittenGrade]:
    """60分以下 behind 60分以上 leaves out the number that the better grade takes."""
    last: WrittenGrade | None = None
    for grade in grades:
        same = last is not None and (last.number.number, last.op) == (grade.number.number, ">=")
        yield attrs.evolve(grade, op="<") if same and grade.op == "<=" else grade
        last = grade
