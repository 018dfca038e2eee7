"""The tests that a ruleset brings along: their actuals stay as written, all that they expect is typed and its rows are checked."""

from __future__ import annotations

from collections.abc import Sequence

from indicatorlang.model.expected import RulesetTest, TestCase
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.resolve import problems
from indicatorlang.resolve.fields import Fields, form_of, is_blank, plain, read_fields, short
from indicatorlang.resolve.keys import key_of
from indicatorlang.resolve.testing.cases import day_of, read_rows
from indicatorlang.resolve.testing.expectations import read_expected
from indicatorlang.resolve.testing.ground import Ground, ground_of
from indicatorlang.resolve.testing.problems import CasesNotARow, NoCases, NothingExpected
from indicatorlang.resolve.testing.promises import read_properties
from indicatorlang.syntax.yaml.tree import Mapping, Node, Scalar
from indicatorlang.syntax.yaml.tree import Sequence as YamlSequence

_SOURCES = ("expect", "table", "cases_file", "for_all", "always", "never", "monotonic")
"""What makes cases of a test; one of them must be there."""


def read_tests(fields: Fields, ground: Ground) -> tuple[RulesetTest, ...]:
    """The tests of a ruleset with these rows."""
    return tuple(test for item in fields.items("tests") if (test := _test(item, ground)) is not None)


def rows_of_file(
    nodes: Sequence[Node], base: TestCase | None, ruleset: Ruleset, file: str
) -> tuple[tuple[TestCase, ...], Ground]:
    """The cases of a file that is read: tests as in a ruleset, else rows of a table over `base`. What is wrong is in the ground."""
    ground = ground_of(ruleset)
    cases: list[TestCase] = []
    rows: list[Node] = []
    for node in nodes:
        if isinstance(node, Mapping) and any(_is_test_key(entry.key.text) for entry in node.entries):
            test = _test(node, ground)
            cases += () if test is None else test.cases
        else:
            rows.append(node)
    cases += read_rows(rows, base or TestCase(file), ground) if rows else ()
    return tuple(cases), ground


def rows_in(root: Node, ground: Ground) -> tuple[Node, ...]:
    """The items of a YAML file of cases: a list, or what stands under 自测 or 用例表 alone."""
    if isinstance(root, YamlSequence):
        return root.items
    if isinstance(root, Mapping) and len(root.entries) == 1 and isinstance(root.entries[0].value, YamlSequence):
        key = root.entries[0].key.text.strip()
        if key_of("ruleset", key) == key_of("ruleset", "tests") or key_of("test", key) == key_of("test", "table"):
            return root.entries[0].value.items
    if isinstance(root, Mapping) and any(_is_test_key(entry.key.text) for entry in root.entries):
        return (root,)
    got = form_of(root) if not isinstance(root, Mapping) else "mapping"
    shown = {"text": "文字", "empty": "空白", "mapping": "键: 值", "list": "列表"}[got]
    ground.add(CasesNotARow(got=shown, place=root.place))
    return ()


def _is_test_key(text: str) -> bool:
    key = key_of("test", text.strip())
    return key is not None and key.name in (*_SOURCES, "actuals", "records")


def _test(item: Node, ground: Ground) -> RulesetTest | None:
    section = read_fields(item, "test", ground.found)
    if section is None:
        return None
    actuals, records = (section.node(name) for name in ("actuals", "records"))
    for one in actuals.items if isinstance(actuals, YamlSequence) else (actuals,):
        if isinstance(one, Scalar) and not is_blank(one):
            ground.add(problems.WrongForm(key=section.label("actuals"), wanted="mapping", got=form_of(one), place=one.place))
    name, as_of = section.text("name"), day_of(section, ground)
    expect = section.node("expect")
    base = TestCase(
        name,
        as_of,
        None if actuals is None else plain(actuals),
        None if records is None else plain(records),
        read_expected(expect, section.label("expect"), ground),
        bool(section.yes("final")),
        place=section.place,
    )
    if not any(source in section for source in _SOURCES):
        ground.add(problems.MissingKey(where="test", key_zh="应得", key_en="expect", place=section.place))
    elif "expect" in section and isinstance(expect, Mapping) and not expect.entries:
        ground.add(NothingExpected(name=short(name), place=expect.place))
    raw = plain(expect) if isinstance(expect, Mapping) else {}
    file = section.scalar("cases_file")
    return RulesetTest(
        name,
        as_of,
        base.actuals,
        base.records,
        raw,
        section.place,
        _cases(section, base, ground),
        base,
        "" if file is None else file.text.strip(),
        section.at("cases_file"),
    )


def _cases(section: Fields, base: TestCase, ground: Ground) -> tuple[TestCase, ...]:
    """The cases of a test: those of its table; itself, unless what it expects is meant for rows; its property."""
    rows, table = section.items("table"), section.node("table")
    if isinstance(table, YamlSequence) and not rows:
        ground.add(NoCases(name=section.label("table"), place=section.at("table")))
    cases = read_rows(rows, base, ground)
    alone = (base,) if base.expect and "table" not in section and "cases_file" not in section else ()
    drawn = read_properties(section, base, ground)
    return (*alone, *cases, *(() if drawn is None else (drawn,)))
