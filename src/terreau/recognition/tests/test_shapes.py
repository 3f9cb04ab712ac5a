"""The compiled templates give the same bytes as the full path, whatever the badge."""

from __future__ import annotations

import copy
import json
import os
from typing import Any

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from terreau.recognition.openbadges import Caps, achievement_credential
from terreau.recognition.openbadges.contexts import manifest, shipped
from terreau.recognition.openbadges.errors import MeaningError
from terreau.recognition.openbadges.rdf import ShapeCache, canonical_quads, to_quads
from terreau.recognition.openbadges.rdf.templates import SAFE_IRI
from terreau.recognition.openbadges.rdf.terms import line
from terreau.recognition.tests.builders import ACHIEVEMENT, profile, unsigned

CAPS = Caps()
# Texts made to break a template: its own marks, formats, blank nodes, quotes, ends of line of every kind.
NASTY = [
    "_:b0",
    "_:c14n0",
    '"',
    "\\",
    "\n",
    "\r\n",
    "\u2028",
    "\x85",
    "\x0b",
    "\x7f",
    "%s",
    "%%",
    "%(x)s",
    "x-terreau-slot-1-",
    "urn:x-terreau-slot-2-",
    "<urn:x-terreau-slot-2->",
    "https://ex.example/a b",
    "https://ex.example/<>",
    "did:key:z6Mk",
    "urn:uuid:1",
    "@id",
    "@type",
    "Achievement",
    "name",
    "relative/path",
    " .",
    "é" * 3,
    "\U0001f33b",
    "",
    "https://ex.example/a/1",
]
texts = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
iris = st.one_of(
    st.sampled_from(["https://ex.example/a/1", "urn:uuid:1", "did:example:1", "mailto:a@ex.example", "_:b0"]),
    st.from_regex(SAFE_IRI, fullmatch=True).filter(lambda iri: len(iri) < 60),
    texts,
)
evidence = st.fixed_dictionaries(
    {"type": st.just(["Evidence"])},
    optional={"id": iris, "name": texts, "narrative": texts, "genre": texts},
)
alignment = st.fixed_dictionaries(
    {"type": st.just(["Alignment"]), "targetName": texts, "targetUrl": iris},
    optional={"targetCode": texts},
)
achievements = st.fixed_dictionaries(
    {
        "id": iris,
        "name": texts,
        "description": texts,
        "criteria": st.fixed_dictionaries({"narrative": texts}, optional={"id": iris}),
    },
    optional={
        "tag": st.lists(texts, max_size=3),
        "alignment": st.lists(alignment, max_size=3),
        "creator": st.one_of(iris, st.just(profile())),
        "image": st.fixed_dictionaries({"id": iris, "type": st.just("Image"), "caption": texts}),
        "creditsAvailable": st.one_of(st.integers(0, 9), st.floats(0, 9)),
        "inLanguage": texts,
    },
)
badges = st.builds(
    lambda achievement, name, more: achievement_credential(
        achievement,
        {**profile(), "name": name},
        "a@ex.example",
        identifier="urn:uuid:1",
        more=more,
    ),
    achievements,
    texts,
    st.fixed_dictionaries({}, optional={"evidence": st.lists(evidence, max_size=3), "description": texts}),
)
SHARED_CACHE = ShapeCache()
#: Random badges a run: a few hundred here, thousands by `python -m bench badges`, more by TERREAU_EXAMPLES.
EXAMPLES = max(150, int(os.environ.get("TERREAU_EXAMPLES", "150")))
RANDOM = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def full(document: dict[str, Any]) -> str:
    return canonical_quads(to_quads(document, CAPS), CAPS)


def attempt(make: Any, document: dict[str, Any]) -> str:
    try:
        return str(make(document))
    except MeaningError as error:
        return f"refused by {error.check}"


