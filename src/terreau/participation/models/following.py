"""What people follow, and the letters that tell them, each thing told once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.participation.models.posting import Posted


class Rhythm(models.TextChoices):
    DAILY = "daily", _("une fois par jour, s’il y a du nouveau")
    WEEKLY = "weekly", _("une fois par semaine")
    AT_ONCE = "at-once", _("à chaque fois")
    NEVER = "never", _("jamais : je viendrai voir")


class Follow(models.Model):
    """A person follows something, told at a rhythm.

    `target` is a thing ("needs.need:12"), a theme ("theme:water"), a territory ("place:38185") or their own
    circle ("circle:").

    `since` is the last line of the journal already looked at for it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    target = models.CharField(_("objet suivi"), max_length=102)
    rhythm = models.CharField(_("rythme"), max_length=8, choices=Rhythm, default=Rhythm.DAILY)
    since = models.BigIntegerField(default=0, editable=False)
    begun_at = models.DateTimeField(_("depuis le"), default=timezone.now)

    class Meta:
        verbose_name = _("suivi")
        verbose_name_plural = _("suivis")
        constraints = (models.UniqueConstraint(fields=("user", "target"), name="follow_once"),)
        indexes = (models.Index(fields=("rhythm", "user"), name="follows_by_rhythm"),)

    def __str__(self) -> str:
        return f"{self.user_id} → {self.target}"


class Letter(Posted):
    """One message to one person, made once for `key` ("daily:2026-11-23", "at-once:512").

    `more` is how many lines there were beside those told.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letters")
    key = models.CharField(max_length=40)
    more = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("lettre")
        verbose_name_plural = _("lettres")
        constraints = (models.UniqueConstraint(fields=("user", "key"), name="one_letter_a_period"),)
        indexes = (models.Index(fields=("state", "not_before"), name="letters_to_send"),)

    def __str__(self) -> str:
        return f"{self.key} → {self.user_id}"


class Told(models.Model):
    """A line of the journal told to a person: the constraint is what keeps it from being told twice."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="told")
    line = models.BigIntegerField()

    class Meta:
        verbose_name = _("ligne annoncée")
        verbose_name_plural = _("lignes annoncées")
        constraints = (models.UniqueConstraint(fields=("user", "line"), name="told_once"),)

    def __str__(self) -> str:
        return f"{self.line} → {self.user_id}"
