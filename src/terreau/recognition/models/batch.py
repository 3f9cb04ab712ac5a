"""A table of people to award, sent, looked at line by line, then done piece by piece."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.recognition.models.achievement import Achievement


class AwardBatch(models.Model):
    """How many lines were good and how many are done; `faults` holds [number, column, why] of the others."""

    achievement = models.ForeignKey(Achievement, on_delete=models.CASCADE, related_name="batches")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(_("fichier"), max_length=200)
    faults = models.JSONField(_("lignes refusées"), default=list)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(_("envoyé le"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True, blank=True)
    ended_at = models.DateTimeField(_("fini le"), null=True, blank=True)

    class Meta:
        verbose_name = _("liste de personnes à reconnaître")
        verbose_name_plural = _("listes de personnes à reconnaître")

    def __str__(self) -> str:
        return self.file_name


class BatchLine(models.Model):
    """One person of a list, erased as soon as the badge is given."""

    batch = models.ForeignKey(AwardBatch, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("ligne"))
    email = models.EmailField(_("adresse e-mail"), blank=True)
    name = models.CharField(_("nom"), max_length=80, blank=True)
    narrative = models.TextField(_("ce qui a été fait"), max_length=2000, blank=True)
    link = models.CharField(_("preuve"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("ligne d’une liste")
        verbose_name_plural = _("lignes d’une liste")

    def __str__(self) -> str:
        return f"{self.batch_id} · {self.number}"
