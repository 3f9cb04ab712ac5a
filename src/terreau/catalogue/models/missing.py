"""What is missing: data that people ask for, until someone publishes them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.models.dataset import Dataset
from terreau.foundation.search import Searchable
from terreau.needs.models import Need, Theme, slug_of
from terreau.people.models import Organisation
from terreau.territories.models import Territory


class MissingData(Searchable):
    """Data that nobody publishes here yet: which, for what, who may hold them.

    `need` is the need that showed the gap, `raised` the need raised from it; `found` the data set that filled
    it. `wishes` counts the people who ask for it.
    """

    title = models.CharField(_("titre"), max_length=160)
    why = models.TextField(_("pour quoi faire"), max_length=3000, blank=True)
    holder = models.CharField(_("qui les a peut-être"), max_length=300, blank=True)
    theme = models.CharField(_("thème"), max_length=16, choices=Theme, default=Theme.OTHER)
    territories = models.ManyToManyField(
        Territory, through="catalogue.MissingTerritory", related_name="missing_data"
    )
    places = models.JSONField(_("lieux"), default=list)
    need = models.ForeignKey(
        Need, null=True, blank=True, on_delete=models.SET_NULL, related_name="missing_data"
    )
    raised = models.ForeignKey(Need, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    found = models.ForeignKey(
        Dataset, null=True, blank=True, on_delete=models.SET_NULL, related_name="filled_gaps"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("demandé le"), default=timezone.now)
    found_at = models.DateTimeField(_("trouvé le"), null=True, blank=True)
    touched_at = models.DateTimeField(default=timezone.now, editable=False)
    wishes = models.PositiveIntegerField(_("personnes qui les demandent"), default=0, editable=False)
    key = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        verbose_name = _("données qui manquent")
        verbose_name_plural = _("données qui manquent")
        indexes = (
            models.Index(fields=("-wishes", "-id"), name="missing_wished"),
            models.Index(fields=("touched_at",), name="missing_touched"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("catalogue:missing", args=(self.pk,))

    def search_title(self) -> str:
        return self.title

    def search_body(self) -> str:
        theme = Theme(self.theme)
        return "\n".join([self.why, self.holder, self.place_names, slug_of(theme), str(theme.label)])

    @property
    def place_names(self) -> str:
        """The territories in words."""
        return ", ".join(place["name"] for place in self.places)


class MissingTerritory(models.Model):
    """One territory for which data are missing."""

    missing = models.ForeignKey(MissingData, on_delete=models.CASCADE, related_name="territory_links")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="missing_links")

    class Meta:
        verbose_name = _("territoire de données qui manquent")
        verbose_name_plural = _("territoires de données qui manquent")
        constraints = (
            models.UniqueConstraint(fields=("missing", "territory"), name="missing_once_a_territory"),
        )

    def __str__(self) -> str:
        return f"{self.missing_id} @ {self.territory_id}"


class Wish(models.Model):
    """A person who asks for missing data; only the number is shown."""

    missing = models.ForeignKey(MissingData, on_delete=models.CASCADE, related_name="wish_links")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("demande de données")
        verbose_name_plural = _("demandes de données")
        constraints = (models.UniqueConstraint(fields=("missing", "user"), name="wish_once"),)

    def __str__(self) -> str:
        return f"{self.missing_id} · {self.user_id}"
