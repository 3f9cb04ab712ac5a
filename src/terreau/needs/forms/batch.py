"""A table of needs, read line by line: what is good, what is wrong and what to do about it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terreau.needs.batches import LIMITS, SheetError, fold
from terreau.needs.forms.need import TellingForm
from terreau.needs.models import Need, Theme, theme_said
from terreau.participation.kinds import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from terreau.needs.actions import Telling
    from terreau.needs.models import Batch

#: The columns of the template, in order, and what else people call them.
COLUMNS = {
    "title": ("titre", "besoin", "intitulé", "quoi"),
    "situation": ("situation", "description", "détail"),
    "theme": ("thème", "thématique", "sujet"),
    "territories": ("territoires", "territoire", "commune", "communes", "lieu", "où"),
    "concerned": ("personnes concernées", "public", "qui est concerné", "qui"),
    "tried": ("déjà essayé", "ce qui a été essayé", "essais"),
    "met_when": ("résolu quand", "ce qui montrerait que c’est résolu", "réussite"),
}
NAMES = {fold(said): name for name, words in COLUMNS.items() for said in (*words, name)}

#: What to do when a column is wrong.
REMEDIES = {
    "title": gettext_lazy("Écrivez une phrase de 8 à 120 signes."),
    "situation": gettext_lazy("Racontez la situation en 6 000 signes au plus."),
    "theme": gettext_lazy("Écrivez un de ces mots : %(themes)s."),
    "territories": gettext_lazy(
        "Écrivez le nom ou le code officiel d’un territoire ; plusieurs : séparez par des virgules."
    ),
}

_UNREADABLE = {
    "empty": gettext_lazy("Ce fichier est vide, ou n’a que ses titres de colonnes."),
    "too-large": gettext_lazy("Ce fichier dépasse %(limit)s octets. Coupez-le en plusieurs fichiers."),
    "not-text": gettext_lazy(
        "Ce fichier n’est pas un CSV. Dans votre tableur, choisissez « Enregistrer sous… CSV UTF-8 »."
    ),
    "no-column": gettext_lazy(
        "La première ligne ne porte aucun titre de colonne connu. Partez du modèle : titre, situation, "
        "thème, territoires."
    ),
    "two-columns": gettext_lazy("La colonne « %(column)s » est là deux fois. N’en gardez qu’une."),
    "too-many-columns": gettext_lazy("Ce fichier a plus de %(limit)s colonnes. Partez du modèle."),
    "too-many-lines": gettext_lazy("Ce fichier a plus de %(limit)s lignes. Coupez-le en plusieurs fichiers."),
    "cell-too-long": gettext_lazy(
        "Ligne %(line)s, une case dépasse %(limit)s signes. Raccourcissez-la, ou fermez les guillemets "
        "ouverts."
    ),
    "control": gettext_lazy(
        "Ligne %(line)s, une case contient des signes invisibles qui ne sont pas du texte. Retapez-la."
    ),
}


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell: the column, the value as found, the fault and what to do."""

    column: str
    value: str
    message: str
    remedy: str


@dataclass
class Reviewed:
    """One line of the file, understood: `telling` when it can be published, else `faults`."""

    number: int
    title: str
    telling: Telling | None
    faults: list[Fault] = field(default_factory=list)
    twins: list[str] = field(default_factory=list)


def sentence(error: SheetError) -> str:
    """Why a file cannot be read, and what to do, in words."""
    values = {"limit": "", "line": "", "column": "", **error.values}
    return str(_UNREADABLE[error.code]) % values


def review(batch: Batch) -> list[Reviewed]:
    """Every line with its faults and the needs it repeats, in the file or already published."""
    territories = _remembering(TellingForm.base_fields["territories"].clean)
    lines = [_reviewed(line["number"], line["cells"], territories) for line in batch.lines]
    _mark_twins(lines)
    return lines


def _reviewed(number: int, cells: dict[str, str], territories: Callable[[Any], Any]) -> Reviewed:
    theme = theme_said(cells.get("theme", ""))
    form = TellingForm({**cells, "theme": theme.value if theme else cells.get("theme", "")})
    setattr(form.fields["territories"], "clean", territories)  # noqa: B010 - a method, for this form only
    title = cells.get("title", "")
    if form.is_valid():
        return Reviewed(number, title, form.telling())
    return Reviewed(number, title, None, list(_faults(form, cells)))


def _faults(form: TellingForm, cells: dict[str, str]) -> Iterable[Fault]:
    for name, messages in form.errors.items():
        remedy = str(REMEDIES.get(name, _("Raccourcissez ce texte."))) % {
            "themes": ", ".join(str(theme.label) for theme in Theme)
        }
        value = cells.get(name, "")
        shown = value if len(value) <= 80 else value[:79] + "…"  # noqa: PLR2004 - a line of the page
        yield Fault(COLUMNS[name][0], shown, " ".join(str(message) for message in messages), remedy)


def _mark_twins(lines: list[Reviewed]) -> None:
    """Say of each good line which other line or published need has the same title in a same territory."""
    keys = {fold(line.title)[:120] for line in lines if line.telling}
    known = list(
        visible(Need.objects.filter(title_key__in=keys, merged_into=None)).only(
            "title", "title_key", "places"
        )
    )
    seen: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if line.telling is None:
            continue
        key, refs = fold(line.title)[:120], {territory.ref for territory in line.telling.territories}
        for need in known:
            if need.title_key == key and refs & {place["ref"] for place in need.places}:
                line.twins.append(_("le besoin n° %(number)s, déjà publié") % {"number": need.pk})
        if any(seen[key, ref] for ref in refs):
            line.twins.append(_("une ligne plus haut dans ce fichier"))
        seen.update((key, ref) for ref in refs)


def _remembering(clean: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The same cleaning, done once a value: a file names the same few territories again and again."""
    known: dict[str, Any] = {}

    def remembered(value: str) -> Any:
        if value not in known:
            try:
                known[value] = clean(value)
            except ValidationError as fault:
                known[value] = fault
        if isinstance(known[value], ValidationError):
            raise known[value]
        return known[value]

    return remembered


__all__ = ["COLUMNS", "LIMITS", "NAMES", "Fault", "Reviewed", "review", "sentence"]
