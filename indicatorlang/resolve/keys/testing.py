"""The keys of the tests that a ruleset brings along, and of a row of their tables."""

from __future__ import annotations

from indicatorlang.library.settings import spelled
from indicatorlang.resolve.keys.shape import Key

WAYS = spelled(never_falls="不降 不减", never_rises="不升 不增")

TEST = (
    Key(
        "name",
        "名称",
        "text",
        "测试的名称",
        "name of the test",
        required=True,
        examples=(
            "年末少一个",
            "one short at the end of the year",
        ),
    ),
    Key(
        "as_of",
        "评价时点",
        "text",
        "评价时点",
        "the day of evaluation",
        examples=(
            "2026-12-31",
            "2026Q3",
        ),
    ),
    Key("actuals", "实际值", "any", "实际值", "the actuals", examples=("{开放数: {2026-12: 11}}",)),
    Key(
        "records",
        "台账",
        "any",
        "台账的内容",
        "the rows of the tables of cases",
        examples=("{发布记录: [{发布日期: 2026-03-05, 发布用时: 3}]}",),
    ),
    Key("final", "定案", "yes", "未填报的是否按0分定案", "whether rows without data count as 0 for good"),
    Key(
        "expect",
        "应得",
        "map",
        "各指标应得的结果；只写一个词的是结论；`合计`是整个项目",
        "what must come out of each row; one word is its verdict; `total` is the whole project",
        of="expected",
        by_name=True,
        examples=(
            "{1: {结论: 未达标, 差额: 1 个}, 合计: {等级: 优}}",
            "{1: {verdict: missed, gap: 1 个}, total: {grade: 优}}",
        ),
        total="expected_total",
    ),
    Key(
        "table",
        "用例表",
        "list",
        "一行一个用例，各行只写与上面不同的：`数据项@期间`是实际值，`序号.得分`等是应得",
        "one case a row, each with what differs from the above: `measure@period` is an actual, `id.score` and so on an expectation",
        of="case",
        examples=(
            "[{开放数@2026-12: 11, 1: 未达标, 1.差额: 1 个}]",
            "[{开放数@2026-12: 11, 1: missed, 1.gap: 1 个}]",
        ),
    ),
    Key(
        "cases_file",
        "用例文件",
        "text",
        "放用例表的文件（CSV、XLSX、YAML），相对于本规则文件",
        "file with such a table (CSV, XLSX, YAML), relative to the ruleset",
        examples=(
            "用例.csv",
            "cases.csv",
        ),
    ),
    Key(
        "for_all",
        "任取",
        "map",
        "对这些值都要成立，如`{产品数@2019Q4: 0..600 家}`",
        "holds for all of these values, such as `{产品数@2019Q4: 0..600 家}`",
        examples=("{开放数@2026-12: 0..20 个}",),
    ),
    Key(
        "always",
        "始终",
        "map",
        "任取时始终得到的结果",
        "what comes out for all of them",
        of="expected",
        by_name=True,
        examples=(
            "{1: {得分: 0..20}}",
            "{1: {score: 0..20}}",
        ),
        total="expected_total",
    ),
    Key(
        "never",
        "从不",
        "map",
        "任取时从不得到的结果",
        "what comes out for none of them",
        of="expected",
        by_name=True,
        examples=(
            "{1: 数据待核}",
            "{1: invalid}",
        ),
        total="expected_total",
    ),
    Key(
        "monotonic",
        "单调",
        "map",
        "数值提高时得分不降或不升，如`{5: 不降}`",
        "how the score goes as a value rises, such as `{5: never_falls}`",
        examples=(
            "{1: 不降}",
            "{1: {开放数@2026-12: never_falls}}",
        ),
    ),
    Key(
        "note",
        "备注",
        "text",
        "备注",
        "a note",
        examples=(
            "取自上年的一次争议",
            "after a dispute of last year",
        ),
    ),
)

CASE = (
    Key(
        "name",
        "名称",
        "text",
        "用例的名称",
        "name of the case",
        examples=(
            "少一个",
            "one short",
        ),
    ),
    Key("as_of", "评价时点", "text", "评价时点", "the day of evaluation", examples=("2026-12-31",)),
    Key(
        "note",
        "备注",
        "text",
        "备注",
        "a note",
        examples=(
            "刚好不够",
            "just not enough",
        ),
    ),
)
"""The columns of a table of cases that have names of their own; all others name an actual or an expectation."""
