"""A badge given to somebody: offered, accepted or refused, and what became of it."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.recognition.models.achievement import Version
from terreau.recognition.models.issuer import Issuer, StatusRegister


def new_code() -> str:
    """The public name of an award: nobody guesses that of another (72 bits)."""
    return secrets.token_urlsafe(9)


class Standing(models.TextChoices):
    OFFERED = "offered", _("Proposé")
    ACCEPTED = "accepted", _("Accepté")
    REFUSED = "refused", _("Refusé")


class Visibility(models.TextChoices):
    PRIVATE = "private", _("Moi seul")
    LINK = "link", _("Les personnes à qui je donne l’adresse")
    LISTED = "listed", _("Tout le monde, et le badge apparaît sur ce service")


class Means(models.TextChoices):
    EMAIL = "email", _("Par e-mail")
    PAPER = "paper", _("Sur papier")
    SELF = "self", _("À moi-même")
    POSTER = "poster", _("Par une affiche")
    REQUEST = "request", _("Sur demande")


class Award(models.Model):
    """One badge given. `credential` is the signed file, whole, as its holder takes it away.

    `email` is kept only until the person answers; after, `email_seal` (a keyed fingerprint, useless without
    the instance's secret) lets them find the badge again if they open an account. `claim_digest` is the
    fingerprint of the code by which the badge is claimed, and looked after without an account.
    """

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="awards")
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="awards")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    for_someone = models.BooleanField(_("donné par médiation"), default=False)
    means = models.CharField(_("moyen"), max_length=8, choices=Means)

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="awards"
    )
    recipient_name = models.CharField(_("nom"), max_length=80, blank=True)
    email = models.EmailField(_("adresse e-mail"), blank=True)
    email_seal = models.CharField(max_length=64, blank=True, db_index=True)
    claim_digest = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - unique, or gone
    claim_round = models.PositiveSmallIntegerField(default=0)

    standing = models.CharField(_("réponse"), max_length=8, choices=Standing, default=Standing.OFFERED)
    visibility = models.CharField(
        _("qui peut le voir"), max_length=8, choices=Visibility, default=Visibility.LINK
    )
    shows_name = models.BooleanField(_("nom montré"), default=False)

    narrative = models.TextField(_("ce qui a été fait"), max_length=2000, blank=True)
    evidence = models.JSONField(_("preuves"), default=list)
    given_at = models.DateTimeField(_("donné le"), default=timezone.now)
    answered_at = models.DateTimeField(_("réponse le"), null=True, blank=True)
    told_at = models.DateTimeField(_("annoncé le"), null=True, blank=True)
    valid_until = models.DateTimeField(_("valable jusqu’au"), null=True, blank=True)

    credential = models.JSONField(_("badge signé"), default=dict)
    register = models.ForeignKey(StatusRegister, on_delete=models.PROTECT, related_name="awards")
    index = models.PositiveIntegerField(_("place dans la liste"))
    revoked_at = models.DateTimeField(_("révoqué le"), null=True, blank=True)
    suspended_at = models.DateTimeField(_("suspendu le"), null=True, blank=True)
    status_reason = models.CharField(_("raison"), max_length=300, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced_by"
    )

    class Meta:
        verbose_name = _("attribution")
        verbose_name_plural = _("attributions")
        constraints = (
            models.UniqueConstraint(fields=("register", "index"), name="one_place_an_award"),
            models.CheckConstraint(
                condition=Q(standing="offered") | Q(email=""), name="no_address_once_answered"
            ),
        )
        indexes = (
            models.Index(
                fields=("-answered_at",),
                condition=Q(standing="accepted", visibility="listed"),
                name="awards_shown_lately",
            ),
        )

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("recognition:award", args=(self.code,))

    @property
    def public_name(self) -> str:
        """To whom it was given, when they said it may be read."""
        return self.recipient_name if self.shows_name else ""
