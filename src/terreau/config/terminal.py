"""How the command speaks: answers on the standard output, progress and errors on the standard error."""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import TYPE_CHECKING, Self, TextIO

if TYPE_CHECKING:
    from types import FrameType

    from terreau.foundation.errors import TerreauError

WIDTH = 24
REDRAW = 0.1  # seconds between two looks of the bar


def say(sentence: str = "") -> None:
    """A line of the answer itself, on the standard output, shown at once even through a pipe."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def note(sentence: str) -> None:
    """A line about what is going on, on the standard error."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def ask(question: str, default: str = "") -> str:
    """What a person types; the default on an empty line. EOFError where nobody can answer."""
    sys.stderr.write(f"{question} [{default}] : " if default else f"{question} : ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip() or default


def complain(error: TerreauError) -> None:
    """An error in two lines: what is wrong, what to do."""
    message, advice = _in_words(error)
    note(f"terreau : {message}")
    if advice:
        note(f"          {advice}")


def _in_words(error: TerreauError) -> tuple[str, str]:
    try:
        return str(error), error.advice
    except Exception:  # noqa: BLE001 - whatever kept the settings from loading is what we are about to say
        from django.conf import settings

        # A sentence that pages show too goes through gettext, which asks for settings. French is the source.
        os.environ.pop("DJANGO_SETTINGS_MODULE", None)
        settings.configure(USE_I18N=False)
        return str(error), error.advice


class Progress:
    """A bar on a terminal; elsewhere one plain line a stage, so that a log stays readable.

    Called with the name of the stage, what is done and how much there is in all (0 when nobody knows).
    A Ctrl-C that a library swallowed on its way is heard again here, at the next step.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.live = self.stream.isatty()
        self.stage = ""
        self.drawn = 0.0
        self.stopped = False

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        if self.stopped:
            raise KeyboardInterrupt
        if stage != self.stage:
            self._begin(stage)
        now = time.monotonic()
        if self.live and (now - self.drawn > REDRAW or done >= total):
            self.drawn = now
            self._draw(done, total)

    def __enter__(self) -> Self:
        self.before = signal.signal(signal.SIGINT, self._stop)
        return self

    def __exit__(self, *_fault: object) -> None:
        signal.signal(signal.SIGINT, self.before)
        self.close()

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopped = True
        raise KeyboardInterrupt

    def close(self) -> None:
        """End the last stage; safe to call twice."""
        if self.stage and self.live:
            self.stream.write("\n")
            self.stream.flush()
        self.stage = ""

    def _begin(self, stage: str) -> None:
        self.close()
        self.stage = stage
        if not self.live:
            self.stream.write(f"{stage}…\n")
            self.stream.flush()

    def _draw(self, done: int, total: int) -> None:
        share = min(done / total, 1.0) if total else 0.0
        bar = "█" * round(share * WIDTH) + "░" * (WIDTH - round(share * WIDTH))
        figure = f" {share:4.0%}" if total else ""
        self.stream.write(f"\r\x1b[K{self.stage:<34} {bar}{figure}")
        self.stream.flush()
