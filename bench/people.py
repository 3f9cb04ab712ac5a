"""People already signed in: `python -m bench.people COUNT` prints one session cookie a line."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terreau.config.settings")

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from terreau.people.models import User


def cookies(count: int) -> list[str]:
    """Session cookies of `count` people made for the occasion."""
    made = []
    for number in range(count):
        user, _ = User.objects.get_or_create(email=f"writer{number}@bench.invalid")
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        made.append(session.session_key or "")
    return made


if __name__ == "__main__":
    print("\n".join(cookies(int(sys.argv[1]))))
