"""The numbers that stand in a typed cell, each with what stands around it: what they are told by their words, not yet by the target.

The scanner of the tolerant reader of targets finds them; here they get their role: reached, planned, a difference, a part, a
total, the figure of another year, so many in every month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, cast

import attrs

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.comparison import MIRRORED, Op
from indicatorlang.model.number import exact
from indicatorlang.resolve.filled.vocabulary import words
from indicatorlang.resolve.wording.lexicon import UnitTable
from indicatorlang.resolve.wording.quantities import in_decimals, plain_unit
from indicatorlang.syntax.written.pieces.scanner import tokens
from indicatorlang.syntax.written.pieces.tokens import Token
from indicatorlang.syntax.written.tree import Change, WrittenDate, WrittenNumber, WrittenOperator
from indicatorlang.syntax.written.vocabulary import vocabulary

Role = Literal["reached", "rate", "actual", "total", "expected", "planned", "difference", "part", "earlier", "every"]
REACHED: frozenset[Role] = frozenset({"reached", "rate", "actual", "total"})
_FROM = pattern(r"(?:由|从)(?:上年|去年|年初|原来|原)?(?:的)?\s*$")
_LED_TO = pattern(r"(?:到|至|为|达)了?\s*$")
_AGAINST = pattern(r"(?:(?<!占)比(?![例重率])|较|超过|高于|低于|多于|少于)[^,，。;；]{0,8}$")
_MORE, _EQUALS = frozenset("余多来"), "=="
_DIGITS = frozenset("0123456789")
_LONGEST_LEAD = 40
_QUOTIENT = pattern(r"[0-9]\s*[/÷／]\s*[0-9]")
_QUARTER = pattern(r"[一二三四1-4前第末首]个?季度?$")
_ABOUT_IN_A_WORD = pattern(r"[节签违合集履预制契公条盟]约$")
_IS_TARGET = pattern(r"\s*[(（](?:年度|年初)?(?:目标|计划|预计|指标)[^0-9]{0,4}[)）]")
_RATES = ("完成率", "完成率为", "完成比例", "完成度", "占比", "达标率")
_OF_THE_TARGET = pattern(r"完成|进度|执行")
_ABOUT_NEARBY = pattern(r"(?<![节签违合集履预制契公条盟])约[合占为达计]{1,2}$")
_BY_SO_MANY = pattern(r"(?:^|[,，;；。、:：])(?:少|多|缺|短缺|缺少)$")
_AVERAGE = pattern(r"平均|[年月季周日]均")
_OPENS_PARTS = pattern(r"其中|分别")


@frozen
class Figure:
    """One number of a cell. `bound` is the comparison it stands in, when that leaves open what it is (≥98%, 500家以上, 500余家);
    `about` the word that makes it approximate; `change` the way it grew; `high` the other end of a stretch;
    `period` the stretch of time in each of which there are so many."""

    written: WrittenNumber
    value: Fraction
    role: Role
    shown: str
    lead: str = ""
    bound: Op | None = None
    about: str = ""
    change: Change | None = None
    high: WrittenNumber | None = None
    unsure: bool = False
    bracketed: bool = False
    behind_equals: bool = False
    per: str = ""
    period: str = ""

    @property
    def unit(self) -> str:
        """The unit as written, without what only grammar asks for."""
        return plain_unit(self.written.unit)

    @property
    def is_share(self) -> bool:
        """Whether the number says by itself that it is a share: 万分之五, 3/100."""
        return "分之" in self.shown or _QUOTIENT.search(self.shown) is not None


@frozen
class Figures:
    """All figures of a cell, its dates, and its words of change without a number."""

    found: tuple[Figure, ...]
    dates: tuple[tuple[WrittenDate, str], ...] = ()
    changes: tuple[Change, ...] = ()


def figures_of(written: str, plain: str, name: str = "") -> Figures:
    """The figures of a folded cell; `name` is the indicator's, folded: its own words give a number no role."""
    if len(plain) > 4000:
        return Figures(())
    outside = tokens(plain, UnitTable())
    found = list(_walk(written, plain, outside, name, False))
    dates = [(cast(WrittenDate, t.value), plain[t.span.start : t.span.end]) for t in outside if t.kind == "date"]
    changes = [cast(tuple[Change, bool], t.value)[0] for t in outside if t.kind == "growth"]
    for token in outside:
        if token.kind == "aside" and token.value is None and token.span.end - token.span.start > 2:
            start, end = token.span.start + 1, token.span.end - 1
            inner = " " * start + plain[start:end] + " " * (len(plain) - end)
            pieces = tokens(inner, UnitTable())
            found += _walk(written, inner, pieces, name, True)
            dates += [(cast(WrittenDate, t.value), plain[t.span.start : t.span.end]) for t in pieces if t.kind == "date"]
    return Figures(tuple(found), tuple(dates), tuple(changes))


