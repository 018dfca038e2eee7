"""Texts that say that something is so or not: deeds (完成, 设立标识), their manner (妥善处置), sayings (一户一档), what there is not
to be (未发生…), and what is kept to (优于国家考核要求)."""

from __future__ import annotations

from indicatorlang.lazily import pattern
from indicatorlang.syntax.written.qualities.words import quality_words
from indicatorlang.syntax.written.vocabulary import Phrases, vocabulary

# What begins a text that says that something is not there.
NOT_THERE = ("无", "没有", "未发生", "未出现", "不发生", "不出现")
_DENIALS = ("没有", "未", "无", "零")
_NOT_TO_BE = ("不发生", "不出现", "未发生", "未出现", "没有发生", "没有出现", "不得发生", "不得出现")
# 零星, 零售, 零部件: 零 is no nought there.
_NO_NOUGHT = "星售散工件部食碎花钱用"
_MAKES_A_NOUN = "率度性"
# 使用费, 执行数, 公开课: one character behind a verb that ends the words makes a name of it.
_NAMES_IT = frozenset("率度性费款金额数量值期课会员品证表单班")
# Digits that reach these words at all are part of a designation, as `designations.py` tells.
_ROUND_THE_CLOCK = ("24", "全天24", "7*24", "5*24", "7x24", "5x24", "7×24", "5×24", "365天")
_LONGEST = 6
_DAYS = "年月周日天季旬"
_MOST_UNKNOWN = 6
_PARTS_OF_A_WORD = "安健完齐周保双万成十俱求"
_ENGLISH_KEEPS = pattern(r"(?:meets?|met|achieves?|achieved|exceeds?|exceeded|complies with|in line with|consistent with|on|at) ")
_ENGLISH_YARDSTICKS = tuple(
    f" {word}{plural}"
    for word in (
        "average",
        "median",
        "benchmark",
        "standard",
        "target",
        "requirement",
        "budget",
        "norm",
        "threshold",
        "timeframe",
    )
    for plural in ("", "s")
)
_LONGEST_YARDSTICK = 16


def behind_lead_ins(plain: str, start: int, end: int) -> int:
    """Where the words begin that demand something: 全年无事故, 均已建成."""
    words = quality_words()
    for _ in range(3):
        found = words.lead_ins.at(plain, start)
        if not found or found[0] >= end:
            break
        start = found[0]
    return start


def denial_end(plain: str, start: int) -> int:
    """The end of the word that denies at a place; 0 without one: 无, 未发生, 杜绝."""
    words = quality_words()
    found = words.denying.at(plain, start)
    return found[0] if found and not words.not_denied.at(plain, start) else 0


def is_of_each(plain: str, start: int, end: int) -> bool:
    """件件有回音, 村村有卫生室: said of each one. 村村通工程 is a name."""
    doubled = end - start > 3 and plain[start] == plain[start + 1] and plain[start] in quality_words().doubled
    return doubled and (plain[start + 2] in "有都均皆" or not _ends(quality_words().called, plain, start + 2, end))


def is_all_of_it(plain: str, start: int, end: int) -> bool:
    """全破, 全办结: a deed done to all."""
    words = quality_words()
    if plain[start] != "全" or end - start < 2:
        return False
    return plain[start + 1 : end] in words.short_deeds or any(
        (found := deeds.at(plain, start + 1)) is not None and found[0] == end for deeds in (words.within, words.last)
    )


def is_done_to_all(plain: str, start: int, end: int) -> bool:
    """对已接收的林地全部移交管护单位: what is done to all of something; no degree ends it, for that is looked at first."""
    at = plain.find("全部", start, end) if plain.startswith("对", start) else -1
    return 0 < at < end - 3 and any(_begins(quality_words().within, plain, place, end) for place in (at + 2, at + 4))


def ends_in_all(plain: str, start: int, end: int) -> bool:
    """命案全破: all of something named. 安全检查 is no such thing."""
    places = [at for at in (end - 2, end - 3) if at > start and plain[at] == "全" and plain[at - 1] not in _PARTS_OF_A_WORD]
    return any(is_all_of_it(plain, at, end) for at in places)


def is_within_approval(plain: str, start: int, end: int) -> bool:
    """不超过批复概算投资: a bound, and behind it what somebody else has settled."""
    bound = vocabulary().before.at(plain, start)
    if bound is None or bound[0] - start < 2 or not bound[0] < end <= bound[0] + _LONGEST_YARDSTICK:
        return False
    return quality_words().settled_by.at(plain, bound[0]) is not None and end - bound[0] > 2


