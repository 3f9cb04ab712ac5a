"""What is written in the configuration: is it readable, does it mean something, does it hold together."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from terreau.config.checks.point import BROKEN, FINE, TO_DO, Point
from terreau.config.configuration import SETTINGS, SHORTEST_TOKEN, network

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.config.configuration import Configuration

_NUMBERS = ("TERREAU_PROXIES", "TERREAU_MAX_UPLOAD_MB", "TERREAU_LOG_MB")
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def points(configuration: Configuration) -> Iterator[Point]:
    """The file, its keys, its figures, the public address."""
    yield from _file(configuration)
    yield from _numbers(configuration)
    yield _address(configuration)
    yield from _metrics(configuration)


def _file(configuration: Configuration) -> Iterator[Point]:
    path = configuration.file_path
    if configuration.trouble:
        message = f"{path} ne se lit pas : {configuration.trouble}."
        yield Point("configuration", "Configuration", BROKEN, message, "Corrigez cette ligne du fichier.")
        return
    known = [setting.name.lower() for setting in SETTINGS]
    for key in configuration.unknown:
        near = difflib.get_close_matches(key.lower(), known, n=1)
        remedy = f"Vouliez-vous écrire « {near[0]} » ?" if near else "Retirez cette ligne."
        yield Point("configuration", "Configuration", TO_DO, f"« {key} » ne règle rien dans {path}.", remedy)
    if not configuration.unknown:
        said = (
            f"{path} se lit."
            if configuration.file
            else "Tout vient de l’environnement ou des valeurs d’origine."
        )
        yield Point("configuration", "Configuration", FINE, said)


def _numbers(configuration: Configuration) -> Iterator[Point]:
    for name in _NUMBERS:
        if not configuration[name].isdecimal():
            message = f"{name} vaut « {configuration[name]} », qui n’est pas un nombre entier."
            yield Point("configuration", "Configuration", TO_DO, message, f"Écrivez un nombre dans {name}.")


def _address(configuration: Configuration) -> Point:
    address = configuration["TERREAU_ADDRESS"]
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        remedy = "Écrivez-la entière dans TERREAU_ADDRESS : https://communs.exemple.fr"
        return Point("address", "Adresse", BROKEN, f"« {address} » n’est pas l’adresse d’un site.", remedy)
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        remedy = "Mettez un serveur frontal qui tient le certificat, puis https:// dans TERREAU_ADDRESS."
        return Point("address", "Adresse", TO_DO, f"{address} n’est pas chiffrée.", remedy)
    if parts.scheme == "https" and configuration.number("TERREAU_PROXIES") == 0:
        message = f"{address} est chiffrée, mais aucun serveur frontal n’est annoncé."
        return Point("address", "Adresse", TO_DO, message, "Écrivez 1 dans TERREAU_PROXIES.")
    return Point("address", "Adresse", FINE, f"{address}")


def _metrics(configuration: Configuration) -> Iterator[Point]:
    """Only when something was asked for and does not hold."""
    token = configuration["TERREAU_METRICS_TOKEN"]
    if token and len(token) < SHORTEST_TOKEN:
        message = "TERREAU_METRICS_TOKEN est trop court : /sante/mesures reste fermée."
        yield Point("metrics", "Mesures", TO_DO, message, f"Donnez-lui {SHORTEST_TOKEN} signes au moins.")
    for said in configuration["TERREAU_METRICS_FROM"].split(","):
        if said.strip() and network(said) is None:
            message = f"« {said.strip()} » n’est ni une adresse ni un réseau (TERREAU_METRICS_FROM)."
            yield Point("metrics", "Mesures", TO_DO, message, "Écrivez par exemple 10.0.0.0/8 ou ::1.")
