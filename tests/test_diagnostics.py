"""Every mistake the package can report has its two sentences, in the words of the person who made it.

The facts of a diagnostic are made up from the annotations of its fields: a field whose values are words of the program must
therefore be a `Literal` or an enum, and all of its values are tried; a `character` is one character. Facts are Latin, so
that a Han character in an English sentence can only come from the sentence.
"""

from __future__ import annotations

import collections.abc
import datetime
import enum
import importlib
import itertools
import pkgutil
import re
import types
import typing
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs
import pytest

import indicatorlang
from indicatorlang.diagnostics import Diagnostic, Place, Span
from indicatorlang.resolve.wording.refusal_problems import RangeUnclear

HAN = re.compile(r"[\u3400-\u9fff]")
KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+|[a-z]+|L[0-9]{3}")
QUOTED = re.compile(r"`[^`]*`")
PLAIN: dict[Any, list[Any]] = {
    str: ["fact"],
    int: [3],
    bool: [True, False],
    float: [],
    Fraction: [Fraction(7, 2)],
    datetime.date: [datetime.date(2019, 6, 30)],
    type(None): [None],
    Any: ["fact"],
    object: ["fact"],
    Place: [Place("file.yaml", "sheet", 3, 5, 2, "a line")],
    Span: [Span(0, 1)],
    # A mistake may stand on another one.
    Diagnostic: [RangeUnclear(low="fact", high="fact", units=False)],
}
SEQUENCES: dict[Any, Any] = {
    tuple: tuple,
    list: list,
    set: set,
    frozenset: frozenset,
    collections.abc.Sequence: tuple,
    collections.abc.Iterable: tuple,
    collections.abc.Collection: tuple,
    collections.abc.Set: frozenset,
}


def facts(kind: Any, depth: int = 0) -> list[Any]:
    """Values of a type, such that every branch a sentence can take on it is taken."""
    assert depth < 8, f"no fact can be made for {kind}: it holds itself"
    if kind in PLAIN:
        assert PLAIN[kind], f"a fact is never a {kind.__name__}: numbers are exact"
        return PLAIN[kind]
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return list(arguments)
    if origin is typing.Annotated:
        return facts(arguments[0], depth + 1)
    if origin in (typing.Union, types.UnionType):
        return [value for part in arguments for value in facts(part, depth + 1)]
    if origin is tuple and Ellipsis not in arguments:
        return [tuple(values) for values in rotations([facts(a, depth + 1) for a in arguments])]
    if origin in SEQUENCES:
        inner = facts(arguments[0], depth + 1)
        return [SEQUENCES[origin](values) for values in ([], inner[:1], [*inner, *inner])]
    if origin in (dict, collections.abc.Mapping):
        return [{}, {k: v for k in facts(arguments[0], depth + 1)[:1] for v in facts(arguments[1], depth + 1)[:1]}]
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return list(kind)
    if isinstance(kind, type) and attrs.has(kind):
        return list(instances(kind, depth + 1))
    if isinstance(kind, type) and issubclass(kind, BaseException):
        return [kind("fact")]
    raise AssertionError(f"no fact is known for {kind!r}; make it a plain type, a Literal, an enum or an attrs class")


def rotations(choices: list[list[Any]]) -> Iterator[list[Any]]:
    """As many rows as the longest column has values: every value occurs, without their product."""
    for row in range(max((len(c) for c in choices), default=1)):
        yield [column[row % len(column)] for column in choices]


def instances(cls: Any, depth: int = 0) -> Iterator[Any]:
    """Instances of an attrs class in which every field takes each of its values at least once."""
    attrs.resolve_types(cls, localns={"Any": Any})
    fields = [field for field in attrs.fields(cls) if field.init]
    if depth:
        fields = [field for field in fields if field.default is attrs.NOTHING]
    for row in rotations([["x"] if field.name == "character" else facts(field.type, depth) for field in fields]):
        yield cls(**{field.alias: value for field, value in zip(fields, row, strict=True)})


def every_module() -> tuple[list[types.ModuleType], dict[str, str]]:
    """All modules of the package, and why those that cannot be imported cannot."""
    found, broken = [], {}
    for info in pkgutil.walk_packages(indicatorlang.__path__, "indicatorlang.", onerror=lambda name: None):
        if not info.name.endswith("__main__"):
            try:
                found.append(importlib.import_module(info.name))
            except Exception as error:
                broken[info.name] = repr(error)
    return found, broken


def below(cls: type[Diagnostic]) -> Iterator[type[Diagnostic]]:
    for child in cls.__subclasses__():
        yield child
        yield from below(child)


MODULES, BROKEN = every_module()
# An attrs class with slots is made twice; the first one is garbage, but stays among the subclasses until collected.
DIAGNOSTICS = sorted(
    {
        c
        for c in below(Diagnostic)
        if c.__module__.startswith("indicatorlang.")
        and getattr(importlib.import_module(c.__module__), c.__name__, None) is c
        and c.zh is not Diagnostic.zh
    },
    key=lambda c: (c.__module__, c.__name__),
)
CLASS_NAMES = {
    name
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, type) and re.search(r"[a-z][A-Z]", name) and name.isascii()
}
# Latin words that only a program says.
PROGRAM = re.compile(r"(?<![A-Za-z])None(?![A-Za-z])|\bFraction\(|\bDecimal\(|<class|object at 0x|datetime\.|\{\w*\}")


