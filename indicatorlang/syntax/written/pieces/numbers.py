"""Numbers in digits: 1,200 家, -3%, 0.5, 1/10000, $20 million, 500余家; and digits that are numbers of nothing (pm2.5, 5g, 1:2)."""

from __future__ import annotations

import re

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern
from indicatorlang.syntax.written.pieces.digits import compound_at, digits_at, plain_digits
from indicatorlang.syntax.written.pieces.money import CURRENCY_BEGINS, currency_at, scale_at, spelled
from indicatorlang.syntax.written.pieces.tokens import Scan, Token
from indicatorlang.syntax.written.tree import WrittenNumber, WrittenOperator

MOST_DIGITS = 30
_BEGINS = frozenset(".-零") | CURRENCY_BEGINS
_ENUMERATOR = pattern(r"[(]?[0-9]{1,2}(?:[、)]|\.(?![0-9]))|[①-⑳]")
# 1.完成勘测2.完成设计: items that no stop parts.
_FIRST_ITEM, _NEXT_ITEM = pattern(r" {0,3}[(]?1[.、)](?![0-9])"), pattern(r"[0-9]{1,2}[.、](?=[\u3400-\u9fff])")
_FOLLOWED = pattern(r"\s{0,3}[^0-9\s]")
_LATER = pattern(r" *(?P<times>[百千万亿]{0,2})(?P<more>[余多几来]|\+(?=[ \u3400-\u9fffa-z%/]))(?![0-9]|少)")
# For how many it is counted: 12/10万, 3例/10万人.
_PER_MANY = pattern(r" ?/ ?(?:1?0{0,3} ?万|[十百]万|1000)(?:人口?|活产|儿童)?(?!(?!以[上下内]|及以)[\u3400-\u9fff/])")
# 满分100分, 100分制: what the scale goes up to.
_FULL_MARKS = pattern(r"(?:5|10|100|120|150|1000) ?分")
_SCHOOL_YEAR = pattern(r"(?:19|20)[0-9]{2} ?[-~至] ?(?:19|20)?[0-9]{2} ?学年")
_SCALE_OF = pattern(r"(?:5|10|100) ?分制|100 ?分为满分|(?:5|7|10|100)[- ]point(?= scale)")
# 1、2类桥梁: the classes have numbers.
_ORDINALS = pattern(r"[0-9]{1,2}(?:[、,][0-9]{1,2}){1,5} ?(?:类|级|等|号|期|批)(?=[\u3400-\u9fff])")
_HAN = pattern(r"[\u3400-\u9fff]")
_SCALE_WORD = pattern(r"(?:hundred|thousand|million|billion|trillion|lakhs?|crores?|mil|mln)(?![a-z])")
_LETTER = pattern(r"[a-z]")
# 1.5.2: a number of a section or a version.
_CODE = pattern(r"(?![0-9]{1,3}(?:\.[0-9]{3}){2,9}(?![0-9.]))[0-9]{1,4}(?:\.[0-9]{1,4}){2,9}(?![0-9])")
# 3分之2
_PARTS_OF = pattern(r"(?P<under>[1-9][0-9]{0,2})分之(?P<over>[0-9]{1,3})(?![0-9.])")
_DIAMETER = ("φ", "ø", "∅")
_ODDS = pattern(rf"[0-9.]{{1,{MOST_DIGITS}}} *(?::|比(?!(?:19|20)[0-9]{{2}})) *[0-9.]+")
_NETWORK = pattern(r"[2-6]g(?![a-z])|[248]k(?=[\u3400-\u9fff])|[0-9]{1,3}#")
_DAY_OF_MONTH = pattern(r" *(?:之|以)?前")
# 60岁以上老人, 80-89周岁50元: the age of those who are counted or get so much.
_AMOUNT_OF_IT = pattern(r"[\u3400-\u9fff]| ?:? ?[¥￥]?[0-9]")
_LINE_ENDS = pattern(r" *(?:[\r\n,;。]|\Z)")
# 3（三）次: the same number again.
_AGAIN = pattern(r" ?[(](?P<numeral>[零〇一二三四五六七八九十百千万两壹贰叁肆伍陆柒捌玖拾佰仟]{1,9})[)]")
_NOUGHT = ("零", "〇")
_AGES = ("岁", "周岁")
_RATING_OF = pattern(
    r"(?:k?va?|kwh?|mm|cm|hz|m?pa|kpa|ml?|tb|gb|mb|mbps|英寸|寸|匹|马力|升|毫米|厘米|毫升|伏安?|千伏安?|千瓦|瓦|兆|吨级|座|核|芯|克(?=[\u3400-\u9fff]{0,3}纸)|吨(?=[车吊叉罐秤货])|平方(?=[电线缆])|万像素)(?![a-z])"
)
_LENGTHS, _SIZED = ("米", "厘米", "公分", "m", "毫米"), pattern(r"[宽深高厚长](?=[\u3400-\u9fff])")
_COUNT_FOLLOWS = pattern(r"[\u3400-\u9fff]{1,10}(?:共|各|合计)? ?[0-9]")
_ATTRIBUTES = (*_AGES, "级", "千伏", "届", "号", "期间", "时代")


