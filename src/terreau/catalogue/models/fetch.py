"""A reading of a table at its address: asked for, going on, ended, and how."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.models.distribution import Distribution
from terreau.catalogue.models.version import Version


class Outcome(models.TextChoices):
    GOING = "", _("en cours")
    SAME = "same", _("rien de nouveau")
    WAITS = "waits", _("un fichier nouveau, à regarder")
    RENEWED = "renewed", _("une nouvelle version publiée")
    FAILED = "failed", _("échec")
    STOPPED = "stopped", _("arrêtée")


class Fetch(models.Model):
    """One reading of `url`. `asked_by` is None when the clock asked.

    `received` bytes came of `announced` (0 when the site does not say). `beat_at` moves as long as somebody
    works on it, so that a reading cut by a crash is known. `version` is what was brought, or the version that
    the file already was; `failure` a sentence, empty unless the outcome is FAILED.
    """

    distribution = models.ForeignKey(Distribution, on_delete=models.CASCADE, related_name="fetches")
    url = models.URLField(_("adresse"), max_length=1000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(_("demandée le"), default=timezone.now)
    beat_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    stop = models.BooleanField(default=False)
    received = models.PositiveBigIntegerField(default=0)
    announced = models.PositiveBigIntegerField(default=0)
    outcome = models.CharField(
        _("résultat"), max_length=8, choices=Outcome, default=Outcome.GOING, blank=True
    )
    failure = models.CharField(max_length=500, blank=True)
    version = models.ForeignKey(
        Version, null=True, blank=True, on_delete=models.SET_NULL, related_name="fetches"
    )

    class Meta:
        verbose_name = _("lecture d’une adresse")
        verbose_name_plural = _("lectures d’adresses")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("distribution",),
                condition=models.Q(ended_at__isnull=True),
                name="one_fetch_of_a_table_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.distribution_id} · {self.pk}"
