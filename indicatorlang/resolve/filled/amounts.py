"""A typed cell against a target in figures: which of its numbers answers, in which unit, and whether a bound is enough."""

from __future__ import annotations

import re

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import pattern
from indicatorlang.library.numerals import chinese_number
from indicatorlang.library.units import parse_quantity, parse_unit
from indicatorlang.model.number import decimal_text, exact, terminates
from indicatorlang.model.rescored import ActualReading
from indicatorlang.resolve.filled import actual_problems as problems
from indicatorlang.resolve.filled import assumption_problems as assumptions
from indicatorlang.resolve.filled.figures import REACHED, Figure, Figures, figures_of
from indicatorlang.resolve.filled.growing import grown
from indicatorlang.resolve.filled.no_number import nought, without_number
from indicatorlang.resolve.filled.recurring import in_its_period
from indicatorlang.resolve.filled.states import STOPS, none_of
from indicatorlang.resolve.filled.typed import Typed
from indicatorlang.resolve.filled.wanted import MULTIPLIERS, Wanted, counts_alike, fits, in_target_unit, is_tiny, total_unit
from indicatorlang.resolve.wording.quantities import plain_unit
from indicatorlang.syntax.written.tree import WrittenNumber
from indicatorlang.syntax.written.vocabulary import folded

_WHOLE_NUMBER = pattern(r"[+-]?[0-9]{1,30}(?:,[0-9]{3})*(?:\.[0-9]{1,30})?|[+-]?\.[0-9]{1,30}")
_CURRENCY = pattern(r"¥|￥|rmb|cny|yuan|人民币", re.IGNORECASE)
_EACH = pattern(r"([人户亩村生师件次班床车])均")
_EACH_PAID = pattern(r"每|标准|补助|补贴|单价|均")
_NONE_OF = pattern(r"(?:全年|年度内|年内|期内)?(?:未发生|没发生|没有发生|未出现|没有|无|未)([\u3400-\u9fff]{2,8})")
_NUMERAL = pattern(r"[零〇一二三四五六七八九十百千万两]+")


def amount(cell: Typed, wanted: Wanted) -> ActualReading:
    """The number that answers the target, or why there is none."""
    found = figures_of(cell.written, cell.plain, wanted.name)
    found = _of_so_many(cell, wanted) or _alone(cell, found)
    parts = [part for part in STOPS.split(cell.tight) if part]
    nothing = none_of(cell.tight) if len(parts) == 1 and not _WHOLE_NUMBER.fullmatch(cell.tight) else None
    none = _NONE_OF.fullmatch(cell.tight)
    if none is not None and none[1] in wanted.name and wanted.wants_little:
        nothing = none[1]
    if nothing and wanted.reading.kind == "number":
        return nought(cell, wanted, nothing)
    growing = wanted.reading.kind == "growth"
    if growing:
        found = grown(cell, found, wanted.reading)
    found = in_its_period(found, wanted)
    whole = [figure for figure in found.found if not figure.unsure or _is_all(cell, figure)]
    usable = whole or [figure for figure in found.found if figure.unsure and figure.unit and fits(figure, wanted) == "same"]
    if not usable and (bare := _numeral(cell)) is not None:
        usable = [bare]
    outer = [figure for figure in usable if not figure.bracketed]
    if not usable:
        return without_number(cell, wanted, found)
    same = [f for f in usable if fits(f, wanted) == "same"]
    same = [f for f in same if not counts_alike(total_unit(f.unit, wanted), wanted.unit)] or same
    outer_same = [f for f in same if not f.bracketed]
    chosen = _choose(outer_same) if outer_same else _choose(same)
    if not any(f.role in REACHED for f in same):  # 18（其中女5人）
        chosen = chosen if same and not any(fits(f, wanted) == "bare" and f.role in REACHED for f in outer) else []
    if not chosen:
        chosen = _choose([f for f in outer or usable if fits(f, wanted) == "bare"])
        others = [f for f in outer or usable if f.role in REACHED and f.unit and fits(f, wanted) == "none"]
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


def _of_so_many(cell: Typed, wanted: Wanted) -> Figures | None:
    """8.5/10万 beside ≤12/10万: cases in so many people, no quotient."""
    unit = folded(wanted.unit)
    said = cell.tight.removesuffix(unit)
    if not unit.startswith("/") or said == cell.tight or not _WHOLE_NUMBER.fullmatch(said) or (value := exact(said)) is None:
        return None
    return Figures((Figure(WrittenNumber(said), value, "reached", said),))


def _is_all(cell: Typed, figure: Figure) -> bool:
    return cell.tight == folded("".join(figure.shown.split()))


def _numeral(cell: Typed) -> Figure | None:
    """三 and nothing else."""
    value = chinese_number(cell.tight) if _NUMERAL.fullmatch(cell.tight) else None
    return None if value is None else Figure(WrittenNumber(decimal_text(value)), value, "reached", cell.shown)


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
    fitting = [f for f in usable if fits(f, wanted) != "none"]
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
        if counted and figure.role != "every" and figure.period != reading.period and "/" not in wanted.unit:
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
        inner = [f for f in usable if f.bracketed and f is not figure and f.role in REACHED and fits(f, wanted) == "same"]
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
    in_its_own = own.fits(wanted.parsed) and (wanted.unit or is_tiny(wanted))
    if figure.value == 0 and unit and not in_its_own:
        return "0", "", [assumptions.NothingAsZero(text=cell.shown)]
    if unit != wanted.unit and counts_alike(unit, wanted.unit):
        told.append(assumptions.CountWordTaken(text=cell.shown, got=unit, wanted=wanted.unit))
        unit = wanted.unit
    elif _CURRENCY.search(unit):
        unit = _CURRENCY.sub("元", unit)
    elif unit in ("成", "折") or (
        own.is_ratio and unit not in ("%", "‰", "‱", "") and unit not in MULTIPLIERS and own.factor != 1
    ):
        number, unit = decimal_text(figure.value * own.factor * 100), "%"
    elif figure.is_share and not unit and wanted.parsed.is_percent and terminates(figure.value):
        number, unit = decimal_text(figure.value * 100), "%"
    elif own.is_money and wanted.parsed.is_money and own.factor != wanted.parsed.factor and unit not in MULTIPLIERS:
        told.append(assumptions.MoneyConverted(text=cell.shown, unit=unit, wanted=wanted.unit))
    elif unit and unit in MULTIPLIERS and wanted.parsed.is_count and wanted.unit:  # 98万 beside 100万人 or 500人
        unit = wanted.unit if wanted.unit.startswith(unit) else f"{unit}{wanted.unit}"
    elif unit and unit in MULTIPLIERS and wanted.parsed.is_money:
        unit = wanted.unit if wanted.unit.startswith(unit) else f"{unit}元"
    elif not unit and not wanted.parsed.is_percent and not wanted.parsed.is_money and wanted.unit:
        told.append(assumptions.ActualUnitTaken(text=cell.shown, unit=wanted.unit))
    elif unit and not wanted.unit and wanted.reading.kind != "growth" and not is_tiny(wanted):
        told.append(assumptions.ActualUnitDropped(text=cell.shown, unit=unit))
        number, unit = decimal_text(figure.value * own.factor) if own.factor != 1 and not own.is_percent else number, ""
    elif unit and wanted.unit != unit and wanted.unit.startswith(f"{unit}/"):
        told.append(assumptions.ActualUnitShort(text=cell.shown, unit=wanted.unit))
        unit = ""
    return number, unit, told


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
