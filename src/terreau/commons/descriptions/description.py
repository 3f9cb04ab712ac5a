"""What was read of one file, and who is asked about licences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from terreau.commons.descriptions.problems import Problem

Kind = Literal["publiccode", "okh", "codemeta"]


class Understood(Protocol):
    """A licence as it was understood; `assumed` when the version was not written."""

    @property
    def spdx(self) -> str: ...
    @property
    def open(self) -> bool | None: ...
    @property
    def assumed(self) -> bool: ...


class Licences(Protocol):
    """Who knows licences: the service gives `terreau.foundation.licences`, another program may give its own."""

    def understand(self, said: str, /) -> Understood | None:
        """The licence that is meant, however it is written; None when it is not known."""

    def is_expression(self, said: str, /) -> bool:
        """Whether it is an SPDX expression as it stands."""


@dataclass(frozen=True)
class LicenceSaid:
    """`said` as it is written; `spdx` and `open` None when nothing known says so."""

    said: str | None = None
    spdx: str | None = None
    open: bool | None = None

    def as_data(self) -> dict[str, str | bool | None]:
        return {"said": self.said, "spdx": self.spdx, "open": self.open}


@dataclass(frozen=True)
class Description:
    """One file read. `valid` is the verdict of the standard for the version that the file declares.

    `fields` has the standard's own keys with every value that could be understood, valid or not. `kind` is None
    when no standard was recognised, `readable` false when nothing at all could be read.
    """

    kind: Kind | None
    version: str | None
    valid: bool
    licence: LicenceSaid
    fields: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    readable: bool = field(default=True)

    def as_data(self, file: str, lang: str = "fr") -> dict[str, Any]:
        """The entry of this file in the answer of the command."""
        return {
            "file": file,
            "kind": self.kind,
            "version": self.version,
            "valid": self.valid,
            "licence": self.licence.as_data(),
            "fields": self.fields,
            "problems": [problem.as_data(lang) for problem in self.problems],
        }
