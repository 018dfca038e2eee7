"""The keys of a ruleset or profile file as a JSON Schema (draft-07), for editors that complete and check while somebody writes.

It is made from the same tables as the loader, so it knows every key in both spellings. It says what stands where; what a target
means, whether names are known and units fit, only loading can tell. Every scalar may come as a text, a number or a truth value,
because an editor types what the loader keeps as text; an empty value counts as not written.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

from indicatorlang.lazily import pattern
from indicatorlang.resolve.fields import plain
from indicatorlang.resolve.keys import SECTION_WORDS, SECTIONS, Key, Where
from indicatorlang.resolve.keys.choices import YES
from indicatorlang.resolve.keys.expected import MAIN, TOTAL_WORDS
from indicatorlang.resolve.keys.shape import OPEN
from indicatorlang.syntax.from_yaml import parse_yaml
from indicatorlang.syntax.yaml.tree import Mapping as YamlMapping

DRAFT = "http://json-schema.org/draft-07/schema#"
SchemaOf = Literal["ruleset", "profile"]
TITLES: Mapping[SchemaOf, str] = MappingProxyType(
    {"ruleset": "indicatorlang ruleset · 绩效指标规则文件", "profile": "indicatorlang profile · 绩效评分办法文件"}
)
"""The kinds of files whose keys are declared."""

_SCALAR = ["string", "number", "boolean", "null"]
_WHOLE_NUMBER = pattern(r"0|[1-9]\d{0,14}")

Schema = dict[str, Any]


def json_schema(of: SchemaOf = "ruleset") -> Schema:
    """The schema of such a file: sections under `definitions`, every key in English and in Chinese, with examples."""
    return {
        "$schema": DRAFT,
        "title": TITLES[of],
        **_ref(of),
        "definitions": {where: _section(where) for where in _within(of)},
    }


def example_of(text: str) -> Any:
    """An example of a declaration as an editor would put it: lists, maps and texts, whole numbers as numbers."""
    root, _ = parse_yaml(f"value: {text}")
    assert isinstance(root, YamlMapping), text
    return _typed(plain(root)["value"])


def _typed(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _typed(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return int(value) if _WHOLE_NUMBER.fullmatch(value) else value


def _within(of: Where) -> list[Where]:
    """The section itself and all that may stand below it, in the order of the tables."""
    found: set[Where] = set()
    below: set[Where] = {of}
    while below:
        found |= below
        below = {of for where in below for key in SECTIONS[where] for of in (key.of, key.total) if of is not None} - found
    return [where for where in SECTIONS if where in found]


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
        "additionalProperties": where in OPEN,
    }
    rules: list[Schema] = [{"anyOf": [{"required": [one]} for one in key.spellings]} for key in keys if key.required]
    # Without `type` an empty section, which has no keys to require, would be refused.
    rules += [
        {"not": {"type": "object", "required": list(pair)}} for key in keys for pair in itertools.combinations(key.spellings, 2)
    ]
    return schema | ({"allOf": rules} if rules else {})


def _value(key: Key) -> Schema:
    told = f"{key.zh}\n{key.en}"
    if key.default:
        told += f"\n默认 default: {key.default}"
    shown = {"examples": [example_of(text) for text in key.examples]} if key.examples else {}
    shape = _shape(key)
    if key.several:
        shape = {"anyOf": [shape, {"type": "array", "items": shape}]}
    return {"description": told, **shape, **shown}


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
        case "map" if key.by_name and key.of is not None:
            whole = {name: _or_word(key.total) for name in TOTAL_WORDS} if key.total is not None else {}
            below = _or_word(key.of) if key.of in MAIN else _ref(key.of)
            named = {"type": ["object", "null"], "properties": whole, "additionalProperties": below}
            return named if whole or key.of not in MAIN else {"anyOf": [named, {"type": ["array", "string"]}]}
        case "map":
            return _ref(key.of) if key.of is not None else {"type": ["object", "null"]}
        case "any":
            inner = [_ref(key.of)] if key.of is not None else [{"type": "object"}]
            return {"anyOf": [*inner, {"type": ["array", *_SCALAR]}]}
    return {"type": _SCALAR}


def _or_word(where: Where) -> Schema:
    """Such a section, or its main field alone: a word, a number, or a list of words any of which will do."""
    return {"anyOf": [_ref(where), {"type": [*_SCALAR, "array"]}]}


def _words(choices: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Every spelling of every choice, the first of each first."""
    return list(dict.fromkeys(word for words in choices.values() for word in words))
