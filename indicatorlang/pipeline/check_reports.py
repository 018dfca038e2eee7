"""The reports of `check`, by their words; and which remarks they show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

import attrs

from indicatorlang.diagnostics import Lang, Severity
from indicatorlang.model.checked import CheckedFile, Remark, RulePage
from indicatorlang.pipeline.formatting_files import difference
from indicatorlang.pipeline.switching import rule_pages
from indicatorlang.reports.check.github import check_github
from indicatorlang.reports.check.json import check_dict, rules_dict
from indicatorlang.reports.check.sarif import check_sarif
from indicatorlang.reports.check.text import check_text_report, rule_text, rules_text
from indicatorlang.reports.json import dumps

CheckFormat = Literal["text", "json", "github", "sarif"]
CHECK_FORMATS: tuple[CheckFormat, ...] = get_args(CheckFormat)


def shown(files: Iterable[CheckedFile], *, verbose: bool = False) -> tuple[CheckedFile, ...]:
    """The files without the remarks of mere reading (how a word was taken), unless `verbose`; how many these are is counted."""
    return tuple(file if verbose else _without_notes(file) for file in files)


def _without_notes(file: CheckedFile) -> CheckedFile:
    kept = tuple(remark for remark in file.remarks if not _is_a_note(remark))
    return attrs.evolve(file, remarks=kept, hidden=file.hidden + len(file.remarks) - len(kept))


def _is_a_note(remark: Remark) -> bool:
    return remark.severity is Severity.INFO and not remark.is_advice


def check_report(files: Sequence[CheckedFile], form: CheckFormat, lang: Lang = "zh", *, everything: bool = False) -> str:
    """What was found, in one of the formats of `check`. `everything` tells in a text every remark of a code, however many."""
    match form:
        case "json":
            return dumps(check_dict(files, lang)) + "\n"
        case "github":
            return check_github(files, lang)
        case "sarif":
            return dumps(check_sarif(files, rule_pages(), lang)) + "\n"
    return check_text_report(files, lang, everything=everything)


def rule_report(page: RulePage, form: CheckFormat, lang: Lang = "zh") -> str:
    """The page of one rule; JSON when asked for, else text."""
    return dumps(rules_dict([page], lang)) + "\n" if form == "json" else rule_text(page, lang)


def rules_report(form: CheckFormat, lang: Lang = "zh") -> str:
    """All rules; JSON with their pages when asked for, else a line each."""
    return dumps(rules_dict(rule_pages(), lang)) + "\n" if form == "json" else rules_text(rule_pages(), lang)


def differences(files: Iterable[CheckedFile]) -> str:
    """What mending changes, as a unified diff."""
    return "".join(difference(file.original, file.text, file.file) for file in files if file.changed)
