"""The keys of a ruleset file as a JSON Schema (draft-07), for editors that complete and check while somebody writes.

It is made from the same tables as the loader, so it knows every key in both spellings. It says what stands where; what a target
means, whether names are known and units fit, only loading can tell. Every scalar may come as a text, a number or a truth value,
because an editor types what the loader keeps as text; an empty value counts as not written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indicatorlang.resolve.keys import SECTION_WORDS, SECTIONS, Key, Where
from indicatorlang.resolve.keys.choices import YES

DRAFT = "http://json-schema.org/draft-07/schema#"
BY_NAME: frozenset[Where] = frozenset({"measure", "records", "expected"})
"""Sections that stand under names of the author's choice: one for every measure, table or row."""
_SCALAR = ["string", "number", "boolean", "null"]

Schema = dict[str, Any]


def json_schema() -> Schema:
    """The schema of a ruleset file: sections under `definitions`, every key in English and in Chinese."""
    return {
        "$schema": DRAFT,
        "title": "indicatorlang ruleset · 绩效指标规则文件",
        **_ref("ruleset"),
        "definitions": {where: _section(where) for where in SECTIONS},
    }


def _ref(where: Where) -> Schema:
    # Beside `$ref` draft-07 looks at nothing else, so it stands alone within a list.
    return {"allOf": [{"$ref": f"#/definitions/{where}"}]}


def _section(where: Where) -> Schema:
    keys = SECTIONS[where]
    zh, en = SECTION_WORDS[where]
    schema: Schema = {
        "type": ["object", "null"] if not any(key.required for key in keys) else "object",
        "description": f"{zh}\n{en}",
        "properties": {spelling: _value(key) for key in keys for spelling in key.spellings},
        "additionalProperties": False,
    }
    needed = [{"anyOf": [{"required": [spelling]} for spelling in key.spellings]} for key in keys if key.required]
    return schema | ({"allOf": needed} if needed else {})


def _value(key: Key) -> Schema:
    told = f"{key.zh}\n{key.en}"
    if key.default:
        told += f"\n默认 default: {key.default}"
    return {"description": told, **_shape(key)}


def _shape(key: Key) -> Schema:
    match key.shape:
        case "choice":
            return {"enum": [*_words(key.choices), None]}
        case "yes":
            return {"enum": [*_words(YES), True, False, None]}
        case "number":
            return {"type": ["number", "string", "null"]}
        case "list" if key.of is not None:
            return {"type": ["array", "null"], "items": _ref(key.of)}
        case "list":
            return {"type": ["array", *_SCALAR], "items": {"type": _SCALAR}}
        case "map" if key.of in BY_NAME:
            return {"type": ["object", "null"], "additionalProperties": _ref(key.of)}
        case "map":
            return _ref(key.of) if key.of is not None else {"type": ["object", "null"]}
        case "any":
            below = [_ref(key.of)] if key.of is not None else [{"type": "object"}]
            return {"anyOf": [*below, {"type": ["array", *_SCALAR]}]}
    return {"type": _SCALAR}


def _words(choices: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Every spelling of every choice, the first of each first."""
    return list(dict.fromkeys(word for words in choices.values() for word in words))