def _walk(written: str, plain: str, pieces: tuple[Token, ...], name: str, bracketed: bool) -> Iterator[Figure]:
    before, parted = 0, False
    places = [at for at, piece in enumerate(pieces) if piece.kind == "number"]
    skip = -1
    for at in places:
        if at == skip:
            continue
        piece = pieces[at]
        number = in_decimals(cast(WrittenNumber, piece.value))
        value = exact(number.number)
        if value is None:
            continue
        since = max([before, *(p.span.end for p in pieces[:at] if p.kind == "stop")])
        until = _until(pieces[at + 1 :], len(plain))
        joined = at + 2 < len(pieces) and pieces[at + 1].kind == "range" and pieces[at + 2].kind == "number"
        high = in_decimals(cast(WrittenNumber, pieces[at + 2].value)) if joined else None
        if joined:
            skip = at + 2
            until = _until(pieces[at + 3 :], len(plain))
        end = pieces[at + 2].span.end if joined else piece.span.end
        lead, tail = plain[max(since, piece.span.start - _LONGEST_LEAD) : piece.span.start], plain[end:until]
        around = [p for p in pieces if since <= p.span.start < until and p.kind != "number"]
        shown = written[piece.span.start : end].strip()
        role = _role(lead, tail, name, around, piece.span)
        parted = parted or _OPENS_PARTS.search(plain, before, piece.span.start) is not None
        if parted and role == "reached":
            role = "part"
        if role == "reached" and _IS_TARGET.match(plain, end):
            role = "planned"
        yield Figure(
            attrs.evolve(number, number=_as_written(number.number, value)),
            value,
            role,
            shown,
            lead,
            bound="!=" if _torn(plain, piece.span) else _bound(around, piece, plain),
            about=_about(around, lead, tail),
            change=_change(around, lead),
            high=high,
            unsure=piece.unsure or (piece.named and not number.unit),
            bracketed=bracketed,
            behind_equals=any(_is_equals(p) and p.span.end <= piece.span.start for p in around) and before > 0,
            per=next((str(p.value) for p in around if p.kind == "per" and p.span.end <= piece.span.start), ""),
            period="" if _AVERAGE.search(lead) else next((str(p.value) for p in reversed(around) if p.kind == "period"), ""),
        )
        before = end


def _torn(plain: str, span: Span) -> bool:
    """Whether digits go on beside a number: then it is not the number that was typed."""
    after, before = plain[span.end - 1 : span.end + 1], plain[max(0, span.start - 1) : span.start + 1]
    return any(len(pair) == 2 and pair.isdigit() for pair in (after, before))


def _until(pieces: tuple[Token, ...], end: int) -> int:
    """Where the words about a number end. （含） belongs to it."""
    ends = ("stop", "number", "date")
    return next((p.span.start for p in pieces if p.kind in ends or (p.kind == "aside" and p.value is None)), end)


def _as_written(number: str, value: Fraction) -> str:
    return number.lstrip("+") if value >= 0 else number


def _is_equals(piece: Token) -> bool:
    return isinstance(piece.value, WrittenOperator) and piece.value.op == _EQUALS


