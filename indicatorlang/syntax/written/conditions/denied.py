"""What there is not to be, told with an amount: 无3年以上挂账, 未发生10人以上集体上访. The amount says which things are meant and is no demand.

A stretch between stops is one when it begins by denying, something bounds or happens in it, and words follow its last amount.
So is an amount of what something is done to: 对已建成的3万亩农田全部移交.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern
from indicatorlang.syntax.written.pieces.tokens import Token
from indicatorlang.syntax.written.qualities.states import behind_lead_ins, denial_end
from indicatorlang.syntax.written.vocabulary import vocabulary

_AMOUNTS = ("number", "date", "range")
_NOT_ONE = pattern(r"(?:无|没有|未有)一[\u3400-\u9fff]")
_WORDS = pattern(r"[^\u3400-\u9fff]*[\u3400-\u9fff]{2}")
_DONE_TO_ALL = pattern(
    r"[^0-9%对]{1,24}(?:全部|均已?|一律|逐一|逐个|逐项|及时)(?:进行|予以|完成|给予|得到|按时|按期|按规定)?[\u3400-\u9fff]{2,12}[\s。.]*"
)
_NOT_TO_HAPPEN = pattern(r"(?:不得|不能|不可|不|未|没有|无|再)(?:再|有)?(?:发生|出现|产生|存在)|杜绝|严禁|禁止|避免|防止")
_HAPPENS = pattern(r"发生|出现|产生|存在|杜绝|严禁|禁止|避免|防止")


def without_denied(plain: str, pieces: Sequence[Token]) -> Sequence[Token]:
    """The pieces of a folded text that do not stand in such a stretch."""
    if not any(piece.kind in _AMOUNTS for piece in pieces):
        return pieces
    kept: list[Token] = []
    for span, own in _stretches(plain, pieces):
        object_at = span.start if _denies(plain, span, own) else _object_at(plain, span, own)
        kept += [piece for piece in own if piece.kind == "stop" or object_at < 0 or piece.span.end <= object_at]
    return kept if len(kept) < len(pieces) else pieces


def bounds_what_is_denied(plain: str, span: Span, pieces: Sequence[Token]) -> bool:
    """不得发生3起以上, 事故不出现3起以上: the bound behind the number says what there is not to be, so it is not the demand."""
    numbers = [piece for piece in pieces if piece.kind == "number"]
    behind = [piece for piece in pieces if piece.kind == "operator" and piece.after]
    if len(numbers) != 1 or not behind or behind[-1].span.end < span.end - 1:
        return False
    return bool(_NOT_TO_HAPPEN.search(plain, span.start, numbers[0].span.start))


def _stretches(plain: str, pieces: Sequence[Token]) -> Iterator[tuple[Span, list[Token]]]:
    start = 0
    own: list[Token] = []
    for piece in pieces:
        own.append(piece)
        if piece.kind == "stop":
            yield Span(start, piece.span.start), own
            start, own = piece.span.end, []
    yield Span(start, len(plain)), own


def _object_at(plain: str, span: Span, own: Sequence[Token]) -> int:
    """Where it begins: 对已建成的3万亩农田全部移交, behind a day perhaps. Behind 对 stands what the deed is done to, and the deed to all
    of it ends the stretch. -1 for other stretches."""
    amounts = [piece for piece in own if piece.kind in _AMOUNTS]
    if not amounts or any(piece.kind in ("growth", "baseline", "period", "per") for piece in own):
        return -1
    by = own[0].span.end if own[0].kind == "date" and not plain[span.start : own[0].span.start].strip() else span.start
    start = behind_lead_ins(plain, by, span.end) if by < span.end else span.end
    found = plain.startswith("对", start) and _DONE_TO_ALL.fullmatch(plain, amounts[-1].span.end, span.end)
    return start if found else -1


def _denies(plain: str, span: Span, own: Sequence[Token]) -> bool:
    pieces = [piece for piece in own if piece.kind != "stop"]
    amounts = [piece for piece in pieces if piece.kind in _AMOUNTS]
    start = span.start
    while start < span.end and plain[start].isspace():
        start += 1
    if not amounts or start >= span.end:
        return False
    start = behind_lead_ins(plain, start, span.end)
    end = denial_end(plain, start)
    if not end or end > amounts[0].span.start:
        return False
    if plain[start:end] == "未" and vocabulary().before.at(plain, start):
        return False  # 未超过30天办结
    if _NOT_ONE.match(plain, start) and len(amounts) == 1:
        return True
    bounded = any(piece.kind == "operator" for piece in pieces) or _HAPPENS.search(plain, start, amounts[0].span.start)
    return bool(bounded and _WORDS.match(plain, pieces[-1].span.end, span.end))
