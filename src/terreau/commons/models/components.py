"""Components: parts with an interface, that several commons use."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from terreau.commons.models.commons import Commons


class Component(models.Model):
    """A part of a commons that others may take: how it is plugged in, which version, under which licence."""

    commons = models.ForeignKey(Commons, on_delete=models.CASCADE, related_name="components")
    title = models.CharField(_("nom"), max_length=120)
    interface = models.TextField(_("interface"), max_length=3000)
    current_version = models.CharField(_("version"), max_length=60)
    licence_said = models.CharField(_("licence"), max_length=300, blank=True)
    licence_spdx = models.CharField(max_length=300, blank=True, editable=False)
    licence_open = models.BooleanField(null=True, editable=False)
    documents = models.JSONField(_("documents"), default=list)
    made_at = models.DateTimeField(_("déclaré le"), default=timezone.now)
    changed_at = models.DateTimeField(_("modifié le"), default=timezone.now)

    history = HistoricalRecords(history_change_reason_field=models.TextField(blank=True, null=True))

    class Meta:
        verbose_name = _("composant")
        verbose_name_plural = _("composants")
        constraints = (models.UniqueConstraint(fields=("commons", "title"), name="one_component_a_title"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("commons:component", args=(self.pk,))


class ComponentUse(models.Model):
    """A commons that uses a component: which version, how many, changed or not, what for."""

    component = models.ForeignKey(Component, on_delete=models.CASCADE, related_name="uses")
    commons = models.ForeignKey(Commons, on_delete=models.CASCADE, related_name="component_uses")
    used_version = models.CharField(_("version utilisée"), max_length=60, blank=True)
    quantity = models.PositiveIntegerField(_("combien"), default=1)
    modified = models.BooleanField(_("modifié"), default=False)
    purpose = models.CharField(_("pour quoi faire"), max_length=300, blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    said_at = models.DateTimeField(_("dit le"), default=timezone.now)
    ended_at = models.DateTimeField(_("fini le"), null=True, blank=True)

    class Meta:
        verbose_name = _("usage d’un composant")
        verbose_name_plural = _("usages des composants")
        constraints = (
            models.UniqueConstraint(
                fields=("component", "commons"), condition=Q(ended_at=None), name="one_use_a_component"
            ),
        )
        indexes = (models.Index(fields=("commons",), condition=Q(ended_at=None), name="component_uses_of"),)

    def __str__(self) -> str:
        return f"{self.commons_id} ← {self.component_id}"