@RANDOM
@given(badges)
def test_templates_and_full_path_give_the_same_bytes(badge: dict[str, Any]) -> None:
    expected = attempt(full, badge)
    # Thrice: the first sight of a shape notes it, the second compiles it, the third uses it.
    for _sight in range(3):
        assert attempt(SHARED_CACHE.canonical, badge) == expected


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, str):
        return [path] if path[-1] != "type" and "@context" not in path and "type" not in path else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for name, inner in items for found in _leaves(inner, (*path, name))]


def _full_badge() -> dict[str, Any]:
    extra: dict[str, Any] = {"creator": {**profile(), "url": "https://ex.example/"}, "tag": ["a", "b"]}
    extra |= {
        "alignment": [{"type": ["Alignment"], "targetName": "x", "targetUrl": "https://ex.example/t"}] * 2
    }
    evidence_: list[dict[str, Any]] = [
        {"type": ["Evidence"], "name": "x"},
        {"id": "https://ex.example/e", "type": ["Evidence"]},
    ]
    badge = unsigned(evidence=evidence_, validUntil="2030-01-01T00:00:00Z")
    badge["credentialSubject"]["achievement"] |= extra
    return badge


FULL = _full_badge()


def _distinct() -> dict[str, Any]:
    """The same with no two nodes alike: what most badges are, and what may be narrowed."""
    badge = copy.deepcopy(FULL)
    achievement = badge["credentialSubject"]["achievement"]
    achievement["alignment"] = [{**achievement["alignment"][0], "targetName": name} for name in ("x", "y")]
    return badge


DISTINCT = _distinct()


ACHIEVED = {"type": ["Result"], "resultDescription": "https://ex.example/r"}


@pytest.mark.parametrize("blank", [True, False])
def test_nodes_that_look_alike_from_one_side_are_named_as_by_the_full_path(blank: bool) -> None:  # noqa: FBT001
    # A subject with two results and two identifiers mentions each twice in lines that its mask makes equal.
    cache = ShapeCache()
    for number in range(40):
        badge = copy.deepcopy(unsigned())
        subject = badge["credentialSubject"]
        subject["identifier"] = [{**subject["identifier"][0], "salt": f"{number}{n}"} for n in range(2)]
        subject["result"] = [{**ACHIEVED, "value": f"{number % 7}{n}"} for n in range(3)]
        if blank:
            subject["achievement"]["id"] = "_:b0"
            subject["achievement"]["tag"] = [f"{number % 3}", f"{number % 2}"]
        subject["achievement"]["alignment"] = [
            {"type": ["Alignment"], "targetName": f"{number % n}", "targetUrl": "https://ex.example/t"}
            for n in (3, 4)
        ]
        assert attempt(cache.canonical, badge) == attempt(full, badge)
    assert any(cache.known.values())


def _with(badge: dict[str, Any], path: tuple[Any, ...], text: str) -> dict[str, Any]:
    changed = copy.deepcopy(badge)
    place: Any = changed
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = text
    return changed


@RANDOM
@given(st.sets(st.sampled_from(_leaves(FULL)), min_size=1, max_size=6), st.data())
def test_badges_of_one_definition_give_the_same_bytes_as_the_full_path(
    changing: set[tuple[Any, ...]], data: st.DataObject
) -> None:
    # Badges in a row that differ in the same few leaves: the template is narrowed to those on the way.
    cache = ShapeCache()
    places = sorted(changing, key=str)
    for number in range(4):
        ordinary = DISTINCT
        for path in places:
            ordinary = _with(ordinary, path, f"https://ex.example/{number}")
        cache.canonical(ordinary)
    badge = DISTINCT
    for path in places:
        badge = _with(badge, path, data.draw(iris))
    assert attempt(cache.canonical, badge) == attempt(full, badge)


