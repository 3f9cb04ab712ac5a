"""Photographs and files attached to anything shared."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from terreau.people.models import Organisation

LONGEST_DESCRIPTION = 600
LONGEST_CAPTION = 300
LONGEST_CREDIT = 120
#: Characters of the digest that stand in an address: enough that two files of one page never share them.
_MARK = 20


class FileLicence(models.TextChoices):
    """Under what others may use it: open ones only, for what is here is shared."""

    OUVERTE = "etalab-2.0", _("Licence Ouverte 2.0 : chacun peut s’en servir en citant son auteur")
    BY_SA = "CC-BY-SA-4.0", _("Creative Commons BY-SA 4.0 : la même chose, et ce qui en est tiré reste libre")
    ZERO = "CC0-1.0", _("CC0 1.0 : chacun peut s’en servir, sans condition")


class Content(models.Model):
    """What was received, kept once however often it is attached.

    `source` is the SHA-256 of the bytes received, which are not kept when they are a picture. `width` is null
    for what is not a picture.
    """

    source = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=100)
    suffix = models.CharField(max_length=10)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    stored_at = models.DateTimeField(_("gardé le"), default=timezone.now)

    class Meta:
        verbose_name = _("contenu")
        verbose_name_plural = _("contenus")

    def __str__(self) -> str:
        return f"{self.source[:12]}{self.suffix}"

    @property
    def is_picture(self) -> bool:
        return self.width is not None


class Rendition(models.Model):
    """A file on the disk, named by the SHA-256 of its bytes: a width of a picture, or a whole document."""

    content = models.ForeignKey(Content, on_delete=models.CASCADE, related_name="renditions")
    digest = models.CharField(max_length=64, db_index=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    bytes = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("fichier gardé")
        verbose_name_plural = _("fichiers gardés")
        ordering = ("width",)
        constraints = (models.UniqueConstraint(fields=("content", "width"), name="one_rendition_a_width"),)

    def __str__(self) -> str:
        return f"{self.digest[:12]} {self.width}"


class Album(models.Model):
    """All that is attached to one thing; made with the first file, held while one adds or takes away."""

    kind = models.CharField(max_length=60)
    thing = models.CharField(max_length=40)
    touched_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("photos et fichiers d’un objet")
        verbose_name_plural = _("photos et fichiers des objets")
        constraints = (models.UniqueConstraint(fields=("kind", "thing"), name="one_album_a_thing"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"


class Attachment(models.Model):
    """A photograph or a file on the page of a thing, with the words that go with it.

    `description` tells what it shows to those who do not see it; `credit` names who made it when that is not
    the person who attached it. `name` is the cleaned name under which a document is saved, without its end.
    """

    album = models.ForeignKey(Album, on_delete=models.PROTECT, related_name="attachments")
    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(_("nom"), max_length=110, blank=True)
    description = models.CharField(_("description"), max_length=LONGEST_DESCRIPTION)
    caption = models.CharField(_("légende"), max_length=LONGEST_CAPTION, blank=True)
    credit = models.CharField(_("auteur"), max_length=LONGEST_CREDIT, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=FileLicence, default=FileLicence.OUVERTE)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="attachments"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    for_someone = models.BooleanField(_("ajouté pour quelqu’un"), default=False)
    added_at = models.DateTimeField(_("ajouté le"), default=timezone.now)
    changed_at = models.DateTimeField(_("modifié le"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    key = models.UUIDField(unique=True, null=True, editable=False)

    # Words taken away are gone: a file removed takes the history of its description along.
    history = HistoricalRecords(
        cascade_delete_history=True,
        excluded_fields=["key", "album", "content", "name", "added_at"],
    )

    class Meta:
        verbose_name = _("photo ou fichier")
        verbose_name_plural = _("photos et fichiers")
        constraints = (models.UniqueConstraint(fields=("album", "content"), name="attached_once_a_thing"),)
        indexes = (models.Index(fields=("album", "id"), name="attached_in_order"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("participation:file", args=(self.pk,))

    @property
    def title(self) -> str:
        """How it is named in one line."""
        return self.caption or self.description[:120]


class SentBytes(models.Model):
    """How much a person sent on one day, whatever became of it: the row is held while one sends."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("jour"))
    bytes = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("volume envoyé")
        verbose_name_plural = _("volumes envoyés")
        constraints = (models.UniqueConstraint(fields=("user", "day"), name="sent_bytes_a_day"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.day}"


def mark_of(rendition: Rendition) -> str:
    """What names the bytes in an address: it changes with them, so that they can be cached for ever."""
    return rendition.digest[:_MARK]
