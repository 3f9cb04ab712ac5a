"""The journal: one line for each public act, chained so that a line removed or altered shows.

A line's hash covers its public facts and two *seals*. A seal is the SHA-256 of a secret salt and of what may
one day have to go: who acted, and the words quoted (title, reason). When a person leaves, their reference and
the salt are erased: the seal stays, the chain still holds, and nobody can find the person again by trying
every account, because the salt is gone. The same serves when a court or a steward has words taken down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Never

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.participation.errors import UnchangeableError
from terreau.people.models import Organisation

if TYPE_CHECKING:
    from collections.abc import Iterable


class ActedAs(models.TextChoices):
    """In which capacity an act was done; stays readable when the name has gone."""

    PERSON = "person", _("une personne")
    MEDIATOR = "mediator", _("une médiatrice ou un médiateur, pour quelqu’un")
    ORGANISATION = "organisation", _("une organisation")
    SERVICE = "service", _("le service")


class UnchangeableQuerySet(models.QuerySet["JournalLine"]):
    """Lines are added one after another by `actions.record`; nothing else."""

    def update(self, **_values: object) -> Never:
        raise UnchangeableError

    def delete(self) -> Never:
        raise UnchangeableError

    def bulk_update(self, *_lines: object, **_values: object) -> Never:
        raise UnchangeableError


class JournalLine(models.Model):
    """Who did what, on what, when, why. `number` has no gap; `hash` covers the line and the hash before it.

    `kind` and `thing` name the thing ("needs.need", "12"), `places` the references of its territories.
    """

    number = models.BigIntegerField(_("numéro"), primary_key=True)
    at = models.DateTimeField(_("le"), default=timezone.now)
    verb = models.CharField(_("acte"), max_length=32)
    room = models.CharField(_("salle"), max_length=24)
    kind = models.CharField(_("sorte"), max_length=60)
    thing = models.CharField(_("objet"), max_length=40)
    theme = models.CharField(_("thème"), max_length=24, blank=True)
    places = models.JSONField(_("territoires"), default=list)
    acted_as = models.CharField(_("en tant que"), max_length=12, choices=ActedAs)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
    )
    title = models.CharField(_("titre"), max_length=200, blank=True)
    reason = models.CharField(_("raison"), max_length=1000, blank=True)
    actor_salt = models.BinaryField(max_length=16, default=bytes)
    words_salt = models.BinaryField(max_length=16, default=bytes)
    #: SHA-256 of the territories it is found from; null on lines written before there was one.
    places_seal = models.BinaryField(max_length=32, null=True)
    actor_seal = models.BinaryField(max_length=32)
    words_seal = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    objects: ClassVar[models.Manager[JournalLine]] = UnchangeableQuerySet.as_manager()

    class Meta:
        verbose_name = _("ligne du journal")
        verbose_name_plural = _("lignes du journal")
        constraints = (
            models.CheckConstraint(condition=models.Q(number__gte=1), name="journal_starts_at_one"),
        )
        indexes = (
            # One for each question of the journal's page: the last lines of …, before a number.
            models.Index(fields=("room", "-number"), name="journal_room"),
            models.Index(fields=("theme", "-number"), name="journal_theme"),
            models.Index(fields=("room", "theme", "-number"), name="journal_room_theme"),
            models.Index(fields=("actor", "-number"), name="journal_actor"),
            models.Index(
                fields=("organisation", "-number"),
                name="journal_organisation",
                condition=models.Q(organisation__isnull=False),
            ),
            models.Index(fields=("kind", "thing", "-number"), name="journal_thing"),
        )

    def __str__(self) -> str:
        return f"{self.number} · {self.verb} · {self.kind} {self.thing}"

    def save(self, *args: Any, **options: Any) -> None:
        """Only a new line is written; raises UnchangeableError for another."""
        if not self._state.adding:
            raise UnchangeableError
        super().save(*args, **{**options, "force_insert": True})

    def delete(self, using: Any = None, keep_parents: bool = False) -> Never:  # noqa: ARG002, FBT001, FBT002
        raise UnchangeableError


class JournalPlace(models.Model):
    """A line found from a territory: those it is about, and all they were part of that day.

    A filter by intercommunality is then one range of an index, whatever the number of communes. Made from
    `JournalLine.places` and repeated from the line, whose `places_seal` covers them.
    """

    pk = models.CompositePrimaryKey("place", "line_id")
    place = models.CharField(_("territoire"), max_length=9)
    line = models.ForeignKey(JournalLine, on_delete=models.PROTECT, related_name="found_from", db_index=False)
    room = models.CharField(max_length=24)
    theme = models.CharField(max_length=24, blank=True)
    #: Who acted in their own name; leaves with the name on the line.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
    )

    class Meta:
        verbose_name = _("territoire d’une ligne du journal")
        verbose_name_plural = _("territoires des lignes du journal")
        indexes = (
            models.Index(fields=("place", "theme", "-line"), name="journal_place_theme"),
            models.Index(fields=("place", "room", "-line"), name="journal_place_room"),
            # Theme and room at the end: looked at in the index, no row is read for a line passed over.
            models.Index(
                fields=("person", "place", "-line", "theme", "room"),
                name="journal_person_place",
                condition=models.Q(person__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.place} · {self.line_id}"


class JournalHead(models.Model):
    """The last line of the chain: a writer holds this row to add the next, and it shows a cut tail."""

    number = models.BigIntegerField(default=0)
    hash = models.BinaryField(max_length=32, default=bytes)

    class Meta:
        verbose_name = _("tête du journal")
        verbose_name_plural = _("tête du journal")
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="one_journal_head"),)

    def __str__(self) -> str:
        return str(self.number)


def erase(lines: Iterable[int] | models.QuerySet[JournalLine], **blanks: object) -> int:
    """Blank what seals cover on these lines, the only change that the database lets through."""
    return models.QuerySet(JournalLine).filter(pk__in=lines).update(**blanks)
