"""The verbs of taking part: the only writers of this room, each one transaction."""

from terreau.participation.actions.conversation import (
    Said,
    close_conversation,
    forget_author,
    mend,
    put_words_back,
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
    put_description_back,
    remove_file,
    thing_of_file,
)
from terreau.participation.actions.files_past import forget_unused_files
from terreau.participation.actions.following import (
    change_rhythm,
    follow,
    let_go,
    stop,
    unfollow,
    unfollow_target,
)
from terreau.participation.actions.forgetting import clear_moderation, forget_in_moderation
from terreau.participation.actions.history import restore
from terreau.participation.actions.journal import forget_actor, record, take_words_off
from terreau.participation.actions.letters import forget_old_letters, make_letters, send_letters
from terreau.participation.actions.meetings import (
    Appointment,
    cancel_meeting,
    change_meeting,
    plan_meeting,
    put_meeting_back,
)
from terreau.participation.actions.moderation import Decision, answer_appeal, appeal, decide, hold, show_again
from terreau.participation.actions.moderators import dismiss_moderator, name_moderator
from terreau.participation.actions.replying import replier, take_reply
from terreau.participation.actions.reporting import Complaint, report
from terreau.participation.actions.tokens import (
    Caller,
    Terms,
    forget_past_tokens,
    make_token,
    once,
    once_slowly,
    revoke_token,
    use_token,
)
from terreau.people.rules import require

__all__ = [
    "Appointment",
    "Caller",
    "Complaint",
    "Decision",
    "Said",
    "Sent",
    "Terms",
    "Words",
    "answer_appeal",
    "appeal",
    "attach",
    "cancel_meeting",
    "change_meeting",
    "change_rhythm",
    "clear_moderation",
    "close_conversation",
    "decide",
    "describe",
    "dismiss_moderator",
    "follow",
    "forget_actor",
    "forget_author",
    "forget_in_moderation",
    "forget_old_letters",
    "forget_past_tokens",
    "forget_sender",
    "forget_unused_files",
    "hold",
    "let_go",
    "make_letters",
    "make_token",
    "mend",
    "name_moderator",
    "once",
    "once_slowly",
    "plan_meeting",
    "put_description_back",
    "put_meeting_back",
    "put_words_back",
    "record",
    "remove_file",
    "reopen_conversation",
    "replier",
    "report",
    "require",
    "restore",
    "revoke_token",
    "say",
    "send_letters",
    "show_again",
    "stop",
    "take_reply",
    "take_words_off",
    "thing_of",
    "thing_of_file",
    "unfollow",
    "unfollow_target",
    "use_token",
    "withdraw_comment",
]
