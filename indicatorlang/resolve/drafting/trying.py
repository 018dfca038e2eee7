"""What a drafted row or a drafted sum of money comes to when it is loaded: nothing is written that the loader would refuse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from indicatorlang.diagnostics import Diagnostic, errors
from indicatorlang.model.draft import DraftMeasure, DraftRow
from indicatorlang.resolve.from_python import from_python
from indicatorlang.resolve.from_syntax import resolve_ruleset

_NOWHERE = "草稿"


def faults_of(row: DraftRow, measures: Sequence[DraftMeasure], span: str) -> tuple[Diagnostic, ...]:
    """Why the loader would refuse the row; empty when it would not, and the row has something that decides it."""
    said = {
        "id": row.id,
        "level1": row.level1,
        "level2": row.level2,
        "name": row.name,
        "wording": row.wording,
        "target": row.target.en if row.target is not None else "",
        "weight": row.weight or "1",
        "scoring": row.scoring,
    }
    indicator = {key: value for key, value in said.items() if value}
    ruleset, found = resolve_ruleset(_ruleset(span, measures, [indicator]))
    unread = () if ruleset is None else tuple(i.unread for i in ruleset.indicators if i.unread is not None)
    return (*errors(found), *unread)


def profile_faults(name: str, span: str) -> tuple[Diagnostic, ...]:
    """Why there are no scoring rules of that name."""
    row = {"name": _NOWHERE, "target": f"{_NOWHERE} done", "weight": "1"}
    _, found = resolve_ruleset(_ruleset(span, (), [row], profile=name))
    return tuple(errors(found))


def money_faults(funds: dict[str, Any], span: str) -> tuple[Diagnostic, ...]:
    """Why the loader would refuse the section of money."""
    row = {"name": _NOWHERE, "target": f"{_NOWHERE} done", "weight": "1"}
    _, found = resolve_ruleset(_ruleset(span, (), [row], funds=funds))
    return tuple(errors(found))


def _ruleset(span: str, measures: Sequence[DraftMeasure], rows: list[dict[str, str]], **more: Any) -> Any:
    return from_python(
        {
            "ruleset": _NOWHERE,
            "period": span,
            "measures": {measure.name: _measure(measure) for measure in measures},
            "indicators": rows,
            **more,
        }
    )


def _measure(measure: DraftMeasure) -> dict[str, str]:
    said = {"unit": measure.unit, "kind": measure.kind, "formula": measure.formula, "scale": measure.scale}
    return {key: value for key, value in said.items() if value}
