"""Where the parser stopped → the sentence that place deserves, from the examples of `grammar/mistakes.yaml`.

A parser of this kind stops as soon as it can, in the state right behind the last word: that state is the same for every
place a name may stand at. So the reductions that state allows are carried out first, as older parser generators do by
default; the state then says what the word belongs to (a subject, a bound, a finished condition).
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import frozen
from indicatorlang.syntax import stop_problems
from indicatorlang.syntax.building import Tail, span_of
from indicatorlang.syntax.tree import Node

if TYPE_CHECKING:
    from lark import Lark, UnexpectedToken


@frozen
class Stop:
    """Where a parser stopped: its settled state, the kind of the word it stopped at, what else it would have taken."""

    state: int
    word: str
    span: Span
    before: Span | None
    accepted: frozenset[str]


def stop_of(error: UnexpectedToken) -> Stop:
    """Reads lark's error. The span of a stop at the end of the text is empty and lies behind its last word."""
    parser: Any = error.interactive_parser
    at = parser.parser_state
    before = _before(at.value_stack)
    token = error.token
    end = before.end if before else 0
    span = Span(end, end) if token.type == "$END" else Span(token.start_pos or 0, token.end_pos or 0)
    return Stop(_settled(at), token.type, span, before, frozenset(parser.accepts()))


def _settled(at: Any) -> int:
    """The state after every reduction that does not depend on what follows. Only state numbers move; nothing is built."""
    table = at.parse_conf.states
    stack = list(at.state_stack)
    while True:
        row = table[stack[-1]]
        rules = Counter(rule for _, rule in row.values() if _is_rule(rule))
        if not rules or _says_more(row, rules):
            return int(stack[-1])
        most = max(rules.values())
        rule = min((r for r, n in rules.items() if n == most), key=str)
        if rule.expansion:
            del stack[-len(rule.expansion) :]
        stack.append(table[stack[-1]][rule.origin.name][1])


def _says_more(row: Mapping[str, Any], rules: Iterable[Any]) -> bool:
    """Whether the word just read tells more than what it finishes: behind `grows` a sign may follow, and `done` may have
    been meant as a name."""
    return ("COMPARE" in row and not _is_rule(row["COMPARE"][1])) or any(r.expansion[-1].name == "DONE" for r in rules)


def _is_rule(argument: Any) -> bool:
    """Reductions hold a rule, shifts the number of a state."""
    return hasattr(argument, "expansion")


def _before(values: list[Any]) -> Span | None:
    """Where the last thing read stands; a unit together with its number."""
    spans: list[Span] = []
    for value in reversed(values):
        if (span := _span(value)) is not None:
            spans.append(span)
        if getattr(value, "type", "") != "UNIT":
            break
    return spans[-1].to(spans[0]) if spans else None


def _span(value: Any) -> Span | None:
    if isinstance(value, Node | Tail) or hasattr(value, "start_pos"):
        return span_of(value)
    # A rule of the grammar that builds nothing of its own and is about to be unfolded.
    parts = [s for s in map(_span, value.children) if s is not None]
    return parts[0].to(parts[-1]) if parts else None


@frozen
class _Sheet:
    exact: MappingProxyType[tuple[int, str], str]
    """State and kind of word → code of the mistake."""
    anywhere: MappingProxyType[int, str]
    """State → code of the mistake, whatever the word."""


@functools.lru_cache(maxsize=2)
def _sheet(parser: Lark) -> _Sheet:
    """Every example parsed once, then every one whose subject can be left out without it. The first entry that claims a stop
    keeps it."""
    exact: dict[tuple[int, str], str] = {}
    anywhere: dict[int, str] = {}
    for shorter in (False, True):
        for code, entry in stop_problems.mistake_sheet()["mistakes"].items():
            for start, example in examples_of(entry):
                text = _without_subject(start, example) if shorter else example
                stop = example_stop(parser, text, start) if text else None
                if stop is None or (shorter and stop.span.start == 0):
                    continue
                exact.setdefault((stop.state, stop.word), code)
                if example in entry.get("anywhere", ()):
                    anywhere.setdefault(stop.state, code)
    return _Sheet(MappingProxyType(exact), MappingProxyType(anywhere))


def _without_subject(start: str, example: str) -> str:
    """The example as it is written when the subject stands elsewhere; empty when it has none to leave out."""
    return example.removeprefix("甲 ") if start == "target" and example.startswith("甲 ") else ""


def examples_of(entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The malformed texts of an entry, each with what it pretends to be: a `target` or an `expression`."""
    targets = [("target", text) for key in ("examples", "anywhere") for text in entry.get(key, ())]
    return targets + [("expression", text) for text in entry.get("formulas", ())]


def example_stop(parser: Lark, example: str, start: str) -> Stop | None:
    """Where the parser stops in a malformed text; None when it does not stop."""
    from lark import UnexpectedToken

    try:
        parser.parse(example, start=start)
    except UnexpectedToken as error:
        return stop_of(error)
    return None


def kind_of(stop: Stop, parser: Lark) -> type[stop_problems.UnexpectedText]:
    """The class of the mistake made there."""
    sheet = _sheet(parser)
    code = sheet.exact.get((stop.state, stop.word)) or sheet.anywhere.get(stop.state)
    return next((c for c in stop_problems.UnexpectedText.__subclasses__() if c.code == code), stop_problems.UnexpectedText)


def in_words(accepted: frozenset[str]) -> tuple[stop_problems.Words, ...]:
    """What could have followed, in words."""
    return tuple(
        stop_problems.Words(line["zh"], line["en"])
        for line in stop_problems.mistake_sheet()["expected"]
        if accepted.intersection(line["any"]) and not accepted.intersection(line.get("without", ()))
    )
