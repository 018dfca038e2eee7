"""A typed cell against a target in figures: which of its numbers answers, in which unit, and whether a bound is enough."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.library.numerals import chinese_number
from indicatorlang.library.units import parse_quantity, parse_unit
from indicatorlang.model.number import decimal_text, exact, terminates
from indicatorlang.model.reading import Reading
from indicatorlang.model.rescored import ActualReading
from indicatorlang.model.unit import Unit
from indicatorlang.resolve.filled import actual_problems as problems
from indicatorlang.resolve.filled import assumption_problems as assumptions
from indicatorlang.resolve.filled.figures import REACHED, Figure, Figures, figures_of
from indicatorlang.resolve.filled.growing import grown
from indicatorlang.resolve.filled.states import STOPS, denial_in, judged_part, none_of, state_of
from indicatorlang.resolve.filled.typed import Typed
from indicatorlang.resolve.filled.vocabulary import words
from indicatorlang.resolve.wording.quantities import per_period, plain_unit
from indicatorlang.syntax.written.qualities.quality import quality
from indicatorlang.syntax.written.tree import WrittenNumber
from indicatorlang.syntax.written.vocabulary import folded

_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,30}(?:,[0-9]{3})*(?:\.[0-9]{1,30})?|[+-]?\.[0-9]{1,30}")
_MULTIPLIERS = frozenset({"万", "亿", "千", "百", "千万", "百万", "十万"})
_CURRENCY = re.compile(r"¥|￥|rmb|cny|yuan|人民币", re.IGNORECASE)
_EACH = re.compile(r"([人户亩村生师件次班床车])均")
_EACH_PAID = re.compile(r"每|标准|补助|补贴|单价|均")
_NONE_OF = re.compile(r"(?:全年|年度内|年内|期内)?(?:未发生|没发生|没有发生|未出现|没有|无|未)([\u3400-\u9fff]{2,8})")
_NUMERAL = re.compile(r"[零〇一二三四五六七八九十百千万两]+")
_RATE_NAME = re.compile(r"(?:率|度|比例|占比|比重)(?:[(（][^()（）]*[)）])?\Z")
_PLAIN_SHARE = Fraction(2)
Fit = Literal["same", "bare", "none"]


@attrs.frozen
class Wanted:
    """What a target in figures asks for. `shown` is how diagnostics quote it."""

    reading: Reading
    unit: str
    parsed: Unit
    shown: str
    name: str
    column: str = ""

    @classmethod
    def of(cls, target: Reading, name: str, column: str) -> Wanted:
        """From the reading of the target, the indicator's name and the text of the unit column."""
        unit = plain_unit(target.unit or "")
        return cls(target, unit, parse_unit(unit).unit, shown_target(target), folded("".join(name.split())), column)

    def meets(self, value: Fraction) -> bool:
        """Whether a number in the target's unit meets it; of `==` where it is reached exactly."""
        target = self.reading
        if target.kind == "range":
            low, high = exact(target.low or ""), exact(target.high or "")
            above = low is None or value > low or (value == low and target.low_closed is not False)
            below = high is None or value < high or (value == high and target.high_closed is not False)
            return above and below
        bound = exact(target.value or "")
        if bound is None:
            return False
        return {
            ">=": value >= bound, "<=": value <= bound, ">": value > bound, "<": value < bound, "==": value == bound, "!=": value != bound,
        }[target.op or "=="]  # fmt: skip

    @property
    def wants_little(self) -> bool:
        """Whether nought meets it."""
        return self.meets(Fraction(0)) and self.reading.op in ("<=", "<", "==")


def shown_target(target: Reading) -> str:
    """The demand in few signs: ≤30万元, 95%～98%, 2023-12-31."""
    signs = {">=": "≥", "<=": "≤", ">": "＞", "<": "＜", "==": "＝", "!=": "≠"}
    unit = target.unit or ""
    match target.kind:
        case "number":
            return f"{signs.get(target.op or '', '')}{target.value}{unit}"
        case "growth" if target.value is not None:
            down = target.value.startswith("-")
            op = {"<=": ">=", "<": ">", ">=": "<=", ">": "<"}.get(target.op or "", target.op or "") if down else target.op or ""
            return f"{'下降' if down else '增长'}{signs.get(op, '')}{target.value.lstrip('-')}{unit}"
        case "growth":
            return {"<": "下降", "<=": "不增长"}.get(target.op or "", "增长")
        case "range":
            return f"{target.low}～{target.high}{unit}"
        case "deadline" if target.by is not None or target.by_any:
            return (target.by or target.by_any[-1]).isoformat()
        case _:
            return target.level or target.canonical or "指标值"