def is_manner_or_rule(plain: str, start: int, end: int) -> bool:
    """按规定备案, 妥善处置, 无重大安全事故: how it is done, or that it is not, is said first."""
    words = quality_words()
    if plain.startswith(_ROUND_THE_CLOCK, start):
        return True
    found = words.first.at(plain, start)
    if found and found[0] <= end and plain[found[0] : found[0] + 1] not in tuple(_MAKES_A_NOUN):
        return not words.not_denied.at(plain, start) and not (found[0] == end and found[1] in _DENIALS)
    return plain[start] == "零" and end - start > 2 and plain[start + 1] not in _NO_NOUGHT


def is_saying(plain: str, start: int, end: int) -> bool:
    """应保尽保, 一村一策, 随到随办: a shape of four characters, with little else about it."""
    words = quality_words()
    for at in range(start, end - 3):
        four = plain[at : at + 4]
        if any(_fits(shape, four) for shape in words.sayings.get(four[0], ())) and not words.not_sayings.at(plain, at):
            times = four[0] == "一" and four[1] in _DAYS and four[3] in words.times
            return not times and not (plain[end - 2] == "一" and plain[end - 1] in words.times and at + 4 < end)
    return False


def _fits(shape: str, four: str) -> bool:
    return all("\u3400" <= c <= "\u9fff" and pattern in ("X", c) for pattern, c in zip(shape, four, strict=True))


def is_denied(plain: str, start: int, end: int) -> bool:
    """运行无故障, 挪用现象未发生: there is not to be what nobody wants."""
    words = quality_words()
    for at in range(start, end):
        if plain.startswith(_NOT_TO_BE, at) and end - at > 4:
            return True
        word = next((word for word in _DENIALS if plain.startswith(word, at)), None)
        if word is None or words.not_denied.at(plain, at):
            continue
        behind = at + len(word)
        if behind < end and words.occurring.at(plain, behind):
            return True
        ills = (words.ills, vocabulary().nought_of)
        if any(_ends(phrases, plain, behind, end) for phrases in ills):
            return True
    return False


def is_kept_to(plain: str, start: int, end: int) -> bool:
    """不超过预算批复数, 控制在合理区间, 优于国家考核要求: compared with what stands elsewhere."""
    if not _ends(quality_words().yardsticks, plain, start, end) and not plain.endswith(_ENGLISH_YARDSTICKS, start, end):
        return False
    before = vocabulary().before
    return any((found := before.at(plain, at)) and found[0] - at > 1 and found[0] < end for at in range(start, end))


def is_english_yardstick(plain: str) -> bool:
    """Equal to or better than the state average: compared with what stands elsewhere, and nothing else said."""
    said = plain.strip(" .")
    words = vocabulary()
    begins = (words.before.at(said, 0) or words.growth.at(said, 0) or _ENGLISH_KEEPS.match(said)) if said else None
    return begins is not None and said.endswith(_ENGLISH_YARDSTICKS)


def is_deed(plain: str, start: int, end: int) -> bool:
    """Whether something done is named: some verbs count everywhere, those that are as often part of a name at the end only."""
    words = quality_words()
    if _ends(words.name_heads, plain, start, end) and not words.tells.at(plain, start):
        return False
    if any(_begins(words.within, plain, at, end) for at in range(start, end)):
        return True
    return _ends(words.last, plain, start + 1, end)


def is_manner(plain: str, start: int, end: int) -> bool:
    """全面铺开, 扎实履职: a manner and a verb of a few characters behind it."""
    words = quality_words()
    found = words.manners.at(plain, start)
    if not found or words.not_adverbs.at(plain, start):
        return False
    verb = plain[found[0] : end]
    return (
        2 <= len(verb) <= _MOST_UNKNOWN and all("\u3400" <= c <= "\u9fff" for c in verb) and verb[0] not in _MAKES_A_NOUN + "化"
    )


def demands_nothing(plain: str, start: int, end: int) -> bool:
    """见附件, 以实际发生为准: the demand stands elsewhere."""
    said = plain[start:end]
    return said.startswith(("见附", "详见", "参见", "另见", "具体见")) or (said.startswith("以") and said.endswith("为准"))


def _begins(phrases: Phrases[str], plain: str, at: int, end: int) -> bool:
    """A word at a place that is not part of a noun (完成率)."""
    found = phrases.at(plain, at)
    if not found or found[0] > end:
        return False
    behind = plain[found[0] : end]
    return not behind or (behind[0] not in _MAKES_A_NOUN and not (len(behind) == 1 and behind in _NAMES_IT))


def _ends(phrases: Phrases[str], plain: str, start: int, end: int) -> bool:
    """Whether one of the words ends the stretch."""
    return any((found := phrases.at(plain, at)) and found[0] == end for at in range(max(start, end - _LONGEST), end))
