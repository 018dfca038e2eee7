"""Rows → the text of two Python functions that decide and measure them all, and the functions.

Of a text written by people only the names of measures reach them, as constants beside the text and never in it.

Points are worked out in two steps. A float is within a few parts in 10¹⁵ of the number it stands for, so that points computed with floats
are off by less than a millionth of their smallest part; where they lie farther than that from a half, rounding them is rounding the exact
ones. Where they do not, they are computed again with integers.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence, Set
from fractions import Fraction
from operator import itemgetter
from typing import Any, TypeVar

import attrs

from indicatorlang.engine.scorer.deciding import NUMBERS, Decision, alone
from indicatorlang.engine.scorer.kinds import FormulaRow, OtherRow, PlainRow, ScorerRow, Side
from indicatorlang.engine.scorer.numbers import LARGEST, SCALE, SMALLEST, integers_of, within
from indicatorlang.model.verdict import Verdict

UNSURE = 1e-6
"""So near to a half, in smallest parts of a point, floats do not decide how points are rounded."""
_BEYOND = 2.001
"""So many times a bound that is not to be passed earn nothing: twice do, and floats are not off by as much as this is more."""
_FRACTION = (
    ("d = gcd(n, u)", "made = new(fraction)", "made._numerator = n // d", "made._denominator = u // d")
    if getattr(Fraction, "__slots__", ()) == ("_numerator", "_denominator")
    else ("made = fraction(n, u)",)
)
"""What `fraction(n, u)` does, without first asking what `n` and `u` are: half of what gaps cost goes into that question."""
# A missing name; no mapping, or a value that cannot be looked up; no number.
_NOT_AT_ONCE = "(KeyError, TypeError, ValueError, OverflowError)"


@attrs.frozen
class Memory:
    """What one row is known to come to: `full` with all its points (or, waiting, whatever the number), `filling` the values that come to it;
    `known` holds what evaluation said of all values that were met (of the value alone where a row looks at one); `ask` asks evaluation."""

    full: Decision
    filling: Set[Any]
    known: Mapping[Any, Decision]
    ask: Callable[[tuple[Any, ...]], Decision]


R = TypeVar("R")


def decider(
    rows: Sequence[ScorerRow],
    names: Sequence[str],
    points: Sequence[Fraction],
    memories: Sequence[Memory],
    row_class: type[R],
    scorer: object,
) -> Callable[[Mapping[str, Any]], R | None]:
    """A function from a record to a `row_class` with `_verdicts`, `_scores`, `_values` (of `names`), and `_scorer`.

    It answers None for a record that cannot be decided at once: a name is missing, or a value that should be a number is none.
    """
    scope: dict[str, Any] = {
        "take": _take(tuple(names)),
        "points": points,
        "none": points[0],
        "numbers": NUMBERS,
        "carefully": _carefully,
        "met": Verdict.MET,
        "missed": Verdict.MISSED,
        "all_verdicts": tuple(memory.full[0] for memory in memories),
        "all_scores": tuple(memory.full[1] for memory in memories),
        "new": object.__new__,
        "row_class": row_class,
        "scorer": scorer,
    }
    for index, memory in enumerate(memories):
        scope |= {f"filling{index}": memory.filling, f"known{index}": memory.known}
        scope |= {f"ask{index}": memory.ask, f"full{index}": memory.full}
    written = _written(rows, names)
    plain = [name for name in names if any(isinstance(row, PlainRow) and row.measure == name for row in rows)]
    lines = [*_unpacked("a", len(names), "take(record)", keep="values"), "row = new(row_class)", "row._scorer = scorer"]
    lines += ["row._values = values"]
    at = {name: f"a{n}" for n, name in enumerate(names)}
    if plain:
        lines += [f"if not ({' and '.join(f'type({at[name]}) in numbers' for name in plain)}):", "    return None"]
    lines += [f"d{row.index} = ask{row.index}({row.asked()})" for row in written if isinstance(row.row, FormulaRow)]
    whole = ["row._verdicts = all_verdicts", "row._scores = all_scores", "return row"]
    lines += [f"if {' and '.join(row.is_full() for row in written) or 'True'}:", *(f"    {line}" for line in whole)]
    lines += [*_unpacked("v", len(rows), "all_verdicts"), *_unpacked("s", len(rows), "all_scores")]
    for row in written:
        lines += row.decided(scope)
    lines += [f"row._{what} = ({_listed(letter, len(rows))})" for what, letter in (("verdicts", "v"), ("scores", "s"))]
    decide: Callable[[Mapping[str, Any]], R | None] = _function("decide(record)", [*lines, "return row"], scope)
    return decide


def gauge(
    rows: Sequence[ScorerRow],
    names: Sequence[str],
    lacks: Sequence[Mapping[Any, Fraction | None]],
    ask: Callable[[int, tuple[Any, ...]], Fraction | None],
) -> Callable[[Sequence[Verdict], Sequence[Any]], tuple[Fraction | None, ...] | None]:
    """A function from the verdicts of a record and the values of `names` to what each row lacks. `lacks` holds what is remembered of rows
    that evaluation decides, `ask` tells it of one row, by all values.

    It answers None for values that were not decided at once."""
    scope: dict[str, Any] = {"met": Verdict.MET, "missed": Verdict.MISSED, "ask": ask}
    scope |= {"fraction": Fraction, "new": object.__new__, "gcd": math.gcd, "integers": integers_of}
    scope |= {f"lacks{index}": lacked for index, lacked in enumerate(lacks)}
    lines = [*_unpacked("a", len(names), "values"), *_unpacked("v", len(rows), "verdicts")]
    for row in _written(rows, names):
        lines += row.lacking()
    made = [*lines, f"return ({_listed('g', len(rows))})"]
    measure: Callable[[Sequence[Verdict], Sequence[Any]], tuple[Fraction | None, ...] | None]
    measure = _function("gaps(verdicts, values)", made, scope)
    return measure


def _function(head: str, lines: Sequence[str], scope: dict[str, Any]) -> Any:
    body = "\n".join(f"        {line}" for line in lines)
    text = f"def {head}:\n    try:\n{body}\n    except {_NOT_AT_ONCE}:\n        return None"
    exec(compile(text, "<scorer>", "exec"), scope)  # noqa: S102 - written here, of numbers and names of variables only
    return scope[head.partition("(")[0]]


def _written(rows: Sequence[ScorerRow], names: Sequence[str]) -> list[_Row]:
    at = {name: f"a{n}" for n, name in enumerate(names)}
    return [_Row(index, row, at) for index, row in enumerate(rows)]


def _unpacked(letter: str, many: int, source: str, keep: str = "") -> list[str]:
    kept = [f"{keep} = {source}"] if keep else []
    return [*kept, *([f"{_listed(letter, many)}= {keep or source}"] if many else [])]


def _listed(letter: str, many: int) -> str:
    return "".join(f"{letter}{n}, " for n in range(many))


def _take(names: tuple[str, ...]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """The values of these names."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda record: tuple(record[name] for name in names)


