"""Each veto is seen to fire and not to fire."""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.engine.covering.parts import Kind, Version, item, spot_of
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.coverage import CoverageItem, Path
from indicatorlang.model.verdict import Verdict

SETTLED = (Verdict.MET, Verdict.MISSED, Verdict.NO_DATA, Verdict.INVALID)


def _items(version: Version) -> Iterator[CoverageItem]:
    if version.row.veto is None:
        return
    spot = spot_of(version, key="veto")
    yield item("veto", version, "on", ("一票否决起作用", "with its veto in effect"), spot)
    yield item("veto", version, "off", ("一票否决不起作用", "with its veto not in effect"), spot)


def _seen(result: IndicatorResult, assessment: Assessment) -> Iterator[tuple[str, Path]]:
    veto = result.indicator.veto
    if veto is None:
        return
    if any(fired.indicator == result.id for fired in assessment.vetoes):
        yield "on", ()
    elif result.verdict in SETTLED:
        yield "off", ()


PART = Kind("veto", _items, _seen)
