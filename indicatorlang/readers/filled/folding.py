"""Words of forms for comparison: as headings are folded everywhere, and the traditional characters that such words hold as simplified ones.

Only characters of headings and labels are listed; what stands in the rows is never changed.
"""

from __future__ import annotations

from indicatorlang.readers import headings

_TRADITIONAL = (
    "標級實際權單產計質評準備註項稱預數執資來總況進複覈開發設類導門經辦結論問題應餘撥"
    "轉與說滿續環態會濟財務調達體負責電話聯繫範圍規劃據證細則間償審報編號碼額現階終後"
)
_SIMPLIFIED = (
    "标级实际权单产计质评准备注项称预数执资来总况进复核开发设类导门经办结论问题应余拨"
    "转与说满续环态会济财务调达体负责电话联系范围规划据证细则间偿审报编号码额现阶终后"
)
_PLAIN = str.maketrans(_TRADITIONAL, _SIMPLIFIED)


def fold(text: str) -> str:
    """A heading or label for comparison: narrow signs, no blanks and underscores, small letters, simplified characters."""
    return headings.fold(text).translate(_PLAIN)
