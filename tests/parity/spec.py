"""Rulesets as plain facts: what Hypothesis makes, what is printed for the product to load, and what the reference judges by.

Nothing here comes from the product, so that the reference shares no mistake with it.
"""

from __future__ import annotations

from typing import Any

import attrs


@attrs.frozen
class Measure:
    """A measure that is reported each quarter or month."""

    name: str
    unit: str
    kind: str
    aggregate: str = ""
    direction: str = "higher"

    def told(self) -> dict[str, str]:
        """As it stands in a ruleset."""
        said = {"unit": self.unit, "kind": self.kind, "aggregate": self.aggregate, "direction": self.direction}
        return {key: text for key, text in said.items() if text}


@attrs.frozen
class Ref:
    """A measure, by its name; a formula has a name, too."""

    name: str

    def __str__(self) -> str:
        return self.name


@attrs.frozen
class Num:
    """A number as written, with its unit."""

    text: str
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.text} {self.unit}".rstrip()


@attrs.frozen
class Agg:
    """A function over the values of a measure: sum, mean, min, max, last."""

    function: str
    name: str

    def __str__(self) -> str:
        return f"{self.function}({self.name})"


@attrs.frozen
class Bin:
    """Two expressions joined by a sign."""

    op: str
    left: Expression
    right: Expression

    def __str__(self) -> str:
        right = f"({self.right})" if isinstance(self.right, Bin) else str(self.right)
        return f"{self.left} {self.op} {right}"


Expression = Ref | Num | Agg | Bin


@attrs.frozen
class Formula:
    """A measure that is computed."""

    name: str
    expression: Bin
    bounded: bool = False
    no_cases_met: bool = False
    direction: str = "higher"

    def told(self) -> dict[str, str]:
        """As it stands in a ruleset."""
        said = {"formula": str(self.expression), "direction": self.direction}
        return said | ({"bounded": "true"} if self.bounded else {}) | ({"no_cases": "met"} if self.no_cases_met else {})


@attrs.frozen
class Compare:
    """A subject against a bound. `due` is the last day, as written in `due_text`."""

    subject: Expression
    op: str
    bound: Expression
    due: str = ""

    def __str__(self) -> str:
        return f"{self.subject} {self.op} {self.bound}" + (f" by {self.due}" if self.due else "")


@attrs.frozen
class Between:
    """A subject between two numbers."""

    subject: Expression
    low: Num
    high: Num
    ends: str = "[]"
    due: str = ""

    def __str__(self) -> str:
        return f"{self.subject} in {self.ends[0]}{self.low}, {self.high}{self.ends[1]}" + (f" by {self.due}" if self.due else "")


@attrs.frozen
class Joint:
    """Several conditions joined by `and` or `or`."""

    word: str
    parts: tuple[Condition, ...]

    def __str__(self) -> str:
        return f" {self.word} ".join(f"({part})" for part in self.parts)


@attrs.frozen
class Not:
    """The contrary of a condition."""

    part: Condition

    def __str__(self) -> str:
        return f"not ({self.part})"


Condition = Compare | Between | Joint | Not


@attrs.frozen
class Row:
    """An indicator."""

    id: str
    condition: Condition
    weight: str
    pass_fail: bool = False

    def told(self) -> dict[str, str]:
        """As it stands in a ruleset."""
        said = {"id": self.id, "name": f"指标{self.id}", "target": str(self.condition), "weight": self.weight}
        return said | ({"scoring": "pass_fail"} if self.pass_fail else {})


@attrs.frozen
class Spec:
    """A ruleset, the day it is evaluated on, and how its table looks: the periods of each measure and how large its values are."""

    measures: tuple[Measure, ...]
    formula: Formula
    rows: tuple[Row, ...]
    profile: str
    percent: str
    as_of: str
    months: frozenset[str]
    """The measures that are reported by month; the others by quarter."""
    high: tuple[int, ...]
    places: int

    def told(self) -> dict[str, Any]:
        """The ruleset, for the product to load."""
        measures = {each.name: each.told() for each in (*self.measures, self.formula)}
        rows = [row.told() for row in self.rows]
        head = {"ruleset": "比对", "year": "2019", "profile": self.profile, "percent": self.percent}
        return head | {"measures": measures, "indicators": rows}