def amount(cell: Typed, wanted: Wanted) -> ActualReading:
    """The number that answers the target, or why there is none."""
    found = figures_of(cell.written, cell.plain, wanted.name)
    found = _alone(cell, found)
    parts = [part for part in STOPS.split(cell.tight) if part]
    nothing = none_of(cell.tight) if len(parts) == 1 and not _WHOLE_NUMBER.fullmatch(cell.tight) else None
    none = _NONE_OF.fullmatch(cell.tight)
    if none is not None and none[1] in wanted.name and wanted.wants_little:
        nothing = none[1]
    if nothing and wanted.reading.kind == "number":
        return _nought(cell, wanted, nothing)
    growing = wanted.reading.kind == "growth"
    if growing:
        found = grown(cell, found, wanted.reading)
    whole = [figure for figure in found.found if not figure.unsure or _is_all(cell, figure)]
    usable = whole or [figure for figure in found.found if figure.unsure and figure.unit and _fits(figure, wanted) == "same"]
    if not usable and (bare := _numeral(cell)) is not None:
        usable = [bare]
    outer = [figure for figure in usable if not figure.bracketed]
    if not usable:
        return _without_number(cell, wanted, found)
    same = [f for f in usable if _fits(f, wanted) == "same"]
    outer_same = [f for f in same if not f.bracketed]
    chosen = _choose(outer_same) if outer_same else _choose(same)
    if not same:
        chosen = _choose([f for f in outer or usable if _fits(f, wanted) == "bare"])
        others = [f for f in outer or usable if f.role in REACHED and f.unit and _fits(f, wanted) == "none"]
        if chosen and len(chosen) == 1 and others:
            return _refused(problems.ActualUnitDiffers(text=cell.shown, got=others[0].unit, wanted=wanted.unit))
    if not chosen:
        return _unanswered(cell, wanted, usable)
    if len(chosen) > 1:
        return _refused(problems.ActualSeveralNumbers(text=cell.shown, numbers=tuple(f.shown for f in chosen)))
    return _taken(cell, wanted, chosen[0], usable)


def _alone(cell: Typed, found: Figures) -> Figures:
    """A cell of digits only is a number, even where it could be a day (2022.5)."""
    if not _WHOLE_NUMBER.fullmatch(cell.plain.strip()):
        share = parse_quantity(cell.plain) if "分之" in cell.plain else None
        if share is None or len(found.found) == 1:
            return found
        number = WrittenNumber(decimal_text(share.number), share.unit.text)
        return Figures((Figure(number, share.number, "reached", cell.written),))
    text = cell.plain.strip().lstrip("+").replace(",", "")
    text = text.replace("-.", "-0.") if text.startswith("-.") else f"0{text}" if text.startswith(".") else text
    value = exact(text)
    if value is None:
        return found
    return Figures((Figure(WrittenNumber(text), value, "reached", text),))


def _is_all(cell: Typed, figure: Figure) -> bool:
    return cell.tight == folded("".join(figure.shown.split()))


def _numeral(cell: Typed) -> Figure | None:
    """三 and nothing else."""
    value = chinese_number(cell.tight) if _NUMERAL.fullmatch(cell.tight) else None
    return None if value is None else Figure(WrittenNumber(decimal_text(value)), value, "reached", cell.shown)


def _fits(figure: Figure, wanted: Wanted) -> Fit:
    """Whether a figure is in the target's unit, in none, or in another one."""
    unit = total_unit(figure.unit, wanted)
    if wanted.parsed.is_ratio and figure.is_share and not unit:
        return "same"
    if not unit:
        return "bare"
    own = parse_unit(unit).unit
    if (
        figure.value == 0
        and wanted.reading.kind == "number"
        and wanted.wants_little
        and not (wanted.unit and own.fits(wanted.parsed))
    ):
        return "same" if own.is_count and (wanted.parsed.is_count or not wanted.unit) else "same" if not wanted.unit else "none"
    if wanted.reading.kind == "growth" and not wanted.unit:
        return "same" if own.is_ratio else "none"
    if not wanted.unit:
        value = exact(wanted.reading.value or "")
        if own.is_percent:
            rate = _RATE_NAME.search(wanted.name) is not None
            return "same" if wanted.parsed.is_ratio and (rate or _tiny(wanted)) and (value == 0 or value is not None) else "none"
        if own.is_ratio and unit not in _MULTIPLIERS:
            return "same" if _tiny(wanted) else "none"
        return "none" if own.is_money and own.factor not in (1,) else "same"
    if own.fits(wanted.parsed) and not (own.is_ratio and unit in _MULTIPLIERS and wanted.parsed.is_percent):
        return "same" if not (own.is_ratio and unit in _MULTIPLIERS) else "none"
    if own.is_ratio and unit in _MULTIPLIERS and not wanted.parsed.is_ratio:
        return "same"
    return "same" if wanted.unit.startswith(f"{unit}/") else "none"


