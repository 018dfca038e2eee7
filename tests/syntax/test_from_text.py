"""What the strict reader makes of a text: trees, positions, limits; and that grammar, classes and words agree."""

from __future__ import annotations

import concurrent.futures
import keyword
import re
import subprocess
import sys
import threading
import typing
from pathlib import Path

import attrs
import pytest

from indicatorlang import resources
from indicatorlang.diagnostics import Source, Span
from indicatorlang.syntax import stop_problems, stops, tree
from indicatorlang.syntax.building import Builder
from indicatorlang.syntax.from_text import GRAMMAR_FILES, _assembled, parse_expression, parse_target, parser
from indicatorlang.syntax.to_text import to_text
from indicatorlang.syntax.tree import (
    Amount,
    And,
    Arithmetic,
    Call,
    Comparison,
    Day,
    Done,
    Growth,
    Is,
    Milestone,
    Name,
    Negative,
    Not,
    Or,
    Suffixes,
    Trend,
    Within,
)
from indicatorlang.syntax.words import ALSO_READ, COMPARISONS, KEYWORDS, RESERVED

A, B = Name("甲"), Name("乙")
FIVE = Amount("5")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("甲 >= 5", Comparison(A, ">=", FIVE)),
        (">= 90%", Comparison(None, ">=", Amount("90", "%"))),
        ("甲 >= -3 家", Comparison(A, ">=", Amount("-3", "家"))),
        ("甲 < 1/10000", Comparison(A, "<", Amount("1/10000"))),
        ("甲 == 1,200 元/(人·月) ± 5%", Comparison(A, "==", Amount("1200", "元/(人·月)"), Amount("5", "%"))),
        ("甲 >= 2019-12", Comparison(A, ">=", Day("2019-12"))),
        (
            "甲 >= 150 家 by 2019-06, 300 家 by 2019Q3 on 乙",
            Comparison(
                A,
                ">=",
                Amount("150", "家"),
                milestones=(Milestone(Amount("300", "家"), Day("2019Q3")),),
                suffixes=Suffixes(by=Day("2019-06"), on=B),
            ),
        ),
        ("甲 in (0, 8]", Within(A, Amount("0"), Amount("8"), low_closed=False)),
        ("甲 in [0, 8)", Within(A, Amount("0"), Amount("8"), high_closed=False)),
        ("甲 is 健全", Is(A, Name("健全"))),
        ("甲 done by 2019", Done(A, Suffixes(by=Day("2019")))),
        ("甲 grows", Growth(A, "grows")),
        ("比 上年 下降 >= 5%", Growth(None, "falls", ">=", Amount("5", "%"), Name("上年"))),
        ("甲 rises each quarter", Trend(A, "rises", "quarter")),
        ("甲 逐期下降", Trend(A, "drops")),
        (
            "甲 <= 3 工作日 for 95% of 乙 every week",
            Comparison(A, "<=", Amount("3", "工作日"), suffixes=Suffixes(share=Amount("95", "%"), records=B, every="week")),
        ),
        ("not 甲 done and 乙 done", And((Not(Done(A)), Done(B)))),
        ("甲 done or 乙 done and 甲 grows", Or((Done(A), And((Done(B), Growth(A, "grows")))))),
        ("(甲 done and 乙 done) and 甲 done", And((And((Done(A), Done(B))), Done(A)))),
        (
            "count(甲 <= 3, 乙) / -甲 >= 5",
            Comparison(
                Arithmetic("/", Call("count", (Comparison(A, "<=", Amount("3")), B)), Negative(A)),
                ">=",
                FIVE,
            ),
        ),
        (
            "甲 - 乙 - 5 >= 乙 * 5 + 甲",
            Comparison(Arithmetic("-", Arithmetic("-", A, B), FIVE), ">=", Arithmetic("+", Arithmetic("*", B, FIVE), A)),
        ),
        ("sum(甲, 100,200) >= 5", Comparison(Call("sum", (A, Amount("100"), Amount("200"))), ">=", FIVE)),
        ("甲 >= 100 元 / 5", Comparison(A, ">=", Arithmetic("/", Amount("100", "元"), FIVE))),
    ],
)
def test_a_text_gives_this_tree(text, node):
    assert parse_target(text) == (node, ())


def spans(text):
    node, found = parse_target(text)
    assert found == ()
    return {(type(part).__name__, text[part.span.start : part.span.end]) for part in tree.walk(node) if part != tree.NO_SUFFIX}


