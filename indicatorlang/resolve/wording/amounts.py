"""Written numbers → comparisons and ranges: the operator and the unit are found, in the text or beside it, and what was assumed is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.library.units import parse_unit
from indicatorlang.model.comparison import Op, Stated
from indicatorlang.model.number import decimal_text, exact, terminates
from indicatorlang.model.profile import Profile
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.directions import told_direction
from indicatorlang.resolve.wording import problems
from indicatorlang.resolve.wording.beside import Beside
from indicatorlang.resolve.wording.stated import operator_beside, stated, told_of
from indicatorlang.syntax import tree
from indicatorlang.syntax.written.tree import Period, WrittenClause, WrittenNumber, WrittenOperator
from indicatorlang.syntax.written.vocabulary import folded, vocabulary

_TIMES = ("百", "千", "万", "亿", "十万", "百万", "千万")
_UP, _DOWN = (">=", ">"), ("<=", "<")


def plain_unit(unit: str) -> str:
    """The unit as written, without what only Chinese grammar asks for (3个工作日 is 3 工作日), and ％ as %.

    个月 keeps its 个: a bare 月 behind a number is a month of the calendar."""
    unit = unit.strip().replace("％", "%")
    bare = unit[1:]
    if unit[:1] not in ("个", "個") or not bare or bare in ("月", "人"):
        return unit
    full, short = parse_unit(unit), parse_unit(bare)
    same = full.known and short.known and full.unit.dimension == short.unit.dimension and full.unit.factor == short.unit.factor
    return bare if same else unit


def around(number: str, unit: str, tolerance: str, tolerance_unit: str) -> tuple[str, str] | None:
    """The ends of `number unit ± tolerance`, in `unit`: a percentage is one of the number, unless that is one itself.

    None when the units do not fit, or an end has no decimal of at most ten places."""
    middle, by = exact(number), exact(tolerance)
    if middle is None or by is None:
        return None
    own, other = parse_unit(unit).unit, parse_unit(tolerance_unit or unit).unit
    if other.is_percent and not own.is_percent:
        by = abs(middle) * by / 100
    elif not (own.is_percent and other.is_points):
        if not own.fits(other):
            return None
        by = by * other.factor / own.factor
    ends = decimal_text(middle - abs(by)), decimal_text(middle + abs(by))
    return ends if exact(ends[0]) == middle - abs(by) and exact(ends[1]) == middle + abs(by) else None


def _in_decimals(number: WrittenNumber) -> WrittenNumber:
    """1/4 as 0.25; 1/3 stays."""
    value = exact(number.number) if "/" in number.number else None
    return attrs.evolve(number, number=decimal_text(value)) if value is not None and terminates(value) else number


def _same_unit(low: WrittenNumber, high: WrittenNumber) -> tuple[WrittenNumber, WrittenNumber]:
    """600元-900元/人, 5万-8万元: what the ends are for each of, or of what, is said once."""
    if low.unit and (high.unit.startswith(f"{low.unit}/") or (low.unit in _TIMES and high.unit.startswith(low.unit))):
        return attrs.evolve(low, unit=high.unit), high
    return low, high


def per_period(unit: str) -> tuple[str, Period | None]:
    """次/月 is 次, once a month; 元/月 is a unit of its own."""
    over, stroke, under = unit.replace("／", "/").rpartition("/")
    period = vocabulary().per_period.whole(folded(under)) if stroke and "/" not in over else None
    if period and not over and under.isascii():
        return "", period
    return (over, period) if period and parse_unit(over).unit.is_count else (unit, None)


@attrs.define
class Amounts:
    """Reads the numbers of one text; collects what had to be assumed and words that found no use after all."""

    name: str
    level2: str
    beside: Beside
    text: str
    profile: Profile | None = None
    stated: list[Stated] = attrs.field(factory=list)
    assumed: list[Diagnostic] = attrs.field(factory=list)
    unused: list[str] = attrs.field(factory=list)
    period_said: bool = False
    """Whether the unit says already per what: 元/(人·月)."""

    def read(self, clause: WrittenClause) -> tuple[Reading, tree.Condition | None] | None:
        """Reading and condition of a clause with a number; None when what it says contradicts itself."""
        self._left_over(clause)
        if clause.tolerance is not None:
            return self._about(clause, clause.tolerance)
        if clause.number is None:
            return None
        number = _in_decimals(clause.number)
        if clause.high is not None:
            low, high = _same_unit(number, _in_decimals(clause.high))
            return self._range(clause, low, high, self.unit_of(low, clause))
        unit = self.unit_of(number, clause)
        op = self._operator(clause, number.number, unit)
        if op is None:
            return None
        if clause.approximate:
            self.assumed.append(problems.ApproximateIgnored(word=clause.approximate, amount=number.number + unit))
        reading = Reading("number", op=op, value=number.number, unit=unit)
        return reading, tree.Comparison(None, op, tree.Amount(number.number, unit))

    def _left_over(self, clause: WrittenClause) -> None:
        """Words of growth and of a baseline that turned out to say nothing about growth."""
        if clause.growth is not None:
            self.unused.append(self.text[clause.growth.span.start : clause.growth.span.end])
        if clause.baseline:
            self.unused.append(clause.baseline)

    # Ranges

    def _range(
        self, clause: WrittenClause, low: WrittenNumber, high: WrittenNumber, unit: str
    ) -> tuple[Reading, tree.Condition | None] | None:
        if high.unit and low.unit and high.unit != low.unit:
            return None
        ends = exact(low.number), exact(high.number)
        if ends[0] is None or ends[1] is None or ends[0] > ends[1]:
            return None
        reading = Reading(
            "range",
            low=low.number,
            high=high.number,
            low_closed=clause.low_closed,
            high_closed=clause.high_closed,
            unit=unit,
        )
        for end in clause.ends:
            self._say(stated((end,), end.op, self.text, self.profile))
        low_end, high_end = tree.Amount(low.number, unit), tree.Amount(high.number, unit)
        return reading, tree.Within(None, low_end, high_end, clause.low_closed, clause.high_closed)

    def _about(self, clause: WrittenClause, tolerance: WrittenNumber) -> tuple[Reading, tree.Condition | None] | None:
        """100±5, 100万元±5%; ±5% alone lies about nought. 90%±5% can mean two things and is not read."""
        number = clause.number
        if number is None:
            unit = self.unit_of(tolerance, clause)
            ends = around("0", unit, tolerance.number, unit)
        else:
            tolerance = attrs.evolve(tolerance, unit=plain_unit(tolerance.unit))
            share = tolerance.unit == "%" or not tolerance.unit
            unit = self.unit_of(number if number.unit or share else tolerance, clause)
            ends = None if tolerance.unit == unit == "%" else around(number.number, unit, tolerance.number, tolerance.unit)
        if ends is None:
            return None
        reading = Reading("range", low=ends[0], high=ends[1], low_closed=True, high_closed=True, unit=unit)
        if number is None:
            return reading, tree.Within(None, tree.Amount(ends[0], unit), tree.Amount(ends[1], unit))
        said = tree.Amount(tolerance.number, tolerance.unit)
        return reading, tree.Comparison(None, "==", tree.Amount(number.number, unit), said)

    # The operator

    def _operator(self, clause: WrittenClause, value: str, unit: str) -> Op | None:
        """Stated in the text, in its column, in the name; else by what the name measures. None when statements contradict."""
        column = operator_beside(self.beside.column_op, self.beside.column_words, self.profile)
        named = operator_beside(self.beside.name_op, self.beside.name_words, self.profile)
        taken = self._taken(clause.operators)
        if clause.operators:
            if taken is not None:
                self._say(stated(clause.operators, taken, self.text, self.profile))
            if taken is not None and column is not None and taken not in (column.op, self.beside.column_op):
                said = "".join(op.phrase for op in clause.operators)
                self.assumed.append(problems.OperatorsDiffer(taken=said, left=self.beside.column_words))
            return taken
        if column is not None:
            return self._from_beside(column, self.beside.column_words, "column")
        if named is not None:
            return self._from_beside(named, self.beside.name_words, "name")
        amount = value + unit
        if exact(value) == 0:
            self.assumed.append(problems.OperatorAssumed(amount=amount, op="<=", named=bool(self.name)))
            return "<="
        told = told_direction(self.name, (self.level2,), parse_unit(unit).unit)
        op: Op = ">=" if told.direction == "higher" else "<="
        self.assumed.append(problems.OperatorAssumed(amount=amount, op=op, word=told.word, named=bool(self.name)))
        return op

    def _from_beside(self, found: WrittenOperator, words: str, where: Literal["column", "name"]) -> Op:
        self.assumed.append(problems.OperatorTaken(op=found.op, words=words, where=where))
        self._say(stated((found,), found.op, words, self.profile, where))
        return found.op

    def _say(self, said: Stated | None) -> None:
        if said is not None:
            self.stated.append(said)
            self.assumed += told_of(said)

    def _taken(self, operators: Sequence[WrittenOperator]) -> Op | None:
        """One operator of several: ≥≥ is one, ≥95%以上 too; > beside 以上 is the sign; ≤ beside 以上 is none."""
        ops = {found.op for found in operators}
        if not ops:
            return None
        if len(ops) > 1:
            ops.discard("==")
        if len(ops) == 1:
            return next(iter(ops))
        if not (ops <= set(_UP) or ops <= set(_DOWN)):
            return None
        taken = next((found for found in operators if not found.word), operators[0])
        left = next(found for found in operators if found.op != taken.op)
        self.assumed.append(problems.OperatorsDiffer(taken=taken.phrase, left=left.phrase))
        return taken.op

    # The unit

    def unit_of(self, number: WrittenNumber, clause: WrittenClause | None) -> str:
        """The unit as written, in the text or beside it; with what the number is counted for (每亩300)."""
        unit = self._per(self._beside(plain_unit(number.unit)), clause)
        found = parse_unit(unit)
        if unit and not found.known:
            self.assumed.append(problems.UnitUnknown(unit=unit))
        return unit

    def _beside(self, unit: str) -> str:
        """元 beside a column 元/月/人 is said more fully there; 28.8万元 beside a column % stays as written."""
        for other, where in ((self.beside.column_unit, "column"), (self.beside.name_unit, "name")):
            if not other or other == unit:
                continue
            multiplied = unit in ("万", "亿", "千", "百万", "千万") and parse_unit(unit + other).unit.is_money
            full = unit + other if multiplied else other
            fuller = not unit or multiplied or other.startswith(f"{unit}/") or (unit.startswith("/") and other.endswith(unit))
            if fuller:
                self.assumed.append(problems.UnitTaken(unit=full, where="column" if where == "column" else "name"))
                return full
            if where == "column" and parse_unit(unit).unit.dimension != parse_unit(other).unit.dimension:
                self.assumed.append(problems.UnitsDiffer(taken=unit, left=other))
        return unit

    def _per(self, unit: str, clause: WrittenClause | None) -> str:
        if clause is None or not clause.per:
            return unit
        noun = clause.per.removeprefix("每").removeprefix("均").strip()
        if clause.per.startswith("均") and unit and parse_unit(unit).known and not parse_unit(unit).unit.is_money:
            return f"{unit}/{noun}" if "/" not in unit and not parse_unit(unit).unit.is_ratio else unit
        if not unit:
            unit = "元"
            said = clause.per + (clause.number.number if clause.number else "")
            self.assumed.append(problems.MoneyAssumed(text=said, unit=f"元/{noun}"))
        if not parse_unit(unit).unit.is_money:
            self.unused.append(clause.per)
            return unit
        month = {"month": "月", "day": "天", "year": "年"}.get(clause.period or "")
        self.period_said = month is not None
        return f"{unit}/({noun}·{month})" if month else f"{unit}/{noun}"