def total_unit(unit: str, wanted: Wanted) -> str:
    """35次/年 beside a number for the whole year is 35次."""
    if unit.startswith(f"{wanted.unit}/") and wanted.unit and f"{unit.rpartition('/')[2]}均" in wanted.name:
        return wanted.unit  # 5200元/户 beside 户均增收
    over, period = per_period(unit)
    return over if period == "year" and "/" not in wanted.unit and wanted.reading.period in (None, "year") else unit


def _tiny(wanted: Wanted) -> bool:
    """A target such as 万分之一, which is a share by itself."""
    value = exact(wanted.reading.value or "")
    return value is not None and 0 <= value < 1 and value.denominator > 1


def _choose(figures: list[Figure]) -> list[Figure]:
    """Those that may be the actual: one value where their words settle it, else all that compete."""
    reached = [f for f in figures if f.role in REACHED]
    reached = [f for f in reached if f.role != "rate"] or reached
    equals = [f for f in reached if f.behind_equals]
    for some in (reached, equals, [f for f in reached if f.role == "actual"], [f for f in reached if f.role == "total"]):
        if some and len({(f.value, f.unit, f.high) for f in some}) == 1 and not _adds_up(some):
            return some[:1]
    return reached


def _adds_up(figures: list[Figure]) -> bool:
    """县道60公里、乡道60公里: equal numbers of two things, not one number said twice."""
    plain = [f for f in figures if f.role == "reached" and not f.bracketed and not f.behind_equals]
    return len(plain) > 1 and len({f.lead.strip() for f in plain}) > 1 and not parse_unit(plain[0].unit).unit.is_ratio


def _per_head(figure: Figure, wanted: Wanted) -> bool:
    """Whether a number for each of something, or of all together, stands beside a target for each of something else."""
    each = _EACH.search(wanted.name)
    if each is None:
        return bool(figure.per) and "/" not in wanted.unit and not _EACH_PAID.search(wanted.name)
    return (bool(figure.per) and each[1] not in figure.per) or (figure.role == "total" and not figure.per)


def _unanswered(cell: Typed, wanted: Wanted, usable: list[Figure]) -> ActualReading:
    """Why none of the numbers is the actual."""
    roles = {f.role for f in usable}
    other = next((f for f in usable if f.role in REACHED and f.unit), None)
    about = next((f.about for f in usable if f.about), "")
    fitting = [f for f in usable if _fits(f, wanted) != "none"]
    if fitting and all(f.role in ("expected", "planned") for f in fitting):
        return _refused(problems.ActualOnlyPlanned(text=cell.shown))
    if fitting and any(f.role == "every" for f in fitting):
        return _refused(problems.ActualPerPeriod(text=cell.shown, wanted=wanted.shown))
    if other is not None:
        per = other.unit.startswith(f"{wanted.unit}/") and bool(wanted.unit)
        if per:
            return _refused(problems.ActualPerPeriod(text=cell.shown, wanted=wanted.shown))
        return _refused(problems.ActualUnitDiffers(text=cell.shown, got=other.unit, wanted=wanted.unit))
    if about:
        return _refused(problems.ActualApproximate(text=cell.shown, word=about))
    if roles & {"difference", "part"}:
        return _refused(problems.ActualOnlyDifference(text=cell.shown, wanted=wanted.shown))
    if roles & {"planned", "expected", "earlier"}:
        return _refused(problems.ActualOnlyPlanned(text=cell.shown))
    return _refused(problems.ActualNotUnderstood(text=cell.shown, wanted=wanted.shown))


