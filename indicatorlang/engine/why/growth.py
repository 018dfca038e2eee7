"""How growth is told: what is demanded of it, what something was before and is now, and what the way is measured from."""

from __future__ import annotations

from indicatorlang.diagnostics import Diagnostic, Lang
from indicatorlang.engine.outcome import distance
from indicatorlang.engine.problems.baseline_problems import BaselineMissing, earlier_label
from indicatorlang.engine.value.growth import baseline_moves, is_growth, looks_at_baseline
from indicatorlang.engine.why import words
from indicatorlang.model.actual import Observation
from indicatorlang.model.assessment import IndicatorResult
from indicatorlang.model.baseline import LAST_YEAR, is_declared
from indicatorlang.model.comparison import MIRRORED
from indicatorlang.model.formula import BaselineOf, Constant, Expression, GrowthOf
from indicatorlang.model.indicator import Op, Threshold
from indicatorlang.model.measured import Measured
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.verdict import Verdict

_SIMPLY: dict[Op, str] = {">": "高于", ">=": "不低于", "<": "低于", "<=": "不高于", "==": "等于", "!=": "不等于"}


def grows(condition: object) -> bool:
    """Whether a condition is about growth."""
    return is_growth(condition) or looks_at_baseline(condition)


def grown_subject(condition: Threshold) -> Expression:
    """What grows, or is to be compared."""
    return condition.subject.subject if isinstance(condition.subject, GrowthOf) else condition.subject


def demanded_zh(condition: Threshold) -> str:
    """`比上年增长不低于5%`, `比上年同期提高不低于2个百分点`, `比上年增长（持平不算）`, `不低于上年`."""
    subject, op = condition.subject, condition.meaning
    if isinstance(condition.bound, BaselineOf):
        return _plainly(earlier_label(condition.bound.baseline), op, condition.bound.unit is not None and _is_rate(condition))
    assert isinstance(subject, GrowthOf) and isinstance(condition.bound, Constant)  # the caller has looked
    bound = condition.bound.quantity
    over = earlier_label(subject.baseline) if subject.over is None else f"“{words.expression(subject.over)}”"
    if not bound.number:
        op = MIRRORED[op] if subject.falls else op
        return _plainly(over, op, subject.difference) if op in (">", "<") else f"{_SIMPLY[op]}{over}".replace("等于", "持平于", 1)
    exactly = "" if op == "==" else words.bound_word(op, bound.unit)
    return f"比{over}{_verb(subject.falls, subject.difference)}{exactly}{words.quantity(bound)}"


def _plainly(over: str, op: Op, rate: bool) -> str:
    if op in (">", "<"):
        return f"比{over}{_verb(op == '<', rate)}（持平不算）"
    return f"{_SIMPLY[op]}{over}"


def _is_rate(condition: Threshold) -> bool:
    unit = condition.bound.unit
    return unit is not None and unit.is_percent


def _verb(down: bool, rate: bool) -> str:
    return "下降" if down else "提高" if rate else "增长"


def told_zh(result: IndicatorResult, until: str) -> str:
    """`截至12月底累计14个，上年12个，增长16.67%`; what is missing of the earlier value. Empty where growth is not the matter."""
    sides = _sides(result)
    if sides is None:
        return ""
    now, then = sides
    if now.state == "no_data":
        return ""  # which periods are blank is what there is to say: a part of a year is not to be compared
    label = _label(result)
    if then.state == "no_data" and now.state == "known":
        gaps = [told for told in result.problems if isinstance(told, BaselineMissing)]
        blanks = "、".join(dict.fromkeys(period.shown() for told in gaps for period in told.blanks))
        return (
            f"{_value_zh(now, until)}，{label}的数" + (f"不全，缺{blanks}" if blanks else "没有填报，也没有登记") + "，无法比较"
        )
    if now.quantity is None or then.quantity is None or then.state != "known":
        return ""
    if is_partial(result, now):
        return f"{_value_zh(now, until)}，{label}{'全年' if label == LAST_YEAR else ''}{_worth(then)}"
    return f"{_value_zh(now, until)}，{label}{_worth(then)}，{_change_zh(result, now, then)}"


def stands_beside(result: IndicatorResult) -> bool:
    """Whether a total so far stands beside a whole year, so that what is missing is told with what is needed."""
    sides = _sides(result)
    return sides is not None and is_partial(result, sides[0])


def is_partial(result: IndicatorResult, now: Measured) -> bool:
    """Whether a total so far stands beside one of a whole time: how far it lies below is no change."""
    condition = result.indicator.condition
    whole = isinstance(condition, Threshold) and not baseline_moves(condition)
    return result.verdict is Verdict.NOT_DUE and whole and words.is_cumulative(now)


