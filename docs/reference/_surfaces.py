"""The command line and the Python names, as the package itself describes them."""

from __future__ import annotations

import importlib
import inspect
import re
from typing import Any

import click

import indicatorlang
from indicatorlang.cli.main import command_names, group

WIDTH = 78


def cli(name: str = "") -> str:
    """The help of one command (of the program itself without a name), as a block that the tests run."""
    command: click.Command = importlib.import_module(f"indicatorlang.cli.{name}").command if name else group
    parent = click.Context(group, info_name="indicatorlang", terminal_width=WIDTH, help_option_names=["-h", "--help"])
    context = click.Context(command, info_name=name, parent=parent, terminal_width=WIDTH) if name else parent
    shown = " ".join(part for part in ("indicatorlang", name, "--help") if part)
    return f"```console\n$ {shown}\n{command.get_help(context)}\n```"


def commands(lang: str) -> str:
    """All commands with what they are for."""
    rows = []
    for name in command_names():
        short = importlib.import_module(f"indicatorlang.cli.{name}").command.short_help or ""
        chinese, _, english = short.partition("。")
        rows.append(f"| [`{name}`](#{name}) | {chinese if lang == 'zh' else english.strip().rstrip('.')} |")
    return "\n".join(["| 命令 | 用途 |" if lang == "zh" else "| command | does |", "| --- | --- |", *rows])


def _signature(thing: Any) -> str:
    """The parameters without `self`, types as the source writes them, private ones left out."""
    text = str(inspect.signature(thing)).replace("(self, ", "(").replace("(self)", "()")
    return re.sub(r"'([^']*)'", r"\1", text)


def _doc(thing: Any) -> str:
    return inspect.cleandoc(thing.__doc__ or "")


def python(*names: str) -> str:
    """Public names with signature and docstring; of a class its public methods and properties too."""
    out = []
    for name in names:
        thing = getattr(indicatorlang, name)
        if not inspect.isclass(thing):
            out += [f"### {name}", "", f"```text\nil.{name}{_signature(thing)}\n```", "", _doc(thing), ""]
            continue
        out += [f"### {name}", "", _doc(thing), ""]
        for member, value in vars(thing).items():
            if member.startswith("_") and member not in ("__call__", "__getitem__"):
                continue
            if isinstance(value, property):
                out += [f"- `{member}`: {_doc(value)}"]
            elif inspect.isfunction(value) and _doc(value):
                shown = member if not member.startswith("_") else {"__call__": "rule", "__getitem__": "assessment[…]"}[member]
                call = f"{shown}{_signature(value)}" if member != "__getitem__" else "assessment[key]"
                out += [f"- `{call}`: {' '.join(_doc(value).split())}"]
        out += [""]
    return "\n".join(out)


MAKERS = {"cli": cli, "commands": commands, "python": python}
