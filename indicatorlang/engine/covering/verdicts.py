"""Each row is seen met and missed.

未填报 is not counted: no rule of the ruleset decides it, and the language says the same of every row. A bonus is never missed: it is seen
earned and not earned.
"""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.engine.covering.parts import Kind, Version, item, leaves, spot_of
from indicatorlang.engine.covering.possible import Can, can
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.coverage import CoverageItem, Path
from indicatorlang.model.verdict import VERDICT_WORDS, Verdict

UNREAD = ("指标值没有读懂，也没有写判定", "the wording could not be read and there is no target")
MET, MISSED = (VERDICT_WORDS[v]["zh"] for v in (Verdict.MET, Verdict.MISSED))


def _items(version: Version) -> Iterator[CoverageItem]:
    row = version.row
    alone = leaves(row)
    able = can(alone[0].condition, version.ruleset) if len(alone) == 1 and not alone[0].path else Can()
    if row.condition is None:
        able = Can(False, False, UNREAD)
    bonus = row.scoring is not None and row.scoring.method == "bonus"
    able = Can() if bonus else able  # what is not reported earns nothing either
    words = {"met": ("加分", "earned"), "missed": ("不加分", "not earned")} if bonus else {}
    spot = spot_of(version, alone[0] if len(alone) == 1 else None)
    for what, possible, zh, en in (("met", able.meet, MET, "met"), ("missed", able.miss, MISSED, "missed")):
        yield item("verdict", version, what, words.get(what, (zh, en)), spot, ("", "") if possible else able.why)


def _seen(result: IndicatorResult, assessment: Assessment) -> Iterator[tuple[str, Path]]:
    if result.verdict in (Verdict.MET, Verdict.MISSED):
        yield str(result.verdict), ()
    if result.working is not None and result.working.method == "bonus_none":
        yield "missed", ()


PART = Kind("verdict", _items, _seen)