def _carefully(row: PlainRow, value: float) -> int:
    """The points in smallest parts. Raises ValueError for a number that evaluation has to look at."""
    if not within(value, row.least, row.most):
        raise ValueError(value)
    return alone(row, value)[1]


@attrs.frozen
class _Row:
    """One row as text. `at` is the variable of each measure."""

    index: int
    row: ScorerRow
    at: Mapping[str, str]

    def is_full(self) -> str:
        """The condition under which it is known at once to have all its points."""
        match self.row:
            case OtherRow():
                return f"{self._key()} in filling{self.index}"
            case FormulaRow():
                return f"d{self.index} == full{self.index}"
        a, row = self.at[self.row.measure], self.row
        if row.waiting:
            return f"({max(row.least, SMALLEST)!r} <= {a} <= {row.most!r} or {a} == 0)"
        inside = " and ".join([*(_inside(side, a) for side in row.sides), *([f"{a} <= {row.most!r}"] if _is_capped(row) else [])])
        return inside if row.sides[0].below else f"({SMALLEST!r} <= {a} and {inside} or {a} == 0)"

    def asked(self) -> str:
        """The values that evaluation is asked about."""
        return f"({''.join(f'{self.at[name]}, ' for name in self.row.measures)})"

    def decided(self, scope: dict[str, Any]) -> list[str]:
        """Its verdict and its points, where they are not those with which every row begins."""
        n = self.index
        if isinstance(self.row, FormulaRow):
            return [f"v{n}, s{n} = d{n}"]
        if isinstance(self.row, OtherRow):
            key = self._key()
            return [f"if {key} not in filling{n}:", f"    v{n}, s{n} = known{n}.get({key}) or ask{n}({self.asked()})"]
        a, row = self.at[self.row.measure], self.row
        scope[f"row{n}"] = row
        looked_at = f"    carefully(row{n}, {a})"
        if row.waiting:
            return [f"if not ({self.is_full()}):", looked_at]
        above_most = (f"{a} > {row.most!r}", [looked_at])
        ways: list[tuple[str, list[str]]] = []
        if _is_capped(row) and not row.sides[-1].below:
            ways.append(above_most)
        for side in row.sides:  # `not` of what must hold, so that NaN gets here too
            ways.append(
                (f"not {_inside(side, a)}", [f"    v{n} = missed", *(f"    {line}" for line in self._points(side, a, row))])
            )
        if row.sides[-1].below:
            ways.append(above_most)
        if not row.sides[0].below:  # less than nothing, or nearly nothing
            ways.append((f"{a} < {SMALLEST!r} and {a} != 0", [looked_at]))
        return [
            line
            for number, (condition, then) in enumerate(ways)
            for line in (f"{'elif' if number else 'if'} {condition}:", *then)
        ]

    def _key(self) -> str:
        names = [self.at[name] for name in self.row.measures]
        return names[0] if len(names) == 1 else f"({''.join(f'{name}, ' for name in names)})"

    def _points(self, side: Side, a: str, row: PlainRow) -> list[str]:
        """The points of a missed row."""
        n, t = self.index, float(side.at)
        carefully = f"s{n} = points[carefully(row{n}, {a})]"
        if row.pass_fail or not row.whole or t < 2 * row.whole * SMALLEST:
            return [carefully]
        rise = row.whole / t
        sum_ = f"{a} * {rise!r} + 0.5" if side.below else f"{2 * row.whole + 0.5!r} - {a} * {rise!r}"
        nothing = f"{a} == 0" if side.below else f"{_BEYOND * t!r} < {a} <= {row.most!r}"
        return [
            f"p = {sum_}",
            "n = int(p)",
            f"if n > 0 and {UNSURE!r} < p - n < {1 - UNSURE!r}:",
            f"    s{n} = points[n]",
            f"elif {nothing}:",
            f"    s{n} = none",
            "else:",
            f"    {carefully}",
        ]

    def lacking(self) -> list[str]:
        """What it lacks: at once for a number of few decimals, which most are."""
        n, ask = self.index, f"ask({self.index}, values)"
        if isinstance(self.row, OtherRow):
            key = self._key()
            ask = f"(lacks{n}[{key}] if {key} in lacks{n} else {ask})"
        if not isinstance(self.row, PlainRow):
            return [f"g{n} = None if v{n} is met else {ask}"]
        a, lines = (
            self.at[self.row.measure],
            [f"if v{n} is met:", f"    g{n} = None", f"elif v{n} is not missed:", f"    g{n} = {ask}"],
        )
        for number, side in enumerate(self.row.sides):
            last = number == len(self.row.sides) - 1
            lines += ["else:" if last else f"elif not {_inside(side, a)}:", *(f"    {line}" for line in _difference(n, side, a))]
        return lines


