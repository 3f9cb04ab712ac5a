"""Table Schemas that this instance knows: loaded by file, address or folder, and kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TableSchema(models.Model):
    """A Table Schema as it was read: `descriptor` whole, `digest` the SHA-256 of its bytes.

    `slug` names it in addresses and commands; a new version of one schema is another row, and `current` tells
    which one files are checked against.
    """

    slug = models.SlugField(max_length=80)
    name = models.CharField(_("nom"), max_length=120)
    title = models.CharField(_("titre"), max_length=200)
    description = models.TextField(blank=True)
    version = models.CharField(_("version"), max_length=40, blank=True)
    theme = models.CharField(_("thème"), max_length=16, blank=True)
    source = models.CharField(_("origine"), max_length=500, blank=True)
    descriptor = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)
    current = models.BooleanField(_("en usage"), default=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(_("ajouté le"), default=timezone.now)

    class Meta:
        verbose_name = _("schéma")
        verbose_name_plural = _("schémas")
        constraints = (
            models.UniqueConstraint(
                fields=("slug",), condition=models.Q(current=True), name="one_current_schema_a_slug"
            ),
        )

    def __str__(self) -> str:
        return self.title or self.name
