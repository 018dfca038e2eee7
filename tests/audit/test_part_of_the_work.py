"""What is told of work that is done in part: no degree that nobody typed, no day that nobody named."""

from __future__ import annotations

import pytest

from indicatorlang.pipeline.auditing import audit_tables
from tests.filled import table_of


@pytest.mark.parametrize(
    ("target", "typed", "said"),
    [
        ("完成", "完成80%", "只完成了一部分，得分在0.00至8.00分之间都符合规则。"),
        ("完成", "部分完成", "只完成了一部分，得分在6.00至8.00分（不含8.00分）之间都符合规则。"),
        ("完成", "基本完成", "完成值可作不同理解，得分在6.00至10.00分之间都符合规则。"),
        ("健全", "尚未健全", "完成值可作不同理解，得分在0.00至8.00分（不含8.00分）之间都符合规则。"),
    ],
)
def test_only_what_was_typed_is_told(target, typed, said):
    (row,) = audit_tables(
        [table_of([{"name": "样例", "target": target, "actual": typed, "weight": "10", "score": "8.5"}])]
    ).rows()
    told = row.explain("zh").text
    assert said in told
    assert "评为" not in told
    assert "年12月31日" not in told
    assert row.explain("en").headline


def test_points_in_proportion_are_said_to_be_accepted():
    (row,) = audit_tables(
        [table_of([{"name": "样例", "target": "完成", "actual": "完成80%", "weight": "10", "score": "8"}])]
    ).rows()
    assert str(row.finding) == "一致"
    (remark,) = row.computed.remarks
    assert "按完成比例计8分的予以认可" in remark.zh()
