"""What holds for every layout: formatting twice is formatting once, nothing that is said changes, no comment is lost, nothing raises."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

import indicatorlang as il
from indicatorlang.diagnostics import errors
from indicatorlang.pipeline.formatting import Formatted, format_text
from indicatorlang.pipeline.same_meaning import same_meaning
from indicatorlang.resolve.from_syntax import resolve_ruleset
from indicatorlang.syntax.from_yaml import parse_yaml
from indicatorlang.syntax.yaml.comments import comments
from indicatorlang.syntax.yaml.tree import Mapping, Node, Scalar

ROOT = Path(__file__).resolve().parents[2]

# Any text


SIGNS = [*"甲乙：，、。 \n\r\t　a1%#-:\"'[]{},>|*&!@`\\（）()?=~“”\0\x07\x85\u2028\ufeff\xa0"]
PIECES = [
    *SIGNS, "  ", "\n  ", "\n    ", "\n- ", "\n  - ", " #", " # ", "# 注\n", "- ", ": ", ", ", ">= 90%", ">-\n  ", "|2", "&甲", "*甲", "---\n",
    "\n...\n", "序号: 1", "\n指标:\n", "{计量单位: 家", "\n名称：", "[90%, 100%)", "判定: 甲>=1家\n", "指标: [{名称: 甲, 指标值: 5家}]\n",
]  # fmt: skip
ANY = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=60)


@given(ANY, st.booleans(), st.booleans())
@example("甲: |+\n  乙\n\n\n丙: 丁\n", False, False)
@example("甲: 乙\n\ufeff丙: 丁", False, True)
@example("- 甲\n- # 乙\n  丙: 丁", False, False)
@example('甲: "乙"#丙', False, True)
def test_any_text_is_laid_out_or_told_and_never_an_exception(text: str, canonical: bool, fix: bool) -> None:
    formatted = format_text(text, canonical=canonical, fix=fix)
    assert "meaning-would-change" not in {found.code for found in formatted.diagnostics}
    if formatted.changed:
        assert not errors(parse_yaml(formatted.text)[1])
        holds_twice(formatted, canonical=canonical, fix=fix)


def holds_twice(formatted: Formatted, **options: bool) -> None:
    again = format_text(formatted.text, **options)
    assert again.text == formatted.text


# Trees, written in any way with comments anywhere


WORDS = st.lists(
    st.sampled_from(
        [
            "甲",
            "满意度",
            "，",
            "、",
            "：",
            "（含",
            "90%",
            "1,200",
            "12:30",
            "a",
            " ",
            ">=",
            "no",
            "007",
            *"#%:->!*&@[]{}()\"'|?,\\=",
        ]
    ),
    max_size=6,
).map(lambda parts: "".join(parts).strip())
LONG = st.lists(st.sampled_from(["以日常维护为主", "协助建立高效的体系", "a b", "第三句。"]), min_size=20, max_size=40).map(
    "，".join
)
LINES = st.lists(st.sampled_from(["第一行", "  第二行：甲", "", "- 乙", "# 丙", "末行 "]), min_size=1, max_size=5).map("\n".join)
KEYS = st.text("甲乙丙丁戊己，、（）“”a1_", min_size=1, max_size=6) | st.just("一个很长很长很长很长的名称")
TREES: st.SearchStrategy[Any] = st.recursive(
    WORDS | LONG | LINES,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=4),
    max_leaves=10,
)


class Writing:
    """Writes a tree in one of the many ways YAML allows, as an author might who never formats."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.count = 0

    def chance(self, of: int = 3) -> bool:
        return bool(self.draw(st.integers(0, of)) == 0)

    def comment(self) -> str:
        self.count += 1
        return f"# 注{self.count}{self.draw(st.sampled_from(['', ' 甲: 乙', ' # 又', '，“丙”']))}"

    def behind(self) -> str:
        return " " * self.draw(st.integers(1, 4)) + self.comment() if self.chance() else ""

    def own_lines(self, indent: int) -> list[str]:
        if not self.chance():
            return []
        blank = [""] if self.chance() else []
        return [
            *blank,
            " " * self.draw(st.sampled_from([indent, 0, indent + 2])) + self.comment(),
            *([""] if self.chance() else []),
        ]

    def quoted(self, text: str) -> str:
        plain = text and yaml_reads(text) == text
        if plain and self.chance(1):
            return text
        return (
            "'" + text.replace("'", "''") + "'" if self.chance(1) else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        )

    def inline(self, node: Any) -> str:
        if isinstance(node, dict):
            return "{" + ", ".join(f"{self.quoted(key)}: {self.inline(value)}" for key, value in node.items()) + "}"
        if isinstance(node, list):
            return "[" + ",  ".join(self.inline(item) for item in node) + "]"
        return '"' + node.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    def value(self, lead: str, node: Any, indent: int) -> list[str]:
        """What stands behind a key or a dash, at least `indent` deep where it takes lines of its own."""
        if isinstance(node, str):
            return self.text(lead, node, indent)
        if self.chance():
            return [f"{lead} {self.inline(node)}{self.behind()}"]
        step = self.draw(st.integers(1, 4))
        return [lead + self.behind(), *self.block(node, indent + step)]

    def text(self, lead: str, text: str, indent: int) -> list[str]:
        lines = text.split("\n")
        if (
            len(lines) > 1
            and lines[0].strip()
            and lines[0] == lines[0].lstrip()
            and all(ord(c) > 31 for line in lines for c in line)
        ):
            ends = "" if text.endswith("\n") else "-"
            body = lines[:-1] if text.endswith("\n") else lines
            if body[-1].strip():
                return [f"{lead} |{ends}{self.behind()}", *(" " * (indent + 3) + line if line else "" for line in body)]
        if "\n" in text:
            return [f"{lead} {self.inline(text)}{self.behind()}"]
        parts = text.split("，")
        if len(parts) > 9 and self.chance(1):
            folded = [" " * (indent + 2) + part for part in parts[1:]]
            return [
                f"{lead} >-{self.behind()}" if self.chance(1) else f"{lead} {parts[0]}",
                *(folded or [" " * (indent + 2) + "甲"]),
            ]
        return [f"{lead} {self.quoted(text)}{self.behind()}"]

    def block(self, node: Any, indent: int) -> list[str]:
        out: list[str] = []
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            out += self.own_lines(indent)
            lead = " " * indent + (f"{self.quoted(key)}:" if isinstance(node, dict) else "-")
            out += self.value(lead, value, indent)
        return [*out, *self.own_lines(indent)]


