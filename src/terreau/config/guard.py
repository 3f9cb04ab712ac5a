"""The last door of the command: whatever goes wrong becomes one sentence, a remedy and an exit code."""

from __future__ import annotations

import os
import sys
from http import HTTPStatus
from typing import TYPE_CHECKING

from terreau.config import terminal
from terreau.config.failures import of_the_machine
from terreau.foundation.errors import TerreauError

if TYPE_CHECKING:
    from collections.abc import Callable

INTERRUPTED = 130  # 128 + SIGINT, as shells expect
REFUSED, UNABLE = 1, 2  # every command exits with the worst of 0 fine, 1 refused, 2 cannot run


def guarded(task: Callable[[], int]) -> Callable[[], int]:
    """`task`, with its errors said to the person in the terminal, never as a trace."""

    def safely() -> int:
        try:
            return task()
        except KeyboardInterrupt:
            terminal.note("\nArrêté. La même commande reprendra où il faut.")
            return INTERRUPTED
        except BrokenPipeError:
            # Whoever was reading has gone (`terreau check | head`); Python would complain once more at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return UNABLE
        except Exception as fault:  # noqa: BLE001 - the last door
            return _said(fault)

    return safely


def _said(fault: Exception) -> int:
    if os.environ.get("TERREAU_TRACE"):
        raise fault
    error = fault if isinstance(fault, TerreauError) else of_the_machine(fault)
    if error is None:
        terminal.note(f"terreau : erreur inattendue ({type(fault).__name__} : {fault}).")
        terminal.note(
            "          C’est un défaut de Terreau. TERREAU_TRACE=1 devant la commande montre le détail."
        )
        return UNABLE
    terminal.complain(error)
    return UNABLE if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR else REFUSED
