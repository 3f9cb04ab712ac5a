"""Territories as the official base gives them, with what each is made of and since when."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    COMMUNE = "commune", _("Commune")
    EPCI = "epci", _("Intercommunalité")
    DEPARTEMENT = "departement", _("Département")
    REGION = "region", _("Région")


class Territory(models.Model):
    """A commune, an EPCI, a département or a région.

    `ref` is the short reference used in addresses: the INSEE code of a commune, the SIREN of an EPCI, the
    code of a département ("38"), and "R" with the code of a région ("R84"), which the COG numbers like
    départements.
    """

    ref = models.CharField(_("référence"), max_length=9, primary_key=True)
    kind = models.CharField(_("échelon"), max_length=12, choices=Kind)
    code = models.CharField(_("code officiel"), max_length=9)
    name = models.CharField(_("nom"), max_length=120)
    #: The name in small letters without accents: databases do not agree on where É stands.
    sort_name = models.CharField(max_length=120, blank=True)
    name_with_article = models.CharField(max_length=140, blank=True)
    long_name = models.CharField(_("nom complet"), max_length=160, blank=True)
    nature = models.CharField(_("nature"), max_length=12, blank=True)
    siren = models.CharField("SIREN", max_length=9, blank=True)
    departement_code = models.CharField(_("département"), max_length=3, blank=True)
    population = models.PositiveIntegerField(_("population municipale"), null=True)
    population_year = models.PositiveSmallIntegerField(_("année de la population"), null=True)
    population_total = models.PositiveIntegerField(_("population totale"), null=True)
    population_total_year = models.PositiveSmallIntegerField(null=True)
    postal_codes = models.CharField(_("codes postaux"), max_length=400, blank=True)
    seat_ref = models.CharField(_("chef-lieu ou siège"), max_length=9, blank=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    dissolved_on = models.DateField(_("n’existe plus depuis"), null=True)

    class Meta:
        verbose_name = _("territoire")
        verbose_name_plural = _("territoires")
        constraints = (models.UniqueConstraint(fields=("kind", "code"), name="territory_code_once_a_kind"),)
        indexes = (models.Index(fields=("kind", "departement_code")),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("territories:territory", args=(self.ref,))


class Membership(models.Model):
    """One territory inside another, between two dates; no `since` means "before what the sources know"."""

    member = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="part_of")
    whole = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="made_of")
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        verbose_name = _("appartenance")
        verbose_name_plural = _("appartenances")
        constraints = (
            models.UniqueConstraint(
                fields=("member", "whole"),
                condition=models.Q(until__isnull=True),
                name="one_current_membership",
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id} ⊂ {self.whole_id}"


class Shape(models.Model):
    """Outline of a territory as SVG path data in the national grid (see `terreau.territories.shapes`)."""

    territory = models.OneToOneField(
        Territory, on_delete=models.CASCADE, primary_key=True, related_name="shape"
    )
    path = models.TextField()
    min_x = models.IntegerField()
    min_y = models.IntegerField()
    max_x = models.IntegerField()
    max_y = models.IntegerField()

    class Meta:
        verbose_name = _("contour")
        verbose_name_plural = _("contours")

    def __str__(self) -> str:
        return self.territory_id


class Border(models.Model):
    """Two territories of the same kind that touch; kept once, the smaller reference first."""

    first = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("frontière")
        verbose_name_plural = _("frontières")
        constraints = (models.UniqueConstraint(fields=("first", "second"), name="border_once"),)

    def __str__(self) -> str:
        return f"{self.first_id} | {self.second_id}"


class FormerCode(models.Model):
    """A code or a name that has gone or that names a part: it leads to the commune of today."""

    code = models.CharField(max_length=9, db_index=True)
    name = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=24)
    current = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="former_codes")

    class Meta:
        verbose_name = _("ancien code")
        verbose_name_plural = _("anciens codes")

    def __str__(self) -> str:
        return self.code


class TownHall(models.Model):
    """Where a commune receives its inhabitants, with the opening hours of the public service directory."""

    commune = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="town_halls")
    address = models.CharField(max_length=300, blank=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    hours = models.JSONField(default=list)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    website = models.CharField(max_length=400, blank=True)
    accessibility = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name = _("mairie")
        verbose_name_plural = _("mairies")

    def __str__(self) -> str:
        return self.commune_id


class Unjoined(models.Model):
    """What the sources hold and the base could not join, so that nobody takes a hole for a fact."""

    what = models.CharField(max_length=16)
    code = models.CharField(max_length=9)
    name = models.CharField(max_length=160)
    reason = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("donnée non rapprochée")
        verbose_name_plural = _("données non rapprochées")
        indexes = (models.Index(fields=("what", "code")),)

    def __str__(self) -> str:
        return f"{self.what} {self.code}"


class ImportedPack(models.Model):
    """Which edition of the national base is in the database, so that a second start imports nothing.

    `facts` is its manifest: sources, vintages, counts.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    facts = models.JSONField(default=dict)
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("base nationale importée")
        verbose_name_plural = _("bases nationales importées")

    def __str__(self) -> str:
        return self.sha256
