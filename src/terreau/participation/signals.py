"""Said inside this room: a line has been written. Whoever wants to act on it waits for the commit."""

from django.dispatch import Signal

#: Sent by `actions.record` in the transaction of the act, with the line as `line`.
line_written = Signal()

#: Sent once a letter of moderation stands in the queue.
notice_written = Signal()
