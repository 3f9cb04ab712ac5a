"""The verbs of taking part: the only writers of this room, each one transaction."""

from terreau.participation.actions.conversation import (
    Said,
    close_conversation,
    forget_author,
    mend,
    reopen_conversation,
    say,
    thing_of,
    withdraw_comment,
)
from terreau.participation.actions.files import (
    Sent,
    Words,
    attach,
    describe,
    forget_sender,
    remove_file,
    thing_of_file,
)
from terreau.participation.actions.files_past import forget_unused_files
from terreau.participation.actions.following import change_rhythm, follow, let_go, stop, unfollow
from terreau.participation.actions.journal import forget_actor, record, take_words_off
from terreau.participation.actions.letters import forget_old_letters, make_letters, send_letters
from terreau.people.rules import require

__all__ = [
    "Said",
    "Sent",
    "Words",
    "attach",
    "change_rhythm",
    "close_conversation",
    "describe",
    "follow",
    "forget_actor",
    "forget_author",
    "forget_old_letters",
    "forget_sender",
    "forget_unused_files",
    "let_go",
    "make_letters",
    "mend",
    "record",
    "remove_file",
    "reopen_conversation",
    "require",
    "say",
    "send_letters",
    "stop",
    "take_words_off",
    "thing_of",
    "thing_of_file",
    "unfollow",
    "withdraw_comment",
]
