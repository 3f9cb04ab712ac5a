"""What a commons brought from elsewhere keeps of its origin, and archives made in the background."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.commons.models.commons import Commons


class Inherited(models.Model):
    """One thing that came with a fork: how its origin names it, and its digest there.

    `key` is the row that it became here, "" for what is kept as a record of the origin (`said`): decisions,
    contributions, uses and people belong to the community there. Merging back will find both by `origin`.
    """

    class Sort(models.TextChoices):
        PAGE = "page", _("Page")
        VERSION = "version", _("Version de page")
        RULE = "rule", _("Règle")
        COMPONENT = "component", _("Composant")
        FILE = "file", _("Fichier")
        PERSON = "person", _("Personne ou organisation créditée")
        MEMBER = "member", _("Rôle")
        DECISION = "decision", _("Décision")
        CONTRIBUTION = "contribution", _("Contribution")
        USE = "use", _("Usage")
        PART_USED = "part-used", _("Composant utilisé")
        NEED = "need", _("Besoin")

    commons = models.ForeignKey(Commons, on_delete=models.CASCADE, related_name="inherited")
    sort = models.CharField(max_length=12, choices=Sort)
    origin = models.CharField(max_length=500)
    digest = models.CharField(max_length=64)
    key = models.CharField(max_length=40, blank=True)
    said = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("chose reprise d’un autre commun")
        verbose_name_plural = _("choses reprises d’autres communs")
        constraints = (
            models.UniqueConstraint(fields=("commons", "sort", "origin"), name="inherited_once_a_thing"),
        )

    def __str__(self) -> str:
        return f"{self.commons_id} · {self.sort} · {self.origin}"


class Prepared(models.Model):
    """The archive of a large commons, made out of sight of any page, then given for a day."""

    class State(models.TextChoices):
        WAITING = "waiting", _("en préparation")
        READY = "ready", _("prête")
        FAILED = "failed", _("pas faite")

    commons = models.OneToOneField(Commons, on_delete=models.CASCADE, related_name="prepared")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True)
    #: When the commons had last moved as the archive was made.
    as_of = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    bytes = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("archive préparée")
        verbose_name_plural = _("archives préparées")

    def __str__(self) -> str:
        return f"{self.commons_id} · {self.state}"
