"""Chinese numerals where a value is expected, exactly, and nothing that merely begins like one.

A text is a number only when it is spelled the way the number it means is spelled: the value is worked out leniently, spelled
out again, and both spellings must agree. So 一百零五 and 一亿零二千 are numbers, while 一百二, 一致通过 and 一般 are none.
"""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.lazily import pattern

_DIGITS = "零一二三四五六七八九"
_PLAIN = str.maketrans("〇○壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億兩负負點", "零零一二二三三四五六六七八九十百千万亿两负负点")
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_UNDER = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "亿": 10**8}
_HALF = ("半", "一半", "半数")
_BARE_TWO = pattern(r"两(?![百千万亿])")
_BARE_TEN = pattern(r"(?<=[百千零万亿])十")
MAX_LENGTH = 30

NUMERAL_CHARACTERS = "零〇○一二三四五六七八九十百千万亿壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億两兩半廿卅点點分之负負数"
"""Every character that a Chinese number may be written with."""


def chinese_number(text: str) -> Fraction | None:
    """The exact value of a text that is wholly a Chinese number, else None.

    Whole numbers in words (三, 十五, 一百二十, 三万亿, 两千), as digits (二〇一九 is 2019), with decimals (三点五), fractions
    (三分之二, 万分之一, 百分之九十五), 半 and 半数, the capitals of cheques (壹贰叁), 廿 and 卅, 负.

    >>> chinese_number("一百二十"), chinese_number("三分之二"), chinese_number("二〇一九")
    (Fraction(120, 1), Fraction(2, 3), Fraction(2019, 1))
    >>> chinese_number("一致通过") is None
    True
    """
    if len(text) > MAX_LENGTH:
        return None
    text = text.translate(_PLAIN)
    if text in _HALF:
        return Fraction(1, 2)
    if text.startswith("负"):
        number = chinese_number(text[1:]) if not text.startswith("负负") else None
        return None if number is None else -number
    under, parted, over = text.partition("分之")
    if parted:
        return _fraction(under, over)
    return _decimal(text)


def _fraction(under: str, over: str) -> Fraction | None:
    """`under` parts of which there are `over`: 百, 千 and 万 may stand there without a 一 before them."""
    below = Fraction(_UNDER[under]) if under in _UNDER else _decimal(under)
    above = Fraction(_UNDER[over]) if over == "百" else _decimal(over)
    if below is None or above is None or below == 0 or below.denominator != 1:
        return None
    return above / below


def _decimal(text: str) -> Fraction | None:
    whole, point, decimals = text.partition("点")
    number = _whole(whole)
    if number is None or not point:
        return None if number is None else Fraction(number)
    if not decimals or any(c not in _DIGITS for c in decimals):
        return _magnified(text)
    return number + Fraction(int("".join(str(_DIGITS.index(c)) for c in decimals)), 10 ** len(decimals))


def _magnified(text: str) -> Fraction | None:
    """三点五亿: decimals before one 万, 亿 or 万亿 at the end."""
    for tail in ("万亿", "亿", "万"):
        if text.endswith(tail):
            head = text.removesuffix(tail)
            number = _decimal(head) if head and head[-1] in _DIGITS and "点" in head else None
            return None if number is None else number * (10**12 if tail == "万亿" else _LARGE[tail])
    return None


def _whole(text: str) -> int | None:
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS.index(c)) for c in text))
    if not text or (text != "两" and _BARE_TWO.search(text)):
        return None
    text = text.replace("廿", "二十").replace("卅", "三十").replace("两", "二")
    number = _lenient(text)
    if number is None:
        return None
    return number if _normal(text) == _normal(spell(number)) else None


def _normal(text: str) -> str:
    """One spelling where two are usual: 一十五 and 十五, 一百十五 and 一百一十五."""
    text = _BARE_TEN.sub("一十", text)
    return text.removeprefix("一") if text.startswith("一十") else text


def _lenient(text: str) -> int | None:
    """The value of characters in order, whether or not anybody would write them so."""
    total = section = 0
    digit: int | None = None
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS.index(character)
        elif character in _SMALL:
            section += (1 if digit is None else digit) * _SMALL[character]
            digit = None
        elif character in _LARGE:
            section += digit or 0
            total = (total + section) * 10**8 if character == "亿" else total + section * 10**4
            section, digit = 0, None
        else:
            return None
    return total + section + (digit or 0)


def spell(number: int) -> str:
    """A whole number from 0 upwards in Chinese words, as one reads it out.

    >>> spell(120), spell(100500), spell(15)
    ('一百二十', '一十万零五百', '一十五')
    """
    if number == 0:
        return "零"
    for word, size in (("亿", 10**8), ("万", 10**4)):
        high, low = divmod(number, size)
        if high:
            tail = "" if not low else ("零" if low < size // 10 else "") + spell(low)
            return spell(high) + word + tail
    words, gap = "", False
    for word, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, size)
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + word
        gap = not digit
    return words
