"""What other portals publish about here: their catalogues, each reading of them, what was read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.models.distribution import Refresh
from terreau.foundation.languages import reader_language
from terreau.foundation.search import Searchable
from terreau.saying import kept_in


class HarvestSource(models.Model):
    """A catalogue of another portal, read again and again.

    `next_at` is when it is read next, None when it is not; `held_since` the moment since which somebody reads
    it, so that two do not. `count` is how many of its data sets are announced now.
    """

    title = models.CharField(_("nom"), max_length=160)
    url = models.URLField(_("adresse du catalogue"), max_length=500, unique=True)
    every = models.CharField(_("relire"), max_length=8, choices=Refresh, default=Refresh.WEEKLY)
    next_at = models.DateTimeField(null=True, blank=True)
    count = models.PositiveIntegerField(default=0, editable=False)
    read_at = models.DateTimeField(_("lu le"), null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(_("ajouté le"), default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("catalogue moissonné")
        verbose_name_plural = _("catalogues moissonnés")
        indexes = (
            models.Index(
                fields=("next_at",),
                name="sources_to_read",
                condition=models.Q(next_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("catalogue:source", args=(self.pk,))


class HarvestRun(models.Model):
    """One reading of a source. A trial (`is_trial`) counts what would change and changes nothing.

    `beat_at` moves at each page, so that a reading cut by a crash is known; `left` lists
    [{"title", "why"}] of what could not be taken, in both languages (`saying.in_both`); `failure` is a
    sentence, empty when all was read, and `failure_english` the same, empty for readings of before.
    """

    source = models.ForeignKey(HarvestSource, on_delete=models.CASCADE, related_name="runs")
    is_trial = models.BooleanField(_("essai"), default=False)
    asked_at = models.DateTimeField(default=timezone.now)
    beat_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    stop = models.BooleanField(default=False)
    pages = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    announced = models.PositiveIntegerField(null=True, blank=True)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    left_count = models.PositiveIntegerField(default=0)
    left = models.JSONField(default=list)
    sample = models.JSONField(default=list)
    failure = models.CharField(max_length=500, blank=True)
    failure_english = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("moisson")
        verbose_name_plural = _("moissons")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("source",),
                condition=models.Q(ended_at__isnull=True),
                name="one_harvest_of_a_source_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source_id} · {self.pk}"

    @property
    def failure_told(self) -> str:
        """In the language of whoever reads."""
        english = self.failure_english or self.failure
        return self.failure if reader_language() == "fr" else english

    @property
    def left_told(self) -> list[dict[str, str]]:
        """What could not be taken, in the language of whoever reads."""
        return [kept_in(one, reader_language()) for one in self.left]


class HarvestedDataset(Searchable):
    """A data set that another portal announces: what helps to find it is kept, and nobody's address.

    `key` is its dct:identifier there, else its IRI: with the source it names it once for ever. `digest` tells
    whether it changed; `gone_at` since when its source announces it no more. `distributions` is
    [{"title", "url", "form", "size"}], `places` [{"name", "code"}], `standards` the slugs it follows.
    """

    source = models.ForeignKey(HarvestSource, on_delete=models.CASCADE, related_name="datasets")
    key = models.CharField(max_length=500)
    title = models.CharField(_("titre"), max_length=500)
    description = models.TextField(blank=True)
    publisher = models.CharField(_("producteur"), max_length=500, blank=True)
    keywords = models.JSONField(default=list)
    licence = models.CharField(max_length=40, blank=True)
    licence_said = models.CharField(max_length=500, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    issued = models.CharField(max_length=32, blank=True)
    modified = models.CharField(max_length=32, blank=True)
    frequency = models.CharField(max_length=12, blank=True)
    places = models.JSONField(default=list)
    period = models.CharField(max_length=80, blank=True)
    distributions = models.JSONField(default=list)
    standards = models.JSONField(default=list)
    standard = models.CharField(max_length=120, blank=True, db_index=True)
    digest = models.CharField(max_length=64)
    first_seen_at = models.DateTimeField(default=timezone.now)
    seen_in = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("jeu de données d’un autre portail")
        verbose_name_plural = _("jeux de données d’autres portails")
        constraints = (models.UniqueConstraint(fields=("source", "key"), name="harvested_once"),)
        indexes = (models.Index(fields=("source", "gone_at", "title"), name="harvested_of_a_source"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("catalogue:elsewhere", args=(self.pk,))

    def search_title(self) -> str:
        return self.title

    def search_body(self) -> str:
        names = [one.get("name", "") for one in self.places]
        return "\n".join([self.description[:5_000], " ".join(self.keywords), self.publisher, *names])
