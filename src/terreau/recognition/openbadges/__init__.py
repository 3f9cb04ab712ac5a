"""Open Badges, as a library: read, verify, issue, bake. It knows neither Django nor the rest of Terreau.

>>> from terreau.recognition.openbadges import SigningKey, achievement_credential, issue, verify
>>> key = SigningKey.generate()
>>> badge = achievement_credential(
...     {"id": "urn:x:a", "name": "Vélo", "description": "Réparer.", "criteria": {"narrative": "Trois."}},
...     {"id": key.controller, "type": ["Profile"], "name": "Atelier"},
...     recipient="camille@example.org",
... )
>>> verify(issue(badge, key)).verdict
'valid'
"""

from terreau.recognition.openbadges.baking import bake_png, bake_svg, unbake_png, unbake_svg
from terreau.recognition.openbadges.caps import DEFAULT_CAPS, Caps
from terreau.recognition.openbadges.errors import (
    IssueError,
    OpenBadgesError,
    UnreachableError,
    UnreadableError,
    UnreadableKeyError,
)
from terreau.recognition.openbadges.issuing import (
    achievement_credential,
    endorsement_credential,
    issue,
    issue_many,
    issue_token,
    paper_token,
    status_entry,
    status_list_credential,
)
from terreau.recognition.openbadges.keys import PublicKey, SigningKey, did_web_address
from terreau.recognition.openbadges.ob2 import hosted_twin
from terreau.recognition.openbadges.reading import Document, read
from terreau.recognition.openbadges.recipient import identity, identity_hash
from terreau.recognition.openbadges.resolving import DocumentsFolder, Offline, Resolver
from terreau.recognition.openbadges.results import Check, Result, Said
from terreau.recognition.openbadges.status import StatusList
from terreau.recognition.openbadges.verifying import Verifier, verify

__all__ = [
    "DEFAULT_CAPS",
    "Caps",
    "Check",
    "Document",
    "DocumentsFolder",
    "IssueError",
    "Offline",
    "OpenBadgesError",
    "PublicKey",
    "Resolver",
    "Result",
    "Said",
    "SigningKey",
    "StatusList",
    "UnreachableError",
    "UnreadableError",
    "UnreadableKeyError",
    "Verifier",
    "achievement_credential",
    "bake_png",
    "bake_svg",
    "did_web_address",
    "endorsement_credential",
    "hosted_twin",
    "identity",
    "identity_hash",
    "issue",
    "issue_many",
    "issue_token",
    "paper_token",
    "read",
    "status_entry",
    "status_list_credential",
    "unbake_png",
    "unbake_svg",
    "verify",
]
