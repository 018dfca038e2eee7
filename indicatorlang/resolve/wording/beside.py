"""What stands beside a target and helps to read it: the operator column, the unit column, and the template or unit in the name.

满意度(≥**%), 受益人数(人), 城镇登记失业率低于(%) 全市, 公示牌≥**块: a published name often holds what the cell leaves out.
What columns hold besides signs, units and wordings stands in `grammar/columns.yaml`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import cast

from indicatorlang.lazily import frozen, pattern
from indicatorlang.library.units import parse_unit
from indicatorlang.model.comparison import Op
from indicatorlang.resolve.direction.name_units import is_money_sign, is_per
from indicatorlang.resolve.wording.lexicon import UnitTable
from indicatorlang.syntax.lists import word_lists
from indicatorlang.syntax.written.pieces.signs import comparison_of
from indicatorlang.syntax.written.vocabulary import folded, vocabulary

_SIGN = pattern(r"[<>=≥≤]+ *")
_BLANKS = pattern(r"[*x_×…]* *")
_FILLED_IN = pattern(r"([<>=≥≤]+) *([0-9]{1,12}(?:\.[0-9]{1,6})?) *([%‰]?)")
_NOUN = pattern(r"[\u3400-\u9fff]{1,4}(?:[·/*.](?:年|月|天|日|次|学期|学年))?")
_BRACKET = pattern(r"[(\[]([^()\[\]]{1,40}(?:\([^()]{1,6}\))?)[)\]](?=$|[ (\[★*☆:;,、])")
_NOTE = pattern(r"[,;:] *(?![0-9])")
_WITHIN_SIGNS = pattern(r"([^()]+)\(([^()]*)\)")


@frozen
class Beside:
    """The operator and the unit that stand beside a target, with the words they were told by; empty where there is none."""

    column_op: Op | None = None
    column_words: str = ""
    name_op: Op | None = None
    name_words: str = ""
    column_unit: str = ""
    name_unit: str = ""


def beside(name: str, op: str, unit: str, text: str = "") -> Beside:
    """Everything the columns and the name say beside the text of the target."""
    name_op, words, name_unit = _in_name(name)
    if name_op is None:
        name_op, words = _filled_in(name, text)
    return Beside(operator_of(op), op.strip(), name_op, words, column_unit(unit), name_unit)


# The operator


def operator_of(text: str) -> Op | None:
    """The comparison that a whole text names, in signs or words; None for 定量, 定性 and anything else."""
    plain = folded(text).strip()
    twice = _WITHIN_SIGNS.fullmatch(plain)
    if twice is None:
        return _one_operator(plain)
    # ≥(大于等于), 正向(≥): what is in brackets may say the same once more, or more exactly.
    first, other = _one_operator(twice[1].strip()), _one_operator(twice[2].strip())
    if first is None or other is None:
        return first or other
    return other if first[0] == other[0] else None


def _one_operator(plain: str) -> Op | None:
    named = columns()
    for keys, op in ((("more", "at_least"), ">="), (("less", "at_most"), "<=")):
        if any(plain in named[key] for key in keys):
            return cast(Op, op)
    words = vocabulary()
    wording = words.before.whole(plain) or words.after.whole(plain)
    return wording.op if wording else comparison_of(plain)


# The unit


def column_unit(text: str) -> str:
    """The unit of the unit column, as written; without the words that only announce one, and empty for those that are none."""
    unit = text.strip()
    named = columns()
    plain = folded(unit).strip()
    for words in sorted(named["before_unit"], key=len, reverse=True):
        joined = not words.isascii() or not words[-1].isalnum()
        if plain.startswith(words if joined else f"{words} "):
            unit = unit[len(folded(unit)) - len(folded(unit).lstrip()) + len(words) :].strip()
            plain = folded(unit).strip()
            break
    if plain == "%" or plain in named["percent"] or plain.replace(" ", "") in named["percent"]:
        return "%"
    return "" if not plain or plain in named["no_unit"] else unit


# The name


def _in_name(name: str) -> tuple[Op | None, str, str]:
    """Operator, its words and unit of the template in a name."""
    plain = folded(name)
    found = _template(name, plain)
    if found is not None:
        return found
    insides = [(found.start(), name[found.start(1) : found.end(1)].strip()) for found in reversed(list(_BRACKET.finditer(plain)))]
    direction, words = next(((op, said) for _, said in insides if (op := _direction(said)) is not None), (None, ""))
    for start, inside in insides:
        said = _unit_and_operator(inside)
        if said is not None:
            op, phrase, unit = said
            if op is None:
                op, phrase = _operator_before(plain, start)
            return op or direction, phrase or words, unit
    return direction, words, ""


def _filled_in(name: str, text: str) -> tuple[Op | None, str]:
    """参保率（=100%） beside 100%: the sign of the target that the name has already. A sign beside another number is a group's."""
    said = next((found for inside in _BRACKET.finditer(folded(name)) if (found := _FILLED_IN.fullmatch(inside[1].strip()))), None)
    if said is None or folded(text).replace(" ", "") not in (said[2] + said[3], said[2]):
        return None, ""
    return comparison_of(said[1]), said[1]