def _role(lead: str, tail: str, name: str, around: list[Token], span: Span) -> Role:
    """What the words before a number say it is; the last of them decides."""
    known = words()
    said = "".join(lead.split())
    if _BY_SO_MANY.search(said):
        return "difference"
    if said and said in name and not known.says("total", said):
        return "reached"
    if _FROM.search(said):
        return "earlier"
    led = _LED_TO.search(said) is not None
    last: Role = "reached"
    place = -1
    roles: tuple[Role, ...] = ("planned", "difference", "part", "earlier", "every", "total", "actual")
    for role in roles:
        for found in known.anywhere[role].finditer(said):
            if found.start() >= place and not _part_of_other(said, found, name):
                if role == "part" and said[found.end() :].startswith("税"):
                    continue
                if role in ("difference", "earlier") and led:
                    continue  # 较上年提高到97%
                last = "expected" if role == "planned" and known.says("expected", found[0]) else role
                place = found.start()
    if (
        last in ("reached", "total", "earlier", "planned", "expected")
        and not led
        and _AGAINST.search(said)
        and not _touches(around, span)
    ):
        return "difference"
    grown = [p for p in around if p.kind == "growth" and p.span.start < span.end]
    if last == "reached" and grown and not led:
        return "difference"
    recurring = [p for p in around if p.kind == "period" and p.value != "year" and p.span.end <= span.start]
    if last == "reached" and recurring and not _QUARTER.search(said):
        return "every"
    if last in ("reached", "total", "actual") and said.endswith(_RATES) and not _OF_THE_TARGET.search(name):
        return "rate"
    return last


def _touches(around: list[Token], span: Span) -> bool:
    """Whether a comparison stands directly before the number: 超过96% is a bound, 超过目标值2个百分点 a difference."""
    return any(isinstance(p.value, WrittenOperator) and p.span.end == span.start for p in around)


def _part_of_other(said: str, found: re.Match[str], name: str) -> bool:
    """预算 in 预算执行率, or a word of the indicator's own name."""
    around = said[max(0, found.start() - 2) : found.end() + 2]
    if len(around) > len(found[0]) and around in name:
        return True
    if found[0] in name and len(found[0]) > 1:
        return True
    at = max(0, found.start() - 2)
    while (other := words().find("not_planned", said, at)) is not None and other.start() <= found.start():
        if other.end() >= found.end() and (not other[0].endswith(("的", "完成目标", "完成计划")) or _OF_THE_TARGET.search(name)):
            return True
        at = other.start() + 1
    return False


def _bound(around: list[Token], piece: Token, plain: str) -> Op | None:
    """The comparison a number stands in; None for 达到98% and =98%, which say what it is."""
    ops: list[Op] = []
    for token in around:
        if isinstance(token.value, WrittenOperator):
            operator = token.value
            if operator.op in ("==", "!="):
                continue
            wording = vocabulary().before.whole(operator.phrase) if not token.after else None
            if wording is not None and wording.leads and operator.word:
                continue
            touching = token.span.end <= piece.span.start if not token.after else token.span.start >= piece.span.end
            if touching:
                ops.append(operator.op)
            elif not operator.word and token.span.start >= piece.span.end and plain[token.span.end :].strip()[:1] not in _DIGITS:
                ops.append(MIRRORED[operator.op])  # 90%≤X
        elif token.kind == "approximate" and token.value in _MORE and piece.span.start <= token.span.start < piece.span.end:
            ops.append(">=")
    if not ops:
        return None
    if len({op[0] for op in ops}) > 1:
        return "!="  # contradicts itself: nothing follows from it
    return ops[0] if all(op == ops[0] for op in ops) else cast(Op, ops[0][0] + "=")


def _about(around: list[Token], lead: str, tail: str) -> str:
    for token in around:
        if token.value == "约" and _ABOUT_IN_A_WORD.search(lead.strip()):
            continue
        if token.kind in ("approximate", "about") and token.value not in _MORE:
            return str(token.value) if isinstance(token.value, str) else "±"
    known = words()
    if near := _ABOUT_NEARBY.search(lead.strip()):
        return near[0][0]
    said, behind = _ABOUT_IN_A_WORD.sub("", lead.strip()), tail.strip()
    if said[-1:] in ("≈", "~") or any(said.endswith(word) for word in known.whole["about"]):
        return said[-1:] if said[-1:] in ("≈", "~") else next(word for word in known.whole["about"] if said.endswith(word))
    return next((word for word in ("左右", "上下", "前后") if behind.startswith(word)), "")


def _change(around: list[Token], lead: str) -> Change | None:
    grown = [cast(tuple[Change, bool], p.value)[0] for p in around if p.kind == "growth"]
    return grown[-1] if grown else None


def mirrored(op: Op) -> Op:
    """The comparison of the negative."""
    return MIRRORED[op]
