"""A scoring rule of bands in words: `≥90%得10分，80%—90%得8分，其余不得分`, `80%≤满意度＜90%得分值的80%`."""

from __future__ import annotations

import re
from fractions import Fraction

import attrs

from indicatorlang.lazily import pattern
from indicatorlang.library.units import parse_quantity
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scoring import Band, Scoring, SettingValue
from indicatorlang.resolve.scoring.scoring_words import COMPLETION, POINTS, SHARE, WEIGHT, NotRead, number_of, quantity_of

_WORTH = (
    rf"(?:的|，)?(?:(?P<none>不得分|[得计为]?零分|不计分|[得计为]?0分)|(?:得|计|为)?(?P<full>满分|全分|全部分值|{WEIGHT})(?P<all>[0-9.]{{1,12}}分)?"
    rf"|(?:得|计|为){POINTS}分|(?:得|计|为){WEIGHT}的?(?P<share>{SHARE})|(?:得|计|为)(?P<share_first>{SHARE})的?{WEIGHT})"
)
_NOTED = r"(?:（{0}）|\({0}\))"
_ABOUT = r"(?P<what>[㐀-鿿]{1,12}?)?(?:在|为|介于)?"
"""What a band is about, before its number: 满意度, 完成率. Never a word that turns it round (每 不 未 非 扣)."""
_TURNS = pattern(r"[每不未非扣无否]")
_VALUE = r"[0-9.]{1,12}[^\s0-9得计为不的（(]{0,8}?"
_COMPARED = "≥|≧|>=|＞|>|≤|≦|<=|＜|<"
_END = r"[0-9.]{1,12}[^\s0-9得计为不—–~～至到（(-]{0,8}?"
_SIGN_WORDS = (
    rf"{_COMPARED}|大于等于|大于或等于|小于等于|小于或等于|不低于|不少于|达到|高于|超过|大于|不高于|不超过|不大于|低于|不足|小于|少于|不到"
    "|未达到|达不到"
)
_ONE_SIDED = rf"{_ABOUT}(?P<sign>{_SIGN_WORDS})\s?(?P<one>{_VALUE})"
_BETWEEN = (
    rf"{_ABOUT.replace('what', 'between')}(?P<low>{_END})(?P<low_note>{_NOTED.format('不?含')})?(?P<dash>—+|–|~|～|-|至|到)"
    rf"(?P<high>{_VALUE})(?P<open>{_NOTED.format('不?含')})?(?:之间)?"
)
_ENCLOSED = (
    r"(?P<left>[0-9.]{1,12}[^\s0-9得计为不≥≧>＞≤≦<＜=]{0,8})"
    rf"(?P<first>{_COMPARED})(?P<middle>[㐀-鿿a-zA-Z]{{1,12}})(?P<second>{_COMPARED})(?P<right>{_VALUE})"
)
_ASIDE = (
    rf"{_ABOUT.replace('what', 'aside')}(?P<side>[0-9.]{{1,12}}[^\s0-9得计为不的（(以及]{{0,8}}?)(?P<incl>{_NOTED.format('含')})?"
    rf"(?P<where>及以上|以上|及以下|以下)(?P<note>{_NOTED.format('含[0-9.%％]{0,8}')}|{_NOTED.format('不含')})?"
)
_REST = "(?P<rest>其余|其他|其它|否则|其余情况)"
_OF_LEVEL = pattern(
    rf"(?:(?P<rest>其余|其他|其它|否则|其余情况)|(?:评(?:价|定)?为|达到|为)?(?P<level>[㐀-鿿]{{1,8}}?))(?:的|，)?(?:(?P<bare>[0-9.]{{1,12}})分|{_WORTH})"
)
_SEVERAL, _STEPPED = pattern(r"、"), pattern(r"[每扣得加]")
_BAND = pattern(rf"(?:{_ONE_SIDED}|{_BETWEEN}|{_ENCLOSED}|{_ASIDE}|{_REST}){_WORTH}")
_SIGNS = {
    **dict.fromkeys(("≥", "≧", ">=", "大于等于", "大于或等于", "不低于", "不少于", "达到"), ">="),
    **dict.fromkeys(("＞", ">", "高于", "超过", "大于"), ">"),
    **dict.fromkeys(("≤", "≦", "<=", "小于等于", "小于或等于", "不高于", "不超过", "不大于"), "<="),
    **dict.fromkeys(("＜", "<", "低于", "不足", "小于", "少于", "不到", "未达到", "达不到"), "<"),
}


def is_band(clause: str) -> bool:
    """Whether a clause is a band."""
    return _BAND.fullmatch(clause) is not None


def bands_of(clauses: list[str]) -> Scoring | NotRead:
    """The bands that clauses name, one each."""
    bands: list[Band] = []
    about = ""
    for number, clause in enumerate(clauses):
        match = _BAND.fullmatch(clause)
        what = "" if match is None else match["what"] or match["between"] or match["aside"] or match["middle"] or ""
        if match is None or _TURNS.search(what) or (about and what and what != about):
            return NotRead(clause)
        about = about or what
        band = _band(match, bands, last=number == len(clauses) - 1)
        if isinstance(band, NotRead):
            return band
        bands.append(band)
    if len(bands) < 2:
        return NotRead("".join(clauses[:1]))
    of: tuple[tuple[str, SettingValue], ...] = (("of", "completion"),) if about in COMPLETION else ()
    return Scoring("bands", (("bands", tuple(bands)), *of))


