"""A code on a wall or on a table, by which those who are there take a badge themselves."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.recognition.models.achievement import Achievement


class Poster(models.Model):
    """An occasion: until `ends_at`, and for at most `places` people, whoever has the code takes the badge."""

    achievement = models.ForeignKey(Achievement, on_delete=models.CASCADE, related_name="posters")
    digest = models.CharField(max_length=64, unique=True)
    occasion = models.CharField(_("occasion"), max_length=200)
    ends_at = models.DateTimeField(_("jusqu’au"))
    places = models.PositiveIntegerField(_("nombre de personnes"))
    taken = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("affiche")
        verbose_name_plural = _("affiches")
        constraints = (
            models.CheckConstraint(condition=Q(taken__lte=F("places")), name="no_more_than_places"),
        )

    def __str__(self) -> str:
        return self.occasion
