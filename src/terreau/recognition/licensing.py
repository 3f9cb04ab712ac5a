"""Under which licence a badge may be taken up again, and in which language it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from terreau.foundation.licences import understand

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from terreau.foundation.licences import Licence

#: Of all that an instance publishes, unless somebody says otherwise (page « Ce service »).
DEFAULT = "etalab-2.0"
#: SPDX expressions longer than that are no licence of a badge.
LONGEST = 100
#: Of the drawings composed here: their shapes and signs are part of the program and dedicated to the public.
DRAWINGS = "CC0-1.0"
LANGUAGE = "fr"

#: BCP 47: French, the languages of France most written, sign language, and those most spoken by newcomers.
LANGUAGES: dict[str, str | Promise] = {
    "fr": _("français"),
    "ar": _("arabe"),
    "eu": _("basque"),
    "br": _("breton"),
    "ca": _("catalan"),
    "co": _("corse"),
    "gcf": _("créole guadeloupéen ou martiniquais"),
    "gcr": _("créole guyanais"),
    "rcf": _("créole réunionnais"),
    "de": _("allemand"),
    "gsw": _("alsacien"),
    "en": _("anglais"),
    "es": _("espagnol"),
    "it": _("italien"),
    "nl": _("néerlandais"),
    "oc": _("occitan"),
    "pl": _("polonais"),
    "pt": _("portugais"),
    "ro": _("roumain"),
    "ru": _("russe"),
    "ty": _("tahitien"),
    "tr": _("turc"),
    "uk": _("ukrainien"),
    "vi": _("vietnamien"),
    "zh": _("chinois"),
}


def licence_meant(said: str) -> str | None:
    """The SPDX expression that was meant, the default when nothing was said, None when nothing known was."""
    if not said.strip():
        return DEFAULT
    found = understand(said)
    return found.spdx if found is not None and len(found.spdx) <= LONGEST else None


def licence_of(spdx: str) -> Licence | None:
    """Title, address and openness of a licence kept; None when none was."""
    return understand(spdx) if spdx else None


def written(spdx: str) -> str:
    """A licence as its own field shows it: its title when that is understood as the same, else SPDX."""
    found = licence_of(spdx)
    if found is None:
        return ""
    again = understand(found.title)
    return found.title if again is not None and again.spdx == spdx else spdx
