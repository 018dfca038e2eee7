"""Dates that look like something else: 2022.11, 20221130, 十一月底, 年内, 当年, 全年.

Each is a date only where its surroundings leave nothing else: digits alone before an end or 前, and 当年 where it is the whole
of a demand or what is to be done follows.
"""

from __future__ import annotations

from indicatorlang.lazily import frozen, pattern

DATE_WORDS = frozenset("年全一二三四五六七八九十")
"""What such a date may begin with besides a digit, 本, 当, 今 and 该."""

_AT_AN_END = r"(?= *(?:[-~至到] ?(?:19|20)[0-9]{2}|[底末前止,;。、)\n完]|\Z))"
_POINTED = pattern(rf"(?P<year>(?:19|20)[0-9]{{2}})[./](?P<month>1[0-2]|0?[1-9]){_AT_AN_END}")
_COMPACT = pattern(rf"(?P<year>(?:19|20)[0-9]{{2}})(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[12][0-9]|0[1-9])(?![0-9.]){_AT_AN_END}")
# 111/12/31, a day as Taiwan counts its years.
_ROC_DAY = pattern(
    r"(?P<roc>9[0-9]|1[0-2][0-9]|130)(?P<sign>[/.])(?P<month>1[0-2]|0?[1-9])(?P=sign)(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9./%])"
)
SHORT_YEAR = pattern(r"(?P<short>1[5-9]|[23][0-9])年(?=(?:1[0-2]|0?[1-9])月|[底末])")
_DAY_BEFORE = pattern(r"(?P<month>1[0-2]|0?[1-9])[./](?P<day>3[01]|[12][0-9]|0?[1-9])(?=(?:之|以)?前)")
_SPELLED = pattern(
    r"(?:(?P<year>[一二][零〇○0-9一二三四五六七八九]{3})年(?:度?|(?=.)))?"
    r"(?:(?P<month>十[一二]?|[一二三四五六七八九])月(?!均|度|报|供|租|薪|内)份?"
    r"(?:(?P<day>三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])[日号]|(?P<third>[上中下])旬)?)?"
)
_DATE_FOLLOWS = pattern(r" {0,4}(?:[底末前止,;。、)\n]|(?:之|以)前|\Z)")
_DONE = r"完成|办结|竣工|到位|建成|交付|验收|拨付|支付|发放|开工|投用"
_THIS_YEAR = pattern(
    rf"(?P<within>年(?:度)?内|[本当今该]年(?:度)?(?:以?内))(?![不无未没零])|[本当今该]年(?:度)?(?= *(?:\Z|[,;。、)]|{_DONE}))|全年(?= *\Z)"
)
_WHOLE_YEAR = pattern(r"(?P<year>(?:19|20)[0-9]{2}) ?年?全年")
_YEARS = pattern(r"(?:19|20)[0-9]{2} ?[-~至到] ?(?P<year>(?:19|20)[0-9]{2})(?= *(?:\Z|[,;。、)]))")
_QUARTER = pattern(r"(?P<year>(?:19|20)[0-9]{2}) ?年? ?第?q(?P<quarter>[1-4])(?![0-9a-z])")
_COUNTED = frozenset("0123456789一二两三四五六七八九十半几数每去上前近多")
_DIGITS = "〇一二三四五六七八九"
_THIRDS = {"上": 10, "中": 20, "下": None}


@frozen
class BareDate:
    """Year (None when the text has none), first and last month, day (None for the last one), and where the date ends.

    `whole` tells that it names an end itself, so that a 前 behind it leaves nothing open."""

    year: int | None
    first_month: int
    month: int
    day: int | None
    end: int
    whole: bool = False


def bare_date_at(text: str, start: int) -> BareDate | None:
    """The date that begins at `start`, without the 底 and 前 behind it."""
    if text[start].isdigit():
        return _in_digits(text, start)
    return _this_year(text, start) or (_spelled(text, start) if text[start] in DATE_WORDS else None)


def _in_digits(text: str, start: int) -> BareDate | None:
    counted = _ROC_DAY.match(text, start)
    if counted:
        month = int(counted["month"])
        return BareDate(int(counted["roc"]) + 1911, month, month, int(counted["day"]), counted.end())
    found = _COMPACT.match(text, start) or _POINTED.match(text, start)
    if found:
        day = found.groupdict().get("day")
        month = int(found["month"])
        return BareDate(int(found["year"]), month, month, int(day) if day else None, found.end())
    short = _DAY_BEFORE.match(text, start)
    if short:
        return BareDate(None, int(short["month"]), int(short["month"]), int(short["day"]), short.end())
    years = _YEARS.match(text, start)
    if years:
        return BareDate(int(years["year"]), 1, 12, None, years.end(), True)
    quarter = _QUARTER.match(text, start)
    if quarter:
        last = 3 * int(quarter["quarter"])
        return BareDate(int(quarter["year"]), last - 2, last, None, quarter.end())
    whole = _WHOLE_YEAR.match(text, start)
    return BareDate(int(whole["year"]), 1, 12, None, whole.end(), True) if whole else None


def _this_year(text: str, start: int) -> BareDate | None:
    found = _THIS_YEAR.match(text, start)
    if found is None or (start and (text[start - 1] in _COUNTED or (text[start] == "全" and text[:start].strip()))):
        return None
    return BareDate(None, 1, 12, None, found.end(), True)


def _spelled(text: str, start: int) -> BareDate | None:
    """十一月底, 二〇二二年十一月三十日. Without a year, a month alone is one only where a date can end."""
    found = _SPELLED.match(text, start)
    if found is None or found.end() == start or text[start - 1 : start] in _COUNTED:
        return None
    year = (
        int("".join(c if c.isdigit() and c.isascii() else str(max(0, _DIGITS.find(c))) for c in found["year"]))
        if found["year"]
        else None
    )
    if year is not None and not 1900 <= year <= 2099:
        return None
    if found["month"] is None:
        return BareDate(year, 1, 12, None, found.end()) if year else None
    if year is None and not (found["day"] or found["third"] or _DATE_FOLLOWS.match(text, found.end())):
        return None
    month = _small(found["month"])
    day = _small(found["day"]) if found["day"] else _THIRDS[found["third"]] if found["third"] else None
    return BareDate(year, month, month, day, found.end(), found["third"] == "下")


def _small(numeral: str) -> int:
    """十一 is 11, 三十 is 30."""
    tens, ten, ones = numeral.rpartition("十")
    return (10 * (_DIGITS.index(tens) if tens else 1) if ten else 0) + (_DIGITS.index(ones) if ones else 0)