def yaml_reads(text: str) -> object:
    root, found = parse_yaml(f"甲: {text}\n")
    return root.get("甲").text if isinstance(root, Mapping) and not found and isinstance(root.get("甲"), Scalar) else None


@st.composite
def written(draw: st.DrawFn) -> str:
    tree = draw(st.dictionaries(KEYS, TREES, min_size=1, max_size=5))
    text = "\n".join(Writing(draw).block(tree, 0))
    return text + draw(st.sampled_from(["", "\n", "\n\n\n"]))


@given(written())
@example("列:\n  - # 一\n    - # 二\n      - # 三\n        - 甲 # 四\n")
def test_a_tree_written_in_any_way_keeps_its_meaning_and_its_comments(text: str) -> None:
    root, found = parse_yaml(text)
    formatted = format_text(text)
    if errors(found):
        assert formatted.text == text
        return
    assert not errors(formatted.diagnostics), text
    assert parse_yaml(formatted.text)[0] == root
    assert said_in_comments(formatted.text) == said_in_comments(text)
    holds_twice(formatted)


def said_in_comments(text: str) -> Counter[str]:
    return Counter(comment.spaced for comment in comments(text))


@given(written())
def test_every_comment_that_was_written_is_found(text: str) -> None:
    if not errors(parse_yaml(text)[1]):
        found = [comment.text.split()[1] for comment in comments(text)]
        assert len(found) == len(set(found))
        assert all(word.startswith("注") for word in found)


# Rulesets


