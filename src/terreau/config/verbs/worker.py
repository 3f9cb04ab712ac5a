"""`terreau worker`: background jobs alone, on another machine or beside a web server of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.config.starting import folder_of_the_instance, start_django

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C; with `--once`, until nothing is left."""
    folder_of_the_instance()
    start_django()
    from terreau.config import preparing, serving

    preparing.refuse_a_database_behind()
    serving.work(until_empty=arguments.once)
    return 0