@pytest.mark.parametrize("path", _leaves(DISTINCT), ids=lambda path: ".".join(map(str, path)))
def test_each_leaf_in_turn_with_each_nasty_text(path: tuple[Any, ...]) -> None:
    cache, narrow = ShapeCache(), ShapeCache()
    cache.canonical(FULL)
    cache.canonical(FULL)
    for number in range(5):
        narrow.canonical(_with(DISTINCT, path, f"https://ex.example/{number}"))
    for text in NASTY:
        badge = _with(FULL, path, text)
        expected = attempt(full, badge)
        assert attempt(cache.canonical, badge) == expected, text
        badge = _with(DISTINCT, path, text)
        assert attempt(narrow.canonical, badge) == attempt(full, badge), text


def test_a_shape_met_before_is_not_expanded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = ShapeCache()
    cache.canonical(FULL)
    cache.canonical(FULL)

    def never(*_arguments: object) -> None:
        raise AssertionError

    monkeypatch.setattr("terreau.recognition.openbadges.rdf.shapes.to_quads", never)
    changed = copy.deepcopy(FULL)
    changed["name"] = "Un autre « nom »"
    changed["id"] = "urn:uuid:2"
    assert "Un autre « nom »" in cache.canonical(changed)


def test_badges_of_one_definition_share_a_narrower_template() -> None:
    cache = ShapeCache()
    for number in range(6):
        cache.canonical({**DISTINCT, "id": f"urn:uuid:{number}", "name": f"n{number}"})
    ((template,),) = cache.known.values()
    assert template is not None
    (narrowed,) = template.narrowed
    assert len(narrowed.changing) == 2
    assert narrowed.fill(["x"] * template.size) is None


def test_what_strangers_send_does_not_fill_the_memory() -> None:
    cache = ShapeCache(weight=100_000)
    for number in range(40):
        cache.canonical({**FULL, "name": "x" * (10_000 + number)})
        cache.canonical({**FULL, "description": f"{number}", "awardedDate": "x" * (9_000 + number)})
        assert cache.weight <= 100_000
        assert cache.weight == sum(cache.weights.values())
    huge = ShapeCache()
    huge.canonical({**FULL, "name": "x" * 400_000})
    assert not huge.known


def test_the_cache_keeps_no_more_shapes_than_its_size() -> None:
    cache = ShapeCache(size=2)
    for number in range(5):
        cache.canonical({**unsigned(), "evidence": [{"type": ["Evidence"], "name": "x"}] * (number + 1)})
    assert len(cache.known) == 2


def test_no_shipped_context_redefines_what_a_safe_iri_begins_with() -> None:
    prefixes = ("http", "https", "did", "urn", "mailto", "tel")
    for url in manifest():
        text = json.dumps(shipped(url))
        assert not any(f'"{prefix}":' in text for prefix in prefixes), url
        assert not any(
            f'"{prefix}:' in key for prefix in ("did", "urn") for key in [text.split('"@context"')[0]]
        )


def test_our_canonical_form_is_that_of_another_implementation() -> None:
    quads = to_quads(FULL, CAPS)
    dataset = pyoxigraph.Dataset(
        pyoxigraph.parse("".join(map(line, quads)), format=pyoxigraph.RdfFormat.N_QUADS)
    )
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    theirs = pyoxigraph.serialize(dataset, format=pyoxigraph.RdfFormat.N_QUADS) or b""
    assert sorted(theirs.decode().splitlines()) == sorted(full(FULL).splitlines())


@pytest.mark.parametrize("term", ["inconnu", "relative", "achievment"])
def test_an_undefined_word_is_an_error_and_never_dropped(term: str) -> None:
    with pytest.raises(MeaningError):
        full({**FULL, term: "x"})
    inner = copy.deepcopy(FULL)
    inner["credentialSubject"]["achievement"][term] = {"narrative": "x"}
    with pytest.raises(MeaningError):
        full(inner)


def test_the_achievement_builder_is_what_templates_are_made_for() -> None:
    assert ACHIEVEMENT["name"] in full(unsigned())
