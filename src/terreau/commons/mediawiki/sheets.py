"""The sheet of a commons as French wikis keep it (Semantic MediaWiki and Page Forms): ADEME, FabMob, Movilab."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Attribute of the sheet, and the parameters that hold it, folded.
_NAMES = {
    "title": ("titre", "title", "nom", "name"),
    "summary": ("shortdescription", "descriptioncourte", "resume", "accroche", "baseline"),
    "story": ("description", "presentation", "contenu"),
    "holders": ("from", "portepar", "porteur", "porteurs", "organisation", "structure"),
    "users": (
        "organisationsutilisatrices",
        "utilisateurs",
        "usages",
        "utilisepar",
        "organisationutilisatrice",
    ),
    "contributors": ("contributeurs", "contributeur", "auteur", "auteurs", "author", "authors"),
    "challenges": ("challenge", "challenges", "defi", "defis", "defiauquelrepondlaressource"),
    "near": ("autrecommunproche", "communproche", "communsproches", "commun"),
    "needs": ("needs", "need", "richesserecherchee", "richessesrecherchees", "besoins", "besoin"),
    "skills": ("competencerecherchee", "competencesrecherchees", "competences", "skills"),
    "communities": ("communautedinteret", "communautedinterets", "communaute", "communautes"),
    "licence": ("licence", "license", "typedelicence", "licences", "licencetype"),
    "maturity": ("etape", "niveaudedeveloppement", "maturite", "stade", "avancement"),
    "kinds": ("commonscategorie", "categorie", "categories", "type", "commonscategory"),
    "tags": ("tags", "tag", "motscles", "motcle", "keywords"),
    "themes": ("theme", "themes", "thematique", "thematiques"),
    "location": ("location", "localisation", "lieu", "territoire", "adresse"),
    "coordinates": ("coordonneesgeo", "coordonnees", "geolocalisation", "geo", "coordinates"),
    "referents": ("referent", "referents", "referentducommun", "contact", "referentademe"),
    "picture": ("mainpicture", "image", "photo", "logo"),
    "links": (
        "lien",
        "liens",
        "website",
        "siteweb",
        "url",
        "cloudfichiers",
        "cloud",
        "link",
        "forum",
        "drive",
    ),
}
_BY_NAME = {name: attribute for attribute, names in _NAMES.items() for name in names}
#: Values that go on in one text; the others are lists.
_TEXTS = {"title", "summary", "story", "licence", "maturity", "location", "coordinates", "picture"}
_WHOLE = {"title", "summary", "story", "licence", "location", "coordinates"}


@dataclass(frozen=True)
class CommonsSheet:
    """What a page says of a commons; `rest` are the parameters that mean nothing known here."""

    title: str = ""
    summary: str = ""
    story: str = ""
    licence: str = ""
    maturity: str = ""
    location: str = ""
    coordinates: str = ""
    picture: str = ""
    holders: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    challenges: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    referents: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    rest: dict[str, str] = field(default_factory=dict)


def sheet_in(
    fields: Mapping[str, Sequence[str]], title: str = "", categories: Sequence[str] = ()
) -> CommonsSheet:
    """The sheet that the fields of a page make; `title` is the page's own, when no field says one."""
    texts: dict[str, str] = {"title": title}
    lists: dict[str, tuple[str, ...]] = {"kinds": tuple(categories)}
    rest: dict[str, str] = {}
    for name, values in fields.items():
        attribute = _BY_NAME.get(_folded(name))
        said = "\n\n".join(values)
        if attribute is None:
            rest[name] = said
        elif attribute in _TEXTS:
            texts[attribute] = _words(said) if attribute != "story" else said
        else:
            parts = [_words(part) for value in values for part in re.split(r"[;,\n]", value)]
            lists[attribute] = tuple(dict.fromkeys([*lists.get(attribute, ()), *filter(None, parts)]))
    return CommonsSheet(rest=rest, **texts, **lists)  # type: ignore[arg-type]  # keys are the attributes above


def _folded(name: str) -> str:
    split = unicodedata.normalize("NFKD", name.lower())
    return re.sub(r"[^a-z0-9]", "", "".join(sign for sign in split if not unicodedata.combining(sign)))


def _words(said: str) -> str:
    """Words without Markdown: a value of a form is a name, not a text."""
    said = re.sub(r"\[\[(?:[^\[\]|]{0,500}\|)?([^\[\]|]{0,500})\]\]", r"\1", said)
    said = re.sub(r"\[([^\[\]]{0,500})\]\(<([^<>]{0,2000})>\)", r"\2", said)
    said = re.sub(r"<(https?://[^<>\s]{1,2000})>", r"\1", said)
    said = re.sub(r"^\s*[-*] ", "", said)
    return " ".join(re.sub(r"\\([\\`*_\[\]<>~|])", r"\1", said.replace("**", "")).split())