def number_at(scan: Scan, at: int) -> int:
    """A number with its sign, currency and unit. Digits that mean no amount are passed over."""
    text, before = scan.text, scan.text[at - 1 : at]
    if not (text[at].isdigit() or text[at] in _BEGINS) or before.isdigit():
        return 0
    start = at
    below = text.startswith("零下", at) and text[at + 2 : at + 3].isdigit()
    if below:
        start += 2
    elif text[at] == "零":
        return 0
    if text[at] == "-":
        if scan.behind_number() or before.isalnum():
            return 0
        start += 1
    currency = currency_at(text, start)
    digits = digits_at(text, currency.end() if currency else start, scan.latin)
    if digits is None:
        return 0
    if currency is None and (parts := _PARTS_OF.match(text, digits.start())) and int(parts["over"]) <= int(parts["under"]):
        sign = "-" if text[at] == "-" else ""
        return scan.add(Token("number", Span(at, parts.end()), WrittenNumber(f"{sign}{parts['over']}/{parts['under']}")))
    whole = compound_at(text, digits.start()) if text[digits.end() : digits.end() + 2].strip()[:1] in tuple("亿万千") else None
    if whole:
        return _compound(scan, at, currency, *whole)
    return _no_amount(scan, at, start, digits) or _with_unit(scan, at, digits, currency)


def _compound(scan: Scan, at: int, currency: re.Match[str] | None, end: int, number: str, times: str) -> int:
    """2万5千人次 is 2.5 万人次."""
    text = scan.text
    unit_at = _past_blanks(text, end)
    unit_end = scan.units.unit_end(text, unit_at)
    unit = text[unit_at:unit_end].rstrip("元圆块") if currency else text[unit_at:unit_end]
    times_at = text.index(times, at)
    parts: tuple[Span, ...] = (Span(times_at, times_at + 1), Span(unit_at, unit_at + len(unit)))
    if currency:
        parts = (*parts, Span(currency.start(), currency.start() + len(currency[0].strip())))
        unit += spelled(currency[0].strip())
    stop = unit_end if unit_end > unit_at else end
    return scan.add(Token("number", Span(at, stop), WrittenNumber(number, times + unit), parts=parts))


def _no_amount(scan: Scan, at: int, start: int, digits: re.Match[str]) -> int:
    """The end of digits that are the number of nothing: pm2.5, 5g, odds, an enumerator, more than anybody counts."""
    text = scan.text
    code = _CODE.match(text, start)
    if code:
        return code.end()
    if (
        (_LETTER.match(text[at - 1 : at]) and not text.endswith("ph", 0, at))
        or text[at - 1 : at] in _DIAMETER
        or _NETWORK.match(text, start)
    ):
        return digits.end()
    if text[at - 1 : at] == "/" and text[at - 2 : at - 1].isdigit():
        return digits.end()  # 4.2/5: what the marks go up to
    passed = _ORDINALS.match(text, start) or _SCHOOL_YEAR.match(text, start) or _SCALE_OF.match(text, start)
    if passed is None and text[max(0, at - 3) : at].rstrip("为是:")[-2:] in ("满分", "总分"):
        passed = _FULL_MARKS.match(text, start)
    if passed:
        return passed.end()
    numbered = _NEXT_ITEM.match(text, at) if _FIRST_ITEM.match(text) and _HAN.match(text, max(0, at - 1)) else None
    if numbered:
        return scan.add(Token("stop", Span(at, numbered.end()), after=True))
    odds = _ODDS.match(text, start)
    if odds:
        return odds.end()
    listed = _ENUMERATOR.match(text, at)
    if listed and scan.fresh() and not ("." in digits[0] and " " in digits[0]) and _FOLLOWED.match(text, listed.end()):
        return listed.end()
    return digits.end() if sum(c.isdigit() for c in digits[0]) > MOST_DIGITS else 0


