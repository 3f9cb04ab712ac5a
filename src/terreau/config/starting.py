"""From a folder and an environment to a Django that is ready, or to a sentence that says why not."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from terreau.config.configuration import Configuration
from terreau.config.folder import AlreadyRunningError, alone_in, opened
from terreau.config.swapping import RECORD, finish
from terreau.foundation.errors import TerreauError

if TYPE_CHECKING:
    from pathlib import Path


class BrokenConfigurationError(TerreauError):
    code = "broken-configuration"
    message = "Le fichier « {path} » ne se lit pas : {why}."
    remedy = "Corrigez cette ligne, ou mettez le fichier de côté et lancez « terreau init »."


class NotPreparedError(TerreauError):
    code = "not-prepared"
    message = "Aucune instance n’est préparée dans « {path} »."
    remedy = "Lancez « terreau init », ou « terreau demo » pour regarder d’abord."


def folder_of_the_instance() -> Path:
    """The data folder, writable, with a configuration that can be read."""
    configuration = Configuration()
    if configuration.trouble:
        raise BrokenConfigurationError(path=configuration.file_path, why=configuration.trouble)
    os.umask(0o077)  # what an instance holds is for the account that runs it
    folder = opened(configuration.data)
    os.environ["TERREAU_DATA"] = str(folder)  # a relative one would move with the working directory
    _finish_a_restoring(folder)
    return folder


def _finish_a_restoring(folder: Path) -> None:
    """Carry out what `terreau restore` had decided when it was interrupted, unless it is at it right now."""
    if (folder / RECORD).exists():
        with contextlib.suppress(AlreadyRunningError), alone_in(folder):
            finish(folder)


def start_django() -> None:
    """Load the program with the settings of this folder."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terreau.config.settings")
    import django

    django.setup()
