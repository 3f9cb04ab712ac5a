"""Open Know-How manifests, rule by rule."""

from __future__ import annotations

import pytest

from terreau.commons.descriptions import Description, read
from terreau.commons.tests.writing import keys
from terreau.foundation import licences

VALID = """okhv = "OKH-LOSHv1.0"
name = "Râteau"
repo = "https://example.org/rateau"
version = "1.0.0"
license = "CERN-OHL-S-2.0"
licensor = "Atelier"
function = "Ramasser"
"""


def okh(text: str) -> Description:
    return read(text.encode(), licences, name="okh.toml")


@pytest.mark.parametrize("key", ["okhv", "name", "repo", "version", "license", "licensor", "function"])
def test_a_required_key_that_is_missing_is_an_error(key: str) -> None:
    text = "".join(line for line in VALID.splitlines(keepends=True) if not line.startswith(key))
    assert keys(okh(text), "error") == [key]
    assert not okh(text).valid


# more lines, error key, warning key
RULES = [
    ("", "", ""),
    ('technology-readiness-level = "OTRL-6"\ndocumentation-readiness-level = "ODRL-3*"', "", ""),
    ('technology-readiness-level = "OTRL-7"', "technology-readiness-level", ""),
    ('documentation-readiness-level = "ODRL-0"', "documentation-readiness-level", ""),
    ('technologyReadinessLevel = "Ideation"', "", "technologyReadinessLevel"),
    ("readme = 12", "readme", ""),
    ('bom = "../../etc/passwd"', "", "bom"),
    ('tsdc = ["3DP", "ASM"]', "", ""),
    ("tsdc = [1]", "tsdc", ""),
    ('documentation-language = "English"', "", "documentation-language"),
    ('cpc-patent-class = "râteau"', "", "cpc-patent-class"),
    ("mass = 12.5", "", ""),
    ('mass = "lourd"', "mass", ""),
    ("[mass]\nvalue = 12\nunit = 'kg'", "", ""),
    ("[outer-dimensions]\nwidth = 1\ndepth = 2.5\nheight = 3", "", ""),
    ("[outer-dimensions]\nwidth = 1", "outer-dimensions", ""),
    ("[[part]]\nname = 'Dent'\nsource = 'dent.scad'", "", ""),
    ("[[part]]\nname = 'Dent'", "part[0]", ""),
    ("[[part]]\nsource = 'dent.scad'", "part[0].name", ""),
    ("[[software]]\nrelease = 'https://example.org/1.0'", "", ""),
    ("[[software]]\ninstallation-guide = 'a.md'", "software[0].release", ""),
    ("part = 'Dent'", "part", ""),
    ("couleur = 'vert'", "", "couleur"),
]


@pytest.mark.parametrize(("lines", "error", "warning"), RULES)
def test_each_rule_of_the_schema(lines: str, error: str, warning: str) -> None:
    found = okh(VALID + lines)
    assert keys(found, "error") == ([error] if error else [])
    assert (warning in keys(found, "warning")) is bool(warning)


LICENCES = [
    ("CERN-OHL-S-2.0", "CERN-OHL-S-2.0", True, False),
    ("LicenseRef-CC BY-SA-4.0", "CC-BY-SA-4.0", True, True),
    ("LicenseRef-CERN", "LicenseRef-CERN-OHL", True, True),
    ("LicenseRef-NOASSERTION", None, None, True),
    ("LicenseRef-AllRightsReserved", "LicenseRef-Tous-Droits-Reserves", False, True),
    ("Licence du club", None, None, True),
]


@pytest.mark.parametrize(("said", "spdx", "is_open", "warned"), LICENCES)
def test_an_unknown_licence_is_a_warning_with_what_was_understood(
    said: str,
    spdx: str | None,
    is_open: bool | None,  # noqa: FBT001 - a column of the table
    warned: bool,  # noqa: FBT001 - same
) -> None:
    found = okh(VALID.replace("CERN-OHL-S-2.0", said))
    assert found.valid
    assert found.licence.as_data() == {"said": said, "spdx": spdx, "open": is_open}
    assert ("license" in keys(found, "warning")) is warned


def test_values_of_the_wrong_type_are_errors_and_dates_become_text() -> None:
    found = okh(VALID.replace('"Râteau"', "2026-11-23"))
    assert (keys(found, "error"), found.fields["name"]) == (["name"], "2026-11-23")
    assert keys(okh(VALID.replace("OKH-LOSHv1.0", "OKH-2")), "error") == ["okhv"]
    assert keys(okh(VALID.replace("https://example.org/rateau", "rateau")), "error") == ["repo"]


@pytest.mark.parametrize(
    "text",
    [
        "a = ",
        "a = " + "[" * 5000,
        "a = " + "[" * 100 + "]" * 100,
        "é".encode("latin-1").decode("latin-1") + " = 1",
    ],
)
def test_what_is_not_toml_is_unreadable(text: str) -> None:
    found = okh(text)
    assert (found.readable, found.valid, found.kind) == (False, False, "okh")


def test_a_heavy_manifest_is_unreadable() -> None:
    assert not okh(f'a = "{"b" * 1_100_000}"').readable
    assert not okh(f"a = [{'1,' * 30_000}]").readable
