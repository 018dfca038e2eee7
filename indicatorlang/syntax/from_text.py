"""Target text → tree. The strict language of `grammar/`: what cannot be read is told, never guessed.

The walk: a first look folds look-alikes and finds lexical mistakes; the parser (lark, LALR with a contextual lexer; `driving.py`
walks its tables while the text has no fault) builds the nodes; a last look checks what no grammar can say. Each stop stands behind
a barrier: its mistakes are told alone. The parser is assembled from the grammar files when the first text is read, and kept;
importing this module does not load lark.
"""

from __future__ import annotations

import functools
import itertools
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, cast

from indicatorlang import resources
from indicatorlang.diagnostics import Diagnostic, Source, Span
from indicatorlang.lazily import pattern
from indicatorlang.syntax import character_problems, problems, stops, tree
from indicatorlang.syntax.building import Builder, Refused
from indicatorlang.syntax.driving import Driver
from indicatorlang.syntax.first_look import GROUPING, first_look, fold, joints
from indicatorlang.syntax.last_look import last_look
from indicatorlang.syntax.tables import parser_from_tables
from indicatorlang.syntax.words import is_reserved, may_be_target, with_blanks

if TYPE_CHECKING:
    from lark import Lark, Token, UnexpectedInput
    from lark.lark import PostLex

GRAMMAR_FILES = ("target.lark", "expressions.lark", "terminals.lark")

Start = Literal["target", "expression"]


def parse_target(text: str, source: Source | None = None) -> tuple[tree.Condition | None, tuple[Diagnostic, ...]]:
    """Reads a target, such as `微菜场数量 >= 500 家 by 2019-12`. Never raises for bad text.

    `source` says where the text stands in a file; its own `text` must be the same. The tree is None exactly when there are
    diagnostics; all of them are errors.
    """
    found, diagnostics = _read("target", text, source or Source(text))
    return cast(tree.Condition | None, found), diagnostics


def parse_expression(text: str, source: Source | None = None) -> tuple[tree.Expression | None, tuple[Diagnostic, ...]]:
    """Reads a formula, such as `执行数 / 预算数`. Everything else as `parse_target`."""
    found, diagnostics = _read("expression", text, source or Source(text))
    return cast(tree.Expression | None, found), diagnostics


def strict_target(text: str) -> tree.Condition | None:
    """The tree of `parse_target`, for those who ask whether a text is a target and not why it is none.

    Much quicker when it is none: nobody looks for what was meant. Short texts are remembered, for targets repeat."""
    return _remembered(text) if len(text) <= _SHORT else _strict(text)


def _strict(text: str) -> tree.Condition | None:
    if len(text) > problems.MAX_LENGTH or not may_be_target(fold(text)):
        return None
    looked = first_look(text, Source(text))
    built = None if looked.diagnostics else _built("target", looked.text)
    return None if built is None or any(last_look(built, text)) else cast(tree.Condition, built)


_SHORT = 80
_remembered = functools.lru_cache(maxsize=2048)(_strict)


_ASSEMBLING = threading.Lock()


def parser() -> Lark:
    """The parser, with starts `target` and `expression`; the same one for all threads.

    Two that were assembled from the same grammar number their states differently, so a stop of one would get the sentence of
    another place in the other. A cache alone does not keep threads that start together from assembling one each.
    """
    with _ASSEMBLING:
        return _assembled()


@functools.cache
def _assembled() -> Lark:
    """The parser from its tables, or, when they are of another grammar or another lark, from the grammar. No file cache of lark:
    it keeps that in a place others can write to."""
    grammar = grammar_text()
    return parser_from_tables(grammar, transformer=Builder(), postlex=_keywords(grammar)) or built_from(grammar)


def grammar_text() -> str:
    """The grammar files as one text."""
    return "\n".join(resources.text("grammar", file) for file in GRAMMAR_FILES)


def built_from(grammar: str) -> Lark:
    """The parser made of the grammar itself."""
    from lark import Lark

    return Lark(
        grammar,
        parser="lalr",
        lexer="contextual",
        start=["target", "expression"],
        transformer=cast(Any, Builder()),
        maybe_placeholders=False,
        postlex=_keywords(grammar),
    )


def _keywords(grammar: str) -> PostLex:
    """Changes no word; makes every state of the lexer know the keywords and dates, so that none passes as a name."""
    from lark.lark import PostLex

    class Keywords(PostLex):
        # A terminal of priority 3 is a keyword or a date; see grammar/terminals.lark.
        always_accept = tuple(line.split(".3:")[0] for line in grammar.splitlines() if ".3:" in line)

        def process(self, stream: Iterator[Token]) -> Iterator[Token]:
            return stream

    return Keywords()


