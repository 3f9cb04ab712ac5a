"""One door: an e-mail address, then the code sent to it, whether the account exists or is made on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from terreau.people.actions import open_account

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from terreau.people.models import User

#: Key of the session that remembers, until the code is typed, that the computer is shared.
SHARED = "shared_computer"


class DoorForm(LoginForm):  # type: ignore[misc]  # allauth publishes no types
    """Signs in and signs up with the same words and pages, so that nobody learns who has an account."""

    shared_computer = forms.BooleanField(
        required=False,
        label=_("Je suis sur un ordinateur que d’autres utilisent"),
        help_text=_("La connexion se fermera au bout d’une heure."),
    )

    user: User | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, login.max_length = _("Votre adresse e-mail"), 254
        login.widget.attrs.pop("placeholder", None)
        login.widget.attrs["maxlength"] = "254"
        password.label, password.required, password.help_text = _("Votre mot de passe"), False, ""
        password.widget.attrs.pop("placeholder", None)

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        request.session[SHARED] = self.cleaned_data["shared_computer"]
        return super().login(request, redirect_url=redirect_url)  # type: ignore[no-any-return]

    def _login_by_code(
        self, request: HttpRequest, redirect_url: str | None, credentials: dict[str, str]
    ) -> HttpResponse:
        # allauth finds active accounts only; a blocked one also gets its code, and its clear answer after it.
        if not self.user:
            self.user = open_account(credentials["email"])
        return super()._login_by_code(request, redirect_url, credentials)  # type: ignore[no-any-return]
