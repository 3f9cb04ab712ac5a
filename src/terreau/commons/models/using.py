"""Who uses a commons, and for what."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.commons.models.commons import Commons
from terreau.people.models import Organisation


class Use(models.Model):
    """An organisation that uses a commons: since when, which version, what for, what shows it."""

    commons = models.ForeignKey(Commons, on_delete=models.CASCADE, related_name="uses")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="commons_used"
    )
    name = models.CharField(_("nom"), max_length=160, blank=True)
    since = models.DateField(_("depuis"), null=True, blank=True)
    used_version = models.CharField(_("version utilisée"), max_length=60, blank=True)
    purpose = models.CharField(_("pour quoi faire"), max_length=300)
    evidence = models.URLField(_("ce qui le montre"), max_length=500, blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    said_at = models.DateTimeField(_("dit le"), default=timezone.now)
    ended_at = models.DateTimeField(_("fini le"), null=True, blank=True)

    class Meta:
        verbose_name = _("usage d’un commun")
        verbose_name_plural = _("usages des communs")
        indexes = (models.Index(fields=("commons", "-said_at"), name="uses_of"),)

    def __str__(self) -> str:
        return f"{self.commons_id} · {self.name or self.organisation_id}"

    @property
    def who(self) -> str:
        """The organisation, by its page's name or the name given."""
        return self.organisation.public_name if self.organisation else self.name
