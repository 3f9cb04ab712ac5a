"""A cell that someone says is wrong: suggested by anyone, decided by the person in charge, kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.models.version import Version


class Decision(models.TextChoices):
    OPEN = "open", _("À décider")
    ACCEPTED = "accepted", _("Acceptée")
    REFUSED = "refused", _("Refusée")


class Correction(models.Model):
    """`row` counts data rows of the published table from 1; `before` is what the cell held when it was said.

    `version` is the one that was read; `into` the one that was made by accepting.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="corrections")
    row = models.PositiveBigIntegerField(_("ligne"))
    field = models.CharField(_("colonne"), max_length=200)
    before = models.CharField(_("avant"), max_length=1000, blank=True)
    after = models.CharField(_("après"), max_length=1000, blank=True)
    reason = models.CharField(_("comment le savez-vous ?"), max_length=1000)
    suggested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    suggested_at = models.DateTimeField(_("proposée le"), default=timezone.now)
    decision = models.CharField(_("décision"), max_length=8, choices=Decision, default=Decision.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)
    decision_reason = models.CharField(_("raison"), max_length=1000, blank=True)
    into = models.ForeignKey(
        Version, null=True, blank=True, on_delete=models.SET_NULL, related_name="made_by_corrections"
    )

    class Meta:
        verbose_name = _("correction proposée")
        verbose_name_plural = _("corrections proposées")
        indexes = (models.Index(fields=("version", "decision", "id"), name="corrections_to_decide"),)

    def __str__(self) -> str:
        return f"{self.version_id} · {self.row} · {self.field}"
