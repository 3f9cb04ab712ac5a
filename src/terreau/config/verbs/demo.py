"""`terreau demo`: a real territory, ready to look at, in a folder of its own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from terreau.config import ports, terminal
from terreau.config.children import apart
from terreau.config.configuration import Configuration, keep
from terreau.config.folder import alone_in
from terreau.config.guard import guarded
from terreau.config.starting import folder_of_the_instance, start_django
from terreau.foundation.errors import TerreauError

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

HOST = "127.0.0.1"
PORT = 8000
GRENOBLE_ALPES = "200040715"


class RealInstanceError(TerreauError):
    code = "real-instance"
    message = "« {path} » contient une vraie instance : la démonstration n’y touche pas."
    remedy = "Choisissez un autre dossier avec --data."


def run(arguments: argparse.Namespace) -> int:
    """Prepare what is not ready, then serve until Ctrl-C."""
    # Never the folder nor the database of a real instance that the environment may name.
    os.environ |= {
        "TERREAU_DATA": arguments.data or "terreau-demo",
        "TERREAU_MODE": "demo",
        "DATABASE_URL": "",
    }
    folder = folder_of_the_instance()
    _refuse_a_real_instance(folder)
    with alone_in(folder) as tell:
        port = _port(arguments.port)
        address = f"http://{HOST}:{port}"
        os.environ["TERREAU_ADDRESS"] = address
        tell(address)
        start_django()
        if code := apart(guarded(lambda: _prepare(folder, arguments.territory or ""))):
            return code
        if arguments.no_serve:
            terminal.say(_welcome(folder, address))
            return 0
        return _serve(folder, port, address)


def _refuse_a_real_instance(folder: Path) -> None:
    kept = Configuration().file
    real = (folder / "terreau.sqlite3").exists() or kept
    if real and kept.get("terreau_mode") != "demo":
        raise RealInstanceError(path=folder)


def _port(asked: int | None) -> int:
    if asked is not None:
        ports.check_free(HOST, asked)
        return asked
    port = ports.first_free(HOST, PORT)
    if port != PORT:
        terminal.note(f"Le port {PORT} est pris : voici {port}.")
    return port


def _prepare(folder: Path, asked: str) -> int:
    from terreau.config import preparing

    kept = Configuration().file.get("terreau_territory", "")
    # Said first, so that a start that is killed midway is still known as a demonstration.
    keep(folder, {"TERREAU_MODE": "demo", "TERREAU_TERRITORY": kept})
    with terminal.Progress() as progress:
        with preparing.whole_or_nothing():
            preparing.migrate(progress)
            preparing.import_territories(progress)
        preparing.collect_static(progress)
        chosen = _planted(asked or kept or GRENOBLE_ALPES, progress)
    keep(folder, {"TERREAU_MODE": "demo", "TERREAU_TERRITORY": chosen})
    return 0


def _planted(words: str, progress: terminal.Progress) -> str:
    """The reference of the territory asked for, with its people and its examples."""
    from terreau.catalogue.actions import plant_examples as plant_data
    from terreau.commons.actions import plant_examples as plant_commons
    from terreau.config.choosing import territory_meant
    from terreau.config.first_people import MEDIATOR, STEWARD, people_of_the_demo
    from terreau.needs.actions import plant_examples
    from terreau.recognition.actions import plant_examples as plant_badges

    territory = territory_meant(words)
    people_of_the_demo(territory)
    progress("Exemples de besoins")
    plant_examples(territory)
    progress("Exemples de communs")
    plant_commons(territory)
    progress("Exemples de badges")
    plant_badges(MEDIATOR)
    progress("Exemples de données")
    plant_data(STEWARD, territory)
    return territory.ref


def _welcome(folder: Path, address: str) -> str:
    from terreau.config.first_people import MEDIATOR, STEWARD
    from terreau.territories import queries

    territory = queries.territory(Configuration().file["terreau_territory"])
    return f"""
Terreau, démonstration : {territory.name} ({territory.code})

  Adresse      {address}/
  Pour entrer  {address}/compte/connexion/
               {STEWARD} (anime le territoire) ou {MEDIATOR} (médiation)
  Messages     {address}/boite-aux-lettres/ : le code pour entrer y arrive
  Données      {folder}
"""


def _serve(folder: Path, port: int, address: str) -> int:
    from django.conf import settings

    from terreau.config import serving

    # Chosen after the settings were read, by the child that has just prepared the folder.
    settings.TERRITORY = Configuration().file["terreau_territory"]
    return serving.serve(HOST, port, welcome=f"{_welcome(folder, address)}  Arrêter      Ctrl-C\n")
