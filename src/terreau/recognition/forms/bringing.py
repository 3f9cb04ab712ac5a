"""Bring in the badges of an issuer, from the file that an instance gives."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terreau.recognition.actions import Bringing
from terreau.recognition.drawing import DEFAULT
from terreau.recognition.forms.archive import archive_of
from terreau.recognition.forms.badge import BadgeForm
from terreau.recognition.pictures import LARGEST
from terreau.recognition.queries.personal import signing_organisations_of
from terreau.recognition.queries.taking_away import FORMAT

if TYPE_CHECKING:
    from terreau.people.models import Organisation, User
    from terreau.recognition.queries.archive import Archive

LARGEST_FILE = 20_000_000
MOST_BADGES = 500


class BringForm(forms.Form):
    """Which file, and who will give its badges here."""

    file = forms.FileField(
        label=gettext_lazy("Le fichier de l’émetteur"),
        help_text=gettext_lazy("Celui que donne la page d’un émetteur, 20 Mo au plus."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )
    voice = forms.ChoiceField(label=gettext_lazy("Qui donnera ces badges ici ?"))

    def __init__(self, data: Any = None, files: Any = None, *, user: User) -> None:
        super().__init__(data, files)
        self.organisations: dict[str, Organisation] = {
            f"org-{one.pk}": one for one in signing_organisations_of(user)
        }
        choices = [(key, one.name) for key, one in self.organisations.items()]
        self.fields["voice"].choices = [*choices, ("me", gettext_lazy("Moi"))]  # type: ignore[attr-defined]

    def clean_file(self) -> tuple[list[Bringing], Archive | None]:
        """Every badge of the file and what goes with them, or every fault of it."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST_FILE:
            raise ValidationError(_("Ce fichier dépasse 20 Mo."))
        raw = sent.read()
        try:
            told = None if b"\\u0000" in raw else json.loads(raw, parse_constant=_no_number)
        except (ValueError, RecursionError):
            told = None
        if not isinstance(told, dict) or told.get("format") != FORMAT:
            raise ValidationError(_("Ce n’est pas le fichier d’un émetteur de badges."))
        badges = told.get("badges")
        if not isinstance(badges, list) or len(badges) > MOST_BADGES:
            raise ValidationError(_("Ce fichier contient trop de badges, ou aucun."))
        return _all(badges), archive_of(told)

    def organisation(self) -> Organisation | None:
        """The organisation chosen, or None for oneself."""
        return self.organisations.get(self.cleaned_data["voice"])


def _no_number(said: str) -> None:
    """NaN and infinities, which JSON does not have (RFC 8259, 6) and no database takes."""
    raise ValueError(said)


def _all(badges: list[Any]) -> list[Bringing]:
    brought, faults = [], []
    for number, badge in enumerate(badges, 1):
        try:
            brought.append(_one(badge if isinstance(badge, dict) else {}))
        except ValidationError as fault:
            said = _("Badge %(number)s : %(why)s") % {"number": number, "why": " ".join(fault.messages)}
            faults.append(ValidationError(said))
    if faults:
        raise ValidationError(faults[:20])
    return brought


def _one(badge: dict[str, Any]) -> Bringing:
    """A badge through the same form as one that is typed. Raises ValidationError."""
    form = BadgeForm(_as_typed(badge))
    if not form.is_valid():
        told = form.errors.get_json_data().items()
        raise ValidationError([f"{form.fields[name].label} : {said[0]['message']}" for name, said in told])
    definition = form.definition()
    if not badge.get("composition"):
        definition = replace(definition, composition={}, picture=_picture(badge.get("picture")))
    origin = str(badge.get("id", ""))[:500]
    return Bringing(definition, uuid5(NAMESPACE_URL, origin), origin, badge.get("retired") is True)


def _as_typed(badge: dict[str, Any]) -> dict[str, Any]:
    known = badge.get("alignments")
    first = known[0] if isinstance(known, list) and known and isinstance(known[0], dict) else {}
    drawing = badge.get("composition")
    tags = badge.get("tags")
    plain = {
        name: badge.get(name) or ""
        for name in ("name", "description", "criteria", "kind", "months", "territory", "language", "licence")
    }
    return {
        **{name: value if isinstance(value, str | int) else "" for name, value in plain.items()},
        **DEFAULT,
        **(drawing if isinstance(drawing, dict) else {}),
        "tags": ", ".join(map(str, tags)) if isinstance(tags, list) else "",
        "framework": (first.get("framework") or "autre") if first else "",
        "target": first.get("name", ""),
        "target_url": first.get("url", ""),
    }


def _picture(said: object) -> bytes:
    """The bytes of a picture in the file; cleaned later as any picture that is sent."""
    told = said if isinstance(said, dict) else {}
    if isinstance(told.get("svg"), str) and told["svg"]:
        return str(told["svg"]).encode()
    try:
        return base64.b64decode(str(told.get("png", ""))[: LARGEST * 2], validate=True)
    except (binascii.Error, ValueError):
        raise ValidationError(_("son image ne se lit pas.")) from None