def _read(start: Start, text: str, source: Source) -> tuple[tree.Node | None, tuple[Diagnostic, ...]]:
    looked = first_look(text, source)
    if looked.diagnostics:
        return None, looked.diagnostics
    built = _build(start, looked.text)
    if not isinstance(built, tree.Node):
        first = _stopped(built, start, looked.text, text, source)
        return None, (first, *(_further(built, looked.text, text, source) if start == "target" else ()))
    found = tuple(problem.at(source.place(span)) for problem, span in last_look(built, text))
    return (None, found) if found else (built, ())


@functools.cache
def _driver() -> Driver:
    return Driver(parser())


def _built(start: Start, folded: str) -> tree.Node | None:
    """The tree; None when there is none."""
    try:
        return cast(tree.Node | None, _driver().read(folded, start))
    except Refused:
        return None


def _build(start: Start, folded: str) -> tree.Node | UnexpectedInput | Refused:
    """The tree, or where the parser stopped."""
    built = _built(start, folded)
    if built is not None:
        return built
    from lark import UnexpectedInput

    try:
        return cast(tree.Node, parser().parse(folded, start=start))
    except (UnexpectedInput, Refused) as stop:
        return stop


def _stopped(stop: UnexpectedInput | Refused, start: Start, folded: str, text: str, source: Source) -> Diagnostic:
    from lark import UnexpectedToken

    if isinstance(stop, Refused):
        return stop.problem.at(source.place(stop.span))
    if not isinstance(stop, UnexpectedToken):
        at = cast(int, stop.pos_in_stream)
        return character_problems.UnknownCharacter(character=text[at : at + 1], place=source.place(Span(at, at + 1)))
    found = stops.stop_of(stop)
    before = found.before
    return _misspelled(start, folded, found, source) or stops.kind_of(found, parser())(
        got=text[found.span.start : found.span.end],
        before=text[before.start : before.end] if before else "",
        expected=stops.in_words(found.accepted),
        place=source.place(found.span),
    )


_MOST_FURTHER = 8


def _further(stop: UnexpectedInput | Refused, folded: str, text: str, source: Source) -> Iterator[Diagnostic]:
    """The mistakes of the conditions that follow, each read alone: those joined by `and` and `or` outside brackets.

    What stands before such a condition is blanked out, not cut off, so that its columns stay true."""
    joined = [at for at in joints(folded) if at[0] >= _reached(stop, folded)]
    begins = [end for _, end in joined]
    ends = [*(start for start, _ in joined[1:]), len(folded)]
    for begin, end in list(zip(begins, ends, strict=False))[:_MOST_FURTHER]:
        if folded[begin:end].strip():
            alone = " " * begin + folded[begin:end]
            built = _build("target", alone)
            if isinstance(built, tree.Node):
                yield from (problem.at(source.place(span)) for problem, span in last_look(built, text))
            else:
                yield _stopped(built, "target", alone, text, source)


def _reached(stop: UnexpectedInput | Refused, folded: str) -> int:
    """The character at which the reading stopped."""
    if isinstance(stop, Refused):
        return stop.span.start
    token = getattr(stop, "token", None)
    # Lark gives the end of the text the place of the last word.
    return len(folded) if token is not None and token.type == "$END" else cast(int, stop.pos_in_stream)


_WORDS = pattern(r"\w+")
_MOST_TRIES = 8


def _misspelled(start: Start, folded: str, stop: stops.Stop, source: Source) -> Diagnostic | None:
    """A keyword about the stop that was glued to a word or written in capitals, if the text can be read with it mended.

    Words are tried from the stop backwards, and only a few, so that a long text costs a few readings and no more."""
    reach = stop.before or stop.span
    tries = (
        (kind, word, spelling)
        for word in reversed(list(_WORDS.finditer(folded, reach.start, stop.span.end)))
        for kind, spelling in _respelled(word.group())
    )
    for kind, word, spelling in itertools.islice(tries, _MOST_TRIES):
        candidate = folded[: word.start()] + spelling + folded[word.end() :]
        built = _build(start, candidate)
        if isinstance(built, tree.Node) and not any(last_look(built, candidate)):
            fix = candidate.replace(GROUPING, ",")
            return kind(word=word.group(), fix=fix, place=source.place(Span(*word.span())))
    return None


def _respelled(word: str) -> Iterator[tuple[type[problems.GluedKeyword | problems.KeywordCase], str]]:
    lower = word.lower()
    if is_reserved(lower) and lower != word:
        yield problems.KeywordCase, lower
    for spelling in with_blanks(word):
        yield problems.GluedKeyword, spelling
