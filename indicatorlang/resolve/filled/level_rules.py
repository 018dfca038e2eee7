"""A 评分标准 that says what each degree or state earns: `健全得满分，较健全得60%，不健全不得分`, `全部完成得8-10分，部分完成得6-8分，未完成得0-6分`.

The words must be those of one matter, in order from best to worst, and the row's target one of them: 制度健全2分，执行到位3分 are
parts of a score and no degrees.
"""

from __future__ import annotations

import re
from fractions import Fraction

from indicatorlang.lazily import frozen, pattern
from indicatorlang.library.scales import builtin_scales
from indicatorlang.model.number import exact
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.filled.vocabulary import words
from indicatorlang.resolve.scoring.scoring_words import clauses_of
from indicatorlang.syntax.written.vocabulary import folded

REST = "其余情况"
OWN_SCALE = "评分标准所列档次"
"""The name of the scale that is made of a rule's own words."""
_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,2})?"
_DASH = r"(?:-|—+|–|~|～|至|到)"
_OF_WEIGHT = r"(?:的?(?:分值|权重分值|权重分|权重|满分|标准分|该项分值|本项分值|指标分值))?"
_SHARE = rf"(?:(?:分值|权重分|权重|满分)的?)?(?P<share>{_NUMBER})[%％]{_OF_WEIGHT}"
_INCLUDED = r"(?:（含）|\(含\)|（不含）|\(不含\))?"
_CLAUSE = pattern(
    rf"(?P<head>[\u3400-\u9fff]{{1,16}}?)(?:的|则|，|，则)?(?:得|计|记|为|评)?(?:(?P<full>满分|全分)|(?P<none>不得分|不计分|(?:0|零)分)|(?P<half>一半分值|一半分|一半)"
    rf"|(?P<low>{_NUMBER})分?{_INCLUDED}{_DASH}(?P<high>{_NUMBER})分{_INCLUDED}|(?P<from>{_NUMBER})[%％]{_INCLUDED}{_DASH}(?P<to>{_NUMBER})[%％]{_INCLUDED}{_OF_WEIGHT}"
    rf"|(?P<points>{_NUMBER})分|{_SHARE})"
)
_REST_WORDS = frozenset({"其余", "其他", "其它", "否则", "其余情况", "其他情况"})
_GRADES = (("优", "优秀", "优等"), ("良", "良好"), ("中", "中等", "一般", "合格", "及格"), ("差", "较差", "不合格", "不及格"))
_LEVELS_SAID = ["年度指标", "预期指标", "年度目标", "预期目标", "目标", "指标"]
_STATES = (
    (
        *[
            "完成",
            "全部完成",
            "已完成",
            "达到",
            "全部达到",
            "达成",
            "全部达成",
            "达标",
            "实现",
            "全部实现",
            "是",
            "落实",
            "通过",
            "达到目标",
            "实现目标",
        ],
        *(f"达成{aim}" for aim in _LEVELS_SAID),
    ),
    (
        *[
            "基本完成",
            "基本达到",
            "基本达成",
            "基本达标",
            "基本实现",
            "基本落实",
            "部分完成",
            "部分达到",
            "部分达成",
            "部分实现",
            "部分落实",
        ],
        *(f"部分达成{aim}{effect}" for aim in _LEVELS_SAID for effect in ("", "并具有一定效果")),
    ),
    ("部分完成", "部分达到", "部分达成", "部分实现", "部分落实"),
    (
        *["未完成", "没有完成", "未达到", "未达成", "未达标", "未实现", "未落实", "未通过", "不达标", "否"],
        *(f"未达成{aim}{effect}" for aim in _LEVELS_SAID for effect in ("", "且效果较差")),
    ),
)
"""States from best to worst; a word that stands in two places is the better one."""
_WEAKER = ("较", "比较", "较为", "基本", "不够", "不", "未", "欠", "一般", "部分")


@frozen
class Worth:
    """What one degree earns, in shares of the weight: so much, or from `low` to `high`."""

    word: str
    low: Fraction
    high: Fraction


@frozen
class LevelRule:
    """The degrees from best to worst; the last one may be REST. `at`: which of them is the target."""

    worths: tuple[Worth, ...]
    at: int = 0

    @property
    def is_open(self) -> bool:
        """Whether some degree leaves a range of points."""
        return any(worth.low != worth.high for worth in self.worths)


