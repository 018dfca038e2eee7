"""Filled-in tables of all layouts: every planted mistake is found with its word, and nothing is found in the clean ones."""

from __future__ import annotations

import functools
import tempfile
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from indicatorlang.diagnostics import Severity
from indicatorlang.model.rescored import Finding
from tests.audit.asking import Answer, ask, is_difference, matched, points, words
from tests.audit.content import Content, Line, table, tables
from tests.audit.drawing import LAYOUTS, Drawn, draw

ALL = tables()
CLEAN = [content for content in ALL if content.is_clean]


@functools.cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="tables")


def folder() -> Path:
    return Path(_folder().name)


@functools.cache
def drawn_of(name: str) -> Drawn:
    return draw(table(name), folder())


@functools.cache
def answer_of(name: str) -> Answer:
    return ask(drawn_of(name).path, table(name).profile)


every_table = pytest.mark.parametrize("content", ALL, ids=lambda content: content.name)


def test_the_tables_hold_every_word_five_times() -> None:
    counted = Counter(word for content in ALL for line in content.lines for word in line.findings)
    assert len(ALL) >= 48
    assert {word.value: counted[word.value] for word in Finding if counted[word.value] < 5} == {}
    assert {content.layout for content in ALL} >= {*LAYOUTS, "jsonl"}


@every_table
def test_rows_in_are_rows_out(content: Content) -> None:
    drawn, answer = drawn_of(content.name), answer_of(content.name)
    places = [(row.table.sheet if drawn.path.suffix == ".xlsx" else None, row.row.number) for row in answer.rows]
    assert places == list(drawn.filled)
    found = matched(content, drawn, answer.rows)
    assert list(found) == [placed.key for placed in drawn.placed]
    if drawn.path.suffix != ".jsonl" and content.layout != "ministry":
        for line in content.rows:
            cells = found[line.key].row.cells
            assert [text for text in (line.cell("name"), line.cell("reason")) if text and text not in cells] == [] or (
                content.layout.startswith("hubei")
            )


@every_table
def test_what_is_found(content: Content) -> None:
    drawn, answer = drawn_of(content.name), answer_of(content.name)
    found = matched(content, drawn, answer.rows)
    wrong = {}
    for line in content.lines:
        if line.key not in found:
            continue
        row = found[line.key]
        if "*" in line.findings:
            if not is_difference(row):
                wrong[line.key] = (words(row), "any difference", row.row.cells)
        elif words(row) != line.findings:
            wrong[line.key] = (words(row), line.findings, row.row.cells)
    assert wrong == {}
    compared = {id(row) for row in found.values()}
    assert [(row.row.cells, words(row)) for row in answer.rows if row.findings and id(row) not in compared] == []


@every_table
def test_what_rows_come_to(content: Content) -> None:
    found = matched(content, drawn_of(content.name), answer_of(content.name).rows)
    wrong = {}
    for line in content.lines:
        if line.key in found and line.points is not None:
            got = points(found[line.key], line)
            if got != line.points:
                wrong[line.key] = (str(got), str(line.points), found[line.key].row.cells)
    assert wrong == {}


PLANTED_CAUSES = [(content, line) for content in ALL for line in content.lines if line.expected.get("cause")]


@pytest.mark.parametrize(
    ("content", "line"), PLANTED_CAUSES, ids=lambda value: value.name if isinstance(value, Content) else value.key
)
def test_the_likely_mistake_is_named(content: Content, line: Line) -> None:
    row = matched(content, drawn_of(content.name), answer_of(content.name).rows)[line.key]
    assert line.expected["cause"] in [cause.code for cause in row.causes]


@every_table
def test_verdicts(content: Content) -> None:
    found = matched(content, drawn_of(content.name), answer_of(content.name).rows)
    for line in content.lines:
        if line.expected.get("verdict"):
            assert found[line.key].computed.verdict == line.expected["verdict"], line.cells


