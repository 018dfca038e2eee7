"""What of a ruleset its tests have seen: every verdict, branch, band and level that can make a difference."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal

import attrs

from indicatorlang.diagnostics import Lang, Place
from indicatorlang.lazily import frozen
from indicatorlang.model.expected import TestCase
from indicatorlang.model.spot import Spot

Seen = Literal["asserted", "passed", "unseen", "impossible"]
Path = tuple[int, ...]
"""The way to a condition below and, or, not: the number of the part (from 0) at every step."""


@frozen
class CoverageItem:
    """One thing that a test should see. `what` tells items of one kind, row and part apart.

    `says` is the thing in words, in Chinese and English (`未达标`, `missed`); `impossible` says why no test can see it, empty for
    what can be seen."""

    kind: str
    row: str
    what: str
    part: Path = ()
    version: int = 0
    name: str = attrs.field(default="", eq=False)
    says: tuple[str, str] = attrs.field(default=("", ""), eq=False)
    impossible: tuple[str, str] = attrs.field(default=("", ""), eq=False)
    spot: Spot = attrs.field(default=Spot(), eq=False, repr=False)

    @property
    def key(self) -> ItemKey:
        """What identifies it."""
        return self.kind, self.row, self.part, self.what, self.version

    def named(self, lang: Lang = "zh") -> str:
        """The row and the thing: 指标1未达标; the numbers of the row and of a day are kept apart."""
        if lang == "en":
            return f"indicator {self.row} {self.says[1]}"
        return f"指标{self.row}{'的' if self.says[0][:1].isdigit() else ''}{self.says[0]}"


ItemKey = tuple[str, str, Path, str, int]


@frozen
class Reached:
    """One item and how far tests have come with it: `asserted` (a test reaches it and expects something of the row), `passed`
    (reached, and nothing is expected), `unseen`, `impossible`. `by` names the first test that reaches it; `suggestion` is a case
    that does, where one was found."""

    item: CoverageItem
    state: Seen
    by: str = ""
    place: Place = attrs.field(default=Place(), eq=False)
    suggestion: TestCase | None = attrs.field(default=None, eq=False)

    def sentence(self, lang: Lang = "zh") -> str:
        """What is lacking, or what was seen, in one sentence."""
        zh, row = lang == "zh", self.item.row
        said = self.item.says[0 if zh else 1]
        named = self.item.named(lang)
        match self.state:
            case "unseen":
                return f"指标{row}未见{said}的用例" if zh else f"no test sees indicator {row} {said}"
            case "passed":
                return (
                    f"{named}：用例“{self.by}”经过但未核对"
                    if zh
                    else f"{named}: test `{self.by}` passes through and expects nothing of it"
                )
            case "impossible":
                why = self.item.impossible[0 if zh else 1]
                return f"{named}不计：{why}" if zh else f"{named} is not counted: {why}"
        return f"{named}：用例“{self.by}”" if zh else f"{named}: test `{self.by}`"


@frozen
class Coverage:
    """All items of a ruleset in the order of its rows. `grades` are the grades of the total with whether a test sees them, for
    information: they are no part of the share."""

    entries: tuple[Reached, ...] = ()
    grades: tuple[tuple[str, bool], ...] = ()

    @property
    def counted(self) -> tuple[Reached, ...]:
        """The items that a test can see."""
        return tuple(entry for entry in self.entries if entry.state != "impossible")

    @property
    def asserted(self) -> int:
        """How many of them a test sees and expects something of."""
        return sum(entry.state == "asserted" for entry in self.entries)

    @property
    def passed(self) -> int:
        """How many are only passed through."""
        return sum(entry.state == "passed" for entry in self.entries)

    @property
    def share(self) -> Fraction:
        """The asserted part of what counts, 0..1, exact; 1 where there is nothing to see."""
        return Fraction(self.asserted, len(self.counted)) if self.counted else Fraction(1)

    @property
    def lacking(self) -> tuple[Reached, ...]:
        """What no test asserts, in the order of the file."""
        return tuple(entry for entry in self.counted if entry.state != "asserted")

    def of_row(self, row: str) -> tuple[Reached, ...]:
        """The items of one row that count."""
        return tuple(entry for entry in self.counted if entry.item.row == row)

    def to_dict(self, lang: Lang = "zh") -> Mapping[str, Any]:
        """As plain structures; the share as two whole numbers and in per cent with two places."""
        return {
            "asserted": self.asserted,
            "passed": self.passed,
            "counted": len(self.counted),
            "percent": percent_text(self.share),
            "items": [_entry(entry, lang) for entry in self.entries],
            "grades": [{"grade": grade, "seen": seen} for grade, seen in self.grades],
        }


def percent_text(share: Fraction) -> str:
    """A share in per cent, cut (not rounded) to two places: 100 is said of all of it only."""
    whole, rest = divmod(share.numerator * 10000 // share.denominator, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") if rest else str(whole)


def _entry(entry: Reached, lang: Lang) -> Mapping[str, Any]:
    item, place = entry.item, entry.place
    return {
        "kind": item.kind,
        "indicator": item.row,
        "what": item.what,
        "part": [step + 1 for step in item.part],
        "version": item.version,
        "state": entry.state,
        "test": entry.by or None,
        "message": entry.sentence(lang),
        "file": place.file,
        "line": place.line,
        "column": place.column,
    }
