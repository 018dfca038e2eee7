"""Laws of reading a typed 完成值: any text has a reading, dress changes no number, what is refused says why, nothing is made up."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import indicatorlang as il
from indicatorlang.diagnostics import Severity
from indicatorlang.library.units import parse_quantity
from indicatorlang.model.number import exact
from indicatorlang.resolve.filled.actuals import read_actual
from indicatorlang.resolve.wordings import read_target

NAMES = ("服务对象满意度", "安全事故发生次数", "项目完工时间", "财务管理制度健全性", "新建微菜场数量", "资金支付率")
TARGETS = [
    read_target(text, name=name, year=2023)
    for text, name in (
        ("≥95%", "服务对象满意度"),
        ("500家", "新建微菜场数量"),
        ("≤30万元", "成本控制数"),
        ("0", "安全事故发生次数"),
        ("低于万分之一", "服务对象投诉率"),
        ("95%-98%", "入库率"),
        ("较上年增长5%以上", "旅游收入"),
        ("下降5%", "能耗"),
        ("正增长", "客流量"),
        ("2023年12月底前", "项目完工时间"),
        ("6月前", "方案印发时间"),
        ("是", "是否通过验收"),
        ("否", "是否发生事故"),
        ("无投诉", "群众投诉情况"),
        ("健全", "财务管理制度健全性"),
        ("稳步提升", "购菜便利化"),
        ("较满意", "居民满意程度"),
        ("优100% 良90% 中85% 差85%", "等次"),
        ("1次/月", "巡查"),
        ("12期，1200人次", "培训"),
        ("", "没有指标值"),
        ("见附件", "不知所云"),
        ("=100%", "专款专用率"),
        ("550", "设备购置"),
    )
]
PIECES = (
    *(
        "95",
        "95%",
        "1,200",
        "０．９５",
        "500家",
        "28.5万元",
        "12期",
        "3/100",
        "五百",
        "百分之九十五",
        "万分之",
        "-3%",
        "0",
        "10.31",
        "九成",
    ),
    *(
        "完成",
        "已完成",
        "未",
        "不",
        "尚未",
        "健全",
        "较",
        "基本",
        "部分",
        "达到",
        "提升",
        "增长",
        "下降",
        "无",
        "有",
        "是",
        "否",
        "投诉",
        "按时",
    ),
    *(
        "约",
        "余",
        "以上",
        "以内",
        "≥",
        "≤",
        "＞",
        "=",
        "-",
        "～",
        "由",
        "到",
        "其中",
        "共",
        "实际",
        "计划",
        "预计",
        "超额",
        "上年",
        "每月",
    ),
    *(
        "2023年",
        "10月",
        "12月底前",
        "第三季度",
        "20231031",
        "延期至",
        "√",
        "×",
        "（",
        "）",
        "(",
        "，",
        "；",
        "。",
        "/",
        "、",
        "：",
        " ",
        "\n",
        "\t",
    ),
    *("#REF!", "见附件", "不适用", "%", "％", "个", "工作日", "元", "？", "a", "NaN", "1e5", "∞", "\u200b", "𝟓", "½", "①"),
)
texts = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
numbers = st.decimals(min_value=0, max_value=99999, places=2, allow_nan=False).map(lambda d: format(d, "f"))
DRESSES = (
    "{}家", " {}家 ", "　{}家", "{} 家", "{}家。", "“{}家”", "√ {}家", "{}家√", "是（{}家）", "已完成（{}家）", "完成{}家", "已完成{}家", "{}家已完成",
    "共{}家", "累计{}家", "全年共完成{}家", "实际完成{}家", "实际完成值：{}家", "【{}家】", "达到{}家", "达{}家", "={}家", "计划12345678家，实际完成{}家",
    "{}家，超额完成87654家", "{}家（其中新建87654家）", "上年87654家，本年{}家", "由87654家增加到{}家",
)  # fmt: skip


@given(texts, st.sampled_from(TARGETS), st.sampled_from(NAMES), st.sampled_from(("", "%", "家", "月", "万元")))
@example("万分之0.5", TARGETS[4], NAMES[0], "")
@example("=", TARGETS[0], NAMES[0], "")
@example("（" * 50, TARGETS[0], NAMES[0], "")
@example("9" * 400, TARGETS[0], NAMES[0], "%")
@example("2023年99月99日", TARGETS[9], NAMES[2], "")
def test_any_text_has_a_reading_and_none_raises(text, target, name, unit):
    found = read_actual(text, target, name=name, unit=unit, year=2023)
    assert (found.refused is not None) == (found.kind == "text")
    assert found.to_dict("zh")["kind"] == found.to_dict("en")["kind"] == found.kind


@given(texts, st.sampled_from(TARGETS), st.sampled_from(NAMES))
def test_what_is_refused_names_why_and_says_nothing_else(text, target, name):
    found = read_actual(text, target, name=name, year=2023)
    if found.refused is not None:
        assert found.refused.severity is Severity.WARNING
        assert found.refused.zh()
        assert found.refused.en()
        assert (found.cell, found.value, found.ranks, found.day) == ("", "", (), None)
    assert all(told.severity is Severity.INFO for told in found.assumed)


@given(texts, st.sampled_from(TARGETS), st.sampled_from(NAMES))
def test_what_is_read_is_an_entry_that_evaluation_reads(text, target, name):
    found = read_actual(text, target, name=name, year=2023)
    if found.kind == "quantity":
        assert parse_quantity(found.cell) is not None
        assert exact(found.value) is not None
    elif found.kind == "date":
        assert dt.date.fromisoformat(found.cell) == found.day
    elif found.kind in ("done", "not_done"):
        assert found.ranks
    elif found.kind in ("level", "partly"):
        assert found.ranks == tuple(sorted(set(found.ranks)))
        assert set(found.ranks) <= {0, 1, 2}


@given(numbers, st.sampled_from(DRESSES))
def test_a_number_in_any_dress_is_the_same_number(number, dress):
    target = read_target("≥500家", name="新建微菜场数量")
    found = read_actual(dress.format(number), target, name="新建微菜场数量")
    assert found.refused is None, found.refused
    assert (exact(found.value), found.unit) == (exact(number), "家")


@given(numbers)
def test_the_ways_of_writing_digits_are_one(number):
    target = read_target("≥500家", name="新建微菜场数量")
    wide = "".join(chr(ord(c) + 0xFEE0) for c in number)
    grouped = f"{Fraction(number).__floor__():,}{number[number.index('.') :]}"
    read = {exact(read_actual(f"{written}家", target).value) for written in (number, wide, grouped, f" {number}")}
    assert read == {exact(number)}


@given(
    st.integers(0, 999),
    st.sampled_from(("{}%", "百分之{}", "{}％", "{} %", "完成率{}%", "已完成{}%", "{}%完成", "√ {}%", "良好 {}%")),
)
def test_a_percentage_in_any_dress_is_the_same(number, dress):
    found = read_actual(dress.format(number), read_target("≥95%", name="任务完成率"), name="任务完成率")
    assert parse_quantity(found.cell).base == Fraction(number, 100)


@given(st.integers(1, 500), st.integers(1, 500))
def test_a_bound_counts_only_where_it_settles_that_the_target_is_met(bound, wanted):
    low, high = read_target(f"≥{wanted}家", name="网点数量"), read_target(f"≤{wanted}家", name="投诉数量")
    for text in (f"≥{bound}家", f"{bound}家以上", f"{bound}余家", f"超过{bound}家"):
        assert (read_actual(text, low).kind == "quantity") == (bound >= wanted)
        assert read_actual(text, high).kind == "text"
    for text in (f"≤{bound}家", f"{bound}家以内", f"不超过{bound}家", f"不足{bound}家"):
        assert (read_actual(text, high).kind == "quantity") == (bound <= wanted)
        assert read_actual(text, low).kind == "text"


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_two_numbers_that_compete_are_never_read(one, other):
    found = read_actual(f"甲校{one}家，乙校{other}家", read_target("≥500家", name="网点数量"))
    assert found.refused is not None
    assert found.refused.code == "actual-several-numbers"


@given(st.dates(dt.date(2020, 1, 1), dt.date(2029, 12, 31)))
def test_a_day_in_any_spelling_is_the_same_day(day):
    target = read_target("2023年12月底前", name="项目完工时间", year=2023)
    spellings = (
        f"{day}", f"{day:%Y.%m.%d}", f"{day:%Y/%m/%d}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日", f"{day} 00:00:00",
        f"已于{day.year}年{day.month}月{day.day}日完成", f"√ {day}", f"是（{day}）", f"{day.year}.{day.month}.{day.day}竣工验收",
    )  # fmt: skip
    assert {read_actual(text, target, year=2023).day for text in spellings} == {day}


@pytest.mark.parametrize("part", ["健全", "完善", "规范", "明显", "及时", "提升", "通过", "完成"])
@pytest.mark.parametrize("denial", ["不", "未", "尚未", "没有", "未能", "有待", "不够"])
def test_a_denial_never_reaches(part, denial):
    for text in (f"{denial}{part}", f"制度{denial}{part}", f"{denial}完全{part}"):
        for target in (read_target(part, name="某指标"), read_target("是", name="是否做到")):
            found = read_actual(text, target, year=2023)
            assert found.kind == "text" or 0 not in found.ranks, (text, target.level)


def test_reading_takes_linear_time_in_its_text():
    target = read_target("≥95%", name="服务对象满意度")
    for text in (
        "95%，" * 1300,
        "（" * 3900,
        "不" * 3999,
        "较" * 3999,
        "1" * 3999,
        "无" * 3999,
        "2023年" * 700,
        "=" * 3999,
        "约" * 3999,
    ):
        for wanted in (target, TARGETS[9], TARGETS[11], TARGETS[14]):
            assert read_actual(text, wanted, year=2023).kind


def test_the_entry_is_judged_as_it_is_meant():
    for wanted, text, verdict in (
        (">= 95%", "九成五", "met"),
        (">= 95%", "√ 96%", "met"),
        (">= 500 家", "500余家", "met"),
        (">= 500 家", "实际建成470家", "missed"),
        ("<= 30 万元", "实际支出285,000元", "met"),
        ("<= 5%", "千分之三", "met"),
    ):
        entry = read_actual(text, read_target(wanted)).cell
        assert il.compile(f"某数 {wanted}", weight=10)(entry).verdict == verdict


def test_no_digit_is_made_up():
    """Every number of a reading is one of the text, but for what words say (持平, 翻一番, 无) and units rewrite (九成)."""
    target = read_target("≥500家", name="新建微菜场数量")
    for text in ("完成500家", "计划600家，实际完成470家", "上年300家，本年400家", "500-520家"):
        found = read_actual(text, target)
        assert found.value in re.findall(r"[0-9]+", text)
