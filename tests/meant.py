"""Whether a reading says what a target means.

The rows of `tests/corpus/good/targets/` were written without looking at the reader: targets as public bodies publish them, of
invented places, each with what it means (`meant`). What a meaning holds: `kind`, `op_any` (the operators that are right), `value` and
`unit` (with `unit_any` and `equiv` for other ways to say the same), `low` `high`, `by` or `by_any`, `period`, `level` (the shortest span
with the demand), `clauses` (how many), `kind_any` (kinds that are as right; then nothing else is compared).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from indicatorlang.pipeline import read

FOLDER = Path(__file__).resolve().parent / "corpus" / "good" / "targets"
PERIODS = {"day": "天日", "week": "周", "month": "月", "quarter": ("季度", "季"), "half": ("半年",), "year": "年"}


def rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row with the name of its file."""
    for file in sorted(FOLDER.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield file.stem, json.loads(line)


def reading_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row as the reader reads it."""
    beside = {key: str(row.get(key, "")) for key in ("op", "unit", "level2")}
    return read(row["target"], row.get("name", ""), year=row.get("year"), **beside).to_dict()


def difference(meant: Mapping[str, Any], got: Mapping[str, Any]) -> str:
    """What is wrong with a reading; empty when nothing is."""
    kind = got["kind"]
    if kind != meant["kind"]:
        return "" if kind in meant.get("kind_any", ()) else f"kind {kind}, means {meant['kind']}"
    if kind in ("number", "growth") and meant.get("op_any") and got.get("op") not in meant["op_any"]:
        return f"op {got.get('op')}, means {' or '.join(meant['op_any'])}"
    if "value" in meant and not _same_quantity(meant, got):
        return f"quantity {got.get('value')} {got.get('unit')}, means {meant['value']} {meant['unit']}"
    ends = [(_number(one.get("low")), _number(one.get("high")), _unit(one.get("unit"))) for one in (meant, got)]
    if kind == "range" and ends[0] != ends[1]:
        return f"range {got.get('low')} to {got.get('high')} {got.get('unit')}"
    if "by" in meant and got.get("by") != meant["by"]:
        return f"by {got.get('by')}, means {meant['by']}"
    if "by_any" in meant and got.get("by") not in meant["by_any"] and got.get("by_any") != sorted(meant["by_any"]):
        return f"by {got.get('by')}, means one of {meant['by_any']}"
    if "period" in meant and got.get("period") != meant["period"]:
        in_unit = any(word in str(got.get("unit")) for word in PERIODS[meant["period"]])
        if not in_unit:
            return f"period {got.get('period')}, means {meant['period']}"
    if kind in ("level", "done") and meant.get("level", "") not in got.get("level", ""):
        return f"level {got.get('level')}, means {meant['level']}"
    if "clauses" in meant and len(got.get("clauses", ())) != len(meant["clauses"]):
        return f"{len(got.get('clauses', ()))} clauses, are {len(meant['clauses'])}"
    return ""


def _same_quantity(meant: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    pairs = [(meant["value"], unit) for unit in (meant["unit"], *meant.get("unit_any", ()))]
    pairs += [(one["value"], one["unit"]) for one in meant.get("equiv", ())]
    per = PERIODS.get(got.get("period", ""), ())
    shown = [_unit(got.get("unit")), *(_unit(f"{got.get('unit') or ''}/{word}") for word in per)]
    value = _number(got.get("value"))
    return value is not None and any(_number(number) == value and _unit(unit) in shown for number, unit in pairs)


def _number(text: object) -> Decimal | None:
    try:
        return Decimal(str(text).replace(",", ""))
    except InvalidOperation:
        return None


def _unit(text: object) -> tuple[str, tuple[str, ...]]:
    """A unit as its parts: 元/人*月, 元/月/人 and 元/(人·月) are one."""
    plain = re.sub(r"[\s()（）]", "", str(text or "")).replace("％", "%").replace("百分比", "%").replace("㎡", "平方米")
    over, _, under = plain.partition("/")
    return over, tuple(sorted(part for part in re.split(r"[/*·.、]", under) if part))
