"""JSON-LD that is safe to read: contexts are never fetched, nesting is bounded.

Measured on pyoxigraph 0.5.13: 20,000 objects within one another end the whole process. And a context is an
address that the source chooses: following it would let a catalogue read inside our network. It is replaced by
ours, which holds the words that portals use.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from terreau.catalogue.dcat.reading.context import CONTEXT
from terreau.catalogue.dcat.refusals import Trap, Unreadable

if TYPE_CHECKING:
    from terreau.saying import Both


def made_safe(content: bytes, url: str, depth: int) -> bytes:
    """The same document with every remote context replaced; raises `Trap` or `Unreadable`."""
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except RecursionError as error:
        raise Trap(url=url, reason=_nested(depth)) from error
    except ValueError as error:
        raise Unreadable(url=url, reason=("le JSON est cassé", "the JSON is broken")) from error
    if not isinstance(data, dict | list):
        raise Unreadable(
            url=url, reason=("c’est du JSON, sans catalogue dedans", "it is JSON, without a catalogue in it")
        )
    _settle(data, url, depth)
    if isinstance(data, dict) and "@context" not in data:
        data["@context"] = CONTEXT
    return json.dumps(data).encode()


def _settle(data: dict[str, Any] | list[Any], url: str, depth: int) -> None:
    """Replace contexts everywhere, level by level: no depth of calls follows that of the document."""
    level: list[Any] = [data]
    for _ in range(depth):
        below: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                if "@context" in one:
                    one["@context"] = _local(one["@context"])
                one.pop("@import", None)
                below += one.values()
            elif isinstance(one, list):
                below += one
        level = [one for one in below if isinstance(one, dict | list)]
        if not level:
            return
    raise Trap(url=url, reason=_nested(depth))


def _nested(depth: int) -> Both:
    return (
        f"plus de {depth} objets y sont emboîtés",
        f"more than {depth} objects stand within one another in it",
    )


def _local(context: Any) -> Any:
    if isinstance(context, str):
        return CONTEXT
    if isinstance(context, list):
        return [CONTEXT if isinstance(one, str) else one for one in context]
    return context
