"""Questions that read, each with a bounded number of SQL queries."""

from terreau.people.queries.export import account_of, everything_about
from terreau.people.queries.organisations import (
    awaiting_verification,
    belongings_of,
    mediating_organisations_of,
    members_of,
    open_invitation,
    open_invitations_of,
    organisations,
    organisations_of,
    same_siren,
    without_holder,
)
from terreau.people.queries.persons import (
    addresses_of,
    consent_in_force,
    people,
    sign_ins_of,
    stewards,
    verified_addresses_of,
)
from terreau.people.queries.ways_in import passkeys_of

__all__ = [
    "account_of",
    "addresses_of",
    "awaiting_verification",
    "belongings_of",
    "consent_in_force",
    "everything_about",
    "mediating_organisations_of",
    "members_of",
    "open_invitation",
    "open_invitations_of",
    "organisations",
    "organisations_of",
    "passkeys_of",
    "people",
    "same_siren",
    "sign_ins_of",
    "stewards",
    "verified_addresses_of",
    "without_holder",
]
