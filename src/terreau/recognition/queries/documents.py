"""The documents that anyone may read: keys and profile of an issuer, definition of a badge, 2.0 twin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.recognition.errors import NoTwinError
from terreau.recognition.openbadges import IssueError, hosted_twin
from terreau.recognition.queries import addresses

if TYPE_CHECKING:
    from terreau.recognition.models import Award, Issuer, Version

OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
#: Open Badges has no word for the licence of a definition: a whole address is a term that needs no context,
#: so that safe mode accepts it and it is signed (https://www.w3.org/TR/json-ld11/#expanded-document-form).
LICENSE = "https://schema.org/license"


def key_document(issuer: Issuer) -> dict[str, Any]:
    """The issuer's public keys (https://www.w3.org/TR/cid-1.0/): those not revoked, meant to assert."""
    name = addresses.issuer_id(issuer)
    keys = [
        {
            "id": f"{name}#{key.multikey}",
            "type": "Multikey",
            "controller": name,
            "publicKeyMultibase": key.multikey,
        }
        for key in issuer.keys.filter(revoked_at=None).order_by("made_at", "pk")
    ]
    also = [f"did:key:{key['publicKeyMultibase']}" for key in keys]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": name,
        "alsoKnownAs": [addresses.whole(issuer.get_absolute_url()), *also],
        "verificationMethod": keys,
        "assertionMethod": [key["id"] for key in keys],
    }


def profile(issuer: Issuer) -> dict[str, Any]:
    """The issuer as it stands in a badge."""
    said: dict[str, Any] = {
        "id": addresses.issuer_id(issuer),
        "type": ["Profile"],
        "name": issuer.signed_name,
    }
    said["url"] = addresses.whole(issuer.get_absolute_url())
    return said


def achievement(version: Version, issuer: Issuer) -> dict[str, Any]:
    """The badge as it stands in a signed file, in the words of Open Badges 3.0."""
    content, name = version.content, addresses.version_id(version)
    said: dict[str, Any] = {
        "id": name,
        "type": ["Achievement"],
        "name": content["name"],
        "description": content["description"],
        "criteria": {"id": name, "narrative": content["criteria"]},
        "image": {"id": f"{name}image.png", "type": "Image", "caption": content["name"]},
        "achievementType": content["kind"],
        "creator": {"id": addresses.issuer_id(issuer), "type": ["Profile"], "name": issuer.signed_name},
        "inLanguage": content.get("language", "fr"),
        "version": str(version.number),
    }
    if licence := content.get("licence"):
        said[LICENSE] = _licence(licence)
    if content["tags"]:
        said["tag"] = content["tags"]
    if content["alignments"]:
        said["alignment"] = [
            {
                "type": ["Alignment"],
                "targetName": one["name"],
                "targetUrl": one["url"],
                **({"targetFramework": one["framework"]} if one.get("framework") else {}),
                **({"targetCode": one["code"]} if one.get("code") else {}),
            }
            for one in content["alignments"]
        ]
    return said


def _licence(spdx: str) -> dict[str, str] | str:
    """The address of a licence; an expression of several, or one of nobody's list, stays text."""
    if " " in spdx or spdx.startswith("LicenseRef-"):
        return spdx
    return {"id": f"https://spdx.org/licenses/{spdx}"}


def definition(version: Version) -> dict[str, Any]:
    """The definition of a badge, as linked data."""
    issuer = version.achievement.issuer
    said = achievement(version, issuer)
    said["creator"]["name"] = issuer.said_name
    return {"@context": [CREDENTIALS, OPEN_BADGES], **said}


def twin(award: Award) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Assertion, badge class and issuer in Open Badges 2.0. Raises NoTwinError."""
    version, issuer = award.version, award.issuer
    try:
        assertion, badge, profile_ = hosted_twin(
            award.credential,
            assertion=f"{addresses.award_id(award)}ob2.json",
            badge=f"{addresses.version_id(version)}ob2.json",
            issuer=f"{addresses.whole(issuer.get_absolute_url())}ob2.json",
            image=f"{addresses.version_id(version)}image.png",
        )
    except IssueError as error:
        raise NoTwinError from error
    if award.revoked_at or award.suspended_at:
        gone = {
            "@context": assertion["@context"],
            "id": assertion["id"],
            "type": "Assertion",
            "revoked": True,
        }
        return {**gone, "revocationReason": award.status_reason}, badge, profile_
    return assertion, badge, profile_


def badge_class(version: Version) -> dict[str, Any]:
    """The badge in Open Badges 2.0."""
    issuer, name = version.achievement.issuer, addresses.version_id(version)
    content = version.content
    return {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "BadgeClass",
        "id": f"{name}ob2.json",
        "issuer": f"{addresses.whole(issuer.get_absolute_url())}ob2.json",
        "name": content["name"],
        "description": content["description"],
        "image": f"{name}image.png",
        "criteria": {"id": name, "narrative": content["criteria"]},
        **({"tags": content["tags"]} if content["tags"] else {}),
    }


def issuer_twin(issuer: Issuer) -> dict[str, Any]:
    """The issuer in Open Badges 2.0."""
    address = addresses.whole(issuer.get_absolute_url())
    return {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Issuer",
        "id": f"{address}ob2.json",
        "name": issuer.said_name,
        "url": address,
    }
