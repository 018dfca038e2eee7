"""The engine and a reference that was written apart from it, from the published rules alone, say the same of any project.

`tests/reference` is slow and obvious and shares no code with the product. `HYPOTHESIS_PROFILE=thorough` looks for longer, at random.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reference.comparing import differences
from tests.reference.strategies import projects
from tests.reference.topics import TOPICS

everything = settings(max_examples=max(400, settings().max_examples))
each = settings(max_examples=max(100, settings().max_examples // 10))


@everything
@given(project=projects())
def test_the_engine_and_the_reference_say_the_same(project):
    assert differences(project) == []


@pytest.mark.parametrize("topic", TOPICS)
@each
@given(data=st.data())
def test_they_say_the_same_of_projects_about_one_thing(topic, data):
    assert differences(data.draw(TOPICS[topic]())) == []
