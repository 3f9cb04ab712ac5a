"""The verbs of the room: the only writers, each one transaction, each checking its right itself."""

from terreau.people.actions.accounts import (
    drop_password,
    end_sign_in,
    end_sign_ins,
    introduce,
    open_account,
)
from terreau.people.actions.consents import give_consent, withdraw_consent
from terreau.people.actions.deletion import delete_account
from terreau.people.actions.identities import (
    join_identity,
    leave_identity,
    open_vouched_account,
    use_identity,
)
from terreau.people.actions.invitations import (
    accept_invitation,
    invite,
    refuse_invitation,
    withdraw_invitation,
)
from terreau.people.actions.members import change_role, hand_over, leave_organisation, remove_member
from terreau.people.actions.organisations import (
    change_organisation,
    declare_organisation,
    repeat_hiding,
    verify_organisation,
    withdraw_verification,
)
from terreau.people.actions.past import clear_past
from terreau.people.actions.stewards import (
    appoint_first_steward,
    appoint_steward,
    block,
    dismiss_steward,
    unblock,
)

__all__ = [
    "accept_invitation",
    "appoint_first_steward",
    "appoint_steward",
    "block",
    "change_organisation",
    "change_role",
    "clear_past",
    "declare_organisation",
    "delete_account",
    "dismiss_steward",
    "drop_password",
    "end_sign_in",
    "end_sign_ins",
    "give_consent",
    "hand_over",
    "introduce",
    "invite",
    "join_identity",
    "leave_identity",
    "leave_organisation",
    "open_account",
    "open_vouched_account",
    "refuse_invitation",
    "remove_member",
    "repeat_hiding",
    "unblock",
    "use_identity",
    "verify_organisation",
    "withdraw_consent",
    "withdraw_invitation",
    "withdraw_verification",
]
