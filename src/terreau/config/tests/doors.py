"""Every address of the service, filled with plausible values: what tests of all doors walk through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, UUIDConverter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Words that stand in addresses and lead further than "x" does.
WORDS = {"slug": "besoin", "word": "besoin", "code": "en", "ref": "38185"}


class Door(NamedTuple):
    """One address: its name, a path that leads to it, and the function that answers."""

    name: str
    path: str
    view: Callable[..., Any]


def doors() -> list[Door]:
    """Every door of ours, each once."""
    return list(_walk(get_resolver().url_patterns, "/", ""))


def _walk(patterns: list[URLPattern | URLResolver], start: str, space: str) -> Iterator[Door]:
    for entry in patterns:
        path = start + _filled(entry)
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, path, entry.namespace or space)
        else:
            yield Door(f"{space}:{entry.name}" if space else str(entry.name), path, entry.callback)


def _filled(entry: URLPattern | URLResolver) -> str:
    route = str(entry.pattern)
    for name, converter in getattr(entry.pattern, "converters", {}).items():
        kind = type(converter)
        value: object = WORDS.get(name, "x")
        if issubclass(kind, IntConverter):
            value = 1
        elif issubclass(kind, UUIDConverter):
            value = UUID(int=1)
        for mark in (f"<{name}>", *(f"<{word}:{name}>" for word in _CONVERTERS)):
            route = route.replace(mark, str(value))
    return route


_CONVERTERS = ("int", "str", "slug", "uuid", "path")
