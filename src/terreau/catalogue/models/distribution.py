"""A distribution: one table of a data set, whose versions are all kept."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.models.dataset import Dataset
from terreau.catalogue.models.schema import TableSchema


class Refresh(models.TextChoices):
    NEVER = "never", _("Jamais")
    DAILY = "daily", _("Chaque jour")
    WEEKLY = "weekly", _("Chaque semaine")
    MONTHLY = "monthly", _("Chaque mois")


class Distribution(models.Model):
    """A table of a data set (https://www.w3.org/TR/vocab-dcat-3/#Class:Distribution).

    `url` is where it is fetched from again, `refresh` how often, from `next_refresh_at` on, unless that was
    stopped (`refresh_stopped_at`). `etag` and `last_modified` are what its site said of the file that was
    read last. `failure` is what the last reading stumbled on, `failures` how many did in a row since
    `failing_since`; `failure_told_at` when those in charge were written to about them, once.
    `mapping` is replayed on the next file: {"mapping": {column: field}, "accepted": [conversion…]}.
    `published` is the version everyone reads.
    """

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="distributions")
    title = models.CharField(_("titre"), max_length=160)
    description = models.CharField(_("description"), max_length=1000, blank=True)
    schema = models.ForeignKey(
        TableSchema, null=True, blank=True, on_delete=models.SET_NULL, related_name="distributions"
    )
    mapping = models.JSONField(default=dict)
    url = models.URLField(_("adresse du fichier"), max_length=1000, blank=True)
    refresh = models.CharField(_("relire"), max_length=8, choices=Refresh, default=Refresh.NEVER)
    refreshed_at = models.DateTimeField(_("relu le"), null=True, blank=True)
    next_refresh_at = models.DateTimeField(null=True, blank=True)
    refresh_stopped_at = models.DateTimeField(_("relecture arrêtée le"), null=True, blank=True)
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    failure = models.CharField(_("dernier échec"), max_length=500, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    failure_told_at = models.DateTimeField(null=True, blank=True)
    published = models.ForeignKey(
        "catalogue.Version", null=True, blank=True, on_delete=models.RESTRICT, related_name="published_in"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("fichier d’un jeu de données")
        verbose_name_plural = _("fichiers des jeux de données")
        indexes = (
            models.Index(
                fields=("next_refresh_at",),
                name="distributions_to_refresh",
                condition=models.Q(next_refresh_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.title
