"""Answers the scanner of the tolerant reader needs from the table of units: where a unit ends, what a Chinese numeral is worth."""

from __future__ import annotations

import re

from indicatorlang.library.numerals import NUMERAL_CHARACTERS, chinese_number
from indicatorlang.library.units import parse_quantity, parse_unit
from indicatorlang.model.number import decimal_text, terminates
from indicatorlang.model.quantity import Quantity
from indicatorlang.syntax.written.vocabulary import vocabulary

_LONGEST = 16
_LETTERS = re.compile(r"[a-z\u00b0\u00b2\u00b3\u00b5\u03bc\u2103\u3300-\u33ff\u3400-\u4dbf\u4e00-\u9fff%‰‱]")
_LATIN = re.compile(r"[a-z]{3,}(?![a-z0-9])")
# What a noun behind a number cannot begin with or hold: these begin the next words of the sentence.
_NO_NOUN = re.compile(
    r"[余多几至到的了已未均应能可将被及和与或等内以之前后每各在于按由个]|完成|发布|到位|建设|达标|实现|覆盖|验收|办结|答复|发放|使用|宣传"
)
_NUMERALS = frozenset(NUMERAL_CHARACTERS)
_YEAR = re.compile(r"[零〇一二三四五六七八九]{4}年")
_MAX_NOUN = 6


class UnitTable:
    """Implements what `syntax.written.tokens.Units` asks for."""

    def unit_end(self, text: str, start: int) -> int:
        """The longest known unit wins; else a short Han noun that runs to the end of the words is a count unit of its own."""
        if start >= len(text) or not (_LETTERS.match(text, start) or text[start] in "/$€£"):
            return start
        if text[start] == "/":
            end = self._known(text, start + 1)
            return end if end > start + 1 else start
        return self._latin(text, start) if text[start] < "\u0100" else self._han(text, start)

    def _latin(self, text: str, start: int) -> int:
        """A known unit, else a noun in the plural or one that ends the text: 9 visits."""
        end = self._known(text, start)
        word = _LATIN.match(text, start) if end == start else None
        if word is None or self._is_word(text, start):
            return end
        closing = not text[word.end() :].strip(" .\n")
        return word.end() if word[0].endswith("s") or closing else start

    def _known(self, text: str, start: int) -> int:
        """The end of the longest known unit; Latin units are whole words."""
        for end in range(min(len(text), start + _LONGEST), start, -1):
            if (
                end < len(text)
                and text[end].isascii()
                and text[end].isalpha()
                and text[end - 1].isascii()
                and text[end - 1].isalpha()
            ):
                continue
            candidate = text[start:end]
            if candidate[-1] in " /·(（、*" or candidate[0] == " " or "\n" in candidate:
                continue
            if parse_unit(candidate).known and _whole_brackets(candidate):
                return end
        return start

    def _han(self, text: str, start: int) -> int:
        end = self._known(text, start)
        if end > start:
            return end
        stop = start
        while stop < len(text) and stop - start <= _MAX_NOUN and "\u3400" <= text[stop] <= "\u9fff":
            if self._is_word(text, stop):
                break
            stop += 1
        noun = text[start:stop]
        return stop if 0 < len(noun) <= _MAX_NOUN and not _NO_NOUN.search(noun) else start

    def _is_word(self, text: str, at: int) -> bool:
        words = vocabulary()
        lists = (words.before, words.after, words.growth, words.approximate_after, words.periods, words.comparing)
        joins = (words.between, words.between_and, words.between_after)
        return any(found.at(text, at) for found in (*lists, *joins))

    def numeral(self, text: str, start: int) -> tuple[int, str, str] | None:
        """三个工作日, 两次, 百分之九十五, 万分之一, 九成五: a numeral with a unit, or one that is a share."""
        run = start
        if _YEAR.match(text, start):
            return None
        while run < len(text) and run - start < 30 and text[run] in _NUMERALS:
            run += 1
        for end in range(run + 1 if text[run : run + 1] in ("成", "折") else run, start, -1):
            share = text[start:end]
            if "分之" in share or share[-1] in "成折" or text[end : end + 1] in ("成", "折"):
                for stop in (end + 2, end + 1, end):
                    quantity = parse_quantity(text[start:stop]) if stop <= len(text) else None
                    if quantity is not None and _is_share(text[start:stop]):
                        return stop, *_said(quantity)
        return self._counted(text, start, run)

    def _counted(self, text: str, start: int, run: int) -> tuple[int, str, str] | None:
        for cut in range(run, start, -1):
            number = chinese_number(text[start:cut])
            end = self._known(text, cut) if number is not None and cut < len(text) else cut
            if number is not None and end > cut and terminates(number):
                return end, decimal_text(number), text[cut:end]
        return None


def _is_share(text: str) -> bool:
    return "分之" in text or text[-1] in "成折" or (len(text) > 1 and text[-2] == "成")


def _said(quantity: Quantity) -> tuple[str, str]:
    number = quantity.number
    return (decimal_text(number) if terminates(number) else f"{number.numerator}/{number.denominator}"), quantity.unit.text


def _whole_brackets(text: str) -> bool:
    return text.count("(") == text.count(")") and text.count("（") == text.count("）")
