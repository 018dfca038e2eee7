"""Keys that are read, checked for their shape, kept, and not evaluated yet."""

from __future__ import annotations

from indicatorlang.resolve.keys.shape import Key

LATER = (
    Key("implementation_target", "实施期指标值", "any", "整个实施期的指标值", "target of the whole period", reserved=True),
    Key("prior_years", "以前年度累计", "any", "以前年度已完成的累计数", "what earlier years came to", reserved=True),
    Key("by_area", "区域分解", "any", "分解到下级或单位的指标值", "the target split by area", reserved=True),
    Key("sampling", "抽样", "any", "抽样办法", "how cases are sampled", reserved=True),
    Key("review", "复核", "any", "复核记录", "the record of a review", reserved=True),
)
