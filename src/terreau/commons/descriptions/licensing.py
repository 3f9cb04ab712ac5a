"""The licence of a description, as it is said and as it is understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.commons.descriptions.description import LicenceSaid
from terreau.commons.descriptions.problems import shown

if TYPE_CHECKING:
    from terreau.commons.descriptions.description import Licences
    from terreau.commons.descriptions.problems import Findings


def licence_said(
    said: Any, key: str, licences: Licences, findings: Findings, *, expected: bool = False
) -> LicenceSaid:
    """The licence of `said`; what was understood of an unknown or vague one is a warning.

    `expected` when the standard itself already refuses what is not SPDX: then that is not said twice.
    """
    if isinstance(said, list) and len(said) > 1:
        return _together([str(one) for one in said], key, licences, findings)
    said = said[0] if isinstance(said, list) and said else said
    if not isinstance(said, str) or not said.strip():
        return LicenceSaid()
    found = licences.understand(said)
    if found is None:
        if not expected:
            findings.warning(
                key,
                (
                    f"{shown(said)} n’est pas une licence connue de SPDX, et nous ne l’avons pas comprise.",
                    f"{shown(said, 'en')} is not a licence that SPDX knows, and we did not understand it.",
                ),
            )
        return LicenceSaid(said)
    if found.spdx != said and (licences.is_expression(said) or not expected):
        findings.warning(
            key,
            (
                f"{shown(said)} a été compris comme {found.spdx} : écrivez-le ainsi.",
                f"{shown(said, 'en')} was understood as {found.spdx}: write it so.",
            ),
        )
    if found.assumed:
        findings.warning(
            key,
            (
                f"La version de la licence n’est pas dite : {found.spdx} est supposée.",
                f"The version of the licence is not said: {found.spdx} is assumed.",
            ),
        )
    if found.open is False:
        findings.warning(
            key, (f"{found.spdx} n’est pas une licence ouverte.", f"{found.spdx} is not an open licence.")
        )
    return LicenceSaid(said, found.spdx, found.open)


def _together(said: list[str], key: str, licences: Licences, findings: Findings) -> LicenceSaid:
    """Several licences which all apply."""
    each = [licence_said(one, f"{key}[{place}]", licences, findings) for place, one in enumerate(said)]
    written = ", ".join(said)
    if not all(one.spdx for one in each):
        return LicenceSaid(written)
    found = licences.understand(" AND ".join(f"({one.spdx})" for one in each))
    return LicenceSaid(written, found.spdx, found.open) if found else LicenceSaid(written)
