"""Finds one-file parts: every module of a folder that exports `PART`, sorted by name. No registry, no import side effect."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from types import MappingProxyType
from typing import Any


@functools.cache
def parts(package: str) -> MappingProxyType[str, Any]:
    """The parts of a package such as `indicatorlang.library.scoring`: module name → its `PART`."""
    home = importlib.import_module(package)
    found = {}
    for info in sorted(pkgutil.iter_modules(home.__path__), key=lambda i: i.name):
        module = importlib.import_module(f"{package}.{info.name}")
        if hasattr(module, "PART"):
            found[info.name] = module.PART
    return MappingProxyType(found)
