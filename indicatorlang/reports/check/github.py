"""What `check` found as workflow commands of GitHub Actions: each shows as an annotation beside the line it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indicatorlang.diagnostics import Lang, Severity
from indicatorlang.model.checked import CheckedFile, Remark

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def check_github(files: Sequence[CheckedFile], lang: Lang = "zh") -> str:
    """A line for each remark."""
    return "".join(f"{line}\n" for file in files for remark in file.remarks for line in _command(remark, lang))


def _command(remark: Remark, lang: Lang) -> Iterator[str]:
    said, place = remark.said, remark.said.place
    title = f"{said.code} {remark.title[0 if lang == 'zh' else 1]}".strip()
    properties = {"file": place.file, "line": place.line, "col": place.column, "title": title}
    if place.column is not None:
        properties["endColumn"] = place.column + place.length
    where = f"“{place.sheet}”" if lang == "zh" else f"[{place.sheet}] "
    text = "\n".join(part for part in ((where if place.sheet else "") + said.message(lang), said.help(lang)) if part)
    named = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None)
    yield f"::{COMMANDS[remark.severity]} {named}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
