"""The verbs that change commons: the only writers of this room, each one transaction."""

from terreau.commons.actions.accounts import forget
from terreau.commons.actions.describing import Description
from terreau.commons.actions.editing import edit, restore
from terreau.commons.actions.examples import plant_examples
from terreau.commons.actions.opening import open_commons
from terreau.commons.actions.wishes import end_wish, say_wish

__all__ = [
    "Description",
    "edit",
    "end_wish",
    "forget",
    "open_commons",
    "plant_examples",
    "restore",
    "say_wish",
]
