"""The keys of publiccode.yml, version by version: what is asked of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from terreau.commons.descriptions.problems import shown
from terreau.commons.descriptions.publiccode import vocabulary as words
from terreau.commons.descriptions.publiccode.files import LOGOS, SCREENSHOTS, check_file
from terreau.commons.descriptions.publiccode.values import (
    Key,
    a_date,
    a_web_address,
    an_address,
    an_email,
    boolean,
    from_list,
    is_empty,
    list_of,
    longest,
    one_of,
    section,
    shortest,
    text,
)
from terreau.commons.descriptions.texts import (
    is_ipa_code,
    is_italian,
    is_language,
    is_media_type,
    is_organisation_uri,
)
from terreau.commons.descriptions.yaml12 import plain

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.commons.descriptions.description import Licences
    from terreau.commons.descriptions.problems import Findings
    from terreau.commons.descriptions.publiccode.values import Reader
    from terreau.saying import Both

_SAFE_TO_DROP = ("vous pouvez l’enlever", "you can remove it")


def keys_of(*, first: bool, licences: Licences, folder: Path | None) -> dict[str, Key]:
    """The keys at the top of a file; `first` for version 1, which takes away what 0.x had deprecated."""
    keys = {
        "publiccodeYmlVersion": Key(text(required=True), required=True),
        "name": Key(text(required=True), required=True),
        "applicationSuite": Key(text()),
        "url": Key(text(an_address, required=True), required=True),
        "landingURL": Key(text(a_web_address, empty=False)),
        "isBasedOn": Key(_one_or_more(text(an_address, empty=False))),
        "softwareVersion": Key(text()),
        "releaseDate": Key(text(a_date, empty=False)),
        "logo": Key(_file(folder, LOGOS)),
        "platforms": Key(list_of(text(), filled=True), required=True),
        "categories": Key(
            list_of(from_list(words.CATEGORIES, ("catégories du standard", "categories of the standard")))
        ),
        "usedBy": Key(list_of(text())),
        "fundedBy": Key(list_of(_organisation)),
        "roadmap": Key(text(a_web_address, empty=False)),
        "developmentStatus": Key(one_of(words.STATUSES, required=True), required=True),
        "softwareType": Key(one_of(words.TYPES, required=True), required=True),
        "supports": Key(list_of(section({"id": Key(text(_supported, required=True), required=True)}))),
        "organisation": Key(_organisation),
        "intendedAudience": Key(_audience(first=first)),
        "description": Key(_languages(first=first, folder=folder), required=True),
        "legal": Key(_legal(first=first, licences=licences, folder=folder), required=True),
        "maintenance": Key(section(_MAINTENANCE, _who_maintains), required=True),
        "localisation": Key(section(_LOCALISATION), required=True),
        "dependsOn": Key(
            section({name: Key(list_of(_DEPENDENCY)) for name in ("open", "proprietary", "hardware")})
        ),
    }
    if not first:
        media = list_of(text(_a_media_type, empty=False))
        keys |= {
            "monochromeLogo": Key(_file(folder, LOGOS), deprecated=("utilisez « logo »", "use “logo”")),
            "inputTypes": Key(media, deprecated=_SAFE_TO_DROP),
            "outputTypes": Key(media, deprecated=_SAFE_TO_DROP),
            "IT": Key(_ITALY),
            "it": Key(_ITALY, deprecated=("écrivez « IT »", "write “IT”")),
        }
    return keys


def _one_or_more(reader: Reader) -> Reader:
    def read(node: Any, key: str, findings: Findings) -> list[Any] | None:
        if isinstance(node, list):
            found: list[Any] | None = list_of(reader)(node, key, findings)
            return found
        value = reader(node, key, findings)
        return None if value is None else [value]

    return read


def _file(folder: Path | None, allowed: tuple[str, ...] = ()) -> Reader:
    def read(node: Any, key: str, findings: Findings) -> str | None:
        said: str | None = text()(node, key, findings)
        if said:
            check_file(said, key, findings, folder, allowed)
        return said

    return read


def _video(node: Any, key: str, findings: Findings) -> str | None:
    said: str | None = text(a_web_address, empty=False)(node, key, findings)
    if said and not a_web_address(said):
        findings.warning(
            key,
            (
                "Rien n’a été demandé au web : nous ne savons pas si ce site de vidéos suit oEmbed.",
                "Nothing was asked of the web: we do not know whether this site of videos follows oEmbed.",
            ),
        )
    return said


def _supported(said: str) -> Both | None:
    if said.startswith("alias:"):
        known = said.removeprefix("alias:") in words.ALIASES
        return (
            None
            if known
            else (
                f"{shown(said)} n’est pas dans la liste des alias du standard.",
                f"{shown(said, 'en')} is not in the list of aliases of the standard.",
            )
        )
    fine = re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:\S+", said) and (
        not said.startswith("http") or not an_address(said)
    )
    return (
        None
        if fine
        else (
            f"{shown(said)} n’est ni un alias (alias:gdpr) ni une adresse.",
            f"{shown(said, 'en')} is neither an alias (alias:gdpr) nor an address.",
        )
    )


def _a_media_type(said: str) -> Both | None:
    return (
        None
        if is_media_type(said)
        else (
            f"{shown(said)} n’est pas un type de média (text/plain, par exemple).",
            f"{shown(said, 'en')} is not a media type (text/plain, for example).",
        )
    )


def _country(node: Any, key: str, findings: Findings) -> str | None:
    said: str | None = text(_a_country, empty=False)(node, key, findings)
    if said and said.islower() and not _a_country(said):
        findings.warning(
            key,
            (
                f"Écrivez les pays en capitales : {said.upper()}.",
                f"Write countries in capitals: {said.upper()}.",
            ),
        )
    return said


def _a_country(said: str) -> Both | None:
    fine = said.upper() in words.COUNTRIES and said in (said.upper(), said.lower())
    return (
        None
        if fine
        else (
            f"{shown(said)} n’est pas un code de pays à deux lettres (FR, IT…).",
            f"{shown(said, 'en')} is not a country code of two letters (FR, IT…).",
        )
    )


def _audience(*, first: bool) -> Reader:
    scopes = from_list(
        words.SCOPES_1 if first else words.SCOPES, ("domaines du standard", "scopes of the standard")
    )
    return section(
        {
            "scope": Key(list_of(scopes)),
            "countries": Key(list_of(_country)),
            "unsupportedCountries": Key(list_of(_country)),
        }
    )


def _an_organisation(said: str) -> Both | None:
    if is_organisation_uri(said):
        return None
    if is_italian(said):
        return (
            f"{shown(said)} n’est pas un code de l’index italien des administrations.",
            f"{shown(said, 'en')} is not a code of the Italian index of administrations.",
        )
    return (
        f"{shown(said)} n’identifie pas une organisation : une adresse https://… ou un urn: est attendu.",
        f"{shown(said, 'en')} does not identify an organisation: an address https://… or a urn: is expected.",
    )


def _organisation(node: Any, key: str, findings: Findings) -> dict[str, Any] | None:
    keys = {"name": Key(text()), "uri": Key(text(_an_organisation, required=True), required=True)}
    found: dict[str, Any] | None = section(keys)(node, key, findings)
    if found is not None and "uri" not in found and isinstance(found.get("url"), str):
        found["uri"] = found["url"]  # as code.gouv.fr writes it: an error, and understood
    uri = str((found or {}).get("uri", ""))
    if is_italian(uri) and is_organisation_uri(uri):
        findings.warning(
            f"{key}.uri",
            (
                "Rien n’a été demandé au web : ce code italien a la bonne forme, sans plus.",
                "Nothing was asked of the web: this Italian code has the right form, no more.",
            ),
        )
    return found


def _a_language(said: str) -> Both | None:
    return (
        None
        if is_language(said)
        else (
            f"{shown(said)} n’est pas une étiquette de langue BCP 47 (fr, en-GB…).",
            f"{shown(said, 'en')} is not a language tag of BCP 47 (fr, en-GB…).",
        )
    )


def _languages(*, first: bool, folder: Path | None) -> Reader:
    """One section a language. The standard asks long description and features of one language at least."""
    keys = {
        "localisedName": Key(text()),
        "shortDescription": Key(text(longest(150), required=True), required=True),
        "longDescription": Key(text(shortest(150), longest(10_000), required=True)),
        "documentation": Key(text(a_web_address, empty=False)),
        "apiDocumentation": Key(text(a_web_address, empty=False)),
        "features": Key(list_of(text(), filled=True)),
        "screenshots": Key(list_of(_file(folder, SCREENSHOTS))),
        "videos": Key(list_of(_video)),
        "awards": Key(list_of(text())),
    }
    if not first:
        keys["genericName"] = Key(text(longest(35)), deprecated=_SAFE_TO_DROP)
    asked = ("longDescription",) if first else ("longDescription", "features")

    def read(node: Any, key: str, findings: Findings) -> dict[str, Any] | None:
        if not isinstance(node, dict):
            findings.error(
                key,
                (
                    "Une section par langue est attendue ici (fr:, en:…).",
                    "One section for each language is expected here (fr:, en:…).",
                ),
            )
            return None
        if not node:
            findings.error(
                key,
                ("Il faut au moins une langue (fr:, en:…).", "At least one language is needed (fr:, en:…)."),
            )
        found = {}
        for tag, one in node.items():
            if wrong := _a_language(tag):
                findings.error(f"{key}.{tag}", wrong)
            inside = {} if is_empty(one) else one
            value = section(keys)(inside, f"{key}.{tag}", findings)
            found[tag] = value if value is not None else plain(one)
        _once(node, key, asked, findings)
        return found

    return read


def _once(node: dict[str, Any], key: str, asked: tuple[str, ...], findings: Findings) -> None:
    for name in asked:
        if node and not any(isinstance(one, dict) and not is_empty(one.get(name)) for one in node.values()):
            findings.error(
                f"{key}.{next(iter(node))}.{name}",
                (
                    "Cette clé est obligatoire dans une langue au moins.",
                    "This key is required in one language at least.",
                ),
            )


def _legal(*, first: bool, licences: Licences, folder: Path | None) -> Reader:
    def licence(said: str) -> Both | None:
        if licences.is_expression(said):
            return None
        meant = licences.understand(said)
        list_of_them = " (https://spdx.org/licenses)"
        french = f" : écrivez {meant.spdx}" if meant else list_of_them
        english = f": write {meant.spdx}" if meant else list_of_them
        return (
            f"{shown(said)} n’est pas une expression SPDX{french}.",
            f"{shown(said, 'en')} is not an SPDX expression{english}.",
        )

    keys = {
        "license": Key(text(licence, required=True), required=True),
        "mainCopyrightOwner": Key(text()),
    }
    if not first:
        keys |= {
            "repoOwner": Key(
                text(), deprecated=("utilisez « organisation.name »", "use “organisation.name”")
            ),
            "authorsFile": Key(_file(folder), deprecated=_SAFE_TO_DROP),
        }
    return section(keys)


_MAINTENANCE = {
    "type": Key(one_of(words.MAINTENANCE, required=True), required=True),
    "contractors": Key(
        list_of(
            section(
                {
                    "name": Key(text(required=True), required=True),
                    "until": Key(text(a_date, required=True), required=True),
                    "email": Key(text(an_email)),
                    "website": Key(text(a_web_address, empty=False)),
                }
            )
        )
    ),
    "contacts": Key(
        list_of(
            section(
                {
                    "name": Key(text(required=True), required=True),
                    "email": Key(text(an_email)),
                    "affiliation": Key(text()),
                    "phone": Key(text()),
                }
            )
        )
    ),
}


def _who_maintains(found: dict[str, Any], key: str, findings: Findings) -> None:
    kind = found.get("type")
    if kind == "contract" and "contractors" not in found:
        findings.error(
            f"{key}.contractors",
            ("Obligatoire quand « type » est « contract ».", "Required when “type” is “contract”."),
        )
    if kind != "contract" and "contractors" in found:
        findings.error(
            f"{key}.contractors",
            ("Admis seulement quand « type » est « contract ».", "Allowed only when “type” is “contract”."),
        )
    if kind in ("internal", "community") and "contacts" not in found:
        findings.error(
            f"{key}.contacts",
            (f"Obligatoire quand « type » est « {kind} ».", f"Required when “type” is “{kind}”."),
        )


_LOCALISATION = {
    "localisationReady": Key(boolean, required=True),
    "availableLanguages": Key(list_of(text(_a_language, empty=False), filled=True), required=True),
}
_DEPENDENCY = section(
    {
        "name": Key(text(required=True), required=True),
        "versionMin": Key(text()),
        "versionMax": Key(text()),
        "version": Key(text()),
        "optional": Key(boolean),
    }
)


def _an_italian_code(said: str) -> Both | None:
    return (
        None
        if is_ipa_code(said)
        else (
            f"{shown(said)} n’est pas un code de l’index italien des administrations.",
            f"{shown(said, 'en')} is not a code of the Italian index of administrations.",
        )
    )


def _flags(*names: str) -> Reader:
    return section({name: Key(boolean) for name in names})


_ITALY = section(
    {
        "countryExtensionVersion": Key(one_of(words.ITALIAN_VERSIONS)),
        "conforme": Key(
            _flags("lineeGuidaDesign", "modelloInteroperabilita", "misureMinimeSicurezza", "gdpr"),
            deprecated=_SAFE_TO_DROP,
        ),
        "riuso": Key(
            section(
                {
                    "codiceIPA": Key(
                        text(_an_italian_code),
                        deprecated=("utilisez « organisation.uri »", "use “organisation.uri”"),
                    )
                }
            )
        ),
        "piattaforme": Key(_flags("spid", "pagopa", "cie", "anpr", "io")),
    }
)
