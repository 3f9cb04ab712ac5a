"""Web server and background worker, side by side in one process group that stops as one.

    terreau serve ── granian (parent: watches, restarts) ─┬─ web: one process, a few threads
                                                          └─ worker: jobs of django-tasks-db

One web process, because the rate limits count in its memory. Both children are forked from a parent that has
loaded the program, so that they share its pages (https://docs.python.org/3/library/gc.html#gc.freeze).
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import socket
import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from terreau.config import terminal
from terreau.config.children import die_with_parent
from terreau.config.logs import GRANIAN

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.process import BaseProcess
    from types import FrameType

log = logging.getLogger("terreau.serving")

#: Pages are short and Python runs one at a time: more threads would wait for one another.
THREADS = 8
#: Seconds left to a request or a job under way when one asks to stop.
PATIENCE = 20
#: Seconds between two looks at the queue of jobs.
INTERVAL = 2.0
#: A worker that dies sooner than this after its start is not started again and again at full speed.
CALM = 2.0


def load() -> Callable[..., Any]:
    """The WSGI application with its addresses resolved, so that the first page does not wait for them."""
    from django.urls import get_resolver

    from terreau.config.wsgi import application

    _ = get_resolver().url_patterns
    return application


def serve(host: str, port: int, *, welcome: str) -> int:
    """Serve until SIGTERM or SIGINT, then let what is under way finish. Answers the exit code.

    `welcome` is said once the port answers. The parent runs no thread of ours: a fork that meets a thread in
    the middle of an import would give the child a lock that nobody will ever open.
    """
    from django.db import connections
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    load()
    connections.close_all()
    gc.collect()
    gc.freeze()
    worker = BackgroundWorker()
    server = Granian(
        target="terreau.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=1,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=PATIENCE,
        log_level=LogLevels.error,
        log_dictconfig=GRANIAN,
    )
    server.on_startup(worker.start)
    server.on_shutdown(worker.stop)
    try:
        server.serve(target_loader=partial(_web_child, os.getpid(), host, port, welcome), wrap_loader=False)
    except SystemExit as stop:  # the web child could not be kept alive
        return int(stop.code or 0)
    return 0


def _web_child(parent: int, host: str, port: int, welcome: str) -> Callable[..., Any]:
    _belong_to(parent)
    threading.Thread(target=_welcome_when_open, args=(host, port, welcome), daemon=True).start()
    return load()


def work(*, interval: float = INTERVAL, until_empty: bool = False) -> None:
    """Run background jobs here until asked to stop, or until none is left."""
    from django_tasks_db.management.commands.db_worker import Worker

    from terreau.config import clock, orphans

    name, held = orphans.named()
    orphans.settle()
    clock.wind()
    # The worker behind `manage.py db_worker`, without that command's own way of logging.
    worker = Worker(
        queue_names=["default"],
        interval=interval,
        batch=until_empty,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    worker.configure_signals()
    with held:
        worker.run()


def _worker_child(parent: int) -> None:
    _belong_to(parent)
    work()


def _belong_to(parent: int) -> None:
    """Stop when the parent says so or dies; a Ctrl-C of the terminal is the parent's to hear."""
    die_with_parent(parent)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    for watched in (signal.SIGCHLD, signal.SIGALRM):
        signal.signal(watched, signal.SIG_DFL)


class BackgroundWorker:
    """The child that does the jobs; started again when it dies, stopped when the service stops.

    Watched by signals, in the main thread: see `serve` on why no thread does it.
    """

    def __init__(self) -> None:
        self.process: BaseProcess | None = None
        self.stopping = False

    def start(self) -> None:
        signal.signal(signal.SIGCHLD, self._look)
        signal.signal(signal.SIGALRM, self._look)
        self._fork()

    def stop(self) -> None:
        self.stopping = True
        if self.process is None or not self.process.is_alive():
            return
        self.process.terminate()
        self.process.join(PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()

    def _fork(self) -> None:
        self.born = time.monotonic()
        self.process = multiprocessing.get_context("fork").Process(
            target=_worker_child, args=(os.getpid(),), name="terreau-worker"
        )
        self.process.start()

    def _look(self, _signal: int, _frame: FrameType | None) -> None:
        if self.stopping or self.process is None or self.process.is_alive():
            return
        left = CALM - (time.monotonic() - self.born)
        if left > 0:
            signal.setitimer(signal.ITIMER_REAL, left)
            return
        log.error("background worker died, started again")
        self._fork()


def _welcome_when_open(host: str, port: int, welcome: str) -> None:
    for _attempt in range(600):
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            terminal.say(welcome)
            return
