"""Forms by which a table comes in and is read otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from terreau.people.queries import organisations_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from terreau.catalogue.models import TableSchema
    from terreau.people.models import Organisation, User

_ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xls,.ods,.json,.geojson,.parquet,.gz,.zip"


def _what_is_taken() -> str:
    said = gettext(
        "CSV, Excel, LibreOffice, GeoJSON, JSON, Parquet, ou l’un d’eux dans un ZIP : {limit} Mo au "
        "plus. Donnez-le tel quel, sans le retoucher : accents, virgules et titres au-dessus du tableau sont "
        "compris."
    )
    return said.format(limit=settings.MOST_TABLE_BYTES // 1024**2)


class BringForm(forms.Form):
    """A file, and in whose name."""

    file = forms.FileField(
        label=_("Votre fichier"),
        help_text=lazy(_what_is_taken, str)(),
        allow_empty_file=True,
        required=False,
        widget=forms.FileInput(attrs={"accept": _ACCEPTED}),
    )
    voice = forms.ChoiceField(label=_("Qui apporte ces données ?"), widget=forms.RadioSelect)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ("file", "voice", "key")

    def __init__(
        self, data: Any = None, files: Any = None, *, user: User | AnonymousUser, known: bool = False
    ) -> None:
        super().__init__(data, files, initial={"key": uuid4()})
        self.voices: dict[str, Organisation | None] = {f"org-{one.pk}": one for one in organisations_of(user)}
        self.voices["me"] = None
        field = self.fields["voice"]
        field.choices = [  # type: ignore[attr-defined]
            (key, one.name if one else gettext("Moi, en mon nom")) for key, one in self.voices.items()
        ]
        field.initial = next(iter(self.voices))
        if known or len(self.voices) == 1:
            del self.fields["voice"]

    def organisation(self) -> Organisation | None:
        """The organisation chosen, once the form is valid."""
        return self.voices[self.cleaned_data.get("voice") or "me"]


class ReadingForm(forms.Form):
    """How a file is to be read, when what was understood is wrong."""

    schema = forms.ChoiceField(label=_("Schéma suivi"), required=False)
    encoding = forms.ChoiceField(
        label=_("Encodage"),
        choices=[("", _("Deviné")), ("utf-8", "UTF-8"), ("cp1252", "Windows-1252"), ("utf-16", "UTF-16")],
        required=False,
    )
    delimiter = forms.ChoiceField(
        label=_("Séparateur"),
        choices=[
            ("", _("Deviné")),
            (";", _("point-virgule")),
            (",", _("virgule")),
            ("tab", _("tabulation")),
            ("|", _("barre")),
        ],
        required=False,
    )
    header_row = forms.IntegerField(
        label=_("Ligne des noms de colonnes"), min_value=1, max_value=1000, required=False
    )
    sheet = forms.CharField(label=_("Feuille du classeur"), max_length=100, required=False)

    def __init__(self, data: Any = None, *, schemas: list[TableSchema], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.schemas = {str(one.pk): one for one in schemas}
        self.fields["schema"].choices = [  # type: ignore[attr-defined]
            ("", gettext("Reconnu d’après le contenu")),
            ("aucun", gettext("Aucun")),
            *((key, str(one)) for key, one in self.schemas.items()),
        ]

    def options(self) -> dict[str, object]:
        """The options as they are kept, once the form is valid."""
        told = self.cleaned_data
        delimiter = "\t" if told["delimiter"] == "tab" else told["delimiter"]
        return {
            "encoding": told["encoding"],
            "delimiter": delimiter,
            "header_row": told["header_row"] or 0,
            "sheet": told["sheet"],
        }

    @property
    def chosen(self) -> bool:
        """Whether a schema, or none, was chosen rather than left to be recognised."""
        return bool(self.cleaned_data["schema"])

    def chosen_schema(self) -> TableSchema | None:
        """The schema chosen, if any."""
        return self.schemas.get(self.cleaned_data["schema"])
