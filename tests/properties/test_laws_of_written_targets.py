"""Laws of written targets: a reading is chosen, written down in one of the ways officials have, and read back.

The words come from `grammar/`, the units from the table of units, so a new line there is under these laws at once.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from indicatorlang import resources
from indicatorlang.library.units import parse_unit
from indicatorlang.resolve.wordings import read_target

CHINESE = yaml.load(resources.text("grammar", "words.zh.yaml"), Loader=yaml.BaseLoader)
ENGLISH = yaml.load(resources.text("grammar", "words.en.yaml"), Loader=yaml.BaseLoader)
SIGNS = {
    ">=": ("≥", ">=", "≧", "⩾", "＞＝", "≥≥", "=>"),
    "<=": ("≤", "<=", "≦", "⩽", "＜＝", "=<"),
    ">": (">", "＞"),
    "<": ("<", "＜"),
}
UNITS = (
    *(
        "%",
        "％",
        "‰",
        "家",
        "个",
        "人",
        "人次",
        "户",
        "场",
        "亩",
        "公里",
        "平方米",
        "㎡",
        "吨",
        "台（套）",
        "标准箱",
        "课时",
        "分",
    ),
    *(
        "元",
        "万元",
        "亿元",
        "美元",
        "元/人",
        "元/(人·月)",
        "元/亩",
        "万人",
        "万亩",
        "天",
        "小时",
        "分钟",
        "工作日",
        "个工作日",
        "年",
    ),
)
COUNTS = ("家", "个", "人次", "场", "户", "件", "份")
SUBJECTS = ("", "", "", "覆盖率", "受理", "培训", "其中：", "全县", "考核目标：")
ASIDES = ("", "", "", "（按合同条款）", "(含分支机构)", "。", "，按方案执行")
LEVELS = ("明显", "显著", "健全", "完善", "规范", "良好", "较高", "满意", "有效")
MORE = ("稳步", "不断", "持续", "逐步", "进一步", "明显", "有效")
TENDENCIES = ("提升", "提高", "改善", "增强", "优化")
ROMAN_AND_HAN = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
TRADITIONAL = str.maketrans("个万亿过达于内为长减标项户场亩较与间时务无满应", "個萬億過達於內為長減標項戶場畝較與間時務無滿應")


def numbers() -> st.SearchStrategy[tuple[str, str]]:
    """A number as it is meant and as it is written: with separators, blanks at the ends, more noughts than it needs, fullwidth."""
    whole = st.integers(0, 10**9)
    decimal = st.builds(lambda a, b: Decimal(a) + Decimal(b) / 1000, st.integers(0, 9999), st.integers(0, 999))
    return st.one_of(
        whole.map(lambda n: (str(n), str(n))),
        whole.map(lambda n: (str(n), f"{n:,}")),
        whole.map(lambda n: (str(n), str(n).translate(ROMAN_AND_HAN))),
        decimal.map(lambda n: (str(n), f"{n:.3f}")),
        decimal.map(lambda n: (str(n), f"{n:.3f}".translate(ROMAN_AND_HAN))),
    )


def operators(words: dict) -> st.SearchStrategy[tuple[str, str, str]]:
    """An operator, what stands before the number for it and what behind."""
    said = [(item["op"], item["phrase"], item["side"]) for item in words["operators"]]
    phrases = st.sampled_from(said).map(lambda item: (item[0], "", item[1]) if item[2] == "after" else (item[0], item[1], ""))
    signs = st.sampled_from([(op, sign, "") for op, forms in SIGNS.items() for sign in forms])
    return phrases | signs


def same(value: str | None, meant: str) -> bool:
    return value is not None and Decimal(value) == Decimal(meant)


def unit_as_said(unit: str) -> str:
    """个工作日 is the grammar's way to say 工作日, ％ is %."""
    unit = unit.replace("％", "%")
    return "工作日" if unit == "个工作日" else unit


@given(numbers(), st.sampled_from(UNITS), operators(CHINESE), st.sampled_from(SUBJECTS), st.sampled_from(ASIDES))
def test_a_stated_comparison_is_read_back(number, unit, operator, subject, aside):
    meant, written = number
    op, before, after = operator
    assume(not (unit == "年" and len(written) == 4))  # 2019年 is a year
    assume(not (after == "起" and unit in ("天", "小时")))  # from then on
    text = f"{subject}{before}{written}{unit}{after}{aside}"
    reading = read_target(text, year=2021)
    assert (reading.kind, reading.op, unit_as_said(reading.unit)) == ("number", op, unit_as_said(unit)), text
    assert same(reading.value, meant)
    assert reading.assumed == ()
    for kept in (subject.strip("：:"), aside.strip("（）()。，")):
        # A text that is strict as it stands names its subject in the canonical form.
        assert kept in reading.rest + reading.canonical


