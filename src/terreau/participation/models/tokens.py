"""API tokens, and what was sent with them so that a retry does nothing twice."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.people.models import Organisation


class Scope(models.TextChoices):
    """What a token opens. What is public is read without any."""

    READ = "read", _("Lire ce que je suis")
    NEEDS = "needs", _("Exprimer des besoins, les modifier, changer leur état, proposer d’en réunir")
    MERGE = "merge", _("Accepter ou refuser que des besoins soient réunis")
    SUPPORT = "support", _("Soutenir des besoins")
    COUNT = "count", _("Compter des soutiens sur papier")
    CONVERSE = "converse", _("Écrire dans les conversations, les clore, les rouvrir")
    FOLLOW = "follow", _("Suivre et ne plus suivre")
    MEET = "meet", _("Proposer des rendez-vous, les modifier, les annuler")
    ATTACH = "attach", _("Ajouter des photos et des fichiers, les décrire, les retirer")
    DATA = "data", _("Apporter des données, les vérifier, les décrire, demander celles qui manquent")
    PUBLISH = "publish", _("Publier des données, les retirer, décider des corrections")
    SUGGEST = "suggest", _("Proposer des corrections de données, demander avec d’autres celles qui manquent")
    RESTORE = "restore", _("Remettre une ancienne version en place")
    REPORT = "report", _("Signaler ce qui ne va pas, contester une décision")
    ORGANISE = "organise", _("Déclarer une organisation, modifier sa fiche")
    COMMONS = "commons", _("Ouvrir des communs, les décrire, écrire leurs pages, leurs règles, leurs usages")
    TAKE_PART = "take-part", _("Rejoindre un commun, le quitter, le reprendre, contester une contribution")


#: What only a person can do: an organisation neither supports, follows, reports, suggests nor joins.
PERSONAL_SCOPES = frozenset(
    {Scope.READ, Scope.SUPPORT, Scope.FOLLOW, Scope.REPORT, Scope.SUGGEST, Scope.TAKE_PART}
)


class ApiToken(models.Model):
    """A right given to a program by a person, for themselves or for an organisation they answer for.

    `sha256` is all that is kept of its secret, `head` its beginning. One of an organisation acts in its name
    as long as `user`, who made it, answers for the organisation.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="api_tokens"
    )
    name = models.CharField(_("nom"), max_length=80)
    sha256 = models.CharField(max_length=64, unique=True)
    head = models.CharField(_("début"), max_length=20)
    scopes = models.JSONField(_("ce qu’il permet"), default=list)
    made_at = models.DateTimeField(_("créé le"), default=timezone.now)
    ends_on = models.DateField(_("valable jusqu’au"))
    used_on = models.DateField(_("dernier usage"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("révoqué le"), null=True, blank=True)
    key = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        verbose_name = _("jeton")
        verbose_name_plural = _("jetons")
        indexes = (models.Index(fields=("ends_on",), name="tokens_by_end"),)

    def __str__(self) -> str:
        return f"{self.head}… · {self.name}"

    @property
    def ended(self) -> bool:
        return self.ends_on < timezone.localdate()

    @property
    def standing(self) -> bool:
        """It still opens what it opened."""
        return self.revoked_at is None and not self.ended

    @property
    def permits(self) -> list[str]:
        """What it opens, in words."""
        return [str(scope.label) for scope in Scope if scope in self.scopes]


class SentOnce(models.Model):
    """A request sent with an idempotency key, and its answer: sent again, it gets that answer again."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="sent", db_index=False)
    key = models.CharField(max_length=100)
    request_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("envoi par l’API")
        verbose_name_plural = _("envois par l’API")
        constraints = (models.UniqueConstraint(fields=("token", "key"), name="sent_once_a_key"),)

    def __str__(self) -> str:
        return f"{self.token_id} · {self.key}"
