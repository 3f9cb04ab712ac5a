"""What became of an archive, or would become of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from terreau.commons.archive import ArchiveRefused


@dataclass
class Told:
    """Counts of what comes in, and what is left out with its reason."""

    pages: int = 0
    versions: int = 0
    files: int = 0
    rules: int = 0
    components: int = 0
    records: int = 0
    people: int = 0
    left: list[tuple[str, str]] = field(default_factory=list)
    _seen: int = 0

    def leave(self, what: str, why: str) -> None:
        """Something does not come."""
        self.left.append((what, why))

    def count_version(self, most: int) -> None:
        """Count one more version; raises ArchiveRefused past `most`."""
        self._seen += 1
        if self._seen > most:
            raise ArchiveRefused(
                "many",
                (
                    f"Les pages de l’archive ont plus de {most} versions.",
                    f"The pages of the archive have more than {most:,} versions.",
                ),
            )
