"""Forms by which people attach files and say what they show."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from terreau.participation.models import FileLicence
from terreau.participation.models.files import LONGEST_CAPTION, LONGEST_CREDIT, LONGEST_DESCRIPTION
from terreau.participation.received import DOCUMENTS

#: HEIC is left out on purpose: a telephone then sends a JPEG instead.
_ACCEPTED = ",".join(("image/jpeg", "image/png", "image/webp", "image/gif", *DOCUMENTS))


def _what_is_taken() -> str:
    said = gettext(
        "Une photo (JPEG, PNG, WebP, GIF) ou un document (PDF, CSV, TXT, GeoJSON, ODS, ODT, XLSX, DOCX) de "
        "{limit} Mo au plus. Le lieu et la date cachés dans une photo sont effacés ; un document, lui, est "
        "publié tel quel."
    )
    return said.format(limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2)


class DescribeForm(forms.Form):
    """What a file shows, in words."""

    description = forms.CharField(
        label=_("Que voit-on sur la photo, ou que contient le fichier ?"),
        help_text=_(
            "Décrivez comme à quelqu’un au téléphone : le lieu, ce qu’on y voit, ce qui compte. « Un arrêt "
            "de bus sans abri au bord d’une route, la nuit. Deux personnes attendent dans l’herbe. » Lu à "
            "voix haute aux personnes qui ne voient pas l’image."
        ),
        max_length=LONGEST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    caption = forms.CharField(
        label=_("Légende"),
        help_text=_("Ce que l’image ne dit pas : « Arrêt des Granges, novembre 2026 »."),
        max_length=LONGEST_CAPTION,
        required=False,
    )
    credit = forms.CharField(
        label=_("Qui l’a faite, si ce n’est pas vous ?"),
        help_text=_("Son nom tel que cette personne veut le voir écrit."),
        max_length=LONGEST_CREDIT,
        required=False,
    )
    licence = forms.ChoiceField(
        label=_("Qu’est-ce que les autres peuvent en faire ?"),
        choices=FileLicence.choices,
        initial=FileLicence.OUVERTE,
        widget=forms.RadioSelect,
    )


class AttachForm(DescribeForm):
    """A file and what it shows."""

    file = forms.FileField(
        label=_("La photo ou le fichier"),
        help_text=lazy(_what_is_taken, str)(),
        # What Django would check (a name, a size) is said by the action in better words.
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": _ACCEPTED}),
    )
    agreed = forms.BooleanField(
        label=_("J’ai le droit de publier ce fichier, et les personnes qu’on y reconnaît sont d’accord.")
    )
    for_someone = forms.BooleanField(
        label=_("Je l’ajoute pour quelqu’un qui n’a pas de compte"),
        help_text=_("Son nom n’est pas demandé, le vôtre n’est pas montré."),
        required=False,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ("file", "description", "caption", "credit", "licence", "for_someone", "agreed", "key")

    def __init__(self, data: Any = None, files: Any = None, *, mediates: bool) -> None:
        super().__init__(data, files, initial={"key": uuid4()})
        if not mediates:
            del self.fields["for_someone"]


class DescribeAgainForm(DescribeForm):
    """Other words for a file."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class RemoveForm(forms.Form):
    """Why a file goes."""

    reason = forms.CharField(
        label=_("Pourquoi la retirer ?"),
        help_text=_("Une ou deux phrases, visibles de tous dans le journal. Ne nommez personne."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
