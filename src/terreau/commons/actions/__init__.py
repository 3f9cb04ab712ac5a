"""The verbs that change commons: the only writers of this room, each one transaction."""

from terreau.commons.actions.accounts import forget
from terreau.commons.actions.describing import Description
from terreau.commons.actions.editing import edit, restore
from terreau.commons.actions.examples import plant_examples
from terreau.commons.actions.opening import open_commons
from terreau.commons.actions.pages import edit_page, protect_page, restore_page, write_page
from terreau.commons.actions.wishes import end_wish, say_wish

__all__ = [
    "Description",
    "edit",
    "edit_page",
    "end_wish",
    "forget",
    "open_commons",
    "plant_examples",
    "protect_page",
    "restore",
    "restore_page",
    "say_wish",
    "write_page",
]
