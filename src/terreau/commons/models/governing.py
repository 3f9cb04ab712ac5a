"""How a community governs itself: invitations, decisions, rules, and taking over what is abandoned."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from terreau.commons.models.commons import Commons
from terreau.commons.models.words import Role

#: How long an invitation may be used; how long a takeover is announced; after how long nothing means asleep.
INVITATION_DAYS, NOTICE_DAYS, ASLEEP_DAYS = 30, 30, 365


class JoinLink(models.Model):
    """A link that lets one person in with a role; kept as its SHA-256, gone once used or past its end."""

    commons = models.ForeignKey(Commons, on_delete=models.CASCADE, related_name="join_links")
    role = models.CharField(_("rôle"), max_length=12, choices=Role)
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(_("fait le"), default=timezone.now)
    expires_at = models.DateTimeField(_("valable jusqu’au"))

    class Meta:
        verbose_name = _("lien d’invitation dans un commun")
        verbose_name_plural = _("liens d’invitation dans des communs")

    def __str__(self) -> str:
        return f"{self.commons_id} · {self.role}"


class Decision(models.Model):
    """A question put to the community: options, then what was decided and why; both stay."""

    class State(models.TextChoices):
        OPEN = "open", _("En discussion")
        DECIDED = "decided", _("Décidé")
        DROPPED = "dropped", _("Abandonné")

    commons = models.ForeignKey(Commons, on_delete=models.CASCADE, related_name="decisions")
    question = models.CharField(_("question"), max_length=200)
    context = models.TextField(_("contexte"), max_length=4000, blank=True)
    options = models.JSONField(_("options"), default=list)
    state = models.CharField(_("état"), max_length=8, choices=State, default=State.OPEN)
    outcome = models.CharField(_("décision"), max_length=300, blank=True)
    reasons = models.TextField(_("raisons"), max_length=4000, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(_("posée le"), default=timezone.now)
    closes_on = models.DateField(_("à décider avant le"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)

    class Meta:
        verbose_name = _("décision d’un commun")
        verbose_name_plural = _("décisions des communs")
        indexes = (models.Index(fields=("commons", "-asked_at"), name="decisions_of"),)

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("commons:decision", args=(self.commons_id, self.pk))


class Light(models.TextChoices):
    """Ostrom's eight principles (Governing the Commons, 1990, ch. 3), and where conflicts go."""

    BOUNDARIES = "limites", _("Qui en fait partie, et qu’est-ce qui est partagé")
    FIT = "usages", _("Ce que l’on peut prendre, ce que l’on donne")
    CHANGING = "changer", _("Qui change les règles, et comment")
    WATCHING = "veille", _("Qui veille, et devant qui")
    STEPS = "manquements", _("Ce qui se passe quand une règle n’est pas suivie")
    SOLVING = "differends", _("Régler un différend vite et sans frais")
    RECOGNISED = "reconnu", _("Qui reconnaît le droit de s’organiser ainsi")
    NESTED = "ensemble", _("De quel ensemble plus grand il fait partie")
    PLACE = "conflits", _("Où vont les conflits")


class CommonsRule(models.Model):
    """What a commons says under one light; each change has a reason, and the decision it comes from."""

    commons = models.ForeignKey(Commons, on_delete=models.CASCADE, related_name="rules")
    light = models.CharField(_("repère"), max_length=12, choices=Light)
    text = models.TextField(_("texte"), max_length=6000, blank=True)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.SET_NULL, related_name="rules"
    )
    changed_at = models.DateTimeField(_("modifiée le"), default=timezone.now)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords(history_change_reason_field=models.TextField(blank=True, null=True))

    class Meta:
        verbose_name = _("règle d’un commun")
        verbose_name_plural = _("règles des communs")
        constraints = (models.UniqueConstraint(fields=("commons", "light"), name="one_rule_a_light"),)

    def __str__(self) -> str:
        return f"{self.commons_id} · {self.light}"


class Takeover(models.Model):
    """Someone offers to care for a commons that nobody cares for; done after a public notice."""

    class State(models.TextChoices):
        OPEN = "open", _("annoncée")
        DONE = "done", _("faite")
        REFUSED = "refused", _("refusée")

    commons = models.ForeignKey(Commons, on_delete=models.CASCADE, related_name="takeovers")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("raison"), max_length=1000)
    announced_at = models.DateTimeField(_("annoncée le"), default=timezone.now)
    state = models.CharField(_("suite donnée"), max_length=8, choices=State, default=State.OPEN)
    answered_at = models.DateTimeField(_("répondue le"), null=True, blank=True)
    answer = models.TextField(_("réponse"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("reprise d’un commun")
        verbose_name_plural = _("reprises de communs")
        constraints = (
            models.UniqueConstraint(
                fields=("commons",), condition=Q(state="open"), name="one_open_takeover_a_commons"
            ),
        )

    def __str__(self) -> str:
        return f"{self.commons_id} · {self.state}"
