"""`terreau serve`: the web server and the background worker of an instance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.config import ports, terminal
from terreau.config.children import apart
from terreau.config.configuration import Configuration
from terreau.config.folder import alone_in
from terreau.config.guard import guarded
from terreau.config.starting import folder_of_the_instance, start_django

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C; refuse in one sentence what would serve a half-prepared instance."""
    folder = folder_of_the_instance()
    with alone_in(folder) as tell:
        configuration = Configuration()
        host, port = ports.parsed(
            arguments.listen if arguments.listen is not None else configuration["TERREAU_LISTEN"]
        )
        ports.check_free(host, port, "--listen")
        tell(configuration["TERREAU_ADDRESS"])
        start_django()
        if code := apart(guarded(lambda: _prepare(migrate=arguments.migrate))):
            return code
        from terreau.config import serving

        welcome = f"Terreau sert {configuration['TERREAU_ADDRESS']} sur {host}:{port}."
        return serving.serve(host, port, welcome=welcome)


def _prepare(*, migrate: bool) -> int:
    from terreau.config import preparing

    with terminal.Progress() as progress:
        if migrate:
            preparing.migrate(progress)
        preparing.refuse_a_database_behind()
        preparing.collect_static(progress)
    return 0
