"""The whole walk, one short function a step: text → tree → model → plan → assessment → report.

Everything a caller can do stands in this room; the command line and `import indicatorlang` only hand it on. Stages return values
and diagnostics; this is the one place that turns errors into exceptions.
"""

from indicatorlang.model.actual import RawActuals, RecordTable
from indicatorlang.model.assessment import Assessment
from indicatorlang.model.verdict import Verdict
from indicatorlang.pipeline.case_tables import load_records, share_records
from indicatorlang.pipeline.loading import load_actuals, merge_actuals, ruleset_files
from indicatorlang.pipeline.reporting import (
    FORMATS,
    explanation_report,
    narrow,
    reading_json,
    reading_line,
    reading_text,
    report,
    template,
)
from indicatorlang.pipeline.rules import Rule, Rules, compile, load_ruleset, loads_ruleset, share_actuals
from indicatorlang.pipeline.targets import parse, read

__all__ = [
    "FORMATS",
    "Assessment",
    "RawActuals",
    "RecordTable",
    "Rule",
    "Rules",
    "Verdict",
    "compile",
    "explanation_report",
    "load_actuals",
    "load_records",
    "load_ruleset",
    "loads_ruleset",
    "merge_actuals",
    "narrow",
    "parse",
    "read",
    "reading_json",
    "reading_line",
    "reading_text",
    "report",
    "ruleset_files",
    "share_actuals",
    "share_records",
    "template",
]
