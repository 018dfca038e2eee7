"""Units from text, and quantities from what people type into a cell or behind a comparison sign.

The table is `units.txt`. The longest known unit wins (百分点, 千瓦时, 千米, 万元); only then does a leading 百 千 万 亿
multiply. What is in no table is a count unit of its own, and the caller is told.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from fractions import Fraction

import attrs

from indicatorlang.lazily import frozen, pattern
from indicatorlang.library.numerals import MAX_LENGTH as LONGEST_NUMERAL
from indicatorlang.library.numerals import NUMERAL_CHARACTERS, chinese_number
from indicatorlang.library.unit_table import SIMPLIFIED, narrow, table
from indicatorlang.model.actual import Kind
from indicatorlang.model.number import exact, places_of
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PERCENT, PLAIN, POINTS, Unit

MAX_LENGTH = 200

_MULTIPLIERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_BEFORE_ANY_NOUN = "万亿"
_ENGLISH_MULTIPLIERS = {"thousand": 10**3, "million": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9}
_ENGLISH_MULTIPLIERS |= {"trillion": 10**12, "lakh crore": 10**12, "lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7}
_ENGLISH_MULTIPLIED = pattern(rf"({'|'.join(_ENGLISH_MULTIPLIERS)})(?: (.+))?", re.IGNORECASE)
_COUNT_LIST = pattern(r"([^()/·]+)\(([^()/·]+)\)")
_SUM = frozenset({"mass", "length", "area", "energy", "volume", "data"})


@frozen
class UnitFound:
    """What a unit text means. `known` is False when a part of it is in no table; `unknown` names that part."""

    unit: Unit
    known: bool = True
    unknown: str = ""


def parse_unit(text: str, aliases: Mapping[str, Unit] | None = None) -> UnitFound:
    """The unit a whole text names; the empty text is a plain number. `aliases` are a ruleset's own names for units.

    >>> parse_unit("万元").unit.factor, parse_unit("元/(人·月)").unit.dimension
    (Fraction(10000, 1), (('count:人', -1), ('money:CNY', 1), ('month', -1)))
    >>> parse_unit("万粒").unit.factor, parse_unit("网红打卡地").known
    (Fraction(10000, 1), False)
    """
    return _read(text, aliases) if aliases or len(text) > _SHORT else _remembered(text)


def _read(text: str, aliases: Mapping[str, Unit] | None = None) -> UnitFound:
    written = text.strip()
    plain = " ".join(narrow(written).translate(SIMPLIFIED).split())
    if not plain:
        return UnitFound(PLAIN)
    if len(plain) > MAX_LENGTH:
        return _noun(written[:MAX_LENGTH], written[:MAX_LENGTH])
    found = _declared(written, aliases) or _single(written, plain, aliases) or _compound(written, plain, aliases)
    return found or _noun(written, plain)


# The same few units are asked for again and again.
_SHORT = 32
_remembered = functools.lru_cache(maxsize=4096)(_read)


@functools.cache
def unit_characters() -> frozenset[str]:
    """Every character that a known unit can hold, of Latin letters the small ones: a text with another is in no table."""
    exactly, _ = table()
    spelled = set("".join([*exactly, *_MULTIPLIERS, *_ENGLISH_MULTIPLIERS]).lower())
    traditional = {chr(code) for code, simple in SIMPLIFIED.items() if chr(simple) in spelled}
    return frozenset(spelled | traditional | set("/·*.()（）、,; \t"))


@functools.cache
def unit_beginnings() -> frozenset[str]:
    """Every character that a known unit can begin with, likewise; a bracket and a stroke begin none."""
    exactly, _ = table()
    first = {unit[0].lower() for unit in [*exactly, *_MULTIPLIERS, *_ENGLISH_MULTIPLIERS]}
    return frozenset(first | {chr(code) for code, simple in SIMPLIFIED.items() if chr(simple) in first})


def _declared(written: str, aliases: Mapping[str, Unit] | None) -> UnitFound | None:
    if not aliases:
        return None
    declared = aliases.get(written) or aliases.get(narrow(written))
    return None if declared is None else UnitFound(attrs.evolve(declared, text=written))


def _noun(written: str, plain: str) -> UnitFound:
    return UnitFound(Unit(written, Fraction(1), ((f"count:{plain}", 1),)), False, plain)


def _known(written: str, plain: str) -> UnitFound | None:
    """A unit that stands in the table as it is."""
    exactly, lower = table()
    entry = exactly.get(plain) or lower.get(plain.lower())
    if entry is None:
        return None
    for constant in (PERCENT, POINTS):
        if entry.text == constant.text:
            return UnitFound(constant)
    return UnitFound(Unit(written, entry.factor, entry.dimension))


def _single(written: str, plain: str, aliases: Mapping[str, Unit] | None) -> UnitFound | None:
    """A unit of one word, with its multiplier if it has one, or a list of count words: 个（台、套）counts 个."""
    found = _known(written, plain)
    if found is not None:
        return found
    listed = _COUNT_LIST.fullmatch(plain)
    if listed:
        first, *others = (_known(word, word) for word in [listed[1].strip(), *re.split(r"[、,; ]+", listed[2].strip("、,; "))])
        if first is not None and all(word is not None and word.unit.is_count for word in [first, *others]):
            return UnitFound(attrs.evolve(first.unit, text=written))
        return None
    if any(sign in plain for sign in "/·*()"):
        return None
    return _multiplied(written, plain, aliases)


def _multiplied(written: str, plain: str, aliases: Mapping[str, Unit] | None) -> UnitFound | None:
    english = _ENGLISH_MULTIPLIED.fullmatch(plain)
    if english:
        rest = english[2] or ""
        inner = _after_multiplier(rest, aliases) or _noun(rest, rest)
        return _times(written, _ENGLISH_MULTIPLIERS[english[1].lower()], inner)
    run = len(plain) - len(plain.lstrip("".join(_MULTIPLIERS)))
    for cut in range(1, run + 1):
        known = _after_multiplier(plain[cut:], aliases)
        if known is not None:
            return _times(written, _product(plain[:cut]), known)
    # 百货店 is a noun, 百户 is not: before a noun nobody knows only 万 and 亿 multiply.
    if run and plain[run - 1] in _BEFORE_ANY_NOUN:
        return _times(written, _product(plain[:run]), _noun(plain[run:], plain[run:]))
    return None


def _after_multiplier(plain: str, aliases: Mapping[str, Unit] | None) -> UnitFound | None:
    """What can be multiplied: nothing (万 alone), a unit of the ruleset or of the table, but no ratio."""
    found = UnitFound(PLAIN) if not plain else _declared(plain, aliases) or _known(plain, plain)
    return None if found is None or (plain and found.unit.is_ratio) else found


def _times(written: str, factor: int, inner: UnitFound) -> UnitFound:
    return UnitFound(Unit(written, factor * inner.unit.factor, inner.unit.dimension), inner.known, inner.unknown)


def _product(signs: str) -> int:
    product = 1
    for sign in signs:
        product *= _MULTIPLIERS[sign]
    return product


def _compound(written: str, plain: str, aliases: Mapping[str, Unit] | None) -> UnitFound | None:
    """元/(人·月), 元/人·年, 元/标箱/年: all that follows the first stroke divides."""
    if not any(sign in plain for sign in "/·*") or plain.count("(") > 1 or plain.count(")") != plain.count("("):
        return None
    over, *under = plain.replace("(", "").replace(")", "").split("/")
    terms = [(word, 1) for word in re.split(r"[·*.]", over)]
    terms += [(word, -1) for group in under for word in re.split(r"[·*.]", group)]
    if over.strip() == "1":
        terms = terms[1:]
    exponents: dict[str, int] = {}
    factor, unknown = Fraction(1), ""
    for word, sign in terms:
        word = word.strip()
        if not word:
            return None
        part = _declared(word, aliases) or _single(word, word, aliases) or _noun(word, word)
        unknown = unknown or part.unknown
        factor = factor * part.unit.factor if sign > 0 else factor / part.unit.factor
        for name, power in part.unit.dimension:
            exponents[name] = exponents.get(name, 0) + sign * power
    dimension = tuple(sorted((name, power) for name, power in exponents.items() if power))
    return UnitFound(Unit(written, factor, dimension), not unknown, unknown)


_DIGITS_FIRST = pattern(
    r"[+-]?(?:[0-9]+/[0-9]+(?![0-9.])|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?![0-9.,])"
)
_CURRENCY_FIRST = pattern(r"([+-]?)(¥|￥|US\$|HK\$|NZ\$|\$|€|£) *(?=[0-9.])")
_PARTS_OF_A_THOUSAND = pattern(r"([百千万])分之(.+)")
_TENTHS = pattern(r"([一二三四五六七八九])(?:(成)([一二三四五六七八九半])?|([一二三四五六七八九])?(折))")
_NOUN = pattern(r"[A-Za-z_\u00c0-\u024f\u3400-\u9fff]{1,8}|[A-Za-z][A-Za-z-]{0,29}")
# 500家以上, 3天内, 500余家 and 15区完成 say more than a quantity; their tails are no nouns.
_NO_NOUN = pattern(
    r"以|及|左右|上下|之|不|约|至|到|达|超|含|或|和|与|每|已|未|完|的|了|等|后$|前$|内$|外$|[起多余来几]$|^[多余来几]|^[Ee]$"
)


def parse_quantity(text: str, aliases: Mapping[str, Unit] | None = None) -> Quantity | None:
    """The quantity that a text wholly is, else None (约500家, 500家以上, 3-5家, 2019-12).

    Digits with or without grouping commas, full-width ones, `1/10000`, and Chinese numerals (三个工作日, 百分之九十五,
    九成五). Digits take any noun as their unit; behind a Chinese numeral it must be a known one, for 一般 is no number.

    >>> parse_quantity("3.45 万亩").base, parse_quantity("三个工作日").shown(), parse_quantity("百分之九十五").shown()
    (Fraction(23000000, 1), '3个工作日', '95%')
    >>> parse_quantity("约500家") is None and parse_quantity("一致通过") is None
    True
    """
    written = text.strip()
    plain = narrow(written)
    if not plain or len(plain) > MAX_LENGTH:
        return None
    currency = _CURRENCY_FIRST.match(plain)
    if currency:
        sign, rest = currency.end(1), currency.end()
        return _money(currency[2], _digits_first(written[:sign] + written[rest:], plain[:sign] + plain[rest:], aliases))
    return _digits_first(written, plain, aliases) or _chinese(written, plain.translate(SIMPLIFIED), aliases)


def _digits_first(written: str, plain: str, aliases: Mapping[str, Unit] | None) -> Quantity | None:
    head = _DIGITS_FIRST.match(plain)
    number = exact(head[0]) if head else None
    if head is None or number is None:
        return None
    found = parse_unit(written[head.end() :], aliases)
    if not found.known and (not _NOUN.fullmatch(found.unknown) or _NO_NOUN.search(found.unknown)):
        return None
    return Quantity(number, found.unit, _decimals(number) if "/" in head[0] else places_of(head[0]))


def _money(sign: str, amount: Quantity | None) -> Quantity | None:
    """¥500, $20 million: the sign names the currency, what follows at most a multiplier or the currency once more."""
    money = table()[0][sign]
    if amount is None or amount.unit.fits(Unit("", Fraction(1), money.dimension)):
        return amount
    if not amount.unit.is_ratio or amount.unit.factor < 1:
        return None
    text = f"{amount.unit.text} {money.text}" if amount.unit.text.isascii() else amount.unit.text + money.text
    return Quantity(amount.number, Unit(text.strip(), amount.unit.factor * money.factor, money.dimension), amount.places)


def _chinese(written: str, plain: str, aliases: Mapping[str, Unit] | None) -> Quantity | None:
    tenths = _TENTHS.fullmatch(plain)
    if tenths:
        second = tenths[3] or tenths[4]
        decimal = chinese_number(second or "零") or Fraction(0)
        number = (chinese_number(tenths[1]) or Fraction(0)) + (decimal if second == "半" else decimal / 10)
        return Quantity(number, parse_unit(tenths[2] or tenths[5]).unit, _decimals(number))
    parts = _PARTS_OF_A_THOUSAND.fullmatch(plain)
    if parts:
        over = exact(parts[2]) if parts[2].isascii() else chinese_number("一百" if parts[2] == "百" else parts[2])
        if over is None:
            return None
        number = over / 10**4 if parts[1] == "万" else over
        unit = {"百": PERCENT, "千": parse_unit("‰").unit, "万": PLAIN}[parts[1]]
        return Quantity(number, unit, _decimals(number))
    whole = chinese_number(plain)
    if whole is not None:
        return Quantity(whole, PLAIN, _decimals(whole))
    return _numeral_and_unit(written, plain, aliases)


def _numeral_and_unit(written: str, plain: str, aliases: Mapping[str, Unit] | None) -> Quantity | None:
    """The split with the longest known unit: 三千米 is 3 千米, 三千家 is 3000 家, 一百二十万元 is 120 万元."""
    run = len(plain) - len(plain.lstrip(NUMERAL_CHARACTERS))
    for cut in range(1, min(run, len(plain) - 1, LONGEST_NUMERAL) + 1):
        number, tail = chinese_number(plain[:cut]), plain[cut:].strip()
        if number is None or not tail:
            continue
        found = parse_unit(written[cut:], aliases)
        if found.known and (tail[0] not in "十百千" or tail in table()[0]):
            return Quantity(number, found.unit, _decimals(number))
    return None


def _decimals(number: Fraction) -> int:
    """How many decimals write a number out exactly; 0 when none do or more than ten would be needed."""
    return next((places for places in range(11) if (number * 10**places).denominator == 1), 0)


def step_of(unit: Unit, places: int) -> Fraction:
    """The least change worth naming, in `unit`s: 1 for counts, else one unit of the last of `places` decimals.

    Counts in thousands (3.45 万人次) move by their last decimal, but never by less than one of what is counted.
    """
    last = Fraction(1, 10**places)
    return max(last, 1 / unit.factor) if unit.is_count else last


def default_aggregate(unit: Unit | None, kind: Kind | None) -> str:
    """How values of several periods become one where nobody said: `sum` or `last`.

    `sum` for what adds up (counts, money, mass, length, area, volume, energy, data) of kind 本期数; `last` for everything
    else: 累计数, 时点数, dates, percentages, unit prices, durations, scores, numbers without a unit. A kind that nobody
    stated is taken for 本期数; whoever must look at both readings asks twice.
    """
    if unit is None or kind not in (None, Kind.PERIOD) or len(unit.dimension) != 1:
        return "last"
    ((name, power),) = unit.dimension
    if power < 0:
        return "last"
    family = name.partition(":")[0]
    return "sum" if family in _SUM | {"count", "money"} and name != "data:rate" else "last"
