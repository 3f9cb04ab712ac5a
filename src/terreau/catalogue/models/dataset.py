"""A data set: what it says, of where and when, who decides about it, what it may be used for."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from terreau.catalogue.models.words import DataLicence, Frequency, PersonalData, State
from terreau.foundation.markdown import plain
from terreau.foundation.search import Searchable
from terreau.needs.models import Need, Theme, slug_of
from terreau.people.models import Organisation
from terreau.territories.models import Territory

#: Not in the history: plumbing, or made from the rest.
MADE = ("key", "summary", "touched_at", "quality", "quality_points", "portrait")


def new_identifier() -> str:
    """The dct:identifier of a data set born here."""
    return str(uuid4())


class Dataset(Searchable):
    """A DCAT dataset (https://www.w3.org/TR/vocab-dcat-3/#Class:Dataset).

    `places` repeats `territories` as [{"ref", "name"}] in the order given. `producer` names who made the data
    when that is not the organisation which publishes. `questions` holds one question a line that the data can
    answer. `decided_by`, `collected_by`, `personal_data` are its governance. `identifier` is the
    dct:identifier; `origin` the address it was harvested from, "" for data brought in here. `quality` (0 to
    100) and `quality_points` are computed at each change; `portrait` is what it says here first.
    """

    title = models.CharField(_("titre"), max_length=160)
    description = models.TextField(_("description"), max_length=6000, blank=True)
    theme = models.CharField(_("thème"), max_length=16, choices=Theme, default=Theme.OTHER)
    questions = models.TextField(_("questions auxquelles répondre"), max_length=2000, blank=True)
    needs = models.ManyToManyField(
        Need, through="catalogue.DatasetNeed", verbose_name=_("besoins servis"), related_name="datasets"
    )
    territories = models.ManyToManyField(
        Territory,
        through="catalogue.DatasetTerritory",
        verbose_name=_("territoires"),
        related_name="datasets",
    )
    places = models.JSONField(_("lieux"), default=list)
    period_start = models.DateField(_("données depuis le"), null=True, blank=True)
    period_end = models.DateField(_("données jusqu’au"), null=True, blank=True)
    licence = models.CharField(
        _("licence"), max_length=40, choices=DataLicence, default=DataLicence.OUVERTE, blank=True
    )
    frequency = models.CharField(
        _("mise à jour"), max_length=12, choices=Frequency, default=Frequency.UNKNOWN
    )
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="datasets",
        verbose_name=_("organisation"),
    )
    producer = models.CharField(_("producteur"), max_length=160, blank=True)

    decided_by = models.CharField(_("qui décide"), max_length=300, blank=True)
    collected_by = models.CharField(_("qui recueille"), max_length=300, blank=True)
    personal_data = models.CharField(
        _("données personnelles"), max_length=12, choices=PersonalData, default=PersonalData.UNKNOWN
    )

    state = models.CharField(_("état"), max_length=12, choices=State, default=State.DRAFT)
    state_reason = models.CharField(_("raison"), max_length=1000, blank=True)
    embargo_until = models.DateField(_("embargo jusqu’au"), null=True, blank=True)

    identifier = models.CharField(
        _("identifiant"), max_length=300, unique=True, default=new_identifier, editable=False
    )
    origin = models.URLField(_("origine"), max_length=500, blank=True)
    is_example = models.BooleanField(_("exemple"), default=False)

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="datasets",
        verbose_name=_("apporté par"),
    )
    created_at = models.DateTimeField(_("apporté le"), default=timezone.now)
    published_at = models.DateTimeField(_("publié le"), null=True, blank=True)
    changed_at = models.DateTimeField(_("modifié le"), default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    quality = models.PositiveSmallIntegerField(_("qualité"), default=0, editable=False)
    quality_points = models.JSONField(default=list, editable=False)
    portrait = models.JSONField(default=dict, editable=False)
    summary = models.CharField(_("premiers mots"), max_length=200, editable=False, blank=True)
    key = models.UUIDField(_("clé d’envoi"), unique=True, null=True, editable=False)

    history = HistoricalRecords(
        excluded_fields=[*MADE],
        history_change_reason_field=models.TextField(blank=True, null=True),
    )

    class Meta:
        verbose_name = _("jeu de données")
        verbose_name_plural = _("jeux de données")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="dataset_state_known"),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN) | ~Q(state_reason=""),
                name="dataset_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.EMBARGOED) | Q(embargo_until__isnull=False),
                name="dataset_embargo_has_an_end",
            ),
        )
        indexes = (
            models.Index(fields=("state", "-changed_at", "-id"), name="datasets_recent"),
            models.Index(fields=("touched_at",), name="datasets_touched"),
            models.Index(fields=("theme",), name="datasets_theme"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("catalogue:dataset", args=(self.pk,))

    def search_title(self) -> str:
        return self.title

    def search_body(self) -> str:
        told = (plain(self.description), self.questions, self.producer, self.place_names)
        theme = Theme(self.theme)
        return "\n".join([*(text for text in told if text), slug_of(theme), str(theme.label)])

    @property
    def place_names(self) -> str:
        """The territories in words: "Échirolles, Grenoble"."""
        return ", ".join(place["name"] for place in self.places)

    @property
    def question_list(self) -> list[str]:
        """The questions it can answer, one by one."""
        return [line.strip() for line in self.questions.splitlines() if line.strip()]

    @property
    def is_public(self) -> bool:
        """Whether its rows may be read by everyone."""
        return self.state == State.PUBLISHED


class DatasetTerritory(models.Model):
    """One territory that a data set is about."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="territory_links")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="dataset_links")

    class Meta:
        verbose_name = _("territoire d’un jeu de données")
        verbose_name_plural = _("territoires des jeux de données")
        constraints = (
            models.UniqueConstraint(fields=("dataset", "territory"), name="dataset_once_a_territory"),
        )

    def __str__(self) -> str:
        return f"{self.dataset_id} @ {self.territory_id}"


class DatasetNeed(models.Model):
    """A need that a data set helps to measure or to answer."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="need_links")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="dataset_links")

    class Meta:
        verbose_name = _("besoin servi par un jeu de données")
        verbose_name_plural = _("besoins servis par des jeux de données")
        constraints = (models.UniqueConstraint(fields=("dataset", "need"), name="dataset_once_a_need"),)

    def __str__(self) -> str:
        return f"{self.dataset_id} → {self.need_id}"
