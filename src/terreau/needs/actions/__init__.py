"""The verbs that change needs: the only writers of this room, each one transaction."""

from terreau.needs.actions.accounts import forget
from terreau.needs.actions.drafts import discard_draft, keep_draft, sweep
from terreau.needs.actions.editing import edit, restore
from terreau.needs.actions.examples import plant_examples
from terreau.needs.actions.importing import confirm_batch, discard_batch, keep_batch
from terreau.needs.actions.merging import accept_merge, announce_merge, propose_merge, refuse_merge
from terreau.needs.actions.raising import OWN, Telling, Voice, raise_need
from terreau.needs.actions.states import change_state
from terreau.needs.actions.supporting import correct_paper_count, count_on_paper, support, withdraw

__all__ = [
    "OWN",
    "Telling",
    "Voice",
    "accept_merge",
    "announce_merge",
    "change_state",
    "confirm_batch",
    "correct_paper_count",
    "count_on_paper",
    "discard_batch",
    "discard_draft",
    "edit",
    "forget",
    "keep_batch",
    "keep_draft",
    "plant_examples",
    "propose_merge",
    "raise_need",
    "refuse_merge",
    "restore",
    "support",
    "sweep",
    "withdraw",
]
