"""Keys that are read, checked for their shape, kept, and not evaluated yet."""

from __future__ import annotations

from indicatorlang.resolve.keys.shape import Key

LATER = (
    Key(
        "implementation_target",
        "实施期指标值",
        "any",
        "整个实施期的指标值",
        "target of the whole period",
        reserved=True,
        examples=("36个",),
    ),
    Key(
        "prior_years",
        "以前年度累计",
        "any",
        "以前年度已完成的累计数",
        "what earlier years came to",
        reserved=True,
        examples=("24个",),
    ),
    Key(
        "by_area",
        "区域分解",
        "any",
        "分解到下级或单位的指标值",
        "the target split by area",
        reserved=True,
        examples=("{东片: 7个, 西片: 5个}",),
    ),
    Key("sampling", "抽样", "any", "抽样办法", "how cases are sampled", reserved=True, examples=("随机抽取10%", "10% at random")),
    Key(
        "review",
        "复核",
        "any",
        "复核记录",
        "the record of a review",
        reserved=True,
        examples=("2026年7月现场复核", "checked on site in July 2026"),
    ),
)
