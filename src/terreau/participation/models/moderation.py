"""What people report, what is decided, and what the author answers to it.

A case is about one thing and gathers all that is said of it until it is settled. A thing is hidden while its
case is *held* (nobody has read it yet) or *hidden* (somebody decided so, in public).
"""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST = 2_000


class Ground(models.TextChoices):
    """Why something is reported or hidden; `RULES` says the rule it breaks."""

    INSULT = "insult", _("Il insulte, menace ou harcèle quelqu’un")
    HATE = "hate", _("Il s’en prend à des gens pour leur origine, leur religion, leur genre ou leur santé")
    PRIVATE = "private", _("Il montre la vie privée de quelqu’un : nom, adresse, téléphone, photo…")
    ADVERT = "advert", _("C’est de la publicité, ou un message envoyé en masse")
    FALSE = "false", _("C’est une tromperie : fausse identité, arnaque, fait inventé qui peut nuire")
    ILLEGAL = "illegal", _("C’est interdit par la loi")
    MISPLACED = "misplaced", _("Cela n’a rien à faire ici")
    OTHER = "other", _("Autre chose")


#: The rule of the place that each ground breaks, as a decision quotes it.
RULES = {
    Ground.INSULT: _("Règle 1 : on n’insulte, ne menace et ne harcèle personne."),
    Ground.HATE: _("Règle 2 : on ne s’en prend à personne pour ce qu’elle est."),
    Ground.PRIVATE: _("Règle 3 : on ne montre pas la vie privée de quelqu’un."),
    Ground.ADVERT: _("Règle 4 : ni publicité, ni message envoyé en masse."),
    Ground.FALSE: _("Règle 5 : on ne trompe pas les gens."),
    Ground.ILLEGAL: _("Règle 6 : rien de ce que la loi interdit."),
    Ground.MISPLACED: _("Règle 7 : on parle du sujet de la page."),
    Ground.OTHER: _("Règle 8 : on laisse à chacun l’envie de prendre part."),
}


class CaseState(models.TextChoices):
    OPEN = "open", _("à décider")
    HELD = "held", _("à lire avant d’être montré")
    LEFT = "left", _("laissé tel quel")
    HIDDEN = "hidden", _("masqué")
    RESTORED = "restored", _("rétabli")


TO_DECIDE = (CaseState.OPEN, CaseState.HELD)
HIDING = (CaseState.HELD, CaseState.HIDDEN)


class CaseQuerySet(models.QuerySet["Case"]):
    def hiding(self) -> Self:
        """Cases whose thing nobody may see now."""
        return self.filter(state__in=HIDING)

    def to_decide(self) -> Self:
        return self.filter(state__in=TO_DECIDE)


class Case(models.Model):
    """One thing reported, or held, and what was decided. `version` counts decisions: two at once are told."""

    kind = models.CharField(max_length=60)
    thing = models.CharField(max_length=40)
    state = models.CharField(_("état"), max_length=8, choices=CaseState, default=CaseState.OPEN)
    opened_at = models.DateTimeField(_("ouvert le"), default=timezone.now)
    held_first = models.BooleanField(_("retenu avant d’être montré"), default=False)
    ground = models.CharField(_("motif"), max_length=10, choices=Ground, blank=True)
    reason = models.CharField(_("raison"), max_length=1000, blank=True)
    decided_at = models.DateTimeField(_("décidé le"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    restored_at = models.DateTimeField(_("rétabli le"), null=True, blank=True)
    restored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    restored_reason = models.CharField(_("raison du rétablissement"), max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[models.Manager[Case]] = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("signalement")
        verbose_name_plural = _("signalements")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "thing"),
                condition=Q(state__in=("open", "held", "hidden")),
                name="one_case_at_a_time",
            ),
        )
        indexes = (
            models.Index(
                fields=("kind", "thing"), name="hidden_things", condition=Q(state__in=("held", "hidden"))
            ),
            models.Index(fields=("state", "opened_at"), name="cases_by_state"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.thing} · {self.state}"

    def get_absolute_url(self) -> str:
        """The public page of the decision."""
        return reverse("participation:decision", args=(self.pk,))

    @property
    def rule(self) -> str:
        """The rule that was quoted; "" while nothing is decided."""
        return str(RULES[Ground(self.ground)]) if self.ground else ""

    @property
    def told_reason(self) -> str:
        """The public reason, or why one has to wait."""
        if self.state == CaseState.HELD:
            return str(_("Premier message avec beaucoup de liens : quelqu’un le lit avant de le montrer."))
        return self.reason

    @property
    def hides(self) -> bool:
        return self.state in HIDING


class Report(models.Model):
    """One person's report. Who reported goes after a while (`cleared_at`); the ground and the day stay."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    ground = models.CharField(_("motif"), max_length=10, choices=Ground)
    text = models.TextField(_("explication"), max_length=LONGEST, blank=True)
    by_account = models.BooleanField(_("avec un compte"), default=False)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    email = models.EmailField(_("adresse e-mail"), blank=True)
    made_at = models.DateTimeField(_("le"), default=timezone.now)
    cleared_at = models.DateTimeField(null=True, blank=True)
    key = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        verbose_name = _("signalement reçu")
        verbose_name_plural = _("signalements reçus")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "reporter"),
                condition=Q(reporter__isnull=False),
                name="one_report_a_person_and_case",
            ),
        )
        indexes = (models.Index(fields=("made_at",), name="reports_by_day"),)

    def __str__(self) -> str:
        return f"{self.case_id} · {self.ground}"


class Appeal(models.Model):
    """The author contests that their words are hidden; answered once, by somebody else when there is one."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="appeal")
    text = models.TextField(_("ce que dit l’auteur"), max_length=LONGEST)
    made_at = models.DateTimeField(_("contesté le"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    granted = models.BooleanField(_("acceptée"), null=True)
    answer = models.CharField(_("réponse"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("contestation")
        verbose_name_plural = _("contestations")

    def __str__(self) -> str:
        return f"{self.case_id} · {self.made_at:%Y-%m-%d}"


class Moderator(models.Model):
    """A person whom a steward trusts to read reports and to decide on them."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="moderates")
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    since = models.DateTimeField(_("depuis le"), default=timezone.now)

    class Meta:
        verbose_name = _("personne qui modère")
        verbose_name_plural = _("personnes qui modèrent")

    def __str__(self) -> str:
        return str(self.user_id)
