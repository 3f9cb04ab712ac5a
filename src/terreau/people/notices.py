"""Messages to a person about their own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from terreau.people.models import User


def way_in_changed(user: User, what: str) -> None:
    """Tell a person that a way into their account was added or taken away: a thief would not."""
    text = render_to_string("people/email/way_in_changed.txt", {"what": what, "address": settings.ADDRESS})
    send_mail(what, text, None, [user.email])
