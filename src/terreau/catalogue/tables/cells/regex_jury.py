"""Patterns that RE2 cannot say (back-references, look-arounds), matched by Python in a process of its own.

Such a pattern can take centuries on a well-chosen text; a process can be stopped, a thread cannot.
"""

from __future__ import annotations

import contextlib
import json
import select
import subprocess
import sys
import time
import weakref
from typing import TYPE_CHECKING

from terreau.catalogue.tables.refusals import PatternTooCostly

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS = 20.0
"""All the time that the pattern of one field may take, whatever the number of its values."""
# A line is read whole before any work, so that whoever writes it never waits; memory has its cap too.
_JURY = (
    "import json,re,resource,sys\n"
    "resource.setrlimit(resource.RLIMIT_AS,(1<<30,1<<30))\n"
    "p=json.loads(sys.stdin.readline())\n"
    "for line in sys.stdin:\n"
    "    m=re.compile('^'+p+'$').match\n"
    "    print(json.dumps([m(x) is not None for x in json.loads(line)]),flush=True)\n"
)


class Jury:
    """The pattern of one field; its process starts with the first text and ends with this object."""

    def __init__(self, pattern: str, field: str) -> None:
        self._pattern, self._field = pattern, field
        self._left = SECONDS
        self._process: subprocess.Popen[bytes] | None = None

    def matches(self, texts: Sequence[str]) -> list[bool]:
        """For each text, whether `re.match("^pattern$", text)`; raises `PatternTooCostly` past the time limit."""
        if not texts:
            return []
        process = self._process or self._begin()
        begun = time.monotonic()
        answer = b""
        try:
            self._write(process, json.dumps(list(texts)))
            while not answer.endswith(b"\n"):
                answer += self._read(process, self._left - (time.monotonic() - begun))
        except (TimeoutError, BrokenPipeError, EOFError) as error:
            _end(process)
            raise PatternTooCostly(field=self._field, pattern=self._pattern[:200]) from error
        self._left -= time.monotonic() - begun
        found: list[bool] = json.loads(answer)
        return found

    def _begin(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own text; the pattern goes by standard input
            [sys.executable, "-I", "-c", _JURY],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        weakref.finalize(self, _end, process)
        self._process = process
        self._write(process, json.dumps(self._pattern))
        return process

    @staticmethod
    def _write(process: subprocess.Popen[bytes], line: str) -> None:
        # The other side reads a whole line before it works: this never waits on the work.
        if process.stdin is not None:
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()

    @staticmethod
    def _read(process: subprocess.Popen[bytes], seconds: float) -> bytes:
        if process.stdout is None or not select.select([process.stdout], [], [], max(0.0, seconds))[0]:
            raise TimeoutError
        got = process.stdout.read1(1 << 20)  # type: ignore[attr-defined]  # a buffered reader
        if not got:
            raise EOFError
        return bytes(got)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    process.wait()
