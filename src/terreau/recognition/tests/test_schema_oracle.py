"""Our schema beside the official one: a part removed or replaced is refused by both or by neither.

Where they part is listed: what we leave to another check, and what the official schema says only as a format.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest

from terreau.recognition.openbadges.contexts import manifest, shipped
from terreau.recognition.openbadges.schema import fault_of
from terreau.recognition.tests.shared import CASES, load, needs_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = needs_cases
REPLACEMENTS: tuple[Any, ...] = (None, 1, "x y", [], {}, True, ["x"])
# Said by the checks `context`, `type`, `subject`, `dates` and `status`, or optional in the data model.
ELSEWHERE = {
    "@context",
    "type",
    "id",
    "achievement",
    "credentialSubject",
    "credentialStatus",
    "refreshService",
    "validFrom",
    "name",
}
# JSON-LD allows one value where the official schema asks for a list; other achievement types are in use.
ALONE = {"allowedValue", "tag", "achievementType"}


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in items:
        yield from _paths(inner, (*path, name))


def _put(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    changed = copy.deepcopy(document)
    place = changed
    for name in path[:-1]:
        place = place[name]
    if value is None and isinstance(place, dict):
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return changed


@pytest.mark.parametrize("value", REPLACEMENTS, ids=repr)
def test_both_schemas_refuse_the_same_changes(value: Any) -> None:
    official = jsonschema_rs.Draft201909Validator(
        load(CASES / "schemas/ob-v3p0/ob_v3p0_achievementcredential_schema.json"), validate_formats=False
    )
    whole = load(CASES / "1edtech-validator/ob30/complete.json")
    assert official.is_valid(whole)
    assert fault_of(whole, "OpenBadgeCredential") is None
    for path in _paths(whole):
        if "proof" in path:
            continue
        changed = _put(whole, path, value)
        theirs, ours = official.is_valid(changed), fault_of(changed, "OpenBadgeCredential") is None
        name = next(part for part in reversed(path) if isinstance(part, str))
        if theirs and not ours:
            assert value == "x y", f"only we refuse {path}"  # not an address, not a date
        if ours and not theirs:
            assert name in ELSEWHERE or (name in ALONE and value == "x y"), f"only they refuse {path}"


def test_the_contexts_shipped_are_those_of_the_shared_manifest() -> None:
    theirs = load(CASES / "contexts/manifest.json")
    absent = {url for url in theirs if url not in manifest()}
    assert absent == {"https://w3id.org/openbadges/v2"}  # 2.0 is read by structure, never expanded
    for url in set(theirs) - absent:
        assert shipped(url) == load(CASES / "contexts" / theirs[url]["file"]), url
