"""A verification told to people: each check by its name in plain words, and what it does not prove."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from terreau.recognition.models import Issuer
from terreau.recognition.openbadges import verify
from terreau.recognition.queries import addresses, paper
from terreau.recognition.queries.resolving import InstanceResolver

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from terreau.recognition.models import Brought
    from terreau.recognition.openbadges import Result

NAMES: dict[str, str | Promise] = {
    "file": gettext_lazy("Le fichier se lit"),
    "json": gettext_lazy("Son texte est sans faute"),
    "schema": gettext_lazy("Rien n’y manque"),
    "context": gettext_lazy("Ses mots ont un sens connu"),
    "type": gettext_lazy("C’est bien un badge"),
    "subject": gettext_lazy("Il dit ce qui est reconnu"),
    "issuer": gettext_lazy("Il dit qui le donne"),
    "key": gettext_lazy("La clé est celle de qui le donne"),
    "proof": gettext_lazy("La signature est juste : rien n’a été changé"),
    "algorithm": gettext_lazy("La signature est d’une sorte sûre"),
    "dates": gettext_lazy("Les dates sont bonnes"),
    "status": gettext_lazy("Il n’a été ni révoqué ni suspendu"),
    "endorsement": gettext_lazy("Les endossements sont justes"),
    "recipient": gettext_lazy("Il est bien à cette personne"),
    "baking": gettext_lazy("L’image contient un badge et un seul"),
}


@dataclass(frozen=True)
class Line:
    """One check: its name, true, false or None (could not be done), and what was found."""

    name: str
    ok: bool | None
    message: str


@dataclass(frozen=True)
class Report:
    """A verdict in one sentence, who and what it is about, and the checks behind it."""

    verdict: str
    sentence: str
    issuer: str
    achievement: str
    lines: list[Line]
    warnings: list[str]
    description: str = ""
    criteria: str = ""
    given: str = ""

    @property
    def good(self) -> bool:
        return self.verdict == "valid"


def sentences() -> dict[str, str]:
    """The verdicts, in one sentence each."""
    return {
        "valid": _("Ce badge est valable."),
        "invalid": _("Ce badge n’est pas valable."),
        "unknown": _("On ne peut pas dire si ce badge est valable."),
        "unreadable": _("Aucun badge ne se lit dans ce fichier."),
    }


def examine(
    raw: bytes, *, recipient: str = "", outside: bool = True, archive: Brought | None = None
) -> Report:
    """Verify the bytes of a file and tell it. Nothing is kept.

    `archive` is the one with which a badge from elsewhere came, read when its origin does not answer.
    """
    resolver = InstanceResolver(outside=outside, archive=archive)
    report = told(verify(raw, resolver=resolver, recipient=recipient or None))
    return replace(report, warnings=[*report.warnings, *map(_second_hand, resolver.read_from)])


def _second_hand(archive: Brought) -> str:
    """What is to be known of keys and lists that come from a copy."""
    day = date_format(timezone.localtime(archive.exported_at), "DATE_FORMAT")
    said = (
        _(
            "« {host} », d’où vient ce badge, ne répond pas : ses clés et ses listes sont lues dans la copie "
            "du {day} apportée ici. Ce qui a été révoqué depuis ne s’y voit pas."
        )
        if archive.confirmed_at
        else _(
            "« {host} », d’où vient ce badge, ne répond pas et n’a jamais confirmé les clés de la copie du "
            "{day} apportée ici : ce badge ne vaut que ce que vaut la parole de qui l’a apporté."
        )
    )
    return said.format(host=archive.host, day=day)


def told(result: Result) -> Report:
    """A verification in the language of the page."""
    lang = "en" if (get_language() or "fr").startswith("en") else "fr"
    plain = result.to_json(lang=lang)
    about = _achievement(result.credential)
    verdict, lines = result.verdict, [_line(one) for one in plain["checks"]]
    if verdict == "valid" and (standing := paper.standing(result.credential)):
        good, said = standing
        verdict, lines = "valid" if good else "invalid", [*lines, Line(str(NAMES["status"]), good, said)]
    return Report(
        verdict=verdict,
        sentence=sentences()[verdict],
        issuer=plain["issuer"]["name"] or plain["issuer"]["id"] or "",
        achievement=plain["achievement"]["name"] or "",
        lines=lines,
        warnings=[*plain["warnings"], *_borrowed(result.credential, about)],
        description=_text(about.get("description")),
        criteria=_text(_of(about.get("criteria")).get("narrative")),
        given=_text(result.credential.get("validFrom") or result.credential.get("issuedOn")),
    )


def _line(check: dict[str, Any]) -> Line:
    return Line(str(NAMES[check["check"]]), check["ok"], check["message"])


def _borrowed(credential: dict[str, Any], about: dict[str, Any]) -> list[str]:
    """Whether the definition is someone else's: anyone can sign "your" badge in their own name.

    Open Badges 3.0 does not forbid it, so that it is said and not refused
    (https://github.com/1EdTech/openbadges-specification/issues/451).
    """
    issuer, creator = named(credential.get("issuer")), named(about.get("creator"))
    ours = _our_owner(str(about.get("id") or ""))
    if ours and paper.key_of(ours, issuer["id"] or ""):
        return []
    owner = {"id": addresses.issuer_id(ours), "name": ours.said_name} if ours else creator
    if not owner["id"] or not issuer["id"] or owner["id"] == issuer["id"]:
        return []
    said = _("La définition de ce badge est celle de « {owner} », mais c’est « {issuer} » qui l’a signé.")
    return [said.format(owner=owner["name"] or owner["id"], issuer=issuer["name"] or issuer["id"])]


def _our_owner(definition: str) -> Issuer | None:
    """Who gives the badge of this address, when it is one of ours: what the file says does not count."""
    if not definition.startswith(f"{settings.ADDRESS}/"):
        return None
    try:
        found = resolve(urlsplit(definition).path)
    except (Resolver404, ValueError):
        return None
    if found.view_name != "recognition:version":
        return None
    return Issuer.objects.select_related("organisation").filter(achievements=found.kwargs["pk"]).first()


def named(thing: object) -> dict[str, str | None]:
    """Identifier and name of an issuer or a creator, whatever form it has."""
    if isinstance(thing, str):
        return {"id": thing, "name": None}
    said = _of(thing)
    return {"id": _text(said.get("id")) or None, "name": _text(said.get("name")) or None}


def _achievement(credential: dict[str, Any]) -> dict[str, Any]:
    subject = credential.get("credentialSubject")
    if isinstance(subject, list):
        subject = subject[0] if subject else {}
    return _of(_of(subject).get("achievement") or credential.get("badge"))


def _of(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value[:4000] if isinstance(value, str) else ""
