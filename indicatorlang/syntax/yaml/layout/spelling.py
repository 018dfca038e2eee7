"""How a text is written: plain where that reads back as the same text, else in the quotes its author gave it.

Whether plain writing will do is asked of the reader itself, so that the two can never disagree. Texts that other programs would
take for a number, a date or a yes keep the quotes they have: the author may have meant them for those programs.
"""

from __future__ import annotations

import functools

import yaml

from indicatorlang.lazily import pattern
from indicatorlang.syntax.from_yaml import parse_yaml
from indicatorlang.syntax.yaml.bracket_problems import quote
from indicatorlang.syntax.yaml.draft import BLANKS
from indicatorlang.syntax.yaml.lines import DASHES
from indicatorlang.syntax.yaml.tree import Mapping, Scalar

_DELICATE = pattern(r"[:：#'\"，、{}\[\]]")
_COLON = pattern("[:：]")
_HEADER = pattern(r"([|>])[+-]?[1-9]?[+-]?[ \t]*(?:[ \t]#.*)?$")
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


@functools.lru_cache(maxsize=4096)
def reads_back_plain(text: str, *, flow: bool = False, key: bool = False) -> bool:
    """Whether the text without quotes reads back as itself, without a complaint: as a value, between brackets, or as a key."""
    if not text or text != text.strip() or "\n" in text or (key and text[0] in DASHES):
        return False
    before, behind = ("{", ": z, z: z}") if flow and key else ("{k: ", ", z: z}") if flow else ("", ": z") if key else ("k: ", "")
    root, found = parse_yaml(f"{before}{text}{behind}\n")
    if found or not isinstance(root, Mapping) or not root.entries:
        return False
    entry = root.entries[0]
    node = entry.key if key else entry.value
    return len(root) == 1 + flow and isinstance(node, Scalar) and node.text == text and not node.quoted


@functools.lru_cache(maxsize=4096)
def _taken_for_other_than_text(text: str) -> bool:
    """Whether programs that give values a type would not take the plain text for a text."""
    candidates = yaml.SafeLoader.yaml_implicit_resolvers.get(text[:1], [])
    return any(pattern.match(text) for _, pattern in candidates)


def spelt(scalar: Scalar, *, flow: bool = False, key: bool = False, item: bool = False, mixed: bool = False) -> str:
    """The text on one line: plain, or in quotes of the kind its author chose. An item may be `mixed` with others that are pairs: there
    every colon makes it look like one."""
    text = scalar.text
    if not text and not scalar.quoted:
        return ""
    needed = scalar.quoted and (_taken_for_other_than_text(text) or ((item or flow) and _DELICATE.search(text)))
    if not needed and not (mixed and _COLON.search(text)) and reads_back_plain(text, flow=flow, key=key):
        return text
    if any(ord(character) < 32 or character in "\x7f\x85\u2028\u2029\ufeff" for character in text):
        return _escaped(text)
    if scalar.style == "single":
        return "'" + text.replace("'", "''") + "'"
    if scalar.style == "double" and ('"' in text or "\\" in text):
        return _escaped(text)
    return quote(text)


def _escaped(text: str) -> str:
    """In double quotes, every character that could be lost as an escape."""
    plain = (_ESCAPES.get(c) or (c if c.isprintable() or c == "\u3000" else _numbered(c)) for c in text)
    return f'"{"".join(plain)}"'


def _numbered(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def spelt_over_lines(scalar: Scalar, lines: list[str], indent: int) -> list[str] | None:
    """The lines of a text that its author wrote over several, moved to another indentation; None when one line will do.

    The first one goes behind the key or dash, the others are whole lines. `lines` are those of the file."""
    if scalar.text != scalar.source.text:
        return None
    if scalar.style in ("literal", "folded"):
        return _block(scalar, lines, indent)
    places = scalar.source.places
    if places is None or places[0][0] == places[-1][0]:
        return None
    (first, start), (last, end) = places[0], places[-1]
    start, end = (start - 2, end) if scalar.quoted else (start - 1, end - 1)
    written = [lines[first - 1][start:], *lines[first : last - 1], lines[last - 1][:end]]
    if not scalar.quoted:
        written = [line.replace("\t", " ").rstrip(" ") for line in written]
    if _opens_wrongly(scalar, written):
        return None
    inner = [" " * indent + line.lstrip(BLANKS) if line.strip(BLANKS) else "" for line in written[1:]]
    return [written[0], *inner]


def _opens_wrongly(scalar: Scalar, written: list[str]) -> bool:
    """Whether the slice is not what was written: then the places of the text are not exact, and it goes on one line."""
    if scalar.quoted:
        mark = '"' if scalar.style == "double" else "'"
        return not (written[0].startswith(mark) and written[-1].endswith(mark) and len(written) > 1)
    return not written[0].startswith(scalar.text[:1])


def _block(scalar: Scalar, lines: list[str], indent: int) -> list[str] | None:
    """A block of lines behind `|` or `>`."""
    text = scalar.text
    seen = next((at for at, character in enumerate(text) if not character.isspace()), None)
    ends = len(text) - len(text.rstrip("\n"))
    if seen is None or ends > 1 or scalar.source.places is None:
        return None
    body = text.rstrip("\n").split("\n")
    if scalar.style == "folded":
        written = _folded_lines(scalar, lines, seen)
        if written is None:
            return None
        body = written
    first = next(line for line in body if line.strip(" "))
    digit = "2" if first.startswith(" ") else ""
    head = ("|" if scalar.style == "literal" else ">") + digit + ("" if ends else "-")
    return [head, *(" " * indent + line if line else "" for line in body)]


def _folded_lines(scalar: Scalar, lines: list[str], seen: int) -> list[str] | None:
    """The lines under `>` as they were broken, without their indentation."""
    places = scalar.source.places or ()
    shown = max(at for at, character in enumerate(scalar.text) if not character.isspace())
    first, last = places[seen][0], places[shown][0]
    above = first - 1
    while above > 0 and not lines[above - 1].strip():
        above -= 1
    header = _HEADER.search(lines[above - 1]) if above > 0 else None
    if header is None:
        return None
    blanks = places[seen][1] - 1 - (seen - (scalar.text.rfind("\n", 0, seen) + 1))
    body = [line[blanks:] if line.strip(" ") else "" for line in lines[above:last]]
    return body if scalar.text.strip()[:1] == lines[first - 1].strip()[:1] else None
