"""The command line and the Python names, as the package itself describes them."""

from __future__ import annotations

import enum
import inspect
from typing import Any

import attrs
import click

import indicatorlang
from indicatorlang.cli.main import command_names, command_of, group
from indicatorlang.model import rescored

WIDTH = 78


def cli(name: str = "") -> str:
    """The help of one command (of the program itself without a name), as a block that the tests run."""
    command: click.Command = command_of(name) if name else group
    parent = click.Context(group, info_name="indicatorlang", terminal_width=WIDTH, obj="en")
    context = click.Context(command, info_name=name, parent=parent, terminal_width=WIDTH) if name else parent
    shown = " ".join(part for part in ("indicatorlang", name, "--lang en --help") if part)
    return f"```console\n$ {shown}\n{command.get_help(context)}\n```"


def commands(lang: str) -> str:
    """All commands with what they are for."""
    rows = []
    for name in command_names():
        said = command_of(name).words[lang]
        rows.append(f"| [`{name}`](#{name}) | {said.rstrip('。.')} |")
    return "\n".join(["| 命令 | 用途 |" if lang == "zh" else "| command | does |", "| --- | --- |", *rows])


def _signature(thing: Any) -> str:
    """The parameters as the source writes them, without `self`; long ones one a line."""
    shown: list[str] = []
    starred = False
    found = inspect.signature(thing)
    for name, parameter in found.parameters.items():
        if name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            shown.append("*")
            starred = True
        stars = "*" * (int(parameter.kind is parameter.VAR_POSITIONAL) + 2 * int(parameter.kind is parameter.VAR_KEYWORD))
        default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
        shown.append(f"{stars}{name}: {_type(parameter.annotation)}{default}")
    joined = ", ".join(shown)
    listed = f"({joined})" if len(joined) < 80 else "(\n" + "".join(f"    {part},\n" for part in shown) + ")"
    return f"{listed} -> {_type(found.return_annotation)}"


def _type(annotation: Any) -> str:
    """A type as the source writes it."""
    return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))


def _doc(thing: Any) -> str:
    return inspect.cleandoc(thing.__doc__ or "")


def _fields(thing: Any) -> list[str]:
    """The public fields of an attrs class with their types; the members of an enumeration with their values."""
    if issubclass(thing, enum.Enum):
        return ["Members: " + ", ".join(f"`{member.name}` (`{member.value}`)" for member in thing)]
    if not attrs.has(thing):
        return []
    fields = [f for f in attrs.fields(thing) if f.repr and not f.name.startswith("_")]
    return ["Fields: " + ", ".join(f"`{f.name}: {_type(f.type)}`" for f in fields)] if fields else []


CALLED = {"Rule": "rule", "Scorer": "score"}
INDEXED = {"Assessment": "assessment[key]", "ScoredRow": "row[indicator]"}
"""How what is called or indexed is called in examples."""


def _members(thing: Any) -> list[str]:
    """The public methods and properties of a class."""
    spelled = {"__call__": CALLED.get(thing.__name__, ""), "__getitem__": INDEXED.get(thing.__name__, "")}
    out = []
    for member, value in vars(thing).items():
        shown = spelled.get(member, member)
        if not shown or shown.startswith("_") or not _doc(value):
            continue
        if isinstance(value, property):
            out.append(f"- `{shown}`: {' '.join(_doc(value).split())}")
        elif inspect.isfunction(value):
            call = (
                shown
                if member == "__getitem__"
                else f"{shown}{' '.join(_signature(value).split())}".replace("( ", "(").replace(", )", ")")
            )
            out.append(f"- `{call}`: {' '.join(_doc(value).split())}")
    return out


def python(*names: str) -> str:
    """Public names, and nouns that are handed out, with signature, docstring, fields, methods and properties."""
    out = []
    for name in names:
        thing = getattr(indicatorlang, name, None) or getattr(rescored, name)
        if inspect.isclass(thing):
            members = "\n".join(_members(thing))
            out += [f"### {name}", _doc(thing), *_fields(thing), *([members] if members else [])]
        else:
            out += [f"### {name}", f"```text\nil.{name}{_signature(thing)}\n```", _doc(thing)]
    return "\n\n".join(out)


MAKERS = {"cli": cli, "commands": commands, "python": python}
