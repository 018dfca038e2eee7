"""What reading a published target costs, beside the strict parser, its grammar alone, and a regular expression.

python -m tests.benchmarks.read [--repeats N] [--write]
"""

from __future__ import annotations

import calendar
import functools
from collections.abc import Sequence

import attrs
import yaml

import indicatorlang as il
from indicatorlang.library import units
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.wording.quantities import plain_unit
from indicatorlang.syntax import from_text
from tests.benchmarks.harness import ROOT, Table, exponent, micros, seconds_each, show, times
from tests.benchmarks.office_reader import Said, office_read

BESIDE = {"name": "name", "op_column": "op", "unit_column": "unit", "level2": "level2"}
CLASSES = ("bare number", "sign", "words", "range", "date", "growth", "level or state", "sentence", "English", "refused")
SHAPES = ("5家,", "每亩", "5", "≥5% ", "不低于", "稳步提升", "（含）", "2019年12月底前，", "一次", "at least 5 days, ")
LENGTHS = (10, 30, 100, 300, 1000, 2000, 4000)
YEAR = 2021


@attrs.frozen
class Case:
    """A text of the conformance cases, what stands beside it, and how it is read."""

    text: str
    beside: tuple[tuple[str, str], ...]
    english: bool
    reading: Reading

    def read(self) -> Reading:
        """The reading of this tool."""
        return il.read(self.text, year=YEAR, **dict(self.beside))

    def office_read(self) -> Said | None:
        """The reading of the regular expression."""
        columns = dict(self.beside)
        return office_read(self.text, columns.get("op", ""), columns.get("unit", ""))


def cases() -> list[Case]:
    """All texts of `tests/conformance/targets/`, whose readings its own tests hold right."""
    found = []
    for file in sorted((ROOT / "tests" / "conformance" / "targets").glob("*.yaml")):
        for item in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):
            beside = {BESIDE[key]: item[key] for key in BESIDE if key in item}
            reading = il.read(item["text"], year=YEAR, **beside)
            found.append(
                Case(item["text"], tuple(beside.items()), file.stem.startswith("english") or file.stem == "mixed_en", reading)
            )
    return found


def class_of(case: Case) -> str:
    """The row a case belongs to."""
    reading = case.reading
    if case.english or reading.kind == "text":
        return "English" if case.english else "refused"
    if reading.rest or reading.clauses or len(case.text) > 15:
        return "sentence"
    named = {"range": "range", "deadline": "date", "growth": "growth", "number": ""}.get(reading.kind, "level or state")
    if named:
        return named
    if any(sign in case.text for sign in "<>=≥≤＜＞＝"):
        return "sign"
    return "bare number" if any(info.code == "operator-assumed" for info in reading.assumed) else "words"


def right(said: Said | None, reading: Reading) -> bool:
    """Whether the office's reader says what the reading says; of a date the day is enough, of a degree its kind."""
    if said is None or reading.clauses or reading.by_any:
        return said is None and reading.kind == "text"
    kind, op, low, high, unit = said
    if reading.kind in ("level", "done"):
        return kind == "level"
    if reading.kind == "deadline" and reading.by is not None:
        return kind == "deadline" and _same_day(low, reading)
    if reading.kind == "range":
        return (kind, low, high, plain_unit(unit)) == ("range", reading.low, reading.high, reading.unit)
    if reading.kind == "number" and reading.by is None and reading.period is None:
        return (kind, op, low, plain_unit(unit)) == ("number", reading.op, reading.value, reading.unit)
    return kind == reading.kind == "none"


def _same_day(said: str, reading: Reading) -> bool:
    year, month, *day = (int(part or YEAR) for part in said.split("-"))
    last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
    return reading.by is not None and (year, month, day[0] if day else last) == (
        reading.by.year,
        reading.by.month,
        reading.by.day,
    )


def forget() -> None:
    """Empties what is remembered between texts, so that every text is met for the first time."""
    from_text._remembered.cache_clear()
    units._remembered.cache_clear()


def by_class(found: Sequence[Case], repeats: int) -> list[Table]:
    """The cost of a text by what it says."""
    ratios, medians = [], []
    for name in (*CLASSES, "all"):
        own = [case for case in found if name in (class_of(case), "all")]
        strict = [case.reading.canonical for case in own if case.reading.canonical]
        first = seconds_each(Case.read, own, repeats, forget)
        again = seconds_each(Case.read, own, repeats)
        parse = seconds_each(il.parse, strict, repeats)
        lark = seconds_each(functools.partial(from_text.parser().parse, start="target"), strict, repeats)
        office = seconds_each(Case.office_read, own, repeats)
        hits = sum(right(case.office_read(), case.reading) for case in own)
        ratios.append(
            (name, str(len(own)), times(first / parse), times(again / parse), times(first / lark), f"{hits} of {len(own)}")
        )
        medians.append((name, *(micros(each) for each in (first, again, parse, lark, office))))
    return [
        Table(
            "Reading one text, as a multiple of what else is done with it:",
            (
                "text",
                "texts",
                "first time ÷ strict parse",
                "again ÷ strict parse",
                "first time ÷ bare grammar",
                "a regular expression reads",
            ),
            tuple(ratios),
        ),
        Table(
            "Medians in microseconds a text:",
            (
                "text",
                "read, first time",
                "read again",
                "strict parse of the canonical text",
                "bare grammar",
                "regular expression",
            ),
            tuple(medians),
            page=False,
        ),
    ]


def _cost(text: str, repeats: int) -> float:
    return seconds_each(functools.partial(il.read, year=YEAR), [text], repeats, forget)


def by_length(shapes: Sequence[str], lengths: Sequence[int], repeats: int, beyond: int = 10_000) -> list[Table]:
    """How the cost grows with the length of a text, and what a text beyond the limit costs."""
    rows, medians = [], []
    for shape in shapes:
        costs = [(length, _cost((shape * length)[:length], repeats)) for length in lengths]
        over = _cost((shape * beyond)[:beyond], repeats)
        # Up to forty conditions are read, so what is shorter than a thousand characters may be a target of many.
        grown = exponent([point for point in costs if point[0] >= lengths[-1] // 4])
        rows.append((f"`{shape}`", f"{grown:.2f}", times(costs[-1][1] / costs[0][1]), times(over / costs[-1][1])))
        medians.append((f"`{shape}`", *(micros(cost) for _, cost in costs), micros(over)))
    return [
        Table(
            "Growth with length, shapes repeated (an exponent of 1 is linear):",
            ("shape", "exponent", f"{lengths[-1]} ÷ {lengths[0]} characters", f"{beyond} ÷ {lengths[-1]} characters"),
            tuple(rows),
        ),
        Table("Medians in microseconds:", ("shape", *(str(length) for length in (*lengths, beyond))), tuple(medians), page=False),
    ]


def tables(repeats: int) -> list[Table]:
    """Everything this benchmark measures."""
    return [*by_class(cases(), repeats), *by_length(SHAPES, LENGTHS, max(3, repeats // 3))]


if __name__ == "__main__":
    show("read", tables)
