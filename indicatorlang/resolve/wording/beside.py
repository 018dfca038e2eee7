"""What stands beside a target and helps to read it: the operator column, the unit column, and the template or unit in the name.

满意度(≥**%), 受益人数(人), 城镇登记失业率低于(%) 全市, 公示牌≥**块: a published name often holds what the cell leaves out.
"""

from __future__ import annotations

import re
from typing import cast

import attrs

from indicatorlang.library.units import parse_unit
from indicatorlang.model.indicator import Op
from indicatorlang.resolve.wording.lexicon import UnitTable
from indicatorlang.syntax.written.vocabulary import folded, vocabulary

_SIGN = re.compile(r"[<>=≥≤]+ *")
_BLANKS = re.compile(r"[*x_×]* *")
_UNIT_IN_BRACKETS = re.compile(r"\(([^()]{1,12})\)(?=$| )")
_REPEATED = re.compile(r"([%‰])\((?:百分比|百分数|千分比)\)")
_MORE, _LESS = ("正向", "正向指标", "正指标"), ("反向", "反向指标", "负向", "负向指标", "逆指标", "逆向指标")
_NO_UNIT = frozenset({"", "无", "/", "-", "—", "定量", "定性", "无单位"})


@attrs.frozen
class Beside:
    """The operator and the unit that stand beside a target, with the words they were told by; empty where there is none."""

    column_op: Op | None = None
    column_words: str = ""
    name_op: Op | None = None
    name_words: str = ""
    column_unit: str = ""
    name_unit: str = ""


def beside(name: str, op: str, unit: str) -> Beside:
    """Everything the columns and the name say."""
    name_op, words, name_unit = _in_name(name)
    return Beside(operator_of(op), op.strip(), name_op, words, column_unit(unit), name_unit)


def operator_of(text: str) -> Op | None:
    """The comparison that a whole text names, in signs or words; None for 定量, 定性 and anything else."""
    plain = folded(text).strip()
    if plain in _MORE or plain in _LESS:
        return ">=" if plain in _MORE else "<="
    words = vocabulary()
    wording = words.before.whole(plain) or words.after.whole(plain)
    return wording.op if wording else sign_of(plain)


def sign_of(plain: str) -> Op | None:
    """The comparison that a run of signs says; None when it says none or two."""
    signs = plain.replace(" ", "").replace("≥", ">=").replace("≤", "<=")
    if not signs or set(signs) - set("<>=") or {"<", ">"} <= set(signs):
        return None
    return cast(Op, "==" if set(signs) == {"="} else (">" if ">" in signs else "<") + ("=" if "=" in signs else ""))


def column_unit(text: str) -> str:
    """The unit of the unit column; what only repeats it in brackets (%(百分比)) and words that are no unit are left out."""
    unit = text.strip()
    repeated = _REPEATED.fullmatch(folded(unit).replace(" ", ""))
    if repeated:
        return repeated[1]
    return "" if unit in _NO_UNIT else unit


def _in_name(name: str) -> tuple[Op | None, str, str]:
    """Operator, its words and unit of the template in a name."""
    plain = folded(name)
    found = _template(name, plain)
    if found is not None:
        return found
    brackets = list(_UNIT_IN_BRACKETS.finditer(plain))
    if not brackets:
        return None, "", ""
    bracket = brackets[-1]
    unit = name[bracket.start(1) : bracket.end(1)].strip()
    if not parse_unit(unit).known or any(c.isdigit() for c in unit):
        return None, "", ""
    words = vocabulary()
    for size in range(6, 1, -1):
        wording = words.before.whole(plain[max(0, bracket.start() - size) : bracket.start()])
        if wording:
            return wording.op, wording.phrase, unit
    return None, "", unit


def _template(name: str, plain: str) -> tuple[Op | None, str, str] | None:
    """≥**%, and (≥台): a sign, blanks to be filled in, a unit, and no number."""
    for sign in _SIGN.finditer(plain):
        op = sign_of(sign[0])
        at = _BLANKS.match(plain, sign.end())
        start = at.end() if at else sign.end()
        end = UnitTable().unit_end(plain, start)
        closed = end >= len(plain) or plain[end] in ") "
        if op is not None and closed and (end > start or start > sign.end()):
            return op, sign[0].strip(), name[start:end]
    return None
