"""Who holds a commons, cares for it, contributes to it; and what it looks for or offers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.commons.models.commons import Commons
from terreau.commons.models.words import Means, Role, Side
from terreau.people.models import Organisation


class Member(models.Model):
    """A person with an account, an organisation of the register, or a bare name; `until` is when they left.

    A bare name is a group or an organisation that has no page here: never a person who did not ask for it.
    """

    commons = models.ForeignKey(Commons, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="commons_memberships",
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="commons_memberships"
    )
    name = models.CharField(_("nom"), max_length=160, blank=True)
    role = models.CharField(_("rôle"), max_length=12, choices=Role)
    since = models.DateTimeField(_("depuis"), default=timezone.now)
    until = models.DateTimeField(_("jusqu’à"), null=True, blank=True)

    class Meta:
        verbose_name = _("membre d’un commun")
        verbose_name_plural = _("membres des communs")
        constraints = (
            models.UniqueConstraint(
                fields=("commons", "user"), condition=Q(until=None), name="member_once_a_person"
            ),
            models.UniqueConstraint(
                fields=("commons", "organisation"),
                condition=Q(until=None),
                name="member_once_an_organisation",
            ),
        )
        indexes = (models.Index(fields=("commons", "role"), condition=Q(until=None), name="members_present"),)

    def __str__(self) -> str:
        return f"{self.commons_id} · {self.role}"


class Wish(models.Model):
    """What a commons looks for or offers, in words; `ended_at` is when it no longer does."""

    commons = models.ForeignKey(Commons, on_delete=models.CASCADE, related_name="wishes")
    side = models.CharField(_("sens"), max_length=8, choices=Side)
    means = models.CharField(_("quoi"), max_length=8, choices=Means)
    words = models.CharField(_("précisément"), max_length=300)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    said_at = models.DateTimeField(_("dit le"), default=timezone.now)
    ended_at = models.DateTimeField(_("fini le"), null=True, blank=True)
    outcome = models.CharField(_("suite"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("recherche ou proposition d’un commun")
        verbose_name_plural = _("recherches et propositions des communs")
        indexes = (
            models.Index(fields=("side", "means"), condition=Q(ended_at=None), name="wishes_open"),
            models.Index(fields=("commons", "side"), name="wishes_of"),
        )

    def __str__(self) -> str:
        return f"{self.commons_id} · {self.side} · {self.means}"
