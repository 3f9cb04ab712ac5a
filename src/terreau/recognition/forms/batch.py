"""A table of people, read line by line: whom the badge can be given to, and what is wrong with the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terreau.needs.batches import Limits, Sheet, SheetError, fold
from terreau.people.words import one_line
from terreau.recognition import codes
from terreau.recognition.forms.badge import web_address
from terreau.recognition.models import Award, BatchLine, Standing

if TYPE_CHECKING:
    from terreau.recognition.models import Achievement

LIMITS = Limits(size=12_000_000, lines=100_000, cell=2_000, columns=40)
COLUMNS = {
    "email": ("e-mail", "email", "courriel", "mail", "adresse e-mail"),
    "name": ("nom", "prénom", "name", "prénom et nom"),
    "narrative": ("ce qui a été fait", "récit", "narrative", "commentaire"),
    "link": ("preuve", "lien", "adresse", "evidence", "url"),
}
NAMES = {fold(said): name for name, words in COLUMNS.items() for said in words}
#: Addresses asked for at once when looking for those who have the badge already.
CHUNK = 500


class ListForm(forms.Form):
    """Send a table of people."""

    file = forms.FileField(
        label=gettext_lazy("Votre fichier CSV"),
        help_text=gettext_lazy("100 000 lignes et 12 Mo au plus, une personne par ligne."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )


@dataclass(frozen=True)
class Reading:
    """Lines that are good, not saved yet, and faults ([number, column, why])."""

    lines: list[BatchLine]
    faults: list[list[Any]]


def sentence(error: SheetError) -> str:
    """Why a file cannot be read."""
    said = {
        "empty": _("Ce fichier ne contient aucune ligne."),
        "too-large": _("Ce fichier dépasse 12 Mo."),
        "not-text": _("Ce fichier n’est pas un tableau CSV."),
        "no-column": _("Aucune colonne n’est reconnue. Il en faut une qui s’appelle « e-mail » ou « nom »."),
        "two-columns": _("Deux colonnes disent la même chose : {column}."),
        "too-many-columns": _("Ce tableau a plus de {limit} colonnes."),
        "too-many-lines": _("Ce tableau a plus de {limit} lignes : coupez-le en plusieurs."),
        "cell-too-long": _("Ligne {line} : une case dépasse {limit} signes."),
        "control": _("Ligne {line} : une case contient des signes qui ne sont pas du texte."),
    }
    return said[error.code].format(**error.values)


def review(sheet: Sheet, achievement: Achievement) -> Reading:
    """Sort the lines; an address comes once, and not when it has the badge already."""
    lines: list[BatchLine] = []
    faults: list[list[Any]] = []
    seen: dict[str, int] = {}
    for line in sheet.lines:
        email = line.cells.get("email", "").lower()
        name, link = one_line(line.cells.get("name", ""))[:80], line.cells.get("link", "")
        if fault := _fault(email, name, link, seen):
            faults.append([line.number, *fault])
            continue
        if email:
            seen[email] = line.number
        told = line.cells.get("narrative", "")
        lines.append(BatchLine(number=line.number, email=email, name=name, narrative=told, link=link))
    return _without_known(lines, faults, achievement)


def _fault(email: str, name: str, link: str, seen: dict[str, int]) -> tuple[str, str] | None:
    if not email and not name:
        return "e-mail", _("Il faut une adresse, ou au moins un nom pour une feuille sur papier.")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            return "e-mail", _("Ce n’est pas une adresse e-mail.")
        if email in seen:
            return "e-mail", _("Cette adresse est déjà à la ligne {line}.").format(line=seen[email])
    if link:
        try:
            web_address(link)
        except ValidationError as error:
            return "preuve", error.messages[0]
    return None


def _without_known(lines: list[BatchLine], faults: list[list[Any]], achievement: Achievement) -> Reading:
    by_seal = {codes.address_seal(line.email): line for line in lines if line.email}
    known: set[int] = set()
    seals = list(by_seal)
    for start in range(0, len(seals), CHUNK):
        have = Award.objects.filter(
            version__achievement=achievement, email_seal__in=seals[start : start + CHUNK], revoked_at=None
        ).exclude(standing=Standing.REFUSED)
        known |= {by_seal[seal].number for seal in have.order_by("pk").values_list("email_seal", flat=True)}
    faults += [[number, "e-mail", _("Cette personne a déjà ce badge.")] for number in known]
    return Reading([line for line in lines if line.number not in known], sorted(faults))
