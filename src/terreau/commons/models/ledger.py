"""The ledger of contributions: said, open to objection for a stated time, then kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.commons.models.commons import Commons
from terreau.people.models import Organisation

if TYPE_CHECKING:
    import datetime as dt

#: How long anyone of the community may object.
OBJECTION_DAYS = 14


class Gave(models.TextChoices):
    """What is contributed."""

    TIME = "time", _("Temps")
    TEXT = "text", _("Texte")
    CODE = "code", _("Code")
    DATA = "data", _("Données")
    PLACE = "place", _("Lieu")
    TEST = "test", _("Essai")
    PART = "part", _("Pièce ou matériel")
    MONEY = "money", _("Argent")


#: In what each is counted when nothing else is said.
UNITS = {Gave.TIME: _("heures"), Gave.MONEY: _("euros")}


class Contribution(models.Model):
    """What someone gave to a commons: declared by whom, for whom, how much, what became of it.

    While `state` is "declared", it is kept from `open_until` on without anybody doing anything. `award` is
    the code of the badge that it is the evidence of.
    """

    class State(models.TextChoices):
        DECLARED = "declared", _("Déclarée")
        OBJECTED = "objected", _("Contestée")
        KEPT = "kept", _("Gardée")
        REFUSED = "refused", _("Écartée")
        WITHDRAWN = "withdrawn", _("Retirée")

    commons = models.ForeignKey(Commons, on_delete=models.CASCADE, related_name="contributions")
    gave = models.CharField(_("sorte"), max_length=8, choices=Gave)
    quantity = models.DecimalField(_("quantité"), max_digits=12, decimal_places=2)
    unit = models.CharField(_("unité"), max_length=30)
    words = models.CharField(_("quoi"), max_length=300)
    done_on = models.DateField(_("fait le"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contributions",
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions"
    )
    name = models.CharField(_("nom"), max_length=160, blank=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    declared_at = models.DateTimeField(_("déclarée le"), default=timezone.now)
    open_until = models.DateTimeField(_("ouverte à contestation jusqu’au"))
    state = models.CharField(_("état"), max_length=9, choices=State, default=State.DECLARED)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(_("tranchée le"), null=True, blank=True)
    settled_reason = models.CharField(_("raison"), max_length=300, blank=True)
    award = models.CharField(_("badge donné"), max_length=60, blank=True)
    key = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = (models.CheckConstraint(condition=Q(quantity__gt=0), name="contribution_of_something"),)
        indexes = (models.Index(fields=("commons", "-declared_at"), name="contributions_of"),)

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("commons:contribution", args=(self.commons_id, self.pk))

    def is_kept(self, now: dt.datetime | None = None) -> bool:
        """Whether it counts: settled so, or nobody objected in time."""
        if self.state == self.State.KEPT:
            return True
        return self.state == self.State.DECLARED and self.open_until <= (now or timezone.now())


class Objection(models.Model):
    """Someone of the community says that a contribution is not so, and why."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="objections")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(_("raison"), max_length=300)
    at = models.DateTimeField(_("le"), default=timezone.now)

    class Meta:
        verbose_name = _("objection à une contribution")
        verbose_name_plural = _("objections à des contributions")

    def __str__(self) -> str:
        return f"{self.contribution_id} · {self.reason}"
