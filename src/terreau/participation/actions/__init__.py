"""The verbs of taking part: the only writers of this room, each one transaction."""

from terreau.participation.actions.journal import forget_actor, record, take_words_off

__all__ = ["forget_actor", "record", "take_words_off"]
