"""What `check` says of one file: every error and every piece of advice, each as severe as the rules in force make it."""

from __future__ import annotations

from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, Severity

Switch = Literal["off", "info", "warning", "error"]
"""What a profile or an option makes of a rule: silent, or as severe as it says."""


@attrs.frozen
class Remark:
    """One diagnostic as it is shown. `title` is the title of its rule in Chinese and in English, empty for what is no advice."""

    said: Diagnostic
    severity: Severity
    title: tuple[str, str] = ("", "")

    @property
    def fixable(self) -> bool:
        """Whether `--fix` can mend it."""
        return bool(self.said.edits)


@attrs.frozen
class CheckedFile:
    """One ruleset or one filled-in table. `loads`: it could be read and understood, so that advice could be given at all.
    `ignored` counts what comments in the file silence, `fixed` what was mended before; `targets` counts the targets looked at."""

    file: str
    remarks: tuple[Remark, ...] = ()
    loads: bool = True
    ignored: int = 0
    fixed: tuple[Diagnostic, ...] = ()
    targets: int = 0

    def count(self, severity: Severity) -> int:
        """How many remarks are so severe."""
        return sum(remark.severity is severity for remark in self.remarks)
