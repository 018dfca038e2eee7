"""The page of diagnostics: every class with its code, severity, docstring, and how its sentences look in both languages.

The facts of a sample are made up from the types of the fields: `…` stands for the user's own words.
"""

from __future__ import annotations

import collections.abc
import datetime as dt
import enum
import importlib
import inspect
import pkgutil
import types
import typing
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs

import indicatorlang
from indicatorlang.diagnostics import SEVERITY_WORDS, Diagnostic, Place, Span
from indicatorlang.resolve.wording.refusal_problems import RangeUnclear

ROOMS = {
    "syntax": ("指标语言和 YAML 的写法", "Writing: targets and YAML"),
    "resolve": ("规则文件的含义", "Meaning: the ruleset"),
    "readers": ("读取数据文件", "Reading files of actuals"),
    "engine": ("数据与测算", "Actuals and evaluation"),
    "reports": ("输出", "Writing reports and workbooks"),
    "lint": ("建议", "Advice"),
}
PLAIN: dict[Any, Any] = {
    str: "…",
    int: 2,
    bool: True,
    Fraction: Fraction(7, 2),
    dt.date: dt.date(2019, 6, 30),
    type(None): None,
    Any: "…",
    object: "…",
    Place: Place(line=2, column=5),
    Span: Span(0, 1),
    Diagnostic: RangeUnclear(low="…", high="…", units=False),
}
SEQUENCES = (tuple, list, collections.abc.Sequence, collections.abc.Iterable, collections.abc.Collection)


def fact(kind: Any) -> Any:
    """One value of a type."""
    if kind in PLAIN:
        return PLAIN[kind]
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return arguments[0]
    if origin is typing.Annotated:
        return fact(arguments[0])
    if origin in (typing.Union, types.UnionType):
        return fact(next((a for a in arguments if a is not type(None)), arguments[0]))
    if origin is tuple and Ellipsis not in arguments:
        return tuple(fact(a) for a in arguments)
    if origin in SEQUENCES:
        return (fact(arguments[0]),) * (1 if arguments[0] is Diagnostic else 2)
    if origin in (set, frozenset, collections.abc.Set):
        return frozenset([fact(arguments[0])])
    if origin in (dict, collections.abc.Mapping):
        return {fact(arguments[0]): fact(arguments[1])}
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return next(iter(kind))
    if isinstance(kind, type) and issubclass(kind, BaseException):
        return kind("…")
    return made(kind)


def made(cls: Any) -> Any:
    """An instance of an attrs class with made-up facts; defaults of other classes than diagnostics stay."""
    attrs.resolve_types(cls, localns={"Any": Any})
    always = issubclass(cls, Diagnostic)
    fields = [f for f in attrs.fields(cls) if f.init and (f.default is attrs.NOTHING or (always and f.name != "place"))]
    return cls(**{f.alias: "x" if f.name == "character" else fact(f.type) for f in fields})


def every_class() -> list[type[Diagnostic]]:
    """All diagnostics with sentences of their own, by code."""
    for info in pkgutil.walk_packages(indicatorlang.__path__, "indicatorlang."):
        if not info.name.endswith("__main__"):
            importlib.import_module(info.name)

    def below(cls: type[Diagnostic]) -> Iterator[type[Diagnostic]]:
        for child in cls.__subclasses__():
            yield child
            yield from below(child)

    found = {
        cls
        for cls in below(Diagnostic)
        if cls.__module__.startswith("indicatorlang.")
        and getattr(importlib.import_module(cls.__module__), cls.__name__, None) is cls
        and cls.zh is not Diagnostic.zh
        and cls.code != Diagnostic.code
    }
    return sorted(found, key=lambda cls: cls.code)


def _entry(cls: type[Diagnostic]) -> str:
    sample = made(cls)
    severity = SEVERITY_WORDS[cls.severity]
    lines = [f"### {cls.code}", "", f"{severity['en']} · {severity['zh']}", "", inspect.cleandoc(cls.__doc__ or ""), ""]
    lines += [f"> {sample.zh()}", ">", f"> {sample.en()}"]
    if sample.help_zh():
        lines += [">", f"> 改法：{sample.help_zh()}", ">", f"> help: {sample.help_en()}"]
    return "\n".join(lines)


def room_of(cls: type[Diagnostic]) -> str:
    """The room a diagnostic lives in."""
    return cls.__module__.split(".")[1]


def diagnostics(room: str) -> str:
    """All diagnostics of one room."""
    return "\n\n".join(_entry(cls) for cls in every_class() if room_of(cls) == room)


def codes(lang: str) -> str:
    """All codes in one table, each linked to its entry."""
    rows = [f"| [`{c.code}`](#{c.code}) | {SEVERITY_WORDS[c.severity][lang if lang == 'zh' else 'en']} |" for c in every_class()]
    head = "| 代码 | 程度 |" if lang == "zh" else "| code | severity |"
    return "\n".join([head, "| --- | --- |", *rows])


MAKERS = {"diagnostics": diagnostics, "codes": codes}
