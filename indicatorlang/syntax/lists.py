"""Lists of words, the YAML files of `grammar/`, read beforehand: YAML takes a hundred times as long to read as JSON.

`grammar/lists.json` holds what stands in the files, and of each the digest of the text it was read from. It is made by
`python -m tests.prepared`; a list whose file has changed since is read from the file. A test holds them against each other.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, cast

import yaml

from indicatorlang import resources

FILE = "lists.json"


def word_lists(file: str) -> Mapping[str, Any]:
    """The lists of a file of `grammar/`, every word as text. They are everybody's: nobody changes them."""
    text = resources.text("grammar", file)
    stored = _stored().get(file)
    if stored is not None and stored["made_of"] == _digest(text):
        return MappingProxyType(cast(dict[str, Any], stored["lists"]))
    return MappingProxyType(read_lists(text))


def read_lists(text: str) -> dict[str, Any]:
    """What the text of such a file says, read as YAML."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return cast(dict[str, Any], yaml.load(text, Loader=loader))


def lists_of(files: tuple[str, ...]) -> str:
    """The text of the JSON file for these files."""
    texts = {file: resources.text("grammar", file) for file in files}
    stored = {file: {"made_of": _digest(text), "lists": read_lists(text)} for file, text in texts.items()}
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":")) + "\n"


@functools.cache
def _stored() -> dict[str, dict[str, Any]]:
    try:
        return cast(dict[str, dict[str, Any]], json.loads(resources.text("grammar", FILE)))
    except FileNotFoundError:
        return {}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
