"""`terreau init`: everything between an empty folder and `terreau serve`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from terreau.config import terminal
from terreau.config.configuration import Configuration, keep
from terreau.config.folder import alone_in
from terreau.config.starting import folder_of_the_instance, start_django
from terreau.foundation.errors import TerreauError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


class NotAnAddressError(TerreauError):
    code = "not-an-address"
    message = "« {value} » n’est pas l’adresse d’un site."
    remedy = "Écrivez-la entière, sans chemin : https://communs.exemple.fr"


class NotAnEmailError(TerreauError):
    code = "not-an-email"
    message = "« {value} » n’est pas une adresse e-mail."
    remedy = "Écrivez-la entière : prenom.nom@exemple.fr"


class NobodyToAskError(TerreauError):
    code = "nobody-to-ask"
    message = "Il manque une réponse, et personne ne peut la taper ici : {option}."
    remedy = "Donnez-la en option : « terreau init --help » les montre toutes."


def run(arguments: argparse.Namespace) -> int:
    """Ask what is missing, build the database, import the national base, write `terreau.toml`."""
    if arguments.database:
        os.environ["DATABASE_URL"] = arguments.database
    folder = folder_of_the_instance()
    with alone_in(folder):
        kept = {key.upper(): value for key, value in Configuration().file.items()}
        address = _answer(
            arguments.address, "--address", "Adresse publique", kept.get("TERREAU_ADDRESS", ""), _address
        )
        steward = _answer(
            arguments.steward, "--steward", "E-mail de la première personne qui anime", "", _email
        )
        os.environ["TERREAU_ADDRESS"] = address
        start_django()
        _build()
        kept_territory = kept.get("TERREAU_TERRITORY", "")
        territory = _answer(
            arguments.territory, "--territory", "Territoire (nom ou code)", kept_territory, _territory
        )
        values = kept | {"TERREAU_ADDRESS": address, "TERREAU_TERRITORY": territory}
        if arguments.database:
            values["DATABASE_URL"] = arguments.database
        keep(folder, values)
        from terreau.config.first_people import name_steward

        name_steward(steward)
    terminal.say(f"""
L’instance est prête dans {folder}

  Vérifier   terreau check --data {folder}
  Servir     terreau serve --data {folder}
  Entrer     {address}/compte/connexion/ avec {steward}
""")
    return 0


def _build() -> None:
    from terreau.config import preparing

    with terminal.Progress() as progress:
        with preparing.whole_or_nothing():
            preparing.migrate(progress)
            preparing.import_territories(progress)
        preparing.collect_static(progress)


def _answer(given: str | None, option: str, question: str, default: str, check: Callable[[str], str]) -> str:
    """The option when it was given; else what the person types, asked again until it holds."""
    if given is not None:
        return check(given)
    while True:
        try:
            return check(terminal.ask(question, default))
        except EOFError as error:
            raise NobodyToAskError(option=option) from error
        except TerreauError as error:
            terminal.complain(error)


def _address(value: str) -> str:
    parts = urlsplit(value.strip().rstrip("/"))
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or parts.path
        or parts.query
        or parts.username
    ):
        raise NotAnAddressError(value=value)
    return f"{parts.scheme}://{parts.netloc}"


def _email(value: str) -> str:
    try:
        validate_email(value.strip())
    except ValidationError as error:
        raise NotAnEmailError(value=value) from error
    return value.strip()


def _territory(value: str) -> str:
    from terreau.config.choosing import territory_meant

    return territory_meant(value).ref