def _with_unit(scan: Scan, at: int, digits: re.Match[str], currency: re.Match[str] | None) -> int:
    text, closed = scan.text, 0
    end = _said_again(scan, digits)
    later = _LATER.match(text, end)
    unit_at = _past_break(scan, _past_blanks(text, later.end() if later else end))
    scale = scale_at(text, end, bool(currency)) if not later else None
    unit_at = scale[0] if scale else unit_at
    unit_end = unit_at if scale else scan.units.unit_end(text, unit_at)
    closing = later if later and unit_end == unit_at and not _HAN.match(text, later.end()) else None
    times = later["times"] if later and (unit_end > unit_at or closing) else ""
    if later and unit_end == unit_at:
        later, unit_at, unit_end = None, end, end + len(times)
    many = _PER_MANY.match(text, max(unit_end, end))
    unit_end = many.end() if many else unit_end
    unit_at = _past_blanks(text, end) if many and unit_at > unit_end else unit_at
    if unit_end == unit_at and not later and not currency and (inner := _in_brackets(scan, unit_at)):
        unit_at, unit_end, closed = inner.start, inner.end, inner.end + 1
    if unit_end == unit_at and not scale and text[end : end + 1].isascii() and _LETTER.match(text, end):
        return end
    if currency and not scale and unit_end > unit_at and _LETTER.match(text, unit_at) and not _SCALE_WORD.match(text, unit_at):
        unit_at, unit_end = end, end  # $250,000 savings
    number = ("-" if text[at] in "-零" else "") + plain_digits(digits[0], scan.latin)
    unit_span = Span(unit_at, unit_end) if unit_end > unit_at else None
    unit = text[unit_span.start : unit_span.end] if unit_span else ""
    parts: tuple[Span, ...] = ()
    if later and times:  # 3万余册 is 3 万册
        parts = (Span(*later.span("times")), *((unit_span,) if unit_span else ()))
        unit, unit_span = times + unit, None
    money = Span(currency.start(), currency.start() + len(currency[0].strip())) if currency else None
    if currency and money and unit and _HAN.match(unit):
        bare = unit.rstrip("元圆块")
        before = (Span(unit_span.start, unit_span.start + len(bare)),) if unit_span is not None and bare else ()
        unit_span, parts = None, (*before, money)
        unit = f"{bare}{spelled(currency[0].strip())}"
    elif currency and money:
        unit_span = None if unit else money
        unit = f"{unit} {spelled(currency[0].strip())}".strip()
    if scale:
        unit, unit_span = f"{scale[1]} {unit}".strip(), None
    stop = max(unit_end if unit_end > unit_at or scale else end, end, closed)
    if unit in ("日", "号") and _DAY_OF_MONTH.match(text, stop):
        return scan.add(Token("aside", Span(at, stop), "day"))
    if _attribute(scan, unit, unit_at, stop):
        if scan.behind_range():
            del scan.found[-2:]  # 0-6岁儿童
        return stop
    plus = later is not None and later["more"] == "+"
    if later and not plus:
        scan.add(Token("approximate", Span(end, later.end()), later["more"]))
    stop += text.startswith("整", stop) and unit.endswith("元")
    scan.add(Token("number", Span(at, stop), WrittenNumber(number, unit), unit_span, parts=parts))
    if later and plus:  # 120+个
        sign = Span(later.start("more"), later.end())
        scan.add(Token("operator", sign, WrittenOperator(">=", "+", span=sign), after=True))
        scan.last_end = stop
    elif closing and closing["more"] != "+":  # 500余
        scan.add(Token("approximate", Span(stop, closing.end()), closing["more"]))
    return scan.last_end


def _said_again(scan: Scan, digits: re.Match[str]) -> int:
    """Where the figure ends: 3（三）次 says it twice."""
    again = _AGAIN.match(scan.text, digits.end())
    told = scan.units.numeral(f"{again['numeral']}个", 0) if again else None
    nought = again is not None and again["numeral"] in _NOUGHT and not digits[0].strip("0.")
    same = told is not None and told[1] == plain_digits(digits[0], scan.latin)
    return again.end() if again and (nought or same) else digits.end()


def _in_brackets(scan: Scan, at: int) -> Span | None:
    """300（人次）: the unit that alone stands in brackets behind the number."""
    close = scan.closing.get(at, 0) if scan.text[at : at + 1] == "(" else 0
    alone = close and scan.text[at + 1 : close].strip() not in scan.words.bounds and not _AGAIN.match(scan.text, at)
    return Span(at + 1, close) if alone and scan.units.unit_end(scan.text, at + 1) == close else None


def _attribute(scan: Scan, unit: str, unit_at: int, stop: int) -> bool:
    """Whether the number only describes what is counted: 60岁以上老人. An age at the end of the words is an amount."""
    text = scan.text
    rating = _RATING_OF.match(text, unit_at) if unit else None
    if rating and _COUNT_FOLLOWS.match(text, rating.end()):
        return True  # 10kV线路12公里
    if unit in _LENGTHS and _SIZED.match(text, stop) and _COUNT_FOLLOWS.match(text, stop):
        return True  # 2米宽道路3公里
    found = next((word for word in _ATTRIBUTES if text.startswith(word, stop if not unit else unit_at)), "")
    if found not in _AGES:
        return bool(found)
    end = stop if unit else stop + len(found)
    bound = scan.words.after.at(text, end)
    return bool(_AMOUNT_OF_IT.match(text, bound[0] if bound else end))


def _past_break(scan: Scan, at: int) -> int:
    """Behind a line break, when a unit and nothing else follows it before the line or the text ends."""
    text = scan.text
    if text[at : at + 1] not in ("\n", "\r"):
        return at
    broken = at
    while broken < len(text) and text[broken] in " \r\n":
        broken += 1
    end = scan.units.unit_end(text, broken)
    bound = scan.words.after.at(text, end)
    return broken if end > broken and _LINE_ENDS.match(text, bound[0] if bound else end) else at


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \u3000":
        at += 1
    return at
