"""What a check of a version found; the cells themselves stand in a file of the store."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.models.schema import TableSchema
from terreau.catalogue.models.version import Version


class Check(models.Model):
    """The last check of a version.

    All that is said is kept in French, and in English under "en" of each entry (`tables.saying.in_both`).
    `schema` is None when the columns were only judged by what most of their cells hold. `rules` is
    [{"rule", "kind", "field", "title", "count", "remedy", "examples": [{"line", "value", "message"}]}];
    `findings` as the engine says them; `repairs` [{"field", "conversion", "title", "count", "examples"}];
    `left` how many errors stay once all repairs are accepted, then once those accepted were made, by
    `left_rules`. `faults_digest` names the CSV of every cell.
    """

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="check_made")
    schema = models.ForeignKey(
        TableSchema, null=True, blank=True, on_delete=models.SET_NULL, related_name="checks"
    )
    schema_chosen = models.BooleanField(default=False)
    mapping = models.JSONField(default=dict)
    candidates = models.JSONField(default=list)
    valid = models.BooleanField(default=False)
    conforms = models.BooleanField(default=False)
    total = models.PositiveBigIntegerField(default=0)
    rules = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    repairs = models.JSONField(default=list)
    left = models.PositiveBigIntegerField(default=0)
    left_rules = models.JSONField(default=list)
    faults_digest = models.CharField(max_length=64, blank=True, db_index=True)
    checked_at = models.DateTimeField(_("vérifié le"), default=timezone.now)

    class Meta:
        verbose_name = _("vérification")
        verbose_name_plural = _("vérifications")

    def __str__(self) -> str:
        return f"{self.version_id} · {self.total}"
