"""Read one OKH manifest: strict verdict, lenient reading."""

from __future__ import annotations

import datetime as dt
import math
import re
import tomllib
from typing import TYPE_CHECKING, Any

from terreau.commons.descriptions.caps import BYTES, DEPTH, VALUES
from terreau.commons.descriptions.description import Description
from terreau.commons.descriptions.licensing import licence_said
from terreau.commons.descriptions.okh import vocabulary as words
from terreau.commons.descriptions.okh.parts import check_dimensions, check_mass, check_parts, check_software
from terreau.commons.descriptions.problems import Findings, shown
from terreau.commons.descriptions.refusals import TooLarge, Unreadable
from terreau.commons.descriptions.texts import is_language, is_web_url

if TYPE_CHECKING:
    from terreau.commons.descriptions.description import Licences

_CPC = re.compile(r"[A-HY][0-9]{2}[A-HJ-NP-Z]( ?[12]?[0-9]{1,3}/[0-9]{2,6})?")


def read_okh(data: bytes, licences: Licences) -> Description:
    """Read the bytes of a manifest. Raises Unreadable when it is not TOML."""
    raw = _load(data)
    findings = Findings()
    written = _renamed(raw, findings)
    for key in words.REQUIRED:
        if key not in raw:
            findings.error(
                key, ("Cette clé est obligatoire : elle manque.", "This key is required: it is missing.")
            )
    for key, value in written.items():
        _check(key, value, findings)
    fields: dict[str, Any] = plain(written)
    said = fields.get("license")
    licence = licence_said(said, "license", licences, findings)
    version = fields.get("okhv")
    return Description(
        "okh",
        version if isinstance(version, str) else None,
        findings.valid,
        licence,
        fields,
        tuple(findings.problems),
    )


def _load(data: bytes) -> dict[str, Any]:
    if len(data) > BYTES:
        raise TooLarge(
            (
                f"Le fichier pèse {len(data) // 1000} ko ; la limite est de {BYTES // 1000} ko.",
                f"The file weighs {len(data) // 1000} kB; the limit is {BYTES // 1000} kB.",
            )
        )
    try:
        raw = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        raise Unreadable(
            ("Le fichier n’est pas en UTF-8.", "The file is not in UTF-8."),
            ("Enregistrez-le en UTF-8.", "Save it in UTF-8."),
        ) from wrong
    except (tomllib.TOMLDecodeError, ValueError) as wrong:
        place = re.search(r"line (\d+)", str(wrong))
        french, english = (
            (f" : voyez la ligne {place[1]}", f": look at line {place[1]}") if place else ("", "")
        )
        raise Unreadable((f"Ce n’est pas du TOML{french}.", f"This is not TOML{english}.")) from wrong
    except RecursionError as wrong:
        raise Unreadable(("Le fichier a trop de niveaux.", "The file has too many levels.")) from wrong
    plain(raw)  # for its caps
    return raw


def plain(value: Any, depth: int = 0, count: list[int] | None = None) -> Any:
    """Values that JSON can say: dates as text, numbers that are none as text. Raises Unreadable past the caps."""
    count = count if count is not None else [0]
    count[0] += 1
    if depth > DEPTH:
        raise Unreadable(
            (
                f"Le fichier a plus de {DEPTH} niveaux de listes et de sections.",
                f"The file has more than {DEPTH} levels of lists and sections.",
            )
        )
    if count[0] > VALUES:
        raise TooLarge(
            (f"Le fichier contient plus de {VALUES} valeurs.", f"The file holds more than {VALUES:,} values.")
        )
    if isinstance(value, dict):
        return {str(key): plain(one, depth + 1, count) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one, depth + 1, count) for one in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _renamed(raw: dict[str, Any], findings: Findings) -> dict[str, Any]:
    """Keys under the name of today; the old spelling is said."""
    fields: dict[str, Any] = {}
    known = words.FILES | words.TEXTS | words.MANY | words.SECTIONS | words.OTHERS
    for key, value in raw.items():
        today = words.OLD.get(key, key)
        if key != today and today not in raw:
            findings.warning(
                key, (f"Le standard écrit cette clé « {today} ».", f"The standard writes this key “{today}”.")
            )
            fields[today] = value
        else:
            fields[key] = value
            if key not in known:
                findings.warning(
                    key, ("Le standard ne connaît pas cette clé.", "The standard does not know this key.")
                )
    return fields


