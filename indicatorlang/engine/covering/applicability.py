"""Each 适用条件 is seen to hold and not to hold."""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.engine.covering.parts import Kind, Version, item, spot_of
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.coverage import CoverageItem, Path
from indicatorlang.model.verdict import Verdict


def _items(version: Version) -> Iterator[CoverageItem]:
    if version.row.when is None:
        return
    spot = spot_of(version, key="when")
    yield item("when", version, "yes", ("符合适用条件", "where it applies"), spot)
    yield item("when", version, "no", ("不符合适用条件", "where it does not apply"), spot)


def _seen(result: IndicatorResult, assessment: Assessment) -> Iterator[tuple[str, Path]]:
    if result.indicator.when is None:
        return
    if result.working is not None and result.working.method == "when":
        yield "no", ()
    elif result.verdict in (Verdict.MET, Verdict.MISSED) and not _unknown(result):
        yield "yes", ()


def _unknown(result: IndicatorResult) -> bool:
    """Whether nobody knows that it applies: then it is judged as if it did."""
    return any(remark.code == "applicability-unknown" for remark in result.assumed)


PART = Kind("when", _items, _seen)
