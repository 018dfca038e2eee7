"""What the words about a number say of it, where no name does: 差错率2% is better low, 6 months after approval are at most so long."""

from __future__ import annotations

from indicatorlang.lazily import pattern
from indicatorlang.resolve.direction.directions import told_direction
from indicatorlang.syntax.written.tree import WrittenClause, WrittenNumber

_MEASURES = ("率", "量", "数", "次数", "件数", "比例", "占比", "时间", "时长", "成本", "费用")
_SINCE_WHEN = pattern(r" ?(?:after|following|from|of) (?:the )?[a-z]{4,}")


def own_subject(text: str, clause: WrittenClause) -> str:
    """The words of a condition that name what it measures and tell which way is better; empty without any."""
    said = " ".join(text[span.start : span.end] for span in clause.rest).strip(" ，,、；;：:为")
    return said if said.endswith(_MEASURES) and told_direction(said).word else ""


def counted_from_an_event(text: str, number: WrittenNumber) -> bool:
    """6 months after approval."""
    return _SINCE_WHEN.match(text[number.span.end : number.span.end + 40].lower()) is not None
