"""The verbs that change commons: the only writers of this room, each one transaction."""

from terreau.commons.actions.accounts import forget
from terreau.commons.actions.community import accept_invitation, hand_over, invite, join, leave
from terreau.commons.actions.components import (
    Part,
    change_component,
    declare_component,
    end_component_use,
    use_component,
)
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
from terreau.commons.actions.forking import Forked, fork
from terreau.commons.actions.importing import Brought, import_table
from terreau.commons.actions.ledger import Given, declare, object_to, recognise, settle, withdraw
from terreau.commons.actions.names import Unnamed, remove_name
from terreau.commons.actions.opening import open_commons
from terreau.commons.actions.pages import edit_page, protect_page, restore_page, write_page
from terreau.commons.actions.preparing import ask_archive, clear_archives, make_archive
from terreau.commons.actions.using import Usage, end_use, say_use
from terreau.commons.actions.wikis import BroughtPages, bring_wiki, import_wiki
from terreau.commons.actions.wishes import end_wish, say_wish

__all__ = [
    "Brought",
    "BroughtPages",
    "Description",
    "Forked",
    "Given",
    "Part",
    "Unnamed",
    "Usage",
    "accept_invitation",
    "announce_takeover",
    "ask",
    "ask_archive",
    "bring_wiki",
    "change_component",
    "change_rule",
    "clear_archives",
    "complete_takeover",
    "decide",
    "declare",
    "declare_component",
    "drop",
    "edit",
    "edit_page",
    "end_component_use",
    "end_use",
    "end_wish",
    "forget",
    "fork",
    "hand_over",
    "import_table",
    "import_wiki",
    "invite",
    "join",
    "leave",
    "make_archive",
    "object_to",
    "open_commons",
    "plant_examples",
    "protect_page",
    "recognise",
    "refuse_takeover",
    "remove_name",
    "restore",
    "restore_page",
    "restore_rule",
    "say_use",
    "say_wish",
    "settle",
    "use_component",
    "withdraw",
    "write_page",
]
