"""What the calculation line says of a scoring method's own numbers, of what came after it, and of rows beside the weights."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.diagnostics import Lang
from indicatorlang.engine.why import words
from indicatorlang.library.parts import POINTS_OF
from indicatorlang.model.assessment import IndicatorResult, Modifier, Working
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scoring import Anchor, Band
from indicatorlang.model.unit import Unit
from indicatorlang.model.verdict import Verdict

_SIDES_EN = {"low": "below", "high": "above", "late": "late", "less": "below"}
_MODES_EN = {"half_up": "half up", "half_even": "half to even", "down": "cut off"}


def points(result: IndicatorResult, number: Fraction | None) -> str:
    """Points as they are rounded; at least two decimals, so that a column of them stands straight."""
    return words.points(number, max(2, result.rounding.places))


def rounding_en(result: IndicatorResult) -> str:
    """`half up, 2 places, once`."""
    rounding = result.rounding
    return f"{_MODES_EN[rounding.mode]}, {rounding.places} places, {'once' if rounding.when == 'row' else 'shown only'}"


def by_method(result: IndicatorResult) -> Fraction:
    """The fraction that the method gave, before anything came after it."""
    return result.modifiers[0].before if result.modifiers else result.fraction or Fraction(0)


def values(result: IndicatorResult, working: Working, lang: Lang) -> dict[str, str]:
    """The fields that a method fills into its line."""
    shown = {name: _value(result, name, value, working, lang) for name, value in working.told if name != "completion"}
    if shown and working.side:
        shown["side"] = _side(working, lang)
    return shown


def _value(result: IndicatorResult, name: str, value: object, working: Working, lang: Lang) -> str:
    match value:
        case Band():
            return band(value, lang)
        case Anchor():
            at = words.quantity(value.at, lang)
            return f"{value.name}（{at}）" if value.name and lang == "zh" else f"{value.name} ({at})" if value.name else at
        case Quantity():
            return words.quantity(value, lang) if name != "x" else _of_table(_looked_up(value, working, lang), working, lang)
        case Fraction():
            return points(result, value) if name in POINTS_OF else words.quantity(Quantity(value))
    return str(value)


def _looked_up(value: Quantity, working: Working, lang: Lang) -> str:
    """The value that a table is looked up with, told apart from the limits of its band: 89.997% is not 90% where 90% is the limit."""
    bands = [told for _, told in working.told if isinstance(told, Band)]
    limits = [limit for each in bands for limit in (each.low, each.high) if limit is not None]
    return words.beside(value, limits, lang)


def _of_table(text: str, working: Working, lang: Lang) -> str:
    """What a table is looked up with: 实际值85%, 完成率92%, 逾期3天."""
    completion = any(name == "completion" for name, _ in working.told)
    if lang == "en":
        return f"{text} reached" if completion else f"{text} late" if working.side == "late" else text
    return f"{'完成率' if completion else '逾期' if working.side == 'late' else '实际值'}{text}"


def _side(working: Working, lang: Lang) -> str:
    if lang == "en":
        return _SIDES_EN.get(working.side, working.side)
    unit = next((value.unit for name, value in working.told if name == "short" and isinstance(value, Quantity)), Unit(""))
    rate = unit.is_points or unit.is_ratio
    sides = {"low": "低" if rate else "少", "high": "高" if rate else "超", "late": "逾期", "less": "低"}
    return sides.get(working.side, "差")


def band(value: Band, lang: Lang) -> str:
    """`不低于80%、低于90%`."""
    if value.levels:
        return ("、" if lang == "zh" else ", ").join(value.levels)
    ends: list[str] = []
    if value.low is not None:
        sign = ("不低于" if value.low_closed else "高于") if lang == "zh" else (">= " if value.low_closed else "> ")
        ends.append(sign + words.quantity(value.low, lang))
    if value.high is not None:
        sign = ("不高于" if value.high_closed else "低于") if lang == "zh" else ("<= " if value.high_closed else "< ")
        ends.append(sign + words.quantity(value.high, lang))
    return ("、" if lang == "zh" else ", ").join(ends) or ("其余" if lang == "zh" else "the rest")


def after(result: IndicatorResult, lang: Lang) -> str:
    """What came after the method, with the points after each step; empty when nothing did."""
    return "".join(_modified(result, step, lang) for step in result.modifiers)


def _modified(result: IndicatorResult, step: Modifier, lang: Lang) -> str:
    score = points(result, result.rounding.rounded(step.after * result.weight))
    limit = words.quantity(Quantity(step.limit))
    before = words.quantity(Quantity(step.before))
    zh, en = {
        "floor": (
            f"；得分系数{before}低于及格线{limit}，不得分，得{score}分",
            f"; fraction {before} is below the pass mark {limit}: {score}",
        ),
        "cap": (f"；得分系数最多{limit}，得{score}分", f"; no more than {limit} of the points: {score}"),
        "above": (
            f"；偏差原因为目标偏低，得分系数扣{limit}，得{score}分",
            f"; the cause is a target set too low, {limit} of the points off: {score}",
        ),
    }[step.kind]
    return zh if lang == "zh" else en


def without_evidence(result: IndicatorResult, lang: Lang) -> str:
    """What is taken off because there is no evidence."""
    if not result.evidence_deduction:
        return ""
    off, left = points(result, result.evidence_deduction), points(result, result.score)
    return f"；没有佐证材料，扣{off}分，得{left}分" if lang == "zh" else f"; less {off} without evidence = {left}"


def items(result: IndicatorResult, lang: Lang) -> str:
    """甲3×1＋乙2×0.9＝4.80分: the items of a row, added up."""
    times, plus = ("×", "＋") if lang == "zh" else (" x ", " + ")
    counted = [part for part in result.parts if part.verdict is not Verdict.NOT_APPLICABLE]
    shown = [
        f"{part.name} {words.plain(part.weight)}{times}{words.quantity(Quantity(part.fraction or Fraction(0)))}"
        for part in counted
    ]
    whole = sum((part.weight for part in counted), Fraction(0))
    text, score = plus.join(shown), points(result, result.rounding.rounded(by_method(result) * result.weight))
    if whole != result.weight:
        over = (
            f"÷{words.plain(whole)}×{words.plain(result.weight)}"
            if lang == "zh"
            else f" / {words.plain(whole)} x {words.plain(result.weight)}"
        )
        text = f"（{text}）{over}" if lang == "zh" else f"({text}){over}"
    return f"各子项得分相加，{text}＝{score}分" if lang == "zh" else f"the items add up: {text} = {score}"


# Beside the weights


_STANDING = {
    ("bonus", True): ("加分", "bonus"),
    ("bonus", False): ("未加分", "no bonus"),
    ("deduction", True): ("扣分", "deduction"),
    ("deduction", False): ("未扣分", "no deduction"),
}


KINDS = {"bonus": ("加分项", "a bonus"), "deduction": ("扣分项", "a deduction"), "": ("", "")}


def from_nought(result: IndicatorResult) -> bool:
    """A row beside the weights that demands nothing: it counts from nought."""
    return bool(result.outside) and not result.indicator.target and not result.indicator.wording


def standing(result: IndicatorResult, lang: Lang) -> str:
    """The word for a row beside the weights; empty for any other, and for one that is not decided."""
    if not result.outside or result.verdict not in (Verdict.MET, Verdict.MISSED, Verdict.NOT_APPLICABLE):
        return ""
    return _STANDING[result.outside, bool(result.score)][lang == "en"]


def short(result: IndicatorResult, lang: Lang) -> str:
    """`加2.00分`, `不扣分`: for a table cell."""
    word = "加" if result.outside == "bonus" else "扣"
    if lang == "en":
        return beside(result, lang) if result.score else f"nothing {'added' if word == '加' else 'off'}"
    return f"{word}{points(result, abs(result.score))}分" if result.score else f"不{word}分"


def beside(result: IndicatorResult, lang: Lang) -> str:
    """`加分 2.00`, `扣分 3.00`: in place of the points of a row."""
    number = points(result, abs(result.score)) if result.score is not None else points(result, Fraction(0))
    bonus = result.outside == "bonus"
    return f"{'加分' if bonus else '扣分'} {number}" if lang == "zh" else f"{number} {'added' if bonus else 'off'}"
