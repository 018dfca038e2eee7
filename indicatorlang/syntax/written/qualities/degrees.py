"""Runs of words of degree: 稳步提升, 较为完善, 进一步扩大, 及时有效. And what else makes a level of words: 明显改观, 显著成效."""

from __future__ import annotations

from collections.abc import Sequence

from indicatorlang.lazily import frozen
from indicatorlang.syntax.written.qualities.words import QualityWords, quality_words
from indicatorlang.syntax.written.vocabulary import Phrases

# 满意 is a degree, 满意度 is what has one; so are 提升率, 有效性, 安全感.
_MAKES_A_NOUN = "率度性感力化"
_OTHER_WORDS = ("化解", "化肥", "化学", "化工", "化验", "性能", "性价", "力争", "力求", "感谢", "感知")
_LINKS = "的地得和与及且并而又"
# These are parts of too many words to lead to a degree from the middle of a sentence.
_ONLY_AT_FIRST = "有已能可均都获未"
# Nothing else begins with these adverbs of degree; said of how things fit together, they make a level of it.
_PURE = ("高度", "较为", "比较", "十分", "极为", "极其", "非常", "更加", "更为")
_FITTING = (
    "匹配",
    "一致",
    "相符",
    "吻合",
    "契合",
    "对应",
    "衔接",
    "对接",
    "协同",
    "统一",
    "到位",
    "落实",
    "认可",
    "关联",
    "相关",
    "融合",
)
_MOST_UNKNOWN = 4
_LONGEST = 6


@frozen
class Run:
    """Words of degree and what strengthens them, from the first of either to the last degree. `acts` is where the last of them
    ends that may have an object behind it, 0 without one. `verb`: the last degree is a verb as well (完善)."""

    start: int
    end: int
    acts: int
    verb: bool = False


def runs_of(plain: str, start: int, end: int) -> Sequence[Run]:
    """All runs of a stretch of a text, in order. Single characters count at the very end only."""
    words = quality_words()
    found: list[Run] = []
    begun = last = -1
    acts = 0
    verb = False
    at = start
    while at < end:
        stop, degree, may_act = _piece(plain, at, start if begun < 0 else at, end, words)
        if stop:
            begun = at if begun < 0 else begun
            last = stop if degree else last
            acts = stop if may_act else acts
            verb = words.also_verbs.whole(plain[at:stop]) is not None if degree else verb
            at = stop
            continue
        if begun >= 0 and plain[at] in _LINKS:
            at += 1
            continue
        if last > 0:
            found.append(Run(begun, last, acts, verb))
        begun = last = -1
        acts = 0
        at += 1
    if last > 0:
        found.append(Run(begun, last, acts, verb))
    return found


def _piece(plain: str, at: int, first: int, end: int, words: QualityWords) -> tuple[int, bool, bool]:
    """End of the degree or modifier at a place, whether it is a degree, and one that may have an object; 0 without one."""
    degree, modifier = _word(words.degrees, plain, at, end), _word(words.modifiers, plain, at, end)
    if degree and degree >= modifier:
        acts = words.objects.at(plain, at) is not None
        noun = degree < end and plain[degree] in _MAKES_A_NOUN[: 1 if acts else None]
        noun = noun and plain[degree : degree + 2] not in _OTHER_WORDS
        return (0, False, False) if noun else (degree, True, acts)
    if modifier and (at == first or plain[at:modifier] not in _ONLY_AT_FIRST):
        return modifier, False, False
    single = at + 1 == end and plain[at] in words.degree_characters
    alone = at == first or (plain[at] != "中" and plain[at - 1] not in words.degree_characters)
    return (end, True, False) if single and alone else (0, False, False)


def _word(phrases: Phrases[str], plain: str, at: int, end: int) -> int:
    found = phrases.at(plain, at)
    return found[0] if found and found[0] <= end else 0


def strengthened(plain: str, start: int, end: int) -> tuple[int, int] | None:
    """明显改观, 氛围日渐浓郁, 较宽敞: an adverb of degree makes a level of a few characters behind it, whatever they are."""
    words = quality_words()
    for at in range(start, end):
        found = words.adverbs.at(plain, at)
        if not found or found[0] >= end or words.not_adverbs.at(plain, at):
            continue
        unknown = end - found[0]
        single = found[0] - at == 1
        if unknown <= (2 if single else _MOST_UNKNOWN) and (single or unknown >= 2) and _is_han(plain, found[0], end):
            return at, end
    return None


def matched(plain: str, start: int, end: int) -> bool:
    """高度匹配, 较为吻合: how well things fit together, where the words alone (匹配) are so or not."""
    return plain.startswith(_PURE, start) and plain.endswith(_FITTING, start, end)


def described(plain: str, start: int, end: int, runs: Sequence[Run]) -> tuple[int, int] | None:
    """显著成效, 良好的社会影响: a degree before what it is said of, at the end of the words; also 具有示范效应."""
    words = quality_words()
    having = words.having.at(plain, start)
    nouns = [at for at in range(max(start, end - _LONGEST), end) if _word(words.described, plain, at, end) == end]
    if having and any(at >= having[0] for at in nouns):
        return start, end
    for run in runs:
        noun = next((at for at in nouns if at >= run.end), None)
        if noun is not None and (noun - run.end <= _MOST_UNKNOWN or plain[run.end] == "的"):
            return run.start, end
    return None


def _is_han(plain: str, start: int, end: int) -> bool:
    return all("\u3400" <= c <= "\u9fff" for c in plain[start:end])
