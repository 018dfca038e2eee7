"""A target as officials write it → its pieces: numbers with units, dates, phrases, signs. One pass, each place looked at once.

Where a unit ends and what a Chinese numeral is worth are questions for the table of units, which this room does not know: the
caller hands in the answers as `Units`.
"""

from __future__ import annotations

import re
from typing import Literal, Protocol

import attrs

from indicatorlang.diagnostics import Span
from indicatorlang.syntax.written.dates import date_at
from indicatorlang.syntax.written.tree import Change, Period, WrittenDate, WrittenNumber, WrittenOperator
from indicatorlang.syntax.written.vocabulary import Vocabulary, vocabulary

PieceKind = Literal[
    "number", "date", "operator", "growth", "baseline", "period", "per", "approximate", "range", "about", "between"
]
Kind = PieceKind | Literal["stop", "aside"]


class Units(Protocol):
    """What the scanner must be told by those who know units and numerals. All texts are folded."""

    def unit_end(self, text: str, start: int) -> int:
        """Where the longest unit that begins at `start` ends; `start` when none does."""

    def numeral(self, text: str, start: int) -> tuple[int, str, str] | None:
        """End, decimal text and unit (`""` when it is to be cut from the text) of a Chinese numeral with its unit."""


@attrs.frozen
class Token:
    """One piece. `value` is what the kind says; pieces of text that are no token lie between them."""

    kind: Kind
    span: Span
    value: WrittenNumber | WrittenDate | WrittenOperator | tuple[Change, bool] | Period | str | bool | None = None
    unit_span: Span | None = None
    after: bool = False
    """For an operator: it stands behind its number. For a stop: it separates strongly."""
    unsure: bool = False
    """A numeral such as 一次, which is only a number where something else says so."""


