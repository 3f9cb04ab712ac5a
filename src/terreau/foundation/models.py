"""What the foundation keeps: the words that were ever indexed, and what the retention clocks have cleared."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
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


class Clearing(models.Model):
    """How many rows of one kind a room cleared because their time was over, and when; never whose.

    So that a person can see that what the privacy page announces is done.
    """

    room = models.CharField(_("salle"), max_length=24)
    what = models.CharField(_("quoi"), max_length=40)
    count = models.PositiveIntegerField(_("nombre"))
    at = models.DateTimeField(_("le"), default=timezone.now)

    class Meta:
        verbose_name = _("effacement")
        verbose_name_plural = _("effacements")
        indexes = (models.Index(fields=("room", "what", "-at"), name="clearings_of_a_kind"),)

    def __str__(self) -> str:
        return f"{self.room} · {self.what} · {self.count}"
