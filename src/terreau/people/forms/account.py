"""allauth's own forms in the words of the house: a label and one hint, nothing inside the field."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from django.utils.translation import gettext_lazy as _

_WORDS = {
    "email": (_("Adresse e-mail"), ""),
    "code": (_("Code reçu"), _("Huit chiffres ; le tiret est facultatif.")),
    "oldpassword": (_("Mot de passe actuel"), ""),
    "password": (_("Mot de passe"), ""),
    "password1": (_("Nouveau mot de passe"), _("Douze signes au moins.")),
    "password2": (_("Le même, encore une fois"), ""),
}


class Worded:
    """Gives the fields their words, and a keyboard of digits where digits are typed."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in _WORDS:
                field.label, field.help_text = _WORDS[name]
            field.widget.attrs.pop("placeholder", None)
            if name == "code":
                field.max_length = 20
                field.widget.attrs |= {"inputmode": "numeric", "maxlength": "20"}


class AddressForm(Worded, allauth.AddEmailForm):  # type: ignore[misc]  # allauth publishes no types
    pass


class SignInCodeForm(Worded, allauth.ConfirmLoginCodeForm):  # type: ignore[misc]
    pass


class AddressCodeForm(Worded, allauth.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    pass


class NewPasswordForm(Worded, allauth.SetPasswordForm):  # type: ignore[misc]
    pass


class OtherPasswordForm(Worded, allauth.ChangePasswordForm):  # type: ignore[misc]
    pass


class AgainForm(Worded, allauth.ReauthenticateForm):  # type: ignore[misc]
    pass
