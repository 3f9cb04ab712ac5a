"""The verbs that change badges: the only writers of this room, each one transaction."""

from terreau.recognition.actions.accounts import forget, sweep
from terreau.recognition.actions.awarding import Gift, award
from terreau.recognition.actions.batches import confirm_batch, discard_batch, keep_batch, run_batch
from terreau.recognition.actions.bringing import Bringing, BroughtIn, bring_in
from terreau.recognition.actions.claiming import Answer, accept, attach, change_visibility, refuse
from terreau.recognition.actions.defining import Definition, change, define, retire
from terreau.recognition.actions.examples import plant_examples
from terreau.recognition.actions.issuers import export_key, issuer_of, renew_key, revoke_key
from terreau.recognition.actions.pleading import decline, grant, plead
from terreau.recognition.actions.posters import close_poster, put_up, take
from terreau.recognition.actions.status import correct, restore, revoke, suspend
from terreau.recognition.actions.tokens import paper_token_of, token_of

__all__ = [
    "Answer",
    "Bringing",
    "BroughtIn",
    "Definition",
    "Gift",
    "accept",
    "attach",
    "award",
    "bring_in",
    "change",
    "change_visibility",
    "close_poster",
    "confirm_batch",
    "correct",
    "decline",
    "define",
    "discard_batch",
    "export_key",
    "forget",
    "grant",
    "issuer_of",
    "keep_batch",
    "paper_token_of",
    "plant_examples",
    "plead",
    "put_up",
    "refuse",
    "renew_key",
    "restore",
    "retire",
    "revoke",
    "revoke_key",
    "run_batch",
    "suspend",
    "sweep",
    "take",
    "token_of",
]
