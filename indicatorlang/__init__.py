"""Performance targets as people write them, compiled to evaluators that score actuals and say why.

    import indicatorlang as il

    rules = il.load_ruleset("rulesets/smart-micro-markets.yaml")
    assessment = rules.evaluate(il.load_actuals("actuals.csv"), as_of="2019Q3")
    print(assessment.score, assessment["5"].explain())

Everything here is typed, immutable, free of global state and of the clock. Every exception derives from `IndicatorlangError`.
"""

import importlib
from typing import TYPE_CHECKING, Any

from indicatorlang._version import __version__

if TYPE_CHECKING:
    from indicatorlang.diagnostics import (
        ActualsError,
        Diagnostic,
        IndicatorlangError,
        Place,
        RulesetError,
        Severity,
        TargetSyntaxError,
    )
    from indicatorlang.model.actual import Kind, RawActuals, RecordTable
    from indicatorlang.model.assessment import Assessment, IndicatorResult
    from indicatorlang.model.checked import CheckedFile, Remark
    from indicatorlang.model.explanation import Explanation, Step
    from indicatorlang.model.indicator import Indicator
    from indicatorlang.model.quantity import Quantity
    from indicatorlang.model.reading import Reading
    from indicatorlang.model.ruleset import Ruleset
    from indicatorlang.model.verdict import Colour, Verdict
    from indicatorlang.pipeline import Rule, Rules, compile, load_actuals, load_records, load_ruleset, loads_ruleset, parse, read
    from indicatorlang.pipeline.auditing import Audit, audit
    from indicatorlang.pipeline.checking_files import check, check_text
    from indicatorlang.pipeline.drafting import Drafts, draft
    from indicatorlang.pipeline.formatting import format_ruleset
    from indicatorlang.pipeline.scoring import ScoredRow, Scorer

# Where each public name lives. Loading on first use keeps `import indicatorlang` and `--version` cheap.
_HOMES = {
    "diagnostics": "ActualsError Diagnostic IndicatorlangError Place RulesetError Severity TargetSyntaxError",
    "model.actual": "Kind RawActuals RecordTable",
    "model.assessment": "Assessment IndicatorResult",
    "model.checked": "CheckedFile Remark",
    "model.explanation": "Explanation Step",
    "model.indicator": "Indicator",
    "model.quantity": "Quantity",
    "model.reading": "Reading",
    "model.ruleset": "Ruleset",
    "model.verdict": "Colour Verdict",
    "pipeline": "Rule Rules compile load_actuals load_records load_ruleset loads_ruleset parse read",
    "pipeline.auditing": "Audit audit",
    "pipeline.checking_files": "check check_text",
    "pipeline.drafting": "Drafts draft",
    "pipeline.formatting": "format_ruleset",
    "pipeline.scoring": "ScoredRow Scorer",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """A public name, from the room it lives in."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(importlib.import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME_OF])


__all__ = [
    "ActualsError",
    "Assessment",
    "Audit",
    "CheckedFile",
    "Colour",
    "Diagnostic",
    "Drafts",
    "Explanation",
    "Indicator",
    "IndicatorResult",
    "IndicatorlangError",
    "Kind",
    "Place",
    "Quantity",
    "RawActuals",
    "Reading",
    "RecordTable",
    "Remark",
    "Rule",
    "Rules",
    "Ruleset",
    "RulesetError",
    "ScoredRow",
    "Scorer",
    "Severity",
    "Step",
    "TargetSyntaxError",
    "Verdict",
    "__version__",
    "audit",
    "check",
    "check_text",
    "compile",
    "draft",
    "format_ruleset",
    "load_actuals",
    "load_records",
    "load_ruleset",
    "loads_ruleset",
    "parse",
    "read",
]
