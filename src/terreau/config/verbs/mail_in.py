"""`terreau mail-in`: one message on the standard input, from the pipe of a mail server.

It answers with the codes of sysexits.h, which mail servers read. Whoever is not the person the address was
made for hears nothing, not even a bounce: bounces to forged senders would make a relay for spam of us. What
that person wrote and cannot be published is refused in a sentence, which the mail server sends to them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from terreau.config import terminal
from terreau.config.starting import folder_of_the_instance, start_django
from terreau.foundation.errors import TerreauError

if TYPE_CHECKING:
    import argparse

TAKEN, REFUSED, LATER = 0, 65, 75


def run(arguments: argparse.Namespace) -> int:
    """Take the message: 0, 65 or 75. What breaks here (disk, database) is tried again by the mail server."""
    folder_of_the_instance()
    start_django()
    from django.conf import settings
    from django.db import DatabaseError

    from terreau.config import closed, preparing
    from terreau.participation.replies import LONGEST

    if closed.notice(Path(settings.DATA)) is not None:
        return LATER
    try:
        preparing.refuse_a_database_behind()
        return _take(sys.stdin.buffer.read(LONGEST + 1), arguments.address)
    except TerreauError as error:
        terminal.complain(error)
        return LATER
    except (DatabaseError, OSError) as fault:
        terminal.note(type(fault).__name__)
        return LATER


def _take(content: bytes, address: str) -> int:
    from terreau.participation import actions
    from terreau.participation.replies import NoWordsError, ReplyError, read, sender_of
    from terreau.participation.reply_errors import (
        BadReplyAddressError,
        NothingInReplyError,
        ReplyNotReadError,
    )
    from terreau.participation.writing import MARK

    try:
        actions.replier(address, sender_of(content))
    except (ReplyError, BadReplyAddressError):
        return TAKEN  # left aside without a word
    try:
        try:
            actions.take_reply(read(content, MARK), address)
        except NoWordsError:
            raise NothingInReplyError from None
        except ReplyError:
            raise ReplyNotReadError from None
    except TerreauError as error:
        terminal.complain(error)
        return REFUSED
    return TAKEN
