"""What `check` found as JSON (docs/reference/json.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from indicatorlang._version import __version__
from indicatorlang.diagnostics import Diagnostic, Edit, Lang, Severity
from indicatorlang.model.checked import CheckedFile, Remark, RulePage
from indicatorlang.reports.check.words import counts

SCHEMA = "indicatorlang/check/1"
RULES = "indicatorlang/rules/1"


def check_dict(files: Sequence[CheckedFile], lang: Lang = "zh") -> dict[str, Any]:
    """The whole object."""
    found = counts(files)
    return {
        "schema": SCHEMA,
        "engine": f"indicatorlang {__version__}",
        "files": [_file(file, lang) for file in files],
        "summary": {
            "files": found.files,
            "targets": found.targets,
            **{f"{severity}s": count for severity, count in found.by_severity.items()},
            "fixable": found.fixable,
            "fixed": found.fixed,
            "ignored": found.ignored,
            "hidden": found.hidden,
            "not_loaded": found.not_loaded,
        },
    }


def _file(file: CheckedFile, lang: Lang) -> dict[str, Any]:
    return {
        "file": file.file,
        "kind": "table" if file.is_table else "ruleset",
        "readable": file.readable,
        "loads": file.loads,
        "targets": file.targets,
        **{f"{severity}s": file.count(severity) for severity in Severity},
        "ignored": file.ignored,
        "hidden": file.hidden,
        "fixed": [_said(said, lang) for said in file.fixed],
        "remarks": [_remark(remark, lang) for remark in file.remarks],
    }


def _said(said: Diagnostic, lang: Lang) -> dict[str, Any]:
    return {"code": said.code, "message": said.message(lang), "line": said.place.line, "column": said.place.column}


def _remark(remark: Remark, lang: Lang) -> dict[str, Any]:
    place = remark.said.place
    return {
        **remark.said.to_dict(lang),
        "severity": str(remark.severity),
        "length": None if place.column is None else place.length,
        "title": remark.title[0 if lang == "zh" else 1] or None,
        "advice": remark.is_advice,
        "edits": [_edit(edit) for edit in remark.said.edits],
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {"line": edit.place.line, "column": edit.place.column, "length": edit.place.length, "text": edit.text}


def rules_dict(pages: Sequence[RulePage], lang: Lang = "zh") -> dict[str, Any]:
    """The pages of rules."""
    parts: tuple[Any, ...] = ("title", "why", "example", "instead")
    rules = [
        {"code": page.code, "severity": str(page.severity), **{part: page.of(part, lang) for part in parts}} for page in pages
    ]
    return {"schema": RULES, "engine": f"indicatorlang {__version__}", "rules": rules}
