"""A table of people to award, sent, looked at line by line, then done piece by piece."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.recognition.models.achievement import Achievement


class AwardBatch(models.Model):
    """`lines` holds what was read: [number, e-mail, name, narrative, address]. `done` lines are awarded.

    It is emptied once done: each award then stands by itself.
    """

    achievement = models.ForeignKey(Achievement, on_delete=models.CASCADE, related_name="batches")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(_("fichier"), max_length=200)
    lines = models.JSONField(_("lignes"), default=list)
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
