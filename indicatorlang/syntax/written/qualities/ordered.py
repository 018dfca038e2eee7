"""Classes and grades that have an order, and how far to get among them: 二级以上, 达到Ⅲ类, B级（含）以上, 一级A标准, AA+ or higher."""

from __future__ import annotations

from indicatorlang.lazily import frozen, pattern
from indicatorlang.syntax.tree import CompareOp
from indicatorlang.syntax.written.qualities.degrees import runs_of
from indicatorlang.syntax.written.qualities.words import quality_words
from indicatorlang.syntax.written.vocabulary import vocabulary

_RANK = "一二三四五六七八九十0-9ⅰ-ⅻ"
_CLASS = pattern(
    rf"(?:[{_RANK}]|[iv]{{1,4}})[类級级档等](?:[甲乙丙]等|[a-c](?![a-z0-9])|奖)?"
    rf"|[{_RANK}]星级?"
    r"|[甲乙丙丁][级类等]"
    r"|[1-5]?[a-e]{1,5}[+-]{0,2}(?:级|类|档|等)?(?![a-z0-9])"
    r"|(?:[特优良]|特优|优良)[级等]奖?"
)
# To keep or win a class is to have at least that one; to keep a degree (保持稳定) is that degree and no more.
_KEEPING = ("保持在", "保持", "维持在", "维持", "稳定在", "稳定达到", "力争", "获得", "取得", "获")
_BRACKET = pattern(r"\((?P<no>不)?含(?:本级)?\)")
# 三类, 两档 and the like count things as often as they class them (三类人员), so a word must say that they do not.
_COUNTS, _NUMERALS = frozenset("类档"), frozenset("一二三四五六七八九十0123456789")

_SCALES = ("等次", "等级", "级别", "档次", "评级", "资质", "职称", "学历")
_LONGEST, _LONGEST_CLASS = 20, 6
_LEAVING_OUT: dict[CompareOp, CompareOp] = {">=": ">", "<=": "<"}


@frozen
class Told:
    """A comparison that the words about a class state, and the stretch that states it."""

    op: CompareOp
    start: int
    end: int


@frozen
class Reached:
    """A class or degree, and the words that say how it compares, if there are any."""

    start: int
    end: int
    told: tuple[Told, ...] = ()


def reached(plain: str, start: int, end: int) -> Reached | None:
    """The class or degree that a whole stretch of text asks for, and nothing else."""
    kept = next((word for word in _KEEPING if plain.startswith(word, start)), "")
    before = None if kept else _before(plain, start, end)
    after = _after(plain, start, end) or _after(plain, start, _without_scale(plain, start, end))
    first = before.end if before else start + len(kept)
    last = after.start if after else end
    while last > first and plain[last - 1] == " ":
        last -= 1
    told = tuple(said for said in (Told(">=", start, first) if kept else before, after) if said)
    if first >= last or len({said.op for said in told}) > 1:
        return None
    if _is_class(plain, first, last, bool(told)):
        return Reached(first, last, told)
    scaled = any((run.start, run.end) == (first, last) for run in runs_of(plain, first, last))
    return Reached(first, last, told) if scaled and told and not kept and told[0].op == ">=" else None


def reached_by(plain: str, start: int, end: int) -> Reached | None:
    """断面水质达到Ⅲ类及以上: the class that something named first is to reach, with a comparison that says so."""
    for at in range(max(start + 1, end - _LONGEST), end - 1):
        compared = vocabulary().before.at(plain, at)
        if compared and compared[1].op in _LEAVING_OUT and (found := reached(plain, at, end)) and found.told:
            return found
    after = _after(plain, start, end)
    if after is None:
        return None
    for at in range(max(start + 1, after.start - _LONGEST_CLASS), after.start):
        if _is_bare_class(plain, at, after.start, True):
            return Reached(at, after.start, (after,))
    return None


def _without_scale(plain: str, start: int, end: int) -> int:
    """良好及以上等次: where the comparison ends before the word for the scale."""
    return next((end - len(word) for word in _SCALES if end - start > len(word) and plain.endswith(word, start, end)), start)


def _before(plain: str, start: int, end: int) -> Told | None:
    found = vocabulary().before.at(plain, start)
    return Told(found[1].op, start, found[0]) if found and found[0] < end else None


def _after(plain: str, start: int, end: int) -> Told | None:
    """以上, （含）以上 or 以上（不含） at the end, with what it says about itself."""
    words = vocabulary().after
    closing = next((b for b in _BRACKET.finditer(plain, max(start, end - 6), end) if b.end() == end), None)
    stop = closing.start() if closing else end
    for at in range(max(start + 1, stop - 12), stop):
        found = words.at(plain, at)
        if found and found[0] == stop and found[1].op in _LEAVING_OUT:
            opening = next((b for b in _BRACKET.finditer(plain, max(start, at - 6), at) if b.end() == at), None)
            bracket = opening or closing
            op = _LEAVING_OUT[found[1].op] if bracket and bracket["no"] else found[1].op
            return Told(op, opening.start() if opening else at, end)
    return None


def _is_class(plain: str, start: int, end: int, bounded: bool) -> bool:
    """Whether a stretch is a class, with what may stand about it: 国家一级标准, 地表水Ⅲ类."""
    words = quality_words()
    about = (words.before_class.at(plain, start), words.classes.at(plain, start))
    firsts = (start, *(found[0] for found in about if found))
    return any(_is_bare_class(plain, first, end, bounded or first > start) for first in firsts)


def _is_bare_class(plain: str, start: int, end: int, bounded: bool) -> bool:
    words = quality_words()
    named, found = words.classes.at(plain, start), _CLASS.match(plain, start)
    at = max(named[0] if named else 0, found.end() if found else 0) or _graded(plain, start, end)
    if not at or at > end:
        return False
    spelled, behind = plain[start:at], words.behind_class.at(plain, at)
    if at < end and not (behind and behind[0] == end):
        return False
    if at < end or bounded:
        return True
    return len(spelled) > 1 and not (len(spelled) == 2 and spelled[-1] in _COUNTS and spelled[0] in _NUMERALS)


def _graded(plain: str, start: int, end: int) -> int:
    """The end of a word of grade that the text itself calls one: 优秀等次, 良好水平."""
    ends = [at for at in range(start + 1, min(start + 4, end)) if plain[start:at] in vocabulary().grades]
    return max(ends, default=0)
