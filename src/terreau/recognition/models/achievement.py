"""A badge: what it recognises, on which criteria, with which picture, in its successive versions."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.foundation.markdown import plain
from terreau.foundation.search import Searchable
from terreau.recognition import licensing
from terreau.recognition.models.issuer import Issuer
from terreau.territories.models import Territory


class Picture(models.Model):
    """A picture, drawn here or sent and cleaned; the same bytes are kept once.

    `png` is what pictures that carry a badge are made of; `svg` is empty for a picture sent as PNG.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    svg = models.TextField(blank=True)
    png = models.BinaryField()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def __str__(self) -> str:
        return self.sha256[:12]


def picture_url(badge: int, number: int, *, drawn: bool) -> str:
    """The picture of a version: SVG, thirty times lighter, for a drawing; PNG for what was sent."""
    return reverse("recognition:image", args=(badge, number, "svg" if drawn else "png"))


class Achievement(Searchable):
    """A badge as it stands now; what was given is a `Version` of it, which never changes.

    `changed_at` moves with its words, `touched_at` with all that lists show: given, taken, revoked.
    """

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="achievements")
    name = models.CharField(_("nom"), max_length=120)
    description = models.CharField(_("ce qu’il reconnaît"), max_length=500)
    criteria = models.TextField(_("critères"), max_length=4000)
    kind = models.CharField(_("sorte"), max_length=30, default="Badge")
    tags = models.JSONField(_("mots-clés"), default=list)
    alignments = models.JSONField(_("référentiels"), default=list)
    territory = models.ForeignKey(
        Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="achievements"
    )
    months = models.PositiveSmallIntegerField(_("durée en mois"), null=True, blank=True)
    language = models.CharField(_("langue"), max_length=12, default=licensing.LANGUAGE)
    licence = models.CharField(_("licence"), max_length=licensing.LONGEST, default=licensing.DEFAULT)
    composition = models.JSONField(_("dessin"), default=dict, blank=True)
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+")

    version = models.PositiveIntegerField(default=1, editable=False)
    defined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    defined_at = models.DateTimeField(_("défini le"), default=timezone.now)
    changed_at = models.DateTimeField(_("modifié le"), default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now, editable=False)
    retired_at = models.DateTimeField(_("retiré le"), null=True, blank=True)
    retired_reason = models.CharField(_("raison du retrait"), max_length=300, blank=True)
    awards_count = models.PositiveIntegerField(_("attributions"), default=0, editable=False)
    key = models.UUIDField(_("clé d’envoi"), unique=True, null=True, editable=False)

    #: Set by the action that has just written it.
    just_defined = False

    class Meta:
        verbose_name = _("badge")
        verbose_name_plural = _("badges")
        indexes = (
            models.Index(fields=("-changed_at", "-id"), name="badges_recent"),
            models.Index(fields=("touched_at",), name="badges_touched"),
            models.Index(fields=("territory",), name="badges_territory"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("recognition:badge", args=(self.pk,))

    @property
    def drawing(self) -> dict[str, str]:
        """What its picture is drawn from; nothing for a picture that was sent."""
        return dict(self.composition)

    @property
    def picture_url(self) -> str:
        """Where its picture is read by a browser."""
        return picture_url(self.pk, self.version, drawn=bool(self.composition))

    @property
    def small_picture_url(self) -> str:
        """The same for a list, where it was sent."""
        return reverse("recognition:small-image", args=(self.pk, self.version))

    def search_title(self) -> str:
        return self.name

    def search_body(self) -> str:
        said = [self.description, plain(self.criteria), *self.tags, self.issuer.signed_name]
        said += [one["name"] for one in self.alignments]
        return "\n".join([*said, self.territory.name if self.territory else ""])


class Version(models.Model):
    """What a badge said at some time. Once a badge of this version was given, the row never changes."""

    achievement = models.ForeignKey(Achievement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("numéro"))
    content = models.JSONField(_("contenu"))
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("faite le"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(_("raison"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("version d’un badge")
        verbose_name_plural = _("versions des badges")
        constraints = (models.UniqueConstraint(fields=("achievement", "number"), name="version_number_once"),)

    def __str__(self) -> str:
        return f"{self.achievement_id} v{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("recognition:version", args=(self.achievement_id, self.number))

    @property
    def drawing(self) -> dict[str, str]:
        """What its picture is drawn from; nothing for a picture that was sent."""
        return dict(self.said("composition") or {})

    @property
    def picture_url(self) -> str:
        """Where its picture is read by a browser."""
        return picture_url(self.achievement_id, self.number, drawn=bool(self.said("composition")))

    @property
    def small_picture_url(self) -> str:
        """The same for a list, where it was sent."""
        return reverse("recognition:small-image", args=(self.achievement_id, self.number))

    def said(self, name: str) -> Any:
        """One field of the definition as it was."""
        return self.content.get(name)

    @property
    def name(self) -> str:
        return str(self.content["name"])
