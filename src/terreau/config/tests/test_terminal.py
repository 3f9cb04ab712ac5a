from __future__ import annotations

import contextlib
import io
import os
import signal

import pytest

from terreau.config.terminal import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_a_stage_is_one_line_with_a_bar_that_fills() -> None:
    screen = Terminal()
    with Progress(screen) as progress:
        for done in (0, 50, 100):
            progress.drawn = 0.0  # as if time had passed
            progress("Territoires", done, 100)
    drawn = screen.getvalue()
    assert drawn.count("\n") == 1
    assert [part.split()[-1] for part in drawn.rstrip().split("\r")[1:]] == ["0%", "50%", "100%"]
    assert "█" * 24 in drawn


def test_a_stage_of_unknown_length_shows_no_figure() -> None:
    screen = Terminal()
    with Progress(screen) as progress:
        progress("Exemples")
    assert "%" not in screen.getvalue()


def test_elsewhere_a_stage_is_said_once_and_nothing_is_drawn() -> None:
    log = io.StringIO()
    with Progress(log) as progress:
        for done in range(1000):
            progress("Territoires", done, 1000)
        progress("Contours", 1, 2)
    assert log.getvalue() == "Territoires…\nContours…\n"


def test_an_interruption_that_was_swallowed_is_heard_at_the_next_step() -> None:
    def work() -> None:
        with Progress(io.StringIO()) as progress:
            with contextlib.suppress(KeyboardInterrupt):  # as a library does in a callback
                os.kill(os.getpid(), signal.SIGINT)
            progress("Contours", 1, 2)

    before = signal.getsignal(signal.SIGINT)  # ignored when the tests run in the background of a shell
    with pytest.raises(KeyboardInterrupt):
        work()
    assert signal.getsignal(signal.SIGINT) is before
