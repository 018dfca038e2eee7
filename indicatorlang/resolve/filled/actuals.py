"""A typed 完成值, held against its target → what it says as one plain entry, or why it is no measurement of that target.

The walk: the cell is looked at from outside (`typed.py`: blank, not applicable, an error of the spreadsheet, marks). Then, by what
the target is, its numbers (`figures.py`, `growing.py`, `amounts.py`), its day or state (`completions.py`, `states.py`) or its
degree (`degrees.py`) are read. The words stand in `grammar/actuals.yaml`, numbers and dates are found by the scanner of the tolerant
reader of targets. What can be meant in two ways is refused, with the class of that mistake (`actual_problems.py`); every choice made
is an info (`assumption_problems.py`).
"""

from __future__ import annotations

import datetime as dt

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.library.units import parse_unit
from indicatorlang.model.indicator import AtLevel, Condition
from indicatorlang.model.reading import Reading
from indicatorlang.model.rescored import ActualReading
from indicatorlang.resolve.filled import actual_problems as problems
from indicatorlang.resolve.filled import assumption_problems as assumptions
from indicatorlang.resolve.filled import word_problems
from indicatorlang.resolve.filled.amounts import amount
from indicatorlang.resolve.filled.completions import DONE, NOT_DONE, done_by, is_so
from indicatorlang.resolve.filled.degrees import degree
from indicatorlang.resolve.filled.figures import figures_of
from indicatorlang.resolve.filled.states import state_of
from indicatorlang.resolve.filled.typed import MAX_LENGTH, Typed, typed
from indicatorlang.resolve.filled.vocabulary import words
from indicatorlang.resolve.filled.wanted import Wanted, shown_target
from indicatorlang.resolve.wording.dates import days
from indicatorlang.resolve.wordings import read_target
from indicatorlang.syntax.written.vocabulary import folded

NOT_APPLICABLE = "不适用"


def read_actual(
    text: str,
    target: Reading,
    *,
    name: str = "",
    unit: str = "",
    year: int | None = None,
    condition: Condition | None = None,
) -> ActualReading:
    """What a typed actual says against its target. Never raises; kind `text` is no measurement, and `refused` says why.

    `name` is the indicator's, `unit` the text of the unit column, `year` that of the budget (for dates without one), `condition` the
    target resolved, whose scale tells how degrees are ranked. The `cell` of the result is a plain entry that evaluation reads in
    the way meant: numbers keep the unit they were typed in, days are ISO, degrees are names of the scale.

    >>> from indicatorlang.resolve.wordings import read_target
    >>> read_actual("≥266米", read_target("≥266米")).cell
    '266米'
    >>> read_actual("完成", read_target("≤30万元")).refused.code
    'actual-not-measured'
    """
    cell = typed(text)
    if len(text) > MAX_LENGTH:
        return _refused(problems.ActualNotUnderstood(text=cell.shown, wanted=shown_target(target)))
    match cell.whole:
        case "blank":
            return ActualReading("blank")
        case "not_applicable":
            return ActualReading("not_applicable", NOT_APPLICABLE)
        case "error":
            return _refused(word_problems.ActualErrorCell(text=cell.shown))
        case "elsewhere":
            return _refused(word_problems.ActualElsewhere(text=cell.shown))
        case None:
            return _against(cell, target, name, unit, year, condition)


def _against(cell: Typed, target: Reading, name: str, unit: str, year: int | None, condition: Condition | None) -> ActualReading:
    demands = target.clauses
    if len(demands) > 1 and not _about_one_thing(demands):
        return _refused(problems.ActualForSeveral(text=cell.shown, demands=len(demands)))
    match target.kind:
        case "number" | "range":
            answer = amount(cell, Wanted.of(target, name, unit))
            if isinstance(answer.refused, _OTHER_UNIT):
                return _repeated(cell, target, name, unit, year) or answer
            return answer
        case "growth":
            return _growth(cell, target, name, unit)
        case "deadline":
            return done_by(cell, target, name, unit, year)
        case "done":
            return _state(cell, target, name, year, condition)
        case "level":
            return degree(cell, target, condition, name)
        case "grades":
            return _grade(cell, target, name, unit)
        case _:
            return _by_itself(cell, target, name, year)


def _state(cell: Typed, target: Reading, name: str, year: int | None, condition: Condition | None) -> ActualReading:
    """That it is so; where the row's rule lists states of its own, one of them."""
    scale = condition.scale if isinstance(condition, AtLevel) else None
    level = None if scale is None else scale.find(cell.tight)
    if isinstance(condition, AtLevel) and scale is not None and level is not None:
        below = max(0, min(2, scale.rank(level) - scale.rank(condition.level)))
        return ActualReading("level", level.name, level.name, ranks=(below,))
    found = is_so(cell, target, name, year)
    if scale is not None and found.kind == "partly":
        return _refused(word_problems.ActualOutsideRule(text=cell.shown, levels=tuple(one.name for one in scale.levels)))
    return ActualReading("done", DONE, ranks=(0,), assumed=found.assumed) if scale is not None and found.kind == "date" else found


