"""Answers the scanner of the tolerant reader needs from the table of units: where a unit ends, what a Chinese numeral is worth."""

from __future__ import annotations

import functools
import re
from fractions import Fraction
from typing import Any

from indicatorlang.lazily import pattern
from indicatorlang.library.numerals import NUMERAL_CHARACTERS, chinese_number
from indicatorlang.library.units import parse_quantity, parse_unit, unit_beginnings, unit_characters
from indicatorlang.model.number import decimal_text, terminates
from indicatorlang.model.quantity import Quantity
from indicatorlang.syntax.written.vocabulary import Phrases, vocabulary

_LONGEST = 20
_NO_END = frozenset(" /·(（、*")
_LETTERS = pattern(r"[a-z\u00b0\u00b2\u00b3\u00b5\u03bc\u2103\u3300-\u33ff\u3400-\u4dbf\u4e00-\u9fff%‰‱]")
_NOTHING_MORE = pattern(r"[ .\n]*\Z")
_LATIN = pattern(r"[a-z]{3,}(?![a-z0-9])")
# What a noun behind a number cannot begin with or hold: these begin the next words of the sentence.
_NEVER_IN_NOUNS = frozenset("余多几至到的了已未均应能可将被及和与或等内以之前后每各在于按由个")
_NO_NOUN = pattern(r"完成|发布|到位|建设|达标|实现|覆盖|验收|办结|答复|发放|使用|宣传")
_NUMERALS = frozenset(NUMERAL_CHARACTERS)
# 三五个 is a few; 〇 and four digits are years and codes.
_BY_DIGITS = pattern(r"[零〇一二三四五六七八九]{2,}")
_MORE = ("余", "多", "来")
_DIGITS = pattern(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
_YEAR = pattern(r"[零〇一二三四五六七八九]{4}年")
_MAX_NOUN = 6
# 1支队伍 is one 支 of 队伍: before these words the first character alone is the unit.
_FIRST_ALONE = pattern(r"支队伍|个人才|件套房|台班车|批次品|人次数|户次数|家次数")
_AND_PERIOD = pattern(r"[·/*.](?:年|月|天|日|次|学期|学年)(?![\u3400-\u9fff])")


class UnitTable:
    """Implements what `syntax.written.tokens.Units` asks for."""

    def unit_end(self, text: str, start: int) -> int:
        """The longest known unit wins; else a short Han noun that runs to the end of the words is a count unit of its own."""
        if start >= len(text) or not (_LETTERS.match(text, start) or text[start] in "/$€£¥"):
            return start
        if text[start] == "/":
            end = self._known(text, start + 1)
            return end if end > start + 1 else start
        return self._latin(text, start) if text[start] < "\u0100" else self._han(text, start)

    def _latin(self, text: str, start: int) -> int:
        """A known unit, else a noun in the plural or one that ends the text: 9 visits."""
        end = self._known(text, start)
        word = _LATIN.match(text, start) if end == start else None
        if word is None or _begins_word(text, start):
            return end
        return word.end() if word[0].endswith("s") or _NOTHING_MORE.match(text, word.end()) else start

    def _known(self, text: str, start: int) -> int:
        """The end of the longest known unit; Latin units are whole words."""
        if text[start : start + 1] not in unit_beginnings():
            return start
        possible, stop = unit_characters(), start
        while stop < len(text) and stop - start < _LONGEST and text[stop] in possible:
            stop += 1
        for end in range(stop, start, -1):
            if _is_letter(text[end : end + 1]) and _is_letter(text[end - 1]):
                continue
            candidate = text[start:end]
            if candidate[-1] in _NO_END or candidate[0] == " ":
                continue
            if _is_unit(candidate) or (" " in candidate and _is_torn(candidate, text, end)):
                return end
        return start

    def _han(self, text: str, start: int) -> int:
        end = self._known(text, start)
        alone = _FIRST_ALONE.match(text, start)
        if alone and start + 1 < end < alone.end() and self._known(text[: start + 1], start) == start + 1:
            return start + 1
        if end > start:
            return self._per_noun(text, start, end)
        stop = start
        while stop < len(text) and stop - start <= _MAX_NOUN and "\u3400" <= text[stop] <= "\u9fff":
            if _begins_word(text, stop):
                break
            if text[stop] in _NEVER_IN_NOUNS:
                return start
            stop += 1
        noun = text[start:stop]
        return stop if 0 < len(noun) <= _MAX_NOUN and not _NO_NOUN.search(noun) else start

    def _per_noun(self, text: str, start: int, end: int) -> int:
        """元/生·年: money may be for each of anything."""
        if text[end : end + 1] != "/" or not parse_unit(text[start:end]).unit.is_money:
            return end
        stop = end + 1
        while stop < len(text) and stop - end <= 4 and "\u3400" <= text[stop] <= "\u9fff" and not _begins_word(text, stop):
            stop += 1
        if stop == end + 1:
            return end
        period = _AND_PERIOD.match(text, stop)
        return period.end() if period else stop

    def numeral(self, text: str, start: int) -> tuple[int, str, str] | None:
        """三个工作日, 两次, 百分之九十五, 万分之一, 九成五: a numeral with a unit, or one that is a share."""
        run = start
        if _YEAR.match(text, start):
            return None
        while run < len(text) and run - start < 30 and text[run] in _NUMERALS:
            run += 1
        run = _one_share(text, start, run)
        for end in range(run + 1 if text[run : run + 1] in ("成", "折") else run, start, -1):
            share = text[start:end]
            digits = _DIGITS.match(text, end) if share.endswith("分之") else None
            if digits:  # 百分之100, 万分之0.5
                quantity = parse_quantity(text[start : digits.end()])
                return _mixed_fraction(share, digits) if quantity is None else (digits.end(), *_said(quantity))
            if "分之" in share or share[-1] in "成折" or text[end : end + 1] in ("成", "折"):
                for stop in (end + 2, end + 1, end):
                    quantity = parse_quantity(text[start:stop]) if stop <= len(text) else None
                    if quantity is not None and _is_share(text[start:stop]):
                        return stop, *_said(quantity)
        return self._counted(text, start, run)

    def _counted(self, text: str, start: int, run: int) -> tuple[int, str, str] | None:
        """The longest numeral that is one; 余 may stand between it and its unit, and 十五万元 is 15 万元."""
        for cut in range(run, start, -1):
            number = chinese_number(text[start:cut])
            if number is None or not terminates(number) or _BY_DIGITS.fullmatch(text, start, cut):
                continue
            more = cut + (text[cut : cut + 1] in _MORE)
            end = self._known(text, more) if more < len(text) else more
            if end > more:
                head = chinese_number(text[start : cut - 1]) if text[cut - 1] in "万亿" else None
                times = text[cut - 1] if head is not None else ""
                return end, decimal_text(number if head is None else head), times + text[more:end]
            return cut, decimal_text(number), ""
        return None


def _one_share(text: str, start: int, run: int) -> int:
    """The end of a run of numerals, before the denominator of a second share: 百分之五百分之六."""
    first = text.find("分之", start, run)
    second = text.find("分之", first + 2, run) if first >= 0 else -1
    return run if second < 0 else max(second - 1, first)


def _is_share(text: str) -> bool:
    return "分之" in text or text[-1] in "成折" or (len(text) > 1 and text[-2] == "成")


def _mixed_fraction(share: str, digits: re.Match[str]) -> tuple[int, str, str] | None:
    """三分之2, 十分之9: parts in a numeral, how many of them in digits."""
    under = chinese_number(share.removesuffix("分之"))
    if under is None or under.denominator != 1 or under <= 1 or not digits[0].isdigit() or int(digits[0]) > under:
        return None
    value = Fraction(int(digits[0])) / under
    return digits.end(), decimal_text(value) if terminates(value) else f"{value.numerator}/{value.denominator}", ""


def _said(quantity: Quantity) -> tuple[str, str]:
    number = quantity.number
    return (decimal_text(number) if terminates(number) else f"{number.numerator}/{number.denominator}"), quantity.unit.text


@functools.cache
def _wordings() -> tuple[frozenset[str], tuple[Phrases[Any], ...]]:
    """The wordings that end a noun, and what they begin with."""
    words = vocabulary()
    lists = (words.before, words.after, words.growth, words.approximate_after, words.periods, words.comparing)
    joins = (words.joins, words.between, words.between_and, words.between_after)
    return frozenset().union(*(phrases.begins for phrases in (*lists, *joins))), (*lists, *joins)


def _begins_word(text: str, at: int) -> bool:
    begins, lists = _wordings()
    return text[at] in begins and any(phrases.at(text, at) for phrases in lists)


def _is_letter(c: str) -> bool:
    return c.isascii() and c.isalpha()


def _is_torn(candidate: str, text: str, end: int) -> bool:
    """分 钟: a unit that typesetting tore apart, where no further word follows."""
    following = text[end : end + 1]
    open_word = "\u3400" <= following <= "\u9fff" and not vocabulary().after.at(text, end)
    return not open_word and candidate[0] > "\u3400" and "/" not in candidate and _is_unit(candidate.replace(" ", ""))


def _is_unit(text: str) -> bool:
    """Whether a text is a unit of the table, with whole brackets."""
    whole = text.count("(") == text.count(")") and text.count("（") == text.count("）")
    return whole and parse_unit(text).known
