"""Needs read from a file, shown to their sender before anything is written."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Batch(models.Model):
    """The lines of one file, waiting to be confirmed; `created` holds the needs that came of it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="need_batches")
    file_name = models.CharField(_("fichier"), max_length=160)
    columns = models.JSONField(default=list)
    lines = models.JSONField(_("lignes"), default=list)
    sent_at = models.DateTimeField(_("envoyé le"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True)
    created = models.JSONField(default=list)

    class Meta:
        verbose_name = _("lot de besoins")
        verbose_name_plural = _("lots de besoins")

    def __str__(self) -> str:
        return self.file_name
