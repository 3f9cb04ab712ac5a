"""The verbs about data: the only writers, each one transaction."""

from terreau.catalogue.actions.accounts import forget
from terreau.catalogue.actions.bringing import For, Sent, bring
from terreau.catalogue.actions.choosing import read_otherwise
from terreau.catalogue.actions.correcting import accept_correction, refuse_correction, suggest
from terreau.catalogue.actions.describing import Telling, describe, restore
from terreau.catalogue.actions.examples import plant_examples
from terreau.catalogue.actions.jobs import go_on, run, stop, take_up
from terreau.catalogue.actions.mending import accept
from terreau.catalogue.actions.missing import Gap, ask_for_data, link_raised, say_found, unwish, wish
from terreau.catalogue.actions.publishing import (
    confirm_personal,
    discard,
    end_embargoes,
    publish,
    withdraw,
)
from terreau.catalogue.actions.schemas import keep_schema
from terreau.catalogue.actions.uses import Reliance, declare_use, remove_use
from terreau.people.rules import require

__all__ = [
    "For",
    "Gap",
    "Reliance",
    "Sent",
    "Telling",
    "accept",
    "accept_correction",
    "ask_for_data",
    "bring",
    "confirm_personal",
    "declare_use",
    "describe",
    "discard",
    "end_embargoes",
    "forget",
    "go_on",
    "keep_schema",
    "link_raised",
    "plant_examples",
    "publish",
    "read_otherwise",
    "refuse_correction",
    "remove_use",
    "require",
    "restore",
    "run",
    "say_found",
    "stop",
    "suggest",
    "take_up",
    "unwish",
    "wish",
    "withdraw",
]
