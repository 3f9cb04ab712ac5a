"""Short lists of words that describe a data set."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("En préparation")
    PUBLISHED = "published", _("Publié")
    EMBARGOED = "embargoed", _("Sous embargo")
    WITHDRAWN = "withdrawn", _("Retiré")


class Frequency(models.TextChoices):
    """How often the data are made anew; codes of the EU vocabulary, in small letters.

    https://op.europa.eu/en/web/eu-vocabularies/dataset/-/resource?uri=http://publications.europa.eu/resource/dataset/frequency
    """

    UNKNOWN = "unknown", _("Pas connue")
    CONTINUOUS = "cont", _("En continu")
    DAILY = "daily", _("Chaque jour")
    WEEKLY = "weekly", _("Chaque semaine")
    MONTHLY = "monthly", _("Chaque mois")
    QUARTERLY = "quarterly", _("Chaque trimestre")
    ANNUAL = "annual", _("Chaque année")
    IRREGULAR = "irreg", _("De temps en temps")
    NEVER = "never", _("Une seule fois")


class DataLicence(models.TextChoices):
    """SPDX names of the licences that French law lists for public data, and two of the commons.

    https://www.data.gouv.fr/pages/legal/licences
    """

    OUVERTE = "etalab-2.0", _("Licence Ouverte 2.0 : reprise libre, en citant la source")
    ODBL = "ODbL-1.0", _("ODbL : reprise libre, les améliorations se partagent de même")
    CC_BY = "CC-BY-4.0", _("CC BY 4.0 : reprise libre, en citant la source")
    CC_BY_SA = "CC-BY-SA-4.0", _("CC BY-SA 4.0 : reprise libre, à partager de même")
    CC0 = "CC0-1.0", _("CC0 : aucune condition")


class PersonalData(models.TextChoices):
    """Whether the rows say something of people who could be known again."""

    UNKNOWN = "unknown", _("Pas encore dit")
    NONE = "none", _("Aucune donnée sur des personnes")
    GROUPED = "grouped", _("Des nombres de personnes, que l’on ne peut pas reconnaître")
    PUBLIC = "public", _("Des personnes nommées dans leur fonction, ce que la loi permet de publier")
