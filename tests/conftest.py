"""What holds for every test: no dependence on the machine's speed, language, time or earlier runs."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# The same examples on every run and no deadline: a slow machine changes no outcome. `thorough` searches at random, for nights.
settings.register_profile("ci", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", deadline=None, max_examples=5000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

os.environ.pop("INDICATORLANG_LANG", None)
