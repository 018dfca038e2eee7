"""The JSON Schema: it lets every good file pass, refuses what the loader refuses about keys, and knows every key with an example."""

from __future__ import annotations

import contextlib
import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import indicatorlang as il
from indicatorlang.cli.main import main
from indicatorlang.pipeline.schemas import schema_of
from indicatorlang.resolve.json_schema import example_of
from indicatorlang.resolve.keys import SECTIONS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
GOOD = sorted((ROOT / "rulesets").glob("*.yaml"))
PROFILES = sorted((ROOT / "rulesets" / "profiles").glob("*.yaml"))
SCHEMA = schema_of("ruleset")
CHECKER = jsonschema.Draft7Validator(SCHEMA)
OF_PROFILES = jsonschema.Draft7Validator(schema_of("profile"))
BAD = yaml.load((HERE / "json_schema_bad.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


def as_an_editor_reads(text: str) -> object:
    """The file as JSON values: names are texts, and days become texts."""
    return json.loads(json.dumps(with_text_keys(yaml.safe_load(text)), default=str))


def with_text_keys(value: object) -> object:
    """The same with every key a text, as in JSON."""
    if isinstance(value, dict):
        return {str(key): with_text_keys(item) for key, item in value.items()}
    return [with_text_keys(item) for item in value] if isinstance(value, list) else value


# What is good passes


@pytest.mark.parametrize("path", [pytest.param(p, id=p.stem) for p in GOOD])
def test_a_good_ruleset_passes(path):
    value = as_an_editor_reads(path.read_text(encoding="utf-8"))
    assert [error.message for error in CHECKER.iter_errors(value)] == []


@pytest.mark.parametrize("path", [pytest.param(p, id=p.stem) for p in PROFILES])
def test_a_good_profile_passes_as_a_profile_only(path):
    value = as_an_editor_reads(path.read_text(encoding="utf-8"))
    assert [error.message for error in OF_PROFILES.iter_errors(value)] == []
    assert not CHECKER.is_valid(value)


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


@pytest.mark.parametrize("of", ["ruleset", "profile"])
def test_the_schema_is_a_schema_of_draft_07(of):
    schema = schema_of(of)
    assert schema["$schema"] == jsonschema.Draft7Validator.META_SCHEMA["$id"]
    jsonschema.Draft7Validator.check_schema(schema)
    named = {ref["$ref"].removeprefix("#/definitions/") for ref in refs(schema)}
    assert named == set(schema["definitions"])


def refs(value: Any):
    """Every object with `$ref`."""
    if isinstance(value, dict):
        if "$ref" in value:
            yield value
        for item in value.values():
            yield from refs(item)
    elif isinstance(value, list):
        for item in value:
            yield from refs(item)


# What is bad is refused, at its place


def places(error: jsonschema.ValidationError):
    """Where the errors stand, those of the branches too, and what they say."""
    yield "/".join(map(str, error.absolute_path)), error.message
    for below in error.context or ():
        yield from places(below)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in BAD])
def test_what_is_bad_is_refused_at_its_place(case):
    checker = OF_PROFILES if case.get("of") == "profile" else CHECKER
    text = "".join(line for line in case["file"].splitlines(keepends=True) if not line.strip().startswith("#"))
    told = [where for error in checker.iter_errors(as_an_editor_reads(text)) for where in places(error)]
    assert [words for where, words in told if where == case["at"] and case["says"] in words], told


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in BAD if case.get("of") != "profile"])
def test_the_loader_refuses_it_too(case):
    with pytest.raises(il.RulesetError) as raised:
        il.loads_ruleset(case["file"])
    assert case["code"] in {diagnostic.code for diagnostic in raised.value.diagnostics}


def test_there_are_enough_bad_files_and_each_is_one_change_away_from_a_good_one():
    assert len(BAD) >= 25
    assert len({(case["at"], case["says"]) for case in BAD}) == len(BAD)


def test_no_key_may_stand_in_two_spellings():
    for where, keys in SECTIONS.items():
        checker = jsonschema.Draft7Validator({"$ref": f"#/definitions/{where}", "definitions": SCHEMA["definitions"]})
        for key in keys:
            for other in key.spellings[1:]:
                twice = [e for e in checker.iter_errors({key.name: None, other: None}) if e.validator == "not"]
                assert len(twice) == 1, (where, key.name, other)


def test_an_empty_section_is_one_that_is_not_written():
    assert CHECKER.is_valid({"ruleset": "甲", "year": 2026, "funds": None, "indicators": [{"name": "甲", "target": "甲 ≥ 1 家"}]})


# What it tells


def test_every_key_is_told_in_both_languages():
    for where, keys in SECTIONS.items():
        properties = SCHEMA["definitions"][where]["properties"]
        for key in keys:
            assert {key.name, key.chinese} <= set(properties)
            assert properties[key.name]["description"].startswith(f"{key.zh}\n{key.en}")


def test_every_key_whose_words_are_not_listed_has_an_example():
    bare = [
        f"{where}.{key.name}"
        for where, keys in SECTIONS.items()
        for key in keys
        if not key.examples and not key.choices and key.shape != "yes"
    ]
    assert bare == []


EXAMPLES = [
    pytest.param(where, key, text, id=f"{where}.{key.name}-{number}")
    for where, keys in SECTIONS.items()
    for key in keys
    for number, text in enumerate(key.examples, 1)
]

HOSTS = yaml.load((HERE / "examples_of_keys.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


def ruleset_with(where: str, name: str, value: Any) -> dict[str, Any]:
    """A ruleset in which the key stands in its section with that value."""
    host = HOSTS["sections"][where] | HOSTS["keys"].get(f"{where}.{name}", {})
    whole = copy.deepcopy(HOSTS["whole"] | host.get("with", {}))
    section = whole
    for step in host["at"]:
        section = section[int(step) if isinstance(section, list) else step]
    section[name] = value
    return whole


@pytest.mark.parametrize(("where", "key", "text"), EXAMPLES)
def test_a_ruleset_with_the_example_loads(where, key, text):
    ruleset = ruleset_with(where, key.name, example_of(text))
    try:
        il.load_ruleset(ruleset)
    except il.RulesetError as wrong:
        pytest.fail("\n".join(diagnostic.render() for diagnostic in wrong.diagnostics))
    assert [error.message for error in CHECKER.iter_errors(ruleset)] == []


# The command


def test_the_command_writes_the_schema_asked_for(tmp_path):
    for words, of in (([], "ruleset"), (["ruleset"], "ruleset"), (["profile"], "profile"), (["评分办法"], "profile")):
        with pytest.raises(SystemExit) as done:
            main(["schema", *words, "-o", str(tmp_path / "schema.json")])
        assert done.value.code == 0
        assert json.loads((tmp_path / "schema.json").read_text(encoding="utf-8")) == schema_of(of)
