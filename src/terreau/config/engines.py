"""`terreau badge`, `table` and `commons`: the engines at the command line, without an instance or a database.

Each engine reads its own words; what it must fetch goes through the guarded client, as the service does.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx

    from terreau.foundation.outgoing import Client

#: Verbs whose words the engine reads itself, with what the list of verbs says of them.
ENGINES = {
    "badge": "créer, vérifier et lire des badges ouverts, hors de toute instance",
    "commons": "vérifier, emporter et reprendre des communs : descriptions, archives, exports de wikis",
    "table": "décrire, vérifier, reconnaître, réparer et comparer des tableaux, hors de toute instance",
}


def run(verb: str, words: Sequence[str]) -> int:
    """Hand the words to the engine; answers its exit code."""
    if verb == "badge":
        from terreau.recognition.openbadges.command import main as badge

        return badge(list(words), resolver=Web())
    if verb == "commons":
        from terreau.config.verbs import commons as instance

        if instance.is_for_an_instance(words):
            return instance.run(words)
        from terreau.commons.command import main as commons

        return commons(words)
    from terreau.catalogue.table_command import main as table

    return table(words, fetch=fetched, shelf=KeptSchemas())


class KeptSchemas:
    """The schemas that the instance of this folder keeps; none where there is no instance.

    The instance is only opened when a name was not found among files: a check of a file needs none.
    """

    def names(self) -> list[str]:
        return list(self._kept())

    def descriptor(self, name: str) -> dict[str, Any] | None:
        wanted = name.lower()
        return next((one for said, one in self._kept().items() if said.lower() == wanted), None)

    @cache  # noqa: B019 - one of it for one command
    def _kept(self) -> dict[str, dict[str, Any]]:
        from terreau.config.kept_schemas import kept_schemas

        return kept_schemas()


class Web:
    """How `badge verify` reaches the web."""

    live = True

    def fetch(self, url: str) -> bytes:
        """The bytes behind an address. Raises the engine's UnreachableError."""
        from terreau.foundation.outgoing import OutgoingError
        from terreau.recognition.openbadges.errors import UnreachableError

        try:
            answer = self.client().get(url)
        except OutgoingError as fault:
            raise UnreachableError(url=url) from fault
        if not answer.is_success:
            raise UnreachableError(url=url)
        return answer.content

    def client(self) -> Client:
        """The guarded client, held to the caps of the engine."""
        from terreau.recognition.openbadges import DEFAULT_CAPS

        return _client(redirects=DEFAULT_CAPS.redirects, most_bytes=DEFAULT_CAPS.document_size)


def fetched(url: str) -> bytes:
    """The bytes of a schema given by its address. Raises OutgoingError, or OSError for an answer of error."""
    answer = _client_answer(url)
    if not answer.is_success:
        raise OSError(answer.status_code, answer.reason_phrase, url)
    return answer.content


def _client_answer(url: str) -> httpx.Response:
    return _client().get(url)


def _client(redirects: int = 5, most_bytes: int = 10_000_000) -> Client:
    """The guarded client, with the least of settings: there may be no instance here."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=False, ADDRESS="https://terreau.invalid", OUTGOING_ALLOW=())
    from terreau.foundation.outgoing import Client

    return Client(redirects=redirects, most_bytes=most_bytes)
