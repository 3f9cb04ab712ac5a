"""CodeMeta, rule by rule."""

from __future__ import annotations

import json
from typing import Any

import pytest

from terreau.commons.descriptions import Description, read
from terreau.commons.tests.writing import keys
from terreau.foundation import licences

VALID: dict[str, Any] = {
    "@context": "https://w3id.org/codemeta/3.0",
    "@type": "SoftwareSourceCode",
    "name": "Vélos",
    "license": "https://spdx.org/licenses/EUPL-1.2",
    "codeRepository": "https://example.org/velos.git",
}


def codemeta(**more: Any) -> Description:
    tree = {key.replace("at_", "@"): value for key, value in more.items()}
    return read(json.dumps(VALID | tree).encode(), licences, name="codemeta.json")


CONTEXTS = [
    ("https://w3id.org/codemeta/3.0", "3.0", True),
    ("https://w3id.org/codemeta/3.1", "3.1", True),
    ("https://w3id.org/codemeta/v3.0", "3.0", True),
    ("https://doi.org/10.5063/schema/codemeta-2.0", "2.0", True),
    ("https://doi.org/doi:10.5063/schema/codemeta-2.0", "2.0", True),
    ("http://purl.org/codemeta/2.0", "2.0", True),
    ("https://raw.githubusercontent.com/codemeta/codemeta/2.0/codemeta.jsonld", "2.0", True),
    (["https://doi.org/10.5063/schema/codemeta-2.0", "http://schema.org"], "2.0", True),
    ("https://raw.githubusercontent.com/codemeta/codemeta/master/codemeta.jsonld", None, True),
    ("https://raw.githubusercontent.com/mbjones/codemeta/master/codemeta.jsonld", None, True),
    ("http://schema.org", None, True),
    ("https://w3id.org/codemeta/9.0", "9.0", False),
    ("https://example.org/context", None, False),
    ({"name": "https://schema.org/name"}, None, False),
    (None, None, False),
]


@pytest.mark.parametrize(("context", "version", "valid"), CONTEXTS)
def test_the_version_is_that_of_the_context(context: Any, version: str | None, valid: bool) -> None:  # noqa: FBT001
    found = codemeta(at_context=context)
    assert (found.version, found.valid) == (version, valid)


# term, value, error key, warning key
RULES: list[tuple[str, Any, str, str]] = [
    ("at_type", "SoftwareApplication", "", ""),
    ("at_type", ["SoftwareSourceCode", "Thing"], "", ""),
    ("at_type", "schema:SoftwareSourceCode", "", ""),
    ("at_type", "Code", "", "@type"),
    ("at_type", "Person", "@type", ""),
    ("at_type", None, "@type", ""),
    ("name", {"a": 1}, "name", ""),
    ("name", None, "", "name"),
    ("version", 1.2, "", "version"),
    ("dateCreated", "2026-02-30", "dateCreated", ""),
    ("dateCreated", "2026", "", ""),
    ("dateModified", "2026-11-23T10:00:00Z", "", ""),
    ("dateModified", "hier", "dateModified", ""),
    ("codeRepository", "velos.git", "codeRepository", ""),
    ("readme", "README.md", "", "readme"),
    ("author", [{"@type": "Person", "givenName": "Camille"}], "", ""),
    ("author", ["Camille"], "", "author[0]"),
    ("author", [12], "author[0]", ""),
    ("developmentStatus", "https://www.repostatus.org/#active", "", ""),
    ("developmentStatus", "fini", "", "developmentStatus"),
    ("couleur", "vert", "", "couleur"),
    ("license", None, "", "license"),
]


@pytest.mark.parametrize(("term", "value", "error", "warning"), RULES)
def test_each_rule(term: str, value: Any, error: str, warning: str) -> None:
    found = codemeta(**{term: value})
    assert keys(found, "error") == ([error] if error else [])
    assert (warning in keys(found, "warning")) is bool(warning)


def test_a_licence_is_found_in_every_shape() -> None:
    shapes: list[Any] = [
        "EUPL-1.2",
        {"@id": "https://spdx.org/licenses/EUPL-1.2"},
        {"@type": "CreativeWork", "name": "EUPL", "url": "https://spdx.org/licenses/EUPL-1.2.html"},
        ["https://spdx.org/licenses/EUPL-1.2"],
    ]
    assert {codemeta(license=shape).licence.spdx for shape in shapes} == {"EUPL-1.2"}
    both = codemeta(license=["https://spdx.org/licenses/MIT", "https://spdx.org/licenses/Apache-2.0"])
    assert (both.licence.spdx, both.licence.open) == ("MIT AND Apache-2.0", True)


def test_terms_with_a_prefix_and_software_in_a_graph_are_read() -> None:
    graph = {"@context": VALID["@context"], "@graph": [{"@type": "Person"}, VALID | {"schema:version": "2"}]}
    found = read(json.dumps(graph).encode(), licences, name="codemeta.json")
    assert (found.valid, found.fields["name"], found.fields["version"]) == (True, "Vélos", "2")


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"a": 1, "a": 2}', "[" * 100_000, '{"a": ' + "[" * 60 + "]" * 60 + "}"]
)
def test_what_is_no_json_object_is_unreadable(text: str) -> None:
    assert read(text.encode(), licences, name="codemeta.json").readable is False
