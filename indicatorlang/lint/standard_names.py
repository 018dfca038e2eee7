"""Which usual name a misspelt one was meant to be: `standard_names.yaml`, ready to be asked."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from indicatorlang.lint.words import bare

_SHORTEST = 5
"""A shorter name says too little to be misspelt by leaving a character out."""


@functools.cache
def _slips() -> tuple[frozenset[str], Mapping[str, str]]:
    """The usual names, and every way to leave out, double or exchange characters of one; a way that two names share is none's."""
    said: dict[str, Any] = yaml.load(Path(__file__).with_name("standard_names.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    names = frozenset(said["names"])
    found: dict[str, str] = {}
    for name in said["names"]:
        for slip in _ways(name):
            found[slip] = name if found.get(slip, name) == name else ""
    return names, {**found, **said["slips"]}


def _ways(name: str) -> set[str]:
    inner = range(1, len(name) - 1) if len(name) >= _SHORTEST else ()
    left_out = {name[:at] + name[at + 1 :] for at in inner}
    doubled = {name[: at + 1] + name[at:] for at in range(len(name))}
    exchanged = {name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in range(len(name) - 1)}
    return (left_out | doubled | exchanged) - {name}


def meant_name(name: str) -> str:
    """The usual name that was meant by a misspelt one; empty for every other name.

    >>> meant_name("服务目标满意度"), meant_name("专款用率"), meant_name("服务对象满意度"), meant_name("设备验收合格率")
    ('服务对象满意度', '专款专用率', '', '')
    """
    names, slips = _slips()
    plain = bare(name)
    return "" if plain in names else slips.get(plain, "")
