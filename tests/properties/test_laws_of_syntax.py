"""Laws of the target language's writing. Trees are made and printed; texts are never made from the grammar."""

from __future__ import annotations

import pickle

from hypothesis import example, given
from hypothesis import strategies as st

from indicatorlang.diagnostics import Severity, Source, Span
from indicatorlang.syntax import tree
from indicatorlang.syntax.first_look import fold
from indicatorlang.syntax.from_text import parse_expression, parse_target, strict_target
from indicatorlang.syntax.to_text import to_text
from tests.strategies import conditions, expressions, nearly_targets

LANGS = ("en", "zh")


@given(conditions(), st.sampled_from(LANGS))
def test_printing_and_parsing_gives_the_same_tree(node, lang):
    text = to_text(node, lang)
    assert parse_target(text) == (node, ())


@given(expressions(), st.sampled_from(LANGS))
def test_printing_and_parsing_gives_the_same_expression(node, lang):
    text = to_text(node, lang)
    assert parse_expression(text) == (node, ())


@given(conditions(), st.sampled_from(LANGS))
def test_printing_twice_is_printing_once(node, lang):
    text = to_text(node, lang)
    again, _ = parse_target(text)
    assert again is not None
    assert to_text(again, lang) == text


@given(conditions())
def test_both_languages_say_the_same(node):
    assert parse_target(to_text(node, "en")) == parse_target(to_text(node, "zh"))


@given(conditions(), st.sampled_from(LANGS))
def test_the_span_of_a_node_is_its_text(node, lang):
    text = to_text(node, lang)
    read, _ = parse_target(text)
    assert read is not None
    assert read.span == Span(0, len(text))
    for parent in tree.walk(read):
        for part in tree.below(parent):
            if part == tree.NO_SUFFIX:
                continue
            assert parent.span.start <= part.span.start < part.span.end <= parent.span.end
            if isinstance(part, tree.Day | tree.Amount):
                # Brackets belong to the span of what they hold.
                assert text[part.span.start : part.span.end].strip("()") == to_text(part, lang).strip("()")


@given(st.text(max_size=60) | nearly_targets())
@example("「")
@example("((((" * 20)
@example("甲 >= 5 \ud800")
@example("甲\u066c000 >= 1,000")
def test_any_text_gives_a_tree_or_diagnostics_and_never_an_exception(text):
    for read in (parse_target, parse_expression):
        node, diagnostics = read(text)
        assert (node is None) == bool(diagnostics)
        for found in diagnostics:
            assert found.severity is Severity.ERROR
            assert found.place.column is not None
            for lang in LANGS:
                assert found.message(lang)
                assert found.code in found.render(lang)


@given(nearly_targets())
def test_what_was_read_can_be_printed_and_read_again(text):
    node, _ = parse_target(text)
    if node is not None:
        for lang in LANGS:
            assert parse_target(to_text(node, lang)) == (node, ())


@given(st.text(max_size=60))
def test_folding_moves_nothing(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text).replace("\u066c", "\ufffd")


@given(nearly_targets(), st.integers(1, 40), st.integers(1, 9))
def test_a_mistake_stands_at_the_same_distance_wherever_the_text_stands(text, column, line):
    _, alone = parse_target(text)
    _, placed = parse_target(text, Source(text, file="r.yaml", line=line, column=column))
    assert [d.code for d in alone] == [d.code for d in placed]
    for one, other in zip(alone, placed, strict=True):
        assert other.place.file == "r.yaml"
        assert other.place.line == one.place.line + line - 1
        assert other.place.column == one.place.column + (column - 1 if one.place.line == 1 else 0)


@given(conditions())
def test_trees_travel(node):
    assert pickle.loads(pickle.dumps(node)) == node


@given(nearly_targets() | conditions().map(to_text) | conditions().map(lambda node: to_text(node, "zh")))
@example("500 家")
@example("a = 5 and")
@example("≧5")
@example("")
def test_asking_whether_a_text_is_a_target_gives_the_tree_of_the_parser(text):
    assert strict_target(text) == parse_target(text)[0]