@given(numbers(), st.sampled_from(("%", "", "days", "people", "times", "hours")), operators(ENGLISH))
def test_a_stated_comparison_in_english_is_read_back(number, unit, operator):
    meant, written = number
    op, before, after = operator
    assume(unit or after != "min")  # 5 min are minutes
    glue = "" if unit == "%" else " "
    text = f"{before} {written}{glue}{unit} {after}".strip()
    reading = read_target(text)
    assert (reading.kind, reading.op, reading.unit) == ("number", op, unit), text
    assert same(reading.value, meant)
    assert reading.assumed == ()


@given(numbers(), st.sampled_from(UNITS), st.sampled_from(SUBJECTS))
def test_a_bare_number_is_told_by_its_name_and_says_so(number, unit, subject):
    meant, written = number
    assume(not (unit == "年" and len(written) == 4) and Decimal(meant) != 0)
    text = f"{subject}{written}{unit}"
    more = read_target(text, name="服务对象满意度")
    less = read_target(text, name="服务对象投诉率")
    lasts = parse_unit(more.unit).unit.dimension in ((("time", 1),), (("workday", 1),))
    assume(not lasts or Decimal(meant) < 100)  # 200 hours are a service, not a delay
    assert same(more.value, meant)
    assert less.op == "<="
    assert more.op == ("<=" if lasts else ">=")
    for reading in (more, less):
        assert "operator-assumed" in [info.code for info in reading.assumed]


@given(numbers(), st.sampled_from(UNITS), st.sampled_from(sorted(SIGNS)), st.data())
def test_a_column_says_what_the_cell_would_say(number, unit, op, data):
    """The operator in its own column, the unit in its own column, or both, or in the name: one meaning."""
    meant, written = number
    assume(not (unit == "年" and len(written) == 4))
    sign = data.draw(st.sampled_from(SIGNS[op][:3]))
    forms = (
        read_target(f"{sign}{written}{unit}"),
        read_target(f"{written}{unit}", op=sign),
        read_target(written, op=sign, unit=unit),
        read_target(f"{sign}{written}", unit=unit),
        read_target(written, name=f"受益情况({sign}**{unit})"),
        read_target(f"{sign}{written}{unit}", name=f"受益情况（{sign}**{unit}）", op=sign, unit=unit),
    )
    for reading in forms:
        assert (reading.kind, reading.op) == ("number", op)
        assert same(reading.value, meant)
        assert unit_as_said(reading.unit) == unit_as_said(unit)
    assert [info.code for info in forms[2].assumed] == ["operator-taken", "unit-taken"] or {
        info.code for info in forms[2].assumed
    } == {"operator-taken", "unit-taken"}


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(UNITS), st.sampled_from(ASIDES), st.data())
def test_a_range_is_read_back(low, high, unit, aside, data):
    assume(low < high and not unit.startswith(("年", "元/")))
    form = data.draw(
        st.sampled_from(
            (
                "{a}{u}-{b}{u}",
                "{a}-{b}{u}",
                "{a}～{b}{u}",
                "{a}{u}~{b}{u}",
                "{a}{u}至{b}{u}",
                "{a}{u}—{b}{u}",
                "{a}至{b}{u}之间",
                "介于{a}{u}和{b}{u}之间",
                "不低于{a}{u}且不高于{b}{u}",
                "≥{a}{u}，≤{b}{u}",
                "[{a}{u}, {b}{u}]",
                "{a}{u}以上{b}{u}以下",
            )
        )
    )
    text = form.format(a=low, b=high, u=unit) + aside
    reading = read_target(text, year=2021)
    assert (reading.kind, reading.low, reading.high) == ("range", str(low), str(high)), text
    assert (reading.low_closed, reading.high_closed, reading.unit) == (True, True, unit_as_said(unit))


@given(
    st.dates(dt.date(2016, 1, 1), dt.date(2030, 12, 31)),
    st.sampled_from(
        ("{y}年{m}月{d}日前", "{y}年{m}月{d}日之前", "截至{y}年{m}月{d}日", "{y}-{m:02}-{d:02}前", "{y}/{m}/{d}", "{m}月{d}日前")
    ),
    st.sampled_from(("", "完成", "完成验收", "，全部完成", "（含当日）")),
)
def test_a_day_is_read_back(day, form, aside):
    text = form.format(y=day.year, m=day.month, d=day.day) + aside
    reading = read_target(text, year=day.year)
    assert (reading.kind, reading.by) == ("deadline", day), text
    assert ("year-assumed" in [info.code for info in reading.assumed]) == ("{y}" not in form)


