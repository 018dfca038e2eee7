"""A scoring rule as officials write it: `每低1个百分点扣1分，扣完为止`, `≥90%得10分，80%—90%得8分，其余不得分`.

A sentence is cut into clauses at its commas, every clause must wholly be one of the forms below, and whatever is left over is an
error: nothing is passed over. Every form is anchored and free of repetition over itself, so the time is linear in the length.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.library.numerals import chinese_number
from indicatorlang.library.units import parse_quantity, parse_unit
from indicatorlang.model.number import exact
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scoring import Amount, Band, Scoring, SettingValue

MAX_LENGTH = 500
_CLAUSES = re.compile(r"[，,；;。]")
_LOOKS = re.compile(r"[扣得加]|不计分")
_N = r"(?P<points>[0-9.]{1,12}|[一二三四五六七八九十两半]{1,3})"
_AMOUNT = r"(?P<amount>[^，扣加得]{1,30}?)"
_SHORT = r"低于|低|少于|少|下降|降低|减少|差|缺"
_HIGH = r"高于|高|多于|多|超过|超出|超|增加|上升"
_LATE = r"逾期|延期|迟延|延迟|推迟|晚|迟|拖延"
_STEP = re.compile(
    rf"(?P<whose>完成率|完成比例)?每(?P<way>{_SHORT}|{_HIGH}|{_LATE})(?:完成)?{_AMOUNT}(?P<within>以内|及以内)?的?[，]?(?:倒)?扣{_N}分"
)
_EVENT = re.compile(
    rf"(?P<head>每(?:发生|出现|发现|有)?|发生|出现)(?P<what>[^，0-9扣加一二两三四五六七八九十半]{{0,20}})"
    rf"(?P<amount>(?:[0-9.]{{1,12}}|[一二两三四五六七八九十半]{{1,3}})[^，0-9扣加]{{1,20}}?)的?[，]?(?P<do>倒扣|扣|加){_N}分"
)
_AT_TARGET = re.compile(
    r"(?P<what>[^，0-9≥>＞扣加]{0,20})(?:≥|>=)?(?P<value>[0-9.]{1,12}[^\s0-9得（(以]{0,8}?)(?:（含[^）]{0,12}）|\(含[^)]{0,12}\))?(?:及?以上)?"
    rf"(?:（含[^）]{{0,12}}）|\(含[^)]{{0,12}}\))?得{_N}分"
)
_PARTIAL = re.compile(
    r"(?:不足|不满|不到)(?P<amount>[^，按的不]{1,20})的?(?:(?P<ceil>按(?P<same>[^，计算扣]{1,20})(?:计算|计|算|扣分|扣))|(?P<floor>不扣分|不计算|不计|不扣|忽略不计)|(?P<linear>按比例(?:扣分|计算|计|扣)?))"
)
_MOST = re.compile(rf"(?:最多|至多|最高|累计最多|合计最多)(?P<do>扣|加|扣减){_N}分")
_UNTIL = re.compile(r"(?:直至|直到)?扣完(?:本项(?:分值)?|该项(?:分值)?)?为止|扣完本项分值")
_WORTH = rf"(?:的)?(?:(?P<none>不得分|得零分|不计分|0分)|(?:得|计|为)?(?P<full>满分)|(?:得|计|为){_N}分)"
_BAND = re.compile(
    r"(?:(?P<sign>≥|≧|>=|＞|>|≤|≦|<=|＜|<|不低于|不少于|达到|高于|超过|大于|不高于|不超过|不大于|低于|不足|小于|未达到|达不到)\s?(?P<one>[0-9.]{1,12}[^\s0-9得计为不的（(]{0,8}?)"
    r"|(?P<low>[0-9.]{1,12}[^\s0-9得计为不—–~～至到（(-]{0,8}?)(?:（含）|\(含\))?(?P<dash>—+|–|~|～|-|至|到)(?P<high>[0-9.]{1,12}[^\s0-9得计为不的（(]{0,8}?)(?P<open>（不含）|\(不含\))?"
    r"|(?P<side>[0-9.]{1,12}[^\s0-9得计为不的（(以及]{0,8}?)(?P<incl>（含）|\(含\))?(?P<where>及以上|以上|及以下|以下)(?P<note>（含[0-9.%％]{0,8}）|\(含[0-9.%％]{0,8}\)|（不含）|\(不含\))?"
    r"|(?P<rest>其余|其他|其它|否则|其余情况))" + _WORTH
)
_SIGNS = {
    **dict.fromkeys(("≥", "≧", ">=", "不低于", "不少于", "达到"), ">="),
    **dict.fromkeys(("＞", ">", "高于", "超过", "大于"), ">"),
    **dict.fromkeys(("≤", "≦", "<=", "不高于", "不超过", "不大于"), "<="),
    **dict.fromkeys(("＜", "<", "低于", "不足", "小于", "未达到", "达不到"), "<"),
}
_ALL_OR_NOTHING = re.compile(r"(?:达标|达到指标值|完成)(?:的)?得(?P<full>满分|[0-9.]{1,12}分)")
_NOTHING = re.compile(r"(?:否则|未达标|不达标|未达到|未完成|未达到指标值)(?:的)?(?:不得分|得0分|得零分)")


@attrs.frozen
class NotRead:
    """A sentence that cannot be read without doubt, and the words that stand in the way."""

    rest: str
    why: Literal["words", "ends", "mixed"] = "words"


def is_sentence(text: str) -> bool:
    """Whether a text is meant as a rule in words, and not as the name of a method."""
    return len(text) > 4 and _LOOKS.search(text) is not None


def read(text: str) -> Scoring | NotRead:
    """The scoring that a sentence says."""
    if len(text) > MAX_LENGTH:
        return NotRead(text[MAX_LENGTH:])
    clauses = [clause.strip() for clause in _CLAUSES.split(text)]
    clauses = [clause for clause in clauses if clause]
    found = _all_or_nothing(clauses) or _steps(clauses) or _bands(clauses)
    return attrs.evolve(found, text=text) if isinstance(found, Scoring) else found


def _number(text: str) -> Fraction | None:
    if text == "半":
        return Fraction(1, 2)
    return exact(text) if text[:1].isdigit() or text[:1] == "." else chinese_number(text)


def _quantity(text: str) -> Quantity | None:
    """`1个百分点`, `一次`, `1天`; 个 before a unit is left out."""
    found = parse_quantity(text.strip())
    if found is None:
        return None
    for unit in ("百分点", "工作日", "月"):
        if found.unit.text == f"个{unit}":
            return attrs.evolve(found, unit=attrs.evolve(found.unit, text=unit))
    return found


def _all_or_nothing(clauses: list[str]) -> Scoring | None:
    if len(clauses) == 2 and _ALL_OR_NOTHING.fullmatch(clauses[0]) and _NOTHING.fullmatch(clauses[1]):
        full = _ALL_OR_NOTHING.fullmatch(clauses[0])
        if full is not None and full["full"] == "满分":
            return Scoring("pass_fail")
    return None


def _steps(clauses: list[str]) -> Scoring | NotRead | None:
    """So many points for every step; None when the first clause is no such thing."""
    if not clauses:
        return NotRead("")
    stated = None
    full = _AT_TARGET.fullmatch(clauses[0]) if len(clauses) > 1 and _STEP.fullmatch(clauses[1]) else None
    if full is not None:
        value, worth = _quantity(full["value"]), _number(full["points"])
        if value is None or worth is None:
            return NotRead(clauses[0])
        stated, clauses = (value, worth), clauses[1:]
    head = _STEP.fullmatch(clauses[0])
    event = None if head is not None else _EVENT.fullmatch(clauses[0])
    match = head or event
    if match is None:
        return None
    step = _quantity(match["amount"]) if head is not None else _event(match["amount"])
    points = _number(match["points"])
    if step is None or points is None or step.number <= 0:
        return NotRead(clauses[0])
    settings: dict[str, SettingValue] = {}
    relative = head is not None and bool(head["whose"])
    if relative and not (step.unit.is_points or step.unit.is_percent):
        return NotRead(clauses[0])
    settings["step"] = Amount(share=step.base) if relative else Amount(step)
    adds = event is not None and event["do"] == "加"
    settings["add" if adds else "deduct"] = points
    if head is not None and head["within"]:
        settings["partial"] = "ceil"
    for clause in clauses[1:]:
        if not _further(clause, step, adds, settings):
            return NotRead(clause, "mixed" if _BAND.fullmatch(clause) else "words")
    method = "steps" if head is not None else "bonus" if adds else "deduction"
    return Scoring(method, tuple(settings.items()), stated=stated)


def _event(text: str) -> Quantity | None:
    """`一次`, `1起投诉`: something that is counted, with or without what it is; nothing else makes a deduction by itself."""
    for end in range(len(text), 1, -1):
        amount = parse_quantity(text[:end])
        if amount is not None and amount.unit.is_count and parse_unit(amount.unit.text).known:
            return amount
    return None


def _further(clause: str, step: Quantity, adds: bool, settings: dict[str, SettingValue]) -> bool:
    """A clause behind the step: what a part of one counts, the most there is."""
    if _UNTIL.fullmatch(clause):
        return not adds
    most = _MOST.fullmatch(clause)
    if most is not None and "most" not in settings and (most["do"] == "加") is adds:
        points = _number(most["points"])
        if points is not None:
            settings["most"] = points
        return points is not None
    partial = _PARTIAL.fullmatch(clause)
    if partial is None or "partial" in settings or not _same(partial["amount"], step):
        return False
    if partial["ceil"]:
        if not _same(partial["same"], step):
            return False
        settings["partial"] = "ceil"
    else:
        settings["partial"] = "floor" if partial["floor"] else "linear"
    return True


def _same(text: str, step: Quantity) -> bool:
    """Whether a text names the step again; `1%` is said for `1个百分点`."""
    said = _quantity(text)
    if text in ("一步", "1步", "一档", "部分"):
        return True
    if said is None or said.base != step.base:
        return False
    ratio = said.unit.is_ratio or said.unit.is_points
    return said.unit.fits(step.unit) or (ratio and (step.unit.is_ratio or step.unit.is_points))


def _bands(clauses: list[str]) -> Scoring | NotRead:
    bands: list[Band] = []
    for number, clause in enumerate(clauses):
        match = _BAND.fullmatch(clause)
        if match is None:
            return NotRead(clause)
        band = _band(match, bands, last=number == len(clauses) - 1)
        if isinstance(band, NotRead):
            return band
        bands.append(band)
    return Scoring("bands", (("bands", tuple(bands)),)) if len(bands) > 1 else NotRead("".join(clauses[:1]))


def _band(match: re.Match[str], before: list[Band], last: bool) -> Band | NotRead:
    text = match[0]
    points = None if match["none"] or match["full"] else _number(match["points"])
    if not match["none"] and not match["full"] and points is None:
        return NotRead(text)
    worth = Band(fraction=Fraction(1)) if match["full"] else Band(points=points if points is not None else Fraction(0))
    if match["full"] and any(band.points is not None for band in before):
        return NotRead(text, "mixed")
    if match["rest"]:
        return worth if last and before else NotRead(text)
    if match["sign"]:
        end = _quantity(match["one"])
        return NotRead(text) if end is None else _open_band(_SIGNS[match["sign"]], end, worth)
    if match["side"]:
        end = _quantity(match["side"])
        if end is None:
            return NotRead(text)
        without = bool(match["note"]) and "不含" in match["note"]
        above = match["where"].endswith("上")
        if not above and before and before[-1].low is not None and before[-1].low.base == end.base:
            without = before[-1].low_closed  # 80%（含）…，80%以下: the number is taken
        return _open_band((">" if without else ">=") if above else ("<" if without else "<="), end, worth)
    return _between(match, before, worth)


def _open_band(sign: str, end: Quantity, worth: Band) -> Band:
    if sign in (">=", ">"):
        return attrs.evolve(worth, low=end, low_closed=sign == ">=")
    return attrs.evolve(worth, high=end, high_closed=sign == "<=")


def _between(match: re.Match[str], before: list[Band], worth: Band) -> Band | NotRead:
    """`80%—90%`: the end that the band before has is not in it, and the other end is. Said first, its ends belong to nobody."""
    low, high = _quantity(match["low"]), _quantity(match["high"])
    if high is not None and low is not None and not low.unit.text and high.unit.text:
        low = Quantity(low.number, high.unit, low.places)  # 80—90%
    if low is None or high is None or low.base >= high.base:
        return NotRead(match[0])
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
