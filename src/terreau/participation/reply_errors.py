"""Why a reply by e-mail is not published; said by the mail server to who wrote it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import NotFoundError, TerreauError


class BadReplyAddressError(NotFoundError):
    """Never said to anyone: whoever tries addresses learns nothing."""

    code = "bad-reply-address"
    message = _("Cette adresse ne reçoit pas de réponse.")
    remedy = _("Répondez depuis la page de la conversation.")


class EndedReplyAddressError(TerreauError):
    code = "ended-reply-address"
    status = 410
    message = _("Cette adresse ne reçoit plus de réponse : elle valait {days} jours.")
    remedy = _("Répondez depuis la page de la conversation.")


class NothingInReplyError(TerreauError):
    code = "nothing-in-reply"
    status = 422
    message = _("Votre réponse ne contient pas de texte simple une fois retiré ce qu’elle cite.")
    remedy = _("Écrivez au-dessus du message cité, en texte simple, sans rien joindre.")


class ReplyNotReadError(TerreauError):
    code = "reply-not-read"
    status = 422
    message = _("Votre réponse est trop longue, ou ne se lit pas.")
    remedy = _("Écrivez en texte simple, sans rien joindre, ou répondez depuis la page de la conversation.")


class TooManyRepliesError(TerreauError):
    code = "too-many-replies"
    status = 429
    message = _("Beaucoup de messages en peu de temps : celui-ci n’est pas publié.")
    remedy = _("Attendez une heure, ou répondez depuis la page de la conversation.")


class LinksByReplyError(TerreauError):
    code = "links-by-reply"
    status = 409
    message = _("Un compte tout nouveau ne publie pas de lien par e-mail.")
    remedy = _("Répondez depuis la page de la conversation, ou retirez le lien.")
