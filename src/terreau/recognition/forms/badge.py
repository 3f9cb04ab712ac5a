"""Define a badge, or change it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from terreau.people.words import one_line
from terreau.recognition import licensing
from terreau.recognition.actions import Definition
from terreau.recognition.drawing import (
    COLOURS,
    DEFAULT,
    HUES,
    OF_THE_TERRITORY,
    SHAPES,
    SIGNS,
    colour_of,
    composition,
)
from terreau.recognition.pictures import LARGEST
from terreau.recognition.queries.personal import signing_organisations_of
from terreau.territories.forms import TerritoryField
from terreau.territories.queries import home

if TYPE_CHECKING:
    from terreau.people.models import Organisation, User
    from terreau.recognition.models import Achievement
    from terreau.territories.models import Territory

KINDS = (
    ("Badge", _("Une participation, un engagement")),
    ("Competency", _("Une compétence")),
    ("CommunityService", _("Un service rendu")),
    ("LearningProgram", _("Une formation suivie")),
    ("Award", _("Une distinction")),
    ("Membership", _("Une appartenance")),
)
FRAMEWORKS = (
    ("", _("Aucun")),
    ("DigComp", "DigComp"),
    ("CRCN", _("CRCN (Pix)")),
    ("ROME", "ROME"),
    ("ESCO", "ESCO"),
    ("autre", _("Un autre")),
)
MOST_TAGS = 12


def web_address(said: str) -> str:
    """An http or https address; raises ValidationError."""
    try:
        parts = urlsplit(said)
    except ValueError:
        parts = urlsplit("")
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or any(letter.isspace() for letter in said)
    ):
        raise ValidationError(_("Donnez une adresse qui commence par https://."))
    return said


class LinkField(forms.CharField):
    """An address of the web."""

    def clean(self, value: Any) -> str:
        """The address, or nothing."""
        said = str(super().clean(value) or "")
        return web_address(said) if said else ""


class ColourField(forms.ChoiceField):
    """A colour by its name, that of the territory, or the hue that an archive or a badge already has."""

    def valid_value(self, value: Any) -> bool:
        """Hues are too many to be listed."""
        return value in HUES or super().valid_value(value)


class PictureField(forms.Form):
    """The composer: three choices make a drawing, without any script."""

    shape = forms.ChoiceField(label=_("Forme"), choices=[(key, one[0]) for key, one in SHAPES.items()])
    colour = ColourField(
        label=_("Couleur"),
        choices=[
            (OF_THE_TERRITORY, _("Celle du territoire")),
            *((key, one[0]) for key, one in COLOURS.items()),
        ],
    )
    sign = forms.ChoiceField(label=_("Signe"), choices=[(key, one[0]) for key, one in SIGNS.items()])


class BadgeForm(PictureField):
    """What a badge says, and its picture."""

    name = forms.CharField(
        label=_("Nom du badge"), max_length=120, help_text=_("Par exemple : Répare les vélos.")
    )
    description = forms.CharField(
        label=_("Ce qu’il reconnaît"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Une ou deux phrases que chacun comprend."),
    )
    criteria = forms.CharField(
        label=_("À quelles conditions on le donne"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Ce qu’il faut avoir fait, et comment on s’en assure."),
    )
    kind = forms.ChoiceField(label=_("Sorte"), choices=KINDS)
    tags = forms.CharField(
        label=_("Mots-clés"),
        max_length=400,
        required=False,
        help_text=_("Séparés par des virgules, douze au plus."),
    )
    framework = forms.ChoiceField(label=_("Référentiel de compétences"), choices=FRAMEWORKS, required=False)
    target = forms.CharField(label=_("Compétence dans ce référentiel"), max_length=200, required=False)
    target_url = LinkField(label=_("Adresse de cette compétence"), max_length=500, required=False)
    territory = TerritoryField(required=False)
    months = forms.IntegerField(
        label=_("Durée de validité, en mois"),
        min_value=1,
        max_value=240,
        required=False,
        help_text=_("Vide : il ne s’éteint pas."),
    )
    language = forms.ChoiceField(
        label=_("Langue du badge"), choices=[*licensing.LANGUAGES.items()], required=False
    )
    licence = forms.CharField(
        label=_("Licence"),
        max_length=400,
        required=False,
        help_text=_(
            "À quelles conditions d’autres peuvent reprendre ces mots, et l’image si vous en envoyez une. "
            "Par exemple : Licence Ouverte 2.0, CC BY-SA 4.0, tous droits réservés."
        ),
    )
    picture = forms.FileField(
        label=_("Votre propre image"),
        required=False,
        max_length=200,
        help_text=_("PNG ou SVG, 2 Mo au plus. Elle remplace le dessin composé."),
        widget=forms.ClearableFileInput(attrs={"accept": ".png,.svg,image/png,image/svg+xml"}),
    )
    field_order = [
        "voice",
        "signing_name",
        "name",
        "description",
        "criteria",
        "shape",
        "colour",
        "sign",
        "reason",
        "kind",
        "picture",
        "tags",
        "territory",
        "months",
        "framework",
        "target",
        "target_url",
        "language",
        "licence",
    ]
    #: What most people leave as it is, folded under « Plus de choix ».
    folded = frozenset(field_order[field_order.index("kind") :])

    def __init__(self, data: Any = None, files: Any = None, *, initial: Any = None) -> None:
        usual = {**DEFAULT, "language": licensing.LANGUAGE, "licence": licensing.written(licensing.DEFAULT)}
        super().__init__(data, files, initial={**usual, **(initial or {})})

    def short(self) -> list[forms.BoundField]:
        """The fields that everybody answers."""
        return [field for field in self if field.name not in self.folded]

    def more(self) -> list[forms.BoundField]:
        """The others, which all have an answer already or need none."""
        return [field for field in self if field.name in self.folded]

    def unfolded(self) -> bool:
        """Whether something among the others has to be seen: what is wrong there."""
        return any(name in self.folded for name in self.errors)

    def clean_language(self) -> str:
        """French unless another was chosen."""
        return str(self.cleaned_data["language"] or licensing.LANGUAGE)

    def clean_licence(self) -> str:
        """The SPDX expression meant by what was written."""
        meant = licensing.licence_meant(self.cleaned_data["licence"])
        if meant is None:
            raise ValidationError(
                _("Cette licence n’est pas connue. Écrivez par exemple : Licence Ouverte 2.0, CC BY 4.0.")
            )
        return meant

    def clean_picture(self) -> bytes:
        """The bytes of the file, or none."""
        sent = self.cleaned_data.get("picture")
        if not sent:
            return b""
        if sent.size > LARGEST:
            raise ValidationError(_("Cette image dépasse 2 Mo."))
        return bytes(sent.read())

    def clean(self) -> dict[str, Any]:
        """A skill needs its name and its address."""
        said = super().clean() or {}
        if said.get("framework") and not (said.get("target") and said.get("target_url")):
            self.add_error(
                "target", _("Donnez le nom et l’adresse de la compétence, ou choisissez « Aucun ».")
            )
        return said

    def composition(self, territory: Territory | None) -> dict[str, str]:
        """The drawing that was chosen, known or not; in the colour of the territory, of home when none is."""
        said = {part: str(self[part].value() or "") for part in DEFAULT}
        if said["colour"] == OF_THE_TERRITORY:
            place = territory or home()
            said["colour"] = colour_of(place.ref) if place else ""
        return composition(said)

    def definition(self) -> Definition:
        """What was said, once the form is valid."""
        said = self.cleaned_data
        tags = tuple(one_line(tag) for tag in said["tags"].split(",") if tag.strip())[:MOST_TAGS]
        alignment = {
            "name": one_line(said["target"]),
            "url": said["target_url"],
            "framework": said["framework"] if said["framework"] != "autre" else "",
        }
        return Definition(
            name=said["name"],
            description=said["description"],
            criteria=said["criteria"],
            kind=said["kind"],
            tags=tags,
            alignments=(alignment,) if said["framework"] else (),
            territory=said["territory"],
            months=said["months"],
            language=said["language"],
            licence=said["licence"],
            composition=self.composition(said["territory"]),
            picture=said["picture"],
        )


class NewBadgeForm(BadgeForm):
    """Define a badge in one's own name, or in that of an organisation one signs for."""

    voice = forms.ChoiceField(label=_("Qui le donnera ?"))
    signing_name = forms.CharField(
        label=_("Votre nom de signature"),
        max_length=80,
        required=False,
        help_text=_("Public. Seulement si vous donnez le badge en votre nom."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, files: Any = None, *, user: User, initial: Any = None) -> None:
        super().__init__(data, files, initial=initial)
        self.organisations: dict[str, Organisation] = {
            f"org-{one.pk}": one for one in signing_organisations_of(user)
        }
        choices = [(key, one.name) for key, one in self.organisations.items()]
        self.fields["voice"].choices = [*choices, ("me", _("Moi"))]  # type: ignore[attr-defined]
        self.fields["signing_name"].initial = user.shown_name

    def clean(self) -> dict[str, Any]:
        """One's own badges are signed with a name that says who."""
        said = super().clean()
        if said.get("voice") == "me" and not said.get("signing_name", "").strip():
            self.add_error(
                "signing_name", _("Dites sous quel nom vous signez : un prénom ou un pseudonyme suffit.")
            )
        return said

    def organisation(self) -> Organisation | None:
        """The organisation chosen, or None for oneself."""
        return self.organisations.get(self.cleaned_data["voice"])


class ChangeBadgeForm(BadgeForm):
    """Change a badge; those already given keep the words they were given with."""

    reason = forms.CharField(
        label=_("Pourquoi ce changement ?"),
        max_length=300,
        required=False,
        help_text=_("Une phrase, visible de tous."),
    )

    def __init__(self, data: Any = None, files: Any = None, *, badge: Achievement) -> None:
        told = {
            name: getattr(badge, name)
            for name in ("name", "description", "criteria", "kind", "territory", "months", "language")
        }
        alignment = badge.alignments[0] if badge.alignments else {}
        more = {
            "licence": licensing.written(badge.licence),
            "tags": ", ".join(badge.tags),
            "framework": (alignment.get("framework") or "autre") if alignment else "",
            "target": alignment.get("name", ""),
            "target_url": alignment.get("url", ""),
        }
        drawing = {**(badge.composition or {"shape": ""})}
        if (place := badge.territory or home()) and drawing.get("colour") == colour_of(place.ref):
            drawing["colour"] = OF_THE_TERRITORY
        super().__init__(data, files, initial={**told, **more, **drawing})
        if drawing.get("colour") in HUES:
            colour = self.fields["colour"]
            here = (drawing["colour"], _("La couleur actuelle"))
            colour.choices = [here, *colour.choices]  # type: ignore[attr-defined]
        if not badge.composition:
            shape = self.fields["shape"]
            shape.choices = [("", _("Garder l’image actuelle")), *shape.choices]  # type: ignore[attr-defined]
            shape.required, shape.initial = False, ""

    def definition(self) -> Definition:
        """Without a shape, the picture that was sent stays."""
        made = super().definition()
        return made if self.cleaned_data["shape"] else replace(made, composition={})