def test_every_node_knows_its_place():
    assert spans("(甲 + 1000 元) ≥ 「乙 丙」 于 2019-06 前, ５ 家 by 2020") == {
        ("Comparison", "(甲 + 1000 元) ≥ 「乙 丙」 于 2019-06 前, ５ 家 by 2020"),
        ("Arithmetic", "(甲 + 1000 元)"),
        ("Name", "甲"),
        ("Amount", "1000 元"),
        ("Name", "「乙 丙」"),
        ("Suffixes", "于 2019-06 前, ５ 家 by 2020"),
        ("Day", "2019-06"),
        ("Milestone", "５ 家 by 2020"),
        ("Amount", "５ 家"),
        ("Day", "2020"),
    }
    assert spans("非 (甲 完成) 或 count(乙 >= 1) / -甲 介于 [-1, 2)") == {
        ("Or", "非 (甲 完成) 或 count(乙 >= 1) / -甲 介于 [-1, 2)"),
        ("Not", "非 (甲 完成)"),
        ("Done", "(甲 完成)"),
        ("Within", "count(乙 >= 1) / -甲 介于 [-1, 2)"),
        ("Arithmetic", "count(乙 >= 1) / -甲"),
        ("Call", "count(乙 >= 1)"),
        ("Comparison", "乙 >= 1"),
        ("Negative", "-甲"),
        ("Name", "甲"),
        ("Name", "乙"),
        ("Amount", "1"),
        ("Amount", "-1"),
        ("Amount", "2"),
    }


def test_a_mistake_in_a_file_stands_at_its_line_and_column():
    source = Source("甲 >= ", file="r.yaml", line=12, column=9, lines=("target: 甲 >= ",))
    _, (found,) = parse_target(source.text, source)
    assert (found.place.file, found.place.line, found.place.column) == ("r.yaml", 12, 13)
    assert found.render("zh").splitlines()[1:3] == ["  target: 甲 >= ", "          　   ^"]


def test_the_caret_stands_true_under_wide_characters_and_at_the_end():
    _, (found,) = parse_target("预算执行率 ≥ ９０％ ± ５％")
    assert found.render("zh").splitlines()[1:3] == ["  预算执行率 ≥ ９０％ ± ５％", "  　　　　　   ^^^^^^^^^^^^^"]
    _, (found,) = parse_target("满意度 >=  \n")
    assert found.place.column == 7
    assert found.place.snippet == "满意度 >=  "


def test_mistakes_on_a_later_line_of_a_text():
    _, (found,) = parse_target("甲 >= 1 and\n乙 >= ，")
    assert (found.place.line, found.place.column, found.code) == (2, 6, "missing-value")


@pytest.mark.parametrize("text", ["", "   ", "\u3000\n"])
def test_an_empty_text_is_one_mistake(text):
    for read in (parse_target, parse_expression):
        assert [d.code for d in read(text)[1]] == ["empty-target"]


def codes(text):
    return [d.code for d in parse_target(text)[1]]


def test_a_text_may_have_four_thousand_characters():
    fits = "甲" * 3995 + " >= 5"
    assert len(fits) == 4000
    assert codes(fits) == []
    assert codes(fits + "0") == ["text-too-long"]


def test_brackets_may_stand_fifty_deep():
    for opening, inner, closing in (("(", "甲 done", ")"), ("not (", "甲 done", ")"), ("sum(", "甲", ")"), ("-(", "甲", ")")):
        rest = "" if "done" in inner else " >= 5"
        assert codes(opening * 50 + inner + closing * 50 + rest) == []
        assert codes(opening * 51 + inner + closing * 51 + rest) == ["nested-too-deep"]


def test_a_chain_may_have_a_hundred_and_fifty_parts():
    assert codes("+".join(["甲"] * 149) + " >= 5") == []
    assert codes("+".join(["甲"] * 1900) + " >= 5") == ["nested-too-deep"]
    assert codes("not " * 900 + "甲 done") == ["nested-too-deep"]
    assert codes(" and ".join(["甲 done"] * 350)) == []


def test_the_deepest_trees_can_be_printed_and_compared():
    text = " + ".join(["甲"] * 149) + " >= 5"
    node, _ = parse_target(text)
    assert to_text(node) == text
    assert parse_target(to_text(node))[0] == node


def test_no_more_than_twenty_mistakes_are_told():
    assert codes("甲 >= " + "@" * 100) == ["unknown-character"] * 20


def test_threads_that_start_together_read_with_one_parser():
    texts = [text for entry in ENTRIES for start, text in stops.examples_of(entry) if start == "target"]
    alone = [parse_target(text) for text in texts]
    _assembled.cache_clear()
    ready = threading.Barrier(8)

    def work(turn):
        ready.wait()
        # Every thread begins elsewhere, so that none waits for the others at the same text.
        order = [(number + turn * 7) % len(texts) for number in range(len(texts))]
        return parser(), {number: parse_target(texts[number]) for number in order}

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        together = list(pool.map(work, range(8)))
    assert len({id(used) for used, _ in together}) == 1
    for _, read in together:
        assert [read[number] for number in range(len(texts))] == alone


def snake(cls):
    name = cls.__name__.lower()
    return name + "_" if keyword.iskeyword(name) else name


def node_classes():
    return [c for c in vars(tree).values() if isinstance(c, type) and issubclass(c, tree.Node) and c is not tree.Node]


