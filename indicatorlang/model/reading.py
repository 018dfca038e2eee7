"""What a target says: one condition, or several, with everything that was assumed to read it and everything that was not used."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from indicatorlang.diagnostics import Diagnostic, Lang
from indicatorlang.lazily import frozen
from indicatorlang.model.comparison import Op, Stated

ReadingKind = Literal["number", "range", "deadline", "done", "level", "growth", "grades", "none", "text"]
ReadingPeriod = Literal["day", "week", "month", "quarter", "half", "year"]


@frozen
class GradeStep:
    """One step of a row of grades: `level` is reached where the value stands in `op` to `value` `unit`."""

    level: str
    op: Op
    value: str
    unit: str = ""

    def to_dict(self) -> dict[str, str]:
        """The step as JSON."""
        return {"level": self.level, "op": self.op, "value": self.value, "unit": self.unit}


@frozen
class Reading:
    """The reading of one target text. Fields that say nothing are None or empty and absent from the JSON.

    `value`, `low` and `high` are decimal text, or two integers joined by `/` where no decimal is exact; `unit` is as written.
    A growth downwards has a negative `value` (at least 5% less is `<=` `-5` `%`), and `op` `<` without one. `by` is the last day allowed; `by_any` are both
    candidates of an ambiguous text, the earlier first. `clauses` holds all conditions when there are several, the first one
    being repeated by the fields of the reading itself. `canonical` is the whole in the strict language, where it can be said
    there. `assumed` are infos; `rest` is what carries no condition. `stated` are the comparisons that the text or what stands
    beside it states, in the order of the text; empty for a text of the strict language, whose signs are their own authority.
    `refused` says why a text of kind `text` is not understood, and how to mend it.
    """

    kind: ReadingKind
    op: Op | None = None
    value: str | None = None
    unit: str | None = None
    low: str | None = None
    high: str | None = None
    low_closed: bool | None = None
    high_closed: bool | None = None
    by: dt.date | None = None
    by_any: tuple[dt.date, ...] = ()
    period: ReadingPeriod | None = None
    level: str = ""
    baseline: str = ""
    grades: tuple[GradeStep, ...] = ()
    clauses: tuple[Reading, ...] = ()
    canonical: str = ""
    assumed: tuple[Diagnostic, ...] = ()
    rest: str = ""
    stated: tuple[Stated, ...] = ()
    refused: tuple[Diagnostic, ...] = ()

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The reading as JSON: absent fields left out, sentences in `lang`."""
        plain: dict[str, Any] = {
            "kind": self.kind,
            **{key: getattr(self, key) for key in ("op", "value", "unit", "low", "high", "low_closed", "high_closed")},
            "by": self.by.isoformat() if self.by else None,
            "by_any": [day.isoformat() for day in self.by_any] or None,
            **{key: getattr(self, key) or None for key in ("period", "level", "baseline")},
            "grades": [step.to_dict() for step in self.grades] or None,
            "clauses": [clause.to_dict(lang) for clause in self.clauses] or None,
            "canonical": self.canonical or None,
            "assumed": [{"code": d.code, "message": d.message(lang)} for d in self.assumed] or None,
            "rest": self.rest or None,
            "stated": [stated.to_dict(lang) for stated in self.stated] or None,
            "refused": [{"code": d.code, "message": d.message(lang), "help": d.help(lang)} for d in self.refused] or None,
        }
        return {key: value for key, value in plain.items() if value is not None}
