"""Write credentials: badges, endorsements, status lists, in batches or one by one, as proof or as token."""

from terreau.recognition.openbadges.issuing.batch import issue_many
from terreau.recognition.openbadges.issuing.building import achievement_credential, endorsement_credential
from terreau.recognition.openbadges.issuing.lists import status_entry, status_list_credential
from terreau.recognition.openbadges.issuing.paper import paper_token
from terreau.recognition.openbadges.issuing.signing import issue, issue_token

__all__ = [
    "achievement_credential",
    "endorsement_credential",
    "issue",
    "issue_many",
    "issue_token",
    "paper_token",
    "status_entry",
    "status_list_credential",
]
