"""What people say about anything shared: comments, questions, replies."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from terreau.people.models import Organisation

LONGEST = 4_000


class Intent(models.TextChoices):
    COMMENT = "comment", _("un message")
    QUESTION = "question", _("une question à qui répond de cette page")


class Conversation(models.Model):
    """All that is said about one thing; made with the first word, held while one writes.

    `comments` and `touched_at` are counted here so that a page knows what changed without reading it all.
    """

    kind = models.CharField(max_length=60)
    thing = models.CharField(max_length=40)
    comments = models.PositiveIntegerField(default=0, editable=False)
    touched_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(_("close le"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_reason = models.CharField(_("raison"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        constraints = (models.UniqueConstraint(fields=("kind", "thing"), name="one_conversation_a_thing"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"


class Comment(models.Model):
    """One message. A reply stands under the first message of its thread: one level, read in plain order.

    A message taken back by its author keeps its place and loses its words, in its history too.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="said")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies"
    )
    intent = models.CharField(_("c’est"), max_length=8, choices=Intent, default=Intent.COMMENT)
    is_answer = models.BooleanField(_("réponse de qui en répond"), default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="comments"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    for_someone = models.BooleanField(_("dit pour quelqu’un"), default=False)
    text = models.TextField(_("texte"), max_length=LONGEST)
    written_at = models.DateTimeField(_("écrit le"), default=timezone.now)
    edited_at = models.DateTimeField(_("modifié le"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    key = models.UUIDField(unique=True, null=True, editable=False)

    history = HistoricalRecords(
        excluded_fields=["key", "conversation", "parent"],
        history_change_reason_field=models.TextField(blank=True, null=True),
    )

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = (
            models.Index(fields=("conversation", "id"), name="said_in_order"),
            models.Index(
                fields=("conversation", "id"), name="threads_in_order", condition=models.Q(parent=None)
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk} · {self.conversation_id}"
