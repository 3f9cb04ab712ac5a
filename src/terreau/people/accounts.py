"""Where allauth is bent to the house: what a blocked person reads, sign-ins on shared computers."""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from django.shortcuts import render
from django.utils.translation import gettext as _

from terreau.people import retention
from terreau.people.forms.door import SHARED
from terreau.people.notices import way_in_changed

if TYPE_CHECKING:
    from allauth.usersessions.models import UserSession
    from django.http import HttpRequest, HttpResponse

    from terreau.people.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth publishes no types
    """The hooks allauth offers; see https://docs.allauth.org/en/latest/account/adapter.html."""

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Say it to someone who has just proved that the address is theirs; nothing stays of the attempt."""
        request.session.flush()
        return render(request, "account/account_inactive.html", {"reason": user.blocked_reason}, status=403)

    def post_login(self, request: HttpRequest, user: User, **about: Any) -> HttpResponse:
        if request.session.pop(SHARED, False):
            request.session.set_expiry(int(retention.SHARED_COMPUTER.total_seconds()))
        return super().post_login(request, user, **about)  # type: ignore[no-any-return]

    def send_notification_mail(self, template_prefix: str, user: User, *rest: Any, **more: Any) -> None:
        """Allauth's notices in our words, for the ways into an account; the others are not sent."""
        if template_prefix == "mfa/email/webauthn_added":
            way_in_changed(user, _("Une clé d’accès a été ajoutée à votre compte"))
        elif template_prefix == "mfa/email/webauthn_removed":
            way_in_changed(user, _("Une clé d’accès a été retirée de votre compte"))
        else:
            super().send_notification_mail(template_prefix, user, *rest, **more)


def keep_network_only(instance: UserSession, **_signal: object) -> None:
    """Keep of an address the network only, /24 or /48: enough to recognise one's own sign-ins, no more.

    Connected to `pre_save` of the open sign-ins in apps.py.
    """
    address = ip_address(instance.ip)
    prefix = 24 if address.version == 4 else 48  # noqa: PLR2004 - the two versions of IP there are
    instance.ip = str(ip_network(f"{address}/{prefix}", strict=False).network_address)
