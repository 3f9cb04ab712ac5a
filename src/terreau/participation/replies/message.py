"""From the bytes of a message (RFC 5322) to who wrote it and what."""

from __future__ import annotations

from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.parser import BytesParser
from typing import TYPE_CHECKING, TypeVar

from terreau.participation.replies.quoting import without_quotes

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import EmailMessage

Answer = TypeVar("Answer")

#: Bytes of a whole message: a reply with a photograph, which is left aside.
LONGEST = 5 * 1024 * 1024
MOST_PARTS = 50
#: Enough for the headers of any message that a person wrote.
_HEADERS = 256 * 1024
_BULK = frozenset({"bulk", "junk", "list", "auto_reply"})
#: Headers that only machines write: RFC 3834, and what mail servers and lists add.
_OF_MACHINES = ("List-Id", "List-Unsubscribe", "X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress")


class ReplyError(ValueError):
    """A message that is not taken."""


class UnreadableError(ReplyError):
    """It is too long, or it is not a message that can be read."""


class AutomaticError(ReplyError):
    """A machine wrote it: an absence, a list, a delivery that failed. Nobody must ever answer it."""


class NoWordsError(ReplyError):
    """Nothing is left of it in plain text once what it quotes is taken away."""


@dataclass(frozen=True)
class Reply:
    """Who wrote, as the message says; what identifies it ("" when nothing does); the words of the person."""

    sender: str
    message_id: str
    words: str


def sender_of(content: bytes) -> str:
    """Who wrote, from the headers alone, were the message too long to be read.

    Raises UnreadableError, AutomaticError.
    """
    return _guarded(lambda: _sender(_parsed(content[:_HEADERS])))


def read(content: bytes, mark: str = "") -> Reply:
    """Read one message; `mark` is the line of ours under which everything is quoted.

    Raises UnreadableError, AutomaticError, NoWordsError.
    """
    if len(content) > LONGEST:
        raise UnreadableError("too long")
    return _guarded(lambda: _read(_parsed(content), mark))


def _guarded(task: Callable[[], Answer]) -> Answer:
    """`task`, with what the parser of the standard library raises on messages made to break it."""
    try:
        return task()
    except ReplyError:
        raise
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError) as fault:
        raise UnreadableError(type(fault).__name__) from fault


def _parsed(content: bytes) -> EmailMessage:
    return BytesParser(policy=policy.default).parsebytes(content)


def _sender(message: EmailMessage) -> str:
    _refuse_machines(message)
    senders = [one for header in message.get_all("From", []) for one in header.addresses]
    if len(senders) != 1:
        raise UnreadableError("one sender")
    return str(senders[0].addr_spec).strip().lower()


def _read(message: EmailMessage, mark: str) -> Reply:
    sender = _sender(message)
    if sum(1 for _part in message.walk()) > MOST_PARTS:
        raise UnreadableError("too many parts")
    plain = message.get_body(preferencelist=("plain",))
    words = without_quotes(str(plain.get_content()), mark) if plain is not None else ""
    if not words:
        raise NoWordsError
    identity = str(message.get("Message-ID", "")).strip()[:500]
    return Reply(sender, identity, words)


def _refuse_machines(message: EmailMessage) -> None:
    submitted = str(message.get("Auto-Submitted", "no")).partition(";")[0].strip().lower()
    if submitted != "no":
        raise AutomaticError(submitted)
    if str(message.get("Precedence", "")).strip().lower() in _BULK:
        raise AutomaticError("bulk")
    if any(message.get(name) is not None for name in _OF_MACHINES):
        raise AutomaticError("a list, or an answering machine")
    if message.get("Return-Path") is not None and str(message["Return-Path"]).strip() in {"", "<>"}:
        raise AutomaticError("nobody to answer to")
    if message.get_content_type() == "multipart/report":
        raise AutomaticError("a report of delivery")
