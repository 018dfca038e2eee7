"""The cases of each authority's scoring rules, written and run as those of evaluation are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_conformance_evaluation import check_case, load_cases

PROFILES = Path(__file__).resolve().parent / "conformance" / "profiles"


@pytest.mark.parametrize("case", load_cases(PROFILES))
def test_a_profile_scores_as_its_cases_say(case):
    check_case(case)
