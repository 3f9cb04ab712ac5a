"""Questions that read, each with a bounded number of SQL queries."""

from terreau.people.queries.export import account_of, everything_about
from terreau.people.queries.organisations import (
    awaiting_verification,
    belongings_of,
    hidden_organisations,
    mediating_organisations_of,
    members_of,
    open_invitation,
    open_invitations_of,
    organisations,
    organisations_of,
    refuse_hidden,
    same_siren,
    siren_in,
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
from terreau.people.queries.register import Processing, register
from terreau.people.queries.ways_in import (
    account_confirmed,
    identities_of,
    identity_of,
    passkeys_of,
)

__all__ = [
    "Processing",
    "account_confirmed",
    "account_of",
    "addresses_of",
    "awaiting_verification",
    "belongings_of",
    "consent_in_force",
    "everything_about",
    "hidden_organisations",
    "identities_of",
    "identity_of",
    "mediating_organisations_of",
    "members_of",
    "open_invitation",
    "open_invitations_of",
    "organisations",
    "organisations_of",
    "passkeys_of",
    "people",
    "refuse_hidden",
    "register",
    "same_siren",
    "sign_ins_of",
    "siren_in",
    "stewards",
    "verified_addresses_of",
    "without_holder",
]