_DIGITS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+/[0-9]+(?![0-9./])|[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_CURRENCY = re.compile(r"(?:us\$|hk\$|nz\$|\$|€|£|¥) *(?=[0-9])")
_SIGN = re.compile(r"[<>=≥≤≠!]+(?: *[<>=≥≤]+)*")
_ENUMERATOR = re.compile(r"[(]?[0-9]{1,2}(?:[、)]|\.(?![0-9]))|[①-⑳]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_FOLLOWED = re.compile(r"\s{0,3}[^0-9\s]")
_LATER = re.compile(r" *[余多几](?![0-9])")
_ENDS = re.compile(r" *(?:,|~|-|至|到) *")
_CLOSE = {"(": ")", "[": "]", "【": "】", "〔": "〕"}
_STRONG, _WEAK = "；;。！!？?\n", ",，、"
_LETTER = re.compile(r"[a-z]")
_ODDS = re.compile(r"[0-9.]+ *: *[0-9.]+")
_NETWORK = re.compile(r"[2-6]g(?![a-z])")
_DAY_OF_MONTH = re.compile(r" *(?:之|以)?前")
_ATTRIBUTES = ("岁", "周岁", "级", "届", "号", "期间", "时代")


def tokens(text: str, units: Units) -> tuple[Token, ...]:
    """The pieces of a folded text, in order."""
    return _Scanner(text, units, vocabulary()).run()


@attrs.define
class _Scanner:
    text: str
    units: Units
    words: Vocabulary
    found: list[Token] = attrs.field(factory=list)
    last_end: int = 0
    loose: int = -1
    """The last place that is neither blank nor part of a piece."""
    closing: dict[int, int] = attrs.field(factory=dict)
    between: bool = False
    """Whether 介于 or `between` stands before: then 和 and `and` join the two ends of a range."""

    def run(self) -> tuple[Token, ...]:
        self.closing = _brackets(self.text)
        at, size = 0, len(self.text)
        while at < size:
            known = len(self.found)
            end = self._step(at)
            if len(self.found) == known and not self.text[at].isspace() and self.text[at] not in _CLOSE:
                self.loose = at
            at = end
        return tuple(self.found)

    def _add(self, token: Token) -> int:
        self.found.append(token)
        self.last_end = token.span.end
        return token.span.end

    def _touches(self) -> bool:
        """Whether only blanks lie between the last piece and the place looked at."""
        return self.loose < self.last_end

    def _step(self, at: int) -> int:
        c = self.text[at]
        if c.isspace() and c != "\n":
            return at + 1
        if c in _CLOSE and at in self.closing:
            return self._bracket(at)
        date = date_at(self.text, at) if c.isdigit() or c in "第上下本当今该年一二三四bno" else None
        if date is not None:
            return self._add(Token("date", date.span, date))
        if c.isdigit() or c in ".$€£¥uhn-":
            end = self._number(at)
            if end:
                return end
        return self._sign(at) or self._numeral(at) or self._word(at) or at + 1

    # Numbers

    def _number(self, at: int) -> int:
        text, before = self.text, self.text[at - 1 : at]
        start = at
        if text[at] == "-":
            if (self.found and self.found[-1].kind == "number" and self._touches()) or before.isalnum():
                return 0
            start += 1
        currency = _CURRENCY.match(text, start)
        digits = _DIGITS.match(text, currency.end() if currency else start)
        if digits is None or before.isdigit():
            return 0
        if _LETTER.match(before) or _NETWORK.match(text, start):
            return digits.end()  # pm2.5, 5g: no number of anything
        odds = _ODDS.match(text, start)
        if odds:
            return odds.end()
        listed = _ENUMERATOR.match(text, at)
        if listed and self._fresh() and _FOLLOWED.match(text, listed.end()):
            return listed.end()
        if sum(c.isdigit() for c in digits[0]) > 30:
            return digits.end()
        return self._with_unit(at, digits, currency)

    def _with_unit(self, at: int, digits: re.Match[str], currency: re.Match[str] | None) -> int:
        text, end = self.text, digits.end()
        later = _LATER.match(text, end)
        unit_at = later.end() if later else end
        while unit_at < len(text) and text[unit_at] in " \u3000":
            unit_at += 1
        unit_end = self.units.unit_end(text, unit_at)
        closing = later if later and unit_end == unit_at and not _HAN.match(text, later.end()) else None
        if later and unit_end == unit_at:
            later, unit_at, unit_end = None, end, end
        if unit_end == unit_at and text[end : end + 1].isascii() and _LETTER.match(text, end):
            return end
        number = ("-" if text[at] == "-" else "") + digits[0].replace(",", "")
        number = f"0{number}" if number.startswith(".") else number
        unit_span = Span(unit_at, unit_end) if unit_end > unit_at else None
        unit = text[unit_span.start : unit_span.end] if unit_span else ""
        if currency:
            unit_span = None if unit else Span(currency.start(), currency.start() + len(currency[0].strip()))
            unit = f"{unit} {currency[0].strip()}".strip()
        stop = max(unit_end if unit_end > unit_at else end, end)
        if unit in ("日", "号") and _DAY_OF_MONTH.match(text, stop):
            return self._add(Token("aside", Span(at, stop), "day"))
        if any(text.startswith(word, stop if not unit else unit_at) for word in _ATTRIBUTES):
            return stop
        if later:
            self._add(Token("approximate", Span(end, later.end()), text[end : later.end()].strip()))
        self._add(Token("number", Span(at, stop), WrittenNumber(number, unit), unit_span))
        if closing:  # 500余
            self._add(Token("approximate", Span(end, closing.end()), text[end : closing.end()].strip()))
        return self.last_end

    def _fresh(self) -> bool:
        """Whether a new condition may begin here: at the start, or behind a strong stop."""
        return self._touches() and (not self.found or self.found[-1].kind == "stop")

    def _numeral(self, at: int) -> int:
        text = self.text
        if text[at] not in "零〇一二三四五六七八九十百千万两半":
            return 0
        open_place = not self.found or self.found[-1].kind != "number"
        if not self._touches() and text[at - 1] not in "为了达成于过":
            return 0
        if text[at] == "零" and at + 1 < len(text) and self.words.nought_of.at(text, at + 1):
            return self._add(Token("number", Span(at, at + 1), WrittenNumber("0")))
        found = self.units.numeral(text, at) if open_place else None
        if found is None:
            return 0
        end, number, unit = found
        if text[end : end + 1] in ("性", "式", "化", "体", "致", "流"):
            return 0
        value = WrittenNumber(number, unit)
        return self._add(Token("number", Span(at, end), value, unsure=text[at] == "一" and number == "1"))

    # Signs and words

    def _sign(self, at: int) -> int:
        c, text = self.text[at], self.text
        if c in _STRONG or c in _WEAK:
            return self._add(Token("stop", Span(at, at + 1), after=c in _STRONG))
        if c == "±" or text.startswith("+/-", at):
            return self._add(Token("about", Span(at, at + (1 if c == "±" else 3))))
        behind_number = bool(self.found) and self.found[-1].kind == "number" and self._touches()
        joined = self.words.between_and.at(text, at) if behind_number and self.between else None
        if behind_number and (c in "-~至到" or _is_to(text, at) or joined):
            end = joined[0] if joined else at + (2 if c == "t" else 1)
            self.between = False
            while end < len(text) and text[end] in "-~ ":
                end += 1
            if _CURRENCY.match(text, end) or text[end : end + 1].isdigit():
                return self._add(Token("range", Span(at, end)))
        if behind_number and c == "+":
            return self._add(Token("operator", Span(at, at + 1), WrittenOperator(">=", "+", span=Span(at, at + 1)), after=True))
        signs = _SIGN.match(text, at)
        if signs:
            op = _operator(signs[0])
            return self._add(Token("operator", Span(at, signs.end()), op)) if op else 0
        return 0

    def _word(self, at: int) -> int:
        text, words = self.text, self.words
        previous = self.found[-1] if self.found else None
        if previous is not None and previous.kind in ("number", "approximate", "operator", "aside") and self._touches():
            behind = words.after.at(text, at)
            if behind and not (previous.kind == "operator" and not previous.after):
                op = WrittenOperator(behind[1].op, behind[1].phrase, True, Span(at, behind[0]))
                return self._add(Token("operator", op.span, op, after=True))
            if ends := words.between_after.at(text, at):
                return self._add(Token("between", Span(at, ends[0])))
            about = words.approximate_after.at(text, at)
            if about:
                return self._add(Token("approximate", Span(at, about[0]), about[1]))
            if text[at] == "/" and (per := words.per_period.at(text, at + 1)):
                return self._add(Token("period", Span(at, per[0]), per[1]))
        return self._phrase(at)

    def _phrase(self, at: int) -> int:
        text, words = self.text, self.words
        if join := words.joins.at(text, at):
            return self._add(Token("stop", Span(at, join[0])))
        if between := words.between.at(text, at):
            self.between = True
            return self._add(Token("between", Span(at, between[0])))
        if baseline := words.baselines.at(text, at):
            return self._add(Token("baseline", Span(at, baseline[0]), baseline[1]))
        before, growth = words.before.at(text, at), words.growth.at(text, at)
        if before and (growth is None or before[0] >= growth[0]):
            touching = before[1].side == "touching" and not self._number_follows(before[0])
            if not touching:
                op = WrittenOperator(before[1].op, before[1].phrase, True, Span(at, before[0]))
                return self._add(Token("operator", op.span, op))
        if growth:
            return self._add(Token("growth", Span(at, growth[0]), growth[1])) if growth[1] else growth[0]
        if compare := words.comparing.at(text, at):
            date = date_at(text, compare[0]) if text[compare[0] : compare[0] + 1].isdigit() else None
            if date is not None:
                return self._add(Token("baseline", Span(at, date.span.end), text[compare[0] : date.span.end]))
            return self._add(Token("baseline", Span(at, compare[0]), "")) if self._compared(compare[0]) else compare[0]
        return self._period(at)

    def _compared(self, at: int) -> bool:
        return self.words.baselines.at(self.text, at) is not None if at < len(self.text) else False

    def _period(self, at: int) -> int:
        text, words = self.text, self.words
        if period := words.periods.at(text, at):
            return self._add(Token("period", Span(at, period[0]), period[1]))
        if each := words.each.at(text, at):
            end = self.units.unit_end(text, each[0]) if each[1] == "每" else each[0]
            if end > each[0]:
                return self._add(Token("per", Span(at, end), text[each[0] : end]))
            return each[0]
        about = words.approximate.at(text, at)
        if about and self._number_follows(about[0]):
            return self._add(Token("approximate", Span(at, about[0]), about[1]))
        return 0

    def _number_follows(self, at: int) -> bool:
        while at < len(self.text) and self.text[at] in " :":
            at += 1
        following = self.text[at : at + 1]
        return following.isdigit() or (bool(following) and following in "零一二三四五六七八九十百千万两半$€£¥约<>=≥≤")

    # Brackets

    def _bracket(self, at: int) -> int:
        end = self.closing[at]
        inside = self.text[at + 1 : end].strip()
        if inside in self.words.bounds:
            return self._add(Token("aside", Span(at, end + 1), self.words.bounds[inside]))
        interval = self._interval(at, end)
        if interval:
            return interval
        whole = not self.found and self.loose < 0 and not self.text[end + 1 :].strip()
        return at + 1 if whole else self._add(Token("aside", Span(at, end + 1), inside))

    def _interval(self, at: int, end: int) -> int:
        """[90%, 100%), when the brackets hold two numbers and nothing else."""
        kept, kept_end, self.found = self.found, self.last_end, []
        low_end = self._number(at + 1) if self.text[at + 1].isdigit() else 0
        comma = _ENDS.match(self.text, low_end) if low_end else None
        high_end = self._number(comma.end()) if comma and self.text[comma.end() : comma.end() + 1].isdigit() else 0
        numbers, self.found, self.last_end = self.found, kept, kept_end
        if not high_end or self.text[high_end:end].strip() or len(numbers) != 2:
            return 0
        closed = "[(".index(self.text[at]) == 0, self.text[end] == "]"
        self._add(numbers[0])
        self._add(Token("range", Span(low_end, numbers[1].span.start), f"{closed[0]:d}{closed[1]:d}"))
        self._add(numbers[1])
        self.last_end = end + 1
        return end + 1


def _is_to(text: str, at: int) -> bool:
    return text.startswith("to ", at) and text[at - 1] == " "


def _operator(signs: str) -> WrittenOperator | None:
    """What a run of signs says: ≥≥ says what ≥ says, >≥ too; ≥≤ says nothing."""
    plain = signs.replace(" ", "").replace("≥", ">=").replace("≤", "<=").replace("≠", "!=")
    if set(plain) == {"="}:
        return WrittenOperator("==", signs)
    if set(plain) == {"!", "="} or plain == "<>":
        return WrittenOperator("!=", signs)
    if not {"<", ">"} <= set(plain) and "!" not in plain:
        equal = "=" in plain
        if ">" in plain:
            return WrittenOperator(">=" if equal else ">", signs)
        return WrittenOperator("<=" if equal else "<", signs)
    return None


def _brackets(text: str) -> dict[int, int]:
    """The place of the other half of every opening bracket. Any shape closes any other: [90%, 95%) is an interval."""
    waiting: list[int] = []
    closing: dict[int, int] = {}
    for at, c in enumerate(text):
        if c in _CLOSE:
            waiting.append(at)
        elif c in _CLOSE.values() and waiting:
            closing[waiting.pop()] = at
    return closing
