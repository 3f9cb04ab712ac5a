"""What the foundation keeps: the words that were ever indexed, so that a slip of the finger can be mended."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class KnownWord(models.Model):
    """A word of the index, without accents, and how it was first written.

    `head` and `tail` make a short list of the words that a misspelt one may stand for.
    """

    word = models.CharField(_("mot sans accents"), max_length=40, primary_key=True)
    shown = models.CharField(_("mot tel qu’écrit"), max_length=40)
    head = models.CharField(_("début"), max_length=2)
    tail = models.CharField(_("fin"), max_length=3)
    length = models.PositiveSmallIntegerField(_("longueur"))

    class Meta:
        verbose_name = _("mot connu")
        verbose_name_plural = _("mots connus")
        indexes = (models.Index(fields=("head", "length")), models.Index(fields=("tail", "length")))

    def __str__(self) -> str:
        return self.shown