@given(
    st.integers(2016, 2030),
    st.integers(1, 12),
    st.sampled_from(("{y}年{m}月底", "{y}年{m}月底前", "{y}年{m}月末", "{y}年{m}月", "{m}月底前", "{m}月份", "{y}年1月至{m}月")),
)
def test_a_month_is_its_last_day(year, month, form):
    text = form.format(y=year, m=month)
    last = (dt.date(year + month // 12, month % 12 + 1, 1)) - dt.timedelta(days=1)
    reading = read_target(text, year=year)
    assert (reading.kind, reading.by) == ("deadline", last), text


@given(
    numbers(),
    st.sampled_from(COUNTS),
    st.sampled_from(
        (
            ("每月", "/月", "month"),
            ("每季度", "/季度", "quarter"),
            ("每年", "/年", "year"),
            ("每周", "/周", "week"),
            ("每天", "/天", "day"),
        )
    ),
    st.sampled_from(("{per}{n}{u}", "{per}不少于{n}{u}", "{n}{u}{over}", "≥{n}{u}{over}", "{per}≥{n}{u}", "{per}{n}{u}以上")),
)
def test_so_much_each_period_is_read_back(number, unit, period, form):
    meant, written = number
    assume(Decimal(meant) != 0)
    text = form.format(per=period[0], over=period[1], n=written, u=unit)
    reading = read_target(text)
    assert (reading.kind, reading.op, reading.unit, reading.period) == ("number", ">=", unit, period[2]), text
    assert same(reading.value, meant)


@given(
    st.integers(1, 99),
    st.sampled_from(("%", "百分点", "个百分点")),
    st.sampled_from(
        (("", ""), ("比上年", "上年"), ("较上年", "上年"), ("同比", "同期"), ("较去年同期", "同期"), ("比2019年", "2019年"))
    ),
    st.sampled_from((("增长", 1), ("提高", 1), ("下降", -1), ("降低", -1), ("减少", -1))),
    st.sampled_from((("", "", False), ("", "以上", False), ("不低于", "", False), ("超过", "", True))),
)
def test_growth_is_read_back(number, unit, baseline, change, bound):
    before, after, strict = bound
    text = f"{baseline[0]}{change[0]}{before}{number}{unit}{after}"
    reading = read_target(text)
    down = change[1] < 0
    op = ("<" if strict else "<=") if down else (">" if strict else ">=")
    assert (reading.kind, reading.op, reading.baseline) == ("growth", op, baseline[1]), text
    assert (reading.value, reading.unit) == (f"-{number}" if down else str(number), unit.removeprefix("个"))


@given(st.sampled_from(MORE), st.sampled_from(TENDENCIES), st.sampled_from(("", "群众生活质量", "服务能力", "生态环境")))
def test_a_tendency_is_a_level_with_what_strengthens_it(more, tendency, subject):
    reading = read_target(f"{subject}{more}{tendency}")
    assert (reading.kind, reading.level) == ("level", f"{more}{tendency}")
    assert reading.rest == subject


@given(st.sampled_from(LEVELS), st.sampled_from(("制度", "机制", "效果", "管理")), st.sampled_from(("", "。", " ")))
def test_a_scale_word_behind_its_subject_is_the_level(level, subject, stop):
    reading = read_target(f"{subject}{level}{stop}")
    assert reading.kind == "level"
    assert level in reading.level


@given(
    st.lists(st.integers(1, 99), min_size=3, max_size=4, unique=True),
    st.sampled_from(("{l}{n}%", "{l}≥{n}%", "{l}：{n}%", "{l}（{n}%）")),
)
def test_a_row_of_grades_is_read_back(steps, form):
    steps = sorted(steps, reverse=True)
    words = ("优", "良", "中", "差")
    text = " ".join(form.format(l=word, n=step) for word, step in zip(words, steps, strict=False))
    reading = read_target(text)
    assert reading.kind == "grades", text
    assert [(step.level, step.value, step.unit) for step in reading.grades] == [
        (word, str(step), "%") for word, step in zip(words, steps, strict=False)
    ]


@given(
    st.lists(st.tuples(st.integers(1, 9999), st.sampled_from(COUNTS), st.sampled_from(("≥", "不少于"))), min_size=2, max_size=4)
)
def test_several_conditions_are_several_clauses_in_their_order(parts):
    texts = [f"{op}{number}{unit}" for number, unit, op in parts]
    reading = read_target("；".join(texts))
    assert [(clause.op, clause.value, clause.unit) for clause in reading.clauses] == [(">=", str(n), u) for n, u, _ in parts]
    assert (reading.value, reading.unit) == (str(parts[0][0]), parts[0][1])
    assert reading.canonical.count(" and ") == len(parts) - 1


@given(numbers(), st.sampled_from(UNITS), operators(CHINESE))
def test_traditional_characters_say_the_same(number, unit, operator):
    _, before, after = operator
    plain = f"{before}{number[1]}{unit}{after}"
    one, other = read_target(plain, year=2021), read_target(plain.translate(TRADITIONAL), year=2021)
    assert (one.kind, one.op, one.value) == (other.kind, other.op, other.value)
    assert other.unit == one.unit.translate(TRADITIONAL)


@given(numbers(), st.sampled_from(UNITS), operators(CHINESE))
def test_blanks_between_the_parts_change_nothing(number, unit, operator):
    _, before, after = operator
    close = read_target(f"{before}{number[1]}{unit}{after}", year=2021)
    apart = read_target(f" {before} {number[1]} {unit} {after} ", year=2021)
    assert (apart.kind, apart.op, apart.value, apart.unit) == (close.kind, close.op, close.value, close.unit)