def without_facts(sentence: str) -> str:
    """The sentence without what stands in backquotes."""
    return QUOTED.sub("``", sentence)


def faults_of_sentence(zh: str, en: str) -> Iterator[str]:
    """What is wrong with the two sentences of a message."""
    if not HAN.search(without_facts(zh)):
        yield "not Chinese"
    if not re.search(r"[a-z]", without_facts(en)):
        yield "not English"
    if re.match(r"[A-Z][a-z]", en):
        yield "begins with a capital"
    if any(s != s.strip() or "\n" in s for s in (zh, en)):
        yield "not one line without blanks around it"
    if any(s.endswith(("。", ".", "！", "!")) for s in (zh, en)):
        yield "ends like prose"


def faults(found: Diagnostic) -> list[str]:
    """What is wrong with a diagnostic as its reader sees it."""
    zh, en, help_zh, help_en = found.message("zh"), found.message("en"), found.help("zh"), found.help("en")
    said = list(faults_of_sentence(zh, en))
    if bool(help_zh) != bool(help_en):
        said.append("help in one language only")
    if any(HAN.search(without_facts(s)) for s in (en, help_en)):
        said.append("Han characters in English outside backquotes")
    for sentence in (zh, en, help_zh, help_en):
        if PROGRAM.search(sentence) or not CLASS_NAMES.isdisjoint(re.findall(r"[A-Za-z_]+", sentence)):
            said.append("words of the program")
        if sentence.count("`") % 2:
            said.append("a backquote is missing")
    return [f"{fault}: {zh} / {en} / {help_zh} / {help_en}" for fault in said]


NAMED = [pytest.param(c, id=f"{c.__module__.removeprefix('indicatorlang.')}.{c.__name__}") for c in DIAGNOSTICS]


@pytest.mark.parametrize("cls", NAMED)
def test_a_diagnostic_says_its_sentence_in_both_languages(cls):
    for found in instances(cls):
        assert faults(found) == []
        if any(field.type is str and field.name != "character" for field in attrs.fields(cls)):
            assert "fact" in found.message("zh") + found.help("zh"), "the words that are wrong are not shown"
            assert "fact" in found.message("en") + found.help("en"), "the words that are wrong are not shown"
        assert found.message("zh") in found.render("zh")
        assert found.message("en") in found.render("en")


@pytest.mark.parametrize(
    ("zh", "en", "fault"),
    [
        ("看不懂`{0}`", "cannot read `{0}`", ""),
        ("cannot read", "cannot read `{0}`", "not Chinese"),
        ("看不懂`九`", "`{0}`", "not English"),
        ("看不懂", "Cannot read", "begins with a capital"),
        ("看不懂。", "cannot read", "ends like prose"),
        ("看不懂", "cannot read.", "ends like prose"),
        ("看不懂", "cannot read\n{0}", "not one line"),
        ("看不懂", "cannot read 九", "Han characters"),
        ("看不懂 None", "cannot read", "words of the program"),
        ("看不懂第None行", "cannot read", "words of the program"),
        ("看不懂TargetSyntaxError这里", "cannot read", "words of the program"),
        ("看不懂", "no TargetSyntaxError here", "words of the program"),
        ("看不懂`{0}", "cannot read", "a backquote is missing"),
    ],
)
def test_the_checker_sees_a_bad_sentence(zh, en, fault):
    class Made(Diagnostic):
        word: str = "fact"

        def zh(self) -> str:
            return zh.format(self.word)

        def en(self) -> str:
            return en.format(self.word)

    found = faults(Made())
    assert len(found) == bool(fault)
    assert all(fault in f for f in found)


def test_every_value_of_a_fact_is_tried():
    assert set(facts(typing.Literal["a", "b"] | None)) == {"a", "b", None}
    assert facts(tuple[int, ...]) == [(), (3,), (3, 3)]
    assert facts(tuple[bool, int]) == [(True, 3), (False, 3)]
    with pytest.raises(AssertionError, match="numbers are exact"):
        facts(float)


@pytest.mark.parametrize("cls", NAMED)
def test_a_diagnostic_has_a_page_and_a_code_and_lives_with_its_stage(cls):
    assert cls.__dict__.get("__doc__"), "its docstring is its page in the documentation"
    assert KEBAB.fullmatch(cls.code)
    assert cls.code != Diagnostic.code
    assert re.fullmatch(r"indicatorlang\.((\w+\.)+(\w+_)?problems|lint\.rules\.\w+)", cls.__module__)


def test_no_two_diagnostics_share_a_code():
    by_code = itertools.groupby(sorted(DIAGNOSTICS, key=lambda c: c.code), key=lambda c: c.code)
    shared = {code: [f"{c.__module__}.{c.__name__}" for c in group] for code, group in by_code}
    assert {code: names for code, names in shared.items() if len(names) > 1} == {}


def test_every_module_was_searched():
    assert BROKEN == {}
    assert len(DIAGNOSTICS) > 20
