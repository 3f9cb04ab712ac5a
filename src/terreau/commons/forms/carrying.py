"""Bring in a file in two steps: sent and tried, then confirmed; it waits meanwhile in the store."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.uploads import TableFile
from terreau.participation import store

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.people.models import User

#: What comes by a page; the command takes more.
LARGEST, LARGEST_WIKI = 60_000_000, 8_000_000
#: How long a file that was tried waits to be confirmed, in seconds: less than the store leaves it.
WAITS = 43_200
_SALT = "commons.brought"


def _help(text: str, largest: int = LARGEST) -> Any:
    return lazy(lambda: gettext(text) % {"limit": largest // 1_000_000}, str)()


class BroughtForm(forms.Form):
    """A file that comes, or `token`, which names the file that came a moment ago; `suffix` is its end."""

    suffix = ""
    file = forms.FileField(label=_("Fichier"))
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)

    def __init__(self, data: Any = None, files: Any = None, *, user: User) -> None:
        super().__init__(data, files)
        # Asked for in the first step; in the second, the token stands for it.
        self.fields["file"].required = not (data and data.get("token"))
        self.fields["file"].error_messages["required"] = _("Choisissez un fichier.")
        self.user = user
        self.digest = ""

    @classmethod
    def largest(cls) -> int:
        """How many bytes come by a page."""
        return LARGEST

    def clean_file(self) -> Any:
        """A file on the disk, of a bearable size."""
        sent = self.cleaned_data.get("file")
        if sent is not None and sent.size > self.largest():
            raise ValidationError(
                _("Ce fichier dépasse %(limit)s Mo : demandez à la personne qui héberge de l’apporter."),
                params={"limit": self.largest() // 1_000_000},
            )
        return sent

    def clean(self) -> dict[str, Any]:
        """The digest of the file that came now, or of the one that waits."""
        said = super().clean() or {}
        sent = said.get("file")
        if isinstance(sent, TableFile):
            self.digest = store.keep_file(sent.path, self.suffix)
        elif token := said.get("token"):
            self.digest = self._waiting(token)
        elif "file" not in self.errors:
            self.add_error("file", _("Choisissez un fichier."))
        return said

    @property
    def path(self) -> Path:
        """Where the file stands."""
        return store.path_of(self.digest, self.suffix)

    @property
    def pass_on(self) -> str:
        """What the next step sends back; it only serves the person who sent the file."""
        return signing.dumps([self.digest, self.user.pk, self.suffix], salt=_SALT)

    def _waiting(self, token: str) -> str:
        try:
            digest, user, suffix = signing.loads(token, salt=_SALT, max_age=WAITS)
            right = (user, suffix) == (self.user.pk, self.suffix) and re.fullmatch(r"[0-9a-f]{64}", digest)
        except (signing.BadSignature, ValueError, TypeError):
            right = None
        if not right or not store.path_of(digest, self.suffix).exists():
            self.fields["file"].required = True
            self.add_error("file", _("Ce fichier n’attend plus : choisissez-le à nouveau."))
            return ""
        return str(digest)


class ArchiveForm(BroughtForm):
    """The archive of a commons."""

    suffix = ".zip"
    file = forms.FileField(
        label=_("L’archive du commun"),
        help_text=_help(gettext_noop("Le fichier .zip que donne la page d’un commun, %(limit)s Mo au plus.")),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )


class WikiForm(BroughtForm):
    """An export of a MediaWiki."""

    suffix = ".xml"
    file = forms.FileField(
        label=_("L’export du wiki"),
        help_text=_help(
            gettext_noop(
                "Le fichier XML que donne la page « Spécial:Exporter » du wiki, historique compris, "
                "%(limit)s Mo au plus."
            ),
            LARGEST_WIKI,
        ),
        widget=forms.FileInput(attrs={"accept": ".xml,application/xml,text/xml"}),
    )

    @classmethod
    def largest(cls) -> int:
        """Less than archives: each version is turned into Markdown while other writers wait."""
        return LARGEST_WIKI