_OTHER_UNIT = (problems.ActualUnitDiffers, problems.ActualPerPeriod)


def _repeated(cell: Typed, target: Reading, name: str, unit: str, year: int | None) -> ActualReading | None:
    """每户2次 beside 每户2次: what nobody reads as a number in the target's unit, but says of the actual what the target demands."""
    if "均" in cell.tight and "均" not in name:
        return None  # 月均1次 is no 每月1次
    said = read_target(cell.written, name=name, unit=unit, year=year)
    alike = ("kind", "op", "value", "unit", "low", "high", "period", "rest", "clauses")
    if target.kind != "number" or any(getattr(said, key) != getattr(target, key) for key in alike):
        return None
    number, own = target.value or "", target.unit or ""
    told = assumptions.TargetRepeated(text=cell.shown, taken=number + own)
    return ActualReading("quantity", number + own, number, own, assumed=(told,))


def _about_one_thing(demands: tuple[Reading, ...]) -> bool:
    """Whether several demands bound one number: ≥90%且≤100%."""
    units = [parse_unit(demand.unit or "").unit for demand in demands]
    return all(demand.kind == "number" and not demand.rest for demand in demands) and all(u.fits(units[0]) for u in units)


def _growth(cell: Typed, target: Reading, name: str, unit: str) -> ActualReading:
    """A rate, or for growth of any size the word alone."""
    wanted = Wanted.of(target, name, unit)
    found = figures_of(cell.written, cell.plain, wanted.name)
    if target.value is None and not found.found and (words().find("up", cell.tight) or words().find("down", cell.tight)):
        said = state_of(cell)
        if said is not None and said.kind == "not_done" and "负增长" not in cell.tight:
            return ActualReading("not_done", "", ranks=(2,))
    at_nought = target.value is not None and not target.value.strip("0.")
    if (target.value is None or at_nought) and not found.found and found.changes:
        change = found.changes[-1]
        denied = state_of(cell)
        rises = target.op in (">", ">=")
        level = target.op in (">=", "<=")
        reached = change == ("up" if rises else "down") or (level and change in ("same", "no_less" if rises else "no_more"))
        told = ("up", "down", *(("no_less" if rises else "no_more",) if level else ()), *(() if at_nought else ("same",)))
        if len(set(found.changes)) == 1 and change in told:
            if denied is not None and denied.kind == "not_done" and not change.startswith("no_"):
                reached = False
            return ActualReading("done" if reached else "not_done", "", ranks=(0,) if reached else (2,))
    down = (target.value or "").startswith("-") or (target.value is None and target.op in ("<", "<="))
    reading = amount(cell, wanted)
    unsaid = not any(figure.change for figure in found.found) and not reading.value.startswith("-")
    named = any(word in wanted.name for word in ("下降", "降低", "减少", "降幅", "缩短", "压减"))
    if down and reading.kind == "quantity" and unsaid and reading.value.strip("0."):
        if named:
            return attrs.evolve(reading, value=f"-{reading.value}", cell=f"-{reading.cell}")
        return _refused(problems.ActualSideUnclear(text=cell.shown, wanted=shown_target(target)))
    return reading


def _grade(cell: Typed, target: Reading, name: str, unit: str) -> ActualReading:
    """A row of grades (优100% 良90%): the word of a grade, or the number itself."""
    names = [folded(step.level) for step in target.grades]
    if cell.tight in names:
        at = names.index(cell.tight)
        return ActualReading("level", target.grades[at].level, ranks=(min(at, 2),))
    first = target.grades[0]
    number = Reading("number", op=">=", value=first.value, unit=first.unit)
    return amount(cell, Wanted.of(number, name, unit))


def _by_itself(cell: Typed, target: Reading, name: str, year: int | None) -> ActualReading:
    """What a cell says without a target: a number and nothing else, a day, that something is done."""
    figures = figures_of(cell.written, cell.plain, folded(name))
    plain = [figure for figure in figures.found if not figure.unsure]
    if len(plain) == 1 and plain[0].bound is None and not plain[0].about and plain[0].high is None and plain[0].change is None:
        one = plain[0]
        return ActualReading("quantity", one.written.number + one.unit, one.written.number, one.unit)
    candidates: tuple[dt.date, ...] = days(figures.dates[0][0], year) if len(figures.dates) == 1 and not plain else ()
    if len(candidates) == 1:
        return ActualReading("date", candidates[0].isoformat(), day=candidates[0])
    said = None if plain else state_of(cell)
    if said is not None and said.kind == "done":
        return ActualReading("done", DONE, ranks=(0,))
    if said is not None and said.kind == "not_done":
        return ActualReading("not_done", NOT_DONE, ranks=(2,))
    return _refused(problems.ActualNotUnderstood(text=cell.shown, wanted=shown_target(target)))


def _refused(problem: Diagnostic) -> ActualReading:
    return ActualReading("text", refused=problem)
