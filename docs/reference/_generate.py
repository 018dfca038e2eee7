"""Fills the generated regions of the documentation from the code, so that no table is kept by hand.

    python docs/reference/_generate.py            write them
    python docs/reference/_generate.py --check    only say which pages are stale, exit status 1 when one is

A region stands between two comments; what is between them is replaced, everything else on the page is written by hand:

    <!-- generated: keys measure zh -->
    <!-- /generated -->

The first word names a function below, the others are its arguments. The result depends on nothing but the code.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
# A checkout describes itself, whether the package is installed or not.
sys.path[:0] = [str(path) for path in (HERE, ROOT) if str(path) not in sys.path]

REGION = re.compile(r"(<!-- generated: ([^\n>]+?) -->\n)(.*?)(<!-- /generated -->)", re.DOTALL)
MAKERS: dict[str, Callable[..., str]] = {
    name: maker
    for module in ("_tables", "_wordings", "_surfaces", "_diagnostics", "_rules")
    for name, maker in importlib.import_module(module).MAKERS.items()
}


def filled(page: str) -> str:
    """The page with every region made anew. Raises KeyError for a region that nothing makes."""

    def region(found: re.Match[str]) -> str:
        name, *arguments = found[2].split()
        return f"{found[1]}{MAKERS[name](*arguments).strip()}\n{found[4]}"

    return REGION.sub(region, page)


def pages() -> list[Path]:
    """Every page that may hold a region."""
    return sorted((ROOT / "docs").rglob("*.md"))


def stale(write: bool = False) -> list[str]:
    """The pages whose regions are not what the code says; with `write` they are brought up to date."""
    found = []
    for path in pages():
        page = path.read_text(encoding="utf-8")
        new = filled(page)
        if new != page:
            found.append(path.relative_to(ROOT).as_posix())
            if write:
                path.write_text(new, encoding="utf-8")
    return found


def main(arguments: list[str]) -> int:
    """Write, or check with `--check`."""
    check = "--check" in arguments
    found = stale(write=not check)
    for page in found:
        print(f"{page}: {'stale, run python docs/reference/_generate.py' if check else 'written'}")
    return int(check and bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
