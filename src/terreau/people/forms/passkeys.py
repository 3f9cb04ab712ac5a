"""allauth's forms of passkeys in the words of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _

from terreau.people.forms.fields import LineField
from terreau.people.passkeys import LONGEST_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

#: What a telephone answers is under 2 kB; nobody sends us a megabyte to decode.
LONGEST_ANSWER = 20_000


def _name() -> LineField:
    return LineField(
        label=_("Nom de cette clé"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("Pour la reconnaître plus tard : « mon téléphone », « l’ordinateur du bureau »."),
    )


class AnswerField(forms.JSONField):
    """What the device answered, written by the script of the page."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > LONGEST_ANSWER:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            answer = super().to_python(value)
        except (
            RecursionError,
            ValueError,
        ) as error:  # thousands of brackets, a number of thousands of digits
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error
        if answer is not None and not isinstance(answer, dict):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return answer

    def bound_data(self, data: Any, initial: Any) -> Any:  # noqa: ARG002 - Django's signature
        """Never shown again: an answer serves once."""
        return ""

    def prepare_value(self, value: Any) -> Any:  # noqa: ARG002 - Django's signature
        return ""


_ANSWER = {
    "required": _(
        "Une clé d’accès demande JavaScript et un navigateur récent. Le code par e-mail marche sans rien de "
        "cela."
    ),
    "invalid": _("La réponse de votre appareil ne se lit pas. Réessayez."),
}


def _refused(check: Callable[[], Any]) -> Any:
    """What `check` answers; whatever the decoders below stumble on in a forged answer is one refusal."""
    try:
        return check()
    except forms.ValidationError:
        raise
    except Exception as error:
        raise get_adapter().validation_error("incorrect_code") from error


class AddPasskeyForm(allauth.AddWebAuthnForm):  # type: ignore[misc]  # allauth publishes no types
    """A new passkey, which must open without a password: the device itself checks who holds it."""

    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _name()
        self.fields["credential"] = AnswerField(error_messages=_ANSWER)

    def clean(self) -> dict[str, Any]:
        return _refused(super().clean)  # type: ignore[no-any-return]


class RenamePasskeyForm(allauth.EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _name()
        self.fields["name"].required = True


class UsePasskeyForm(allauth.LoginWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = AnswerField(error_messages=_ANSWER)

    def clean_credential(self) -> Any:
        return _refused(super().clean_credential)
