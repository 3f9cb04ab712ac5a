"""A need: what is missing here, told in plain words."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from terreau.foundation.markdown import plain
from terreau.foundation.search import Searchable
from terreau.needs.models.words import State, Theme, slug_of
from terreau.people.models import Organisation
from terreau.territories.models import Territory

#: Not in the history: counts have their own facts behind them, the others are made from the text or plumbing.
COUNTED = ("account_supports", "paper_supports", "supports", "touched_at")
MADE = ("key", "title_key", "summary")


class Need(Searchable):
    """What is missing or to be solved here, raised by a person, an organisation or a mediator for someone.

    `places` repeats `territories` as [{"ref", "name"}] in the order they were given: lists and histories read
    it without a join. `merged_into` always points to a need that is not merged itself: there are no chains.
    `version` counts changes of content and state (not supports): two people who edit at once are told.
    `changed_at` moves with content and state, `touched_at` with anything shown, supports included.
    """

    title = models.CharField(_("titre"), max_length=120)
    situation = models.TextField(_("situation"), max_length=6000)
    concerned = models.CharField(_("personnes concernées"), max_length=300, blank=True)
    theme = models.CharField(_("thème"), max_length=16, choices=Theme)
    tried = models.TextField(_("ce qui a été essayé"), max_length=3000, blank=True)
    met_when = models.TextField(_("ce qui montrerait que c’est résolu"), max_length=2000, blank=True)
    territories = models.ManyToManyField(
        Territory, through="needs.NeedTerritory", verbose_name=_("territoires"), related_name="needs"
    )
    places = models.JSONField(_("lieux"), default=list)

    state = models.CharField(_("état"), max_length=16, choices=State, default=State.RAISED)
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged",
        verbose_name=_("réuni à"),
    )

    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="needs_raised",
        verbose_name=_("exprimé par"),
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="needs",
        verbose_name=_("organisation"),
    )
    for_someone = models.BooleanField(_("exprimé pour quelqu’un"), default=False)
    paper_place = models.CharField(_("recueilli à"), max_length=160, blank=True)
    paper_date = models.DateField(_("recueilli le"), null=True, blank=True)
    is_example = models.BooleanField(_("exemple"), default=False)

    raised_at = models.DateTimeField(_("exprimé le"), default=timezone.now)
    changed_at = models.DateTimeField(_("modifié le"), default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    account_supports = models.PositiveIntegerField(_("soutiens avec un compte"), default=0, editable=False)
    paper_supports = models.PositiveIntegerField(_("soutiens sur papier"), default=0, editable=False)
    supports = models.GeneratedField(
        expression=F("account_supports") + F("paper_supports"),
        output_field=models.PositiveIntegerField(),
        db_persist=True,
        verbose_name=_("soutiens"),
    )

    summary = models.CharField(_("premiers mots"), max_length=200, editable=False, blank=True)
    key = models.UUIDField(_("clé d’envoi"), unique=True, null=True, editable=False)
    title_key = models.CharField(max_length=120, editable=False, db_index=True)

    history = HistoricalRecords(
        excluded_fields=[*COUNTED, *MADE],
        history_change_reason_field=models.TextField(blank=True, null=True),
    )

    #: Set by the action that has just written it.
    just_raised = False

    class Meta:
        verbose_name = _("besoin")
        verbose_name_plural = _("besoins")
        constraints = (
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="need_not_merged_into_itself"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="need_state_known"),
        )
        indexes = (
            models.Index(fields=("-raised_at", "-id"), condition=Q(merged_into=None), name="needs_recent"),
            models.Index(fields=("-supports", "-id"), condition=Q(merged_into=None), name="needs_supported"),
            models.Index(fields=("-changed_at", "-id"), condition=Q(merged_into=None), name="needs_moving"),
            models.Index(fields=("touched_at",), name="needs_touched"),
            models.Index(fields=("theme",), name="needs_theme"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("needs:need", args=(self.pk,))

    def search_title(self) -> str:
        return self.title

    def search_body(self) -> str:
        told = (self.situation, self.concerned, self.tried, self.met_when, self.place_names)
        return "\n".join([*(plain(text) for text in told if text), slug_of(Theme(self.theme))])

    @property
    def place_names(self) -> str:
        """The territories in words: "Échirolles, Grenoble"."""
        return ", ".join(place["name"] for place in self.places)


class NeedTerritory(models.Model):
    """One territory that a need is about."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="territory_links")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="need_links")

    class Meta:
        verbose_name = _("territoire d’un besoin")
        verbose_name_plural = _("territoires des besoins")
        constraints = (models.UniqueConstraint(fields=("need", "territory"), name="need_once_a_territory"),)

    def __str__(self) -> str:
        return f"{self.need_id} @ {self.territory_id}"
