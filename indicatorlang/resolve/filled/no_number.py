"""A typed cell without figures against a target in figures: nought in words, all of it in words, a date, words that measure nothing."""

from __future__ import annotations

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import pattern
from indicatorlang.model.number import exact
from indicatorlang.model.rescored import ActualReading
from indicatorlang.resolve.filled import actual_problems as problems
from indicatorlang.resolve.filled import assumption_problems as assumptions
from indicatorlang.resolve.filled import word_problems
from indicatorlang.resolve.filled.figures import Figures
from indicatorlang.resolve.filled.states import STOPS, denial_in, judged_part, none_of, state_of
from indicatorlang.resolve.filled.typed import Typed
from indicatorlang.resolve.filled.vocabulary import words
from indicatorlang.resolve.filled.wanted import Wanted
from indicatorlang.syntax.written.qualities.quality import quality

_ALL_SAID = pattern(r"(?:已经?|均已?|都已?)?(?:全部|全面|全)?(完成)|(?:均已?|都已?|已?全部|已?全)([\u3400-\u9fff]{2})")
_OF_BRACKETS = pattern(r"[(（][^()（）]*[)）]\Z")


def without_number(cell: Typed, wanted: Wanted, found: Figures) -> ActualReading:
    """A cell without figures: nought in words, a date, words that measure nothing."""
    reading = wanted.reading
    parts = [part for part in STOPS.split(cell.tight) if part]
    nothing = next((thing for part in parts if (thing := none_of(part)) is not None), None)
    if nothing is None and cell.tight in ("无", "没有"):
        nothing = ""
    if nothing is not None and reading.kind in ("number", "range") and len(parts) == 1:
        return nought(cell, wanted, nothing)
    if _all_of(cell, wanted):
        told = assumptions.WordAsAll(text=cell.shown, wanted=wanted.shown)
        return ActualReading("quantity", "100%", "100", "%", assumed=(told,))
    if found.dates:
        return _refused(word_problems.ActualIsADate(text=cell.shown, wanted=wanted.shown))
    counted = words().find("about", cell.tight)
    if counted and counted[0][0] in "数几" and counted.end() < len(cell.tight):
        return _refused(problems.ActualApproximate(text=cell.shown, word=counted[0]))
    if _tells(cell, parts):
        return _refused(problems.ActualNotMeasured(text=cell.shown, wanted=wanted.shown))
    return _refused(problems.ActualNotUnderstood(text=cell.shown, wanted=wanted.shown))


def _all_of(cell: Typed, wanted: Wanted) -> bool:
    """完成 beside a 任务完成率 of 100%, 全部合格 beside 验收合格率: the state whose share is asked for is said of all. 合格 alone is
    said of what was looked at."""
    reading = wanted.reading
    full = (
        reading.kind == "number" and reading.op in (">=", "==") and wanted.parsed.is_percent and exact(reading.value or "") == 100
    )
    said = _ALL_SAID.fullmatch(cell.tight)
    return full and said is not None and _OF_BRACKETS.sub("", wanted.name).endswith(f"{said[1] or said[2]}率")


def nought(cell: Typed, wanted: Wanted, nothing: str) -> ActualReading:
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


def _refused(problem: Diagnostic) -> ActualReading:
    return ActualReading("text", refused=problem)
