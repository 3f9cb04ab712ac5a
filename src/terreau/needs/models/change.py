"""The road of a need, one step after another."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.needs.models.need import Need
from terreau.needs.models.words import State


class Standing(models.TextChoices):
    """In which capacity a person acted: stays readable when the name has gone."""

    STEWARD = "steward", _("animation du territoire")
    RAISER = "raiser", _("personne qui a exprimé le besoin")
    HOLDER = "holder", _("responsable de l’organisation")


class StateChange(models.Model):
    """One change of state with its public reason; never edited."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="state_changes")
    before = models.CharField(_("avant"), max_length=16, choices=State)
    after = models.CharField(_("après"), max_length=16, choices=State)
    reason = models.TextField(_("raison"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    standing = models.CharField(_("en tant que"), max_length=8, choices=Standing)
    at = models.DateTimeField(_("le"), default=timezone.now)

    class Meta:
        verbose_name = _("changement d’état")
        verbose_name_plural = _("changements d’état")
        indexes = (models.Index(fields=("need", "at"), name="needs_road"),)

    def __str__(self) -> str:
        return f"{self.need_id}: {self.before} → {self.after}"
