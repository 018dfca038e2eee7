"""What may stand beside a value in a delivery of a familiar form. Apart, for who takes a delivery to pieces needs no more of the engine."""

TEXTS = frozenset(("evidence", "note"))
"""What plays no part in any plain row."""
BESIDE = TEXTS | {"unit", "kind"}
