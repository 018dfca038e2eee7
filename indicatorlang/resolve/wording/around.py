"""What stands around a target in its form, as text."""

from __future__ import annotations

from indicatorlang.lazily import frozen
from indicatorlang.model.profile import Profile


@frozen(kw_only=True)
class Around:
    """The indicator's `name`, the texts of the operator and unit columns, the heading above (`level2`), the `year` of the budget
    for dates without one, and the `profile`, which may read 以下 and the like without their number."""

    name: str = ""
    op: str = ""
    unit: str = ""
    year: int | None = None
    level2: str = ""
    profile: Profile | None = None


NOTHING_AROUND = Around()