def _sides(result: IndicatorResult) -> tuple[Measured, Measured] | None:
    """What it is now, and what it was."""
    actual = result.actual
    if actual is None or not grows(result.indicator.condition):
        return None
    if actual.against is not None:
        return actual, actual.against
    return (actual.parts[0], actual.parts[-1]) if len(actual.parts) == 2 and actual.parts[-1].baseline else None


def _label(result: IndicatorResult) -> str:
    condition = result.indicator.condition
    assert isinstance(condition, Threshold)  # growth is nothing else
    if isinstance(condition.bound, BaselineOf):
        return earlier_label(condition.bound.baseline)
    assert isinstance(condition.subject, GrowthOf)
    return (
        earlier_label(condition.subject.baseline) if condition.subject.over is None else words.expression(condition.subject.over)
    )


def _value_zh(now: Measured, until: str) -> str:
    if words.part_texts(now):
        return f"{until}{words.part_texts(now)}＝{words.computed(now)}"
    if words.is_cumulative(now):
        return f"{until}累计{words.quantity(now.quantity)}"
    return f"{until.removeprefix('截至')}{'为' if until else ''}{words.computed(now)}"


def _worth(then: Measured, lang: Lang = "zh") -> str:
    """The earlier value; a quotient with both its sides."""
    if then.numerator is None or then.denominator is None or len(then.parts) != 2:
        return words.computed(then, lang)
    over, under = then.numerator, then.denominator
    if lang == "zh":
        return f"{words.quantity(over)}÷{words.quantity(under)}＝{words.computed(then)}"
    return f"{words.computed(then, 'en')} = {words.quantity(over, 'en')} / {words.quantity(under, 'en')}"


def _change_zh(result: IndicatorResult, now: Measured, then: Measured) -> str:
    """增长16.67%, 下降2个百分点, 与上年持平, 增加2个."""
    assert now.quantity is not None and then.quantity is not None  # the caller has looked
    a, b = now.quantity.base, then.quantity.base
    if a == b:
        return f"与{_label(result)}持平"
    amount = _amount(result, now.quantity, then.quantity)
    if amount.unit.is_ratio and is_growth(result.indicator.condition):
        return f"{'增长' if a > b else '下降'}{_shown(amount, result)}"
    rate = amount.unit.is_points
    return f"{('提高' if rate else '增加') if a > b else ('下降' if rate else '减少')}{_shown(amount, result)}"


def beside_zh(condition: Threshold, now: Quantity | None, then: Quantity | None) -> str:
    """`与上期持平`, `比上期减少1个`: one value beside the earlier one of a demand for plain growth."""
    label = earlier_label(condition.bound.baseline) if isinstance(condition.bound, BaselineOf) else ""
    if now is None or then is None:
        return ""
    if now.base == then.base:
        return f"与{label}持平"
    amount = distance(now, then)
    up, down = ("提高", "下降") if amount.unit.is_points else ("增加", "减少")
    return f"比{label}{up if now.base > then.base else down}{words.quantity(amount)}"


def _amount(result: IndicatorResult, now: Quantity, then: Quantity) -> Quantity:
    """By how much it has changed, without a sign: the rate, the points, or the difference itself."""
    actual = result.actual.quantity if result.actual is not None else None
    if is_growth(result.indicator.condition) and actual is not None:
        return Quantity(abs(actual.number), actual.unit, actual.places)
    return distance(now, then)


def _shown(amount: Quantity, result: IndicatorResult, lang: Lang = "zh") -> str:
    bound = result.bound if is_growth(result.indicator.condition) else None
    return words.computed(Measured("", "known", amount), lang, bound)


def headline(result: IndicatorResult, lang: Lang) -> str:
    """`增长16.67%`, `14个，上年12个`, `缺上年数据`; empty where growth is not the matter."""
    sides = _sides(result)
    if sides is not None and sides[0].state == "known" and sides[1].state == "no_data":
        return f"缺{_label(result)}数据" if lang == "zh" else f"no value of {_label_en(result)}"
    if (
        sides is None
        or result.actual is None
        or result.actual.state != "known"
        or sides[0].quantity is None
        or sides[1].quantity is None
        or sides[1].state != "known"
    ):
        return ""
    if not is_growth(result.indicator.condition) or is_partial(result, sides[0]):
        if lang == "en":
            return f"{words.computed(sides[0], 'en')}, {words.computed(sides[1], 'en')} {_label_en(result)}"
        return f"{words.computed(sides[0])}，{_label(result)}{words.computed(sides[1])}"
    return _change_zh(result, *sides) if lang == "zh" else _change_en(result, *sides)


