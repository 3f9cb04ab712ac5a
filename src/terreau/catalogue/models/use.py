"""The public register of uses: decisions, algorithms, services that rely on a data set."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.models.dataset import Dataset
from terreau.people.models import Organisation


class UseKind(models.TextChoices):
    DECISION = "decision", _("Une décision")
    ALGORITHM = "algorithm", _("Un algorithme")
    SERVICE = "service", _("Un service")
    STUDY = "study", _("Une étude ou un article")


class Use(models.Model):
    """Something that relies on a data set: what, by whom, since when, with which effect on people."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="uses")
    kind = models.CharField(_("sorte"), max_length=12, choices=UseKind)
    title = models.CharField(_("titre"), max_length=160)
    description = models.CharField(_("effet"), max_length=1000, blank=True)
    url = models.URLField(_("adresse"), max_length=500, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="data_uses"
    )
    since = models.DateField(_("depuis le"), null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(_("déclaré le"), default=timezone.now)

    class Meta:
        verbose_name = _("usage d’un jeu de données")
        verbose_name_plural = _("usages des jeux de données")
        indexes = (models.Index(fields=("dataset", "-added_at"), name="uses_of_a_dataset"),)

    def __str__(self) -> str:
        return self.title