def test_one_grammar_rule_is_one_node_class():
    """Rules that build something, by the names lark calls the builder with; `group` only widens a span."""
    named = set()
    for rule in parser().rules:
        name = rule.alias or rule.origin.name
        passes_on = rule.options.expand1 and not rule.alias and len(rule.expansion) == 1
        if not name.startswith("_") and not passes_on:
            named.add(name)
    nodes = {snake(c) for c in node_classes()}
    # `and` must be spelled `and_` in a grammar whose names become methods.
    nodes = {{"is": "is_", "and": "and_", "or": "or_", "not": "not_"}.get(n, n) for n in nodes}
    assert named - {"group"} == nodes
    assert {n for n in vars(Builder) if not n.startswith("__")} - {"group"} == nodes


def test_every_node_class_is_an_expression_a_condition_or_a_part_of_one():
    parts = {Milestone, Suffixes}
    assert set(typing.get_args(tree.Expression)) | set(typing.get_args(tree.Condition)) | parts == set(node_classes())


def keyword_terminals():
    text = "\n".join(resources.text("grammar", file) for file in GRAMMAR_FILES)
    found = {}
    for name, pattern in re.findall(r"^([A-Z_]+)\.3:\s*/(.+)/$", text, re.MULTILINE):
        if name != "DATE":
            found[name] = re.search(r"^(?:\(\?<!\\w\))?(?:\(\?:)?([^()]+)\)?\(\?!\\w\)$", pattern).group(1).split("|")
    return found


def test_the_reserved_words_are_the_keywords_of_the_grammar():
    words = [word for spellings in keyword_terminals().values() for word in spellings]
    assert len(words) == len(set(words))
    assert set(words) == RESERVED


def test_every_canonical_keyword_is_reserved_in_both_languages():
    for english, chinese in KEYWORDS.items():
        assert english.split()[0] in RESERVED
        assert chinese in RESERVED
    for read in ALSO_READ:
        assert all(part in RESERVED for part in read.split("…")) or any(read in spellings for spellings in COMPARISONS.values())


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_a_keyword_is_a_name_only_in_quotes(word):
    assert parse_target(f"「{word}」 >= 「{word}」") == (Comparison(Name(word), ">=", Name(word)), ())
    assert parse_target(f"甲 is {word}")[0] is None
    assert parse_target(f"甲 >= 5 on {word}")[0] is None
    assert not any(isinstance(n, Amount) and n.unit == word for n in tree.walk(parse_target(f"甲 >= 5 {word}")[0] or A))
    assert parse_target(f"甲 >= 5{word}")[0] is None
    glued = f"甲{word}乙"
    assert parse_target(f"{glued} >= 5") == (Comparison(Name(glued), ">=", FIVE), ())


@pytest.mark.parametrize(("sign", "spelling"), [(s, x) for s, spellings in COMPARISONS.items() for x in spellings])
def test_every_spelling_of_a_sign_is_read(sign, spelling):
    assert parse_target(f"甲{spelling}5") == (Comparison(A, sign, FIVE), ())


ENTRIES = list(stop_problems.mistake_sheet()["mistakes"].values())


@pytest.mark.parametrize("entry", ENTRIES, ids=[e["code"] for e in ENTRIES])
def test_every_malformed_text_gets_the_sentence_of_its_entry(entry):
    for start, text in stops.examples_of(entry):
        read = parse_target if start == "target" else parse_expression
        node, found = read(text)
        assert node is None, text
        assert [d.code for d in found] == [entry["code"]], text


def test_every_entry_has_its_class_and_every_class_its_entry():
    classes = [stop_problems.UnexpectedText, *stop_problems.UnexpectedText.__subclasses__()]
    assert sorted({c.code for c in classes}) == sorted(e["code"] for e in ENTRIES)
    assert {key for e in ENTRIES for key in e} <= {"code", "examples", "anywhere", "formulas", "zh", "en", "help_zh", "help_en"}


def test_what_was_expected_is_said_in_words_and_never_by_the_names_of_the_grammar():
    terminals = {t.name for t in parser().terminals}
    said = stop_problems.mistake_sheet()["expected"]
    assert {name for line in said for name in (*line["any"], *line.get("without", ()))} <= terminals | {"$END"}
    _, (found,) = parse_expression("甲 乙")
    assert found.message("en") == "`乙` cannot stand after `甲`; wanted is an arithmetic sign or the end of the text"
    for entry in ENTRIES:
        for _, text in stops.examples_of(entry):
            for mistake in parse_target(text)[1] or parse_expression(text)[1]:
                said_here = " ".join(mistake.message(lang) + mistake.help(lang) for lang in ("zh", "en"))
                assert terminals.isdisjoint(re.findall(r"[A-Z_]{3,}", said_here))


def test_reading_and_printing_load_no_parser_until_a_text_is_read():
    code = "import sys, indicatorlang.syntax.from_text, indicatorlang.syntax.to_text; print('lark' in sys.modules)"
    root = Path(resources.PACKAGE).parent
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert out.stdout.strip() == "False"


def test_trees_are_never_stored_into():
    node, _ = parse_target("甲 >= 5")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        node.op = "<="
    assert node.span == Span(0, 6)
