"""Wiki pages of a commons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from terreau.commons.models.commons import Commons
from terreau.foundation.markdown import plain
from terreau.foundation.search import Searchable

if TYPE_CHECKING:
    import datetime as dt

#: Characters of a page; what Markdown is rendered up to.
LONGEST_PAGE = 50_000


class WikiPage(Searchable):
    """A page that anyone with an account may write, with its whole history.

    `slug` is made once from the title: links by title keep leading to it. `written_as` names who wrote this
    version elsewhere, for versions that were imported. While `protected_until` is to come, only those who
    care for the commons write it.
    """

    commons = models.ForeignKey(Commons, on_delete=models.CASCADE, related_name="pages")
    slug = models.SlugField(max_length=120, editable=False)
    title = models.CharField(_("titre"), max_length=160)
    text = models.TextField(_("texte"), max_length=LONGEST_PAGE, blank=True)
    written_as = models.CharField(_("écrit ailleurs par"), max_length=160, blank=True)
    made_at = models.DateTimeField(_("créée le"), default=timezone.now)
    changed_at = models.DateTimeField(_("modifiée le"), default=timezone.now)
    version = models.PositiveIntegerField(default=1, editable=False)
    protected_until = models.DateTimeField(_("protégée jusqu’au"), null=True, blank=True)
    protected_reason = models.CharField(_("raison de la protection"), max_length=300, blank=True)
    protected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    history = HistoricalRecords(
        excluded_fields=["slug", "made_at", "protected_until", "protected_reason", "protected_by"],
        history_change_reason_field=models.TextField(blank=True, null=True),
    )

    class Meta:
        verbose_name = _("page d’un commun")
        verbose_name_plural = _("pages des communs")
        constraints = (models.UniqueConstraint(fields=("commons", "slug"), name="one_page_a_slug"),)
        indexes = (models.Index(fields=("commons", "-changed_at"), name="pages_moving"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("commons:page", args=(self.commons_id, self.slug))

    def search_title(self) -> str:
        return self.title

    def search_body(self) -> str:
        return plain(self.text)

    def is_protected(self, now: dt.datetime | None = None) -> bool:
        """Whether only those who care for the commons may write it now."""
        return self.protected_until is not None and self.protected_until > (now or timezone.now())


class PageLink(models.Model):
    """Where a page leads: to a page of a commons ("" for the commons itself), there or not yet."""

    page = models.ForeignKey(WikiPage, on_delete=models.CASCADE, related_name="links")
    commons = models.ForeignKey(Commons, on_delete=models.CASCADE, related_name="+", db_index=False)
    slug = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("lien d’une page")
        verbose_name_plural = _("liens des pages")
        constraints = (
            models.UniqueConstraint(fields=("commons", "slug", "page"), name="one_link_a_page_and_target"),
        )

    def __str__(self) -> str:
        return f"{self.page_id} → {self.commons_id}/{self.slug}"
