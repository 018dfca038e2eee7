"""A reading costs as much as its text is long, whatever is written: work is counted, not timed.

Counted are calls (of functions of ours and of the language), characters cut from the text, and questions to the table of units. What
happens inside a pattern cannot be counted, so patterns are looked at: none may be able to share one stretch of text between
two of its repeats in many ways.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
import re
import re._constants as code  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from indicatorlang.lazily import LazyPattern
from indicatorlang.resolve.wording.lexicon import UnitTable
from indicatorlang.resolve.wordings import read_target
from indicatorlang.syntax.from_target import written_target
from indicatorlang.syntax.written.conditions.clauses import clauses_of
from indicatorlang.syntax.written.conditions.grades import grades_of
from indicatorlang.syntax.written.pieces.scanner import tokens
from indicatorlang.syntax.written.qualities.quality import quality

SHAPES = (
    *("5家,", "每亩", "5", "1,", "1.1.", ",111", "1/", "1/1/", "-", "5-", "±5", "5余 ", "$ ", "5 foo ", "foo ", "a", "٣1"),
    *(
        "≥",
        "≥≤",
        "! ",
        "(",
        "()",
        "(（）)",
        "[1,",
        "[1,2]",
        "（含）",
        "【",
        "5以上",
        "以上",
        "超过",
        "达",
        "约",
        "约 ",
        "较",
        "较上年",
    ),
    *(
        "一",
        "一次",
        "一次,",
        "百分之",
        "成",
        "零",
        "为一",
        "12月 ",
        "12月",
        "2019年 ",
        "2019-",
        "年 底",
        "第",
        "第一季度",
        "by ",
        "to ",
    ),
    *(
        "每",
        "且",
        "介于",
        "和5",
        "增长5%",
        "优90%",
        "优",
        "稳步提升",
        "效果明显",
        "完成",
        "「",
        "`",
        "\n",
        "①",
        "1:",
        "1:2 ",
        "5日",
        "岁",
        "x",
    ),
    *(
        "“一网”",
        "《一》",
        "《",
        "“",
        "无3年以上挂账,",
        "无3年以上挂账",
        "未发生",
        "2万5千",
        "近万人",
        "百余",
        "高于上年2个",
        "1+1",
    ),
    *(
        "120+个",
        "12345热线",
        "72小时办结率1%",
        "8时至9时",
        "不超过批复",
        "件件",
        "县级一类",
        "12-31",
        "港币",
        "零下",
        "half an hour ",
    ),
    *("from 5 down to 3 ", "twice the baseline ", "-5% vs 2019 ", "baseline 5; target ", "48-hour ", "现状6，目标7，"),
)
LENGTHS = (1000, 2000, 4000)
NAMES = ("满意度(≥**%)", "≥**", "≥ ", "(", "(人) ", "成本", "成本x", "投诉", "2019年", "「a", "1.1.")


def calls_of(work: Callable[[], object]) -> int:
    """How many functions are called, those that the language itself brings included."""
    count = 0

    def watch(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


class Watched(str):
    """A text that counts the characters cut from it."""

    cut = 0

    def __getitem__(self, place: Any) -> str:
        found = str.__getitem__(self, place)
        self.cut += len(found)
        return found


class Counting(UnitTable):
    """The table of units, and how often it is asked."""

    asked = 0

    def unit_end(self, text: str, start: int) -> int:
        self.asked += 1
        return super().unit_end(text, start)

    def numeral(self, text: str, start: int) -> tuple[int, str, str] | None:
        self.asked += 1
        return super().numeral(text, start)


def repeated(shape: str, length: int) -> str:
    return (shape * length)[:length]


@pytest.mark.parametrize("shape", SHAPES)
def test_reading_a_text_takes_calls_in_proportion_to_its_length(shape):
    short, middle, long = (calls_of(functools.partial(read_target, repeated(shape, n), year=2021)) for n in LENGTHS)
    assert middle <= 2.3 * short + 200
    assert long <= 2.3 * middle + 200
    assert long <= 400 * LENGTHS[-1]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_place_is_asked_about_and_cut_out_a_bounded_number_of_times(shape):
    for length in LENGTHS:
        text, units = Watched(repeated(shape, length)), Counting()
        pieces = tokens(text, units)
        clauses_of(text, text, pieces)
        grades_of(text, text, pieces, units)
        quality(text, text)
        assert units.asked <= length
        assert text.cut <= 300 * length


@pytest.mark.parametrize("blanks", [1000, 2000, 4000])
@pytest.mark.parametrize("shape", ["12月", "2019年", "5", "≥", "约", "[1", "增长", "每", "5 to", "by"])
def test_blanks_are_passed_over_once(shape, blanks):
    text = repeated(shape + " " * blanks, 4000)
    assert calls_of(lambda: written_target(text, UnitTable())) <= 20 * len(text)


@pytest.mark.parametrize("shape", NAMES)
def test_a_name_of_any_length_takes_calls_in_proportion(shape):
    short, long = (calls_of(functools.partial(read_target, "95", name=repeated(shape, n), year=2021)) for n in (25_000, 100_000))
    assert long <= 4.5 * short + 500


def test_a_text_beyond_the_limit_is_not_looked_at():
    assert read_target("5家," * 1001).kind == "text"
    assert calls_of(lambda: read_target("5家," * 100_000)) < 500


# Patterns


def _modules() -> Iterator[Any]:
    rooms = ("syntax.written", "resolve.wording", "resolve.direction", "resolve.scoring", "engine.cases", "engine.delivered")
    for room in (importlib.import_module(f"indicatorlang.{name}") for name in rooms):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            yield importlib.import_module(module.name)
    for name in ("model.period", "model.plan", "syntax.first_look", "syntax.words", "library.units"):
        yield importlib.import_module(f"indicatorlang.{name}")


def _patterns() -> Iterator[Any]:
    for module in _modules():
        for name, value in vars(module).items():
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, re.Pattern | LazyPattern):
                    yield pytest.param(one.pattern, one.flags, id=f"{module.__name__.rpartition('.')[2]}.{name}")


PROBES = [chr(n) for n in range(128)] + list("年月日底前以之至到余多几≥≤一百份度个家")


def _characters(item: Any) -> set[str]:
    """Which of the probes one item of a pattern can begin with or hold."""
    kind, value = item
    if kind is code.LITERAL:
        return {chr(value)}
    if kind is code.NOT_LITERAL:
        return set(PROBES) - {chr(value)}
    if kind is code.ANY:
        return set(PROBES)
    if kind is code.CATEGORY:
        return {c for c in PROBES if re.match(r"\d" if value is code.CATEGORY_DIGIT else r"\s", c)}
    if kind is code.RANGE:
        return {c for c in PROBES if value[0] <= ord(c) <= value[1]}
    if kind is code.IN:
        inside = set().union(*(_characters(part) for part in value if part[0] is not code.NEGATE))
        return set(PROBES) - inside if value[0][0] is code.NEGATE else inside
    return set().union(*(_characters(part) for part in _parts(item)))


def _parts(item: Any) -> list[Any]:
    kind, value = item
    if kind is code.BRANCH:
        return [part for branch in value[1] for part in branch]
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT):
        return list(value[2])
    if kind is code.SUBPATTERN:
        return list(value[3])
    return []


def _shared(items: Any, running: set[str]) -> tuple[bool, set[str]]:
    """Whether two long repeats of a row can share a stretch; what a repeat that may still run at the end can hold."""
    for item in items:
        kind, value = item
        if kind in (code.MAX_REPEAT, code.MIN_REPEAT):
            least, most, body = value
            long = most > 64
            if long and running & _characters(item):
                return True, running
            wrong, inside = _shared([*body, *body] if long else body, set() if long else running)
            if wrong:
                return True, running
            single = long and len(body) == 1 and not _parts(body[0])
            running = (running if least == 0 else set()) | inside | (_characters(item) if single else set())
        elif kind is code.BRANCH:
            ends = [_shared(branch, running) for branch in value[1]]
            if any(wrong for wrong, _ in ends):
                return True, running
            running = set().union(*(end for _, end in ends))
        elif kind is code.SUBPATTERN:
            wrong, running = _shared(value[3], running)
            if wrong:
                return True, running
        elif kind not in (code.ASSERT, code.ASSERT_NOT, code.AT):
            running = set()
    return False, running


@pytest.mark.parametrize(("pattern", "flags"), list(_patterns()))
def test_no_two_repeats_of_a_pattern_can_share_a_stretch_of_text(pattern, flags):
    assert not _shared(parser.parse(pattern, flags), set())[0]


@pytest.mark.parametrize("pattern", [r"( *a? *)b", r"(a+)+b", r"a*a*b", r"(a|b*)*c", r"[0-9]+[0-9.]+:", r"( *[底末])? *x? *前"])
def test_the_look_at_patterns_sees_what_backtracks(pattern):
    assert _shared(parser.parse(pattern), set())[0]
