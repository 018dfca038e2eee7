"""What `check` found as SARIF 2.1.0, which code scanning services and editors read.

Columns count UTF-16 code units there, so they are counted anew on the line they stand on. Cells of sheets have no lines; such places
are told as logical locations.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from indicatorlang._version import __version__
from indicatorlang.diagnostics import Diagnostic, Edit, Lang, Place, Severity
from indicatorlang.lazily import pattern
from indicatorlang.model.checked import CheckedFile, Remark, RulePage

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
LANGUAGES: dict[Lang, str] = {"zh": "zh-CN", "en": "en-US"}
WITH_LINES = (".yaml", ".yml", ".csv", ".jsonl", ".ndjson", ".txt", ".md")
_BREAK = pattern(r"\r\n|\r|\n")
Json = dict[str, Any]


def check_sarif(files: Sequence[CheckedFile], pages: Sequence[RulePage], lang: Lang = "zh") -> Json:
    """The log of one run. `pages` are those of all rules."""
    found = [(file, remark) for file in files for remark in file.remarks]
    rules = [_rule(page, lang) for page in pages]
    known = {page.code for page in pages}
    others = {remark.code: remark for _, remark in found if remark.code not in known}
    rules += [_of_loading(remark.said, lang) for _, remark in sorted(others.items())]
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    texts = dict.fromkeys(file.file for file in files if file.text)
    driver = {
        "name": "indicatorlang",
        "version": __version__,
        "language": LANGUAGES[lang],
        "rules": rules,
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "artifacts": [{"location": _location(name), "sourceLanguage": "yaml"} for name in texts],
        "invocations": [{"executionSuccessful": all(file.readable for file in files)}],
        "results": [_result(file, remark, index, lang) for file, remark in found],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(page: RulePage, lang: Lang) -> Json:
    """A rule with its page; its help is in both languages, that of the report first."""
    other: Lang = "en" if lang == "zh" else "zh"
    both = (lang, other)
    plain = [f"{page.of('why', one)}{'；' if one == 'zh' else '; '}{page.of('instead', one)}" for one in both]
    return {
        "id": page.code,
        "shortDescription": {"text": page.of("title", lang)},
        "fullDescription": {"text": page.of("why", lang)},
        "help": {"text": "\n\n".join(plain), "markdown": "\n\n".join(_markdown(page, one) for one in both)},
        "defaultConfiguration": {"level": LEVELS[page.severity]},
    }


def _markdown(page: RulePage, lang: Lang) -> str:
    words = ("为什么：", "例：", "改法：") if lang == "zh" else ("Why: ", "Example: ", "Instead: ")
    parts = zip(words, (page.of("why", lang), page.of("example", lang), page.of("instead", lang)), strict=True)
    return f"**{page.of('title', lang)}**\n\n" + "\n".join(f"- {word}{text}" for word, text in parts)


def _of_loading(said: Diagnostic, lang: Lang) -> Json:
    """What is no rule: a mistake that reading the file meets, told by its code."""
    text = "读入时发现的问题" if lang == "zh" else "found when the file was read"
    return {"id": said.code, "shortDescription": {"text": text}, "defaultConfiguration": {"level": LEVELS[said.severity]}}


def _result(file: CheckedFile, remark: Remark, index: dict[str, int], lang: Lang) -> Json:
    said = remark.said
    lines = _BREAK.split(file.text) if file.text else []
    text = said.message(lang) + (f"\n{said.help(lang)}" if said.help(lang) else "")
    result: Json = {
        "ruleId": said.code,
        "ruleIndex": index[said.code],
        "level": LEVELS[remark.severity],
        "message": {"text": text},
        "locations": [_place(said.place, file, lines)],
    }
    if remark.fixable and not file.is_table:
        result["fixes"] = [_fix(said, file, lines, lang)]
    return result


def _place(place: Place, file: CheckedFile, lines: list[str]) -> Json:
    name = place.file or file.file
    physical: Json = {"artifactLocation": _location(name)}
    if place.line is not None and PurePath(name).suffix.lower() in (*WITH_LINES, ""):
        physical["region"] = _region(place, lines, within=True)
    location: Json = {"physicalLocation": physical}
    if place.sheet:
        row = "" if place.line is None else f"!{place.line}"
        location["logicalLocations"] = [{"name": place.sheet, "fullyQualifiedName": f"{place.sheet}{row}"}]
    return location


def _region(place: Place, lines: list[str], *, within: bool = False) -> Json:
    """Its line and columns, the end not included; `within` stays on the line."""
    line = place.line or 1
    if place.column is None:
        return {"startLine": line}
    text = lines[line - 1] if line <= len(lines) else place.snippet or ""
    start, stop = place.column - 1, place.column - 1 + place.length
    region = {"startLine": line, "startColumn": _units(text, start) + 1}
    if within and text:
        stop = max(start, min(stop, len(text)))
    elif text and stop > len(text) and line < len(lines):
        return region | {"endLine": line + 1, "endColumn": 1}
    return region | {"endLine": line, "endColumn": _units(text, stop) + 1}


def _units(text: str, characters: int) -> int:
    """How many UTF-16 code units so many characters of a line are; behind its end each counts as one."""
    return len(text[:characters].encode("utf-16-le")) // 2 + max(0, characters - len(text))


def _fix(said: Diagnostic, file: CheckedFile, lines: list[str], lang: Lang) -> Json:
    text = said.help(lang) or said.message(lang)
    changes = [_replacement(edit, lines) for edit in said.edits]
    return {
        "description": {"text": text},
        "artifactChanges": [{"artifactLocation": _location(said.place.file or file.file), "replacements": changes}],
    }


def _replacement(edit: Edit, lines: list[str]) -> Json:
    return {"deletedRegion": _region(edit.place, lines), "insertedContent": {"text": edit.text}}


def _location(name: str) -> Json:
    """A file below the folder of the call is told by its relative address, any other by its whole one."""
    path = PurePath(name)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(path.as_posix()), "uriBaseId": "%SRCROOT%"}
