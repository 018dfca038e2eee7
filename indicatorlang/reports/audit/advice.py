"""The advice about whole tables as it is told: where, what, what to do; of one kind no more than a reader wants to see."""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.diagnostics import SEVERITY_WORDS, Diagnostic, Lang
from indicatorlang.model.rescored import TableSummary
from indicatorlang.reports.audit.words import advice_said

MOST_OF_A_CODE = 20
"""So many pieces of advice of one code are told of a table; of the others only how many they are."""
_REPEATED = "L135"


def told_advice(summary: TableSummary) -> Iterator[tuple[Diagnostic, int]]:
    """The advice that is told, each with how many more of its code are left out behind it: 0 but for the last of a code."""
    counted: dict[str, int] = {}
    for advice in summary.advice:
        counted[advice.code] = counted.get(advice.code, 0) + 1
    more = sum(project.repeated_more for project in summary.facts.projects)
    told: dict[str, int] = {}
    for advice in summary.advice:
        code = advice.code
        told[code] = told.get(code, 0) + 1
        if told[code] > MOST_OF_A_CODE:
            continue
        last = told[code] == min(MOST_OF_A_CODE, counted[code])
        yield advice, counted[code] - told[code] + (more if code == _REPEATED else 0) if last else 0


def left_out(summary: TableSummary) -> dict[str, int]:
    """How many pieces of advice are not told, by code."""
    return {advice.code: more for advice, more in told_advice(summary) if more}


def more_said(more: int, code: str, lang: Lang = "zh") -> str:
    """`[L135] 其余40条从略`."""
    return f"[{code}] 其余{more}条从略。" if lang == "zh" else f"[{code}] {more} more of these are left out here"


def advice_lines(summary: TableSummary, lang: Lang = "zh") -> Iterator[str]:
    """`警告[L151] 第21行：…。改法：…。`, a line each."""
    for advice, more in told_advice(summary):
        yield f"{SEVERITY_WORDS[advice.severity][lang]}{advice_said(advice, lang, table=summary.facts.table)}"
        if more:
            yield f"{SEVERITY_WORDS[advice.severity][lang]}{more_said(more, advice.code, lang)}"
