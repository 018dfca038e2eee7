"""Laws of the tolerant reader: whatever is written, there is a reading; what it says can be said strictly; nothing is lost."""

from __future__ import annotations

import datetime
import pickle

from hypothesis import example, given
from hypothesis import strategies as st

from indicatorlang.model.profile import Profile
from indicatorlang.resolve.wording.around import Around
from indicatorlang.resolve.wording.lexicon import UnitTable
from indicatorlang.resolve.wording.strict_reading import reading_of
from indicatorlang.resolve.wordings import read_target, tolerant
from indicatorlang.syntax.from_target import written_target
from indicatorlang.syntax.from_text import parse_target
from indicatorlang.syntax.written.vocabulary import folded
from tests.strategies import nearly_targets

PIECES = (
    *(
        "不低于",
        "不超过",
        "低于",
        "超过",
        "以上",
        "以内",
        "内",
        "达到",
        "≥",
        "≤",
        "＞",
        "=",
        "±",
        "-",
        "～",
        "至",
        "约",
        "左右",
        "余",
    ),
    *(
        "5",
        "95",
        "1,200",
        "0",
        "0.5",
        "三",
        "一",
        "两",
        "百分之九十",
        "万分之一",
        "%",
        "％",
        "家",
        "个工作日",
        "万元",
        "次",
        "元/人",
        "/月",
    ),
    *(
        "2019年",
        "12月",
        "6月",
        "底",
        "前",
        "31日",
        "第三季度",
        "上半年",
        "年底",
        "2019-12-31",
        "1-12月",
        "每年",
        "每月",
        "每亩",
        "每半年",
        "各",
    ),
    *("正增长", "增长", "下降", "提高", "较上年", "同比", "持平", "不低于上年", "2018年", "百分点", "倍", "翻一番"),
    *("优", "良", "中", "差", "健全", "效果明显", "完成", "通过", "严格执行", "满意", "稳步", "提升", "无", "不适用", "是", "否"),
    *(
        "满意度",
        "投诉",
        "发布率",
        "（按合同条款）",
        "（含）",
        "（不含）",
        "[",
        ")",
        "，",
        "；",
        "、",
        "且",
        "。",
        "1.",
        " ",
        "\n",
        "\u3000",
    ),
    *("at least", "or less", "between", "and", "to", "days", "$", "million", "by ", "June", "萬", "於"),
)


def wordings():
    """Texts made of the words officials use, in any order."""
    return st.lists(st.sampled_from(PIECES), max_size=9).map("".join)


def names():
    return st.sampled_from(
        ("", "满意度(≥**%)", "受益人数(人)", "投诉率", "2019年6月底，推进建设", "办理时效性", "培训费", "(", "★其中：")
    )


@given(st.text(max_size=60) | wordings() | nearly_targets(), names(), st.sampled_from((None, 2019, 1, 9998)))
@example("9" * 31, "", None)
@example("（" * 60, "", None)
@example("一" * 40 + "分之", "", None)
@example("2019年2月30日前", "", 2019)
@example("\ud800以上5", "", 2019)
@example("5/0家", "", None)
@example("±1/3", "", None)
def test_any_text_gives_a_reading_and_never_an_exception(text, name, year):
    reading = read_target(text, name=name, op=text[:3], unit=text[:4], year=year, level2=name)
    for lang in ("zh", "en"):
        shown = reading.to_dict(lang)
        assert shown["kind"] == reading.kind
        assert all(info["message"] for info in shown.get("assumed", []))


@given(wordings(), st.sampled_from(("", "投诉率")))
def test_the_canonical_form_is_strict_and_means_the_same(text, name):
    found = tolerant(text, Around(name=name, year=2019))
    condition, reading = found.condition, found.reading
    if not reading.canonical:
        return
    strict, wrong = parse_target(reading.canonical)
    assert wrong == ()
    assert strict is not None
    assert strict == condition
    again = reading_of(strict)
    assert (again.op, again.value, again.unit) == (reading.op, reading.value, reading.unit) or reading.kind in ("level", "done")
    assert (again.low, again.high, again.low_closed) == (reading.low, reading.high, reading.low_closed)
    assert again.by == (reading.by_any[0] if reading.by_any else reading.by)
    assert again.baseline == reading.baseline
    assert len(again.clauses) == len(reading.clauses)


@given(wordings())
def test_every_character_is_accounted_for(text):
    """Each digit is part of a number, a date or a baseline, or it is in the rest; and so is a noun that nothing stands for."""
    written = written_target(text, UnitTable())
    taken: set[int] = set()
    for clause in written.clauses:
        parts = (clause.number, clause.high, clause.tolerance, clause.date)
        spans = [part.span for part in parts if part] + list(clause.rest)
        taken |= {at for span in spans for at in range(span.start, span.end)}
    stated = any(clause.state for clause in written.clauses)
    baselines = "".join(clause.baseline for clause in written.clauses)
    if written.clauses and not stated:
        lost = {c for at, c in enumerate(text) if c.isdigit() and at not in taken}
        assert lost <= set(baselines)
    reading = read_target(text, year=2019)
    if reading.kind in ("number", "range", "deadline", "growth"):
        # A text that is strict names its subject in the canonical form.
        kept = " ".join(clause.rest + clause.level + clause.canonical for clause in (reading, *reading.clauses))
        assert all(noun in kept for noun in ("发布率", "按合同条款") if noun in text)


@given(wordings(), st.sampled_from(((), ("以上", "以下", "以内"))))
@example("控制在95%以内（不含）", ())
@example("（含）95%以上，≥5以内", ("以上",))
def test_the_words_that_are_named_stand_in_the_text_and_say_what_is_read(text, exclusive):
    reading = read_target(text, profile=Profile("x", "细则", "rules", (), exclusive=exclusive))
    for part in reading.clauses or (reading,):
        for said in part.stated:
            assert said.where == "text"
            assert said.word in said.words
            assert all(folded(piece) in folded(text) for piece in said.words.split("…"))
            assert part.kind != "number" or said.op == part.op
            assert not said.by_profile or (said.word in exclusive and not said.inclusive)


@given(wordings())
def test_a_text_that_is_not_understood_is_returned_whole(text):
    reading = read_target(text)
    if reading.kind == "text":
        assert reading.rest == text.strip()
        assert reading.canonical == ""


@given(st.text(max_size=60) | wordings())
def test_folding_for_wordings_moves_nothing(text):
    assert len(folded(text)) == len(text)


@given(wordings())
def test_blanks_around_a_text_change_nothing(text):
    bare = read_target(text.strip(), year=2019)
    around = read_target(f"  {text.strip()}\n", year=2019)
    assert around.to_dict() == bare.to_dict()


@given(
    st.integers(1, 10**6),
    st.sampled_from(("家", "%", "万元", "人次")),
    st.sampled_from(("不低于{}", "{}以上", "≥{}", "至少{}", "達到{}")),
)
def test_all_ways_to_say_at_least_are_one(number, unit, form):
    reading = read_target(form.format(f"{number}{unit}"))
    assert (reading.kind, reading.op, reading.value, reading.unit) == ("number", ">=", str(number), unit)
    assert reading.assumed == ()


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2099, 12, 31)))
def test_a_day_is_the_same_day_however_it_is_written(day):
    forms = (
        f"{day.year}年{day.month}月{day.day}日前",
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.month}月{day.day}日",
    )
    assert {read_target(form, year=day.year).by for form in forms} == {day}


@given(wordings())
def test_readings_travel(text):
    reading = read_target(text, year=2019)
    assert pickle.loads(pickle.dumps(reading)) == reading
