"""Begin a commons from a file that describes it: publiccode.yml, Open Know-How or CodeMeta."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from terreau.commons.descriptions import read, sheet_of
from terreau.commons.errors import UnreadDescriptionError
from terreau.commons.models import Kind, Maturity
from terreau.foundation import licences
from terreau.foundation.languages import reader_language
from terreau.foundation.outgoing import Client
from terreau.people.words import one_line
from terreau.saying import chosen

if TYPE_CHECKING:
    from terreau.commons.descriptions import Description, Sheet

#: What the reader takes (descriptions/caps.py), with room for compression.
MOST_BYTES = 300_000
SECONDS = 10
_MOST_PROBLEMS, _SHORTEST = 30, 8
_STANDARDS = {"publiccode": "publiccode.yml", "okh": "Open Know-How", "codemeta": "CodeMeta"}
_KINDS = {"publiccode": Kind.SOFTWARE, "okh": Kind.HARDWARE, "codemeta": Kind.SOFTWARE}
_MATURITY = {
    "concept": Maturity.IDEA,
    "development": Maturity.TRIED,
    "beta": Maturity.TRIED,
    "stable": Maturity.USED,
    "obsolete": Maturity.ASLEEP,
}


@dataclass
class Begun:
    """The fields of the form, the standard, what was not understood, what the form has no place for."""

    fields: dict[str, Any]
    standard: str
    problems: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def as_kept(self) -> dict[str, Any]:
        """What waits in the session beside the fields."""
        return {"standard": self.standard, "problems": self.problems, "left": self.left}


def begun_at(address: str) -> Begun:
    """What stands at an address on the public web. Raises OutgoingError, UnreadDescriptionError."""
    answer = Client(most_bytes=MOST_BYTES, seconds=SECONDS).get(address)
    if not answer.is_success:
        raise UnreadDescriptionError(why=_("Le site répond %(status)s.") % {"status": answer.status_code})
    return begun_from(answer.content, urlsplit(str(answer.url)).path.rpartition("/")[2])


def begun_from(data: bytes, name: str) -> Begun:
    """What a file says. Raises UnreadDescriptionError when nothing of it can be read."""
    found = read(data, licences, name=name)
    if not found.readable or found.kind is None:
        raise UnreadDescriptionError(why=" ".join(one.said(reader_language()) for one in found.problems))
    sheet = sheet_of(found)
    standard = " ".join(filter(None, (_STANDARDS[found.kind], found.version)))
    return Begun(_fields(found, sheet), standard, _problems(found), _left(sheet))


def _fields(found: Description, sheet: Sheet) -> dict[str, Any]:
    summary = one_line(sheet.summary) or one_line(sheet.story)
    said = {
        "title": one_line(sheet.name)[:120],
        "tagline": summary[:240] if len(summary) >= _SHORTEST else "",
        "kinds": [_KINDS[found.kind].value] if found.kind else [],
        "story": sheet.story.replace("\x00", "")[:12_000],
        "holders": "\n".join(dict.fromkeys(one_line(one.name)[:160] for one in sheet.holders[:12])),
        "licence_said": one_line(sheet.licence)[:300],
        "maturity": _MATURITY[sheet.status].value if sheet.status else "",
        "sites": _line(sheet.page),
        "sources": _line(sheet.repository),
        "documentation": _line(sheet.documentation),
        "others": "\n".join(filter(None, map(_line, sheet.based_on[:5]))),
    }
    return {name: value for name, value in said.items() if value}


def _line(address: str) -> str:
    return address if address.startswith(("https://", "http://")) and " " not in address else ""


def _problems(found: Description) -> list[str]:
    lang = reader_language()
    colon = chosen((" : ", ": "), lang)
    told = [(one.key, one.said(lang)) for one in found.problems[:_MOST_PROBLEMS]]
    return [(f"{key}{colon}{said}" if key else said)[:300] for key, said in told]


def _left(sheet: Sheet) -> list[str]:
    """What was understood and has no place on the form: said, so that nobody believes it came along."""
    there = {
        _("contacts et contributeurs, que l’on ne nomme pas sans leur accord"): [
            *sheet.contacts,
            *sheet.contributors,
        ],
        _("organisations qui s’en servent : dites-les sur sa page"): sheet.users,
        _("qui finance"): sheet.funders,
        _("version et date de sortie"): [*filter(None, (sheet.version, sheet.released))],
        _("mots-clés et fonctions"): [*sheet.keywords, *sheet.features],
        _("dépendances et pièces : déclarez-les comme composants"): [*sheet.depends_on, *sheet.parts],
        _("langues et plateformes"): [*sheet.languages, *sheet.platforms],
    }
    return [words for words, value in there.items() if value]
