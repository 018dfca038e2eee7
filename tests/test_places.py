"""Where a mistake stands, and how its line is shown with a caret that is true under Chinese."""

from __future__ import annotations

import pytest

from indicatorlang.diagnostics import Diagnostic, Place, Source, Span, caret_lines, display_width


@pytest.mark.parametrize(
    ("line", "column", "length", "caret"),
    [
        ("a >= x", 6, 1, "     ^"),
        ("预算 >= 九", 7, 1, "\u3000\u3000    ^^"),
        ("预算率", 2, 2, "\u3000^^^^"),
        ("\t甲 x", 4, 1, "\t\u3000 ^"),
        ("e\u0301 x", 4, 1, "  ^"),
        ("满意度 >=", 7, 1, "\u3000\u3000\u3000   ^"),
        ("", 1, 1, "^"),
        ("ab", 9, 3, "  ^"),
    ],
)
def test_the_caret_stands_true_under_wide_characters(line, column, length, caret):
    shown, carets = caret_lines(line, column, length)
    assert (shown, carets) == (line, caret)
    if 0 < column <= len(line):
        assert display_width(carets.rstrip("^").replace("\t", "")) == display_width(line[: column - 1].replace("\t", ""))


def test_a_long_line_is_cut_around_its_caret():
    line = "甲" * 300 + "错" + "乙" * 300
    shown, carets = caret_lines(line, 301, 1)
    assert len(shown) <= 102
    assert shown.startswith("…甲")
    assert shown[len(carets.rstrip("^"))] == "错"
    assert carets.endswith("^^")


@pytest.mark.parametrize(("text", "width"), [("", 0), ("ab", 2), ("预算", 4), ("％", 2), ("e\u0301", 1), ("·", 1)])
def test_a_wide_character_takes_two_cells(text, width):
    assert display_width(text) == width


@pytest.mark.parametrize(
    ("source", "span", "place"),
    [
        (Source("甲 >= 九"), Span(5, 6), Place(line=1, column=6, length=1)),
        (Source("甲 >= 九"), None, Place(line=1, column=1, length=6)),
        (Source("甲 >= 九", "f.yaml", None, 7, 13), Span(5, 6), Place("f.yaml", None, 7, 18, 1)),
        (Source("甲", "f.xlsx", "数据", 7, 3), Span(0, 1), Place("f.xlsx", "数据", 7, 3, 1)),
        # At the end of the text the caret stands behind it.
        (Source("甲 >="), Span(4, 4), Place(line=1, column=5, length=1)),
        (Source("甲"), Span(9, 12), Place(line=1, column=2, length=1)),
        # On a later line the column counts from the start of that line, wherever the text began.
        (Source("甲\n乙 >= 九", "f.yaml", None, 7, 13), Span(7, 8), Place("f.yaml", None, 8, 6, 1)),
        # A stretch over a line break is shown to the end of its first line.
        (Source("甲乙\n丙"), Span(1, 4), Place(line=1, column=2, length=1)),
        # `it''s` in the file is `it's` in the text: columns are those of the file.
        (Source("a'b", "f.yaml", None, 2, 4, columns=(4, 5, 7, 8)), Span(2, 3), Place("f.yaml", None, 2, 7, 1)),
        (Source("a'b", "f.yaml", None, 2, 4, columns=(4, 5, 7, 8)), Span(0, 3), Place("f.yaml", None, 2, 4, 4)),
    ],
)
def test_a_source_knows_the_place_of_a_stretch(source, span, place):
    assert source.place(span) == place


def test_a_source_shows_the_line_of_the_stretch():
    assert Source("甲\n乙").place(Span(2, 3)).snippet == "乙"
    assert Source("≥ 九", "f.yaml", None, 3, 9, lines=("  判定: ≥ 九",)).place(Span(2, 3)).snippet == "  判定: ≥ 九"


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        (Place(), "", ""),
        (Place("f.yaml"), "f.yaml", "f.yaml"),
        (Place("f.yaml", None, 3), "f.yaml:3", "f.yaml:3"),
        (Place("f.yaml", None, 3, 5), "f.yaml:3:5", "f.yaml:3:5"),
        (Place("f.xlsx", "数据", 3, 5), "f.xlsx:“数据”:3:5", "f.xlsx:[数据]:3:5"),
        (Place(line=1, column=6), "1:6", "1:6"),
        (Place("f.yaml", column=6), "f.yaml", "f.yaml"),
    ],
)
def test_a_place_names_what_is_known(place, zh, en):
    assert (place.label("zh"), place.label("en")) == (zh, en)


def test_a_rendered_diagnostic_shows_line_caret_and_help():
    class Made(Diagnostic):
        word: str

        def zh(self) -> str:
            return f"看不懂`{self.word}`"

        def en(self) -> str:
            return f"cannot read `{self.word}`"

        def help_en(self) -> str:
            return "write a number"

    found = Made(word="九").at(Source("甲 >= 九", "f.yaml").place(Span(5, 6)))
    assert found.render("zh").split("\n") == [
        "f.yaml:1:6: 错误[diagnostic]：看不懂`九`",
        "  甲 >= 九",
        "  \u3000    ^^",
    ]
    assert found.render("en").split("\n")[0] == "f.yaml:1:6: error[diagnostic]: cannot read `九`"
    assert found.render("en").split("\n")[-1] == "  help: write a number"
