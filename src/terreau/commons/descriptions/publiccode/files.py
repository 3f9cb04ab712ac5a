"""Pictures and files that a publiccode.yml points at, as far as they can be judged without asking the web."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.commons.descriptions.problems import shown
from terreau.commons.descriptions.texts import extension

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.commons.descriptions.problems import Findings

LOGOS = (".svg", ".svgz", ".png")
SCREENSHOTS = (".jpg", ".png")


def check_file(
    said: str, key: str, findings: Findings, folder: Path | None, allowed: tuple[str, ...] = ()
) -> None:
    """A relative path or a web address; of a kind in `allowed`; there, if the folder says so."""
    if said.startswith("/"):
        findings.error(
            key,
            (
                f"{shown(said)} est un chemin absolu : écrivez-le depuis la racine du dépôt, ou en https://…",
                f"{shown(said, 'en')} is an absolute path: write it from the root of the repository, or in https://…",
            ),
        )
        return
    if said.lower().startswith("file:"):
        findings.error(
            key,
            (
                "Une adresse file: ne mène nulle part ailleurs que chez vous.",
                "An address file: leads nowhere but on your own machine.",
            ),
        )
        return
    kind = extension(said)
    remote = "://" in said
    if allowed and kind not in allowed and (kind or not remote):
        findings.error(
            key,
            (
                f"{shown(said)} n’est pas une image admise ici ({', '.join(allowed)}).",
                f"{shown(said, 'en')} is not a picture allowed here ({', '.join(allowed)}).",
            ),
        )
    elif remote:
        findings.warning(
            key,
            (
                f"Rien n’a été demandé au web : nous ne savons pas si {shown(said)} répond.",
                f"Nothing was asked of the web: we do not know whether {shown(said, 'en')} answers.",
            ),
        )
    else:
        _look(said, key, findings, folder)


def _look(said: str, key: str, findings: Findings, folder: Path | None) -> None:
    """A file beside the description. A missing folder means that only the description was given to read."""
    place = None if folder is None else folder / said
    if place is not None and folder is not None and ".." not in place.parts and place.parent.is_dir():
        if not place.is_file():
            findings.error(
                key,
                (
                    f"Le fichier {shown(said)} n’est pas à côté de cette description.",
                    f"The file {shown(said, 'en')} is not beside this description.",
                ),
            )
        return
    findings.warning(
        key,
        (
            f"Le dépôt n’est pas là : nous n’avons pas pu voir si {shown(said)} existe.",
            f"The repository is not here: we could not see whether {shown(said, 'en')} exists.",
        ),
    )
