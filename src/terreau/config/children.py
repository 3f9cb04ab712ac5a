"""Work done in a child process, so that the memory and the libraries it needed go with it."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def apart(task: Callable[[], int]) -> int:
    """Run `task` in a fork of this process and answer its exit code (128 + signal when it was killed).

    The national base is imported so: the web server that follows never carries the engine that read it.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        code = 70  # EX_SOFTWARE, unless the task says otherwise
        try:
            die_with_parent(parent)
            code = task()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    while True:
        try:
            _pid, status = os.waitpid(child, 0)
        except KeyboardInterrupt:  # the terminal sent it to the child too: let it end in order
            continue
        code = os.waitstatus_to_exitcode(status)
        return code if code >= 0 else 128 - code


def die_with_parent(parent: int) -> None:
    """Ask the kernel for a SIGTERM when the parent goes, even by kill -9: no orphan keeps folder or port.

    The handler inherited from the parent would only note the signal for a loop that this child does not run,
    and the one SIGTERM that comes would be lost.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it went between the fork and this line
        os.kill(os.getpid(), signal.SIGTERM)
