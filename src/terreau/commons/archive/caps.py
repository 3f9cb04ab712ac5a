"""What an archive may weigh, in bytes but for counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Caps:
    """`unpacked` is all members together: the size of what a bomb may become, however small it is."""

    members: int = 20_000
    unpacked: int = 2_000_000_000
    member: int = 200_000_000
    manifest: int = 8_000_000
    document: int = 20_000_000
    #: One version of a page, as a line of its history.
    line: int = 12_000_000


DEFAULT_CAPS = Caps()
