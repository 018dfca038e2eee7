"""The engine and a reference that was written apart from it, from the published rules alone, say the same of any project.

`tests/reference` is slow and obvious and shares no code with the product. `HYPOTHESIS_PROFILE=thorough` looks for longer, at random.
"""

from __future__ import annotations

from hypothesis import given, settings

from tests.reference.comparing import differences
from tests.reference.strategies import projects

many = settings(max_examples=max(600, settings().max_examples))


@many
@given(project=projects())
def test_the_engine_and_the_reference_say_the_same(project):
    assert differences(project) == []
