"""Children that end with their parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from terreau.config.tests.command import eventually, gone

#: A parent that hears SIGTERM in a way of its own, as the web server does, and forks a child that waits.
PARENT = """
import os, signal, time
from terreau.config.children import die_with_parent

signal.signal(signal.SIGTERM, lambda *_: None)
parent = os.getpid()
child = os.fork()
if child == 0:
    die_with_parent(parent)
    print(os.getpid(), flush=True)
    while True:
        time.sleep(60)
os.wait()
"""


def test_a_child_dies_with_its_parent_whatever_handler_it_inherited() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:  # noqa: S603 - our own words
        assert parent.stdout
        child = int(parent.stdout.readline())
        parent.kill()
        parent.wait(timeout=10)
        try:
            assert eventually(lambda: gone(child))
        finally:
            if not gone(child):
                os.kill(child, signal.SIGKILL)


def test_a_child_whose_parent_went_already_does_not_stay() -> None:
    orphan = "from terreau.config.children import die_with_parent; die_with_parent(1); print('stayed')"
    ended = subprocess.run([sys.executable, "-c", orphan], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert ended.returncode == -signal.SIGTERM
    assert not ended.stdout
