"""A ruleset made ready: what evaluation needs again and again, worked out once. Immutable, picklable, shared by threads."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from indicatorlang.engine.pace import Stage
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import Ruleset


@attrs.frozen
class Plan:
    """`inputs` are the reported measures behind each indicator, formulas opened; `bounds` the quantity each of them is held
    against alone, where it is; `stages` the trajectory of each measure that several rows demand."""

    ruleset: Ruleset
    inputs: Mapping[str, tuple[str, ...]]
    bounds: Mapping[str, Mapping[str, Quantity]]
    stages: Mapping[str, tuple[Stage, ...]]