def _is_capped(row: PlainRow) -> bool:
    """Whether a number may meet or miss all bounds and yet be more than the measure can be."""
    last = row.sides[-1]
    return row.most < LARGEST or last.below or _BEYOND * float(last.at) > row.most


def _inside(side: Side, a: str) -> str:
    """The condition under which a number is on the right side of a bound. What is counted is mostly an integer, and compared as one."""
    limit = int(side.limit) if side.unit.is_count and side.limit.is_integer() else side.limit
    return f"{a} {'>' if side.below else '<'}{'=' if side.closed else ''} {limit!r}"


def _difference(n: int, side: Side, a: str) -> list[str]:
    """|a - at| · shown as one fraction of integers, `a` in millionths where it is as many."""
    step, start = side.shown, side.at * side.shown
    each, first = step.numerator * start.denominator, start.numerator * step.denominator
    under = step.denominator * start.denominator
    return [
        f"n = round({a} * {SCALE})",
        f"if -{10**15} < n < {10**15} and n / {SCALE} == {a}:",
        f"    n, u = abs(n * {each} - {first * SCALE}), {under * SCALE}",
        "else:",
        f"    n, u = integers({a})",
        f"    n, u = abs(n * {each} - u * {first}), u * {under}",
        "if n:",
        *(f"    {line}" for line in _FRACTION),
        f"    g{n} = made",
        "else:",
        f"    g{n} = None",
    ]
