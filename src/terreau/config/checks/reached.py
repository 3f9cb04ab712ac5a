"""What a person needs to get in: a territory that exists, a steward, an e-mail that leaves."""

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import get_connection

from terreau.config.checks.point import FINE, TO_DO, Point
from terreau.foundation.errors import TerreauError
from terreau.people import openid, providers
from terreau.people.models import User
from terreau.territories import queries
from terreau.territories.models import Territory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.config.configuration import Configuration


def points(configuration: Configuration) -> Iterator[Point]:
    """The national base, the home territory, the stewards, the e-mail."""
    yield _base()
    yield _territory(configuration["TERREAU_TERRITORY"])
    yield _stewards()
    yield _email()
    if any(settings.OPENID[key] for key in ("issuer", "client_id", "secret")):
        yield _provider()


def _base() -> Point:
    count = Territory.objects.count()
    if not count:
        remedy = "Lancez « terreau import territories »."
        return Point("territories", "Base nationale", TO_DO, "Aucun territoire n’est connu.", remedy)
    return Point("territories", "Base nationale", FINE, f"{count} territoires.")


def _territory(ref: str) -> Point:
    if not ref:
        remedy = "Lancez « terreau init », ou écrivez TERREAU_TERRITORY."
        return Point("territory", "Territoire", TO_DO, "Aucun territoire n’est choisi.", remedy)
    try:
        territory = queries.territory(ref)
    except TerreauError as error:
        return Point("territory", "Territoire", TO_DO, str(error), "Corrigez TERREAU_TERRITORY.")
    return Point("territory", "Territoire", FINE, f"{territory.name} ({territory.code}).")


def _stewards() -> Point:
    count = User.objects.filter(is_steward=True, is_active=True).count()
    if not count:
        remedy = "Lancez « terreau init --steward E-MAIL »."
        return Point("stewards", "Animation", TO_DO, "Personne n’anime ce territoire.", remedy)
    return Point("stewards", "Animation", FINE, f"{count} personne(s) animent ce territoire.")


def _email() -> Point:
    subject = "E-mail"
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        where = f"Les messages restent dans {settings.DATA / 'mailbox'}"
        if settings.DEMO:
            return Point("email", subject, FINE, f"{where} : c’est une démonstration.")
        remedy = "Écrivez TERREAU_EMAIL_URL : sans e-mail, personne ne reçoit de code pour entrer."
        return Point("email", subject, TO_DO, f"{where}.", remedy)
    try:
        with get_connection(timeout=5):
            pass
    except (OSError, smtplib.SMTPException) as error:
        message = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} ne répond pas ({error})."
        return Point(
            "email", subject, TO_DO, message, "Vérifiez TERREAU_EMAIL_URL et que le port sort d’ici."
        )
    return Point("email", subject, FINE, f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} accepte nos messages.")


def _provider() -> Point:
    subject, name = "Fournisseur d’identité", str(settings.OPENID["name"])
    missing = [key.upper() for key in ("issuer", "client_id", "secret") if not settings.OPENID[key]]
    if missing:
        said = ", ".join(f"TERREAU_OPENID_{key}" for key in missing)
        return Point(
            "openid", subject, TO_DO, f"{name} n’est pas proposé : il manque {said}.", f"Écrivez {said}."
        )
    if settings.OPENID["algorithm"] not in openid.ALGORITHMS:
        message = f"TERREAU_OPENID_ALGORITHM vaut « {settings.OPENID['algorithm']} », qui n’est pas admis."
        return Point("openid", subject, TO_DO, message, f"Choisissez parmi {', '.join(openid.ALGORITHMS)}.")
    one = providers.provider()
    assert one is not None  # noqa: S101 - nothing is missing
    try:
        description = providers.description_of(one)
    except TerreauError as error:
        remedy = "Comparez TERREAU_OPENID_ISSUER avec la ligne « issuer » de sa description."
        return Point("openid", subject, TO_DO, str(error), remedy)
    return Point("openid", subject, FINE, f"{name} se décrit à {description.issuer}.")
