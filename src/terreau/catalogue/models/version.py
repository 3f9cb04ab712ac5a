"""A version of a distribution: the raw file as it came, and what was made of it."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.models.distribution import Distribution
from terreau.foundation.languages import reader_language
from terreau.saying import kept_in


def new_code() -> str:
    """What opens a report to whoever was given its address."""
    return secrets.token_urlsafe(16)


class Standing(models.TextChoices):
    RECEIVED = "received", _("Reçu")
    CHECKED = "checked", _("Vérifié")
    UNREADABLE = "unreadable", _("Illisible")
    READY = "ready", _("Prêt à publier")
    PUBLISHED = "published", _("Publié")
    REPLACED = "replaced", _("Remplacé")
    CANCELLED = "cancelled", _("Abandonné")


class Job(models.TextChoices):
    NONE = "", ""
    CHECK = "check", _("Vérification en cours")
    MEND = "mend", _("Mise au propre en cours")


class Version(models.Model):
    """`raw_*` is the file as it came, never changed; `clean_*`, `parquet_*`, `journal_*` what was made of it.

    All are files of the store, named by the SHA-256 of their bytes; an empty digest says there is none.
    `understood` is what `describe` said; `options` what the person said instead. `columns` is
    [{"name", "type"}] of the clean table. `job` is what is being done since `job_at`, `done` percent of it,
    `stop` that the person asked to stop; `refusal` says why a file is unreadable: {"title", "message",
    "remedy"}, and the same in English under "en".
    `personal` lists what was detected about people; nothing is published before `personal_confirmed_at`.
    """

    distribution = models.ForeignKey(Distribution, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=32, unique=True, default=new_code, editable=False)
    standing = models.CharField(_("état"), max_length=12, choices=Standing, default=Standing.RECEIVED)

    file_name = models.CharField(_("fichier"), max_length=160)
    raw_digest = models.CharField(max_length=64, db_index=True)
    raw_suffix = models.CharField(max_length=12, blank=True)
    raw_bytes = models.PositiveBigIntegerField(default=0)
    clean_digest = models.CharField(max_length=64, blank=True, db_index=True)
    clean_bytes = models.PositiveBigIntegerField(default=0)
    parquet_digest = models.CharField(max_length=64, blank=True, db_index=True)
    journal_digest = models.CharField(max_length=64, blank=True, db_index=True)

    options = models.JSONField(default=dict)
    understood = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    rows = models.PositiveBigIntegerField(default=0)
    accepted = models.JSONField(default=list)
    corrected = models.PositiveBigIntegerField(default=0)
    refusal = models.JSONField(default=dict)

    job = models.CharField(max_length=8, choices=Job, default=Job.NONE, blank=True)
    job_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    stop = models.BooleanField(default=False)

    personal = models.JSONField(default=list)
    personal_confirmed_at = models.DateTimeField(null=True, blank=True)
    personal_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    personal_reason = models.CharField(max_length=500, blank=True)

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("reçu le"), default=timezone.now)
    published_at = models.DateTimeField(_("publié le"), null=True, blank=True)

    class Meta:
        verbose_name = _("version d’un fichier")
        verbose_name_plural = _("versions des fichiers")
        constraints = (
            models.UniqueConstraint(fields=("distribution", "number"), name="version_numbered_once"),
            models.CheckConstraint(
                condition=~models.Q(standing="published") | ~models.Q(clean_digest=""),
                name="published_version_has_its_file",
            ),
        )

    def __str__(self) -> str:
        return f"{self.file_name} · {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("catalogue:report", args=(self.code,))

    @property
    def refusal_told(self) -> dict[str, str]:
        """Why the file is unreadable, in the language of whoever reads where the engine said it in both."""
        return kept_in(self.refusal, reader_language())