@every_table
def test_how_it_is_said(content: Content) -> None:
    """Never an accusation, never a word of the program, and nothing at all about headings and notes."""
    for row in answer_of(content.name).rows:
        told = row.explain("zh")
        assert bool(told.headline) == bool(row.findings)
        assert bool(told.text) == bool(row.findings)
        for text in (told.headline, told.text):
            assert not any(word in text for word in ("错误", "None", "null", "Fraction", "canonical")), text


@every_table
def test_what_the_whole_table_shows(content: Content) -> None:
    answer = answer_of(content.name)
    told = {found.code for found in answer.advice}
    loud = {found.code for found in answer.advice if found.severity is not Severity.INFO}
    assert set(content.advice) <= told, [found.message("zh") for found in answer.advice]
    assert loud <= {*content.advice, *content.may}, [found.message("zh") for found in answer.advice]
    assert [found.message("zh") for found in answer.summary.diagnostics if found.severity is not Severity.INFO] == []


@pytest.mark.parametrize("content", CLEAN, ids=lambda content: content.name)
def test_nothing_is_found_in_clean_tables(content: Content) -> None:
    for row in answer_of(content.name).rows:
        assert set(words(row)) <= {"一致", "取整差异"}


@every_table
def test_the_summary_counts_what_the_rows_say(content: Content) -> None:
    answer = answer_of(content.name)
    assert dict(answer.summary.findings) == dict(Counter(finding for row in answer.rows for finding in row.findings))
    open_rows = [row for row in answer.rows if row.findings or (row.row.kind == "indicator" and row.computed.score is not None)]
    assert answer.summary.rows == len(open_rows)
    assert answer.summary.answered == sum(row.computed.score is not None or row.computed.is_range for row in open_rows)


TOO_HIGH_OR_LOW = {"得分偏高": "高", "得分偏低": "低", "未达标得满分": "高", "达标被扣分": "低"}


@every_table
def test_a_difference_is_told_in_points(content: Content) -> None:
    """按mof-2020测算1.69分，表内1.90分，高0.21分，请说明评分依据."""
    for row in answer_of(content.name).rows:
        word = TOO_HIGH_OR_LOW.get(words(row)[0]) if row.findings else None
        if word is None:
            continue
        headline, computed, published = row.explain("zh").headline, row.computed, row.published
        assert published is not None
        nearest = computed.score
        if computed.is_range:
            assert computed.low is not None
            assert computed.high is not None
            nearest = computed.low if published < computed.low else computed.high
        assert nearest is not None
        assert row.difference == published - nearest
        assert f"表内{float(published):.2f}分" in headline
        assert f"{word}{float(abs(row.difference)):.2f}分" in headline
        assert headline.startswith(("按mof-2020", "按hubei-reciprocal", "按本行评分标准")), headline
        assert "请说明评分依据" in headline


@pytest.mark.parametrize(("name", "fits"), [("clean-road-hubei", "hubei-reciprocal"), ("clean-heating-units", "mof-2020")])
def test_the_rules_that_explain_the_scores_are_found(name: str, fits: str) -> None:
    """Asked for `auto`, each table is scored by the rules that reproduce most of its scores, and the summary says how many."""
    answer = ask(drawn_of(name).path, "auto")
    (summary,) = [summary for summary in answer.summary.tables if summary.rows]
    assert summary.chosen is not None
    assert (summary.profile, summary.chosen.candidate.profile) == (fits, fits)
    assert summary.chosen.reproduced == summary.chosen.tested > 0
    assert len(summary.fits) > 1
    assert {word for row in answer.rows for word in words(row)} <= {"一致", "取整差异"}


def test_the_computed_total_is_that_of_the_rows() -> None:
    """The park's rows come to what they were given, so that its total and its grade follow; a table with a gap has neither."""
    (park,) = answer_of("clean-park-mof").summary.tables
    assert (park.complete, park.grade) == (True, "优")
    assert park.computed_total == Fraction("98.41")
    (gaps,) = answer_of("planted-blanks").summary.tables
    assert not gaps.complete
    assert gaps.grade == ""