def _direction(inside: str) -> Op | None:
    """投诉率(逆向指标): which way is better, in brackets behind a name."""
    plain, named = folded(inside).strip(), columns()
    if len(plain) < 2 or (plain.isascii() and " " not in plain):
        return None
    return ">=" if plain in named["more"] else "<=" if plain in named["less"] else None


def _operator_before(plain: str, end: int) -> tuple[Op | None, str]:
    """失业率低于(%): the longest wording that ends at a place."""
    before = vocabulary().before
    for size in range(6, 1, -1):
        wording = before.whole(plain[max(0, end - size) : end])
        if wording:
            return wording.op, wording.phrase
    return None, ""


def _unit_and_operator(inside: str) -> tuple[Op | None, str, str] | None:
    """(人), (个,含民有林), (单位:万元), (%以上), (不低于%): a known unit, with an operator at one side of it or without."""
    note = _NOTE.search(folded(inside))
    for text in (inside, inside[: note.start()] if note else "", _behind_note(inside)):
        unit = column_unit(text)
        unit = unit[cast(re.Match[str], _BLANKS.match(folded(unit))).end() :]
        if is_money_sign(unit):
            return None, "", unit
        if not unit or any(c.isdigit() and c.isascii() for c in unit):
            continue
        if _is_unit(unit):
            return None, "", unit
        plain, words = folded(unit), vocabulary()
        for cut in range(1, len(plain)):
            behind, before = words.after.whole(plain[cut:].strip()), words.before.whole(plain[:cut].strip())
            if behind and _is_unit(unit[:cut]):
                return behind.op, behind.phrase, unit[:cut].strip()
            if before and _is_unit(unit[cut:]):
                return before.op, before.phrase, unit[cut:].strip()
    return None


def _behind_note(inside: str) -> str:
    """(全港平均,%): a measure behind one comma; a word that may be one of a list is none (省,市)."""
    parts = re.split(r"[,，]", inside)
    unit = parts[1].strip() if len(parts) == 2 else ""
    found = parse_unit(column_unit(unit)).unit if unit and (len(unit) > 1 or unit in "%％‰") else None
    return unit if found is not None and found.text and not found.is_count else ""


def _is_unit(text: str) -> bool:
    """A known unit, or money for each of anything: 元/学年; English ones may be long: calendar days, minutes per customer."""
    if text.isascii() and len(text) > 4 and (is_per(text) or (len(text) < 24 and parse_unit(text).known)):
        return True
    if not text.strip() or len(text) > 12:
        return False
    over, stroke, under = text.partition("/")
    money = bool(stroke) and parse_unit(over).unit.is_money and _NOUN.fullmatch(under.strip()) is not None
    return money or parse_unit(text).known


def _template(name: str, plain: str) -> tuple[Op | None, str, str] | None:
    """≥**%, and (≥台): a sign, blanks to be filled in, a unit, and no number."""
    for sign in _SIGN.finditer(plain):
        op = comparison_of(sign[0])
        at = _BLANKS.match(plain, sign.end())
        start = at.end() if at else sign.end()
        end = UnitTable().unit_end(plain, start)
        closed = end >= len(plain) or plain[end] in ") "
        if op is not None and closed and (end > start or start > sign.end()):
            return op, sign[0].strip(), name[start:end]
    return None


@functools.cache
def columns() -> Mapping[str, frozenset[str]]:
    """The lists of `grammar/columns.yaml`, read once."""
    return {key: frozenset(words) for key, words in word_lists("columns.yaml").items()}
