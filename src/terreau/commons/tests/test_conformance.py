"""Every shared case of publiccode.yml, Open Know-How and CodeMeta gives its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.commons.descriptions import Description, read_file
from terreau.commons.tests.shared import CASES
from terreau.foundation import licences

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.shared

#: What only a request could tell: the address of a logo, a site that follows oEmbed. A warning here.
ASK_THE_WEB = {"logo_missing_url.yml", "description_en_videos_invalid_oembed.yml"}
#: Written when there was no version 1: its file is a valid draft 1, as v1/valid/valid.yml asks to be.
BEFORE_VERSION_1 = "publiccodeYmlVersion_invalid.yml"


def files(folder: str, *kinds: str) -> list[Path]:
    return sorted(path for path in (CASES / folder).rglob("*") if path.suffix in kinds)


def name(path: Path) -> str:
    return path.relative_to(CASES).as_posix()


def read(path: Path) -> Description:
    return read_file(path, licences)


def errors(found: Description) -> list[str]:
    return [problem.key for problem in found.problems if problem.level == "error"]


@pytest.mark.parametrize("path", files("publiccode", ".yml"), ids=name)
def test_a_publiccode_gets_the_verdict_of_its_folder(path: Path) -> None:
    found = read(path)
    assert found.kind == "publiccode"
    if path.name in ASK_THE_WEB:
        assert (found.valid, any("Rien n’a été demandé" in one.message for one in found.problems)) == (
            True,
            True,
        )
    elif path.name == BEFORE_VERSION_1:
        assert (found.valid, found.version) == (True, "1")
    else:
        refused = "invalid" in path.parts or path.parent.name == "france"
        assert (found.valid, errors(found) == []) == (not refused, not refused)
        assert found.fields["publiccodeYmlVersion"] if "wrong_type" not in path.name else True


#: The key that a case names in its file name, where that is not the one at fault.
OTHERWISE = {
    "mostly_empty": "name",
    "localisation_localisationReady_yaml11_yes": "localisation.localisationReady",
    "localisation_localisationReady_yaml11_off": "localisation.localisationReady",
    "it_wrong_case": "It",
    "description_en_gb_invalid_bcp47": "description.en_GB",
    "supports_unknown_alias": "supports[0].id",
    "it_countryExtensionVersion_invalid": "IT",
}


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in files("publiccode", ".yml")
        if "invalid" in path.parts and path.name not in ASK_THE_WEB | {BEFORE_VERSION_1}
    ],
    ids=name,
)
def test_the_key_at_fault_is_named(path: Path) -> None:
    keys = errors(read(path))
    expected = OTHERWISE.get(path.stem, path.stem.split("_")[0])
    assert [key for key in keys if key.startswith(expected)], keys


@pytest.mark.parametrize("path", files("publiccode/france", ".yml"), ids=name)
def test_a_french_publiccode_is_read_whatever_it_lacks(path: Path) -> None:
    found = read(path)
    assert found.fields["name"]
    assert found.fields["description"]
    assert all(problem.message for problem in found.problems)


def test_the_yes_and_off_of_yaml_1_1_are_refused_and_understood() -> None:
    folder = CASES / "publiccode/v0/invalid/no-network"
    off, yes = (read(folder / f"localisation_localisationReady_yaml11_{word}.yml") for word in ("off", "yes"))
    assert (off.valid, off.fields["localisation"]["localisationReady"]) == (False, False)
    assert (yes.valid, yes.fields["localisation"]["localisationReady"]) == (False, True)


@pytest.mark.parametrize("path", files("okh", ".toml"), ids=lambda path: path.name[-60:])
def test_an_okh_manifest_is_valid_and_its_licence_understood(path: Path) -> None:
    found = read(path)
    assert (found.kind, found.version, found.valid) == ("okh", "OKH-LOSHv1.0", True), errors(found)
    assert found.fields["name"]
    assert found.licence.said
    if path.name != "okh-TEMPLATE.toml":  # it says "the-SPDX-ID"
        assert found.licence.spdx
        assert not found.licence.spdx.startswith("LicenseRef")
        said_otherwise = found.licence.said != found.licence.spdx
        warned = any(one.key == "license" and one.level == "warning" for one in found.problems)
        assert warned is said_otherwise


@pytest.mark.parametrize("path", files("codemeta/examples", ".json"), ids=name)
def test_a_codemeta_example_is_valid(path: Path) -> None:
    found = read(path)
    assert (found.kind, found.valid) == ("codemeta", True), errors(found)
    assert found.fields["name"]


def test_every_identifier_of_the_spdx_list_is_an_expression() -> None:
    import json

    said = json.loads((CASES / "spdx/spdx-license-ids.json").read_text(encoding="utf-8"))
    unknown = [one for one in said if not licences.is_expression(one)]
    assert unknown == []
