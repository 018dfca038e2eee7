"""The JSON Schema: it lets every good ruleset pass, refuses what the loader refuses about keys, and knows every key."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import jsonschema
import pytest
import yaml

import indicatorlang as il
from indicatorlang.cli.main import main
from indicatorlang.pipeline import ruleset_schema
from indicatorlang.resolve.keys import SECTIONS

ROOT = Path(__file__).resolve().parents[1]
GOOD = sorted((ROOT / "rulesets").glob("*.yaml"))
SCHEMA = ruleset_schema()
CHECKER = jsonschema.Draft7Validator(SCHEMA)


def as_an_editor_reads(text: str) -> object:
    """The file as JSON values: names are texts, and days become texts."""
    return json.loads(json.dumps(with_text_keys(yaml.safe_load(text)), default=str))


def with_text_keys(value: object) -> object:
    """The same with every key a text, as in JSON."""
    if isinstance(value, dict):
        return {str(key): with_text_keys(item) for key, item in value.items()}
    return [with_text_keys(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", [pytest.param(p, id=p.stem) for p in GOOD])
def test_a_good_ruleset_passes(path):
    value = as_an_editor_reads(path.read_text(encoding="utf-8"))
    assert [error.message for error in CHECKER.iter_errors(value)] == []


def rulesets_of_the_cases():
    """Every ruleset that stands whole in a case of evaluation, as texts."""
    for path in sorted((ROOT / "tests/conformance/evaluation").glob("*.yaml")):
        for case in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader):
            if isinstance(case, dict) and isinstance(case.get("ruleset"), dict):
                yield {"ruleset": "甲", "year": "2019"} | case["ruleset"]


def test_whatever_loads_passes():
    refused = [ruleset for ruleset in rulesets_of_the_cases() if not CHECKER.is_valid(ruleset)]
    loaded = []
    for ruleset in refused:
        with contextlib.suppress(il.RulesetError):
            loaded.append(il.load_ruleset(ruleset).name)
    assert loaded == []
    assert sum(1 for _ in rulesets_of_the_cases()) > 300
    assert len(refused) < 20


def test_the_schema_is_a_schema():
    jsonschema.Draft7Validator.check_schema(SCHEMA)


ROW = {"name": "满意度", "wording": "≥90%"}
WHOLE = {"ruleset": "河东街道图书角", "year": 2024, "indicators": [ROW]}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"indicatros": []}, "indicatros"),
        ({"indicators": [ROW | {"指标直": "≥90%"}]}, "指标直"),
        ({"indicators": [{"wording": "≥90%"}]}, "三级指标"),
        ({"indicators": {"name": "满意度"}}, "array"),
        ({"percent": "半数"}, "半数"),
        ({"measures": {"满意度": {"unti": "%"}}}, "unti"),
        ({"funds": {"年初预算": "10万元"}}, "年初预算"),
        ({"tests": [{"name": "年末", "expect": {"1": {"verdict": "passed"}}}]}, "passed"),
    ],
)
def test_a_bad_ruleset_is_refused(change, told):
    assert list(CHECKER.iter_errors(WHOLE)) == []
    errors = list(CHECKER.iter_errors(WHOLE | change))

    def sentences(error):
        yield error.message
        for below in error.context or ():
            yield from sentences(below)

    assert any(told in sentence for error in errors for sentence in sentences(error))


def test_every_key_is_told_in_both_languages():
    for where, keys in SECTIONS.items():
        properties = SCHEMA["definitions"][where]["properties"]
        for key in keys:
            assert {key.name, key.chinese} <= set(properties)
            assert properties[key.name]["description"].startswith(f"{key.zh}\n{key.en}")


def test_the_command_writes_it(tmp_path):
    with pytest.raises(SystemExit) as done:
        main(["schema", "-o", str(tmp_path / "schema.json")])
    assert done.value.code == 0
    assert json.loads((tmp_path / "schema.json").read_text(encoding="utf-8")) == SCHEMA
