"""The tables of `tables/*.yaml`: what is in them, in which layout they are drawn, and what auditing has to say of every row.

The rows stand as lines of cells, `|` between them, under a line that names the cells. The last cells of a line are what is expected:
`finding` (the fixed words, `+` between several; blank is 一致, `none` is a row without anything to compare, `*` any difference),
`points` (what the row comes to: blank is its full weight, `-` none, `6..8` the points between which a level leaves it open), and
where it matters `cause` and `verdict`.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import attrs
import yaml

TABLES = Path(__file__).parent / "tables"
EXPECTED = ("finding", "points", "cause", "verdict")


@attrs.frozen
class Line:
    """One row: its cells by meaning, and what is expected of it."""

    key: str
    cells: Mapping[str, str]
    expected: Mapping[str, str]

    def cell(self, meaning: str) -> str:
        return self.cells.get(meaning, "")

    @property
    def findings(self) -> tuple[str, ...]:
        """The words in their order; empty for a row without anything to compare."""
        text = self.expected.get("finding", "")
        return () if text == "none" else tuple((text or "一致").split("+"))

    @property
    def points(self) -> str | tuple[Fraction, Fraction] | Fraction | None:
        """What the row comes to; `none` when nothing is to be computed, None when it does not matter."""
        text = self.expected.get("points", "")
        if text == "-" or not (self.findings or text):
            return "none"
        if "*" in self.findings:
            return None
        low, dots, high = (text or self.cell("weight")).partition("..")
        return (Fraction(low), Fraction(high)) if dots else Fraction(low)


@attrs.frozen
class Content:
    """One table of the folder."""

    name: str
    title: str
    layout: str
    container: str
    profile: str | None
    facts: Mapping[str, str]
    money_unit: str
    money: tuple[Line, ...]
    rows: tuple[Line, ...]
    total: tuple[str, str] | None
    goal: str
    done: str
    notes: tuple[str, ...]
    advice: tuple[str, ...]
    may: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        return self.name.startswith("clean-")

    @property
    def lines(self) -> tuple[Line, ...]:
        return (*self.money, *self.rows)


def tables() -> tuple[Content, ...]:
    """All tables, by name."""
    return tuple(_content(path) for path in sorted(TABLES.glob("*.yaml")))


def table(name: str) -> Content:
    return _content(TABLES / f"{name}.yaml")


def _content(path: Path) -> Content:
    raw = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    money, rows = _lines(raw.get("money", ""), "money"), _lines(raw["rows"], "row")
    return Content(
        name=path.stem,
        title=raw["title"],
        layout=raw["layout"],
        container=raw.get("as", "xlsx"),
        profile=raw.get("profile"),
        facts=raw.get("facts", {}),
        money_unit=raw.get("money_unit", "万元"),
        money=money,
        rows=rows,
        total=_total(raw.get("total", ""), (*money, *rows)),
        goal=raw.get("goal", ""),
        done=raw.get("done", ""),
        notes=tuple(raw.get("notes", ())),
        advice=tuple(raw.get("advice", ())),
        may=tuple(raw.get("may", ())),
    )


def _lines(text: str, kind: str) -> tuple[Line, ...]:
    if not text.strip():
        return ()
    names, *rest = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").split("\n") if line.strip()]
    found: list[Line] = []
    above: dict[str, str] = {}
    for number, cells in enumerate(rest, start=1):
        if len(cells) != len(names):
            raise ValueError(f"{len(cells)} cells under {len(names)} names: {cells}")
        fields = dict(zip(names, cells, strict=True))
        expected = {name: fields.pop(name) for name in EXPECTED if name in fields}
        for level in ("l1", "l2"):
            if level in fields and not fields[level] and "id" not in fields:
                if level == "l2" and fields["l1"] != above.get("l1"):
                    continue
                fields[level] = above.get(level, "")
        above = fields
        found.append(Line(f"{kind}{number}", fields, expected))
    return tuple(found)


def _total(text: str, lines: tuple[Line, ...]) -> tuple[str, str] | None:
    """`sum` adds up what the rows say, else `weight | score` as it is to stand there."""
    if not text:
        return None
    if text == "sum":
        return _sum(lines, "weight"), _sum(lines, "score")
    weight, _, score = text.partition("|")
    return weight.strip(), score.strip()


def _sum(lines: tuple[Line, ...], meaning: str) -> str:
    texts = [text for line in lines if (text := line.cell(meaning))]
    places = max(len(text.partition(".")[2]) for text in texts)
    scaled = sum(Fraction(text) for text in texts) * 10**places
    assert scaled.denominator == 1
    whole, part = divmod(scaled.numerator, 10**places)
    return f"{whole}.{part:0{places}d}" if places else str(whole)
