"""A commons: a resource put in common, fed by a community that gives itself rules."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from terreau.commons.models.words import Kind, Maturity
from terreau.foundation.markdown import plain
from terreau.foundation.search import Searchable
from terreau.needs.models import Need, Theme, slug_of
from terreau.people.models import Organisation
from terreau.territories.models import Territory

#: Not in the history: made from the text, or plumbing.
MADE = ("key", "touched_at")


class Commons(Searchable):
    """A resource, told by those who hold it; public from the first version.

    `kinds` and `places` repeat the links of the same name in the order given, so that lists and histories
    read them without a join. `licence_said` is what was written; `licence_spdx` and `licence_open` are what
    was understood of it ("" and None when nothing was). `origin` says where a commons brought in comes from.
    `version` counts changes of what the sheet says; `touched_at` moves with anything shown.
    """

    title = models.CharField(_("titre"), max_length=120)
    tagline = models.CharField(_("en une phrase"), max_length=240)
    story = models.TextField(_("récit"), max_length=12000, blank=True)
    kinds = models.JSONField(_("sortes"), default=list)
    maturity = models.CharField(_("avancement"), max_length=8, choices=Maturity, default=Maturity.IDEA)
    theme = models.CharField(_("thème"), max_length=16, choices=Theme, default=Theme.OTHER)
    territories = models.ManyToManyField(
        Territory, through="commons.CommonsTerritory", verbose_name=_("territoires"), related_name="commons"
    )
    places = models.JSONField(_("lieux"), default=list)
    needs = models.ManyToManyField(
        Need, through="commons.Answer", verbose_name=_("besoins"), related_name="commons"
    )
    licence_said = models.CharField(_("licence"), max_length=300, blank=True)
    licence_spdx = models.CharField(_("licence comprise"), max_length=300, blank=True, editable=False)
    licence_open = models.BooleanField(_("licence ouverte"), null=True, editable=False)
    links = models.JSONField(_("liens"), default=list)
    step_what = models.CharField(_("prochaine étape"), max_length=300, blank=True)
    step_when = models.DateField(_("échéance de l’étape"), null=True, blank=True)
    step_cost = models.PositiveIntegerField(_("coût de l’étape, en euros"), null=True, blank=True)
    contact = models.CharField(_("contact"), max_length=200, blank=True)

    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="commons_opened",
        verbose_name=_("ouvert par"),
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="commons_opened"
    )
    for_someone = models.BooleanField(_("ouvert pour un groupe"), default=False)
    paper_place = models.CharField(_("recueilli à"), max_length=160, blank=True)
    paper_date = models.DateField(_("recueilli le"), null=True, blank=True)
    is_example = models.BooleanField(_("exemple"), default=False)
    origin = models.JSONField(_("origine"), default=dict, blank=True)

    opened_at = models.DateTimeField(_("ouvert le"), default=timezone.now)
    changed_at = models.DateTimeField(_("modifié le"), default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    key = models.UUIDField(_("clé d’envoi"), unique=True, null=True, editable=False)

    history = HistoricalRecords(
        excluded_fields=[*MADE],
        history_change_reason_field=models.TextField(blank=True, null=True),
    )

    #: Set by the action that has just written it.
    just_opened = False

    class Meta:
        verbose_name = _("commun")
        verbose_name_plural = _("communs")
        constraints = (
            models.CheckConstraint(condition=Q(maturity__in=Maturity.values), name="commons_maturity_known"),
        )
        indexes = (
            models.Index(fields=("-opened_at", "-id"), name="commons_recent"),
            models.Index(fields=("-changed_at", "-id"), name="commons_moving"),
            models.Index(fields=("touched_at",), name="commons_touched"),
            models.Index(fields=("theme",), name="commons_theme"),
            models.Index(fields=("maturity",), name="commons_maturity"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("commons:commons", args=(self.pk,))

    def search_title(self) -> str:
        return self.title

    def search_body(self) -> str:
        said = (
            self.tagline,
            plain(self.story),
            self.kind_names,
            self.place_names,
            slug_of(Theme(self.theme)),
        )
        return "\n".join(filter(None, said))

    @property
    def kind_names(self) -> str:
        """Its kinds in words: "Données, Logiciel"."""
        return ", ".join(str(Kind(kind).label) for kind in self.kinds)

    @property
    def place_names(self) -> str:
        """The territories in words: "Échirolles, Grenoble"."""
        return ", ".join(place["name"] for place in self.places)


class CommonsTerritory(models.Model):
    """One territory where a commons lives."""

    commons = models.ForeignKey(Commons, on_delete=models.CASCADE, related_name="territory_links")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="commons_links")

    class Meta:
        verbose_name = _("territoire d’un commun")
        verbose_name_plural = _("territoires des communs")
        constraints = (
            models.UniqueConstraint(fields=("commons", "territory"), name="commons_once_a_territory"),
        )

    def __str__(self) -> str:
        return f"{self.commons_id} @ {self.territory_id}"


class CommonsKind(models.Model):
    """One kind that a commons is of: what lists are filtered by."""

    commons = models.ForeignKey(Commons, on_delete=models.CASCADE, related_name="kind_links")
    kind = models.CharField(_("sorte"), max_length=12, choices=Kind)

    class Meta:
        verbose_name = _("sorte d’un commun")
        verbose_name_plural = _("sortes des communs")
        constraints = (models.UniqueConstraint(fields=("kind", "commons"), name="commons_once_a_kind"),)

    def __str__(self) -> str:
        return f"{self.commons_id} · {self.kind}"


class Answer(models.Model):
    """A need that a commons answers."""

    commons = models.ForeignKey(Commons, on_delete=models.CASCADE, related_name="answers")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="answers")
    said_at = models.DateTimeField(_("dit le"), default=timezone.now)

    class Meta:
        verbose_name = _("besoin auquel un commun répond")
        verbose_name_plural = _("besoins auxquels des communs répondent")
        constraints = (models.UniqueConstraint(fields=("need", "commons"), name="answer_once"),)

    def __str__(self) -> str:
        return f"{self.commons_id} → {self.need_id}"
