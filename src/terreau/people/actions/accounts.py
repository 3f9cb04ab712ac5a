"""Opening an account, its name and password, its open sign-ins."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction

from terreau.people.actions.consents import give_consent, withdraw_consent
from terreau.people.models import Purpose, User
from terreau.people.words import one_line


def open_account(email: str) -> User:
    """The account of this address, made when there is none.

    The address stays unconfirmed until the code sent to it is typed; `clear_past` takes away accounts that
    never were. Two requests at once end in one account.
    """
    address = email.strip().lower()
    kept = EmailAddress.objects.select_related("user").filter(email=address).order_by("-verified").first()
    if kept:
        return kept.user  # type: ignore[no-any-return]  # allauth publishes no types
    try:
        with transaction.atomic():
            user = User(email=address)
            user.set_unusable_password()
            user.save()
            EmailAddress.objects.create(user=user, email=address, primary=True)
    except IntegrityError:
        user = User.objects.get(email=address)
    return user


@transaction.atomic
def introduce(user: User, *, name: str, to_everyone: bool) -> None:
    """The name a person wants to be called by, and whether everyone may read it."""
    user.shown_name = one_line(name)[:80]
    user.save(update_fields=["shown_name"])
    (give_consent if to_everyone else withdraw_consent)(user, Purpose.SHOW_NAME)


@transaction.atomic
def drop_password(user: User) -> None:
    """Back to codes by e-mail only. Ends the other sign-ins, as any change of password does."""
    user.set_unusable_password()
    user.save(update_fields=["password"])


@transaction.atomic
def end_sign_in(user: User, sign_in: int) -> bool:
    """End one open sign-in of this person; False when it is not theirs or has ended already."""
    found = UserSession.objects.filter(user=user, pk=sign_in).first()
    if found:
        found.end()
    return found is not None


@transaction.atomic
def end_sign_ins(user: User) -> None:
    """End every open sign-in of this person."""
    for sign_in in UserSession.objects.filter(user=user):
        sign_in.end()
