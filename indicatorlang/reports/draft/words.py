"""The keys and words of a ruleset that a draft writes, in both languages; a test holds them to those that are read."""

from __future__ import annotations

from indicatorlang.model.draft import Worded

KEYS = {
    "ruleset": "项目名称",
    "code": "项目编码",
    "department": "主管部门",
    "agency": "实施单位",
    "year": "预算年度",
    "period": "实施期",
    "goal": "年度目标",
    "profile": "评分办法",
    "funds": "资金",
    "initial": "年初预算数",
    "budget": "全年预算数",
    "sources": "来源",
    "weights": "分值分配",
    "measures": "数据项",
    "indicators": "指标",
    "note": "备注",
    "unit": "计量单位",
    "kind": "口径",
    "formula": "计算公式",
    "scale": "等级",
    "evidence": "佐证材料",
    "help": "填报说明",
    "id": "序号",
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "wording": "指标值",
    "target": "判定",
    "weight": "分值",
    "scoring": "评分标准",
}
"""English key → Chinese key."""
KINDS = {"ytd": "累计数", "snapshot": "时点数", "done_date": "完成日期"}
EVIDENCE = Worded("可附", "optional")
EXECUTION = "预算执行率"
ASKED = Worded("待确认：", "To confirm: ")
