"""What moderation writes to people: plain text, sober words, nothing of what was hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from terreau.foundation.context import home_territory
from terreau.participation import retention
from terreau.participation.appeal_links import appeal_link
from terreau.people.words import one_line

if TYPE_CHECKING:
    from terreau.participation.models import Case, Notice

LONGEST_SUBJECT = 110


def received(name: str) -> tuple[str, str]:
    """To who reported: it has arrived. Nothing is said of others."""
    return _told(
        _("Votre signalement est arrivé"),
        _("Vous avez signalé : %(name)s.") % {"name": name},
        _("Une personne qui modère va le lire. Vous recevrez un message quand ce sera décidé."),
    )


def decided(case: Case, name: str, reason: str) -> tuple[str, str]:
    """To who reported: what was decided, and why."""
    if case.hides:
        outcome = _("C’est maintenant masqué. %(rule)s") % {"rule": case.rule}
    else:
        outcome = _("Après lecture, c’est laissé tel quel.")
    return _told(
        _("Votre signalement a été lu"),
        _("Vous aviez signalé : %(name)s.") % {"name": name},
        outcome,
        _reason(reason),
        _address(case),
    )


def hidden(case: Case, name: str) -> tuple[str, str]:
    """To the author: hidden, by which rule, why, and how to contest."""
    return _told(
        _("Ce que vous avez publié a été masqué"),
        _("Il s’agit de : %(name)s.") % {"name": name},
        case.rule,
        _reason(case.reason),
        _(
            "Rien n’est effacé. Si vous n’êtes pas d’accord, contestez sans vous connecter, dans les "
            "%(n)s jours :"
        )
        % {"n": retention.APPEAL.days},
        appeal_link(case.pk),
        _("Quelqu’un d’autre que la personne qui a décidé vous répondra, s’il y a plusieurs personnes."),
    )


def held(case: Case, name: str) -> tuple[str, str]:
    """To the author: somebody reads it first."""
    return _told(
        _("Votre message attend d’être lu"),
        _("Il s’agit de : %(name)s.") % {"name": name},
        case.told_reason,
        _("Vous n’avez rien à faire : vous recevrez un message."),
    )


def shown(name: str) -> tuple[str, str]:
    """To the author of what was held: it is there for all to read."""
    return _told(
        _("Votre message est publié"),
        _("Il s’agit de : %(name)s.") % {"name": name},
        _("Quelqu’un l’a lu : tout le monde peut maintenant le lire."),
    )


def restored(case: Case, name: str, reason: str) -> tuple[str, str]:
    """To the author and to who reported: shown again."""
    return _told(
        _("C’est de nouveau visible"),
        _("Il s’agit de : %(name)s.") % {"name": name},
        _("La décision de le masquer est levée."),
        _reason(reason),
        _address(case),
    )


def upheld(case: Case, name: str, reason: str) -> tuple[str, str]:
    """To the author: the decision stands."""
    return _told(
        _("Réponse à votre contestation"),
        _("Il s’agit de : %(name)s.") % {"name": name},
        _("Votre contestation a été lue. La décision est maintenue."),
        _reason(reason),
        _address(case),
    )


def message_of(notice: Notice) -> EmailMessage | None:
    """The message to send; None when the person cannot be written to any more.

    A blocked person is written to: a decision about their words is theirs to know.
    """
    to = notice.user.email if notice.user else notice.address
    if not to:
        return None
    return EmailMessage(
        subject=one_line(notice.subject)[:LONGEST_SUBJECT],
        body=notice.body,
        to=[to],
        headers={
            "Message-ID": f"<{notice.message_id}@{urlsplit(settings.ADDRESS).hostname or 'localhost'}>",
            "Auto-Submitted": "auto-generated",  # RFC 3834: no answering machine replies to it
        },
    )


def _told(subject: str, *paragraphs: str) -> tuple[str, str]:
    home = home_territory()
    signed = _("Les personnes qui modèrent, %(place)s") % {"place": home.name if home else "Terreau"}
    return subject, "\n\n".join(
        [_("Bonjour,"), *filter(None, paragraphs), f"-- \n{signed}\n{settings.ADDRESS}"]
    )


def _reason(reason: str) -> str:
    return _("Raison donnée : %(reason)s") % {"reason": reason} if reason else ""


def _address(case: Case) -> str:
    return settings.ADDRESS + case.get_absolute_url()


def in_french() -> override:
    """Letters are written in the language of the service, whoever clicks."""
    return override(settings.LANGUAGE_CODE)
