"""publiccode.yml, rule by rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from terreau.commons.descriptions import read, read_file
from terreau.commons.tests.writing import LONG, MISSING, VALID, keys, publiccode, with_value
from terreau.foundation import licences

# path, value, key of the error ("" when it is valid)
RULES: list[tuple[str, Any, str]] = [
    ("name", "", "name"),
    ("name", MISSING, "name"),
    ("name", None, "name"),
    ("name", {"a": 1}, "name"),
    ("name", 12, ""),
    ("applicationSuite", "", ""),
    ("applicationSuite", [], "applicationSuite"),
    ("url", "foobar", "url"),
    ("url", "git@example.org:velos.git", "url"),
    ("url", "ssh://git@example.org/velos.git", ""),
    ("url", "https://", "url"),
    ("url", "https://exa mple.org", "url"),
    ("url", "https://example.org:port/", "url"),
    ("url", "https://example.org:8443/a%20b", ""),
    ("url", "https://example.org/%zz", "url"),
    ("url", "https://[2001:db8::1]/velos", ""),
    ("landingURL", "ftp://example.org", "landingURL"),
    ("landingURL", "HTTPS://example.org", ""),
    ("landingURL", "", "landingURL"),
    ("landingURL", None, ""),
    ("roadmap", "???", "roadmap"),
    ("isBasedOn", "https://example.org/a", ""),
    ("isBasedOn", ["https://example.org/a", "b"], "isBasedOn[1]"),
    ("isBasedOn", {"a": "b"}, "isBasedOn"),
    ("softwareVersion", 1.0, ""),
    ("softwareVersion", [], "softwareVersion"),
    ("releaseDate", "2026-02-29", "releaseDate"),
    ("releaseDate", "2024-02-29", ""),
    ("releaseDate", "2024-2-9", "releaseDate"),
    ("releaseDate", "2024-02-09T10:00:00Z", "releaseDate"),
    ("releaseDate", "https://example.org/versions", "releaseDate"),
    ("logo", "/img/logo.svg", "logo"),
    ("logo", "img/logo.gif", "logo"),
    ("logo", "img/logo.SVG", ""),
    ("logo", "https://example.org/logo", ""),
    ("logo", "https://example.org/logo.bmp", "logo"),
    ("logo", "FILE:///logo.png", "logo"),
    ("logo", "", ""),
    ("platforms", [], "platforms"),
    ("platforms", "web", "platforms"),
    ("platforms", MISSING, "platforms"),
    ("platforms", ["minitel"], ""),
    ("categories", ["data-collection", "vélo"], "categories[1]"),
    ("categories", [], ""),
    ("usedBy", "Brest", "usedBy"),
    ("fundedBy", [{"uri": "https://example.org"}], ""),
    ("fundedBy", [{"name": "Région"}], "fundedBy[0].uri"),
    ("fundedBy", [{"uri": "urn:x-italian-pa:c_h501"}], ""),
    ("fundedBy", [{"uri": "urn:x-italian-pa:beaucoup_trop_long"}], "fundedBy[0].uri"),
    ("fundedBy", [{"uri": "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66"}], ""),
    ("fundedBy", [{"uri": "urn:a"}], "fundedBy[0].uri"),
    ("organisation", {"uri": "mairie"}, "organisation.uri"),
    ("organisation", {"uri": "https://example.org", "name": "Mairie"}, ""),
    ("organisation", [{"uri": "https://example.org"}], "organisation"),
    ("developmentStatus", "Stable", "developmentStatus"),
    ("softwareType", "standalone", "softwareType"),
    ("supports", [{"id": "alias:gdpr"}, {"id": "urn:iso:std:iso:9001"}, {"id": "https://example.org"}], ""),
    ("supports", [{"id": "gdpr"}], "supports[0].id"),
    ("supports", [{}], "supports[0].id"),
    ("intendedAudience", {"scope": ["government", "society"], "countries": ["FR"]}, ""),
    ("intendedAudience", {"scope": ["vélo"]}, "intendedAudience.scope[0]"),
    ("intendedAudience", {"countries": ["Fr"]}, "intendedAudience.countries[0]"),
    ("intendedAudience", {"countries": ["FRA"]}, "intendedAudience.countries[0]"),
    ("intendedAudience", {"unsupportedCountries": ["UK"]}, "intendedAudience.unsupportedCountries[0]"),
    ("intendedAudience", [], "intendedAudience"),
    ("description", {}, "description"),
    ("description", MISSING, "description"),
    ("description.fr.shortDescription", "a" * 151, "description.fr.shortDescription"),
    ("description.fr.shortDescription", "👨‍👩‍👧" * 150, ""),
    ("description.fr.longDescription", "a" * 149, "description.fr.longDescription"),
    ("description.fr.longDescription", "a" * 10_001, "description.fr.longDescription"),
    ("description.fr.longDescription", MISSING, "description.fr.longDescription"),
    ("description.fr.features", [], "description.fr.features"),
    ("description.fr.features", MISSING, "description.fr.features"),
    ("description.fr.genericName", "a" * 36, "description.fr.genericName"),
    ("description.fr.documentation", "docs/", "description.fr.documentation"),
    ("description.fr.screenshots", ["img/a.webp"], "description.fr.screenshots[0]"),
    ("description.fr.videos", ["youtube"], "description.fr.videos[0]"),
    ("description.en", {"shortDescription": "Count bicycles"}, ""),
    ("description.fra", VALID["description"]["fr"], "description.fra"),
    ("description.xx", VALID["description"]["fr"], "description.xx"),
    ("description.sr-Latn-RS", VALID["description"]["fr"], ""),
    ("legal.license", "agpl-3.0", ""),
    ("legal.license", "(MIT OR Apache-2.0) AND CC0-1.0", ""),
    ("legal.license", "GPL-2.0-only WITH Classpath-exception-2.0", ""),
    ("legal.license", "LicenseRef-Licence-Ouverte-1.0", ""),
    ("legal.license", "Licence Ouverte", "legal.license"),
    ("legal.license", "other", "legal.license"),
    ("legal.license", "MIT OR", "legal.license"),
    ("legal.license", "MIT, Apache-2.0", "legal.license"),
    ("legal.license", None, "legal.license"),
    ("maintenance", {"type": "none"}, ""),
    ("maintenance", {"type": "internal"}, "maintenance.contacts"),
    ("maintenance", {"type": "contract"}, "maintenance.contractors"),
    ("maintenance", {"type": "contract", "contractors": [{"name": "A", "until": "2027-01-01"}]}, ""),
    (
        "maintenance",
        {"type": "contract", "contractors": [{"name": "A", "until": "2027"}]},
        "maintenance.contractors[0].until",
    ),
    ("maintenance.contacts", [{"name": "A", "email": "a.example.org"}], "maintenance.contacts[0].email"),
    (
        "maintenance.contacts",
        [{"name": "A", "email": "a@mairie.example.org", "phone": "+33 1 23 45 67 89"}],
        "",
    ),
    ("maintenance.contacts", [{"name": "A", "phone": []}], "maintenance.contacts[0].phone"),
    ("localisation.localisationReady", "true", "localisation.localisationReady"),
    ("localisation.availableLanguages", ["fr_FR"], "localisation.availableLanguages[0]"),
    ("localisation.availableLanguages", ["sl-IT-nedis", "br", "gcf"], ""),
    ("dependsOn", {"open": [{"name": "PostgreSQL", "versionMin": 14, "optional": True}]}, ""),
    ("dependsOn", {"open": [{"version": "1"}]}, "dependsOn.open[0].name"),
    ("dependsOn", {"open": [{"name": "A", "optional": "peut-être"}]}, "dependsOn.open[0].optional"),
    ("dependsOn", {"libre": []}, "dependsOn.libre"),
    ("inputTypes", ["text/plain", "application/x.empty"], ""),
    ("IT", {"countryExtensionVersion": "1.0", "piattaforme": {"spid": True}}, ""),
    ("IT", {"riuso": {"codiceIPA": "pas un code"}}, "IT.riuso.codiceIPA"),
    ("FR", {"a": 1}, "FR"),
    ("Name", "Vélos", "Name"),
    ("publiccodeYmlVersion", "0.1", "publiccodeYmlVersion"),
    ("publiccodeYmlVersion", "2.4.0", "publiccodeYmlVersion"),
    ("publiccodeYmlVersion", 0.4, ""),
    ("publiccodeYmlVersion", MISSING, "publiccodeYmlVersion"),
]


@pytest.mark.parametrize(("path", "value", "error"), RULES)
def test_each_rule_of_the_standard(path: str, value: Any, error: str) -> None:
    found = publiccode(with_value(path, value))
    assert keys(found, "error")[:1] == ([error] if error else [])
    assert found.valid is not bool(error)


# path, value: deprecated, or vague, and still valid
WEAK: list[tuple[str, Any, str]] = [
    ("publiccodeYmlVersion", "0.3", "publiccodeYmlVersion"),
    ("softwareVersion", 1.0, "softwareVersion"),
    ("monochromeLogo", "img/a.svg", "monochromeLogo"),
    ("inputTypes", ["text/plain"], "inputTypes"),
    ("legal.repoOwner", "Mairie", "legal.repoOwner"),
    ("legal.authorsFile", "docs/AUTEURS", "legal.authorsFile"),
    ("description.fr.genericName", "Compteur", "description.fr.genericName"),
    ("intendedAudience", {"countries": ["fr"]}, "intendedAudience.countries[0]"),
    ("it", {"countryExtensionVersion": "0.2"}, "it"),
    ("IT", {"conforme": {"gdpr": True}}, "IT.conforme"),
    ("IT", {"riuso": {"codiceIPA": "pcm"}}, "IT.riuso.codiceIPA"),
    ("description.fr.videos", ["https://www.youtube.com/watch?v=a"], "description.fr.videos[0]"),
    ("logo", "https://example.org/logo.png", "logo"),
    ("legal.license", "mit", "legal.license"),
    ("legal.license", "CC-BY-NC-4.0", "legal.license"),
]


@pytest.mark.parametrize(("path", "value", "warning"), WEAK)
def test_what_is_deprecated_or_not_verifiable_is_a_warning(path: str, value: Any, warning: str) -> None:
    found = publiccode(with_value(path, value))
    assert (found.valid, warning in keys(found, "warning")) == (True, True)


GONE = ["monochromeLogo", "inputTypes", "outputTypes", "IT", "it"]


@pytest.mark.parametrize("key", GONE)
def test_version_1_takes_away_what_was_deprecated(key: str) -> None:
    tree = with_value(key, {} if key.lower() == "it" else ["text/plain"]) | {"publiccodeYmlVersion": "1"}
    assert keys(publiccode(tree), "error")[:1] == [key]


def test_version_1_asks_no_features_and_refuses_the_scope_of_all() -> None:
    tree = with_value("description.fr.features", MISSING) | {"publiccodeYmlVersion": "1"}
    assert publiccode(tree).valid
    wide = tree | {"intendedAudience": {"scope": ["government"]}}
    assert keys(publiccode(wide), "error") == ["intendedAudience.scope[0]"]


def test_a_wrong_value_is_still_understood() -> None:
    tree = with_value("platforms", "web") | {
        "usedBy": [{"name": "Brest"}],
        "fundedBy": [{"name": "A", "url": "https://a.fr"}],
    }
    found = publiccode(tree)
    assert not found.valid
    assert found.fields["platforms"] == ["web"]
    assert found.fields["usedBy"] == ["Brest"]
    assert found.fields["fundedBy"][0]["uri"] == "https://a.fr"


def test_a_licence_said_in_french_is_an_error_and_is_understood() -> None:
    found = publiccode(with_value("legal.license", "Licence Ouverte 2.0"))
    assert found.licence.as_data() == {"said": "Licence Ouverte 2.0", "spdx": "etalab-2.0", "open": True}
    assert any("écrivez etalab-2.0" in problem.message for problem in found.problems)


def test_files_beside_the_description_are_looked_for(tmp_path: Path) -> None:
    import yaml

    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "logo.svg").write_text("<svg/>")
    for logo, valid in (
        ("img/logo.svg", True),
        ("img/other.svg", False),
        ("away/logo.svg", True),
        ("../logo.svg", True),
    ):
        path = tmp_path / "publiccode.yml"
        path.write_text(yaml.safe_dump(with_value("logo", logo), allow_unicode=True), encoding="utf-8")
        assert read_file(path, licences).valid is valid, logo


def test_our_own_description_is_valid() -> None:
    root = Path(__file__).parents[4]
    found = read_file(root / "publiccode.yml", licences)
    assert (found.valid, found.version, found.licence.spdx) == (True, "0.7", "EUPL-1.2")


def test_long_text_is_counted_as_a_reader_does() -> None:
    assert publiccode(with_value("description.fr.longDescription", LONG)).valid
    assert read(b"- a\n- b\n", licences, name="publiccode.yml").readable is False
