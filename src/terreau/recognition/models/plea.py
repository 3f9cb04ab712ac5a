"""Someone asks for a badge: what they did, and what answers them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.recognition.models.achievement import Achievement
from terreau.recognition.models.award import Award


class PleaState(models.TextChoices):
    OPEN = "open", _("En attente")
    GRANTED = "granted", _("Accordée")
    DECLINED = "declined", _("Refusée")


class Plea(models.Model):
    """A request for a badge: a story and evidence, answered with a reason."""

    achievement = models.ForeignKey(Achievement, on_delete=models.CASCADE, related_name="pleas")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    story = models.TextField(_("ce que vous avez fait"), max_length=2000)
    evidence = models.JSONField(_("preuves"), default=list)
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=PleaState, default=PleaState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("raison"), max_length=300, blank=True)
    award = models.OneToOneField(Award, null=True, blank=True, on_delete=models.SET_NULL, related_name="plea")

    class Meta:
        verbose_name = _("demande de badge")
        verbose_name_plural = _("demandes de badges")
        constraints = (
            models.UniqueConstraint(
                fields=("achievement", "user"), condition=Q(state="open"), name="one_open_plea"
            ),
        )

    def __str__(self) -> str:
        return f"{self.achievement_id} · {self.user_id}"
