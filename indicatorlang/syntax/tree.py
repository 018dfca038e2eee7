"""The tree of the strict target language: what was written, nothing yet of what it means.

One grammar rule, one node class. Numbers, units, names and dates stay text. Every node knows its `span` in the target text;
spans are never compared, so two texts that mean the same give equal trees. Keywords have one canonical form each: the tree
holds the English one (`grows`, `every day`, `>=`), the printer chooses the language.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, Literal

import attrs

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import frozen

NOWHERE = Span(0, 0)

CompareOp = Literal[">=", "<=", ">", "<", "==", "!="]
ArithmeticOp = Literal["+", "-", "*", "/"]
Cadence = Literal["day", "week", "month", "quarter"]


@frozen
class Node:
    """Anything in the tree."""

    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False, kw_only=True)


@frozen
class Amount(Node):
    """A number and its unit as written, grouping commas removed: `500 家`, `90%`, `1/10000`, `-3`. `unit` may be empty.

    `number` is decimal text or two integers joined by `/`."""

    number: str
    unit: str = ""


@frozen
class Name(Node):
    """A measure, a level, a scale, a baseline: without its quotes `「…」` or back quotes. `quoted` only steers printing."""

    text: str
    quoted: bool = attrs.field(default=False, eq=False, repr=False)


@frozen
class Day(Node):
    """A date or period literal as written: `2019`, `2019-12`, `2019-12-31`, `2019Q4`, `2019H1`."""

    text: str


@frozen
class Negative(Node):
    """`- x`, for anything but a literal number."""

    operand: Expression


@frozen
class Arithmetic(Node):
    """`left op right`."""

    op: ArithmeticOp
    left: Expression
    right: Expression


@frozen
class Call(Node):
    """`sum(x)`, `workdays(a, b)`, `count(发布时效 <= 3 工作日)`, `percentile(x, 95)`."""

    function: str
    arguments: tuple[Expression | Condition, ...]


@frozen
class Milestone(Node):
    """One `amount by day` of a schedule."""

    amount: Expression
    by: Day


@frozen
class Suffixes(Node):
    """What may follow one comparison: `by DAY`, `on SCALE`, `for SHARE of RECORDS`, `each`/`every CADENCE`."""

    by: Day | None = None
    on: Name | None = None
    share: Amount | None = None
    records: Name | None = None
    every: Cadence | None = None


NO_SUFFIX = Suffixes()


@frozen
class Comparison(Node):
    """`subject op bound [± tolerance]`; the subject may be missing (the indicator's measure or name stands for it).

    `tolerance` is an amount with `%` (of the bound) or with the bound's unit. `milestones` holds the second and later
    `amount by day` of a schedule; the first is `bound` with `suffixes.by`."""

    subject: Expression | None
    op: CompareOp
    bound: Expression
    tolerance: Amount | None = None
    milestones: tuple[Milestone, ...] = ()
    suffixes: Suffixes = NO_SUFFIX


@frozen
class Within(Node):
    """`subject in [low, high)`."""

    subject: Expression | None
    low: Expression
    high: Expression
    low_closed: bool = True
    high_closed: bool = True
    suffixes: Suffixes = NO_SUFFIX


@frozen
class Is(Node):
    """`subject is LEVEL`."""

    subject: Expression | None
    level: Name
    suffixes: Suffixes = NO_SUFFIX


@frozen
class Done(Node):
    """`subject done [by DAY]`."""

    subject: Expression | None
    suffixes: Suffixes = NO_SUFFIX


@frozen
class Growth(Node):
    """`subject grows|falls [op amount] [over BASELINE]`. Without an amount strict growth is meant, and `op` is None."""

    subject: Expression | None
    direction: Literal["grows", "falls"]
    op: CompareOp | None = None
    amount: Amount | None = None
    over: Name | None = None
    suffixes: Suffixes = NO_SUFFIX


@frozen
class Trend(Node):
    """`subject rises|drops each CADENCE`; `逐期提升` has no cadence of its own: None."""

    subject: Expression | None
    direction: Literal["rises", "drops"]
    each: Cadence | None = None
    suffixes: Suffixes = NO_SUFFIX


@frozen
class And(Node):
    """All parts hold."""

    parts: tuple[Condition, ...]


@frozen
class Or(Node):
    """At least one part holds."""

    parts: tuple[Condition, ...]


@frozen
class Not(Node):
    """The part does not hold."""

    part: Condition


Expression = Amount | Name | Day | Negative | Arithmetic | Call
Condition = Comparison | Within | Is | Done | Growth | Trend | And | Or | Not


def below(node: Node) -> tuple[Node, ...]:
    """The nodes directly below a node, in the order of the text."""
    kind: Any = type(node)
    names = _fields(kind)
    if not names:
        return ()
    found: list[Node] = []
    for name in names:
        part = getattr(node, name)
        if isinstance(part, Node):
            found.append(part)
        elif isinstance(part, tuple):
            found.extend(item for item in part if isinstance(item, Node))
    return tuple(found)


_PLAIN = frozenset({"Span", "str", "bool", "ArithmeticOp", "CompareOp", "CompareOp | None", "Cadence | None"})
"""Types of fields that hold no node: most fields, and trees are walked often."""


@functools.cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    """The names of its fields that may hold nodes; the kinds of nodes are few."""
    return tuple(field.name for field in attrs.fields(kind) if field.type not in _PLAIN)


def walk(node: Node) -> Iterator[Node]:
    """The node and every node below it, parents first, in the order of the text; never recursive."""
    waiting: list[Node] = [node]
    while waiting:
        current = waiting.pop()
        yield current
        parts = below(current)
        if parts:
            waiting.extend(reversed(parts))
