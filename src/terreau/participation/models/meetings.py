"""Meetings about anything: when, where, who organises."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from terreau.people.models import Organisation
from terreau.territories.models import Territory


class Meeting(models.Model):
    """A moment at which people meet about a thing (`kind`, `thing`), in a place, online, or both.

    `uid` names it in calendars for ever. `theme` is that of the thing when it was proposed. A meeting is
    never taken away: cancelled, it says so and why to whoever had noted it.
    """

    kind = models.CharField(max_length=60)
    thing = models.CharField(max_length=40)
    uid = models.UUIDField(unique=True, default=uuid4, editable=False)
    title = models.CharField(_("titre"), max_length=120)
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"), null=True, blank=True)
    place = models.CharField(_("lieu"), max_length=160, blank=True)
    territory = models.ForeignKey(
        Territory, verbose_name=_("territoire"), null=True, blank=True, on_delete=models.PROTECT
    )
    online = models.URLField(_("adresse en ligne"), max_length=300, blank=True)
    description = models.TextField(_("description"), max_length=4000, blank=True)
    theme = models.CharField(_("thème"), max_length=24, blank=True)
    organised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("organisé par"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cancelled_at = models.DateTimeField(_("annulé le"), null=True, blank=True)
    cancelled_reason = models.CharField(_("raison de l’annulation"), max_length=1000, blank=True)
    made_at = models.DateTimeField(_("proposé le"), default=timezone.now)
    changed_at = models.DateTimeField(_("modifié le"), default=timezone.now)
    version = models.PositiveIntegerField(default=1, editable=False)
    key = models.UUIDField(unique=True, null=True, editable=False)

    history = HistoricalRecords(
        excluded_fields=["kind", "thing", "uid", "key", "theme", "made_at"],
        history_change_reason_field=models.TextField(blank=True, null=True),
    )

    class Meta:
        verbose_name = _("rendez-vous")
        verbose_name_plural = _("rendez-vous")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="a_meeting_ends_after"
            ),
        )
        indexes = (
            models.Index(fields=("starts_at", "id"), name="meetings_by_date"),
            models.Index(fields=("kind", "thing", "starts_at"), name="meetings_of_thing"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("participation:meeting", args=(self.pk,))

    @property
    def over(self) -> bool:
        return (self.ends_at or self.starts_at) < timezone.now()


class MeetingPlace(models.Model):
    """A territory from which a meeting is found: its own, and all it was part of when it was said."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="found_from")
    place = models.CharField(_("territoire"), max_length=9, db_index=True)

    class Meta:
        verbose_name = _("territoire d’un rendez-vous")
        verbose_name_plural = _("territoires des rendez-vous")
        constraints = (models.UniqueConstraint(fields=("meeting", "place"), name="meeting_once_a_place"),)

    def __str__(self) -> str:
        return f"{self.place} · {self.meeting_id}"
