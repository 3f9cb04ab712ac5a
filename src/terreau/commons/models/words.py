"""The short lists of words that sort commons: what they are, how far they are, who does what there."""

from __future__ import annotations

from functools import cache

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override


class Kind(models.TextChoices):
    """What is put in common; a commons may be several of these at once."""

    DATA = "data", _("Données")
    SOFTWARE = "software", _("Logiciel")
    KNOWLEDGE = "knowledge", _("Connaissance")
    HARDWARE = "hardware", _("Matériel")
    PLACE = "place", _("Lieu")
    ORGANISATION = "organisation", _("Organisation")


class Maturity(models.TextChoices):
    IDEA = "idea", _("Idée")
    TRIED = "tried", _("À l’essai")
    USED = "used", _("Utilisé")
    SPREAD = "spread", _("Repris ailleurs")
    ASLEEP = "asleep", _("En sommeil")


class Side(models.TextChoices):
    SOUGHT = "sought", _("Recherché")
    OFFERED = "offered", _("Proposé")


class Means(models.TextChoices):
    """What a commons looks for or offers."""

    MONEY = "money", _("Financement")
    SKILL = "skill", _("Compétence")
    PLACE = "place", _("Lieu")
    GROUND = "ground", _("Terrain d’essai")
    DATA = "data", _("Données")
    PART = "part", _("Pièce ou matériel")
    TIME = "time", _("Temps")


class Role(models.TextChoices):
    """What one is in the community of a commons; organisations hold or take part, people do the rest."""

    STEWARD = "steward", _("Veille sur le commun")
    HOLDER = "holder", _("Porte le commun")
    CONTRIBUTOR = "contributor", _("Contribue")
    MEMBER = "member", _("Suit et participe")


class LinkSort(models.TextChoices):
    SITE = "site", _("Site")
    SOURCE = "source", _("Code, plans ou fichiers sources")
    DOCUMENTATION = "documentation", _("Documentation")
    TALK = "talk", _("Lieu d’échange")
    DATA = "data", _("Jeu de données lié")
    OTHER = "other", _("Autre lien")


Choice = Kind | Maturity | Means


@cache
def slug_of(choice: Choice) -> str:
    """The French word of a choice as it stands in addresses, whatever the language of the page."""
    with override("fr"):
        return slugify(str(choice.label).replace("’", " "))


_KINDS = {key: kind for kind in Kind for key in (kind.value, slug_of(kind), slug_of(kind) + "s")}
_MATURITIES = {key: step for step in Maturity for key in (step.value, slug_of(step))}
_MEANS = {key: means for means in Means for key in (means.value, slug_of(means))}


def kind_said(said: str) -> Kind | None:
    """The kind someone means, by code or French word; None when there is none."""
    return _KINDS.get(slugify(said))


def maturity_said(said: str) -> Maturity | None:
    """How far it is, by code or French word; None when there is none."""
    return _MATURITIES.get(slugify(said))


def means_said(said: str) -> Means | None:
    """What is looked for, by code or French word; None when there is none."""
    return _MEANS.get(slugify(said))
