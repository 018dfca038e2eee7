"""Where rules write below a wording what it was understood as, the ruleset means what it meant."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
import yaml

from indicatorlang.diagnostics import Diagnostic, Edit
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.pipeline.checking import advice_on_ruleset
from indicatorlang.resolve.from_syntax import resolve_ruleset
from indicatorlang.syntax.from_yaml import parse_yaml
from tests.lint.test_rules import mended

ON_TARGETS = ("L105", "L107", "L119")
TARGETS = yaml.load(Path(__file__).with_name("clean_targets.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
ALONE = [(name, text) for kind, rows in TARGETS.items() if kind != "columns" for name, text, *_ in rows]
MORE = [
    ("图书破损率", "2%以下"),
    ("图书完好率", "95百分比"),
    ("图书完好率", "≥95百分比"),
    ("图书上架率", "2026年6月底前100%"),
    ("宣传", "完成1部宣传片、2套方案"),
    ("安全检查", "每季度1次"),
    ("补助标准", "每亩460元"),
]


def loaded(text: str) -> tuple[Ruleset, dict[Edit, None]]:
    root, told = parse_yaml(text, "r.yaml")
    assert root is not None
    assert [d.render() for d in told] == []
    ruleset, told = resolve_ruleset(root, text=text, file="r.yaml")
    assert ruleset is not None, [d.render() for d in told]
    found = [d for d in advice_on_ruleset(ruleset, root, text) if d.code in ON_TARGETS]
    return ruleset, {edit: None for d in found for edit in d.edits}


@pytest.mark.parametrize("flow", [False, True], ids=["block", "braces"])
def test_what_is_written_below_a_wording_means_the_same(flow):
    written = 0
    for name, wording in [*ALONE, *MORE]:
        row = {"三级指标": name, "指标值": wording, "分值": "10"}
        entries = yaml.safe_dump(row, allow_unicode=True, sort_keys=False, default_flow_style=flow, width=10**6)
        rows = "".join(("  - " if not at else "    ") + line for at, line in enumerate(entries.splitlines(keepends=True)))
        text = f"项目名称: 示例街道图书角建设\n预算年度: 2026\n指标:\n{rows}"
        before, edits = loaded(text)
        if not edits or before.indicators[0].condition is None:
            continue
        assert len(edits) == 1, (name, wording)
        after, more = loaded(mended(text, [attrs.evolve(Diagnostic(), edits=tuple(edits))]))
        assert not more
        assert after.indicators[0].condition == before.indicators[0].condition, (name, wording)
        assert after.indicators[0].wording == before.indicators[0].wording
        written += 1
    assert written >= 15
