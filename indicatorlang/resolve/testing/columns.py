"""Columns of a table of cases: which are actuals, which are expectations, and what a row of them adds to its test.

A column is one of the few with names of their own (名称, 评价时点, 备注), a measure of the ruleset, `measure@period`, or a row with the
field that is expected of it (`5.得分`, `合计.总分`, `5.进度.指数`; a row alone is its main field). Where a measure and a row have one
name, the name alone is the measure. An empty cell says nothing: the row keeps what its test says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.expected import RowExpected
from indicatorlang.model.period import parse_period
from indicatorlang.resolve import problems
from indicatorlang.resolve.fields import form_of, near, short
from indicatorlang.resolve.keys import SECTIONS, Where, key_of
from indicatorlang.resolve.keys.expected import MAIN, TOTAL_WORDS
from indicatorlang.resolve.testing.expectations import is_total, main_of_total, read_expected
from indicatorlang.resolve.testing.ground import Ground
from indicatorlang.resolve.testing.problems import UnknownColumn
from indicatorlang.syntax.yaml.tree import Entry, Mapping, Node, Scalar

_AT = pattern(r"\s*[@＠]\s*")


@frozen
class Given:
    """One actual that a row sets: a measure or the row of a form, and its period where one is said."""

    subject: str
    period: str | None
    value: str

    def label(self) -> str:
        """As the heading of a column has it."""
        return self.subject if self.period is None else f"{self.subject}@{self.period}"


def subject_of(text: str, ground: Ground) -> tuple[str, str | None] | None:
    """The measure (or row) and period of `measure@period` or `measure`; None for what names neither."""
    if text in ground.measures:
        return text, None
    parts = _AT.split(text)
    if len(parts) == 2 and all(parts):
        name, period = parts
        if (name in ground.measures or ground.rows_named(name)) and (
            len(period) <= 60 and parse_period(period, ground.span) is not None
        ):
            return name, period
    return None


def split_row(row: Mapping, ground: Ground) -> tuple[list[Given], tuple[RowExpected, ...]]:
    """The actuals and the expectations of a row; columns that are neither are reported."""
    given: list[Given] = []
    expected: list[Entry] = []
    for entry in row.entries:
        text = entry.key.text.strip()
        if key_of("case", text) is not None or (isinstance(entry.value, Scalar) and not entry.value.text.strip()):
            continue
        subject = subject_of(text, ground)
        if subject is None:
            way = _way(text, ground)
            if way is None:
                ground.add(UnknownColumn(column=short(text), near=_near(text, ground), place=entry.key.place))
            else:
                expected.append(_nested(entry, way))
        elif isinstance(entry.value, Scalar):
            given.append(Given(*subject, entry.value.text.strip()))
        else:
            got = form_of(entry.value)
            ground.add(problems.WrongForm(key=short(text), wanted="text", got=got, place=entry.value.place))
    return given, read_expected(_together(expected), "expect", ground)


def _way(text: str, ground: Ground) -> list[str] | None:
    """The row and the fields that a heading names, outermost first; the row's own name may hold dots."""
    if is_total(text) or ground.rows_named(text):
        return [text]
    pieces = text.split(".")
    for cut in range(len(pieces) - 1, 0, -1):
        head = ".".join(pieces[:cut]).strip()
        if is_total(head) or ground.rows_named(head):
            return [head, *(piece.strip() for piece in pieces[cut:])]
    return None


def _nested(entry: Entry, way: list[str]) -> Entry:
    value: Node = entry.value
    for name in reversed(way[1:]):
        value = Mapping((Entry(attrs.evolve(entry.key, text=name), value),), entry.value.place)
    return Entry(attrs.evolve(entry.key, text=way[0]), value)


@frozen
class _Level:
    """What the keys of one level of nested columns are: names (of rows, milestones, parts), or the keys of a section."""

    where: Where
    names: bool
    top: bool = False

    def below(self, key: str) -> _Level | None:
        """The level under a key; None under a simple field."""
        if self.top and is_total(key):
            return _Level("expected_total", False)
        if self.names:
            return _Level(self.where, False)
        found = key_of(self.where, key)
        return None if found is None or found.of is None else _Level(found.of, found.by_name)


_ROWS = _Level("expected", True, True)


def _together(entries: Sequence[Entry], level: _Level | None = _ROWS) -> Mapping:
    """Columns about one row, and about one object of it, as one; a column of the whole object is its main field."""
    merged: dict[str, Entry] = {}
    for entry in entries:
        first = merged.get(entry.key.text)
        if first is None:
            merged[entry.key.text] = entry
        elif isinstance(first.value, Mapping) or isinstance(entry.value, Mapping):
            below = None if level is None else level.below(entry.key.text)
            inner = _together([*_opened(first, below), *_opened(entry, below)], below)
            place = first.value.place if isinstance(first.value, Mapping) else entry.value.place
            merged[entry.key.text] = Entry(first.key, attrs.evolve(inner, place=place))
        else:
            merged[entry.key.text] = entry
    return Mapping(tuple(merged.values()))


def _opened(entry: Entry, level: _Level | None) -> tuple[Entry, ...]:
    """The fields of an object; one value alone is its main field."""
    if isinstance(entry.value, Mapping):
        return entry.value.entries
    where: Where = "expected" if level is None else level.where
    whole = where == "expected_total" and isinstance(entry.value, Scalar)
    name = main_of_total(entry.value.text) if whole and isinstance(entry.value, Scalar) else MAIN.get(where, "verdict")
    return (Entry(attrs.evolve(entry.key, text=name), entry.value),)


def _near(text: str, ground: Ground) -> str:
    """What the heading most likely was to be: a measure, a row with its field, or one of the words of its own."""
    head, at, period = text.replace("＠", "@").partition("@")
    if at:
        found = near(head, [*ground.measures, *(row.name for row in ground.rows)])
        return f"{found}@{period}" if found and found != head else ""
    name, dot, field = text.rpartition(".")
    if dot:
        found = near(name, _row_words(ground))
        return f"{found}.{field}" if found else ""
    return near(text, [*_own(), *ground.measures, *_row_words(ground)])


def _row_words(ground: Ground) -> Iterator[str]:
    yield from TOTAL_WORDS
    for row in ground.rows:
        yield row.id
        yield row.name


def _own() -> list[str]:
    return [spelling for key in SECTIONS["case"] for spelling in key.spellings]
