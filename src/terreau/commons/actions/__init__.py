"""The verbs that change commons: the only writers of this room, each one transaction."""

from terreau.commons.actions.accounts import forget
from terreau.commons.actions.community import accept_invitation, hand_over, invite, join, leave
from terreau.commons.actions.deciding import (
    announce_takeover,
    ask,
    change_rule,
    complete_takeover,
    decide,
    drop,
    refuse_takeover,
    restore_rule,
)
from terreau.commons.actions.describing import Description
from terreau.commons.actions.editing import edit, restore
from terreau.commons.actions.examples import plant_examples
from terreau.commons.actions.opening import open_commons
from terreau.commons.actions.pages import edit_page, protect_page, restore_page, write_page
from terreau.commons.actions.using import Usage, end_use, say_use
from terreau.commons.actions.wishes import end_wish, say_wish

__all__ = [
    "Description",
    "Usage",
    "accept_invitation",
    "announce_takeover",
    "ask",
    "change_rule",
    "complete_takeover",
    "decide",
    "drop",
    "edit",
    "edit_page",
    "end_use",
    "end_wish",
    "forget",
    "hand_over",
    "invite",
    "join",
    "leave",
    "open_commons",
    "plant_examples",
    "protect_page",
    "refuse_takeover",
    "restore",
    "restore_page",
    "restore_rule",
    "say_use",
    "say_wish",
    "write_page",
]
