"""Finds the files that travel with the package: `grammar/` and `rulesets/`.

In an installed wheel they stand inside the package (`_grammar`, `_rulesets`); in a checkout beside it. Looking in the
package first means that an installed copy never reads a folder that happens to stand beside it.
"""

from __future__ import annotations

import functools
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


@functools.cache
def folder(name: str) -> Path:
    """The folder `grammar` or `rulesets`. Raises FileNotFoundError when the installation is broken."""
    for candidate in (PACKAGE / f"_{name}", PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"{name}: neither in the package nor beside it; the installation is incomplete")


@functools.cache
def text(name: str, file: str) -> str:
    """The text of one file of such a folder, for example `text("grammar", "target.lark")`."""
    return (folder(name) / file).read_text(encoding="utf-8")
