"""A strict target → the same reading that the tolerant reader gives."""

from __future__ import annotations

import datetime as dt

import attrs

from indicatorlang.lazily import pattern
from indicatorlang.model.comparison import OPPOSITE
from indicatorlang.model.period import parse_period
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.wording.quantities import around
from indicatorlang.syntax import tree
from indicatorlang.syntax.to_text import to_text
from indicatorlang.syntax.written.tree import MIRRORED
from indicatorlang.syntax.written.vocabulary import folded, vocabulary

_BLANK = pattern(r"[NnXx_]{1,9}[%\u3400-\u9fff]{0,4}")
_PARTS = ("万", "十", "百")
_LITERALS = (tree.Amount, tree.Day)
_PLAIN = (tree.Amount, tree.Name, tree.Day, tree.Suffixes)


def stands_alone(condition: tree.Condition) -> bool:
    """Whether the condition is a bare demand without subject and suffixes, which columns beside it may complete."""
    if isinstance(condition, tree.And | tree.Or | tree.Not | tree.Trend):
        return False
    return condition.subject is None and condition.suffixes == tree.NO_SUFFIX and not getattr(condition, "milestones", ())


def strictly_meant(condition: tree.Condition) -> bool:
    """Whether a text that can be read strictly was written strictly: 每年≥1次 has no measure called 每年, 100%完成 measures nothing."""
    for node in tree.walk(condition):
        if isinstance(node, _PLAIN):
            continue
        subject = getattr(node, "subject", None)
        bound = getattr(node, "bound", None)
        if isinstance(bound, tree.Amount) and "/" in bound.number and bound.unit[:1] in _PARTS:
            return False  # 12/10万 is 12 of every 100,000
        if isinstance(bound, tree.Name) and not bound.quoted and _BLANK.fullmatch(bound.text):
            return False  # ≥N个 is a form to be filled in
        if isinstance(subject, _LITERALS):
            return False
        if isinstance(subject, tree.Name) and not subject.quoted and _is_period(folded(subject.text)):
            return False
    return True


def _is_period(word: str) -> bool:
    words = vocabulary()
    if words.per_capita.whole(word) or any(words.growth.whole(word[at:]) for at in range(max(0, len(word) - 4), len(word) - 1)):
        return True  # 收入增长≥5% speaks of growth
    compared = words.comparing.at(word, 0)
    if compared and (words.baselines.at(word, compared[0]) or word[compared[0] : compared[0] + 1].isdigit()):
        return True
    return len(word) < 5 and any(phrases.at(word, 0) for phrases in (words.periods, words.each, words.baselines))


def reading_of(condition: tree.Condition) -> Reading:
    """The reading of a condition that was written strictly; several conditions joined by `and` become clauses."""
    if isinstance(condition, tree.And):
        clauses = tuple(reading_of(part) for part in condition.parts)
        return attrs.evolve(clauses[0], clauses=clauses, canonical=to_text(condition))
    return attrs.evolve(_simple(condition), canonical=to_text(condition))


def _simple(condition: tree.Condition) -> Reading:
    match condition:
        case tree.Comparison():
            return _with_suffixes(_comparison(condition), condition.suffixes)
        case tree.Within(low=tree.Amount() as low, high=tree.Amount() as high):
            reading = Reading("range", low=low.number, high=high.number, unit=high.unit or low.unit)
            closed = attrs.evolve(reading, low_closed=condition.low_closed, high_closed=condition.high_closed)
            return _with_suffixes(closed, condition.suffixes)
        case tree.Is(level=level):
            return _with_suffixes(Reading("level", op="==", level=level.text), condition.suffixes)
        case tree.Done(suffixes=suffixes):
            return _with_suffixes(Reading("done" if suffixes.by is None else "deadline"), suffixes)
        case tree.Growth():
            return _with_suffixes(_growth(condition), condition.suffixes)
        case tree.Trend(direction=direction):
            period = condition.each
            return Reading("growth", op=">" if direction == "rises" else "<", period=period, baseline="上期")
        case tree.Or(parts=parts) | tree.And(parts=parts):
            return attrs.evolve(_simple(parts[0]), clauses=tuple(reading_of(part) for part in parts))
        case tree.Not(part=part):
            return _denied(reading_of(part))
    return Reading("number")


def _denied(reading: Reading) -> Reading:
    """`not x >= 5` is less than 5; a state denied is one that is not so."""
    if reading.op is not None and not reading.clauses:
        return attrs.evolve(reading, op=OPPOSITE[reading.op])
    return attrs.evolve(reading, level=reading.level or "否")


def _comparison(node: tree.Comparison) -> Reading:
    match node.bound:
        case tree.Amount(number=number, unit=unit) if node.tolerance is not None:
            ends = around(number, unit, node.tolerance.number, node.tolerance.unit)
            low, high = ends or (None, None)
            return Reading("range", low=low, high=high, low_closed=True, high_closed=True, unit=unit)
        case tree.Amount(number=number, unit=unit):
            return Reading("number", op=node.op, value=number, unit=unit)
        case tree.Name(text=text):
            return Reading("level", op=node.op, level=text)
        case tree.Day() as day:
            return Reading("deadline", by=_last(day))
    return Reading("number", op=node.op)


def _growth(node: tree.Growth) -> Reading:
    down = node.direction == "falls"
    baseline = node.over.text if node.over else ""
    if node.op is None or node.amount is None:
        return Reading("growth", op="<" if down else ">", baseline=baseline)
    number = node.amount.number
    value = (number[1:] if number.startswith("-") else f"-{number}") if down and number.strip("0.-/") else number
    return Reading("growth", op=MIRRORED[node.op] if down else node.op, value=value, unit=node.amount.unit, baseline=baseline)


def _with_suffixes(reading: Reading, suffixes: tree.Suffixes) -> Reading:
    by = _last(suffixes.by) if suffixes.by is not None else reading.by
    return attrs.evolve(reading, by=by, period=suffixes.every or reading.period)


def _last(day: tree.Day) -> dt.date | None:
    period = parse_period(day.text)
    return None if period is None else period.end
