"""What a person is still writing."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """A need not published yet, seen by its writer only and forgotten after a while (`actions.drafts`)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="need_drafts")
    title = models.CharField(_("titre"), max_length=120, blank=True)
    data = models.JSONField(_("contenu"), default=dict)
    saved_at = models.DateTimeField(_("enregistré le"), default=timezone.now)

    class Meta:
        verbose_name = _("brouillon")
        verbose_name_plural = _("brouillons")
        indexes = (models.Index(fields=("user", "-saved_at"), name="needs_drafts_of"),)

    def __str__(self) -> str:
        return self.title or str(_("Sans titre"))
