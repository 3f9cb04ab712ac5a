"""A person who leaves is no longer named as who made a picture, whoever attached it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from terreau.participation.kinds import key_of, kind_of
from terreau.participation.models import Attachment
from terreau.participation.models.files import LONGEST_CREDIT
from terreau.people.models import User

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

#: What stands between two names: « Nadia et Ida », « Nadia, Ida / Moussa ».
_BETWEEN = re.compile(r"(\s*[,;/&+]\s*|\s+(?:et|and)\s+)")


def forget_in_credits(user: int) -> None:
    """Take the name that a person showed out of every credit that gives it, former versions included.

    A name that is part of a longer one is somebody else's and stays. In files that others attached, so does a
    name that another account shows too: nobody can tell which of the two it is, and a licence asks to name.
    """
    name = folded(User.objects.values_list("shown_name", flat=True).get(pk=user))
    if not name:
        return
    shared = _is_another_ones(name, user)
    for kept in (Attachment.objects, Attachment.history.model.objects):
        credited = kept.exclude(credit="").order_by("pk")
        _take_out(credited.filter(author_id=user) if shared else credited, name)


def forget_credit(thing: Model, name: str) -> int:
    """Take a folded name out of the credits of the files of one thing, former versions included."""
    album = {"album__kind": kind_of(thing).model, "album__thing": key_of(thing)}
    kept = Attachment.objects.filter(**album)
    past = Attachment.history.model.objects.filter(id__in=kept.values("pk"))
    return sum(_take_out(rows.exclude(credit="").order_by("pk"), name) for rows in (kept, past))


def without(credit: str, name: str) -> str:
    """A credit in which this folded name, alone or in a list, is nobody's in particular any more."""
    parts = _BETWEEN.split(credit)
    with override("fr"):
        nobody = _("une personne")
    return "".join(nobody if folded(part) == name else part for part in parts)[:LONGEST_CREDIT]


def folded(name: str) -> str:
    """A name as compared: neither case nor accents nor spaces tell two apart."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in bare if not unicodedata.combining(letter)).split())


def _is_another_ones(name: str, user: int) -> bool:
    others = User.objects.exclude(pk=user).exclude(shown_name="").order_by()
    return any(folded(other) == name for other in others.values_list("shown_name", flat=True).iterator())


def _take_out(credited: QuerySet[Attachment], name: str) -> int:
    changed = 0
    for pk, credit in credited.values_list("pk", "credit").iterator():
        if (left := without(credit, name)) != credit:
            changed += credited.filter(pk=pk).update(credit=left)
    return changed
