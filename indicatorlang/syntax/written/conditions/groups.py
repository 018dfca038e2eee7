"""Pieces → groups, each of which may make one condition: cut at stops and before a second number, joined where a comma parts
what belongs together (2019年12月底前，完成500家).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import attrs

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import define, pattern
from indicatorlang.syntax.written.pieces.tokens import Token
from indicatorlang.syntax.written.tree import LOWER, UPPER, WrittenNumber, WrittenOperator

# What belongs to the number that a change starts from: 由上年的80%提高到85%.
_OF_THE_START = ("number", "range", "growth", "baseline", "date")
# 7日内办结率100%, 60分以上占比80%: what ends so is a share of what the first number only describes.
_SHARE_NAME = ("率", "占比", "比例", "比重", "覆盖面")
# 三项制度落实率95%: a numeral within the name of a share counts nothing.
_RATED = ("%", "‰", "成", "分")
# 72小时办结率100%: a stretch of time needs no bound to be part of the name.
_DESCRIBING = (
    "元",
    "万元",
    "亿元",
    "平方米",
    "平米",
    "㎡",
    "亩",
    "公顷",
    "米",
    "公里",
    "吨",
    "立方米",
    "人",
    "床",
    "层",
    "千伏",
    "千瓦",
    "年",
    "天",
)
_DEEDS = ("新建", "完成", "建设", "引进", "实施", "新增", "培育", "建成", "改造", "购置", "打造", "落地", "签约", "开工")
_NOUN = pattern(r"(?:的)?[\u3400-\u9fff]{2,8}")
_ADDED_UP, _REACHED = ("累计", "共", "合计", "总计"), ("达成", "完成", "实现", "达到", "建成", "新增", "培训", "覆盖", "服务")
_TIMES = ("小时", "分钟", "日", "天", "工作日", "月", "年", "周", "学年")
_CONTENT = ("number", "date", "growth", "baseline", "due")


@define
class Group:
    """Pieces that may make one condition, the text they stand in, and whether a strong stop follows."""

    pieces: list[Token]
    span: Span
    strong: bool = False

    def has(self, *kinds: str) -> bool:
        return any(piece.kind in kinds for piece in self.pieces)


def grouped(plain: str, pieces: Sequence[Token]) -> list[Group]:
    """The groups of a text, in order."""
    return _merged([part for group in _between_stops(plain, pieces) for part in _split(group, plain)])


def _between_stops(plain: str, pieces: Sequence[Token]) -> Iterator[Group]:
    """The pieces between stops."""
    start = 0
    current: list[Token] = []
    for piece in pieces:
        if piece.kind == "stop":
            yield Group(current, Span(start, piece.span.start), piece.after)
            start, current = piece.span.end, []
        else:
            current.append(piece)
    yield Group(current, Span(start, len(plain)))


def _split(group: Group, plain: str) -> Iterator[Group]:
    """A group for every number that does not belong to a range: 1部宣传片2套方案. Words go to the number behind them."""
    pieces = _brought(_chained(_described(_sure(group, plain), plain)), plain)
    heads = [at for at, piece in enumerate(pieces) if piece.kind == "number" and not _continues(pieces, at)]
    if len(heads) < 2:
        yield Group(pieces, group.span, group.strong)
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
        yield Group(pieces[begin:end], Span(start, stop), group.strong and end == len(pieces))
        start = stop


def _sure(group: Group, plain: str) -> list[Token]:
    """Without numerals such as 一次 that nothing supports: 一户一档 holds no numbers."""
    pieces = group.pieces
    alone = len(pieces) == 1 and not any(gaps(plain, group.span, [pieces[0].span]))
    supported = alone or any(p.kind in ("operator", "period", "per") for p in pieces)
    rated = any(p.kind == "number" and isinstance(p.value, WrittenNumber) and p.value.unit in _RATED for p in pieces)
    return [piece for piece in pieces if (supported or not piece.unsure) and not (rated and piece.named)]


def _described(pieces: list[Token], plain: str) -> list[Token]:
    """7日内办结率100%: the bounded number before the name of a share belongs to the name."""
    numbers = [at for at, piece in enumerate(pieces) if piece.kind == "number"]
    if len(numbers) != 2:
        return pieces
    first, share = numbers
    behind = first + 1 if first + 1 < share and pieces[first + 1].after else first
    value = pieces[share].value
    rated = isinstance(value, WrittenNumber) and value.unit in _RATED
    before = pieces[behind + 1].span.start if behind + 1 < len(pieces) else 0
    name = plain[pieces[behind].span.end : before].rstrip(" :为")
    begun = pieces[first].value
    timed = isinstance(begun, WrittenNumber) and begun.unit.removeprefix("个") in _TIMES and bool(name)
    if rated and plain[pieces[behind].span.end : pieces[share].span.start].rstrip().endswith(":"):
        leading = first - sum(piece.kind == "operator" and not piece.after for piece in pieces[max(0, first - 1) : first])
        return [*pieces[:leading], *pieces[behind + 1 :]]  # resolved within 10 days: 90%
    if behind > first and pieces[-1].kind == "number" and _only_describes(plain, pieces[first], name, begun, value):
        return [*pieces[:first], *pieces[behind + 1 :]]  # 1000万元以上项目10个
    counted = name.startswith(_ADDED_UP) or (behind > first and name.startswith(_REACHED))
    if timed and counted and isinstance(value, WrittenNumber) and value.unit.removeprefix("个") not in _TIMES:
        return [*pieces[:first], *pieces[behind + 1 :]]  # 3年内达成50%
    if (behind == first and not timed) or not rated or not name.endswith(_SHARE_NAME):
        return pieces
    return [*pieces[:first], *pieces[behind + 1 :]]


def _only_describes(plain: str, first: Token, name: str, begun: object, counted: object) -> bool:
    """500平方米以上场馆2座: an amount at the head of the words, and the noun that it describes before what is counted."""
    if not isinstance(begun, WrittenNumber) or not isinstance(counted, WrittenNumber) or begun.unit == counted.unit:
        return False
    before = plain[max(0, first.span.start - 4) : first.span.start].rstrip()
    at_head = not before or before[-1] in ",;。、:\n" or before[-2:] in _DEEDS
    return at_head and begun.unit in _DESCRIBING and bool(_NOUN.fullmatch(name))


def _brought(pieces: list[Token], plain: str) -> list[Token]:
    """由60日压缩至15日: what it is brought to is demanded; where it comes from is not."""
    leading = [at for at, piece in enumerate(pieces) if piece.kind == "operator" and not piece.after and _leads(piece)]
    numbers = [at for at, piece in enumerate(pieces) if piece.kind == "number"]
    if len(leading) != 1 or len(numbers) < 2 or not numbers[0] < leading[0] < numbers[-1]:
        return pieces
    lead = leading[0]
    from_there = [pieces[at] for at in numbers if at < lead]
    said_from = plain[: from_there[0].span.start].rstrip(" 原来的现有")[-1:] in ("由", "从", "自")
    units = {piece.value.unit for piece in pieces if isinstance(piece.value, WrittenNumber)} - {""}
    if not said_from and (len(units) > 1 or _phrase(pieces[lead]) == "达到" or any(p.kind == "operator" for p in pieces[:lead])):
        return pieces
    return [piece for at, piece in enumerate(pieces) if at >= lead or piece.kind not in _OF_THE_START]


def _leads(piece: Token) -> bool:
    return len(_phrase(piece)) > 1 and _phrase(piece)[-1] in "到至为"


def _phrase(piece: Token) -> str:
    return piece.value.phrase if isinstance(piece.value, WrittenOperator) else ""


def _chained(pieces: list[Token]) -> list[Token]:
    """90% ≤ 满意度 ≤ 100% is a range: both signs point the same way, and the numbers are its ends."""
    if [piece.kind for piece in pieces] != ["number", "operator", "operator", "number"]:
        return pieces
    low, first, second, high = pieces
    signs = [sign.value for sign in (first, second)]
    ops = [sign.op for sign in signs if isinstance(sign, WrittenOperator) and not sign.word]
    if len(ops) != 2 or first.after or second.after:
        return pieces
    if ops[0] in LOWER and ops[1] in LOWER:
        low, high, ops = high, low, [ops[1], ops[0]]
    elif not (ops[0] in UPPER and ops[1] in UPPER):
        return pieces
    closed = "".join("1" if "=" in op else "0" for op in ops)
    return [low, Token("range", first.span, closed), attrs.evolve(second, kind="between", value=None), high]


def _continues(pieces: Sequence[Token], at: int) -> bool:
    behind = at - 1 - (at > 1 and pieces[at - 1].kind == "between")
    return at > 0 and pieces[behind].kind in ("range", "about")


def _merged(groups: list[Group]) -> list[Group]:
    """A date alone and its neighbour across a comma are one condition: 2019年12月底前，完成500家."""
    out: list[Group] = []
    for group in groups:
        last = out[-1] if out else None
        if last is not None and not last.strong and _complete(last, group):
            out[-1] = Group([*last.pieces, *group.pieces], last.span.to(group.span), group.strong)
        else:
            out.append(group)
    return out


def _complete(left: Group, right: Group) -> bool:
    """Whether two groups say one condition together: a date and a number, or words of comparison and a number."""
    if left.has("number") and right.has("number"):
        return False
    if left.has("date") and right.has("date"):
        return False
    if left.has("date", "number") and right.has("date", "number"):
        return True
    return not left.has(*_CONTENT) and left.has("operator", "period", "per") and right.has("number", "growth")


def gaps(plain: str, span: Span, used: Sequence[Span]) -> Iterator[Span]:
    """What of a stretch no piece stands for."""
    at = span.start
    for piece in sorted(used, key=lambda s: s.start):
        yield from _said(plain, at, piece.start)
        at = max(at, piece.end)
    yield from _said(plain, at, span.end)


def _said(plain: str, start: int, end: int) -> Iterator[Span]:
    """The stretch without blanks about it, unless nothing is left."""
    words = plain[start:end]
    if words.strip():
        yield Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
