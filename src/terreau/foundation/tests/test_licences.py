"""Names of licences as they are met on portals, in files and in conversations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terreau.foundation.licences import is_expression, understand

# said, SPDX expression, open, version assumed
SAID = [
    ("Licence Ouverte", "etalab-2.0", True, True),
    ("licence ouverte / open licence version 2.0", "etalab-2.0", True, False),
    ("Licence Ouverte v1.0", "LicenseRef-Licence-Ouverte-1.0", True, False),
    ("LO 2.0", "etalab-2.0", True, False),
    ("lov2", "etalab-2.0", True, False),
    ("LO v1", "LicenseRef-Licence-Ouverte-1.0", True, False),
    ("fr-lo", "etalab-2.0", True, True),
    ("Etalab", "etalab-2.0", True, True),
    ("etalab-2.0", "etalab-2.0", True, False),
    ("https://www.etalab.gouv.fr/licence-ouverte-open-licence/", "etalab-2.0", True, True),
    ("ODbL", "ODbL-1.0", True, False),
    ("odc-odbl", "ODbL-1.0", True, False),
    ("Open Database License (ODbL)", "ODbL-1.0", True, False),
    ("https://opendatacommons.org/licenses/odbl/1-0/", "ODbL-1.0", True, False),
    ("CC BY SA 4", "CC-BY-SA-4.0", True, False),
    ("cc-by-sa", "CC-BY-SA-4.0", True, True),
    ("CC-BY 3.0", "CC-BY-3.0", True, False),
    ("Creative Commons Attribution 4.0 International", "CC-BY-4.0", True, False),
    ("Creative Commons Attribution - Partage dans les Mêmes Conditions 4.0", "CC-BY-SA-4.0", True, False),
    ("CC BY-NC-SA 4.0", "CC-BY-NC-SA-4.0", False, False),
    ("Creative Commons Attribution, pas d’utilisation commerciale, 4.0", "CC-BY-NC-4.0", False, False),
    ("CC BY-ND 4.0", "CC-BY-ND-4.0", False, False),
    ("https://creativecommons.org/licenses/by-sa/4.0/deed.fr", "CC-BY-SA-4.0", True, False),
    ("http://publications.europa.eu/resource/authority/licence/CC_BY_4_0", "CC-BY-4.0", True, False),
    ("cc-zero", "CC0-1.0", True, False),
    ("CC0", "CC0-1.0", True, False),
    ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0", True, False),
    ("GPL v3 ou ultérieure", "GPL-3.0-or-later", True, False),
    ("GPLv2", "GPL-2.0-only", True, False),
    ("GPL-3.0+", "GPL-3.0-or-later", True, False),
    ("AGPL 3.0", "AGPL-3.0-only", True, False),
    ("GNU Affero General Public License v3.0 or later", "AGPL-3.0-or-later", True, False),
    ("LGPL 2.1", "LGPL-2.1-only", True, False),
    ("EUPL", "EUPL-1.2", True, True),
    ("EUPL v1.1", "EUPL-1.1", True, False),
    ("Licence publique de l’Union européenne 1.2", "EUPL-1.2", True, False),
    ("CeCILL 2.1", "CECILL-2.1", True, False),
    ("CeCILL-B", "CECILL-B", True, False),
    ("Licence MIT", "MIT", True, False),
    ("mit", "MIT", True, False),
    ("Apache License 2.0", "Apache-2.0", True, False),
    ("BSD 3 clauses", "BSD-3-Clause", True, False),
    ("Licence Art Libre", "LAL-1.3", True, True),
    ("CERN OHL W v2", "CERN-OHL-W-2.0", True, False),
    ("https://spdx.org/licenses/MPL-2.0.html", "MPL-2.0", True, False),
    ("MIT OR Apache-2.0", "MIT OR Apache-2.0", True, False),
    ("mit or BUSL-1.1", "MIT OR BUSL-1.1", True, False),
    ("MIT AND BUSL-1.1", "MIT AND BUSL-1.1", False, False),
    ("GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0", True, False),
    ("SSPL-1.0", "SSPL-1.0", False, False),
    ("Domaine public", "LicenseRef-Domaine-Public", True, False),
    ("Tous droits réservés", "LicenseRef-Tous-Droits-Reserves", False, False),
    ("LicenseRef-notre-charte", "LicenseRef-notre-charte", None, False),
    ("LicenseRef-CC BY-SA-4.0", "CC-BY-SA-4.0", True, False),
    ("LicenseRef-CC-BY-SA-3.0", "CC-BY-SA-3.0", True, False),
    ("LicenseRef-AllRightsReserved", "LicenseRef-Tous-Droits-Reserves", False, False),
    ("LicenseRef-NONE", "LicenseRef-Tous-Droits-Reserves", False, False),
    ("LicenseRef-CERN", "LicenseRef-CERN-OHL", True, True),
    ("CERN Open Hardware Licence v1.2", "CERN-OHL-1.2", True, False),
    ("CERN-OHL v2 Strongly Reciprocal", "CERN-OHL-S-2.0", True, False),
    ("TAPR Open Hardware License", "TAPR-OHL-1.0", True, False),
    ("Attribution-ShareAlike 4.0 International", "CC-BY-SA-4.0", True, False),
    ("by-nc", "CC-BY-NC-4.0", False, True),
    ("Licence à réciprocité", "LicenseRef-Reciprocite", False, False),
    ("Peer Production License", "LicenseRef-Reciprocite", False, False),
    ("SSPL", "SSPL-1.0", False, False),
    ("aucune licence", "LicenseRef-Tous-Droits-Reserves", False, False),
    ("Licence Ouverte 2.0 ou ODbL", "etalab-2.0 OR ODbL-1.0", True, False),
    ("MIT/Apache-2.0", "MIT OR Apache-2.0", True, True),
    ("MIT et CC BY-NC 4.0", "MIT AND CC-BY-NC-4.0", False, False),
    ("Licence Ouverte / Open Licence", "etalab-2.0", True, True),
    ("AGPL v3 ou supérieur", "AGPL-3.0-or-later", True, False),
    ("GPL-2.0-with-classpath-exception", "GPL-2.0-only WITH Classpath-exception-2.0", True, False),
    ("ESA-PL-permissive-2.4", "ESA-PL-permissive-2.4", True, False),
]


@pytest.mark.parametrize(("said", "spdx", "is_open", "assumed"), SAID)
def test_what_people_say_is_understood(said: str, spdx: str, is_open: bool | None, assumed: bool) -> None:  # noqa: FBT001
    licence = understand(said)
    assert licence
    assert (licence.spdx, licence.open, licence.assumed) == (spdx, is_open, assumed)


@pytest.mark.parametrize("said", sorted({spdx for _, spdx, _, _ in SAID}))
def test_what_was_understood_is_understood_again(said: str) -> None:
    licence = understand(said)
    assert licence
    assert licence.spdx == said


@pytest.mark.parametrize(
    "said",
    [
        "",
        " ",
        "libre",
        "à voir",
        "non commercial",
        "notspecified",
        "MIT AND",
        "((((",
        "GPL-99",
        "https://a.example/",
    ],
)
def test_what_means_nothing_known_is_not_guessed(said: str) -> None:
    assert understand(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "(" * 10_000,
        "MIT OR " * 5_000,
        "\x00",
        "🌳",
        "a.b" * 9_000,
        "CC BY 9.9",
        "CC BY NC ND SA 4.0",
        "1" * 10_000,
    ],
    ids=range(8),
)
def test_no_text_breaks_the_reading(said: str) -> None:
    understand(said)


@given(st.text(max_size=80))
def test_any_text_may_be_read(said: str) -> None:
    understand(said)


def test_a_licence_is_told_by_its_usual_name_and_where_to_read_it() -> None:
    told = {name: understand(name) for name in ("LO 2.0", "CC-BY-SA-4.0", "EUPL-1.2", "MIT", "CC-BY-3.0-IGO")}
    assert [licence.title for licence in told.values() if licence] == [
        "Licence Ouverte 2.0",
        "CC BY-SA 4.0",
        "EUPL 1.2",
        "MIT",
        "CC BY 3.0 IGO",
    ]
    assert all(licence and licence.url.startswith("https://") for licence in told.values())


EXPRESSIONS = [
    ("MIT", True),
    ("agpl-3.0", True),
    ("MIT or Apache-2.0", True),
    ("(MIT OR Apache-2.0) AND CC0-1.0", True),
    ("GPL-2.0-only WITH Classpath-exception-2.0", True),
    ("Apache-2.0+", True),
    ("DocumentRef-a:LicenseRef-b AND MIT", True),
    ("LicenseRef-notre-charte", True),
    ("MPL-2.0-no-copyleft-exception", True),
    ("GPL", False),
    ("BSD-2", False),
    ("GPL 2.0", False),
    ("Licence Ouverte", False),
    ("MIT OR", False),
    ("(MIT", False),
    ("MIT Apache-2.0", False),
    ("MIT WITH Apache-2.0", False),
    ("LicenseRef-CC BY-SA-4.0", False),
    ("MIT / Apache-2.0", False),
    ("", False),
    ("(" * 5000 + "MIT" + ")" * 5000, False),
]


@pytest.mark.parametrize(("said", "right"), EXPRESSIONS, ids=lambda one: str(one)[:40])
def test_an_spdx_expression_is_told_from_a_name(said: str, right: bool) -> None:  # noqa: FBT001
    assert is_expression(said) is right


def test_licences_are_understood_without_the_service() -> None:
    import subprocess
    import sys

    script = "import sys, terreau.foundation.licences; print([m for m in sys.modules if m[:6] == 'django'])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "[]\n"


def test_identifiers_of_our_own_list_are_still_unknown_to_the_library() -> None:
    from license_expression import get_license_index

    from terreau.foundation.licences.recent import RECENT

    known = {entry.get("spdx_license_key") for entry in get_license_index()}
    assert sorted(set(RECENT) & known) == []