def _check(key: str, value: Any, findings: Findings) -> None:
    if key in words.TEXTS:
        _check_text(key, value, findings)
    elif key == "version":
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            findings.error(
                key, ("Un texte ou un nombre est attendu ici.", "A text or a number is expected here.")
            )
    elif key in words.MANY:
        _check_many(key, value, findings)
    elif key in words.FILES:
        _check_files(key, value, findings)
    elif key == "mass":
        check_mass(key, value, findings)
    elif key == "outer-dimensions":
        check_dimensions(key, value, findings)
    elif key == "part":
        check_parts(value, findings, _check_files)
    elif key == "software":
        check_software(value, findings, _check_files)


def _check_text(key: str, value: Any, findings: Findings) -> None:
    if not isinstance(value, str):
        findings.error(key, ("Un texte est attendu ici.", "A text is expected here."))
    elif key == "okhv" and value != words.VERSION:
        findings.error(
            key,
            (
                f"{shown(value)} n’est pas une version connue : {words.VERSION} est attendu.",
                f"{shown(value, 'en')} is not a known version: {words.VERSION} is expected.",
            ),
        )
    elif key == "repo" and not is_web_url(value.strip()):
        findings.error(
            key,
            (
                f"{shown(value)} n’est pas une adresse web complète (https://…).",
                f"{shown(value, 'en')} is not a whole web address (https://…).",
            ),
        )
    elif not value.strip():
        findings.warning(key, ("Cette clé est vide.", "This key is empty."))
    elif key == "technology-readiness-level":
        _level(key, value, words.TECHNOLOGY, findings)
    elif key == "documentation-readiness-level":
        _level(key, value, words.DOCUMENTATION, findings)
    elif key == "cpc-patent-class" and not _CPC.fullmatch(value):
        findings.warning(
            key,
            (
                f"{shown(value)} n’a pas la forme d’une classe CPC (D03D 35/00, par exemple).",
                f"{shown(value, 'en')} does not have the form of a CPC class (D03D 35/00, for example).",
            ),
        )


def _level(key: str, value: str, levels: tuple[str, ...], findings: Findings) -> None:
    if value in levels:
        return
    message = (
        f"{shown(value)} n’est pas un niveau admis : {', '.join(levels)}.",
        f"{shown(value, 'en')} is not a level that is allowed: {', '.join(levels)}.",
    )
    # Older tools wrote levels in words, under a key in camel case, which the schema does not judge.
    (findings.error if re.match(r"O[TD]RL", value) else findings.warning)(key, message)


def _check_many(key: str, value: Any, findings: Findings) -> None:
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) for one in values):
        findings.error(
            key,
            (
                "Un texte ou une liste de textes est attendu ici.",
                "A text or a list of texts is expected here.",
            ),
        )
    elif not any(one.strip() for one in values):
        findings.warning(key, ("Cette clé est vide.", "This key is empty."))
    elif key == "documentation-language":
        for one in values:
            if not is_language(one):
                findings.warning(
                    key,
                    (
                        f"{shown(one)} n’est pas une étiquette de langue BCP 47 (fr, en-GB…).",
                        f"{shown(one, 'en')} is not a language tag of BCP 47 (fr, en-GB…).",
                    ),
                )


def _check_files(key: str, value: Any, findings: Findings) -> None:
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, str):
            findings.error(
                key,
                (
                    "Un chemin, une adresse ou leur liste est attendu ici.",
                    "A path, an address or a list of them is expected here.",
                ),
            )
        elif "://" in one and not is_web_url(one):
            findings.warning(
                key,
                (
                    f"{shown(one)} n’est pas une adresse web complète (https://…).",
                    f"{shown(one, 'en')} is not a whole web address (https://…).",
                ),
            )
        elif re.search(r"(^|/)\.\.(/|$)", one) and "://" not in one:
            findings.warning(
                key, (f"{shown(one)} sort du dépôt.", f"{shown(one, 'en')} leaves the repository.")
            )
