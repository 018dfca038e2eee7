"""Which words of a text made the operator, and on whose authority they count their number.

A text that was read as officials write always gets a sentence: the reader shall see what was made of it. The law speaks only
where the number itself was reached and decided the verdict, and only where it was in force.
"""

from __future__ import annotations

from indicatorlang.diagnostics import Lang
from indicatorlang.engine.why.demanded import bound_zh, range_zh, silent_wording
from indicatorlang.model.assessment import IndicatorResult
from indicatorlang.model.comparison import Stated
from indicatorlang.model.formula import Constant
from indicatorlang.model.indicator import All, Condition, InRange, Threshold
from indicatorlang.model.verdict import Verdict

_LONGEST = 60


def stated(result: IndicatorResult, lang: Lang) -> str:
    """`指标值“90%以上”按“不低于90%”理解，“以上”含本数（参照《民法典》第一千二百五十九条）`; empty where nothing is to be said."""
    if result.verdict is Verdict.NOT_APPLICABLE:
        return ""
    if lang == "zh":
        return "，".join(text for text in (_read_zh(result), _bound_zh(result)) if text)
    return ", ".join(text for text in (_read_en(result), _bound_en(result)) if text)


def _read_zh(result: IndicatorResult) -> str:
    text, meaning = _text(result), _meaning(result.indicator.condition)
    if not text or not meaning or meaning in text or silent_wording(result) is not None:
        return ""  # the words say it, or the sentence about a wording without a comparison does
    return f"{'指标值' if result.indicator.from_wording else '判定'}“{text}”按“{meaning}”理解"


def _read_en(result: IndicatorResult) -> str:
    text, canonical = _text(result), result.indicator.canonical
    return f"`{text}` is read as `{canonical}`" if text and canonical and canonical not in text else ""


def _text(result: IndicatorResult) -> str:
    """The text that decides, where it was read freely and its words state a comparison."""
    indicator = result.indicator
    if not indicator.freely or not any(said.in_words and said.where == "text" for said in indicator.stated):
        return ""
    text = " ".join((indicator.target or indicator.wording).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _meaning(condition: Condition | None) -> str:
    match condition:
        case Threshold(schedule=()):
            return bound_zh(condition)
        case InRange():
            return range_zh(condition)
        case All(parts=parts):
            each = [_meaning(part) for part in parts]
            return "，且".join(each) if all(each) else ""
    return ""


def _bound_zh(result: IndicatorResult) -> str:
    said = _decided(result)
    if said is None or said.by_profile or said.authority is None:
        return ""
    law = f"（{said.authority.zh}）" if said.authority.holds_in(_year(result)) else ""
    return f"“{said.word}”{'含' if said.inclusive else '不含'}本数{law}"


def _bound_en(result: IndicatorResult) -> str:
    said = _decided(result)
    if said is None or said.by_profile or said.authority is None:
        return ""
    law = f", {said.authority.en}" if said.authority.holds_in(_year(result)) else ""
    return f"`{said.word}` {'includes' if said.inclusive else 'excludes'} its number{law}"


def _decided(result: IndicatorResult) -> Stated | None:
    """The comparison whose number was reached exactly, so that the word itself decided the verdict."""
    condition = result.indicator.condition
    if not result.bound_decided or result.span is None:
        return None
    if isinstance(condition, Threshold):
        return next((said for said in result.indicator.stated if said.op == condition.meaning), None)
    if not isinstance(condition, InRange) or result.actual is None or result.actual.quantity is None:
        return None
    low = condition.low.quantity.base if isinstance(condition.low, Constant) else None
    ops = (">=", ">") if low == result.actual.quantity.base else ("<=", "<")
    return next((said for said in result.indicator.stated if said.op in ops), None)


def _year(result: IndicatorResult) -> int:
    """The year of the target: the last one of its span."""
    return result.span.end.year if result.span is not None else 0