def level_bands_of(clauses: list[str]) -> Scoring | None:
    """The bands of levels that clauses name, one each (`健全得10分，较健全得6分，不健全不得分`); None when one of them is something
    else. Whether a row has such levels is asked where its scale is known."""
    said = [part.strip() for clause in clauses for part in _SEVERAL.split(clause) if part.strip()]
    bands: list[Band] = []
    for number, clause in enumerate(said):
        match = _OF_LEVEL.fullmatch(clause)
        worth = None if match is None else Band(points=number_of(match["bare"])) if match["bare"] else _worth(match)
        if match is None or worth is None or (match["rest"] and number + 1 < len(said)) or _STEPPED.search(match["level"] or ""):
            return None
        bands.append(worth if match["rest"] else attrs.evolve(worth, levels=(match["level"],)))
    mixed = len({band.points is None for band in bands if band.fraction != 1 and band.points != 0}) > 1
    return None if len(bands) < 2 or mixed or not bands[0].levels else Scoring("bands", (("bands", tuple(bands)),))


def _band(match: re.Match[str], before: list[Band], last: bool) -> Band | NotRead:
    text = match[0]
    worth = _worth(match)
    if worth is None:
        return NotRead(text)
    if worth.fraction is not None and any(band.points is not None for band in before):
        return NotRead(text, "mixed")
    if match["rest"]:
        return worth if last and before else NotRead(text)
    if match["sign"]:
        end = quantity_of(match["one"])
        return NotRead(text) if end is None else _open_band(_SIGNS[match["sign"]], end, worth)
    if match["middle"]:
        return _enclosed(match, worth)
    if match["side"]:
        end = quantity_of(match["side"])
        if end is None:
            return NotRead(text)
        without = bool(match["note"]) and "不含" in match["note"]
        above = match["where"].endswith("上")
        if not above and before and before[-1].low is not None and before[-1].low.base == end.base:
            without = before[-1].low_closed  # 80%（含）…，80%以下: the number is taken
        if above and before and before[-1].high is not None and before[-1].high.base == end.base:
            without = before[-1].high_closed  # 1800元以下…，1800元以上
        return _open_band((">" if without else ">=") if above else ("<" if without else "<="), end, worth)
    return _between(match, before, worth)


def _worth(match: re.Match[str]) -> Band | None:
    """What a band gives: points, or a part of the weight."""
    said = match["share"] or match["share_first"]
    if said:
        share = parse_quantity(said)
        return None if share is None or not 0 <= share.base <= 1 else Band(fraction=share.base)
    if match["none"]:
        return Band(points=Fraction(0))
    if match["full"] and not match["all"]:
        return Band(fraction=Fraction(1))
    if match["points"] == "一半":
        return Band(fraction=Fraction(1, 2))
    points = number_of(match["all"].removesuffix("分") if match["all"] else match["points"])
    return None if points is None else Band(points=points)


def _enclosed(match: re.Match[str], worth: Band) -> Band | NotRead:
    """`80%≤满意度<90%`, `90%>满意度≥80%`: both ends say whether they belong to it."""
    left, right = quantity_of(match["left"]), quantity_of(match["right"])
    first, second = _SIGNS[match["first"]], _SIGNS[match["second"]]
    if left is None or right is None or first[0] != second[0]:
        return NotRead(match[0])
    low, high = (left, right) if first[0] == "<" else (right, left)
    closed = (first, second) if first[0] == "<" else (second, first)
    if low.base >= high.base:
        return NotRead(match[0])
    return attrs.evolve(worth, low=low, high=high, low_closed="=" in closed[0], high_closed="=" in closed[1])


def _open_band(sign: str, end: Quantity, worth: Band) -> Band:
    if sign in (">=", ">"):
        return attrs.evolve(worth, low=end, low_closed=sign == ">=")
    return attrs.evolve(worth, high=end, high_closed=sign == "<=")


def _between(match: re.Match[str], before: list[Band], worth: Band) -> Band | NotRead:
    """`80%—90%`: the end that the band before has is not in it, and the other end is. Said first, its ends belong to nobody."""
    low, high = quantity_of(match["low"]), quantity_of(match["high"])
    if high is not None and low is not None and not low.unit.text and high.unit.text:
        low = Quantity(low.number, high.unit, low.places)  # 80—90%
    if low is None or high is None or low.base >= high.base:
        return NotRead(match[0])
    notes = [None if not note else "不" not in note for note in (match["low_note"], match["open"])]
    if notes[0] is not None and notes[1] is not None:
        return attrs.evolve(worth, low=low, high=high, low_closed=notes[0], high_closed=notes[1])
    if not before:
        return NotRead(match[0], "ends")
    last = before[-1]
    if last.low is not None and last.low.base == high.base:
        if not last.low_closed:
            return NotRead(match[0], "ends")  # >90%, then 80%—90%: whether 80% is in this band nobody can tell
        return attrs.evolve(worth, low=low, high=high, low_closed=True, high_closed=False)
    if last.high is not None and last.high.base == low.base:
        if not last.high_closed:
            return NotRead(match[0], "ends")
        return attrs.evolve(worth, low=low, high=high, low_closed=False, high_closed=True)
    return NotRead(match[0], "ends")
