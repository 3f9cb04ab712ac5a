"""Accounts, organisations, roles and consent: the least that is needed to know who does what."""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from terreau.territories.models import Territory


def new_handle() -> str:
    """A username nobody has to choose, remember or see; people sign in with their e-mail."""
    return secrets.token_hex(8)


class User(AbstractUser):
    """A person with an account: an e-mail to sign in, a name they choose to show, nothing more.

    `shows_name` repeats the consent in force (see `Consent`) so that a list of twenty lines needs no query
    per line; only `actions.consents` writes it.
    """

    first_name = None  # type: ignore[assignment]  # one chosen name is enough
    last_name = None  # type: ignore[assignment]
    username = models.CharField(max_length=32, unique=True, default=new_handle, editable=False)
    email = models.EmailField(_("adresse e-mail"), unique=True)
    shown_name = models.CharField(
        _("nom affiché"), max_length=80, blank=True, help_text=_("Un prénom ou un pseudonyme suffit.")
    )
    shows_name = models.BooleanField(_("nom montré à tout le monde"), default=False, editable=False)
    is_steward = models.BooleanField(
        _("anime ce territoire"), default=False, help_text=_("Accueille, vérifie les organisations, modère.")
    )
    blocked_at = models.DateTimeField(_("bloqué le"), null=True, blank=True)
    blocked_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    blocked_reason = models.CharField(_("raison du blocage"), max_length=300, blank=True)

    objects: ClassVar[UserManager[User]] = UserManager()  # type: ignore[assignment]  # stubs say Self
    EMAIL_FIELD = "email"
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")
        constraints = (
            models.UniqueConstraint(Lower("email"), name="one_account_an_address"),
            models.CheckConstraint(
                condition=models.Q(is_active=True, blocked_at__isnull=True)
                | models.Q(is_active=False, blocked_at__isnull=False),
                name="inactive_means_blocked",
            ),
            models.CheckConstraint(
                condition=~models.Q(is_steward=True, is_active=False), name="a_steward_is_not_blocked"
            ),
        )

    def __str__(self) -> str:
        return self.public_name

    @property
    def public_name(self) -> str:
        """What anyone may read: the chosen name with the person's consent, else "une personne"."""
        return self.shown_name if self.shows_name and self.shown_name else str(_("une personne"))

    def get_full_name(self) -> str:
        return self.public_name

    def get_short_name(self) -> str:
        return self.public_name


class OrganisationKind(models.TextChoices):
    AUTHORITY = "authority", _("Collectivité")
    PUBLIC_SERVICE = "public-service", _("Service public")
    ASSOCIATION = "association", _("Association")
    THIRD_PLACE = "third-place", _("Tiers-lieu")
    COMPANY = "company", _("Entreprise")
    COOPERATIVE = "cooperative", _("Coopérative")
    SCHOOL = "school", _("Établissement d’enseignement ou de recherche")
    COLLECTIVE = "collective", _("Collectif")


class Organisation(models.Model):
    """A local authority, an association, a third place… declared by anyone, then *verified* by a steward."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("nom"), max_length=160)
    kind = models.CharField(_("sorte"), max_length=20, choices=OrganisationKind)
    territory = models.ForeignKey(
        Territory, verbose_name=_("territoire"), on_delete=models.PROTECT, related_name="organisations"
    )
    siren = models.CharField("SIREN", max_length=9, blank=True)
    website = models.URLField(_("site"), blank=True)
    verified_at = models.DateTimeField(_("vérifiée le"), null=True, blank=True)
    verified_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(_("déclarée le"), auto_now_add=True)
    #: What moderation decides, repeated here so that a list of what it signed needs no query a line.
    is_hidden = models.BooleanField(_("masquée"), default=False, editable=False)

    history = HistoricalRecords(
        excluded_fields=["slug", "verified_at", "verified_by", "created_at", "is_hidden"],
        history_change_reason_field=models.TextField(blank=True, null=True),
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = (
            # The same form sent twice, or by two colleagues at once, makes one organisation.
            models.UniqueConstraint(Lower("name"), "territory", name="one_organisation_a_name_and_territory"),
            models.UniqueConstraint(
                fields=("siren",),
                condition=~models.Q(siren="") & models.Q(verified_at__isnull=False),
                name="one_verified_organisation_a_siren",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:organisation", args=(self.slug,))

    @property
    def public_name(self) -> str:
        """What anyone reads under what it signed; said without it while moderation hides it."""
        return str(_("une organisation masquée")) if self.is_hidden else self.name

    @property
    def verified(self) -> bool:
        return self.verified_at is not None


class Role(models.TextChoices):
    HOLDER = "holder", _("Responsable")
    MEDIATOR = "mediator", _("Médiateur ou médiatrice")
    MEMBER = "member", _("Membre")


class Belonging(models.Model):
    """A person in an organisation, with a role; a mediator may act for someone who has no account."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="belongings")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="belongings")
    role = models.CharField(_("rôle"), max_length=12, choices=Role, default=Role.MEMBER)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("appartenance à une organisation")
        verbose_name_plural = _("appartenances à des organisations")
        constraints = (models.UniqueConstraint(fields=("organisation", "user"), name="belonging_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} · {self.organisation_id}"


class Invitation(models.Model):
    """A person asked by e-mail to join; the row goes as soon as it is answered, withdrawn or past its end.

    The token is kept as its SHA-256 only: reading the database does not let anyone in.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("adresse e-mail"))
    role = models.CharField(_("rôle"), max_length=12, choices=Role, default=Role.MEMBER)
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("valable jusqu’au"))

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "email"), name="one_invitation_an_address"),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} · {self.role}"

    @staticmethod
    def digest(token: str) -> str:
        """What is kept of a token."""
        return sha256(token.encode()).hexdigest()


class Purpose(models.TextChoices):
    SHOW_NAME = "show-name", _("Montrer mon nom sur ce que je publie et dans mes organisations")


class Consent(models.Model):
    """That a person agreed to something, to which wording, and until when; never changed, only withdrawn."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(_("objet"), max_length=20, choices=Purpose)
    text_version = models.CharField(_("version du texte"), max_length=10)
    given_at = models.DateTimeField(_("donné le"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True)

    class Meta:
        verbose_name = _("consentement")
        verbose_name_plural = _("consentements")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "purpose"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_consent_in_force",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} · {self.purpose}"


class Identity(models.Model):
    """An account at an identity provider that opens this account; nothing else of it is kept.

    `subject` is what the provider calls the person, which means something only beside its `issuer`.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(_("fournisseur d’identité"), max_length=200)
    subject = models.CharField(_("identifiant chez lui"), max_length=255)
    linked_at = models.DateTimeField(_("relié le"), auto_now_add=True)
    last_used_at = models.DateTimeField(_("utilisé le"), null=True)

    class Meta:
        verbose_name = _("compte chez un fournisseur d’identité")
        verbose_name_plural = _("comptes chez un fournisseur d’identité")
        constraints = (models.UniqueConstraint(fields=("issuer", "subject"), name="one_account_an_identity"),)

    def __str__(self) -> str:
        return f"{self.user_id} · {self.issuer}"
