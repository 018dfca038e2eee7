"""What must come out of rows and of the whole: pairs of fields and values, nested where a field is an object."""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.model.expected import TOTAL, Absent, Among, Each, Expectation, Having, RowExpected, Wanted
from indicatorlang.model.period import parse_period
from indicatorlang.resolve import problems, value_problems
from indicatorlang.resolve.fields import form_of, is_blank, read_fields, short
from indicatorlang.resolve.keys import Key, Where
from indicatorlang.resolve.keys.expected import MAIN, TOTAL_WORDS
from indicatorlang.resolve.testing.ground import Ground
from indicatorlang.resolve.testing.values import WIDE, is_none, points, wanted_value, written
from indicatorlang.syntax.yaml.tree import Entry, Mapping, Node, Scalar, Sequence

MAX_DEPTH = 4
"""Parts within parts deeper than this are not looked into."""


def read_expected(node: Node | None, label: str, ground: Ground) -> tuple[RowExpected, ...]:
    """What must come out, row by row, in the order of the file."""
    if node is None or is_blank(node):
        return ()
    if not isinstance(node, Mapping):
        ground.add(problems.WrongForm(key=short(label), wanted="mapping", got=form_of(node), place=node.place))
        return ()
    return tuple(row for entry in node.entries if (row := _row(entry, ground)) is not None)


def is_total(text: str) -> bool:
    """Whether a key of `expect` means the whole."""
    return text.strip().lower() in TOTAL_WORDS


def _row(entry: Entry, ground: Ground) -> RowExpected | None:
    label = entry.key.text.strip()
    if is_total(label):
        fields = _total(entry, ground)
        return RowExpected(TOTAL, label, fields, entry.key.place)
    row = ground.row(entry.key)
    if is_blank(entry.value):
        ground.add(problems.WrongForm(key=short(label), wanted="mapping", got="empty", place=entry.key.place))
        return None
    fields = _object(entry.value, "expected", label, ground, 0)
    return None if row is None else RowExpected(row.id, label, fields, entry.key.place)


def _total(entry: Entry, ground: Ground) -> tuple[Expectation, ...]:
    """The whole: pairs; one value alone is the score where it is a number, else the grade."""
    node = entry.value
    if isinstance(node, Scalar) and not is_blank(node):
        node = Mapping((Entry(Scalar(main_of_total(node.text), node.source), node),), node.place)
    return _object(node, "expected_total", entry.key.text, ground, 0)


def main_of_total(text: str) -> str:
    """The field that is meant where the whole is given by one value."""
    head = text.strip().translate(WIDE).lstrip("><=≥≤ ").partition("..")[0]
    return "score" if points(head) is not None else "grade"


def _object(node: Node, where: Where, label: str, ground: Ground, depth: int) -> tuple[Expectation, ...]:
    """The fields of an object that are expected; one word alone, or a list of them, is its main field."""
    main = MAIN.get(where)
    if main is not None and not isinstance(node, Mapping):
        node = Mapping((Entry(Scalar(main, node.source if isinstance(node, Scalar) else Scalar("").source), node),), node.place)
    if is_blank(node):
        ground.add(problems.WrongForm(key=short(label), wanted="mapping", got="empty", place=node.place))
        return ()
    section = read_fields(node, where, ground.found, label)
    if section is None:
        return ()
    found: list[Expectation] = []
    for name, entry in section.entries.items():
        key = section.key(name)
        shown = label if entry.key.text == main else entry.key.text
        wanted = _wanted(key, entry.value, shown, ground, depth)
        if wanted is not None:
            words = (key.chinese, key.name.replace("_", " "))
            found.append(Expectation(name, wanted, written(entry.value), entry.value.place, words))
    return tuple(found)


def _wanted(key: Key, node: Node, label: str, ground: Ground, depth: int) -> Wanted | None:
    if key.of is None:
        return wanted_value(key, node, label, ground)
    if is_none(node):
        return Absent()
    if depth >= MAX_DEPTH:
        ground.add(problems.TooMany(key=short(label), count=depth + 1, limit=MAX_DEPTH, place=node.place))
        return None
    if key.by_name:
        return _named(key, node, label, ground, depth)
    if key.name == "needed":
        items = node.items if isinstance(node, Sequence) else (node,)
        return Among(tuple(_object(item, key.of, label, ground, depth + 1) for item in items))
    return Having(_object(node, key.of, label, ground, depth + 1))


def _named(key: Key, node: Node, label: str, ground: Ground, depth: int) -> Wanted | None:
    """Objects under dates, periods or numbers; a list goes by number."""
    named: list[tuple[str, tuple[Expectation, ...]]] = []
    for name, value in _pairs(node, label, ground):
        by = _name(key, name, ground)
        if by is not None and key.of is not None:
            named.append((by, _object(value, key.of, label, ground, depth + 1)))
    return Each(tuple(named)) if named else None


def _pairs(node: Node, label: str, ground: Ground) -> Iterator[tuple[Scalar, Node]]:
    if isinstance(node, Sequence):
        yield from ((Scalar(str(number)), item) for number, item in enumerate(node.items, 1))
    elif isinstance(node, Mapping):
        yield from ((entry.key, entry.value) for entry in node.entries)
    else:
        ground.add(problems.WrongForm(key=short(label), wanted="mapping", got=form_of(node), place=node.place))


def _name(key: Key, name: Scalar, ground: Ground) -> str | None:
    text = name.text.strip()
    if key.name == "parts":
        if text.isascii() and text.isdigit() and 0 < len(text) <= 3:
            return str(int(text))
        ground.add(value_problems.NotANumber(key=key.chinese, value=short(text), place=name.place))
        return None
    period = parse_period(text, ground.span) if len(text) <= 60 else None
    if period is None:
        ground.add(value_problems.NotADay(key=key.chinese, value=short(text), period=True, place=name.place))
        return None
    return period.end.isoformat() if key.name == "milestones" else period.text
