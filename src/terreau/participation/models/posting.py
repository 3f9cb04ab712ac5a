"""A message on its way to a mailbox, and what moderation writes to people."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.participation.models.moderation import Case


class Sending(models.TextChoices):
    """Where a letter stands.

    SENDING is written before the mail server is spoken to: a letter found there after a crash may have left,
    and is never sent again (see `actions.letters`).
    """

    WAITING = "waiting", _("à envoyer")
    SENDING = "sending", _("en cours d’envoi")
    SENT = "sent", _("envoyée")
    UNSURE = "unsure", _("peut-être envoyée")
    REFUSED = "refused", _("refusée")


class Posted(models.Model):
    """What every message sent has: its number on the network, where it stands, when to try again."""

    message_id = models.UUIDField(unique=True)
    state = models.CharField(_("état"), max_length=8, choices=Sending, default=Sending.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(_("faite le"), default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("envoyée le"), null=True)

    class Meta:
        abstract = True


class Notice(Posted):
    """What a person is told of a report or a decision, once for `key` ("decided:12:report:5").

    To an account, or to the address a visitor gave (`address`, blanked once the message has left).
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    address = models.EmailField(blank=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=60, unique=True)
    subject = models.CharField(_("objet"), max_length=120)
    body = models.TextField(_("texte"))

    class Meta:
        verbose_name = _("avis de modération")
        verbose_name_plural = _("avis de modération")
        indexes = (models.Index(fields=("state", "not_before"), name="notices_to_send"),)

    def __str__(self) -> str:
        return self.key
