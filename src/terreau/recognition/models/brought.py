"""Badges given under another address, brought here whole by who answers for their issuer."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.recognition.models.achievement import Achievement
from terreau.recognition.models.award import Standing, Visibility, new_code
from terreau.recognition.models.issuer import Issuer


class Brought(models.Model):
    """An issuer elsewhere, as its own archive tells it: who it was, its keys, its signed lists.

    `origin` is its id there, in every badge it signed; `documents` holds what was read at its addresses.
    `confirmed_at` says when the origin itself published these very keys: without that, anyone could write an
    archive in the name of anybody, and what is kept here proves nothing to others.
    """

    issuer = models.ForeignKey(Issuer, on_delete=models.CASCADE, related_name="brought")
    origin = models.CharField(_("identifiant d’origine"), max_length=500)
    host = models.CharField(_("instance d’origine"), max_length=260, db_index=True)
    name = models.CharField(_("nom"), max_length=160)
    url = models.CharField(_("adresse"), max_length=500, blank=True)
    documents = models.JSONField(_("documents"), default=dict)
    history = models.JSONField(_("histoire des clés"), default=list)
    exported_at = models.DateTimeField(_("exporté le"))
    brought_at = models.DateTimeField(_("apporté le"), default=timezone.now)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("clés confirmées le"), null=True, blank=True)

    class Meta:
        verbose_name = _("émetteur apporté")
        verbose_name_plural = _("émetteurs apportés")
        constraints = (models.UniqueConstraint(fields=("issuer", "origin"), name="brought_once"),)

    def __str__(self) -> str:
        return f"{self.name} · {self.host}"


class BroughtAward(models.Model):
    """A badge given elsewhere, its signed file unchanged; `origin` is its id, an address of the origin."""

    brought = models.ForeignKey(Brought, on_delete=models.CASCADE, related_name="awards")
    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    origin = models.CharField(_("identifiant d’origine"), max_length=500)
    achievement = models.ForeignKey(
        Achievement, null=True, blank=True, on_delete=models.SET_NULL, related_name="brought_awards"
    )
    credential = models.JSONField(_("badge signé"))
    standing = models.CharField(_("réponse"), max_length=8, choices=Standing)
    visibility = models.CharField(_("qui peut le voir"), max_length=8, choices=Visibility)
    revoked = models.BooleanField(_("révoqué"), default=False)
    suspended = models.BooleanField(_("suspendu"), default=False)
    status_reason = models.CharField(_("raison"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("badge apporté")
        verbose_name_plural = _("badges apportés")
        constraints = (models.UniqueConstraint(fields=("brought", "origin"), name="brought_award_once"),)

    def __str__(self) -> str:
        return self.origin

    def get_absolute_url(self) -> str:
        return reverse("recognition:brought", args=(self.code,))

    @property
    def said(self) -> dict[str, Any]:
        """What is recognised, as the signed file says it."""
        subject = self.credential.get("credentialSubject")
        subject = subject[0] if isinstance(subject, list) and subject else subject
        about = subject.get("achievement") if isinstance(subject, dict) else None
        return about if isinstance(about, dict) else {}

    @property
    def name(self) -> str:
        return str(self.said.get("name") or "")