def level_rule(rule: str, reading: Reading, name: str, weight: Fraction) -> LevelRule | None:
    """What a rule gives for each degree of this row; None when it is no such rule, or not wholly."""
    clauses = clauses_of(rule)
    if reading.kind not in ("level", "done", "grades") or not 2 <= len(clauses) <= 6:
        return None
    target = folded("".join((reading.grades[0].level if reading.grades else reading.level).split()))
    found: list[Worth] = []
    for at, clause in enumerate(clauses):
        match = _CLAUSE.fullmatch(clause)
        worth = None if match is None else _worth(match, weight)
        if match is None or worth is None:
            return None
        head = folded(match["head"])
        if head in _REST_WORDS:
            if at != len(clauses) - 1:
                return None
            found.append(Worth(REST, *worth))
        elif (word := _word(head, folded("".join(name.split())), target)) is None:
            return None
        else:
            found.append(Worth(word, *worth))
    heights = [worth.high for worth in found]
    if heights != sorted(heights, reverse=True) or len({worth.word for worth in found}) < len(found) or heights[0] != 1:
        return None
    if len(set(heights)) < len(heights):
        return None
    if reading.kind == "done" and heights == [1, 0] and found[1].low == 0:
        return None  # met or nothing
    named = [worth.word for worth in found if worth.word != REST]
    place = _of_one_matter(named, target, reading.kind == "done")
    return None if place is None else LevelRule(tuple(found), place)


def is_a_state(word: str) -> bool:
    """Whether a word says that something is done or reached, and not how good it is."""
    return word in _STATES[0]


def _worth(match: re.Match[str], weight: Fraction) -> tuple[Fraction, Fraction] | None:
    if match["full"]:
        return Fraction(1), Fraction(1)
    if match["none"]:
        return Fraction(0), Fraction(0)
    if match["half"]:
        return Fraction(1, 2), Fraction(1, 2)
    if match["low"]:
        ends = [(exact(match[key]) or Fraction(0)) / weight for key in ("low", "high")]
    elif match["from"]:
        ends = [(exact(match[key]) or Fraction(0)) / 100 for key in ("from", "to")]
    elif match["points"]:
        ends = [(exact(match["points"]) or Fraction(0)) / weight] * 2
    else:
        ends = [(exact(match["share"]) or Fraction(0)) / 100] * 2
    low, high = min(ends), max(ends)
    return (low, high) if high <= 1 else None


def _word(head: str, name: str, target: str) -> str | None:
    """The word of degree at the end of a head; what stands before it must be of the indicator's own name."""
    candidates = (head[at:] for at in range(len(head)) if not head[:at] or (head[:at] in name and len(head[:at]) > 1))
    return next((word for word in candidates if _is_degree(word, target)), None)


def _is_degree(word: str, target: str) -> bool:
    if any(word in listed for listed in (*_GRADES, *_STATES)):
        return True
    scale = next((scale for scale in builtin_scales().values() if scale.find(target) is not None), None)
    if scale is not None and scale.find(word) is not None:
        return True
    return any(word == stem or (word.endswith(stem) and word[: -len(stem)] in _WEAKER) for stem in _stems(target)) or word in (
        "一般",
        "差",
        "较差",
    )


def _stems(target: str) -> frozenset[str]:
    return frozenset({target.strip("已")}) | words().fellows(target)


def _of_one_matter(named: list[str], target: str, is_state: bool) -> int | None:
    """Where the target stands among words that are degrees of one matter, in order; None when they are not."""
    stems = _stems(target)
    at = next((place for place, word in enumerate(named) if word == target or word in stems), None)
    for family in (_GRADES, _STATES):
        places = [next((n for n, listed in enumerate(family) if word in listed), None) for word in named]
        if None not in places:
            ordered = places == sorted(set(places), key=lambda place: place or 0)
            if not ordered or places[0] != 0:
                return None
            if at is None and family is _STATES and (is_state or named[0].startswith(("达", "全部达"))):
                at = 0  # 完成 is said of any state that is reached, 达到 of any degree
            return at
    scale = next((scale for scale in builtin_scales().values() if scale.find(target) is not None), None)
    if scale is not None and all(scale.find(word) is not None for word in named):
        ranks = [scale.rank(level) for word in named if (level := scale.find(word)) is not None]
        if at is None:  # 显著 and 效果显著 are one level
            at = next((place for place, word in enumerate(named) if scale.find(word) == scale.find(target)), None)
        return at if ranks == sorted(set(ranks)) else None
    weaknesses = [_weakness(word, stems) for word in named]
    if at is None or None in weaknesses:
        return None
    order = [place for place in weaknesses if place is not None]
    return at if order == sorted(set(order)) else None


def _weakness(word: str, stems: frozenset[str]) -> int | None:
    """How far a word is from the bare degree: 健全 0, 较健全 1, 基本健全 2, 一般 3, 不健全 4."""
    if word in stems:
        return 0
    if word == "一般":
        return 3
    if word in ("差", "较差"):
        return 5
    if word.startswith("无") and f"有{word[1:]}" in stems:
        return 5
    for stem in stems:
        before = word[: -len(stem)] if word.endswith(stem) else ""
        if before in _WEAKER:
            return {"较": 1, "比较": 1, "较为": 1, "基本": 2, "部分": 2, "一般": 3}.get(before, 4)
    return None
