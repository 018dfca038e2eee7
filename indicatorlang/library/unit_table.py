"""The table of units, as `units.txt` has it, and the folding of look-alike characters before anything is looked up in it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from indicatorlang.lazily import frozen
from indicatorlang.model.unit import Dimension

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D, 0xFE63: 0x2D, 0x00A0: 0x20}
# One to one, so that columns stay where they are; only characters that units are written with.
SIMPLIFIED = str.maketrans(
    "個萬億場處戶條項冊種畝頃噸時週臺輛筆間隻雙張圓員歲課號樓棟層釐幣鎊歐點級組頭顆塊門課鎮鄉縣區戶輪題頁雲盞樘擔類倍綫線標業構單"
    "團隊題報產語學對張檔車艙節禮鐘鍾體萊陽韓盧瑞蘭",
    "个万亿场处户条项册种亩顷吨时周台辆笔间只双张元员岁课号楼栋层厘币镑欧点级组头颗块门课镇乡县区户轮题页云盏樘担类倍线线标业构单"
    "团队题报产语学对张档车舱节礼钟钟体莱阳韩卢瑞兰",
)


@frozen
class Entry:
    """A line of the table: the text it stands under, its dimension and factor."""

    text: str
    dimension: Dimension
    factor: Fraction


@functools.cache
def table() -> tuple[Mapping[str, Entry], Mapping[str, Entry]]:
    """Every spelling → its line; and every Latin spelling in lower case, where that is not two units at once."""
    exactly: dict[str, Entry] = {}
    for line in Path(__file__).with_name("units.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        text, others, dimension, factor = ([cell.strip() for cell in line.split("|")] + ["", "", ""])[:4]
        base: Dimension = ((dimension, 1),) if dimension else ()
        counted = not dimension and not factor
        entry = Entry(text, ((f"count:{text}", 1),) if counted else base, _factor(factor or "1"))
        for spelling in [text, *(other.strip() for other in others.split(",") if other.strip())]:
            exactly[narrow(spelling)] = entry
    lower: dict[str, Entry | None] = {}
    for spelling, entry in exactly.items():
        if spelling.isascii():
            low = spelling.lower()
            lower[low] = entry if lower.get(low, entry) is entry else None
    return MappingProxyType(exactly), MappingProxyType({k: v for k, v in lower.items() if v is not None})


@functools.cache
def _factor(text: str) -> Fraction:
    over, _, under = text.partition("/")
    return Fraction(over) / Fraction(under) if under else Fraction(over)


def narrow(text: str) -> str:
    """The text with full-width signs, digits and Latin letters narrowed, one character for one."""
    return text.translate(_NARROW)
