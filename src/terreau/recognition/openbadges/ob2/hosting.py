"""The hosted Open Badges 2.0 twin of a 3.0 badge, for backpacks that read nothing newer."""

from __future__ import annotations

from typing import Any

from terreau.recognition.openbadges.checks.case import listed
from terreau.recognition.openbadges.errors import IssueError
from terreau.recognition.openbadges.results import text_of

CONTEXT = "https://w3id.org/openbadges/v2"


def hosted_twin(
    credential: dict[str, Any],
    *,
    assertion: str,
    badge: str,
    issuer: str,
    image: str = "",
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Give the assertion, badge class and issuer of a 3.0 badge, to be served at the three addresses.

    Raises IssueError when the badge names no hashed recipient: 2.0 has no other way to say to whom.
    """
    subject = listed(credential.get("credentialSubject"))[0]
    achievement = subject["achievement"]
    one: dict[str, Any] = {"@context": CONTEXT, "type": "Assertion", "id": assertion}
    one |= {"recipient": _recipient(subject), "badge": badge, "verification": {"type": "hosted"}}
    one |= {"issuedOn": credential.get("validFrom") or credential.get("issuanceDate")}
    if credential.get("validUntil"):
        one["expires"] = credential["validUntil"]
    evidence = [{k: v for k, v in item.items() if k != "type"} for item in listed(credential.get("evidence"))]
    if evidence:
        one["evidence"] = evidence
    if image:
        one["image"] = image
    return one, _badge(achievement, badge, issuer, image), _issuer(credential["issuer"], issuer)


def _recipient(subject: dict[str, Any]) -> dict[str, Any]:
    for known in listed(subject.get("identifier")):
        if isinstance(known, dict) and known.get("identityType") == "emailAddress":
            found = {"type": "email", "hashed": known["hashed"], "identity": known["identityHash"]}
            return {**found, "salt": known["salt"]} if known.get("salt") else found
    raise IssueError(why="recipient")


def _badge(achievement: dict[str, Any], badge: str, issuer: str, image: str) -> dict[str, Any]:
    picture = achievement.get("image")
    picture = picture.get("id") if isinstance(picture, dict) else picture
    found: dict[str, Any] = {"@context": CONTEXT, "type": "BadgeClass", "id": badge, "issuer": issuer}
    found |= {"name": text_of(achievement["name"]), "description": text_of(achievement["description"])}
    found |= {"image": picture or image, "criteria": achievement["criteria"]}
    if achievement.get("tag"):
        found["tags"] = achievement["tag"]
    alignments = [
        {k: v for k, v in one.items() if k.startswith("target")}
        for one in listed(achievement.get("alignment"))
    ]
    if alignments:
        found["alignment"] = alignments
    return found


def _issuer(profile: object, address: str) -> dict[str, Any]:
    known = profile if isinstance(profile, dict) else {}
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "type": "Issuer",
        "id": address,
        "name": text_of(known.get("name")) or address,
    }
    found |= {"url": known.get("url") or address}
    return {**found, "email": known["email"]} if known.get("email") else found