def _taken(cell: Typed, wanted: Wanted, figure: Figure, usable: list[Figure]) -> ActualReading:
    """The figure as one plain entry in the way it is meant."""
    if figure.about:
        return _refused(problems.ActualApproximate(text=cell.shown, word=figure.about))
    assumed: list[Diagnostic] = []
    reading = wanted.reading
    if reading.period in ("day", "week", "month", "quarter") and "/" not in figure.unit and reading.kind == "number":
        counted = parse_unit(figure.unit or wanted.unit).unit.is_count
        if counted and figure.role != "every" and "/" not in wanted.unit:
            return _refused(problems.ActualPerPeriod(text=cell.shown, wanted=wanted.shown))
    left = tuple(dict.fromkeys(f.shown for f in usable if f is not figure and f.shown != figure.shown))
    number, unit = figure.written.number, total_unit(figure.unit, wanted)
    whole = not parse_unit(figure.unit).unit.is_ratio or not (wanted.parsed.is_ratio or wanted.reading.kind == "growth")
    if figure.is_share and "分之" not in figure.shown and whole:  # 500/520家
        return _refused(problems.ActualSeveralNumbers(text=cell.shown, numbers=(figure.shown,)))
    if _per_head(figure, wanted):
        got = f"{unit}/{figure.per.removeprefix('均')}" if figure.per else f"{unit}（总数）"
        return _refused(problems.ActualUnitDiffers(text=cell.shown, got=got, wanted=wanted.shown))
    if figure.high is not None:
        return _stretch(cell, wanted, figure)
    if figure.bound is not None:
        inner = [f for f in usable if f.bracketed and f is not figure and f.role in REACHED and _fits(f, wanted) == "same"]
        if len(inner) == 1 and not figure.bracketed and inner[0].bound is None:
            return _taken(cell, wanted, inner[0], usable)  # 九成以上（96%）
        if not _bound_is_enough(figure, wanted):
            return _refused(problems.ActualOnlyBound(text=cell.shown, wanted=wanted.shown))
        assumed.append(assumptions.InequalityAsNumber(text=cell.shown, taken=number + unit))
    if left:
        assumed.append(assumptions.NumberChosen(text=cell.shown, taken=figure.shown, left=left))
    number, unit, told = _in_words(cell, wanted, figure, number, unit)
    assumed += told
    if reading.kind == "growth":
        assumed.append(assumptions.GrowthTaken(text=cell.shown, taken=number + unit))
    return ActualReading(
        "quantity", number + unit, number, unit or wanted.unit, assumed=tuple(assumed), rest=rest_of(cell, figure)
    )


def _in_words(cell: Typed, wanted: Wanted, figure: Figure, number: str, unit: str) -> tuple[str, str, list[Diagnostic]]:
    """Number and unit as the plain entry has them, with what was assumed about the unit."""
    told: list[Diagnostic] = []
    own = parse_unit(unit).unit
    in_its_own = own.fits(wanted.parsed) and (wanted.unit or _tiny(wanted))
    if figure.value == 0 and unit and not in_its_own:
        return "0", "", [assumptions.NothingAsZero(text=cell.shown)]
    if _CURRENCY.search(unit):
        unit = _CURRENCY.sub("元", unit)
    elif unit in ("成", "折") or (
        own.is_ratio and unit not in ("%", "‰", "‱", "") and unit not in _MULTIPLIERS and own.factor != 1
    ):
        number, unit = decimal_text(figure.value * own.factor * 100), "%"
    elif figure.is_share and not unit and wanted.parsed.is_percent and terminates(figure.value):
        number, unit = decimal_text(figure.value * 100), "%"
    elif unit and unit in _MULTIPLIERS and wanted.parsed.is_money:
        unit = wanted.unit if wanted.unit.startswith(unit) else f"{unit}元"
    elif not unit and not wanted.parsed.is_percent and not wanted.parsed.is_money and wanted.unit:
        told.append(assumptions.ActualUnitTaken(text=cell.shown, unit=wanted.unit))
    elif unit and not wanted.unit and wanted.reading.kind != "growth" and not _tiny(wanted):
        told.append(assumptions.ActualUnitDropped(text=cell.shown, unit=unit))
        number, unit = decimal_text(figure.value * own.factor) if own.factor != 1 and not own.is_percent else number, ""
    elif unit and wanted.unit != unit and wanted.unit.startswith(f"{unit}/"):
        told.append(assumptions.ActualUnitShort(text=cell.shown, unit=wanted.unit))
        unit = ""
    return number, unit, told


def in_target_unit(value: Fraction, unit: str, wanted: Wanted) -> Fraction:
    """A number in its unit as a number in the target's."""
    if not unit or not wanted.unit:
        return value
    own = parse_unit(unit).unit
    if unit in _MULTIPLIERS and not wanted.parsed.is_ratio:
        return value * own.factor / (wanted.parsed.factor if wanted.parsed.is_money else _count_factor(wanted))
    return value * own.factor / wanted.parsed.factor if own.fits(wanted.parsed) else value


def _count_factor(wanted: Wanted) -> Fraction:
    return wanted.parsed.factor


def _bound_is_enough(figure: Figure, wanted: Wanted) -> bool:
    """Whether a bound shows that the target is met and its number, taken as the actual, says so too."""
    target, op = wanted.reading, figure.bound
    if target.kind not in ("number", "growth") or op is None or op == "!=" or target.value is None:
        return False
    value = in_target_unit(figure.value, figure.unit, wanted)
    if target.op == "==":
        return value == exact(target.value) and op == ">="
    return (target.op or ">=")[0] == op[0] and wanted.meets(value)


