"""The two short lists of words that sort needs: what they are about, and where they stand."""

from __future__ import annotations

from functools import cache

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override


class Theme(models.TextChoices):
    AIR = "air", _("Air")
    WASTE = "waste", _("Déchets")
    HEAT = "heat", _("Chaleur et fraîcheur")
    MOBILITY = "mobility", _("Mobilité")
    ENERGY = "energy", _("Énergie")
    BIODIVERSITY = "biodiversity", _("Biodiversité")
    LIGHTING = "lighting", _("Éclairage")
    WATER = "water", _("Eau")
    YOUTH = "youth", _("Jeunesse")
    HEALTH = "health", _("Santé")
    RIGHTS = "rights", _("Accès aux droits")
    DIGITAL = "digital", _("Compétences numériques")
    WORK = "work", _("Travail")
    CULTURE = "culture", _("Culture")
    OTHER = "other", _("Autre")


class State(models.TextChoices):
    RAISED = "raised", _("Exprimé")
    LOOKED_AT = "looked-at", _("Examiné")
    BEING_ANSWERED = "being-answered", _("Réponse en cours")
    MET = "met", _("Satisfait")
    NOT_MET = "not-met", _("Non satisfait")
    CLOSED = "closed", _("Clos")


@cache
def slug_of(choice: Theme | State) -> str:
    """The French word of a choice as it stands in addresses, whatever the language of the page."""
    with override("fr"):
        return slugify(str(choice.label))


_THEMES = {key: theme for theme in Theme for key in (theme.value, slug_of(theme))}
_STATES = {key: state for state in State for key in (state.value, slug_of(state))}


def theme_said(said: str) -> Theme | None:
    """The theme a person or an address means, by code, French label or slug; None when there is none."""
    return _THEMES.get(slugify(said))


def state_said(said: str) -> State | None:
    """The state a person or an address means, by code, French label or slug; None when there is none."""
    return _STATES.get(slugify(said))
