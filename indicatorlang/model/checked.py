"""What `check` says of one file: every error and every piece of advice, each as severe as the rules in force make it."""

from __future__ import annotations

from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, Lang, Severity
from indicatorlang.lazily import frozen

Switch = Literal["off", "info", "warning", "error"]
"""What a profile or an option makes of a rule: silent, or as severe as it says."""


@frozen
class RulePage:
    """A rule as reports tell of it: its code, how severe it is when nobody says otherwise, and its page in Chinese and in English."""

    code: str
    severity: Severity
    title: tuple[str, str]
    why: tuple[str, str]
    example: tuple[str, str]
    instead: tuple[str, str]

    def of(self, part: Literal["title", "why", "example", "instead"], lang: Lang) -> str:
        """A part of the page in one language."""
        both: tuple[str, str] = getattr(self, part)
        return both[0 if lang == "zh" else 1]


@frozen
class Remark:
    """One diagnostic as it is shown. `title` is the title of its rule in Chinese and in English, empty for what is no advice."""

    said: Diagnostic
    severity: Severity
    title: tuple[str, str] = ("", "")

    @property
    def code(self) -> str:
        """The stable code, e.g. L130."""
        return self.said.code

    @property
    def is_advice(self) -> bool:
        """Whether a rule says it; else it was found when the file was read."""
        return bool(self.title[0])

    @property
    def fixable(self) -> bool:
        """Whether it says itself how the file has to be changed."""
        return bool(self.said.edits)


@frozen
class CheckedFile:
    """One ruleset or one filled-in table. `loads`: it could be read and understood, so that advice could be given at all; `readable`:
    it could be opened and is a text or a table. `ignored` counts what comments in the file silence, `fixed` is what was mended before
    (then `text` is the mended text, and `original` what it was), `hidden` counts the remarks that were left out of `remarks` on demand,
    `targets` the targets looked at. `traps` counts the lines that YAML reads otherwise than they look, which `fmt --fix` mends. `text` is
    that of a ruleset, empty for a table."""

    file: str
    remarks: tuple[Remark, ...] = ()
    loads: bool = True
    readable: bool = True
    ignored: int = 0
    fixed: tuple[Diagnostic, ...] = ()
    targets: int = 0
    hidden: int = 0
    traps: int = 0
    is_table: bool = False
    text: str = attrs.field(default="", repr=False)
    original: str = attrs.field(default="", repr=False)

    @property
    def changed(self) -> bool:
        """Whether mending changed the text."""
        return bool(self.fixed) and self.text != self.original

    def count(self, severity: Severity) -> int:
        """How many remarks are so severe."""
        return sum(remark.severity is severity for remark in self.remarks)