def _stretch(cell: Typed, wanted: Wanted, figure: Figure) -> ActualReading:
    """26万元-28万元: only when both ends meet the target, and then its weaker end."""
    high = figure.high
    value = exact(high.number) if high is not None else None
    if high is None or value is None:
        return _refused(problems.ActualNotUnderstood(text=cell.shown, wanted=wanted.shown))
    low_unit, high_unit = figure.unit or plain_unit(high.unit), plain_unit(high.unit) or figure.unit
    ends = [(figure.written.number, figure.value, low_unit), (high.number, value, high_unit)]
    shown = tuple(number + unit for number, _, unit in ends)
    values = [in_target_unit(number, unit, wanted) for _, number, unit in ends]
    fits = all(not unit or parse_unit(unit).unit.fits(wanted.parsed) or not wanted.unit for *_, unit in ends)
    if not fits:
        return _refused(problems.ActualUnitDiffers(text=cell.shown, got=high_unit, wanted=wanted.unit))
    if figure.bound is not None or not all(wanted.meets(v) for v in values) or values[0] > values[1]:
        return _refused(problems.ActualRangeOpen(low=shown[0], high=shown[1], wanted=wanted.shown))
    weaker = ends[1] if wanted.reading.op in ("<=", "<") else ends[0]
    cell_text = weaker[0] + (weaker[2] if wanted.unit else "")
    told = assumptions.RangeEndTaken(low=shown[0], high=shown[1], taken=weaker[0] + weaker[2])
    return ActualReading("quantity", cell_text, weaker[0], weaker[2] or wanted.unit, assumed=(told,))


def _without_number(cell: Typed, wanted: Wanted, found: Figures) -> ActualReading:
    """A cell without figures: nought in words, a date, words that measure nothing."""
    reading = wanted.reading
    parts = [part for part in STOPS.split(cell.tight) if part]
    nothing = next((thing for part in parts if (thing := none_of(part)) is not None), None)
    if nothing is None and cell.tight in ("无", "没有"):
        nothing = ""
    if nothing is not None and reading.kind in ("number", "range") and len(parts) == 1:
        return _nought(cell, wanted, nothing)
    if found.dates:
        return _refused(problems.ActualIsADate(text=cell.shown, wanted=wanted.shown))
    counted = words().find("about", cell.tight)
    if counted and counted[0][0] in "数几" and counted.end() < len(cell.tight):
        return _refused(problems.ActualApproximate(text=cell.shown, word=counted[0]))
    if _tells(cell, parts):
        return _refused(problems.ActualNotMeasured(text=cell.shown, wanted=wanted.shown))
    return _refused(problems.ActualNotUnderstood(text=cell.shown, wanted=wanted.shown))


def _nought(cell: Typed, wanted: Wanted, nothing: str) -> ActualReading:
    """无 beside 投诉次数 ≤ 0 is nought; beside a sum of money or a number to be reached it may as well be no data."""
    zero = exact(wanted.reading.value or "") == 0
    about = nothing in wanted.name if nothing else any(word in wanted.name for word in words().whole["ills"])
    if wanted.wants_little and (about or (zero and not nothing)):
        told = assumptions.NothingAsZero(text=cell.shown)
        return ActualReading("quantity", "0", "0", wanted.unit, assumed=(told,))
    if not nothing:
        return _refused(problems.ActualNothingUnclear(text=cell.shown, wanted=wanted.shown))
    return _refused(problems.ActualNotMeasured(text=cell.shown, wanted=wanted.shown))


def _tells(cell: Typed, parts: list[str]) -> bool:
    """Whether words say anything of a state or a degree."""
    known = words()
    if known.find("vague", cell.tight) or known.find("up", cell.tight) or known.find("down", cell.tight):
        return True
    if state_of(cell) is not None or any(judged_part(part) or denial_in(part) for part in parts):
        return True
    return bool(cell.tight) and quality(cell.written, cell.plain) is not None


def rest_of(cell: Typed, figure: Figure) -> str:
    """What the cell says besides the number taken."""
    at = cell.written.find(figure.shown)
    if at < 0:
        return ""
    edges = " \t\r\n\u3000,，;；。.、:：!！?？()（）[]【】"
    around = cell.written[:at].strip(edges), cell.written[at + len(figure.shown) :].strip(edges)
    return " ".join(part for part in around if part)


def _refused(problem: Diagnostic) -> ActualReading:
    return ActualReading("text", refused=problem)