def short(result: IndicatorResult, lang: Lang) -> str:
    """`差2个百分点`, beside a rate of growth in a headline."""
    sides = _sides(result)
    if result.gap is None or sides is None or not is_growth(result.indicator.condition) or is_partial(result, sides[0]):
        return ""
    actual = result.actual.quantity if result.actual is not None else None
    if actual is None or result.bound is None:
        return ""
    gap = words.quantity(result.gap, lang)
    return f"gap {gap}" if lang == "en" else f"{'超出' if actual.base > result.bound.base else '差'}{gap}"


def compared_zh(result: IndicatorResult) -> str:
    """，差4个百分点: how far the growth is from what was demanded. Of growth without an amount all has been said."""
    if not is_growth(result.indicator.condition):
        return ""
    if result.excess is not None:
        return f"，高出目标{words.quantity(result.excess)}"
    if result.gap is None or result.verdict is not Verdict.MISSED:
        return ""
    actual = result.actual.quantity if result.actual is not None else None
    above = actual is not None and result.bound is not None and actual.base > result.bound.base
    return f"，{'超出上限' if above else '比目标低'}{words.quantity(result.gap)}"


def ahead_zh(result: IndicatorResult) -> str:
    """；目标增长5%，尚差2个百分点: beside a pace that looks at the rate as it stands."""
    condition = result.indicator.condition
    if not isinstance(condition, Threshold) or result.gap is None:
        return ""
    missing = f"，尚差{words.quantity(result.gap)}" if is_growth(condition) and condition.meaning in (">=", ">") else ""
    return f"；要求{demanded_zh(condition)}{missing}"


def told_en(result: IndicatorResult, until: str) -> str:
    """`14 个 at 2019-12; 12 个 the year before; grown by 16.67%`."""
    sides = _sides(result)
    if sides is None:
        return ""
    now, then = sides
    if now.state == "no_data":
        return ""
    value = f"{words.computed(now, 'en')}{' = ' + words.part_texts(now, 'en') if words.part_texts(now, 'en') else ''}"
    value += f" at {until}" if until else ""
    if then.state == "no_data" and now.state == "known":
        return f"{value}; no value of {_label_en(result)}"
    if now.quantity is None or then.quantity is None or then.state != "known":
        return ""
    change = "" if is_partial(result, now) else f"; {_change_en(result, now, then)}"
    return f"{value}; {_worth(then, 'en')} {_label_en(result)}{change}"


def _label_en(result: IndicatorResult) -> str:
    condition = result.indicator.condition
    if isinstance(condition, Threshold) and isinstance(condition.bound, BaselineOf):
        return earlier_label(condition.bound.baseline, "en")
    subject = condition.subject if isinstance(condition, Threshold) else None
    if isinstance(subject, GrowthOf) and subject.over is not None:
        return f"of {words.expression(subject.over, 'en')}"
    return earlier_label(subject.baseline, "en") if isinstance(subject, GrowthOf) else ""


def _change_en(result: IndicatorResult, now: Measured, then: Measured) -> str:
    assert now.quantity is not None and then.quantity is not None  # the caller has looked
    a, b = now.quantity.base, then.quantity.base
    if a == b:
        return "unchanged"
    amount = _amount(result, now.quantity, then.quantity)
    return f"{'grown' if a > b else 'fallen'} by {_shown(amount, result, 'en')}"


def said_zh(problem: Diagnostic) -> str:
    """A remark in the text; of a missing baseline the line above has told, and what is left to say is where to enter it."""
    if not isinstance(problem, BaselineMissing):
        return words.said(problem)
    periods = "、".join(period.shown() for period in (problem.blanks or (problem.stretch,)) if period is not None)
    declare = f"在项目文件里登记“{problem.measure}”的基期值（{problem.baseline}）"
    return f"请填报“{problem.measure}”{periods}的数，或{declare}" if periods else f"请{declare}"


def standing_number(result: IndicatorResult) -> Quantity | None:
    """The number that a pace looks at: of growth told of a total, the total."""
    actual = result.actual
    expected = result.pace.expected.quantity if result.pace is not None and result.pace.expected is not None else None
    if actual is None or actual.quantity is None or expected is None or actual.quantity.unit.fits(expected.unit):
        return actual.quantity if actual is not None else None
    return actual.parts[0].quantity if actual.parts else actual.quantity


def declared_zh(seen: list[Observation]) -> str:
    """项目文件登记的基期值（12个）: the earlier values that stand in the ruleset and not in the actuals."""
    told = [o for o in seen if is_declared(o.origin)]
    several = len({o.measure for o in told}) > 1
    values = [f"{o.measure if several else ''}{words.observed_value(o)}" for o in told]
    return f"项目文件登记的基期值（{'、'.join(dict.fromkeys(values))}）" if values else ""
