"""The tables that lark makes of the grammar, walked without lark: the same words, the same steps, the same nodes.

Lark makes an object of every word that knows its line and column, asks a lexer object for each, and calls a chain of builders for
every step, those included that only pass a node on. Most texts are read without a fault, and of these only the tree is wanted. So
this walk carries no more than the tree needs, and where it comes to no end it says nothing at all: lark then reads the text
again, and tells where and why it stopped.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import re

    from lark import Lark

    Match = Callable[[str, int], re.Match[str] | None]

BLANKS = " \t\r\n"
"""What the grammar ignores between words; no word begins with one of them."""

_END = "$END"


class Word:
    """A word of the text: what it is, how it is written, and where it stands."""

    __slots__ = ("end_pos", "start_pos", "type", "value")

    def __init__(self, type: str, value: str, start_pos: int, end_pos: int) -> None:
        self.type, self.value, self.start_pos, self.end_pos = type, value, start_pos, end_pos

    def __str__(self) -> str:
        return self.value


class Step:
    """What a state does at the end of a rule: builds a node of the last `size` things, and goes on to `origin`."""

    __slots__ = ("build", "origin", "size")

    def __init__(self, size: int, origin: str, build: Callable[[list[Any]], Any] | None) -> None:
        self.size, self.origin, self.build = size, origin, build


class _Matches(dict[int, "Match"]):
    """What finds the next word in each state. Made when a text first gets there, since most states are for rare things."""

    def __init__(self, lexers: Any) -> None:
        super().__init__()
        self._lexers = lexers

    def __missing__(self, state: int) -> Match:
        patterns = [pattern.match for pattern in self._lexers[state].scanner._mres]
        self[state] = patterns[0] if len(patterns) == 1 else functools.partial(_first_of, patterns)
        return self[state]


def _first_of(patterns: list[Match], text: str, at: int) -> re.Match[str] | None:
    return next((found for match in patterns if (found := match(text, at)) is not None), None)


class Driver:
    """Reads texts by the tables of one parser. Holds nothing of a text, so threads may share it."""

    def __init__(self, lark: Lark) -> None:
        front: Any = lark.parser
        table, callbacks = front.parser.parser.parse_table, front.parser.parser.callbacks
        steps: dict[Any, Step] = {}
        self._starts: dict[str, tuple[int, int]] = {
            name: (state, table.end_states[name]) for name, state in table.start_states.items()
        }
        self._actions: dict[int, dict[str, Any]] = {}
        for state, row in table.states.items():
            self._actions[state] = {
                str(word): steps.setdefault(to, _step(to, callbacks)) if hasattr(to, "expansion") else to
                for word, (_, to) in row.items()
            }
        self._matches = _Matches(front.lexer.lexer.lexers)

    def read(self, text: str, start: str) -> Any:
        """What the builders make of the text; None when it cannot be read. What they raise goes through."""
        state, last = self._starts[start]
        actions, matches = self._actions, self._matches
        states: list[int] = [state]
        values: list[Any] = []
        found: re.Match[str] | None
        build: Any
        action: Any  # the state to go to, a step, or None
        at, end = 0, len(text)
        while True:
            while at < end and text[at] in BLANKS:
                at += 1
            if at < end:
                found = matches[state](text, at)
                if found is None:
                    return None
                kind = found.lastgroup or ""
            else:
                found, kind = None, _END
            action = actions[state].get(kind)
            while action.__class__ is Step:
                size: int = action.size
                build = action.build
                if size == 1:
                    if build is not None:
                        values[-1] = build(values[-1:])
                    states[-1] = state = actions[states[-2]][action.origin]
                else:
                    parts = values[-size:]
                    del values[-size:], states[-size:]
                    values.append(build(parts))
                    state = actions[states[-1]][action.origin]
                    states.append(state)
                if state == last and kind is _END:
                    return values[-1]
                action = actions[state].get(kind)
            if action is None or found is None:
                return None
            word = found.group()
            values.append(Word(kind, word, at, at := at + len(word)))
            state = action
            states.append(state)


def _step(rule: Any, callbacks: Any) -> Step:
    """The step of a rule; one that only passes its one child on has nothing to build."""
    from lark.parse_tree_builder import ExpandSingleChild

    build = callbacks[rule]
    size = len(rule.expansion)
    return Step(size, str(rule.origin.name), None if size == 1 and isinstance(build, ExpandSingleChild) else build)
