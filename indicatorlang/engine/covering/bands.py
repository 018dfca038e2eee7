"""Each band of a table of bands is seen."""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.engine.covering.parts import Kind, Version, item, leaves, spot_of
from indicatorlang.engine.covering.possible import Domain, domain_of
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.coverage import CoverageItem, Path
from indicatorlang.model.indicator import InRange, Threshold
from indicatorlang.model.scoring import Band, Scoring

OUTSIDE = ("数据不会落在这一档", "the data cannot lie in this band")


def bands_of(scoring: Scoring | None) -> tuple[Band, ...]:
    """The bands of a method; none where it has none."""
    value = scoring.get("bands") if scoring is not None else None
    return tuple(band for band in value if isinstance(band, Band)) if isinstance(value, tuple) else ()


def _items(version: Version) -> Iterator[CoverageItem]:
    scoring = version.ruleset.profile.scoring_of(version.row.scoring)
    domain = _domain(version)
    for number, band in enumerate(bands_of(scoring)):
        says = f"第{number + 1}档（{_told(band)}）", f"in band {number + 1} ({_told(band, 'en')})"
        spot = spot_of(version, key="scoring", inner="bands", index=number)
        why = ("", "") if _reachable(band, domain) else OUTSIDE
        yield item("band", version, str(number), says, spot, why)


def _domain(version: Version) -> Domain:
    row = version.row
    alone = leaves(row)
    completion = row.scoring is not None and row.scoring.get("of") == "completion"
    if len(alone) == 1 and isinstance(alone[0].condition, Threshold | InRange) and not completion:
        return domain_of(alone[0].condition, version.ruleset)
    return Domain()


def _reachable(band: Band, domain: Domain) -> bool:
    high, low = band.high, band.low
    if (
        domain.low is not None
        and high is not None
        and (high.base < domain.low or (high.base == domain.low and not band.high_closed))
    ):
        return False
    if domain.high is not None and low is not None:
        return not (low.base > domain.high or (low.base == domain.high and not band.low_closed))
    return True


def _told(band: Band, lang: str = "zh") -> str:
    if band.levels:
        return "、".join(band.levels) if lang == "zh" else ", ".join(band.levels)
    low = f"{'≥' if band.low_closed else '>'} {band.low.shown(lang)}" if band.low is not None else ""
    high = f"{'≤' if band.high_closed else '<'} {band.high.shown(lang)}" if band.high is not None else ""
    both = "，" if lang == "zh" else ", "
    return both.join(part for part in (low, high) if part) or ("其余" if lang == "zh" else "the rest")


def _seen(result: IndicatorResult, assessment: Assessment) -> Iterator[tuple[str, Path]]:
    told = dict(result.working.told) if result.working is not None else {}
    bands = bands_of(assessment.ruleset.profile.scoring_of(result.indicator.scoring))
    if "band" in told and told["band"] in bands:
        yield str(bands.index(told["band"])), ()


PART = Kind("band", _items, _seen)
