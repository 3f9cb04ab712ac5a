"""Which port to listen on, and what to say when it is taken."""

from __future__ import annotations

import errno
import socket
from typing import Final

from terreau.foundation.errors import TerreauError


class PortTakenError(TerreauError):
    code = "port-taken"
    message = "Le port {port} de {host} est déjà pris par un autre programme."
    remedy = "Choisissez-en un autre ({option}), ou arrêtez ce programme."


class AddressUnusableError(TerreauError):
    code = "address-unusable"
    message = "Impossible d’écouter sur {host}:{port} : {why}."
    remedy = "Corrigez TERREAU_LISTEN (par exemple 127.0.0.1:8000)."


class NotAListenAddressError(TerreauError):
    code = "not-a-listen-address"
    message = "« {value} » n’est pas une adresse d’écoute."
    remedy = "Écrivez un nom ou une adresse, deux-points, un port : 127.0.0.1:8000."


HIGHEST = 65535
_WHY: Final[dict[int | None, str]] = {
    errno.EACCES: "les ports sous 1024 sont réservés à l’administrateur",
    errno.EADDRNOTAVAIL: "cette adresse n’est pas celle de cette machine",
    socket.EAI_NONAME: "ce nom ne mène à aucune adresse",
}


def parsed(value: str) -> tuple[str, int]:
    """Host and port of "host:port" or "[v6]:port"."""
    host, _colon, port = value.rpartition(":")
    if not port.isdecimal() or not 0 < int(port) <= HIGHEST:
        raise NotAListenAddressError(value=value)
    return host.strip("[]") or "127.0.0.1", int(port)


def check_free(host: str, port: int, option: str = "--port") -> None:
    """Raise PortTakenError or AddressUnusableError unless one can listen there now.

    Tried without SO_REUSEPORT, which the web server sets: with it two programs would silently share the port.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTakenError(host=host, port=port, option=option) from error
            raise AddressUnusableError(
                host=host, port=port, why=_WHY.get(error.errno, error.strerror)
            ) from error


def first_free(host: str, port: int, tries: int = 30) -> int:
    """The first port from `port` on that is free. PortTakenError when none of `tries` is."""
    for candidate in range(port, port + tries):
        try:
            check_free(host, candidate)
        except PortTakenError:
            continue
        return candidate
    raise PortTakenError(host=host, port=f"{port}-{port + tries - 1}", option="--port")
