"""The tests that a ruleset brings along: their actuals stay as written, their rows and words are checked."""

from __future__ import annotations

from collections.abc import Sequence

from indicatorlang.model.indicator import Indicator
from indicatorlang.model.period import Period, parse_period
from indicatorlang.model.ruleset import RulesetTest
from indicatorlang.resolve import problems, value_problems
from indicatorlang.resolve.fields import Fields, Found, form_of, near, plain, read_fields, short
from indicatorlang.syntax.yaml.tree import Entry, Mapping, Scalar

_CHOICES = ("verdict",)
_NUMBERS = ("score", "fraction", "weight")


def read_tests(fields: Fields, found: Found, rows: Sequence[Indicator], span: Period) -> tuple[RulesetTest, ...]:
    """The tests of a ruleset with these rows."""
    tests: list[RulesetTest] = []
    for item in fields.items("tests"):
        section = read_fields(item, "test", found)
        if section is None:
            continue
        expect = section.mapping("expect")
        actuals, records = (section.node(name) for name in ("actuals", "records"))
        if isinstance(actuals, Scalar):
            found.add(
                problems.WrongForm(key=section.label("actuals"), wanted="mapping", got=form_of(actuals), place=actuals.place)
            )
        for entry in () if expect is None else expect.entries:
            _row_named(entry.key, found, rows)
            _expected(entry, found)
        tests.append(
            RulesetTest(
                section.text("name"),
                _as_of(section, found, span),
                None if actuals is None else plain(actuals),
                None if records is None else plain(records),
                {} if expect is None else plain(expect),
                section.place,
            )
        )
    return tuple(tests)


def _as_of(section: Fields, found: Found, span: Period) -> str | None:
    scalar = section.scalar("as_of")
    if scalar is None:
        return None
    text = scalar.text.strip()
    if len(text) > 60 or parse_period(text, span) is None:
        found.add(value_problems.NotADay(key=section.label("as_of"), value=short(text), period=True, place=scalar.place))
    return text


def _row_named(key: Scalar, found: Found, rows: Sequence[Indicator]) -> None:
    """Rows go by their id, else by the path of their headings and the name, else by the name alone, if it is one row's only."""
    text = key.text.strip()
    if any(row.id == text for row in rows):
        return
    paths = [row for row in rows if text in ("/".join(row.path), f"{row.level1}/{row.name}")]
    named = paths or [row for row in rows if row.name == text]
    if len(named) > 1:
        candidates = tuple(short(row.id) for row in named)
        found.add(problems.AmbiguousRow(name=short(text), candidates=candidates, place=key.place))
    elif not named:
        known = [word for row in rows for word in (row.id, row.name)]
        found.add(problems.UnknownRow(name=short(text), near=near(text, known), place=key.place))


def _expected(entry: Entry, found: Found) -> None:
    """What must come out of one row: one word is its verdict, else pairs."""
    if not isinstance(entry.value, Mapping):
        node = entry.value
        found.add(problems.WrongForm(key=short(entry.key.text), wanted="mapping", got=form_of(node), place=node.place))
        return
    wanted = read_fields(entry.value, "expected", found, entry.key.text)
    if wanted is None:
        return
    for name in wanted.entries:
        if name in _CHOICES:
            wanted.choice(name)
        elif name in _NUMBERS:
            wanted.number(name)
        elif name == "due":
            wanted.day(name)
        elif name == "recoverable":
            wanted.yes(name)
