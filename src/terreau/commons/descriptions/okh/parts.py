"""Parts, software, mass and dimensions of a manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from terreau.commons.descriptions.problems import Findings

    Files = Callable[[str, Any, Findings], None]

_FILES = ("source", "export", "auxiliary", "image")


def check_parts(value: Any, findings: Findings, files: Files) -> None:
    """Each part has a name, and its source or an export of it."""
    if not isinstance(value, list):
        findings.error(
            "part",
            (
                "Une liste de pièces est attendue ici ([[part]]).",
                "A list of parts is expected here ([[part]]).",
            ),
        )
        return
    for place, part in enumerate(value):
        key = f"part[{place}]"
        if not isinstance(part, dict):
            findings.error(
                key, ("Une pièce est attendue ici, avec ses clés.", "A part is expected here, with its keys.")
            )
            continue
        if not isinstance(part.get("name"), str):
            findings.error(
                f"{key}.name",
                (
                    "Cette clé est obligatoire : elle manque ou n’est pas un texte.",
                    "This key is required: it is missing or is not a text.",
                ),
            )
        if "source" not in part and "export" not in part:
            findings.error(
                key,
                ("Une pièce a besoin de « source » ou de « export ».", "A part needs “source” or “export”."),
            )
        for name in _FILES:
            if name in part:
                files(f"{key}.{name}", part[name], findings)
        if "mass" in part:
            check_mass(f"{key}.mass", part["mass"], findings)
        if "outer-dimensions" in part:
            check_dimensions(f"{key}.outer-dimensions", part["outer-dimensions"], findings)


def check_software(value: Any, findings: Findings, files: Files) -> None:
    """Each software has the release that this version of the hardware uses."""
    if not isinstance(value, list):
        findings.error(
            "software",
            (
                "Une liste de logiciels est attendue ici ([[software]]).",
                "A list of software is expected here ([[software]]).",
            ),
        )
        return
    for place, one in enumerate(value):
        if not isinstance(one, dict) or "release" not in one:
            findings.error(
                f"software[{place}].release",
                ("Cette clé est obligatoire : elle manque.", "This key is required: it is missing."),
            )
            continue
        for name in ("release", "installation-guide"):
            if name in one:
                files(f"software[{place}].{name}", one[name], findings)


def check_mass(key: str, value: Any, findings: Findings) -> None:
    """Grams as a number, or a value with its unit."""
    number = value.get("value") if isinstance(value, dict) else value
    if isinstance(number, bool) or not isinstance(number, int | float):
        findings.error(
            key,
            (
                "Une masse en grammes est attendue ici, ou « value » et « unit ».",
                "A mass in grams is expected here, or “value” and “unit”.",
            ),
        )


def check_dimensions(key: str, value: Any, findings: Findings) -> None:
    """Three lengths in millimetres, or an OpenSCAD solid with its unit."""
    if isinstance(value, dict):
        lengths = [value.get(name) for name in ("width", "depth", "height")]
        if isinstance(value.get("openSCAD"), str):
            return
        if all(isinstance(one, int | float) and not isinstance(one, bool) for one in lengths):
            return
    findings.error(
        key,
        (
            "« width », « depth » et « height » en millimètres sont attendus ici, ou « openSCAD ».",
            "“width”, “depth” and “height” in millimetres are expected here, or “openSCAD”.",
        ),
    )
