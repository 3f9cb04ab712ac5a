"""Two needs that say the same: proposed, then accepted or refused by the one who raised the first."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from terreau.needs.models.need import Need

#: How long the announcement that nobody is left stands before a steward may decide.
NOTICE_DAYS = 7


class Status(models.TextChoices):
    OPEN = "open", _("en attente")
    ACCEPTED = "accepted", _("acceptée")
    REFUSED = "refused", _("refusée")
    LAPSED = "lapsed", _("devenue sans objet")


class MergeProposal(models.Model):
    """The wish that `source` join `target`; nothing moves until it is accepted.

    `announced_at` is when a steward said publicly that nobody is left to answer for the source.
    """

    source = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="merges_away")
    target = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="merges_here")
    reason = models.TextField(_("raison"), max_length=1000)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="merges_proposed"
    )
    proposed_at = models.DateTimeField(_("proposée le"), default=timezone.now)
    announced_at = models.DateTimeField(_("annoncée le"), null=True, blank=True)
    status = models.CharField(_("suite donnée"), max_length=8, choices=Status, default=Status.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)
    decision_reason = models.TextField(_("raison de la décision"), max_length=1000, blank=True)

    history = HistoricalRecords(history_change_reason_field=models.TextField(blank=True, null=True))

    class Meta:
        verbose_name = _("proposition de réunir")
        verbose_name_plural = _("propositions de réunir")
        constraints = (
            models.UniqueConstraint(
                fields=("source", "target"), condition=Q(status="open"), name="one_open_merge_a_pair"
            ),
            models.CheckConstraint(condition=~Q(source=F("target")), name="merge_of_two_needs"),
        )

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id} ({self.status})"
