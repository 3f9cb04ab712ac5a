"""Any value at any place of any document is judged, never raised: a file and its links are a stranger's."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from terreau.recognition.openbadges import (
    StatusList,
    hosted_twin,
    issue,
    status_entry,
    status_list_credential,
    verify,
)
from terreau.recognition.tests.builders import KEY, raw, signed
from terreau.recognition.tests.shared import Documents

if TYPE_CHECKING:
    from collections.abc import Iterator

LIST = "https://ex.example/status/1"
URLS = {
    "assertion": "https://ex.example/a.json",
    "badge": "https://ex.example/b.json",
    "issuer": "https://ex.example/i.json",
}
BADGE = signed(credentialStatus=status_entry(LIST, 3), evidence=[{"type": ["Evidence"], "name": "x"}])
STATUS = issue(status_list_credential(StatusList(), LIST, KEY.controller), KEY)
TWIN = dict(zip(URLS.values(), hosted_twin(BADGE, **URLS, image="https://ex.example/i.png"), strict=True))
DOCUMENTS: dict[str, Any] = {LIST: STATUS, **TWIN}
VALUES: tuple[Any, ...] = (
    None,
    1,
    10**30,
    "x y",
    "https://[bad",
    "did:web:a:..",
    [],
    {},
    True,
    ["x"],
    [{}],
    [[]],
    {"id": []},
)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in items:
        yield from _paths(inner, (*path, name))


def _put(document: Any, path: tuple[Any, ...], value: object) -> Any:
    changed = copy.deepcopy(document)
    place = changed
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    return changed


@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize("url", ["", LIST, *URLS.values()])
def test_any_value_at_any_place_is_judged(url: str, value: object) -> None:
    whole = DOCUMENTS[url] if url else BADGE
    for path in _paths(whole):
        changed = _put(whole, path, value)
        known = Documents({**DOCUMENTS, url: changed} if url else DOCUMENTS)
        asked = {"": changed, LIST: BADGE}.get(url, TWIN[URLS["assertion"]])
        result = verify(raw(asked), resolver=known, recipient="x")
        json.dumps(result.to_json(lang="fr"))
        assert result.verdict in {"valid", "invalid", "unknown", "unreadable"}