def rulesets() -> list[Any]:
    """The texts of all rulesets that cases of the tests hold, and the seeds."""
    found = [pytest.param(path.read_text(encoding="utf-8"), id=path.name) for path in sorted((ROOT / "rulesets").glob("*.yaml"))]
    for path in sorted((ROOT / "tests/conformance").glob("*/*.yaml")):
        if path.parent.name == "formatting":
            continue
        texts = texts_in(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader))
        found += [pytest.param(texts, id=f"{path.parent.name}-{path.stem}")] if texts else []
    return found


def texts_in(node: Any) -> list[str]:
    """Every ruleset in a structure, as a text or as a mapping to be written out."""
    if isinstance(node, dict):
        if "indicators" in node or "指标" in node:
            return [yaml.safe_dump(node, allow_unicode=True, sort_keys=False)]
        return [text for value in node.values() for text in texts_in(value)]
    if isinstance(node, list):
        return [text for value in node for text in texts_in(value)]
    whole = isinstance(node, str) and "\n" in node and ("indicators:" in node or "指标:" in node)
    return [node] if whole and isinstance(parse_yaml(node)[0], Mapping) else []


@pytest.mark.parametrize("texts", rulesets())
def test_a_ruleset_laid_out_means_the_same(texts: str | list[str]) -> None:
    for text in [texts] if isinstance(texts, str) else texts:
        root, found = parse_yaml(text)
        formatted = format_text(text)
        if root is None or errors(found):
            assert formatted.text == text
            continue
        assert not errors(formatted.diagnostics)
        again = parse_yaml(formatted.text)[0]
        assert again is not None
        assert same_meaning(resolve_ruleset(root, text=text), resolve_ruleset(again, text=formatted.text))
        assert said_in_comments(formatted.text) == said_in_comments(text)
        holds_twice(formatted)


@pytest.mark.parametrize("texts", rulesets())
def test_a_canonical_ruleset_has_the_same_conditions_and_wordings(texts: str | list[str]) -> None:
    for text in [texts] if isinstance(texts, str) else texts:
        try:
            before = il.loads_ruleset(text)
        except il.RulesetError:
            continue
        formatted = format_text(text, canonical=True)
        after = il.loads_ruleset(formatted.text)
        assert [row.condition for row in after.indicators] == [row.condition for row in before.indicators]
        assert wordings(parse_yaml(formatted.text)[0]) == wordings(parse_yaml(text)[0])
        assert said_in_comments(text) <= said_in_comments(formatted.text)
        assert format_text(formatted.text, canonical=True).text == formatted.text


def wordings(node: Node | None) -> Counter[str]:
    if isinstance(node, Mapping):
        own = Counter(e.value.text for e in node if e.key.text in ("wording", "指标值") and isinstance(e.value, Scalar))
        return sum((wordings(entry.value) for entry in node), own)
    items = () if node is None or isinstance(node, Scalar) else node.items
    return sum((wordings(item) for item in items), Counter())


# The judge itself


def test_the_judge_of_meaning_sees_every_change_of_a_seed() -> None:
    text = (ROOT / "rulesets/smart-micro-markets.yaml").read_text(encoding="utf-8")
    root = parse_yaml(text)[0]
    assert root is not None
    before = resolve_ruleset(root, text=text)
    assert before[0] is not None
    first, *rest = before[0].indicators
    changed = [
        attrs.evolve(before[0], indicators=tuple(rest)),
        attrs.evolve(before[0], indicators=(*rest, first)),
        attrs.evolve(before[0], indicators=(attrs.evolve(first, weight=first.weight + 1), *rest)),
        attrs.evolve(before[0], indicators=(attrs.evolve(first, target="别的 >= 1 家"), *rest)),
        attrs.evolve(before[0], note="别的"),
        attrs.evolve(before[0], tests=before[0].tests[:-1]),
        attrs.evolve(before[0], measures=dict(list(before[0].measures.items())[1:])),
    ]
    assert same_meaning(before, before)
    assert [same_meaning(before, (ruleset, before[1])) for ruleset in changed] == [False] * len(changed)
