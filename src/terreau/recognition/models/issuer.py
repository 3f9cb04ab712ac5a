"""Who signs badges: an organisation or a person, with its keys and its lists of what it took back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.people.models import Organisation


class Issuer(models.Model):
    """An organisation or a person that signs. `name` is what a person chose; an organisation has its own.

    `slug` never changes: it is part of the address at which keys are found, and of every badge signed.
    """

    slug = models.SlugField(max_length=90, unique=True)
    organisation = models.OneToOneField(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="issuer"
    )
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="issuer"
    )
    name = models.CharField(_("nom"), max_length=160, blank=True)
    opened_at = models.DateTimeField(_("ouvert le"), default=timezone.now)

    class Meta:
        verbose_name = _("émetteur")
        verbose_name_plural = _("émetteurs")
        constraints = (
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | Q(person__isnull=True),
                name="issuer_is_one_or_the_other",
            ),
        )

    def __str__(self) -> str:
        return self.said_name

    def get_absolute_url(self) -> str:
        return reverse("recognition:issuer", args=(self.slug,))

    @property
    def said_name(self) -> str:
        """The name everyone reads."""
        return self.organisation.public_name if self.organisation else self.signed_name

    @property
    def signed_name(self) -> str:
        """The name in what is signed, which outlives any decision of moderation."""
        if self.organisation:
            return self.organisation.name
        return self.name or str(_("une personne dont le compte n’existe plus"))

    @property
    def verified(self) -> bool:
        """Whether a steward vouched for the organisation; a person is never vouched for."""
        return self.organisation is not None and self.organisation.verified


class IssuerKey(models.Model):
    """A key pair. The secret half is sealed with the instance's key, for this very purpose.

    Retired keys stay published, so that what they signed still verifies; a revoked key is published no more.
    """

    issuer = models.ForeignKey(Issuer, on_delete=models.CASCADE, related_name="keys")
    multikey = models.CharField(_("clé publique"), max_length=120, unique=True)
    sealed = models.TextField(_("clé secrète scellée"))
    made_at = models.DateTimeField(_("faite le"), default=timezone.now)
    retired_at = models.DateTimeField(_("retirée le"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("révoquée le"), null=True, blank=True)

    class Meta:
        verbose_name = _("clé d’un émetteur")
        verbose_name_plural = _("clés des émetteurs")
        constraints = (
            models.UniqueConstraint(
                fields=("issuer",), condition=Q(retired_at__isnull=True), name="one_key_in_use_an_issuer"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(retired_at__isnull=False),
                name="a_revoked_key_is_retired",
            ),
        )

    def __str__(self) -> str:
        return self.multikey


class StatusRegister(models.Model):
    """One list of an issuer, in which each badge has its place; both signed lists are kept ready to serve."""

    issuer = models.ForeignKey(Issuer, on_delete=models.CASCADE, related_name="registers")
    number = models.PositiveIntegerField(_("numéro"))
    next_index = models.PositiveIntegerField(_("prochaine place"), default=0)
    revocation = models.JSONField(_("liste des révocations, signée"), default=dict)
    suspension = models.JSONField(_("liste des suspensions, signée"), default=dict)
    signed_at = models.DateTimeField(_("signée le"), null=True, blank=True)

    class Meta:
        verbose_name = _("liste d’états")
        verbose_name_plural = _("listes d’états")
        constraints = (models.UniqueConstraint(fields=("issuer", "number"), name="register_number_once"),)

    def __str__(self) -> str:
        return f"{self.issuer_id} · {self.number}"
