"""Who says "me too", with an account or on paper."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from terreau.needs.models.need import Need
from terreau.people.models import Organisation


class Support(models.Model):
    """A person with an account who shares this need.

    No history on purpose: who withdraws a support leaves no trace of having given it. When a need is merged
    its supports stay on it; the need that received it counts each person of the whole family once.
    """

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="support_links")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="need_supports")
    given_at = models.DateTimeField(_("donné le"), default=timezone.now)

    class Meta:
        verbose_name = _("soutien")
        verbose_name_plural = _("soutiens")
        constraints = (models.UniqueConstraint(fields=("need", "user"), name="support_once_a_person"),)

    def __str__(self) -> str:
        return f"{self.user_id} → {self.need_id}"


class PaperSupport(models.Model):
    """People counted on paper by a mediator, somewhere, one day; no name is kept."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="paper_counts")
    count = models.PositiveIntegerField(_("nombre de personnes"))
    place = models.CharField(_("lieu"), max_length=160)
    date = models.DateField(_("date"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="paper_supports_entered"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(_("saisi le"), default=timezone.now)
    key = models.UUIDField(unique=True, null=True, editable=False)

    history = HistoricalRecords(
        excluded_fields=["key"], history_change_reason_field=models.TextField(blank=True, null=True)
    )

    class Meta:
        verbose_name = _("soutiens sur papier")
        verbose_name_plural = _("soutiens sur papier")
        constraints = (
            models.CheckConstraint(condition=models.Q(count__lte=100_000), name="paper_count_plausible"),
        )

    def __str__(self) -> str:
        return f"{self.count} · {self.place} · {self.date}"
