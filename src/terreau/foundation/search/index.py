"""What goes into the index, and how: inside the action's own transaction, so that it is found at once."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from modelsearch import index as modelsearch_index
from modelsearch.backends import get_search_backend
from modelsearch.conf import get_app_config
from modelsearch.utils import get_content_type_pk

from terreau.foundation.search import vocabulary
from terreau.foundation.search.french import EMPTY_WORDS, stem, words

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Objects read and indexed at once by `rebuild`.
CHUNK = 500


class _Title(modelsearch_index.SearchField):  # type: ignore[misc]  # modelsearch is untyped
    """Its name has to be "title": modelsearch keeps under that name what weighs more."""

    def get_value(self, obj: Searchable) -> str:
        return obj.search_text.title_stems


class _Body(modelsearch_index.SearchField):  # type: ignore[misc]
    """Holds the title's stems too, so that one column answers whether all words are there."""

    def get_value(self, obj: Searchable) -> str:
        return obj.search_text.stems


class _Words(modelsearch_index.AutocompleteField):  # type: ignore[misc]
    """The words themselves, for what is not typed to its end."""

    def get_value(self, obj: Searchable) -> str:
        return obj.search_text.words


class SearchText:
    """The text of one object, as the index keeps it."""

    def __init__(self, title: str, body: str) -> None:
        in_title = [word for word in words(title) if word.folded not in EMPTY_WORDS]
        self.found = in_title + [word for word in words(body) if word.folded not in EMPTY_WORDS]
        self.title_stems = " ".join(stem(word.folded) for word in in_title)
        self.stems = " ".join(stem(word.folded) for word in self.found)
        self.words = " ".join(dict.fromkeys(word.folded for word in self.found))


class Searchable(modelsearch_index.Indexed, models.Model):  # type: ignore[misc]
    """A model that can be found: it says its title and its text, and its actions call `put` and `drop`."""

    search_fields = (_Title("title"), _Body("body"), _Words("words"))
    #: modelsearch would index from a signal, through a worker: too late, and outside the transaction.
    search_auto_update = False

    class Meta:
        abstract = True

    def search_title(self) -> str:
        """What weighs most: the name of the thing."""
        raise NotImplementedError

    def search_body(self) -> str:
        """All the rest that may lead here, in plain words (`markdown.plain` takes the marks off)."""
        return ""

    @property
    def search_text(self) -> SearchText:
        """Read once for the three columns; `put` forgets it after."""
        kept: SearchText | None = self.__dict__.get("_search_text")
        if kept is None:
            kept = self.__dict__["_search_text"] = SearchText(self.search_title(), self.search_body())
        return kept

    @classmethod
    def _check_search_fields(cls, **_: Any) -> list[Any]:
        return []  # the three fields above are not fields of the model


def put(*found: Searchable) -> None:
    """Make these objects findable as they are now; call it once in an action, with all that changed.

    Once, because two transactions that each learn new words twice could wait for one another.
    """
    with transaction.atomic(savepoint=False):
        for model, same in groupby(sorted(found, key=lambda one: one._meta.label), key=type):
            backend = get_search_backend()
            objs = list(same)
            backend.add_bulk(model, objs)
        vocabulary.learn(word for one in found for word in one.search_text.found)
    for one in found:
        one.__dict__.pop("_search_text", None)


def drop(*gone: Searchable) -> None:
    """Take these objects out of the index; what is deleted from the database leaves it by itself."""
    for one in gone:
        entries(type(one)).filter(object_id=str(one.pk)).delete()


def entries(model: type[models.Model]) -> models.QuerySet[Any]:
    """The lines of the index for one model."""
    entry: type[models.Model] = get_app_config().get_model("IndexEntry")
    return entry._default_manager.filter(content_type_id=get_content_type_pk(model))


def rebuild() -> int:
    """Make the whole index again from the objects, in one transaction; returns how many were indexed."""
    with transaction.atomic():
        get_app_config().get_model("IndexEntry")._default_manager.all().delete()
        vocabulary.forget()
        return sum(_rebuild_model(model) for model in modelsearch_index.get_indexed_models())


def _rebuild_model(model: type[Searchable]) -> int:
    done = 0
    for chunk in _chunks(model):
        put(*chunk)
        done += len(chunk)
    return done


def _chunks(model: type[Searchable]) -> Iterator[list[Searchable]]:
    queryset = model.get_indexed_objects().order_by("pk")
    last: Any = None
    while chunk := list((queryset if last is None else queryset.filter(pk__gt=last))[:CHUNK]):
        last = chunk[-1].pk
        yield chunk
