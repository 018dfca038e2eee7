"""The reader that offices write for themselves: one regular expression for sign, number, unit and the word behind it.

An honest one, for comparison: full-width characters are narrowed, thousands may be grouped, and the common words are there. It knows no
numerals, no growth, no table of units and no names of indicators.
"""

from __future__ import annotations

import re
import unicodedata

Said = tuple[str, str | None, str, str, str]
"""Kind, comparison, number (or the lower end, or the day), upper end, unit."""

_AT_LEAST = ("≥", ">=", "不低于", "不少于", "不小于", "至少", "达到", "大于等于", "以上", "及以上")
_AT_MOST = ("≤", "<=", "不高于", "不超过", "不多于", "不大于", "小于等于", "以下", "以内", "内", "及以下")
_OPS = {
    **dict.fromkeys(_AT_LEAST, ">="),
    **dict.fromkeys(_AT_MOST, "<="),
    **dict.fromkeys((">", "大于", "高于", "超过"), ">"),
    **dict.fromkeys(("<", "小于", "低于", "少于"), "<"),
    **dict.fromkeys(("=", "等于"), "=="),
}
_WORDS = "|".join(sorted(_OPS, key=len, reverse=True))
_NUMBER = r"-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_UNIT = r"%|‰|[a-z$/·一-龥]{0,8}?"
_ONE = re.compile(rf"(?:.*?)({_WORDS})?\s*({_NUMBER})\s*({_UNIT})\s*(?:左右)?({_WORDS})?")
_RANGE = re.compile(rf"({_NUMBER})\s*({_UNIT})\s*[-~至到]\s*({_NUMBER})\s*({_UNIT})(?:{_WORDS})?")
_INTERVAL = re.compile(rf"[\[(]({_NUMBER})\s*({_UNIT})\s*,\s*({_NUMBER})\s*({_UNIT})[\])]")
_DAY = re.compile(r"(?:([0-9]{4})年)?([0-9]{1,2})月(?:([0-9]{1,2})日|底|末)前?")


def office_read(text: str, op: str = "", unit: str = "") -> Said | None:
    """What the text says, as far as this reader can tell; `op` and `unit` are the columns beside it."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if day := _DAY.fullmatch(plain):
        return (
            "deadline",
            None,
            f"{day[1] or ''}-{int(day[2]):02}-{int(day[3]):02}" if day[3] else f"{day[1] or ''}-{day[2]}",
            "",
            "",
        )
    if ends := _RANGE.fullmatch(plain) or _INTERVAL.fullmatch(plain):
        return "range", None, ends[1].replace(",", ""), ends[3].replace(",", ""), ends[4] or ends[2] or unit
    if one := _ONE.fullmatch(plain):
        said = _OPS.get(one[4] or one[1] or op, ">=")
        return "number", said, one[2].replace(",", ""), "", one[3] or unit
    if re.search("[0-9]", plain):
        return None
    return ("level", None, "", "", "") if plain else ("none", None, "", "", "")
